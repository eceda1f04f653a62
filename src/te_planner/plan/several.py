"""Several changes at once: one transaction, one journal entry, one undo."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import groupby
from operator import itemgetter
from typing import Any

from te_planner.errors import WrongCall
from te_planner.plan.many import MANY
from te_planner.plan.transaction import Transaction

Change = tuple[str, Mapping[str, Any]]
"""The name of an edit, and its values."""

FEW = 20
"""Up to so many edits of one kind are made one by one: nothing is read beforehand."""
STEP = 100

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
    changes: Sequence[Change],
    summary: str,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> str:
    """Make named edits one after the other: all of them, or none.

    One that refuses refuses all; its message says which it was. `progress` is told how many of how many
    are made; what it raises takes all back.
    """
    number = 0
    for name, group in groupby(changes, key=itemgetter(0)):
        if name not in EDITS:
            raise WrongCall(f"{name} is nothing that can be done to several at once.")
        alike = list(group)
        with _edit(tx, name, len(alike)) as edit:
            for _, values in alike:
                number += 1
                try:
                    edit(**values)
                except WrongCall as error:
                    which = values.get("project") or values.get("cell") or values.get("title") or number
                    raise WrongCall(f"{which}: {error}\nNone of the {len(changes)} was changed.") from error
                if not number % STEP:
                    progress(number, len(changes))
    progress(number, len(changes))
    return summary


@contextmanager
def _edit(tx: Transaction, name: str, count: int) -> Iterator[Callable[..., Any]]:
    """The edit itself; for many of a kind what does the same to all of them at once."""
    if count > FEW and name in MANY:
        with MANY[name](tx) as one:
            yield one
    else:
        from te_planner.plan import edits  # which need SQLAlchemy

        yield partial(getattr(edits, name), tx)
