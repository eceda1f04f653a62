"""The findings of one system: the checks of the source (4.2, 4.3) and ours."""

from collections.abc import Iterator, Sequence

from te_planner.plan.days import spelled
from te_planner.plan.snapshot import MeaningChange, System
from te_planner.readiness.checks.going import by_severity, command
from te_planner.readiness.model import (
    CellState,
    Finding,
    Observed,
    Severity,
    Standing,
    TrackReadiness,
)
from te_planner.readiness.rules import COVERED, TOO_FAR_AHEAD
from te_planner.roadmap.model import Roadmap


def system_findings(
    roadmap: Roadmap,
    system: System,
    observed: Observed,
    stage: int,
    tracks: Sequence[TrackReadiness],
    cells: dict[str, CellState],
    said: dict[str, Standing],
    changes: Sequence[MeaningChange],
) -> tuple[Finding, ...]:
    """The findings of one system, errors first, then warnings."""
    found = [
        *_not_picked(system, observed),
        *_observed_ahead(system, observed, stage),
        *_tracks_ahead(roadmap, system, tracks),
        *_too_much(system, tracks),
        *(finding for ref, standing in said.items() for finding in _flags(system, ref, standing, cells)),
        *(finding for state in cells.values() for finding in _cell(system, state)),
        *_succession(roadmap, system, cells),
        *_other_meaning(system, cells, changes),
    ]
    return by_severity(found)


def _not_picked(system: System, observed: Observed) -> Iterator[Finding]:
    """The observed stage rests on four picks (4.2): with fewer it is no more than a beginning."""
    missing = [each.characteristic for each in observed.profile if each.pick is None]
    if missing:
        text = (
            f"the observed stage rests on {4 - len(missing)} of 4 picks: {', '.join(missing)} not picked yet"
        )
        severity: Severity = "warning" if len(missing) < 4 else "information"
        yield Finding(
            "not-picked", severity, text, (), system.id, command("why", "observed", system=system.name), "O"
        )


def _observed_ahead(system: System, observed: Observed, stage: int) -> Iterator[Finding]:
    if observed.stage > max(stage, 1):  # stage 1 is where every system begins: no sign of haste
        done = f"complete only through stage {stage}" if stage else "not yet complete through stage 1"
        text = f"observed in stage {observed.stage}, while enablers are {done}"
        going = command("why", "stage", system=system.name)
        yield Finding("observed-ahead", "warning", text, (), system.id, going, "w")


def _tracks_ahead(roadmap: Roadmap, system: System, tracks: Sequence[TrackReadiness]) -> Iterator[Finding]:
    """A track two or more stages ahead of one that carries it (4.3)."""
    stages = {each.track: each.stage for each in tracks}
    for carry in roadmap.parts.carries:
        ahead = stages[carry.target] - stages[carry.source]
        if ahead >= TOO_FAR_AHEAD:
            text = (
                f"{carry.target} is {ahead} stages ahead of {carry.source}, which carries it ({carry.clause})"
            )
            going = command("why", carry.target, system=system.name)
            refs = (carry.source, carry.target)
            yield Finding("track-ahead", "warning", text, refs, system.id, going, "w")


def _too_much(system: System, tracks: Sequence[TrackReadiness]) -> Iterator[Finding]:
    for track in tracks:
        if track.too_much_set_aside:
            text = f"too much set aside in {track.track} stage {track.too_much_set_aside}: no stage is stated"
            refs = track.transitions[track.too_much_set_aside - 1].set_aside
            going = command("why", f"{track.track}.{track.too_much_set_aside}", system=system.name)
            yield Finding("too-much-set-aside", "warning", text, refs, system.id, going, "x")


def _flags(system: System, ref: str, standing: Standing, cells: dict[str, CellState]) -> Iterator[Finding]:
    if ref in cells and not cells[ref].applicable:
        return
    for flag in standing.flags:
        going, key = command("why", ref, system=system.name), "a" if ref in cells else "o"
        yield Finding("flagged", "warning", f"{ref}: {flag}", (ref,), system.id, going, key)


def _cell(system: System, state: CellState) -> Iterator[Finding]:
    ref = state.cell.ref
    if not state.applicable or state.satisfied:
        return
    shares = state.planned_share
    listed = command("contributions", "--cell", ref, system=system.name)
    keys = tuple(dict.fromkeys(each.project.project.key for each in state.contributions))
    if state.contributions and shares < COVERED and state.cell.nature == "action":
        text = f"{ref} is under-covered: {shares} % of it, by {', '.join(keys)}"
        yield Finding("under-covered", "warning", text, (ref, *keys), system.id, listed, "m")
    if state.duplicated:
        text = f"{ref} is duplicated: {shares} % of it, by {', '.join(keys)}"
        yield Finding("duplicated", "warning", text, (ref, *keys), system.id, listed, "p")
    if state.state == "claimed":
        text = f"{ref} is claimed without evidence: add a document, a link or a file"
        going = command("attestations", "--cell", ref, "--claims", system=system.name)
        yield Finding("claimed", "warning", text, (ref,), system.id, going, "a")
    if state.state == "delivered":
        day = max(each.finished for each in state.contributions if each.finished)
        text = f"{ref}: the work is finished since {spelled(day)}, and nobody has attested it"
        going = command("why", ref, system=system.name)
        yield Finding("delivered", "warning", text, (ref, *keys), system.id, going, "a")


def _succession(roadmap: Roadmap, system: System, cells: dict[str, CellState]) -> Iterator[Finding]:
    """A stage attained while an earlier one of its row is not: allowed, and listed."""
    for ref, state in cells.items():
        earlier = [each.ref for each in roadmap.earlier(state.cell) if each.nature != "baseline"]
        skipped = [each for each in earlier if cells[each].applicable and cells[each].state != "attained"]
        if state.state == "attained" and skipped:
            text = f"{ref} is attained while {', '.join(skipped)} of its row is not"
            going = command("why", ref, system=system.name)
            yield Finding("row-succession", "information", text, (ref, *skipped), system.id, going, "w")


def _other_meaning(
    system: System, cells: dict[str, CellState], changes: Sequence[MeaningChange]
) -> Iterator[Finding]:
    """Contributions and scope decisions that were made for what the cell asked for before."""
    for ref, change in {each.cell: each for each in changes if each.cell in cells}.items():
        state = cells[ref]
        keys = tuple(dict.fromkeys(each.project.project.key for each in state.contributions))
        aside = state.decision if state.decision and state.decision.day < change.since else None
        what = [*keys, *([f"its being set aside on {spelled(aside.day)}"] if aside else [])]
        if what:
            since = spelled(change.since)
            text = f"{ref} asks for something else since {since}: look at {', '.join(what)} again"
            going = command("roadmap", "show", ref)
            yield Finding("other-meaning", "information", text, (ref, *keys), system.id, going, "2")
