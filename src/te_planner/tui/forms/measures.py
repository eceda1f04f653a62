"""Forms of benefits: the measures that show one, and how much it matters."""

from te_planner.plan.words import BETTER
from te_planner.readiness.drivers import number
from te_planner.readiness.outlook_model import MeasureState
from te_planner.tui.forms.model import (
    Context,
    Field,
    Form,
    Option,
    cell_options,
    system_field,
    with_emptied,
    with_only_system,
)
from te_planner.tui.forms.statements import NO_SYSTEM

NOTE = "A benefit is realised when each measure with a target meets it."


def measure_form(context: Context) -> Form | str:
    """A figure that shows a benefit; the roadmap's candidates bring their unit and direction."""
    if context.system is None:
        return NO_SYSTEM
    cell, road = context.cell("B"), context.readiness.roadmap
    known = road.measures(cell.ref) if cell else ()
    taken = {each.measure.name for each in context.system.benefits[cell.ref].measures} if cell else set()
    candidate = next((each.name for each in known if each.name not in taken), "")
    benefits = [each for each in road.cells.values() if each.lane == "B"]
    ups = tuple(Option(each, each) for each in BETTER)
    fields = (
        Field("benefit", "benefit", "pick", cell.ref if cell else "", required=True,
              options=cell_options(context, benefits)),
        Field("name", "measure", value=candidate, required=True, first=cell is not None,
              hint="what is measured; the card lists the roadmap's candidates"),
        *system_field(context, "in"),
        Field("unit", "unit", hint="left empty: as the candidate has it"),
        Field("better", "better", "choice", options=(Option("", "as the candidate says"), *ups)),
        Field("baseline", "baseline", hint="what it was before"),
        Field("baseline_day", "read on", "day", hint="left empty: today"),
        Field("target", "target", hint="what it shall be"),
        Field("target_day", "by", "day"),
        Field("note", "note"),
    )  # fmt: skip
    return Form("New measure", "add_measure", fields, lambda each: with_only_system(context, each), NOTE)


def measure_change_form(context: Context) -> Form | str:
    state = measure_here(context)
    if state is None:
        return "Put the cursor on a measure to change it."
    own = state.measure
    fields = (
        Field("name", "measure", value=own.name, required=True),
        Field("unit", "unit", value=own.unit),
        Field("better", "better", "choice", own.better, options=tuple(Option(each, each) for each in BETTER)),
        Field("baseline", "baseline", value=_figure(own.baseline)),
        Field("baseline_day", "read on", "day", own.baseline_day or ""),
        Field("target", "target", value=_figure(own.target)),
        Field("target_day", "by", "day", own.target_day or ""),
        Field("note", "note", value=own.note),
    )
    return Form(
        f"Change a measure of {own.benefit}", "change_measure", fields,
        lambda each: with_emptied(fields, each) | {"measure": own.id}, NOTE,
    )  # fmt: skip


def _figure(value: float | None) -> str:
    return "" if value is None else number(value)


def measure_here(context: Context) -> MeasureState | None:
    for target in context.targets:
        for system in context.readiness.outlook.systems.values():
            for each in system.measures if target.kind == "measure" else ():
                if each.measure.id == target.ref:
                    return each
    return None


def weight_form(context: Context) -> Form | str:
    """How much a benefit matters to the planner: it orders what comes next, and changes no figure."""
    system = context.system
    if system is None:
        return NO_SYSTEM
    cell = context.cell("B")
    benefits = [each.cell for each in system.benefits.values() if each.cell.nature != "baseline"]
    weight = str(system.benefits[cell.ref].weight) if cell else ""
    fields = (
        Field("benefit", "benefit", "pick", cell.ref if cell in benefits and cell else "", required=True,
              options=cell_options(context, benefits)),
        Field("weight", "weight", "whole", weight, required=True, hint="1, as every other, to 1000"),
    )  # fmt: skip
    return Form(
        "Weigh a benefit", "weigh_benefit", fields, None, "It orders what comes next, and changes no figure."
    )
