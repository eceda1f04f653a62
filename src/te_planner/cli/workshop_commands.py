"""The commands of a workshop on the ten questions of 4.6.2."""

from te_planner.cli.commands import AS_OF, FORMAT, PLAIN, PLAN, Command, arg, whole
from te_planner.cli.edit_commands import CHANGE, DAY, MADE_BY

WORKSHOP = (
    Command(
        "questions",
        "list",
        "the ten questions of 4.6.2, with what a workshop answered",
        "workshop:questions",
        (
            arg("--open", dest="only", action="store_const", const="open", help="only open ones"),
            arg("--answered", dest="only", action="store_const", const="answered", help="only answered ones"),
            PLAN,
            AS_OF,
            FORMAT,
            PLAIN,
        ),
    ),
    Command(
        "answer",
        "change",
        "a workshop's answer to one of the ten questions",
        "changes:change",
        (
            arg("question", type=whole, metavar="NUMBER", help="1 to 10, as questions lists them"),
            arg("answer", metavar="TEXT", help="the answer, in your own words"),
            MADE_BY,
            DAY,
            *CHANGE,
        ),
        "answer_question",
    ),
)
