"""The tables that a plan's document makes when it is laid flat: one for each of its lists.

Their columns are read from the published JSON Schema of a plan's YAML, so that a table without rows has its
headings too. The words of the plan's file are the headings; what stands within a mapping is joined to its key
(`voided_day`). A list within a list has the columns that name the row to which it belongs, and list of names
(`systems`) is spread over rows, one each (`system`).
"""

import json
from functools import cache
from typing import Any, Literal, NamedTuple

from te_planner.exchange.yaml_schemas import schema_text

Kind = Literal["text", "day", "whole", "figure", "amount", "flag"]


class Column(NamedTuple):
    """A heading, the keys that lead to the value within an entry, and what kind of value it is."""

    heading: str
    keys: tuple[str, ...]
    kind: Kind


class Shape(NamedTuple):
    """A table. `path`: the list's key, and that of the list within each of its entries.

    `owner`: heading -> the owner's key that it repeats. `spread`: the column whose cell is one of a list.
    `ordered`: the order of the rows says something, so a column tells it.
    """

    name: str
    path: tuple[str, ...]
    owner: tuple[tuple[str, str], ...]
    columns: tuple[Column, ...]
    spread: str
    ordered: bool

    @property
    def headings(self) -> tuple[str, ...]:
        own = tuple(each.heading for each in self.columns)
        return (*(heading for heading, _ in self.owner), *own, *((ORDER,) if self.ordered else ()))


ORDER = "order"
PLAN = "plan"
PIECES = ("overlays", "data")
"""An overlay's data, which have a form of their own: as JSON in pieces that fit a cell."""

NAMES = {
    ("projects", "status"): "status_changes",
    ("projects", "depends_on"): "dependencies",
    ("stage_picks", "evidence"): "pick_evidence",
    ("statements", "evidence"): "evidence",
    ("waypoints", "cells"): "waypoint_cells",
    ("measures", "readings"): "measure_readings",
    ("obligations", "ties"): "obligation_ties",
    ("given_up", "cells"): "given_up_cells",
    ("overlays", "data"): "overlay_data",
    ("estimates",): "gap_estimates",
    ("weights",): "benefit_weights",
}
"""Tables whose last key does not say what is in them."""

OWNERS = {
    "projects": (("project", "key"),),
    "stage_picks": (("pick", "seq"),),
    "statements": (("statement", "seq"),),
    "drivers": (("driver", "name"), ("system", "system")),
    "waypoints": (("waypoint", "name"),),
    "measures": (("benefit", "benefit"), ("measure", "name"), ("system", "system")),
    "obligations": (("docket", "docket"), ("paragraph", "paragraph")),
    "given_up": (("edition", "edition"), ("data_version", "data_version"), ("adopted", "adopted")),
    "overlays": (("overlay", "name"),),
}
ORDERED = ("overlays", "status_changes", "milestones", "question_answers", "given_up", "overlay_data")
RENAMED = {("dependencies", "project"): "on"}


@cache
def shapes() -> tuple[Shape, ...]:
    """All tables, in the order of the plan's document: a list before those within it."""
    schema = json.loads(schema_text("plan") or "")
    properties = _inlined(schema["properties"], schema["$defs"])
    found = [Shape(PLAN, (), (), _plan_columns(properties), "", ordered=False)]
    for key, told in properties.items():
        if told.get("type") == "array":
            found.append(_shape((key,), told["items"]))
            found += [_shape((key, inner), part["items"]) for inner, part in _lists(told["items"])]
            if key == PIECES[0]:
                found.append(_shape(PIECES, {"properties": {"piece": {"type": "string"}}}))
    return tuple(found)


def _inlined(part: Any, definitions: dict[str, Any]) -> Any:
    """A part of the schema, with the definitions to which it refers in their places."""
    if isinstance(part, list):
        return [_inlined(each, definitions) for each in part]
    if not isinstance(part, dict):
        return part
    if isinstance(named := part.get("$ref"), str):
        return _inlined(definitions[named.rpartition("/")[2]], definitions)
    return {key: _inlined(each, definitions) for key, each in part.items()}


def _plan_columns(properties: dict[str, Any]) -> tuple[Column, ...]:
    own = [Column(key, (PLAN, key), "text") for key in properties[PLAN]["properties"]]
    return (Column("format", ("format",), "text"), *own, Column("about", ("about",), "text"))


def _lists(entry: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """The lists of mappings within an entry."""
    return [(key, part) for key, part in entry["properties"].items() if "properties" in part.get("items", {})]


def _shape(path: tuple[str, ...], entry: dict[str, Any]) -> Shape:
    name = NAMES.get(path, path[-1])
    columns, spread = [], ""
    for key, part in entry["properties"].items():
        if (*path, key) == PIECES or (key, part) in _lists(entry):
            continue
        if "properties" in part:
            columns += [
                Column(f"{key}_{each}", (key, each), _kind(of)) for each, of in part["properties"].items()
            ]
        elif part.get("type") == "array":
            spread = key.removesuffix("s")
            columns.append(Column(spread, (key,), "text"))
        else:
            columns.append(Column(RENAMED.get((name, key), key), (key,), _kind(part)))
    owner = OWNERS[path[0]] if len(path) > 1 else ()
    return Shape(name, path, owner, tuple(columns), spread, name in ORDERED)


def _kind(part: dict[str, Any]) -> Kind:
    if part.get("format") == "date":
        return "day"
    if part.get("type") == ["number", "string"]:
        return "amount"
    if part.get("type") == "boolean":
        return "flag"
    if part.get("type") == "integer" or part.get("enum", [""])[0] == 1:
        return "whole"
    return "figure" if part.get("type") == "number" else "text"
