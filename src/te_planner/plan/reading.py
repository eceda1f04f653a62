"""Reading a snapshot: one portable SELECT a table, over the driver, into named tuples.

Neither ORM nor SQLModel: objects of theirs cost nine times the bare tuples, and their import more than a
whole `status`. Rows are put in order here: SQLite would pack and unpack all of them for it. So a snapshot of
10,000 projects costs 1.4 times the fetching of its rows, where it was 1.7 with ORDER BY and `_make`, which is
Python's own.
"""

import sqlite3
from functools import partial
from operator import itemgetter
from typing import Any

from te_planner.collecting import uncollected
from te_planner.plan.outlook import (
    BenefitWeight,
    Driver,
    ExpectedDay,
    GapEstimate,
    Measure,
    Obligation,
    ObligationTie,
    Reading,
    Trigger,
    Waypoint,
    WaypointCell,
)
from te_planner.plan.snapshot import (
    BudgetLine,
    Contribution,
    Dependency,
    Edition,
    Evidence,
    Freeze,
    Head,
    MeaningChange,
    Milestone,
    Overlay,
    PlanInfo,
    Project,
    QuestionAnswer,
    Region,
    RequirementChange,
    ScopeDecision,
    Snapshot,
    StagePick,
    Statement,
    StatusChange,
    System,
)

# table, the row's type, order: stable, and the one that screens and reports show
TABLES: tuple[tuple[str, type[Any], str], ...] = (
    ("region", Region, "name"),
    ("system", System, "name"),
    ("project", Project, "key"),
    ("status_change", StatusChange, "day, seq"),
    ("budget_line", BudgetLine, "year, kind"),
    ("contribution", Contribution, "cell, project_id, system_id"),
    ("milestone", Milestone, "seq"),
    ("dependency", Dependency, "project_id, depends_on_id"),
    ("statement", Statement, "effective_day, seq"),
    ("stage_pick", StagePick, "effective_day, seq"),
    ("evidence", Evidence, "kind, title, place, id"),
    ("scope_decision", ScopeDecision, "cell, day"),
    ("requirement_change", RequirementChange, "benefit, requires, day"),
    ("question_answer", QuestionAnswer, "question, seq"),
    ("overlay", Overlay, "position"),
    ("edition", Edition, "seq"),
    ("meaning_change", MeaningChange, "cell, meaning"),
    ("driver", Driver, "system_id, name"),
    ("measure", Measure, "benefit, system_id, name"),
    ("reading", Reading, "day, id"),
    ("waypoint", Waypoint, "day, name"),
    ("waypoint_cell", WaypointCell, "waypoint_id, cell, system_id"),
    ("trigger_level", Trigger, "driver_id, level, id"),
    ("expected_day", ExpectedDay, "cell, system_id"),
    ("gap_estimate", GapEstimate, "cell, system_id"),
    ("benefit_weight", BenefitWeight, "benefit"),
    ("obligation", Obligation, "due_day, docket, paragraph"),
    ("obligation_tie", ObligationTie, "obligation_id, id"),
    ("freeze", Freeze, "head_seq, name"),
)


@uncollected()
def read_snapshot(connection: sqlite3.Connection) -> Snapshot:
    """All tables in one read transaction.

    Raises sqlite3.DatabaseError where the file cannot be read; `store` tells the planner.
    """
    connection.execute("BEGIN")
    try:
        plan = _rows(connection, "plan", PlanInfo, "id")[0]
        tables = [_rows(connection, name, kind, order) for name, kind, order in TABLES]
        last = connection.execute("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
    finally:
        connection.execute("COMMIT")
    return Snapshot._make([plan, *tables, Head._make(last or (0, ""))])


def _rows(connection: sqlite3.Connection, table: str, kind: type[Any], order: str) -> tuple[Any, ...]:
    columns = ", ".join(kind._fields)
    # names from this module alone, never from outside
    found = connection.execute(f"SELECT {columns} FROM {table}")  # noqa: S608
    rows = list(map(partial(tuple.__new__, kind), found))
    try:
        sort_rows(rows, kind, order)
    except TypeError as error:  # no column of an order may be empty, or of several sorts
        raise sqlite3.DatabaseError(f"a {table} holds a value of another sort") from error
    return tuple(rows)


def sort_rows(rows: list[Any], kind: type[Any], order: str) -> None:
    """By the columns of an order of `TABLES`, texts by their code points; equal rows stay as they are."""
    for column in reversed(order.split(", ")):
        rows.sort(key=itemgetter(kind._fields.index(column)))
