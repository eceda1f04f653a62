"""`template`: workbooks to fill in without this program: an empty one, or what an owner is asked."""

import re
from pathlib import Path

from te_planner.cli.call import Call
from te_planner.cli.plans import find_plan
from te_planner.errors import Unreadable, WrongCall
from te_planner.exchange.report.file import write_file


def template(call: Call) -> int:
    """The workbook, or one for every owner, in files; never over one that is there without --force."""
    args = call.args
    if args.owner and args.every_owner:
        raise WrongCall("Name --owner or --every-owner, not both.")
    if args.every_owner:
        return _every_owner(call, Path(args.output))
    target = Path(args.output)
    if target.suffix.lower() != ".xlsx" or target.is_dir():
        raise WrongCall(f"{target} is no workbook. Name a file that ends in .xlsx.")
    if args.owner:
        return _round(call, args.owner, target)
    from te_planner.exchange.imports.template import template_book

    planned = args.plan or find_plan(None)
    roadmap, plan = (call.roadmap, call.snapshot) if planned else (call.base, None)
    _write(call, target, template_book(roadmap, plan, call.today))
    call.out.line(f"Wrote {target}. te-planner import reads it again.")
    return 0


def _round(call: Call, owner: str, target: Path) -> int:
    from te_planner.exchange.imports.status_round import counted, round_book, status_round

    asked = status_round(call.readiness, owner)
    counts = counted(asked)
    if not (asked.milestones or asked.cells):
        call.out.line(f"{asked.owner} has nothing open: no file was written.")
        return 0
    plan = call.snapshot.plan
    _write(call, target, round_book(asked, plan.id, plan.name, call.today))
    call.out.line(f"Wrote {target} for {asked.owner}: {counts}.")
    return 0


def _every_owner(call: Call, folder: Path) -> int:
    from te_planner.exchange.imports.status_round import owners

    if folder.exists() and not folder.is_dir():
        raise WrongCall(f"{folder} is a file. Name a folder.")
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise Unreadable(f"{folder} cannot be made: {error.strerror}.\nName a folder of yours.") from error
    names: set[str] = set()
    for owner in owners(call.readiness):
        _round(call, owner, folder / _file_name(owner, names))
    nobody = sum(not work.project.owner for work in call.readiness.projects.values())
    if nobody:
        call.out.message(f"{nobody} projects have no owner, and nobody is asked about them.")
    return 0


def _file_name(owner: str, names: set[str]) -> str:
    """A name for an owner's file that every system can have, and no other owner's has."""
    plain = re.sub(r"[\W_]+", "-", owner).strip("-").casefold()[:80] or "owner"
    name, count = plain, 1
    while name in names:
        count += 1
        name = f"{plain}-{count}"
    names.add(name)
    return f"status-{name}.xlsx"


def _write(call: Call, target: Path, content: bytes) -> None:
    if target.exists() and not call.args.force:
        raise WrongCall(f"{target} is there already. Name another file, or write over it with --force.")
    write_file(target, content)
