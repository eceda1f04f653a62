"""Forms of milestones: a new one, one that is reached, and a new forecast."""

from te_planner.exchange.marks import day_text
from te_planner.readiness.model import MilestoneDate, ProjectWork
from te_planner.roadmap.model import Cell
from te_planner.tui.forms.model import (
    Context,
    Field,
    Form,
    Option,
    Values,
    cell_options,
    project_field,
    system_field,
)
from te_planner.tui.forms.projects import NO_PROJECT


def milestone_form(context: Context) -> Form | str:
    """A dated step of a project; tied to a cell where it is of that one only."""
    if not context.readiness.projects:
        return NO_PROJECT
    project = context.project()
    fields = (
        project_field(context),
        Field("title", "title", required=True, hint="what is reached"),
        Field("day", "day", "day", required=True, hint="such as 2027-03-31, 2027-03 or +6m"),
        Field("weight", "weight", "whole", "1", required=True, hint="in the project's progress"),
        Field("cell", "only of", "pick", hint="an enabler cell, where it is a step of that one alone",
              options=cell_options(context, _mapped(context, project))),
        *system_field(context, "in"),
    )  # fmt: skip
    return Form("New milestone", "add_milestone", fields, _untied)


def _mapped(context: Context, project: ProjectWork | None) -> list[Cell]:
    """The cells to which the project contributes; without a project, those of any."""
    ids = {project.project.id} if project else set(context.readiness.projects)
    refs = {each.cell for each in context.readiness.snapshot.contributions if each.project_id in ids}
    return [each for each in context.readiness.roadmap.enablers if each.ref in refs]


def _untied(values: Values) -> Values:
    """A system only goes with a cell."""
    if not values.get("cell"):
        values.pop("system", None)
    return values


def done_form(context: Context) -> Form | str:
    """A milestone is reached."""
    field = _open_milestone(context)
    if isinstance(field, str):
        return field
    fields = (field, Field("day", "done on", "day", context.today, required=True))
    return Form("Milestone done", "complete_milestone", fields)


def forecast_form(context: Context) -> Form | str:
    """The day now expected for an open milestone."""
    field = _open_milestone(context)
    if isinstance(field, str):
        return field
    fields = (
        field,
        Field("day", "expected on", "day", required=True, hint="such as 2027-03-31, 2027-03 or +6m"),
    )
    return Form("New forecast for a milestone", "reforecast_milestone", fields)


def _open_milestone(context: Context) -> Field | str:
    """The open milestones to pick from: those of the project under the cursor, or of all."""
    here, project = context.milestone(), context.project()
    works = [project] if project else _about(context) or list(context.readiness.projects.values())
    found = [(work, each) for work in works for each in work.milestones if not each.done]
    if not found:
        name = f"{project.project.key} has" if project else "There is"
        return f"{name} no open milestone; t adds one."
    found.sort(key=lambda each: each[1].day or "9999")
    chosen = here if here and not here.done else found[0][1] if len(works) == 1 else None
    value = chosen.milestone.id if chosen else ""
    options = tuple(map(_option, found))
    guessed = chosen is not here and len(found) > 1
    return Field("milestone", "milestone", "pick", value, required=True, options=options, first=guessed)


def _about(context: Context) -> list[ProjectWork]:
    """The projects that contribute to the enabler under the cursor."""
    cell, system = context.cell("E"), context.system
    if cell is None or system is None:
        return []
    return [each.project for each in system.cells[cell.ref].contributions]


def _option(found: tuple[ProjectWork, MilestoneDate]) -> Option:
    work, date = found
    return Option(date.milestone.id, f"{work.project.key} {date.milestone.title} · {day_text(date.planned)}")
