"""`report` by its kind, and `report template`: the outlines that kinds of report are made by."""

from pathlib import Path
from typing import TYPE_CHECKING

from te_planner.cli.call import Call
from te_planner.errors import WrongCall
from te_planner.exchange.report.file import command_of, write_file
from te_planner.exchange.report.outlines import KINDS, Outline, read_kind, read_outline

if TYPE_CHECKING:
    from te_planner.exchange.report.model import Report
    from te_planner.exchange.sides import Sides


def document(call: Call, kind: str) -> "Report":
    """The report that the call asks for; `kind` is the format that its command line names."""
    from te_planner.exchange.report.build import build_report

    args, outline = call.args, _outline(call)
    since, since_words = _since(call, outline)
    command = command_of(
        call.path,
        kind,
        as_of=call.readiness.as_of if args.as_of else None,
        known_on=call.readiness.known_on,
        systems=args.systems or (),
        options=[*_options(call), *since_words],
    )
    return build_report(
        call.readiness,
        command=command,
        made_on=call.today,
        systems=[each.system.id for each in call.systems],
        outline=outline,
        public=args.public,
        internal=[each.id for each in call.snapshot.projects if each.internal],
        since=since,
        files=_files(call, outline),
        calendar=kind == "ics",
        paper=args.paper,
    )


def _outline(call: Call) -> Outline:
    args = call.args
    if args.template is None:
        return read_kind(args.kind or "readiness")
    if args.kind:
        raise WrongCall("Name --kind or --template, not both: a template is a kind of your own.")
    return read_outline(Path(args.template))


def _options(call: Call) -> list[str]:
    """What makes the report what it is; files by their names, since a report leaves the house."""
    args, words = call.args, []
    if args.kind:
        words += ["--kind", args.kind]
    if args.template:
        words += ["--template", Path(args.template).name]
    if args.files:
        words += ["--files", Path(args.files).name]
    if args.paper:
        words += ["--paper", args.paper]
    return [*words, "--public"] if args.public else words


def _since(call: Call, outline: Outline) -> tuple["Sides | None", list[str]]:
    """What changes are told against: a freeze by its name, else a day; and the words that say so."""
    from te_planner.exchange.sides import sides_since

    asked = call.args.since
    if asked is None:
        if outline.kind == "changes":
            raise WrongCall("Since when? Name a day or a freeze: report --kind changes --since DAY|FREEZE.")
        return None, []
    with call.open() as plan:
        sides, since = sides_since(plan, call.roadmap, asked, call.readiness, call.today)
    return sides, ["--since", since]


def _files(call: Call, outline: Outline) -> dict[str, str] | None:
    """How the evidence files stand, where the report can tell of them."""
    from te_planner.exchange.report.evidence_files import check_files

    folder = Path(call.args.files) if call.args.files else call.path.resolve().parent
    if not folder.is_dir():
        raise WrongCall(f"--files {folder} is no folder. Name the one where the evidence files are.")
    return check_files(call.readiness.snapshot, folder) if outline.kind in ("evidence", "own") else None


def template(call: Call) -> int:
    """A kind's outline, to be copied and changed; without a kind, the kinds and the sections."""
    if call.args.name is None:
        _list(call)
        return 0
    text = read_kind(call.args.name).text
    if call.args.output in (None, "-"):
        call.out.document(text)
        return 0
    target = Path(call.args.output)
    if target.exists():
        raise WrongCall(f"{target} is there already, and may be yours. Name another file.")
    write_file(target, text.encode())
    call.out.line(f"Wrote {target}. te-planner report --template {target} makes a report by it.")
    return 0


def _list(call: Call) -> None:
    from te_planner.exchange.report.parts import OF_PLAN, OF_SYSTEM

    out = call.out
    out.line("Kinds of report: te-planner report --kind KIND", "head")
    out.table(("Kind", "What it is"), list(KINDS.items()))
    out.line()
    out.line("Sections of an outline", "head")
    out.line(f'Of the plan, {{{{ section("NAME") }}}}: {", ".join(OF_PLAN)}')
    out.line(f'Of a system, {{{{ section("NAME", system) }}}}: {", ".join(OF_SYSTEM)}')
