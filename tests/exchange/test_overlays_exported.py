"""A plan's overlays go out and come in with it: the file stands alone."""

import json
from pathlib import Path

import pytest

from support.plans import TODAY, copied
from te_planner.cli import main
from te_planner.roadmap.files import data_folder

ISLAND = data_folder("roadmap").parent / "overlays" / "island-coop"


def run(*words: object) -> int:
    return main([str(word) for word in words], today=TODAY)


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = copied("harborview", tmp_path)
    assert run("add", "overlay", ISLAND, "-p", path) == 0
    assert run("map", "P-03", "RPE-ISL01.1", "-p", path) == 0
    return path


def figures(path: Path, capsys: pytest.CaptureFixture[str]) -> object:
    capsys.readouterr()
    assert run("status", "--format", "json", "--full", "-p", path) == 0
    data = json.loads(capsys.readouterr().out)
    data.pop("journal")
    return data


def test_out_and_in_again_gives_the_same_bytes_and_figures(
    plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, again, second = tmp_path / "one.yaml", tmp_path / "again.db", tmp_path / "two.yaml"
    assert run("export", first, "-p", plan) == 0
    assert run("new", again, "--from", first) == 0
    assert run("export", second, "-p", again) == 0
    assert first.read_bytes() == second.read_bytes()
    assert figures(plan, capsys) == figures(again, capsys)


def test_an_overlay_that_does_not_fit_is_named_with_its_line(
    plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = tmp_path / "one.yaml"
    assert run("export", first, "-p", plan) == 0
    text = first.read_text(encoding="utf-8")
    first.write_text(text.replace("space: ISL", "space: isl", 1), encoding="utf-8")
    assert run("new", tmp_path / "again.db", "--from", first) == 3
    said = capsys.readouterr().err
    assert "one.yaml:" in said
    assert "the overlay cannot be laid: island-coop" in said
    assert not (tmp_path / "again.db").exists()
