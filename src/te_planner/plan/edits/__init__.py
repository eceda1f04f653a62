"""Every change to a plan, by the name that a planner would give it. One function a change.

Each takes a Transaction and its values and returns what it did, in words for the journal and the screen.
Days are ISO texts; names lead to rows (a project's key, a system's name). What cannot be is refused with
WrongCall before anything is written.
"""

from te_planner.plan.edits.conditions import (
    expect_condition,
    forget_expectation,
)
from te_planner.plan.edits.drivers import (
    add_driver,
    change_driver,
    record_reading,
    remove_driver,
    remove_reading,
)
from te_planner.plan.edits.editions import adopt_edition, confirm_meaning
from te_planner.plan.edits.frame import add_region, add_system, change_plan
from te_planner.plan.edits.freezes import freeze
from te_planner.plan.edits.gaps import (
    estimate_gap,
    remove_estimate,
)
from te_planner.plan.edits.measures import (
    add_measure,
    change_measure,
    remove_measure,
)
from te_planner.plan.edits.milestones import (
    add_milestone,
    change_milestone,
    complete_milestone,
    reforecast_milestone,
    remove_milestone,
    reopen_milestone,
)
from te_planner.plan.edits.obligations import (
    add_obligation,
    change_obligation,
    meet_obligation,
    remove_obligation,
    reopen_obligation,
    tie_obligation,
    untie_obligation,
)
from te_planner.plan.edits.overlays import add_overlay, remove_overlay
from te_planner.plan.edits.projects import (
    add_mapped_project,
    add_project,
    change_project,
    depend,
    map_project,
    remove_budget,
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
from te_planner.plan.edits.triggers import (
    add_trigger,
    remove_trigger,
)
from te_planner.plan.edits.waypoints import (
    add_waypoint,
    aim_waypoint,
    change_waypoint,
    remove_waypoint,
    remove_waypoint_cells,
)
from te_planner.plan.edits.weights import (
    weigh_benefit,
)
from te_planner.plan.edits.workshop import answer_question
from te_planner.plan.several import change_several

__all__ = [
    "add_driver",
    "add_evidence",
    "add_mapped_project",
    "add_measure",
    "add_milestone",
    "add_obligation",
    "add_overlay",
    "add_project",
    "add_region",
    "add_requirement",
    "add_system",
    "add_trigger",
    "add_waypoint",
    "adopt_edition",
    "aim_waypoint",
    "answer_question",
    "attest",
    "change_driver",
    "change_measure",
    "change_milestone",
    "change_obligation",
    "change_plan",
    "change_project",
    "change_several",
    "change_waypoint",
    "complete_milestone",
    "confirm_meaning",
    "depend",
    "end_not_applicable",
    "end_requirement_change",
    "end_statement",
    "estimate_gap",
    "expect_condition",
    "forget_expectation",
    "freeze",
    "map_project",
    "meet_obligation",
    "observe",
    "pick_stage",
    "record_reading",
    "reforecast_milestone",
    "remove_budget",
    "remove_driver",
    "remove_estimate",
    "remove_measure",
    "remove_milestone",
    "remove_obligation",
    "remove_overlay",
    "remove_project",
    "remove_reading",
    "remove_trigger",
    "remove_waypoint",
    "remove_waypoint_cells",
    "reopen_milestone",
    "reopen_obligation",
    "set_budget",
    "set_not_applicable",
    "set_status",
    "tie_obligation",
    "undepend",
    "unmap_project",
    "untie_obligation",
    "void_statement",
    "waive_requirement",
    "weigh_benefit",
]
