"""The version of the rule set, printed with every figure that leaves the program, and its few numbers."""

from fractions import Fraction

VERSION = "te-planner rules 2"

COVERED = 99
"""Percent of shares at which contributions cover a cell: thirds that were typed as 33 % do."""

DUPLICATED = 101
"""Percent of shares, by two projects, beyond which a cell is paid for twice."""

SET_ASIDE = Fraction(1, 4)
"""The part of a track's stage that may be not applicable before no stage is stated any more."""

TOO_FAR_AHEAD = 2
"""Stages by which a track may not be ahead of one that carries it (4.3)."""

DUE_WITHIN = 90
"""Days ahead that `due` looks."""

TREND_YEARS = 5
"""Years up to the day whose readings make a driver's trend."""

YEAR = 365.25
"""Days of a year, by which a trend's slope is told."""

NEAR_WITHIN = 365
"""Days within which a trigger that is reached by trend is near."""

TREND_HORIZON = 50
"""Years ahead beyond which a trend says nothing."""
