"""Meaning numbers: what an editor decided about each text, remembered with the text's digest.

A plan's answers were given to what a cell asked for. When its text changes, an editor says whether it asks
for something else now (the number rises, and the answers become suspect) or is only said better (it stays).
A text whose digest is not the remembered one is a change about which nobody has decided yet.
"""

import hashlib
from collections.abc import Iterator
from typing import NamedTuple

from te_planner.roadmap.block import Block, Problem
from te_planner.roadmap.model import Cell, Row

FILE = "meanings.yaml"


class Remembered(NamedTuple):
    """A cell's meaning number, the digest of the text for which it was given, and its line in the file."""

    meaning: int
    said: str
    line: int = 0


def digest(cell: Cell) -> str:
    """The first eight hexadecimal digits of the SHA-256 over nature and text."""
    return hashlib.sha256(f"{cell.nature or ''} {cell.text}".encode()).hexdigest()[:8]


def line_for(cell: Cell, meaning: int) -> str:
    """The line that remembers a cell's present text under a number. Quoted: 12345678 would be a number."""
    return f'{cell.ref}: {{meaning: {meaning}, said: "{digest(cell)}"}}'


def read_meanings(top: Block) -> dict[str, Remembered]:
    """Cell -> what is remembered of it."""
    block = top.block("meanings")
    found = {}
    for ref in list(block.data) if block else []:
        line = block.line_of(ref) if block else 0
        entry = block.block(ref) if block else None
        if entry:
            entry.place = str(ref)
            meaning = entry.whole("meaning")
            if meaning < 1:
                entry.problem(f"its meaning is {meaning}", "Meanings are counted from 1.", "meaning")
            found[str(ref)] = Remembered(meaning, entry.text("said"), line)
            entry.close()
    return found


def with_meanings(rows: tuple[Row, ...], remembered: dict[str, Remembered]) -> tuple[Row, ...]:
    """The rows, each cell with its number; 1 where none is remembered, which `check_meanings` tells."""
    return tuple(
        row._replace(
            cells=tuple(
                cell._replace(meaning=remembered[cell.ref].meaning) if cell.ref in remembered else cell
                for cell in row.cells
            )
        )
        for row in rows
    )


def check_meanings(rows: tuple[Row, ...], remembered: dict[str, Remembered]) -> Iterator[Problem]:
    """Each cell is remembered as it stands, and nothing else is."""
    cells = {cell.ref: cell for row in rows for cell in row.cells}
    for cell in cells.values():
        known = remembered.get(cell.ref)
        if known is None:
            yield Problem(FILE, cell.ref, "its meaning is not remembered", f"Write {line_for(cell, 1)}")
        elif known.said != digest(cell):
            better, other = line_for(cell, known.meaning), line_for(cell, known.meaning + 1)
            remedy = f"Only said better: write {better}  Asks for something else: write {other}"
            text = "its text or nature is not the remembered one"
            yield Problem(FILE, cell.ref, text, remedy, known.line)
    for ref, known in remembered.items():
        if ref not in cells:
            yield Problem(FILE, ref, "no such cell", "Mend the reference, or remove the line.", known.line)
