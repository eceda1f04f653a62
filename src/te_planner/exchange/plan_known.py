"""What the references in a plan's file may name, and how a dangling one is told."""

from difflib import get_close_matches
from typing import NamedTuple

from te_planner.exchange.yaml_fields import Fields
from te_planner.roadmap.block import shown
from te_planner.roadmap.model import Roadmap


class Known(NamedTuple):
    """The cells of the roadmap, and the names that the file itself gives."""

    roadmap: Roadmap
    regions: tuple[str, ...]
    systems: tuple[str, ...]
    projects: tuple[str, ...]


def unique(top: Fields, what: str, found: list[str]) -> tuple[str, ...]:
    """The names, each once; one that stands twice is a problem."""
    for name in sorted({name for name in found if found.count(name) > 1}):
        top.problem(f"the {what} {name!r} stands twice", f"Give each {what} its own.")
    return tuple(dict.fromkeys(found))


def system_name(fields: Fields, known: Known) -> str:
    return fields.one_of("system", known.systems, what="system of this file")


def cell_ref(fields: Fields, key: str, known: Known, lanes: str, what: str) -> str:
    """A cell of the roadmap in one of the lanes."""
    value = fields.data.pop(key, None)
    cell = known.roadmap.cells.get(value) if isinstance(value, str) else None
    if cell and cell.lane in lanes:
        return cell.ref
    if cell:
        fields.problem(f"{key!r} is {value}, not {what}", "Name another cell.")
        return ""
    near = get_close_matches(str(value), known.roadmap.cells, n=3)
    fields.problem(
        f"{key!r} is {shown(value)}, no cell of the roadmap", f"Near: {', '.join(near) or 'none'}."
    )
    return ""
