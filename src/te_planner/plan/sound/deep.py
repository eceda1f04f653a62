"""The deep check: the whole file, each row, the journal's images, and evidence files where they are found."""

import hashlib
import os
import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from te_planner.plan.sound.replayed import Rows, differences, fold, named, spoken
from te_planner.plan.sound.rows import journaled, row_problem
from te_planner.plan.store import Plan

MOST_FILES = 100_000
"""So many files are looked at for evidence below the folders that were named."""


class Deep(NamedTuple):
    """What the deep check found. Of evidence files: those that fit, that do not, and that were nowhere."""

    problems: tuple[str, ...]
    fitting: tuple[str, ...]
    changed: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def sound(self) -> bool:
        return not self.problems and not self.changed


def deep_check(plan: Plan, folders: Sequence[Path] = ()) -> Deep:
    """Evidence files are looked for beside the plan, and anywhere below `folders`.

    Raises Unreadable where the file is too damaged to be read.
    """
    problems, rows = plan.read(_of_database)
    return Deep(tuple(problems), *_of_evidence(plan.path, rows, folders))


def _of_database(link: sqlite3.Connection) -> tuple[list[str], Rows]:
    link.execute("BEGIN")
    try:
        problems = [f"the file: {row[0]}" for row in link.execute("PRAGMA integrity_check") if row[0] != "ok"]
        for table, _, parent, _ in link.execute("PRAGMA foreign_key_check"):
            problems.append(f"a {spoken(table)} belongs to a {spoken(parent)} that is not there")
        rows = read_rows(link)
        entries = link.execute("SELECT seq, images FROM journal ORDER BY seq").fetchall()
        kept = link.execute("SELECT id, text FROM kept").fetchall()
    finally:
        link.execute("COMMIT")
    told, odd = fold(entries)
    problems += [*odd, *differences(told, rows), *_of_rows(rows), *_of_kept(rows, kept)]
    return problems, rows


def read_rows(link: sqlite3.Connection) -> Rows:
    """The tables that the journal tells of."""
    found: Rows = {}
    for name, table in journaled().items():
        columns = [column.name for column in table.columns]
        query = f"SELECT {', '.join(columns)} FROM {name}"  # noqa: S608  # our own names
        made = (dict(zip(columns, row, strict=True)) for row in link.execute(query))
        found[name] = {str(row["id"]): row for row in made}
    return found


def _of_rows(rows: Rows) -> list[str]:
    tables = journaled()
    return [
        f"{named(name, row)}: {problem}"
        for name, kept in rows.items()
        for row in kept.values()
        if (problem := row_problem(tables[name], row))
    ]


def _of_kept(rows: Rows, kept: Iterable[tuple[Any, Any]]) -> list[str]:
    """Texts under their own hash: an edition's texts, an overlay's data."""
    problems, there = [], set()
    for key, text in kept:
        there.add(key)
        if _sha256(text) != key:
            problems.append(f"the kept text {str(key)[:8]} does not fit its SHA-256")
    for each in rows["edition"].values():
        if each["texts"] not in there:
            problems.append(f"{named('edition', each)}: what its cells said is no longer kept")
    for each in rows["overlay"].values():
        if _sha256(each["content"]) != each["fingerprint"]:
            problems.append(f"{named('overlay', each)} does not fit its fingerprint")
    return problems


def _sha256(text: Any) -> str:
    return hashlib.sha256(str(text).encode("utf-8", "replace")).hexdigest()


def _of_evidence(
    plan: Path, rows: Rows, folders: Sequence[Path]
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """The files that fit, those of the name that do not, and those that were not found."""
    wanted: dict[str, set[str]] = {}
    for each in rows["evidence"].values():
        if each["kind"] == "file":
            wanted.setdefault(str(each["title"]), set()).add(str(each["sha256"]).lower())
    found = _files(plan.parent, folders, wanted.keys()) if wanted else {}
    fitting, changed, missing = [], [], []
    for name, hashes in wanted.items():
        there = [(_hash_of(path), path) for path in found.get(name, ())]
        known = {digest for digest, _ in there}
        if hashes <= known:
            fitting.append(name)
        elif there:
            changed.append(f"{there[0][1]} is not the evidence that was named: its SHA-256 is another")
        else:
            missing.append(name)
    return tuple(fitting), tuple(changed), tuple(missing)


def _files(beside: Path, folders: Sequence[Path], names: Iterable[str]) -> dict[str, list[Path]]:
    """Ordinary files of these names; links are not followed."""
    wanted = set(names)
    found: dict[str, list[Path]] = {}
    listed = [beside / each.name for each in os.scandir(beside) if each.name in wanted]
    seen = 0
    for folder in folders:
        for place, _, files in os.walk(folder):
            seen += len(files)
            listed += [Path(place) / each for each in files if each in wanted]
            if seen > MOST_FILES:
                break
    for path in listed:
        if path.is_file() and not path.is_symlink():
            found.setdefault(path.name, []).append(path)
    return found


def _hash_of(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""  # it cannot be read, so it cannot be shown to fit
