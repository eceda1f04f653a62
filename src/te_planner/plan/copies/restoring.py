"""Bringing a backup back, with what was there kept beside it."""

import os
import sqlite3
from pathlib import Path
from typing import NamedTuple

from te_planner.errors import Unreadable, WrongCall
from te_planner.plan.copies.copying import connect_to_read, copy_plan, free_name, keep_copy, patience
from te_planner.plan.copies.looking import Line, Look, look_at
from te_planner.plan.store import BUSY_SECONDS, open_plan, prepare_for_writing

WHY = "before-restore"


class Restoring(NamedTuple):
    """What bringing a backup back would do.

    `present`: the plan that is there; None where none is, or (then `fault` says why) it cannot be read.
    `lost`: the entries of the present plan that the backup has not.
    """

    backup: Look
    present: Look | None
    fault: str
    lost: tuple[Line, ...]

    @property
    def other_plan(self) -> bool:
        return self.present is not None and self.present.plan_id != self.backup.plan_id


def before_restoring(backup: Path, plan: Path) -> Restoring:
    """Raises Unreadable where the backup cannot be read, or the plan is held by somebody else."""
    found = look_at(backup)
    if not os.path.lexists(plan):
        return Restoring(found, None, "", ())
    if plan.exists() and plan.samefile(backup):
        raise WrongCall(f"{backup} is the plan itself. Name a backup of it.")
    if plan.is_dir():
        raise WrongCall(f"{plan} is a folder. Name the plan's file in it.")
    try:
        present = look_at(plan)
    except Unreadable as error:
        if _held(error.__cause__):
            raise
        return Restoring(found, None, str(error), ())
    return Restoring(found, present, "", found.lacks(present))


def restore(backup: Path, plan: Path) -> Path | None:
    """The plan as the backup has it; returns where what was there is kept, None where nothing was.

    A sound plan is written over in one transaction, so that whoever has it open sees the backup's figures.
    Raises Unreadable; then the plan is as it was.
    """
    try:
        if not os.path.lexists(plan):
            kept = None
            copy_plan(backup, plan)
        elif before_restoring(backup, plan).present:
            kept = keep_copy(plan, WHY)
            _write_over(backup, plan)
        else:
            kept = _put_aside(plan)
            copy_plan(backup, plan)
    except (OSError, sqlite3.Error) as error:
        text = getattr(error, "strerror", None) or error
        raise Unreadable(
            f"{backup} could not be brought back to {plan} ({text}).\n"
            "Close the plan elsewhere, make room, and try again; or restore it to another file."
        ) from error
    open_plan(plan).close()
    return kept


def _held(cause: BaseException | None) -> bool:
    """Whether the file could not be read for now, rather than being damaged."""
    known = ("locked", "busy", "unable to open", "permission", "I/O")
    return isinstance(cause, OSError) or any(each in str(cause) for each in known)


def _write_over(backup: Path, plan: Path) -> None:
    source = connect_to_read(backup)
    target = sqlite3.connect(
        f"{plan.resolve().as_uri()}?mode=rw", uri=True, timeout=BUSY_SECONDS, isolation_level=None
    )
    try:
        prepare_for_writing(target)
        source.backup(target, progress=patience(), sleep=0.05)
    finally:
        target.close()
        source.close()


def _put_aside(plan: Path) -> Path:
    """What cannot be read is moved as it is, with SQLite's own journal, which must meet no other plan."""
    kept = free_name(plan, WHY)
    journal = plan.with_name(f"{plan.name}-journal")
    if journal.exists():
        journal.rename(kept.with_name(f"{kept.name}-journal"))
    plan.rename(kept)
    return kept
