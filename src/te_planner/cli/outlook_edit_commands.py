"""The commands that change what lies ahead and what pushes, each one edit, as in `edit_commands`."""

from te_planner.cli.commands import Argument, Command, arg, whole
from te_planner.cli.edit_commands import (
    BENEFIT,
    CELL,
    CHANGE,
    DAY,
    MADE_BY,
    NOTE,
    PROJECT,
    SYSTEM,
    SYSTEMS,
)
from te_planner.plan.words import BETTER, DIRECTIONS

NAME = arg("--name", metavar="TEXT", help="its new name")
DRIVER = arg("driver", metavar="DRIVER", help="a driver's name")
WAYPOINT = arg("waypoint", metavar="WAYPOINT", help="a waypoint's name")
MEASURE = arg("measure", metavar="MEASURE", help="a measure's name, or BENEFIT/NAME")
OBLIGATION = arg("obligation", metavar="OBLIGATION", help="DOCKET, or 'DOCKET ¶PARAGRAPH'")
UNIT = arg("--unit", metavar="TEXT", help="such as MW or %%")
OWNER = arg("--owner", metavar="NAME", help="who sees to it")
CELLS = arg("cells", nargs="+", metavar="CELL", help="such as RPE02.2, or RP.2 for a track's stage")

READ = (
    arg("--driver", metavar="NAME", help="of this driver"),
    arg("--measure", metavar="NAME", help="of this measure, or of BENEFIT/NAME"),
    SYSTEM,
)
CALLED = (
    arg("--project", metavar="PROJECT", help="a project must begin"),
    arg("--waypoint", metavar="NAME", help="a waypoint is due"),
    arg("--cell", metavar="CELL", help="this condition is met"),
)
TIED = (
    arg("--project", metavar="PROJECT", help="to a project's finish"),
    arg("--milestone", metavar="MILESTONE", help="to a milestone, as PROJECT/TITLE"),
    arg("--cell", metavar="CELL", help="to a cell"),
    arg("--system", metavar="NAME", help="the cell's system, with --cell"),
)
FIGURES = (
    UNIT,
    arg("--better", choices=BETTER, help="better when it goes up or down (a candidate says it itself)"),
    arg("--baseline", metavar="VALUE", help="what it was before"),
    arg("--baseline-day", metavar="DAY", help="when (else today)"),
    arg("--target", metavar="VALUE", help="what it shall be"),
    arg("--target-day", metavar="DAY", help="by when"),
    NOTE,
)


def _edit(words: str, help_text: str, edit: str, *arguments: Argument) -> Command:
    return Command(words, "change", help_text, "changes:change", (*arguments, *CHANGE), edit)


OUTLOOK_EDITS = (
    _edit(
        "add driver",
        "what pushes the change in a system, such as rooftop solar",
        "add_driver",
        arg("name", metavar="NAME", help="its name"),
        SYSTEM,
        UNIT,
        NOTE,
    ),
    _edit(
        "add reading",
        "what a driver or a measure was on a day",
        "record_reading",
        arg("value", metavar="VALUE", help="such as 1250, 1,250.5 or '12 %%'"),
        *READ,
        DAY,
        NOTE,
    ),
    _edit(
        "add trigger",
        "a driver's level at which something is called for",
        "add_trigger",
        DRIVER,
        arg("level", metavar="LEVEL", help="such as 1250 or 1,250.5"),
        *CALLED,
        arg("--direction", choices=DIRECTIONS, help="reached at or above the level (else), or below it"),
        SYSTEM,
        NOTE,
    ),
    _edit(
        "add waypoint",
        "a target with a day, on the way",
        "add_waypoint",
        arg("name", metavar="NAME", help="its name"),
        arg("day", metavar="DAY", help="when its cells are to be in place"),
        arg("--cell", dest="cells", metavar="CELL", action="append", help="RPE02.2, or RP.2 (repeatable)"),
        SYSTEMS,
        NOTE,
    ),
    _edit(
        "add measure",
        "a figure that shows a benefit",
        "add_measure",
        BENEFIT,
        arg("name", metavar="NAME", help="one of the roadmap's candidates, or your own"),
        SYSTEM,
        *FIGURES,
    ),
    _edit(
        "add obligation",
        "what an order asks, by when",
        "add_obligation",
        arg("docket", metavar="DOCKET", help="the order, such as UB-2026-03"),
        arg("title", metavar="TITLE", help="what is asked"),
        arg("due", metavar="DAY", help="by when"),
        arg("--paragraph", metavar="TEXT", help="where in the order"),
        OWNER,
        NOTE,
    ),
    _edit("aim", "more cells for a waypoint", "aim_waypoint", WAYPOINT, CELLS, SYSTEMS),
    _edit(
        "estimate",
        "what it would take to deliver an enabler",
        "estimate_gap",
        CELL,
        SYSTEM,
        arg("--cost", metavar="AMOUNT", help="such as 1250000 or 1,250,000.50"),
        arg("--currency", metavar="CODE", help="such as USD (else the plan's)"),
        arg("--lead", dest="lead_months", type=whole, metavar="MONTHS", help="from decision to delivery"),
        arg("--by", metavar="NAME", help="who would deliver it"),
        NOTE,
    ),
    _edit(
        "weigh",
        "how much a benefit matters: orders what comes next",
        "weigh_benefit",
        BENEFIT,
        arg("weight", type=whole, metavar="WEIGHT", help="1 (as every other) to 1000"),
    ),
    _edit(
        "expect",
        "when a condition will be met",
        "expect_condition",
        CELL,
        arg("day", metavar="DAY", help="the day expected"),
        SYSTEM,
        arg("--given", metavar="DAY", help="when this was said (else today)"),
        MADE_BY,
        NOTE,
    ),
    _edit("tie", "an obligation waits for a project, milestone or cell", "tie_obligation", OBLIGATION, *TIED),
    _edit("untie", "it waits for that no more", "untie_obligation", OBLIGATION, *TIED),
    _edit(
        "meet",
        "a filing met an obligation",
        "meet_obligation",
        OBLIGATION,
        arg("filing", metavar="FILING", help="which one, such as 'Compliance filing 3'"),
        DAY,
    ),
    _edit("reopen", "an obligation is not met after all", "reopen_obligation", OBLIGATION),
    _edit("set driver", "a driver's name, unit or note", "change_driver", DRIVER, SYSTEM, NAME, UNIT, NOTE),
    _edit(
        "set waypoint",
        "a waypoint's name, day or note",
        "change_waypoint",
        WAYPOINT,
        NAME,
        arg("--day", metavar="DAY", help="its new day"),
        NOTE,
    ),
    _edit(
        "set measure",
        "a measure's name, unit, baseline or target",
        "change_measure",
        MEASURE,
        SYSTEM,
        NAME,
        *FIGURES,
    ),
    _edit(
        "set obligation",
        "an obligation's title, due day, owner or place",
        "change_obligation",
        OBLIGATION,
        arg("--docket", metavar="TEXT", help="the order"),
        arg("--paragraph", metavar="TEXT", help="where in the order"),
        arg("--title", metavar="TEXT", help="what is asked"),
        arg("--due", metavar="DAY", help="by when"),
        OWNER,
        NOTE,
    ),
    _edit("remove driver", "a driver with readings and triggers", "remove_driver", DRIVER, SYSTEM),
    _edit(
        "remove reading",
        "a reading of a driver or measure",
        "remove_reading",
        arg("day", metavar="DAY", help="the day that it is of"),
        *READ,
    ),
    _edit(
        "remove trigger",
        "a driver's trigger",
        "remove_trigger",
        DRIVER,
        *CALLED,
        arg("--level", metavar="LEVEL", help="where it has several for that"),
        SYSTEM,
    ),
    _edit("remove waypoint", "a waypoint with its cells", "remove_waypoint", WAYPOINT),
    _edit(
        "remove waypoint-cells",
        "a waypoint asks for cells no more",
        "remove_waypoint_cells",
        WAYPOINT,
        CELLS,
        SYSTEMS,
    ),
    _edit("remove measure", "a measure with its readings", "remove_measure", MEASURE, SYSTEM),
    _edit("remove estimate", "the estimate on a gap", "remove_estimate", CELL, SYSTEM),
    _edit("remove expectation", "the day expected for a condition", "forget_expectation", CELL, SYSTEM),
    _edit("remove obligation", "an obligation entered in error", "remove_obligation", OBLIGATION),
    _edit(
        "remove budget",
        "a year's money of a project",
        "remove_budget",
        PROJECT,
        arg("year", type=whole, help="such as 2027"),
        arg("kind", choices=("capital", "operating"), help="what the money is for"),
        arg("--docket", metavar="TEXT", help="where it is recovered"),
    ),
)
