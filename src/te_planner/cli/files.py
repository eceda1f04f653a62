"""Plans and reports as files: `demo`, `new`, `examples`, `report`."""

import os
import shlex
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from te_planner.cli.call import Call, who_is_it
from te_planner.cli.dispatch import open_plan_screen
from te_planner.errors import Unreadable, WrongCall
from te_planner.exchange.report_model import Report

SUFFIXES = {".md": "md", ".markdown": "md", ".html": "html", ".htm": "html", ".json": "json", ".csv": "csv"}


def demo(call: Call) -> int:
    """The terminal UI on a scratch copy of an example; without a terminal, its status."""
    from te_planner.exchange.examples import DEMO, new_from_example

    # on Windows the file may still be held for a moment when the folder is removed
    with TemporaryDirectory(prefix="te-planner-", ignore_cleanup_errors=True) as folder:
        path = Path(folder) / f"{DEMO}.db"
        new_from_example(path, DEMO, roadmap=call.roadmap, today=call.today, who="te-planner demo")
        if sys.stdin.isatty() and sys.stdout.isatty():
            return open_plan_screen(path)
        from te_planner.cli.status import print_status

        call.args.plan = str(path)
        print_status(call, call.readiness, call.systems)
    return 0


def new(call: Call) -> int:
    """A new plan file, never over one that is there."""
    args, path = call.args, Path(call.args.path)
    if args.example and args.source:
        raise WrongCall("Name --example or --from, not both.")
    if (args.example or args.source) and (args.stakeholder or args.currency):
        raise WrongCall("--stakeholder and --currency are for an empty plan: the file says them itself.")
    who = who_is_it(args.who)
    if args.example or args.source:
        from te_planner.exchange.examples import find_example, new_from_file

        source = find_example(args.example) if args.example else Path(args.source)
        new_from_file(path, source, roadmap=call.roadmap, today=call.today, who=who, title=args.name)
    else:
        from te_planner.plan.store import create_plan

        create_plan(
            path,
            name=args.name or path.stem.replace("_", " ").replace("-", " ").strip().capitalize() or "Plan",
            stakeholder=args.stakeholder,
            currency=args.currency or "USD",
            roadmap=call.roadmap,
            today=call.today,
            who=who,
        ).close()
    opened = f"./{path}" if str(path).startswith("-") else str(path)
    call.out.line(f"Made {path}. te-planner {shlex.quote(opened)} opens it.")
    return 0


def examples(call: Call) -> int:
    """The example plans, with what each is about."""
    from te_planner.exchange.examples import list_examples

    found = list_examples(call.roadmap)
    rows = [[each.name, each.title, each.note] for each in found]
    titles = ["name", "title", "note"]
    if call.args.format == "json":
        listed = [dict(zip(titles, row, strict=True)) for row in rows]
        call.out.json({"schema": "te-planner/examples/1", "examples": listed})
    elif call.args.format == "csv":
        call.csv([titles, *rows])
    else:
        for name, title, note in rows:
            call.out.line(f"{name}  {title}", "head")
            call.out.line(f"  {note}")
        call.out.line("te-planner new PLAN --example NAME makes a plan of one.")
    return 0


def report(call: Call) -> int:
    """The stage-readiness summary, to a file or to standard output."""
    from te_planner.exchange.report import build_report

    target = Path(call.args.output) if call.args.output not in (None, "-") else None
    kind = call.args.format or SUFFIXES.get(target.suffix.lower() if target else ".md", "")
    if not kind:
        raise WrongCall(f"{target} does not say which format it is. Add --format md, html, json or csv.")
    if target:
        _refuse_plan(target)
    systems = [each.system.id for each in call.systems]
    made = build_report(call.readiness, command=_command(call, kind), made_on=call.today, systems=systems)
    text = _written(made, kind)
    if target is None:
        call.out.document(text)
        return 0
    # a spreadsheet takes UTF-8 for what it is only with its mark
    write_file(target, text.encode("utf-8-sig" if kind == "csv" else "utf-8"))
    call.out.line(f"Wrote {target}")
    return 0


def write_file(target: Path, content: bytes) -> None:
    """A file that somebody asked for with -o; never over a plan. Raises WrongCall or Unreadable."""
    _refuse_plan(target)
    try:
        _write(target, content)
    except OSError as error:
        raise Unreadable(
            f"{target} cannot be written: {error.strerror}.\nName a file in a folder of yours with -o."
        ) from error


def _write(target: Path, content: bytes) -> None:
    """The whole file or, where something fails, what was there; a device is written to as it is."""
    target = target.resolve()
    if target.exists() and not target.is_file():
        target.write_bytes(content)
        return
    partial = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        partial.write_bytes(content)
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)


def _written(made: Report, kind: str) -> str:
    if kind == "html":
        from te_planner.exchange.report_html import write_html

        return write_html(made)
    if kind == "json":
        from te_planner.exchange.report_json import write_json

        return write_json(made)
    if kind == "csv":
        from te_planner.exchange.report_csv import write_csv

        return write_csv(made)
    from te_planner.exchange.report_md import write_md

    return write_md(made)


def _command(call: Call, kind: str) -> str:
    """The call that made the report; the plan by its file's name, since a report leaves the house."""
    words = ["te-planner", "report", "--plan", call.path.name]
    # where no day was given none is told: a bare past day has no forecasts
    if call.args.as_of:
        words += ["--as-of", call.readiness.as_of]
    for name in call.args.systems or ():
        words += ["--system", name]
    return shlex.join([*words, "--format", kind])


def _refuse_plan(target: Path) -> None:
    """Nothing that is written goes over a plan, or any other database."""
    try:
        with target.open("rb") as file:
            is_plan = file.read(15) == b"SQLite format 3"
    except OSError:
        return  # not there yet, or not readable: writing will tell
    if is_plan:
        raise WrongCall(f"{target} is a plan, and would be overwritten. Name another file with -o.")
