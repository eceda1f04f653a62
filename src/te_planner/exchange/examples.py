"""The example plans that ship with the program, as YAML."""

from pathlib import Path
from typing import NamedTuple

from te_planner.errors import WrongCall
from te_planner.exchange.planfile.file import PlanData, fill, load_plan_file
from te_planner.plan.snapshot import Day
from te_planner.roadmap.files import data_folder
from te_planner.roadmap.model import Roadmap

DEMO = "harborview"
"""The example that `demo` opens."""


class Example(NamedTuple):
    """An example plan: `name` to ask for it, the plan's `title`, and a `note` on the utility."""

    name: str
    title: str
    note: str
    path: Path


def list_examples(roadmap: Roadmap, folder: Path | None = None) -> tuple[Example, ...]:
    """The example plans by name. Raises Unreadable where one is not sound."""
    found = []
    for path in sorted((folder or data_folder("plans")).glob("*.yaml")):
        data = load_plan_file(path, roadmap)
        found.append(Example(path.stem, data.name, data.note, path))
    return tuple(found)


def find_example(name: str, folder: Path | None = None) -> Path:
    """The YAML of an example; an unknown one is told with those that are there."""
    folder = folder or data_folder("plans")
    known = {path.stem: path for path in sorted(folder.glob("*.yaml"))}
    if name in known:
        return known[name]
    raise WrongCall(f"There is no example {name!r}. Known are: {', '.join(known) or 'none'}.")


def new_from_example(
    path: Path, name: str, *, roadmap: Roadmap, today: Day, who: str, title: str | None = None
) -> None:
    """A new plan file, filled from an example in one journal entry; never over an existing file.

    `title` names the plan otherwise than the example does. Nothing is left where something fails.
    """
    data = load_plan_file(find_example(name), roadmap)
    # a computer whose clock lies behind the example's last day can open it all the same
    day = max(today, data.last.day)
    _create_filled(path, data, roadmap=roadmap, today=day, who=who, title=title)


def new_from_file(
    path: Path, source: Path, *, roadmap: Roadmap, today: Day, who: str, title: str | None = None
) -> None:
    """A new plan file, filled from a plan's YAML. Raises WrongCall where it tells of days after today."""
    data = load_plan_file(source, roadmap)
    if data.last.day > today:
        raise WrongCall(
            f"{data.file}: {data.last.place}: {data.last.day} lies after today, {today}.\n"
            "What has happened cannot lie ahead: mend the day."
        )
    _create_filled(path, data, roadmap=roadmap, today=today, who=who, title=title)


def _create_filled(
    path: Path, data: PlanData, *, roadmap: Roadmap, today: Day, who: str, title: str | None = None
) -> None:
    """The plan file of read data."""
    import logging

    from te_planner.plan.store import create_plan
    from te_planner.plan.transaction import apply

    # what it tells of an interrupt is not for the planner
    logging.getLogger("sqlalchemy").addHandler(logging.NullHandler())
    plan = create_plan(
        path,
        name=title or data.name,
        stakeholder=data.stakeholder,
        note=data.note,
        currency=data.currency,
        roadmap=roadmap,
        today=today,
        who=who,
    )
    try:
        with plan:
            if data.steps:
                apply(plan, fill, roadmap=roadmap, today=today, who=who, data=data)
    except BaseException:  # an interrupt too leaves no half of a plan
        path.unlink(missing_ok=True)
        raise
