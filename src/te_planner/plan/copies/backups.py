"""Backups: by hand, and one a day by itself; kept apart from the plan, in the user's own data folder."""

import hashlib
import os
import sqlite3
from datetime import date
from pathlib import Path
from typing import NamedTuple

from te_planner.errors import Unreadable, WrongCall
from te_planner.plan.copies.copying import Content, copy_plan
from te_planner.plan.copies.looking import Look, look_at, plan_id_of
from te_planner.plan.snapshot import Day

FOLDER_VARIABLE = "TE_PLANNER_BACKUPS"
"""Names another folder for backups, such as one on another disk."""

DAYS, WEEKS, MONTHS = 7, 4, 6
"""So many of the latest days, of the weeks before them and of the months are kept."""


class Backup(NamedTuple):
    """A backup as it lies there; `look` is None, with the reason in `fault`, where it cannot be read."""

    path: Path
    look: Look | None
    fault: str = ""

    @property
    def by_itself(self) -> bool:
        return _day(self.path) is not None


def backup_folder() -> Path:
    """Where all backups lie."""
    named = os.environ.get(FOLDER_VARIABLE)
    if named:
        return Path(named)
    from platformdirs import user_data_path

    return user_data_path("te-planner", appauthor=False) / "backups"


def folder_of(plan: Path) -> Path:
    """Where the backups of a plan's file lie: by its name, and its place on this computer."""
    place = hashlib.sha256(os.fsencode(plan.resolve())).hexdigest()[:8]
    return backup_folder() / f"{plan.stem}-{place}"


def back_up(plan: Path, target: Path) -> Content:
    """A backup in a file of its own, never over another.

    Raises WrongCall where a file is there, Unreadable where it cannot be made.
    """
    if os.path.lexists(target):
        raise WrongCall(f"{target} is there already. Name another file for the backup.")
    return _copied(plan, target)


def daily_backup(plan: Path, today: Day) -> Path | None:
    """The day's first edit was made: back the plan up, and let go of what is older than it need be.

    None where the day has one, and for a plan among the temporary files, which is a scratch copy. Raises
    Unreadable where it cannot be made.
    """
    target = folder_of(plan) / f"{today}.db"
    try:
        if target.exists() or _is_scratch(plan):
            return None
        _copied(plan, target)
        for old in superfluous([each for each in target.parent.glob("*.db") if _day(each)]):
            old.unlink(missing_ok=True)
    except OSError as error:
        raise Unreadable(
            f"The day's backup cannot be made in “{target.parent}”: {error.strerror}.\n"
            f"Name another folder in {FOLDER_VARIABLE}."
        ) from error
    return target


def _is_scratch(plan: Path) -> bool:
    """Whether it lies among the temporary files, and no folder for backups was named."""
    import tempfile

    temporary = Path(tempfile.gettempdir()).resolve()
    return not os.environ.get(FOLDER_VARIABLE) and plan.resolve().is_relative_to(temporary)


def superfluous(backups: list[Path]) -> list[Path]:
    """Those of the day-named backups that the rotation lets go.

    Kept are the latest days, then the latest of each week, then the latest of each month.
    """
    latest = sorted(backups, key=lambda each: each.stem, reverse=True)
    kept = set(latest[:DAYS])
    for most, period in ((WEEKS, _week), (MONTHS, _month)):
        firsts: dict[object, Path] = {}
        for each in latest:
            if each not in kept:
                firsts.setdefault(period(date.fromisoformat(each.stem)), each)
        kept |= set(list(firsts.values())[:most])
    return [each for each in latest if each not in kept]


def backups_of(plan: Path) -> tuple[Backup, ...]:
    """A plan's backups, the latest first: those of its file, and those of the same plan at other places."""
    own, id_ = folder_of(plan), plan_id_of(plan)
    found = [
        each
        for path in backup_folder().glob("*/*.db")
        if (each := _backup(path)) and (path.parent == own or (each.look and each.look.plan_id == id_))
    ]
    return tuple(sorted(found, key=_age, reverse=True))


def find_backup(asked: str, plan: Path) -> Path:
    """A backup by its file, or by its name in `backups`; of two, the file's own. Raises WrongCall."""
    if Path(asked).is_file():
        return Path(asked)
    own = folder_of(plan)
    known = sorted((each.path for each in backups_of(plan)), key=lambda path: path.parent != own)
    for path in known:
        if asked in (path.stem, path.name):
            return path
    listed = ", ".join(path.stem for path in known[:5]) or "none"
    raise WrongCall(f"There is no backup “{asked}” of {plan}. Known are: {listed}.")


def _copied(plan: Path, target: Path) -> Content:
    try:
        if not target.parent.exists():
            target.parent.mkdir(parents=True, mode=0o700)
        return copy_plan(plan, target)
    except (OSError, sqlite3.Error) as error:
        text = getattr(error, "strerror", None) or error
        raise Unreadable(
            f"The backup {target} could not be made ({text}). The plan itself is as it was.\n"
            "Make room there, or name another place: te-planner backup FILE."
        ) from error


def _backup(path: Path) -> Backup:
    try:
        return Backup(path, look_at(path))
    except Unreadable as error:
        return Backup(path, None, str(error))


def _age(backup: Backup) -> tuple[Day, int, str]:
    return (backup.path.stem[:10], backup.look.head.seq if backup.look else 0, str(backup.path))


def _day(path: Path) -> Day | None:
    try:
        return date.fromisoformat(path.stem).isoformat() if len(path.stem) == 10 else None
    except ValueError:
        return None


def _week(day: date) -> object:
    return day.isocalendar()[:2]


def _month(day: date) -> object:
    return (day.year, day.month)
