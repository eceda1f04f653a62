"""Projects of a file against those of the plan, with what they cost and what they wait for."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from te_planner.exchange.imports.in_turn import tells_a_day
from te_planner.exchange.imports.model import Asked, Rows
from te_planner.exchange.imports.names import Names, NotYet, Refused, same_name, unclear
from te_planner.exchange.imports.preview import Call, Item, Values, Whole, changed_or_same, given
from te_planner.plan.snapshot import BudgetLine

SAID = {
    "key": "key", "title": "title", "owner": "owner", "start": "start_day", "end": "end_day", "note": "note",
}  # fmt: skip
"""What a row says of a project, its status apart, by the plan's names."""


class Projects:
    """What is compared later may rest on what was added before it."""

    def __init__(self, names: Names) -> None:
        self.names = names
        snapshot = names.snapshot
        key_of = names.key_of
        self.statuses: dict[str, list[tuple[str, int, str]]] = {}
        for change in snapshot.status_changes:
            known = self.statuses.setdefault(key_of[change.project_id], [])
            known.append((change.day, change.seq, change.status))
        self.lags = {
            (key_of[each.project_id], key_of[each.depends_on_id]): each.lag_days
            for each in snapshot.dependencies
        }
        self.waits: dict[str, list[str]] = {}
        for after, before in self.lags:
            self.waits.setdefault(after, []).append(before)
        self.lines: dict[tuple[str, int, str, str], BudgetLine] = {
            (key_of[each.project_id], each.year, each.kind, each.docket): each
            for each in snapshot.budget_lines
        }

    def all_alike(self, rows: Rows) -> Whole | None:
        """All rows of a table at once, where each of them is plainly new, or plainly as the plan has it.

        By columns, since most files are like that; of all others None.
        """
        keys, titles = rows.columns.get("key", ()), rows.columns.get("title", ())
        if not rows.columns.keys() <= SAID.keys() or not (keys and all(keys) and titles and all(titles)):
            return None
        what = list(map(" ".join, zip(keys, titles, strict=True)))
        found = list(map(self.names.rows.get, keys))
        if None not in found:
            same = rows.say(found, SAID) and self.names.once([("project", key.upper()) for key in keys], rows)
            made = lambda n: Item("same", "project", rows[n].place, what[n])  # noqa: E731  # of that row
            return Whole("same", rows, what, made) if same else None
        if not self._all_new(rows, [key.upper() for key in keys]):
            return None
        for key, title in zip(keys, titles, strict=True):
            self.names.add_project(key, title)
        return Whole(
            "new", rows, what, lambda n: self._added(rows[n], keys[n], titles[n]), "add_project", rows.columns
        )

    def _all_new(self, rows: Rows, keys: Sequence[str]) -> bool:
        """Whether neither key nor title of any of them is there yet, and their values can be."""
        names, columns = self.names, rows.columns
        if not (
            names.keys.keys().isdisjoint(keys)
            and names.titles.keys().isdisjoint(map(same_name, columns["title"]))
        ):
            return False
        try:
            for key in keys:
                _refuse_key(key)
            for start, end in zip(columns.get("start", ()), columns.get("end", ()), strict=False):
                self._span(start, end)
        except Refused:
            return False
        return names.once([("project", key) for key in keys], rows)

    def project(self, asked: Asked) -> Item:
        values = asked.values
        key, title = values.get("key"), values.get("title")
        if not (key or title):
            raise _untitled()
        known = self._known(key, title)
        if tells_a_day(values):
            return self._later_status(asked, known)
        row = self.names.rows.get(known) if known else None
        what = f"{row.key} {row.title}" if row else key or title or ""
        named = known or key
        if again := self.names.twice(("project", named.upper() if named else same_name(title)), asked, what):
            return again
        if row is None:
            return self._new_project(asked)
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
        if "title" in now and not key:
            del now["title"]  # it was found by its title: case and blanks are no other one
        self._span(now.get("start", row.start_day), now.get("end", row.end_day))
        status = self._status(row.key, values)
        edits: list[Call] = []
        if now:
            edits.append(
                ("change_project", {"project": row.key, **{name: each or "" for name, each in now.items()}})
            )
        if status:
            edits.append(("set_status", {"project": row.key, **status}))
            was["status"] = max(self._history(row.key), default=("", 0, None))[2]
            now["status"] = status["status"]
            self._record(row.key, status)
        if "title" in now:
            self.names.rename_project(row, now["title"])
        return changed_or_same(asked, what, now, was, edits)

    def _known(self, key: str | None, title: str | None) -> str | None:
        """The key of the plan's or the file's own, by its key, else by its title."""
        named = key or title or ""  # a column “Project” may hold either
        if found := self.names.keys.get(named.upper()):
            return found
        return self.names.titled(title) if title and not key else None

    def _refuse_other_key(self, key: str, title: str) -> None:
        """A key that is not the plan's, for a title that is."""
        names = self.names
        keys = [each for each in names.titles.get(same_name(title), []) if each in names.rows]
        if keys and _of_a_schedule(key):  # what others have brought is not of this one
            keys = [each for each in keys if not _of_a_schedule(each)]
        if keys:
            raise NotYet(
                f"“{title}” is {', '.join(keys)} in the plan, but the file's key is {key}. Write the plan's "
                "key, or leave the key column out (--map 'its heading=').",
                value="key",
            )

    def _new_project(self, asked: Asked) -> Item:
        names, values = self.names, asked.values
        key, title = values.get("key"), values.get("title")
        if not title:
            raise _untitled(key)
        if key:
            self._refuse_other_key(key, title)
        _refuse_key(key)
        self._span(values.get("start"), values.get("end"))
        key = key or names.next_key()
        item = self._added(asked, key, title)
        names.add_project(key, title)  # not before: one that is refused is there for no other row
        names.seen["project", key.upper()] = asked
        return item

    def _added(self, asked: Asked, key: str, title: str) -> Item:
        names, values = self.names, asked.values
        made = {"title": title, "key": key, **given(values, "owner", "start", "end", "status", "note")}
        if values.get("status"):
            made["status_day"] = names.past(values.get("status_day"), "status day", "status_day")
            self.statuses[key] = [(made["status_day"], 0, made["status"])]
        what = f"{key} {title}"
        return Item("new", "project", asked.place, what, (("add_project", made),), values, {}, asked.columns)

    def _later_status(self, asked: Asked, key: str | None) -> Item:
        """What a row alone says that became of a project on a day: a file may tell how it went."""
        values = asked.values
        if key is None:
            raise _untitled(values.get("key"))
        row = self.names.rows.get(key)
        what = f"{key} {row.title}" if row else f"{key}: {values.get('status')}"
        if again := self.names.twice(("project", key.upper(), values["status_day"]), asked, what):
            return again
        had = max(self._history(key), default=("", 0, None))[2]
        status = self._status(key, values)
        if not status:
            return Item("same", "project", asked.place, what)
        self._record(key, status)
        edit: Call = ("set_status", {"project": key, **status})
        if row is None:
            return Item("new", "project", asked.place, what, (edit,), values, {}, asked.columns)
        return changed_or_same(asked, what, {"status": status["status"]}, {"status": had}, [edit])

    def _span(self, start: str | None, end: str | None) -> None:
        if start and end and end < start:
            raise unclear(f"The end {end} lies before the start {start}. Mend one of them.", "end")

    def _status(self, key: str, values: Mapping[str, Any]) -> Values | None:
        """The status that is to be set: one that the plan has not recorded."""
        status, day = values.get("status"), values.get("status_day")
        if not status:
            return None
        since = self.names.past(day, "status day", "status_day")
        history = self._history(key)
        if any((each[0], each[2]) == (since, status) for each in history):
            return None
        return {"status": status, "day": since} if day or not history or max(history)[2] != status else None

    def _history(self, key: str) -> list[tuple[str, int, str]]:
        """The day, number and status of each change."""
        new = [] if key in self.names.rows else [(self.names.today, 0, "proposed")]
        return self.statuses.setdefault(key, new)

    def _record(self, key: str, status: Values) -> None:
        """From here on the project is so for the file's other rows."""
        history = self._history(key)
        history.append((status["day"], 1 + max((each[1] for each in history), default=0), status["status"]))

    def dependency(self, asked: Asked) -> Item:
        values, names = asked.values, self.names
        key, on = names.project(values.get("project") or ""), names.project(values.get("on") or "", "on")
        lag = values.get("lag")
        what = f"{key} waits for {on}"
        if again := names.twice(("wait", key, on), asked, what):
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
        return changed_or_same(asked, what, {"lag": lag}, {"lag": old}, edits)

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
        from te_planner.plan.money import currency_code, minor

        values, names = asked.values, self.names
        key = names.project(values.get("project") or "")
        year, kind, docket = values.get("year"), values.get("kind"), values.get("docket") or ""
        if not kind:
            raise unclear(
                "Is it capital or operating? Write it in a column “kind”; of a column a year, in its heading "
                "or say it (by command: --map 'Their column=planned 2027 capital').",
                "kind",
            )
        if not year or not 1900 <= year <= 9999:
            raise unclear(f"{year or 'Nothing'} is no year of a budget. Write one such as 2027.", "year")
        what = f"{key} {kind} {year}{f' {docket}' if docket else ''}"
        if again := names.twice(("budget", key, year, kind, docket), asked, what):
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
            return changed_or_same(asked, what, {}, was, [])
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
        return changed_or_same(asked, what, now, was, edits)


def _untitled(key: str | None = None) -> NotYet:
    return NotYet(f"{key or 'The project'} is new and has no title. Write one.", "not understood", "title")


def _of_a_schedule(key: str) -> bool:
    from te_planner.exchange.imports.mspdi_called import KEY  # which loads what reads schedules

    return KEY.fullmatch(key) is not None


def _refuse_key(key: str | None) -> None:
    if key and (len(key) > 20 or re.search(r"[\s/]", key)):
        raise unclear(
            f"“{key}” cannot be a key: at most 20 signs, no blank, no slash. Mend it, or leave the "
            "column out (--map 'its heading=').",
            "key",
        )


def _major(cents: Any) -> Any:
    from decimal import Decimal

    return None if cents is None else Decimal(cents) / 100
