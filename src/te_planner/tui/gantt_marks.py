"""Days beside the projects on the timeline: benefits, waypoints, triggers and obligations; and the chain."""

from te_planner.exchange.marks import month_text
from te_planner.plan.snapshot import Day
from te_planner.readiness.chains import Chain, Link, critical_chain
from te_planner.readiness.goals import track_goal
from te_planner.readiness.model import Readiness, SystemReadiness
from te_planner.roadmap.model import STAGES
from te_planner.tui import routes
from te_planner.tui.coverage.words import OBLIGATION_TONES, WAYPOINT_TONES, name_of, trigger_tone
from te_planner.tui.gantt import Look, mark_lines
from te_planner.tui.lines import Line, Target, cut

Marks = list[tuple[Day, str, str, Target]]
MOST = 3
"""Lines that marks of one kind may take, so that their names can be read."""
NAME = 24
"""Columns that a mark's name takes at most."""


def benefit_marks(system: SystemReadiness, look: Look) -> Marks:
    """The benefits that have a day on which they unlock, still to come."""
    return [
        (each.forecast.whole, f"{look.signs.benefit}{ref}", "next", routes.cell(ref))
        for ref, each in system.benefits.items()
        if each.blockers and each.forecast.whole
    ]


def ahead_lines(readiness: Readiness, system_id: str, look: Look, *, apart: bool) -> list[Line]:
    """Waypoints, triggers and obligations, each in a line of its own or (on a low screen) all in one."""
    marks = {
        "waypoints": _waypoints(readiness, look),
        "triggers": _triggers(readiness, system_id, look),
        "obligations due": _obligations(readiness, look),
    }
    if not apart:
        return mark_lines("also ahead", [each for found in marks.values() for each in found], look, 1)
    return [row for label, found in marks.items() for row in mark_lines(label, found, look, MOST)]


def _waypoints(readiness: Readiness, look: Look) -> Marks:
    return [
        (
            each.waypoint.day,
            f"{look.signs.waypoint}{cut(each.waypoint.name, NAME)}",
            WAYPOINT_TONES[each.judgement],
            Target("waypoint", each.waypoint.id),
        )
        for each in readiness.outlook.waypoints
    ]


def _triggers(readiness: Readiness, system_id: str, look: Look) -> Marks:
    """On the day on which the level was reached, or will be by trend; those that ask for no more left out."""
    outlook = readiness.outlook.systems.get(system_id)
    return [
        (
            each.day,
            f"{look.signs.trigger}{cut(each.calls_for, NAME)}",
            trigger_tone(each),
            Target("trigger", each.trigger.id),
        )
        for driver in (outlook.drivers if outlook else ())
        for each in driver.triggers
        if each.day and not each.done
    ]


def _obligations(readiness: Readiness, look: Look) -> Marks:
    """Those that are open, on their due days."""
    return [
        (
            each.obligation.due_day,
            f"{look.signs.obligation}{cut(name_of(each.obligation), NAME)}",
            OBLIGATION_TONES[each.judgement],
            Target("obligation", each.obligation.id),
        )
        for each in readiness.outlook.obligations
        if not each.met
    ]


def critical_projects(readiness: Readiness, system_id: str) -> tuple[frozenset[str], str]:
    """The projects on the critical chains to the system's next stage, and what is to be said of them.

    Track by track: the latest track's chain is the system's, and where a condition fixes that one, what
    fixes the others is what can be moved.
    """
    system = readiness.systems[system_id]
    stage = min(system.stage + 1, STAGES[-1])
    found: set[str] = set()
    said = []
    for track in system.tracks:
        if track.stage < stage:
            chain = critical_chain(readiness, track_goal(readiness, system_id, track.track, stage))
            own = {id_ for link in chain.links if (id_ := _project_of(readiness, link))}
            found |= own
            keys = ", ".join(sorted(readiness.projects[id_].project.key for id_ in own))
            said.append(f"{track.track} {month_text(chain.day)} by {keys or _last(chain)}")
    return frozenset(found), f"Heavy: what fixes stage {stage}: {'; '.join(said) or 'it is complete'}"


def _project_of(readiness: Readiness, link: Link) -> str | None:
    """The id of the project that a link of a chain is about."""
    if link.kind in ("milestone", "overdue"):
        dated = routes.milestone_of(readiness, link.ref)
        return dated[0].project.id if dated else None
    work = routes.project_by_key(readiness, link.ref) if link.kind in OF_PROJECT else None
    return work.project.id if work else None


def _last(chain: Chain) -> str:
    """The cell that fixes a date without a project."""
    return next((link.ref for link in reversed(chain.links) if link.kind == "cell"), "nothing")


OF_PROJECT = ("project", "contribution", "start", "end")
