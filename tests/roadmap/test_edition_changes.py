"""What became of references: strictly read, never used again, followed through several editions."""

import json
from pathlib import Path

import pytest

from support.editions import edition, replaced
from support.small import cell, roadmap
from support.yaml_roadmap import change, copy_of_roadmap, problems_of
from te_planner.roadmap.changes import ancestors, follow, newer
from te_planner.roadmap.compiled import NAME, read_compiled
from te_planner.roadmap.loader import load_roadmap

EMPTY = (
    'changes:\n  - data_version: "2026.1"\n    moved: []\n    split: []\n    merged: []\n    retired: []\n'
)
HEAD = 'changes:\n  - data_version: "2026.1"\n'
OLDER = '  - data_version: "2025.1"\n'


def entry(**listed: str) -> str:
    return "".join(f"    {key}: [{listed.get(key, '')}]\n" for key in ("moved", "split", "merged", "retired"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copy_of_roadmap(tmp_path / "roadmap")


BROKEN = [
    (HEAD + entry(moved="{from: RPE01, to: RPE02, why: x}"), "RPE01 was given up, and is there"),
    (
        HEAD + entry(moved="{from: RPE91, to: RPE92, why: x}"),
        "RPE92 came in the place of another, and is now",
    ),
    (HEAD + entry(moved="{from: RPE91, to: RPE02.1, why: x}"), "it mixes rows and cells"),
    (HEAD + entry(moved="{from: RPE91, to: RPB02, why: x}"), "or lanes"),
    (HEAD + entry(moved="{from: RPE91, to: RPE02}"), "'why' is missing"),
    (HEAD + entry(moved="{from: nowhere, to: RPE02, why: x}"), "'nowhere' is no row and no cell"),
    (HEAD + entry(moved="{from: RPE91, to: RPE02, why: x, by: me}"), "unknown key 'by'"),
    (HEAD + entry(split="{from: RPE91, to: [RPE02], why: x}"), "a split into fewer than two"),
    (HEAD + entry(split="{from: RPE91, to: [RPE02, RPE02], why: x}"), "names something twice"),
    (HEAD + entry(merged="{from: [RPE91], to: RPE02, why: x}"), "a merger of fewer than two"),
    (HEAD + entry(retired="{ref: RPE91, why: x}, {ref: RPE91, why: y}"), "RPE91 was given up twice"),
    (
        HEAD + entry(moved="{from: RPE91, to: RPE02, why: x}, {from: RPE92, to: RPE02, why: y}"),
        "several came to RPE02 apart",
    ),
    (
        HEAD + entry(moved="{from: RPE91, to: RPE92, why: x}, {from: RPE92, to: RPE91, why: x}"),
        "RPE91 came in the place of another after it was given up",
    ),
    (
        HEAD
        + entry(moved="{from: RPE92, to: RPE91, why: x}")
        + OLDER
        + entry(moved="{from: RPE91, to: RPE92, why: x}"),
        "RPE91 came in the place of another after it was given up",
    ),
    (
        HEAD + entry(retired="{ref: RPE91, why: x}") + OLDER + entry(retired="{ref: RPE91, why: x}"),
        "RPE91 was given up twice, in 2026.1 as well",
    ),
    (HEAD + entry() + HEAD.partition("\n")[2] + entry(), "it stands twice"),
    ('changes:\n  - data_version: "2025.1"\n' + entry(), "the newest is 2025.1, not 2026.1"),
    ("changes: []\n", "the newest is missing"),
    (HEAD + "    moved: []\n", "'split' is missing"),
    ("changes: none\n", "not a list"),
]


@pytest.mark.parametrize(("text", "said"), BROKEN, ids=range(len(BROKEN)))
def test_each_fault_is_named(folder: Path, text: str, said: str) -> None:
    change(folder, "changes.yaml", EMPTY, text)
    assert said in "\n".join(map(str, problems_of(folder)))


def test_a_sound_history_is_read_and_compiled(folder: Path) -> None:
    text = (
        HEAD
        + entry(moved="{from: RPE92, to: RPE02, why: better}", retired="{ref: RPB91.2, why: gone}")
        + OLDER
        + entry(moved="{from: RPE91, to: RPE92, why: best}")
    )
    change(folder, "changes.yaml", EMPTY, text)
    road = load_roadmap(folder)
    assert [each.data_version for each in road.parts.changes] == ["2026.1", "2025.1"]
    key = json.loads((folder / NAME).read_text(encoding="utf-8"))["key"]
    assert read_compiled(folder, key) == road.parts
    ways = follow("RPE91.1", newer(road.parts.changes, "2024.1") or reversed(road.parts.changes), road.cells)
    assert ways == (("moved", "RPE02.1", "best; better"),)


ROAD = roadmap(*(cell(f"RPE{number:02}.1") for number in range(10, 20)))
NEXT = edition(
    edition(
        ROAD,
        "2",
        replaced("moved", "RPE01", "RPE02"),
        replaced("split", "RPE03.1", "RPE04.1 RPE10.1"),
        replaced("retired", "RPE05"),
        replaced("moved", "RPE06", "RPE11"),
        replaced("retired", "RPE06.2"),
    ),
    "3",
    replaced("split", "RPE02.1", "RPE12.1 RPE13.1"),
    replaced("merged", "RPE04.1 RPE07.1", "RPE14.1"),
    replaced("split", "RPE08", "RPE15 RPE16"),
    replaced("retired", "RPE16.2"),
)


@pytest.mark.parametrize(
    ("ref", "went"),
    [
        ("RPE10.1", []),
        ("RPE01.1", [("split", "RPE12.1"), ("split", "RPE13.1")]),
        ("RPE03.1", [("merged", "RPE14.1"), ("split", "RPE10.1")]),
        ("RPE05.1", [("retired", "")]),
        ("RPE06.1", [("moved", "RPE11.1")]),
        ("RPE06.2", [("retired", "")]),
        ("RPE06.3", [("retired", "")]),
        ("RPE08.1", [("split", "RPE15.1"), ("split", "RPE16.1")]),
        ("RPE08.2", [("retired", "")]),
    ],
)
def test_a_cell_is_followed_through_the_editions(ref: str, went: list[tuple[str, str]]) -> None:
    ways = follow(ref, newer(NEXT.parts.changes, "test") or (), NEXT.cells)
    assert [way[:2] for way in ways] == went


def test_only_what_came_later_is_followed() -> None:
    assert [each.data_version for each in newer(NEXT.parts.changes, "2") or ()] == ["3"]
    assert newer(NEXT.parts.changes, "3") == ()
    assert newer(NEXT.parts.changes, "4") is None
    assert len(newer(NEXT.parts.changes, "") or ()) == 3


def test_a_cell_knows_what_it_came_from() -> None:
    assert ancestors("RPE14.1", NEXT.parts.changes) == ("RPE04.1", "RPE07.1", "RPE03.1")
    assert ancestors("RPE12.1", NEXT.parts.changes) == ("RPE02.1", "RPE01.1")
    assert ancestors("RPE19.1", NEXT.parts.changes) == ()
