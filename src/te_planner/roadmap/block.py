"""Reading mappings strictly: every key known, every type right, every problem named with place and remedy.

Problems are values: one bad row does not hide the others. What is read may come from YAML or from JSON;
this module imports neither.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from te_planner.errors import Unreadable


class Problem(NamedTuple):
    """What is wrong in a file: where (file, reference, line), what, and what to do about it.

    `line` counts from 1; 0 where it is not known.
    """

    file: str
    place: str
    text: str
    remedy: str
    line: int = 0

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        return f"{where}: {self.place}: {self.text}. {self.remedy}"


class RoadmapInvalid(Unreadable):
    """The roadmap's files have problems; `problems` lists them all."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        shown = [str(problem) for problem in problems[:2]]
        if len(problems) > 2:
            shown.append(f"… and {len(problems) - 2} more: te-planner roadmap check lists them.")
        super().__init__("\n".join(shown))


class Lined(dict[Any, Any]):
    """A mapping that knows the line on which it begins, and those of its keys.

    `file` is where it stands, when that is not the file that is being read: one of several, or a sheet.
    """

    file = ""
    line = 0
    lines: dict[Any, int] = {}  # noqa: RUF012  # shared and empty until a reader sets it


class Block:
    """One mapping of a file, from which each key is taken once; `close` names those that nobody knows."""

    def __init__(self, file: str, place: str, data: dict[Any, Any], problems: list[Problem]) -> None:
        self.file, self.place, self.problems = file, place, problems
        # a copy: keys are taken out of it
        self.data = Lined(data)
        if isinstance(data, Lined):
            self.file = data.file or file
            self.data.file, self.data.line, self.data.lines = data.file, data.line, data.lines

    def problem(self, text: str, remedy: str, key: Any = None) -> None:
        """Keep a problem, at the line of a key or (without) of the whole."""
        self.problems.append(Problem(self.file, self.place, text, remedy, self.line_of(key)))

    def line_of(self, key: Any = None) -> int:
        """The line of a key, or (without) that on which the mapping begins; 0 where nobody knows."""
        return self.data.lines.get(key, self.data.line)

    def text(self, key: str, default: str | None = None) -> str:
        """A text, trimmed; with a default, it may be left out."""
        value = self.data.pop(key, default)
        if isinstance(value, str) and (value.strip() or default == ""):
            return " ".join(value.split())
        self.problem(instead(key, value, "a text"), f"Write {key}: and its text.", key)
        return ""

    def choice(self, key: str, values: tuple[Any, ...], default: Any = None) -> Any:
        value = self.data.pop(key, default)
        if isinstance(value, bool) or value not in values:
            listed = ", ".join(map(str, values))
            self.problem(f"{key!r} is {shown(value)}", f"Write one of: {listed}.", key)
            return values[0]
        return value

    def whole(self, key: str, default: int | None = None) -> int:
        value = self.data.pop(key, default)
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        self.problem(instead(key, value, "a whole number"), f"Write {key}: and a number.", key)
        return 0

    def flag(self, key: str) -> bool:
        value = self.data.pop(key, False)
        if not isinstance(value, bool):
            self.problem(f"{key!r} is {shown(value)}", "Write true, or leave it out.", key)
        return value is True

    def texts(self, key: str, *, required: bool = True, known: tuple[str, ...] = ()) -> tuple[str, ...]:
        """A list of texts, each at most once; of `known` ones where they are given."""
        value = self.data.pop(key, None if required else [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self.problem(instead(key, value, "a list of texts"), f"Write {key}: [A, B].", key)
            return ()
        for item in value:
            if known and item not in known:
                self.problem(f"{key!r} names {item!r}", f"Known are: {', '.join(known)}.", key)
        if len(set(value)) < len(value):
            self.problem(f"{key!r} names something twice", "Name each once.", key)
        return tuple(value)

    def block(self, key: str) -> "Block | None":
        """The mapping under a key, or None (and a problem) where there is none."""
        value = self.data.pop(key, None)
        if isinstance(value, dict):
            return Block(self.file, f"{self.place} {key}", value, self.problems)
        self.problem(instead(key, value, "a mapping"), f"Write {key}: with its keys below.", key)
        return None

    def blocks(self, key: str, name: str, *, required: bool = True) -> Iterator["Block"]:
        """The mappings of a list, each placed by its own `name` key."""
        value = self.data.pop(key, None if required else [])
        if not isinstance(value, list):
            self.problem(instead(key, value, "a list"), f"Write {key}: with a list below.", key)
            return
        for number, item in enumerate(value, 1):
            if isinstance(item, dict):
                yield Block(self.file, str(item.get(name, f"{key} {number}")), item, self.problems)
            else:
                self.problem(f"{key} {number} is {shown(item)}, not a mapping", "Write its keys.", key)

    def words(self) -> None:
        """Let keys that YAML reads as numbers, such as stages, be words."""
        lines = {str(key): line for key, line in self.data.lines.items()}
        data = Lined({str(key): value for key, value in self.data.items()})
        data.file, data.line, data.lines = self.data.file, self.data.line, lines
        self.data = data

    def close(self) -> None:
        """To be called when all known keys are taken."""
        for key in self.data:
            self.problem(f"unknown key {key!r}", "Remove it, or mend its spelling.", key)


def shown(value: Any) -> str:
    """A value as a problem names it: short."""
    if value is None:
        return "missing"
    text = repr(value)
    return text if len(text) <= 40 else text[:39] + "…"


def instead(key: str, value: Any, wanted: str) -> str:
    """What stands under a key in place of what is wanted there."""
    return f"{key!r} is missing" if value is None else f"{key!r} is {shown(value)}, not {wanted}"
