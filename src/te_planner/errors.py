"""The one kind of error that a planner sees: what, where, and what to do."""

TYPE_CHECKING = False  # as typing has it, whose import --version does without
if TYPE_CHECKING:
    import re

QUOTED = 200
"""Characters: what somebody typed is quoted in a message up to there."""


class PlannerError(Exception):
    """Something a planner can act on; its text is shown as it is, in one to three lines.

    What it quotes (“…”) is kept to one line, and short: somebody may have pasted a book.
    """

    exit_code = 1
    command = ""
    """The command that failed so, where it was one."""

    def __init__(self, text: str) -> None:
        import re  # most calls tell of no error

        super().__init__(re.sub("“([^”]*)”", _quoted, text))


def _quoted(found: "re.Match[str]") -> str:
    words = found[1] if len(found[1]) <= QUOTED else f"{found[1][:QUOTED]}…"
    return f"“{' '.join(words.splitlines())}”"


class WrongCall(PlannerError):
    """A value that cannot be taken: an unknown reference, a share of 130 %, a cyclic dependency."""

    exit_code = 2


class Unreadable(PlannerError):
    """A plan or roadmap file that could not be read or written."""

    exit_code = 3


class Unforeseen(PlannerError):
    """The program itself failed; its text says where the log is, and that what was confirmed is saved."""

    exit_code = 3
