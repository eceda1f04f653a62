"""A preview as lines: counts first, how the file was understood, what is refused, then row by row."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rich.cells import cell_len

from te_planner.exchange.imports.model import Table
from te_planner.exchange.imports.preview import REFUSED, Item, Preview
from te_planner.exchange.imports.preview_words import difference_text, table_text, where
from te_planner.tui.imports.work import Asked
from te_planner.tui.lines import BLANK, Line, Span, Target, columns, cut, heading, line, wrap, wrapped
from te_planner.tui.rows import Rows

TONES = {"new": "good", "changed": "work", "conflict": "late", "not understood": "late"}
LEFT_OUT = 12
"""Things left out that are named one by one."""
STATE = 14
INDENT = "  "
NAMED = ("id", "key", "title", "project")
"""What a new thing is called is told first, and not again."""


class Entry(NamedTuple):
    """A line of the rows. `place`: where the item stands; empty on the lines that go on with it."""

    item: Item
    text: str
    place: str = ""


def preview_lines(preview: Preview, asked: Asked, told: str, width: int) -> Sequence[Line]:
    """All of it. The rows are made when they are seen: a file may have very many."""
    counts = " · ".join(f"{state} {count:,}" for state, count in preview.counts.items())
    made = [line(Span(cut(counts, width), "head"))]
    made += wrapped(told or _standing(preview, asked), width, "late" if told else "strong")
    made += _answers(asked, width)
    for each in preview.notes:
        made += wrapped(each, width, "quiet")
    for table in preview.tables:
        made += _table(table, width)
    made += _left_out(preview, width)
    entries = list(_entries(preview, width))
    if not entries:
        return made
    made += [BLANK, heading("Rows", "those that stay the same are not listed")]
    place = min(max(cell_len(each.place) for each in entries), width // 4)
    targets = [Target("row", str(number)) for number in range(len(entries))]
    return Rows(made, targets, lambda number: _row(entries[number], targets[number], place, width))


def _standing(preview: Preview, asked: Asked) -> str:
    """What ctrl+s would do now."""
    refused = len(preview.refused)
    if refused and not asked.skip:
        return (
            f"In conflict or not understood: {refused:,}. So nothing can be taken in yet: say how they are "
            "meant (m, d, c), mend the file and read it again (r), or leave them out (f)."
        )
    if not preview.changes:
        return "The plan says all of it already: there is nothing to take in."
    left = f" Left out: {refused:,}." if refused else ""
    return f"Nothing was changed yet: ctrl+s takes it in as one change, which one undo takes back.{left}"


def _answers(asked: Asked, width: int) -> list[Line]:
    """What the planner said of the file as a whole."""
    order = {"dmy": "day before month", "mdy": "month before day"}
    said = [
        f"sheet {asked.sheet} alone" if asked.sheet else "",
        order.get(asked.dates, ""),
        _level(asked.level),
        f"decimal {asked.decimal}" if asked.decimal else "",
        "what is refused is left out" if asked.skip else "",
    ]
    text = " · ".join(filter(None, said))
    return wrapped(f"As you said: {text}", width, "work") if text else []


def _level(level: int | None) -> str:
    if level is None:
        return ""
    return f"projects are the tasks of level {level}" if level else "the file is one project"


def _table(table: Table, width: int) -> Iterator[Line]:
    yield BLANK
    yield heading(cut(table_text(table), width - 24), "m says what a column means")
    third = max((width - 4) // 3, 8)
    for each in table.columns:
        if each.heading:
            value = each.value.replace("_", " ") or "not read"
            why = each.why or "fits no value"
            tone = "" if each.value else "quiet"
            cells = [(f"{INDENT}{each.heading}", "strong"), (f"→ {value}", tone), (why, "quiet")]
            yield columns(cells, [third, third, third], Target("column", each.heading))


def _left_out(preview: Preview, width: int) -> list[Line]:
    found = preview.left_out
    if not found:
        return []
    made = [BLANK, heading("Left out", f"{len(found):,}")]
    for each in found[:LEFT_OUT]:
        text = f"{where(each.place, several=len(preview.files) > 1)}: {each.text}"
        made += wrapped(text, width, "quiet", indent=2)
    if len(found) > LEFT_OUT:
        made.append(line(INDENT, Span(f"… and {len(found) - LEFT_OUT:,} more", "quiet")))
    return made


def _entries(preview: Preview, width: int) -> Iterator[Entry]:
    """What is refused on top, then the rest as the file has it."""
    for item in sorted(preview.items, key=lambda each: each.state not in REFUSED):
        what = f"{item.kind} {item.what}".strip()
        if item.state in REFUSED:
            column = f"column {item.place.column}" if item.place.column else ""
            yield Entry(item, ", ".join(filter(None, (what, column))), _place(item))
            yield from (Entry(item, text) for text in wrap(item.text, width - 2 * len(INDENT)))
        elif item.state == "changed":
            yield Entry(item, what, _place(item))
            yield from (Entry(item, difference_text(item, each)) for each in item.differences)
        elif item.state == "new":
            yield Entry(item, what, _place(item))


def _place(item: Item) -> str:
    sheet, row = item.place.sheet, item.place.row
    return " ".join(filter(None, (sheet, f"row {row:,}" if row else ""))) or item.place.file


def _row(entry: Entry, target: Target, place: int, width: int) -> Line:
    item, tone = entry.item, TONES.get(entry.item.state, "")
    if not entry.place:
        said = cut(entry.text, width - 2 * len(INDENT))
        return line(2 * INDENT, Span(said, tone if item.state in REFUSED else "", target))
    said = entry.text
    if item.state == "new":
        told = [difference_text(item, each) for each in item.differences if each.value not in NAMED]
        said += f": {', '.join(told)}" if told else ""
    cells = [(item.state, tone), (entry.place, "quiet"), (said, "strong")]
    return columns(cells, [STATE, place, max(width - STATE - place - 2, 8)], target, 1)
