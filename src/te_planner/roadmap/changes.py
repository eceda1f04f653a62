"""What became of references from edition to edition: reading it, checking it, and following it.

A reference that an edition gave up is never used again, so that an answer given under it is never taken for
an answer to something else. From that rule follows that no way through the editions leads in a circle.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from te_planner.roadmap.block import Block, Problem
from te_planner.roadmap.model import EditionChanges, Fate, Parts, Replaced

FILE = "changes.yaml"
REFERENCE = re.compile(r"[A-Z]{2}[VERB]\d{2}(\.[123])?")


class Way(NamedTuple):
    """Where a cell went: `new` is its reference now (empty: retired), `why` what the editors say of it."""

    fate: Fate
    new: str
    why: str


def read_changes(top: Block) -> tuple[EditionChanges, ...]:
    """The editions, the newest first."""
    return tuple(map(_edition, top.blocks("changes", "data_version")))


def _edition(block: Block) -> EditionChanges:
    version = block.text("data_version")
    moved = [_one(each, "moved", [each.text("from")], [each.text("to")]) for each in _listed(block, "moved")]
    split = [_one(each, "split", [each.text("from")], each.texts("to")) for each in _listed(block, "split")]
    merged = [
        _one(each, "merged", each.texts("from"), [each.text("to")]) for each in _listed(block, "merged")
    ]
    retired = [_one(each, "retired", [each.text("ref")], []) for each in _listed(block, "retired")]
    block.close()
    return EditionChanges(version, (*moved, *split, *merged, *retired))


def _listed(block: Block, key: Fate) -> Iterator[Block]:
    for number, each in enumerate(block.blocks(key, "place"), 1):
        each.place = f"{block.place} {key} {number}"
        yield each


def _one(block: Block, fate: Fate, old: Sequence[str], new: Sequence[str]) -> Replaced:
    for ref in (*old, *new):
        if ref and not REFERENCE.fullmatch(ref):
            block.problem(f"{ref!r} is no row and no cell", "Write one such as RPE02 or RPE02.1.")
    if fate == "split" and len(new) < 2:
        block.problem("a split into fewer than two", "Name several under to, or write it under moved.")
    if fate == "merged" and len(old) < 2:
        block.problem("a merger of fewer than two", "Name several under from, or write it under moved.")
    if new and (len({"." in ref for ref in (*old, *new)}) > 1 or len({ref[2:3] for ref in (*old, *new)}) > 1):
        block.problem("it mixes rows and cells, or lanes", "Name rows alone or cells alone, of one lane.")
    replaced = Replaced(fate, tuple(old), tuple(new), block.text("why"))
    block.close()
    return replaced


def check_changes(parts: Parts) -> Iterator[Problem]:
    """What was given up is not there and never comes back; what came in its place leads to what is there."""
    present = {row.ref for row in parts.rows} | {cell.ref for row in parts.rows for cell in row.cells}
    yield from _versions(parts)
    later: dict[str, str] = {}
    for edition in parts.changes:
        yield from _targets(edition, present | set(later))
        yield from _sources(edition, present, later)
        later |= dict.fromkeys(_old(edition), edition.data_version)
    given_up: set[str] = set()
    for edition in reversed(parts.changes):
        given_up |= set(_old(edition))
        for ref in sorted(set(_new(edition)) & given_up):
            text = f"{ref} came in the place of another after it was given up"
            yield Problem(FILE, edition.data_version, text, "A reference is never used again: name another.")


def _old(edition: EditionChanges) -> list[str]:
    return [ref for each in edition.replaced for ref in each.old]


def _new(edition: EditionChanges) -> list[str]:
    return [ref for each in edition.replaced for ref in each.new]


def _versions(parts: Parts) -> Iterator[Problem]:
    versions = [each.data_version for each in parts.changes]
    if versions[:1] != [parts.edition.data_version]:
        text = f"the newest is {versions[0] if versions else 'missing'}, not {parts.edition.data_version}"
        yield Problem(FILE, "changes", text, "Write the edition's data_version first, with empty lists.")
    for version in sorted({each for each in versions if versions.count(each) > 1}):
        yield Problem(FILE, version, "it stands twice", "Put all of an edition under one data_version.")


def _sources(edition: EditionChanges, present: set[str], later: dict[str, str]) -> Iterator[Problem]:
    place, sources = edition.data_version, _old(edition)
    for ref in dict.fromkeys(sources):
        if ref in present:
            text = f"{ref} was given up, and is there"
            yield Problem(FILE, place, text, "A reference is never used again: give what is there another.")
        if ref in later or sources.count(ref) > 1:
            text = f"{ref} was given up twice, in {later.get(ref, place)} as well"
            yield Problem(FILE, place, text, "Keep one of them.")


def _targets(edition: EditionChanges, known: set[str]) -> Iterator[Problem]:
    place, targets = edition.data_version, _new(edition)
    for ref in dict.fromkeys(targets):
        if ref not in known:
            text = f"{ref} came in the place of another, and is nowhere"
            yield Problem(FILE, place, text, "Mend the reference, or say what became of it since.")
        if targets.count(ref) > 1:
            text = f"several came to {ref} apart"
            yield Problem(FILE, place, text, "Write them as one merger.")


def newer(changes: Sequence[EditionChanges], data_version: str) -> tuple[EditionChanges, ...] | None:
    """The editions after one of the data, the oldest first; all after an unnamed one.

    None where they do not know it: it is newer than they are, or somebody else's.
    """
    versions = [each.data_version for each in changes]
    if not data_version or not changes:
        return tuple(reversed(changes))
    if data_version not in versions:
        return None
    return tuple(reversed(changes[: versions.index(data_version)]))


def follow(ref: str, editions: Iterable[EditionChanges], cells: Iterable[str] = ()) -> tuple[Way, ...]:
    """Where a cell went through the editions (the oldest first); nothing where it stayed.

    A split leads to several; what became of them later counts for each. One that leads nowhere is left out
    where another leads on. `cells`: those that are there now; a row's successor may lack a stage.
    """
    there = set(cells)
    ways = [Way("moved", ref, "")]
    for edition in editions:
        ways = [onward for way in ways for onward in _onward(way, edition)]
    if all(way.new == ref for way in ways):
        return ()
    gone = [way for way in ways if there and way.new not in there]
    ways = [way._replace(fate="retired", new="") if way in gone else way for way in ways]
    alive = {way.new: way for way in reversed(ways) if way.new}
    return tuple(reversed(alive.values())) or tuple(ways[:1])


def _onward(way: Way, edition: EditionChanges) -> list[Way]:
    """One step: the cell's own entry before that of its row."""
    row, _, stage = way.new.partition(".")
    for named, tail in ((way.new, ""), (row, f".{stage}")):
        for each in edition.replaced:
            if named and named in each.old:
                why = "; ".join(filter(None, (way.why, each.why)))
                fate = max(way.fate, each.fate, key=FATES.index)
                return [Way(fate, f"{ref}{tail}", why) for ref in each.new] or [Way("retired", "", why)]
    return [way]


FATES: tuple[Fate, ...] = ("moved", "split", "merged", "retired")
"""The weightier last: a cell that moved and was split later was split."""


def ancestors(ref: str, changes: Sequence[EditionChanges]) -> tuple[str, ...]:
    """The cells that a cell came from, the latest first."""
    found: list[str] = []
    line = [ref]
    for edition in changes:
        for each in edition.replaced:
            for own in list(line):
                row, _, stage = own.partition(".")
                if own in each.new:
                    line += each.old
                elif row in each.new:
                    line += [f"{old}.{stage}" for old in each.old]
        found += [each for each in line if each not in found and each != ref]
    return tuple(found)
