"""The commands that look: the same figures as readiness, in words, JSON and CSV."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from support.calling import Run
from support.json_schema import problems
from support.plans import TODAY, copied, figures, made, real_roadmap

EXAMPLES = ("harborview", "tri-rivers", "empty")
LISTS = ("due", "projects", "milestones", "contributions", "attestations", "questions")


def read(run: Run, *words: str | Path) -> Any:
    ran = run(*words, "--format", "json")
    assert ran.code == 0, ran.err
    return json.loads(ran.out)


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("more", [(), ("--full",)])
def test_status_json_is_as_published(run: Run, name: str, more: tuple[str, ...]) -> None:
    assert problems("status", read(run, "status", "-p", made(name), *more)) == []


@pytest.mark.parametrize("name", EXAMPLES)
def test_next_json_is_as_published(run: Run, name: str) -> None:
    data = read(run, "next", "-p", made(name))
    assert problems("next", data) == []
    for told, system in zip(data["systems"], figures(made(name)).systems.values(), strict=True):
        assert [each["cell"] for each in told["coming"]] == [each.cell.ref for each in system.coming]
        assert [each["cell"] for each in told["stuck"]] == [each.cell.ref for each in system.stuck]


def test_status_shows_what_readiness_says(run: Run) -> None:
    data = read(run, "status", "-p", made("tri-rivers"), "--full")
    readiness = figures(made("tri-rivers"))
    assert data["journal"]["head"] == readiness.snapshot.head.hash
    for told, system in zip(data["systems"], readiness.systems.values(), strict=True):
        assert told["system"] == system.system.name
        assert told["observed"]["stage"] == system.observed.stage
        assert told["enabler_stage"] == system.stage
        assert [each["stage"] for each in told["tracks"]] == [each.stage for each in system.tracks]
        assert {each["cell"]: each["state"] for each in told["cells"]} == {
            ref: state.state for ref, state in system.cells.items()
        }
        assert {each["cell"]: each["status"] for each in told["benefits"]} == {
            ref: benefit.status for ref, benefit in system.benefits.items()
        }


def test_status_says_the_answer_in_words(run: Run) -> None:
    out = run("status", "-p", made("harborview")).out
    assert "Observed: in stage 1, persistently demonstrated" in out
    assert "Enablers complete through: none yet" in out
    assert "\x1b" not in out


def test_status_of_an_empty_plan_says_what_to_do(run: Run) -> None:
    ran = run("status", "-p", made("empty"))
    assert ran.code == 0
    assert "te-planner add system" in ran.out


@pytest.mark.parametrize("command", ["status", "next", *LISTS])
def test_csv_has_as_many_fields_in_each_row(run: Run, command: str) -> None:
    for name in EXAMPLES:
        out = run(command, "-p", made(name), "--format", "csv").out
        rows = list(csv.reader(io.StringIO(out)))
        assert len({len(row) for row in rows}) <= 1
        assert not any("{" in field or field in ("True", "False") for row in rows for field in row)


@pytest.mark.parametrize("command", LISTS)
def test_lists_say_the_same_in_each_format(run: Run, command: str) -> None:
    data = read(run, command, "-p", made("harborview"))
    assert data["schema"] == f"te-planner/{command}/1"
    rows = data[command]
    assert rows
    table = run(command, "-p", made("harborview"))
    lines = [line for line in table.out.splitlines() if line]
    assert len(lines) == len(rows) + 1
    records = list(csv.DictReader(io.StringIO(run(command, "-p", made("harborview"), "--format", "csv").out)))
    assert len(records) == len(rows)
    assert list(records[0]) == list(rows[0])
    assert run(command, "-p", made("empty")).code == 0


def test_lists_can_be_narrowed(run: Run) -> None:
    plan = made("harborview")
    statuses = {row["status"] for row in read(run, "projects", "-p", plan, "--status", "active")["projects"]}
    assert statuses == {"active"}
    late = read(run, "milestones", "-p", plan, "--late")["milestones"]
    assert late
    assert all(row["overdue"] > 0 for row in late)
    keys = {row["project"] for row in read(run, "milestones", "-p", plan, "--project", "P-04")["milestones"]}
    assert keys == {"P-04"}
    cells = {
        row["cell"] for row in read(run, "contributions", "-p", plan, "--cell", "pce01")["contributions"]
    }
    assert cells <= {"PCE01.1", "PCE01.2", "PCE01.3"}
    claims = read(run, "attestations", "-p", plan, "--claims")["attestations"]
    assert claims
    assert not any(row["evidence"] for row in claims)
    assert run("projects", "-p", plan, "--project", "P-04").code == 2
    assert run("milestones", "-p", plan, "--project", "P-99").code == 2


def test_a_filter_of_what_is_not_there_is_refused_and_an_empty_one_says_so(run: Run) -> None:
    plan = made("harborview")
    for words in (
        ("projects", "--status", "bogus"),
        ("contributions", "--project", "zzz"),
        ("contributions", "--cell", "zzz"),
        ("attestations", "--cell", "zzz"),
    ):
        assert run(*words, "-p", plan).code == 2
    small = read(run, "contributions", "-p", plan, "--project", "p-01")
    assert small == read(run, "contributions", "-p", plan, "--project", "P-01")
    assert small["contributions"]
    assert run("projects", "-p", plan, "--owner", "zzz").out == "None fits.\n"


def test_late_is_one_figure(run: Run) -> None:
    plan = made("tri-rivers")
    late = [each.ref for each in figures(plan).due if each.days > 0 and each.kind == "milestone"]
    listed = read(run, "milestones", "-p", plan, "--late")["milestones"]
    assert sorted(row["milestone"] for row in listed) == sorted(ref[:8] for ref in late)
    for system in figures(plan).systems.values():
        name = system.system.name.upper()
        due = read(run, "due", "-p", plan, "--system", name)["due"]
        count = sum(row["standing"] == "late" for row in due)
        out = run("status", "-p", plan, "--system", name).out
        assert (f"Late: {count}." in out) if count else ("Late:" not in out)


def test_another_day_than_today_is_named(run: Run) -> None:
    for command in ("status", "next", "projects", "due"):
        asked = (command, "-p", made("harborview"), "--as-of")
        assert "A past day" in run(*asked, "2025-06-01").out
        assert "A day ahead" in run(*asked, "2027-06-01").out
        assert "day" not in run(*asked, "2026-11-24").out.splitlines()[0]


def test_what_is_derived_or_cut_is_marked(run: Run) -> None:
    out = run("next", "-p", made("harborview")).out
    assert "are covered by projects (derived)" in out or "is covered by projects (derived)" in out
    table = run("contributions", "-p", made("tri-rivers")).out + run("next", "-p", made("tri-rivers")).out
    road = real_roadmap()
    cut = next(cell for cell in road.cells.values() if cell.cut)
    assert "…" in next(
        line for line in run("roadmap", "show", cut.row[:3]).out.splitlines() if cut.ref in line
    )
    for cell in road.cells.values():
        if f"{cell.ref} {road.title(cell.ref)}" in table:
            assert cell.provenance == "source"
    assert "(derived)" in run("why", "RPE03.1", "-p", made("harborview")).out.splitlines()[0]


def test_one_system_can_be_asked_for(run: Run) -> None:
    names = [each["system"] for each in read(run, "status", "-p", made("tri-rivers"))["systems"]]
    assert len(names) > 1
    told = read(run, "status", "-p", made("tri-rivers"), "--system", names[1])
    assert [each["system"] for each in told["systems"]] == [names[1]]
    assert run("next", "-p", made("tri-rivers"), "--system", "zzz").out == ""
    wrong = run("status", "-p", made("tri-rivers"), "--system", names[0][:-1])
    assert wrong.code == 2
    assert names[0] in wrong.err


def test_a_past_day_has_no_forecasts(run: Run) -> None:
    data = read(run, "status", "-p", made("harborview"), "--as-of", "2025-06-01")
    assert (data["as_of"], data["forecasts"]) == ("2025-06-01", False)
    assert problems("status", data) == []
    wrong = run("status", "-p", made("harborview"), "--as-of", "2026-02-31")
    assert wrong.code == 2
    assert "2026-02-31" in wrong.err


@pytest.mark.parametrize(
    "asked", ["RPE03.1", "rpe03.1", "RPB02.2", "RPR01.1", "RPV01.1", "RP.1", "PC", "observed"]
)
def test_why_leads_down_to_what_a_figure_rests_on(run: Run, asked: str) -> None:
    ran = run("why", asked, "-p", made("harborview"))
    assert ran.code == 0, ran.err
    data = read(run, "why", asked, "-p", made("harborview"))
    assert data["systems"][0]["label"] in ran.out


def test_why_of_what_is_not_there_names_what_is_near(run: Run) -> None:
    ran = run("why", "RPE09.1", "-p", made("harborview"))
    assert ran.code == 2
    assert "RPE0" in ran.err
    assert run("why", "RP.4", "-p", made("harborview")).code == 2
    assert run("why", "RPE01.1", "-p", made("empty")).code == 2


def test_check_says_whether_the_plan_is_sound(run: Run) -> None:
    ran = run("check", "-p", made("harborview"))
    assert ran.code == 0
    assert "The plan is sound" in ran.out
    assert run("check", "--strict", "-p", made("harborview")).code == 1
    data = read(run, "check", "-p", made("harborview"))
    assert data["sound"] is True


def test_check_finds_a_journal_that_was_changed(run: Run, tmp_path: Path) -> None:
    import sqlite3

    path = copied("harborview", tmp_path)
    with sqlite3.connect(path) as link:
        link.execute("UPDATE journal SET who = 'somebody else' WHERE seq = 1")
    link.close()
    ran = run("check", "-p", path)
    assert ran.code == 1
    assert "NOT sound" in ran.out


def test_plain_marks_where_signs_cannot_be_taken(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    plan = made("harborview")
    assert "●" in run("status", "-p", plan).out
    for ran in (run("status", "-p", plan, "--plain"), _without_colour(run, monkeypatch, plan)):
        assert "●" not in ran.out
        assert "##+##" in ran.out


def _without_colour(run: Run, monkeypatch: pytest.MonkeyPatch, plan: Path) -> Any:
    monkeypatch.setenv("NO_COLOR", "1")
    return run("status", "-p", plan)


def test_the_roadmap_is_all_there(run: Run) -> None:
    data = read(run, "roadmap", "show")
    assert problems("roadmap", data) == []
    source = [each for each in data["cells"] if each["provenance"] == "source"]
    assert len(source) == 231
    assert {each["cell"] for each in data["cells"]} == set(real_roadmap().cells)
    assert any(each["provenance"] == "derived" for each in data["cells"])


@pytest.mark.parametrize(
    ("ref", "every"),
    [("RPE02.2", "RPE02.2"), ("rpe02", "RPE02"), ("PC", "PC"), ("DAV", "DAV"), ("RP1", ""), ("E", "")],
)
def test_a_part_of_the_roadmap_can_be_shown(run: Run, ref: str, every: str) -> None:
    cells = read(run, "roadmap", "show", ref)["cells"]
    assert cells
    assert all(each["cell"].startswith(every) for each in cells)
    assert run("roadmap", "show", ref).out
    assert run("roadmap", "show", ref, "--format", "csv").out


def test_the_roadmap_can_be_searched(run: Run) -> None:
    ran = run("roadmap", "search", "interconn")
    assert ran.code == 0
    assert "DAE03" in ran.out
    assert "[interconnection]" in ran.out.lower()
    assert "more. Add a word" in ran.err
    nothing = run("roadmap", "search", "xylophone")
    assert (nothing.code, nothing.out) == (1, "")
    assert "xylophone" in nothing.err
    slip = run("roadmap", "search", "demand", "responce")
    assert (slip.code, slip.out) == (1, "")
    assert "Did you mean: demand response?" in slip.err
    assert run("roadmap", "search", "").code == 2
    assert run("roadmap", "search", '"*').code == 2


def test_search_json_is_as_published(run: Run) -> None:
    data = read(run, "roadmap", "search", "hosting", "--limit", "2")
    assert problems("search", data) == []
    assert data["found"] >= len(data["hits"]) == 2
    for hit in data["hits"]:
        marked = [hit["excerpt"][start:end].lower() for start, end in hit["marked"]]
        assert marked
        assert set(marked) <= {"host", "hosting"}
    nothing = run("roadmap", "search", "responce", "--format", "json")
    assert nothing.code == 1
    assert problems("search", json.loads(nothing.out)) == []
    assert json.loads(nothing.out)["did_you_mean"] == "response"
    lines = run("roadmap", "search", "hosting", "--format", "csv").out.splitlines()
    assert lines[0] == "rank,kind,ref,title,excerpt"
    assert len(lines) == data["found"] + 1


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("prosumer", ["consumes", "term · source: 3.1.5", "BMB07.1"]),
        ("derms", ["distributed energy resource management system", "PCV01.2"]),
        ("RP1", ["taking part in them", "source: 5.2", "invoked by: RPV01", "RPV01.1"]),
        ("Q3", ["source: 4.6.2", "draws on: BM1 Incentives"]),
        ("stage 2", ["Broadly applied", "observed by: markets", "RPE02.2"]),
        ("DA", ["carried by: BM", "concept: DA5", "DAE01.1"]),
        ("E", ["Enablers", "source: 4.4", "PCE01.1"]),
    ],
)
def test_what_is_no_cell_has_a_card_as_well(run: Run, asked: str, said: list[str]) -> None:
    out = run("roadmap", "show", *asked.split()).out
    for text in said:
        assert text in out
    data = read(run, "roadmap", "show", *asked.split())
    assert problems("roadmap", data) == []
    assert data["about"]["ref"].casefold() == asked.casefold()


def test_a_name_that_leads_nowhere_is_told_with_what_is_near(run: Run) -> None:
    wrong = run("roadmap", "show", "RPE99")
    assert wrong.code == 2
    assert "RPE" in wrong.err
    assert "Near: prosumer" in run("roadmap", "show", "prosumr").err


def test_the_roadmap_is_checked_and_what_is_worth_knowing_told(run: Run) -> None:
    ran = run("roadmap", "check")
    assert ran.code == 0
    assert "231 cells" in ran.out.splitlines()[0]
    assert "BMV04" in ran.out
    assert "BMB09" in ran.out
    data = read(run, "roadmap", "check")
    assert problems("roadmap-check", data) == []
    assert (data["sound"], data["problems"]) == (True, [])
    assert {"refs": ["BMV04", "BMB09"], "kind": "twins"}.items() <= {
        key: value for key, value in data["remarks"][1].items() if key != "text"
    }.items()


@pytest.mark.parametrize("name", ["harborview", "tri-rivers"])
@pytest.mark.parametrize(
    "command", [("status", "--full"), ("next",), ("due",), ("check",), ("why", "RPE02.1")]
)
def test_as_of_today_is_as_without(run: Run, name: str, command: tuple[str, ...]) -> None:
    asked = (*command, "-p", made(name), "--format", "json")
    if command[0] == "why":
        asked += ("--system", figures(made(name)).snapshot.systems[0].name)
    assert run(*asked, "--as-of", TODAY) == run(*asked)


def test_the_schemas_of_the_yaml_files_are_there(run: Run, tmp_path: Path) -> None:
    listed = run("roadmap", "schema").out
    for name in ("plan", "overlay", "rows"):
        assert name in listed
        assert json.loads(run("roadmap", "schema", name).out)["title"]
    assert "yaml-language-server: $schema=" in listed
    ran = run("roadmap", "schema", "overlay", "-o", tmp_path / "o.json")
    assert "o.json" in ran.out
    assert (tmp_path / "o.json").read_text(encoding="utf-8") == run("roadmap", "schema", "overlay").out
    assert run("roadmap", "schema", "ovrlay").code == 2
    assert run("roadmap", "schema", "overlay", "-o", tmp_path / "no" / "o.json").code == 3
    assert run("roadmap", "schema", "-o", "x").code == 2


def test_status_imports_no_yaml(tmp_path: Path) -> None:
    """Nor what only editors, pages and searches need. The roadmap comes from its compiled form."""
    real_roadmap()
    code = """
import sys
from te_planner.cli import main
assert main(["status", "-p", sys.argv[1]]) == 0
heavy = {"yaml", "jinja2", "sqlalchemy", "sqlmodel", "alembic", "textual", "te_planner.roadmap.search"}
sys.exit(", ".join(heavy & set(sys.modules)) or 0)
"""
    command = [sys.executable, "-c", code, str(copied("harborview", tmp_path))]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (0, "")
