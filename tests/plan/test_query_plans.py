"""How SQLite answers what it is asked: by an index where a row is sought, whole where a table is read whole.

The statements are those that really reach SQLite: of opening and reading a plan, and of every edit.
"""

import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import nullcontext, suppress
from typing import Any, NamedTuple

import pytest

from faults.doors import NO_TEXT, build, values
from support.plans import TODAY, real_roadmap
from te_planner.errors import WrongCall
from te_planner.plan import edits
from te_planner.plan.journal import read_journal
from te_planner.plan.reading import TABLES
from te_planner.plan.store import open_plan
from te_planner.plan.transaction import Transaction, redo, undo, writing

LITERAL = re.compile(r"'(?:[^']|'')*'|\b\d+\b")
SOUGHT_WHOLE = {
    "dependency": "by what is depended on, when a project is removed",
    "obligation_tie": "by a project or a milestone, when one is removed",
    "question_answer": "the last answer to one of ten questions",
    "requirement_change": "a planner's own changes of requirements",
    "scope_decision": "a planner's own decisions",
    "trigger_level": "a few to a driver",
}
"""Tables that are looked through for a row: small, or on a rare way; an index would cost each edit more."""
REFUSED = {"remove_overlay", "waive_requirement"}
"""Edits that the small plan gives nothing to do: they look, and are refused."""
LARGE = {
    "milestone", "contribution", "status_change", "budget_line", "statement", "evidence", "stage_pick",
    "reading", "journal", "kept",
}  # fmt: skip
"""Those that grow with the plan's work or its age: no edit goes through one. Of the projects one may go
through the keys alone, in their index."""


class Asked(NamedTuple):
    """A statement as it reached SQLite, and how SQLite answers it, step by step."""

    sql: str
    steps: tuple[str, ...]

    @property
    def scanned(self) -> dict[str, str]:
        """The tables that it goes through from end to end, and in which way."""
        words = [each.split() for each in self.steps if each.startswith("SCAN")]
        return {each[1]: " ".join(each[2:]) for each in words}

    @property
    def seeks(self) -> bool:
        return " WHERE " in self.sql

    @property
    def sorts(self) -> bool:
        return any("TEMP B-TREE" in each for each in self.steps)


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Asked]]:
    """What is asked in reading a plan, and in edits, undo and redo; each statement once."""
    path = build(tmp_path_factory.mktemp("asked"))
    with pytest.MonkeyPatch.context() as patch:
        said = _listening(patch)
        with open_plan(path) as plan:
            given = values(plan.snapshot())
            read_journal(plan)
            read = list(said.values())
            said.clear()
            with writing(plan) as begun:
                for name in sorted(set(edits.__all__) - NO_TEXT):
                    place = begun.session.begin_nested()
                    _edit(Transaction(begun, real_roadmap(), TODAY, "planner"), name, given[name])
                    place.rollback()
                    begun.session.expunge_all()
            undo(plan, today=TODAY, who="planner")
            redo(plan, today=TODAY, who="planner")
    link = sqlite3.connect(path)
    found = {"read": [*_explained(link, read)], "edits": [*_explained(link, said.values())]}
    link.close()
    return found


def _listening(patch: pytest.MonkeyPatch) -> dict[str, str]:
    """All that new connections send, by its shape, with the first values that it was sent with."""
    said: dict[str, str] = {}
    connect = sqlite3.connect

    def listened(*args: Any, **named: Any) -> sqlite3.Connection:
        link: sqlite3.Connection = connect(*args, **named)
        link.set_trace_callback(lambda sql: said.setdefault(LITERAL.sub("?", sql), sql))
        return link

    patch.setattr(sqlite3, "connect", listened)
    return said


def _edit(tx: Transaction, name: str, given: dict[str, Any]) -> None:
    with suppress(WrongCall) if name in REFUSED else nullcontext():
        getattr(edits, name)(tx, **given)


def _explained(link: sqlite3.Connection, statements: Iterable[str]) -> Iterator[Asked]:
    for sql in statements:
        if sql.lstrip().startswith(("SELECT", "UPDATE", "DELETE")):
            one_line = " ".join(sql.split())
            yield Asked(one_line, tuple(row[3] for row in link.execute(f"EXPLAIN QUERY PLAN {sql}")))


def test_a_snapshot_reads_each_table_once_and_whole(asked: dict[str, list[Asked]]) -> None:
    whole = [table for each in asked["read"] if not each.seeks for table in each.scanned]
    for table, _, _ in TABLES:
        assert whole.count(table) == 1, table


def test_what_is_read_beside_is_found_by_an_index(asked: dict[str, list[Asked]]) -> None:
    tables = {table for table, _, _ in TABLES} | {"plan", "alembic_version"}
    for each in asked["read"]:
        if each.seeks or not tables & each.scanned.keys():
            assert all("USING INDEX" in way for way in each.scanned.values()), each
            assert not each.sorts, each


def test_an_edit_goes_through_no_large_table(asked: dict[str, list[Asked]]) -> None:
    for each in asked["edits"]:
        for table, way in each.scanned.items():
            last_alone = "LIMIT 1" in each.sql and "USING INDEX" in way and not each.sorts
            assert table not in LARGE or last_alone, each
            assert table != "project" or "COVERING INDEX" in way, each


def test_an_edit_seeks_a_row_by_an_index(asked: dict[str, list[Asked]]) -> None:
    looked_through = set()
    for each in asked["edits"]:
        if each.seeks:
            looked_through |= each.scanned.keys()
            assert each.scanned.keys() <= SOUGHT_WHOLE.keys(), each
            assert not each.sorts, each
    assert looked_through == SOUGHT_WHOLE.keys()
