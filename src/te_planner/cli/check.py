"""`check`: is the plan sound, each finding with the command that goes there or mends it."""

from typing import Any

from te_planner.cli.call import Call
from te_planner.cli.commands import PLAN, all_commands
from te_planner.exchange.command_line import command_line
from te_planner.exchange.readiness_json import finding_json, header
from te_planner.readiness.checks.going import SEVERITIES
from te_planner.readiness.model import Finding

Found = list[tuple[str, Finding]]
"""Findings with the name of their system, empty where they are of the plan as a whole."""


def check(call: Call) -> int:
    """Findings, the journal, the freezes. 1 where the plan is unsound; with --strict, on any warning."""
    from te_planner.plan.freezes import freeze_problems
    from te_planner.plan.journal import verify_chain

    with call.open() as plan:
        broken, changed = verify_chain(plan), freeze_problems(plan)
    found = _found(call)
    counts = {severity: sum(each.severity == severity for _, each in found) for severity in SEVERITIES}
    sound = not broken and not changed and not counts["error"]
    if call.args.format == "json":
        findings = [_json(call, name, each) for name, each in found]
        data = {
            "sound": sound,
            "journal_problems": broken,
            "freeze_problems": changed,
            "findings": findings,
        }
        call.out.json(header("te-planner/check/1", call.readiness) | data)
    elif call.args.format == "csv":
        odd = [["error", "journal", "", text, "", "", ""] for text in broken]
        odd += [["error", "freeze", "", text, "", "", ""] for text in changed]
        call.csv([TITLES, *odd, *_rows(call, found)])
    else:
        call.note_day()
        _print(call, [*broken, *changed], found)
        word = "sound" if sound else "NOT sound"
        listed = ", ".join(_count(severity, number) for severity, number in counts.items() if number)
        call.out.line(
            f"The plan is {word}: {listed or 'nothing was found'}; "
            f"the journal's chain {'is broken' if broken else 'holds'}.",
            "good" if sound else "late",
        )
    return 1 if not sound or (call.args.strict and counts["warning"]) else 0


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
