"""Roadmap: the whole matrix of rows and stages, with the card of a cell beside it."""

from typing import Any, ClassVar, NamedTuple

from textual.binding import BindingType

from te_planner.exchange.marks import NOT_SOURCE
from te_planner.readiness.model import Readiness, SystemReadiness
from te_planner.roadmap.model import LANES, STAGES, TRACKS, Row
from te_planner.tui.cards import cell_card
from te_planner.tui.keys import bindings
from te_planner.tui.lines import BLANK, Line, Span, Target, fit, fit_line, line
from te_planner.tui.marking import MarkedPair
from te_planner.tui.pair import matches, nothing_found
from te_planner.tui.wording import cell_mark, mark_span

ALL = "all"
COLUMN = 9
STATES = {
    "V": (),
    "E": ("attained", "claimed", "delivered", "partly", "in progress", "planned", "uncovered", "not observed",
          "not applicable"),
    "R": ("observed", "claimed", "partly", "not observed"),
    "B": ("realised", "unlocked", "next", "to decide", "locked", "not applicable"),
}  # fmt: skip


class Choices(NamedTuple):
    """Which part of the matrix is shown."""

    track: str = ALL
    lane: str = "E"
    state: str = ""
    needle: str = ""


class RoadmapScreen(MarkedPair):
    """Rows by stages. Searching looks through all tracks and lanes."""

    NAME = "roadmap"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("roadmap")]

    def __init__(self) -> None:
        super().__init__()
        self.track, self.lane, self.state = ALL, "E", ""

    def has_choices(self) -> bool:
        return True

    def choices(self) -> Any:
        return Choices(self.track, self.lane, self.state, self.needle)

    def restore(self, choices: Any) -> None:
        if isinstance(choices, Choices):
            self.track, self.lane, self.state, needle = choices
            super().restore(needle)
        else:
            super().restore(choices)

    def show_target(self, target: Target) -> None:
        readiness = self.planner.readiness
        if target.kind == "stage" and readiness:
            track, _, stage = target.ref.partition(":")
            cells = [
                each
                for each in readiness.roadmap.enablers
                if each.track == track and str(each.stage) == stage
            ]
            target = Target("cell", cells[0].ref if cells else "")
        if readiness and target.ref in readiness.roadmap.cells and not self.needle:
            cell = readiness.roadmap.cells[target.ref]
            self.track = cell.track if self.track != ALL else ALL
            self.lane, self.state = cell.lane, ""
            self.refresh_figures()
        super().show_target(target)

    def action_turn(self, what: str, step: int) -> None:
        """The next, or previous, track, lane or state."""
        if what == "track":
            self.track = _next((*TRACKS, ALL), self.track, step)
        elif what == "lane":
            self.lane, self.state = _next(LANES, self.lane, step), ""
        else:
            self.state = _next(("", *STATES[self.lane]), self.state, step)
        self.refresh_figures()

    def action_turn_to(self, what: str, value: str) -> None:
        setattr(self, what, value)
        if what == "lane":
            self.state = ""
        self.refresh_figures()

    def filter_line(self) -> Line:
        spans = [Span(" track ", "quiet")]
        spans += [span for each in (*TRACKS, ALL) for span in self._choice("track", each)]
        spans.append(Span(" · lane ", "quiet"))
        spans += [span for each in LANES for span in self._choice("lane", each)]
        spans.append(Span(" · state ", "quiet"))
        spans.append(Span(self.state or "any", "strong", Target("action", "turn('state', 1)")))
        if self.needle:
            spans.append(Span("   found in all tracks and lanes", "next"))
        return tuple(spans)

    def _choice(self, what: str, value: str) -> list[Span]:
        here = getattr(self, what) == value and not self.needle
        text = f"[{value}]" if here else f" {value} "
        return [Span(text, "strong" if here else "quiet", Target("action", f"turn_to('{what}', '{value}')"))]

    def list_lines(self, readiness: Readiness, system: SystemReadiness | None, width: int) -> list[Line]:
        if system is None:
            return [line("The plan has no distribution system yet: N makes one.")]
        made: list[Line] = []
        group = ""
        for row in readiness.roadmap.parts.rows:
            if not self._shown(readiness, system, row):
                continue
            if row.ref[:3] != group:
                if group:
                    made.append(BLANK)
                group = row.ref[:3]
                made.append(_head(readiness, row, width))
            made.append(_row(system, row, width, self.planner.plain))
        empty = "No cell of this lane is in this state; g shows the next one."
        return made or nothing_found(self.needle, empty)

    def _shown(self, readiness: Readiness, system: SystemReadiness, row: Row) -> bool:
        if self.needle:
            concepts = " ".join(row.concepts)
            texts = (f"{each.ref} {each.text}" for each in row.cells)
            if not matches(self.needle, row.ref, row.title, concepts, *texts):
                return False
        elif row.lane != self.lane or self.track not in (ALL, row.track):
            return False
        states = {cell_mark(system, each).word for each in row.cells} if self.state else {""}
        return self.state in states

    def card_lines(
        self, readiness: Readiness, system: SystemReadiness | None, target: Target, width: int
    ) -> list[Line]:
        if system is None or target.ref not in readiness.roadmap.cells:
            return []
        return cell_card(readiness, system, target.ref, width, plain=self.planner.plain)


def _next(values: tuple[str, ...], value: str, step: int) -> str:
    return values[(values.index(value) + step) % len(values)] if value in values else values[0]


def _head(readiness: Readiness, row: Row, width: int) -> Line:
    lane = next(each.name.lower() for each in readiness.roadmap.parts.lanes if each.key == row.lane)
    text = f"{row.ref[:3]}  {readiness.roadmap.tracks[row.track].short}, {lane}"
    name = width - COLUMN * len(STAGES)
    return line(
        Span(fit(text, name), "head"), *(Span(fit(f"stage {each}", COLUMN), "quiet") for each in STAGES)
    )


def _row(system: SystemReadiness, row: Row, width: int, plain: bool) -> Line:
    name = width - COLUMN * len(STAGES)
    title = f"{row.ref} {NOT_SOURCE.get(row.provenance, '')}{row.title}"
    spans = [Span(fit(title, name - 1) + " ", "derived" if row.provenance != "source" else "")]
    cells = {each.stage: each for each in row.cells}
    for stage in STAGES:
        if stage in cells:
            mark = mark_span(system, cells[stage], plain=plain)
            spans.append(Span("  "))
            spans += fit_line((mark._replace(text=f" {mark.text} "),), COLUMN - 2)
        else:
            spans.append(Span(" " * COLUMN))
    return tuple(spans)
