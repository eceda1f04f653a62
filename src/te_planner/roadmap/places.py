"""On which line of a file a problem stands, where only its reference is known.

The rules work on `Parts`, which have no lines. A problem is rare: then its reference is looked up.
"""

import re
from collections.abc import Mapping, Sequence

from te_planner.roadmap.block import Problem

KEYS = "(ref|cell|key|number|term|short|from|benefit)"
"""The keys by which the mappings of the files are named."""


def placed(problems: Sequence[Problem], files: Mapping[str, bytes]) -> list[Problem]:
    """The problems by file and line, each with its line where it can be found."""
    texts = {name: text.decode("utf-8-sig", "replace").splitlines() for name, text in files.items()}
    order = {name: number for number, name in enumerate(files)}
    found = [
        each if each.line else each._replace(line=line_of(texts.get(each.file, []), each.place))
        for each in problems
    ]
    return sorted(found, key=lambda each: (order.get(each.file, -1), each.line))


def line_of(lines: Sequence[str], place: str) -> int:
    """The line of what is named so first, such as RPE02, RPE02.1 or question 3; 0 where it is nowhere."""
    first, last = place.split()[0], place.split()[-1]
    for name in (place, first, last):
        if found := _named(lines, name):
            return found
    row, _, stage = first.partition(".")
    begun = _named(lines, row) if stage else 0
    return begun and _first(lines, begun, rf"\s+[\"']?{re.escape(stage)}[\"']?:")


def _named(lines: Sequence[str], name: str) -> int:
    """The mapping of that name, or the key."""
    name = re.escape(name)
    return _first(lines, 0, rf"\s*(- )?\{{?{KEYS}:\s*[\"']?{name}[\"']?\s*([,}}#]|$)") or _first(
        lines, 0, rf"\s*{name}:"
    )


def _first(lines: Sequence[str], after: int, pattern: str) -> int:
    """The number, from 1, of the first line that begins so."""
    wanted = re.compile(pattern)
    return next((n for n, line in enumerate(lines[after:], after + 1) if wanted.match(line)), 0)
