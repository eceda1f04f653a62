"""The roadmap as immutable data: stages, tracks, lanes, rows, cells, concepts, questions and terms.

Named tuples throughout: they load in a millisecond, and start-up is a feature.
"""

from functools import cached_property
from typing import Literal, NamedTuple

Stage = Literal[1, 2, 3]
TrackKey = Literal["RP", "BM", "DA", "PC"]
LaneKey = Literal["V", "E", "R", "B"]
Nature = Literal["action", "condition", "baseline"]
Confidence = Literal["high", "medium", "low"]
Provenance = Literal["source", "derived", "overlay"]

STAGES: tuple[Stage, ...] = (1, 2, 3)
TRACKS: tuple[TrackKey, ...] = ("RP", "BM", "DA", "PC")
LANES: tuple[LaneKey, ...] = ("V", "E", "R", "B")
NATURES: tuple[Nature, ...] = ("action", "condition", "baseline")
CONFIDENCES: tuple[Confidence, ...] = ("high", "medium", "low")
ACTORS = ("regulator", "utility", "DSO", "aggregator", "vendor", "customer", "standards body")
CHARACTERISTICS = ("penetration", "value", "operations", "markets")


class Edition(NamedTuple):
    """Which document the data retells, and which issue of the data it is."""

    document: str
    title: str
    edition: str
    data_version: str
    statement: str


class StageText(NamedTuple):
    """One of the three stages (4.2)."""

    number: Stage
    name: str
    clause: str
    text: str


class Characteristic(NamedTuple):
    """One of the four by which a system's stage is observed (4.2), with a description to pick per stage."""

    key: str
    title: str
    clause: str
    question: str
    picks: tuple[str, str, str]
    note: str


class Track(NamedTuple):
    """One of the four tracks (4.3)."""

    key: TrackKey
    name: str
    short: str
    clause: str
    text: str


class Carry(NamedTuple):
    """One track rests on another (4.3)."""

    source: TrackKey
    target: TrackKey
    strength: Literal["strong", "limited"]
    clause: str
    text: str


class Lane(NamedTuple):
    """One of the four swim lanes (4.4)."""

    key: LaneKey
    name: str
    clause: str
    text: str


class Concept(NamedTuple):
    """A core concept: RP1 to RP4, BM1 to BM4, DA1 to DA5, PC1 to PC5."""

    ref: str
    track: TrackKey
    title: str
    clause: str
    text: str
    note: str


class Question(NamedTuple):
    """One of the ten questions of 4.6.2, with the core concepts that it draws on."""

    number: int
    clause: str
    text: str
    concepts: tuple[str, ...]


class Term(NamedTuple):
    """A defined term (3.1) or an abbreviation (3.2)."""

    term: str
    clause: str
    text: str

    @property
    def forms(self) -> tuple[str, ...]:
        """How it may be written: BEM(S) as BEM(S), BEM and BEMS."""
        before, bracket, rest = self.term.partition("(")
        inside, _, after = rest.partition(")")
        return (self.term, before + after, before + inside + after) if bracket else (self.term,)


class Link(NamedTuple):
    """What a benefit cell hangs on. The source names none: always `derived`, with its reason."""

    provenance: Provenance
    requires: tuple[str, ...]
    through: tuple[str, ...]
    rationale: str
    confidence: Confidence


class Measure(NamedTuple):
    """A figure that could show a benefit; `better` when it goes `up` or `down`. Ours (derived)."""

    name: str
    unit: str
    better: Literal["up", "down"]


class Crosswalk(NamedTuple):
    """A published standard or rule that covers part of an enabler cell. Ours (derived)."""

    cell: str
    standard: str
    title: str
    covers: str
    confidence: Confidence


class Cell(NamedTuple):
    """A row at one stage, such as RPE02.2. `nature`, `actors` and `link` are ours, where a lane has them.

    `meaning`: a number that the editors raise when what the cell asks for changes, and not when it is only
    said better.
    """

    ref: str
    row: str
    track: TrackKey
    lane: LaneKey
    stage: Stage
    text: str
    provenance: Provenance
    nature: Nature | None
    actors: tuple[str, ...]
    link: Link | None
    cut: bool
    note: str
    meaning: int = 1


class Row(NamedTuple):
    """One line of a roadmap table, with the source's reference."""

    ref: str
    track: TrackKey
    lane: LaneKey
    title: str
    table: int | None
    provenance: Provenance
    basis: tuple[str, ...]
    concepts: tuple[str, ...]
    cells: tuple[Cell, ...]


Fate = Literal["moved", "split", "merged", "retired"]


class Replaced(NamedTuple):
    """References that an edition gave up, rows or cells, and those that came in their place.

    A row stands for all of its cells. `moved`: one for one; `split`: one for several; `merged`: several for
    one; `retired`: one for none.
    """

    fate: Fate
    old: tuple[str, ...]
    new: tuple[str, ...]
    why: str


class EditionChanges(NamedTuple):
    """What became of references with an edition of the data."""

    data_version: str
    replaced: tuple[Replaced, ...]


class OverlayInfo(NamedTuple):
    """An overlay that was applied: its name, its version and the SHA-256 of its data."""

    name: str
    version: str
    title: str
    fingerprint: str


class Overlaid(NamedTuple):
    """Where an overlay put or changed something: its name, and what stood there before (empty: nothing).

    `why` and `confidence` are what it says of it, where it does.
    """

    overlay: str
    was: str
    why: str = ""
    confidence: str = ""


class Everyday(NamedTuple):
    """Words that planners `say` (any of them), and the `roadmap`'s words for the same (derived)."""

    say: tuple[str, ...]
    roadmap: tuple[str, ...]


class Parts(NamedTuple):
    """All that the YAML holds, in the source's order.

    `overlays` in the order in which they were applied; `overlaid`: what they touched, by a key such as
    `text RPE02.1`, `title RPE02`, `row RPE-ISL01`, `requires RPB03.1 RPE04.1`, `hint RPE02.1 …`,
    `measure RPB03.1 …`, `crosswalk RPE02.1 …`.
    `changes`: what became of references, edition by edition, the newest first.
    """

    edition: Edition
    fingerprint: str
    about_stages: str
    stages: tuple[StageText, ...]
    characteristics: tuple[Characteristic, ...]
    tracks: tuple[Track, ...]
    carries: tuple[Carry, ...]
    lanes: tuple[Lane, ...]
    concepts: tuple[Concept, ...]
    questions: tuple[Question, ...]
    terms: tuple[Term, ...]
    abbreviations: tuple[Term, ...]
    rows: tuple[Row, ...]
    hints: dict[str, tuple[str, ...]]
    measures: dict[str, tuple[Measure, ...]]
    crosswalk: tuple[Crosswalk, ...]
    changes: tuple[EditionChanges, ...] = ()
    everyday: tuple[Everyday, ...] = ()
    overlays: tuple[OverlayInfo, ...] = ()
    overlaid: dict[str, Overlaid] = {}  # noqa: RUF012  # never changed: the parts of a named tuple are not


class Roadmap:
    """The whole reference with its look-ups. Immutable: built once from `Parts`, then only read."""

    def __init__(self, parts: Parts, base: "Roadmap | None" = None) -> None:
        self.parts = parts
        self._base = base
        self.edition = parts.edition
        self.rows = {row.ref: row for row in parts.rows}
        self.cells = {cell.ref: cell for row in parts.rows for cell in row.cells}
        self.tracks = {track.key: track for track in parts.tracks}

    def hints(self, ref: str) -> tuple[str, ...]:
        """What a planner could put on the table to show that an enabler cell is in place (derived)."""
        return self.parts.hints.get(ref, ())

    def measures(self, ref: str) -> tuple[Measure, ...]:
        """Candidate measures of a benefit cell (derived)."""
        return self.parts.measures.get(ref, ())

    def crosswalk(self, ref: str) -> tuple[Crosswalk, ...]:
        """The standards and rules that cover part of an enabler cell (derived)."""
        return tuple(each for each in self.parts.crosswalk if each.cell == ref)

    @property
    def base(self) -> "Roadmap":
        """The roadmap without its overlays."""
        return self._base or self

    @property
    def label(self) -> str:
        """The edition as every figure that leaves the program names it."""
        base = f"{self.edition.document}, data {self.edition.data_version} ({self.parts.fingerprint[:8]})"
        more = [f"{each.name} {each.version} ({each.fingerprint[:8]})" for each in self.parts.overlays]
        return " + ".join([base, *more])

    @cached_property
    def enablers(self) -> tuple[Cell, ...]:
        """The enabler cells, in the source's order by track, row and stage."""
        return tuple(cell for cell in self.cells.values() if cell.lane == "E")

    @cached_property
    def benefits(self) -> tuple[Cell, ...]:
        """The benefit cells, in the source's order by track, row and stage."""
        return tuple(cell for cell in self.cells.values() if cell.lane == "B")

    @cached_property
    def required_by(self) -> dict[str, tuple[str, ...]]:
        """Enabler cell -> the benefit cells whose roadmap requirements name it."""
        found: dict[str, list[str]] = {}
        for benefit in self.benefits:
            if benefit.link:
                for ref in benefit.link.requires:
                    found.setdefault(ref, []).append(benefit.ref)
        return {ref: tuple(refs) for ref, refs in found.items()}

    def title(self, ref: str) -> str:
        """The title of a row, or of a cell's row."""
        return self.rows[ref.partition(".")[0]].title

    def stage_of(self, track: TrackKey, stage: Stage) -> tuple[Cell, ...]:
        """The enabler cells of one track at one stage, in the source's order."""
        return tuple(cell for cell in self.enablers if cell.track == track and cell.stage == stage)

    def later(self, cell: Cell) -> tuple[Cell, ...]:
        """The later cells of a cell's row."""
        return tuple(other for other in self.rows[cell.row].cells if other.stage > cell.stage)

    def earlier(self, cell: Cell) -> tuple[Cell, ...]:
        """The earlier cells of a cell's row."""
        return tuple(other for other in self.rows[cell.row].cells if other.stage < cell.stage)
