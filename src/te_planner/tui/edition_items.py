"""What an edition changes and what it left to look at again: the items of one list, and their lines."""

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from te_planner.exchange.marks import day_text
from te_planner.exchange.report.evidence import stated_for
from te_planner.plan.naming import Uses, uses, uses_text
from te_planner.plan.recorded import Before
from te_planner.readiness.model import Readiness
from te_planner.readiness.reviews import LeftBehind, OpenMerger, Suspect, left_behind, open_mergers, suspects
from te_planner.roadmap.diff import KINDS, Change
from te_planner.tui.lines import BLANK, Line, Target, columns, cut, heading
from te_planner.tui.pair import matches

Part = Literal["all", "changes", "ours", "suspect", "left"]
PARTS: tuple[Part, ...] = ("all", "changes", "ours", "suspect", "left")
ROOMY = 100

MEANS = {
    "reworded": "said otherwise, it asks for the same",
    "meaning changed": "it asks for something else: look again at what was said of it",
    "moved": "under another reference; all that names it moves with it",
    "split": "each gets the statements, decisions and contributions; they are to be looked at again",
    "merged": "contributions and milestones go to the new one; the rest stays readable under the old",
    "retired": "what there is stays readable under it, and counts for nothing",
    "new": "asked for the first time",
}
SUSPECT = "the cell asks for something else since this was said: does it still hold?"
LEFT = "old references that still have something under them; it counts for nothing"
MERGED = "cells without an answer of their own, into which others merged that had one"


class Asked(NamedTuple):
    """A suspect statement; `systems`: how many systems it decides for, `place`: the one, or the region."""

    suspect: Suspect
    systems: int
    place: str


class Item(NamedTuple):
    """One line of the list. `refs`: the references, and the statement, by which it is found."""

    target: Target
    refs: tuple[str, ...]
    about: Change | Asked | LeftBehind | OpenMerger
    uses: Uses


def items(readiness: Readiness, before: Before | None) -> tuple[Item, ...]:
    """Changes that were not adopted, suspect statements, then what stays under old references."""
    other = before is not None and readiness.snapshot.plan.roadmap != readiness.roadmap.label
    changes = _changes(before.changes, uses(readiness.snapshot)) if before and other else ()
    asked = (_item("suspect", each.suspect.statement.id, _refs(each), each) for each in _asked(readiness))
    left = (
        _item("left", each.ref, (each.ref, *each.new), each, each.uses)
        for each in left_behind(readiness.roadmap, readiness.snapshot)
        if not other  # what adopting leaves behind stands among the changes
    )
    mergers = (
        _item("merger", f"{each.system_id} {each.new}", (each.new, *each.old), each)
        for each in open_mergers(readiness.roadmap, readiness.snapshot, readiness.systems)
    )
    return (*changes, *asked, *left, *mergers)


def _item(part: str, key: str, refs: tuple[str, ...], about: Change | Asked | LeftBehind | OpenMerger,
          used: Uses | None = None) -> Item:  # fmt: skip
    return Item(Target("edition", f"{part} {key}"), refs, about, used or {})


def _changes(changes: Sequence[Change], used: dict[str, Uses]) -> Iterator[Item]:
    """By kind, each in the order of the old edition."""
    for kind in KINDS[1:]:
        for each in changes:
            if each.kind == kind:
                key, refs = f"{each.old}>{each.new}", (each.old, each.new)
                yield _item("change", key, refs, each, used.get(each.old))


def _refs(asked: Asked) -> tuple[str, ...]:
    return asked.suspect.cell, asked.suspect.statement.id


def _asked(readiness: Readiness) -> list[Asked]:
    """One a statement: a region's decides for several systems."""
    found: dict[str, list[Suspect]] = {}
    for each in suspects(readiness) if readiness.snapshot.meaning_changes else ():
        found.setdefault(each.statement.id, []).append(each)
    return [Asked(same[0], len(same), stated_for(readiness, same[0].statement)) for same in found.values()]


def answers(found: Sequence[Item]) -> list[Item]:
    """The suspect statements among the items."""
    return [each for each in found if isinstance(each.about, Asked)]


def shown(readiness: Readiness, found: Sequence[Item], part: Part, needle: str) -> list[Item]:
    """Those of a part that have each word of the needle."""
    return [each for each in found if _in_part(each, part) and matches(needle, *_words(readiness, each))]


def _in_part(item: Item, part: Part) -> bool:
    about = item.about
    if isinstance(about, Change):
        return part in ("all", "changes") or (part == "ours" and bool(item.uses))
    return part in ("all", "suspect" if isinstance(about, Asked) else "left")


def _words(readiness: Readiness, item: Item) -> list[str]:
    about = item.about
    words = [*item.refs, *(title_of_ref(readiness, ref) for ref in item.refs)]
    if isinstance(about, Change):
        words += [about.kind, *(text for said in (about.before, about.after) if said for text in said[:2])]
    elif isinstance(about, Asked):
        words += [about.place, about.suspect.statement.made_by, about.suspect.statement.answer]
    return words


def title_of_ref(readiness: Readiness, ref: str) -> str:
    """The title of a cell, where the roadmap has it."""
    return readiness.roadmap.title(ref) if ref in readiness.roadmap.cells else ""


def item_lines(readiness: Readiness, found: Sequence[Item], width: int) -> list[Line]:
    """Under a heading for each kind, one line an item."""
    made: list[Line] = []
    title = ""
    for each in found:
        own, note = _heading(each)
        if own != title:
            title = own
            count = sum(_heading(other)[0] == own for other in found)
            name = f"{own[:1].upper()}{own[1:]}" + ("" if isinstance(each.about, Change) else f": {count}")
            made += [*([BLANK] if made else []), heading(name, cut(note, width - len(name) - 2))]
        made.append(_line(readiness, each, width))
    return made


def _heading(item: Item) -> tuple[str, str]:
    about = item.about
    if isinstance(about, Change):
        return about.kind, MEANS[about.kind]
    if isinstance(about, Asked):
        return "suspect", SUSPECT
    return ("old references", LEFT) if isinstance(about, LeftBehind) else ("merged, not answered", MERGED)


def _line(readiness: Readiness, item: Item, width: int) -> Line:
    about = item.about
    if isinstance(about, Change):
        return _change(about, item, width)
    if isinstance(about, Asked):
        return _suspect(readiness, about, item.target, width)
    if isinstance(about, LeftBehind):
        widths = [9, (width - 13) * 2 // 5, (width - 13) - (width - 13) * 2 // 5]
        cells = [(about.ref, "strong"), (about.became, ""), (uses_text(about.uses), "check")]
        return columns(cells, widths, item.target)
    name = readiness.systems[about.system_id].system.name
    widths = [9, 20, max(width - 33, 8)]
    return columns(
        [(about.new, "strong"), (name, ""), (f"{' and '.join(about.old)} had one", "")], widths, item.target
    )


def refs_text(change: Change) -> str:
    """`RPE01.1`, or `RPE01.1 → RPE08.1`."""
    return " → ".join(dict.fromkeys(filter(None, (change.old, change.new))))


def _change(change: Change, item: Item, width: int) -> Line:
    said = change.after or change.before
    touched = uses_text(item.uses)
    widths = [19, (width - 23) // 2, width - 23 - (width - 23) // 2]
    cells = [(refs_text(change), "strong"), (said.title if said else "", ""), (touched, "check")]
    return columns(cells, widths, item.target)


def _suspect(readiness: Readiness, asked: Asked, target: Target, width: int) -> Line:
    """System, cell, answer, since and by whom; where there is room the title too."""
    said = asked.suspect.statement
    title = readiness.roadmap.title(asked.suspect.cell)
    cells = [(asked.place, ""), (asked.suspect.cell, "strong"), (title, ""), (said.answer, "check"),
             (day_text(said.effective_day), ""), (said.made_by, "")]  # fmt: skip
    if width < ROOMY:
        del cells[2]
        return columns(cells, [max(width - 62, 8), 8, 12, 12, 22], target)
    return columns(cells, [26, 8, max(width - 100, 10), 12, 12, 32], target)
