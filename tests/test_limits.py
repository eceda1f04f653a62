"""`docs/limits.md` says what the program holds to."""

import re
from pathlib import Path

import pytest

from te_planner.exchange import pasted
from te_planner.exchange.imports import grid, mspdi_file
from te_planner.exchange.planfile import file
from te_planner.exchange.report import outlines
from te_planner.plan import figures, money, text
from te_planner.plan.copies import backups
from te_planner.plan.sound import deep
from te_planner.plan.store import BUSY_SECONDS
from te_planner.readiness.checks.plan import MOST_TRIED
from te_planner.roadmap import files, reader

DOCS = Path(__file__).parents[1] / "docs" / "limits.md"

TRIED = ", ".join(f"{most:,} {what}" for what, most in MOST_TRIED.items())
STATED = (
    ("the largest that was tried", TRIED),
    ("a name, title, owner or place", f"{text.SHORT:,} characters"),
    ("a note, reason or comment", f"{text.LONG:,} characters"),
    ("money and figures", f"10^{len(str(money.LARGEST)) - 1}"),
    ("a plan's YAML", f"{file.LARGEST:,} bytes"),
    ("a file of the roadmap", f"{files.LARGEST:,} bytes"),
    ("a YAML file", f"{reader.DEEPEST} levels"),
    ("a table or workbook to import", f"{grid.LARGEST:,} bytes, {grid.MOST_ROWS:,} rows"),
    ("a schedule (MS Project XML)", f"{mspdi_file.MAX_BYTES:,} bytes, {mspdi_file.MAX_TASKS:,} tasks"),
    ("the outline of a report", f"{outlines.LARGEST:,} bytes"),
    ("a table that is pasted", f"{pasted.MOST:,} rows"),
    ("evidence files", f"{deep.MOST_FILES:,} files"),
    ("locked by another program", f"{BUSY_SECONDS:.0f} seconds"),
    ("backups by themselves", f"{backups.DAYS} days, {backups.WEEKS} weeks, {backups.MONTHS} months"),
)


@pytest.mark.parametrize(("what", "limit"), STATED)
def test_a_stated_limit_is_the_programs(what: str, limit: str) -> None:
    (line,) = [each for each in DOCS.read_text(encoding="utf-8").splitlines() if what in each]
    assert re.search(rf"(?<![\d,]){re.escape(limit)}(?![\d,])", line.split("|")[2])


def test_money_and_figures_have_one_bound() -> None:
    assert money.LARGEST == figures.LARGEST
