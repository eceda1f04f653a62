"""The fault matrix: every row prints how often it tried; `TE_FAULTS=long` tries much more often."""

import os
from collections.abc import Callable
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
    """Keeps a row of the table: the fault, tries, how they ended, and what was lost."""

    def row(fault: str, tries: int, lost: int, **ends: int) -> None:
        told = ", ".join(f"{count} {word.replace('_', ' ')}" for word, count in ends.items() if count)
        record_property("fault", f"{fault} | {tries} | {told} | {lost}")

    return row


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    rows = sorted(
        value
        for reports in terminalreporter.stats.values()
        for report in reports
        for name, value in getattr(report, "user_properties", ())
        if name == "fault" and getattr(report, "when", "") == "call"
    )
    if rows:
        terminalreporter.section("faults: what | tries | how they ended | lost")
        for row in rows:
            terminalreporter.write_line(str(row))
        if place := os.environ.get("TE_FAULTS_TABLE"):
            head = "| fault | tries | how they ended | lost |\n| --- | ---: | --- | ---: |\n"
            table = "".join(f"| {row} |\n" for row in map(str, rows))
            Path(place).write_text(head + table, encoding="utf-8")
