"""The findings of the plan as a whole."""

from collections.abc import Iterator

from te_planner.plan.naming import uses_text
from te_planner.plan.snapshot import Day, Snapshot
from te_planner.readiness.checks.going import by_severity, command
from te_planner.readiness.checks.projects import circles, project_findings
from te_planner.readiness.model import Finding, ProjectWork, Severity
from te_planner.readiness.reviews import left_behind
from te_planner.roadmap.model import Roadmap

MOST_TRIED = {"projects": 10_000, "milestones": 100_000, "contributions": 23_000}
"""The largest plan with which all of it was tried and measured."""


def plan_findings(
    roadmap: Roadmap, snapshot: Snapshot, projects: dict[str, ProjectWork], today: Day
) -> tuple[Finding, ...]:
    """The findings of the plan as a whole, errors first. `today`: what is done later is improbable."""
    contributing = {each.project_id for each in snapshot.contributions}
    found = [*circles(projects), *_left_behind(roadmap, snapshot), *_frame(roadmap, snapshot)]
    found += beyond_tried(snapshot)
    for work in projects.values():
        found += project_findings(work, projects, today, delivers=work.project.id in contributing)
    found += _concepts(roadmap, snapshot)
    return by_severity(found)


def _left_behind(roadmap: Roadmap, snapshot: Snapshot) -> Iterator[Finding]:
    """References that the plan uses and the roadmap does not have, or has given up.

    One that an adopted edition gave up is no mistake: what is said of it stays on purpose.
    """
    adopted = snapshot.plan.roadmap == roadmap.label
    for left in left_behind(roadmap, snapshot):
        if left.known:
            severity: Severity = "information" if adopted else "warning"
            text = f"{left.ref} {left.became}: under it, {uses_text(left.uses)} count for nothing"
            going = command("suspects") if adopted else command("roadmap", "diff")
            yield Finding("given-up-cell", severity, text, (left.ref, *left.new), None, going, "E")
        else:
            text = f"the roadmap has no cell {left.ref}: what the plan says of it counts for nothing"
            going = command("log", "--about", left.ref)
            yield Finding("unknown-cell", "error", text, (left.ref,), None, going, "8")


def _frame(roadmap: Roadmap, snapshot: Snapshot) -> Iterator[Finding]:
    if snapshot.plan.roadmap != roadmap.label:
        text = f"the plan was made against {snapshot.plan.roadmap}; these figures follow {roadmap.label}"
        yield Finding("other-edition", "information", text, (), None, command("roadmap", "diff"), "E")
    if not snapshot.systems:
        text = "the plan has no distribution system yet: nothing can be attested, and no stage is stated"
        yield Finding("no-system", "information", text, (), None, command("add", "system", "--help"), "N")


def beyond_tried(snapshot: Snapshot) -> Iterator[Finding]:
    """That a plan is larger than any that was tried."""
    sizes = {name: len(getattr(snapshot, name)) for name in MOST_TRIED}
    larger = [f"{size:,} {name}" for name, size in sizes.items() if size > MOST_TRIED[name]]
    if larger:
        tried = ", ".join(f"{most:,} {name}" for name, most in MOST_TRIED.items())
        text = (
            f"the plan has {', '.join(larger)}: more than {tried} was never tried; a plan a region is faster"
        )
        yield Finding("larger-than-tried", "information", text, (), None, command("check", "--deep"), "8")


def _concepts(roadmap: Roadmap, snapshot: Snapshot) -> Iterator[Finding]:
    """Core concepts that no project or statement of the plan touches (4.5)."""
    cells = {each.cell for each in snapshot.contributions} | {each.cell for each in snapshot.statements}
    rows = {ref.partition(".")[0] for ref in cells} & set(roadmap.rows)
    invoked = {concept for ref in rows for concept in roadmap.rows[ref].concepts}
    for concept in roadmap.parts.concepts:
        if concept.ref not in invoked:
            text = f"nothing in the plan touches the core concept {concept.ref}, {concept.title} (4.5)"
            going = command("roadmap", "show", concept.ref)
            yield Finding("concept-gap", "information", text, (concept.ref,), None, going, "2")
