"""The commands about the program itself."""

from te_planner.cli.commands import PLAIN, PLAN, Command, arg

SHELLS = ("bash", "zsh", "fish", "powershell")

HELPERS = (
    Command(
        "guide",
        "program",
        "the pages that explain it all, from the first plan to each figure",
        "guide:guide",
        (arg("page", nargs="?", default="", metavar="PAGE", help="which; without it, all are listed"),),
    ),
    Command(
        "doctor",
        "program",
        "versions, terminal, files, is the plan sound: to be pasted into a question",
        "doctor:doctor",
        (PLAN, arg("--format", choices=("table", "json"), default="table", help="how to print it"), PLAIN),
    ),
    Command(
        "completion",
        "program",
        "the script by which a shell completes te-planner's words",
        "completion:completion",
        (arg("shell", choices=SHELLS, help="which shell"),),
    ),
    Command(
        "completion answer",
        "program",
        "what that script asks: which words may come next",
        "completion:answer",
        (arg("words", nargs="*", metavar="WORD", help="the begun word, behind a dot, and those before it"),),
    ),
)
