"""Forms of obligations: what an order asks, what that waits for, and which filing met it."""

from te_planner.readiness.outlook_model import ObligationState
from te_planner.tui import routes
from te_planner.tui.coverage.words import name_of
from te_planner.tui.forms.milestones import done_form
from te_planner.tui.forms.model import (
    Context,
    Field,
    Form,
    Option,
    Values,
    parted,
    project_options,
    with_emptied,
)
from te_planner.tui.wording import title_of

NO_OBLIGATION = "There is no obligation yet; n on Coverage, Obligations makes one."


def obligation_form(_context: Context) -> Form:
    fields = (
        Field("docket", "docket", required=True, hint="such as UB-2026-03"),
        Field("paragraph", "paragraph", hint="where in the order"),
        Field("title", "asks", required=True, hint="what is to be done"),
        Field("due", "due", "day", required=True, hint="such as 2027-06-30"),
        Field("owner", "owner", hint="who sees to it"),
        Field("note", "note"),
    )
    return Form("New obligation", "add_obligation", fields)


def obligation_change_form(context: Context) -> Form | str:
    state = obligation_here(context)
    if state is None:
        return "Put the cursor on an obligation to change it."
    own = state.obligation
    fields = (
        Field("docket", "docket", value=own.docket, required=True),
        Field("paragraph", "paragraph", value=own.paragraph),
        Field("title", "asks", value=own.title, required=True),
        Field("due", "due", "day", own.due_day, required=True),
        Field("owner", "owner", value=own.owner),
        Field("note", "note", value=own.note),
    )
    return Form(
        f"Change {name_of(own)}", "change_obligation", fields,
        lambda each: with_emptied(fields, each) | {"obligation": own.id},
    )  # fmt: skip


def tie_form(context: Context) -> Form | str:
    """What an obligation waits for."""
    if not context.readiness.outlook.obligations:
        return NO_OBLIGATION
    fields = (
        _obligation(context, context.readiness.outlook.obligations),
        Field("to", "waits for", "pick", _about(context), required=True, options=_what(context)),
    )
    return Form("Tie an obligation", "tie_obligation", fields, lambda each: _tied(context, each))


def _what(context: Context) -> tuple[Option, ...]:
    """Projects, open milestones, and the enablers and benefits of the system shown."""
    readiness = context.readiness
    works = sorted(readiness.projects.values(), key=lambda each: each.project.key)
    cells = [
        each for each in readiness.roadmap.cells.values() if each.lane in "EB" and each.nature != "baseline"
    ]
    place = f" in {context.system_name}"
    return (
        *(Option(f"project:{each.value}", each.text) for each in project_options(context)),
        *(
            Option(f"milestone:{date.milestone.id}", f"{work.project.key} “{date.milestone.title}”")
            for work in works
            for date in work.milestones
            if not date.done
        ),
        *(
            Option(f"cell:{each.ref}", title_of(readiness, each.ref) + place)
            for each in (cells if context.system else ())
        ),
    )


def _about(context: Context) -> str:
    milestone, project, cell = context.milestone(), context.project(), context.cell("EB")
    if milestone and not milestone.done:
        return f"milestone:{milestone.milestone.id}"
    if project:
        return f"project:{project.project.key}"
    return f"cell:{cell.ref}" if cell and cell.nature != "baseline" else ""


def _tied(context: Context, values: Values) -> Values:
    """A cell goes with its system."""
    made = parted(values, "to")
    return made | {"system": context.system_name} if "cell" in made else made


def meet_form(context: Context) -> Form | str:
    """A filing met an obligation. On a milestone or a project: a milestone is reached."""
    here = obligation_here(context)
    if here is None and context.project():
        return done_form(context)
    still = [each for each in context.readiness.outlook.obligations if not each.obligation.met_day]
    if here and here not in still:
        return f"{name_of(here.obligation)} is met already; . reopens it."
    if not still:
        return "No obligation is open." if context.readiness.outlook.obligations else NO_OBLIGATION
    fields = (
        _obligation(context, still),
        Field("filing", "filing", required=True, hint="which one, such as Compliance filing 3"),
        Field("day", "on", "day", context.today, required=True),
    )
    return Form("A filing met an obligation", "meet_obligation", fields)


def obligation_here(context: Context) -> ObligationState | None:
    for target in context.targets:
        if target.kind == "obligation" and (found := routes.obligation_of(context.readiness, target.ref)):
            return found
    return None


def _obligation(context: Context, states: tuple[ObligationState, ...] | list[ObligationState]) -> Field:
    here = obligation_here(context)
    chosen = here.obligation.id if here else states[0].obligation.id if len(states) == 1 else ""
    options = tuple(
        Option(each.obligation.id, f"{name_of(each.obligation)} {each.obligation.title}") for each in states
    )
    return Field("obligation", "obligation", "pick", chosen, required=True, options=options)
