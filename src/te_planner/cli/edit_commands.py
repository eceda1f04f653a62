"""The commands that change the plan: each is one edit, its arguments named as the edit names its values."""

from te_planner.cli.commands import PLAN, Argument, Command, arg, percent, whole
from te_planner.plan.words import ANSWERS, STATUSES

WHO = arg("--who", metavar="NAME", help="who makes the change (else your account's name)")
WHY = arg("--why", default="", metavar="TEXT", help="why, for the journal")
CHANGE = (PLAN, WHO, WHY)

CELL = arg("cell", metavar="CELL", help="a cell such as RPE02.2")
PROJECT = arg("project", metavar="PROJECT", help="a project's key, such as P-01")
MILESTONE = arg("milestone", metavar="MILESTONE", help="PROJECT/TITLE, or the beginning of its id")
STATEMENT = arg("statement", metavar="STATEMENT", help="the beginning of its id, as attestations lists it")
BENEFIT = arg("benefit", metavar="BENEFIT", help="a benefit cell such as RPB03.1")
REQUIRES = arg("requires", metavar="CELL", help="the enabler cell")
SYSTEM = arg("--system", metavar="NAME", help="in this system (else the plan's only one)")
ALL_SYSTEMS = arg("--system", metavar="NAME", help="in this system (else in all)")
SYSTEMS = arg("--system", dest="systems", metavar="NAME", action="append", help="in this system (repeatable)")
INTERNAL = (
    arg("--internal", action="store_true", default=None, help="public reports leave it out"),
    arg("--no-internal", dest="internal", action="store_false", default=None, help="they tell of it"),
)
NOTE = arg("--note", metavar="TEXT", help="a note")
DAY = arg("--day", metavar="DAY", help="such as 2026-11-24 (else today)")
REASON = arg("--reason", required=True, metavar="TEXT", help="why: it is printed in every report")
DECIDED_BY = arg("--decided-by", metavar="NAME", help="who decided (else you)")
EVIDENCE = arg(
    "--evidence",
    metavar="TEXT",
    action="append",
    help="'TITLE | PLACE', 'TITLE | https://...' or file:PATH (repeatable); without it, it is a claim",
)
MADE_BY = arg("--made-by", metavar="NAME", help="who says so (else you)")
SINCE = arg("--since", dest="effective", metavar="DAY", help="from this day (else today)")

STATEMENT_VALUES = (
    CELL,
    SYSTEM,
    arg("--region", metavar="NAME", help="for a region, and so for each of its systems"),
    arg("--answer", choices=ANSWERS, help="in place, unless said otherwise"),
    SINCE,
    arg("--stated", metavar="DAY", help="the day of the statement (else today)"),
    MADE_BY,
    arg("--approved-by", metavar="NAME", help="who approved it"),
    arg("--extent", metavar="TEXT", help="such as '214/380 feeders'"),
    arg("--review", metavar="DAY", help="to be reviewed by this day"),
    NOTE,
    EVIDENCE,
)
MILESTONE_VALUES = (
    PROJECT,
    arg("title", metavar="TITLE", help="what is reached"),
    arg("--day", metavar="DAY", help="its baseline day"),
    arg("--weight", type=whole, help="its weight in the project's progress (1)"),
    arg("--cell", metavar="CELL", help="the one cell that it is of"),
    arg("--system", metavar="NAME", help="the system that it is of, with --cell"),
)


def _edit(words: str, help_text: str, edit: str, *arguments: Argument) -> Command:
    return Command(words, "change", help_text, "changes:change", (*arguments, *CHANGE), edit)


EDITS = (
    Command(
        "roadmap adopt",
        "change",
        "take over this edition of the roadmap, with all answers",
        "edition_commands:adopt",
        CHANGE,
        "adopt_edition",
    ),
    _edit(
        "add region",
        "a jurisdiction or market area",
        "add_region",
        arg("name", metavar="NAME", help="its name"),
        NOTE,
    ),
    _edit(
        "add system",
        "a distribution system of a region",
        "add_system",
        arg("name", metavar="NAME", help="its name"),
        arg("--region", metavar="NAME", help="its region, made where there is none (else the only one)"),
        NOTE,
    ),
    _edit(
        "add project",
        "a project",
        "add_project",
        arg("title", metavar="TITLE", help="what it is called"),
        arg("--key", help="its key (else the next free one, such as P-07)"),
        arg("--owner", help="who owns it"),
        arg("--start", metavar="DAY", help="its start"),
        arg("--end", metavar="DAY", help="its end"),
        arg("--status", help="proposed (else), approved, active, on hold, done or cancelled"),
        arg("--since", dest="status_day", metavar="DAY", help="of this status since (else today)"),
        *INTERNAL,
        NOTE,
    ),
    _edit("add milestone", "a dated step of a project", "add_milestone", *MILESTONE_VALUES),
    _edit(
        "add requirement",
        "a requirement of a benefit, your own",
        "add_requirement",
        BENEFIT,
        REQUIRES,
        REASON,
        ALL_SYSTEMS,
        DECIDED_BY,
        DAY,
    ),
    _edit(
        "add evidence",
        "evidence to a statement that stands",
        "add_evidence",
        STATEMENT,
        arg(
            "evidence", nargs="+", metavar="TEXT", help="'TITLE | PLACE', 'TITLE | https://...' or file:PATH"
        ),
    ),
    _edit(
        "map",
        "a project delivers an enabler, or a share of it",
        "map_project",
        PROJECT,
        CELL,
        arg("--share", type=percent, metavar="PERCENT", help="how much of the enabler (100)"),
        SYSTEMS,
    ),
    _edit("milestone add", "a dated step of a project", "add_milestone", *MILESTONE_VALUES),
    _edit("milestone done", "a milestone is reached", "complete_milestone", MILESTONE, DAY),
    _edit(
        "milestone forecast",
        "a new forecast",
        "reforecast_milestone",
        MILESTONE,
        arg("day", metavar="DAY", help="the day now expected"),
        arg("--given", metavar="DAY", help="the day on which it was given (else today)"),
    ),
    _edit("milestone reopen", "a milestone is not reached after all", "reopen_milestone", MILESTONE),
    _edit(
        "milestone change",
        "its title, baseline or weight",
        "change_milestone",
        MILESTONE,
        arg("--title", help="its new title"),
        arg("--baseline", metavar="DAY", help="the day first planned"),
        arg("--weight", type=whole, help="its weight in the project's progress"),
    ),
    _edit("attest", "say how an enabler stands, on what evidence", "attest", *STATEMENT_VALUES),
    _edit("observe", "a condition, result or benefit is seen", "observe", *STATEMENT_VALUES),
    _edit("confirm", "a suspect statement still holds", "confirm_meaning", STATEMENT),
    _edit(
        "withdraw",
        "a statement was made in error, or ceased to hold (--from DAY)",
        "withdraw",
        STATEMENT,
        arg("--reason", required=True, metavar="TEXT", help="why"),
        arg(
            "--from", dest="since", metavar="DAY", help="it ceased to hold on this day (else: made in error)"
        ),
    ),
    _edit(
        "pick",
        "pick the stage that fits one characteristic of a system (4.2)",
        "pick_stage",
        arg(
            "characteristic",
            choices=("penetration", "value", "operations", "markets"),
            help="of DER penetration, of how DER value is set, of operations, of markets",
        ),
        arg("stage", type=whole, choices=(1, 2, 3), help="the stage whose description fits"),
        SYSTEM,
        SINCE,
        MADE_BY,
        NOTE,
        EVIDENCE,
    ),
    _edit(
        "waive",
        "waive a requirement of a benefit",
        "waive_requirement",
        BENEFIT,
        REQUIRES,
        REASON,
        ALL_SYSTEMS,
        DECIDED_BY,
        DAY,
    ),
    _edit(
        "set not-applicable",
        "set a cell aside, with a reason",
        "set_not_applicable",
        CELL,
        SYSTEM,
        REASON,
        DECIDED_BY,
        DAY,
    ),
    _edit("set applicable", "take a cell back from those set aside", "end_not_applicable", CELL, SYSTEM, DAY),
    _edit(
        "set status",
        "a project's status from a day on",
        "set_status",
        PROJECT,
        arg("status", choices=STATUSES, help="its status from that day on"),
        DAY,
    ),
    _edit(
        "set project",
        "a project's title, owner, days or note, or whether public reports leave it out",
        "change_project",
        PROJECT,
        arg("--title", help="its new title"),
        arg("--owner", help="who owns it"),
        arg("--start", metavar="DAY", help="its start"),
        arg("--end", metavar="DAY", help="its end"),
        *INTERNAL,
        NOTE,
    ),
    _edit(
        "set budget",
        "a year's money of a project",
        "set_budget",
        PROJECT,
        arg("year", type=whole, help="such as 2027"),
        arg("kind", choices=("capital", "operating"), help="what the money is for"),
        arg("planned", metavar="PLANNED", help="such as 1250000 or 1,250,000.50"),
        arg("--actual", metavar="AMOUNT", help="what was spent"),
        arg("--currency", metavar="CODE", help="such as USD (else the plan's)"),
        arg("--docket", metavar="TEXT", help="where it is recovered"),
    ),
    _edit(
        "set dependency",
        "a project waits for another",
        "depend",
        PROJECT,
        arg("--on", required=True, metavar="PROJECT", help="what it waits for"),
        arg("--lag", type=whole, metavar="DAYS", help="days after its finish (0: the same day)"),
    ),
    _edit(
        "set plan",
        "the plan's name, stakeholder or note",
        "change_plan",
        arg("--name", help="its new name"),
        arg("--stakeholder", help="whose plan it is"),
        NOTE,
    ),
    _edit("remove milestone", "a milestone", "remove_milestone", MILESTONE),
    _edit("remove project", "a project with all its rows", "remove_project", PROJECT),
    _edit(
        "remove contribution", "a project delivers a cell no more", "unmap_project", PROJECT, CELL, SYSTEMS
    ),
    _edit(
        "remove dependency",
        "a project waits for another no more",
        "undepend",
        PROJECT,
        arg("--on", required=True, metavar="PROJECT", help="what it waited for"),
    ),
    _edit(
        "remove requirement-change",
        "a waived or added requirement is as the roadmap has it",
        "end_requirement_change",
        BENEFIT,
        REQUIRES,
        ALL_SYSTEMS,
        DAY,
    ),
)
