"""The journal: what was done, taking it back, and whether the plan is sound."""

from te_planner.cli.call import Call, who_is_it
from te_planner.exchange.readiness_json import finding_json, header
from te_planner.readiness.model import Finding

UNSOUND = frozenset({"unknown-cell", "done-with-open", "waits-for-cancelled"})
"""Findings by which the plan contradicts itself or its roadmap; the others are for the planner to judge."""


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


def check(call: Call) -> int:
    """Findings, the journal, the freezes. 1 where the plan is unsound; with --strict, on any warning."""
    from te_planner.plan.freezes import freeze_problems
    from te_planner.plan.journal import verify_chain

    with call.open() as plan:
        broken, changed = verify_chain(plan), freeze_problems(plan)
    found: list[tuple[str, Finding]] = [("", each) for each in call.readiness.findings]
    found += [(each.system.name, finding) for each in call.systems for finding in each.findings]
    unsound = [each for each in found if each[1].code in UNSOUND]
    warnings = [each for each in found if each[1].severity == "warning"]
    sound = not broken and not changed and not unsound
    if call.args.format == "json":
        findings = [{"system": name or None, **finding_json(each)} for name, each in found]
        data = {
            "sound": sound,
            "journal_problems": broken,
            "freeze_problems": changed,
            "findings": findings,
        }
        call.out.json(header("te-planner/check/1", call.readiness) | data)
    elif call.args.format == "csv":
        titles = ["severity", "code", "system", "text", "refs"]
        rows = [[each.severity, each.code, name, each.text, ", ".join(each.refs)] for name, each in found]
        odd = [["unsound", "journal", "", text, ""] for text in broken]
        odd += [["unsound", "freeze", "", text, ""] for text in changed]
        call.csv([titles, *odd, *rows])
    else:
        call.note_day()
        _print(call, [*broken, *changed], found)
        word = "sound" if sound else "NOT sound"
        call.out.line(
            f"The plan is {word}: {len(warnings)} warning{'' if len(warnings) == 1 else 's'}, "
            f"the journal's chain {'is broken' if broken else 'holds'}.",
            "good" if sound else "late",
        )
    return 1 if not sound or (call.args.strict and warnings) else 0


def _print(call: Call, broken: list[str], found: list[tuple[str, Finding]]) -> None:
    rows = [("unsound", "", text) for text in broken]
    rows += [("unsound" if each.code in UNSOUND else each.severity, name, each.text) for name, each in found]
    if rows:
        call.out.table(("Kind", "System", "Finding"), rows)
