"""What a form is made of, and what it can be filled from."""

from collections.abc import Callable
from typing import Any, Literal, NamedTuple

from te_planner.plan.snapshot import Day
from te_planner.readiness.model import MilestoneDate, ProjectWork, Readiness, SystemReadiness
from te_planner.roadmap.model import Cell
from te_planner.tui import routes
from te_planner.tui.lines import Target

Values = dict[str, Any]


class Option(NamedTuple):
    """One of a field's values, as the edit takes it and as it is shown; `more` is searched as well."""

    value: str
    text: str
    more: str = ""


class Field(NamedTuple):
    """A value of the edit.

    `kind`: text, paragraph (wrapped, as long as it takes), day (as people type it), whole (a number from
    `least` to `most`), choice (a few options, all seen), pick (many options, searched) or file (a path; what
    is there is offered, of files those that end as one of `known`). `hint` stands in
    the empty field. `first`: the form begins here, though it is filled in: a likely value, to be looked at.
    `known`: what the plan has of its kind already, the likeliest first: it is offered while one types.
    """

    name: str
    label: str
    kind: Literal["text", "paragraph", "day", "whole", "choice", "pick", "file"] = "text"
    value: str = ""
    required: bool = False
    hint: str = ""
    options: tuple[Option, ...] = ()
    least: int = 1
    most: int = 1000
    first: bool = False
    known: tuple[str, ...] = ()


class Form(NamedTuple):
    """A form of one edit. `prepare` turns what was typed into the edit's values, off the screen's thread.

    `amiss`: of values that are each right, the field whose value does not fit the others, and what is wrong.
    """

    title: str
    edit: str
    fields: tuple[Field, ...]
    prepare: Callable[[Values], Values] | None = None
    note: str = ""
    amiss: Callable[[Values], tuple[str, str] | None] | None = None


class Context(NamedTuple):
    """The figures, and what the cursor is on: the nearest first."""

    readiness: Readiness
    system_id: str
    targets: tuple[Target, ...]
    today: Day

    @property
    def system(self) -> SystemReadiness | None:
        return self.readiness.systems.get(self.system_id)

    @property
    def system_id_here(self) -> str:
        """The id of the system of the cell under the cursor, else the screen's."""
        return next((each.of for each in self.targets if each.of), self.system_id)

    @property
    def system_name(self) -> str:
        """The system of the cell under the cursor, else the screen's."""
        found = self.readiness.systems.get(self.system_id_here)
        return found.system.name if found else ""

    @property
    def currency(self) -> str:
        """The plan's own."""
        return self.readiness.snapshot.plan.currency

    def cell(self, lanes: str) -> Cell | None:
        """The nearest cell under the cursor that lies in one of the lanes."""
        cells = self.readiness.roadmap.cells
        for target in self.targets:
            if target.kind == "cell" and target.ref in cells and cells[target.ref].lane in lanes:
                return cells[target.ref]
        return None

    def project(self) -> ProjectWork | None:
        """The nearest project: the one under the cursor, else the only one that delivers the cell there."""
        for target in self.targets:
            found = routes.project_of(self.readiness, target)
            if found:
                return found
        return None

    def milestone(self) -> MilestoneDate | None:
        for target in self.targets:
            found = routes.milestone_of(self.readiness, target.ref) if target.kind == "milestone" else None
            if found:
                return found[1]
        return None

    def system_options(self) -> tuple[Option, ...]:
        names = [each.system.name for each in self.readiness.systems.values()]
        return tuple(Option(name, name) for name in names)


def cell_options(context: Context, cells: list[Cell]) -> tuple[Option, ...]:
    """Cells to pick from, each with its title and how it stands."""
    from te_planner.tui.wording import cell_mark

    road, system = context.readiness.roadmap, context.system
    return tuple(
        Option(
            each.ref,
            f"{each.ref} {road.title(each.ref)}" + (f" · {cell_mark(system, each).word}" if system else ""),
            each.text,
        )
        for each in cells
    )


def project_options(context: Context) -> tuple[Option, ...]:
    works = sorted(context.readiness.projects.values(), key=lambda each: each.project.key)
    return tuple(Option(each.project.key, f"{each.project.key} {each.project.title}") for each in works)


def project_field(context: Context) -> Field:
    found = context.project()
    value = found.project.key if found else ""
    return Field("project", "project", "pick", value, required=True, options=project_options(context))


def system_field(context: Context, label: str = "system") -> tuple[Field, ...]:
    """The system, where there is a choice."""
    options = context.system_options()
    if len(options) < 2:
        return ()
    return (Field("system", label, "choice", context.system_name, required=True, options=options),)


def with_only_system(context: Context, values: Values) -> Values:
    """The system's name, where the form had no field for it."""
    return values if "system" in values else {**values, "system": context.system_name or None}


def with_emptied(fields: tuple[Field, ...], values: Values) -> Values:
    """What was filled in and is empty now is to be taken away: an edit keeps what it is not given."""
    gone = {each.name: "" for each in fields if each.value and each.name not in values}
    return {**values, **gone}


def parted(values: Values, name: str) -> Values:
    """`project:P-04` of a search among several kinds, as the value of that kind."""
    kind, _, value = values.pop(name).partition(":")
    return {**values, kind: value}
