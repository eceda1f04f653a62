"""Several changes at once: one transaction, one journal entry, one undo."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby
from typing import Any

from te_planner.errors import WrongCall
from te_planner.plan.changes import Alike, Change, alike
from te_planner.plan.many import MANY, RefusedRow
from te_planner.plan.transaction import STEP, Transaction

FEW = 20
"""Up to so many edits of one kind are made one by one: nothing is read beforehand."""

EDITS = frozenset(
    {
        "add_mapped_project", "add_measure", "add_milestone", "add_project", "attest", "change_measure",
        "change_milestone", "change_project", "complete_milestone", "depend", "end_not_applicable",
        "map_project", "observe", "record_reading", "reforecast_milestone", "reopen_milestone",
        "set_budget", "set_not_applicable", "set_status",
    }
)  # fmt: skip
"""What can be done to several at once."""


def change_several(
    tx: Transaction,
    *,
    changes: Sequence[Change | Alike],
    summary: str,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> str:
    """Make named edits one after the other: all of them, or none.

    One that refuses refuses all; its message says which it was. `progress` is told how many of how many
    are made; what it raises takes all back.
    """
    total = sum(each.size if isinstance(each, Alike) else 1 for each in changes)
    number = 0
    for part in _parts(changes):
        if isinstance(part, Alike):
            try:
                MANY[part.edit](tx, **part.columns, told=partial(_tell, progress, number, total))
            except RefusedRow as error:
                raise _refused(error, part.values(error.row), number + error.row + 1, total) from error
            number += part.size
            continue
        from te_planner.plan import edits  # which need SQLAlchemy

        name, values = part
        number += 1
        try:
            getattr(edits, name)(tx, **values)
        except WrongCall as error:
            raise _refused(error, values, number, total) from error
        if not number % STEP:
            progress(number, total)
    progress(total, total)
    return summary


def _tell(progress: Callable[[int, int], None], before: int, total: int, done: int) -> None:
    progress(before + done, total)


def _parts(changes: Sequence[Change | Alike]) -> Iterator[Change | Alike]:
    """Many of one name in a row as one part, where there is a way to make them all at once."""
    for (name, by_columns), group in groupby(changes, key=lambda each: (each[0], isinstance(each, Alike))):
        if name not in EDITS:
            raise WrongCall(f"{name} is nothing that can be done to several at once.")
        found: list[Any] = list(group)
        for part in found if by_columns else [alike(found)]:
            if name in MANY and part.size > FEW:
                yield part
            else:
                yield from part.one_by_one() if by_columns else found


def _refused(error: WrongCall, values: Mapping[str, Any], number: int, total: int) -> WrongCall:
    which = values.get("project") or values.get("cell") or values.get("title") or number
    return WrongCall(f"{which}: {error}\nNone of the {total} was changed.")
