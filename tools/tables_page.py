"""docs/reference/tables.md: the tables of a plan, with what each column means."""

import re
from collections.abc import Iterator
from typing import Any

from sqlmodel import SQLModel

from te_planner.plan import outlook, snapshot, tables

HEAD = """# Plan tables

Made by `make docs` from the tables as they are declared. A plan is one SQLite file, and any tool that reads
SQLite reads it; write to it by the program alone, or its journal and its checksum fit no more (`check` then
says so).

Row keys are UUIDs. Days are text, `2026-11-24`. Money is in minor units (cents) with its currency. What was
entered is ordered by `seq`.
"""
COLUMNS = {
    "action": "the edit that was made, by its name",
    "actual_day": "the day on which it was reached",
    "actual_minor": "what was spent, in minor units",
    "adopted_day": "the day on which the plan took the edition over",
    "answer": "what was said",
    "approved_by": "who approved it",
    "as_of": "the day that the figures are of",
    "at": "when, in UTC",
    "baseline": "what it was before",
    "baseline_day": "the day first planned; of a measure, the day of its baseline",
    "benefit": "a benefit cell, such as `RPB03.1`",
    "better": "better when it goes up, or down",
    "cell": "a cell, such as `RPE02.2`",
    "change": "the requirement is waived, or added",
    "characteristic": "penetration, value, operations or markets (4.2)",
    "confirmed_by": "who said that it still holds",
    "confirmed_day": "when that was said",
    "confirmed_meaning": "the later meaning number under which it still holds",
    "content": "the overlay's data, as JSON",
    "cost_minor": "what it would cost, in minor units",
    "created_day": "the day on which the plan was made",
    "currency": "such as USD",
    "data_version": "the version of the roadmap's data",
    "day": "the day of it",
    "decided_by": "who decided",
    "depends_on_id": "the project that is waited for",
    "direction": "reached at or above the level, or at or below it",
    "docket": "the docket, or where money is recovered",
    "driver_id": "the driver",
    "due_day": "by when",
    "edition": "the edition that raised the number",
    "effective_day": "the day since which it is so",
    "end_day": "its planned end",
    "end_reason": "why it ceased to hold",
    "ended_from": "from this day on it holds no more",
    "extent_done": "of how many it is so (214 of 380 feeders)",
    "extent_total": "of how many in all",
    "extent_unit": "of what",
    "figures": "the key, in `kept`, of the figures",
    "fingerprint": "the SHA-256 of its data",
    "forecast_day": "the day now expected",
    "forecast_given_day": "the day on which that was said",
    "given_day": "the day on which it was said",
    "hash": "the entry's own hash, over all of it and the one before",
    "head_hash": "the hash of the journal's last entry then",
    "head_seq": "the number of the journal's last entry then",
    "id": "the row's key",
    "images": "the rows before and after, as JSON",
    "internal": "a public report leaves the project out",
    "key": "the project's key, such as P-07",
    "kind": "of which kind it is",
    "label": "the edition's name",
    "lag_days": "days between the one's finish and the other's start",
    "lead_months": "months from the decision to delivery",
    "level": "the driver's level at which it is reached",
    "made_by": "who says so",
    "meaning": "the meaning number of the cell",
    "measure_id": "the measure",
    "met_by": "by which filing it was met",
    "met_day": "when it was met",
    "milestone_id": "the milestone",
    "name": "its name",
    "note": "a note",
    "obligation_id": "the obligation",
    "owner": "who owns it, or sees to it",
    "paragraph": "where in the order",
    "pick_id": "the stage pick that it backs",
    "place": "where in the document, the link, or the file's name",
    "planned_minor": "what was planned, in minor units",
    "position": "its place in the order of overlays",
    "previous_hash": "the hash of the entry before",
    "project_id": "the project",
    "question": "which of the ten, 1 to 10",
    "reason": "why",
    "region_id": "the region",
    "requires": "the enabler cell",
    "review_day": "to be looked at again by this day",
    "roadmap": "the edition of the roadmap",
    "rules": "the version of the rules",
    "seq": "its number in the order of entry",
    "sha256": "the SHA-256 of the file",
    "share": "how much of the enabler, in whole percent",
    "since": "from this day on",
    "stage": "the stage picked",
    "stakeholder": "whose plan it is",
    "start_day": "its start",
    "statement_day": "the day on which it was said",
    "statement_id": "the statement that it backs",
    "status": "its status from the day on",
    "summary": "what was done, in words",
    "system_id": "the distribution system",
    "target": "what it shall be",
    "target_day": "by when",
    "target_id": "the entry that is taken back or made again",
    "text": "the text",
    "texts": "the key, in `kept`, of what the cells said",
    "title": "its title",
    "unit": "its unit, such as MW",
    "value": "what it was",
    "version": "its version",
    "void_reason": "why it was made in error",
    "voided_day": "when it was voided: it never counts",
    "waypoint_id": "the waypoint",
    "weight": "its weight among others",
    "who": "who it was, or would be",
    "why": "why, where somebody said so",
    "year": "the year of the money",
}
"""What a column means; the same name means the same in each table."""


def page() -> str:
    """All tables, by name."""
    parts = [HEAD]
    for each in _tables():
        parts += [f"## {each.__tablename__}", "", _about(each), "", *_columns(each), ""]
    return "\n".join(parts)


def _tables() -> list[Any]:
    made = [getattr(tables, name) for name in tables.__all__]
    return [each for each in made if isinstance(each, type) and issubclass(each, SQLModel)]


def _about(table: Any) -> str:
    """What its rows are: as the row of the same name that is read, else as declared."""
    name = {"Plan": "PlanInfo"}.get(table.__name__, table.__name__)
    row = getattr(snapshot, name, None) or getattr(outlook, name, None)
    return "\n".join(line.strip() for line in ((row or table).__doc__ or "").strip().splitlines())


def _columns(table: Any) -> Iterator[str]:
    yield "| column | type | means |"
    yield "| --- | --- | --- |"
    for column in table.__table__.columns:
        kind = str(column.type).lower().replace("varchar", "text").replace("bigint", "integer")
        refers = "".join(
            f" → [{each.column.table.name}](#{each.column.table.name})" for each in column.foreign_keys
        )
        empty = ", may be empty" if column.nullable else ""
        means = COLUMNS[column.name] + _values(table, column.name)
        yield f"| `{column.name}` | {kind}{empty} | {means}{refers} |"


def _values(table: Any, name: str) -> str:
    """The closed list that a column's values are of."""
    for each in table.__table__.constraints:
        found = re.fullmatch(rf"{name} IN \((.*)\)", str(getattr(each, "sqltext", "")))
        if found:
            return ": " + found[1].replace("'", "`")
    return ""
