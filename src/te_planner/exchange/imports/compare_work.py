"""Milestones and contributions of a file against those of the plan."""

import re
from collections.abc import Mapping
from functools import cached_property
from itertools import compress, repeat
from typing import TYPE_CHECKING, Any

from te_planner.exchange.imports.model import Asked, Rows
from te_planner.exchange.imports.names import Names, NotYet, Refused, same_name, unclear
from te_planner.exchange.imports.preview import Call, Item, Values, Whole, changed_or_same
from te_planner.plan.snapshot import Milestone, System

if TYPE_CHECKING:
    from te_planner.roadmap.model import Cell

ID = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"

NEW = {
    "title": "title", "baseline": "day", "forecast": "forecast", "forecast_given": "given",
    "actual": "actual", "weight": "weight",
}  # fmt: skip
"""What a new milestone takes over from its row, by the names of the edit."""

SAID = {
    "id": "id", "title": "title", "baseline": "baseline_day", "weight": "weight", "actual": "actual_day",
    "forecast": "forecast_day", "forecast_given": "forecast_given_day", "cell": "cell",
}  # fmt: skip
"""What a row says of a milestone beside its project, by the plan's names."""
PLAIN = frozenset({"project", "title", "baseline", "weight", "actual"})
"""What new rows may say to be looked at all at once: each value is right or wrong by itself."""


def _refuse_weight(weight: int | None) -> None:
    if not 1 <= (1 if weight is None else weight) <= 1000:
        raise unclear("A weight is a whole number from 1 to 1000. Mend it.", "weight")


def is_id(text: str) -> bool:
    """Whether a text can be the id of a row of ours."""
    return bool(re.fullmatch(ID, text))


class Work:
    """What is compared later may rest on what was added before it."""

    def __init__(self, names: Names) -> None:
        self.names = names
        snapshot = names.snapshot
        rows = snapshot.milestones
        keys = [names.key_of[each.project_id] for each in rows]
        named = list(zip(keys, [same_name(each.title) for each in rows], strict=True))
        self.milestones = dict(zip(reversed(named), reversed(rows), strict=True))  # of one name the first
        exact = zip(keys, [each.title for each in rows], strict=True)
        several = len(self.milestones) < len(rows)  # of one name
        by_name: dict[tuple[str, str], list[Milestone]] = {}
        for name, row in zip(named, rows, strict=True) if several else ():
            by_name.setdefault(name, []).append(row)
        self.twins = {name: found for name, found in by_name.items() if len(found) > 1}
        alone = [name not in self.twins for name in named] if several else repeat(True)
        self.as_named = dict(compress(zip(exact, rows, strict=True), alone))
        """The milestones by their project's key and their title, without those of one name."""
        self.new_ids: set[str] = set()
        self.shares = {
            (names.key_of[each.project_id], each.cell, each.system_id): each.share
            for each in snapshot.contributions
        }
        self.places: dict[tuple[str, str], set[str]] = {}
        for key, cell, place in self.shares:
            self.places.setdefault((key, cell), set()).add(place)
        self.system_names: dict[str | None, str] = {each.id: each.name for each in snapshot.systems}

    def all_alike(self, rows: Rows) -> Whole | None:
        """All rows of a table at once, where each of them is plainly new, or plainly as the plan has it.

        By columns, since most files are like that and have thousands of rows; of all others None.
        """
        if not {"project", "title"} <= rows.columns.keys() <= {"project", *SAID}:
            return None
        return self._all_same(rows) or self._all_new(rows)

    def _all_same(self, rows: Rows) -> Whole | None:
        """Each is named as in the plan, and says no more than that does."""
        if len(rows) > len(self.as_named):
            return None
        titles = rows.columns["title"]
        named = list(zip(rows.columns["project"], titles, strict=True))
        found = list(map(self.as_named.get, named))
        if None in found or not rows.say(found, SAID):
            return None
        if not self.names.once([each.id for each in filter(None, found)], rows):
            return None
        what = list(map("/".join, named))
        return Whole("same", rows, what, lambda n: Item("same", "milestone", rows[n].place, what[n]))

    def _all_new(self, rows: Rows) -> Whole | None:
        """Each is of a known project, has a title that is not there yet, and values that can be."""
        columns = rows.columns
        if not columns.keys() <= PLAIN or not all(columns["title"]):
            return None
        try:
            known = {name: self.names.project(name or "") for name in set(columns["project"])}
            for weight in set(columns.get("weight", ())):
                _refuse_weight(weight)
            for day in set(columns.get("actual", ())):
                self._done(day)
        except Refused:
            return None
        keys = list(map(known.__getitem__, columns["project"]))
        named = list(zip(keys, map(same_name, columns["title"]), strict=True))
        if not self.milestones.keys().isdisjoint(named) or not self.names.once(named, rows):
            return None
        what = list(map("/".join, zip(keys, columns["title"], strict=True)))
        made = {NEW[name]: cells for name, cells in columns.items() if name in NEW}

        def item(number: int) -> Item:
            return self._new_milestone(rows[number], keys[number], what[number])

        return Whole("new", rows, what, item, "add_milestone", {"project": keys, **made})

    @cached_property
    def milestone_ids(self) -> dict[str, Milestone]:
        """The milestones by their id."""
        return {each.id: each for each in self.names.snapshot.milestones}

    @cached_property
    def as_said(self) -> dict[tuple[str, str], Values]:
        """What the plan says of each milestone, by its project's key and its title, in a file's words."""
        return {named: self._has(named[0], row) for named, row in self.as_named.items()}

    def _has(self, key: str, row: Milestone) -> Values:
        return {
            "id": row.id, "project": key, "title": row.title, "baseline": row.baseline_day,
            "weight": row.weight, "forecast": row.forecast_day, "forecast_given": row.forecast_given_day,
            "actual": row.actual_day, "cell": row.cell, "system": self.system_names.get(row.system_id),
        }  # fmt: skip

    def milestone(self, asked: Asked) -> Item:
        values = asked.values
        said = self.as_said.get((values.get("project"), values.get("title")))  # type: ignore[arg-type]
        if said and values.items() <= said.items():  # most rows of a file that comes back
            what = f"{values['project']}/{values['title']}"
            return self.names.twice(said["id"], asked, what) or Item("same", "milestone", asked.place, what)
        return self._milestone(asked)

    def _milestone(self, asked: Asked) -> Item:
        values = asked.values
        title = values.get("title")
        row = self.milestone_ids.get(values["id"]) if values.get("id") else None
        key = self.names.key_of[row.project_id] if row else self.names.project(values.get("project") or "")
        if row and (said := values.get("project")) and (other := self.names.project(said)) != key:
            raise Refused(
                f"In the plan it is a milestone of {key}, here of {other}, and an import moves none. "
                f"Remove it from {key} first, or leave the row out.",
                value="project",
            )
        named = (key, same_name(row.title if row else title or ""))
        if row is None:
            if not title:
                raise unclear("The milestone has no title. Write one.", "title")
            if named in self.twins:
                raise NotYet(
                    f"{key} has two milestones “{title}”. Give one of them another title.", value="title"
                )
            row = self.milestones.get(named)
        what = f"{key}/{row.title if row else title}"
        if again := self.names.twice(row.id if row else named, asked, what):
            return again
        if (known_as := values.get("id")) and known_as not in self.milestone_ids:
            if known_as in self.new_ids:
                raise Refused("Another row has this id. Keep it in one of them.", value="id")
            self.new_ids.add(known_as)
        _refuse_weight(values.get("weight"))
        return self._old_milestone(asked, key, what, row) if row else self._new_milestone(asked, key, what)

    def _new_milestone(self, asked: Asked, key: str, what: str) -> Item:
        values, names = asked.values, self.names
        made: Values = {"project": key}
        for name, value in values.items():
            if value is not None and name in NEW:
                made[NEW[name]] = value
        if (known_as := values.get("id")) and is_id(known_as):
            made["known_as"] = known_as
        if "forecast" in made:
            made["given"] = names.past(made.get("given"), "day of the forecast", "forecast_given")
        elif "given" in made:
            del made["given"]
        self._done(made.get("actual"))
        if values.get("cell"):
            cell, system = self._tie(key, values)
            made["cell"], made["system"] = cell.ref, system.name
        return Item(
            "new", "milestone", asked.place, what, (("add_milestone", made),), values, {}, asked.columns
        )

    def _done(self, day: str | None) -> str:
        return self.names.past(day, "day done", "actual")

    def _tie(self, key: str, values: Mapping[str, Any]) -> "tuple[Cell, System]":
        """The cell and the system; without one, the only system in which the project contributes to it."""
        cell = self.names.cell(values["cell"], "E", "an enabler cell of the roadmap")
        if not values.get("system"):
            places = self.places.get((key, cell.ref), ())
            if len(places) == 1:
                return cell, self.names.system(self.system_names[next(iter(places))])
        return cell, self.names.system(values.get("system"))

    def _old_milestone(self, asked: Asked, key: str, what: str, row: Milestone) -> Item:
        values, names = asked.values, self.names
        now: Values = {}
        was = self._has(key, row)
        edits: list[Call] = []
        change = {
            name: values[name]
            for name in ("title", "baseline", "weight")
            if values.get(name) is not None and values[name] != was[name]
        }
        if "title" in change and same_name(change["title"]) == same_name(row.title) and not values.get("id"):
            del change["title"]  # it was matched by its name: case and blanks are no other title
        if "title" in change:
            self._refuse_other_title(key, change["title"], row)
        now |= change
        if values.get("cell"):
            cell, system = self._tie(key, values)
            if (cell.ref, system.id) != (row.cell, row.system_id):
                change |= {"cell": cell.ref, "system": system.name}
                now |= {"cell": cell.ref, "system": system.name}
        if change:
            edits.append(("change_milestone", {"milestone": row.id, **change}))
        forecast, said = values.get("forecast"), values.get("forecast_given")
        if forecast and (forecast != row.forecast_day or (said and said != row.forecast_given_day)):
            day = names.past(said, "day of the forecast", "forecast_given")
            edits.append(("reforecast_milestone", {"milestone": row.id, "day": forecast, "given": day}))
            now |= {"forecast": forecast, "forecast_given": day}
        if "actual" in values and values["actual"] != row.actual_day:
            if values["actual"]:
                day = self._done(values["actual"])
                edits.append(("complete_milestone", {"milestone": row.id, "day": day}))
            else:
                edits.append(("reopen_milestone", {"milestone": row.id}))
            now["actual"] = values["actual"]
        if "title" in change:
            self._rename(key, change["title"], row)
        return changed_or_same(asked, what, now, was, edits)

    def _refuse_other_title(self, key: str, title: str, row: Milestone) -> None:
        named = (key, same_name(title))
        if self.milestones.get(named, row) is not row or self.names.is_named(named):
            raise NotYet(f"{key} has a milestone “{title}” already. Write another title.", value="title")

    def _rename(self, key: str, title: str, row: Milestone) -> None:
        """From here on the file's rows find it by its new title, as they will when it comes again."""
        old, new = (key, same_name(row.title)), (key, same_name(title))
        self.as_named.pop((key, row.title), None)
        self.as_said.pop((key, row.title), None)
        if old == new:
            return
        del self.milestones[old]
        others = [each for each in self.twins.pop(old, ()) if each is not row]
        if others:
            self.milestones[old] = others[0]
        if len(others) > 1:
            self.twins[old] = others
        self.milestones[new] = row

    def contribution(self, asked: Asked) -> Item:
        values, names = asked.values, self.names
        key = names.project(values.get("project") or "")
        cell = names.cell(values.get("cell"), "E", "an enabler cell, which is what projects deliver")
        if cell.nature == "baseline":
            raise Refused(f"{cell.ref} describes how things are today: nobody delivers it. Remove the row.")
        places = names.systems(values.get("system"))
        share = values.get("share")
        if share is not None and not 1 <= share <= 100:
            raise unclear(f"A share is 1 to 100 percent; {share} is not. Mend it.", "share")
        what = f"{key} → {cell.ref} in {', '.join(each.name for each in places)}"
        told = asked._replace(values={"share": share})
        again = [names.twice(("share", key, cell.ref, each.id), told, what) for each in places]
        if all(again):
            return Item("same", "contribution", asked.place, what)
        had = {each.id: self.shares.get((key, cell.ref, each.id)) for each in places}
        wanted = {place: share or old or 100 for place, old in had.items()}
        moved = [each.name for each in places if had[each.id] != wanted[each.id]]
        for place, each in wanted.items():
            self.shares[key, cell.ref, place] = each
            self.places.setdefault((key, cell.ref), set()).add(place)
        made = {"project": key, "cell": cell.ref, "systems": moved, "share": share or 100}
        edits: list[Call] = [("map_project", made)] if moved else []
        if any(old is None for old in had.values()):
            return Item("new", "contribution", asked.place, what, tuple(edits), values, {}, asked.columns)
        return changed_or_same(asked, what, {"share": share}, {"share": next(iter(had.values()))}, edits)
