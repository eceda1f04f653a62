"""A real plan file over a small roadmap, and a short way to edit it."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from support.plans import once
from support.small import cell, roadmap
from te_planner.plan.journal import Entry
from te_planner.plan.store import Plan, create_plan, open_plan
from te_planner.plan.transaction import Edit, apply
from te_planner.roadmap.model import Measure, Roadmap

TODAY = "2026-11-24"
CELLS = roadmap(
    cell("RPE01.1"),
    cell("RPE01.2"),
    cell("BME01.1", nature="condition"),
    cell("DAE02.1", nature="baseline"),
    cell("RPR01.1"),
    cell("RPB01.1", requires=["RPE01.1"], through=["RPR01.1"]),
    cell("RPB01.2", requires=["RPE01.2"]),
)
ROAD = Roadmap(CELLS.parts._replace(measures={"RPB01.1": (Measure("Cost of metering", "USD", "down"),)}))
Do = Callable[..., Entry]


def doing(plan: Plan) -> Do:
    """Make an edit as Ann would today."""

    def edit(change: Edit, **values: Any) -> Entry:
        return apply(plan, change, roadmap=ROAD, today=TODAY, who="ann", **values)

    return edit


def new_plan(folder: Path, name: str = "small", furnish: Callable[[Do], None] | None = None) -> Plan:
    """`ours.db`, a new plan over the small roadmap with these edits; made once a test run, then copied."""

    def make(path: Path) -> None:
        with create_plan(path, name="Ours", roadmap=ROAD, today=TODAY, who="ann") as plan:
            if furnish:
                furnish(doing(plan))

    return open_plan(Path(shutil.copy(once(name, make), folder / "ours.db")))


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[Plan]:
    with new_plan(tmp_path) as opened:
        yield opened


@pytest.fixture
def do(plan: Plan) -> Do:
    """Make an edit as Ann would today."""
    return doing(plan)
