"""`freeze`, `freezes`, `freeze show`: all figures as they were approved."""

import json
from typing import Any

from te_planner.cli.call import Call, who_is_it
from te_planner.errors import Unreadable
from te_planner.exchange.marks import TRANSITIONS, day_text, stage_text
from te_planner.exchange.report.model import Column, Table
from te_planner.plan.freezes import Frozen, read_freeze, read_freezes


def freeze(call: Call) -> int:
    """Keep the figures as of today, or of --as-of, as they stand at this moment."""
    from te_planner.exchange.frozen import write_figures
    from te_planner.plan import edits
    from te_planner.plan.transaction import apply

    args, head = call.args, call.readiness.snapshot.head
    with call.open() as plan:
        entry = apply(
            plan,
            edits.freeze,
            roadmap=call.roadmap,
            today=call.today,
            who=who_is_it(args.who),
            why=args.why,
            name=args.name,
            approved_by=args.approved_by,
            note=args.note,
            figures=write_figures(call.readiness),
            as_of=call.readiness.as_of,
            head_seq=head.seq,
            head_hash=head.hash,
            rules=call.readiness.rules,
        )
    call.out.line(entry.summary)
    return 0


def freezes(call: Call) -> int:
    """What was frozen, the oldest first, and whether it is as it was."""
    with call.open() as plan:
        found = read_freezes(plan)
    rows = tuple(
        (
            each.freeze.name,
            each.freeze.day,
            each.freeze.as_of,
            each.freeze.approved_by,
            each.freeze.head_seq,
            each.freeze.roadmap,
            each.freeze.rules,
            "; ".join(each.problems) or "as frozen",
            each.freeze.figures,
            each.freeze.note,
        )
        for each in found
    )
    columns = (
        Column("name", "Name"),
        Column("day", "Frozen", "day"),
        Column("as_of", "As of", "day"),
        Column("approved_by", "Approved by"),
        Column("entry", "Journal entry", "count"),
        Column("roadmap", "Roadmap"),
        Column("rules", "Rules"),
        Column("standing", "Standing"),
        Column("sha256", "SHA-256"),
        Column("note", "Note"),
    )
    empty = "Nothing is frozen. te-planner freeze NAME --approved-by WHO keeps the figures."
    return call.table(Table("freezes", "Freezes", columns, rows, empty))


def show(call: Call) -> int:
    """The figures as they were frozen. 1, with a message, where they are not what was frozen."""
    with call.open() as plan:
        found = read_freeze(plan, call.args.name)
    for problem in found.problems:
        call.out.message(f"The freeze “{found.freeze.name}” is not as it was frozen: {problem}.")
    if found.figures is None:
        raise Unreadable("There is nothing to show. Open the last good copy of the plan.")
    if call.args.format == "json":
        call.out.document(found.figures)
    else:
        _print(call, found)
    return 1 if found.problems else 0


def _print(call: Call, found: Frozen) -> None:
    out, row = call.out, found.freeze
    try:
        data = json.loads(found.figures or "")
        lines = [_system(each) for each in data["systems"]]
    except (ValueError, KeyError, TypeError) as error:
        raise Unreadable(
            f"The figures of “{row.name}” cannot be read. te-planner freeze show NAME --format json "
            "prints them as they are."
        ) from error
    out.line(f"{row.name} · as of {day_text(row.as_of)}", "head")
    out.line(f"Frozen {day_text(row.day)}, approved by {row.approved_by}. {row.note}".rstrip())
    for name, stages, rows in lines:
        out.line()
        out.line(name, "head")
        for line in stages:
            out.line(f"  {line}")
        out.table(("  Transition", "Actions", "Conditions", "Work"), rows, indent="  ")
    out.line()
    head = f"journal entry {row.head_seq} ({row.head_hash[:8]})"
    out.line(f"{row.roadmap} · {row.rules} · {head} · SHA-256 {row.figures}", "quiet")


def _system(system: dict[str, Any]) -> tuple[str, list[str], list[tuple[str, ...]]]:
    """A system's name, its stages in words, and its transitions."""
    unlocked = [each["cell"] for each in system["benefits"] if each["status"] in ("unlocked", "realised")]
    stages = [
        f"Observed: in stage {system['observed']['stage']}",
        f"Enablers complete through: {stage_text(system['enabler_stage'], system['strict_stage'])} (derived)",
        f"Benefits unlocked: {len(unlocked)} of {len(system['benefits'])}",
    ]
    rows: list[tuple[str, ...]] = []
    for track in system["tracks"]:
        rows.append((f"{track['track']} · {stage_text(track['stage'], track['strict_stage'])}",))
        for each in track["transitions"]:
            work = "–" if each["work"] is None else f"{each['work']} %"
            name = f"  {TRANSITIONS[each['stage']]}"
            rows.append((name, _tally(each["actions"]), _tally(each["conditions"]), work))
    return system["system"], stages, rows


def _tally(tally: dict[str, int]) -> str:
    if not tally["applicable"]:
        return "–"
    text = f"{tally['satisfied']} of {tally['applicable']}"
    return f"{text} (strict {tally['strict']})" if tally["flagged"] else text
