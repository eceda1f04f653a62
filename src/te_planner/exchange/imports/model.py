"""What a file of somebody else's asks for, before anything is compared: one shape for every kind of file."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from operator import attrgetter
from typing import Any, Literal, NamedTuple

Kind = Literal[
    "project",
    "milestone",
    "contribution",
    "dependency",
    "budget",
    "attestation",
    "observation",
    "measure",
    "reading",
]

SAID = (
    "cell", "system", "region", "answer", "effective", "stated", "made_by", "approved_by", "extent",
    "review", "note", "evidence",
)  # fmt: skip
VALUES: dict[Kind, tuple[str, ...]] = {
    "project": ("key", "title", "owner", "start", "end", "status", "status_day", "note"),
    "milestone": (
        "id", "project", "title", "baseline", "forecast", "forecast_given", "actual", "weight", "cell",
        "system",
    ),
    "contribution": ("project", "cell", "system", "share"),
    "dependency": ("project", "on", "lag"),
    "budget": ("project", "year", "kind", "docket", "planned", "actual", "currency"),
    "attestation": SAID,
    "observation": SAID,
    "measure": (
        "benefit", "name", "system", "unit", "better", "baseline", "baseline_day", "target", "target_day",
        "note",
    ),
    "reading": ("measure", "driver", "benefit", "system", "day", "value", "note"),
}  # fmt: skip
"""What a file can say of each kind, in the words of the edits.

Days are ISO texts; `share` is whole percent; `lag`, `weight` and `year` are whole numbers; `planned` and
`actual` of a budget are Decimals in currency units; `value`, and `baseline` and `target` of a measure, are
floats; `extent` reads “214/380 feeders”; `evidence` is a tuple of EvidenceText. `project` and `on` name a
project of the plan or of the file itself, by its key, else by its title; `id` is a milestone's own, as our
exports print it.
"""


class Place(NamedTuple):
    """Where a file says something; what does not apply is empty (a row: 0)."""

    file: str
    sheet: str = ""
    row: int = 0
    column: str = ""

    def __str__(self) -> str:
        parts = [self.file, self.sheet and f"sheet {self.sheet}", self.row and f"row {self.row}"]
        return ", ".join(str(each) for each in (*parts, self.column and f"column {self.column}") if each)


class Asked(NamedTuple):
    """One thing that the file says should be so.

    `values` has the names of `VALUES[kind]`: an absent name means that the file says nothing, None that it
    empties the value. `columns`: the heading (or field) that says each value, for the preview.
    """

    kind: Kind
    place: Place
    values: Mapping[str, Any]
    columns: Mapping[str, str] = {}

    def at(self, value: str) -> Place:
        """Where the file says this value."""
        return self.place._replace(column=self.columns.get(value, ""))


class Rows:
    """The rows of a table that ask for one kind of thing, by columns; each is an Asked when it is looked at.

    `columns` has a value for each row (None: the row says nothing of it); `heads` are their headings.
    """

    def __init__(
        self,
        kind: Kind,
        place: Place,
        numbers: Sequence[int],
        columns: Mapping[str, Sequence[Any]],
        heads: Mapping[str, str],
    ) -> None:
        self.kind, self.place, self.numbers = kind, place, numbers
        self.columns, self.heads = columns, heads

    def __len__(self) -> int:
        return len(self.numbers)

    def __getitem__(self, number: int) -> Asked:
        values = {name: cells[number] for name, cells in self.columns.items() if cells[number] is not None}
        return Asked(self.kind, self.place._replace(row=self.numbers[number]), values, self.heads)

    def __iter__(self) -> Iterator[Asked]:
        return map(self.__getitem__, range(len(self)))

    def say(self, known: Sequence[Any], names: Mapping[str, str]) -> bool:
        """Whether each row says, value by value, what a row of the plan does; `names`: its, by ours."""
        for name, own in names.items():
            if name in self.columns:
                said, cells = list(map(attrgetter(own), known)), list(self.columns[name])
                if said != cells and [value or None for value in said] != cells:
                    return False
        return True


class Fault(NamedTuple):
    """What could not be understood, or was left out, and where: the text says what to do."""

    place: Place
    text: str

    def __str__(self) -> str:
        return f"{self.place}: {self.text}"


class Column(NamedTuple):
    """A heading of a table, the value that it was taken for (empty: none), and why."""

    heading: str
    value: str
    why: str


class Table(NamedTuple):
    """How one table of the file was understood: a guess that the planner can correct."""

    sheet: str
    kind: Kind
    heading_row: int
    columns: tuple[Column, ...]


class Incoming(NamedTuple):
    """A file as it was understood.

    `parts` are what it asks: a table's rows by columns, or one by one.
    `faults` are values that mean nothing; `notes` say what was assumed (the encoding, hidden sheets);
    `left_out` names what the file holds and a plan has no place for.
    """

    file: str
    parts: tuple[Rows | Sequence[Asked], ...]
    faults: tuple[Fault, ...] = ()
    notes: tuple[str, ...] = ()
    left_out: tuple[Fault, ...] = ()
    tables: tuple[Table, ...] = ()

    @property
    def asked(self) -> tuple[Asked, ...]:
        """All that it asks, one by one."""
        return tuple(chain.from_iterable(self.parts))
