"""The cards of what lies ahead: a waypoint, a driver and its triggers, an obligation, the path's ends."""

from collections.abc import Iterator

from te_planner.exchange.marks import CELL_MARKS, day_text, group_text, percent, stage_text, tally_text
from te_planner.readiness.drivers import number
from te_planner.readiness.model import CellState, Readiness, SystemReadiness
from te_planner.readiness.outlook_model import DriverState, ObligationState, Tie, TriggerState, WaypointState
from te_planner.tui import routes
from te_planner.tui.cards import cell_card
from te_planner.tui.coverage.charts import bars
from te_planner.tui.coverage.gaps import sum_card
from te_planner.tui.coverage.words import (
    investment_text,
    name_of,
    obligation_words,
    trigger_tone,
    valued,
    waypoint_words,
)
from te_planner.tui.lines import BLANK, Line, Span, Target, heading, labelled, line, wrapped
from te_planner.tui.project_card import project_card
from te_planner.tui.wording import blocker_text, sign, title_of, words

NONE: list[Line] = []
NO_TRIGGER = "none: a level at which a project must begin, a waypoint is due or a condition is met"


def card(
    readiness: Readiness, system: SystemReadiness | None, target: Target, width: int, *, plain: bool
) -> list[Line]:
    """The card of anything that Coverage or the timeline shows."""
    if target.kind == "contribution":
        return _contribution(readiness, target, width, plain=plain)
    if target.kind == "cell":
        own = readiness.systems.get(target.of) or system
        known = own is not None and target.ref in readiness.roadmap.cells
        return cell_card(readiness, own, target.ref, width, plain=plain) if own and known else NONE
    if work := routes.project_of(readiness, target):
        return project_card(readiness, system, work, width, plain=plain)
    if system and target.kind in ("path", "sum"):
        if target.kind == "sum":
            return sum_card(readiness, system.system.id, target, width)
        return _end(readiness, system, target, width)
    if target.kind == "waypoint" and (waypoint := routes.waypoint_of(readiness, target.ref)):
        return waypoint_card(readiness, waypoint, width, plain=plain)
    if target.kind in ("driver", "trigger") and (driver := routes.driver_of(readiness, target)):
        return driver_card(readiness, driver, width, target, plain=plain)
    if target.kind == "obligation" and (obligation := routes.obligation_of(readiness, target.ref)):
        return obligation_card(readiness, obligation, width, plain=plain)
    return NONE


def waypoint_card(readiness: Readiness, state: WaypointState, width: int, *, plain: bool) -> list[Line]:
    """What it asks, what it lacks still and why, and what its gaps would cost."""
    own = state.waypoint
    said, tone = waypoint_words(state)
    made = wrapped(f"{own.name}", width, "head", target=Target("waypoint", own.id))
    made += wrapped(f"{said} · all in place: {group_text(state.forecast)}", width, tone)
    made += labelled("by", day_text(own.day), width)
    counts = ", ".join(
        tally_text(each, noun)
        for each, noun in ((state.actions, "actions"), (state.conditions, "conditions"))
        if each.applicable
    )
    made += labelled("in place", counts or "it asks for nothing yet", width)
    if own.note:
        made += labelled("note", own.note, width, tone="quiet")
    if state.investment.gaps:
        made += labelled("to decide", investment_text(state.investment), width)
    made += [BLANK, heading(f"Lacks: {len(state.lacking)}", "e changes it, . more")]
    for each in state.lacking:
        made += _lacking(readiness, each, width, plain)
    if not state.cells:
        made += wrapped(
            "No cell yet: . names the cells that are to be in place by then.", width, "next", indent=2
        )
    there = [each for states in state.cells.values() for each in states if each.satisfied]
    if there:
        made += [BLANK, heading(f"In place: {len(there)}")]
        for each in there:
            made += _cell(readiness, each, width, plain)
    if state.set_aside:
        made += [BLANK, heading(f"Not applicable: {len(state.set_aside)}")]
        for each in state.set_aside:
            made += _cell(readiness, each, width, plain)
    if state.unknown:
        made += labelled("unknown", f"not in this roadmap: {', '.join(state.unknown)}", width, tone="check")
    return made


def _place(readiness: Readiness, state: CellState) -> str:
    several = len(readiness.systems) > 1
    return f", in {readiness.systems[state.system_id].system.name}" if several else ""


def _lacking(readiness: Readiness, state: CellState, width: int, plain: bool) -> list[Line]:
    mark = CELL_MARKS[state.state]
    text = f"{sign(mark, plain)} {blocker_text(readiness, state)}{_place(readiness, state)}"
    return wrapped(text, width, mark.tone, indent=2, target=routes.cell(state.cell.ref, state.system_id))


def _cell(readiness: Readiness, state: CellState, width: int, plain: bool) -> list[Line]:
    mark = CELL_MARKS[state.state]
    text = f"{sign(mark, plain)} {title_of(readiness, state.cell.ref)}{_place(readiness, state)}"
    return wrapped(text, width, mark.tone, indent=2, target=routes.cell(state.cell.ref, state.system_id))


def driver_card(
    readiness: Readiness, state: DriverState, width: int, target: Target, *, plain: bool
) -> list[Line]:
    """Its readings and triggers on one scale, its trend, and what each trigger calls for."""
    own = state.driver
    made = wrapped(own.name, width, "head", target=Target("driver", own.id))
    if state.latest:
        made += labelled(
            "latest", f"{valued(state.latest.value, own.unit)} on {day_text(state.latest.day)}", width
        )
    made += labelled("trend", trend_text(state), width)
    if own.note:
        made += labelled("note", own.note, width, tone="quiet")
    made += [BLANK, heading("Readings", "t records one")]
    made += bars(state, width, plain=plain) or [line(Span("  none yet", "check"))]
    made += [BLANK, heading("Triggers", "h sets one")]
    # the one that was asked for stands first
    chosen = target.ref if target.kind == "trigger" else ""
    for each in sorted(state.triggers, key=lambda found: found.trigger.id != chosen):
        made += _trigger(readiness, each, width)
    if not state.triggers:
        made += wrapped(NO_TRIGGER, width, "quiet", indent=2)
    return made


def trend_text(state: DriverState) -> str:
    """The stated line: least squares over the readings of the last years, with its spread."""
    trend = state.trend
    if trend is None:
        return f"none: {state.reason}"
    spread = "" if trend.spread is None else f", spread {number(round(trend.spread, 2))}"
    slope = number(round(trend.slope, 2))
    return (
        f"{'+' if trend.slope >= 0 else ''}{slope} {state.driver.unit} a year".replace("  ", " ")
        + f"{spread}: least squares over {trend.readings} readings, {trend.first} to {trend.last}"
    )


def _trigger(readiness: Readiness, state: TriggerState, width: int) -> Iterator[Line]:
    own = state.trigger
    yield from wrapped(state.sentence, width, trigger_tone(state), indent=2, target=Target("trigger", own.id))
    if own.note:
        yield from wrapped(own.note, width, "quiet", indent=4)
    called = called_for(readiness, state)
    if called:
        yield from wrapped(f"calls for {called[1]}", width, "", indent=4, target=called[0])


def called_for(readiness: Readiness, state: TriggerState) -> tuple[Target, str] | None:
    """What a trigger calls for, and its name."""
    own = state.trigger
    if own.project_id and (work := readiness.projects.get(own.project_id)):
        return routes.project(work), f"{work.project.key} {work.project.title}"
    if own.waypoint_id:
        return Target("waypoint", own.waypoint_id), f"the waypoint {state.calls_for}"
    if own.cell in readiness.roadmap.cells:
        return routes.cell(own.cell, state.driver.system_id), title_of(readiness, own.cell)
    return None


def obligation_card(readiness: Readiness, state: ObligationState, width: int, *, plain: bool) -> list[Line]:
    """What is asked, by when, what it waits for and whether that is in time."""
    own = state.obligation
    said, tone = obligation_words(state)
    made = wrapped(f"{name_of(own)}  {own.title}", width, "head", target=Target("obligation", own.id))
    made += wrapped(said, width, tone)
    made += labelled("due", day_text(own.due_day), width)
    made += labelled("owner", own.owner or "nobody yet", width)
    if own.met_day:
        made += labelled("met", f"{day_text(own.met_day)}, by {own.met_by}", width, tone="good")
    if own.note:
        made += labelled("note", own.note, width, tone="quiet")
    made += wrapped(state.sentence, width, "quiet")
    made += [BLANK, heading("Waits for", "y ties it, d a filing meets it")]
    for tie in state.ties:
        made += _tie(readiness, tie, width, plain)
    if not state.ties and not state.met:
        made += wrapped(
            "nothing in the plan: nobody can say whether it is met in time", width, "check", indent=2
        )
    return made


def _tie(readiness: Readiness, tie: Tie, width: int, plain: bool) -> list[Line]:
    mark = CELL_MARKS["attained" if tie.done else "planned"]
    when = f"since {day_text(tie.day)}" if tie.done and tie.day else day_text(tie.day, tie.reason)
    text = f"{sign(mark, plain)} {tie.what} · {when}"
    return wrapped(text, width, mark.tone if tie.day or tie.done else "check", indent=2, target=tied_to(tie))


def tied_to(tie: Tie) -> Target:
    """What an obligation waits for."""
    row = tie.row
    if row.project_id:
        return Target("project", row.project_id)
    if row.milestone_id:
        return Target("milestone", row.milestone_id)
    return routes.cell(row.cell or "", row.system_id or "")


def _contribution(readiness: Readiness, target: Target, width: int, *, plain: bool) -> list[Line]:
    """What a project delivers of an enabler, then the enabler."""
    found = routes.contribution_of(readiness, target.ref)
    if found is None:
        return NONE
    state, work = found
    own = work.project
    share = work.contribution.share
    text = f"{own.project.key} delivers {share} % of {state.cell.ref}"
    made = wrapped(text, width, "head", target=target)
    made += wrapped(
        f"{own.project.key} {own.project.title} · {own.status} · work {percent(work.progress)}", width, "",
        target=routes.project(own),
    )  # fmt: skip
    made.append(BLANK)
    return made + cell_card(readiness, readiness.systems[state.system_id], state.cell.ref, width, plain=plain)


def _end(readiness: Readiness, system: SystemReadiness, target: Target, width: int) -> list[Line]:
    """The existing state or the target: each track's stages, which lead to their cells."""
    today = target.ref == "today"
    made = [heading(f"Today, {day_text(readiness.as_of)}" if today else "Target: all stages")]
    for track in system.tracks:
        short = readiness.roadmap.tracks[track.track].short
        made += [BLANK, heading(f"{track.track} {short}", stage_text(track.stage, track.strict_stage))]
        for each in track.transitions:
            figures = f"stage {each.stage}: {words(each)} · {group_text(each.forecast)}"
            tone = "good" if each.complete else ""
            stage = Target("stage", f"{track.track}:{each.stage}")
            made += wrapped(figures, width, tone, indent=2, target=stage)
    return made
