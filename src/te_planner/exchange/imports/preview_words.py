"""A preview's rows in words: the same on the screen and by command."""

from collections.abc import Iterable
from typing import Any

from te_planner.exchange.imports.model import Place, Table
from te_planner.exchange.imports.preview import Difference, Item, Whole


def change_text(item: Item) -> str:
    """Why it is refused, else what would be set."""
    if item.state == "new" and not item.text:  # it may be one of thousands: no Difference for each value
        return ", ".join(
            [f"{_name(name)} {_shown(value)}" for name, value in item.now.items() if name != "id"]
        )
    other = [each for each in item.differences if each.new != each.old]
    return item.text or ", ".join(difference_text(item, each) for each in other or item.differences)


def change_texts(whole: Whole) -> list[str]:
    """The same of rows that are all new, by columns."""
    told: list[Iterable[str]] = []
    columns = whole.rows.columns
    first = ", " if None in next(iter(columns.values()), ()) else ""
    sign = first
    for value, cells in columns.items():
        begin = f"{sign}{_name(value)} "
        texts = {each: begin + _shown(each) for each in set(cells)}
        if None in texts:
            texts[None] = ""
        told.append(map(texts.__getitem__, cells))
        sign = ", "
    made = map("".join, zip(*told, strict=False))
    return [text.removeprefix(first) for text in made] if first else list(made)


def difference_text(item: Item, each: Difference) -> str:
    """`end 2027-03-31 → 2027-06-30`; of a new thing `end 2027-06-30`."""
    new = _shown(each.new)
    name = _name(each.value)
    return f"{name} {new}" if item.state == "new" else f"{name} {_shown(each.old)} → {new}"


def where(place: Place, *, several: bool) -> str:
    """Where a row stands; the file is named where there are several."""
    return str(place if several else place._replace(file="")) or place.file


def all_where(whole: Whole, *, several: bool) -> list[str]:
    """The same of all rows."""
    begin = where(whole.rows.place._replace(row=1), several=several).removesuffix("1")
    return [f"{begin}{number}" for number in whole.rows.numbers]


def table_text(table: Table) -> str:
    """What a table was taken for."""
    sheet = f"Sheet {table.sheet}: " if table.sheet else ""
    head = f"headings in row {table.heading_row}" if table.heading_row else "no headings"
    return f"{sheet}{table.kind} rows, {head}"


def _name(value: str) -> str:
    """What a value is called where people read it."""
    return value.replace("_", " ")


def _shown(value: Any) -> str:
    if value is None or value == "":
        return "nothing"
    if type(value) in (str, int):  # most are, and nothing needs to be loaded for them
        return str(value)
    from te_planner.exchange.imports.preview_json import plain_value

    made = plain_value(value)
    if isinstance(made, list):
        return "; ".join(made)
    return "nothing" if made in (None, "") else str(made)
