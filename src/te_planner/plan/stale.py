"""A stale edit: somebody changed the same row since its values were chosen. Refused, with both versions."""

import json
from collections.abc import Container, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from te_planner.errors import WrongCall

if TYPE_CHECKING:
    from sqlmodel import Session

    from te_planner.plan.journal import Image, NewRows
    from te_planner.plan.tables import Journal

MOST = 3
"""So many columns are shown."""


def refuse_stale(
    session: "Session", images: "Sequence[Image | NewRows]", seen: int, own: Container[int]
) -> None:
    """Raises WrongCall where an entry after `seen`, and not `own`, changed a row that these images change."""
    from sqlmodel import col, select

    from te_planner.plan.tables import Journal

    there = [each for each in images if isinstance(each, dict) and each["before"] is not None]
    mine = {(each["table"], each["key"]): each for each in there}
    for entry in session.exec(select(Journal).where(Journal.seq > seen).order_by(col(Journal.seq))):
        if entry.seq in own:
            continue
        for theirs in json.loads(entry.images):
            ours = mine.get((theirs["table"], theirs["key"]))
            if ours:
                raise WrongCall(_told(entry, theirs, ours))


def _told(entry: "Journal", theirs: "Image", ours: "Image") -> str:
    what = theirs["table"].replace("_", " ")
    versions = "; ".join(list(differences(theirs["before"], theirs["after"], ours["after"]))[:MOST])
    return (
        f"{entry.who} changed this {what} since you looked (entry {entry.seq}: {entry.summary}).\n"
        f"{versions}.\n"
        "Nothing was changed: look at it as it is now, then change it again if it is still to be."
    )


def differences(before: "Image | None", theirs: "Image | None", ours: "Image | None") -> Iterator[str]:
    """Column by column, in words: what it was, what they made of it, and what we would make of it."""
    if theirs is None or ours is None:
        yield f"theirs: {_row(theirs)}; yours: {_row(ours)}"
        return
    for column, value in theirs.items():
        was = (before or {}).get(column)
        if value != was or ours.get(column) != value:
            name = column.removesuffix("_id").removesuffix("_minor").replace("_", " ")
            yield f"{name}: was {_value(was)}, theirs {_value(value)}, yours {_value(ours.get(column))}"


def _row(row: "Image | None") -> str:
    return "removed" if row is None else "kept"


def _value(value: Any) -> str:
    if value in (None, ""):
        return "nothing"
    text = str(value)
    return f"“{text[:60]}…”" if len(text) > 60 else f"“{text}”"
