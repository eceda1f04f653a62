"""Wins: what a word or one blocker moves, and what only others can move."""

from collections.abc import Iterable, Iterator

from te_planner.exchange.marks import BENEFIT_MARKS, CELL_MARKS
from te_planner.readiness.model import BenefitState, CellState, Readiness, SystemReadiness
from te_planner.readiness.outlook_model import Waiting, Win
from te_planner.tui import routes
from te_planner.tui.coverage.shown import Choices
from te_planner.tui.lines import BLANK, Line, Span, cut, headed, line
from te_planner.tui.wording import blocker_text, sign, title_of

STEPS = {"attest": "a attests it", "add evidence": "a attests it with evidence"}


def win_lines(
    readiness: Readiness, system: SystemReadiness, choices: Choices, width: int, *, plain: bool
) -> list[Line]:
    """Quick wins first, then what waits on others."""
    found = readiness.outlook.systems[system.system.id]
    made = headed("Attest, or add evidence", "somebody's word is missing", width)
    made += _or_none(
        _win(readiness, each, width, plain)
        for each in found.quick_wins.cells
        if _fits(readiness, each.state, choices)
    )
    made += [BLANK, *headed("One blocker left", "benefits that wait for one thing alone", width)]
    left = [
        each
        for each in found.quick_wins.one_left
        if choices.fits(each.cell.ref, readiness.roadmap.title(each.cell.ref))
    ]
    made += _or_none(_one_left(readiness, each, width, plain) for each in left)
    made += [BLANK, *headed("Waiting on others", "they move it, or it can only be watched", width)]
    waiting = [each for each in found.waiting_on_others if _fits(readiness, each.state, choices)]
    return made + _or_none(_waiting(readiness, each, width, plain) for each in waiting)


def _fits(readiness: Readiness, state: CellState, choices: Choices) -> bool:
    return choices.fits(state.cell.ref, readiness.roadmap.title(state.cell.ref), *state.cell.actors)


def _or_none(blocks: Iterable[Iterator[Line]]) -> list[Line]:
    return [row for block in blocks for row in block] or [line(Span("  none", "quiet"))]


def _win(readiness: Readiness, win: Win, width: int, plain: bool) -> Iterator[Line]:
    mark, target = CELL_MARKS[win.state.state], routes.cell(win.state.cell.ref)
    name = f"  {sign(mark, plain)} {title_of(readiness, win.state.cell.ref)}"
    yield line(Span(cut(name, width), mark.tone, target))
    unlocks = f" and unlocks {', '.join(win.unlocks)}" if win.unlocks else ""
    yield line(Span(cut(f"    {STEPS[win.step]}{unlocks}", width), "quiet", target))


def _one_left(readiness: Readiness, benefit: BenefitState, width: int, plain: bool) -> Iterator[Line]:
    mark, state = BENEFIT_MARKS[benefit.status], benefit.blockers[0]
    name = f"  {sign(mark, plain)} {title_of(readiness, benefit.cell.ref)}"
    yield line(Span(cut(name, width), mark.tone, routes.cell(benefit.cell.ref)))
    own = CELL_MARKS[state.state]
    text = f"{sign(own, plain)} {blocker_text(readiness, state, width - 6)}"
    yield line("    ", Span(cut(text, width - 4), own.tone, routes.cell(state.cell.ref)))


def _waiting(readiness: Readiness, each: Waiting, width: int, plain: bool) -> Iterator[Line]:
    state = each.state
    mark, target = CELL_MARKS[state.state], routes.cell(state.cell.ref)
    name = f"  {sign(mark, plain)} {title_of(readiness, state.cell.ref)}"
    yield line(Span(cut(name, width), mark.tone, target))
    who = "a condition, to be watched" if state.cell.nature == "condition" else ", ".join(each.who)
    text = f"    {who} · for {', '.join(each.benefits)}"
    yield line(Span(cut(text, width), "quiet", target))
