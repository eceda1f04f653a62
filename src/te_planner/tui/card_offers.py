"""What a cell's card tells and offers beside its state: an estimate, an expected day, measures, a weight."""

from collections.abc import Iterator

from te_planner.exchange.marks import day_text
from te_planner.readiness.model import BenefitState, CellState, Readiness, SystemReadiness
from te_planner.roadmap.model import Cell
from te_planner.tui.coverage.words import estimate_of, estimate_text, measure_words
from te_planner.tui.lines import BLANK, Line, Target, heading, offer, wrapped


def offers(readiness: Readiness, system: SystemReadiness, cell: Cell, width: int) -> Iterator[Line]:
    """For a gap, a condition or a benefit; nothing for any other cell."""
    if cell.ref in system.cells:
        yield from _enabler(readiness, system.cells[cell.ref], width)
    elif cell.ref in system.benefits and cell.nature != "baseline":
        yield from _benefit(system.benefits[cell.ref], width)


def _enabler(readiness: Readiness, state: CellState, width: int) -> Iterator[Line]:
    ref = state.cell.ref
    estimate = estimate_of(readiness, state.system_id, ref)
    if estimate or state.gap:
        yield BLANK
        yield heading("Estimate", "" if state.gap else "no gap any more: it is not counted")
        yield from wrapped(estimate_text(estimate), width, "" if estimate else "quiet", indent=2)
        if estimate and estimate.note:
            yield from wrapped(estimate.note, width, "quiet", indent=4)
        yield offer("change the estimate" if estimate else "estimate what it would take", "form('estimate')")
    if state.cell.nature == "condition" and state.applicable and not state.satisfied:
        expected = next(
            (
                each
                for each in readiness.snapshot.expected_days
                if (each.cell, each.system_id) == (ref, state.system_id)
            ),
            None,
        )
        yield BLANK
        yield heading("Expected", "a trigger's day by trend goes first")
        said = f"{day_text(expected.day)}, by {expected.made_by}" if expected else "on no day yet"
        yield from wrapped(said, width, "" if expected else "quiet", indent=2)
        if expected and expected.note:
            yield from wrapped(expected.note, width, "quiet", indent=4)
        yield offer("change the expected day" if expected else "say when it is expected", "form('expect')")


def _benefit(benefit: BenefitState, width: int) -> Iterator[Line]:
    yield BLANK
    yield heading("Measures", f"weight {benefit.weight}" if benefit.weight != 1 else "")
    for each in benefit.measures:
        said, tone = measure_words(each)
        target = Target("measure", each.measure.id)
        yield from wrapped(f"{each.measure.name}: {said}", width, tone, indent=2, target=target)
    yield offer("add a measure that shows it", "form('measure')")
    if benefit.measures:
        yield offer("record a reading of a measure", "form('reading')")
    yield offer("say how much it matters", "form('weight')")
