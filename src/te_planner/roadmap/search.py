"""Finding words in all that the roadmap says, the best first: an index of SQLite's FTS5, kept in memory.

What somebody types is words and nothing else: quotes, stars, hyphens and NEAR are characters like any other.
"""

import re
import sqlite3
import weakref
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from functools import lru_cache
from typing import NamedTuple

from te_planner.roadmap.everyday import Asked, asked_for, split
from te_planner.roadmap.model import Parts, Roadmap

MARKS = ("\x02", "\x03")
"""What stands before and after a found word in an excerpt: characters that no text of ours has."""

WEIGHTS = (8.0, 5.0, 1.0)
"""How much a word counts in the reference, in the title and in the text."""

EXCERPT = 24
"""Words of an excerpt."""

KINDS = ("cell", "row", "concept", "question", "term", "abbreviation", "stage", "characteristic", "track",
         "lane", "hint", "measure", "crosswalk")  # fmt: skip

ATTACHED = ("hint", "measure", "crosswalk")
"""Kinds that hang on a cell: its reference leads to them, and does not find them."""

LONG_BEGINNING = 5
"""Letters from which on a beginning may be longer than the stem of its word."""

NO_FTS5 = "This Python's SQLite lacks FTS5: found as plain parts of words, in the roadmap's order, unranked."


class Text(NamedTuple):
    """Something that can be found. `ref`: what leads to its card (of a hint: its cell)."""

    kind: str
    ref: str
    title: str
    text: str


class Hit(NamedTuple):
    """Something found. `excerpt` has MARKS around the words; `rank` counts from 1, the best."""

    kind: str
    ref: str
    title: str
    excerpt: str
    rank: int


class Index(NamedTuple):
    """All texts, the words in them, and the table that ranks them (None where SQLite has no FTS5)."""

    texts: tuple[Text, ...]
    words: tuple[str, ...]
    table: sqlite3.Connection | None


_INDEXES: "weakref.WeakKeyDictionary[Roadmap, Index]" = weakref.WeakKeyDictionary()


def search(roadmap: Roadmap, words: str) -> tuple[Hit, ...]:
    """What has every word, in any of its forms, or beginning so.

    What is joined by a sign, such as peer-to-peer, T&D or RPE02.1, has to stand together. An everyday word is
    looked for as itself and as what the roadmap says for it. Empty where nothing fits: then `nearest` says
    what may have been meant. The index is made at the first call for a roadmap, and kept as long as that is.
    """
    asked = [each for each in asked_for(roadmap.parts.everyday, words) if each.words]
    if not asked:
        return ()
    index = index_of(roadmap)
    if index.table is None:
        return plain_search(index.texts, asked)
    found = index.table.execute(
        "SELECT id, snippet(found, 3, ?, ?, '…', ?) FROM found WHERE found MATCH ? "
        "ORDER BY whole = ? DESC, bm25(found, 0, ?, ?, ?, 0), id",
        (*MARKS, EXCERPT, _query(asked, index.words), words.strip().casefold(), *WEIGHTS),
    )
    hits = []
    for rank, (number, excerpt) in enumerate(found, 1):
        text = index.texts[number]
        hits.append(Hit(text.kind, text.ref, text.title, excerpt, rank))
    return tuple(hits)


def plain_search(texts: Iterable[Text], asked: Sequence[Asked]) -> tuple[Hit, ...]:
    """Without FTS5: what has every word as a part of some word, in the order of the texts."""
    # an everyday word stands together, as does what the roadmap says for it
    plain = [each for part in asked if not part.means for each in part.words]
    everyday = [each for each in asked if each.means]
    marked = [*plain, *(way for each in everyday for way in (each.typed, *each.means))]
    if not marked:
        return ()
    pattern = re.compile("|".join(map(re.escape, marked)), re.IGNORECASE)
    found: list[Hit] = []
    for each in texts:
        whole = f"{each.ref} {each.title} {each.text}".casefold()
        if all(word in whole for word in plain) and all(word.stands_in(whole) for word in everyday):
            excerpt = pattern.sub(lambda part: f"{MARKS[0]}{part[0]}{MARKS[1]}", each.text)
            found.append(Hit(each.kind, each.ref, each.title, excerpt, len(found) + 1))
    return tuple(found)


def nearest(roadmap: Roadmap, words: str) -> str | None:
    """What may have been meant by words that find nothing: those that no text has, replaced by the nearest
    that some text has. None where there is none near, or where that finds nothing either.
    """
    everyday = (word for each in roadmap.parts.everyday for say in each.say for word in split(say))
    known = sorted({*index_of(roadmap).words, *everyday})
    meant = []
    for word in split(words):
        if any(other.startswith(word) for other in known):
            meant.append(word)
        elif near := get_close_matches(word, known, n=1, cutoff=0.7):
            meant += near
        else:
            return None
    proposed = " ".join(meant)
    return proposed if search(roadmap, proposed) and meant != split(words) else None


def _query(asked: Sequence[Asked], known: tuple[str, ...]) -> str:
    """All that was asked for, in quotes and so free of syntax.

    The index holds stems, such as `interconnect`: what is typed further than that, but is no word yet
    (`interconnecti`), is looked for as the words that it begins.
    """
    ways = []
    for _, words, means in asked:
        if means:  # whole words: EV is no beginning of event
            way = [f'"{" ".join(each)}"' for each in (words, *map(split, means))]
        else:
            way = [f'"{" ".join(words)}" *']
            if len(words) == 1 and len(words[0]) >= LONG_BEGINNING:
                way += [f'"{word}"' for word in known if word.startswith(words[0])]
        ways.append(f"({' OR '.join(way)})")
    return " AND ".join(ways)


def index_of(roadmap: Roadmap) -> Index:
    if roadmap not in _INDEXES:
        found = tuple(texts(roadmap))
        words = {word for each in found for word in split(f"{each.ref} {each.title} {each.text}")}
        _INDEXES[roadmap] = Index(found, tuple(sorted(words)), _table(found))
    return _INDEXES[roadmap]


def _table(found: tuple[Text, ...]) -> sqlite3.Connection | None:
    """A hint or measure is found by its own words alone: its title is that of its row."""
    # the screens may search in a thread
    table = sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)
    try:
        table.execute(
            "CREATE VIRTUAL TABLE found USING fts5(id UNINDEXED, ref, title, text, whole UNINDEXED, "
            "tokenize = 'porter unicode61', prefix = '2 3')"
        )
    except sqlite3.OperationalError:
        table.close()
        return None
    table.execute("BEGIN")
    table.executemany(
        "INSERT INTO found VALUES (?, ?, ?, ?, ?)",
        (
            (
                number,
                "" if each.kind in ATTACHED else each.ref,
                "" if each.kind in ("hint", "measure") else each.title,
                each.text,
                "" if each.kind in ATTACHED else each.ref.casefold(),
            )
            for number, each in enumerate(found)
        ),
    )
    table.execute("COMMIT")
    return table


def texts(roadmap: Roadmap) -> Iterator[Text]:
    """All that can be found, in the roadmap's order."""
    for row in roadmap.rows.values():
        yield Text("row", row.ref, row.title, f"concepts {', '.join(row.concepts)}")
        for cell in row.cells:
            rationale = cell.link.rationale if cell.link else ""
            yield Text("cell", cell.ref, row.title, _joined(cell.text, cell.note, rationale))
    yield from _frame(roadmap.parts)
    for ref, hints in roadmap.parts.hints.items():
        yield from (Text("hint", ref, roadmap.title(ref), hint) for hint in hints)
    for ref, measures in roadmap.parts.measures.items():
        for measure in measures:
            yield Text("measure", ref, roadmap.title(ref), f"{measure.name}, {measure.unit}")
    for each in roadmap.parts.crosswalk:
        yield Text("crosswalk", each.cell, each.standard, f"{each.title}: {each.covers}")


@lru_cache(2)
def row_texts(roadmap: Roadmap) -> dict[str, str]:
    """Row -> all that is said of it and its cells, with what could show or measure them, in small letters."""
    found: dict[str, list[str]] = {}
    for each in texts(roadmap):
        found.setdefault(each.ref.partition(".")[0], []).append(f"{each.ref} {each.title} {each.text}")
    return {ref: "\n".join(found[ref]).casefold() for ref in roadmap.rows}


def _frame(parts: Parts) -> tuple[Text, ...]:
    return (
        *(Text("concept", each.ref, each.title, _joined(each.text, each.note)) for each in parts.concepts),
        *(
            Text("question", f"Q{each.number}", f"Question {each.number}", each.text)
            for each in parts.questions
        ),
        *(Text("term", each.term, each.term, each.text) for each in parts.terms),
        *(Text("abbreviation", each.term, each.term, each.text) for each in parts.abbreviations),
        *(Text("stage", f"stage {each.number}", each.name, each.text) for each in parts.stages),
        *(
            Text("characteristic", each.key, each.title, _joined(each.question, *each.picks, each.note))
            for each in parts.characteristics
        ),
        *(Text("track", each.key, each.name, _joined(each.short, each.text)) for each in parts.tracks),
        *(Text("lane", each.key, each.name, each.text) for each in parts.lanes),
    )


def _joined(*told: str) -> str:
    return " ".join(text for text in told if text)
