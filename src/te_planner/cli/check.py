"""`check`: is the plan sound, each finding with the command that goes there or mends it."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from te_planner.cli.call import Call
from te_planner.cli.commands import PLAN, all_commands
from te_planner.exchange.command_line import command_line
from te_planner.exchange.marks import day_text
from te_planner.exchange.readiness_json import finding_json, header
from te_planner.readiness.checks.going import SEVERITIES
from te_planner.readiness.model import Finding

if TYPE_CHECKING:
    from te_planner.plan.sound.against import Against
    from te_planner.plan.sound.deep import Deep

UNSEALED = "the file does not fit its checksum: it is damaged, or something other than te-planner changed it"
Found = list[tuple[str, Finding]]
"""Findings with the name of their system, empty where they are of the plan as a whole."""


def check(call: Call) -> int:
    """Findings, the journal, the freezes. 1 where the plan is unsound; with --strict, on any warning.

    With --deep the whole file too; with --against only whether it fits what was handed in.
    """
    call.doubted = True
    if call.args.against:
        return _against(call)
    from te_planner.plan.freezes import freeze_problems
    from te_planner.plan.journal import verify_chain

    with call.open() as plan:
        broken, changed = verify_chain(plan), freeze_problems(plan)
        if not plan.is_sealed:
            broken.insert(0, UNSEALED)
    deep = _deep(call) if call.args.deep else None
    found = _found(call)
    counts = {severity: sum(each.severity == severity for _, each in found) for severity in SEVERITIES}
    sound = not broken and not changed and not counts["error"] and (deep is None or deep.sound)
    odd = [*(("journal", text) for text in broken), *(("freeze", text) for text in changed)]
    odd += (
        [*(("file", text) for text in deep.problems), *(("evidence", text) for text in deep.changed)]
        if deep
        else []
    )
    if call.args.format == "json":
        findings = [_json(call, name, each) for name, each in found]
        data = {
            "sound": sound,
            "journal_problems": broken,
            "freeze_problems": changed,
            "findings": findings,
            "deep": _deep_json(deep) if deep else None,
        }
        call.out.json(header("te-planner/check/1", call.readiness) | data)
    elif call.args.format == "csv":
        errors = [["error", code, "", text, "", "", ""] for code, text in odd]
        call.csv([TITLES, *errors, *_rows(call, found)])
    else:
        call.note_day()
        _print(call, [text for _, text in odd], found)
        if deep:
            call.out.line(_deep_text(deep))
        word = "sound" if sound else "NOT sound"
        listed = ", ".join(_count(severity, number) for severity, number in counts.items() if number)
        call.out.line(
            f"The plan is {word}: {listed or 'nothing was found'}; "
            f"the journal's chain {'is broken' if broken else 'holds'}.",
            "good" if sound else "late",
        )
    return 1 if not sound or (call.args.strict and counts["warning"]) else 0


def _deep(call: Call) -> "Deep":
    from te_planner.plan.sound.deep import deep_check

    with call.open() as plan:
        return deep_check(plan, [Path(each) for each in call.args.evidence_folders or ()])


def _deep_json(deep: "Deep") -> dict[str, Any]:
    return {
        "file_problems": list(deep.problems),
        "evidence_problems": list(deep.changed),
        "evidence_fitting": list(deep.fitting),
        "evidence_not_found": list(deep.missing),
    }


def _deep_text(deep: "Deep") -> str:
    """What the deep check looked at, in a line."""
    whole = "as the journal tells them" if not deep.problems else "NOT as the journal tells them, or damaged"
    files = f"{len(deep.fitting)} evidence files fit their SHA-256" if deep.fitting else ""
    missing = ", ".join(deep.missing[:5])
    number = "1 was" if len(deep.missing) == 1 else f"{len(deep.missing)} were"
    more = f"{number} not found ({missing}); --evidence FOLDER says where" if missing else ""
    return f"File and rows are {whole}. {'; '.join(each for each in (files, more) if each)}".rstrip()


def _against(call: Call) -> int:
    """Whether a head that a report or a freeze printed is this plan's. 1 where it is not."""
    from te_planner.plan.sound.against import held_against

    with call.open() as plan:
        found = held_against(plan, call.args.against)
    if call.args.format == "json":
        call.out.json(_against_json(call.args.against, found))
    elif found.fits and found.entry:
        entry = found.entry
        since = f"entries since then: {found.since}"
        call.out.line(
            f"It fits: entry {entry.seq} of {day_text(entry.day)} ({entry.who}: {entry.summary}); {since}.",
            "good",
        )
    else:
        for each in found.problems:
            call.out.line(each)
        call.out.line(
            "It does NOT fit: this is not the plan that was handed in, or was changed by hand.", "late"
        )
    return 0 if found.fits else 1


def _against_json(head: str, found: "Against") -> dict[str, Any]:
    return {
        "schema": "te-planner/check-against/1",
        "head": head,
        "fits": found.fits,
        "entry": found.entry.seq if found.entry else None,
        "since": found.since,
        "problems": list(found.problems),
    }


TITLES = ["severity", "code", "system", "text", "refs", "command", "key"]


def _found(call: Call) -> Found:
    """All findings by severity, those of the plan before those of its systems."""
    found: Found = [("", each) for each in call.readiness.findings]
    found += [(each.system.name, finding) for each in call.systems for finding in each.findings]
    return sorted(found, key=lambda each: SEVERITIES.index(each[1].severity))


def _command(call: Call, finding: Finding) -> tuple[str, ...]:
    """The finding's command, for the plan that was named with -p."""
    words = finding.command
    if call.args.plan is None or not words:
        return words
    known = all_commands()
    found = known.get(" ".join(words[1:3])) or known.get(words[1])
    takes = found is not None and PLAN in found.arguments and "--help" not in words
    return (*words, "-p", str(call.path)) if takes else words


def _json(call: Call, name: str, finding: Finding) -> dict[str, Any]:
    going = {"command": list(_command(call, finding)), "key": finding.key}
    return {"system": name or None, **finding_json(finding), **going}


def _rows(call: Call, found: Found) -> list[list[str]]:
    return [
        [
            each.severity,
            each.code,
            name,
            each.text,
            ", ".join(each.refs),
            command_line(_command(call, each)),
            each.key,
        ]
        for name, each in found
    ]


def _count(severity: str, number: int) -> str:
    plural = "s" if number > 1 and severity != "information" else ""
    return f"{number} {severity}{plural}" if severity != "information" else f"{number} for information"


def _print(call: Call, broken: list[str], found: Found) -> None:
    """Each finding, and below it the command line to copy, which is never wrapped."""
    rows: list[tuple[str, ...]] = [("error", "", text) for text in broken]
    for name, each in found:
        rows.append((each.severity, name, each.text))
        if each.command:
            rows.append((f"    {command_line(_command(call, each))}",))
    if rows:
        call.out.table(("Kind", "System", "Finding"), rows)
