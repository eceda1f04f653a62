"""`repair`: a new plan of what can be read of a damaged one."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from te_planner.cli.call import Call, who_is_it

if TYPE_CHECKING:
    from te_planner.plan.sound.repair import Mended, Repaired


def repair(call: Call) -> int:
    """1 where something could not be saved; what, is listed."""
    from te_planner.plan.sound.repair import repair as mend

    args = call.args
    new = Path(args.output)
    found = mend(Path(args.damaged), new, today=call.today, who=who_is_it(args.who))
    if args.format == "json":
        call.out.json(_json(found, new))
    else:
        _tell(call, found, new)
    return 0 if found.whole else 1


def _told(found: "Repaired") -> "list[Mended]":
    return [each for each in found.tables if each.rows or each.lost]


def _json(found: "Repaired", new: Path) -> dict[str, Any]:
    return {
        "schema": "te-planner/repair/1",
        "plan": str(new),
        "whole": found.whole,
        "entries": found.entries,
        "entries_lost": found.entries_lost or None,
        "tables": [each._asdict() for each in _told(found)],
        "doubtful": found.doubtful,
    }


def _tell(call: Call, found: "Repaired", new: Path) -> None:
    tables = _told(found)
    rows = [(each.table.replace("_", " "), str(each.rows), str(each.from_journal)) for each in tables]
    call.out.table(("Table", "Rows saved", "from the journal alone"), rows)
    lost = [text for each in tables for text in each.lost]
    if found.entries_lost:
        lost.append(f"of the journal: {found.entries_lost}")
    call.out.line(f"Made {new}, with {found.entries} journal entries as they were written.")
    if lost:
        call.out.line("What could not be saved:")
        for text in lost:
            call.out.line(f"  {text}")
        if found.entries_lost:
            call.out.line("Without those entries nothing proves the rows: look them through.")
        if found.doubtful:
            call.out.line("In doubt, since a damaged entry tells it otherwise (what was read was taken):")
            for text in found.doubtful:
                call.out.line(f"  {text}")
        call.out.line("te-planner backups lists backups, which may have it; merge takes over what one lacks.")
    else:
        call.out.line("All of it was saved.", "good")
