"""What a schedule and its tasks are called here: names, and keys that outlive them."""

import hashlib
import re
from pathlib import Path

from te_planner.exchange.imports.mspdi_file import Row, Schedule

KEY = re.compile(r"MS-([0-9A-F]{5})-(.+)")
"""A key that we made: of its schedule's mark, and of the task's number in it."""
OF_MANY = re.compile(r"\w*\d+|")
"""A title that programs write by themselves (Project1), or none: that of many files."""


def file_mark(schedule: Schedule, file: str) -> str:
    """What tells the tasks of this file from those of another, and is still so when it is saved again.

    Where its title is that of many files, its own name goes along.
    """
    known = schedule.header.get("GUID") or _named(schedule)
    if is_of_many(schedule):
        known = f"{known} {Path(file).stem}"
    return hashlib.sha256(known.strip("{}").upper().encode()).hexdigest()[:5].upper()


def is_of_many(schedule: Schedule) -> bool:
    """Whether a schedule does not say by itself which one it is."""
    return not schedule.header.get("GUID") and OF_MANY.fullmatch(_named(schedule)) is not None


def project_key(mark: str, uid: str) -> str:
    """A project's key: of the file and of the task's number in it, which outlive a new name."""
    key = f"MS-{mark}-{uid}"
    if len(key) <= 20 and re.fullmatch("[A-Za-z0-9-]+", key):
        return key
    return f"MS-{mark}-{hashlib.sha256(uid.encode()).hexdigest()[:8].upper()}"


def file_title(schedule: Schedule, file: str) -> str:
    """What a project of the whole file is called."""
    title = one_line(_named(schedule))
    return Path(file).stem if OF_MANY.fullmatch(title) else title


def _named(schedule: Schedule) -> str:
    """Its title, else the name under which it was saved."""
    header = schedule.header
    return header.get("Title") or header.get("Name", "").removesuffix(".xml")


def task_title(row: Row) -> str:
    return row.name or f"Task {row.uid}"


def with_number(row: Row, title: str) -> str:
    return f"{title} ({row.uid})"


def one_line(text: str) -> str:
    return " ".join(text.split())
