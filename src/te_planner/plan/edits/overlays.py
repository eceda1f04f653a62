"""The plan's overlays: somebody's additions to the roadmap, kept with the plan so that it can be mailed."""

from collections.abc import Iterable

from sqlmodel import SQLModel, col, select

from te_planner.errors import PlannerError, WrongCall
from te_planner.plan.edits.editions import TABLES, record_edition
from te_planner.plan.naming import PLACES
from te_planner.plan.overlays import working_roadmap
from te_planner.plan.tables import Overlay
from te_planner.plan.transaction import Transaction
from te_planner.roadmap.block import RoadmapInvalid
from te_planner.roadmap.model import Roadmap
from te_planner.roadmap.overlay import fingerprint_of
from te_planner.roadmap.overlay_parse import overlay_from_content

HISTORY = {"statement": "voided_day", "scope_decision": "ended_from", "requirement_change": "ended_from"}
"""Of which table a column that is set makes the row history: nothing rests on it any more."""


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
    for place in PLACES:
        for row in tx.session.exec(select(TABLES[place.table])).all():
            ref = getattr(row, place.column)
            if not _is_history(row, place.table) and _is_orphan(ref, before, after):
                found.setdefault(ref, []).append(place.one)
    if found:
        named = [f"{ref} ({', '.join(dict.fromkeys(words))})" for ref, words in sorted(found.items())]
        more = f" and {len(named) - 6} more" if len(named) > 6 else ""
        raise WrongCall(
            f"{what} that the plan speaks of: {', '.join(named[:6])}{more}.\n"
            "Remove or void these first; te-planner undo takes back what was done last."
        )


def _is_history(row: SQLModel, table: str) -> bool:
    return table in HISTORY and bool(getattr(row, HISTORY[table]))


def _is_orphan(ref: str | None, before: Roadmap | None, after: Roadmap) -> bool:
    if not ref or ref in after.cells:
        return False
    # without the roadmap so far, the name space tells an overlay's cell
    return ref in before.cells if before else "-" in ref
