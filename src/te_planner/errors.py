"""The one kind of error that a planner sees: what, where, and what to do."""


class PlannerError(Exception):
    """Something a planner can act on; its text is shown as it is, in one to three lines."""

    exit_code = 1


class WrongCall(PlannerError):
    """A value that cannot be taken: an unknown reference, a share of 130 %, a cyclic dependency."""

    exit_code = 2


class Unreadable(PlannerError):
    """A plan or roadmap file that could not be read or written."""

    exit_code = 3


class Unforeseen(PlannerError):
    """The program itself failed; its text says where the log is, and that what was confirmed is saved."""

    exit_code = 3
