"""Every change to a plan, by the name that a planner would give it. One function a change.

Each takes a Transaction and its values and returns what it did, in words for the journal and the screen.
Days are ISO texts; names lead to rows (a project's key, a system's name). What cannot be is refused with
WrongCall before anything is written.
"""

from te_planner.plan.edits.frame import add_region, add_system, change_plan
from te_planner.plan.edits.milestones import (
    add_milestone,
    change_milestone,
    complete_milestone,
    reforecast_milestone,
    remove_milestone,
    reopen_milestone,
)
from te_planner.plan.edits.projects import (
    add_project,
    change_project,
    depend,
    map_project,
    remove_project,
    set_budget,
    set_status,
    undepend,
    unmap_project,
)
from te_planner.plan.edits.scope import (
    add_requirement,
    end_not_applicable,
    end_requirement_change,
    set_not_applicable,
    waive_requirement,
)
from te_planner.plan.edits.statements import (
    add_evidence,
    attest,
    end_statement,
    observe,
    pick_stage,
    void_statement,
)
from te_planner.plan.edits.workshop import answer_question

__all__ = [
    "add_evidence",
    "add_milestone",
    "add_project",
    "add_region",
    "add_requirement",
    "add_system",
    "answer_question",
    "attest",
    "change_milestone",
    "change_plan",
    "change_project",
    "complete_milestone",
    "depend",
    "end_not_applicable",
    "end_requirement_change",
    "end_statement",
    "map_project",
    "observe",
    "pick_stage",
    "reforecast_milestone",
    "remove_milestone",
    "remove_project",
    "reopen_milestone",
    "set_budget",
    "set_not_applicable",
    "set_status",
    "undepend",
    "unmap_project",
    "void_statement",
    "waive_requirement",
]
