"""Lines of text as data: what a screen shows, in which tone, and what each part of it leads to.

A text here is what its characters are: there is no markup, so nothing typed can become any.
"""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size

from te_planner.exchange.safe_text import one_line

TONES = (
    "good", "check", "work", "plan", "gap", "next", "quiet", "late", "head", "strong", "derived", "tab",
    "key", "done", "cursor", "among", "resting",
)  # fmt: skip


TONE_CLASSES = {f"tone--{tone}" for tone in TONES}
"""The component classes of every screen that shows lines."""


class Target(NamedTuple):
    """What a part of a line is about, so that it can be opened and asked why.

    `kind`: cell, project, milestone, contribution, stage (ref `RP:1`), observed, entry, statement, waypoint,
    driver, trigger, reading, measure, budget, obligation, path (today or target), sum (track or stage), one
    of the reader's (stagetext, characteristic, track, lane, concept, question, term, standard), review (a
    suspect cell or statement), edition (a line of that review), or action (ref: its name).
    `of`: the id of the system that it is about, where it is another than the screen's.
    """

    kind: str
    ref: str
    of: str = ""


class Span(NamedTuple):
    """A part of a line; `tone` names styles of the stylesheet, with spaces between several."""

    text: str
    tone: str = ""
    target: Target | None = None


PLAIN_SIGNS = str.maketrans("…–—“”‘’→←↑↓▾−×", ".--\"\"''><^vv-x")
"""What a terminal without other signs shows for ours; each is one cell wide."""

TIED = "\N{NO-BREAK SPACE}"
TOGETHER = re.compile(
    r"(?<=\w) (?=%)|(?<=\d) (?=d\b)|(?<=\bstage) (?=\d)|(?<=\bclause) (?=\d)|(?:(?<=^\w)|(?<= \w)) (?=[a-z])"
    r"|(?<=\d) (?=[A-Z][a-z]{2} \d{4}\b)|(?<=\b[A-Z][a-z]{2}) (?=\d{4}\b)"
)
"""Where a line does not end: a figure and its sign, a stage and its number, a day, a key and what it does."""
Line = tuple[Span, ...]
BLANK: Line = ()


def line(*parts: Span | str) -> Line:
    """A line of spans; plain texts have no tone."""
    return tuple(part if isinstance(part, Span) else Span(part) for part in parts)


def heading(text: str, note: str = "") -> Line:
    return line(Span(text, "head"), Span(f"  {note}" if note else "", "quiet"))


def headed(text: str, note: str, width: int) -> list[Line]:
    """A heading with its note, below it where both have no room on one line."""
    if cell_len(text) + 2 + cell_len(note) <= width:
        return [heading(text, note)]
    return [heading(text), *wrapped(note, width, "quiet", indent=2)]


def clean(text: str) -> str:
    """Typed text on one line, with control characters made visible."""
    return one_line(text)


def cut(text: str, width: int) -> str:
    """The text, at most `width` cells wide; a shortened one ends in an ellipsis."""
    text = clean(text)
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, width - 1).rstrip() + "…" if width > 0 else ""


def fit(text: str, width: int) -> str:
    """The text, exactly `width` cells wide."""
    short = cut(text, width)
    return short + " " * (width - cell_len(short))


def width_of(spans: Iterable[Span]) -> int:
    return sum(cell_len(span.text) for span in spans)


def offer(text: str, action: str, key: str = "enter") -> Line:
    """What can be done, as all screens and cards offer it: the key, and what it does; enter does it too."""
    target = Target("action", action)
    return line("  ", Span(key, "key", target), Span(f"  {text}", "", target))


def first_step(text: str, key: str, does: str, action: str, width: int, then: str = "") -> list[Line]:
    """What a screen says that has nothing to show yet: why, and the key that begins; enter does it too.

    `then`: what comes after that.
    """
    after = [BLANK, *wrapped(then, width, "quiet", indent=2)] if then else []
    return [BLANK, *wrapped(text, width, indent=2), BLANK, offer(does, action, key), *after]


def fit_line(spans: Line, width: int) -> Line:
    """The line, exactly `width` cells wide."""
    made: list[Span] = []
    left = width
    for span in spans:
        size = cell_len(span.text)
        if size > left:
            made.append(span._replace(text=cut(span.text, left)))
            left -= cell_len(made[-1].text)
            break
        made.append(span)
        left -= size
    return (*made, Span(" " * left)) if left > 0 else tuple(made)


def wrap(text: str, width: int) -> list[str]:
    """The text in lines of at most `width` cells; its own line breaks stay."""
    width = max(width, 8)
    made: list[str] = []
    for paragraph in text.splitlines() or [""]:
        paragraph = " ".join(clean(paragraph).split())
        size = len if paragraph.isascii() else cell_len  # a card wraps hundreds of words at each step
        if size(paragraph) <= width:
            made.append(paragraph)
            continue
        current = ""
        for word in TOGETHER.sub(TIED, paragraph).split(" "):
            while size(word) > width:  # a long address has no place to break
                room = width - size(current) - bool(current)
                if room < 8:
                    made.append(current)
                    current, room = "", width
                head = set_cell_size(word, room).rstrip()
                current, word = f"{current} {head}".strip(), word[len(head) :].lstrip(TIED)
            if current and size(current) + 1 + size(word) > width:
                made.append(current)
                current = word
            else:
                current = f"{current} {word}" if current else word
        made.append(current)
    return [each.replace(TIED, " ") for each in made]


def wrapped(
    text: str, width: int, tone: str = "", *, indent: int = 0, target: Target | None = None
) -> list[Line]:
    """A text over as many lines as it takes."""
    pad = " " * indent
    return [line(pad, Span(part, tone, target)) for part in wrap(text, width - indent)]


def labelled(
    label: str, text: str, width: int, *, tone: str = "", target: Target | None = None
) -> list[Line]:
    """`label  text`, the text wrapped beside its label."""
    size = 12
    parts = wrap(text, width - size)
    first = line(Span(fit(label, size), "quiet"), Span(parts[0], tone, target))
    return [first, *(line(" " * size, Span(part, tone, target)) for part in parts[1:])]


def beside(left: Sequence[Line], right: Sequence[Line], width: int, gap: int = 2) -> list[Line]:
    """Two blocks side by side, the left one `width` cells wide."""
    count = max(len(left), len(right))
    rows = [*left, *[BLANK] * (count - len(left))]
    others = [*right, *[BLANK] * (count - len(right))]
    return [
        (*fit_line(row, width), Span(" " * gap), *other) if other else row
        for row, other in zip(rows, others, strict=True)
    ]


def columns(
    cells: Sequence[tuple[str, str]], widths: Sequence[int], target: Target | None = None, gap: int = 2
) -> Line:
    """A table's row: (text, tone) in columns of these widths; all of it leads to one target."""
    made: list[Span] = []
    for place, ((text, tone), width) in enumerate(zip(cells, widths, strict=True)):
        space = " " * gap if place + 1 < len(widths) else ""
        made.append(Span(fit(text, width) + space, tone, target))
    return tuple(made)


def plain(spans: Line) -> str:
    """The line's text."""
    return "".join(span.text for span in spans)
