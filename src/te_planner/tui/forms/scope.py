"""Forms of scope: a cell set aside or taken up again, and a requirement waived."""

from te_planner.tui.forms import known
from te_planner.tui.forms.model import (
    Context,
    Field,
    Form,
    Option,
    Values,
    cell_options,
    system_field,
    with_only_system,
)
from te_planner.tui.forms.statements import NO_SYSTEM

NOTE = "It is printed in every report that rests on it."
EVERYWHERE = "all systems"


def aside_form(context: Context) -> Form | str:
    """Not applicable, with a reason; a cell that is set aside already is taken up again."""
    system = context.system
    if system is None:
        return NO_SYSTEM
    if any(each.kind == "observed" for each in context.targets):
        return "A pick of the observed stage is not set aside; enter picks what fits."
    cell, other = context.cell("EB"), context.cell("VR")
    if cell is None and other:
        kind = "result" if other.lane == "R" else "vision"
        return f"Only enablers and benefits are set aside; {other.ref} is a {kind}."
    if cell and _is_aside(context, cell.ref):
        fields = (
            Field("cell", "cell", "pick", cell.ref, required=True, options=cell_options(context, [cell])),
            *system_field(context, "in"),
            Field("day", "from", "day", context.today, required=True),
        )
        return Form(
            "Take up again", "end_not_applicable", fields, lambda each: with_only_system(context, each)
        )
    cells = [each for each in context.readiness.roadmap.cells.values() if each.lane in "EB"]
    ref = cell.ref if cell else ""
    fields = (
        Field("cell", "cell", "pick", ref, required=True, options=cell_options(context, cells)),
        *system_field(context, "in"),
        Field("reason", "reason", required=True, hint="why it does not apply here"),
        Field(
            "decided_by", "decided by", hint="left empty: you", known=known.people(context.readiness.snapshot)
        ),
        Field("day", "on", "day", context.today, required=True),
    )
    return Form(
        "Not applicable", "set_not_applicable", fields, lambda each: with_only_system(context, each), NOTE
    )


def _is_aside(context: Context, ref: str) -> bool:
    system = context.system
    if system is None:
        return False
    state = system.cells.get(ref) or system.benefits.get(ref)
    return bool(state and state.decision)


def waive_form(context: Context) -> Form | str:
    """A requirement of a benefit that does not count here."""
    system = context.system
    if system is None:
        return NO_SYSTEM
    road = context.readiness.roadmap
    benefit, enabler = context.cell("B"), context.cell("E")
    options = tuple(
        Option(f"{state.cell.ref} {need.ref}", f"{state.cell.ref} without {need.ref} {road.title(need.ref)}")
        for state in system.benefits.values()
        for need in state.requirements
        if need.origin == "roadmap" and not (benefit and state.cell.ref != benefit.ref)
    )
    if not options:
        return (
            f"{benefit.ref} requires nothing that could be waived." if benefit else "Nothing can be waived."
        )
    both = f"{benefit.ref} {enabler.ref}" if benefit and enabler else ""
    both = both if both in {each.value for each in options} else ""
    fields = (
        Field("both", "waive", "pick", both, required=True, options=options),
        Field("reason", "reason", required=True, hint="why the benefit comes without it"),
        Field("where", "in", "choice", context.system_name, required=True,
              options=(*context.system_options(), Option(EVERYWHERE, EVERYWHERE))),
        Field("decided_by", "decided by", hint="left empty: you",
              known=known.people(context.readiness.snapshot)),
        Field("day", "on", "day", context.today, required=True),
    )  # fmt: skip
    return Form("Waive a requirement", "waive_requirement", fields, _prepare_waiver, NOTE)


def _prepare_waiver(values: Values) -> Values:
    values["benefit"], _, values["requires"] = values.pop("both").partition(" ")
    where = values.pop("where", EVERYWHERE)
    return values if where == EVERYWHERE else {**values, "system": where}
