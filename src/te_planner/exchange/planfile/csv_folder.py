"""A plan as a folder of CSV files: a file for each table of its document, every text exactly as it is.

Nothing keeps a spreadsheet from computing a text that begins like a formula: what is safe there is not
lossless. `report` writes the safe ones.
"""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from te_planner.errors import Unreadable
from te_planner.exchange.planfile.file import read_inside
from te_planner.exchange.planfile.flat import Row, Table
from te_planner.exchange.planfile.shape import Shape, shapes
from te_planner.exchange.planfile.sheets import from_text, headings_of, kinds_of
from te_planner.roadmap.block import Problem

SUFFIX = ".csv"


def csv_files(tables: list[Table]) -> dict[str, bytes]:
    """Name -> content of each file, in UTF-8 with the mark by which a spreadsheet knows it."""
    return {f"{table.shape.name}{SUFFIX}": _text(table).encode("utf-8-sig") for table in tables}


def _text(table: Table) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(table.shape.headings)
    writer.writerows(table.rows)
    return out.getvalue()


def read_csv_folder(folder: Path) -> tuple[list[tuple[Shape, Iterator[Row]]], list[Problem]]:
    """The tables of a folder by their files' names. Raises Unreadable."""
    known = {shape.name: shape for shape in shapes()}
    found, problems = [], list[Problem]()
    for path in sorted(folder.glob(f"*{SUFFIX}")):
        name = f"{folder.name}/{path.name}"
        if path.stem in known:
            found.append((known[path.stem], _rows(name, path, known[path.stem], problems)))
        else:
            problems.append(Problem(name, "file", "unknown", f"Remove it; known are: {', '.join(known)}."))
    return found, problems


def _rows(name: str, path: Path, shape: Shape, problems: list[Problem]) -> Iterator[Row]:
    kinds = dict(zip(shape.headings, kinds_of(shape), strict=True))
    try:
        reader = csv.reader(
            io.StringIO(read_inside(path, path.parent).decode("utf-8-sig"), newline=""), strict=True
        )
        headings = headings_of(next(reader, []), shape, f"{name}:1", problems)
        last = reader.line_num
        for cells in reader:
            line, last = last + 1, reader.line_num
            if len(cells) > len(headings):
                what = f"{len(cells)} values for {len(headings)} columns"
                problems.append(Problem(name, shape.name, what, "Mend the row.", line))
            told = zip(headings, cells, strict=False)
            values = {key: from_text(text, kinds[key]) for key, text in told if text and key in kinds}
            if values:
                yield Row(values, name, line)
    except UnicodeDecodeError as error:
        raise Unreadable(f"{path} is not UTF-8 text. Save it as UTF-8.") from error
    except csv.Error as error:
        raise Unreadable(
            f"{path} cannot be read as CSV ({error}). Mend it there, or export it again."
        ) from error
