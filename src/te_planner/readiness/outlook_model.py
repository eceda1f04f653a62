"""What lies ahead and what pushes, as results: trends, triggers, waypoints, obligations, and what to do next.

As in `model`, every result carries what it came from. Values are in the unit of their driver or measure,
money is whole minor units by currency, days are ISO text.
"""

from typing import Literal, NamedTuple

from te_planner.plan.outlook import (
    Driver,
    GapEstimate,
    Measure,
    Obligation,
    ObligationTie,
    Reading,
    Trigger,
    Waypoint,
)
from te_planner.plan.snapshot import Day
from te_planner.readiness.model import BenefitState, CellState, GroupForecast, Tally
from te_planner.roadmap.model import Stage, TrackKey

TriggerStateName = Literal["reached", "near", "not"]
WaypointJudgement = Literal["reached", "on time", "too late", "no date"]
ObligationJudgement = Literal["met", "met late", "late", "at risk", "in time", "untied", "open"]


class Trend(NamedTuple):
    """The line of least squares through the readings of the last years.

    `slope`: per year of 365.25 days; `value`: by the line, on the day asked. `spread`: the standard deviation
    of the readings around the line; None for two readings, which show none.
    """

    slope: float
    value: float
    spread: float | None
    readings: int
    first: Day
    last: Day


class Reach(NamedTuple):
    """A trigger's level against the readings.

    `reached_day`: the first reading at or beyond it of the run that lasts until now. Else `day`, by trend,
    from `earliest` to `latest` by the spread (None: without end, or no spread is known), or None with a
    `reason`.
    """

    trigger: Trigger
    state: TriggerStateName
    reached_day: Day | None
    day: Day | None
    earliest: Day | None
    latest: Day | None
    reason: str


class Watch(NamedTuple):
    """A driver as of a day: its readings by day, their trend or why there is none, and its triggers."""

    driver: Driver
    readings: tuple[Reading, ...]
    trend: Trend | None
    reason: str
    reaches: tuple[Reach, ...]


class TriggerState(NamedTuple):
    """A trigger and what it calls for.

    `calls_for`: the project's key, the waypoint's name or the condition cell. `begun`: the project has.
    `done`: it is finished, the waypoint reached, the condition observed (or set aside): no more is asked.
    `ready`: the project's finish, the waypoint's forecast, since when the condition is observed; None with a
    `reason`. `late_months`: whole months by which `ready` lies after the level is reached; of a condition,
    which is no work, always 0.
    """

    driver: Driver
    reach: Reach
    kind: Literal["project", "waypoint", "condition"]
    calls_for: str
    begun: bool
    done: bool
    ready: Day | None
    reason: str
    late_months: int
    sentence: str

    @property
    def trigger(self) -> Trigger:
        return self.reach.trigger

    @property
    def state(self) -> TriggerStateName:
        return self.reach.state

    @property
    def day(self) -> Day | None:
        """The day on which the level was reached, or will be by trend."""
        return self.reach.reached_day or self.reach.day


class DriverState(NamedTuple):
    """A driver with its readings, trend and triggers, as of a day."""

    driver: Driver
    readings: tuple[Reading, ...]
    trend: Trend | None
    reason: str
    triggers: tuple[TriggerState, ...]

    @property
    def latest(self) -> Reading | None:
        return self.readings[-1] if self.readings else None


class MeasureState(NamedTuple):
    """A measure of a benefit with its latest reading; `meets`: None without a target or without a reading."""

    measure: Measure
    latest: Reading | None
    meets: bool | None

    @property
    def falls_short(self) -> bool:
        """It has a target that no reading shows to be met."""
        return self.measure.target is not None and not self.meets


class Investment(NamedTuple):
    """What the gaps would cost that are still to be decided.

    `sums`: currency and minor units, of the `estimated` gaps. `without_estimate`: gaps whose cost nobody has
    estimated. `longest_lead`: months, of all gaps that name one.
    """

    sums: tuple[tuple[str, int], ...]
    gaps: int
    estimated: int
    without_estimate: int
    longest_lead: int | None


class Investments(NamedTuple):
    """The investment still to be decided, in all, per track and per stage."""

    whole: Investment
    tracks: dict[TrackKey, Investment]
    stages: dict[Stage, Investment]


class Undated(NamedTuple):
    """What has no date, and why."""

    what: str
    reason: str


class WaypointState(NamedTuple):
    """A waypoint as of a day (4.3.4).

    `cells`: by system id. `actions` and `conditions` tell satisfied of applicable and the strict figure.
    `lacking`: applicable cells not satisfied yet. `late_days`: days by which its forecast, or the day asked,
    lies after its day. `reasons`: what has no date. `unknown`: cells that the roadmap does not have.
    """

    waypoint: Waypoint
    cells: dict[str, tuple[CellState, ...]]
    actions: Tally
    conditions: Tally
    forecast: GroupForecast
    lacking: tuple[CellState, ...]
    set_aside: tuple[CellState, ...]
    unknown: tuple[str, ...]
    judgement: WaypointJudgement
    late_days: int
    late_months: int
    reasons: tuple[Undated, ...]
    investment: Investment

    @property
    def gaps(self) -> tuple[CellState, ...]:
        return tuple(state for state in self.lacking if state.gap)

    @property
    def strict(self) -> bool:
        """It is reached without anything that rests on a flagged statement."""
        counted = (self.actions, self.conditions)
        return self.judgement == "reached" and all(each.strict == each.applicable for each in counted)


class Tie(NamedTuple):
    """What an obligation waits for, with its day or the reason why it has none."""

    kind: Literal["project", "milestone", "cell"]
    what: str
    done: bool
    day: Day | None
    reason: str
    row: ObligationTie


class ObligationState(NamedTuple):
    """An obligation as of a day.

    `ready`: the latest day of what it is tied to; `undated`: what of it has no date. `judgement`: `late` when
    it is open after its due day, `at risk` when what it waits for comes too late or has no date; `open` alone
    where no forecast is given (a past day). `late_days`: by which it was met, is ready or stands open late.
    """

    obligation: Obligation
    met: bool
    ties: tuple[Tie, ...]
    ready: Day | None
    undated: tuple[Undated, ...]
    judgement: ObligationJudgement
    late_days: int
    sentence: str


class Win(NamedTuple):
    """A cell that lacks one step only, a statement or its evidence, and the benefits that then unlock."""

    state: CellState
    step: Literal["attest", "add evidence"]
    unlocks: tuple[str, ...]


class QuickWins(NamedTuple):
    """What a word or one blocker moves: cells to attest, and next benefits with a single blocker left."""

    cells: tuple[Win, ...]
    one_left: tuple[BenefitState, ...]


class Waiting(NamedTuple):
    """A blocker that only others can move, with who can and the benefits that wait for it."""

    state: CellState
    who: tuple[str, ...]
    benefits: tuple[str, ...]


class SystemOutlook(NamedTuple):
    """What pushes, what is still to be decided and what to do next in one system; estimates by cell."""

    drivers: tuple[DriverState, ...]
    measures: tuple[MeasureState, ...]
    estimates: dict[str, GapEstimate]
    investments: Investments
    quick_wins: QuickWins
    waiting_on_others: tuple[Waiting, ...]


class Outlook(NamedTuple):
    """What lies ahead of a plan: its waypoints by day, its obligations by due day, and each system's."""

    waypoints: tuple[WaypointState, ...]
    obligations: tuple[ObligationState, ...]
    investments: Investments
    systems: dict[str, SystemOutlook]
