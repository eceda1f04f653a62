"""How deep each task of a schedule lies: by its level, else by its number in the outline."""

import re
from collections.abc import Mapping, Sequence

Fields = Mapping[str, str]
DEEPEST = 100_000


def levels_of(tasks: Sequence[Fields]) -> list[int]:
    """How deep each task lies. Where the file counts from 0, so that several lie there, all go one down."""
    levels = [_level(fields) for fields in tasks]
    top = [place for place, level in enumerate(levels) if level == 0 and _said(tasks[place])]
    counts_from_zero = len(top) > 1 or (top and any(map(_said, tasks[: top[0]])))
    return [level + 1 for level in levels] if counts_from_zero else levels


def _level(fields: Fields) -> int:
    text = fields.get("OutlineLevel", "")
    if text.isascii() and text.isdigit():
        return min(int(text), DEEPEST)
    number = fields.get("OutlineNumber") or fields.get("WBS", "")
    if re.fullmatch(r"[0-9]+(\.[0-9]+)*", number):
        return 0 if number == "0" else number.count(".") + 1
    return 0 if _stands_for_all(fields) else 1


def _stands_for_all(fields: Fields) -> bool:
    """The project's own summary task has the number 0."""
    return fields.get("UID") == "0" and fields.get("ID", "0") == "0"


def _said(fields: Fields) -> bool:
    """Whether the row is more than a blank one."""
    return fields.get("IsNull", "").lower() not in ("1", "true")
