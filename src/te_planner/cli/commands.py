"""The commands as data: their words, what they do, and the arguments that they take.

Only the one that is called is built and imported, so that none pays for another.
"""

from typing import Any, NamedTuple

from te_planner.plan.words import STATUSES

GROUPS = {
    "look": "Where we stand, what comes next, what is in the way",
    "list": "Lists",
    "change": "Changes, each of which `undo` takes back",
    "history": "History",
    "files": "Plans and reports",
    "roadmap": "The roadmap itself",
}


class Argument(NamedTuple):
    """An argument as argparse takes it."""

    flags: tuple[str, ...]
    options: dict[str, Any]


class Command(NamedTuple):
    """A command: `run` is module:function below te_planner.cli; `edit` the edit that it makes."""

    words: str
    group: str
    help: str
    run: str
    arguments: tuple[Argument, ...]
    edit: str = ""


def arg(*flags: str, **options: Any) -> Argument:
    return Argument(flags, options)


def percent(text: str) -> int:
    """`60` or `60%`; whether it is a share, the edit decides."""
    return int(text.removesuffix("%").strip())


def whole(text: str) -> int:
    """argparse names it in its message: `invalid whole value: 'x'`."""
    return int(text)


PLAN = arg(
    "-p", "--plan", metavar="FILE", help="the plan (else TE_PLANNER_PLAN, or the only plans/*.db here)"
)
PLAIN = arg("--plain", action="store_true", help="ASCII marks")
FORMAT = arg("--format", choices=("table", "json", "csv"), default="table", help="how to print it")
SYSTEMS = arg(
    "--system", dest="systems", metavar="NAME", action="append", help="only this system (repeatable)"
)
AS_OF = arg("--as-of", metavar="DAY", help="what held on this day, such as 2026-11-24")
FIGURES = (PLAN, SYSTEMS, AS_OF, FORMAT, PLAIN)
PROJECT = arg("--project", metavar="KEY", help="only this project")
CELL = arg("--cell", metavar="REF", help="only this cell, row or track")

LOOK = (
    Command(
        "status",
        "look",
        "stages and readiness, track by track",
        "status:status",
        (*FIGURES, arg("--full", action="store_true", help="with every cell and benefit (json)")),
    ),
    Command(
        "next", "look", "the benefits unlocked next, with what blocks each", "upcoming:upcoming", FIGURES
    ),
    Command(
        "why",
        "look",
        "how a cell's state, a stage (RP.2) or the observed stage came about",
        "why:why",
        (arg("cell", metavar="CELL", help="a cell, TRACK.STAGE, or observed"), *FIGURES),
    ),
    Command("due", "look", "what is late or coming up", "lists:due", FIGURES),
    Command(
        "check",
        "look",
        "is the plan sound: findings, and the journal's chain",
        "history:check",
        (*FIGURES, arg("--strict", action="store_true", help="exit 1 on any warning")),
    ),
    Command(
        "projects",
        "list",
        "projects with status, work and finish",
        "lists:projects",
        (
            arg("--status", choices=STATUSES, help="only of this status"),
            arg("--owner", help="only of this owner"),
            *FIGURES,
        ),
    ),
    Command(
        "milestones",
        "list",
        "milestones with their days",
        "lists:milestones",
        (
            PROJECT,
            arg("--open", dest="only", action="store_const", const="open", help="only those not done"),
            arg("--late", dest="only", action="store_const", const="late", help="only those overdue"),
            arg("--done", dest="only", action="store_const", const="done", help="only those done"),
            *FIGURES,
        ),
    ),
    Command(
        "contributions",
        "list",
        "which project delivers which enabler",
        "lists:contributions",
        (PROJECT, CELL, *FIGURES),
    ),
    Command(
        "attestations",
        "list",
        "what was attested and observed, with evidence",
        "lists:attestations",
        (
            CELL,
            arg("--claims", dest="only", action="store_const", const="claims", help="only without evidence"),
            arg(
                "--flagged",
                dest="only",
                action="store_const",
                const="flagged",
                help="only overdue for review",
            ),
            arg(
                "--withdrawn",
                dest="only",
                action="store_const",
                const="withdrawn",
                help="only voided or ended",
            ),
            *FIGURES,
        ),
    ),
)

FILES = (
    Command("demo", "files", "open a scratch copy of an example plan", "files:demo", (PLAIN,)),
    Command(
        "new",
        "files",
        "a new plan, empty or from an example",
        "files:new",
        (
            arg("path", metavar="PLAN", help="the new file, such as plans/harbor.db"),
            arg("--example", metavar="NAME", help="fill it from this example"),
            arg("--from", dest="source", metavar="FILE", help="fill it from a plan's YAML"),
            arg("--name", help="the plan's name (else the file's)"),
            arg("--stakeholder", default="", help="whose plan it is"),
            arg("--currency", default=None, help="its money, such as USD"),
            arg("--who", metavar="NAME", help="who makes it (else your account's name)"),
        ),
    ),
    Command("examples", "files", "the example plans", "files:examples", (FORMAT,)),
    Command(
        "report",
        "files",
        "the stage-readiness summary for a board or a filing",
        "files:report",
        (
            PLAN,
            SYSTEMS,
            AS_OF,
            arg("--format", choices=("md", "html", "json", "csv"), help="md, or as -o ends"),
            arg("-o", "--output", metavar="FILE", help="write it there (else to standard output)"),
        ),
    ),
)

HISTORY = (
    Command(
        "log",
        "history",
        "the journal, latest first",
        "history:log",
        (
            PLAN,
            arg("--limit", type=whole, default=20, metavar="N", help="at most N entries (0: all)"),
            FORMAT,
        ),
    ),
    *(
        Command(
            word,
            "history",
            help_text,
            f"history:{word}",
            (PLAN, arg("--who", metavar="NAME", help="who does it (else your account's name)")),
        )
        for word, help_text in (("undo", "take the last change back"), ("redo", "make it again"))
    ),
)

ROADMAP = (
    Command(
        "roadmap show",
        "roadmap",
        "a cell, row, track, lane or concept, or all",
        "reference:show",
        (arg("ref", nargs="?", metavar="REF", help="such as RPE02.2, RPE02, RP, E or RP1"), FORMAT, PLAIN),
    ),
    Command(
        "roadmap search",
        "roadmap",
        "cells whose text has all the words",
        "reference:search",
        (arg("words", nargs="+", metavar="WORDS", help="words, or beginnings of them"), FORMAT, PLAIN),
    ),
    Command("roadmap check", "roadmap", "is the roadmap's data sound", "reference:check", ()),
)


def all_commands() -> dict[str, Command]:
    """Every command by its words, in the order in which help lists them."""
    from te_planner.cli.edit_commands import EDITS
    from te_planner.cli.workshop_commands import WORKSHOP

    return {each.words: each for each in (*LOOK, *EDITS, *WORKSHOP, *HISTORY, *FILES, *ROADMAP)}
