"""Lines that are made when they are seen: a table of thousands costs what a screenful costs."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import overload

from te_planner.tui.lines import Line, Target


class Rows(Sequence[Line]):
    """Heading lines, then one line an item, each made once and only when it is looked at.

    `targets`: what each item's line leads to as a whole, so that one can be found without being made;
    `within`: makes, once it is asked for, what parts of the items' lines lead to, with the items' numbers.
    """

    def __init__(
        self,
        head: Sequence[Line],
        targets: Sequence[Target],
        make: Callable[[int], Line],
        within: Callable[[], Mapping[Target, int]] | None = None,
    ) -> None:
        self.head = tuple(head)
        self._count, self._make = len(targets), make
        self._places: Mapping[Target, int] = {target: place for place, target in enumerate(targets)}
        self._within = within
        self._made: dict[int, Line] = {}

    def __len__(self) -> int:
        return len(self.head) + self._count

    @overload
    def __getitem__(self, place: int) -> Line: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Line]: ...
    def __getitem__(self, place: int | slice) -> Line | Sequence[Line]:
        if isinstance(place, slice):
            return [self[each] for each in range(*place.indices(len(self)))]
        if not -len(self) <= place < len(self):
            raise IndexError(place)
        place %= len(self)
        if place < len(self.head):
            return self.head[place]
        item = place - len(self.head)
        if item not in self._made:
            self._made[item] = self._make(item)
        return self._made[item]

    def __iter__(self) -> Iterator[Line]:
        return (self[place] for place in range(len(self)))

    def lines_with(self, target: Target) -> tuple[int, ...]:
        """Where a target may stand: in its item's line, else in the heading."""
        item = self._places.get(target)
        if item is None and self._within:
            self._places, self._within = {**self._within(), **self._places}, None
            item = self._places.get(target)
        return tuple(range(len(self.head))) if item is None else (item + len(self.head),)
