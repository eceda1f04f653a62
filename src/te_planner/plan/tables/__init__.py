"""The tables of a plan, declared once. The database holds the rules that rows can break by themselves.

Table models do not validate: the edits do, with words for a planner; the constraints here are the second
wall. Keys are UUIDs from the first day, so that two copies of a plan can be merged. Days are ISO text.
"""

from te_planner.plan.tables.frame import Edition, Kept, MeaningChange, Overlay, Plan, Region, System
from te_planner.plan.tables.history import Freeze, Journal, JournalEnd
from te_planner.plan.tables.outlook import (
    BenefitWeight,
    Driver,
    ExpectedDay,
    GapEstimate,
    Measure,
    Obligation,
    ObligationTie,
    Reading,
    Trigger,
    Waypoint,
    WaypointCell,
)
from te_planner.plan.tables.rules import Sequenced
from te_planner.plan.tables.said import (
    Evidence,
    QuestionAnswer,
    RequirementChange,
    ScopeDecision,
    StagePick,
    Statement,
)
from te_planner.plan.tables.work import BudgetLine, Contribution, Dependency, Milestone, Project, StatusChange

__all__ = [
    "BenefitWeight",
    "BudgetLine",
    "Contribution",
    "Dependency",
    "Driver",
    "Edition",
    "Evidence",
    "ExpectedDay",
    "Freeze",
    "GapEstimate",
    "Journal",
    "JournalEnd",
    "Kept",
    "MeaningChange",
    "Measure",
    "Milestone",
    "Obligation",
    "ObligationTie",
    "Overlay",
    "Plan",
    "Project",
    "QuestionAnswer",
    "Reading",
    "Region",
    "RequirementChange",
    "ScopeDecision",
    "Sequenced",
    "StagePick",
    "Statement",
    "StatusChange",
    "System",
    "Trigger",
    "Waypoint",
    "WaypointCell",
]
