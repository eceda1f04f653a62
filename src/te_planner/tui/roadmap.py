"""Roadmap: the whole matrix of rows and stages, with the card of a cell beside it."""

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar, NamedTuple

from textual.binding import BindingType

from te_planner.exchange.marks import NOT_SOURCE
from te_planner.readiness.model import Readiness, SystemReadiness
from te_planner.roadmap.model import LANES, STAGES, TRACKS, Cell, Roadmap, Row
from te_planner.tui.cards import cell_card
from te_planner.tui.keys import bindings
from te_planner.tui.lines import BLANK, Line, Span, Target, cut, fit, fit_line, line, width_of
from te_planner.tui.marking import MarkedPair
from te_planner.tui.pair import matches, no_system, nothing_found
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


NATURES = ("action", "condition", "baseline")
MORE = ("concept", "actor", "nature", "stage")
"""Filters that are shown only while they are set."""
WIDE = 160
"""From this width of the terminal on a row says more than its title."""
LEAST_TEXT = 16


class Choices(NamedTuple):
    """Which part of the matrix is shown; empty: any."""

    track: str = ALL
    lane: str = "E"
    state: str = ""
    concept: str = ""
    actor: str = ""
    nature: str = ""
    stage: str = ""
    needle: str = ""


class RoadmapScreen(MarkedPair):
    """Rows by stages. Searching looks through all tracks and lanes."""

    NAME = "roadmap"
    OF_ROADMAP = True
    AHEAD = True
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("roadmap")]

    def __init__(self) -> None:
        super().__init__()
        self.picked = Choices()

    def has_choices(self) -> bool:
        return True

    def choices(self) -> Any:
        return self.picked._replace(needle=self.needle)

    def restore(self, choices: Any) -> None:
        if isinstance(choices, Choices):
            self.picked = choices
            super().restore(choices.needle)
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
        if readiness and not self._seen(readiness, target):
            cell = readiness.roadmap.cells[target.ref]
            track = cell.track if self.picked.track != ALL else ALL
            self.picked = Choices(track, cell.lane)
            self.refresh_figures()
        super().show_target(target)

    def _seen(self, readiness: Readiness, target: Target) -> bool:
        """Whether a target is no cell, or one that the filters leave in sight."""
        cell, system = readiness.roadmap.cells.get(target.ref), self.planner.system
        if cell is None or system is None or self.needle:
            return True
        row = readiness.roadmap.rows[cell.row]
        return self.picked.stage in ("", str(cell.stage)) and self._in_lane(row) and self._shown(system, row)

    def action_turn(self, what: str, step: int) -> None:
        """The next, or previous, value of a filter; of concepts and actors those that occur in the lane."""
        value = _next(self._values(what), getattr(self.picked, what), step)
        self.action_turn_to(what, value)

    def action_turn_to(self, what: str, value: str) -> None:
        self.picked = self.picked._replace(**{what: value})
        if what == "lane":  # the other lane has other states, actors and natures
            self.picked = self.picked._replace(state="", actor="", nature="")
        self.refresh_figures()

    def action_clear(self) -> None:
        """All of the lane again."""
        self.picked = Choices(self.picked.track, self.picked.lane)
        self.refresh_figures()

    def _values(self, what: str) -> tuple[str, ...]:
        fixed: dict[str, tuple[str, ...]] = {
            "track": (*TRACKS, ALL),
            "lane": tuple(LANES),
            "state": ("", *STATES[self.picked.lane]),
            "stage": ("", *map(str, STAGES)),
            "nature": ("", *NATURES),
        }
        readiness = self.planner.readiness
        if what in fixed or readiness is None:
            return fixed.get(what, ("",))
        rows = [each for each in readiness.roadmap.parts.rows if self._in_lane(each)]
        found: Iterable[str] = (idea for row in rows for idea in row.concepts)
        if what == "actor":
            found = (actor for row in rows for cell in row.cells for actor in cell.actors)
        return ("", *sorted(set(found)))

    # the filter line

    def _filters(self, width: int, _height: int) -> list[Line]:
        """In as many words as fit: all choices, those that are set, or these without their names."""
        forms = (self._all_choices(), self._set_choices(names=True), self._set_choices(names=False))
        return [next((each for each in forms if width_of(each) <= width), forms[-1])]

    def _all_choices(self) -> Line:
        spans = [Span(" track ", "quiet")]
        spans += [span for each in (*TRACKS, ALL) for span in self._choice("track", each)]
        spans.append(Span(" · lane ", "quiet"))
        spans += [span for each in LANES for span in self._choice("lane", each)]
        spans += [Span(" · ", "quiet"), *self._turned("state", "any", names=True), *self._more(names=True)]
        if self.needle:
            spans.append(Span(" · in all tracks and lanes", "next"))
        return tuple(spans)

    def _set_choices(self, *, names: bool) -> Line:
        spans = [Span(" ")]
        if self.needle:
            spans.append(Span("all tracks and lanes", "next"))
        else:
            spans += [*self._turned("track", ALL, names=names), Span(" · ", "quiet")]
            spans += self._turned("lane", "E", names=names)
        spans += [Span(" · ", "quiet"), *self._turned("state", "any", names=names)]
        return (*spans, *self._more(names=names))

    def _more(self, *, names: bool) -> list[Span]:
        made: list[Span] = []
        for what in MORE:
            if getattr(self.picked, what):
                made += [Span(" · ", "quiet"), *self._turned(what, "", names=names or what == "stage")]
        return made

    def _turned(self, what: str, empty: str, *, names: bool) -> list[Span]:
        """A filter's value; a click turns it on."""
        value = Span(getattr(self.picked, what) or empty, "strong", Target("action", f"turn('{what}', 1)"))
        return [Span(f"{what} ", "quiet"), value] if names else [value]

    def _choice(self, what: str, value: str) -> list[Span]:
        here = getattr(self.picked, what) == value and not self.needle
        text = f"[{value}]" if here else f" {value} "
        return [Span(text, "strong" if here else "quiet", Target("action", f"turn_to('{what}', '{value}')"))]

    # the matrix

    def list_lines(self, readiness: Readiness, system: SystemReadiness | None, width: int) -> list[Line]:
        if system is None:
            return no_system(width)
        made: list[Line] = []
        group = ""
        stages = [each for each in STAGES if self.picked.stage in ("", str(each))]
        wide = self.app.size.width >= WIDE
        for row in self._found(readiness.roadmap):
            if not self._shown(system, row):
                continue
            if row.ref[:3] != group:
                if group:
                    made.append(BLANK)
                group = row.ref[:3]
                made.append(_head(readiness, row, stages, width))
            made.append(_row(system, row, stages, width, plain=self.planner.plain, wide=wide))
        empty = "No cell fits these filters; 0 clears them."
        return made or nothing_found(width, self.needle, empty, readiness.roadmap)

    def _found(self, roadmap: Roadmap) -> Sequence[Row]:
        """The rows whose texts have what is searched; else those of whose hints, measures or standards do."""
        if not self.needle.strip():
            return [row for row in roadmap.parts.rows if self._in_lane(row)]
        from te_planner.roadmap.search import row_texts

        own = [row for row in roadmap.parts.rows if matches(self.needle, _said(row), everyday=self.everyday)]
        whole = row_texts(roadmap)
        return own or [
            row for row in roadmap.parts.rows if matches(self.needle, whole[row.ref], everyday=self.everyday)
        ]

    def _in_lane(self, row: Row) -> bool:
        return row.lane == self.picked.lane and self.picked.track in (ALL, row.track)

    def _shown(self, system: SystemReadiness, row: Row) -> bool:
        if self.picked.concept and self.picked.concept not in row.concepts:
            return False
        return any(self._fits(system, each) for each in row.cells)

    def _fits(self, system: SystemReadiness, cell: Cell) -> bool:
        """Whether one cell is in the stage and state, of the nature, and moved by the actor."""
        own = self.picked
        return (
            own.stage in ("", str(cell.stage))
            and own.state in ("", cell_mark(system, cell).word)
            and own.nature in ("", cell.nature)
            and (not own.actor or own.actor in cell.actors)
        )

    def card_lines(
        self, readiness: Readiness, system: SystemReadiness | None, target: Target, width: int
    ) -> list[Line]:
        if system is None or target.ref not in readiness.roadmap.cells:
            return []
        return cell_card(readiness, system, target.ref, width, plain=self.planner.plain)


def _said(row: Row) -> str:
    return " ".join((row.ref, row.title, *row.concepts, *(f"{each.ref} {each.text}" for each in row.cells)))


def _next(values: tuple[str, ...], value: str, step: int) -> str:
    return values[(values.index(value) + step) % len(values)] if value in values else values[0]


def _head(readiness: Readiness, row: Row, stages: Sequence[int], width: int) -> Line:
    lane = next(each.name.lower() for each in readiness.roadmap.parts.lanes if each.key == row.lane)
    text = f"{row.ref[:3]}  {readiness.roadmap.tracks[row.track].short}, {lane}"
    name = width - COLUMN * len(stages)
    return line(
        Span(fit(text, name), "head"), *(Span(fit(f"stage {each}", COLUMN), "quiet") for each in stages)
    )


def _row(
    system: SystemReadiness, row: Row, stages: Sequence[int], width: int, *, plain: bool, wide: bool
) -> Line:
    """A row's title and its marks; `wide`: also how the text of its first stage shown begins."""
    name = width - COLUMN * len(stages)
    title = f"{row.ref} {NOT_SOURCE.get(row.provenance, '')}{row.title}"
    tone = "derived" if row.provenance != "source" else ""
    cells = {each.stage: each for each in row.cells if each.stage in stages}
    spans = [Span(cut(title, name - 1), tone)]
    room = name - 1 - width_of(spans)
    if wide and cells and room >= LEAST_TEXT:
        first = cells[min(cells)]
        spans.append(Span(f"  {cut(first.text, room - 2)}", f"quiet {tone}".strip()))
    spans = [*fit_line(tuple(spans), name)]
    for stage in stages:
        if stage in cells:
            mark = mark_span(system, cells[stage], plain=plain)
            spans.append(Span("  "))
            spans += fit_line((mark._replace(text=f" {mark.text} "),), COLUMN - 2)
        else:
            spans.append(Span(" " * COLUMN))
    return tuple(spans)
