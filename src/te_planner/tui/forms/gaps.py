"""Forms of what nobody delivers: the estimate of a gap, and the day on which a condition is expected."""

from te_planner.exchange.marks import money
from te_planner.tui.coverage.words import estimate_of
from te_planner.tui.forms.model import (
    Context,
    Field,
    Form,
    cell_options,
    system_field,
    with_only_system,
)
from te_planner.tui.forms.statements import NO_SYSTEM


def estimate_form(context: Context) -> Form | str:
    """What it would take to deliver an enabler: it is summed to the investment still to be decided (4.1)."""
    system = context.system
    if system is None:
        return NO_SYSTEM
    cell = context.cell("E")
    if cell and cell.nature == "condition":
        return expect_form(context)
    actions = [each.cell for each in system.cells.values() if each.cell.nature == "action"]
    actions.sort(key=lambda each: not system.cells[each.ref].gap)
    chosen = cell if cell in actions else None
    known = estimate_of(context.readiness, context.system_id_here, chosen.ref) if chosen else None
    cost = money(known.cost_minor) if known and known.cost_minor is not None else ""
    lead = str(known.lead_months) if known and known.lead_months is not None else ""
    fields = (
        Field("cell", "enabler", "pick", chosen.ref if chosen else "", required=True,
              options=cell_options(context, actions)),
        *system_field(context, "in"),
        Field("cost", "cost", value=cost, hint="such as 1250000 or 1,250,000.50", first=chosen is not None),
        Field("currency", "currency", value=known.currency if known else context.currency),
        Field("lead_months", "months", "whole", lead, least=0, most=1200, hint="from decision to delivery"),
        Field("by", "by", value=known.who if known else "", hint="who would deliver it"),
        Field("note", "note", value=known.note if known else ""),
    )  # fmt: skip
    return Form(
        "Estimate what it would take", "estimate_gap", fields, lambda each: with_only_system(context, each),
        "What is left empty stays as it was.",
    )  # fmt: skip


def expect_form(context: Context) -> Form | str:
    """The planner's own word on when a condition will be met."""
    if context.system is None:
        return NO_SYSTEM
    cell = context.cell("E")
    conditions = [each for each in context.readiness.roadmap.enablers if each.nature == "condition"]
    chosen = cell if cell in conditions else None
    known = next(
        (
            each
            for each in context.readiness.snapshot.expected_days
            if chosen and (each.cell, each.system_id) == (chosen.ref, context.system_id_here)
        ),
        None,
    )
    fields = (
        Field("cell", "condition", "pick", chosen.ref if chosen else "", required=True,
              options=cell_options(context, conditions)),
        *system_field(context, "in"),
        Field("day", "expected on", "day", known.day if known else "", required=True,
              hint="such as 2030-06-30"),
        Field("made_by", "said by", value=known.made_by if known else "", hint="left empty: you"),
        Field("note", "note", value=known.note if known else "", hint="what it rests on"),
    )  # fmt: skip
    return Form(
        "When a condition is expected", "expect_condition", fields,
        lambda each: with_only_system(context, each),
        "Where a driver's trigger has a day by trend, that one counts.",
    )  # fmt: skip
