"""What tells a workbook of ours from any other: a hidden sheet that says what it is, and of which plan."""

from collections.abc import Sequence
from typing import NamedTuple

from te_planner.exchange.imports.grid import Grid
from te_planner.exchange.imports.model import Fault, Place
from te_planner.plan.snapshot import Day

SHEET = "te-planner"
REFERENCE = "reference"
READ_ME = "read me"
TEMPLATE = "template"
ROUND = "status round"
VERSION = "1"
EXAMPLE = "Example:"
"""How a text begins in the row that shows how to fill a template in."""


class Marks(NamedTuple):
    """What the hidden sheet says. `plan`: the id of the plan that it was made from (a template: any)."""

    kind: str
    version: str
    plan: str
    made: Day
    owner: str

    def lines(self) -> tuple[tuple[str, str], ...]:
        """The sheet's rows: a word, and what it is."""
        return tuple(zip(self._fields, self, strict=True))


def marks_of(grids: Sequence[Grid]) -> Marks | None:
    """What a workbook of ours says of itself; None for any other."""
    for grid in grids:
        if grid.sheet.casefold() == SHEET:
            said = {str(row[0]): str(row[1] or "") for row in grid.rows[:20] if len(row) > 1 and row[0]}
            if said.get("kind") in (TEMPLATE, ROUND):
                return Marks(*(said.get(name, "") for name in Marks._fields))
    return None


def filled_in(file: str, grids: Sequence[Grid]) -> tuple[list[Grid], list[Fault]]:
    """The sheets of a template that somebody filled in: without ours, and without the example rows."""
    sheets: list[Grid] = []
    examples: list[Fault] = []
    for grid in grids:
        if grid.sheet.casefold() in (SHEET, REFERENCE, READ_ME):
            continue
        rows = list(grid.rows)
        for place, row in enumerate(rows):
            if any(isinstance(cell, str) and cell.startswith(EXAMPLE) for cell in row):
                rows[place] = []
                examples.append(Fault(Place(file, grid.sheet, place + 1), "The example is not imported."))
        sheets.append(grid._replace(rows=rows))
    return sheets, examples
