"""Hostile texts and files on their way in: command line, environment, names, files, outlines, typed lines."""

import contextlib
import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from faults.conftest import Told, tries
from faults.corpus import FILES, STRINGS, Hostile
from faults.doors import CONTROL, build, told_well
from support.calling import Ran, Run
from support.plans import TODAY, figures, real_roadmap
from te_planner.cli.commands import Argument, Command, all_commands
from te_planner.errors import PlannerError
from te_planner.exchange.one_line import read_line
from te_planner.exchange.pasted import read_projects
from te_planner.exchange.report.build import build_report
from te_planner.exchange.report.outlines import LARGEST, Outline
from te_planner.exchange.report.write_html import write_html
from te_planner.exchange.report.write_md import write_md
from te_planner.plan.days import parse_day
from te_planner.plan.typed_days import typed_day
from te_planner.roadmap.overlaid import overlaid
from te_planner.roadmap.overlay_files import read_overlay

HIDDEN = "root:0:secret-of-this-computer"
"""What stands in files that nobody named."""
OVERLAY = """format: te-planner/overlay/1
name: theirs
space: OWN
version: "1"
title: TEXT
statement: TEXT
reword:
- {cell: RPE02.1, text: TEXT, meaning: same, why: TEXT}
"""
TESTS = Path(__file__).parents[1]


def callable_with(each: Hostile) -> bool:
    """Whether a system passes the text to a program: none passes a NUL, nor what it cannot encode."""
    try:
        return "\0" not in each.text and bool(os.fsencode(each.text))
    except UnicodeEncodeError:
        return False


WORDS = tuple(filter(callable_with, STRINGS))


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return build(tmp_path)


def fair(ran: Ran, where: object) -> None:
    """An exit code of ours, a message that is one, and nothing that a terminal would obey."""
    assert ran.code in (0, 1, 2, 3), where
    assert not CONTROL.search(ran.out + ran.err), where
    assert "Traceback" not in ran.err, where
    assert len(ran.err) < 6000, where
    assert ran.code < 2 or ran.err.strip(), where


def calls(command: Command, text: str, turn: int, plan: Path) -> Iterator[list[str]]:
    """A call of a command with the text in one of its arguments, each in turn, and values in the others."""
    arguments = [each for each in command.arguments if not _switch(each)]
    if not arguments:
        return
    asked = arguments[turn % len(arguments)]
    words = command.words.split()
    for each in arguments:
        flag, options = each.flags[-1], each.options
        if not flag.startswith("-"):
            number = getattr(options.get("type"), "__name__", "") in ("whole", "percent")
            usual = str(next(iter(options.get("choices") or ()), "1" if number else "P-01"))
            if each is asked or options.get("nargs") not in ("?", "*"):
                words.append(text if each is asked else usual)
        elif each is asked:
            words.append(f"{flag}={text}")
        elif options.get("required"):
            words.append(f"{flag}=x.xlsx")
        elif flag == "--plan":
            words.append(f"{flag}={plan}")
    yield words


def _switch(argument: Argument) -> bool:
    return str(argument.options.get("action", "")).startswith("store_")


def test_every_argument_of_every_command(plan: Path, run: Run, tmp_path: Path, told: Told) -> None:
    ends: Counter[int] = Counter()
    every = tries(200, 5)
    home = tmp_path / "here" / "below" / "deep"
    home.mkdir(parents=True)
    os.chdir(home)
    for number, command in enumerate(all_commands().values()):
        for turn, each in enumerate(WORDS[number % every :: every]):
            for words in calls(command, each.text, number + turn, plan) if command.words != "demo" else ():
                ran = run(*words)
                fair(ran, (command.words, each.idea))
                ends[ran.code] += 1
    assert ends[2] > 60
    told("hostile: command line", ends.total(), 0, done=ends[0] + ends[1], refused=ends[2] + ends[3])


def test_every_variable(plan: Path, run: Run, monkeypatch: pytest.MonkeyPatch, told: Told) -> None:
    ends: Counter[int] = Counter()
    for name, words, every in (
        ("TE_PLANNER_PLAN", ("status",), tries(2, 1)),
        ("TE_PLANNER_BACKUPS", ("add", "region", "-p", str(plan)), tries(25, 1)),
        ("NO_COLOR", ("status", "-p", str(plan)), tries(50, 1)),
        ("COLUMNS", ("status", "-p", str(plan)), tries(50, 1)),
        ("TERM", ("status", "-p", str(plan)), tries(50, 1)),
    ):
        for number, each in enumerate(WORDS[::every]):
            if len(each.text) > 10_000:  # no system passes it on
                continue
            with monkeypatch.context() as patch:
                patch.setenv(name, each.text)
                ran = run(*words, f"R {number}") if words[0] == "add" else run(*words)
            fair(ran, (name, each.idea))
            assert ran.code in ((2, 3) if name == "TE_PLANNER_PLAN" else (0, 1)), (name, each.idea, ran)
            ends[ran.code] += 1
    told("hostile: environment", ends.total(), 0, done=ends[0] + ends[1], refused=ends[2] + ends[3])


def test_every_name_of_a_file(
    plan: Path, run: Run, tmp_path: Path, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = 0
    folder = tmp_path / "names"
    folder.mkdir()
    monkeypatch.setenv("TE_PLANNER_BACKUPS", str(tmp_path / "backups"))
    no_utf8 = [each for each in WORDS if not each.text.isascii() and os.fsdecode(b"\xe9") in each.text]
    assert no_utf8
    for each in dict.fromkeys((*no_utf8, *WORDS[:: tries(45, 1)])):
        if "/" in each.text or os.sep in each.text or len(os.fsencode(each.text)) > 200:
            continue
        named = folder / f"{each.text}.db"
        try:
            shutil.copy(plan, named)
        except OSError:  # this system has no such names
            continue
        for words in (
            ("status", "-p", named),
            ("report", "-p", named, "--format", "html", "-o", folder / f"{each.text}.html"),
            ("export", folder / f"{each.text}.yaml", "-p", named),
            ("backup", "-p", named, "--format", "json"),
            ("backups", "-p", named, "--format", "csv"),
        ):
            ran = run(*words)
            fair(ran, (words[0], each.idea))
            assert ran.code == 0, (words[0], each.idea, ran.err)
            made += 1
    assert all(path.parent == folder for path in folder.rglob("*"))
    told("hostile: names of files", made, 0)


def test_every_file(plan: Path, tmp_path: Path, told: Told) -> None:
    secret = tmp_path / "secret"
    secret.write_text(HIDDEN, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(TESTS), *sys.path])}
    child = subprocess.run(
        [sys.executable, str(TESTS / "faults" / "door_of_files.py"), str(tmp_path), str(plan)],
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        env=environment,
        check=False,
    )
    assert child.returncode == 0, child.stderr[-2000:]
    ends: Counter[int] = Counter()
    for line in child.stdout.splitlines():
        found = json.loads(line)
        where = (found["idea"], found["words"])
        assert found["code"] in (0, 1, 2, 3), where
        assert not CONTROL.search(found["said"]), where
        assert found["took"] < 10, where  # a bomb takes minutes
        assert "root:" not in found["said"], where
        ends[found["code"]] += 1
    assert len(FILES) <= ends.total()
    assert sorted(path.name for path in tmp_path.iterdir()) == [plan.name, "secret"]
    told("hostile: files", ends.total(), 0, shown=ends[0] + ends[1], refused=ends[2] + ends[3])


@pytest.mark.skipif(os.name != "posix", reason="links need rights there")
@pytest.mark.parametrize("kind", ["out", "nothing", "itself", "device", "folder"])
def test_no_link_in_a_folder_leads_out_of_it(run: Run, tmp_path: Path, kind: str, told: Told) -> None:
    secret = tmp_path / "secret"
    secret.write_text(HIDDEN, encoding="utf-8")
    for form, first, name in (
        ("yaml", "plan.yaml", "projects/P-01.yaml"),
        ("csv", "plan.csv", "projects.csv"),
        ("overlay", "a.yaml", "overlay.yaml"),
    ):
        folder = tmp_path / form
        link = folder / name
        link.parent.mkdir(parents=True)
        (folder / first).write_text("format: te-planner/plan/1\nname: x\n" if form == "yaml" else "name\nx\n")
        targets = {
            "out": secret,
            "nothing": "none",
            "itself": link.name,
            "device": "/dev/zero",
            "folder": "/",
        }
        link.symlink_to(targets[kind])
        new = ("new", tmp_path / "x.db", "--from")
        ran = run(*(("roadmap", "check", "--overlay") if form == "overlay" else new), folder)
        fair(ran, (form, kind))
        assert ran.code in (1, 3), (form, kind)
        assert "secret-of" not in ran.out + ran.err
    told("hostile: links in a folder that is read", 3, 0, refused=3)


def test_every_outline(plan: Path, told: Told) -> None:
    readiness = figures(plan)
    made = refused = 0
    for each in STRINGS[:: tries(6, 1)]:
        if len(each.text) > LARGEST:
            continue
        text = f"# One\n\n{each.text}\n"
        try:
            outline = Outline("own", "own.j2", text)
            report = build_report(readiness, command="x", made_on=TODAY, outline=outline)
        except PlannerError as error:
            told_well(error, each.idea)
            refused += 1
            continue
        out = write_md(report) + write_html(report)
        assert "root:" not in out, each.idea
        assert "<script>alert" not in out, each.idea
        made += 1
    told("hostile: outlines of reports", made + refused, 0, made=made, refused=refused)


def test_every_overlay(tmp_path: Path, told: Told) -> None:
    folder = tmp_path / "overlay"
    folder.mkdir()
    path = folder / "overlay.yaml"
    contents = {each.idea: each.content for each in FILES if each.name.endswith(".yaml")}
    for each in STRINGS[:: tries(6, 1)]:
        with contextlib.suppress(UnicodeEncodeError):
            contents[each.idea] = f"overlay: {each.text}\n".encode()
    for idea, content in contents.items():
        path.write_bytes(content)
        with pytest.raises(PlannerError) as caught:
            read_overlay(folder)
        assert len(str(caught.value)) < 3000, idea
    kept = refused = 0
    for each in STRINGS[:: tries(13, 1)]:
        quoted = json.dumps(each.text.replace("\ud83d\ude00", "\ud83d"), ensure_ascii=False)
        path.write_bytes(OVERLAY.replace("TEXT", quoted).encode("utf-8", "surrogatepass"))
        try:
            told_of = overlaid(real_roadmap(), [read_overlay(folder)]).cells["RPE02.1"].text
        except PlannerError as error:
            told_well(error, each.idea, lines=20)
            refused += 1
            continue
        assert told_of.split() == each.text.split(), each.idea
        kept += 1
    assert kept > 10
    told("hostile: overlays", len(contents) + kept + refused, 0, kept=kept, refused=len(contents) + refused)


def test_every_line_that_is_typed_or_pasted(told: Told) -> None:
    cells = real_roadmap().cells
    stored = refused = 0
    for each in STRINGS:
        text = each.text
        pasted = "\t".join(['"' + text.replace('"', '""') + '"'] * 2)
        line = read_line(text, TODAY, cells)
        read_line(f"Title @{text[:5000]} #x >{text[:5000]} {text[:5000]}..", TODAY, cells)
        row = next(iter(read_projects(pasted, TODAY, ()).rows), None)
        assert line.title in " ".join(text.split()) or line.faults, each.idea
        assert not row or row.fault or row.values["title"] == unquoted(text), each.idea
        for read in (typed_day, lambda text, field, _today: parse_day(text, field)):
            try:
                assert len(read(text, "day", TODAY)) == 10, each.idea
                stored += 1
            except PlannerError as error:
                told_well(error, each.idea)
                refused += 1
    told("hostile: lines, tables and days typed", 5 * len(STRINGS), 0, days=stored, no_days=refused)


def unquoted(text: str) -> str:
    """A cell as a table of ours has it, without the quote mark that keeps it from being a formula."""
    text = text.strip()
    return text[1:] if text.startswith("'=") else text
