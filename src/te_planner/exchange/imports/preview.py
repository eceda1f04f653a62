"""What an import would change, row by row, before anything is written."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import Any, Literal, NamedTuple

from te_planner.exchange.imports.model import Asked, Fault, Kind, Place, Rows, Table
from te_planner.plan.changes import Alike, Change

State = Literal["new", "changed", "same", "conflict", "not understood"]
STATES: tuple[State, ...] = ("new", "changed", "same", "conflict", "not understood")
REFUSED = frozenset({"conflict", "not understood"})

Call = Change

NONE: Mapping[str, Any] = {}
Values = dict[str, Any]


class Difference(NamedTuple):
    """A value that the import would set: `old` is what the plan says (None: nothing)."""

    value: str
    old: Any
    new: Any
    column: str


class Item(NamedTuple):
    """One thing of the file against the plan.

    `edits` make it so; `text` says why it cannot be, and what to do. `kind` is empty for a cell that could
    not be read.
    """

    state: State
    kind: Kind | Literal[""]
    place: Place
    what: str
    edits: tuple[Call, ...] = ()
    now: Mapping[str, Any] = NONE
    was: Mapping[str, Any] = NONE
    columns: Mapping[str, str] = NONE
    text: str = ""

    @property
    def differences(self) -> tuple[Difference, ...]:
        """What would be set: of a new thing all that the file says of it."""
        return tuple(
            Difference(name, self.was.get(name), value, self.columns.get(name, ""))
            for name, value in self.now.items()
        )


def given(values: Mapping[str, Any], *names: str) -> Values:
    """Of these values those that the file says something of."""
    return {name: values[name] for name in names if values.get(name) is not None}


def changed_or_same(asked: Asked, what: str, now: Values, was: Values, edits: list[Call]) -> Item:
    """Of a thing that is there: the same, or what changes of it."""
    if not edits:
        return Item("same", asked.kind, asked.place, what)
    return Item("changed", asked.kind, asked.place, what, tuple(edits), now, was, asked.columns)


class Whole(NamedTuple):
    """All rows of a table, each new, or each the same; an item of it is made when it is asked for.

    `what` names each; `edit` makes each so, with `values` by columns (None: not given).
    """

    state: State
    rows: Rows
    what: Sequence[str]
    item: Callable[[int], Item]
    edit: str = ""
    values: Mapping[str, Sequence[Any]] = NONE

    @property
    def kind(self) -> Kind:
        return self.rows.kind

    @property
    def items(self) -> Iterator[Item]:
        return map(self.item, range(len(self.rows)))

    @property
    def changes(self) -> tuple[Alike, ...]:
        return (Alike(self.edit, self.values),) if self.edit else ()


class Preview:
    """All of it: nothing was written.

    `parts` are what the files ask, in the order in which it can be made; `tables` say how the columns were
    understood; `head` is the journal's last entry then.
    """

    def __init__(
        self,
        files: tuple[str, ...],
        parts: Sequence[Item | Whole],
        notes: tuple[str, ...] = (),
        left_out: tuple[Fault, ...] = (),
        tables: tuple[Table, ...] = (),
        head: int = 0,
    ) -> None:
        self.files, self.parts, self.notes = files, parts, notes
        self.left_out, self.tables, self.head = left_out, tables, head

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """One by one, as they are shown."""
        return tuple(
            chain.from_iterable(each.items if isinstance(each, Whole) else (each,) for each in self.parts)
        )

    @cached_property
    def counts(self) -> dict[State, int]:
        """How many items are in each state, in the order of `STATES`."""
        found: Counter[State] = Counter()
        for each in self.parts:
            found[each.state] += len(each.rows) if isinstance(each, Whole) else 1
        return {state: found[state] for state in STATES}

    @cached_property
    def refused(self) -> tuple[Item, ...]:
        """What is in conflict or was not understood."""
        return tuple(each for each in self.parts if isinstance(each, Item) and each.state in REFUSED)

    @cached_property
    def changes(self) -> tuple[Call | Alike, ...]:
        """All edits in the order in which they can be made."""
        return tuple(
            chain.from_iterable(
                each.changes if isinstance(each, Whole) else each.edits for each in self.parts
            )
        )

    @property
    def edits(self) -> tuple[Call, ...]:
        """The same, one by one."""
        return tuple(
            chain.from_iterable(
                each.one_by_one() if isinstance(each, Alike) else (each,) for each in self.changes
            )
        )

    @property
    def summary(self) -> str:
        """For the journal: `Import 12 projects and 40 milestones from plan.xlsx`."""
        kinds: Counter[str] = Counter()
        for each in self.parts:
            if isinstance(each, Whole):
                kinds[each.kind] += len(each.rows) if each.edit else 0
            else:
                kinds[each.kind] += bool(each.edits)
        parts = [f"{count} {_plural(kind, count)}" for kind, count in kinds.items() if count]
        listed = " and ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:]))) or "nothing"
        return f"Import {listed} from {', '.join(self.files)}"


def _plural(kind: str, count: int) -> str:
    if count == 1:
        return kind
    return f"{kind[:-1]}ies" if kind.endswith("cy") else f"{kind}s"
