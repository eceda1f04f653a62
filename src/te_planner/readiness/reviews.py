"""What an adopted edition leaves to look at again: suspect answers, and what stays under old references."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from te_planner.plan.naming import Uses, uses
from te_planner.plan.snapshot import Day, MeaningChange, Snapshot, Statement
from te_planner.readiness.model import Readiness, Standing, SystemReadiness
from te_planner.roadmap.changes import Way, ancestors, follow
from te_planner.roadmap.model import Roadmap


class Suspect(NamedTuple):
    """A cell in a system whose deciding statement answers an older meaning than the cell has now."""

    system_id: str
    cell: str
    statement: Statement
    meaning_was: int
    meaning: int
    change: MeaningChange


class LeftBehind(NamedTuple):
    """A reference that the roadmap has no more, while the plan still says something of it.

    `known`: an edition gave it up; `became` says how in words, `new` are its successors.
    """

    ref: str
    known: bool
    fate: str
    new: tuple[str, ...]
    became: str
    why: str
    uses: Uses


class OpenMerger(NamedTuple):
    """A cell in a system without an answer of its own, into which cells merged that have one."""

    system_id: str
    new: str
    old: tuple[str, ...]
    since: Day


def suspects(readiness: Readiness, systems: Sequence[SystemReadiness] | None = None) -> tuple[Suspect, ...]:
    """The suspect answers of the systems (of all without), system by system, in the roadmap's order."""
    chosen = tuple(readiness.systems.values()) if systems is None else systems
    return tuple(
        _suspect(readiness, system.system.id, ref, standing, standing.suspect)
        for system in chosen
        for ref in readiness.roadmap.cells
        if (standing := standing_of(system, ref)) and standing.suspect
    )


def standing_of(system: SystemReadiness, ref: str) -> Standing | None:
    """What the statements on a cell that applies come to: an enabler, a result or a benefit."""
    if ref in system.cells:
        state = system.cells[ref]
        return state.standing if state.applicable else None
    if ref in system.benefits:
        return system.benefits[ref].standing
    return system.results.get(ref)


def _suspect(
    readiness: Readiness, system_id: str, ref: str, standing: Standing, change: MeaningChange
) -> Suspect:
    now = readiness.roadmap.cells[ref].meaning
    return Suspect(system_id, ref, standing.statement, standing.statement.meaning, now, change)


def left_behind(roadmap: Roadmap, snapshot: Snapshot) -> tuple[LeftBehind, ...]:
    """Every reference that the plan names and the roadmap has not, in order."""
    editions = tuple(reversed(roadmap.parts.changes))
    return tuple(
        _left(ref, follow(ref, editions, roadmap.cells), found)
        for ref, found in sorted(uses(snapshot).items())
        if ref not in roadmap.cells
    )


def _left(ref: str, ways: Sequence[Way], found: Uses) -> LeftBehind:
    if not ways:
        return LeftBehind(ref, False, "retired", (), "is not in this roadmap", "", found)
    new = tuple(way.new for way in ways if way.new)
    fate, into = ways[0].fate, " and ".join(new)
    became = {
        "moved": f"is {into} now",
        "split": f"was split into {into}",
        "merged": f"was merged into {into}",
        "retired": "was retired",
    }[fate]
    return LeftBehind(ref, True, fate, new, became, ways[0].why, found)


def open_mergers(
    roadmap: Roadmap, snapshot: Snapshot, systems: dict[str, SystemReadiness]
) -> tuple[OpenMerger, ...]:
    """What merged cells left open, from the day on which the plan adopted the edition that merged them."""
    found = []
    for new, version in _mergers(roadmap):
        since = _adopted(roadmap, snapshot, version)
        for system in systems.values():
            old = _stated(snapshot, system, ancestors(new, roadmap.parts.changes))
            if since and old and _is_open(system, new):
                found.append(OpenMerger(system.system.id, new, old, since))
    return tuple(found)


def _mergers(roadmap: Roadmap) -> Iterator[tuple[str, str]]:
    """Each cell into which others merged, with the data version that did it."""
    for edition in roadmap.parts.changes:
        targets = [each.new[0] for each in edition.replaced if each.fate == "merged"]
        for ref in roadmap.cells if targets else ():
            if ref in targets or ref.partition(".")[0] in targets:
                yield ref, edition.data_version


def _adopted(roadmap: Roadmap, snapshot: Snapshot, data_version: str) -> Day | None:
    """The day on which the plan adopted an edition of the data, or a later one; None before."""
    versions = [each.data_version for each in roadmap.parts.changes]
    since = versions[: versions.index(data_version) + 1]
    return next((each.adopted_day for each in snapshot.editions if each.data_version in since), None)


def _is_open(system: SystemReadiness, ref: str) -> bool:
    aside = ref in system.cells and not system.cells[ref].applicable
    return not aside and standing_of(system, ref) is None


def _stated(snapshot: Snapshot, system: SystemReadiness, refs: Sequence[str]) -> tuple[str, ...]:
    own = (system.system.id, system.system.region_id)
    said = {
        each.cell
        for each in snapshot.statements
        if each.voided_day is None and (each.system_id or each.region_id) in own
    }
    return tuple(sorted(said.intersection(refs)))
