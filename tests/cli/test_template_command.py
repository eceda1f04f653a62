"""`template` writes workbooks, and `import` takes them back."""

from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from support.calling import Run
from support.plans import copied, figures, made
from te_planner.exchange.imports.status_round import owners, status_round

OWNER = "T. Nakamura, Customer Programs"


def test_the_command_writes_it_and_never_over_a_file(run: Run, tmp_path: Path) -> None:
    path, target = copied("harborview", tmp_path), tmp_path / "template.xlsx"
    assert run("template", "-p", path, "-o", target).code == 0
    again = run("template", "-p", path, "-o", target)
    assert (again.code, "there already" in again.err) == (2, True)
    assert run("template", "-p", path, "-o", target, "--force").code == 0
    assert run("template", "-p", path, "-o", tmp_path / "a.txt").code == 2
    imported = run("import", target, "-p", path)
    assert (imported.code, "Nothing to import" in imported.err) == (0, True)


def test_a_round_goes_out_and_comes_back_as_one_change(run: Run, tmp_path: Path) -> None:
    path, target = copied("harborview", tmp_path), tmp_path / "round.xlsx"
    assert run("template", "-p", path, "--owner", OWNER, "-o", target).code == 0
    book = load_workbook(target)
    sheet: Any = book["milestones"]
    headings = {cell.value: cell.column for cell in sheet[1]}
    sheet.cell(2, headings["done on"], "2026-11-02")
    sheet.cell(3, headings["new forecast"], "2028-01-31")
    book.save(target)
    assert run("import", target, "-p", path, "--apply").code == 0
    assert "Nothing to import" in run("import", target, "-p", path, "--apply").err
    assert run("undo", "-p", path).code == 0
    assert "changed 2" in run("import", target, "-p", path).out


def test_every_owner_gets_a_file(run: Run, tmp_path: Path) -> None:
    path, folder = copied("harborview", tmp_path), tmp_path / "rounds"
    assert run("template", "-p", path, "--every-owner", "-o", folder).code == 0
    plan = figures(made("harborview"))
    with_work = [each for each in owners(plan) if any(status_round(plan, each)[1:])]
    assert len(list(folder.glob("status-*.xlsx"))) == len(with_work)


def test_an_owner_that_nobody_is_has_no_round(run: Run, tmp_path: Path) -> None:
    path = copied("harborview", tmp_path)
    ran = run("template", "-p", path, "--owner", "Nobody", "-o", tmp_path / "a.xlsx")
    assert (ran.code, "No project is owned by “Nobody”" in ran.err) == (2, True)
