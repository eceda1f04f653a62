"""The fault matrix: every row prints how often it tried; `TE_FAULTS=long` tries much more often."""

import json
import os
import platform
import sqlite3
import time
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

import pytest

from cli.conftest import run
from faults.disk import library

__all__ = ["run"]

LONG = os.environ.get("TE_FAULTS") == "long"
Told = Callable[..., None]

needs_disk = pytest.mark.skipif(library() is None, reason="SQLite's own file calls cannot be reached here")
needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="kill -9 is a matter of POSIX")


def tries(usual: int, long: int) -> int:
    """How often to try: as usual in CI, or for long."""
    return long if LONG else usual


@pytest.fixture
def told(record_property: Callable[[str, object], None]) -> Told:
    """Keeps what goes into a row of the table: the fault, tries, what was lost, and how they ended."""

    def row(fault: str, tries: int, lost: int, **ends: int) -> None:
        record_property("fault", json.dumps([fault, tries, lost, ends]))

    return row


def table(told: Iterable[str]) -> list[str]:
    """The rows, those of one fault added up: what, tries, survived, how they ended, lost."""
    sums: dict[str, Counter[str]] = {}
    for fault, tries, lost, ends in map(json.loads, told):
        sums.setdefault(fault, Counter()).update({TRIES: tries, LOST: lost, **ends})
    return [
        f"{fault} | {each[TRIES]:,} | {each[TRIES] - each[LOST]:,} | {_how(each)} | {each[LOST]:,}"
        for fault, each in sorted(sums.items())
    ]


TRIES, LOST = "tries", "lost"


def _how(ends: Counter[str]) -> str:
    told = (each for each in ends.items() if each[0] not in (TRIES, LOST) and each[1])
    return ", ".join(f"{count:,} {word.replace('_', ' ')}" for word, count in told) or "as they were"


def page(rows: list[str], minutes: int) -> str:
    """The table as a page, with the machine, the day and how long it took."""
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    versions = f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    return (
        "# What broke, and what was lost\n\n"
        f"Written by `make faults` on {date.today():%d %b %Y}: {machine}, {versions}; {minutes} min.\n"  # noqa: DTZ011
        "`docs/faults.md` says how each fault is made.\n\n"
        "| fault | tries | survived | how they ended | lost |\n| --- | ---: | ---: | --- | ---: |\n"
        + "".join(f"| {row} |\n" for row in rows)
    )


def pytest_sessionstart(session: pytest.Session) -> None:
    session.config.stash[BEGUN] = time.monotonic()


BEGUN = pytest.StashKey[float]()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, exitstatus: int) -> None:
    rows = table(
        str(value)
        for reports in terminalreporter.stats.values()
        for report in reports
        for name, value in getattr(report, "user_properties", ())
        if name == "fault" and getattr(report, "when", "") == "call"
    )
    if not rows:
        return
    terminalreporter.section("faults: what | tries | survived | how they ended | lost")
    for row in rows:
        terminalreporter.write_line(row)
    if place := os.environ.get("TE_FAULTS_TABLE"):
        if exitstatus:
            terminalreporter.write_line(f"{place} was left as it was: not everything held.")
            return
        minutes = round((time.monotonic() - terminalreporter.config.stash[BEGUN]) / 60)
        Path(place).write_text(page(rows, minutes), encoding="utf-8")
