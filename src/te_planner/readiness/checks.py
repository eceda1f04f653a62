"""What a planner should know beside the figures: the checks of the source (4.3, 4.5) and ours."""

from collections.abc import Iterator, Sequence

from te_planner.plan.naming import uses_text
from te_planner.plan.snapshot import MeaningChange, Snapshot
from te_planner.readiness.model import (
    CellState,
    Finding,
    Observed,
    ProjectWork,
    Severity,
    Standing,
    TrackReadiness,
)
from te_planner.readiness.projects import NO_PAST_FORECAST
from te_planner.readiness.reviews import LeftBehind, left_behind
from te_planner.readiness.rules import COVERED, DUPLICATED, TOO_FAR_AHEAD
from te_planner.roadmap.model import Roadmap


def system_findings(
    roadmap: Roadmap,
    system_id: str,
    observed: Observed,
    stage: int,
    tracks: Sequence[TrackReadiness],
    cells: dict[str, CellState],
    said: dict[str, Standing],
    changes: Sequence[MeaningChange],
) -> tuple[Finding, ...]:
    """The findings of one system, warnings first."""
    found = [
        *_not_picked(system_id, observed),
        *_observed_ahead(system_id, observed, stage),
        *_tracks_ahead(roadmap, system_id, tracks),
        *_too_much(system_id, tracks),
        *(finding for ref, standing in said.items() for finding in _flags(system_id, ref, standing, cells)),
        *(finding for state in cells.values() for finding in _cell(system_id, state)),
        *_succession(roadmap, system_id, cells),
        *_other_meaning(system_id, cells, changes),
    ]
    return tuple(sorted(found, key=lambda each: each.severity != "warning"))


def _not_picked(system_id: str, observed: Observed) -> Iterator[Finding]:
    """The observed stage rests on four picks (4.2): with fewer it is no more than a beginning."""
    missing = [each.characteristic for each in observed.profile if each.pick is None]
    if missing:
        text = (
            f"the observed stage rests on {4 - len(missing)} of 4 picks: {', '.join(missing)} not picked yet"
        )
        severity: Severity = "warning" if len(missing) < 4 else "information"
        yield Finding("not-picked", severity, text, (), system_id)


def _observed_ahead(system_id: str, observed: Observed, stage: int) -> Iterator[Finding]:
    if observed.stage > max(stage, 1):  # stage 1 is where every system begins: no sign of haste
        done = f"only through stage {stage}" if stage else "not yet through stage 1"
        text = f"observed in stage {observed.stage}, while enablers are complete {done}"
        yield Finding("observed-ahead", "warning", text, (), system_id)


def _tracks_ahead(roadmap: Roadmap, system_id: str, tracks: Sequence[TrackReadiness]) -> Iterator[Finding]:
    """A track two or more stages ahead of one that carries it (4.3)."""
    stages = {each.track: each.stage for each in tracks}
    for carry in roadmap.parts.carries:
        ahead = stages[carry.target] - stages[carry.source]
        if ahead >= TOO_FAR_AHEAD:
            text = (
                f"{carry.target} is {ahead} stages ahead of {carry.source}, which carries it ({carry.clause})"
            )
            yield Finding("track-ahead", "warning", text, (carry.source, carry.target), system_id)


def _too_much(system_id: str, tracks: Sequence[TrackReadiness]) -> Iterator[Finding]:
    for track in tracks:
        if track.too_much_set_aside:
            text = f"too much set aside in {track.track} stage {track.too_much_set_aside}: no stage is stated"
            refs = track.transitions[track.too_much_set_aside - 1].set_aside
            yield Finding("too-much-set-aside", "warning", text, refs, system_id)


def _flags(system_id: str, ref: str, standing: Standing, cells: dict[str, CellState]) -> Iterator[Finding]:
    if ref in cells and not cells[ref].applicable:
        return
    for flag in standing.flags:
        yield Finding("flagged", "warning", f"{ref}: {flag}", (ref,), system_id)


def _cell(system_id: str, state: CellState) -> Iterator[Finding]:
    ref = state.cell.ref
    if not state.applicable or state.satisfied:
        return
    shares = state.planned_share
    keys = tuple(dict.fromkeys(each.project.project.key for each in state.contributions))
    if state.contributions and shares < COVERED and state.cell.nature == "action":
        text = f"{ref} is under-covered: {shares} % of it, by {', '.join(keys)}"
        yield Finding("under-covered", "warning", text, (ref, *keys), system_id)
    if len(keys) > 1 and shares > DUPLICATED:
        text = f"{ref} is duplicated: {shares} % of it, by {', '.join(keys)}"
        yield Finding("duplicated", "warning", text, (ref, *keys), system_id)
    if state.state == "claimed":
        text = f"{ref} is claimed without evidence: add a document, a link or a file"
        yield Finding("claimed", "warning", text, (ref,), system_id)


def _succession(roadmap: Roadmap, system_id: str, cells: dict[str, CellState]) -> Iterator[Finding]:
    """A stage attained while an earlier one of its row is not: allowed, and listed."""
    for ref, state in cells.items():
        earlier = [each.ref for each in roadmap.earlier(state.cell) if each.nature != "baseline"]
        skipped = [each for each in earlier if cells[each].applicable and cells[each].state != "attained"]
        if state.state == "attained" and skipped:
            text = f"{ref} is attained while {', '.join(skipped)} of its row is not"
            yield Finding("row-succession", "information", text, (ref, *skipped), system_id)


def _other_meaning(
    system_id: str, cells: dict[str, CellState], changes: Sequence[MeaningChange]
) -> Iterator[Finding]:
    """Contributions and scope decisions that were made for what the cell asked for before."""
    for ref, change in {each.cell: each for each in changes if each.cell in cells}.items():
        state = cells[ref]
        keys = tuple(dict.fromkeys(each.project.project.key for each in state.contributions))
        aside = state.decision if state.decision and state.decision.day < change.since else None
        what = [*keys, *([f"its being set aside on {aside.day}"] if aside else [])]
        if what:
            text = f"{ref} asks for something else since {change.since}: look at {', '.join(what)} again"
            yield Finding("other-meaning", "information", text, (ref, *keys), system_id)


def plan_findings(
    roadmap: Roadmap, snapshot: Snapshot, projects: dict[str, ProjectWork]
) -> tuple[Finding, ...]:
    """The findings of the plan as a whole, warnings first."""
    found = [finding for work in projects.values() for finding in _project(work, projects)]
    adopted = snapshot.plan.roadmap == roadmap.label
    found += [_not_here(each, adopted=adopted) for each in left_behind(roadmap, snapshot)]
    if snapshot.plan.roadmap != roadmap.label:
        text = f"the plan was made against {snapshot.plan.roadmap}; these figures follow {roadmap.label}"
        found.append(Finding("other-edition", "information", text, (), None))
    found += _concepts(roadmap, snapshot)
    return tuple(sorted(found, key=lambda each: each.severity != "warning"))


def _not_here(left: LeftBehind, *, adopted: bool) -> Finding:
    """A reference that an adopted edition gave up is no mistake: what is said of it stays on purpose."""
    if left.known:
        severity: Severity = "information" if adopted else "warning"
        text = f"{left.ref} {left.became}: under it, {uses_text(left.uses)} count for nothing"
        return Finding("given-up-cell", severity, text, (left.ref, *left.new), None)
    text = f"the roadmap has no cell {left.ref}: what the plan says of it counts for nothing"
    return Finding("unknown-cell", "warning", text, (left.ref,), None)


def _project(work: ProjectWork, projects: dict[str, ProjectWork]) -> Iterator[Finding]:
    key = work.project.key

    def warn(code: str, text: str) -> Finding:
        return Finding(code, "warning", f"{key} {text}", (key,), None)

    if work.cancelled:
        return
    if not work.milestones and work.status == "done":
        yield warn("no-milestones", "is done without any milestone: nothing shows when")
    elif not work.milestones:
        yield warn("no-milestones", "has no milestone: its progress stays at 0 until it is done")
    if work.status == "done" and any(not each.done for each in work.milestones):
        yield warn("done-with-open", "is done, while milestones of it are open")
    if work.finish is None and work.reason not in ("", NO_PAST_FORECAST):
        yield warn("no-date", f"has no finish date: {work.reason}")
    for dependency in work.dependencies:
        before = projects[dependency.depends_on_id]
        if before.cancelled:
            yield warn("waits-for-cancelled", f"waits for {before.project.key}, which is cancelled")
        elif work.begun and work.status != "done" and before.status != "done" and before.progress < 1:
            yield warn(
                "begun-early", f"has begun before {before.project.key}, which it waits for, is finished"
            )


def _concepts(roadmap: Roadmap, snapshot: Snapshot) -> Iterator[Finding]:
    """Core concepts that no project or statement of the plan touches (4.5)."""
    cells = {each.cell for each in snapshot.contributions} | {each.cell for each in snapshot.statements}
    rows = {ref.partition(".")[0] for ref in cells} & set(roadmap.rows)
    invoked = {concept for ref in rows for concept in roadmap.rows[ref].concepts}
    for concept in roadmap.parts.concepts:
        if concept.ref not in invoked:
            text = f"nothing in the plan touches the core concept {concept.ref}, {concept.title} (4.5)"
            yield Finding("concept-gap", "information", text, (concept.ref,), None)
