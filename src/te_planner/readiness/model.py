"""What readiness is made of: the results that screens, commands and reports all show.

Every result carries what it came from, so that *why* can be answered without computing anything again.
Progress is an exact fraction from 0 to 1, rounded only when shown; days are ISO text.
"""

from fractions import Fraction
from typing import TYPE_CHECKING, Literal, NamedTuple

from te_planner.plan.snapshot import (
    Contribution,
    Day,
    Dependency,
    Evidence,
    MeaningChange,
    Milestone,
    Project,
    RequirementChange,
    ScopeDecision,
    Snapshot,
    StagePick,
    Statement,
    System,
)
from te_planner.readiness.rules import COVERED, DUPLICATED
from te_planner.roadmap.model import Cell, Roadmap, Stage, TrackKey

if TYPE_CHECKING:
    from te_planner.readiness.outlook_model import MeasureState, Outlook

CellStateName = Literal[
    "not applicable",
    "attained",
    "superseded",
    "claimed",
    "delivered",
    "partly",
    "in progress",
    "planned",
    "uncovered",
    "not observed",
]
BenefitStatus = Literal["not applicable", "realised", "unlocked", "next", "to decide", "locked"]
Severity = Literal["error", "warning", "information"]
Basis = Literal["", "work", "trend", "expected"]


class MilestoneDate(NamedTuple):
    """When a milestone was or is to be reached.

    `planned` is its forecast, else its baseline; `day` is the actual day, or planned plus `delay` and never
    before as-of; None where it has no day at all. `overdue`: days by which an open one has passed unmet.
    """

    milestone: Milestone
    done: bool
    planned: Day | None
    day: Day | None
    delay: int
    overdue: int


class ProjectWork(NamedTuple):
    """A project as of a day: its status, its progress and its dates.

    `finish` is None with a `reason` where there is no date. `delay`: the days by which a project not yet
    begun is moved by what it waits for. `fixed_by`: the milestone or project that fixes the finish.
    """

    project: Project
    status: str
    status_day: Day | None
    begun: bool
    cancelled: bool
    progress: Fraction
    milestones: tuple[MilestoneDate, ...]
    earliest_start: Day | None
    delay: int
    finish: Day | None
    reason: str
    fixed_by: str
    dependencies: tuple[Dependency, ...]


class ContributionWork(NamedTuple):
    """One project's contribution to one cell in one system, as of a day.

    `tied`: the milestones that count for it (those tied to the cell and system, else all the project's).
    `finished`: the day it was, or None. `finish`: that day, or the forecast; None with a `reason`.
    """

    contribution: Contribution
    project: ProjectWork
    tied: tuple[MilestoneDate, ...]
    progress: Fraction
    finished: Day | None
    finish: Day | None
    reason: str


class Standing(NamedTuple):
    """What the statements on a cell come to: the one that decides, and the unbroken run that it ends.

    `since`: the first effective day of the run. `evidence`: of the whole run. `flags`: review overdue,
    suspect; `suspect`: the change of the cell's meaning since which it is.
    """

    statement: Statement
    answer: str
    since: Day
    run: tuple[Statement, ...]
    evidence: tuple[Evidence, ...]
    flags: tuple[str, ...]
    suspect: MeaningChange | None = None

    @property
    def seen(self) -> bool:
        """In place, with evidence."""
        return self.answer == "in place" and bool(self.evidence)


class Forecast(NamedTuple):
    """When a cell is, or is expected to be, satisfied: a day, or the reason why there is none.

    `via`: the contributions (their project keys) whose finish fixes the day. `basis`: what an expected day
    rests on: work, a driver's trend, or the planner's expected day; empty for a day since, or for none.
    """

    day: Day | None
    reason: str
    via: tuple[str, ...] = ()
    basis: Basis = ""


class GroupForecast(NamedTuple):
    """When all of several cells are expected to be satisfied.

    `day`: the latest of those that have one; `undated`: those that have none ("the rest by DAY; N without
    a date"); `fixed_by`: the cell with the latest day, `basis`: what that rests on. `is_past`: all are
    satisfied already, since `day`; `is_open`: some cell that has a day is still to come, so that `day` lies
    ahead.
    """

    day: Day | None
    undated: tuple[str, ...]
    fixed_by: str
    is_past: bool
    is_open: bool
    basis: Basis = ""

    @property
    def whole(self) -> Day | None:
        """The day by which all are expected, or None where some have no date."""
        return None if self.undated else self.day


class CellState(NamedTuple):
    """An enabler cell in a system."""

    cell: Cell
    system_id: str
    state: CellStateName
    standing: Standing | None
    superseded_by: str | None
    decision: ScopeDecision | None
    contributions: tuple[ContributionWork, ...]
    planned_share: int
    finished_share: int
    progress: Fraction
    flags: tuple[str, ...]
    strict: bool
    forecast: Forecast

    @property
    def satisfied(self) -> bool:
        """Attained or superseded. `strict` is the same, resting on no flagged statement."""
        return self.state in ("attained", "superseded")

    @property
    def applicable(self) -> bool:
        return self.state != "not applicable"

    @property
    def gates(self) -> bool:
        """It is in denominators, and a stage waits for it: applicable, and no baseline."""
        return self.applicable and self.cell.nature != "baseline"

    @property
    def gap(self) -> bool:
        """An applicable action cell that nothing covers."""
        return self.state == "uncovered"

    @property
    def covered(self) -> bool:
        """The contributions together deliver at least 99 % of it, once they are finished."""
        return self.planned_share >= COVERED

    @property
    def duplicated(self) -> bool:
        """Two projects at least deliver more than 101 % of it: it is paid for twice."""
        projects = {work.project.project.id for work in self.contributions}
        return len(projects) > 1 and self.planned_share > DUPLICATED


class Tally(NamedTuple):
    """Satisfied of applicable cells; `strict` leaves out the flagged ones, `flagged` counts them."""

    satisfied: int
    applicable: int
    strict: int
    flagged: int


class Transition(NamedTuple):
    """A track's way to complete one stage: completing 1, 1→2 or 2→3."""

    track: TrackKey
    stage: Stage
    cells: tuple[CellState, ...]
    actions: Tally
    conditions: Tally
    work: Fraction | None
    set_aside: tuple[str, ...]
    too_much_set_aside: bool
    complete: bool
    strict_complete: bool
    forecast: GroupForecast


class TrackReadiness(NamedTuple):
    """A track of one system. `stage`: enablers complete through it, 0 to 3."""

    track: TrackKey
    stage: int
    strict_stage: int
    too_much_set_aside: Stage | None
    transitions: tuple[Transition, Transition, Transition]


class CharacteristicPick(NamedTuple):
    """The pick that counts for one of the four characteristics (4.2), or None where none was made."""

    characteristic: str
    pick: StagePick | None
    evidence: tuple[Evidence, ...]


class Observed(NamedTuple):
    """The observed stage (4.2): the lowest pick; 1 where nothing was picked."""

    stage: int
    profile: tuple[CharacteristicPick, ...]
    last_picked: Day | None


class Requirement(NamedTuple):
    """One enabler cell that a benefit needs: by the roadmap (derived), or added by the planner.

    A `waived` one is listed with its change and blocks nothing.
    """

    ref: str
    benefit: str
    origin: Literal["roadmap", "added", "waived"]
    change: RequirementChange | None
    state: CellState

    @property
    def satisfied(self) -> bool:
        return self.origin == "waived" or self.state.satisfied


class BenefitState(NamedTuple):
    """A benefit cell in a system.

    `requirements` are its own; `blockers` also those of the earlier stages of its row. `undecided`: required
    cells that are not applicable. `list`: where a next one stands, `coming` or `stuck`. `seen`: it, or all
    of the results that it comes through (at least one), are observed with evidence. `weight`: how much it
    matters to the planner, 1 without a word on it.
    """

    cell: Cell
    system_id: str
    status: BenefitStatus
    requirements: tuple[Requirement, ...]
    blockers: tuple[CellState, ...]
    undecided: tuple[str, ...]
    decision: ScopeDecision | None
    standing: Standing | None
    results: tuple[tuple[str, Standing | None], ...]
    strict_unlocked: bool
    flagged: tuple[str, ...]
    list: Literal["coming", "stuck", ""]
    forecast: GroupForecast
    seen: bool
    measures: tuple["MeasureState", ...]
    weight: int

    @property
    def unlocked(self) -> bool:
        return self.status in ("unlocked", "realised")

    @property
    def below_target(self) -> bool:
        """It would be realised, but for a measure that does not meet its target."""
        return self.status == "unlocked" and self.seen and any(each.falls_short for each in self.measures)

    @property
    def gaps(self) -> tuple[CellState, ...]:
        return tuple(state for state in self.blockers if state.gap)


class Leverage(NamedTuple):
    """The benefits whose blockers contain an enabler cell, and those whose only blocker it is."""

    cell: str
    blocks: tuple[str, ...]
    only: tuple[str, ...]


class Finding(NamedTuple):
    """Something that a planner should know: an error, a warning, or information.

    `refs` lead to what it is about. `command`: the words of the command line that goes there or mends it, as
    they are typed save for quoting; `key`: what goes there, or mends it, in the terminal UI.
    """

    code: str
    severity: Severity
    text: str
    refs: tuple[str, ...]
    system_id: str | None
    command: tuple[str, ...] = ()
    key: str = ""


class Due(NamedTuple):
    """Something late (days > 0), or coming up (days <= 0), by its day.

    `kind`: milestone, review (a statement's review day has come, or its cell's meaning changed), attest
    (delivered, waits for a statement), obligation (open, its due day) or waypoint (not reached yet, its day).
    """

    kind: Literal["milestone", "review", "attest", "obligation", "waypoint"]
    day: Day
    days: int
    text: str
    ref: str
    project: str | None
    system_id: str | None


class SystemReadiness(NamedTuple):
    """All figures of one distribution system; `leverage` by what it moves, the most first."""

    system: System
    observed: Observed
    stage: int
    strict_stage: int
    tracks: tuple[TrackReadiness, ...]
    cells: dict[str, CellState]
    results: dict[str, Standing]
    benefits: dict[str, BenefitState]
    coming: tuple[BenefitState, ...]
    stuck: tuple[BenefitState, ...]
    leverage: dict[str, Leverage]
    findings: tuple[Finding, ...]

    @property
    def gaps(self) -> tuple[CellState, ...]:
        """The gaps, in the source's order."""
        return tuple(state for state in self.cells.values() if state.gap)

    @property
    def set_aside(self) -> tuple[CellState, ...]:
        return tuple(state for state in self.cells.values() if not state.applicable)


class Readiness(NamedTuple):
    """The figures of a whole plan as of a day. `forecasts`: False for a bare past day (no dates then).

    `known_on`: the day on which the plan said so, under this roadmap and these rules; None: as it says now.
    """

    roadmap: Roadmap
    snapshot: Snapshot
    as_of: Day
    forecasts: bool
    rules: str
    projects: dict[str, ProjectWork]
    keys: dict[str, str]
    systems: dict[str, SystemReadiness]
    outlook: "Outlook"
    due: tuple[Due, ...]
    findings: tuple[Finding, ...]
    known_on: Day | None = None


class Derivation(NamedTuple):
    """One step of why a figure is what it is: the figure, the rule it follows, and what it rests on.

    `clause`: the source's clause where the rule is the source's; empty where it is ours (derived).
    `ref`: the cell, project or statement that the step is about, so that a screen can go there. `kind`: what
    the step is (cell, statement, evidence, milestone, count, progress, latest, …), for programs.
    """

    label: str
    value: str
    rule: str
    clause: str
    ref: str
    children: tuple["Derivation", ...] = ()
    kind: str = ""
