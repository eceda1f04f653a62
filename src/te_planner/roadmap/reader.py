"""Reading YAML strictly: every key known, every type right, every problem named with file, place and remedy.

Problems are values: one bad row does not hide the others.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

import yaml

from te_planner.errors import Unreadable


class Problem(NamedTuple):
    """What is wrong in a file: where (file and reference), what, and what to do about it."""

    file: str
    place: str
    text: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.file}: {self.place}: {self.text}. {self.remedy}"


class RoadmapInvalid(Unreadable):
    """The roadmap's files have problems; `problems` lists them all."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        shown = [str(problem) for problem in problems[:2]]
        if len(problems) > 2:
            shown.append(f"… and {len(problems) - 2} more: te-planner roadmap check lists them.")
        super().__init__("\n".join(shown))


class _StrictLoader(yaml.CSafeLoader):
    """The C loader, safe, without doubled keys (YAML itself would keep the last and drop the first)."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen = set()
        for key_node, _ in node.value:
            if key_node.value in seen:
                line = key_node.start_mark.line + 1
                raise yaml.YAMLError(f"the key {key_node.value!r} stands twice, again in line {line}")
            seen.add(key_node.value)
        return super().construct_mapping(node, deep)


def parse_yaml(name: str, text: bytes) -> "Block":
    """A file's top mapping. Raises RoadmapInvalid where it is no YAML mapping in UTF-8."""
    problems: list[Problem] = []
    try:
        content = text.decode("utf-8")
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(content, yaml.CSafeLoader)):
            raise yaml.YAMLError("an alias (*name): these files use none, since they can hide a bomb")
        data = yaml.load(content, _StrictLoader)  # noqa: S506  # it is a SafeLoader
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError) as error:
        lines = " ".join(str(error).split())
        raise RoadmapInvalid([Problem(name, "file", lines, "Mend the YAML there.")]) from error
    if not isinstance(data, dict):
        raise RoadmapInvalid([Problem(name, "file", "no mapping at the top", "Start it with a key.")])
    return Block(name, "top", data, problems)


class Block:
    """One mapping of a file, from which each key is taken once; `close` names those that nobody knows."""

    def __init__(self, file: str, place: str, data: dict[Any, Any], problems: list[Problem]) -> None:
        self.file, self.place, self.data, self.problems = file, place, dict(data), problems

    def problem(self, text: str, remedy: str) -> None:
        self.problems.append(Problem(self.file, self.place, text, remedy))

    def text(self, key: str, default: str | None = None) -> str:
        """A text, trimmed; with a default, it may be left out."""
        value = self.data.pop(key, default)
        if isinstance(value, str) and (value.strip() or default == ""):
            return " ".join(value.split())
        self.problem(f"{key!r} is {_shown(value)}, not a text", f"Write {key}: and its text.")
        return ""

    def choice(self, key: str, values: tuple[Any, ...], default: Any = None) -> Any:
        value = self.data.pop(key, default)
        if value not in values or isinstance(value, bool):
            listed = ", ".join(map(str, values))
            self.problem(f"{key!r} is {_shown(value)}", f"Write one of: {listed}.")
            return values[0]
        return value

    def whole(self, key: str, default: int | None = None) -> int:
        value = self.data.pop(key, default)
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        self.problem(f"{key!r} is {_shown(value)}, not a whole number", f"Write {key}: and a number.")
        return 0

    def flag(self, key: str) -> bool:
        value = self.data.pop(key, False)
        if not isinstance(value, bool):
            self.problem(f"{key!r} is {_shown(value)}", "Write true, or leave it out.")
        return value is True

    def texts(self, key: str, *, required: bool = True, known: tuple[str, ...] = ()) -> tuple[str, ...]:
        """A list of texts, each at most once; of `known` ones where they are given."""
        value = self.data.pop(key, None if required else [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self.problem(f"{key!r} is {_shown(value)}, not a list of texts", f"Write {key}: [A, B].")
            return ()
        for item in value:
            if known and item not in known:
                self.problem(f"{key!r} names {item!r}", f"Known are: {', '.join(known)}.")
        if len(set(value)) < len(value):
            self.problem(f"{key!r} names something twice", "Name each once.")
        return tuple(value)

    def block(self, key: str) -> "Block | None":
        """The mapping under a key, or None (and a problem) where there is none."""
        value = self.data.pop(key, None)
        if isinstance(value, dict):
            return Block(self.file, f"{self.place} {key}", value, self.problems)
        self.problem(f"{key!r} is {_shown(value)}, not a mapping", f"Write {key}: with its keys below.")
        return None

    def blocks(self, key: str, name: str) -> Iterator["Block"]:
        """The mappings of a list, each placed by its own `name` key."""
        value = self.data.pop(key, None)
        if not isinstance(value, list):
            self.problem(f"{key!r} is {_shown(value)}, not a list", f"Write {key}: with a list below.")
            return
        for number, item in enumerate(value, 1):
            if isinstance(item, dict):
                yield Block(self.file, str(item.get(name, f"{key} {number}")), item, self.problems)
            else:
                self.problem(f"{key} {number} is {_shown(item)}, not a mapping", "Write its keys.")

    def close(self) -> None:
        """To be called when all known keys are taken."""
        for key in self.data:
            self.problem(f"unknown key {key!r}", "Remove it, or mend its spelling.")


def _shown(value: Any) -> str:
    if value is None:
        return "missing"
    text = repr(value)
    return text if len(text) <= 40 else text[:39] + "…"
