"""A file against the plan: what is new, changed, the same, in conflict, or not understood.

Things are matched by their stable key, then by their name; never by where they stand. Nothing that the
plan has and a file lacks is removed.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from te_planner.collecting import uncollected
from te_planner.errors import WrongCall
from te_planner.exchange.imports.compare_projects import Projects
from te_planner.exchange.imports.compare_said import Said
from te_planner.exchange.imports.compare_work import Work
from te_planner.exchange.imports.grid import Progress
from te_planner.exchange.imports.in_turn import in_turn
from te_planner.exchange.imports.model import Asked, Incoming, Kind, Rows
from te_planner.exchange.imports.names import Names, NotYet, Refused
from te_planner.exchange.imports.preview import Item, Preview, Whole
from te_planner.plan.snapshot import Day, Snapshot

if TYPE_CHECKING:
    from te_planner.roadmap.model import Roadmap

STEP = 500
ORDER: tuple[Kind, ...] = (
    "project", "budget", "dependency", "contribution", "milestone", "attestation", "observation", "measure",
    "reading",
)  # fmt: skip
"""What is named by others comes before them; a milestone's tie may lean on a contribution."""


@uncollected()
def compare(
    files: Sequence[Incoming],
    snapshot: Snapshot,
    roadmap: "Callable[[], Roadmap]",
    today: Day,
    progress: Progress = lambda done, total: None,
) -> Preview:
    """What importing the files would change. Reads everything, writes nothing.

    `roadmap` gives the one that the plan works by, overlays included, where a file names cells.
    """
    names = Names(snapshot, roadmap, today)
    projects, work, said = Projects(names), Work(names), Said(names)
    handlers: dict[str, Callable[[Asked], Item]] = {
        "project": projects.project,
        "budget": projects.budget,
        "dependency": projects.dependency,
        "contribution": work.contribution,
        "milestone": work.milestone,
        "attestation": said.statement,
        "observation": said.statement,
        "measure": said.measure,
        "reading": said.reading,
    }
    at_once: dict[str, Callable[[Rows], Whole | None]] = {
        "project": projects.all_alike,
        "milestone": work.all_alike,
    }
    parts = _in_order(files)
    parts["project"] = in_turn(parts["project"])
    names.reserve(chain.from_iterable(map(_keys, parts["project"])))
    found: list[Item | Whole] = [
        Item("not understood", "", fault.place, "", text=fault.text)
        for file in files
        for fault in file.faults
    ]
    number, total = 0, sum(len(part) for same in parts.values() for part in same)
    for kind, same in parts.items():
        waiting: dict[int, Asked] = {}
        for part in same:
            if isinstance(part, Rows) and kind in at_once and (whole := at_once[kind](part)):
                found.append(whole)
                number += len(part)
                continue
            for each in part:
                if not number % STEP:
                    progress(number, total)
                number += 1
                try:
                    found.append(_item(handlers[kind], each))
                except NotYet as error:
                    waiting[len(found)] = each
                    found.append(_refused(error, each))
        if waiting:
            _again(handlers[kind], waiting, found)
    progress(total, total)
    return Preview(
        tuple(each.file for each in files),
        found,
        tuple(note for each in files for note in each.notes),
        tuple(fault for each in files for fault in each.left_out),
        tuple(table for each in files for table in each.tables),
        snapshot.head.seq,
    )


def _in_order(files: Sequence[Incoming]) -> dict[Kind, list[Rows | Sequence[Asked]]]:
    """What the files ask, in the order in which it can be: tables whole, all else one by one."""
    asked: dict[Kind, list[Rows | Sequence[Asked]]] = {kind: [] for kind in ORDER}
    for part in chain.from_iterable(file.parts for file in files):
        if isinstance(part, Rows):
            asked[part.kind].append(part)
        else:
            for each in part:
                asked[each.kind].append((each,))
    return asked


def _keys(part: Rows | Sequence[Asked]) -> Iterator[str]:
    """The keys that a file gives."""
    if isinstance(part, Rows):
        return filter(None, part.columns.get("key", ()))
    return filter(None, (each.values.get("key") for each in part))


def _again(handler: Callable[[Asked], Item], waiting: dict[int, Asked], found: list[Item | Whole]) -> None:
    """Look once more, as long as that helps, at rows that had to wait for others.

    What can be comes after what it waited for. Otherwise it would be at the file's next import.
    """
    made: set[int] = set()
    while True:
        before = len(made)
        for number in sorted(waiting.keys() - made):
            try:
                found.append(_item(handler, waiting[number]))
            except NotYet as error:
                found[number] = _refused(error, waiting[number])
            else:
                made.add(number)
        if len(made) == before:
            break
    found[:] = [each for number, each in enumerate(found) if number not in made]


def _item(handler: Callable[[Asked], Item], asked: Asked) -> Item:
    """Raises NotYet."""
    try:
        return handler(asked)
    except NotYet:
        raise
    except Refused as error:
        return _refused(error, asked)
    except WrongCall as error:
        return Item("not understood", asked.kind, asked.place, _named(asked), text=str(error))


def _refused(error: Refused, asked: Asked) -> Item:
    place = asked.at(error.value) if error.value else asked.place
    return Item(error.state, asked.kind, place, _named(asked), text=str(error))


def _named(asked: Asked) -> str:
    """What a row calls the thing that it is about."""
    values = asked.values
    parts = [values.get(name) for name in ("project", "key", "cell", "benefit", "title", "name", "on")]
    return " ".join(str(each) for each in parts if each)
