"""Overlays: what they add, how they stack, where each text comes from, and what is said of a broken one."""

import json
import os
import shutil
from pathlib import Path

import pytest

from support.plans import real_roadmap
from te_planner.errors import Unreadable
from te_planner.exchange.roadmap_json import roadmap_json
from te_planner.roadmap.block import Problem, RoadmapInvalid
from te_planner.roadmap.files import data_folder
from te_planner.roadmap.model import Roadmap
from te_planner.roadmap.origin import origins, text_origin
from te_planner.roadmap.overlaid import overlaid
from te_planner.roadmap.overlay import Overlay
from te_planner.roadmap.overlay_files import read_overlay
from te_planner.roadmap.overlay_parse import overlay_from_content

ISLAND = data_folder("overlays") / "island-coop"

HEAD = """\
format: te-planner/overlay/1
name: {name}
space: {space}
version: "{version}"
title: What {name} adds
statement: For tests.
"""


def written(
    folder: Path, body: str = "", *, name: str = "second", space: str = "SEC", version: str = "1"
) -> Path:
    """The folder of an overlay of one file."""
    place = folder / name
    place.mkdir(exist_ok=True)
    text = HEAD.format(name=name, space=space, version=version) + body
    (place / f"{name}.yaml").write_text(text, encoding="utf-8")
    return place


def laid(*folders: Path) -> Roadmap:
    return overlaid(real_roadmap(), [read_overlay(folder) for folder in folders])


def problems_of(*folders: Path) -> list[Problem]:
    with pytest.raises(RoadmapInvalid) as raised:
        laid(*folders)
    return raised.value.problems


@pytest.fixture(scope="module")
def island() -> Roadmap:
    return laid(ISLAND)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the example overlay to break."""
    return Path(shutil.copytree(ISLAND, tmp_path / "island-coop"))


# applying


def test_without_overlays_it_is_the_roadmap_itself() -> None:
    assert overlaid(real_roadmap(), []) is real_roadmap()
    assert real_roadmap().base is real_roadmap()


def test_new_rows_stand_after_those_of_their_track_and_lane(island: Roadmap) -> None:
    refs = list(island.rows)
    base = list(real_roadmap().rows)
    for ref in ("RPE-ISL01", "PCE-ISL01", "PCB-ISL01"):
        before = refs[refs.index(ref) - 1]
        assert before[:3] == ref[:3]
        assert before == [each for each in base if each[:3] == ref[:3]][-1]
    assert [ref for ref in refs if "-" not in ref] == base


def test_new_cells_count_like_any_others(island: Roadmap) -> None:
    cell = island.cells["PCE-ISL01.2"]
    assert (cell.track, cell.lane, cell.stage, cell.nature, cell.meaning) == ("PC", "E", 2, "action", 1)
    assert cell in island.stage_of("PC", 2)
    assert island.required_by["PCE-ISL01.2"] == ("PCB01.2", "PCB-ISL01.2")
    assert island.title("PCE-ISL01.2") == "Islands that carry themselves"


def test_what_it_adds_replaces_or_rewords_is_an_overlays(island: Roadmap) -> None:
    touched = {cell.ref for cell in island.cells.values() if cell.provenance == "overlay"}
    assert touched == {
        "RPE-ISL01.1", "RPE-ISL01.2", "PCE-ISL01.1", "PCE-ISL01.2", "PCB-ISL01.2",
        "PCR04.1", "PCR04.2", "PCR04.3", "RPE02.1", "PCE06.1",
    }  # fmt: skip
    assert island.rows["RPE02"].provenance == "source"


def test_the_meaning_number_rises_only_where_something_else_is_asked(island: Roadmap) -> None:
    base = real_roadmap()
    assert island.cells["RPE02.1"].meaning == base.cells["RPE02.1"].meaning
    assert island.cells["PCE06.1"].meaning == base.cells["PCE06.1"].meaning + 1
    assert island.cells["PCR04.2"].meaning == base.cells["PCR04.2"].meaning + 1


def test_requirements_hints_measures_and_links_come_and_go(island: Roadmap) -> None:
    added, less = island.cells["PCB01.2"].link, island.cells["RPB03.1"].link
    assert added is not None
    assert less is not None
    assert added.requires == ("PCE01.2", "PCE-ISL01.2")
    assert less.requires == ("RPE03.1",)
    assert island.hints("RPE02.1")[-1].startswith("Minutes of the members' meeting")
    assert "Commissioning records showing points reporting to the control room" not in island.hints("PCE01.1")
    assert [each.unit for each in island.measures("PCB01.2")][-1] == "minutes/year"
    assert [each.standard for each in island.crosswalk("PCE-ISL01.2")] == ["IEEE 1547.4-2011"]
    assert "Regulation (EU) 2016/631" not in {each.standard for each in island.crosswalk("PCE05.2")}


def test_nothing_below_is_changed(island: Roadmap) -> None:
    before = real_roadmap().parts
    laid(ISLAND)
    assert real_roadmap().parts is before
    assert not before.overlays
    assert not before.overlaid
    assert island.base is real_roadmap()


def test_the_label_names_each_overlay_with_version_and_fingerprint(island: Roadmap, tmp_path: Path) -> None:
    overlay = read_overlay(ISLAND)
    assert island.label == f"{real_roadmap().label} + island-coop 1.2 ({overlay.fingerprint[:8]})"
    both = laid(ISLAND, written(tmp_path))
    assert both.label.startswith(f"{island.label} + second 1 (")


# stacking

OVER_ISLAND = """
reword:
  - cell: PCE-ISL01.2
    text: Each island carried itself for two days, in a test.
    meaning: raised
    why: Two days is what mending takes.
requirements:
  - {benefit: PCB01.2, withdraw: [PCE-ISL01.2], why: Not here.}
replace:
  - ref: RPE-ISL01
    title: Cable rules anew
    concepts: [RP2]
    cells:
      1: {text: The cable belongs to all members., nature: action, actors: [regulator]}
"""


def test_a_later_overlay_may_touch_what_an_earlier_one_added(tmp_path: Path) -> None:
    both = laid(ISLAND, written(tmp_path, OVER_ISLAND))
    assert both.cells["PCE-ISL01.2"].meaning == 2
    assert both.rows["RPE-ISL01"].title == "Cable rules anew"
    assert "RPE-ISL01.2" not in both.cells
    said = both.parts.overlaid["text PCE-ISL01.2"]
    assert said.overlay == "second"
    assert said.was.startswith("Each island can be disconnected")
    link = both.cells["PCB01.2"].link
    assert link is not None
    assert link.requires == ("PCE01.2",)


def test_the_order_decides(tmp_path: Path) -> None:
    second = written(tmp_path, OVER_ISLAND)
    found = problems_of(second, ISLAND)
    assert {each.file for each in found} == {"second/second.yaml"}
    assert all("RPE-ISL01" in each.text or "PCE-ISL01.2" in each.text for each in found)


def test_an_overlay_cannot_lean_on_a_later_one(tmp_path: Path) -> None:
    body = "requirements:\n  - {benefit: PCB01.3, add: [PCE-ISL01.2], why: So., confidence: low}\n"
    (problem,) = problems_of(written(tmp_path, body), ISLAND)
    assert "PCE-ISL01.2, which is nowhere" in problem.text


def test_two_of_one_name_or_name_space_do_not_stack(tmp_path: Path) -> None:
    (twice,) = problems_of(ISLAND, ISLAND)
    assert "lies below it already" in twice.text
    (taken,) = problems_of(ISLAND, written(tmp_path, space="ISL"))
    assert "the name space ISL is another overlay's" in taken.text
    assert taken.line == 3


# where it comes from


def test_each_text_says_where_it_comes_from(island: Roadmap) -> None:
    def said(ref: str) -> str:
        return str(text_origin(island, island.cells[ref]))

    assert said("RPE02.2") == "source: ISO/IEC TR 15067-3-7:2020, table 6"
    assert said("PCR01.1").startswith("derived from PCV01")
    for ref in ("RPE02.1", "PCE-ISL01.1", "PCR04.3"):
        assert said(ref) == "overlay island-coop 1.2"
    former = text_origin(island, island.cells["RPE02.1"])
    assert former.was == real_roadmap().cells["RPE02.1"].text
    assert former.why.startswith("Our board")


def test_each_requirement_hint_measure_and_link_says_where_it_comes_from(island: Roadmap) -> None:
    def said(ref: str) -> dict[tuple[str, str], tuple[str, bool]]:
        return {
            (each.of, each.what): (each.overlay, each.withdrawn)
            for each in origins(island, island.cells[ref])
        }

    mine = "island-coop 1.2"
    assert said("PCB01.2")["requires", "PCE-ISL01.2"] == (mine, False)
    assert said("PCB01.2")["requires", "PCE01.2"] == ("", False)
    assert said("PCB01.2")["measure", "Member minutes without supply while the cable was out"] == (
        mine,
        False,
    )
    assert said("RPB03.1")["requires", "BME03.1"] == (mine, True)
    assert said("PCE05.2")["crosswalk", "Regulation (EU) 2016/631"] == (mine, True)
    assert said("PCE-ISL01.2")["nature", ""] == (mine, False)
    assert said("RPE02.1")["nature", ""] == ("", False)
    assert said("PCE06.1")["title", ""] == (mine, False)
    assert said("PCE06.2")["text", ""] == ("", False)


def test_json_tells_it_too(island: Roadmap) -> None:
    made = roadmap_json(island, [island.cells["RPE02.1"]])
    assert made["overlays"][0]["name"] == "island-coop"
    text = next(each for each in made["cells"][0]["origins"] if each["of"] == "text")
    assert (text["provenance"], text["overlay"]) == ("overlay", "island-coop 1.2")


# as JSON


def test_the_content_holds_the_same_and_repeats() -> None:
    first = read_overlay(ISLAND)
    again = overlay_from_content("island-coop", first.content)
    assert again.content == first.content == read_overlay(ISLAND).content
    assert again.fingerprint == first.fingerprint
    assert overlaid(real_roadmap(), [again]).parts == laid(ISLAND).parts


def test_comments_wrapping_and_files_make_no_other_content(copy: Path) -> None:
    before = read_overlay(copy)
    for path in copy.glob("*.yaml"):
        path.write_bytes(b"# another comment\n" + path.read_bytes().replace(b"\n", b"\r\n"))
    (copy / "rows.yaml").rename(copy / "z.yaml")
    assert read_overlay(copy).fingerprint == before.fingerprint


@pytest.mark.parametrize(
    "content",
    ["", "{", "[]", "null", "1", '"text"', "{}", "[" * 100_000, '{"format": "te-planner/overlay/2"}'],
    ids=range(9),
)
def test_content_of_another_shape_is_refused_by_name(content: str) -> None:
    with pytest.raises(RoadmapInvalid, match=r"^island-coop"):
        overlay_from_content("island-coop", content)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (["rows"], {}),
        (["rows", 0], "a row"),
        (["rows", 0, "cells"], [1]),
        (["rows", 0, "cells", "1", "text"], None),
        (["rows", 0, "ref"], ["RPE-ISL01"]),
        (["rows", 0, "ref"], "../../etc"),
        (["reword", 0, "meaning"], True),
        (["requirements", 0, "add"], "PCE01.1"),
        (["hints", 0, "add"], [["deep"]]),
        (["name"], "other"),
        (["version"], 1),
        (["extra"], 1),
        (["title"], "escape \x1b[31m"),
        (["title"], "\ud800"),
    ],
    ids=str,
)
def test_content_that_was_tampered_with_is_refused_by_name(path: list[str | int], value: object) -> None:
    data = json.loads(read_overlay(ISLAND).content)
    place = data
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    with pytest.raises(RoadmapInvalid, match=r"^island-coop"):
        overlay_from_content("island-coop", json.dumps(data))


# broken ones: file, what stands there, what comes in its place, what stands on the line that is named (of the
# broken file), reference, what is said, and the remedy

BROKEN = [
    ("overlay", "format: te-planner/overlay/1", "format: te-planner/overlay/9", "format:", "top",
     "'format' is 'te-planner/overlay/9'", "te-planner/overlay/1"),
    ("overlay", "name: island-coop", "name: Island Coop", "name:", "top", "no name of an overlay", "a-z"),
    ("overlay", "space: ISL", "space: island", "space:", "top", "no name space", "capital letters"),
    ("overlay", 'version: "1.2"', "version: 1.2", "version:", "top", "the number 1.2", "in quotes"),
    ("overlay", "title: What an", "titles: What an", "titles:", "top", "unknown key 'titles'", "spelling"),
    ("overlay", "statement: >-", "statement: ''\nold: >-", "statement:", "top", "'statement' is ''", "Write"),
    ("rows", "rows:", "name: island-coop\nrows:", "name:", "top", "has the head already", "Leave out"),
    ("rows", "ref: RPE-ISL01", "ref: RPE06", "ref: RPE06", "RPE06", "no reference of the name space ISL",
     "RPE-ISL01"),
    ("rows", "ref: RPE-ISL01", "ref: RPX-ISL01", "ref: RPX-ISL01", "RPX-ISL01", "no reference",
     "track, lane"),
    ("rows", "ref: RPE-ISL01", "ref: RPE-OTH01", "ref: RPE-OTH01", "RPE-OTH01", "name space ISL", "-ISL"),
    ("rows", "ref: PCE-ISL01\n", "ref: RPE-ISL01\n", "ref: RPE-ISL01\n    title: Islands", "RPE-ISL01",
     "is there already", "next free number"),
    ("rows", "title: Rules for the undersea cable", "title: Rules", "title: Rules\n", "RPE-ISL01",
     "not of two to six words", "lengthen"),
    ("rows", "basis: [RPE04]", "basis: [RPE99]", "ref: RPE-ISL01", "RPE-ISL01", "its basis RPE99 is nowhere",
     "Name a row"),
    ("rows", "concepts: [RP2, RP4]", "concepts: [RP9]", "ref: RPE-ISL01", "RPE-ISL01", "no concept RP9",
     "concepts.yaml"),
    ("rows", "nature: action\n        actors: [regulator, utility]",
     "nature: work\n        actors: [utility]", "nature: work", "RPE-ISL01.1",
     "'nature' is 'work'", "action, condition, baseline"),
    ("rows", "actors: [utility]", "actors: []", "1:\n        text: >-\n          For each", "PCE-ISL01.1",
     "nobody can move it", "at least one actor"),
    ("rows", "actors: [utility]", "actors: [king]", "actors: [king]", "PCE-ISL01.1", "names 'king'",
     "regulator"),
    ("rows", "requires: [PCE-ISL01.2,", "requires: [PCE-ISL09.2,", "2:\n        text: >-\n          Members",
     "PCB-ISL01.2", "names PCE-ISL09.2, which is nowhere", "enabler cell"),
    ("rows", "through: [PCR02.2]", "through: [PCR02.3]", "2:\n        text: >-\n          Members",
     "PCB-ISL01.2", "of a later stage", "stage 2 or before"),
    ("rows", "confidence: medium", "confidence: sure", "confidence: sure", "PCB-ISL01.2 link",
     "'confidence' is 'sure'", "high, medium, low"),
    ("rows", "rationale: >-", "because: >-", "because: >-", "PCB-ISL01.2 link", "unknown key 'because'",
     "spelling"),
    ("rows", "  - ref: PCR04", "  - ref: DAR01", "ref: DAR01", "DAR01", "is the document's, not derived",
     "reword:"),
    ("rows", "  - ref: PCR04", "  - ref: PCR44", "ref: PCR44", "PCR44", "there is no row PCR44", "rows:"),
    ("rows", "      2:\n        text: >-\n          Newly", "      2:\n        texts: >-\n          Newly",
     "texts: >-", "PCR04.2", "unknown key 'texts'", "spelling"),
    ("overlay", "cell: RPE02.1\n    text", "cell: RPE77.1\n    text", "cell: RPE77.1", "RPE77.1",
     "there is no cell RPE77.1", "roadmap search"),
    ("overlay", "meaning: same", "meaning: other", "meaning: other", "RPE02.1", "'meaning' is 'other'",
     "same, raised"),
    ("overlay", "    why: A link that", "    reason: A link that", "reason:", "PCE06.1",
     "unknown key 'reason'", "spelling"),
    ("overlay", "row: PCE06\n", "row: PCE66\n", "row: PCE66", "PCE66", "there is no row PCE66",
     "roadmap search"),
    ("overlay", "A study shows", "A study shows " + "very " * 80 + "well", "text: >-\n      A study",
     "RPE02.1", "characters", "400 at most"),
    ("overlay", "add: [PCE-ISL01.2]", "add: [PCE-ISL07.2]", "add: [PCE-ISL07.2]", "PCB01.2",
     "PCE-ISL07.2, which is nowhere", "enabler cell"),
    ("overlay", "add: [PCE-ISL01.2]", "add: [PCE01.3]", "add: [PCE01.3]", "PCB01.2", "of a later stage",
     "stage 2 or before"),
    ("overlay", "add: [PCE-ISL01.2]", "add: [DAE02.1]", "add: [DAE02.1]", "PCB01.2", "a baseline",
     "leave it out"),
    ("overlay", "add: [PCE-ISL01.2]", "add: [PCR02.2]", "add: [PCR02.2]", "PCB01.2", "not an enabler cell",
     "lane E"),
    ("overlay", "add: [PCE-ISL01.2]", "add: [PCE01.2]", "add: [PCE01.2]", "PCB01.2",
     "'PCE01.2' is there already", "Leave it out"),
    ("overlay", "benefit: PCB01.2\n    add: [PCE", "benefit: PCE01.2\n    add: [PCE",
     "benefit: PCE01.2\n    add: [PCE", "PCE01.2", "PCE01.2 is no benefit cell", "roadmap search"),
    ("overlay", "withdraw: [BME03.1]", "withdraw: [BME04.1]", "withdraw: [BME04.1]", "RPB03.1",
     "no 'BME04.1' to withdraw", "roadmap show RPB03.1"),
    ("overlay", "withdraw: [BME03.1]", "withdraw: [BME03.1, RPE03.1]", "withdraw: [BME03.1, RPE03.1]",
     "RPB03.1", "it requires nothing", "would not come without"),
    ("overlay", "    confidence: high\n", "", "benefit: PCB01.2\n    add: [PCE", "PCB01.2",
     "'confidence' is missing", "high, medium, low"),
    ("overlay", "cell: RPE02.1\n    add: [Minutes", "cell: PCR02.1\n    add: [Minutes",
     "cell: PCR02.1", "PCR02.1", "PCR02.1 is no enabler cell", "roadmap search"),
    ("overlay", "reporting to the control room", "reporting to nobody", "withdraw: [\"Commissioning",
     "PCE01.1", "to withdraw", "roadmap show PCE01.1"),
    ("overlay", "    withdraw: [\"Regulation (EU) 2016/631\"]", "    withdraw: []", "cell: PCE05.2",
     "PCE05.2", "it changes nothing", "add: or withdraw:"),
    ("overlay", "better: down", "better: sideways", "name: Member minutes", "Member minutes",
     "'better' is 'sideways'", "up, down"),
    ("overlay", "      - standard: IEEE", "      - standards: IEEE", "standards: IEEE", "add 1",
     "unknown key 'standards'", "spelling"),
    ("overlay", "- cell: PCE-ISL01.2", "- cell: PCE-ISL01.3", "cell: PCE-ISL01.3", "PCE-ISL01.3",
     "there is no cell PCE-ISL01.3", "roadmap search"),
    ("overlay", "title: What an island co-operative adds", 'title: "\\e[31m"', "title:", "top", "U+001B",
     "Remove it"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("file", "old", "new", "at", "place", "said", "remedy"), BROKEN, ids=range(len(BROKEN))
)
def test_each_fault_is_named_with_file_line_reference_and_remedy(
    copy: Path, file: str, old: str, new: str, at: str, place: str, said: str, remedy: str
) -> None:
    path = copy / f"{file}.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    text = text.replace(old, new, 1)
    path.write_text(text, encoding="utf-8")
    line = text[: text.index(at)].count("\n") + 1
    found = problems_of(copy)
    fitting = [each for each in found if said in each.text and each.place.startswith(place)]
    assert fitting, "\n".join(map(str, found))
    assert f"island-coop/{file}.yaml:{line}: " in str(fitting[0])
    assert remedy in fitting[0].remedy


def test_a_replaced_row_keeps_the_stages_on_which_others_rest(tmp_path: Path) -> None:
    body = """
replace:
  - ref: PCR02
    title: Switching by hand
    concepts: [PC1]
    cells:
      1: {text: Somebody drives there.}
"""
    found = problems_of(written(tmp_path, body))
    assert {each.line for each in found} == {12}
    assert any("leaves out PCR02.2, on which PCB01.2 rests" in each.text for each in found)
    assert all("Keep stage" in each.remedy for each in found)


def test_a_measure_of_a_baseline_is_refused(tmp_path: Path) -> None:
    body = "measures:\n  - {benefit: BMB02.1, add: [{name: Any, unit: MW, better: up}]}\n"
    (problem,) = problems_of(written(tmp_path, body))
    assert "how things are today" in problem.text
    assert problem.line == 8


# hostile ones


@pytest.mark.parametrize(
    "hostile",
    [
        b"a: &a [x]\nb: [*a, *a]\n",
        b"rows: !!python/object/apply:os.system ['true']\n",
        b"- just a list\n",
        b"\xff\xfe\x00",
        b"rows: []\nrows: []\n",
        b"x: " + b"[" * 5000,
        b"? [a]\n: b\n",
        b"",
        b"statement: " + b"9" * 10_000 + b"\n",
    ],
    ids=range(9),
)
def test_hostile_yaml_ends_with_a_message_that_names_the_file(copy: Path, hostile: bytes) -> None:
    (copy / "more.yaml").write_bytes(hostile)
    found = problems_of(copy)
    assert found[0].file == "island-coop/more.yaml"


def test_a_huge_file_is_refused_unread(copy: Path) -> None:
    with (copy / "more.yaml").open("wb") as file:
        file.truncate(50_000_000)
    (problem,) = problems_of(copy)
    assert "50,000,000 bytes" in problem.text


def test_many_files_that_are_large_together_are_refused(copy: Path) -> None:
    for number in range(3):
        (copy / f"more{number}.yaml").write_bytes(b"# " + b"x" * 900_000)
    (problem,) = problems_of(copy)
    assert "its files have more than" in problem.text


def test_too_many_files_are_refused(copy: Path) -> None:
    for number in range(300):
        (copy / f"more{number}.yaml").write_bytes(b"{}\n")
    (problem,) = problems_of(copy)
    assert "302 files" in problem.text


@pytest.mark.skipif(os.name == "nt", reason="Windows makes links for administrators only, and has no pipes")
def test_links_that_lead_out_pipes_and_folders_are_refused_unopened(copy: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.yaml"
    secret.write_text("rows: []\n", encoding="utf-8")
    (copy / "out.yaml").symlink_to(secret)
    (copy / "nowhere.yaml").symlink_to(tmp_path / "nowhere")
    (copy / "folder.yaml").mkdir()
    os.mkfifo(copy / "pipe.yaml")
    found = {each.file.partition("/")[2]: each.text for each in problems_of(copy)}
    assert found.keys() == {"out.yaml", "nowhere.yaml", "folder.yaml", "pipe.yaml"}
    assert "leads out of the folder" in found["out.yaml"]
    assert "no ordinary file" in found["pipe.yaml"]


@pytest.mark.skipif(os.name == "nt", reason="Windows makes links for administrators only")
def test_a_link_within_the_folder_is_read(copy: Path) -> None:
    (copy / "kept").mkdir()
    (copy / "rows.yaml").rename(copy / "kept" / "rows.txt")
    (copy / "rows.yaml").symlink_to(copy / "kept" / "rows.txt")
    assert read_overlay(copy).rows


def test_a_folder_without_yaml_or_none_at_all_is_named(tmp_path: Path) -> None:
    (problem,) = problems_of(tmp_path)
    assert "no *.yaml file" in problem.text
    with pytest.raises(Unreadable, match="nowhere"):
        read_overlay(tmp_path / "nowhere")


def test_a_good_overlay_is_data_all_through() -> None:
    overlay = read_overlay(ISLAND)
    assert isinstance(overlay, Overlay)
    assert len(overlay.fingerprint) == 64
    assert (len(overlay.rows), len(overlay.replace), len(overlay.rewords)) == (3, 1, 3)
