"""What the sections of a report are made from."""

from typing import NamedTuple

from te_planner.exchange.sides import Sides
from te_planner.plan.snapshot import Day
from te_planner.readiness.model import Readiness, SystemReadiness


class Material(NamedTuple):
    """The figures, the systems asked for, and what a reader may see.

    `chosen`: the ids of the systems asked for, None for all. `public`: the snapshot holds nothing internal
    any more (`public.py`), and internal projects have no row. `since`: what to tell changes against.
    `files`: evidence id -> how the file beside the plan stands; None where nobody looked.
    """

    readiness: Readiness
    systems: tuple[SystemReadiness, ...]
    chosen: frozenset[str] | None
    made_on: Day
    command: str
    public: bool = False
    since: Sides | None = None
    files: dict[str, str] | None = None

    def told(self, project_id: str) -> bool:
        """Whether a project may have rows of its own."""
        return not (self.public and self.readiness.projects[project_id].project.internal)
