"""Plans and reports as files: `demo`, `new`, `examples`, `report`."""

import shlex
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from te_planner.cli.call import Call, who_is_it
from te_planner.cli.dispatch import open_plan_screen
from te_planner.cli.plans import FOLDER
from te_planner.errors import WrongCall
from te_planner.exchange.report.file import BINARY, format_of, refuse_plan, save, written


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
    if path.parent == FOLDER:
        FOLDER.mkdir(exist_ok=True)
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
    """A report of one of the kinds, to a file or to standard output."""
    from te_planner.cli.report_kinds import document

    target = Path(call.args.output) if call.args.output not in (None, "-") else None
    kind = call.args.format or format_of(target)
    # before anything is computed
    if target:
        refuse_plan(target)
    elif kind in BINARY and call.out.stdout.isatty():
        raise WrongCall(f"A terminal cannot show {kind.upper()}. Name a file: -o report.{kind}")
    made = written(document(call, kind), kind)
    for warning in made.warnings:
        call.out.message(warning)
    if target is None:
        call.out.content(made.content)
        return 0
    save(target, made.content, kind)
    call.out.line(f"Wrote {target}")
    return 0
