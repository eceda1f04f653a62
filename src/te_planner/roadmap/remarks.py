"""What an editor of the roadmap may want to know of it, without its being a fault: information, no verdict.

Ours (derived), save that 4.5 of the source asks which core concepts nothing invokes.
"""

import re
from itertools import combinations
from typing import NamedTuple

from te_planner.roadmap.model import Parts, Row
from te_planner.roadmap.wording import FEWEST_WORDS, PROSE, WORD, all_texts, lix

TWINS = 0.3
"""Share of common words from which on two rows count as near twins: see `near_twins`."""

LEAST_LETTERS = 4


class Remark(NamedTuple):
    """Something to know: its kind, the references that it is about, and the words for it."""

    kind: str
    refs: tuple[str, ...]
    text: str


def remarks(parts: Parts) -> tuple[Remark, ...]:
    """All that is worth knowing, kind by kind."""
    return (*_concepts(parts), *_unrequired(parts), *_twins(parts), *_hardest(parts))


def _concepts(parts: Parts) -> list[Remark]:
    """Core concepts that no row invokes (4.5)."""
    invoked = {ref for row in parts.rows for ref in row.concepts}
    return [
        Remark("concept", (each.ref,), f"no row invokes {each.ref} {each.title} (4.5)")
        for each in parts.concepts
        if each.ref not in invoked
    ]


def _unrequired(parts: Parts) -> list[Remark]:
    """Enabler cells, baselines apart, that no benefit requires."""
    cells = [cell for row in parts.rows for cell in row.cells]
    required = {ref for cell in cells if cell.link for ref in cell.link.requires}
    found = tuple(
        cell.ref
        for cell in cells
        if cell.lane == "E" and cell.nature != "baseline" and cell.ref not in required
    )
    if not found:
        return []
    return [Remark("unrequired", found, f"no benefit requires {len(found)} enabler cells")]


def _twins(parts: Parts) -> list[Remark]:
    titles = {row.ref: row.title for row in parts.rows}
    return [
        Remark(
            "twins",
            (one, other),
            f"{one} {titles[one]} and {other} {titles[other]} share {100 * share:.0f} % of their words",
        )
        for one, other, share in near_twins(parts)
    ]


def near_twins(parts: Parts) -> list[tuple[str, str, float]]:
    """Pairs of rows that say nearly the same, the nearest first.

    The measure is Jaccard's: the words that both rows say, as a share of those that either says; words of
    four letters and more, by their first six, so that `simulate` and `simulation` are one. Of the
    rows as shipped, BMV04 and BMB09 share 72 % of theirs and RPE01 and RPR05 31 %, which begin alike; the
    next pairs, at 29 % and less, only speak of one matter. Hence 0.3.
    """
    words = {row.ref: _words(row) for row in parts.rows}
    found = []
    for one, other in combinations(words, 2):
        either = words[one] | words[other]
        share = len(words[one] & words[other]) / len(either) if either else 0.0
        if share >= TWINS:
            found.append((one, other, share))
    return sorted(found, key=lambda each: -each[2])


def _words(row: Row) -> frozenset[str]:
    text = " ".join((row.title, *(cell.text for cell in row.cells))).casefold()
    return frozenset(word[:6] for word in re.findall(r"[^\W\d_]+", text) if len(word) >= LEAST_LETTERS)


def _hardest(parts: Parts) -> list[Remark]:
    """The text that is the hardest to read, though within the limit."""
    longer = [
        told
        for told in all_texts(parts)
        if told.kind in PROSE and len(WORD.findall(told.text)) >= FEWEST_WORDS
    ]
    worst = max(longer, key=lambda told: lix(told.text), default=None)
    if worst is None:
        return []
    text = f"the hardest text to read is the {worst.kind} of {worst.place} (LIX {lix(worst.text):.0f})"
    return [Remark("hardest", (worst.place,), text)]
