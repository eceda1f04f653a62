"""The one way from a roadmap and a plan's snapshot to its figures. Pure: the day is passed in."""

from te_planner.collecting import uncollected
from te_planner.plan.snapshot import Day, Snapshot, System
from te_planner.readiness import benefits as benefit_rules
from te_planner.readiness import outlook_checks, stages
from te_planner.readiness.cells import active_decisions, cell_states
from te_planner.readiness.checks import plan_findings, system_findings
from te_planner.readiness.conditions import condition_forecasts
from te_planner.readiness.contributions import Contributions, contribution_works
from te_planner.readiness.drivers import readings_by_owner, watches
from te_planner.readiness.due import due
from te_planner.readiness.measures import Measures, measure_states
from te_planner.readiness.model import Finding, Forecast, Readiness, Standing, SystemReadiness
from te_planner.readiness.outlook import outlook_of
from te_planner.readiness.projects import project_works
from te_planner.readiness.reviews import open_mergers
from te_planner.readiness.rules import VERSION
from te_planner.readiness.standing import standings
from te_planner.roadmap.model import Roadmap


@uncollected()
def evaluate(
    roadmap: Roadmap,
    snapshot: Snapshot,
    *,
    as_of: Day,
    today: Day,
    known_on: Day | None = None,
    before: Readiness | None = None,
) -> Readiness:
    """All figures of the plan as of a day.

    Forecasts are given for today (or a later day), not for a bare past `as_of`: what was expected then
    needs the plan as it was known then. That is `known_on`: the snapshot is the plan as of that day, which
    takes the place of today.

    `before`: figures of an earlier snapshot, from which the works of projects that have not changed are
    taken. The result is the same without, at several times the cost.
    """
    forecasts = as_of >= (known_on or today)
    if before and (before.as_of, before.forecasts) != (as_of, forecasts):
        before = None
    projects = project_works(snapshot, as_of, forecasts=forecasts, before=before)
    contributions = contribution_works(snapshot, projects, before)
    said = standings(roadmap, snapshot, as_of)
    readings = readings_by_owner(snapshot.readings, as_of)
    watched = watches(snapshot, readings, as_of, forecasts=forecasts)
    conditions = condition_forecasts(snapshot, watched, as_of, forecasts=forecasts)
    measures = measure_states(snapshot, readings)
    same = before.systems if before and _same_systems(before, roadmap, snapshot) else {}
    systems = {
        system.id: _system(
            roadmap,
            snapshot,
            system,
            said[system.id],
            contributions,
            conditions,
            measures,
            as_of,
            same.get(system.id),
        )
        for system in snapshot.systems
    }
    outlook = outlook_of(roadmap, snapshot, projects, systems, watched, as_of, forecasts=forecasts)
    return Readiness(
        roadmap=roadmap,
        snapshot=snapshot,
        as_of=as_of,
        forecasts=forecasts,
        rules=VERSION,
        projects=projects,
        keys={each.key: each.id for each in snapshot.projects},
        systems={
            id_: each._replace(
                findings=outlook_checks.joined(
                    each.findings, outlook_checks.system_findings(each, outlook.systems[id_])
                )
            )
            for id_, each in systems.items()
        },
        outlook=outlook,
        due=due(projects, systems, outlook, as_of, open_mergers(roadmap, snapshot, systems)),
        findings=outlook_checks.joined(
            plan_findings(roadmap, snapshot, projects, max(known_on or today, as_of)),
            outlook_checks.plan_findings(outlook),
        ),
        known_on=known_on,
    )


OF_SYSTEMS = (
    "systems", "statements", "evidence", "stage_picks", "scope_decisions", "requirement_changes",
    "meaning_changes", "drivers", "measures", "readings", "triggers", "expected_days", "benefit_weights",
)  # fmt: skip
"""The tables that a system's figures come from, beside the works of projects."""


def _same_systems(before: Readiness, roadmap: Roadmap, snapshot: Snapshot) -> bool:
    """Whether all that systems come from, beside the works of projects, is the very same."""
    return before.roadmap is roadmap and all(
        getattr(before.snapshot, table) is getattr(snapshot, table) for table in OF_SYSTEMS
    )


def _system(
    roadmap: Roadmap,
    snapshot: Snapshot,
    system: System,
    said: dict[str, Standing],
    contributions: Contributions,
    conditions: dict[tuple[str, str], Forecast],
    measures: Measures,
    as_of: Day,
    was: SystemReadiness | None,
) -> SystemReadiness:
    """`was`: what holds still if the contributions are the same."""
    if was and all(
        state.contributions == contributions.get((system.id, ref), ()) for ref, state in was.cells.items()
    ):
        return was._replace(findings=_findings(roadmap, snapshot, was, said, as_of))
    decisions = active_decisions(snapshot.scope_decisions, system.id, as_of)
    cells = cell_states(roadmap, system.id, said, decisions, contributions, conditions)
    tracks = stages.tracks(roadmap, cells)
    changes = benefit_rules.active_changes(snapshot.requirement_changes, system.id, as_of)
    weights = {each.benefit: each.weight for each in snapshot.benefit_weights}
    benefits = benefit_rules.benefit_states(
        roadmap, system.id, cells, said, decisions, changes, measures, weights
    )
    listed = tuple(benefits.values())
    found = SystemReadiness(
        system=system,
        observed=stages.observed(snapshot, system.id, as_of),
        stage=min(track.stage for track in tracks),
        strict_stage=min(track.strict_stage for track in tracks),
        tracks=tracks,
        cells=cells,
        results={ref: each for ref, each in said.items() if ref[2:3] == "R" and ref in roadmap.cells},
        benefits=benefits,
        coming=benefit_rules.coming(listed),
        stuck=benefit_rules.stuck(listed),
        leverage=benefit_rules.leverage(listed),
        findings=(),
    )
    return found._replace(findings=_findings(roadmap, snapshot, found, said, as_of))


def _findings(
    roadmap: Roadmap, snapshot: Snapshot, system: SystemReadiness, said: dict[str, Standing], as_of: Day
) -> tuple[Finding, ...]:
    return system_findings(
        roadmap,
        system.system,
        system.observed,
        system.stage,
        system.tracks,
        system.cells,
        said,
        [each for each in snapshot.meaning_changes if each.since <= as_of],
    )
