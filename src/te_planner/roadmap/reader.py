"""YAML, read strictly and within bounds: no aliases, no tags that call code, no doubled keys, no bombs."""

from collections.abc import Iterator
from typing import Any

import yaml

from te_planner.roadmap.block import Block, Lined, Problem, RoadmapInvalid

LARGEST = 2_000_000
"""Bytes of a file; the whole shipped roadmap has a tenth of it."""

DEEPEST = 12
"""Mappings and lists within one another; ours go five deep."""


class TooMuch(yaml.YAMLError):
    """What no file of ours needs, and what could hide a bomb."""


class StrictLoader(yaml.CSafeLoader):
    """The C loader, safe, without doubled keys (YAML itself would keep the last and drop the first).

    Its mappings know their lines.
    """

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen = set()
        for key_node, _ in node.value:
            if key_node.value in seen:
                line = key_node.start_mark.line + 1
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


def load_yaml(text: bytes, loader: type[StrictLoader] = StrictLoader, largest: int = LARGEST) -> Any:
    """The data of a file's text. Raises one of FAULTS where it is no YAML, or out of bounds."""
    if len(text) > largest:
        raise TooMuch(f"{len(text):,} bytes: more than the {largest:,} that a file may have")
    content = text.decode("utf-8-sig")
    _bounded(content)
    return yaml.load(content, loader)  # noqa: S506  # it is a SafeLoader


FAULTS = (yaml.YAMLError, UnicodeDecodeError, RecursionError, TypeError, ValueError)
"""What `load_yaml` may raise. TypeError, ValueError: a list as a key, a whole number of a million digits."""


def _bounded(content: str) -> None:
    """The events, before anything is built of them."""
    depth = 0
    for event in yaml.parse(content, yaml.CSafeLoader):
        if isinstance(event, yaml.AliasEvent):
            raise TooMuch("an alias (*name): these files use none, since they can hide a bomb")
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > DEEPEST and event.start_mark:
            raise TooMuch(f"line {event.start_mark.line + 1} lies more than {DEEPEST} levels deep")


def parse_yaml(name: str, text: bytes) -> Block:
    """A file's top mapping. Raises RoadmapInvalid where it is no YAML mapping in UTF-8."""
    try:
        data = load_yaml(text)
    except FAULTS as error:
        lines = " ".join(str(error).split())
        raise RoadmapInvalid([Problem(name, "file", lines[:400], "Mend the YAML there.")]) from error
    if not isinstance(data, dict):
        raise RoadmapInvalid([Problem(name, "file", "no mapping at the top", "Start it with a key.")])
    return Block(name, "top", data, [])
