"""A report written in one of its formats, to a file: whole or not at all, and never over a plan."""

import codecs
import shlex
import sqlite3
import stat
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple
from uuid import uuid4

from te_planner.errors import Unreadable, WrongCall
from te_planner.exchange.report.model import Report
from te_planner.plan.snapshot import Day

FORMATS = ("md", "html", "docx", "pdf", "xlsx", "csv", "json", "ics")
BINARY = ("docx", "pdf", "xlsx")
"""Not for a terminal's eye."""
SUFFIXES = {f".{each}": each for each in FORMATS} | {".markdown": "md", ".htm": "html"}


class Written(NamedTuple):
    """A report as a file's content, and what the reader of the file should be told."""

    content: bytes
    warnings: tuple[str, ...] = ()


def format_of(path: Path | None) -> str:
    """The format that a file's name asks for, Markdown without one. Raises WrongCall where it says none."""
    kind = SUFFIXES.get(path.suffix.lower() if path else ".md", "")
    if not kind:
        ends = ", ".join(f".{each}" for each in FORMATS)
        raise WrongCall(
            f"{path} does not say which format it is. End its name in {ends}, or (by command) add --format."
        )
    return kind


def written(report: Report, kind: str) -> Written:
    """The whole report in a format; each writer is loaded when it is asked for."""
    if kind == "docx":
        from te_planner.exchange.report.write_docx import write_docx

        return Written(*write_docx(report))
    if kind == "pdf":
        from te_planner.exchange.report.write_pdf import write_pdf

        return Written(*write_pdf(report))
    if kind == "xlsx":
        from te_planner.exchange.report.write_xlsx import write_xlsx

        return Written(write_xlsx(report))
    if kind == "ics":
        from te_planner.exchange.report.write_ics import write_ics

        return Written(*write_ics(report))
    return Written(_text(report, kind).encode())


def _text(report: Report, kind: str) -> str:
    if kind == "html":
        from te_planner.exchange.report.write_html import write_html

        return write_html(report)
    if kind == "json":
        from te_planner.exchange.report.write_json import write_json

        return write_json(report)
    if kind == "csv":
        from te_planner.exchange.report.write_csv import write_csv

        return write_csv(report)
    from te_planner.exchange.report.write_md import write_md

    return write_md(report)


def command_of(
    plan: Path,
    kind: str,
    *,
    as_of: Day | None,
    known_on: Day | None = None,
    systems: Sequence[str],
    options: Sequence[str] = (),
) -> str:
    """The call that makes the report again; the plan by its file's name, since a report leaves the house.

    Where no day was given none is told: a bare past day has no forecasts. `options`: further ones, as typed.
    """
    words = ["te-planner", "report", "--plan", plan.name]
    if as_of:
        words += ["--as-of", as_of]
    if known_on:
        words += ["--known-on", known_on]
    for name in systems:
        words += ["--system", name]
    return shlex.join([*words, *options, "--format", kind])


def save(target: Path, content: bytes, kind: str) -> None:
    """Write a report. Raises WrongCall where a plan lies there, Unreadable where it cannot be written."""
    # a spreadsheet takes UTF-8 for what it is only with its mark
    write_file(target, (codecs.BOM_UTF8 if kind == "csv" else b"") + content)


def write_file(target: Path, content: bytes) -> None:
    """A file that somebody asked for; never over a plan. Raises WrongCall or Unreadable."""
    refuse_plan(target)
    try:
        write_whole(target, content)
    except OSError as error:
        raise Unreadable(
            f"{target} cannot be written: {error.strerror}.\nName a file in a folder of yours."
        ) from error


def refuse_plan(target: Path) -> None:
    """Nothing that is written goes over a plan, or any other database."""
    if target.is_file() and _is_database(target):
        raise WrongCall(f"{target} is a plan, and would be overwritten. Name another file.")


def _is_database(target: Path) -> bool:
    # asked of SQLite: whoever opens and closes a database's file by himself drops the locks on it
    from te_planner.plan.copies.copying import connect_to_read

    try:
        link = connect_to_read(target)
        try:
            return target.stat().st_size > 0 and link.execute("PRAGMA schema_version").fetchone() is not None
        finally:
            link.close()
    except sqlite3.Error as error:
        return "not a database" not in str(error) and "unable to open" not in str(error)


def write_whole(target: Path, content: bytes) -> None:
    """The whole file or, where something fails, what was there; a device is written to as it is.

    A new file is readable by its owner only; one that was there keeps its rights.
    """
    target = target.resolve()
    if target.exists() and not target.is_file():
        target.write_bytes(content)
        return
    partial = target.with_name(f".{target.name}.{uuid4().hex}.part")
    try:
        partial.touch(mode=0o600, exist_ok=False)
        partial.write_bytes(content)
        if target.exists():
            partial.chmod(stat.S_IMODE(target.stat().st_mode))
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)
