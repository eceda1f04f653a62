"""Forms of projects: a new one, its status, and the enablers that it delivers."""

from collections.abc import Callable

from te_planner.plan.words import STATUSES
from te_planner.tui.forms import known
from te_planner.tui.forms.model import (
    Context,
    Field,
    Form,
    Option,
    Values,
    cell_options,
    project_field,
)

ALL_SYSTEMS = "all systems"
NO_PROJECT = "There is no project yet; n makes the first one."


INTERNAL = Field(
    "internal",
    "public reports",
    "choice",
    "no",
    options=(Option("no", "tell of it"), Option("yes", "leave it out: internal")),
)


def _marked(values: Values) -> Values:
    return {**values, "internal": values.get("internal") == "yes"}


def project_form(context: Context) -> Form:
    """A new project."""
    options = tuple(Option(each, each) for each in STATUSES)
    fields = (
        Field("title", "title", required=True, hint="what it is called"),
        Field("owner", "owner", hint="who owns it", known=known.owners(context.readiness.snapshot)),
        Field("key", "key", hint="left empty: the next free one, such as P-07"),
        Field("status", "status", "choice", "proposed", options=options),
        Field("status_day", "since", "day", context.today),
        Field("start", "start", "day", hint="such as 2027-01, next friday or +6m"),
        Field("end", "end", "day", hint="such as 2028-06, Q2 2028 or +6m"),
        Field("note", "note"),
        INTERNAL,
    )
    return Form("New project", "add_project", fields, _marked)


def status_form(context: Context) -> Form | str:
    """A project's status from a day on."""
    if not context.readiness.projects:
        return NO_PROJECT
    found = context.project()
    options = tuple(Option(each, each) for each in STATUSES)
    status = found.status if found else "proposed"
    fields = (
        project_field(context),
        Field("status", "status", "choice", status, required=True, options=options),
        Field("day", "since", "day", context.today, required=True),
    )
    return Form("Status of a project", "set_status", fields)


def owner_form(context: Context) -> Form | str:
    """Who owns a project."""
    if not context.readiness.projects:
        return NO_PROJECT
    found = context.project()
    offered = known.owners(context.readiness.snapshot)
    value = found.project.owner if found else ""
    fields = (
        project_field(context),
        Field("owner", "owner", value=value, hint="who owns it", known=offered, first=found is not None),
    )
    return Form("Owner of a project", "change_project", fields, lambda each: {"owner": "", **each})


def internal_form(context: Context) -> Form | str:
    """Whether public reports leave a project out."""
    if not context.readiness.projects:
        return NO_PROJECT
    found = context.project()
    here = "yes" if found and found.project.internal else "no"
    fields = (project_field(context), INTERNAL._replace(value=here, first=found is not None))
    return Form("Internal, or told of in public reports", "change_project", fields, _marked)


def map_form(context: Context) -> Form | str:
    """Which enabler a project delivers, and how much of it."""
    if not context.readiness.projects:
        return NO_PROJECT
    if context.system is None:
        return "The plan has no distribution system yet; N makes the first one."
    enablers = [each for each in context.readiness.roadmap.enablers if each.nature != "baseline"]
    found = context.cell("E")
    cell = found.ref if found and found.nature != "baseline" else ""
    fields = [
        project_field(context),
        Field("cell", "enabler", "pick", cell, required=True, options=cell_options(context, enablers)),
        Field(
            "share",
            "share %",
            "whole",
            _share(context, cell),
            required=True,
            most=100,
            hint="how much of the enabler",
        ),
    ]
    options = context.system_options()
    if len(options) > 1:
        options = (*options, Option(ALL_SYSTEMS, ALL_SYSTEMS))
        fields.append(Field("system", "in", "choice", context.system_name, required=True, options=options))
    return Form("Map a project to an enabler", "map_project", tuple(fields), _systems(context))


def _share(context: Context, cell: str) -> str:
    """What the project delivers of the cell already; all of it where it is new."""
    work, system = context.project(), context.readiness.systems.get(context.system_id_here)
    known = system.cells[cell].contributions if system and cell else ()
    own = (each.contribution.share for each in known if work and each.project.project.id == work.project.id)
    return str(next(own, 100))


def _systems(context: Context) -> Callable[[Values], Values]:
    """All systems, or the chosen one."""
    names = [each.value for each in context.system_options()]

    def prepare(values: Values) -> Values:
        chosen = values.pop("system", None)
        values["systems"] = names if chosen == ALL_SYSTEMS else [chosen or names[0]]
        return values

    return prepare
