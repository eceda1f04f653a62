"""What is to be changed, before it is: an edit's name and its values, one by one or by columns."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

Change = tuple[str, Mapping[str, Any]]
"""The name of an edit, and its values."""


class Alike(NamedTuple):
    """The same edit many times, its values by columns (None: this one does not give it)."""

    edit: str
    columns: Mapping[str, Sequence[Any]]

    @property
    def size(self) -> int:
        """How many edits they are."""
        return max(map(len, self.columns.values()), default=0)

    def values(self, number: int) -> Mapping[str, Any]:
        """Of one of them."""
        return {name: cells[number] for name, cells in self.columns.items() if cells[number] is not None}

    def one_by_one(self) -> Iterator[Change]:
        for number in range(self.size):
            yield self.edit, self.values(number)


def alike(changes: Sequence[Change]) -> Alike:
    """Changes of one name, by columns."""
    names = dict.fromkeys(name for _, values in changes for name in values)
    return Alike(changes[0][0], {name: [values.get(name) for _, values in changes] for name in names})
