"""What a measure is, and how one is taken: in turn with what it is compared with, several rounds.

Absolute times mean little on a shared machine; what ran in the same minutes can be compared. So the result
of a measure is the ratio of two medians, and each has a goal for it.
"""

import statistics
import sys
import time
from collections.abc import Callable, Sequence
from typing import NamedTuple

GROWTH = 12
"""At most so much more where the plan is ten times as large."""


class Spread(NamedTuple):
    """The least, the middle and the most of what was measured."""

    least: float
    median: float
    most: float


class Row(NamedTuple):
    """What was measured at a size (0: the example plan, or none), beside what, and how they compare.

    `theirs` None: what it would stand beside is not there, as `note` says. `goal` is the ratio that is
    wanted at most; None where the row only informs.
    """

    measure: str
    projects: int
    unit: str
    ours: Spread
    beside: str
    theirs: Spread | None
    goal: float | None
    note: str = ""

    @property
    def ratio(self) -> float | None:
        return self.ours.median / self.theirs.median if self.theirs else None

    @property
    def met(self) -> bool | None:
        """None where there is no goal, or nothing to compare with."""
        if self.goal is None or self.ratio is None:
            return None
        # as it is printed: nobody shall read 1.50 beside a goal of 1.5 and “missed”
        return round(self.ratio, 2) <= self.goal


def spread(values: Sequence[float]) -> Spread:
    return Spread(min(values), statistics.median(values), max(values))


def took(done: Callable[[], object]) -> float:
    """Milliseconds; freeing what comes of it is nobody's time."""
    begun = time.perf_counter()
    kept = done()
    spent = (time.perf_counter() - begun) * 1000
    del kept
    return spent


def in_turn(rounds: int, *, warm: bool = True, **measured: Callable[[], float]) -> dict[str, list[float]]:
    """What each measures by its name, in turn, round by round.

    A first round is thrown away, but where it would be too long (`warm` False).
    """
    spent: dict[str, list[float]] = {name: [] for name in measured}
    for _ in range(rounds + warm):
        for name, measure in measured.items():
            spent[name].append(measure())
    return {name: values[warm:] for name, values in spent.items()}


class Bench:
    """One run: whether without what takes long, at most how many rounds, and the rows so far."""

    def __init__(self, *, quick: bool = False, most: int = 100) -> None:
        self.quick, self.most = quick, 2 if quick else most
        self.rows: list[Row] = []

    def rounds(self, wanted: int) -> int:
        return min(wanted, self.most)

    def add(
        self,
        measure: str,
        ours: Sequence[float],
        beside: str,
        theirs: Sequence[float] | None,
        goal: float | None = None,
        *,
        projects: int = 0,
        unit: str = "ms",
        note: str = "",
    ) -> None:
        other = spread(theirs) if theirs else None
        row = Row(measure, projects, unit, spread(ours), beside, other, goal, note)
        self.rows.append(row)
        ratio = note if row.ratio is None else f"{row.ratio:.2f}"
        at = f", {projects:,} projects" if projects else ""
        print(f"  {measure}{at}: {ratio}", file=sys.stderr, flush=True)


def growth(rows: Sequence[Row]) -> list[Row]:
    """Each measure of 10,000 projects beside itself at 1,000."""
    known = {(each.measure, each.projects): each for each in rows}
    found = []
    for each in rows:
        smaller = known.get((each.measure, 1_000))
        if each.projects == 10_000 and smaller:
            grown = each._replace(beside="at 1,000 projects", theirs=smaller.ours, goal=GROWTH, note="")
            found.append(grown._replace(measure=f"growth: {each.measure}"))
    return found
