"""The published schemas of the YAML files: what ships fits them, and they refuse what the loaders refuse."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from support.plans import TODAY, made
from te_planner.cli import main
from te_planner.errors import Unreadable
from te_planner.exchange.planfile.file import load_plan_file
from te_planner.exchange.planfile.yaml_fields import read_fields
from te_planner.exchange.yaml_schemas import FOLDER, schema_for, schema_names, schema_text
from te_planner.roadmap.compiled import NAME
from te_planner.roadmap.files import FILES, data_folder
from te_planner.roadmap.loader import load_roadmap
from te_planner.roadmap.model import ACTORS, CHARACTERISTICS, CONFIDENCES, NATURES
from te_planner.roadmap.reader import parse_yaml
from te_planner.roadmap.wording import LONGEST

ROADMAP, PLANS = data_folder("roadmap"), data_folder("plans")
OVERLAYS = sorted((ROADMAP.parent / "overlays").glob("*/*.yaml"))


def validator(name: str) -> Draft202012Validator:
    text = schema_text(name)
    assert text, f"{name} has no schema"
    return Draft202012Validator(json.loads(text))


def plain(data: Any) -> Any:
    """As JSON has it: every key a text."""
    if isinstance(data, dict):
        return {str(key): plain(value) for key, value in data.items()}
    return [plain(value) for value in data] if isinstance(data, list) else data


def faults(path: Path, name: str) -> list[str]:
    """What the schema finds in a file; a plan's days are texts."""
    read = read_fields if name == "plan" else parse_yaml
    data = plain(read(path.name, path.read_bytes()).data)
    return [f"{list(each.absolute_path)}: {each.message}" for each in validator(name).iter_errors(data)]


@pytest.mark.parametrize("file", FILES)
def test_each_file_of_the_roadmap_fits_its_schema(file: str) -> None:
    assert faults(ROADMAP / file, schema_for(file)) == []


@pytest.mark.parametrize("path", sorted(PLANS.glob("*.yaml")), ids=lambda path: path.stem)
def test_each_example_plan_fits_its_schema(path: Path) -> None:
    assert faults(path, "plan") == []


@pytest.mark.parametrize("name", ["harborview", "tri-rivers", "empty"])
def test_what_is_exported_fits_the_plans_schema(tmp_path: Path, name: str) -> None:
    target = tmp_path / "plan.yaml"
    assert main(["export", str(target), "-p", str(made(name))], today=TODAY) == 0
    assert faults(target, "plan") == []


@pytest.mark.parametrize("path", OVERLAYS, ids=lambda path: path.stem)
def test_each_shipped_overlay_fits_its_schema(path: Path) -> None:
    assert faults(path, "overlay") == []


OVERLAY = """
format: te-planner/overlay/1
name: island-coop
space: ISL
version: "1.2"
title: What an island co-operative adds
statement: Made up.
rows:
  - ref: RPE-ISL01
    title: Undersea cable rules
    basis: [RPE04]
    concepts: [RP2]
    cells:
      1: {text: Rules for cables are in force., nature: action, actors: [regulator]}
replace:
  - ref: PCR01
    title: Other results come
    concepts: [PC1]
    cells:
      1: {text: Something else comes about.}
reword:
  - {cell: RPE02.1, text: Said otherwise., meaning: same, why: Plainer.}
  - {row: RPE02, title: Another title, why: Plainer.}
requirements:
  - {benefit: RPB03.1, add: [RPE-ISL01.1], withdraw: [RPE03.1], why: So it is here., confidence: medium}
hints:
  - {cell: RPE02.1, add: [A signed cable protocol], withdraw: [The exact text]}
measures:
  - {benefit: RPB03.1, add: [{name: Cable hours, unit: h, better: up}]}
crosswalk:
  - {cell: RPE02.1, add: [{standard: X 1, title: On X, covers: A part., confidence: medium}], withdraw: [X 2]}
"""

OVERLAY_FAULTS = [
    ("name: island-coop", "name: Island"),
    ("space: ISL", "space: isl"),
    ('version: "1.2"', "version: 1.2"),
    ("statement: Made up.", ""),
    ("ref: RPE-ISL01", "ref: RPE01"),
    ("title: Undersea cable rules", "title: Cables"),
    ("nature: action, ", ""),
    ("actors: [regulator]", "actors: [king]"),
    ("meaning: same", "meaning: changed"),
    ("text: Said otherwise., ", ""),
    ("row: RPE02, title", "row: RPE02, text"),
    (", confidence: medium}\nhints", "}\nhints"),
    ("better: up", "better: more"),
    ("hints:", "hint:"),
]


def overlay_faults(text: str) -> list[str]:
    data = plain(parse_yaml("overlay.yaml", text.encode()).data)
    return [each.message for each in validator("overlay").iter_errors(data)]


def test_an_overlay_of_every_kind_of_change_fits_its_schema() -> None:
    assert overlay_faults(OVERLAY) == []
    assert overlay_faults("hints:\n  - {cell: RPE02.1, add: [A list of its own]}\n") == []


@pytest.mark.parametrize(("old", "new"), OVERLAY_FAULTS)
def test_a_fault_in_an_overlay_is_found(old: str, new: str) -> None:
    assert old in OVERLAY
    assert overlay_faults(OVERLAY.replace(old, new, 1))


ROADMAP_FAULTS = [
    ("rp.yaml", "    table: 5", "    tables: 5"),
    ("rp.yaml", "    table: 5\n", ""),
    ("rp.yaml", "table: 5", "table: five"),
    ("rp.yaml", "nature: action", "nature: work"),
    ("rp.yaml", "        actors: [", "        actor: ["),
    ("rp.yaml", "rationale:", "reason:"),
    ("rp.yaml", "confidence: high", "confidence: sure"),
    ("rp.yaml", "requires: [", "requires: [RPV01.1, "),
    ("rp.yaml", "concepts: [", "concepts: [RP9, "),
    ("rp.yaml", "ref: RPE02", "ref: RPX02"),
    ("rp.yaml", "track: RP", "track: XX"),
    ("pc.yaml", "    basis: [", "    bases: ["),
    ("evidence.yaml", "  RPE01.1:", "  RPV01.1:"),
    ("measures.yaml", "better: up", "better: sideways"),
    ("crosswalk.yaml", "    standard:", "    norm:"),
    ("crosswalk.yaml", "confidence: medium", "confidence: ''"),
    ("stages.yaml", "number: 2", "number: 4"),
    ("stages.yaml", "      1: It is limited.\n", ""),
    ("tracks.yaml", "strength: strong", "strength: great"),
    ("lanes.yaml", "key: V", "key: W"),
    ("concepts.yaml", "ref: RP2", "ref: RP5"),
    ("questions.yaml", "number: 10", "number: eleven"),
    ("terms.yaml", "short: ADMS", "abbreviation: ADMS"),
    ("edition.yaml", "document:", "documents:"),
]


@pytest.mark.parametrize(("file", "old", "new"), ROADMAP_FAULTS)
def test_schema_and_loader_refuse_the_same_in_the_roadmap(
    tmp_path: Path, file: str, old: str, new: str
) -> None:
    folder = tmp_path / "roadmap"
    shutil.copytree(ROADMAP, folder, ignore=shutil.ignore_patterns(NAME))
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(Unreadable):
        load_roadmap(folder)
    assert faults(folder / file, schema_for(file))


PLAN_FAULTS = [
    ("format: te-planner/plan/1", "format: te-planner/plan/9"),
    ("  name: Harborview Municipal Light", "  named: Harborview Municipal Light"),
    ("    region: City of Harborview\n", ""),
    ("    characteristic: penetration", "    characteristic: size"),
    ("    stage: 1", "    stage: 4"),
    ("    effective: 2026-09-03", "    effective: last year"),
    ("{kind: document, title", "{kind: paper, title"),
    ("  - key: P-01", "  - keys: P-01"),
    ("{status: approved,", "{status: agreed,"),
    ("kind: capital, planned", "kind: costs, planned"),
    ("planned: 1450000, ", ""),
    ("planned: 1450000", "planned: many"),
    ("{cell: PCE01.1, systems: [Harborview], share: 70}", "{cell: PCV01.1, systems: [Harborview]}"),
    ("{cell: PCE01.1, systems: [Harborview], share: 70}", "{cell: PCE01.1, systems: []}"),
    ("        forecast_given: 2024-10-09\n", ""),
    ("weight: 2,", "weight: heavy,"),
    ("    answer: in place", "    answer: yes"),
    ("    made_by:", "    by:"),
]


@pytest.mark.parametrize(("old", "new"), PLAN_FAULTS)
def test_schema_and_loader_refuse_the_same_in_a_plan(tmp_path: Path, old: str, new: str) -> None:
    text = (PLANS / "harborview.yaml").read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "harborview.yaml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(Unreadable):
        load_plan_file(path, load_roadmap())
    assert faults(path, "plan")


def parts_of(schema: Any) -> list[dict[str, Any]]:
    """Every mapping within a schema that has properties."""
    if isinstance(schema, dict):
        own = [schema] if "properties" in schema and schema.get("type") == "object" else []
        return own + [part for value in schema.values() for part in parts_of(value)]
    return [part for value in schema for part in parts_of(value)] if isinstance(schema, list) else []


@pytest.mark.parametrize("name", schema_names())
def test_each_schema_is_one_and_describes_each_key(name: str) -> None:
    schema = json.loads(schema_text(name) or "")
    Draft202012Validator.check_schema(schema)
    assert schema["title"]
    definitions = schema.get("$defs", {})
    for part in parts_of(schema):
        for key, value in part["properties"].items():
            if value is False:
                continue
            target = definitions.get(str(value.get("$ref", "")).rpartition("/")[2], {})
            assert value.get("description") or target.get("description"), f"{name}: {key}"


def test_the_closed_lists_are_those_of_the_model() -> None:
    rows = json.loads((FOLDER / "rows.json").read_text(encoding="utf-8"))["$defs"]
    overlay = json.loads((FOLDER / "overlay.json").read_text(encoding="utf-8"))["$defs"]
    for definitions in (rows, overlay):
        enabler = definitions["enabler"]["properties"]
        assert tuple(enabler["nature"]["enum"]) == NATURES
        assert tuple(enabler["actors"]["items"]["enum"]) == ACTORS
        assert enabler["text"]["maxLength"] == LONGEST["cell"]
        assert tuple(definitions["link"]["properties"]["confidence"]["enum"]) == CONFIDENCES
    stages = json.loads((FOLDER / "stages.json").read_text(encoding="utf-8"))
    key = stages["properties"]["characteristics"]["items"]["properties"]["key"]
    assert tuple(key["enum"]) == CHARACTERISTICS
