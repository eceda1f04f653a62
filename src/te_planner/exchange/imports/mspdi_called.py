"""What a schedule and its tasks are called here: names, and keys that outlive them."""

import hashlib
import re
from pathlib import Path

from te_planner.exchange.imports.mspdi_file import Row, Schedule


def file_mark(schedule: Schedule, file: str) -> str:
    """What tells the tasks of this file from those of another, and is still so when it is saved again.

    A title that programs write by themselves (Project1), and none, is that of many files: the file's own
    name goes along.
    """
    header = schedule.header
    known = header.get("GUID") or header.get("Title") or header.get("Name", "")
    if re.fullmatch(r"\w*\d+|", known):
        known = f"{known} {Path(file).stem}"
    return hashlib.sha256(known.strip("{}").upper().encode()).hexdigest()[:5].upper()


def project_key(mark: str, uid: str) -> str:
    """A project's key: of the file and of the task's number in it, which outlive a new name."""
    key = f"MS-{mark}-{uid}"
    if len(key) <= 20 and re.fullmatch("[A-Za-z0-9-]+", key):
        return key
    return f"MS-{mark}-{hashlib.sha256(uid.encode()).hexdigest()[:8].upper()}"


def file_title(schedule: Schedule, file: str) -> str:
    """What a project of the whole file is called."""
    header = schedule.header
    return one_line(header.get("Title") or header.get("Name", "")) or Path(file).stem


def task_title(row: Row) -> str:
    return row.name or f"Task {row.uid}"


def with_number(row: Row, title: str) -> str:
    return f"{title} ({row.uid})"


def one_line(text: str) -> str:
    return " ".join(text.split())
