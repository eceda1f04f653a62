"""Projects, budgets, dependencies, contributions and milestones of a file against those of the plan."""

import re
from collections.abc import Hashable, Mapping
from typing import Any

from te_planner.exchange.imports.model import Asked
from te_planner.exchange.imports.names import Names, Refused, same_name, unclear
from te_planner.exchange.imports.preview import Call, Item
from te_planner.plan.money import currency_code, minor
from te_planner.plan.snapshot import BudgetLine, Milestone, Project, System
from te_planner.roadmap.model import Cell

Values = dict[str, Any]
ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


def is_id(text: str) -> bool:
    """Whether a text can be the id of a row of ours."""
    return bool(ID.fullmatch(text))


def given(values: Mapping[str, Any], *names: str) -> Values:
    """Of these values those that the file says something of."""
    return {name: values[name] for name in names if values.get(name) is not None}


def item(asked: Asked, what: str, now: Values, was: Values, edits: list[Call]) -> Item:
    """Of a thing that is there: the same, or what changes of it."""
    if not edits:
        return Item("same", asked.kind, asked.place, what)
    return Item("changed", asked.kind, asked.place, what, tuple(edits), now, was, asked.columns)


class Work:
    """What is compared later may rest on what was added before it."""

    def __init__(self, names: Names) -> None:
        self.names = names
        snapshot = names.snapshot
        self.key_of = {each.id: each.key for each in snapshot.projects}
        self.statuses: dict[str, list[tuple[str, str, int]]] = {}
        for change in snapshot.status_changes:
            self.statuses.setdefault(change.project_id, []).append((change.day, change.status, change.seq))
        self.milestones: dict[tuple[str, str], Milestone] = {
            (self.key_of[each.project_id], same_name(each.title)): each for each in snapshot.milestones
        }
        self.milestone_ids = {each.id: each for each in snapshot.milestones}
        self.new_ids: set[str] = set()
        self.shares = {
            (self.key_of[each.project_id], each.cell, each.system_id): each.share
            for each in snapshot.contributions
        }
        self.lags = {
            (self.key_of[each.project_id], self.key_of[each.depends_on_id]): each.lag_days
            for each in snapshot.dependencies
        }
        self.waits: dict[str, list[str]] = {}
        for after, before in self.lags:
            self.waits.setdefault(after, []).append(before)
        self.lines: dict[tuple[str, int, str, str], BudgetLine] = {
            (self.key_of[each.project_id], each.year, each.kind, each.docket): each
            for each in snapshot.budget_lines
        }
        self.system_names = {each.id: each.name for each in snapshot.systems}
        self.seen: dict[Hashable, Asked] = {}

    def twice(self, key: Hashable, asked: Asked, what: str) -> Item | None:
        """The file says it twice: in the same words once is enough, else nobody knows which holds."""
        first = self.seen.setdefault(key, asked)
        if first is asked:
            return None
        if first.values == asked.values:
            return Item("same", asked.kind, asked.place, what)
        raise Refused(f"{what} stands twice, and {first.place} says otherwise. Keep one of them.")

    def project(self, asked: Asked) -> Item:
        values = asked.values
        key = values.get("key")
        row = self._project(key, values.get("title"))
        if row is None and key and not values.get("title") and key.upper() in self.names.keys:
            return self._later_status(asked, self.names.keys[key.upper()])
        if row is None:
            return self._new_project(asked)
        what = f"{row.key} {row.title}"
        dated = None if values.get("title") else values.get("status_day")  # a file may tell how it went
        if again := self.twice(("project", row.key, dated), asked, what):
            return again
        was = {
            "title": row.title, "owner": row.owner, "start": row.start_day, "end": row.end_day,
            "note": row.note,
        }  # fmt: skip
        now = {
            name: values[name]
            for name in was
            if name in values and (values[name] or None) != (was[name] or None)
        }
        if now.get("title", "x") is None:
            raise unclear("A project needs a title. Write one.", "title")
        self._span(now.get("start", row.start_day), now.get("end", row.end_day))
        edits: list[Call] = []
        if now:
            edits.append(
                ("change_project", {"project": row.key, **{name: each or "" for name, each in now.items()}})
            )
        had = max(self.statuses.get(row.id, ()), default=("", None, 0))[1]
        if status := self._status(row, values):
            edits.append(("set_status", {"project": row.key, **status}))
            was["status"], now["status"] = had, status["status"]
        return item(asked, what, now, was, edits)

    def _project(self, key: str | None, title: str | None) -> Project | None:
        """The plan's own, by its key, else by its title."""
        names = self.names
        if key and key.upper() in names.keys:
            return names.rows.get(names.keys[key.upper()])
        keys = (
            [each for each in names.titles.get(same_name(title), []) if each in names.rows] if title else []
        )
        if key and keys:
            raise Refused(
                f"“{title}” is {', '.join(keys)} in the plan, but the file's key is {key}. Write the plan's "
                "key, or leave the key column out (--map 'its heading=').",
                value="key",
            )
        if len(keys) > 1:
            raise Refused(f"“{title}” is the title of {len(keys)} projects: {', '.join(keys)}. Write a key.")
        return names.rows[keys[0]] if keys else None

    def _new_project(self, asked: Asked) -> Item:
        names, values = self.names, asked.values
        key, title = values.get("key"), values.get("title")
        if not title:
            raise unclear(f"{key or 'The project'} is new and has no title. Write one.", "title")
        if again := self.twice(
            ("project", key.upper() if key else same_name(title)), asked, f"{key or title}"
        ):
            return again
        if key and (len(key) > 20 or re.search(r"[\s/]", key)):
            raise unclear(
                f"“{key}” cannot be a key: at most 20 signs, no blank, no slash. Mend it, or leave the "
                "column out (--map 'its heading=').",
                "key",
            )
        self._span(values.get("start"), values.get("end"))
        key = key or names.next_key()
        made = {"title": title, "key": key, **given(values, "owner", "start", "end", "status", "note")}
        if values.get("status"):
            made["status_day"] = names.past(values.get("status_day"), "status day", "status_day")
        names.add_project(key, title)
        what = f"{key} {title}"
        return Item("new", "project", asked.place, what, (("add_project", made),), values, {}, asked.columns)

    def _later_status(self, asked: Asked, key: str) -> Item:
        """What became of a project that the file itself adds."""
        values = asked.values
        if not values.get("status"):
            return Item("same", "project", asked.place, key)
        day = self.names.past(values.get("status_day"), "status day", "status_day")
        edit: Call = ("set_status", {"project": key, "status": values["status"], "day": day})
        what = f"{key}: {values['status']}"
        return Item("new", "project", asked.place, what, (edit,), values, {}, asked.columns)

    def _span(self, start: str | None, end: str | None) -> None:
        if start and end and end < start:
            raise unclear(f"The end {end} lies before the start {start}. Mend one of them.", "end")

    def _status(self, row: Project, values: Mapping[str, Any]) -> Values | None:
        """The status that is to be set: one that the plan has not recorded."""
        status = values.get("status")
        if not status:
            return None
        history = self.statuses.setdefault(row.id, [])
        history.sort()
        day = values.get("status_day")
        if any(each[1] == status and each[0] == day for each in history):
            return None
        if not day and history and history[-1][1] == status:
            return None
        since = self.names.past(day, "status day", "status_day")
        history.append((since, status, len(history)))
        return {"status": status, "day": since}

    def milestone(self, asked: Asked) -> Item:
        values = asked.values
        title = values.get("title")
        row = self.milestone_ids.get(values["id"]) if values.get("id") else None
        key = self.key_of[row.project_id] if row else self.names.project(values.get("project") or "")
        if row is None:
            if not title:
                raise unclear("The milestone has no title. Write one.", "title")
            row = self.milestones.get((key, same_name(title)))
        what = f"{key}/{row.title if row else title}"
        if again := self.twice((key, row.id if row else same_name(title or "")), asked, what):
            return again
        if not 1 <= (values.get("weight") or 1) <= 1000:
            raise unclear("A weight is a whole number from 1 to 1000. Mend it.", "weight")
        return self._old_milestone(asked, key, what, row) if row else self._new_milestone(asked, key, what)

    def _new_milestone(self, asked: Asked, key: str, what: str) -> Item:
        values, names = asked.values, self.names
        made: Values = {"project": key, "title": values["title"]}
        if (known_as := values.get("id")) and is_id(known_as):
            if known_as in self.new_ids:
                raise Refused("Another row has this id. Keep it in one of them.", value="id")
            self.new_ids.add(known_as)
            made["known_as"] = known_as
        if day := values.get("baseline"):
            made["day"] = day
        if weight := values.get("weight"):
            made["weight"] = weight
        if day := values.get("forecast"):
            made["forecast"] = day
            made["given"] = names.past(values.get("forecast_given"), "day of the forecast", "forecast_given")
        if day := values.get("actual"):
            made["actual"] = names.past(day, "day done", "actual")
        if values.get("cell"):
            cell, system = self._tie(key, values)
            made["cell"], made["system"] = cell.ref, system.name
        return Item(
            "new", "milestone", asked.place, what, (("add_milestone", made),), values, {}, asked.columns
        )

    def _tie(self, key: str, values: Mapping[str, Any]) -> tuple[Cell, System]:
        """The cell and the system; without one, the only system in which the project contributes to it."""
        cell = self.names.cell(values["cell"], "E", "an enabler cell of the roadmap")
        if not values.get("system"):
            places = {place for project, ref, place in self.shares if (project, ref) == (key, cell.ref)}
            if len(places) == 1:
                return cell, self.names.system(self.system_names[places.pop()])
        return cell, self.names.system(values.get("system"))

    def _old_milestone(self, asked: Asked, key: str, what: str, row: Milestone) -> Item:
        values, names = asked.values, self.names
        now: Values = {}
        was = {
            "title": row.title, "baseline": row.baseline_day, "weight": row.weight,
            "forecast": row.forecast_day, "forecast_given": row.forecast_given_day,
            "actual": row.actual_day, "cell": row.cell,
            "system": self.system_names.get(row.system_id or ""),
        }  # fmt: skip
        edits: list[Call] = []
        change = {
            name: values[name]
            for name in ("title", "baseline", "weight")
            if values.get(name) is not None and values[name] != was[name]
        }
        if "title" in change and same_name(change["title"]) == same_name(row.title) and not values.get("id"):
            del change["title"]  # it was matched by its name: case and blanks are no other title
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
                day = names.past(values["actual"], "day done", "actual")
                edits.append(("complete_milestone", {"milestone": row.id, "day": day}))
            else:
                edits.append(("reopen_milestone", {"milestone": row.id}))
            now["actual"] = values["actual"]
        return item(asked, what, now, was, edits)

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
        if again := self.twice(("share", key, cell.ref, frozenset(each.id for each in places)), asked, what):
            return again
        had = {each.id: self.shares.get((key, cell.ref, each.id)) for each in places}
        wanted = {place: share or old or 100 for place, old in had.items()}
        moved = [each.name for each in places if had[each.id] != wanted[each.id]]
        for place, each in wanted.items():
            self.shares[key, cell.ref, place] = each
        made = {"project": key, "cell": cell.ref, "systems": moved, "share": share or 100}
        edits: list[Call] = [("map_project", made)] if moved else []
        if any(old is None for old in had.values()):
            return Item("new", "contribution", asked.place, what, tuple(edits), values, {}, asked.columns)
        return item(asked, what, {"share": share}, {"share": next(iter(had.values()))}, edits)

    def dependency(self, asked: Asked) -> Item:
        values, names = asked.values, self.names
        key, on = names.project(values.get("project") or ""), names.project(values.get("on") or "", "on")
        lag = values.get("lag")
        what = f"{key} waits for {on}"
        if again := self.twice(("wait", key, on), asked, what):
            return again
        if key == on:
            raise Refused(f"{key} cannot wait for itself. Remove the row.", value="on")
        if lag is not None and abs(lag) > 3650:
            raise unclear(f"A lag of {lag} days is no lag. Write days, at most ten years.", "lag")
        old = self.lags.get((key, on))
        if old is None and self._reaches(on, key):
            raise Refused(f"{on} waits for {key} already: that would be a circle. Remove one of them.")
        if old is None:
            self.waits.setdefault(key, []).append(on)
            made = {"project": key, "on": on, "lag": lag or 0}
            return Item(
                "new", "dependency", asked.place, what, (("depend", made),), values, {}, asked.columns
            )
        edits: list[Call] = []
        if lag is not None and lag != old:
            edits.append(("depend", {"project": key, "on": on, "lag": lag}))
        return item(asked, what, {"lag": lag}, {"lag": old}, edits)

    def _reaches(self, start: str, goal: str) -> bool:
        """Whether `start` waits, by however many steps, for `goal`."""
        seen, left = {start}, [start]
        while left:
            here = left.pop()
            if here == goal:
                return True
            fresh = [each for each in self.waits.get(here, ()) if each not in seen]
            seen.update(fresh)
            left += fresh
        return False

    def budget(self, asked: Asked) -> Item:
        values, names = asked.values, self.names
        key = names.project(values.get("project") or "")
        year, kind, docket = values.get("year"), values.get("kind"), values.get("docket") or ""
        if not kind:
            raise unclear("Is it capital or operating? Write it in a column “kind”.", "kind")
        if not year or not 1900 <= year <= 9999:
            raise unclear(f"{year or 'Nothing'} is no year of a budget. Write one such as 2027.", "year")
        what = f"{key} {kind} {year}{f' {docket}' if docket else ''}"
        if again := self.twice(("budget", key, year, kind, docket), asked, what):
            return again
        line = self.lines.get((key, year, kind, docket))
        planned, actual, money = values.get("planned"), values.get("actual"), values.get("currency")
        if planned is None and line is None:
            raise unclear("The budget has no planned amount. Write one, if only 0.", "planned")
        own = {
            "planned": minor(planned) if planned is not None else line.planned_minor if line else 0,
            "actual": minor(actual) if actual is not None else line.actual_minor if line else None,
            "currency": currency_code(money)
            if money
            else line.currency
            if line
            else names.snapshot.plan.currency,
        }
        if line and own == (
            was := {"planned": line.planned_minor, "actual": line.actual_minor, "currency": line.currency}
        ):
            return item(asked, what, {}, was, [])
        made = {"project": key, "year": year, "kind": kind, "docket": docket, "currency": own["currency"]}
        made |= given(values, "actual")
        made["planned"] = planned if planned is not None else _major(own["planned"])
        edits: list[Call] = [("set_budget", made)]
        if line is None:
            return Item("new", "budget", asked.place, what, tuple(edits), values, {}, asked.columns)
        was = {
            "planned": _major(line.planned_minor),
            "actual": _major(line.actual_minor),
            "currency": line.currency,
        }
        now = {
            name: value
            for name, value in given(values, "planned", "actual", "currency").items()
            if value != was[name]
        }
        return item(asked, what, now, was, edits)


def _major(cents: Any) -> Any:
    from decimal import Decimal

    return None if cents is None else Decimal(cents) / 100
