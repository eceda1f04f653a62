"""Calling the program: which plan, which command, which exit code; and what a start costs."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import te_planner
from support.calling import Run
from support.plans import copied, made
from te_planner.cli import dispatch as dispatching
from te_planner.cli.commands import GROUPS, all_commands
from te_planner.cli.dispatch import help_text
from te_planner.cli.output import Output, width
from te_planner.cli.parser import parser
from te_planner.exchange.report.file import FORMATS

HEAVY = {"sqlmodel", "sqlalchemy", "alembic", "textual", "rich", "jinja2", "yaml", "pydantic"}


def start(*words: str | Path, **more: str) -> subprocess.CompletedProcess[str]:
    environment = {"PYTHONIOENCODING": "utf-8", **os.environ, **more}
    return subprocess.run(
        [sys.executable, "-m", "te_planner", *map(str, words)],
        stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
        encoding=environment["PYTHONIOENCODING"], env=environment,
    )  # fmt: skip


@pytest.mark.parametrize("words", list(all_commands()))
def test_every_command_has_help_and_each_argument_too(run: Run, words: str) -> None:
    command = all_commands()[words]
    assert command.group in GROUPS
    ran = run(*words.split(), "--help")
    assert ran.code == 0
    assert ran.out.startswith(f"usage: te-planner {words}")
    assert command.help in help_text(all_commands())
    options = {flag for argument in command.arguments for flag in argument.flags}
    told = parser(command, "2026-11-24").format_help()
    assert all(flag in told for flag in options if flag.startswith("-"))


@pytest.mark.parametrize("words", list(all_commands()))
def test_help_can_be_printed_in_any_encoding(run: Run, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    printed = io.BytesIO()
    stream = io.TextIOWrapper(printed, encoding="ascii")
    monkeypatch.setattr(sys, "stdout", stream)
    assert run(*words.split(), "--help").code == 0
    stream.flush()
    assert b"usage" in printed.getvalue()
    assert b"https://?" not in printed.getvalue()


def test_closed_streams_are_no_error(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(sys, name, None)
    assert run("status", "-p", made("harborview")).code == 0
    monkeypatch.setattr(sys, "stderr", None)
    assert run("status", "-p", "nowhere.db").code == 3


def test_help_and_version(run: Run) -> None:
    for word in ("--help", "-h", "help"):
        assert run(word).out == help_text(all_commands())
    assert run("--version").out == f"te-planner {te_planner.__version__}\n"
    assert "milestone done" in run("milestone", "--help").out


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("statsu",), "status"),
        (("milestone",), "done, forecast"),
        (("milestone", "dnoe"), "done"),
        (("--colour",), "--colour"),
        (("-p",), "needs a file"),
        (("status", "--fromat", "json"), "--fromat"),
        (("status", "--format", "xml"), "xml"),
        (("why",), "CELL"),
        (("a.db", "b.db"), "a.db"),
        (("nowhere.db",), "There is no plan"),
        (("STATUS",), "status"),
        (("status", "-p", ""), "-p"),
        (("-p", "a.db", "status", "-p", "b.db"), "Two plans"),
        (("new",), "PLAN"),
    ],
)
def test_a_wrong_call_is_told_in_few_lines(run: Run, words: tuple[str, ...], says: str) -> None:
    ran = run(*words)
    assert ran.code == 2
    assert says in ran.err
    assert ran.out == ""
    assert len(ran.err.splitlines()) <= 3


def test_the_plan_is_the_one_named_or_the_only_one_here(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("status").code == 2
    assert "te-planner new" in run("status").err
    (tmp_path / "plans").mkdir()
    only = copied("empty", tmp_path / "plans")
    assert "Empty" in run("status").out
    other = copied("harborview", tmp_path / "plans")
    several = run("status")
    assert several.code == 2
    assert "harborview.db" in several.err
    assert "Harborview" in run("status", "-p", other).out
    assert "Harborview" in run("-p", other, "status").out
    assert "Harborview" in run(f"--plan={other}", "status").out
    monkeypatch.setenv("TE_PLANNER_PLAN", str(other))
    assert "Harborview" in run("status").out
    assert "Empty" in run("status", "-p", only).out


def test_a_file_that_is_no_plan_is_unreadable(run: Run, tmp_path: Path) -> None:
    for name, content in (("text.db", b"hello"), ("empty.db", b"")):
        (tmp_path / name).write_bytes(content)
        ran = run("status", "-p", name)
        assert ran.code == 3
        assert name in ran.err
        assert len(ran.err.splitlines()) <= 3
    assert run("status", "-p", "nowhere.db").code == 3
    assert run("status", "-p", tmp_path).code == 3


def test_a_new_plan_is_empty_or_from_an_example_and_never_over_a_file(run: Run) -> None:
    assert run("new", "my-plan.db", "--stakeholder", "City").code == 0
    assert "My plan" in run("status", "-p", "my-plan.db").out
    assert run("new", "h.db", "--example", "harborview", "--name", "Mine").code == 0
    assert "Mine" in run("status", "-p", "h.db").out
    assert run("new", "h.db").code == 3
    assert run("new", "y.db", "--example", "harborview", "--currency", "EUR").code == 2
    assert "te-planner ./-x.db opens it" in run("new", "--", "-x.db").out
    assert run("new", "x.db", "--example", "nowhere").code == 2
    assert run("new", "nowhere/x.db").code == 3
    assert "harborview" in run("examples").out
    assert {each["name"] for each in json.loads(run("examples", "--format", "json").out)["examples"]} >= {
        "harborview", "tri-rivers",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("name", "begins"),
    [("r.md", "# Stage"), ("r.html", "<!doctype html>"), ("r.json", "{"), ("r.csv", "\ufeffStage-readiness")],
)
def test_a_report_is_written_in_the_format_of_its_name(run: Run, name: str, begins: str) -> None:
    plan = made("harborview")
    assert run("report", "-p", plan, "-o", name).code == 0
    text = Path(name).read_text(encoding="utf-8")
    assert text.startswith(begins)
    kind = name.partition(".")[2]
    printed = run("report", "-p", plan, "--format", kind).out
    assert printed == text.removeprefix("\ufeff")
    assert f"te-planner report --plan harborview.db --format {kind}" in text
    assert str(plan.parent) not in text


@pytest.mark.parametrize(
    ("name", "begins"),
    [("r.docx", b"PK"), ("r.xlsx", b"PK"), ("r.pdf", b"%PDF-"), ("r.ics", b"BEGIN:VCALENDAR")],
)
def test_a_report_for_other_programs_is_written_whole(run: Run, name: str, begins: bytes) -> None:
    ran = run("report", "-p", made("harborview"), "-o", name)
    assert (ran.code, ran.out) == (0, f"Wrote {name}\n")
    assert Path(name).read_bytes().startswith(begins)
    assert ("2 milestones without a day are in no calendar" in ran.err) == name.endswith("ics")


def test_a_terminal_is_not_shown_what_it_cannot_show(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    ran = run("report", "-p", made("harborview"), "--format", "docx")
    assert ran.code == 2
    assert "-o report.docx" in ran.err


def test_the_command_offers_the_formats_that_there_are() -> None:
    options = [each.options for each in all_commands()["report"].arguments]
    assert FORMATS in [each.get("choices") for each in options]


def test_the_call_that_made_a_report_has_a_day_only_where_one_was_given(run: Run) -> None:
    plan = made("harborview")
    past = run("report", "-p", plan, "--as-of", "2025-06-01").out
    assert "--plan harborview.db --as-of 2025-06-01 --format md" in past
    assert "Forecasts:** none" in past
    assert "as expected on the day on which this was made" in run("report", "-p", plan).out


def test_a_report_that_cannot_be_written_leaves_what_was_there(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    Path("r.md").write_text("before", encoding="utf-8")
    monkeypatch.setattr(Path, "replace", full)
    assert run("report", "-p", made("harborview"), "-o", "r.md").code == 3
    assert [path.name for path in Path().iterdir()] == ["r.md"]
    assert Path("r.md").read_text(encoding="utf-8") == "before"


def test_a_report_never_goes_over_a_plan(run: Run, tmp_path: Path) -> None:
    plan = copied("harborview", tmp_path)
    before = plan.read_bytes()
    ran = run("report", "-p", plan, "-o", plan, "--format", "md")
    assert ran.code == 2
    assert plan.read_bytes() == before
    assert run("report", "-p", plan, "-o", "r.txt").code == 2
    assert run("report", "-p", plan, "-o", "nowhere/r.md").code == 3


def test_demo_without_a_terminal_prints_its_status(tmp_path: Path) -> None:
    ran = start("demo", TMPDIR=str(tmp_path), TEMP=str(tmp_path), TMP=str(tmp_path))
    assert ran.returncode == 0, ran.stderr
    assert "Harborview" in ran.stdout
    assert "Enablers complete through" in ran.stdout
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("words", [("status",), ("status", "--format", "json"), ("next",), ("due",)])
def test_looking_pays_for_nothing_heavy(words: tuple[str, ...]) -> None:
    assert HEAVY & loaded(*words, "-p", str(made("harborview"))) == set()


def test_an_import_of_many_new_rows_pays_for_nothing_heavy(tmp_path: Path) -> None:
    projects, milestones = tmp_path / "projects.csv", tmp_path / "milestones.csv"
    projects.write_text("\n".join(["Key,Title", *(f"X-{n},New {n}" for n in range(30))]), encoding="utf-8")
    rows = [f"X-{n},Step,2027-01-01,{n + 1}" for n in range(30)]
    milestones.write_text("\n".join(["Project,Milestone,Baseline,Weight", *rows]), encoding="utf-8")
    plan = copied("harborview", tmp_path)
    call = ("import", str(projects), str(milestones), "-p", str(plan))
    assert (HEAVY | {"threading", "decimal"}) & loaded(*call) == set()
    assert HEAVY & loaded(*call, "--apply") == set()


def loaded(*words: str) -> set[str]:
    """What a command imports."""
    code = (
        "import sys; from te_planner.cli import main; code = main(sys.argv[1:], today='2026-11-24'); "
        "print(code, *sorted({name.partition('.')[0] for name in sys.modules}), file=sys.stderr)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, *words],
        capture_output=True, text=True, encoding="utf-8", check=True,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip
    exit_code, *modules = ran.stderr.splitlines()[-1].split()
    assert exit_code == "0"
    return set(modules)


def test_version_and_help_load_next_to_nothing() -> None:
    code = (
        "import sys; there = set(sys.modules); from te_planner.cli import main\n"
        "main(['--version']); print(*sorted(set(sys.modules) - there))\n"
        "main(['--help']); sys.exit('argparse' in sys.modules)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert ran.returncode == 0
    loaded = set(ran.stdout.splitlines()[1].split())
    assert {each for each in loaded if each.startswith("te_planner")} == {
        "te_planner", "te_planner.cli", "te_planner.cli.dispatch", "te_planner.errors"
    }  # fmt: skip
    assert not {"re", "typing", "pathlib", "datetime", "argparse", "importlib.metadata"} & loaded


def test_an_encoding_without_the_signs_gets_plain_ones() -> None:
    for encoding in ("latin-1", "ascii"):
        ran = start("status", "-p", made("harborview"), PYTHONIOENCODING=encoding)
        assert ran.returncode == 0, ran.stderr
        assert "##+##" in ran.stdout
        assert "1->2" in ran.stdout
        data = start("status", "-p", made("harborview"), "--format", "json", PYTHONIOENCODING=encoding)
        assert json.loads(data.stdout)["systems"]
        table = start("roadmap", "show", "--format", "csv", PYTHONIOENCODING=encoding)
        assert table.returncode == 0, table.stderr


def test_a_reader_who_leaves_is_no_error() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "te_planner", "roadmap", "show"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    ) as ran:  # fmt: skip
        assert ran.stdout
        assert ran.stderr
        assert ran.stdout.readline().startswith("Cell")
        ran.stdout.close()
        assert ran.stderr.read() == ""
        assert ran.wait() == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
def test_a_full_disk_is_told() -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        ran = subprocess.run(
            [sys.executable, "-m", "te_planner", "roadmap", "show"],
            stdout=full, stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
    assert ran.returncode == 3
    assert "Standard output cannot be read or written" in ran.stderr
    assert len(ran.stderr.splitlines()) == 1


def test_an_interrupt_is_quiet(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("te_planner.cli.status.status", interrupted)
    ran = run("status", "-p", made("empty"))
    assert (ran.code, ran.err) == (130, "")


def test_columns_align_by_what_a_terminal_shows(capsys: pytest.CaptureFixture[str]) -> None:
    Output().table(("A", "B"), [("電力", "x"), ("e\u0301a", "y"), ("ab\x1b[31m", "z")])
    lines = capsys.readouterr().out.splitlines()
    assert {width(line[: line.rindex(line.split()[-1])]) for line in lines} == {9}
    assert "\x1b" not in "".join(lines)


@pytest.mark.parametrize("odd", ["plain", "電力", "e\u0301a", "ab\x1b[31m", "two\nlines", "ends \ue000", ""])
def test_a_table_by_columns_is_the_same_table(capsys: pytest.CaptureFixture[str], odd: str) -> None:
    rows = [("new", odd, "long enough", "x"), ("same", "y", odd, ""), ("", "", "", odd)]
    Output().table(("", "A", "B", "C"), rows)
    expected = capsys.readouterr().out
    Output().columns(("", "A", "B", "C"), list(zip(*rows, strict=True)))
    assert capsys.readouterr().out == expected


def test_long_texts_are_wrapped_on_a_narrow_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Output, "_room", lambda _self, indent: 60 - indent)
    text = "many words " * 20
    Output().table(("A", "B"), [("x" * 90, text), ("short", "text")], indent="  ")
    out = capsys.readouterr().out
    assert all(width(line) <= 60 for line in out.splitlines())
    assert out.count("many") == 20
    assert out.count("x") >= 90


@pytest.mark.parametrize("words", [("--as-of", "2025-06-01"), ("--as-of=2025-06-01",)])
def test_the_screen_opens_as_of_a_day_however_it_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    opened: list[tuple[Path | None, str | None]] = []
    monkeypatch.setattr(dispatching, "open_plan_screen", lambda *given: opened.append(given) or 0)
    plan = copied("empty", tmp_path)
    assert dispatching.dispatch([str(plan), *words], "2026-11-24") == 0
    assert dispatching.dispatch(["--plan", str(plan), *words], "2026-11-24") == 0
    assert opened == [(plan, "2025-06-01")] * 2


@pytest.mark.parametrize("words", [("--as-of=",), ("--as-of=2025-13-01",), ("--as-of",)])
def test_a_day_that_is_none_opens_nothing(run: Run, words: tuple[str, ...]) -> None:
    ran = run(made("empty"), *words)
    assert (ran.code, ran.out) == (2, "")
    assert "as" in ran.err
