"""docs/reference/schemas.md: what is published about the JSON of commands and the YAML files."""

import json
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from te_planner.exchange.yaml_schemas import schema_names, schema_text

HEAD = """# JSON and YAML schemas

Made by `make docs` from the JSON Schemas that the program ships. Keys never change their meaning within a
version; what is new comes as a further key. A test holds what each command prints to its schema.

Most of what is printed as JSON says first what it is of:

| key | is |
| --- | --- |
| `schema` | the name and version, such as `te-planner/status/1` |
| `plan` | the plan's name and whose it is |
| `as_of`, `known_on` | the day that the figures are of, and the day on which the plan said so |
| `roadmap`, `rules` | the edition of the roadmap's data, and the version of the rules |
| `journal` | the number of entries and the last one's hash, which `check --against` takes |

Where that is so, the tables below leave these keys out.
"""
SHELF = files("te_planner.exchange").joinpath("schemas")
SAID_FIRST = ("schema", "plan", "as_of", "known_on", "forecasts", "roadmap", "rules", "journal")


@cache
def published() -> dict[str, str]:
    """The name of the schema of each command that has one."""
    names = sorted(each.name for each in SHELF.iterdir() if each.name.endswith(".json"))
    return {_command(each): each for each in (name.removesuffix(".json") for name in names)}


def _command(name: str) -> str:
    return {
        "check-against": "check --against", "roadmap": "roadmap show", "search": "roadmap search",
        "roadmap-check": "roadmap check", "roadmap-diff": "roadmap diff",
    }.get(name, name)  # fmt: skip


@cache
def _read(name: str) -> dict[str, Any]:
    text = SHELF.joinpath(f"{name}.json").read_text(encoding="utf-8")
    return dict(json.loads(text))


def _values() -> Iterator[str]:
    """The named values that are no objects; a name is the same in all schemas."""
    yield "| value | is |"
    yield "| --- | --- |"
    known: dict[str, str] = {}
    for schema in map(_read, published().values()):
        for name, each in schema.get("$defs", {}).items():
            if not each.get("properties"):
                said = _cell(each.get("description", "")) or _kind(each)
                if "pattern" in each:
                    said = f"{_kind(each)}, `{_cell(each['pattern'])}`"
                known.setdefault(name, said)
    yield from (f"| {name} | {said} |" for name, said in sorted(known.items()))


def page() -> str:
    """The schemas of commands, then those of YAML files, each with its keys."""
    parts = [HEAD, "## What values are", "", *_values(), "", "## What commands print", ""]
    for command, name in published().items():
        parts += [f"### {name}", "", f"`te-planner {command} --format json`", "", *_schema(_read(name)), ""]
    parts += [
        "## YAML files",
        "",
        "`te-planner roadmap schema NAME` prints one: an editor that knows the YAML ",
    ]
    parts[-1] += "language server\ncompletes and checks by it."
    parts.append("")
    for name, what in schema_names().items():
        parts += [f"### {name}.yaml", "", f"{what}.", "", *_schema(json.loads(schema_text(name) or "")), ""]
    return "\n".join(parts)


def _schema(schema: dict[str, Any]) -> Iterator[str]:
    """The keys of the whole, then those of the objects in it that have a name."""
    yield from _keys(schema)
    for name, each in schema.get("$defs", {}).items():
        if each.get("properties") and name not in SAID_FIRST:
            yield ""
            about = each.get("description", "")
            yield f"**{name}**{': ' + _cell(about) if about else ''}"
            yield ""
            yield from _keys(each)


def _keys(schema: dict[str, Any]) -> Iterator[str]:
    required, keys = schema.get("required", []), schema.get("properties", {})
    left_out = SAID_FIRST if set(SAID_FIRST) <= set(keys) else ()
    yield "| key | is | means |"
    yield "| --- | --- | --- |"
    for key, value in keys.items():
        if key not in left_out:
            means = (
                value.get("description", "")
                if key in required
                else f"{value.get('description', '')} May lack."
            )
            yield f"| `{key}` | {_kind(value)} | {_cell(means)} |"


def _kind(value: dict[str, Any]) -> str:
    """In a few words what a value is."""
    if "$ref" in value:
        return str(value["$ref"]).rsplit("/", 1)[-1]
    if "const" in value:
        return f"`{value['const']}`"
    if "enum" in value:
        return ", ".join("null" if each is None else f"`{each}`" for each in value["enum"])
    for key in ("anyOf", "oneOf"):
        if key in value:
            return " or ".join(dict.fromkeys(_kind(each) for each in value[key]))
    kind = value.get("type", "")
    if kind == "array":
        return f"list of {_kind(value['items'])}" if "items" in value else "list"
    if kind == "object" and isinstance(value.get("additionalProperties"), dict):
        return f"object of {_kind(value['additionalProperties'])}"
    if kind == "object" and value.get("properties"):
        return f"object ({', '.join(value['properties'])})"
    return " or ".join(kind) if isinstance(kind, list) else str(kind) or "anything"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
