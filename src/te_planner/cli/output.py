"""What the command line prints: lines and aligned tables for people, JSON and CSV for programs."""

import os
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import islice, repeat
from typing import Any, TextIO

from te_planner.exchange.safe_text import json_text, one_line

COLOURS = {"head": "1", "good": "32", "check": "33", "work": "36", "late": "31", "gap": "31", "quiet": "2"}
SIGNS = "●◉◍◆◐◔○✕★▶‽→…–"
PLAINER = {"→": "->", "…": "...", "–": "-", "—": "-", "·": "-", "“": '"', "”": '"'}
GAP = "  "
GLUE = "\ue000"
"""A blank within a table at which no line is cut."""
PRINTABLE = bytes(range(32, 127))
"""What is so in ASCII."""
MANY = 1000
"""Texts that are looked at or printed together: of all at once each copy would be memory asked for anew."""
LONG_WORD = 24
"""Columns: a longer word may be cut."""


class Output:
    """Standard output and error, with what they can take.

    `plain`: marks of ASCII (asked for, NO_COLOR, or an encoding without the signs). Colour: on a terminal.
    """

    def __init__(self, *, plain: bool = False) -> None:
        self.stdout, self.stderr = sys.stdout, sys.stderr
        self.signs = _takes(self.stdout, SIGNS)
        self.plain = plain or bool(os.environ.get("NO_COLOR")) or not self.signs
        self.colour = _colours(self.stdout)
        self._plainer = str.maketrans(
            {sign: plain for sign, plain in PLAINER.items() if not _takes(self.stdout, sign)}
        )

    def line(self, text: str = "", tone: str = "") -> None:
        """One line; control characters in typed text become visible signs."""
        self._print(self._shown(text), tone)

    def _print(self, text: str, tone: str) -> None:
        text = text.rstrip()
        if self.colour and tone in COLOURS and text:
            text = f"\x1b[{COLOURS[tone]}m{text}\x1b[0m"
        self.stdout.write(text + "\n")

    def message(self, text: str) -> None:
        """A message beside the data, on standard error; its own line ends are kept."""
        for line in text.splitlines():
            self.stderr.write(one_line(line) + "\n")

    def document(self, text: str) -> None:
        """A whole document, such as CSV or a report: UTF-8 with plain line ends, unless somebody watches."""
        self.content(text.encode())

    def content(self, content: bytes) -> None:
        """A file's content, byte for byte where nobody watches."""
        if self.stdout.isatty() or not hasattr(self.stdout, "buffer"):
            self.stdout.write(content.decode())
            return
        self.stdout.flush()
        self.stdout.buffer.write(content)

    def json(self, data: Any) -> None:
        self.stdout.write(json_text(data, ascii_only=not self.signs))

    def table(self, titles: Sequence[str], rows: Sequence[Sequence[str]], indent: str = "") -> None:
        """Aligned columns; on a terminal, long texts are wrapped to its width.

        A row of one text alone is a line between the others.
        """
        room = self._room(len(indent))
        cells = [[self._shown(value) for value in row] for row in (titles, *rows)]
        widths = _widths([row for row in cells if len(row) > 1], room)
        for number, each in enumerate(cells):
            if len(each) == 1:
                self.line(indent + each[0])
                continue
            for line in [each] if room is None else _wrapped(each, widths):
                text = GAP.join(map(_padded, line, widths)).replace(GLUE, " ")
                self.line(indent + text, "head" if number == 0 else "")

    def columns(self, titles: Sequence[str], columns: Sequence[Sequence[str]]) -> None:
        """A table of many rows, by columns."""
        if self._room(0) is not None:
            self.table(titles, list(zip(*columns, strict=True)))
            return
        *before, last = (self._shown_all([title, *each]) for title, each in zip(titles, columns, strict=True))
        lines = map(str.rstrip, map(GAP.join, zip(*map(_aligned, before), last, strict=True)))
        self._print(next(lines), "head")
        while some := list(islice(lines, MANY)):
            self.stdout.write("\n".join([*some, ""]))

    def _shown_all(self, texts: list[str]) -> list[str]:
        parts = (texts[at : at + MANY] for at in range(0, len(texts), MANY))
        if self._plainer or not all(_printable("".join(each)) for each in parts):
            return [self._shown(each).replace(GLUE, " ") for each in texts]
        return texts

    def _shown(self, text: str) -> str:
        text = one_line(text)
        return text.translate(self._plainer) if self._plainer else text

    def _room(self, indent: int) -> int | None:
        if not self.stdout.isatty():
            return None
        import shutil

        return max(60, shutil.get_terminal_size().columns) - indent


def _takes(stream: TextIO, text: str) -> bool:
    try:
        text.encode(stream.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def _colours(stream: TextIO) -> bool:
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb" or not stream.isatty():
        return False
    # the old Windows console shows the codes themselves
    return os.name != "nt" or "WT_SESSION" in os.environ


def width(text: str) -> int:
    """How many columns of a terminal a text takes."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(sign) else 2 if unicodedata.east_asian_width(sign) in "WF" else 1
        for sign in text
    )


def glued(text: str) -> str:
    """A short text, such as a day, that a table keeps on one line."""
    return text.replace(" ", GLUE)


def _printable(text: str) -> bool:
    """`isprintable`, which takes four times as long for what is ASCII."""
    return not text.encode().translate(None, PRINTABLE) if text.isascii() else text.isprintable()


def _aligned(texts: list[str]) -> Iterable[str]:
    """Each as wide as the widest."""
    if all(map(str.isascii, texts)):
        return map(str.ljust, texts, repeat(max(map(len, texts))))
    widest = max(map(width, texts))
    return [_padded(each, widest) for each in texts]


def _padded(text: str, size: int) -> str:
    return text.ljust(size) if text.isascii() else text + " " * (size - width(text))


def _widths(rows: Sequence[Sequence[str]], room: int | None) -> list[int]:
    """Each column's width; the widest give way, down to their longest word, until the row has room."""
    columns = list(zip(*rows, strict=True))
    widths = [max(map(width, column)) for column in columns]
    if room is None:
        return widths
    words = [max(map(_longest_word, column)) for column in columns]
    least = [min(word, LONG_WORD) for word in words]
    over = sum(widths) + len(GAP) * (len(widths) - 1) - room
    while over > 0:
        spare = [size - low for size, low in zip(widths, least, strict=True)]
        if max(spare) <= 0:
            break  # no more to give: the terminal wraps the rest
        widest = max(range(len(widths)), key=lambda n: (spare[n] > 0, widths[n]))
        widths[widest] -= 1
        over -= 1
    return widths


def _longest_word(text: str) -> int:
    indent = len(text) - len(text.lstrip())
    return indent + max(map(width, text.split()), default=0)


def _wrapped(row: Sequence[str], widths: Sequence[int]) -> list[list[str]]:
    """The lines of a row, each cell cut between words."""
    columns = [_lines(value, size) for value, size in zip(row, widths, strict=True)]
    height = max(map(len, columns), default=0)
    return [[column[n] if n < len(column) else "" for column in columns] for n in range(height)]


def _lines(text: str, size: int) -> list[str]:
    """The text in lines of at most that width, cut between words; what follows hangs under its beginning."""
    if width(text) <= size:
        return [text]
    begin = text[: len(text) - len(text.lstrip())]
    hang = f"{begin}  " if begin else ""
    lines: list[str] = []
    line = ""
    for word in text[len(begin) :].split():
        joined = f"{line} {word}" if line.strip() else f"{begin if not lines else hang}{word}"
        if width(joined) <= size or not line.strip():
            line = joined
        else:
            lines.append(line)
            line = hang + word
        while width(line) > size and width(line.strip()) > size:
            cut = _fitting(line, size)
            lines.append(line[:cut])
            line = line[cut:]
    return [*lines, line]


def _fitting(text: str, size: int) -> int:
    """How many signs of the text fit into the width; at least one."""
    cut = 1
    while cut < len(text) and width(text[: cut + 1]) <= size:
        cut += 1
    return cut
