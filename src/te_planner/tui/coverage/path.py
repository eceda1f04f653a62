"""The path: the existing state, each waypoint and the target, track by track."""

from te_planner.exchange.marks import day_text, group_text, stage_text
from te_planner.readiness.model import Readiness, SystemReadiness, Tally
from te_planner.readiness.outlook_model import WaypointState
from te_planner.readiness.path import Tracks, asked_by_track, target_forecast, whole_by_track
from te_planner.roadmap.model import TRACKS
from te_planner.tui.coverage.shown import Choices
from te_planner.tui.coverage.words import waypoint_words
from te_planner.tui.lines import BLANK, Line, Span, Target, fit, line, offer, wrapped

COLUMN = 10
TODAY, LAST = Target("path", "today"), Target("path", "target")
HOW = "A waypoint is a named target with a day, and the cells to be in place by then (4.3.4)."


def path_lines(
    readiness: Readiness, system: SystemReadiness, choices: Choices, width: int, *, plain: bool
) -> list[Line]:
    """States in order of time, one below the other, so that each track is read downward."""
    name = max(width - COLUMN * len(TRACKS), 14)
    arrow = "v" if plain else "↓"
    made = [
        line(
            Span(fit("satisfied of asked", name), "head"),
            *(Span(fit(each, COLUMN), "head") for each in TRACKS),
        )
    ]
    whole = whole_by_track(system)
    made.append(_counts(f"Today, {day_text(readiness.as_of)}", whole, name, TODAY))
    stages = " · ".join(f"{each.track} {stage_text(each.stage)}" for each in system.tracks)
    made += [*wrapped(f"enablers complete through: {stages}", width, "quiet", indent=2, target=TODAY), BLANK]
    shown = [each for each in readiness.outlook.waypoints if choices.fits(each.waypoint.name, each.judgement)]
    for each in shown:
        made += _waypoint(each, name, width, arrow)
    if not readiness.outlook.waypoints:
        made += [*wrapped(HOW, width, indent=2), offer("makes the first waypoint", "new", "n"), BLANK]
    made.append(_counts(f"{arrow} Target: all stages", whole, name, LAST))
    when = group_text(target_forecast(readiness, system.system.id))
    return [*made, *wrapped(f"complete through stage 3: {when}", width, "quiet", indent=2, target=LAST)]


def _waypoint(state: WaypointState, name: int, width: int, arrow: str) -> list[Line]:
    own = state.waypoint
    target = Target("waypoint", own.id)
    said, tone = waypoint_words(state)
    counts = _counts(f"{arrow} {own.name}", asked_by_track(state), name, target)
    text = f"{day_text(own.day)}: {said}"
    if state.lacking:
        text += f" · all in place: {group_text(state.forecast)}"
    return [counts, *wrapped(text, width, tone, indent=2, target=target), BLANK]


def _counts(text: str, tracks: Tracks, name: int, target: Target) -> Line:
    return line(
        Span(fit(text, name - 1) + " ", "strong", target),
        *(Span(fit(_count(tracks[key]), COLUMN), _tone(tracks[key]), target) for key in TRACKS),
    )


def _count(tally: Tally) -> str:
    return f"{tally.satisfied} of {tally.applicable}" if tally.applicable else "–"


def _tone(tally: Tally) -> str:
    return "good" if tally.applicable and tally.satisfied == tally.applicable else ""
