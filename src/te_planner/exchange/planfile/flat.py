"""A plan's document laid flat into tables, and tables folded into the document again. Nothing is lost.

Folding asks no more than that each row finds its owner: whether the values make sense, the plan file's strict
reader says, with the row in which they stand.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from te_planner.exchange.planfile.export import Document
from te_planner.exchange.planfile.shape import ORDER, PIECES, PLAN, Column, Shape, shapes
from te_planner.roadmap.block import Lined, Problem, shown

PIECE = 2500
"""Characters of an overlay's data in a row: whatever they are, they fit a spreadsheet's cell."""

ABOUT = (
    "A plan of te-planner: all that its figures depend on. te-planner new PLAN --from FILE makes it again. "
    "The journal (who changed what, and when) and what was frozen are not part of it."
)

Value = str | int | float | None


class Table(NamedTuple):
    """A table with its rows, each as long as its headings."""

    shape: Shape
    rows: list[list[Value]]


class Row(NamedTuple):
    """A row as a file has it: heading -> value, without those that are empty; and where it stands."""

    values: Mapping[str, Any]
    file: str
    line: int


def lay_flat(document: Document) -> list[Table]:
    """Every table of the document, in a fixed order; those without rows too."""
    whole = {**document, "about": ABOUT}
    if "overlays" in document:
        whole["overlays"] = [{**each, PIECES[1]: _pieces(each[PIECES[1]])} for each in document["overlays"]]
    return [Table(shape, list(_rows(shape, whole))) for shape in shapes()]


def _pieces(data: Any) -> list[dict[str, Any]]:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return [{"piece": text[at : at + PIECE]} for at in range(0, len(text), PIECE)]


def _rows(shape: Shape, document: Document) -> Iterator[list[Value]]:
    for number, (owner, entry) in enumerate(_entries(shape, document), 1):
        told = [owner.get(key) for _, key in shape.owner]
        order = [number] if shape.ordered else []
        for one in entry[f"{shape.spread}s"] if shape.spread else (None,):
            own = (one if _is_spread(shape, each) else _value(entry, each.keys) for each in shape.columns)
            yield [*told, *own, *order]


def _is_spread(shape: Shape, column: Column) -> bool:
    return bool(shape.spread) and column.heading == shape.spread


def _entries(shape: Shape, document: Document) -> Iterator[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    """Each entry, after the one to which it belongs."""
    if not shape.path:
        yield {}, document
        return
    for entry in document.get(shape.path[0], ()):
        if len(shape.path) == 1:
            yield {}, entry
        else:
            for inner in entry.get(shape.path[1], ()):
                yield entry, inner


def _value(entry: Mapping[str, Any], keys: Sequence[str]) -> Any:
    found: Any = entry
    for key in keys:
        found = found.get(key) if isinstance(found, Mapping) else None
    return found


def fold(file: str, tables: Iterable[tuple[Shape, Iterable[Row]]]) -> tuple[Lined, list[Problem]]:
    """The document that the tables make. The problems are rows without an owner."""
    found = {shape.path: (shape, _in_order(shape, rows)) for shape, rows in tables}
    document, problems = Lined(), list[Problem]()
    document.file = file
    for shape in shapes():  # a list before those within it
        if shape.path not in found:
            continue
        rows = found[shape.path][1]
        if not shape.path:
            _fold_plan(shape, rows, document, problems)
        elif len(shape.path) == 1:
            document[shape.path[0]] = [_entry(shape, row) for row in rows]
        else:
            _fold_inner(shape, rows, document.get(shape.path[0], []), problems)
    for overlay in document.get(PIECES[0], ()):
        _join_pieces(overlay, problems)
    return document, problems


def _in_order(shape: Shape, rows: Iterable[Row]) -> list[Row]:
    """As numbered, where the table says its order; rows without a number come last."""
    if not shape.ordered:
        return list(rows)

    def place(row: Row) -> float:
        number = row.values.get(ORDER)
        return number if isinstance(number, int | float) else float("inf")

    return sorted(rows, key=place)


def _entry(shape: Shape, row: Row) -> Lined:
    entry = _placed(Lined(), row)
    for column in shape.columns:
        if column.heading in row.values:
            value = row.values[column.heading]
            inner = entry
            for key in column.keys[:-1]:
                inner = inner.setdefault(key, _placed(Lined(), row))
            inner[column.keys[-1]] = [value] if _is_spread(shape, column) else value
    return entry


def _placed(entry: Lined, row: Row) -> Lined:
    entry.file, entry.line = row.file, row.line
    return entry


def _fold_plan(shape: Shape, rows: list[Row], document: Lined, problems: list[Problem]) -> None:
    for row in rows[1:]:
        problems.append(Problem(row.file, PLAN, "a second plan", "Keep one row.", row.line))
    document |= _entry(shape, rows[0]) if rows else {}


def _fold_inner(shape: Shape, rows: list[Row], owners: list[Lined], problems: list[Problem]) -> None:
    """Each row to its owner, which is known by what its first columns say."""
    known: dict[tuple[str, ...], list[Lined]] = defaultdict(list)
    for owner in owners:
        known[tuple(_name(owner.get(key)) for _, key in shape.owner)].append(owner)
    for row in rows:
        name = tuple(_name(row.values.get(heading)) for heading, _ in shape.owner)
        found = known.get(name, [])
        if len(found) == 1:
            found[0].setdefault(shape.path[1], []).append(_entry(shape, row))
            continue
        said = ", ".join(
            f"{heading} {shown(each)}" for (heading, _), each in zip(shape.owner, name, strict=True)
        )
        what = f"there is no {said}" if not found else f"there are {len(found)} of {said}"
        remedy = f"Write the columns of {shape.path[0].replace('_', ' ')} as they stand there."
        problems.append(Problem(row.file, shape.name.replace("_", " "), what, remedy, row.line))


def _name(value: Any) -> str:
    return "" if value is None else str(value)


def _join_pieces(overlay: Lined, problems: list[Problem]) -> None:
    text = "".join(str(each.get("piece", "")) for each in overlay.get(PIECES[1], ()))
    try:
        overlay[PIECES[1]] = json.loads(text)
    except (ValueError, RecursionError):
        name = str(overlay.get("name", "?"))
        problems.append(
            Problem(
                overlay.file, name, "its data are not whole", "Take them from the export again.", overlay.line
            )
        )
