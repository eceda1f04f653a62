"""The forms of the edits: each is data made from the figures and from what the cursor is on."""

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from te_planner.tui.lines import Target
from te_planner.tui.sheet import Sheet

if TYPE_CHECKING:
    from te_planner.readiness.model import Readiness
    from te_planner.tui.app import PlannerApp

MAKERS = {
    "project": "projects:project_form",
    "status": "projects:status_form",
    "map": "projects:map_form",
    "owner": "projects:owner_form",
    "internal": "projects:internal_form",
    "milestone": "milestones:milestone_form",
    "done": "milestones:done_form",
    "forecast": "milestones:forecast_form",
    "attest": "statements:attest_form",
    "assessed": "statements:assessed_form",
    "observe": "statements:observe_form",
    "pick": "statements:pick_form",
    "aside": "scope:aside_form",
    "waive": "scope:waive_form",
    "system": "frame:system_form",
    "freeze": "freezes:freeze_form",
    "answer": "workshop:answer_form",
    "driver": "drivers:driver_form",
    "driver_change": "drivers:driver_change_form",
    "reading": "drivers:reading_form",
    "trigger": "drivers:trigger_form",
    "waypoint": "waypoints:waypoint_form",
    "waypoint_change": "waypoints:waypoint_change_form",
    "aim": "waypoints:aim_form",
    "measure": "measures:measure_form",
    "measure_change": "measures:measure_change_form",
    "weight": "measures:weight_form",
    "estimate": "gaps:estimate_form",
    "expect": "gaps:expect_form",
    "obligation": "obligations:obligation_form",
    "obligation_change": "obligations:obligation_change_form",
    "tie": "obligations:tie_form",
    "meet": "obligations:meet_form",
    "budget": "money:budget_form",
    "depend": "money:depend_form",
    "void": "ended:void_form",
    "end": "ended:end_form",
    "evidence": "ended:evidence_form",
}


@runtime_checkable
class GoesOn(Protocol):
    """A screen that goes on to what is next once a form was saved."""

    def go_on(self) -> None: ...


def _things(readiness: "Readiness") -> set[Target]:
    """What has a place of its own, to which one is led when it is new."""
    rows = readiness.snapshot
    return {
        *(Target("project", id_) for id_ in readiness.projects),
        *(Target("waypoint", each.id) for each in rows.waypoints),
        *(Target("driver", each.id) for each in rows.drivers),
        *(Target("obligation", each.id) for each in rows.obligations),
        *(Target("system", id_) for id_ in readiness.systems),
    }


PARTS = {
    "milestone": "milestones", "budget": "budget_lines", "statement": "statements", "trigger": "triggers",
    "reading": "readings", "measure": "measures", "contribution": "contributions",
}  # fmt: skip
"""What is a part of something, by the kind of its target, and where the snapshot has it."""


def _key_of(readiness: "Readiness", target: Target) -> str:
    return readiness.projects[target.ref].project.key if target.kind == "project" else target.ref


def _parts(readiness: "Readiness") -> set[Target]:
    rows = readiness.snapshot
    return {Target(kind, each.id) for kind, name in PARTS.items() for each in getattr(rows, name)}


def _go_to(app: "PlannerApp", target: Target) -> None:
    from te_planner.tui.coverage.screen import CoverageScreen

    here = app.screen
    if target.kind == "system":
        app.set_system(target.ref)
    elif isinstance(here, CoverageScreen) and target.kind != "project":
        here.show_target(target)
    else:
        app.go(target)


def led_to_new(app: "PlannerApp") -> Callable[[], bool]:
    """Call it before an edit: what it returns, called after it, puts the cursor on what is new.

    That says whether it is a thing with a place of its own; what is a part of one is shown where its list has
    the cursor. What was told of the edit stays.
    """
    before = app.readiness

    def lead() -> bool:
        after = app.readiness
        if before is None or after is None or after is before:
            return False
        notice, new = app.notice, _things(after) - _things(before)
        if new:  # of several, such as projects of a table, to the first
            _go_to(app, min(new, key=lambda each: _key_of(after, each)))
        elif isinstance(app.focused, Sheet):
            for each in _parts(after) - _parts(before):
                app.focused.select(each)
        # a cursor that moves puts what was told away: it is told once the screen came, and then the cursor
        screen = app.screen
        screen.call_after_refresh(screen.call_after_refresh, app.tell, notice)
        return bool(new)

    return lead


def open_form(app: "PlannerApp", name: str, context: list[Target]) -> None:
    """Open a form, filled from the context; where it has nothing to work on, say what is missing."""
    from te_planner.tui.forms.model import Context
    from te_planner.tui.forms.screen import FormScreen

    if app.readiness is None:
        return
    module, _, function = MAKERS[name].partition(":")
    make = getattr(import_module(f"te_planner.tui.forms.{module}"), function)
    form: Any = make(Context(app.readiness, app.system_id, tuple(context), app.today))
    if isinstance(form, str):
        app.tell(form)
        return
    app.expect_edit()
    lead = led_to_new(app)

    def after(saved: Any) -> None:
        if saved is not None and not lead() and isinstance(app.screen, GoesOn):
            app.screen.go_on()

    app.push_screen(FormScreen(form), after)
