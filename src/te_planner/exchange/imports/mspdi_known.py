"""A schedule's tasks as the plan knows them already: by their key, else by their name."""

from collections import Counter
from collections.abc import Mapping
from operator import itemgetter
from typing import Any

from te_planner.exchange.imports.model import Asked, Incoming
from te_planner.exchange.imports.mspdi_called import KEY
from te_planner.exchange.imports.names import same_name
from te_planner.plan.snapshot import Snapshot, StatusChange


def as_known(file: Incoming, plan: Snapshot, *, certain: bool = False) -> Incoming:
    """The same, with the plan's keys for projects that it has by name only.

    `certain`: the file says which schedule it is, so that what other schedules brought is none of its own.
    A forecast that has not moved is no new one, though the schedule was saved again since; nor is a status.
    """
    keys = _keys(file, plan, certain)
    forecasts = {each.id: each.forecast_day for each in plan.milestones}
    key_of = {each.id: each.key for each in plan.projects}
    named = {(key_of[each.project_id], same_name(each.title)): each.id for each in plan.milestones}

    now = {change.project_id: change.status for change in sorted(plan.status_changes, key=_by_day)}
    status = {key_of[id_]: each for id_, each in now.items()}

    def known(asked: Asked) -> Asked:
        values = {
            name: keys.get(value, value) if name in ("key", "project", "on") else value
            for name, value in asked.values.items()
        }
        if asked.kind == "milestone":
            own = values["id"]
            id_ = own if own in forecasts else named.get((values["project"], same_name(values["title"])))
            if id_ and forecasts[id_] == values.get("forecast"):
                values.pop("forecast_given", None)
        if asked.kind == "project" and "status" in values and status.get(values["key"]) == values["status"]:
            del values["status"], values["status_day"]  # the plan knows since when, maybe better
        return asked._replace(values=values)

    return file._replace(parts=(tuple(map(known, file.asked)),))


def _by_day(change: StatusChange) -> tuple[str, int]:
    return change.day, change.seq


def _keys(file: Incoming, plan: Snapshot, certain: bool) -> dict[Any, str]:
    """The plan's key of each of the file's, where only the title says that it is the same project."""
    there = {each.key.upper() for each in plan.projects}
    asked = [each.values for each in file.asked if each.kind == "project"]
    own = {each["key"] for each in asked if each["key"].upper() in there}
    renamed = {} if certain or own else _renamed(asked, plan)
    others = [each for each in plan.projects if not KEY.fullmatch(each.key) or each.key in own]
    titles = Counter(same_name(each.title) for each in others)
    asked_titles = Counter(same_name(each["title"]) for each in asked)
    by_title = {same_name(each.title): each.key for each in others if each.key not in own}
    return renamed | {
        values["key"]: by_title[title]
        for values in asked
        if values["key"] not in own
        and (title := same_name(values["title"])) in by_title
        and titles[title] == asked_titles[title] == 1
    }


def _renamed(asked: list[Mapping[str, Any]], plan: Snapshot) -> dict[Any, str]:
    """The same schedule under another name: most of its projects have their numbers and their titles.

    Two schedules may well have a phase of one title, and a first task of one number.
    """
    numbers = {found[2]: values for values in asked if (found := KEY.fullmatch(values["key"]))}
    there: dict[str, dict[Any, str]] = {}
    alike: Counter[str] = Counter()
    for each in plan.projects:
        if (found := KEY.fullmatch(each.key)) and (values := numbers.get(found[2])):
            there.setdefault(found[1], {})[values["key"]] = each.key
            alike[found[1]] += same_name(each.title) == same_name(values["title"])
    mark, count = max(alike.items(), key=itemgetter(1), default=("", 0))
    return there[mark] if 2 * count > len(asked) else {}
