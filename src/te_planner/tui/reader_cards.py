"""The reader's cards: a stage, what shows it, a track, a lane, a concept, a question, a word, a standard."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from te_planner.exchange.marks import DERIVED, day_text
from te_planner.plan.snapshot import QuestionAnswer
from te_planner.readiness.model import Readiness, SystemReadiness
from te_planner.readiness.workshop import Asked, asked_questions
from te_planner.roadmap.model import STAGES, Carry, Cell, Row
from te_planner.roadmap.words import cells_with, twin, words_in
from te_planner.tui import routes
from te_planner.tui.lines import BLANK, Line, Span, Target, fit, heading, labelled, line, wrapped
from te_planner.tui.reader_entries import Entry, entries, entry_of
from te_planner.tui.wording import cell_mark, mark_span, title_of
from te_planner.tui.words import used_words, word

MARK = 6
"""Columns of a stage's mark beside a row's title."""


class Reading(NamedTuple):
    """What a card is made from."""

    readiness: Readiness
    system: SystemReadiness | None
    entry: Entry
    width: int
    plain: bool

    @property
    def ref(self) -> str:
        return self.entry.target.ref


def reader_card(
    readiness: Readiness, system: SystemReadiness | None, target: Target, width: int, *, plain: bool
) -> list[Line]:
    """The card of what the reader's cursor is on."""
    entry = entry_of(readiness.roadmap, target)
    if entry is None:
        return []
    return list(CARDS[target.kind](Reading(readiness, system, entry, width, plain)))


def _head(card: Reading, text: str = "") -> Iterator[Line]:
    """The name, the clause, and the text in our own words."""
    entry = card.entry
    yield from wrapped(entry.name, card.width, "head", target=entry.target)
    if entry.clause:
        yield from labelled("source", f"clause {entry.clause}, in our own words", card.width)
    if text:
        yield BLANK
        yield from wrapped(text, card.width)


def _stage(card: Reading) -> Iterator[Line]:
    parts = card.readiness.roadmap.parts
    stage = next(each for each in parts.stages if str(each.number) == card.ref)
    yield from _head(card, stage.text)
    yield BLANK
    yield heading("What shows it", "the lowest of the four is the observed stage")
    for sign in parts.characteristics:
        text = f"{sign.title}: {sign.picks[stage.number - 1]}"
        yield from wrapped(text, card.width, indent=2, target=Target("characteristic", sign.key))
    yield BLANK
    yield heading("Its enablers", "in the matrix")
    for track in parts.tracks:
        cells = card.readiness.roadmap.stage_of(track.key, stage.number)
        text = f"{track.key} {track.short}: {len(cells)} cells"
        yield from wrapped(text, card.width, indent=2, target=Target("stage", f"{track.key}:{stage.number}"))
    yield BLANK
    yield from wrapped(parts.about_stages, card.width, "quiet")
    yield from used_words(card.readiness.roadmap, stage.text, card.width)


def _characteristic(card: Reading) -> Iterator[Line]:
    parts = card.readiness.roadmap.parts
    sign = next(each for each in parts.characteristics if each.key == card.ref)
    yield from _head(card, sign.question)
    picked = _picked(card.system, sign.key)
    for number, text in zip(STAGES, sign.picks, strict=True):
        yield BLANK
        here = f"picked for {card.system.system.name}" if card.system and picked == number else ""
        yield heading(f"Stage {number}", here)
        yield from wrapped(text, card.width, indent=2, target=Target("stagetext", str(number)))
    if sign.note:
        yield BLANK
        yield from wrapped(sign.note, card.width, "quiet")
    if card.system:
        yield BLANK
        yield from wrapped("O picks the one that fits your system.", card.width, "next")
    yield from used_words(card.readiness.roadmap, card.entry.text, card.width)


def _picked(system: SystemReadiness | None, key: str) -> int | None:
    profile = system.observed.profile if system else ()
    return next((each.pick.stage for each in profile if each.characteristic == key and each.pick), None)


def _track(card: Reading) -> Iterator[Line]:
    roadmap = card.readiness.roadmap
    track = next(each for each in roadmap.parts.tracks if each.key == card.ref)
    carries = roadmap.parts.carries
    yield from _head(card, track.text)
    yield from _carries(card, "Carries", [(each, each.target) for each in carries if each.source == card.ref])
    yield from _carries(
        card, "Is carried by", [(each, each.source) for each in carries if each.target == card.ref]
    )
    concepts = [each.ref for each in roadmap.parts.concepts if each.track == track.key]
    yield from _concepts(card, "Core concepts", concepts)
    yield BLANK
    yield heading("Its enablers", "in the matrix")
    for stage in STAGES:
        text = f"stage {stage}: {len(roadmap.stage_of(track.key, stage))} cells"
        yield from wrapped(text, card.width, indent=2, target=Target("stage", f"{track.key}:{stage}"))
    yield from used_words(roadmap, track.text, card.width)


def _carries(card: Reading, title: str, found: Sequence[tuple[Carry, str]]) -> Iterator[Line]:
    if not found:
        return
    yield BLANK
    yield heading(title, "4.3")
    for carry, other in found:
        name = card.readiness.roadmap.tracks[carry.target if other == carry.target else carry.source].short
        text = f"{other} {name}, {carry.strength}: {carry.text} ({carry.clause})"
        yield from wrapped(text, card.width, indent=2, target=Target("track", other))


def _lane(card: Reading) -> Iterator[Line]:
    roadmap = card.readiness.roadmap
    lane = next(each for each in roadmap.parts.lanes if each.key == card.ref)
    yield from _head(card, lane.text)
    yield BLANK
    yield heading("Rows of this lane", "in the matrix")
    for track in roadmap.parts.tracks:
        rows = [each for each in roadmap.parts.rows if (each.track, each.lane) == (track.key, lane.key)]
        if rows:
            target = routes.cell(rows[0].cells[0].ref)
            text = f"{track.key} {track.short}: {len(rows)} rows"
            yield from wrapped(text, card.width, indent=2, target=target)


def _concept(card: Reading) -> Iterator[Line]:
    roadmap = card.readiness.roadmap
    found = next(each for each in roadmap.parts.concepts if each.ref == card.ref)
    yield from _head(card, found.text)
    if found.note:
        yield from labelled("note", found.note, card.width)
    asked = [each for each in _asked(card) if card.ref in each.question.concepts]
    if asked:
        yield BLANK
        yield heading("Asked in", "4.6.2; a answers")
        for each in asked:
            yield from wrapped(
                f"Question {each.question.number} ({standing_of(each)}): {each.question.text}",
                card.width,
                indent=2,
                target=Target("question", str(each.question.number)),
            )
    rows = [each for each in roadmap.parts.rows if card.ref in each.concepts]
    yield BLANK
    yield heading(f"Invoked by {len(rows)} rows", "with the marks of their stages" if rows else "")
    for row in rows:
        yield _row(card, row)
    yield from used_words(roadmap, found.text, card.width)


def _row(card: Reading, row: Row) -> Line:
    """A row with its stages' marks, each of which leads to its cell."""
    room = card.width - MARK * len(STAGES) - 2
    sign = DERIVED if row.provenance == "derived" else ""
    title = Span(fit(f"{row.ref} {sign}{row.title}", room), "", routes.cell(row.cells[0].ref))
    spans = [Span("  "), title]
    cells = {each.stage: each for each in row.cells}
    for stage in STAGES:
        spans.append(Span(" " * 2))
        spans.append(_mark(card, cells[stage]) if stage in cells else Span(" " * (MARK - 2)))
    return line(*spans)


def _mark(card: Reading, cell: Cell) -> Span:
    target = routes.cell(cell.ref)
    if card.system is None:
        return Span(fit(str(cell.stage), MARK - 2), "", target)
    mark = mark_span(card.system, cell, plain=card.plain)
    return Span(fit(f"{cell.stage} {mark.text}", MARK - 2), mark.tone, target)


def _asked(card: Reading) -> tuple[Asked, ...]:
    readiness = card.readiness
    return asked_questions(readiness.roadmap, readiness.snapshot, readiness.as_of)


def standing_of(asked: Asked) -> str:
    """`answered` or `open`."""
    return "answered" if asked.answer else "open"


def _question(card: Reading) -> Iterator[Line]:
    asked = next(each for each in _asked(card) if str(each.question.number) == card.ref)
    yield from wrapped(f"Question {card.ref}", card.width, "head", target=card.entry.target)
    yield from labelled("source", f"clause {asked.question.clause}, in our own words", card.width)
    yield BLANK
    yield from wrapped(asked.question.text, card.width, "strong")
    yield BLANK
    if asked.answer:
        yield heading("Answer", "a answers anew")
        yield from _answer(asked.answer, card.width)
    else:
        yield line(Span("Open", "check"), Span("  a answers it", "quiet"))
    if asked.earlier:
        yield BLANK
        yield heading("Earlier answers")
        for each in asked.earlier:
            yield from _answer(each, card.width, "quiet")
    yield from _concepts(card, "Draws on", asked.question.concepts)
    yield from used_words(card.readiness.roadmap, asked.question.text, card.width)


def _answer(answer: QuestionAnswer, width: int, tone: str = "") -> Iterator[Line]:
    yield from wrapped(answer.answer, width, tone, indent=2)
    yield from wrapped(f"{answer.made_by}, {day_text(answer.day)}", width, "quiet", indent=2)


def _concepts(card: Reading, title: str, refs: Iterable[str]) -> Iterator[Line]:
    yield BLANK
    yield heading(title)
    titles = {each.ref: each.title for each in card.readiness.roadmap.parts.concepts}
    for ref in refs:
        yield from wrapped(
            f"{ref} {titles.get(ref, '')}", card.width, indent=2, target=Target("concept", ref)
        )


def _term(card: Reading) -> Iterator[Line]:
    roadmap = card.readiness.roadmap
    found = next(
        each for each in (*roadmap.parts.terms, *roadmap.parts.abbreviations) if each.term == card.ref
    )
    yield from _head(card, "" if found in roadmap.parts.abbreviations else found.text)
    if other := twin(roadmap, found):
        yield BLANK
        yield from wrapped(f"{other.term}: {other.text}", card.width, target=word(other))
    also = [each for each in entries(roadmap) if found in words_in(roadmap, _read(each))]
    also = [each for each in also if each.target not in (card.entry.target, other and word(other))]
    if also:
        yield BLANK
        yield heading("Used in")
        for each in also:
            yield from wrapped(each.name, card.width, indent=2, target=each.target)
    yield from _cells(card, cells_with(roadmap, found))


def _read(entry: Entry) -> str:
    """What a reader reads of an entry; an abbreviation's long form is no use of another word."""
    return f"{entry.name} {entry.text}"


def _cells(card: Reading, cells: Sequence[Cell]) -> Iterator[Line]:
    yield BLANK
    if not cells:
        yield line(Span("No cell's text uses it.", "quiet"))
        return
    yield heading(f"In the text of {len(cells)} cell{'s' if len(cells) > 1 else ''}")
    for cell in cells:
        yield from _cell(card, cell)


def _cell(card: Reading, cell: Cell, more: str = "") -> Iterator[Line]:
    text, tone = title_of(card.readiness, cell.ref) + more, ""
    if card.system:
        mark = cell_mark(card.system, cell)
        tone = mark.tone
        text = f"{mark.plain if card.plain else mark.sign} {text}"
    yield from wrapped(text, card.width, tone, indent=2, target=routes.cell(cell.ref))


def _standard(card: Reading) -> Iterator[Line]:
    roadmap = card.readiness.roadmap
    yield from _head(card)
    yield from labelled("derived", "~ our own link: the source names none", card.width, tone="derived")
    yield BLANK
    yield heading("Covers part of")
    for each in roadmap.parts.crosswalk:
        if each.standard == card.ref:
            yield from _cell(card, roadmap.cells[each.cell])
            yield from wrapped(f"{each.covers} (confidence {each.confidence})", card.width, "quiet", indent=4)


CARDS: dict[str, Callable[[Reading], Iterator[Line]]] = {
    "stagetext": _stage,
    "characteristic": _characteristic,
    "track": _track,
    "lane": _lane,
    "concept": _concept,
    "question": _question,
    "term": _term,
    "standard": _standard,
}
