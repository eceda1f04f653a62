"""The kinds of report: what each tells, on a full plan and on an empty one, by the program and by hand."""

import html
from pathlib import Path
from typing import Any

import pytest

from support.json_schema import problems
from support.plans import TODAY, copied, figures, made
from te_planner.cli.commands import REPORTS
from te_planner.exchange.report.build import build_report
from te_planner.exchange.report.evidence_files import DIFFERS, FITS, MISSING, check_files
from te_planner.exchange.report.model import Report, Table, shown, walk
from te_planner.exchange.report.outlines import KINDS, read_kind
from te_planner.exchange.report.write_csv import write_csv
from te_planner.exchange.report.write_html import write_html
from te_planner.exchange.report.write_json import report_json, write_json
from te_planner.exchange.report.write_md import escaped, write_md
from te_planner.exchange.sides import Sides
from te_planner.plan import edits
from te_planner.plan.snapshot import Evidence
from te_planner.plan.store import open_plan
from te_planner.plan.transaction import apply
from te_planner.readiness.evaluate import evaluate
from te_planner.readiness.model import Readiness
from te_planner.readiness.variance import milestone_variance
from te_planner.roadmap.loader import load_roadmap

PLANS = ("harborview", "tri-rivers", "empty")


def report_of(kind: str, readiness: Readiness, **more: Any) -> Report:
    return build_report(
        readiness,
        command=f"te-planner report --kind {kind}",
        made_on=TODAY,
        outline=read_kind(kind),
        since=Sides(earlier(readiness), readiness) if kind == "changes" else None,
        **more,
    )


def earlier(readiness: Readiness) -> Readiness:
    return evaluate(readiness.roadmap, readiness.snapshot, as_of="2026-06-01", today=TODAY)


def all_tables(report: Report) -> list[Table]:
    return [block for _, each in walk(report.sections) for block in each.blocks if isinstance(block, Table)]


def table(report: Report, key: str) -> list[dict[str, Any]]:
    found = next(each for each in all_tables(report) if each.key == key)
    return [dict(zip([each.key for each in found.columns], row, strict=True)) for row in found.rows]


def test_each_kind_has_its_outline_and_its_name_on_the_command_line() -> None:
    assert tuple(KINDS) == REPORTS
    for kind in KINDS:
        assert read_kind(kind).text.startswith("{#")


@pytest.mark.parametrize("name", PLANS)
@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_each_plan_says_what_it_rests_on_in_every_format(kind: str, name: str) -> None:
    readiness = figures(made(name))
    report = report_of(kind, readiness)
    assert problems("report", report_json(report)) == []
    assert report_json(report)["kind"] == kind
    said = {fact.key: shown(fact.kind, fact.value) for fact in report.facts.facts}
    assert said["plan_name"] == readiness.snapshot.plan.name
    assert said["as_of_day"] == "24 Nov 2026"
    assert said["roadmap_label"] == readiness.roadmap.label
    assert said["rules_version"] == readiness.rules
    assert readiness.snapshot.head.hash in said["journal_head"]
    assert "enabler stage" in said["derived_text"]
    assert said["claimed_text"]
    assert said["command_line"] == f"te-planner report --kind {kind}"
    for write in (write_md, write_html, write_csv, write_json):
        text = write(report)
        assert text == write(report_of(kind, readiness))
        assert report.title in html.unescape(text).replace("\\", "")


@pytest.mark.parametrize("kind", KINDS)
def test_a_report_on_an_empty_plan_names_the_command_that_mends_it(kind: str) -> None:
    if kind == "changes":
        assert "Nothing moved." in write_md(report_of(kind, figures(made("empty"))))
        return
    said = write_md(report_of(kind, figures(made("empty")))).partition("## What this rests on")[0]
    assert "te-planner add " in said.partition("As of")[2]


@pytest.mark.parametrize("kind", KINDS)
def test_all_that_a_report_says_of_itself_stands_in_it_once(kind: str) -> None:
    report = report_of(kind, figures(made("harborview")))
    said = write_md(report)
    for fact in report.facts.facts:
        assert said.count(f"- **{escaped(fact.label)}:** {escaped(shown(fact.kind, fact.value))}\n") == 1


def test_a_board_reads_first_where_it_stands() -> None:
    readiness = figures(made("harborview"))
    head, _, rest = write_md(report_of("board", readiness)).partition("## Where it stands")
    assert len(head.split("\n")) <= 8
    assert rest.strip().startswith("Harborview is observed in stage 1")
    assert rest.index("Made by") > rest.index("## What this rests on")


def test_the_readiness_report_has_all_that_its_contract_names() -> None:
    data = report_json(report_of("readiness", figures(made("harborview"))))
    assert {"projects", "due", "findings", "legend"} <= set(data)
    assert set(data["systems"][0]) == {
        "system", "notes", "charts", "region", "observed_stage", "enabler_stage", "strict_stage", "profile",
        "tracks", "readiness", "evidence", "claims", "delivered", "next", "benefits", "gaps", "set_aside",
        "requirement_changes", "requirements", "warnings",
    }  # fmt: skip


def test_claims_are_counted_at_the_head_of_every_report() -> None:
    readiness = figures(made("harborview"))
    claimed = [
        ref
        for system in readiness.systems.values()
        for ref, state in system.cells.items()
        if state.state == "claimed"
    ]
    facts = {each.key: str(each.value) for each in report_of("board", readiness).facts.facts}
    assert claimed
    assert facts["claimed_text"].startswith(f"{len(claimed)}, ")
    assert all(ref in facts["claimed_text"] for ref in claimed)


def test_milestones_tell_planned_actual_and_variance_as_readiness_has_them() -> None:
    readiness = figures(made("harborview"))
    rows = table(report_of("milestones", readiness), "milestones")
    works = [(work, each) for work in readiness.projects.values() for each in work.milestones]
    assert len(rows) == len(works) > 0
    for row, (work, each) in zip(rows, works, strict=True):
        assert row["planned"] == each.milestone.baseline_day
        assert (row["actual"] or row["expected"]) == each.day
        assert bool(row["actual"]) == each.done
        assert row["variance"] == milestone_variance(each)
        assert row["owner"] == work.project.owner


def test_budgets_are_in_units_of_their_currency_and_sum_by_project() -> None:
    readiness = figures(made("harborview"))
    report = report_of("milestones", readiness)
    lines, sums = table(report, "budget_lines"), table(report, "budget_sums")
    assert sum(row["planned"] for row in lines) == sum(row["planned"] for row in sums)
    assert sum(row["planned"] for row in lines) * 100 == sum(
        each.planned_minor for each in readiness.snapshot.budget_lines
    )
    for row in lines:
        assert row["variance"] == (None if row["actual"] is None else row["actual"] - row["planned"])


def test_gaps_are_listed_with_what_they_would_take() -> None:
    readiness = figures(made("harborview"))
    (system,) = readiness.systems.values()
    rows = table(report_of("gaps", readiness), "gaps")
    assert [row["cell"] for row in rows] == [each.cell.ref for each in system.gaps]
    whole = table(report_of("gaps", readiness), "investment")[0]
    assert whole["gaps"] == len(system.gaps)
    assert whole["cost"] == ("USD 3,670,000",)


def test_the_path_has_its_waypoints_drivers_and_target() -> None:
    readiness = figures(made("harborview"))
    report = report_of("path", readiness)
    assert [row["waypoint"] for row in table(report, "waypoints")] == [
        each.waypoint.name for each in readiness.outlook.waypoints
    ]
    assert {row["driver"] for row in table(report, "drivers")} == {
        each.name for each in readiness.snapshot.drivers
    }
    assert table(report, "target")[0]["forecast"].undated


def test_the_basis_lists_every_derived_requirement_relied_on() -> None:
    readiness = figures(made("harborview"))
    (system,) = readiness.systems.values()
    rows = {row["cell"]: row for row in table(report_of("basis", readiness), "requirements")}
    for each in (*system.coming, *system.stuck):
        link = each.cell.link
        assert link
        assert rows[each.cell.ref]["rationale"] == link.rationale
        assert rows[each.cell.ref]["confidence"] == link.confidence


def test_of_some_systems_only_what_is_of_them_is_told() -> None:
    readiness = figures(made("tri-rivers"))
    id_, system = next(iter(readiness.systems.items()))
    assert len(readiness.systems) > 1
    for kind in KINDS:
        report = report_of(kind, readiness, systems=[id_])
        for _, section in walk(report.sections):
            assert section.system in (None, system.system.name)
        for key in ("standing", "gaps", "highlights", "drivers") if kind in ("board", "gaps", "path") else ():
            tables = [
                each for each in all_tables(report) if each.key == key and each.columns[0].key == "system"
            ]
            assert {row[0] for each in tables for row in each.rows} <= {system.system.name}


# evidence at hand


def test_a_file_beside_the_plan_fits_its_hash_or_does_not(tmp_path: Path) -> None:
    path = copied("harborview", tmp_path)
    for name in ("same.pdf", "other.pdf", "gone.pdf"):
        (tmp_path / name).write_text(name)
        with open_plan(path) as plan:
            apply(
                plan,
                edits.attest,
                roadmap=load_roadmap(),
                today=TODAY,
                who="ann",
                cell="RPE03.1",
                evidence=(_file(tmp_path / name),),
            )
    (tmp_path / "other.pdf").write_text("changed since")
    (tmp_path / "gone.pdf").unlink()
    readiness = figures(path)
    files = check_files(readiness.snapshot, tmp_path)
    rows = {row["file"]: row for row in table(report_of("evidence", readiness, files=files), "files")}
    assert [rows[name]["standing"] for name in ("same.pdf", "other.pdf", "gone.pdf")] == [
        FITS,
        DIFFERS,
        MISSING,
    ]
    assert rows["same.pdf"]["about"] == "RPE03.1"
    unseen = table(report_of("evidence", readiness), "files")
    assert {row["standing"] for row in unseen} == {"not looked for"}


def _file(path: Path) -> Any:
    from te_planner.plan.evidence import evidence_from_file

    return evidence_from_file(path)


def test_a_name_in_the_plan_leads_to_no_file_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    (tmp_path / "here").mkdir()
    snapshot = figures(made("harborview")).snapshot
    item = Evidence("e", snapshot.statements[0].id, None, "file", "../secret.txt", "", "0" * 64)
    assert check_files(snapshot._replace(evidence=(item,)), tmp_path / "here") == {"e": MISSING}
    assert check_files(snapshot._replace(evidence=(item,)), tmp_path / "nowhere") == {"e": MISSING}
