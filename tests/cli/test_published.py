"""What a command prints as JSON is what its published schema says: each, over a full and an empty plan."""

import json
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

from support.calling import Run
from support.json_schema import SCHEMAS, problems
from support.plans import TODAY, copied, made
from te_planner.cli import main
from te_planner.cli.commands import Command, all_commands

ASKED: dict[str, Sequence[str]] = {
    "why": ("RPE02.2",),
    "diff": ("--from", "2025-06-30"),
    "series": ("--from", "2026-06-01"),
    "freeze show": ("Filed",),
    "import": ("projects.csv",),
    "merge": ("other.db",),
    "backup": ("kept.db",),
    "restore": ("other.db",),
    "repair": ("other.db", "-o", "mended.db"),
    "roadmap search": ("tariff",),
}
"""What a command must be told."""
PUBLISHED = {
    "roadmap show": "roadmap",
    "roadmap search": "search",
    "roadmap check": "roadmap-check",
    "roadmap diff": "roadmap-diff",
    "freeze show": "status",
}
"""The schemas that are not named as the command is."""
COPIES = {"merge", "restore", "repair"}
"""Commands about another copy of the plan."""
FULL = {"why", "freeze show", "backup", "examples", *COPIES}
"""What an empty plan has nothing for, or nothing else."""
OTHER = {"check-against"}
"""Of `check --against`, which tests/cli/test_copies.py holds to it."""


def prints_json(command: Command) -> bool:
    """Whether it prints JSON of its own: what `export` writes is a plan, whose schema is that of the YAML."""
    formats = [each.options["choices"] for each in command.arguments if "--format" in each.flags]
    return any("json" in each for each in formats) and command.words != "export"


COMMANDS = {words: each for words, each in all_commands().items() if prints_json(each)}


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Harborview, with a freeze and an answer as well."""
    plan = copied("harborview", tmp_path_factory.mktemp("full"))
    for words in (("freeze", "Filed", "--approved-by", "Board"), ("answer", "2", "Yes, by the tariff.")):
        assert main([*words, "-p", str(plan)], today=TODAY) == 0
    return plan


def printed(run: Run, words: str, plan: Path) -> list[str]:
    asked = [*words.split(), *ASKED.get(words, ()), "--format", "json"]
    if any("--plan" in each.flags for each in COMMANDS[words].arguments):
        asked += ["-p", str(plan)]
    ran = run(*asked)
    assert ran.code in (0, 1), ran.err
    return problems(PUBLISHED.get(words, words), json.loads(ran.out))


@pytest.mark.parametrize("words", COMMANDS)
def test_what_is_printed_is_what_is_published(run: Run, full: Path, tmp_path: Path, words: str) -> None:
    (tmp_path / "projects.csv").write_text("Title,Start\nMeters,2027-01-04\nTariff,soon\n", encoding="utf-8")
    if words in COPIES:
        shutil.copy(made("harborview"), tmp_path / "other.db")
    assert printed(run, words, full) == []
    if words not in FULL and COMMANDS[words].group != "roadmap":
        assert printed(run, words, made("empty")) == []


def test_each_published_schema_is_printed_by_a_command() -> None:
    known = {PUBLISHED.get(words, words) for words in COMMANDS} | OTHER
    assert {each.stem for each in SCHEMAS.glob("*.json")} == known
