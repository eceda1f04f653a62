"""Figures in words and marks, as every screen says them. Nothing is computed: all stands in Readiness."""

from rich.cells import cell_len

from te_planner.exchange.marks import (
    BENEFIT_MARKS,
    CELL_MARKS,
    FLAG,
    NOT_SOURCE,
    Mark,
    based,
    month_text,
    status_text,
    tally_text,
    when_text,
)
from te_planner.readiness.model import (
    BenefitState,
    CellState,
    Due,
    GroupForecast,
    MilestoneDate,
    ProjectWork,
    Readiness,
    Standing,
    SystemReadiness,
    Transition,
)
from te_planner.readiness.projects import NO_PAST_FORECAST
from te_planner.roadmap.model import Cell
from te_planner.tui.lines import Span, Target, cut

VISION = Mark("¶", "v", "vision", "quiet", "a vision: a text to read, nothing is counted")
UNSAID = Mark(" ", " ", "", "quiet", "")
SEEN = {"in place": "attained", "partly": "partly", "not in place": "not observed"}
STATUS_TONES = {
    "done": "good", "active": "work", "approved": "plan", "proposed": "quiet", "on hold": "check",
    "cancelled": "quiet",
}  # fmt: skip


def sign(mark: Mark, plain: bool) -> str:
    return mark.plain if plain else mark.sign


def cell_mark(system: SystemReadiness, cell: Cell) -> Mark:
    """The mark of any cell in a system: enabler, benefit, result or vision."""
    if cell.lane == "E":
        return CELL_MARKS[system.cells[cell.ref].state]
    if cell.lane == "B":
        return BENEFIT_MARKS[system.benefits[cell.ref].status]
    return result_mark(system.results.get(cell.ref)) if cell.lane == "R" else VISION


def result_mark(standing: Standing | None) -> Mark:
    """A result is observed, or not; in place without evidence is a claim."""
    if standing is None:
        return CELL_MARKS["not observed"]
    if standing.answer == "in place" and not standing.evidence:
        return CELL_MARKS["claimed"]
    mark = CELL_MARKS[SEEN[standing.answer]]
    return mark._replace(word="observed") if standing.seen else mark


def flags_of(system: SystemReadiness, ref: str) -> tuple[str, ...]:
    """The flags that a cell carries, or that an unlocked benefit rests on."""
    if ref in system.cells:
        return system.cells[ref].flags
    standing = system.results.get(ref)
    if ref in system.benefits:
        standing = system.benefits[ref].standing
    return standing.flags if standing else ()


def mark_span(system: SystemReadiness, cell: Cell, *, plain: bool, of: str = "") -> Span:
    """A cell's mark, with `!` where a statement behind it is due for review."""
    mark = cell_mark(system, cell)
    flag = FLAG if flags_of(system, cell.ref) else ""
    return Span(sign(mark, plain) + flag, mark.tone, Target("cell", cell.ref, of))


def title_of(readiness: Readiness, ref: str) -> str:
    """`RPE02.1 Interconnection rules`, with the sign of what is derived or an overlay's."""
    cell = readiness.roadmap.cells[ref]
    return f"{ref} {NOT_SOURCE.get(cell.provenance, '')}{readiness.roadmap.title(ref)}"


def short_when(forecast: GroupForecast) -> str:
    """`Mar 2027`, `since Dec 2025`, `2 without a date`."""
    if forecast.is_past:
        return f"since {month_text(forecast.day)}" if forecast.day else "from the start"
    if forecast.undated:
        return f"{len(forecast.undated)} without a date"
    # a narrow column: the planner's word is said in one
    return based(month_text(forecast.day), forecast.basis).removesuffix(" by the planner")


def words(transition: Transition) -> str:
    """`actions 4 of 5, conditions 1 of 3`, with what is set aside."""
    parts = [tally_text(transition.actions, "actions")]
    if transition.conditions.applicable:
        parts.append(tally_text(transition.conditions, "conditions"))
    if transition.too_much_set_aside:
        parts.append("too much set aside")
    elif transition.set_aside:
        parts.append(f"{len(transition.set_aside)} set aside")
    return ", ".join(parts)


def projects_text(state: CellState) -> str:
    """The keys of the projects that contribute."""
    return ", ".join(sorted({each.project.project.key for each in state.contributions}))


def actors_text(state: CellState) -> str:
    return ", ".join(state.cell.actors)


def blocker_text(readiness: Readiness, state: CellState, width: int = 0) -> str:
    """What a benefit waits for, who is at it, and when it is expected.

    With a `width`, the title is shortened, not what stands after it.
    """
    ref, title = state.cell.ref, readiness.roadmap.title(state.cell.ref)
    tail = _standing_of(state)
    if width:
        title = cut(title, width - len(ref) - 1 - cell_len(tail))
    return f"{ref} {title}{tail}" if len(title) > 3 or not width else f"{ref}{tail}"


def _standing_of(state: CellState) -> str:
    if state.gap:
        return f": nobody delivers this · {actors_text(state)}"
    if state.state == "delivered":
        return ": delivered, attest it"
    when = when_text(state.forecast)
    when = "" if NO_PAST_FORECAST in when else when  # of a past day nothing has one: said once, above
    who = projects_text(state) or actors_text(state)
    return f" · {', '.join(each for each in (who, when) if each)}"


def due_words(item: Due) -> tuple[str, str]:
    """`late 24 d`, `due in 9 d`, and the tone."""
    if item.kind == "attest":
        return (f"waits {item.days} d" if item.days > 0 else "today"), "check"
    if item.days > 0:
        return f"late {item.days} d", "late"
    return ("today", "check") if item.days == 0 else (f"due in {-item.days} d", "")


def lateness(work: ProjectWork) -> str:
    """`late 24 d` by the milestone that is longest overdue, or `moved 30 d` by what it waits for."""
    overdue = max((each.overdue for each in work.milestones), default=0)
    if overdue and not work.cancelled:
        return f"late {overdue} d"
    return f"moved {work.delay} d" if work.delay else ""


def milestone_words(date: MilestoneDate) -> tuple[str, str]:
    """A milestone's standing in a word or two, and its tone."""
    if date.done:
        return "done", "good"
    if date.overdue:
        return f"late {date.overdue} d, no new forecast", "late"
    return ("open", "") if date.day else ("open, no day", "check")


def status_of(benefit: BenefitState) -> str:
    """A benefit's status in words, with the list that a next one stands in."""
    if benefit.status == "next":
        return "next, coming" if benefit.list == "coming" else "next, stuck"
    return status_text(benefit)
