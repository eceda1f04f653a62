"""The part of JSON Schema that our published schemas use; anything beyond it is an error, not a pass.

`jsonschema` itself is not among the tools that the project locks. Properties that a schema does not name are
refused as well: a key that nobody published would be a promise by accident.
"""

import json
import re
from pathlib import Path
from typing import Any

import te_planner.exchange

SCHEMAS = Path(te_planner.exchange.__file__).with_name("schemas")
TYPES = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "null": type(None),
}
KNOWN = {
    "$schema", "$id", "$defs", "$ref", "title", "description", "type", "required", "properties",
    "additionalProperties", "items", "enum", "const", "anyOf", "pattern", "minimum", "maximum",
}  # fmt: skip


def schema(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((SCHEMAS / f"{name}.json").read_text(encoding="utf-8"))
    return found


def problems(name: str, data: Any) -> list[str]:
    """Where the data are not what the schema of this name says."""
    whole = schema(name)
    return _problems(data, whole, whole, "$")


def _problems(data: Any, part: dict[str, Any], whole: dict[str, Any], place: str) -> list[str]:
    assert set(part) <= KNOWN, f"this check does not know {set(part) - KNOWN}"
    if "$ref" in part:
        name = part["$ref"].removeprefix("#/$defs/")
        return _problems(data, whole["$defs"][name], whole, place)
    if "anyOf" in part:
        ways = [_problems(data, way, whole, place) for way in part["anyOf"]]
        return [] if any(not way for way in ways) else min(ways, key=len)
    found = _value(data, part, place)
    if isinstance(data, dict) and not found:
        found += _object(data, part, whole, place)
    if isinstance(data, list) and "items" in part:
        for number, item in enumerate(data):
            found += _problems(item, part["items"], whole, f"{place}[{number}]")
    return found


def _value(data: Any, part: dict[str, Any], place: str) -> list[str]:
    kind = part.get("type")
    if kind and (
        not isinstance(data, TYPES[kind]) or (kind in ("integer", "number") and isinstance(data, bool))
    ):
        return [f"{place}: {data!r} is no {kind}"]
    if "enum" in part and data not in part["enum"]:
        return [f"{place}: {data!r} is none of {part['enum']}"]
    if "const" in part and data != part["const"]:
        return [f"{place}: {data!r} is not {part['const']!r}"]
    if "pattern" in part and not re.search(part["pattern"], data):
        return [f"{place}: {data!r} is not {part['pattern']}"]
    if not part.get("minimum", data) <= data <= part.get("maximum", data) if kind == "integer" else False:
        return [f"{place}: {data!r} is out of range"]
    return []


def _object(data: dict[str, Any], part: dict[str, Any], whole: dict[str, Any], place: str) -> list[str]:
    found = [f"{place}: {key} is missing" for key in part.get("required", ()) if key not in data]
    named = part.get("properties", {})
    other = part.get("additionalProperties")
    for key, value in data.items():
        if key in named or other:
            found += _problems(value, named.get(key, other), whole, f"{place}.{key}")
        else:
            found.append(f"{place}: {key} is not published")
    return found
