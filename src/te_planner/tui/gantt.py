"""A project as a line of the timeline: its bar, its milestones, today, and what its lateness moves."""

from collections.abc import Iterable
from typing import NamedTuple

from te_planner.plan.snapshot import Day
from te_planner.readiness.model import MilestoneDate, ProjectWork
from te_planner.readiness.projects import NO_PAST_FORECAST
from te_planner.tui import routes
from te_planner.tui.lines import Line, Span, Target, cut, fit
from te_planner.tui.timescale import Scale
from te_planner.tui.wording import STATUS_TONES, lateness

SHORTEST = 5
"""Columns below which a mark's name says nothing any more."""
NOTE_FROM = 8
"""Columns of room from which a note is written after a bar."""


class Signs(NamedTuple):
    """What a bar is drawn with. `heavy`: on the critical chain, said by weight and not by colour alone."""

    gone: str
    ahead: str
    heavy: str
    done: str
    open: str
    late: str
    baseline: str
    today: str
    crossed: str
    before: str
    after: str
    benefit: str
    waypoint: str
    trigger: str
    obligation: str


SIGNS = Signs("▬", "─", "━", "●", "◇", "◆", "┆", "│", "┼", "‹", "›", "▲", "▼", "↯", "§")
PLAIN = Signs("=", "-", "#", "*", "o", "!", ".", "|", "+", "<", ">", "^", "v", "%", "&")


class Look(NamedTuple):
    """How a timeline is drawn: its scale, the day that is today on it, its signs, and the label's width."""

    scale: Scale
    as_of: Day
    signs: Signs
    label: int
    baseline: bool
    critical: frozenset[str] = frozenset()


class _Canvas:
    """One line of columns, each a sign with its tone and target; later signs lie over earlier ones."""

    def __init__(self, look: Look) -> None:
        self.look = look
        self.cells: list[tuple[str, str, Target | None]] = [(" ", "", None)] * look.scale.columns
        self.put(look.scale.column(look.as_of), look.signs.today, "quiet")

    def put(self, column: int, sign: str, tone: str, target: Target | None = None) -> None:
        if self.look.scale.shows(column):
            self.cells[column] = (sign, tone, target)

    def text(self, column: int, text: str, tone: str, target: Target | None = None) -> None:
        for place, sign in enumerate(text):
            self.put(column + place, sign, tone, target)

    def spans(self) -> list[Span]:
        """Neighbours of one tone and target together."""
        made: list[Span] = []
        for sign, tone, target in self.cells:
            if made and made[-1].tone == tone and made[-1].target == target:
                made[-1] = made[-1]._replace(text=made[-1].text + sign)
            else:
                made.append(Span(sign, tone, target))
        return made


def project_line(work: ProjectWork, look: Look) -> Line:
    """Label, bar, milestones and note of one project."""
    canvas = _Canvas(look)
    target = routes.project(work)
    tone = STATUS_TONES.get(work.status, "")
    days = span_of(work)
    last = -1
    if days:
        first, last = look.scale.column(days[0]), look.scale.column(days[1])
        _bar(canvas, work, first, last, tone)
        if last < 0:
            canvas.put(0, look.signs.before, "quiet", target)
        elif first >= look.scale.columns:
            canvas.put(look.scale.columns - 1, look.signs.after, "quiet", target)
    for each in sorted(work.milestones, key=lambda date: (date.done, date.day or "")):
        last = max(last, _milestone(canvas, each))
    _note(canvas, work, last)
    name = f"{work.project.key} {work.project.title}"
    heavy = "strong" if work.project.id in look.critical else "quiet" if work.cancelled else ""
    return (Span(fit(name, look.label - 1) + " ", heavy, target), *canvas.spans())


def span_of(work: ProjectWork) -> tuple[Day, Day] | None:
    """The first and the last day of a project that are known; None where there are none."""
    days = [each.day or each.planned for each in work.milestones]
    days += [each.milestone.baseline_day for each in work.milestones]
    known = sorted(day for day in (*days, work.project.start_day, work.project.end_day, work.finish) if day)
    if not known:
        return None
    begin = work.project.start_day or known[0]
    end = work.finish or known[-1]
    return min(begin, end), end


def _bar(canvas: _Canvas, work: ProjectWork, first: int, last: int, tone: str) -> None:
    look = canvas.look
    today = look.scale.column(look.as_of)
    target = routes.project(work)
    ahead = look.signs.heavy if work.project.id in look.critical else look.signs.ahead
    for column in range(max(first, 0), min(last, look.scale.columns - 1) + 1):
        gone = column < today and work.begun
        sign = look.signs.gone if gone else ahead
        canvas.put(column, look.signs.crossed if column == today else sign, tone, target)


def _bars(signs: Signs) -> tuple[str, str, str]:
    """What a bar is made of, over which a baseline may be drawn."""
    return signs.ahead, signs.gone, signs.heavy


def _milestone(canvas: _Canvas, each: MilestoneDate) -> int:
    """Its mark; with the baseline where it has moved. Returns its column."""
    look = canvas.look
    target = routes.milestone(each)
    baseline = each.milestone.baseline_day
    if look.baseline and baseline and each.day and baseline != each.day:
        column = look.scale.column(baseline)
        if look.scale.shows(column) and canvas.cells[column][0] in (*_bars(look.signs), " "):
            canvas.put(column, look.signs.baseline, "quiet", target)
    day = each.day or each.planned
    if day is None:
        return -1
    column = look.scale.column(day)
    sign = look.signs.done if each.done else look.signs.late if each.overdue else look.signs.open
    canvas.put(column, sign, "good" if each.done else "late" if each.overdue else "strong", target)
    return column


def _note(canvas: _Canvas, work: ProjectWork, last: int) -> None:
    """What the bar cannot say, behind it where there is room."""
    look = canvas.look
    begin = max(last + 2, 0)
    room = look.scale.columns - begin
    reason = "" if work.reason == NO_PAST_FORECAST else work.reason  # said once, above
    text = reason if work.finish is None and reason else lateness(work)
    if text and room >= NOTE_FROM:
        canvas.text(begin, cut(text, room), "late" if text.startswith("late") else "quiet")


def mark_lines(
    label: str, marks: Iterable[tuple[Day, str, str, Target]], look: Look, most: int
) -> list[Line]:
    """Days with a name each (a benefit, a waypoint), packed into as few lines as they fit in.

    Where `most` lines do not hold all the names, those of the last line end before the next mark.
    """
    lines: list[list[tuple[int, str, str, Target]]] = []
    for day, text, tone, target in sorted(marks, key=lambda mark: mark[0]):
        column = look.scale.column(day)
        if not look.scale.shows(column):
            continue
        place = next((each for each in lines if each[-1][0] + len(each[-1][1]) < column), None)
        if place is None:
            if len(lines) < most:
                lines.append([])
            place = lines[-1]
        if place:  # a day whose column is taken stands right behind it, so that each can be reached
            column = max(column, place[-1][0] + 1)
        place.append((column, text, tone, target))
    return [
        (Span(fit(label if number == 0 else "", look.label), "quiet"), *_marked(each, look))
        for number, each in enumerate(lines)
    ]


def _marked(marks: list[tuple[int, str, str, Target]], look: Look) -> list[Span]:
    """Marks on one line, each name as long as the next mark lets it be; of a shorter one the sign is left."""
    canvas = _Canvas(look)
    ends = [column for column, *_ in marks[1:]] + [look.scale.columns + 1]
    for (column, text, tone, target), end in zip(marks, ends, strict=True):
        room = end - column - 1
        canvas.text(column, cut(text, room) if room >= SHORTEST else text[0], tone, target)
    return canvas.spans()
