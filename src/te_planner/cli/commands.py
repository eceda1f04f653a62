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
    "program": "The program itself",
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
DOCUMENT = arg("--format", choices=("table", "json"), default="table", help="how to print it")
FORMAT = arg("--format", choices=("table", "json", "csv"), default="table", help="how to print it")
SYSTEMS = arg(
    "--system", dest="systems", metavar="NAME", action="append", help="only this system (repeatable)"
)
AS_OF = arg("--as-of", metavar="DAY", help="what held on this day, such as 2026-11-24")
KNOWN_ON = arg("--known-on", metavar="DAY", help="what the plan said on this day, with its forecasts")
FIGURES = (PLAN, SYSTEMS, AS_OF, KNOWN_ON, FORMAT, PLAIN)
PROJECT = arg("--project", metavar="KEY", help="only this project")
CELL = arg("--cell", metavar="REF", help="only this cell, row or track")

REPORTS = (
    "board", "readiness", "milestones", "gaps", "path", "evidence", "changes", "obligations", "basis"
)  # fmt: skip
"""The kinds of report; a test holds them to their outlines."""

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
        "how a figure or a date came about, down to the milestone or the evidence",
        "why:why_command",
        (
            arg(
                "cell",
                nargs="?",
                metavar="REF",
                help="a cell, RP, RP.2, stage, 'stage 2', observed, a project or PROJECT/MILESTONE",
            ),
            arg("--date", metavar="REF", help="why its date: the critical chain, and the slack of the rest"),
            arg("--depth", type=whole, metavar="N", help="at most N steps down (table)"),
            *FIGURES,
        ),
    ),
    Command("due", "look", "what is late or coming up", "lists:due", FIGURES),
    Command(
        "check",
        "look",
        "is the plan sound: findings, the journal's chain, the freezes",
        "check:check",
        (
            *FIGURES,
            arg("--strict", action="store_true", help="exit 1 on any warning"),
            arg("--deep", action="store_true", help="the whole file, each row and evidence file as well"),
            arg(
                "--evidence",
                dest="evidence_folders",
                metavar="FOLDER",
                action="append",
                help="look for evidence files there too (--deep, repeatable)",
            ),
            arg("--against", metavar="HEAD", help="does what was printed with this head still fit"),
        ),
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
                help="only overdue for review, or suspect",
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

SUSPECTS = Command(
    "suspects",
    "list",
    "answers to look at again, since their cells ask for something else",
    "edition_commands:list_suspects",
    FIGURES,
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
            arg(
                "--from",
                dest="source",
                metavar="FILE",
                help="fill it from what export wrote: a file or a folder",
            ),
            arg("--name", help="the plan's name (else the file's)"),
            arg("--stakeholder", default="", help="whose plan it is"),
            arg("--currency", default=None, help="its money, such as USD"),
            arg("--who", metavar="NAME", help="who makes it (else your account's name)"),
        ),
    ),
    Command(
        "import",
        "files",
        "tables, schedules and plans of others: first shown, then (--apply) taken in",
        "imports:import_files",
        (
            arg("files", nargs="+", metavar="FILE", help=".xlsx, .csv, MS Project XML, or a plan's YAML"),
            PLAN,
            arg("--apply", action="store_true", help="change the plan (without: only show what would be)"),
            arg("--skip-faults", action="store_true", help="leave out rows in conflict or not understood"),
            arg("--sheet", metavar="NAME", help="only this sheet of a workbook"),
            arg(
                "--kind",
                metavar="KIND",
                help="projects, milestones, contributions, dependencies, budgets, "
                "statements, measures or readings (else guessed)",
            ),
            arg(
                "--map",
                dest="columns",
                metavar="HEADING=VALUE",
                action="append",
                help="what a column says: 'Lead=owner', by place 2=owner; 'Lead=' leaves it out (repeatable)",
            ),
            arg(
                "--dates", choices=("dmy", "mdy"), help="what 03/04/2027 means, where the file does not tell"
            ),
            arg(
                "--decimal", choices=("point", "comma"), help="what 1,234 means, where the file does not tell"
            ),
            arg(
                "--level",
                type=whole,
                metavar="N",
                help="of a schedule: tasks of this level are projects (else 1; 0: the file is one)",
            ),
            DOCUMENT,
            arg("--who", metavar="NAME", help="who makes the change (else your account's name)"),
            arg("--why", default="", metavar="TEXT", help="why, for the journal"),
        ),
    ),
    Command(
        "template",
        "files",
        "a workbook to fill in, empty or with what an owner is asked; import reads it",
        "template:template",
        (
            PLAN,
            arg("-o", "--output", required=True, metavar="FILE", help="a new .xlsx (every owner: a folder)"),
            arg("--owner", metavar="NAME", help="a status round: their open milestones, cells to confirm"),
            arg("--every-owner", action="store_true", help="a status round for each owner, in a folder"),
            arg("--format", choices=("xlsx",), default="xlsx", help="a workbook"),
            arg("--force", action="store_true", help="over a file that is there"),
        ),
    ),
    Command(
        "export",
        "files",
        "the whole plan as YAML, JSON, Excel or CSV, which new --from reads",
        "export:export",
        (
            PLAN,
            arg("target", metavar="FILE|DIR", help="such as ours.yaml, .json, .xlsx; or a folder"),
            arg("--format", choices=("yaml", "json", "xlsx", "csv"), help="a folder of csv, or of yaml"),
            arg("--force", action="store_true", help="over files that are there"),
        ),
    ),
    Command("examples", "files", "the example plans", "files:examples", (FORMAT,)),
    Command(
        "report",
        "files",
        "for a board or a filing: stages, milestones, gaps, evidence … (--kind)",
        "files:report",
        (
            PLAN,
            SYSTEMS,
            AS_OF,
            KNOWN_ON,
            arg(
                "--format",
                choices=("md", "html", "docx", "pdf", "xlsx", "csv", "json", "ics"),
                help="md, or as -o ends",
            ),
            arg("-o", "--output", metavar="FILE", help="write it there (else to standard output)"),
            arg("--kind", choices=REPORTS, help="readiness, or as report template lists them"),
            arg("--template", metavar="FILE", help="by an outline of your own, in place of a kind"),
            arg("--since", metavar="DAY|FREEZE", help="what moved is told since then (kind changes)"),
            arg("--public", action="store_true", help="without notes, owners, money and internal projects"),
            arg("--files", metavar="FOLDER", help="where evidence files are (else beside the plan)"),
            arg("--paper", choices=("a4", "letter"), help="of pdf and docx (else by the plan's currency)"),
        ),
    ),
    Command(
        "report template",
        "files",
        "the outline of a kind of report, to be copied and changed",
        "report_kinds:template",
        (
            arg("name", metavar="KIND", nargs="?", choices=REPORTS, help="else the kinds and sections"),
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
            arg("--from", metavar="DAY", help="only from this day on"),
            arg("--to", metavar="DAY", help="only up to this day"),
            arg("--about", metavar="REF", help="only about this cell, project, system …"),
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

OVERLAY = arg(
    "--overlay",
    dest="overlays",
    metavar="FOLDER",
    action="append",
    help="with this overlay (repeatable: in order)",
)
WITH_OVERLAYS = (
    OVERLAY,
    arg("-p", "--plan", metavar="FILE", help="with the overlays of this plan (else with none)"),
)
ROADMAP = (
    Command(
        "roadmap show",
        "roadmap",
        "a cell, row, track, lane, concept, stage, question or term, or all",
        "reference:show",
        (
            arg(
                "ref",
                nargs="*",
                metavar="REF",
                help="such as RPE02.2, RPE02, RPE, RP, E, RP1, Q3, stage 2, prosumer or DERMS",
            ),
            *WITH_OVERLAYS,
            FORMAT,
            PLAIN,
        ),
    ),
    Command(
        "roadmap search",
        "roadmap",
        "all texts, terms, questions and hints that have the words",
        "roadmap_search:find",
        (
            arg("words", nargs="+", metavar="WORDS", help="words, or beginnings of them"),
            arg("--limit", type=whole, default=30, metavar="N", help="at most N (0: all)"),
            *WITH_OVERLAYS,
            FORMAT,
            PLAIN,
        ),
    ),
    Command(
        "roadmap check", "roadmap", "is the roadmap's data sound", "roadmap_check:check", (OVERLAY, FORMAT)
    ),
    Command(
        "roadmap diff",
        "roadmap",
        "what this edition says otherwise than the plan's, or one folder than another",
        "edition_commands:diff",
        (
            arg("folders", nargs="*", metavar="FOLDER", help="an old roadmap's folder [and a new one's]"),
            PLAN,
            FORMAT,
            PLAIN,
        ),
    ),
    Command(
        "roadmap schema",
        "roadmap",
        "the JSON Schemas of the YAML files, for an editor",
        "roadmap_schema:schema",
        (
            arg("name", nargs="?", metavar="NAME", help="which one (without: a list of them)"),
            arg("-o", "--output", metavar="FILE", help="write it there (else to standard output)"),
        ),
    ),
)


def all_commands() -> dict[str, Command]:
    """Every command by its words, in the order in which help lists them."""
    from te_planner.cli.copies_commands import COPIES
    from te_planner.cli.edit_commands import EDITS
    from te_planner.cli.helper_commands import HELPERS
    from te_planner.cli.history_commands import PAST
    from te_planner.cli.outlook_commands import OUTLOOK
    from te_planner.cli.outlook_edit_commands import OUTLOOK_EDITS
    from te_planner.cli.overlay_commands import OVERLAYS
    from te_planner.cli.workshop_commands import WORKSHOP

    looks, edits = (*LOOK, *OUTLOOK, SUSPECTS), (*EDITS, *OUTLOOK_EDITS, *OVERLAYS, *WORKSHOP)
    return {
        each.words: each for each in (*looks, *edits, *HISTORY, *PAST, *FILES, *COPIES, *ROADMAP, *HELPERS)
    }
