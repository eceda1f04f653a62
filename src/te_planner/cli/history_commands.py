"""The commands that look back: what moved, readiness over time, and what was frozen."""

from te_planner.cli.commands import AS_OF, DOCUMENT, FORMAT, PLAIN, PLAN, SYSTEMS, Command, arg

FREEZE = arg("name", metavar="NAME", help="its name, such as 'Rate case 2027'")

PAST = (
    Command(
        "diff",
        "history",
        "what moved between two days, or since a freeze, and what moved it",
        "diff:diff",
        (
            arg("--from", metavar="DAY", help="the earlier day"),
            arg("--to", metavar="DAY", help="the later day (else today)"),
            arg("--known", action="store_true", help="as known on each day (else by all known now)"),
            arg("--freeze", metavar="NAME", help="from what was frozen, to now"),
            PLAN,
            SYSTEMS,
            FORMAT,
            PLAIN,
        ),
    ),
    Command(
        "series",
        "history",
        "readiness of each transition over time, by all known now",
        "series:series",
        (
            arg("--from", required=True, metavar="DAY", help="the first day"),
            arg("--to", metavar="DAY", help="the last day (else today)"),
            arg("--every", choices=("month", "quarter", "year"), default="month", help="how often"),
            PLAN,
            SYSTEMS,
            FORMAT,
            PLAIN,
        ),
    ),
    Command(
        "freeze",
        "history",
        "keep all figures as approved; nothing changes or removes them",
        "freezes:freeze",
        (
            FREEZE,
            arg("--approved-by", required=True, metavar="NAME", help="who approved the figures"),
            arg("--note", default="", metavar="TEXT", help="a note, such as the docket"),
            AS_OF,
            PLAN,
            arg("--who", metavar="NAME", help="who freezes them (else your account's name)"),
            arg("--why", default="", metavar="TEXT", help="why, for the journal"),
        ),
        "freeze",
    ),
    Command(
        "freeze show",
        "history",
        "the figures as they were frozen; 1 where they no longer fit",
        "freezes:show",
        (
            FREEZE,
            PLAN,
            DOCUMENT,
        ),
    ),
    Command("freezes", "history", "what was frozen", "freezes:freezes", (PLAN, FORMAT)),
)
