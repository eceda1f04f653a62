"""Hostile texts that a plan holds, on their way out: in every list, report and file they stay texts."""

import csv
import html.parser
import io
import json
import re
from pathlib import Path

import docx
import openpyxl
import pytest
from markdown_it import MarkdownIt

from faults.conftest import Told
from faults.corpus import STRINGS
from faults.doors import CONDITION, CONTROL, EVIDENCE
from support.calling import Run
from support.pdf_text import pdf_does, pdf_text
from support.plans import TODAY, copied, figures, real_roadmap
from support.terminal import Terminal, drive
from te_planner.errors import WrongCall
from te_planner.exchange.csv_text import FORMULA_STARTS
from te_planner.exchange.planfile.export import plan_document
from te_planner.exchange.planfile.file import load_plan_file
from te_planner.exchange.planfile.formats import Form, files_of
from te_planner.exchange.report.build import build_report
from te_planner.exchange.report.file import written
from te_planner.exchange.report.model import Column, Report, Section, Table
from te_planner.exchange.safe_text import one_line
from te_planner.plan import edits
from te_planner.plan.evidence import EvidenceText
from te_planner.plan.store import open_plan
from te_planner.plan.text import LONG, clean
from te_planner.plan.transaction import Transaction, apply


def storable(limit: int = 400) -> list[str]:
    """The texts that a plan can hold in so many characters, as it then holds them."""
    held = []
    for each in STRINGS:
        try:
            held.append(clean(each.text, "text", required=True, limit=limit))
        except WrongCall:
            continue
    return list(dict.fromkeys(held))


SHORT_TEXTS = storable()
LONG_TEXTS = storable(LONG)
FEW = SHORT_TEXTS[::6]


def load(tx: Transaction) -> str:
    """Every text as a title, an owner, a note and a milestone; every sixth in all other places."""
    edits.change_plan(tx, name="<script>alert(1)</script> =1+1", stakeholder="[b]{{ 7*7 }}", note="\u202e|")
    for name in ("S <b>*x*</b> [/]", "=S"):
        edits.add_system(tx, name=name, region="R | `x`", note=name)
    for number, text in enumerate(SHORT_TEXTS):
        key = f"P-{number:03}"
        edits.add_project(tx, title=text, owner=text, note=LONG_TEXTS[number], key=key)
        edits.add_milestone(tx, project=key, title=text, day="2026-12-01")
    for number, text in enumerate(FEW):
        edits.add_obligation(tx, docket=text, paragraph=str(number), title=text, due="2026-12-01", owner=text)
        edits.meet_obligation(tx, obligation=f"{text} \u00b6{number}", filing=text)
        edits.add_driver(tx, name=text, unit=text, note=text, system="=S")
        edits.add_waypoint(tx, name=text, day="2028-01-01", cells=["RPE02.2"], systems=["=S"], note=text)
        evidence = [EvidenceText("document", text, text)]
        edits.attest(tx, cell="RPE01.1", system="=S", made_by=text, note=text, evidence=evidence)
        edits.observe(tx, cell=CONDITION, system="=S", approved_by=text, extent=f"1/2 {text}")
        edits.answer_question(tx, question=1, answer=text, made_by=text)
    edits.set_not_applicable(tx, cell="RPE03.1", system="=S", reason=FEW[3], decided_by=FEW[4])
    edits.pick_stage(tx, characteristic="value", stage=1, system="=S", note=FEW[5], evidence=EVIDENCE)
    return "A load of <script>alert(1)</script> [/] \u2028 =1+1"


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plan that holds them all."""
    path = copied("empty", tmp_path_factory.mktemp("loaded"))
    with open_plan(path) as plan:
        apply(plan, load, roadmap=real_roadmap(), today=TODAY, who="=who <b>", why="why [/] <script>")
    return path


def test_they_are_read_back_as_they_were(loaded: Path, told: Told) -> None:
    with open_plan(loaded) as plan:
        held = plan.snapshot()
    assert {each.title for each in held.projects} == set(SHORT_TEXTS)
    assert {each.owner for each in held.projects} == set(SHORT_TEXTS)
    assert {each.note for each in held.projects} == set(LONG_TEXTS[: len(SHORT_TEXTS)])
    assert {each.title for each in held.milestones} == set(SHORT_TEXTS)
    assert {each.met_by for each in held.obligations} == set(FEW)
    assert {each.place for each in held.evidence} == {*FEW, EVIDENCE[0].place}
    told("hostile: read back", len(SHORT_TEXTS) * 4 + len(FEW) * 14, 0)


FORMS: dict[Form, str] = {
    "yaml": "one.yaml", "yaml folder": "many", "json": "one.json", "xlsx": "one.xlsx", "csv": "tables",
}  # fmt: skip


def test_they_come_back_from_every_form_that_export_writes(loaded: Path, tmp_path: Path, told: Told) -> None:
    with open_plan(loaded) as plan:
        document = plan_document(plan.snapshot())
    asked = []
    for form, name in FORMS.items():
        target = tmp_path / name
        for part, content in files_of(form, document, "A label").items():
            path = target / part if part else target
            assert path.resolve().is_relative_to(tmp_path)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        data = load_plan_file(target, real_roadmap())
        asked.append([(each.edit, each.values) for each in data.steps])
        assert asked[-1] == asked[0], form
    titles = [said["title"] for edit, said in asked[0] if edit == "add_project"]
    assert titles == SHORT_TEXTS
    told("hostile: export and back", len(FORMS) * len(SHORT_TEXTS), 0)


LISTS = (
    "status", "next", "due", "check", "projects", "milestones", "contributions", "attestations",
    "obligations", "waypoints", "drivers", "measures", "questions", "log",
)  # fmt: skip


@pytest.mark.parametrize("kind", ["table", "json", "csv"])
def test_no_list_lets_one_out(loaded: Path, run: Run, kind: str, told: Told) -> None:
    for words in LISTS:
        ran = run(words, "-p", loaded, "--format", kind)
        assert ran.code in (0, 1), (words, ran.err[:500])
        assert not CONTROL.search(ran.out + ran.err), words
        assert "Traceback" not in ran.err
        if kind == "json":
            json.loads(ran.out)
        elif kind == "csv":
            assert not [
                cell for row in csv.reader(io.StringIO(ran.out, newline="")) for cell in row if computed(cell)
            ]
        if words in ("projects", "milestones", "obligations") and kind == "json":
            titles = {each["title"] for each in json.loads(ran.out)[words]}
            assert titles == set(SHORT_TEXTS if words != "obligations" else FEW)
    told(f"hostile: lists as {kind}", len(LISTS) * len(SHORT_TEXTS), 0)


def computed(cell: str) -> bool:
    """Whether a spreadsheet would compute a cell; a plain number is none of that."""
    return cell.startswith(FORMULA_STARTS) and not cell.lstrip("-").replace(".", "").isdigit()


def test_no_report_in_markdown_has_markup_of_theirs(loaded: Path, run: Run) -> None:
    out = report(run, loaded, "md")
    blocks = MarkdownIt("commonmark").enable("table").parse(out)
    tokens = [each for block in blocks for each in (block, *(block.children or ()))]
    made = {"html_block", "html_inline", "link_open", "image", "code_inline", "fence", "code_block"}
    assert not {each.type for each in tokens} & made
    texts = {each.content for each in tokens if each.type == "text"}
    assert not [text for text in SHORT_TEXTS if plain(text) not in texts]


def plain(text: str) -> str:
    return one_line(text).strip()


class Tags(html.parser.HTMLParser):
    """What a browser would find in a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.texts.append(data.strip())


def test_no_report_in_html_has_tags_of_theirs(loaded: Path, run: Run) -> None:
    page = Tags()
    page.feed(report(run, loaded, "html"))
    tags = {tag for tag, _ in page.tags}
    assert not tags & {"script", "iframe", "img", "base", "object", "embed", "form", "foreignobject", "b"}
    assert not [each for _, each in page.tags if any(name.startswith("on") for name in each)]
    links = [each.get(name) or "#" for _, each in page.tags for name in ("href", "src", "xlink:href")]
    assert all(link.startswith(("#", "https://")) for link in links)
    assert not [link for link in links if "evil" in link]
    missing = [text for text in SHORT_TEXTS if plain(text) not in page.texts]
    assert not missing


def test_no_report_in_csv_has_a_formula(loaded: Path, run: Run) -> None:
    rows = list(csv.reader(io.StringIO(report(run, loaded, "csv"), newline="")))
    assert not [cell for row in rows for cell in row if computed(cell)]
    cells = {cell.removeprefix("'") if cell.startswith("'") else cell for row in rows for cell in row}
    assert not [text for text in SHORT_TEXTS if plain(text).removeprefix("'") not in cells]


def test_no_report_in_json_is_torn(loaded: Path, run: Run) -> None:
    out = report(run, loaded, "json")
    assert not CONTROL.search(out)
    held = json.dumps(json.loads(out))
    assert not [text for text in SHORT_TEXTS if json.dumps(text)[1:-1] not in held]


def test_no_calendar_has_lines_of_theirs(loaded: Path, run: Run) -> None:
    lines = report(run, loaded, "ics").splitlines()
    assert sum(line.startswith("BEGIN:") for line in lines) == sum(line.startswith("END:") for line in lines)
    assert not [line for line in lines if line.startswith(("BEGIN:VALARM", "ATTACH"))]


def test_no_workbook_has_a_formula_or_a_link(loaded: Path, run: Run, tmp_path: Path, told: Told) -> None:
    report(run, loaded, "xlsx", "-o", str(tmp_path / "x.xlsx"))
    book = openpyxl.load_workbook(tmp_path / "x.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f" or cell.hyperlink]
    texts = {str(cell.value) for cell in cells}
    assert not [text for text in SHORT_TEXTS if plain(text) not in texts]
    told("hostile: reports (md, html, csv, json, ics, xlsx)", 6 * len(SHORT_TEXTS), 0)


@pytest.fixture(scope="module")
def on_paper(loaded: Path) -> Report:
    """A report with all of them, in one table."""
    made = build_report(figures(loaded), command="x", made_on=TODAY)
    table = Table("texts", "<b>=1+1", (Column("text", "#{x}"),), tuple((each,) for each in SHORT_TEXTS), "")
    return made._replace(sections=(Section("texts", "[b]x[/b] $ #x", (table,)),))


def test_no_document_has_a_field_a_link_or_markup_of_theirs(on_paper: Report, told: Told) -> None:
    content = written(on_paper, "docx").content
    made = docx.Document(io.BytesIO(content))
    assert {cell.text for row in made.tables[-1].rows for cell in row.cells} >= set(map(plain, SHORT_TEXTS))
    xml = made.element.xml
    assert not [each for each in ("w:object", "w:altChunk") if f"<{each}" in xml]
    assert "w:hyperlink r:id" not in xml  # within the document alone
    assert {each.strip().split()[0] for each in re.findall("<w:instrText[^>]*>([^<]*)<", xml)} <= FIELDS
    assert not [each for each in made.part.rels.values() if each.is_external]
    told("hostile: reports (docx, pdf)", len(SHORT_TEXTS), 0, shown=len(SHORT_TEXTS))


FIELDS = {"PAGE", "NUMPAGES", "TOC", "SEQ"}
"""Of ours in a document: what is counted, and the list of contents."""


def test_no_pdf_does_anything_and_all_is_shown(on_paper: Report, told: Told) -> None:
    made = written(on_paper, "pdf")
    assert pdf_does(made.content) == set()
    shown = "".join(pdf_text(made.content).split())
    ours = [each for each in SHORT_TEXTS if each.isascii()]
    assert len(ours) > 150
    assert [each for each in ours if "".join(each.split()) not in shown] == []
    assert "[U+FEFF]=1+1" in shown  # what no font shows is told by its number
    assert made.warnings
    told("hostile: reports (docx, pdf)", len(SHORT_TEXTS), 0, shown=len(SHORT_TEXTS))


def report(run: Run, plan: Path, kind: str, *more: str) -> str:
    ran = run("report", "-p", plan, "--kind", "milestones", "--format", kind, *more)
    assert ran.code == 0, ran.err[:500]
    assert "Traceback" not in ran.err
    return str(ran.out)


def test_the_screen_of_projects_shows_them_as_they_are(loaded: Path, told: Told) -> None:
    seen: list[str] = []

    async def work(terminal: Terminal) -> None:
        await terminal.press("3")
        for _ in range(0, len(SHORT_TEXTS), 20):
            await terminal.until(lambda: "P-0" in terminal.screen or "P-1" in terminal.screen)
            seen.append(terminal.screen)
            assert not CONTROL.search(terminal.screen)
            await terminal.press("pagedown")
        await terminal.press("5", "8")
        assert not CONTROL.search(terminal.screen)

    drive(loaded, work, size=(160, 60))
    screens = "\n".join(seen)
    for text in ("[bold red]x[/]", "[@click=app.quit]x[/]", "<script>alert(1)</script>", "{{ 7*7 }}", "=1+1"):
        assert text in screens
    told("hostile: screen of projects", len(SHORT_TEXTS), 0)
