"""Readiness over time: for each track, what is satisfied of what applies, month by month."""

import asyncio
import calendar
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget

from te_planner.exchange.marks import TRANSITIONS, percent, tally_text
from te_planner.plan.snapshot import Day
from te_planner.readiness.model import Readiness
from te_planner.readiness.series import MONTHS, Every, Point, days_every, series
from te_planner.roadmap.model import STAGES
from te_planner.tui.chart import FILLS, Level, chart_lines, days_line, fitting
from te_planner.tui.lines import BLANK, Line, Span, Target, cut, line
from te_planner.tui.modal import Window
from te_planner.tui.sheet import Sheet

if TYPE_CHECKING:
    from te_planner.tui.session import Session

EVERY: tuple[Every, ...] = ("month", "quarter", "year")
LEAST_HEIGHT = 3


class Drawn(NamedTuple):
    """What was computed: of which figures, at which days."""

    of: Readiness
    days: tuple[Day, ...]
    points: tuple[Point, ...]


class ChartWindow(Window[None]):
    """A chart a track, of the transition under way or of one stage."""

    KEYS = (
        ("g", "month, quarter, year", "turn('every', 1)"),
        ("t", "stage", "turn('stage', 1)"),
        ("w", "why", "why"),
        ("enter", "open", "open"),
        ("esc", "close", "close"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("g", "turn('every', 1)", show=False),
        Binding("t", "turn('stage', 1)", show=False),
        Binding("w", "why", show=False),
        Binding("c", "close", show=False),
        Binding("q", "close", show=False),
    ]

    def __init__(self) -> None:
        super().__init__("Readiness over time")
        self.every: Every = "month"
        self.stage = 0
        """0: the transition that is under way in each track."""
        self.drawn: Drawn | None = None
        self._asked: tuple[Readiness, tuple[Day, ...]] | None = None

    def body(self) -> Iterator[Widget]:
        yield Sheet(self._lines, id="chart")

    def on_mount(self) -> None:
        self.query_one("#chart", Sheet).focus()

    # what is shown

    def _lines(self, width: int, height: int) -> list[Line]:
        readiness, system, session = self.planner.readiness, self.planner.system, self.planner.session
        if readiness is None or system is None or session is None:
            return []
        days = days_until(readiness.as_of, fitting(width), self.every)
        drawn = self.drawn
        if drawn is None or drawn.of is not readiness or drawn.days != days:
            self._compute(session, readiness, days)
            return [line(Span(f"Computing {len(days)} days …", "quiet"))]
        plain = self.planner.plain
        fill = FILLS[plain]
        own = f"every {self.every} · " + (f"stage {self.stage}" if self.stage else "the transition under way")
        legend = f"{fill.actions} actions  {fill.conditions} conditions  {fill.rest} not yet"
        made = [line(Span(cut(f"{system.system.name} · {own}", width), "strong"))]
        made += [line(Span(cut(f"{legend} · by all that is known now (derived)", width), "quiet")), BLANK]
        high = max((height - 4) // len(system.tracks) - 3, LEAST_HEIGHT)
        for track in system.tracks:
            stage = self.stage or min(track.stage + 1, STAGES[-1])
            points = [
                each
                for each in drawn.points
                if (each.system_id, each.track, each.stage) == (system.system.id, track.track, stage)
            ]
            made.append(_head(readiness, points[-1], width))
            made += [
                *chart_lines([_level(each) for each in points], high, plain=plain),
                days_line(days),
                BLANK,
            ]
        return made

    def _compute(self, session: "Session", readiness: Readiness, days: tuple[Day, ...]) -> None:
        if self._asked != (readiness, days):
            self._asked = (readiness, days)
            self.run_worker(self._draw(session, readiness, days), group="series", exclusive=True)

    async def _draw(self, session: "Session", readiness: Readiness, days: tuple[Day, ...]) -> None:
        wanted = session.look(lambda _: series(readiness.roadmap, readiness.snapshot, days))
        self.drawn = Drawn(readiness, days, await asyncio.wrap_future(wanted))
        self._asked = None
        self.query_one("#chart", Sheet).rebuild()

    # keys

    def action_turn(self, what: str, step: int) -> None:
        if what == "stage":
            self.stage = (self.stage + step) % (len(STAGES) + 1)
        else:
            self.every = EVERY[(EVERY.index(self.every) + step) % len(EVERY)]
        self.refresh_figures()

    def action_why(self) -> None:
        from te_planner.tui.why import WhyScreen, derivation

        target, readiness = self.query_one("#chart", Sheet).target, self.planner.readiness
        found = derivation(readiness, self.planner.system_id, target) if readiness and target else None
        if found:
            self.app.push_screen(WhyScreen(found, self.planner.system_id))

    @on(Sheet.Chosen)
    def _chosen(self, event: Sheet.Chosen) -> None:
        self.dismiss(None)
        self.app.call_later(self.planner.go, event.target)

    def action_open(self) -> None:
        self.query_one("#chart", Sheet).action_choose()


def _head(readiness: Readiness, point: Point, width: int) -> Line:
    """A track's transition as it is on the last day."""
    name = readiness.roadmap.tracks[point.track].short
    parts = [f"{point.track} {name}, {TRANSITIONS[point.stage]}: {tally_text(point.actions, 'actions')}"]
    if point.conditions.applicable:
        parts.append(tally_text(point.conditions, "conditions"))
    parts.append(f"work {percent(point.work)}")
    return line(Span(cut(" · ".join(parts), width), "head", Target("stage", f"{point.track}:{point.stage}")))


def _level(point: Point) -> Level:
    actions, conditions = point.actions, point.conditions
    return Level(actions.satisfied, conditions.satisfied, actions.applicable + conditions.applicable)


def days_until(last: Day, count: int, every: Every) -> tuple[Day, ...]:
    """So many days, a month (quarter, year) apart, the last one being given; none before the year 1."""
    end = date.fromisoformat(last)
    month = max(end.year * 12 + end.month - 1 - (count - 1) * MONTHS[every], 12)
    year, number = divmod(month, 12)
    first = date(year, number + 1, min(end.day, calendar.monthrange(year, number + 1)[1]))
    return days_every(first.isoformat(), last, every)[-count:]
