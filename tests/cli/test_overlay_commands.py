"""Overlays on the command line, and the page that shows how to write one."""

import csv
import io
import json
import re
import shlex
import shutil
from pathlib import Path

import pytest

from support.calling import Run
from support.json_schema import problems
from support.plans import copied
from te_planner.roadmap.files import data_folder

ROOT = Path(__file__).parents[2]
ISLAND = data_folder("overlays") / "island-coop"
PAGE = (ROOT / "docs" / "overlays.md").read_text(encoding="utf-8")


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return copied("harborview", tmp_path)


def test_an_overlay_comes_is_listed_and_goes(run: Run, plan: Path) -> None:
    assert "no overlay" in run("overlays", "-p", plan).out
    assert "Add the overlay island-coop 1.2" in run("add", "overlay", ISLAND, "-p", plan).out
    listed = json.loads(run("overlays", "-p", plan, "--format", "json").out)
    assert listed["schema"] == "te-planner/overlays/1"
    (one,) = listed["overlays"]
    assert (one["name"], one["version"], one["rows"], one["replaced"], one["reworded"]) == (
        "island-coop", "1.2", 3, 1, 3,
    )  # fmt: skip
    assert one["fingerprint"][:8] in run("overlays", "-p", plan).out
    assert one["fingerprint"] in run("overlays", "-p", plan, "--format", "csv").out
    assert "Remove the overlay" in run("remove", "overlay", "island-coop", "-p", plan).out
    assert "no overlay" in run("overlays", "-p", plan).out


def test_all_commands_of_a_plan_know_its_overlays_cells(run: Run, plan: Path) -> None:
    run("add", "overlay", ISLAND, "-p", plan)
    assert run("map", "P-01", "pce-isl01.2", "--share", "60", "-p", plan).code == 0
    assert run("attest", "rpe-isl01.1", "--evidence", "Minutes | p. 3", "-p", plan).code == 0
    assert "Islands that carry themselves" in run("why", "pce-isl01.2", "-p", plan).out
    assert "PCE-ISL01.2" in run("contributions", "--cell", "PCE-ISL01.2", "-p", plan).out
    assert "RPE-ISL01.1" in run("attestations", "--cell", "RPE-ISL01", "-p", plan).out
    for words in (("status", "--full"), ("next",), ("report",)):
        made = json.loads(run(*words, "-p", plan, "--format", "json").out)
        assert problems(words[0], made) == []
        assert "island-coop 1.2 (" in made["roadmap"]
    for kind in ("md", "html", "csv"):
        assert "island-coop 1.2" in run("report", "-p", plan, "--format", kind).out
    assert run("check", "-p", plan).code == 0


def test_the_roadmap_is_shown_with_the_overlays_named_and_no_others(run: Run, plan: Path) -> None:
    run("add", "overlay", ISLAND, "-p", plan)
    assert run("roadmap", "show", "PCE-ISL01").code == 2
    for more in (("-p", plan), ("--overlay", ISLAND)):
        out = run("roadmap", "show", "PCE-ISL01.2", *more).out
        assert "overlay island-coop 1.2" in out
        assert "required by: PCB01.2" in out
        assert "PCE-ISL01.2" in run("roadmap", "search", "carried", "by", "its", "own", *more).out
        made = json.loads(run("roadmap", "show", *more, "--format", "json").out)
        assert problems("roadmap", made) == []
    card = run("roadmap", "show", "RPE02.1", "--overlay", ISLAND).out
    assert "its text was: An analysis shows" in card
    assert "source: ISO/IEC TR 15067-3-7:2020, table 6" in run("roadmap", "show", "RPE02.1").out
    assert "withdrawn: requires BME03.1" in run("roadmap", "show", "RPB03.1", "--overlay", ISLAND).out


def test_lists_and_csv_say_where_each_text_comes_from(run: Run) -> None:
    out = run("roadmap", "show", "PCR", "--overlay", ISLAND).out
    assert "island-coop 1.2" in out
    assert "^ When the cable trips" in out
    text = run("roadmap", "show", "PCR", "--overlay", ISLAND, "--format", "csv").out
    rows = {row["cell"]: row["from"] for row in csv.DictReader(io.StringIO(text))}
    assert rows["PCR04.1"] == "overlay island-coop 1.2"
    assert rows["PCR01.1"].startswith("derived from PCV01")


def test_check_takes_a_stack_in_order(run: Run, tmp_path: Path) -> None:
    second = tmp_path / "second"
    second.mkdir()
    (second / "a.yaml").write_text(
        'format: te-planner/overlay/1\nname: second\nspace: SEC\nversion: "1"\ntitle: Two\nstatement: Test.\n'
        "hints:\n  - {cell: PCE-ISL01.1, add: [A paper]}\n",
        encoding="utf-8",
    )
    assert "island-coop 1.2" in run("roadmap", "check", "--overlay", ISLAND).out
    good = run("roadmap", "check", "--overlay", ISLAND, "--overlay", second)
    assert good.code == 0
    assert "island-coop 1.2, second 1" in good.out
    bad = run("roadmap", "check", "--overlay", second, "--overlay", ISLAND)
    assert bad.code == 1
    assert bad.out.startswith("second/a.yaml:8: PCE-ISL01.1: there is no cell PCE-ISL01.1. ")


def test_a_broken_overlay_is_refused_with_file_and_line(run: Run, plan: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(ISLAND, tmp_path / "island-coop"))
    path = copy / "overlay.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("[PCE-ISL01.2]", "[PCE77.1]"), encoding="utf-8")
    ran = run("add", "overlay", copy, "-p", plan)
    assert ran.code == 3
    assert re.search(r"island-coop/overlay\.yaml:\d+: PCB01\.2: names PCE77\.1, which is nowhere", ran.err)
    assert "no overlay" in run("overlays", "-p", plan).out
    assert run("add", "overlay", tmp_path / "nowhere", "-p", plan).code == 3


def test_the_pages_example_is_sound_and_its_commands_run(run: Run, plan: Path, tmp_path: Path) -> None:
    files = re.findall(r"<!-- ([\w./-]+\.yaml) -->\n```yaml\n(.*?)```", PAGE, re.DOTALL)
    assert files
    for name, text in files:
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    plan.rename(tmp_path / "ours.db")
    (block,) = re.findall(r"<!-- commands -->\n```\n(.*?)```", PAGE, re.DOTALL)
    said = {}
    for line in block.splitlines():
        words = shlex.split(line)
        assert words[0] == "te-planner"
        ran = run(*words[1:])
        assert ran.code == 0, ran.err
        said[" ".join(words[1:3])] = ran.out
    assert "4 of harbor 1" not in said["roadmap check"]
    assert "3 of harbor 1" in said["roadmap check"]
    assert "overlay harbor 1" in said["roadmap show"]
    assert "harbor" in said["overlays -p"]
    assert "Clean air around the harbor" in said["why PCB-HBR01.2"]


def test_the_page_names_every_list_of_an_overlay() -> None:
    from te_planner.roadmap.overlay_parse import HEAD, LISTS

    assert all(f"| `{name}` |" in PAGE for name in LISTS)
    assert all(f"{name}:" in PAGE for name in HEAD)
