"""Meaning numbers: no text changes without a decision whether it still asks for the same."""

import re
from pathlib import Path

import pytest

from support.yaml_roadmap import change, copy_of_roadmap, problems_of
from te_planner.cli import main
from te_planner.roadmap.loader import load_roadmap
from te_planner.roadmap.meanings import digest, line_for

FIRST = re.compile(r"  (RPV01\.1: \{meaning: 1, said: \"[0-9a-f]{8}\"\})\n")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copy_of_roadmap(tmp_path / "roadmap")


def line_of(folder: Path) -> str:
    found = FIRST.search((folder / "meanings.yaml").read_text(encoding="utf-8"))
    assert found
    return found[1]


@pytest.mark.parametrize("meaning", [1, 2])
def test_a_text_that_changed_needs_a_decision_and_both_lines_are_given(folder: Path, meaning: int) -> None:
    change(folder, "rp.yaml", "Where allowed, DERs transact", "Where it is allowed, DERs transact")
    (problem,) = problems_of(folder)
    assert (problem.file, problem.place) == ("meanings.yaml", "RPV01.1")
    lines = (folder / "meanings.yaml").read_text(encoding="utf-8").splitlines()
    assert lines[problem.line - 1].strip() == line_of(folder)
    choice = re.findall(r"write (RPV01\.1: \{[^}]*\})", problem.remedy)
    assert len(choice) == 2
    change(folder, "meanings.yaml", line_of(folder), choice[meaning - 1])
    assert load_roadmap(folder).cells["RPV01.1"].meaning == meaning


def test_a_nature_that_changed_needs_a_decision_as_well(folder: Path) -> None:
    change(folder, "rp.yaml", "nature: action", "nature: condition")
    assert [each.text for each in problems_of(folder) if each.file == "meanings.yaml"] == [
        "its text or nature is not the remembered one"
    ]


def test_new_line_breaks_are_no_change(folder: Path) -> None:
    change(
        folder,
        "rp.yaml",
        "Where allowed, DERs transact",
        "Where allowed,\n          DERs\n          transact",
    )
    assert load_roadmap(folder).cells["RPV01.1"].meaning == 1


@pytest.mark.parametrize(
    ("new", "said"),
    [
        ("", "its meaning is not remembered"),
        ('RPV01.9: {meaning: 1, said: "00000000"}\n  SAME', "no such cell"),
        ('RPV01.1: {meaning: 0, said: "3ad2643d"}', "its meaning is 0"),
        ("RPV01.1: {meaning: 1, said: 12345678}", "'said' is 12345678, not a text"),
        ('RPV01.1: {meaning: one, said: "3ad2643d"}', "'meaning' is 'one', not a whole number"),
        ('RPV01.1: {meaning: 1, said: "3ad2643d", by: me}', "unknown key 'by'"),
        ("RPV01.1: 1", "not a mapping"),
    ],
)
def test_each_fault_of_the_file_is_named(folder: Path, new: str, said: str) -> None:
    old = line_of(folder)
    change(folder, "meanings.yaml", old, new.replace("SAME", old))
    assert said in "\n".join(map(str, problems_of(folder)))


def test_roadmap_check_finds_the_shipped_roadmap_remembered(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["roadmap", "check"], today="2026-11-24") == 0
    assert "sound" in capsys.readouterr().out


def test_a_digest_that_reads_as_a_number_is_quoted() -> None:
    cell = load_roadmap().cells["RPE01.1"]
    assert line_for(cell, 3) == f'RPE01.1: {{meaning: 3, said: "{digest(cell)}"}}'
