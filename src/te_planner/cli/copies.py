"""`backup`, `backups`, `restore`: copies of a plan, and bringing one back."""

from pathlib import Path
from typing import Any

from te_planner.cli.call import Call
from te_planner.cli.plans import find_plan, no_plan_text
from te_planner.errors import WrongCall
from te_planner.plan.copies.backups import Backup, back_up, backups_of, find_backup, folder_of
from te_planner.plan.copies.looking import Look, look_at
from te_planner.plan.copies.restoring import Restoring, before_restoring
from te_planner.plan.copies.restoring import restore as bring_back

MOST = 20
"""So many of the entries that would be lost are listed."""


def backup(call: Call) -> int:
    """A copy, opened and compared before it gets its name."""
    call.open().close()  # it brings an older plan up to date, and tells what is wrong with a damaged one
    head = look_at(call.path).head
    named = call.args.target
    target = Path(named) if named else folder_of(call.path) / f"{head.day}-entry-{head.seq}.db"
    if not named and target.exists() and look_at(target).head == head:
        return _backed_up(call, target, head.seq, head.hash, made=False)
    content = back_up(call.path, target)
    return _backed_up(call, target, content.seq, content.hash, made=True)


def _backed_up(call: Call, target: Path, seq: int, hash_: str, *, made: bool) -> int:
    if call.args.format == "json":
        schema = {"schema": "te-planner/backup/1"}
        call.out.json(schema | {"path": str(target), "entry": seq, "hash": hash_, "made": made})
    elif made:
        call.out.line(f"Made {target}: up to journal entry {seq}, opened and compared.")
    else:
        call.out.line(f"There is a backup of this state already: {target}")
    return 0


KEYS = ("backup", "made", "entry", "hash", "missing", "path", "fault")
TITLES = ("Backup", "Made", "Up to entry", "Entries since", "File")


def backups(call: Call) -> int:
    """Those of this file, and of the same plan at other places."""
    found = backups_of(call.path)
    plan = look_at(call.path) if call.path.is_file() and found else None
    rows = [_row(each, plan) for each in found]
    if call.args.format == "json":
        listed = [dict(zip(KEYS, row, strict=True)) for row in rows]
        call.out.json({"schema": "te-planner/backups/1", "backups": listed})
    elif call.args.format == "csv":
        call.csv([list(KEYS), *rows])
    elif rows:
        call.out.table(TITLES, [_shown(row) for row in rows])
    else:
        call.out.line(f"There is no backup in {folder_of(call.path)} yet. te-planner backup makes one.")
    return 0


def _row(backup: Backup, plan: Look | None) -> list[str | int | None]:
    made = "by itself" if backup.by_itself else "by hand"
    head = backup.look.head if backup.look else None
    missing = len(backup.look.lacks(plan)) if backup.look and plan else None
    fault = backup.fault or None
    where = str(backup.path)
    return [
        backup.path.stem,
        made,
        head.seq if head else None,
        head.hash if head else None,
        missing,
        where,
        fault,
    ]


def _shown(row: list[str | int | None]) -> list[str]:
    name, made, entry, _, missing, path, fault = row
    if fault:
        return [str(name), str(made), "damaged", "", str(path)]
    return [str(name), str(made), str(entry), "" if missing is None else str(missing), str(path)]


def restore(call: Call) -> int:
    """1, with what would be lost, where --yes is needed and was not given."""
    plan = _target(call)
    source = find_backup(call.args.backup, plan)
    found = before_restoring(source, plan)
    refused = bool(found.lost or found.other_plan) and not call.args.yes
    if call.args.format != "json":
        _tell(call, found, plan)
    kept = None if refused else bring_back(source, plan)
    if call.args.format == "json":
        call.out.json(_restored(found, plan, source, kept, restored=not refused))
    elif not refused:
        call.out.line(f"{plan} is as it was at entry {found.backup.head.seq} ({found.backup.head.summary}).")
        if kept:
            call.out.line(f"What was there is kept: {kept}")
    if refused:
        call.out.message(
            "Nothing was changed. Add --yes to do it; the plan as it is would be kept beside it."
        )
    return 1 if refused else 0


def _restored(
    found: Restoring, plan: Path, source: Path, kept: Path | None, *, restored: bool
) -> dict[str, Any]:
    lost = [{name: getattr(each, name) for name in ("seq", "day", "who", "summary")} for each in found.lost]
    return {
        "schema": "te-planner/restore/1",
        "plan": str(plan),
        "backup": str(source),
        "entry": found.backup.head.seq,
        "hash": found.backup.head.hash,
        "restored": restored,
        "other_plan": found.other_plan,
        "lost": lost,
        "kept": str(kept) if kept else None,
        "fault": found.fault or None,
    }


def _target(call: Call) -> Path:
    """The plan to bring it back to, which need not be there any more."""
    if call.args.target and call.args.plan:
        raise WrongCall(f"Two plans are named, {call.args.target} and {call.args.plan}. Name one.")
    found = find_plan(call.args.target or call.args.plan)
    if found is None:
        raise WrongCall(no_plan_text())
    return found


def _tell(call: Call, found: Restoring, plan: Path) -> None:
    if found.fault:
        call.out.message(f"What is there cannot be read, so that what is lost cannot be told: {found.fault}")
    if found.other_plan and found.present:
        call.out.message(
            f"{plan} is another plan (“{found.present.name}”) than the backup (“{found.backup.name}”)."
        )
    if found.lost:
        call.out.line(f"Entries of the plan that the backup lacks: {len(found.lost)}")
        rows = [(str(each.seq), each.day, each.who, each.summary) for each in found.lost[: -MOST - 1 : -1]]
        call.out.table(("No.", "Day", "Who", "What"), rows)
        if len(found.lost) > MOST:
            call.out.line(f"… and {len(found.lost) - MOST} before them.")
