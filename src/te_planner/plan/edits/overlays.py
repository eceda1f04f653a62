"""The plan's overlays: somebody's additions to the roadmap, kept with the plan so that it can be mailed."""

from collections.abc import Iterable
from typing import Any

from sqlmodel import SQLModel, col, select

from te_planner.errors import PlannerError, WrongCall
from te_planner.plan.edits.editions import record_edition
from te_planner.plan.overlays import working_roadmap
from te_planner.plan.tables import (
    BenefitWeight,
    Contribution,
    ExpectedDay,
    GapEstimate,
    Measure,
    Milestone,
    ObligationTie,
    Overlay,
    RequirementChange,
    ScopeDecision,
    Statement,
    Trigger,
    WaypointCell,
)
from te_planner.plan.transaction import Transaction
from te_planner.roadmap.block import RoadmapInvalid
from te_planner.roadmap.model import Roadmap
from te_planner.roadmap.overlay import fingerprint_of
from te_planner.roadmap.overlay_parse import overlay_from_content

# what a plan may say of a cell: the words for it, its columns, and that which, once set, makes it history
USES: tuple[tuple[str, type[SQLModel], tuple[str, ...], str], ...] = (
    ("contribution", Contribution, ("cell",), ""),
    ("statement", Statement, ("cell",), "voided_day"),
    ("milestone", Milestone, ("cell",), ""),
    ("scope decision", ScopeDecision, ("cell",), "ended_from"),
    ("requirement change", RequirementChange, ("benefit", "requires"), "ended_from"),
    ("measure", Measure, ("benefit",), ""),
    ("waypoint", WaypointCell, ("cell",), ""),
    ("trigger", Trigger, ("cell",), ""),
    ("expected day", ExpectedDay, ("cell",), ""),
    ("estimate", GapEstimate, ("cell",), ""),
    ("weight", BenefitWeight, ("benefit",), ""),
    ("obligation", ObligationTie, ("cell",), ""),
)


def add_overlay(tx: Transaction, *, content: str, name: str, version: str, fingerprint: str) -> str:
    """Lay an overlay on the plan's roadmap, above those that it has; one of the same name is replaced.

    Refused where the stack would not be sound, or where a newer version drops cells that the plan speaks of.
    """
    try:
        overlay = overlay_from_content(name, content)
    except RoadmapInvalid as error:
        raise WrongCall(str(error)) from error
    if (overlay.version, fingerprint_of(content)) != (version, fingerprint):
        raise WrongCall(f"The overlay {name} is not the version {version} that it is said to be.")
    rows = _rows(tx)
    old = next((row for row in rows if row.name == name), None)
    last = max((row.position for row in rows), default=0)
    new = Overlay(
        position=old.position if old else last + 1,
        name=name,
        version=version,
        fingerprint=fingerprint,
        content=content,
    )
    after = _stack(tx, [new if row is old else row for row in rows] if old else [*rows, new])
    if old is None:
        tx.insert(new)
        record_edition(tx, after)
        return f"Add the overlay {name} {version}"
    _refuse_orphans(tx, _standing(tx, rows), after, f"{name} {version} drops cells")
    said = f"Put the overlay {name} {version} in the place of {old.version}"
    tx.update(old, version=version, fingerprint=fingerprint, content=content)
    if tx.images:
        record_edition(tx, after)
    return said


def remove_overlay(tx: Transaction, *, name: str) -> str:
    """Take an overlay off; refused while the plan says something of cells that it alone has."""
    rows = _rows(tx)
    row = next((each for each in rows if each.name == name), None)
    if row is None:
        known = ", ".join(each.name for each in rows) or "none"
        raise WrongCall(f"The plan has no overlay “{name}”. It has: {known}.")
    after = _stack(tx, [each for each in rows if each is not row])
    _refuse_orphans(tx, _standing(tx, rows), after, f"{name} cannot be removed: it has cells")
    said = f"Remove the overlay {row.name} {row.version}"
    tx.delete(row)
    record_edition(tx, after)
    return said


def _rows(tx: Transaction) -> list[Overlay]:
    return list(tx.session.exec(select(Overlay).order_by(col(Overlay.position))).all())


def _stack(tx: Transaction, rows: Iterable[Overlay]) -> Roadmap:
    """Refused where an overlay does not fit what lies below it."""
    try:
        return working_roadmap(tx.base, rows)
    except PlannerError as error:
        raise WrongCall(f"Nothing was changed. {error}") from error


def _standing(tx: Transaction, rows: Iterable[Overlay]) -> Roadmap | None:
    """The roadmap so far; None where its overlays could not be applied, which is then being mended."""
    try:
        return working_roadmap(tx.base, rows)
    except PlannerError:
        return None


def _refuse_orphans(tx: Transaction, before: Roadmap | None, after: Roadmap, what: str) -> None:
    """What the plan says of cells that would be there no more, named."""
    found: dict[str, list[str]] = {}
    for word, table, columns, ended in USES:
        for row in tx.session.exec(select(table)).all():
            for ref in _orphans(row, columns, ended, before, after):
                found.setdefault(ref, []).append(word)
    if found:
        named = [f"{ref} ({', '.join(dict.fromkeys(words))})" for ref, words in sorted(found.items())]
        more = f" and {len(named) - 6} more" if len(named) > 6 else ""
        raise WrongCall(
            f"{what} that the plan speaks of: {', '.join(named[:6])}{more}.\n"
            "Remove or void these first; te-planner undo takes back what was done last."
        )


def _orphans(
    row: Any, columns: tuple[str, ...], ended: str, before: Roadmap | None, after: Roadmap
) -> list[str]:
    if ended and getattr(row, ended):
        return []
    refs = [getattr(row, column) for column in columns]
    return [
        ref
        for ref in refs
        # without the roadmap so far, the name space tells an overlay's cell
        if ref and ref not in after.cells and (ref in before.cells if before else "-" in ref)
    ]
