"""What a column leaves open, told by the others of its sheet: one hand wrote them all."""

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any

from te_planner.exchange.imports.day_column import FIRST, proven_order
from te_planner.exchange.imports.model import Column, Kind
from te_planner.exchange.imports.number_column import proven_mark
from te_planner.exchange.imports.options import Options
from te_planner.exchange.imports.values import DAYS, FIGURES, MONEY

Columns = list[tuple[str, list[Any]]]
"""Headings and what stands under them."""


def as_others_show(
    kind: Kind, columns: Sequence[Column], rows: Sequence[Sequence[Any]], asks: str, options: Options
) -> tuple[Options, str]:
    """The options with what the other columns show of days, or of numbers, where they agree; and why."""
    if asks == "dates":
        order, why = _shown(proven_order, _of(columns, rows, DAYS.get(kind, ())))
        return (options._replace(dates=order), f"{FIRST[order]}, {why}") if order else (options, "")
    figures = [value for of, value in MONEY | FIGURES if of == kind]
    mark, why = _shown(proven_mark, _of(columns, rows, figures))
    return (options._replace(decimal=mark), f"a decimal {mark}, {why}") if mark else (options, "")


def _of(columns: Sequence[Column], rows: Sequence[Sequence[Any]], values: Collection[str]) -> Columns:
    return [
        (column.heading, [row[place] for row in rows])
        for place, column in enumerate(columns)
        if column.value.partition(" ")[0] in values
    ]


def _shown(proven: Callable[[Iterable[Any]], tuple[Any, str]], columns: Columns) -> tuple[Any, str]:
    found: dict[Any, str] = {}
    for heading, cells in columns:
        sign, proof = proven(cells)
        if sign:
            found.setdefault(sign, f"as {proof} in column {heading} shows")
    return found.popitem() if len(found) == 1 else ("", "")
