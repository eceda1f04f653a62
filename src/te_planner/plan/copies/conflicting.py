"""The copies that a synced folder makes beside a plan where two computers changed it at once."""

import os
import re
from pathlib import Path
from typing import NamedTuple

MADE_BY = re.compile(
    r" \(.*conflict.*\)"  # Dropbox, Nextcloud: ours (Ann's conflicted copy 2026-11-24)
    r"|[ ._-]?\(?conflict.*"  # ownCloud, Resilio: ours_conflict-20261124
    r"|\.sync-conflict-.+"  # Syncthing
    r"|-[A-Z0-9][A-Z0-9-]{2,14}"  # OneDrive: the other computer's name
    r"| ?\([0-9]{1,3}\)",  # Google Drive, and browsers
    re.IGNORECASE | re.DOTALL,
)
COMPUTER = re.compile(r"-[^a-z]+")
"""The names of Windows computers have no small letters; `ours-old` is somebody's own copy."""


class Conflicting(NamedTuple):
    """A copy of the same plan beside it, and how many of its entries the plan lacks."""

    path: Path
    missing: int


def conflicting_copies(plan: Path) -> tuple[Conflicting, ...]:
    """Costs one listing of the folder; a file is read only where its name is such a copy's."""
    try:
        with os.scandir(plan.parent) as listed:
            names = sorted(each.name for each in listed if _is_one(plan, each.name))
    except OSError:
        return ()  # the plan itself will tell, where the folder cannot be read
    return _read(plan, names) if names else ()


def _is_one(plan: Path, name: str) -> bool:
    if not name.startswith(plan.stem) or not name.endswith(plan.suffix):
        return False
    added = name[len(plan.stem) : len(name) - len(plan.suffix)]
    if not MADE_BY.fullmatch(added):
        return False
    return COMPUTER.fullmatch(added) is not None if added.startswith("-") else True


def _read(plan: Path, names: list[str]) -> tuple[Conflicting, ...]:
    """Of these files, the copies of the same plan that have what it lacks."""
    from te_planner.errors import Unreadable
    from te_planner.plan.copies.looking import look_at

    found = []
    for name in names:
        try:
            own, other = look_at(plan), look_at(plan.with_name(name))
        except Unreadable:
            continue  # no plan, so no copy of one
        missing = len(own.lacks(other))
        if own.plan_id == other.plan_id and missing:
            found.append(Conflicting(plan.with_name(name), missing))
    return tuple(found)


def warning(found: Conflicting) -> str:
    """What to tell a planner, but for the command that compares the two."""
    entries = "1 entry" if found.missing == 1 else f"{found.missing} entries"
    return f"Beside the plan lies another copy of it, {found.path.name}, with {entries} missing here."
