"""Cards made before the cursor comes to them, while nobody waits: a step then shows what is there."""

import asyncio
from collections.abc import Callable, Sequence

from te_planner.tui.lines import Line, Target
from te_planner.tui.screen import Shown

PAUSE = 0.07
"""Seconds after a step until cards are made ahead: later than the step's paint and the end of its key."""
BETWEEN = 0.01
"""Seconds from one to the next; a key that comes then goes first."""
KEPT = 40
"""So many cards are kept, of what the cursor comes back to."""


class CardsAhead:
    """The cards of a list, kept as long as all that they are made from is the same.

    `made_from` tells that; `make` makes the card of a target for a width; `draw` draws one that is to come.
    """

    def __init__(
        self,
        made_from: Callable[[], Shown],
        make: Callable[[Target, int], Sequence[Line]],
        draw: Callable[[Sequence[Line]], None],
    ) -> None:
        self._made_from, self._make, self._draw = made_from, make, draw
        self._cards: dict[Target, Sequence[Line]] = {}
        self._from: Shown | None = None
        self._width = 0
        self._coming: list[Target] = []
        self._call: asyncio.TimerHandle | None = None

    def card(self, target: Target, width: int) -> Sequence[Line]:
        """One that was kept, or is made now."""
        now = self._made_from()
        if width != self._width or not now.same(self._from) or len(self._cards) >= KEPT:
            self._cards.clear()
        self._from, self._width = now, width
        if target not in self._cards:
            self._cards[target] = self._make(target, width)
        return self._cards[target]

    def look_ahead(self, coming: Callable[[], Sequence[Target]]) -> None:
        """In a moment, make the cards of what the cursor may come to then; what was to come is forgotten."""
        self.stop()
        self._call = asyncio.get_running_loop().call_later(PAUSE, self._begin, coming)

    def stop(self) -> None:
        """Make no more: the list is gone."""
        if self._call:
            self._call.cancel()

    def _begin(self, coming: Callable[[], Sequence[Target]]) -> None:
        self._coming = [*coming()]
        self._next()

    def _next(self) -> None:
        if self._coming and self._width:
            self._draw(self.card(self._coming.pop(0), self._width))
            self._call = asyncio.get_running_loop().call_later(BETWEEN, self._next)
