"""The one way from a roadmap and a plan's snapshot to its figures. Pure: the day is passed in."""

from te_planner.plan.snapshot import Day, Snapshot, System
from te_planner.readiness import benefits as benefit_rules
from te_planner.readiness import stages
from te_planner.readiness.cells import active_decisions, cell_states
from te_planner.readiness.checks import plan_findings, system_findings
from te_planner.readiness.contributions import Contributions, contribution_works
from te_planner.readiness.due import due
from te_planner.readiness.model import Readiness, Standing, SystemReadiness
from te_planner.readiness.projects import project_works
from te_planner.readiness.reviews import open_mergers
from te_planner.readiness.rules import VERSION
from te_planner.readiness.standing import standings
from te_planner.roadmap.model import Roadmap


def evaluate(
    roadmap: Roadmap, snapshot: Snapshot, *, as_of: Day, today: Day, known_on: Day | None = None
) -> Readiness:
    """All figures of the plan as of a day.

    Forecasts are given for today (or a later day), not for a bare past `as_of`: what was expected then
    needs the plan as it was known then. That is `known_on`: the snapshot is the plan as of that day, which
    takes the place of today.
    """
    forecasts = as_of >= (known_on or today)
    projects = project_works(snapshot, as_of, forecasts=forecasts)
    contributions = contribution_works(snapshot, projects)
    said = standings(roadmap, snapshot, as_of)
    systems = {
        system.id: _system(roadmap, snapshot, system, said[system.id], contributions, as_of)
        for system in snapshot.systems
    }
    return Readiness(
        roadmap=roadmap,
        snapshot=snapshot,
        as_of=as_of,
        forecasts=forecasts,
        rules=VERSION,
        projects=projects,
        systems=systems,
        due=due(projects, systems, as_of, open_mergers(roadmap, snapshot, systems)),
        findings=plan_findings(roadmap, snapshot, projects, max(today, as_of)),
        known_on=known_on,
    )


def _system(
    roadmap: Roadmap,
    snapshot: Snapshot,
    system: System,
    said: dict[str, Standing],
    contributions: Contributions,
    as_of: Day,
) -> SystemReadiness:
    decisions = active_decisions(snapshot.scope_decisions, system.id, as_of)
    cells = cell_states(roadmap, system.id, said, decisions, contributions)
    tracks = stages.tracks(roadmap, cells)
    changes = benefit_rules.active_changes(snapshot.requirement_changes, system.id, as_of)
    benefits = benefit_rules.benefit_states(roadmap, system.id, cells, said, decisions, changes)
    listed = tuple(benefits.values())
    stage = min(track.stage for track in tracks)
    observed = stages.observed(snapshot, system.id, as_of)
    return SystemReadiness(
        system=system,
        observed=observed,
        stage=stage,
        strict_stage=min(track.strict_stage for track in tracks),
        tracks=tracks,
        cells=cells,
        results={ref: each for ref, each in said.items() if ref[2:3] == "R" and ref in roadmap.cells},
        benefits=benefits,
        coming=benefit_rules.coming(listed),
        stuck=benefit_rules.stuck(listed),
        leverage=benefit_rules.leverage(listed),
        findings=system_findings(
            roadmap,
            system,
            observed,
            stage,
            tracks,
            cells,
            said,
            [each for each in snapshot.meaning_changes if each.since <= as_of],
        ),
    )
