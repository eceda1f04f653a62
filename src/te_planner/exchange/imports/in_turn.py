"""In which order the projects of a file are looked at."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from operator import not_
from typing import Any

from te_planner.exchange.imports.model import Asked, Rows

HISTORY = frozenset({"key", "status", "status_day"})
"""What a row says that tells of a status alone: of one project there may be many."""


def in_turn(parts: Sequence[Rows | Sequence[Asked]]) -> list[Rows | Sequence[Asked]]:
    """Rows that tell of a status on a day come first, those without a key last.

    A status without a day, and a title without a key, mean what holds after all others: so they do when the
    file comes again.
    """
    if len({turn for part in parts for turn in _turns(part)}) < 2:
        return list(parts)
    return [sorted(chain.from_iterable(parts), key=_turn)]


def _turns(part: Rows | Sequence[Asked]) -> Iterable[int]:
    if isinstance(part, Rows) and all(part.columns.get("title", [None])):
        return map(bool, map(not_, part.columns.get("key", [None])))
    return map(_turn, part)


def _turn(asked: Asked) -> int:
    return -1 if tells_a_day(asked.values) else not asked.values.get("key")


def tells_a_day(values: Mapping[str, Any]) -> bool:
    """Whether a row says no more than what became of a project on a day."""
    return HISTORY.issuperset(values) and bool(values.get("status_day"))
