"""Why a waypoint, an obligation or a driver stands as it does."""

from te_planner.readiness.drivers import number
from te_planner.readiness.goals import Goal
from te_planner.readiness.model import CellState, Derivation, Readiness
from te_planner.readiness.outlook_model import DriverState, ObligationState, Tie, TriggerState, WaypointState
from te_planner.readiness.why.dates import date_step
from te_planner.readiness.why.words import STATE_RULES, counted, titled

JUDGED = "reached: all cells satisfied; too late: its day has passed, or a cell is expected after it"
OWED = "late: open after its due day; at risk: what it waits for comes later, or has no date"
LINE = "least squares over the readings of the last years (derived)"


def waypoint_step(readiness: Readiness, state: WaypointState) -> Derivation:
    """The cells that it asks for, and the chain that fixes the day by which all are in place."""
    own = state.waypoint
    cells = tuple(
        each
        for states in state.cells.values()
        for each in states
        if each.applicable and each.cell.nature != "baseline"
    )
    there = [each for each in cells if each.satisfied]
    members = [_cell(readiness, each) for each in cells]
    asked = counted("Asks for", members, f"{len(there)} of {len(cells)} satisfied", "applicable cells")
    goal = Goal("waypoint", own.name, own.name, cells)
    when = (date_step(readiness, goal),) if cells else ()
    value = f"{state.judgement}, due {own.day}"
    return Derivation(own.name, value, JUDGED, "4.3.4", "", (asked, *when), "waypoint")


def _cell(readiness: Readiness, state: CellState) -> Derivation:
    when = state.forecast.day or state.forecast.reason
    ref = state.cell.ref
    return Derivation(
        titled(readiness, ref), f"{state.state}, {when}", STATE_RULES[state.state], "", ref, (), "cell"
    )


def obligation_step(state: ObligationState) -> Derivation:
    """What it waits for, each with its day."""
    own = state.obligation
    label = f"{own.docket} {own.paragraph}".strip()
    value = f"{state.judgement}, due {own.due_day}"
    members = [_tie(each) for each in state.ties]
    waits = counted("Waits for", members, f"ready {state.ready or 'on no day'}", "the latest of their days")
    met = (
        (Derivation("Met", f"{own.met_day} by {own.met_by}", "", "", "", (), "filing"),) if state.met else ()
    )
    return Derivation(label, value, f"{OWED}. {state.sentence}", "", "", (*met, waits), "obligation")


def _tie(tie: Tie) -> Derivation:
    ref = tie.row.cell or tie.row.milestone_id or tie.what
    value = f"{'done ' if tie.done else ''}{tie.day or tie.reason}"
    return Derivation(tie.what, value, "", "", ref, (), tie.kind)


def driver_step(state: DriverState) -> Derivation:
    """Its readings, the line through them, and its triggers."""
    unit = state.driver.unit
    readings = [
        Derivation(each.day, f"{number(each.value)} {unit}".rstrip(), each.note, "", "", (), "reading")
        for each in state.readings
    ]
    slope = f"{number(round(state.trend.slope, 2))} {unit} a year" if state.trend else f"none: {state.reason}"
    children = (
        Derivation("Trend", slope, LINE, "", "", tuple(readings), "trend"),
        *(_trigger(each, unit) for each in state.triggers),
    )
    latest = f"{number(state.latest.value)} {unit} on {state.latest.day}" if state.latest else "no reading"
    return Derivation(
        state.driver.name, latest, "what pushes the change in a system", "4.1", "", children, "driver"
    )


def _trigger(state: TriggerState, unit: str) -> Derivation:
    label = f"{state.trigger.direction} {number(state.trigger.level)} {unit}".rstrip()
    rule = "the first reading of the run beyond the level; else the day on which the trend is there (derived)"
    ref = state.calls_for if state.kind != "waypoint" else ""
    return Derivation(f"Trigger, {label}", state.state, f"{state.sentence}. {rule}", "", ref, (), "trigger")
