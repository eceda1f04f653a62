"""What a line to type offers while it is typed: what the plan has already, or the files that are there."""

import asyncio
import os
import re
from pathlib import Path

from textual.suggester import Suggester

from te_planner.tui.forms.model import Field
from te_planner.tui.lines import clean


class Offers(Suggester):
    """The first known text that goes on as it was begun, in any case; after 214/380 the first unit."""

    def __init__(self, known: tuple[str, ...]) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self.known = known

    async def get_suggestion(self, value: str) -> str | None:
        head, rest = split_extent(value)
        if not rest:
            return None
        found = next((each for each in self.known if each.casefold().startswith(rest.casefold())), None)
        return head + clean(found) if found and found != rest else None


def split_extent(text: str) -> tuple[str, str]:
    """`214/380 fee` as its numbers and what is begun after them; any other text as nothing and itself."""
    found = re.match(r"\s*\d+\s*(?:/|of)\s*\d+\s+", text)
    return (found[0], text[found.end() :]) if found else ("", text)


class Files(Suggester):
    """The first folder or file that goes on as the path was begun; `ends` are those of the files."""

    def __init__(self, ends: tuple[str, ...]) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self.ends = ends

    async def get_suggestion(self, value: str) -> str | None:
        return await asyncio.to_thread(self._first, value)  # a folder may lie far off

    def _first(self, value: str) -> str | None:
        cut = max(value.rfind("/"), value.rfind(os.sep)) + 1
        head, begun = value[:cut], value[cut:]
        try:
            with os.scandir(Path(head or ".").expanduser()) as found:
                names = sorted(each.name + ("/" if each.is_dir() else "") for each in found)
        except OSError:
            return None
        for name in names:
            fits = name.endswith("/") or name.casefold().endswith(self.ends)
            hidden = name.startswith(".") and not begun
            if fits and not hidden and name.casefold().startswith(begun.casefold()) and name == clean(name):
                return head + begun + name[len(begun) :]
        return None


def offers_of(field: Field) -> Suggester | None:
    """What the field offers, where it offers anything."""
    if field.kind == "file":
        return Files(field.known)
    return Offers(field.known) if field.known else None
