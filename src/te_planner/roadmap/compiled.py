"""The compiled form: the same parts as JSON, keyed by the YAML's hash. About 1 ms to load, against 50 ms.

JSON, not marshal or pickle, which trust what they read. It lies beside the YAML: written by the build in a
wheel, at the first start in a checkout, and made anew whenever the YAML differs.
"""

import json
from pathlib import Path
from typing import Any

from te_planner.errors import Unreadable
from te_planner.roadmap.files import read_bounded
from te_planner.roadmap.model import (
    Carry,
    Cell,
    Characteristic,
    Concept,
    Crosswalk,
    Edition,
    EditionChanges,
    Everyday,
    Lane,
    Link,
    Measure,
    Parts,
    Question,
    Replaced,
    Row,
    StageText,
    Term,
    Track,
)

FORMAT = 6
NAME = "compiled.json"
LARGEST = 20_000_000
"""Bytes of the compiled form; the shipped one has a hundredth of it."""


def read_compiled(folder: Path, key: str) -> Parts | None:
    """The compiled parts, or None where there are none of this form; `key`: the SHA-256 of all the YAML."""
    try:
        data = json.loads(read_bounded(folder / NAME, LARGEST))
        if data["format"] != FORMAT or data["key"] != key:
            return None
        return _parts(data["parts"])
    except (Unreadable, ValueError, KeyError, TypeError, IndexError, RecursionError):
        return None  # missing or spoilt: the YAML is the truth, and is read instead


def write_compiled(folder: Path, parts: Parts, key: str) -> None:
    """Keep the compiled form; where the folder cannot be written, the YAML is read each time."""
    text = json.dumps({"format": FORMAT, "key": key, "parts": parts}, ensure_ascii=False)
    target = folder / NAME
    partial = target.with_suffix(".part")
    try:
        partial.write_text(text, encoding="utf-8")
        partial.chmod(0o644)  # what ships is no secret: every account reads it where one has installed it
        partial.replace(target)
    except OSError:
        return  # a read-only installation works as well, only slower


def _parts(data: list[Any]) -> Parts:
    (
        edition,
        fingerprint,
        about,
        stages,
        characteristics,
        tracks,
        carries,
        lanes,
        concepts,
        questions,
        *rest,
    ) = data
    terms, abbreviations, rows, hints, measures, crosswalk, changes, everyday, *_ = rest
    return Parts(
        edition=Edition(*edition),
        fingerprint=fingerprint,
        about_stages=about,
        stages=tuple(StageText(*item) for item in stages),
        characteristics=tuple(_characteristic(item) for item in characteristics),
        tracks=tuple(Track(*item) for item in tracks),
        carries=tuple(Carry(*item) for item in carries),
        lanes=tuple(Lane(*item) for item in lanes),
        concepts=tuple(Concept(*item) for item in concepts),
        questions=tuple(Question._make([*item[:3], tuple(item[3])]) for item in questions),
        terms=tuple(Term(*item) for item in terms),
        abbreviations=tuple(Term(*item) for item in abbreviations),
        rows=tuple(_row(item) for item in rows),
        hints={ref: tuple(texts) for ref, texts in hints.items()},
        measures={ref: tuple(Measure(*item) for item in items) for ref, items in measures.items()},
        crosswalk=tuple(Crosswalk(*item) for item in crosswalk),
        changes=tuple(map(_changes, changes)),
        everyday=tuple(Everyday(tuple(say), tuple(means)) for say, means in everyday),
    )


def _characteristic(item: list[Any]) -> Characteristic:
    key, title, clause, question, picks, note = item
    return Characteristic(key, title, clause, question, tuple(picks), note)


def _row(item: list[Any]) -> Row:
    *head, basis, concepts, cells = item
    return Row._make([*head, tuple(basis), tuple(concepts), tuple(map(_cell, cells))])


def _cell(item: list[Any]) -> Cell:
    *head, actors, link, cut, note, meaning = item
    return Cell._make([*head, tuple(actors), _link(link) if link else None, cut, note, meaning])


def _link(item: list[Any]) -> Link:
    provenance, requires, through, rationale, confidence = item
    return Link(provenance, tuple(requires), tuple(through), rationale, confidence)


def _changes(item: list[Any]) -> EditionChanges:
    version, replaced = item
    return EditionChanges(
        version, tuple(Replaced(fate, tuple(old), tuple(new), why) for fate, old, new, why in replaced)
    )
