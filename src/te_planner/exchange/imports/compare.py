"""A file against the plan: what is new, changed, the same, in conflict, or not understood.

Things are matched by their stable key, then by their name; never by where they stand. Nothing that the
plan has and a file lacks is removed.
"""

from collections.abc import Callable, Sequence

from te_planner.collecting import uncollected
from te_planner.errors import WrongCall
from te_planner.exchange.imports.compare_said import Said
from te_planner.exchange.imports.compare_work import Work
from te_planner.exchange.imports.model import VALUES, Asked, Incoming
from te_planner.exchange.imports.names import Names, Refused
from te_planner.exchange.imports.preview import Item, Preview
from te_planner.plan.snapshot import Day, Snapshot
from te_planner.roadmap.model import Roadmap

Progress = Callable[[int, int], None]
"""Told how much of how much is done; what it raises stops the work."""

STEP = 500
ORDER = {kind: number for number, kind in enumerate(VALUES)}
ORDER |= {"dependency": 2, "budget": 1, "milestone": 4, "contribution": 3}
"""Projects first, and what is tied to contributions after them."""


@uncollected()
def compare(
    files: Sequence[Incoming],
    snapshot: Snapshot,
    roadmap: Roadmap,
    today: Day,
    progress: Progress = lambda done, total: None,
) -> Preview:
    """What importing the files would change. Reads everything, writes nothing.

    `roadmap` is the one that the plan works by, overlays included.
    """
    names = Names(snapshot, roadmap, today)
    work, said = Work(names), Said(names)
    handlers: dict[str, Callable[[Asked], Item]] = {
        "project": work.project,
        "budget": work.budget,
        "dependency": work.dependency,
        "contribution": work.contribution,
        "milestone": work.milestone,
        "attestation": said.statement,
        "observation": said.statement,
        "measure": said.measure,
        "reading": said.reading,
    }
    asked = sorted((each for file in files for each in file.asked), key=lambda each: ORDER[each.kind])
    items = [
        Item("not understood", "", fault.place, "", text=fault.text)
        for file in files
        for fault in file.faults
    ]
    for number, each in enumerate(asked):
        if not number % STEP:
            progress(number, len(asked))
        try:
            items.append(handlers[each.kind](each))
        except Refused as error:
            place = each.at(error.value) if error.value else each.place
            items.append(Item(error.state, each.kind, place, _named(each), text=str(error)))
        except WrongCall as error:
            items.append(Item("not understood", each.kind, each.place, _named(each), text=str(error)))
    progress(len(asked), len(asked))
    return Preview(
        tuple(each.file for each in files),
        tuple(items),
        tuple(note for each in files for note in each.notes),
        tuple(fault for each in files for fault in each.left_out),
        tuple(table for each in files for table in each.tables),
        snapshot.head.seq,
    )


def _named(asked: Asked) -> str:
    """What a row calls the thing that it is about."""
    values = asked.values
    parts = [values.get(name) for name in ("project", "key", "cell", "benefit", "title", "name", "on")]
    return " ".join(str(each) for each in parts if each)
