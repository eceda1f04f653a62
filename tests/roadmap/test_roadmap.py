"""The shipped roadmap: complete, sound, and quick to load."""

import csv
import json
import os
import shutil
from collections import Counter
from pathlib import Path

import pytest

from te_planner.roadmap.block import RoadmapInvalid
from te_planner.roadmap.compiled import NAME, read_compiled
from te_planner.roadmap.files import data_folder
from te_planner.roadmap.loader import load_roadmap
from te_planner.roadmap.model import STAGES, Roadmap

INVENTORY = Path(__file__).parent / "inventory.csv"


@pytest.fixture(scope="module")
def road() -> Roadmap:
    return load_roadmap()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped YAML to break."""
    copy = tmp_path / "roadmap"
    shutil.copytree(data_folder("roadmap"), copy, ignore=shutil.ignore_patterns(NAME))
    return copy


def spoil(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{old!r} is not in {file}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def refusal(folder: Path) -> str:
    with pytest.raises(RoadmapInvalid) as raised:
        load_roadmap(folder)
    return "\n".join(map(str, raised.value.problems))


def broken(folder: Path, file: str, old: str, new: str) -> str:
    """What the loader says of the copy once `old` stands there as `new`."""
    spoil(folder, file, old, new)
    return refusal(folder)


def test_it_holds_each_cell_of_the_documents_tables_and_no_other(road: Roadmap) -> None:
    with INVENTORY.open(encoding="utf-8", newline="") as file:
        listed = {
            (each["cell"], each["track"], each["lane"], int(each["stage"]), int(each["table"]))
            for each in csv.DictReader(file)
            if each["content"] != "empty"
        }
    found = {
        (cell.ref, cell.track, cell.lane, cell.stage, road.rows[cell.row].table)
        for cell in road.cells.values()
        if cell.provenance == "source"
    }
    assert found == listed
    assert len(found) == 231


def test_what_is_ours_is_marked_derived(road: Roadmap) -> None:
    derived = {row.ref[:3] for row in road.rows.values() if row.provenance == "derived"}
    assert derived == {"PCR", "PCB"}
    for benefit in road.benefits:
        assert benefit.link is not None
        assert benefit.link.provenance == "derived"
        assert benefit.link.rationale


def test_the_cut_cell_says_that_it_is_reconstructed(road: Roadmap) -> None:
    assert [cell.ref for cell in road.cells.values() if cell.cut] == ["RPB06.2"]
    assert road.cells["RPB06.2"].note


def test_every_stage_of_every_track_has_enablers_to_work_on(road: Roadmap) -> None:
    for track in road.tracks:
        for stage in STAGES:
            assert any(cell.nature == "action" for cell in road.stage_of(track, stage))


def test_requirements_are_few_and_cross_tracks(road: Roadmap) -> None:
    asked = [benefit.link.requires for benefit in road.benefits if benefit.link]
    assert max(map(len, asked)) <= 5
    crossing = sum(
        any(ref[:2] != each.track for ref in each.link.requires) for each in road.benefits if each.link
    )
    assert crossing > len(asked) / 3


def test_each_enabler_says_what_could_show_it_and_each_benefit_what_could_measure_it(road: Roadmap) -> None:
    assert all(road.hints(cell.ref) for cell in road.enablers)
    assert all(road.measures(cell.ref) for cell in road.benefits if cell.nature != "baseline")
    assert {each.standard for each in road.crosswalk("PCE05.2")} >= {"IEEE 1547-2018"}


def test_core_concepts_are_all_invoked(road: Roadmap) -> None:
    used = Counter(ref for row in road.rows.values() for ref in row.concepts)
    assert {concept.ref for concept in road.parts.concepts} <= set(used)
    assert len(road.parts.concepts) == 18
    assert len(road.parts.questions) == 10


def kept_key(folder: Path) -> str:
    return str(json.loads((folder / NAME).read_text(encoding="utf-8"))["key"])


def test_the_compiled_form_holds_the_same_and_follows_the_yaml(folder: Path) -> None:
    first = load_roadmap(folder)
    compiled = read_compiled(folder, kept_key(folder))
    assert compiled == first.parts
    path = folder / "rp.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(first.rows["RPE01"].title, "Another short title", 1), encoding="utf-8")
    assert load_roadmap(folder).rows["RPE01"].title == "Another short title"


@pytest.mark.parametrize("spoilt", ["", "{", "[]", '{"format": 1}', "\x00"])
def test_a_spoilt_compiled_form_is_made_anew(folder: Path, spoilt: str) -> None:
    first = load_roadmap(folder)
    (folder / NAME).write_text(spoilt, encoding="utf-8")
    assert load_roadmap(folder).parts == first.parts
    assert json.loads((folder / NAME).read_text(encoding="utf-8"))["parts"][1] == first.parts.fingerprint


def test_everyday_words_lead_a_search_and_are_no_part_of_the_edition(folder: Path) -> None:
    first, path = load_roadmap(folder), folder / "everyday.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("[battery, ", "[accumulator, ", 1), encoding="utf-8"
    )
    second = load_roadmap(folder)
    assert second.label == first.label
    assert second.parts.everyday[0].say[0] == "accumulator"
    path.unlink()
    assert load_roadmap(folder).parts._replace(everyday=first.parts.everyday) == first.parts


def test_line_ends_of_windows_make_no_other_roadmap(folder: Path) -> None:
    first = load_roadmap(folder)
    for path in folder.glob("*.yaml"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert load_roadmap(folder).parts.fingerprint == first.parts.fingerprint


ASKING = "Policy makers ask when transactive retail markets should be created, and how."
BROKEN: list[list[tuple[str, str, str, str]]] = [
    [
        ("rp.yaml", "track: RP", "track: RP\nextra: 1", "unknown key 'extra'"),
        ("rp.yaml", "ref: RPE02", "ref: BME02", "is no row of track RP"),
        ("rp.yaml", "nature: action", "nature: work", "Write one of: action, condition, baseline"),
        ("rp.yaml", "actors: [regulator", "actors: [king, regulator", "names 'king'"),
        ("rp.yaml", "confidence: high", "confidence: sure", "Write one of: high, medium, low"),
        ("rp.yaml", "rationale:", "reason:", "'rationale' is missing"),
        ("rp.yaml", "requires: [", "requires: [RPE01.1, RPE01.1, ", "names something twice"),
    ],
    [
        ("rp.yaml", "track: RP", "track: BM", "Write one of: RP"),
        ("rp.yaml", "cut: true", "cut: perhaps", "'cut' is 'perhaps'"),
        ("rp.yaml", "provenance: derived", "provenance: source", "Write one of: derived"),
        ("rp.yaml", "table: 5", "table: five", "not a whole number"),
        ("rp.yaml", "text: >-", "text: ''\n        old: >-", "not a text"),
        (
            "rp.yaml",
            "  - ref: RPV01\n    title:",
            "  - ref: RPV01\n    title: Word\n    old:",
            "two to six words",
        ),
        ("edition.yaml", "document:", "documents:", "'document' is missing. Write document: and"),
    ],
    [
        ("rp.yaml", "ref: RPE02", "ref: RPE01", "stands twice"),
        ("rp.yaml", "requires: [", "requires: [RPE99.1, ", "RPE99.1, which is nowhere"),
        ("rp.yaml", "through: [", "through: [RPE01.1, ", "not a result cell"),
        ("rp.yaml", "concepts: [", "concepts: [RP9, ", "no concept RP9"),
        ("pc.yaml", "basis: [", "basis: [PCX01, ", "its basis PCX01 is nowhere"),
        ("concepts.yaml", "ref: RP2", "ref: RP1", "the concept stands twice"),
        ("stages.yaml", "number: 2", "number: 3", "Write each once, in this order: 1, 2, 3"),
    ],
    [
        ("rp.yaml", "requires: [", "requires: [RPV01.1, ", "not an enabler cell"),
        ("rp.yaml", "through: [", "through: [RPR77.1, ", "RPR77.1, which is nowhere"),
        ("questions.yaml", "number: 10", "number: 9", "questions"),
        ("tracks.yaml", "to: BM", "to: RP", "a cycle"),
        ("evidence.yaml", "  RPE01.1:", "  RPE01.9:", "no such cell"),
        (
            "measures.yaml",
            "BMB02.1: []",
            "BMB02.1: [{name: Any, unit: MW, better: up}]",
            "A baseline has none",
        ),
        ("crosswalk.yaml", "cell: PCE05.2", "cell: PCB05.2", "no such enabler cell"),
    ],
    [
        ("rp.yaml", "requires: [", "requires: [DAE02.1, ", "a baseline"),
        ("rp.yaml", "table: 5", "table: 6", "table 5: it has 3 rows and 9 cells, not 4 and 12"),
        ("questions.yaml", "concepts: [RP2]", "concepts: [RP7]", "no concept RP7"),
        ("evidence.yaml", "Privacy impact assessment", "Privacy impact assessment by an XYZQ", "XYZQ"),
        (
            "measures.yaml",
            "unit: MW,",
            "unit: megawatts of nameplate capacity,",
            "its unit has 31 characters",
        ),
        ("concepts.yaml", "title: Open retail markets", "title: Open retail micro-grids", "Write microgrid."),
    ],
    [
        ("lanes.yaml", "key: V", "key: V\n    key: E", "stands twice"),
        ("terms.yaml", "produces as well as consumes", "produces as well as produces as well as", "twice"),
    ],
    [
        ("evidence.yaml", "provenance: derived", "provenance: source", "Write one of: derived"),
        ("measures.yaml", "better: up", "better: sideways", "Write one of: up, down"),
        (
            "crosswalk.yaml",
            "    confidence: medium",
            "    confidence: sure",
            "Write one of: high, medium, low",
        ),
        ("crosswalk.yaml", "covers: >-", "covers: TODO\n    old: >-", "unknown key 'old'"),
    ],
    [
        ("rp.yaml", "table: 5", "table: 19", "table 19: it has 1 rows and 3 cells, not 0 and 0"),
    ],
    *(
        [("rp.yaml", ASKING, text, said)]
        for text, said in (
            ("To be written.", "the placeholder 'To be written'"),
            ("TBD", "the placeholder 'TBD'"),
            ("Policy makers ask …", "the placeholder '…'"),
            ("'<text>'", "the placeholder '<text>'"),
            ("'--'", "says nothing"),
            (f"{ASKING} {ASKING}", "says “policy makers ask when transactive retail markets should be"),
            (f"{ASKING} This asks should be created, and how.", "says “should be created and how” twice"),
            ("The the policy makers ask.", "says “the” twice"),
            (f"{'Many more words are said here. ' * 9}{'And still others come after. ' * 9}", "characters"),
            (
                "Interjurisdictional transactive retail markets necessitate regulatory experimentation, "
                "standardization, comprehensive interoperability considerations, dispute resolution "
                "procedures, stakeholder participation requirements, more accountability arrangements.",
                "is hard to read (LIX",
            ),
            ("Policy makers ask for an EMS.", "the abbreviation EMS, which nothing explains"),
            ("Policy makers ask for TES.", "says “TES”. Write TE system."),
            ("They ask for the behaviour of markets.", "Write the American spelling."),
            ("Each swimlane asks when.", "says “swimlane”. Write swim lane."),
        )
    ),
]
"""Faults of one copy: all of them are told in one go."""


@pytest.mark.parametrize("faults", BROKEN, ids=range(len(BROKEN)))
def test_each_fault_is_named_with_its_place_and_remedy(
    folder: Path, faults: list[tuple[str, str, str, str]]
) -> None:
    for file, old, new, _ in faults:
        spoil(folder, file, old, new)
    told = refusal(folder)
    for *_, said in faults:
        assert said in told


def test_a_requirement_in_a_later_stage_is_a_fault(folder: Path, road: Roadmap) -> None:
    benefit = next(each for each in road.benefits if each.track == "RP" and each.stage == 1 and each.link)
    assert benefit.link is not None
    first = benefit.link.requires[0]
    later = f"{first[:-1]}3"
    said = broken(folder, "rp.yaml", f"requires: [{first}", f"requires: [{later}")
    assert f"{benefit.ref}: names {later}, of a later stage" in said


def test_problems_come_by_file_and_line(folder: Path) -> None:
    for file, old, new in (
        ("pc.yaml", "concepts: [", "concepts: [PC9, "),
        ("rp.yaml", "requires: [", "requires: [RPE99.1, "),
        ("rp.yaml", ASKING, "To be written."),
    ):
        path = folder / file
        path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(RoadmapInvalid) as raised:
        load_roadmap(folder)
    problems = raised.value.problems
    assert [(each.file, each.place) for each in problems] == [
        ("rp.yaml", "RPV02.1"),
        ("rp.yaml", "RPB01.2"),
        ("pc.yaml", "PCV01"),
        ("meanings.yaml", "RPV02.1"),
    ]
    for each in problems[:-1]:  # a remembered text stands in a line of its own
        lines = (folder / each.file).read_text(encoding="utf-8").splitlines()
        row, _, stage = each.place.partition(".")
        begun = next(n for n, line in enumerate(lines, 1) if f"ref: {row}" in line)
        assert lines[each.line - 1].strip().startswith(f"{stage}:" if stage else f"- ref: {row}")
        assert begun <= each.line < begun + 20


def test_yaml_that_is_no_yaml_names_file_and_line(folder: Path) -> None:
    said = broken(folder, "rp.yaml", "track: RP", "track: [RP")
    assert said.startswith("rp.yaml: file:")
    assert "line" in said


@pytest.mark.parametrize(
    "hostile",
    [
        "a: &a [x]\nb: [*a, *a]\n",
        "a: !!python/object/apply:os.system ['true']\n",
        "- just a list\n",
        "\xff\xfe",
    ],
)
def test_hostile_yaml_ends_with_a_message(folder: Path, hostile: str) -> None:
    (folder / "rp.yaml").write_bytes(hostile.encode("latin-1"))
    with pytest.raises(RoadmapInvalid, match=r"rp\.yaml"):
        load_roadmap(folder)


def test_a_missing_file_is_named(folder: Path) -> None:
    (folder / "bm.yaml").unlink()
    with pytest.raises(Exception, match=r"bm\.yaml"):
        load_roadmap(folder)


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps no read-only folders")
def test_a_roadmap_in_a_folder_that_cannot_be_written_loads_all_the_same(folder: Path) -> None:
    (folder / NAME).mkdir()  # stands where the compiled form would be written, for root as well
    assert load_roadmap(folder).cells
