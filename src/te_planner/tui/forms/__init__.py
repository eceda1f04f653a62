"""The forms of the edits: each is data made from the figures and from what the cursor is on."""

from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from te_planner.tui.lines import Target

if TYPE_CHECKING:
    from te_planner.tui.app import PlannerApp

MAKERS = {
    "project": "projects:project_form",
    "status": "projects:status_form",
    "map": "projects:map_form",
    "owner": "projects:owner_form",
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
    "answer": "workshop:answer_form",
}


@runtime_checkable
class GoesOn(Protocol):
    """A screen that goes on to what is next once a form was saved."""

    def go_on(self) -> None: ...


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
    before = set(app.readiness.projects)

    def after(saved: Any) -> None:
        new = set(app.readiness.projects) - before if app.readiness else set()
        if saved is not None and len(new) == 1:
            notice = app.notice
            app.visit("projects", Target("project", new.pop()))
            app.tell(notice)
        elif saved is not None and isinstance(app.screen, GoesOn):
            app.screen.go_on()

    app.push_screen(FormScreen(form), after)
