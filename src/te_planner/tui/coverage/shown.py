"""What of Coverage is shown: its section, and the choices within it."""

from typing import Literal, NamedTuple

from te_planner.roadmap.model import Cell
from te_planner.tui.pair import matches

ALL = "all"
Section = Literal["matrix", "path", "drivers", "obligations", "gaps", "wins"]
SECTIONS: tuple[Section, ...] = ("matrix", "path", "drivers", "obligations", "gaps", "wins")
OF_KIND: dict[str, Section] = {
    "waypoint": "path", "path": "path", "driver": "drivers", "trigger": "drivers",
    "obligation": "obligations",
}  # fmt: skip
"""The section that shows a target of a kind."""


class Choices(NamedTuple):
    """`by`: what the matrix has as columns, systems or projects (empty: projects where there is one system);
    `moved`: how many columns lie to the left of what is seen."""

    section: Section = "matrix"
    track: str = ALL
    stage: str = ALL
    by: str = ""
    moved: int = 0
    needle: str = ""

    def has(self, cell: Cell) -> bool:
        """Whether a cell is of the track and stage that are shown."""
        return self.track in (ALL, cell.track) and self.stage in (ALL, str(cell.stage))

    def fits(self, *texts: str) -> bool:
        """Whether the texts have the words that are searched for."""
        return matches(self.needle, *texts)
