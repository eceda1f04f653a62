"""The plan as immutable data: one named tuple a table row, read in one consistent pass.

The field names are the column names, and a test holds them to the SQLModel tables. Days are ISO text
(`2026-11-24`), which compares as the days do.
"""

from typing import NamedTuple

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
    """Work that the stakeholder owns. Its status is the latest of its dated status changes.

    `internal`: a public report leaves it out.
    """

    id: str
    key: str
    title: str
    owner: str
    start_day: Day | None
    end_day: Day | None
    note: str
    internal: bool


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
    `meaning`: the cell's meaning number that it was made against; `confirmed_meaning`: a later one under
    which somebody said, on `confirmed_day`, that it still holds.
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
    meaning: int
    confirmed_meaning: int | None
    confirmed_day: Day | None
    confirmed_by: str


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


class QuestionAnswer(NamedTuple):
    """What a workshop answered to one of the ten questions (4.6.2); the latest by `seq` stands."""

    id: str
    question: int
    answer: str
    made_by: str
    day: Day
    seq: int


class Overlay(NamedTuple):
    """Somebody's additions to the roadmap, as JSON with its fingerprint; applied in order of `position`."""

    id: str
    position: int
    name: str
    version: str
    fingerprint: str
    content: str


class Edition(NamedTuple):
    """A roadmap that the plan adopted; the latest by `seq` is the one it works by.

    `texts`: the key in the table `kept` of what its cells said.
    """

    id: str
    seq: int
    label: str
    data_version: str
    adopted_day: Day
    texts: str


class MeaningChange(NamedTuple):
    """From `since` on the cell asks for something else: `meaning` is its new number."""

    id: str
    cell: str
    meaning: int
    since: Day
    edition: str


class Freeze(NamedTuple):
    """A named, approved copy of all figures; `figures` is their key in the table `kept`."""

    id: str
    name: str
    approved_by: str
    day: Day
    as_of: Day
    head_seq: int
    head_hash: str
    roadmap: str
    rules: str
    figures: str
    note: str


class Head(NamedTuple):
    """The last journal entry: what a report prints so that the file can be held against it."""

    seq: int
    hash: str


class Step(NamedTuple):
    """A journal entry in short, and the ids of the rows that it made, changed or removed."""

    seq: int
    day: Day
    who: str
    summary: str
    rows: frozenset[str]


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
    question_answers: tuple[QuestionAnswer, ...]
    overlays: tuple[Overlay, ...]
    editions: tuple[Edition, ...]
    meaning_changes: tuple[MeaningChange, ...]
    drivers: tuple[Driver, ...]
    measures: tuple[Measure, ...]
    readings: tuple[Reading, ...]
    waypoints: tuple[Waypoint, ...]
    waypoint_cells: tuple[WaypointCell, ...]
    triggers: tuple[Trigger, ...]
    expected_days: tuple[ExpectedDay, ...]
    gap_estimates: tuple[GapEstimate, ...]
    benefit_weights: tuple[BenefitWeight, ...]
    obligations: tuple[Obligation, ...]
    obligation_ties: tuple[ObligationTie, ...]
    freezes: tuple[Freeze, ...]
    head: Head
