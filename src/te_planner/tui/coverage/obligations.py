"""Obligations: what an order asks, by when, and whether what is planned meets it in time."""

from te_planner.exchange.marks import day_text
from te_planner.readiness.model import Readiness
from te_planner.readiness.outlook_model import ObligationState
from te_planner.tui.coverage.shown import Choices
from te_planner.tui.coverage.words import name_of, obligation_words
from te_planner.tui.lines import Line, Span, Target, cut, first_step, fit, line
from te_planner.tui.pair import nothing_found

DAY = 13
EMPTY = "No obligation yet: what an order asks, with its docket and due day."
THEN = "y then ties it to the project, milestone or cell that it waits for."


def obligation_lines(readiness: Readiness, choices: Choices, width: int) -> list[Line]:
    """All of the plan, by due day: two lines each."""
    known = readiness.outlook.obligations
    if not known:
        return first_step(EMPTY, "n", "makes the first one", "new", width, THEN)
    made: list[Line] = []
    for state in known:
        own = state.obligation
        if choices.fits(name_of(own), own.title, own.owner, state.judgement):
            made += _obligation(state, width)
    return made or nothing_found(width, choices.needle, "")


def _obligation(state: ObligationState, width: int) -> list[Line]:
    own = state.obligation
    target = Target("obligation", own.id)
    said, tone = obligation_words(state)
    size = max(width - DAY - len(said) - 1, 8)
    return [
        line(
            Span(fit(day_text(own.due_day), DAY), "strong", target),
            Span(fit(name_of(own), size) + " ", "strong", target),
            Span(said, tone, target),
        ),
        line(" " * DAY, Span(cut(own.title, width - DAY), "quiet", target)),
    ]
