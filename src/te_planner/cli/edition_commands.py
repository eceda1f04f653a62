"""Editions of the roadmap: what another one says otherwise, adopting it, and what to look at again."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from te_planner.cli.call import Call
from te_planner.cli.changes import change
from te_planner.errors import WrongCall
from te_planner.exchange.marks import day_text
from te_planner.exchange.readiness_json import header
from te_planner.plan.naming import Uses, uses, uses_text
from te_planner.readiness.reviews import LeftBehind, Suspect, left_behind, suspects
from te_planner.roadmap.diff import Change, compare, counts, said_before
from te_planner.roadmap.model import Roadmap
from te_planner.roadmap.texts import Said, texts_of

SHORT = 8
"""Signs of a statement's id; enough to name it by."""

SUSPECT = (
    "system", "cell", "title", "statement", "answer", "effective", "made_by", "since", "edition",
    "meaning_was", "meaning", "cell_was", "text_was", "text",
)  # fmt: skip
"""The keys of a suspect answer, as CSV heads them."""

Rows = list[dict[str, Any]]


def diff(call: Call) -> int:
    """What adopting this program's edition would change in the plan; or one folder against another."""
    folders = [Path(each) for each in call.args.folders]
    if folders and call.args.plan:
        raise WrongCall("Name a plan or folders, not both.")
    if len(folders) > 2:
        raise WrongCall("Name an old roadmap's folder, and at most one new one.")
    if folders:
        old = _read(folders[0])
        new = _read(folders[1]) if len(folders) > 1 else call.base
        _put_diff(call, old.label, new.label, compare(texts_of(old), old.edition.data_version, new), {})
        return 0
    from te_planner.plan.recorded import recorded

    with call.open() as plan:
        snapshot = plan.snapshot()
        was = recorded(plan, snapshot, call.roadmap)
    changes = compare(was.texts, was.data_version, call.roadmap)
    _put_diff(call, was.label, call.roadmap.label, changes, uses(snapshot))
    if not was.kept:
        call.out.message(
            "The plan was made before texts were kept: its meanings count as 1, and what was only reworded "
            "cannot be told."
        )
    if was.label != call.roadmap.label:
        call.out.message("Nothing was changed. te-planner roadmap adopt takes this edition over.")
    return 0


def _read(folder: Path) -> Roadmap:
    """A roadmap's folder, checked; nothing is written there."""
    from te_planner.roadmap.files import read_files
    from te_planner.roadmap.loader import compile_roadmap, fingerprint_of

    files = read_files(folder)
    return Roadmap(compile_roadmap(files, fingerprint_of(files)))


def _put_diff(call: Call, was: str, now: str, changes: Sequence[Change], used: dict[str, Uses]) -> None:
    told = [each for each in changes if each.kind != "same"]
    rows = [_change_row(each, used.get(each.old, {})) for each in told]
    if call.args.format == "json":
        call.out.json(
            {"schema": "te-planner/roadmap-diff/1", "from": was, "to": now,
             "counts": {kind.replace(" ", "_"): count for kind, count in counts(changes).items()},
             "changes": rows}
        )  # fmt: skip
    elif call.args.format == "csv":
        titles = list(_change_row(Change("new", "", "", None, None, ""), {}))
        call.csv([titles, *([_flat(value) for value in row.values()] for row in rows)])
    else:
        call.out.line(f"From {was}", "head")
        call.out.line(f"  to {now}", "head")
        call.out.line("  " + " · ".join(f"{kind} {count}" for kind, count in counts(changes).items()))
        for each in told:
            _print_change(call, each, used.get(each.old, {}))


def _change_row(each: Change, used: Uses) -> dict[str, Any]:
    before, after = each.before, each.after
    return {
        "kind": each.kind,
        "from": each.old or None,
        "to": each.new or None,
        "title_was": before.title if before else None,
        "title": after.title if after else None,
        "text_was": before.text if before else None,
        "text": after.text if after else None,
        "meaning_was": before.meaning if before else None,
        "meaning": after.meaning if after else None,
        "suspect": each.other_meaning,
        "why": each.why,
        "uses": {name.replace(" ", "_"): count for name, count in used.items()},
    }


def _flat(value: Any) -> Any:
    if isinstance(value, dict):
        return ", ".join(f"{name} {count}" for name, count in value.items())
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else value


def _print_change(call: Call, each: Change, used: Uses) -> None:
    out = call.out
    refs = " → ".join(dict.fromkeys(filter(None, (each.old, each.new))))
    said = each.after or each.before
    out.line()
    out.line(f"{each.kind}: {refs}  {said.title if said else ''}", "head")
    _print_texts(call, each.before, each.after)
    if each.why:
        out.line(f"  because: {each.why}")
    if used:
        out.line(f"  in the plan: {uses_text(used)}" + (", to look at again" if each.other_meaning else ""))


def _print_texts(call: Call, before: Said | None, after: Said | None) -> None:
    for word, said in (("was", before), ("now", after)):
        if said and (before is None or after is None or before[:3] != after[:3]):
            nature = f" ({said.nature})" if said.nature else ""
            call.out.line(f"  {word}{nature}: {said.text or 'not kept'}")


def adopt(call: Call) -> int:
    """Take the edition over, and say what is to be looked at again."""
    change(call)
    found = suspects(call.readiness)
    left = left_behind(call.roadmap, call.readiness.snapshot)
    if found or left:
        call.out.line(
            f"To look at again: suspect answers {len(found)}, old references with something left under them "
            f"{len(left)}. te-planner suspects lists them."
        )
    return 0


def _suspect_rows(call: Call) -> Rows:
    """The suspect answers of the systems asked for, each with what its cell said then and says now."""
    from te_planner.plan.recorded import texts_kept

    readiness, roadmap = call.readiness, call.roadmap
    found = suspects(readiness, call.systems)
    with call.open() as plan:
        keys = [each.texts for each in reversed(readiness.snapshot.editions)]
        kept = texts_kept(plan, keys) if found else ()
    names = {each.system.id: each.system.name for each in call.systems}
    rows = []
    for each in found:
        before = said_before(each.cell, each.meaning_was, kept, roadmap.parts.changes)
        rows.append(_suspect_row(roadmap, each, names[each.system_id], before))
    return rows


def _suspect_row(
    roadmap: Roadmap, each: Suspect, system: str, before: tuple[str, Said] | None
) -> dict[str, Any]:
    statement = each.statement
    return {
        "system": system,
        "cell": each.cell,
        "title": roadmap.title(each.cell),
        "statement": statement.id[:SHORT],
        "answer": statement.answer,
        "effective": statement.effective_day,
        "made_by": statement.made_by,
        "since": each.change.since,
        "edition": each.change.edition,
        "meaning_was": each.meaning_was,
        "meaning": each.meaning,
        "cell_was": before[0] if before else None,
        "text_was": before[1].text if before else None,
        "text": roadmap.cells[each.cell].text,
    }


def _left_row(each: LeftBehind) -> dict[str, Any]:
    return {
        "cell": each.ref,
        "became": each.became,
        "to": list(each.new),
        "why": each.why,
        "uses": {name.replace(" ", "_"): count for name, count in each.uses.items()},
    }


def list_suspects(call: Call) -> int:
    """Suspect answers with both texts, then old references that still have something under them."""
    answers, left = _suspect_rows(call), left_behind(call.roadmap, call.readiness.snapshot)
    if call.args.format == "json":
        data = {"suspects": answers, "references": list(map(_left_row, left))}
        call.out.json(header("te-planner/suspects/1", call.readiness) | data)
        return 0
    if call.args.format == "csv":
        call.csv([SUSPECT, *(list(row.values()) for row in answers)])
        return 0
    call.note_day()
    for row in answers:
        _print_suspect(call, row)
    for each in left:
        call.out.line(f"{each.ref} {each.became}; still under it: {uses_text(each.uses)}")
    if not answers and not left:
        call.out.line("No answer is suspect, and nothing is left under an old reference.")
    elif answers:
        call.out.line(
            "te-planner confirm STATEMENT says that it still holds; attest or observe states it anew."
        )
    return 0


def _print_suspect(call: Call, row: dict[str, Any]) -> None:
    out = call.out
    out.line(f"{row['cell']}  {row['title']} · {row['system']}", "head")
    out.line(f"  {row['statement']}: {row['answer']} since {day_text(row['effective'])}, by {row['made_by']}")
    out.line(f"  suspect since {day_text(row['since'])}, by {row['edition']}")
    was = f" ({row['cell_was']})" if row["cell_was"] not in (None, row["cell"]) else ""
    out.line(f"  was{was}: {row['text_was'] or 'not kept'}")
    out.line(f"  now: {row['text']}")
    out.line()
