"""The plan as immutable data: one named tuple a table row, read in one consistent pass.

The field names are the column names: the SELECTs are made from them, and a test holds both to the
SQLModel tables. Days are ISO text (`2026-11-24`), which compares as the days do. Nothing here imports
SQLModel, so that `status` and the first screen pay for sqlite3 alone.
"""

import sqlite3
from typing import Any, NamedTuple

Day = str
"""An ISO 8601 day; years 0001 to 9999, so that text order is the order of days."""


class PlanInfo(NamedTuple):
    """Whose plan it is, which edition of the roadmap it was made against, and its money."""

    id: str
    name: str
    stakeholder: str
    note: str
    currency: str
    roadmap: str
    created_day: Day


class Region(NamedTuple):
    """A jurisdiction or market area: it holds systems."""

    id: str
    name: str
    note: str


class System(NamedTuple):
    """A distribution system of one region."""

    id: str
    region_id: str
    name: str
    note: str


class Project(NamedTuple):
    """Work that the stakeholder owns. Its status is the latest of its dated status changes."""

    id: str
    key: str
    title: str
    owner: str
    start_day: Day | None
    end_day: Day | None
    note: str


class StatusChange(NamedTuple):
    """A project's status from a day on: proposed, approved, active, on hold, done or cancelled."""

    id: str
    project_id: str
    status: str
    day: Day
    seq: int


class BudgetLine(NamedTuple):
    """Money of one year, in minor units (cents); `kind` is capital or operating."""

    id: str
    project_id: str
    year: int
    kind: str
    planned_minor: int
    actual_minor: int | None
    currency: str
    docket: str


class Contribution(NamedTuple):
    """A project delivers `share` percent (1 to 100) of an enabler cell in one system."""

    id: str
    project_id: str
    cell: str
    system_id: str
    share: int


class Milestone(NamedTuple):
    """A dated step of a project, tied to one cell and one system, or to none."""

    id: str
    project_id: str
    title: str
    weight: int
    baseline_day: Day | None
    forecast_day: Day | None
    forecast_given_day: Day | None
    actual_day: Day | None
    cell: str | None
    system_id: str | None
    seq: int


class Dependency(NamedTuple):
    """`project_id` starts after `depends_on_id` has finished, `lag_days` later (0: the same day)."""

    id: str
    project_id: str
    depends_on_id: str
    lag_days: int


class Statement(NamedTuple):
    """A dated word on a cell, for a system or for a region (exactly one of both is set).

    `kind`: attestation or observation; `answer`: in place, partly or not in place. `seq` orders what was
    entered; a voided statement never counts, an ended one counts until the day before `ended_from`.
    """

    id: str
    kind: str
    cell: str
    system_id: str | None
    region_id: str | None
    answer: str
    effective_day: Day
    statement_day: Day
    made_by: str
    approved_by: str
    extent_done: int | None
    extent_total: int | None
    extent_unit: str
    review_day: Day | None
    note: str
    voided_day: Day | None
    void_reason: str
    ended_from: Day | None
    end_reason: str
    seq: int


class StagePick(NamedTuple):
    """The planner's dated pick of the stage description that fits one characteristic of a system (4.2)."""

    id: str
    system_id: str
    characteristic: str
    stage: int
    effective_day: Day
    made_by: str
    note: str
    seq: int


class Evidence(NamedTuple):
    """What a statement or a stage pick rests on: a document, a link or a file (exactly one owner is set)."""

    id: str
    statement_id: str | None
    pick_id: str | None
    kind: str
    title: str
    place: str
    sha256: str


class ScopeDecision(NamedTuple):
    """*Not applicable*, for a cell in a system, from `day` until the day before `ended_from`."""

    id: str
    cell: str
    system_id: str
    reason: str
    decided_by: str
    day: Day
    ended_from: Day | None


class RequirementChange(NamedTuple):
    """The planner's own: a requirement `waived` or `added` for a benefit, in one system or (None) in all."""

    id: str
    benefit: str
    requires: str
    change: str
    system_id: str | None
    reason: str
    decided_by: str
    day: Day
    ended_from: Day | None


class Head(NamedTuple):
    """The last journal entry: what a report prints so that the file can be held against it."""

    seq: int
    hash: str


class Snapshot(NamedTuple):
    """The whole plan at one moment."""

    plan: PlanInfo
    regions: tuple[Region, ...]
    systems: tuple[System, ...]
    projects: tuple[Project, ...]
    status_changes: tuple[StatusChange, ...]
    budget_lines: tuple[BudgetLine, ...]
    contributions: tuple[Contribution, ...]
    milestones: tuple[Milestone, ...]
    dependencies: tuple[Dependency, ...]
    statements: tuple[Statement, ...]
    stage_picks: tuple[StagePick, ...]
    evidence: tuple[Evidence, ...]
    scope_decisions: tuple[ScopeDecision, ...]
    requirement_changes: tuple[RequirementChange, ...]
    head: Head


# table, the row's type, order: stable, and the one that screens and reports show
TABLES: tuple[tuple[str, type[Any], str], ...] = (
    ("region", Region, "name"),
    ("system", System, "name"),
    ("project", Project, "key"),
    ("status_change", StatusChange, "day, seq"),
    ("budget_line", BudgetLine, "year, kind"),
    ("contribution", Contribution, "cell, project_id, system_id"),
    ("milestone", Milestone, "project_id, seq"),
    ("dependency", Dependency, "project_id, depends_on_id"),
    ("statement", Statement, "effective_day, seq"),
    ("stage_pick", StagePick, "effective_day, seq"),
    ("evidence", Evidence, "id"),
    ("scope_decision", ScopeDecision, "cell, day"),
    ("requirement_change", RequirementChange, "benefit, requires, day"),
)


def read_snapshot(connection: sqlite3.Connection) -> Snapshot:
    """All tables in one read transaction.

    Raises sqlite3.DatabaseError where the file cannot be read; `store` tells the planner.
    """
    connection.execute("BEGIN")
    try:
        plan = PlanInfo._make(_rows(connection, "plan", PlanInfo, "id")[0])
        tables = [
            tuple(map(kind._make, _rows(connection, name, kind, order))) for name, kind, order in TABLES
        ]
        last = connection.execute("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
    finally:
        connection.execute("COMMIT")
    return Snapshot._make([plan, *tables, Head._make(last or (0, ""))])


def _rows(connection: sqlite3.Connection, table: str, kind: type[Any], order: str) -> list[tuple[Any, ...]]:
    columns = ", ".join(kind._fields)
    # names from this module alone, never from outside
    return connection.execute(f"SELECT {columns} FROM {table} ORDER BY {order}").fetchall()  # noqa: S608
