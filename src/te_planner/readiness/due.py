"""What is late and coming up: milestones, obligations, waypoints, reviews, and work to be attested."""

from collections.abc import Iterator, Sequence

from te_planner.plan.outlook import obligation_name
from te_planner.plan.snapshot import Day
from te_planner.readiness.days import days_between, shift
from te_planner.readiness.model import Due, ProjectWork, Standing, SystemReadiness
from te_planner.readiness.outlook_model import Outlook
from te_planner.readiness.reviews import OpenMerger
from te_planner.readiness.rules import DUE_WITHIN


def due(
    projects: dict[str, ProjectWork],
    systems: dict[str, SystemReadiness],
    outlook: Outlook,
    as_of: Day,
    mergers: Sequence[OpenMerger] = (),
) -> tuple[Due, ...]:
    """Late first (the longest first), then what is due within the next 90 days, by day."""
    horizon = shift(as_of, DUE_WITHIN)
    found = [item for work in projects.values() for item in _milestones(work, as_of, horizon)]
    for system in systems.values():
        found += _cells(system, as_of, horizon)
    found += [
        Due(
            "review",
            each.since,
            days_between(each.since, as_of),
            f"state {each.new}: {', '.join(each.old)} merged into it, with answers",
            each.new,
            None,
            each.system_id,
        )
        for each in mergers
        if each.since <= as_of
    ]
    found += _ahead(outlook, as_of, horizon)
    return tuple(sorted(dict.fromkeys(found), key=lambda item: (item.day, item.kind, item.ref)))


def _milestones(work: ProjectWork, as_of: Day, horizon: Day) -> Iterator[Due]:
    if work.status in ("cancelled", "done", "on hold"):
        return
    for each in work.milestones:
        if each.done:
            continue
        # what is due moves with the delay; what is overdue stays due on the day that was promised
        day = each.planned if each.overdue else each.day or each.planned
        if day is None or day > horizon:
            continue
        key = work.project.key
        yield Due(
            "milestone", day, days_between(day, as_of), each.milestone.title, each.milestone.id, key, None
        )


def _cells(system: SystemReadiness, as_of: Day, horizon: Day) -> Iterator[Due]:
    system_id = system.system.id
    for ref, state in system.cells.items():
        if state.standing and state.applicable:
            yield from _review(ref, state.standing, system_id, as_of, horizon)
        if state.state == "delivered":
            day = max(work.finished for work in state.contributions if work.finished)
            key = next(work.project.project.key for work in state.contributions if work.finished == day)
            text = f"attest {ref}: the work is finished"
            yield Due("attest", day, days_between(day, as_of), text, ref, key, system_id)
    observed = {ref: each.standing for ref, each in system.benefits.items() if each.standing}
    for ref, standing in (system.results | observed).items():
        yield from _review(ref, standing, system_id, as_of, horizon)


def _review(ref: str, standing: Standing, system_id: str, as_of: Day, horizon: Day) -> Iterator[Due]:
    """A review day, or that of a changed meaning; a region's statement belongs to no single system."""
    day = standing.statement.review_day
    where = system_id if standing.statement.system_id else None
    if standing.suspect:
        since = standing.suspect.since
        text = f"confirm {ref}, or state it anew: it asks for something else"
        yield Due("review", since, days_between(since, as_of), text, ref, None, where)
    if day and day <= horizon:
        yield Due("review", day, days_between(day, as_of), f"review {ref}", ref, None, where)


def _ahead(outlook: Outlook, as_of: Day, horizon: Day) -> Iterator[Due]:
    """Open obligations by their due day, and waypoints that are not reached by their day."""
    for each in outlook.obligations:
        obligation = each.obligation
        if not each.met and obligation.due_day <= horizon:
            named = obligation_name(obligation.docket, obligation.paragraph)
            text = f"{named}: {obligation.title} ({each.judgement})"
            late = days_between(obligation.due_day, as_of)
            yield Due("obligation", obligation.due_day, late, text, obligation.id, None, None)
    for state in outlook.waypoints:
        waypoint = state.waypoint
        if state.judgement != "reached" and waypoint.day <= horizon:
            late = days_between(waypoint.day, as_of)
            text = f"{waypoint.name} ({state.judgement})"
            yield Due("waypoint", waypoint.day, late, text, waypoint.id, None, None)
