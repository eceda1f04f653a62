"""What the references in a plan's file may name, and how a dangling one is told."""

from difflib import get_close_matches
from typing import Any, NamedTuple

from te_planner.exchange.planfile.file import Step
from te_planner.exchange.planfile.yaml_fields import Fields
from te_planner.roadmap.block import shown
from te_planner.roadmap.model import Roadmap


class Known(NamedTuple):
    """The cells of the roadmap, and the names that the file itself gives."""

    roadmap: Roadmap
    regions: tuple[str, ...]
    systems: tuple[str, ...]
    projects: tuple[str, ...]
    waypoints: tuple[str, ...]


def step(fields: Fields, edit: str, values: dict[str, Any]) -> Step:
    """A step that these fields ask for."""
    return Step(fields.place, edit, values, fields.line_of(), fields.file)


def in_order(fields: list[Fields], what: str) -> list[Fields]:
    """By `seq`, the order of entry, where the entries have one; else as they stand."""
    numbers = [each.number("seq") for each in fields]
    given = [number for number in numbers if number is not None]
    if not given:
        return fields
    if len(given) < len(fields):
        lacking = fields[numbers.index(None)]
        lacking.problem(f"has no 'seq', as other {what} have", "Write it for each of them, or for none.")
        return fields
    if len(set(given)) < len(given):
        twice = max(number for number in given if given.count(number) > 1)
        fields[numbers.index(twice)].problem(f"'seq' {twice} stands twice", f"Number the {what} apart.")
    return [each for _, each in sorted(zip(given, fields, strict=True), key=lambda pair: pair[0])]


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
