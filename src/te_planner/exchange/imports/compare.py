"""A file against the plan: what is new, changed, the same, in conflict, or not understood.

Things are matched by their stable key, then by their name; never by where they stand. Nothing that the
plan has and a file lacks is removed.
"""

from collections.abc import Callable, Sequence
from itertools import chain

from te_planner.collecting import uncollected
from te_planner.errors import WrongCall
from te_planner.exchange.imports.compare_projects import Projects
from te_planner.exchange.imports.compare_said import Said
from te_planner.exchange.imports.compare_work import Work
from te_planner.exchange.imports.grid import Progress
from te_planner.exchange.imports.model import Asked, Incoming, Kind
from te_planner.exchange.imports.names import Names, Refused
from te_planner.exchange.imports.preview import Item, Preview
from te_planner.plan.snapshot import Day, Snapshot
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
    roadmap: Roadmap,
    today: Day,
    progress: Progress = lambda done, total: None,
) -> Preview:
    """What importing the files would change. Reads everything, writes nothing.

    `roadmap` is the one that the plan works by, overlays included.
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
    kinds: dict[str, list[Asked]] = {kind: [] for kind in ORDER}
    for file in files:
        for each in file.asked:
            kinds[each.kind].append(each)
    asked = list(chain.from_iterable(kinds.values()))
    names.reserve(each.values["key"] for each in asked if each.values.get("key"))
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
