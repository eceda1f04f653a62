"""What lies ahead of a plan, put together from its waypoints, obligations, drivers and gaps."""

from collections import defaultdict
from collections.abc import Sequence

from te_planner.plan.snapshot import Day, Snapshot
from te_planner.readiness.drivers import driver_states
from te_planner.readiness.investment import Estimates, estimates_by_cell, investments
from te_planner.readiness.model import ProjectWork, SystemReadiness
from te_planner.readiness.obligations import obligation_states
from te_planner.readiness.outlook_model import Outlook, SystemOutlook, Watch, WaypointState
from te_planner.readiness.waypoints import waypoint_states
from te_planner.readiness.what_next import quick_wins, waiting_on_others
from te_planner.roadmap.model import Roadmap


def outlook_of(
    roadmap: Roadmap,
    snapshot: Snapshot,
    projects: dict[str, ProjectWork],
    systems: dict[str, SystemReadiness],
    watched: Sequence[Watch],
    as_of: Day,
    *,
    forecasts: bool,
) -> Outlook:
    """All of it as of the day, each computed once."""
    estimates = estimates_by_cell(snapshot.gap_estimates)
    path = waypoint_states(snapshot, systems, estimates, as_of)
    waypoints = {each.waypoint.id: each for each in path}
    own = defaultdict(list)
    for watch in watched:
        own[watch.driver.system_id].append(watch)
    return Outlook(
        waypoints=path,
        obligations=obligation_states(snapshot, projects, systems, as_of, forecasts=forecasts),
        investments=investments([gap for system in systems.values() for gap in system.gaps], estimates),
        systems={
            id_: _system(roadmap, snapshot, system, projects, waypoints, own[id_], estimates)
            for id_, system in systems.items()
        },
    )


def _system(
    roadmap: Roadmap,
    snapshot: Snapshot,
    system: SystemReadiness,
    projects: dict[str, ProjectWork],
    waypoints: dict[str, WaypointState],
    watched: Sequence[Watch],
    estimates: Estimates,
) -> SystemOutlook:
    return SystemOutlook(
        drivers=driver_states(watched, system, projects, waypoints),
        measures=tuple(each for benefit in system.benefits.values() for each in benefit.measures),
        estimates={cell: each for (id_, cell), each in sorted(estimates.items()) if id_ == system.system.id},
        investments=investments(system.gaps, estimates),
        quick_wins=quick_wins(roadmap, system),
        waiting_on_others=waiting_on_others(system, snapshot.plan.stakeholder),
    )
