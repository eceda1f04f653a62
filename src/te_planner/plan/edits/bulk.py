"""Several changes at once: one transaction, one journal entry, one undo."""

from collections.abc import Mapping, Sequence
from typing import Any

from te_planner.errors import WrongCall
from te_planner.plan.edits.projects import add_project, change_project, map_project, next_key, set_status
from te_planner.plan.edits.scope import end_not_applicable, set_not_applicable
from te_planner.plan.edits.statements import attest, observe
from te_planner.plan.transaction import Edit, Transaction

Change = tuple[str, Mapping[str, Any]]
"""The name of an edit, and its values."""


def add_mapped_project(
    tx: Transaction,
    *,
    title: str,
    cells: Sequence[tuple[str, int]] = (),
    systems: list[str] | None = None,
    **values: Any,
) -> str:
    """A new project with the enabler cells that it delivers, each with its share in percent."""
    key = values.pop("key", None) or next_key(tx)
    said = add_project(tx, title=title, key=key, **values)
    for ref, share in cells:
        map_project(tx, project=key, cell=ref, systems=systems, share=share)
    return f"{said}, {', '.join(f'{ref} {share} %' for ref, share in cells)}" if cells else said


EDITS: dict[str, Edit] = {
    each.__name__: each
    for each in (
        add_mapped_project, add_project, attest, change_project, end_not_applicable, map_project, observe,
        set_not_applicable, set_status,
    )
}  # fmt: skip
"""What can be done to several at once."""


def change_several(tx: Transaction, *, changes: Sequence[Change], summary: str) -> str:
    """Make named edits one after the other: all of them, or none.

    One that refuses refuses all; its message says which it was.
    """
    for number, (name, values) in enumerate(changes, 1):
        if name not in EDITS:
            raise WrongCall(f"{name} is nothing that can be done to several at once.")
        try:
            EDITS[name](tx, **values)
        except WrongCall as error:
            which = values.get("project") or values.get("cell") or values.get("title") or number
            raise WrongCall(f"{which}: {error}\nNone of the {len(changes)} was changed.") from error
    return summary
