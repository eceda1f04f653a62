"""The strict YAML reader of the roadmap, with what a plan's file has besides: days, amounts, notes.

Every problem is a value with file, place and remedy: one bad line does not hide the others.
"""

import re
from collections.abc import Iterator
from datetime import date

from te_planner.errors import Unreadable
from te_planner.exchange.planfile.file import LARGEST
from te_planner.plan.figures import LARGEST as LARGEST_FIGURE
from te_planner.plan.snapshot import Day
from te_planner.roadmap.block import Block, Problem, instead, shown
from te_planner.roadmap.reader import FAULTS, StrictLoader, load_yaml

SHOWN = 2
"""Problems that the message names; the others are counted."""


class PlanFileInvalid(Unreadable):
    """A plan's YAML has problems; `problems` lists them all."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        shown = [str(problem) for problem in problems[:SHOWN]]
        if len(problems) > SHOWN:
            shown.append(f"… and {len(problems) - SHOWN} more problems in {problems[0].file}.")
        super().__init__("\n".join(shown))


class _DaysAsText(StrictLoader):
    """Leaves a day the text that was typed, so that 2026-02-31 can be named with its place."""


_DaysAsText.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
    for first, resolvers in StrictLoader.yaml_implicit_resolvers.items()
}


def read_fields(name: str, text: bytes) -> "Fields":
    """A file's top mapping. Raises PlanFileInvalid where it is no YAML mapping in UTF-8."""

    def invalid(what: str, remedy: str) -> PlanFileInvalid:
        return PlanFileInvalid([Problem(name, "file", what, remedy)])

    try:
        data = load_yaml(text, _DaysAsText, LARGEST)
    except UnicodeDecodeError as error:
        raise invalid("not UTF-8 text", "Save it as UTF-8.") from error
    except FAULTS as error:
        raise invalid(" ".join(str(error).split())[:400], "Mend the YAML there.") from error
    if not isinstance(data, dict):
        raise invalid("no mapping at the top", "Start it with format: te-planner/plan/1.")
    return Fields(name, "top", data, [])


class Fields(Block):
    """One mapping of a plan's file, from which each key is taken once."""

    def line(self, key: str, default: str | None = "") -> str:
        """A text on one line, as it is; with the default None it must be there."""
        value = self.data.pop(key, default)
        if isinstance(value, str) and (value.strip() or default == ""):
            return re.sub(r"\s*\n\s*", " ", value.strip())
        self.problem(instead(key, value, "a text"), f"Write {key}: and its text.", key)
        return ""

    def note(self, key: str, *, required: bool = False) -> str:
        """A text that keeps its lines."""
        value = self.data.pop(key, None if required else "")
        if isinstance(value, str) and (value.strip() or not required):
            return value.strip()
        self.problem(instead(key, value, "a text"), f"Write {key}: and its text.", key)
        return ""

    def day(self, key: str, *, required: bool = False) -> Day | None:
        """An ISO day that is in the calendar."""
        if key not in self.data and not required:
            return None
        value = self.data.pop(key, None)
        if isinstance(value, str) and is_day(value):
            return value
        self.problem(instead(key, value, "a day"), "Write a day like 2026-11-24.", key)
        return None

    def number(self, key: str) -> int | None:
        """An optional whole number."""
        return self.whole(key) if key in self.data else None

    def figure(self, key: str, *, required: bool = False) -> float | None:
        """A number, not money: a reading, a level, a target."""
        if key not in self.data and not required:
            return None
        value = self.data.pop(key, None)
        if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= LARGEST_FIGURE:
            return value
        self.problem(instead(key, value, "a figure"), f"Write {key}: 1250.5, without a unit.", key)
        return None

    def amount(self, key: str, *, required: bool = False) -> str | None:
        """Money in major units, as text: `1250000`, `1250000.5`."""
        if key not in self.data and not required:
            return None
        value = self.data.pop(key, None)
        if isinstance(value, int | float | str) and not isinstance(value, bool) and is_amount(str(value)):
            return str(value)
        self.problem(instead(key, value, "an amount"), "Write it like 1250000 or 1250000.50.", key)
        return None

    def one_of(self, key: str, values: tuple[str, ...], *, what: str) -> str:
        """A name that the file or the roadmap knows; dangling ones are named with what is there."""
        value = self.data.pop(key, None)
        if isinstance(value, str) and value in values:
            return value
        listed = ", ".join(values[:8]) + (" …" if len(values) > 8 else "")
        self.problem(f"{key!r} is {shown(value)}, no {what}", f"Known are: {listed or 'none'}.", key)
        return ""

    def part(self, key: str) -> "Fields | None":
        """The mapping under an optional key."""
        if key not in self.data:
            return None
        found = self.block(key)
        return Fields(found.file, found.place, found.data, self.problems) if found else None

    def parts(self, key: str, name: str, *, where: str = "") -> Iterator["Fields"]:
        """The mappings of an optional list, each placed by `where` and its own `name` key, or by number."""
        if key not in self.data:
            return
        for number, found in enumerate(self.blocks(key, name), 1):
            named = str(found.data.get(name, number))
            yield Fields(found.file, f"{where or key} {named}", found.data, self.problems)


def is_day(text: str) -> bool:
    """ISO, and in the calendar."""
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def is_amount(text: str) -> bool:
    return re.fullmatch(r"-?\d{1,15}(\.\d{1,4})?", text, re.ASCII) is not None
