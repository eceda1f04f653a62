"""A public report: nothing internal stands anywhere in it, and its figures are those of the whole plan."""

import io
import json
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest

from support.json_schema import problems
from support.plans import TODAY, copied, figures, made
from te_planner.exchange.report.build import build_report
from te_planner.exchange.report.file import written
from te_planner.exchange.report.glyphs import Missing
from te_planner.exchange.report.model import Report, Table, walk
from te_planner.exchange.report.outlines import KINDS, Outline, read_kind
from te_planner.exchange.report.parts import OF_PLAN, OF_SYSTEM
from te_planner.exchange.report.public import internal_projects, public_readiness, public_snapshot
from te_planner.exchange.report.write_json import report_json
from te_planner.exchange.report.write_md import write_md
from te_planner.exchange.report.write_pdf import pdf_data
from te_planner.exchange.sides import Sides
from te_planner.plan import edits
from te_planner.plan.snapshot import Snapshot
from te_planner.plan.store import open_plan
from te_planner.plan.transaction import apply
from te_planner.readiness.changes import figures as all_figures
from te_planner.readiness.evaluate import evaluate
from te_planner.readiness.model import Readiness
from te_planner.roadmap.loader import load_roadmap

MARK = "zqx"
"""Stands in no text of ours, and survives every escape."""
TEXTS = ("md", "html", "csv", "json")
UNTOLD = re.compile(r"UID:\S+|[0-9a-f]{64}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}")
"""Names of rows and of entries, in which any number may stand by chance."""
EVERYTHING = Outline(
    "own",
    "own.j2",
    "{{ plan.note }}\n\n"
    + "\n".join(f'# {{{{ section("{name}") }}}}' for name in OF_PLAN)
    + "\n{% for system in systems %}\n{{ system.note }}\n\n"
    + "\n".join(f'# {{{{ section("{name}", system) }}}}' for name in OF_SYSTEM)
    + "\n{% endfor %}\n",
)


def marked(snapshot: Snapshot, internal: set[str]) -> Snapshot:
    """Every note, owner, and all texts of internal projects carry the mark; money is a number to be found."""
    rows: dict[str, Any] = {}
    for name, table in snapshot._asdict().items():
        if name in ("plan", "head"):
            continue
        rows[name] = tuple(_marked(each, f"{MARK}-{name}-{number}") for number, each in enumerate(table))
    made_ = snapshot._replace(**rows)
    ids = {each.id for each in snapshot.projects if each.key in internal}
    return made_._replace(
        plan=snapshot.plan._replace(note=f"{MARK}-plan"),
        projects=tuple(
            each._replace(key=f"{MARK}{each.key}", title=f"{MARK} {each.title}", internal=True)
            if each.id in ids
            else each
            for each in made_.projects
        ),
        milestones=tuple(
            each._replace(title=f"{MARK} {each.title}") if each.project_id in ids else each
            for each in made_.milestones
        ),
        budget_lines=tuple(
            each._replace(planned_minor=98765432100, actual_minor=98765432100, docket=MARK)
            for each in made_.budget_lines
        ),
        gap_estimates=tuple(
            each._replace(cost_minor=98765432100, who=MARK, lead_months=98765) for each in made_.gap_estimates
        ),
        question_answers=tuple(each._replace(answer=MARK) for each in made_.question_answers),
    )


def _marked(row: Any, text: str) -> Any:
    return row._replace(**{name: text for name in ("note", "owner") if name in row._fields})


def readings(name: str, internal: set[str]) -> tuple[Readiness, Readiness]:
    readiness = figures(made(name))
    snapshot = marked(readiness.snapshot, internal)
    # internal then alone, and not yet there: each is named no more now
    first = snapshot._replace(
        projects=tuple(each._replace(internal=False, title=f"{MARK} old") for each in snapshot.projects[:-1])
    )
    first = first._replace(
        projects=(*first.projects, snapshot.projects[-1]._replace(internal=True, title=f"{MARK} once"))
    )
    names = {each.key for each in snapshot.projects if each.internal}
    first = first._replace(
        projects=tuple(
            each if each.key in names or each.title == f"{MARK} once" else now
            for each, now in zip(first.projects, snapshot.projects, strict=True)
        )
    )
    return tuple(
        evaluate(readiness.roadmap, each, as_of=day, today=TODAY, known_on=day)
        for each, day in ((first, "2026-06-01"), (snapshot, TODAY))
    )  # type: ignore[return-value]  # two of them


def document(outline: Outline, before: Readiness, after: Readiness, *, public: bool = True) -> Report:
    files = {each.id: "fits" for each in after.snapshot.evidence}
    return build_report(
        after,
        command="te-planner report --public",
        made_on=TODAY,
        outline=outline,
        public=public,
        since=Sides(before, after),
        files=files,
        calendar=True,
    )


def text_of(report: Report, kind: str) -> str:
    """All texts of a report's file: of a zip, each part but the pictures; of a PDF, what it is set from."""
    if kind == "pdf":
        return json.dumps(pdf_data(report, Missing()), ensure_ascii=False)
    content = written(report, kind).content
    if kind in ("docx", "xlsx"):
        with zipfile.ZipFile(io.BytesIO(content)) as held:
            content = b"\n".join(
                held.read(name) for name in held.namelist() if name.endswith((".xml", ".rels"))
            )
    return content.decode().replace("\r\n ", "")  # a calendar's long lines are folded


@pytest.mark.parametrize("name", ["harborview", "tri-rivers"])
@pytest.mark.parametrize("kind", [*KINDS, "own"])
def test_nothing_internal_stands_in_any_kind_in_any_format(kind: str, name: str) -> None:
    keys = [each.key for each in figures(made(name)).snapshot.projects]
    before, after = readings(name, set(keys[::2]))
    outline = EVERYTHING if kind == "own" else read_kind(kind)
    report = document(outline, before, after)
    assert problems("report", report_json(report)) == []
    hidden = {each.id for each in after.snapshot.projects if each.internal}
    steps = {each.id for each in after.snapshot.milestones if each.project_id in hidden}
    # a DOCX takes its pictures' time: two kinds stand for the rest
    for form in (*TEXTS, "ics", "xlsx", "pdf", *(("docx",) if kind in ("board", "own") else ())):
        text = text_of(report, form)
        assert MARK not in text.casefold(), form
        assert "98765" not in UNTOLD.sub("", text).replace(",", ""), form
        assert not [each for each in hidden | steps if each in text], form
        assert "not-public-" in text or form == "ics" or kind not in ("readiness", "own")


def test_the_marks_do_reach_a_report_that_is_not_public() -> None:
    before, after = readings("harborview", {"P-01", "P-04"})
    whole = document(EVERYTHING, before, after, public=False)
    for form in ("ics", "xlsx", "pdf"):
        assert f"{MARK}p-01" in text_of(whole, form).casefold()
    text = write_md(whole).replace("\\", "")
    for part in ("plan", "project", "system", "gap_estimates"):
        assert f"{MARK}-{part}" in text
    assert "987,654,321" in text
    assert f"{MARK}P-01" in text


def test_its_figures_are_those_of_the_whole_plan() -> None:
    _, after = readings("tri-rivers", {"P-01", "P-02", "P-03"})
    public = public_readiness(after, TODAY, internal_projects([after]))
    assert all_figures(public, dated=True) == all_figures(after, dated=True)
    assert [each.code for each in public.findings if each.code != "no-owner"] == [
        each.code for each in after.findings if each.code != "no-owner"
    ]


def test_internal_projects_have_no_row_and_stand_as_such_in_reasons() -> None:
    readiness = figures(made("harborview"))
    snapshot = marked(readiness.snapshot, {"P-04"})
    after = evaluate(readiness.roadmap, snapshot, as_of=TODAY, today=TODAY)
    report = document(EVERYTHING, after, after)
    tables = {
        each.key: each
        for _, section in walk(report.sections)
        for each in section.blocks
        if isinstance(each, Table)
    }
    for key in ("projects", "milestones", "due"):
        place = [each.key for each in tables[key].columns].index("project")
        told = {row[place] for row in tables[key].rows}
        assert told
        assert "not-public-1" not in told
    assert "owner" not in {each.key for each in tables["projects"].columns}
    assert "not-public-1" in write_md(report)


def test_a_plan_without_anything_internal_loses_notes_owners_and_money_alone() -> None:
    readiness = figures(made("harborview"))
    public = public_snapshot(readiness.snapshot, internal_projects([readiness]))
    assert [each.key for each in public.projects] == [each.key for each in readiness.snapshot.projects]
    assert public.milestones == readiness.snapshot.milestones
    assert not public.budget_lines
    assert {each.note for each in public.projects} == {""}


def test_a_project_marked_by_its_edit_is_left_out(tmp_path: Path) -> None:
    path = copied("harborview", tmp_path)
    with open_plan(path) as plan:
        title = next(each.title for each in plan.snapshot().projects if each.key == "P-04")
        values = {"project": "P-04", "internal": True}
        apply(plan, edits.change_project, roadmap=load_roadmap(), today=TODAY, who="ann", **values)
    after = figures(path)
    assert title in write_md(document(read_kind("milestones"), after, after, public=False))
    text = write_md(document(read_kind("milestones"), after, after))
    assert title not in text
    assert "P-04" not in text
    assert "1 project that is marked internal" in text


def test_texts_of_others_name_an_internal_project_no_more() -> None:
    readiness = figures(made("harborview"))
    snapshot = readiness.snapshot
    project = next(each for each in snapshot.projects if each.key == "P-04")
    first = snapshot.evidence[0]._replace(
        title=f"As {project.title.upper()}, p-04", place="P-040, xP-04, [P-04]"
    )
    after = evaluate(
        readiness.roadmap,
        snapshot._replace(
            projects=tuple(each._replace(internal=each == project) for each in snapshot.projects),
            evidence=(first, *snapshot.evidence[1:]),
            obligations=(snapshot.obligations[0]._replace(docket="Order on P-04"), *snapshot.obligations[1:]),
        ),
        as_of=TODAY,
        today=TODAY,
    )
    public = public_snapshot(after.snapshot, internal_projects([after]))
    assert public.obligations[0].docket == "Order on not-public-1"
    told = public.evidence[0]
    assert told.title == "As a project that is not public, not-public-1"
    assert told.place == "P-040, xP-04, [not-public-1]"


def quoting() -> Readiness:
    """P-04 is internal; texts of others quote one of its milestones, an owner and the project itself."""
    readiness = figures(made("harborview"))
    snapshot = readiness.snapshot
    project = next(each for each in snapshot.projects if each.key == "P-04")
    step = next(each for each in snapshot.milestones if each.project_id == project.id)
    other = next(each for each in snapshot.projects if not each.internal and each != project and each.owner)
    first, *rest = snapshot.evidence
    return evaluate(
        readiness.roadmap,
        snapshot._replace(
            projects=tuple(each._replace(internal=each == project) for each in snapshot.projects),
            milestones=tuple(
                each._replace(title="Vault rebuilt") if each == step else each for each in snapshot.milestones
            ),
            evidence=(first._replace(title=f"Minutes: vault REBUILT, says {other.owner} (P-04)"), *rest),
        ),
        as_of=TODAY,
        today=TODAY,
    )


def test_what_a_text_still_says_of_what_is_internal_is_told_with_its_place() -> None:
    after = quoting()
    report = document(read_kind("evidence"), after, after)
    milestone, owner = (
        next(each for each in report.quoted if words in each) for words in ("Vault rebuilt", ", an owner,")
    )
    assert milestone.startswith("“Vault rebuilt”, a milestone of an internal project, stands in this public")
    assert ", row " in milestone
    assert "Document" in owner or "Title" in owner or "Evidence" in owner
    assert not [each for each in report.quoted if ", an internal project," in each]
    assert written(report, "md").warnings[: len(report.quoted)] == report.quoted
    assert not any("Vault" in each for each in report_json(report).values() if isinstance(each, str))
    assert document(read_kind("evidence"), after, after, public=False).quoted == ()


def test_who_says_so_is_told_also_of_owners_in_one_sentence() -> None:
    after = figures(made("harborview"))
    (said,) = document(read_kind("readiness"), after, after).quoted
    assert said.startswith("Owners that this public report names as those who said or approved something: ")
