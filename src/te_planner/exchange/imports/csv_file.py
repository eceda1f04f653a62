"""A text table as other programs write it: any delimiter, any of the usual encodings, each of them named."""

import codecs
import csv
import io
from collections import Counter
from itertools import islice
from operator import itemgetter

from te_planner.errors import Unreadable
from te_planner.exchange.imports.grid import LONGEST, MOST_COLUMNS, MOST_ROWS, Grid, bounded
from te_planner.exchange.imports.headings import recognised

DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
SAMPLE = 60
"""Lines that decide the delimiter."""

CONTROLS = bytes({*range(32), 127} - {9, 10, 12, 13, 26})
"""What a text has none of; a hundredth of a file, and it is something else."""

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)


def read_csv(file: str, content: bytes) -> Grid:
    """Raises Unreadable for what is no text, or too large."""
    text, encoding = decoded(file, content)
    text, delimiter = _delimiter(text)
    rows: list[list[str]] = []
    before = csv.field_size_limit(LONGEST)
    try:
        rows += islice(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), MOST_ROWS + 1)
    except csv.Error as error:
        raise Unreadable(
            f"{file}, row {len(rows) + 1}: a cell has more than {LONGEST:,} signs ({error}).\n"
            "A quote mark may be open there: close it, or shorten the cell."
        ) from error
    finally:
        csv.field_size_limit(before)
    sizes = list(map(len, rows))
    widest = max(sizes, default=0)
    if widest > MOST_COLUMNS:  # empty ones at the end are no columns
        widest = max(1 + max((n for n, cell in enumerate(row) if cell), default=0) for row in rows)
        rows = [row[:widest] for row in rows]
    bounded(file, len(rows), sum(sizes), widest)
    return Grid("", rows, (f"Read as {encoding}, cells parted by a {DELIMITERS[delimiter]}.",))


def decoded(file: str, content: bytes) -> tuple[str, str]:
    """The text, and the name of the encoding that was taken."""
    for mark, codec, name in MARKS:
        if content.startswith(mark):
            return _strict(file, content, codec, name), f"{name} (as its first signs say)"
    if codec := _wide(content):
        return _strict(file, content, codec, "UTF-16"), "UTF-16 (every second byte is empty)"
    try:
        return content.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError:
        pass
    if len(content) - len(content.translate(None, CONTROLS)) > len(content) // 100:
        raise Unreadable(f"{file} is no text and no workbook. Save the table as .xlsx or CSV.")
    try:
        return content.decode("cp1252"), "Windows-1252 (it is not UTF-8)"
    except UnicodeDecodeError:
        return content.decode("latin-1"), "Latin-1 (it is neither UTF-8 nor Windows-1252)"


def _strict(file: str, content: bytes, codec: str, name: str) -> str:
    try:
        return content.decode(codec)
    except UnicodeDecodeError as error:
        raise Unreadable(
            f"{file} begins as {name}, but byte {error.start} is none. Save it anew as UTF-8."
        ) from error


def _wide(content: bytes) -> str:
    """UTF-16 without a mark: most of its high bytes are nought."""
    sample = content[:2000]
    half = len(sample) // 2
    if half > 3 and sample[1::2].count(0) > half * 0.7 and sample[0::2].count(0) < half * 0.1:
        return "utf-16-le"
    if half > 3 and sample[0::2].count(0) > half * 0.7 and sample[1::2].count(0) < half * 0.1:
        return "utf-16-be"
    return ""


def _delimiter(text: str) -> tuple[str, str]:
    """The one that Excel's first line `sep=;` names, else that under which most headings are known."""
    first, _, rest = text.partition("\n")
    named = first.strip().strip('"')
    if named.lower().startswith("sep=") and named[4:5] in DELIMITERS:
        return f"\n{rest}", named[4:5]  # row numbers stay as the spreadsheet counts them
    sample = "".join(islice(io.StringIO(text[:200_000], newline=""), SAMPLE))
    return text, max(DELIMITERS, key=lambda each: _fitness(sample, each))


def _fitness(sample: str, delimiter: str) -> tuple[int, float, int]:
    try:
        rows = [row for row in csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter) if any(row)]
    except csv.Error:
        return 0, 0.0, 0
    if not rows:
        return 0, 0.0, 0
    sizes = Counter(map(len, rows))
    size, often = max(sizes.items(), key=itemgetter(1))
    if size == 1:
        return 0, 0.0, size
    return max(map(recognised, rows)), often / len(rows), size
