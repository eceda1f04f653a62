"""An import made: all its edits in one transaction, one journal entry, one undo."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from te_planner.collecting import uncollected
from te_planner.errors import WrongCall
from te_planner.exchange.imports.preview import Preview

if TYPE_CHECKING:
    from te_planner.exchange.imports.grid import Progress
    from te_planner.plan.changes import Alike, Change
    from te_planner.plan.journal import Entry
    from te_planner.plan.store import Plan
    from te_planner.plan.transaction import Transaction
    from te_planner.roadmap.model import Roadmap


@uncollected()
def apply_preview(
    plan: "Plan",
    preview: Preview,
    *,
    roadmap: "Roadmap",
    today: str,
    who: str,
    why: str = "",
    columns: Sequence[str] = (),
    skip_faults: bool = False,
    progress: "Progress" = lambda done, total: None,
) -> "Entry":
    """Make what the preview shows, or nothing.

    `columns` are texts of `to_remember`. Raises WrongCall where something is in conflict or was not
    understood (and is not to be skipped), where there is nothing to change, and where the plan was changed
    since the preview. What `progress` raises goes through, with the plan as before.
    """
    from te_planner.plan.transaction import apply

    if preview.refused and not skip_faults:
        raise WrongCall(
            f"Rows in conflict or not understood: {len(preview.refused)}. Nothing was imported.\n"
            "Mend them, or import the others alone (by command: --skip-faults)."
        )
    if not preview.changes:
        raise WrongCall("The plan says all of it already. Nothing was changed.")
    return apply(
        plan,
        import_file,
        roadmap=roadmap,
        today=today,
        who=who,
        why=why,
        changes=preview.changes,
        summary=preview.summary,
        head=preview.head,
        columns=columns,
        progress=progress,
    )


def import_file(
    tx: "Transaction",
    *,
    changes: "Sequence[Change | Alike]",
    summary: str,
    head: int,
    columns: Sequence[str],
    progress: "Progress",
) -> str:
    """The edits of a preview that was made when the journal ended with the entry `head`."""
    from te_planner.plan.several import change_several

    if tx.begun.run("SELECT max(seq) FROM journal").fetchone()[0] != head:
        raise WrongCall("The plan was changed since the preview. Nothing was imported: look at it once more.")
    for text in columns:
        tx.keep(text)
    return change_several(tx, changes=changes, summary=summary, progress=progress)
