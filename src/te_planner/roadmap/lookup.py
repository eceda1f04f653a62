"""What a reference or a word names in the roadmap, beside its cells: its text, and all that bears on it."""

import re
from typing import NamedTuple

from te_planner.roadmap.model import LANES, TRACKS, Cell, Characteristic, Concept, Question, Roadmap, Term


class Relation(NamedTuple):
    """Something that bears on an entry: how, its reference (may be empty), and its title or text."""

    word: str
    ref: str
    text: str


class Entry(NamedTuple):
    """A concept, question, stage, characteristic, track, lane, term or abbreviation.

    `cells`: those that belong to it or, of a term or abbreviation, that use it.
    """

    kind: str
    ref: str
    title: str
    clause: str
    text: str
    note: str
    relations: tuple[Relation, ...]
    cells: tuple[Cell, ...]


def look_up(roadmap: Roadmap, asked: str) -> Entry | None:
    """The entry that is named so, in any case: RP1, Q3, stage 2, DA, E, penetration, prosumer, DERMS."""
    name = " ".join(asked.casefold().split())
    parts = roadmap.parts
    for concept in parts.concepts:
        if concept.ref.casefold() == name:
            return _concept(roadmap, concept)
    for question in parts.questions:
        if name in (f"q{question.number}", f"question {question.number}"):
            return _question(roadmap, question)
    for item in parts.characteristics:
        if name in (item.key.casefold(), item.title.casefold()):
            return _characteristic(item)
    for word in (*parts.terms, *parts.abbreviations):
        if name in {form.casefold() for form in word.forms}:
            return _term(roadmap, word)
    return _stage(roadmap, name) or _track(roadmap, name) or _lane(roadmap, name)


def named(roadmap: Roadmap) -> tuple[str, ...]:
    """All names that `look_up` takes, for whoever mistyped one."""
    parts = roadmap.parts
    return (
        *(concept.ref for concept in parts.concepts),
        *(f"Q{question.number}" for question in parts.questions),
        *(f"stage {stage.number}" for stage in parts.stages),
        *(item.key for item in parts.characteristics),
        *TRACKS,
        *LANES,
        *(form for word in (*parts.terms, *parts.abbreviations) for form in word.forms),
    )


def _concept(roadmap: Roadmap, concept: Concept) -> Entry:
    questions = [
        Relation("question", f"Q{each.number}", each.text)
        for each in roadmap.parts.questions
        if concept.ref in each.concepts
    ]
    rows = [row for row in roadmap.rows.values() if concept.ref in row.concepts]
    return Entry(
        "concept", concept.ref, concept.title, concept.clause, concept.text, concept.note,
        (*questions, *(Relation("invoked by", row.ref, row.title) for row in rows)),
        tuple(cell for row in rows for cell in row.cells),
    )  # fmt: skip


def _question(roadmap: Roadmap, question: Question) -> Entry:
    concepts = [each for each in roadmap.parts.concepts if each.ref in question.concepts]
    return Entry(
        "question", f"Q{question.number}", f"Question {question.number}", question.clause, question.text, "",
        tuple(Relation("draws on", each.ref, each.title) for each in concepts), (),
    )  # fmt: skip


def _characteristic(item: Characteristic) -> Entry:
    picks = tuple(Relation("in", f"stage {number}", text) for number, text in enumerate(item.picks, 1))
    return Entry("characteristic", item.key, item.title, item.clause, item.question, item.note, picks, ())


def _stage(roadmap: Roadmap, name: str) -> Entry | None:
    for stage in roadmap.parts.stages:
        if name in (str(stage.number), f"stage {stage.number}", stage.name.casefold()):
            picks = tuple(
                Relation("observed by", item.key, item.picks[stage.number - 1])
                for item in roadmap.parts.characteristics
            )
            cells = tuple(cell for cell in roadmap.cells.values() if cell.stage == stage.number)
            return Entry(
                "stage", f"stage {stage.number}", stage.name, stage.clause, stage.text, "", picks, cells
            )
    return None


def _track(roadmap: Roadmap, name: str) -> Entry | None:
    for track in roadmap.parts.tracks:
        if name in (track.key.casefold(), track.name.casefold(), track.short.casefold()):
            carries = [
                Relation("carried by" if carry.target == track.key else "carries", other, carry.text)
                for carry in roadmap.parts.carries
                for other in (carry.source, carry.target)
                if track.key in (carry.source, carry.target) and other != track.key
            ]
            concepts = [
                Relation("concept", each.ref, each.title)
                for each in roadmap.parts.concepts
                if each.track == track.key
            ]
            cells = tuple(cell for cell in roadmap.cells.values() if cell.track == track.key)
            return Entry(
                "track", track.key, track.name, track.clause, track.text, "", (*carries, *concepts), cells
            )
    return None


def _lane(roadmap: Roadmap, name: str) -> Entry | None:
    for lane in roadmap.parts.lanes:
        if name in (lane.key.casefold(), lane.name.casefold()):
            cells = tuple(cell for cell in roadmap.cells.values() if cell.lane == lane.key)
            return Entry("lane", lane.key, lane.name, lane.clause, lane.text, "", (), cells)
    return None


def _term(roadmap: Roadmap, word: Term) -> Entry:
    """A term with the abbreviation for it, or an abbreviation with the term that it stands for."""
    parts = roadmap.parts
    is_term = word in parts.terms
    same = [
        each
        for each in (parts.abbreviations if is_term else parts.terms)
        if (each.text if is_term else each.term) == (word.term if is_term else word.text)
    ]
    relations = tuple(
        Relation("abbreviated" if is_term else "term", each.term, "" if is_term else each.text)
        for each in same
    )
    written = [form for each in (word, *same) for form in each.forms]
    kind = "term" if is_term else "abbreviation"
    return Entry(kind, word.term, word.term, word.clause, word.text, "", relations, _using(roadmap, written))


def _using(roadmap: Roadmap, written: list[str]) -> tuple[Cell, ...]:
    """The cells in whose text or title it stands, in the singular or plural."""
    ways = "|".join(map(re.escape, written))
    pattern = re.compile(rf"(?<!\w)({ways})s?(?!\w)", 0 if written[0].isupper() else re.IGNORECASE)
    return tuple(
        cell for cell in roadmap.cells.values() if pattern.search(f"{roadmap.title(cell.ref)} {cell.text}")
    )
