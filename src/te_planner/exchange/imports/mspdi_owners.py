"""Who is assigned to the tasks of a schedule: people and groups, not material or cost."""

from collections.abc import Iterable, Mapping

Fields = Mapping[str, str]


def owners_of(resources: Iterable[Fields], assignments: Iterable[Fields]) -> dict[str, tuple[str, ...]]:
    """The names of those who are assigned to each task, by its number, in the order of the file."""
    people = {
        each["UID"]: " ".join(each["Name"].split())
        for each in resources
        if each.get("UID") and each.get("Name") and _is_somebody(each)
    }
    found: dict[str, dict[str, None]] = {}
    for each in assignments:
        if name := people.get(each.get("ResourceUID", "")):
            found.setdefault(each.get("TaskUID", ""), {})[name] = None
    return {uid: tuple(names) for uid, names in found.items()}


def _is_somebody(resource: Fields) -> bool:
    return resource.get("Type", "1") == "1" and resource.get("IsCostResource", "0") in ("0", "false")
