"""Gaps: the investment still to be decided (4.1), and the gaps by what each one moves."""

from collections.abc import Iterator

from te_planner.exchange.marks import CELL_MARKS
from te_planner.readiness.model import CellState, Readiness, SystemReadiness
from te_planner.roadmap.model import STAGES, TRACKS
from te_planner.tui import routes
from te_planner.tui.coverage.shown import Choices
from te_planner.tui.coverage.words import estimate_of, estimate_text, investment_text
from te_planner.tui.lines import BLANK, Line, Span, Target, cut, fit, headed, heading, line, wrapped
from te_planner.tui.pair import nothing_found
from te_planner.tui.wording import sign, title_of

NAME = 18
ESTIMATE_FROM = 84
ORDER = "most waited for first · e estimates · m maps"


def gap_lines(
    readiness: Readiness, system: SystemReadiness, choices: Choices, width: int, *, plain: bool
) -> list[Line]:
    """The sums, then the gaps: those first that most benefits wait for."""
    if not system.gaps:
        return [
            line(Span("No gap: each applicable enabler is in place or has a project.", "good")),
            line(
                Span("What is under-covered or paid for twice stands in the matrix: g turns to it.", "quiet")
            ),
        ]
    made = [*_sums(readiness, system, width)] if not choices.needle else []
    found = [each for each in _ordered(system) if choices.has(each.cell) and _fits(readiness, each, choices)]
    made += headed(f"Gaps: {len(found)}", ORDER, width)
    for state in found:
        made += _gap(readiness, system, state, width, plain=plain)
    return made if found else [*made, *nothing_found(width, choices.needle, "None of this track and stage.")]


def _sums(readiness: Readiness, system: SystemReadiness, width: int) -> Iterator[Line]:
    """Each sum leads to the gaps that it is of."""
    found = readiness.outlook.systems[system.system.id].investments
    yield heading("Investment still to be decided", "4.1")
    yield _sum("all", investment_text(found.whole), width, Target("sum", "track all"))
    for track in TRACKS:
        if found.tracks[track].gaps:
            name = f"{track} {readiness.roadmap.tracks[track].short}"
            target = Target("sum", f"track {track}")
            yield _sum(name, investment_text(found.tracks[track]), width, target)
    for stage in STAGES:
        if found.stages[stage].gaps:
            target = Target("sum", f"stage {stage}")
            yield _sum(f"stage {stage}", investment_text(found.stages[stage]), width, target)
    for each in readiness.outlook.waypoints:
        if each.investment.gaps:
            target = Target("waypoint", each.waypoint.id)
            yield _sum(each.waypoint.name, investment_text(each.investment), width, target)
    yield BLANK


SHORTER = (("longest lead", "lead"), (" an estimate", ""), (" gaps", ""))


def _sum(name: str, text: str, width: int, target: Target) -> Line:
    """In fewer words where they have no room; the card has all of them."""
    room = width - NAME - 3
    for words, instead in SHORTER:
        text = text if len(text) <= room else text.replace(words, instead, 1)
    while len(text) > room and ", " in text:
        text = text.rpartition(", ")[0]
    return line("  ", Span(fit(name, NAME) + " ", "quiet", target), Span(cut(text, room), "", target))


def _ordered(system: SystemReadiness) -> list[CellState]:
    """By leverage, the most first; those that nothing waits for in the source's order."""
    place = {ref: number for number, ref in enumerate(system.leverage)}
    return sorted(system.gaps, key=lambda each: place.get(each.cell.ref, len(place)))


def _fits(readiness: Readiness, state: CellState, choices: Choices) -> bool:
    ref = state.cell.ref
    estimate = estimate_text(estimate_of(readiness, state.system_id, ref))
    return choices.fits(ref, readiness.roadmap.title(ref), estimate, *state.cell.actors)


def _gap(
    readiness: Readiness, system: SystemReadiness, state: CellState, width: int, *, plain: bool
) -> list[Line]:
    ref = state.cell.ref
    mark = CELL_MARKS[state.state]
    target = routes.cell(ref)
    said = estimate_text(estimate_of(readiness, state.system_id, ref))
    blocks = leverage_words(system, ref)
    name = f"{sign(mark, plain)} {title_of(readiness, ref)}"
    size = max(width - len(blocks) - 1, 8)
    tone = "quiet" if said == "no estimate" else ""
    return [
        line(Span(fit(name, size) + " ", mark.tone, target), Span(blocks, "", target)),
        line("    ", Span(cut(said, width - 4), tone, target)),
    ]


def leverage_words(system: SystemReadiness, ref: str) -> str:
    """`blocks 5, alone 2`: the benefits that wait for it, and those that wait for nothing else."""
    lever = system.leverage.get(ref)
    if lever is None or not lever.blocks:
        return "blocks none"
    return f"blocks {len(lever.blocks)}" + (f", alone {len(lever.only)}" if lever.only else "")


def sum_card(readiness: Readiness, system_id: str, target: Target, width: int) -> list[Line]:
    """A sum in full."""
    found = readiness.outlook.systems[system_id].investments
    what, _, value = target.ref.partition(" ")
    known = {str(key): each for key, each in (*found.tracks.items(), *found.stages.items())}
    own = known.get(value, found.whole)
    made = [heading("Still to be decided", "in all" if value == "all" else f"{what} {value}"), BLANK]
    made += wrapped(investment_text(own), width)
    text = "A gap is an applicable action that no project delivers. What is no gap any more is not counted."
    return [
        *made,
        BLANK,
        *wrapped(text, width, "quiet"),
        *wrapped("Enter shows these gaps alone.", width, "next"),
    ]
