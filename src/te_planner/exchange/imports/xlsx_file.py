"""A workbook's sheets, read by openpyxl after its size has been looked at.

A workbook is a zip of XML files: what it would grow to is known before anything is unpacked.
"""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import Any

from te_planner.errors import Unreadable
from te_planner.exchange.imports.grid import (
    LONGEST,
    MOST_COLUMNS,
    MOST_ROWS,
    OLE,
    Grid,
    Measured,
    Progress,
    bounded,
    too_much,
)
from te_planner.exchange.shared_texts import opened

UNZIPPED = 256_000_000
"""Bytes of all parts of a workbook."""
SHARED = 48_000_000
"""Bytes of a part that is held in memory as a whole: the shared texts, the styles."""
SHEET = 96_000_000
"""Bytes of a sheet: ten thousand milestones take a twentieth."""
RATIO = 200
"""No sheet that somebody typed shrinks to a two-hundredth."""
SAVE = "Save it as an Excel workbook (.xlsx) or as CSV, and import that."

MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
UNCALCULATED = re.compile(
    rb'<c\s[^>]*?r="([A-Z]{1,3})(\d{1,7})"[^>]*><f\b[^>]*(?:/>|>[^<]*</f>)(?:<v\s*/>|<v></v>)?</c>'
)
DECLARES = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
"""Refused whoever parses the part: openpyxl takes defusedxml for its sheets, and lxml for other parts."""
MOST_MERGED = 50_000
ERRORS = frozenset({"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!"})
CURRENCY = re.compile(r'\[\$([^\]\-]+)(?:-[0-9A-Fa-f]+)?\]|"\s*([A-Z]{3}|[€£$¥₹]|kr|Fr\.?)\s*"|([€£$¥₹])')


DAMAGE = (
    ArithmeticError, AssertionError, AttributeError, EOFError, LookupError, NotImplementedError, OSError,
    RecursionError, SyntaxError, TypeError, ValueError, struct.error, zipfile.BadZipFile, zlib.error,
)  # fmt: skip
"""What a damaged file makes openpyxl raise: it has no class of its own for it."""
STEP = 500
"""Rows between two words on how far it is."""


def read_xlsx(
    file: str, content: bytes, wanted: str = "", progress: Progress = lambda done, total: None
) -> list[Grid]:
    """Each sheet, or the one wanted, as it stands: hidden ones are named in the notes.

    `progress` is told the rows read of a sheet, and how many it says it has (0 where it does not). Raises
    Unreadable for what is no workbook, is protected, damaged or too large.
    """
    parts = looked_at(file, content)
    try:
        return list(_sheets(file, opened(content), parts, wanted, progress))
    except MemoryError as error:
        raise too_much(file, "more in it than there is memory for") from error
    except DAMAGE as error:
        cause = error.__cause__ or error
        told = " ".join(str(cause).split())[:120] or type(cause).__name__
        raise Unreadable(
            f"{file} is damaged: it cannot be read as a workbook ({told}).\nOpen it in its program. {SAVE}"
        ) from error


def looked_at(file: str, content: bytes) -> zipfile.ZipFile:
    """The workbook's zip, when nothing in it is too large or of another kind."""
    try:
        parts = zipfile.ZipFile(io.BytesIO(content))
        held = parts.infolist()
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise Unreadable(
            f"{file} is damaged: its end is missing or torn ({error}). Fetch it again, or save it anew."
        ) from error
    names = {each.filename for each in held}
    if "xl/workbook.xml" not in names and not any(name.endswith("/workbook.xml") for name in names):
        raise Unreadable(f"{file} is {_other(parts, names)}, not an Excel workbook. {SAVE}")
    if sum(each.file_size for each in held) > UNZIPPED:
        raise too_much(file, f"more than {UNZIPPED // 1_000_000} MB in it when unpacked")
    for each in held:
        if each.flag_bits & 1:
            raise Unreadable(f"{file} is locked with a password. Take it off, save it and import that.")
        if each.file_size > 1_000_000 and each.file_size > RATIO * max(1, each.compress_size):
            raise too_much(file, f"a part ({each.filename}) that grows {RATIO}-fold when unpacked")
        largest = SHEET if "/worksheets/" in each.filename else SHARED
        if each.file_size > largest and each.filename.endswith(".xml"):
            raise too_much(file, f"a part ({each.filename}) of more than {largest // 1_000_000} MB")
        if each.filename.endswith((".xml", ".rels")) and DECLARES.search(_begin(file, parts, each)):
            raise Unreadable(f"{file} declares XML entities, which no workbook needs. {SAVE}")
    return parts


def _begin(file: str, parts: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes:
    try:
        with parts.open(part) as source:
            return source.read(4096).replace(b"\0", b"")
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError) as error:
        raise Unreadable(f"{file} is damaged: {part.filename} in it is torn. Save it anew.") from error


def _other(parts: zipfile.ZipFile, names: set[str]) -> str:
    if "mimetype" in names and b"opendocument" in parts.open("mimetype").read(100):
        return "an OpenDocument file"
    if "xl/workbook.bin" in names:
        return "a binary workbook (.xlsb)"
    return "a Word document" if "word/document.xml" in names else "a zip archive"


def refuse_ole(file: str, content: bytes) -> None:
    """Old Excel files and workbooks with a password have the same beginning; neither can be read."""
    if not content.startswith(OLE):
        return
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise Unreadable(f"{file} is locked with a password. Take it off in Excel, save it and import that.")
    raise Unreadable(f"{file} is an old Office file, such as .xls. {SAVE}")


def _sheets(file: str, book: Any, parts: zipfile.ZipFile, wanted: str, progress: Progress) -> Iterator[Grid]:
    known = [sheet.title for sheet in book.worksheets]
    if wanted and wanted.casefold() not in {name.casefold() for name in known}:
        raise Unreadable(f"{file} has no sheet “{wanted}”. Its sheets are: {', '.join(known) or 'none'}.")
    for sheet in book.worksheets:
        if wanted and sheet.title.casefold() != wanted.casefold():
            continue
        notes = () if sheet.sheet_state == "visible" else (f"Sheet {sheet.title} is hidden; it is read too.",)
        total = min(sheet.max_row or 0, MOST_ROWS)
        sheet.reset_dimensions()  # what it says of its size may be wrong, and would pad each row to it
        rows, remarks = _rows(file, sheet, _units(book), total, progress)
        merged, uncalculated = _marks(file, parts, sheet._worksheet_path)
        for column, first, last in merged:
            _fill_down(rows, column, first, last)
        remarks += [
            (
                row,
                column,
                "A formula that was never calculated. Open the workbook, let it calculate, and save it.",
            )
            for row, column in uncalculated
            if row <= len(rows)
        ]
        yield Grid(sheet.title, rows, notes, tuple(remarks))


def _rows(
    file: str, sheet: Any, unit_of: Callable[[int], str], total: int, progress: Progress
) -> tuple[list[list[Any]], list[tuple[int, str, str]]]:
    from openpyxl.utils import get_column_letter

    rows: list[list[Any]] = []
    remarks: list[tuple[int, str, str]] = []
    cells = 0
    progress(0, total)
    for number, row in enumerate(sheet.iter_rows(), 1):
        values = []
        for cell in row:
            value = cell.value
            if type(value) in (int, float) and cell._style_id and (unit := unit_of(cell._style_id)):
                value = Measured(value, unit)
            elif type(value) is str and (cell.data_type == "e" or len(value) > LONGEST):
                what = f"The error {value}" if cell.data_type == "e" else f"More than {LONGEST:,} signs"
                remarks.append((number, get_column_letter(cell.column), f"{what}. Mend it there."))
                value = None
            elif type(value) is bool:  # as it is shown; in Python it would equal the numbers 1 and 0
                value = "TRUE" if value else "FALSE"
            values.append(value)
        while len(values) > MOST_COLUMNS and values[-1] is None:
            values.pop()
        cells += len(row)
        bounded(f"{file}, sheet {sheet.title}", number, cells, len(values))
        rows.append(values)
        if not number % STEP:
            progress(number, total)
    return rows, remarks


def _units(book: Any) -> Callable[[int], str]:
    """What a cell's style says of its number: % or a currency, else nothing."""
    from openpyxl.styles.numbers import BUILTIN_FORMATS, BUILTIN_FORMATS_MAX_SIZE

    known: dict[int, str] = {}

    def unit_of(style: int) -> str:
        if style not in known:
            number = book._cell_styles[style].numFmtId
            if number < BUILTIN_FORMATS_MAX_SIZE:
                form = BUILTIN_FORMATS.get(number, "General")
            else:
                form = book._number_formats[number - BUILTIN_FORMATS_MAX_SIZE]
            known[style] = _unit(form)
        return known[style]

    return unit_of


def _unit(form: str) -> str:
    if "%" in re.sub(r'"[^"]*"|\\.', "", form):
        return "%"
    found = CURRENCY.search(form)
    return next(filter(None, found.groups()), "") if found else ""


def _marks(
    file: str, parts: zipfile.ZipFile, path: str
) -> tuple[list[tuple[int, int, int]], list[tuple[int, str]]]:
    """What openpyxl does not tell when it streams: merged cells (column, first and last row), and formulas
    without a value (row, column)."""
    from openpyxl.utils import column_index_from_string

    merged: list[tuple[int, int, int]] = []
    uncalculated: set[tuple[int, str]] = set()
    with parts.open(path.lstrip("/")) as source:
        kept = b""
        while chunk := source.read(1 << 20):
            text = kept + chunk
            for column, first, _, last in MERGED.findall(text):
                if first != last:
                    merged.append((column_index_from_string(column.decode()) - 1, int(first), int(last)))
            if b"<f" in text:
                found = UNCALCULATED.findall(text)
                uncalculated |= {(int(row), column.decode()) for column, row in found}
            if len(merged) + len(uncalculated) > MOST_MERGED:
                raise too_much(file, f"more than {MOST_MERGED:,} merged cells or formulas without a value")
            kept = text[-2000:]
    return list(dict.fromkeys(merged)), sorted(uncalculated)


def _fill_down(rows: list[list[Any]], column: int, first: int, last: int) -> None:
    """A merged cell says the same of each row that it spans."""
    top = rows[first - 1] if first <= len(rows) else []
    if column >= len(top) or top[column] is None:
        return
    for row in rows[first : min(last, len(rows))]:
        row += [None] * (column + 1 - len(row))
        row[column] = top[column]
