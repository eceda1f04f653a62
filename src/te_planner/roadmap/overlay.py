"""An overlay as data: what somebody adds to the roadmap, and where in its files each of it stands."""

import hashlib
from typing import Any, NamedTuple

from te_planner.roadmap.block import Problem
from te_planner.roadmap.model import Crosswalk, Measure, Row

FORMAT = "te-planner/overlay/1"


class Spot(NamedTuple):
    """Where something stands in an overlay: file, reference, its line and those of its keys (0: unknown)."""

    file: str
    place: str
    line: int = 0
    lines: dict[Any, int] = {}  # noqa: RUF012  # never changed

    def problem(self, text: str, remedy: str, key: str = "") -> Problem:
        return Problem(self.file, self.place, text, remedy, self.lines.get(key, self.line))


class RowPut(NamedTuple):
    """A row that is new or replaces one; `cells`: where each of its cells stands."""

    spot: Spot
    row: Row
    cells: dict[str, Spot]


class Reword(NamedTuple):
    """A new text for a cell, or title for a row; `raised`: what the cell asks for changes."""

    spot: Spot
    ref: str
    text: str
    raised: bool
    why: str


class RequirementPut(NamedTuple):
    spot: Spot
    benefit: str
    add: tuple[str, ...]
    withdraw: tuple[str, ...]
    why: str
    confidence: str


class HintPut(NamedTuple):
    spot: Spot
    cell: str
    add: tuple[str, ...]
    withdraw: tuple[str, ...]


class MeasurePut(NamedTuple):
    spot: Spot
    benefit: str
    add: tuple[Measure, ...]


class CrosswalkPut(NamedTuple):
    """Links to add; to withdraw: the names of standards."""

    spot: Spot
    cell: str
    add: tuple[Crosswalk, ...]
    withdraw: tuple[str, ...]


class Overlay(NamedTuple):
    """All that one overlay says, in the order of its files; `content` is the same as JSON."""

    spot: Spot
    name: str
    space: str
    version: str
    title: str
    statement: str
    rows: tuple[RowPut, ...]
    replace: tuple[RowPut, ...]
    rewords: tuple[Reword, ...]
    requirements: tuple[RequirementPut, ...]
    hints: tuple[HintPut, ...]
    measures: tuple[MeasurePut, ...]
    crosswalk: tuple[CrosswalkPut, ...]
    content: str

    @property
    def fingerprint(self) -> str:
        return fingerprint_of(self.content)


def fingerprint_of(content: str) -> str:
    """The SHA-256 of an overlay's content."""
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()
