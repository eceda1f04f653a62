"""Forms for all that is marked on a list: one form, one journal entry, one undo."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from te_planner.exchange.marks import day_text
from te_planner.plan.words import ANSWERS, STATUSES
from te_planner.roadmap.model import Cell
from te_planner.tui.forms import known
from te_planner.tui.forms.model import (
    Context,
    Field,
    Form,
    Option,
    Values,
    cell_options,
    project_options,
    system_field,
    with_only_system,
)
from te_planner.tui.forms.statements import NO_SYSTEM, PLACE, prepare_evidence, without_place
from te_planner.tui.lines import Target

if TYPE_CHECKING:
    from te_planner.tui.app import PlannerApp

NAMED = 6
"""So many of the marked are named in the journal's line."""
NOTE = "One entry in the journal: u takes all of them back."


def open_bulk_form(app: "PlannerApp", name: str, marks: Sequence[Target], done: Callable[[], None]) -> None:
    """Open the form of an edit of all that is marked; `done` is called once it is saved."""
    from te_planner.tui.forms.screen import FormScreen

    if app.readiness is None:
        return
    context = Context(app.readiness, app.system_id, tuple(marks), app.today)
    form = FORMS[name](context)
    if isinstance(form, str):
        app.tell(form)
        return
    app.push_screen(FormScreen(form), lambda saved: done() if saved is not None else None)


def _projects(context: Context) -> list[str]:
    """The keys of the projects that are marked."""
    works = context.readiness.projects
    return [works[each.ref].project.key for each in context.targets if each.ref in works]


def _cells(context: Context, lanes: str) -> list[Cell]:
    """The cells that are marked, of these lanes."""
    known_cells = context.readiness.roadmap.cells
    found = [known_cells[each.ref] for each in context.targets if each.ref in known_cells]
    return [each for each in found if each.lane in lanes]


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return f"{', '.join(names[:NAMED])}{more}"


def _several(changes: list[tuple[str, Values]], summary: str) -> Values:
    return {"changes": changes, "summary": summary}


def status_form(context: Context) -> Form | str:
    """One status for all projects that are marked."""
    keys = _projects(context)
    if not keys:
        return "A status is of projects; mark some on Projects (3)."
    options = tuple(Option(each, each) for each in STATUSES)
    fields = (
        Field("status", "status", "choice", "approved", required=True, options=options, first=True),
        Field("day", "since", "day", context.today, required=True),
    )

    def prepare(values: Values) -> Values:
        changes = [("set_status", {"project": key, **values}) for key in keys]
        return _several(changes, f"Set {_listed(keys)} to {values['status']} from {day_text(values['day'])}")

    return Form(f"Status of {len(keys)} projects", "change_several", fields, prepare, NOTE)


def owner_form(context: Context) -> Form | str:
    """One owner for all projects that are marked."""
    keys = _projects(context)
    if not keys:
        return "An owner is of projects; mark some on Projects (3)."
    offered = known.owners(context.readiness.snapshot)
    fields = (Field("owner", "owner", required=True, hint="who owns them", known=offered),)

    def prepare(values: Values) -> Values:
        changes = [("change_project", {"project": key, **values}) for key in keys]
        return _several(changes, f"Set the owner of {_listed(keys)} to {values['owner']}")

    return Form(f"Owner of {len(keys)} projects", "change_several", fields, prepare, NOTE)


def map_form(context: Context) -> Form | str:
    """All projects that are marked to one enabler, or one project to all enablers that are marked."""
    if context.system is None:
        return NO_SYSTEM
    keys, cells = _projects(context), [each for each in _cells(context, "E") if each.nature != "baseline"]
    road = context.readiness.roadmap
    if keys:
        enablers = [each for each in road.enablers if each.nature != "baseline"]
        one = Field("cell", "enabler", "pick", required=True, options=cell_options(context, enablers))
        title = f"Map {len(keys)} projects to an enabler"
    elif cells:
        one = Field("project", "project", "pick", required=True, options=project_options(context))
        title = f"Map a project to {len(cells)} enablers"
    else:
        return "Only enablers that are no baselines can be mapped; none of the marked cells is one."
    share = Field("share", "share %", "whole", "100", required=True, most=100, hint="how much of the enabler")
    fields = (one, share, *system_field(context, "in"))

    def prepare(values: Values) -> Values:
        values = with_only_system(context, values)
        values["systems"] = [values.pop("system")]
        each_of = [{"project": key} for key in keys] or [{"cell": cell.ref} for cell in cells]
        changes = [("map_project", {**values, **one}) for one in each_of]
        refs = [cell.ref for cell in cells]
        what = (
            f"{_listed(keys)} to {values.get('cell')}"
            if keys
            else f"{values.get('project')} to {_listed(refs)}"
        )
        return _several(changes, f"Map {what}: {values['share']} %")

    return Form(title, "change_several", fields, prepare, NOTE)


def aside_form(context: Context) -> Form | str:
    """All cells that are marked are not applicable, for one reason."""
    system = context.system
    if system is None:
        return NO_SYSTEM
    marked = _cells(context, "EB")
    aside = {
        ref for states in (system.cells, system.benefits) for ref, each in states.items() if each.decision
    }
    refs = [each.ref for each in marked if each.ref not in aside]
    if not refs:
        return "Enablers and benefits can be set aside; none of the marked is one that is not."
    fields = (
        Field("reason", "reason", required=True, hint="why they do not apply here"),
        Field(
            "decided_by", "decided by", hint="left empty: you", known=known.people(context.readiness.snapshot)
        ),
        Field("day", "on", "day", context.today, required=True),
    )
    name = context.system_name

    def prepare(values: Values) -> Values:
        changes = [("set_not_applicable", {"cell": ref, "system": name, **values}) for ref in refs]
        return _several(changes, f"Set {_listed(refs)} aside in {name}")

    return Form(f"Not applicable: {len(refs)} cells in {name}", "change_several", fields, prepare, NOTE)


def attest_form(context: Context) -> Form | str:
    """One word on all cells that are marked, on one piece of evidence: attested, or observed."""
    if context.system is None:
        return NO_SYSTEM
    cells = _cells(context, "ERB")
    if not cells:
        return "Enablers are attested, results and benefits observed; none of the marked is one."
    plan, name = context.readiness.snapshot, context.system_name
    options = tuple(Option(each, each) for each in ANSWERS)
    fields = (
        Field("answer", "they are", "choice", ANSWERS[0], options=options),
        Field("effective", "since", "day", context.today, required=True),
        Field("title", "evidence", hint="a document's title; left empty, they are claims",
              known=known.titles(plan), first=True),
        Field("place", "its place", hint=PLACE, known=known.places(plan)),
        Field("made_by", "stated by", hint="left empty: you", known=known.people(plan)),
        Field("approved_by", "approved by", known=known.people(plan)),
    )  # fmt: skip

    def prepare(values: Values) -> Values:
        said: dict[str, Any] = {"system": name, **prepare_evidence(values)}
        changes = [(_verb(cell), {"cell": cell.ref, **said}) for cell in cells]
        refs = [cell.ref for cell in cells]
        return _several(changes, f"Attest {_listed(refs)} in {name}: {said['answer']}")

    return Form(
        f"Attest {len(cells)} cells in {name}", "change_several", fields, prepare, NOTE, without_place
    )


def _verb(cell: Cell) -> str:
    return "attest" if cell.lane == "E" and cell.nature != "condition" else "observe"


FORMS: dict[str, Callable[[Context], Form | str]] = {
    "status": status_form,
    "owner": owner_form,
    "map": map_form,
    "aside": aside_form,
    "attest": attest_form,
    "observe": attest_form,
}
"""The forms that are of all that is marked, by the names of their single ones."""
