"""A plan as YAML (`te-planner/plan/1`): read strictly into edits, then made in one transaction."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from te_planner.errors import Unreadable, WrongCall
from te_planner.plan.snapshot import Day
from te_planner.roadmap.files import read_bounded
from te_planner.roadmap.model import Roadmap

if TYPE_CHECKING:
    from te_planner.plan.transaction import Transaction

FORMAT = "te-planner/plan/1"
LARGEST = 32_000_000
"""Bytes of a plan's file: ten thousand projects with a hundred thousand milestones take 24 million. More fit
a folder or a workbook, whose files are read one by one."""


class Step(NamedTuple):
    """One edit of `te_planner.plan.edits` (or of `planfile.restore`) with its values.

    `place`, `line` and `file` are where it is asked for; the line is 0 where nobody knows.
    """

    place: str
    edit: str
    values: dict[str, Any]
    line: int = 0
    file: str = ""


class LastDay(NamedTuple):
    """The latest day of what a file says has happened, and the place that says so."""

    day: Day
    place: str


class PlanData(NamedTuple):
    """A plan's file: whose plan it is, and the edits that make it.

    The plan cannot be filled before the day of `last`.
    """

    file: str
    name: str
    stakeholder: str
    note: str
    currency: str
    steps: tuple[Step, ...]
    last: LastDay


def load_plan_file(path: Path, roadmap: Roadmap) -> PlanData:
    """A plan's file or folder in any form that `export` writes, checked against the roadmap.

    Raises PlanFileInvalid, which lists every problem with file, place and remedy, or Unreadable.
    """
    from te_planner.exchange.planfile.formats import read_document
    from te_planner.exchange.planfile.steps import plan_of

    return plan_of(read_document(path), roadmap)


def read_bytes(path: Path) -> bytes:
    """The file as it is; Unreadable where it cannot be read."""
    try:
        return read_bounded(path, LARGEST)
    except Unreadable as error:
        raise Unreadable(f"The plan's file cannot be read: {error}\nName what export has written.") from error


def read_inside(path: Path, folder: Path) -> bytes:
    """A file of a folder; Unreadable where it leads out of it: its sender may have made a link."""
    try:
        inside = path.resolve(strict=True).is_relative_to(folder.resolve(strict=True))
    except (OSError, RuntimeError):  # a link to nothing, or to itself: opening it says so
        inside = True
    if not inside:
        raise Unreadable(f"{path} is a link that leads out of the folder. Put the file itself there.")
    return read_bytes(path)


def fill(tx: "Transaction", data: PlanData) -> str:
    """All that the file holds, as one edit: one journal entry, or nothing where something is refused."""
    from te_planner.exchange.planfile.restore import RESTORED
    from te_planner.plan import edits

    for step in data.steps:
        file = step.file or data.file
        with _placed(f"{file}:{step.line}" if step.line else file, step.place):
            edit = RESTORED.get(step.edit) or getattr(edits, step.edit)
            edit(tx, **step.values)
    return f"Fill the plan from {data.file}"


@contextmanager
def _placed(file: str, place: str) -> Iterator[None]:
    try:
        yield
    except WrongCall as error:
        raise WrongCall(f"{file}: {place}: {error}") from error
