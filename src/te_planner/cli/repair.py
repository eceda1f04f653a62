"""`repair`: a new plan of what can be read of a damaged one."""

from pathlib import Path

from te_planner.cli.call import Call, who_is_it


def repair(call: Call) -> int:
    """1 where something could not be saved; what, is listed."""
    from te_planner.plan.sound.repair import repair as mend

    args = call.args
    new = Path(args.output)
    found = mend(Path(args.damaged), new, today=call.today, who=who_is_it(args.who))
    tables = [each for each in found.tables if each.rows or each.lost]
    rows = [(each.table.replace("_", " "), str(each.rows), str(each.from_journal)) for each in tables]
    call.out.table(("Table", "Rows saved", "from the journal alone"), rows)
    lost = [text for each in tables for text in each.lost]
    if found.entries_lost:
        lost.append(f"of the journal: {found.entries_lost}")
    lost += [f"in doubt: {text}" for text in found.doubtful]
    call.out.line(f"Made {new}, with {found.entries} journal entries as they were written.")
    if lost:
        call.out.line("What could not be saved:")
        for text in lost:
            call.out.line(f"  {text}")
        if found.entries_lost:
            call.out.line("Without those entries nothing proves the rows: look them through.")
        call.out.line("te-planner backups lists backups, which may have it; merge takes over what one lacks.")
    else:
        call.out.line("All of it was saved.", "good")
    return 0 if found.whole else 1
