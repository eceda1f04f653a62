"""What a plan and a file call things: projects by key or title, systems and cells by name."""

import re
from collections.abc import Callable, Hashable, Iterable, Sequence
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from te_planner.errors import WrongCall
from te_planner.exchange.imports.model import Asked, Rows
from te_planner.exchange.imports.preview import Item, State
from te_planner.plan.checked import key_numbered, last_number
from te_planner.plan.snapshot import Day, Project, Snapshot, System

if TYPE_CHECKING:
    from te_planner.roadmap.model import Cell, Roadmap

REF = r"[A-Z]{3}\d{2}\.[123]"


class Refused(WrongCall):
    """What a row asks cannot be: in conflict with the plan or the file, or not understood."""

    def __init__(self, text: str, state: State = "conflict", value: str = "") -> None:
        super().__init__(text)
        self.state, self.value = state, value


class NotYet(Refused):
    """What a row asks cannot be yet: another row of the file may make room for it."""


def unclear(text: str, value: str = "") -> Refused:
    return Refused(text, "not understood", value)


@lru_cache(maxsize=200_000)
def same_name(text: str) -> str:
    """A name as names are compared: in any case, blanks collapsed."""
    return " ".join(text.split()).casefold()


class Names:
    """Both the plan's and those that the file adds while it is compared."""

    def __init__(self, snapshot: Snapshot, roadmap: "Callable[[], Roadmap]", today: Day) -> None:
        self.snapshot, self._roadmap, self.today = snapshot, roadmap, today
        self.rows: dict[str, Project] = {each.key: each for each in snapshot.projects}
        self.keys: dict[str, str] = {key.upper(): key for key in self.rows}
        self.titles: dict[str, list[str]] = {}
        for each in snapshot.projects:
            self.titles.setdefault(same_name(each.title), []).append(each.key)
        self.key_of: dict[str, str] = {each.id: each.key for each in snapshot.projects}
        by_name = [(each.name, each) for each in reversed(snapshot.systems)]
        self.places: dict[str, System] = {same_name(name): each for name, each in by_name} | dict(by_name)
        self.seen: dict[Hashable, Asked] = {}
        self.seen_tables: list[tuple[dict[Hashable, int], Rows]] = []
        self.last = last_number(self.keys)

    @cached_property
    def roadmap(self) -> "Roadmap":
        """Loaded when a file names a cell."""
        return self._roadmap()

    def twice(self, key: Hashable, asked: Asked, what: str) -> Item | None:
        """The file says it twice: in the same words once is enough, else nobody knows which holds."""
        first = self._among(key) or self.seen.setdefault(key, asked)
        if first is asked:
            return None
        if first.values == asked.values:
            return Item("same", asked.kind, asked.place, what)
        raise Refused(f"{what} stands twice, and {first.place} says otherwise. Keep one of them.")

    def once(self, keys: Sequence[Hashable], rows: Rows) -> bool:
        """Whether the file has named none of these rows before, and none twice; then they are named."""
        numbers = dict(zip(keys, range(len(rows)), strict=True))
        before: list[Iterable[Hashable]] = [self.seen, *(seen for seen, _ in self.seen_tables)]
        if len(numbers) < len(keys) or not all(numbers.keys().isdisjoint(seen) for seen in before):
            return False
        self.seen_tables.append((numbers, rows))
        return True

    def is_named(self, key: Hashable) -> bool:
        """Whether the file has said something of it."""
        return key in self.seen or self._among(key) is not None

    def _among(self, key: Hashable) -> Asked | None:
        """The row of a table that was looked at all at once."""
        return next((rows[numbers[key]] for numbers, rows in self.seen_tables if key in numbers), None)

    def reserve(self, keys: Iterable[str]) -> None:
        """Keys that the file gives: none of them is made up for another project."""
        self.last = max(self.last, last_number(keys))

    def add_project(self, key: str, title: str) -> None:
        self.keys[key.upper()] = key
        self.titles.setdefault(same_name(title), []).append(key)

    def rename_project(self, row: Project, title: str) -> None:
        """From here on the file's rows find it by its new title, as they will when it comes again."""
        self.titles[same_name(row.title)].remove(row.key)
        self.titles.setdefault(same_name(title), []).append(row.key)

    def next_key(self) -> str:
        """As the edits give them: P-07 after P-06."""
        self.last += 1
        return key_numbered(self.last)

    def project(self, name: str, value: str = "project") -> str:
        """The key of a project by its key, else by its title. Raises Refused."""
        if found := self.keys.get(name) or self.keys.get(name.upper()):
            return found
        if key := self.titled(name, value):
            return key
        raise Refused(
            f"There is no project “{name}”, in the plan or in the file. Import the projects too.", value=value
        )

    def titled(self, title: str, value: str = "title") -> str | None:
        """The key of the one project of a title, if there is one. Raises NotYet where there are several."""
        keys = self.titles.get(same_name(title), [])
        if len(keys) > 1:
            listed = ", ".join(keys[:6])
            raise NotYet(
                f"“{title}” is the title of {len(keys)} projects: {listed}. Write a key.", value=value
            )
        return keys[0] if keys else None

    def system(self, name: str | None) -> System:
        """By name; without one, the plan's only system. Raises Refused."""
        systems = self.snapshot.systems
        if name:
            if found := self.places.get(name) or self.places.get(same_name(name)):
                return found
        elif len(systems) == 1:
            return systems[0]
        known = ", ".join(each.name for each in systems[:6]) or "none"
        said = f"There is no system “{name}”." if name else "The row names no system."
        raise Refused(
            f"{said} The plan has: {known}. Write one of them, or add it: te-planner add system.",
            value="system",
        )

    def systems(self, text: str | None) -> list[System]:
        """Several, parted by semicolons or commas; `all` are all of them. Raises Refused."""
        if text and text.casefold() == "all" and self.snapshot.systems:
            return list(self.snapshot.systems)
        if text and any(same_name(each.name) == same_name(text) for each in self.snapshot.systems):
            return [self.system(text)]
        parts = [part.strip() for part in re.split("[;,\n]", text or "") if part.strip()]
        return list({each.id: each for each in map(self.system, parts or [None])}.values())

    def cell(self, text: Any, lanes: str, what: str, value: str = "cell") -> "Cell":
        """By its reference, which may stand before other words. Raises Refused."""
        spelled = str(text or "").strip().upper()
        found = self.roadmap.cells.get(spelled)
        if found is None and (ref := re.match(REF, spelled)):
            found = self.roadmap.cells.get(ref[0])
        if found is None or found.lane not in lanes:
            raise unclear(f"“{text or ''}” is not {what}. te-planner roadmap search WORDS finds one.", value)
        return found

    def past(self, day: str | None, what: str, value: str) -> str:
        """A day of what has happened: today without one. Raises Refused."""
        if day and day > self.today:
            raise unclear(f"The {what} {day} lies in the future. Mend the day.", value)
        return day or self.today
