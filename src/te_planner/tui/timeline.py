"""Timeline: projects and milestones over time, and when benefits unlock."""

from collections.abc import Sequence
from typing import Any, ClassVar, NamedTuple

from textual.binding import BindingType

from te_planner.exchange.marks import day_text
from te_planner.readiness.model import ProjectWork, Readiness, SystemReadiness
from te_planner.tui import routes
from te_planner.tui.gantt import PLAIN, SIGNS, Look, mark_lines, project_line, span_of
from te_planner.tui.gantt_marks import ahead_lines, benefit_marks, critical_projects
from te_planner.tui.keys import bindings
from te_planner.tui.lines import Line, Span, Target, first_step, fit, line
from te_planner.tui.pair import PairScreen, matches, nothing_found
from te_planner.tui.project_card import project_card
from te_planner.tui.rows import Rows
from te_planner.tui.timescale import USUAL, ZOOMS, axis, scale_around
from te_planner.tui.wording import lateness

LABEL, SHORT_LABEL, LONG_LABEL = 30, 18, 48
ROOMY, WIDE, HIGH = 100, 160, 32
MOST = 4
"""Lines that the marks of benefits may take of a high screen."""
ORDERS = ("key", "start", "finish")
EMPTY = "No project yet, and so nothing on the time line; t then gives it milestones."


class Choices(NamedTuple):
    """Which part of time is shown, how, and of which projects."""

    zoom: int = USUAL
    moved: int = 0
    baseline: bool = True
    order: str = "start"
    needle: str = ""
    chain: bool = False


class TimelineScreen(PairScreen):
    """A Gantt chart; the card below tells of the project under the cursor."""

    NAME = "timeline"
    LIST = "-chart"
    AHEAD = True
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("timeline")]

    def __init__(self) -> None:
        super().__init__()
        self.time = Choices()

    def has_choices(self) -> bool:
        return True

    def choices(self) -> Any:
        return self.time._replace(needle=self.needle)

    def restore(self, choices: Any) -> None:
        if isinstance(choices, Choices):
            self.time = choices
            super().restore(choices.needle)
        else:
            super().restore(choices)

    # moving through time

    def action_zoom(self, step: int) -> None:
        """Nearer (-1) or farther (1); the day at the left stays about where it is."""
        zoom = min(max(self.time.zoom + step, 0), len(ZOOMS) - 1)
        if zoom != self.time.zoom:
            moved = self.time.moved * ZOOMS[self.time.zoom] // ZOOMS[zoom]
            self.time = self.time._replace(zoom=zoom, moved=moved)
            self.refresh_figures()

    def action_pan(self, step: int) -> None:
        """Later or earlier by a quarter of the screen; 0 is back to today."""
        if step == 0 and not self.time.moved:
            self.planner.tell("Today is where it was; < and > move in time.")
            return
        width = max(self.list_sheet.size.width - self._label(), 8)
        self.time = self.time._replace(moved=self.time.moved + step * (width // 4) if step else 0)
        self.refresh_figures()

    def action_turn(self, what: str, step: int) -> None:
        if what == "baseline":
            self.time = self.time._replace(baseline=not self.time.baseline)
        elif what == "chain":
            self.time = self.time._replace(chain=not self.time.chain)
        else:
            order = ORDERS[(ORDERS.index(self.time.order) + step) % len(ORDERS)]
            self.time = self.time._replace(order=order)
        self.refresh_figures()
        if what == "chain" and self.time.chain:
            self.planner.tell(self._chain()[1])
        elif what == "baseline":  # it may have nothing to show in sight
            shown = "where milestones were first planned" if self.time.baseline else "without the baseline"
            self.planner.tell(f"Milestones are shown {'beside ' if self.time.baseline else ''}{shown}.")

    def _chain(self) -> tuple[frozenset[str], str]:
        """The projects that fix when the next stage is complete, and that in words."""
        readiness = self.planner.readiness
        if readiness is None or self.planner.system is None:
            return frozenset(), "There is no system, and so no stage ahead: N makes one."
        return critical_projects(readiness, self.planner.system_id)

    # what is shown

    def _label(self) -> int:
        width = self.app.size.width
        return LONG_LABEL if width >= WIDE else LABEL if width >= ROOMY else SHORT_LABEL

    def _look(self, readiness: Readiness, width: int) -> Look:
        label = self._label()
        scale = scale_around(readiness.as_of, self.time.zoom, self.time.moved, width - label)
        signs = PLAIN if self.planner.plain else SIGNS
        critical = self._chain()[0] if self.time.chain else frozenset()
        return Look(scale, readiness.as_of, signs, label, self.time.baseline, critical)

    def _filters(self, width: int, _height: int) -> list[Line]:
        readiness = self.planner.readiness
        if readiness is None:
            return []
        # the sheet below has a pointer at its left and a scrollbar at its right
        look = self._look(readiness, width - 2)
        years, parts = axis(look.scale)
        order = Span(
            fit(f" by {self.time.order}", look.label + 1), "quiet", Target("action", "turn('order', 1)")
        )
        dates = Span(fit("" if readiness.forecasts else " no forecasts", look.label + 1), "check")
        return [line(order, Span(years, "head")), line(dates, Span(parts, "quiet"))]

    def list_lines(self, readiness: Readiness, system: SystemReadiness | None, width: int) -> Sequence[Line]:
        found = self._ordered([each for each in readiness.projects.values() if self._fits(each)])
        if not readiness.projects:
            return first_step(EMPTY, "n", "makes the first one", "form('project')", width)
        if not found:
            return nothing_found(width, self.needle, "")
        look = self._look(readiness, width)
        most = MOST if self.app.size.height >= HIGH else 1
        head = mark_lines("benefits unlock", benefit_marks(system, look), look, most) if system else []
        head += ahead_lines(readiness, self.planner.system_id, look, apart=most > 1)
        targets = [routes.project(each) for each in found]

        def milestones() -> dict[Target, int]:
            return {
                routes.milestone(date): item for item, work in enumerate(found) for date in work.milestones
            }

        return Rows(head, targets, lambda item: project_line(found[item], look), milestones)

    def _fits(self, work: ProjectWork) -> bool:
        own = work.project
        return matches(self.needle, own.key, own.title, own.owner, work.status, lateness(work))

    def _ordered(self, works: list[ProjectWork]) -> list[ProjectWork]:
        if self.time.order == "key":
            return sorted(works, key=lambda each: each.project.key)
        place = 0 if self.time.order == "start" else 1
        return sorted(works, key=lambda each: ((span_of(each) or ("9999", "9999"))[place], each.project.key))

    def card_lines(
        self, readiness: Readiness, system: SystemReadiness | None, target: Target, width: int
    ) -> list[Line]:
        work = routes.project_of(readiness, target)
        if work:
            return project_card(readiness, system, work, width, plain=self.planner.plain)
        if system and target.kind == "cell" and target.ref in system.benefits:
            forecast = system.benefits[target.ref].forecast
            title = f"{target.ref} {readiness.roadmap.title(target.ref)}"
            return [line(Span(title, "head", target)), line(f"unlocks {day_text(forecast.day)}")]
        from te_planner.tui.coverage.cards import card

        return card(readiness, system, target, width, plain=self.planner.plain)

    def show_target(self, target: Target) -> None:
        readiness = self.planner.readiness
        if target.kind == "milestone" or not readiness:
            super().show_target(target)
        elif work := routes.project_of(readiness, target):
            super().show_target(routes.project(work))
