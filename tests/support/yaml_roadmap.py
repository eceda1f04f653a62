"""Copies of the shipped YAML, to break."""

import shutil
from pathlib import Path

import pytest

from te_planner.roadmap.block import Problem, RoadmapInvalid
from te_planner.roadmap.compiled import NAME
from te_planner.roadmap.files import data_folder
from te_planner.roadmap.loader import load_roadmap


def copy_of_roadmap(target: Path) -> Path:
    shutil.copytree(data_folder("roadmap"), target, ignore=shutil.ignore_patterns(NAME))
    return target


def change(folder: Path, file: str, old: str, new: str) -> None:
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text, f"{old!r} is not in {file}"
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")


def problems_of(folder: Path) -> list[Problem]:
    with pytest.raises(RoadmapInvalid) as raised:
        load_roadmap(folder)
    return raised.value.problems
