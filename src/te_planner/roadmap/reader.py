"""YAML, read strictly and within bounds: no aliases, no tags that call code, no doubled keys, no bombs."""

import re
from collections.abc import Iterator
from typing import Any

import yaml

from te_planner.roadmap.block import Block, Lined, Problem, RoadmapInvalid
from te_planner.roadmap.files import LARGEST as LARGEST

DEEPEST = 12
"""Mappings and lists within one another; ours go five deep."""

DENSEST = 8
"""Bytes of a file for each of its keys, values, lists and mappings, at least; ours have nine and more.
What is built of one takes hundreds of bytes, so a file of `[],[],[],` would fill the memory."""

WHOLE = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})$")
"""A whole number. YAML 1.1 has others (octal, hexadecimal, of base 60), and some take minutes to read."""


TEXT, NUMBER = "tag:yaml.org,2002:str", "tag:yaml.org,2002:int"


class TooMuch(yaml.YAMLError):
    """What no file of ours needs, and what could hide a bomb."""


class StrictLoader(yaml.CSafeLoader):
    """The C loader, safe, without doubled keys (YAML itself would keep the last and drop the first).

    Its mappings know their lines, and their keys are words or whole numbers.
    """

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen = set()
        for key_node, _ in node.value:
            line = key_node.start_mark.line + 1
            if key_node.tag not in (TEXT, NUMBER):
                what = (
                    repr(key_node.value)[:40]
                    if isinstance(key_node, yaml.ScalarNode)
                    else "a list or mapping"
                )
                raise yaml.YAMLError(f"the key in line {line} is {what}, not a word (quotes make it one)")
            if key_node.value in seen:
                raise yaml.YAMLError(f"the key {key_node.value!r} stands twice, again in line {line}")
            seen.add(key_node.value)
        return super().construct_mapping(node, deep)


def _lined(loader: StrictLoader, node: yaml.MappingNode) -> Iterator[Lined]:
    data = Lined()
    data.line = node.start_mark.line + 1
    yield data
    data.update(loader.construct_mapping(node))
    data.lines = {
        key: key_node.start_mark.line + 1 for key, (key_node, _) in zip(data, node.value, strict=False)
    }


StrictLoader.add_constructor("tag:yaml.org,2002:map", _lined)
StrictLoader.yaml_implicit_resolvers = {
    first: [(tag, WHOLE if tag == NUMBER else pattern) for tag, pattern in resolvers]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


def load_yaml(text: bytes, loader: type[StrictLoader] = StrictLoader, largest: int = LARGEST) -> Any:
    """The data of a file's text. Raises one of FAULTS where it is no YAML, or out of bounds."""
    if len(text) > largest:
        raise TooMuch(f"{len(text):,} bytes: more than the {largest:,} that a file may have")
    content = text.decode("utf-8-sig")
    _bounded(content, largest // DENSEST)
    return yaml.load(content, loader)  # noqa: S506  # it is a SafeLoader


FAULTS = (yaml.YAMLError, UnicodeDecodeError, RecursionError, TypeError, ValueError)
"""What `load_yaml` may raise. ValueError: a day that is in no calendar, such as 2026-02-31."""


def _bounded(content: str, most: int) -> None:
    """The events, before anything is built of them."""
    depth = 0
    for number, event in enumerate(yaml.parse(content, yaml.CSafeLoader)):
        line = event.start_mark.line + 1 if event.start_mark else 0
        if number > most:
            raise TooMuch(f"line {line}: more than {most:,} keys, values and lists")
        if isinstance(event, yaml.AliasEvent):
            raise TooMuch(f"line {line}: an alias (*name): these files use none, since they can hide a bomb")
        if getattr(event, "tag", None):
            raise TooMuch(f"line {line}: a tag (!name): these files use none, since they can call code")
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > DEEPEST:
            raise TooMuch(f"line {line} lies more than {DEEPEST} levels deep")


def parse_yaml(name: str, text: bytes) -> Block:
    """A file's top mapping. Raises RoadmapInvalid where it is no YAML mapping in UTF-8."""
    try:
        data = load_yaml(text)
    except UnicodeDecodeError as error:
        what = f"byte {error.start + 1} is not UTF-8 text"
        raise RoadmapInvalid([Problem(name, "file", what, "Save it as UTF-8.")]) from error
    except FAULTS as error:
        lines = " ".join(str(error).split())
        raise RoadmapInvalid([Problem(name, "file", lines[:400], "Mend the YAML there.")]) from error
    if not isinstance(data, dict):
        raise RoadmapInvalid([Problem(name, "file", "no mapping at the top", "Start it with a key.")])
    return Block(name, "top", data, [])
