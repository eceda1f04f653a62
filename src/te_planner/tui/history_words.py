"""What an entry of the journal did to the plan's rows, in words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from te_planner.exchange.marks import day_text, money
from te_planner.plan.snapshot import Snapshot

NAMES = ("key", "name", "title", "cell", "benefit", "docket", "label", "characteristic", "question", "year")
"""The columns that tell which row it is, the first that is there."""
QUIET = ("id", "seq", "position", "texts", "content", "fingerprint")
"""Columns that tell a planner nothing."""
LONG = 160


class RowWords(NamedTuple):
    """A row that was added, changed or removed, and its fields: name, before, after (None: not there)."""

    what: str
    did: str
    fields: tuple[tuple[str, str | None, str | None], ...]


def row_words(images: Iterable[Mapping[str, Any]], snapshots: Sequence[Snapshot]) -> Iterator[RowWords]:
    """The rows of an entry's images; ids are told by the names that the snapshots have for them."""
    names = _names(snapshots)
    for image in images:
        before, after = image["before"], image["after"]
        row = after or before or {}
        did = "changed" if before and after else "added" if after else "removed"
        yield RowWords(_row_name(image["table"], row, names), did, tuple(_fields(before, after, names)))


def _names(snapshots: Sequence[Snapshot]) -> dict[str, str]:
    """Row id -> what a planner calls it."""
    found: dict[str, str] = {}
    for snapshot in snapshots:
        for table in snapshot:
            for row in table if isinstance(table, tuple) and not hasattr(table, "_fields") else ():
                name = next((getattr(row, each) for each in NAMES if getattr(row, each, None)), None)
                if name is not None:
                    found[row.id] = str(name)
    return found


def _row_name(table: str, row: Mapping[str, Any], names: Mapping[str, str]) -> str:
    own = next((str(row[each]) for each in NAMES if row.get(each)), "")
    parts = [table.replace("_", " "), own]
    if row.get("project_id") in names and table != "project":
        parts.append(f"of {names[row['project_id']]}")
    if row.get("system_id") in names:
        parts.append(f"in {names[row['system_id']]}")
    return " ".join(each for each in parts if each)


def _fields(
    before: Mapping[str, Any] | None, after: Mapping[str, Any] | None, names: Mapping[str, str]
) -> Iterator[tuple[str, str | None, str | None]]:
    row = after or before or {}
    named = next((each for each in NAMES if row.get(each)), "")
    for column in row:
        was, now = (None if side is None else side.get(column) for side in (before, after))
        if column in QUIET or was == now:
            continue
        if (before is None or after is None) and (
            row[column] in (None, "") or column == named or column in ("project_id", "system_id")
        ):
            continue  # of a row that came or went: what its name does not tell already
        label = column.removesuffix("_id").removesuffix("_minor").replace("_", " ")
        yield (
            label,
            None if before is None else _value(column, was, names),
            None if after is None else _value(column, now, names),
        )


def _value(column: str, value: Any, names: Mapping[str, str]) -> str:
    if value is None or value == "":
        return "nothing"
    if column.endswith("_minor") and isinstance(value, int):
        return money(value)
    text = str(value)
    if column.endswith("_id"):
        return names.get(text, "another row")
    if column == "day" or column.endswith(("_day", "_from")) or column == "since":
        return day_text(text) if text.count("-") == 2 else text
    return text if len(text) <= LONG else f"{text[:LONG].rstrip()}…"
