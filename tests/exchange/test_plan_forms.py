"""A plan in each form that export writes, and back: the same plan and bytes, nothing cut or computed."""

import csv
import io
import json
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import Phase, given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from openpyxl import load_workbook
from xlsxwriter import Workbook

from support.drawn import NOTE, TEXT, furnish
from support.often import tried
from support.plans import TODAY, copied, made, real_roadmap
from te_planner.cli import main
from te_planner.errors import PlannerError, WrongCall
from te_planner.exchange.examples import new_from_file
from te_planner.exchange.planfile.export import Document, document_yaml, plan_document
from te_planner.exchange.planfile.file import LARGEST
from te_planner.exchange.planfile.flat import lay_flat
from te_planner.exchange.planfile.formats import Form, files_of, form_of, read_document
from te_planner.exchange.planfile.shape import shapes
from te_planner.exchange.planfile.sheets import sheet_name, workbook
from te_planner.exchange.planfile.yaml_folder import file_name
from te_planner.exchange.workbook import read_sheets
from te_planner.exchange.xlsx_text import put_text
from te_planner.exchange.yaml_schemas import schema_text
from te_planner.plan.store import open_plan
from te_planner.plan.transaction import apply

FORMS: dict[Form, str] = {
    "yaml": "one.yaml", "yaml folder": "many", "json": "one.json", "xlsx": "one.xlsx", "csv": "tables",
}  # fmt: skip
EXAMPLES = ("harborview", "tri-rivers", "empty")


def document_of(path: Path) -> Document:
    with open_plan(path) as plan:
        return plan_document(plan.snapshot())


def written(form: Form, document: Document, folder: Path) -> Path:
    """The document's files in a form, in a folder of their own."""
    target = folder / FORMS[form]
    for name, content in files_of(form, document, "A label").items():
        path = target / name if name else target
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return target


def again(source: Path, folder: Path) -> str:
    """The YAML of a plan that is made of an export."""
    path = folder / f"{source.name}.db"
    new_from_file(path, source, roadmap=real_roadmap(), today=TODAY, who="tester")
    return document_yaml(document_of(path))


# the larger example in one file of each sort, the other two in all forms
PAIRS = [
    (name, form) for name in EXAMPLES for form in FORMS if name != "harborview" or form in ("yaml", "xlsx")
]


@pytest.mark.parametrize(("name", "form"), PAIRS)
def test_each_form_gives_the_same_plan_again(name: str, form: Form, tmp_path: Path) -> None:
    document = document_of(made(name))
    assert again(written(form, document, tmp_path), tmp_path) == document_yaml(document)


@given(data=st.data())
@tried(8, phases=[Phase.generate])
def test_any_plan_comes_back_from_each_form(data: st.DataObject) -> None:
    with TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        path = copied("empty", folder)
        with open_plan(path) as plan:
            apply(plan, furnish, roadmap=real_roadmap(), today=TODAY, who="tester", draw=data.draw)
        document = document_of(path)
        for form in FORMS:
            assert again(written(form, document, folder), folder) == document_yaml(document), form


@given(text=TEXT | NOTE | st.sampled_from(("\ufffe", "a\uffff_x0041_")))
@tried(300)
def test_any_text_comes_back_from_a_cell(text: str) -> None:
    with TemporaryDirectory(ignore_cleanup_errors=True) as name:
        path = Path(name) / "one.xlsx"
        book = Workbook(path)
        assert put_text(book.add_worksheet(), 0, 0, f"{text}|")
        book.close()
        assert read_sheets(path)[0].rows == [(1, (f"{text}|",))]


def test_the_same_plan_gives_the_same_bytes(tmp_path: Path) -> None:
    document = document_of(made("tri-rivers"))
    again_made = written("yaml", document, tmp_path)
    new_from_file(tmp_path / "2.db", again_made, roadmap=real_roadmap(), today=TODAY, who="somebody else")
    second = document_of(tmp_path / "2.db")
    for form in FORMS:
        assert files_of(form, second, "L") == files_of(form, document, "L"), form


def test_json_fits_the_published_schema_and_says_what_is_not_in_it() -> None:
    text = files_of("json", document_of(made("tri-rivers")), "L")[""].decode()
    found = json.loads(text)
    schema = Draft202012Validator(json.loads(schema_text("plan") or ""))
    assert [each.message for each in schema.iter_errors(found)] == []
    assert "journal" in found["about"]


def test_every_table_is_a_sheet_with_a_frozen_head_a_filter_and_typed_cells(tmp_path: Path) -> None:
    book = load_workbook(written("xlsx", document_of(made("harborview")), tmp_path))
    assert book.sheetnames == ["about", *(sheet_name(shape) for shape in shapes())]
    for sheet in book.worksheets[1:]:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref
    assert not [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    head, first, *_ = book["budget"].iter_rows(values_only=True)
    told = dict(zip(head, first, strict=True))
    assert (told["year"], told["planned"]) == (2022, 1450000)
    assert book["projects"]["D2"].is_date
    assert "journal" in str(book["about"]["A1"].value)


def test_tables_without_rows_have_their_headings(tmp_path: Path) -> None:
    target = written("csv", document_of(made("empty")), tmp_path)
    for shape in shapes():
        text = (target / f"{shape.name}.csv").read_text(encoding="utf-8-sig")
        assert next(csv.reader(io.StringIO(text))) == list(shape.headings)


def test_no_two_columns_of_a_table_have_one_heading() -> None:
    assert len({shape.name for shape in shapes()}) == len(shapes())
    for shape in shapes():
        assert len(set(shape.headings)) == len(shape.headings), shape.name


def test_a_text_that_fits_no_cell_is_named_and_not_cut() -> None:
    document = document_of(made("empty")) | {"regions": [{"name": "R", "note": "x" * 33_000}]}
    with pytest.raises(WrongCall, match="regions, row 2: note has 33,000 characters"):
        workbook(lay_flat(document))


def test_rows_may_be_sorted_in_the_spreadsheet(tmp_path: Path) -> None:
    document = document_of(made("harborview"))
    target = written("csv", document, tmp_path)
    for path in target.glob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            head, *rows = csv.reader(file)
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([head, *reversed(rows)])
    assert again(target, tmp_path) == document_yaml(document)


@pytest.mark.parametrize(
    ("table", "old", "new", "says"),
    [
        ("milestones", "title,weight", "name,weight", r"tables/milestones\.csv:1: name: unknown column"),
        ("milestones", "2022-10-28", "2022-10-32", r"milestones\.csv:2: .*not a day"),
        ("milestones", "P-01,Radio", "P-99,Radio", r"milestones\.csv:2: .*there is no project 'P-99'"),
        ("milestones", "2,2023-08-31", "two,2023-08-31", r"milestones\.csv:3: .*'weight' is 'two'"),
        ("milestones", "project,title", "title,title", "stands twice"),
        ("statements", "in place", "maybe", r"statements\.csv:2: .*'answer'"),
        ("evidence", "document", "rumour", r"evidence\.csv:"),
        ("projects", "2022-05-02", "2099-05-02", r"projects\.csv:2: .*end .* lies before"),
        ("plan", "te-planner/plan/1", "te-planner/plan/2", "'format'"),
    ],
)
def test_what_is_wrong_is_named_with_its_row(
    table: str, old: str, new: str, says: str, tmp_path: Path
) -> None:
    target = written("csv", document_of(made("harborview")), tmp_path)
    path = target / f"{table}.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(PlannerError, match=f"(?s){says}"):
        again(target, tmp_path)
    assert not (tmp_path / "tables.db").exists()


def test_what_is_wrong_in_a_sheet_is_named_with_its_row(tmp_path: Path) -> None:
    target = written("xlsx", document_of(made("harborview")), tmp_path)
    book = load_workbook(target)
    book["milestones"]["C3"] = "heavy"
    book.create_sheet("my notes")["A1"] = "x"
    book.save(target)
    with pytest.raises(PlannerError) as caught:
        again(target, tmp_path)
    assert "one.xlsx, sheet my notes: sheet: unknown" in str(caught.value)
    assert "one.xlsx, sheet milestones, row 3: P-01 milestone" in str(caught.value)


def test_a_workbook_saved_by_another_program_is_read(tmp_path: Path) -> None:
    document = document_of(made("harborview"))
    target = written("xlsx", document, tmp_path)
    load_workbook(target).save(target)
    assert again(target, tmp_path) == document_yaml(document)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "no Excel workbook"),
        (b"PK\x03\x04 torn", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"{}", "no Excel workbook"),
    ],
)
def test_what_is_no_workbook_ends_with_a_message(content: bytes, says: str, tmp_path: Path) -> None:
    path = tmp_path / "one.xlsx"
    path.write_bytes(content)
    with pytest.raises(PlannerError, match=says):
        read_document(path)


def repacked(path: Path, part: str, content: bytes) -> None:
    with zipfile.ZipFile(path) as archive:
        parts = {each: archive.read(each) for each in archive.namelist()}
    parts[part] = content
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, held in parts.items():
            archive.writestr(name, held)


@pytest.mark.parametrize("part", ["xl/sharedStrings.xml", "xl/worksheets/sheet2.xml"])
def test_entities_and_bombs_in_a_workbook_end_with_a_message(part: str, tmp_path: Path) -> None:
    target = written("xlsx", document_of(made("empty")), tmp_path)
    repacked(target, part, b'<!DOCTYPE x [<!ENTITY a "aaaa">]><sst><si><t>&a;</t></si></sst>')
    with pytest.raises(PlannerError, match="XML entities"):
        read_document(target)
    repacked(target, part, b" " * 60_000_000)
    with pytest.raises(PlannerError, match=r"unpacked|MB"):
        read_document(target)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('{"format": 1, "format": 2}', "stands twice"),
        ("[" * 100_000, "JSON"),
        ("[1]", "no object"),
        ('{"format": NaN}', "no figure"),
        ("{,", "JSON"),
        ("[" + "[]," * (LARGEST // 4) + "1]", "more values"),
    ],
    ids=["twice", "deep", "list", "nan", "torn", "dense"],
)
def test_what_is_no_document_in_json_ends_with_a_message(text: str, says: str, tmp_path: Path) -> None:
    path = tmp_path / "one.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(PlannerError, match=says):
        read_document(path)


@pytest.mark.parametrize(
    ("target", "asked", "form"),
    [
        ("a.yaml", None, "yaml"), ("a.YML", "yaml", "yaml"), ("a.json", None, "json"),
        ("a.xlsx", "xlsx", "xlsx"), ("a", None, "yaml folder"), ("a", "yaml", "yaml folder"),
        ("a", "csv", "csv"), ("a", "json", "json"), ("a.csv", None, "wrong"),
        ("a.csv", "csv", "wrong"), ("a.yaml", "csv", "wrong"), ("a.txt", None, "wrong"),
        ("a.yaml", "json", "wrong"), (".", "json", "wrong"),
    ],
)  # fmt: skip
def test_the_name_tells_the_form(target: str, asked: str | None, form: str) -> None:
    if form == "wrong":
        with pytest.raises(WrongCall):
            form_of(Path(target), asked)
    else:
        assert form_of(Path(target), asked) == form


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("P-01", "P-01.yaml"), ("CON", "%43ON.yaml"), ("lpt1", "%6Cpt1.yaml"), ("a:b", "a%3Ab.yaml"),
        ("a.", "a%2E.yaml"), ("..", "%2E%2E.yaml"), ("é", "%C3%A9.yaml"), ("%41", "%2541.yaml"),
    ],
)  # fmt: skip
def test_a_projects_file_has_a_name_that_every_system_takes(key: str, name: str) -> None:
    assert file_name(key) == name


def test_a_second_export_removes_its_own_files_of_projects_that_are_gone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan, target = str(copied("harborview", tmp_path)), tmp_path / "out"

    def run(*words: str) -> int:
        return main([*words, "-p", plan], today=TODAY)

    assert run("export", str(target)) == 0
    assert "journal" in capsys.readouterr().err
    (target / "projects" / "mine.yaml").write_text("# P-01\n", encoding="utf-8")
    assert run("remove", "project", "P-16") == 0
    assert run("export", str(target)) == 2
    assert "--force" in capsys.readouterr().err
    assert (target / "projects" / "P-16.yaml").exists()
    assert run("export", str(target), "--force") == 0
    said = capsys.readouterr()
    assert "Removed" in said.out
    assert "mine.yaml, which no export wrote" in said.err
    assert not (target / "projects" / "P-16.yaml").exists()
    assert (target / "projects" / "mine.yaml").exists()


def test_csv_says_that_it_is_lossless_and_not_safe(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan, target = str(copied("harborview", tmp_path)), tmp_path / "tables"
    assert main(["export", str(target), "--format", "csv", "-p", plan], today=TODAY) == 0
    said = capsys.readouterr().err
    assert "lossless" in said
    assert "report" in said
    assert main(["new", str(tmp_path / "again.db"), "--from", str(target)], today=TODAY) == 0
