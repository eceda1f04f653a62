"""From an overlay's mappings to its data, strictly. What a key means stands in `overlay`.

The mappings come of YAML files or of the JSON that a plan keeps; this module imports no YAML, so that opening
a plan with overlays costs none.
"""

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from te_planner.roadmap.block import Block, Lined, Problem, RoadmapInvalid
from te_planner.roadmap.check import LONGEST_TEXT
from te_planner.roadmap.model import CONFIDENCES, LANES, TRACKS, TrackKey
from te_planner.roadmap.overlay import (
    FORMAT,
    CrosswalkPut,
    HintPut,
    MeasurePut,
    Overlay,
    RequirementPut,
    Reword,
    RowPut,
    Spot,
)
from te_planner.roadmap.parse import read_crosswalk, read_measure, read_row, read_title

HEAD = ("format", "name", "space", "version", "title", "statement")
LISTS = ("rows", "replace", "reword", "requirements", "hints", "measures", "crosswalk")
LONGEST_STATEMENT = 4000
LONGEST_CONTENT = 2_000_000
"""Characters of an overlay's data; the whole shipped roadmap has a tenth of it."""

NAME = re.compile(r"[a-z][a-z0-9-]{1,23}")
SPACE = re.compile(r"[A-Z]{2,6}")


def overlay_from_content(name: str, content: str) -> Overlay:
    """The overlay that a plan keeps. Raises RoadmapInvalid, naming it, where that is none of its data."""
    problem = Problem(
        name, "content", "is no data of an overlay", "Add the overlay's folder again, or remove it."
    )
    try:
        data = json.loads(content) if len(content) <= LONGEST_CONTENT else None
    except (ValueError, RecursionError) as error:
        raise RoadmapInvalid([problem]) from error
    if not isinstance(data, dict):
        raise RoadmapInvalid([problem])
    found = read_tops([Block(name, "top", data, [])])
    if found.name != name:
        text = f"it calls itself {found.name!r}"
        raise RoadmapInvalid([problem._replace(text=text)])
    return found


def read_tops(tops: Sequence[Block]) -> Overlay:
    """The overlay of its files' top mappings. Raises RoadmapInvalid with every problem of shape."""
    problems: list[Problem] = []
    for top in tops:
        top.problems = problems
        problems += _unfit_texts(top.file, "top", top.data, top.line_of())
    if problems:  # of the texts themselves: what else is wrong shows once these can be printed
        raise RoadmapInvalid(problems)
    content = _content(tops)
    head = _head(tops)
    name, space = _name(head), _space(head)
    found = Overlay(
        spot=spot_of(head),
        name=name,
        space=space,
        version=_version(head),
        title=head.text("title"),
        statement=head.text("statement"),
        rows=tuple(_row_put(each, space) for each in _items(tops, "rows", "ref")),
        replace=tuple(_row_put(each, None) for each in _items(tops, "replace", "ref")),
        rewords=tuple(map(_reword, _items(tops, "reword", "cell"))),
        requirements=tuple(map(_requirements, _items(tops, "requirements", "benefit"))),
        hints=tuple(map(_hints, _items(tops, "hints", "cell"))),
        measures=tuple(map(_measures, _items(tops, "measures", "benefit"))),
        crosswalk=tuple(map(_crosswalk, _items(tops, "crosswalk", "cell"))),
        content=content,
    )
    for top in tops:
        top.close()
    if not problems and len(content) > LONGEST_CONTENT:
        problems.append(found.spot.problem("it is too long", "Make two overlays of it."))
    if problems:
        raise RoadmapInvalid(problems)
    return found


def spot_of(block: Block) -> Spot:
    return Spot(block.file, block.place, block.line_of(), block.data.lines)


def _content(tops: Sequence[Block]) -> str:
    """All files' data as one JSON text."""
    joined: dict[str, Any] = {}
    for top in tops:
        for key, value in top.data.items():
            if key in LISTS and isinstance(value, list):
                joined[key] = [*joined.get(key, []), *value]
            else:
                joined[str(key)] = value
    return content_of(joined)


def content_of(data: dict[str, Any]) -> str:
    """An overlay's data as the plan keeps it: the same data always give the same characters."""
    # what JSON lacks (a day, a set) is no text either, and told as such by the reader
    return json.dumps(_worded(data), ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)


def _worded(value: Any) -> Any:
    """The data with keys that JSON can sort: YAML reads the stages as numbers."""
    if isinstance(value, dict):
        return {str(key): _worded(each) for key, each in value.items()}
    return [_worded(each) for each in value] if isinstance(value, list) else value


def _items(tops: Iterable[Block], key: str, name: str) -> Iterator[Block]:
    for top in tops:
        yield from top.blocks(key, name, required=False)


def _head(tops: Sequence[Block]) -> Block:
    """The one file's top that says whose overlay this is."""
    heads = [top for top in tops if any(key in top.data for key in HEAD)]
    for other in heads[1:]:
        key = next(key for key in HEAD if key in other.data)
        other.problem(f"{heads[0].file} has the head already", f"Leave out {', '.join(HEAD)} here.", key)
        for each in HEAD:
            other.data.pop(each, None)
    head = heads[0] if heads else tops[0]
    head.choice("format", (FORMAT,))
    return head


def _name(head: Block) -> str:
    name = head.text("name")
    if name and not NAME.fullmatch(name):
        remedy = "Write 2 to 24 of a-z, 0-9 and -, beginning with a letter."
        head.problem(f"{name!r} is no name of an overlay", remedy, "name")
    return name


def _space(head: Block) -> str:
    space = head.text("space")
    if space and not SPACE.fullmatch(space):
        head.problem(f"{space!r} is no name space", "Write 2 to 6 capital letters.", "space")
    return space


def _version(head: Block) -> str:
    value = head.data.get("version")
    if isinstance(value, int | float) and not isinstance(value, bool):
        head.data.pop("version")
        remedy = f'Put it in quotes, version: "{value}": else 1.10 would be 1.1.'
        head.problem(f"'version' is the number {value}", remedy, "version")
        return ""
    return head.text("version")


def _row_put(block: Block, space: str | None) -> RowPut:
    """A row, new in the name space, or (without one) in the place of another."""
    ref = block.text("ref")
    if space is not None and not re.fullmatch(rf"({'|'.join(TRACKS)})[{''.join(LANES)}]-{space}\d\d", ref):
        text = f"{ref!r} is no reference of the name space {space}"
        remedy = f"Write track, lane, -{space} and two digits, such as RPE-{space}01."
        block.problem(text, remedy, "ref")
    spot = spot_of(block)
    cells = _cell_spots(block, ref)
    track: TrackKey = ref[:2] if ref[:2] in TRACKS else "RP"  # type: ignore[assignment]  # checked just before
    return RowPut(spot, read_row(block, ref, track, "overlay"), cells)


def _cell_spots(block: Block, ref: str) -> dict[str, Spot]:
    cells = block.data.get("cells")
    if not isinstance(cells, Lined):
        return {}
    return {
        f"{ref}.{stage}": Spot(block.file, f"{ref}.{stage}", cells.lines.get(stage, cells.line))
        for stage in cells
    }


def _reword(block: Block) -> Reword:
    key = "row" if "row" in block.data else "cell"
    ref = block.place = block.text(key)
    spot = spot_of(block)
    text = read_title(block) if key == "row" else block.text("text")
    # a title is a name: what the cells ask for stays
    raised = key == "cell" and block.choice("meaning", ("same", "raised")) == "raised"
    if key == "cell" and "." not in ref:
        block.problem(f"{ref!r} is no cell", "Name one such as RPE02.1, or a row with row: and title:.", key)
    found = Reword(spot, ref, text, raised, block.text("why"))
    block.close()
    return found


def _requirements(block: Block) -> RequirementPut:
    spot, benefit = spot_of(block), block.text("benefit")
    add, withdraw = _changes(block)
    found = RequirementPut(
        spot,
        benefit,
        add,
        withdraw,
        block.text("why"),
        block.choice("confidence", CONFIDENCES, None if add else "medium"),
    )
    block.close()
    return found


def _hints(block: Block) -> HintPut:
    found = HintPut(spot_of(block), block.text("cell"), *_changes(block))
    block.close()
    return found


def _measures(block: Block) -> MeasurePut:
    spot, benefit = spot_of(block), block.text("benefit")
    found = MeasurePut(spot, benefit, tuple(map(read_measure, block.blocks("add", "name"))))
    block.close()
    return found


def _crosswalk(block: Block) -> CrosswalkPut:
    spot, cell = spot_of(block), block.text("cell")
    add = tuple(read_crosswalk(each, cell) for each in block.blocks("add", "standard", required=False))
    withdraw = block.texts("withdraw", required=False)
    if not add and not withdraw:
        block.problem("it changes nothing", "Write add: or withdraw: with a list.")
    block.close()
    return CrosswalkPut(spot, cell, add, withdraw)


def _changes(block: Block) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What is to be added and withdrawn, each text trimmed."""
    add, withdraw = (
        tuple(" ".join(each.split()) for each in block.texts(key, required=False))
        for key in ("add", "withdraw")
    )
    if not add and not withdraw:
        block.problem("it changes nothing", "Write add: or withdraw: with a list.")
    if not all((*add, *withdraw)):
        block.problem("a text is empty", "Write it, or leave it out.")
    return add, withdraw


def _unfit_texts(file: str, place: str, value: Any, line: int) -> Iterator[Problem]:
    """Texts that are too long, or hold signs that no screen and no file can show."""
    if isinstance(value, dict):
        named = next((value[key] for key in ("ref", "cell", "benefit", "row") if key in value), None)
        place = named if isinstance(named, str) else place
        lines = value.lines if isinstance(value, Lined) else {}
        for key, each in value.items():
            yield from _unfit_texts(file, place, key, lines.get(key, line))
            inner = f"{place}.{key}" if str(key) in "123" else place
            limit = LONGEST_STATEMENT if key == "statement" else LONGEST_TEXT
            if isinstance(each, str):
                yield from _unfit(file, inner, f"{key!r}", each, lines.get(key, line), limit)
            else:
                yield from _unfit_texts(file, inner, each, lines.get(key, line))
    elif isinstance(value, list):
        for each in value:
            yield from _unfit_texts(file, place, each, line)
    elif isinstance(value, str):
        yield from _unfit(file, place, "a text", value, line, LONGEST_TEXT)


def _unfit(file: str, place: str, what: str, text: str, line: int, limit: int) -> Iterator[Problem]:
    for sign in text:
        if unicodedata.category(sign) in ("Cc", "Cs") and sign not in "\n\r\t":
            yield Problem(file, place, f"{what} holds U+{ord(sign):04X}, which cannot be shown",
                          "Remove it.", line)  # fmt: skip
            break
    length = len(" ".join(text.split()))
    if length > limit:
        yield Problem(file, place, f"{what} has {length} characters", f"Say it in {limit} at most.", line)
