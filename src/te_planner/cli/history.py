"""The journal: what was done, and taking it back."""

from te_planner.cli.call import Call, who_is_it


def log(call: Call) -> int:
    """The journal's entries, latest first."""
    from te_planner.plan.journal import read_journal
    from te_planner.plan.replay import entries_about

    first, last, ref = call.day("from"), call.day("to"), call.args.about
    with call.open() as plan:
        about = entries_about(plan, ref) if ref else None
        entries = tuple(
            each
            for each in read_journal(plan)[::-1]
            if (not first or each.day >= first)
            and (not last or each.day <= last)
            and (about is None or each.seq in about)
        )
    shown = entries[: call.args.limit] if call.args.limit > 0 else entries
    keys = ("seq", "at", "day", "who", "kind", "action", "summary", "why", "hash")
    rows = [[getattr(each, key) for key in keys] for each in shown]
    if call.args.format == "json":
        listed = [dict(zip(keys, row, strict=True)) for row in rows]
        call.out.json({"schema": "te-planner/log/1", "entries": listed})
    elif call.args.format == "csv":
        call.csv([list(keys), *rows])
    elif rows:
        texts = [
            (str(each.seq), each.at[:16].replace("T", " "), each.who, each.kind, each.summary, each.why)
            for each in shown
        ]
        call.out.table(("No.", "UTC", "Who", "Kind", "What", "Why"), texts)
        if len(shown) < len(entries):
            call.out.message(f"{len(entries) - len(shown)} earlier entries: --limit 0 lists all.")
    else:
        call.out.line("None fits." if first or last or ref else "The journal is empty.")
    return 0


def undo(call: Call) -> int:
    """Take the last change back."""
    from te_planner.plan import transaction

    with call.open() as plan:
        entry = transaction.undo(plan, today=call.today, who=who_is_it(call.args.who))
    call.out.line(entry.summary)
    return 0


def redo(call: Call) -> int:
    """Make again what was taken back last."""
    from te_planner.plan import transaction

    with call.open() as plan:
        entry = transaction.redo(plan, today=call.today, who=who_is_it(call.args.who))
    call.out.line(entry.summary)
    return 0
