"""From the YAML files to `Parts`. What a key means stands in the model; the rules between rows in check.

The readers of rows, measures and crosswalk links serve overlays as well, which a plan keeps as JSON: YAML is
imported only where files are parsed.
"""

from typing import NamedTuple

from te_planner.roadmap.block import Block, Problem
from te_planner.roadmap.changes import read_changes
from te_planner.roadmap.meanings import Remembered, read_meanings, with_meanings
from te_planner.roadmap.model import (
    ACTORS,
    CHARACTERISTICS,
    CONFIDENCES,
    LANES,
    NATURES,
    STAGES,
    TRACKS,
    Carry,
    Cell,
    Characteristic,
    Concept,
    Crosswalk,
    Edition,
    Everyday,
    Lane,
    LaneKey,
    Link,
    Measure,
    Parts,
    Provenance,
    Question,
    Row,
    Stage,
    StageText,
    Term,
    Track,
    TrackKey,
)

TRACK_FILES: dict[str, TrackKey] = {"rp.yaml": "RP", "bm.yaml": "BM", "da.yaml": "DA", "pc.yaml": "PC"}


class Parsed(NamedTuple):
    """The parts of all files, what is remembered of each text, and the problems found on the way.

    Problems of shape, that is; `check` and its like find the others.
    """

    parts: Parts
    remembered: dict[str, Remembered]
    problems: list[Problem]


def parse(files: dict[str, bytes], fingerprint: str) -> Parsed:
    """The files' data, strictly read. Raises RoadmapInvalid for what is no YAML."""
    from te_planner.roadmap.reader import parse_yaml

    tops = {name: parse_yaml(name, text) for name, text in files.items()}
    stages = tops["stages.yaml"]
    tracks, terms = tops["tracks.yaml"], tops["terms.yaml"]
    remembered = read_meanings(tops["meanings.yaml"])
    rows = tuple(row for name, key in TRACK_FILES.items() for row in _rows(tops[name], key))
    parts = Parts(
        edition=_edition(tops["edition.yaml"]),
        fingerprint=fingerprint,
        about_stages=stages.text("about"),
        stages=tuple(map(_stage, stages.blocks("stages", "number"))),
        characteristics=tuple(map(_characteristic, stages.blocks("characteristics", "key"))),
        tracks=tuple(map(_track, tracks.blocks("tracks", "key"))),
        carries=tuple(map(_carry, tracks.blocks("carries", "from"))),
        lanes=tuple(map(_lane, tops["lanes.yaml"].blocks("lanes", "key"))),
        concepts=tuple(map(_concept, tops["concepts.yaml"].blocks("concepts", "ref"))),
        questions=tuple(map(_question, tops["questions.yaml"].blocks("questions", "number"))),
        terms=tuple(_term(block, "term", "text") for block in terms.blocks("terms", "term")),
        abbreviations=tuple(
            _term(block, "short", "long") for block in terms.blocks("abbreviations", "short")
        ),
        rows=with_meanings(rows, remembered),
        hints=_hints(tops["evidence.yaml"]),
        measures=_measures(tops["measures.yaml"]),
        crosswalk=_crosswalk(tops["crosswalk.yaml"]),
        changes=read_changes(tops["changes.yaml"]),
        everyday=_everyday(tops["everyday.yaml"]) if "everyday.yaml" in tops else (),
    )
    for top in tops.values():
        top.close()
    return Parsed(parts, remembered, [problem for top in tops.values() for problem in top.problems])


def _edition(top: Block) -> Edition:
    return Edition(*(top.text(key) for key in ("document", "title", "edition", "data_version", "statement")))


def _stage(block: Block) -> StageText:
    stage = StageText(
        block.choice("number", STAGES), block.text("name"), block.text("clause"), block.text("text")
    )
    block.close()
    return stage


def _characteristic(block: Block) -> Characteristic:
    key = block.choice("key", CHARACTERISTICS)
    title, clause, question = block.text("title"), block.text("clause"), block.text("question")
    picks = block.block("picks")
    texts = ("", "", "")
    if picks:
        picks.words()
        texts = (picks.text("1"), picks.text("2"), picks.text("3"))
        picks.close()
    found = Characteristic(key, title, clause, question, texts, block.text("note", ""))
    block.close()
    return found


def _track(block: Block) -> Track:
    track = Track(
        block.choice("key", TRACKS),
        block.text("name"),
        block.text("short"),
        block.text("clause"),
        block.text("text"),
    )
    block.close()
    return track


def _carry(block: Block) -> Carry:
    carry = Carry(
        block.choice("from", TRACKS),
        block.choice("to", TRACKS),
        block.choice("strength", ("strong", "limited")),
        block.text("clause"),
        block.text("text"),
    )
    block.close()
    return carry


def _lane(block: Block) -> Lane:
    lane = Lane(block.choice("key", LANES), block.text("name"), block.text("clause"), block.text("text"))
    block.close()
    return lane


def _concept(block: Block) -> Concept:
    concept = Concept(
        block.text("ref"),
        block.choice("track", TRACKS),
        block.text("title"),
        block.text("clause"),
        block.text("text"),
        block.text("note", ""),
    )
    block.close()
    return concept


def _question(block: Block) -> Question:
    question = Question(
        block.whole("number"), block.text("clause"), block.text("text"), block.texts("concepts")
    )
    block.close()
    return question


def _term(block: Block, word: str, meaning: str) -> Term:
    term = Term(block.text(word), block.text("clause"), block.text(meaning))
    block.close()
    return term


def _rows(top: Block, track: TrackKey) -> list[Row]:
    top.choice("track", (track,))
    return [_row(block, track) for block in top.blocks("rows", "ref")]


def _row(block: Block, track: TrackKey) -> Row:
    ref = block.text("ref")
    if not (len(ref) == 5 and ref.startswith(track) and ref[2] in LANES and ref[3:].isdigit()):
        block.problem(f"{ref!r} is no row of track {track}", f"Write a reference such as {track}E01.")
    provenance: Provenance = block.choice("provenance", ("source", "derived"), "source")
    return read_row(block, ref, track, provenance)


def read_row(block: Block, ref: str, track: TrackKey, provenance: Provenance) -> Row:
    """What a row says beside its reference; the lane is the reference's third letter."""
    lane: LaneKey = ref[2:3] if ref[2:3] in LANES else "V"  # type: ignore[assignment]  # checked just before
    title = read_title(block)
    table = block.whole("table") if provenance == "source" else None
    basis = block.texts("basis", required=provenance == "derived")
    concepts = block.texts("concepts")
    cells = block.block("cells")
    found = tuple(_cells(cells, ref, track, lane, provenance)) if cells else ()
    block.close()
    return Row(ref, track, lane, title, table, provenance, basis, concepts, found)


def read_title(block: Block) -> str:
    """A row's title, of two to six words."""
    title = block.text("title")
    if not 2 <= len(title.split()) <= 6:
        block.problem(f"the title {title!r} is not of two to six words", "Shorten or lengthen it.", "title")
    return title


def _cells(cells: Block, row: str, track: TrackKey, lane: LaneKey, provenance: Provenance) -> list[Cell]:
    cells.words()
    found = []
    for stage in STAGES:
        if str(stage) in cells.data:
            block = cells.block(str(stage))
            if block:
                block.place = f"{row}.{stage}"
                found.append(_cell(block, row, track, lane, stage, provenance))
    cells.close()
    return found


def _cell(
    block: Block, row: str, track: TrackKey, lane: LaneKey, stage: Stage, provenance: Provenance
) -> Cell:
    judged = lane in ("E", "B")
    cell = Cell(
        ref=f"{row}.{stage}",
        row=row,
        track=track,
        lane=lane,
        stage=stage,
        text=block.text("text"),
        provenance=provenance,
        nature=block.choice("nature", NATURES) if judged else None,
        actors=block.texts("actors", known=ACTORS) if lane == "E" else (),
        link=_link(block.block("link"), provenance) if lane == "B" else None,
        cut=block.flag("cut"),
        note=block.text("note", ""),
    )
    block.close()
    return cell


def _link(block: Block | None, row: Provenance) -> Link | None:
    if block is None:
        return None
    link = Link(
        "overlay" if row == "overlay" else block.choice("provenance", ("derived",)),
        block.texts("requires"),
        block.texts("through"),
        block.text("rationale"),
        block.choice("confidence", CONFIDENCES),
    )
    block.close()
    return link


def _hints(top: Block) -> dict[str, tuple[str, ...]]:
    top.choice("provenance", ("derived",))
    block = top.block("hints")
    if block is None:
        return {}
    block.words()
    return {ref: block.texts(ref) for ref in list(block.data)}


def _measures(top: Block) -> dict[str, tuple[Measure, ...]]:
    top.choice("provenance", ("derived",))
    block = top.block("measures")
    if block is None:
        return {}
    block.words()
    return {ref: tuple(map(read_measure, block.blocks(ref, "name"))) for ref in list(block.data)}


def read_measure(block: Block) -> Measure:
    measure = Measure(block.text("name"), block.text("unit"), block.choice("better", ("up", "down")))
    block.close()
    return measure


def _crosswalk(top: Block) -> tuple[Crosswalk, ...]:
    top.choice("provenance", ("derived",))
    return tuple(read_crosswalk(block, block.text("cell")) for block in top.blocks("links", "cell"))


def read_crosswalk(block: Block, cell: str) -> Crosswalk:
    link = Crosswalk(
        cell,
        block.text("standard"),
        block.text("title"),
        block.text("covers"),
        block.choice("confidence", CONFIDENCES),
    )
    block.close()
    return link


def _everyday(top: Block) -> tuple[Everyday, ...]:
    top.choice("provenance", ("derived",))
    found = []
    for block in top.blocks("words", "say"):
        found.append(Everyday(block.texts("say"), block.texts("roadmap")))
        block.close()
    return tuple(found)
