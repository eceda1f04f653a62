"""What the repository promises to somebody who clones or installs it."""

import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    return next(out.glob("*.whl"))


def test_the_wheel_carries_roadmap_and_examples_but_no_plan_of_ours(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    data = {name.removeprefix("te_planner/_data/") for name in names if "/_data/" in name}
    assert {
        "roadmap/compiled.json",
        "roadmap/rp.yaml",
        "plans/harborview.yaml",
        "plans/tri-rivers.yaml",
        "overlays/island-coop/overlay.yaml",
        "overlays/island-coop/rows.yaml",
    } <= data
    assert not [name for name in names if name.endswith(".db")]


def test_the_installed_wheel_does_the_main_job_outside_the_checkout(wheel: Path, tmp_path: Path) -> None:
    place = tmp_path / "installed"
    install = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-deps",
        "--no-index",
        "--no-compile",
        "--target",
        str(place),
    ]
    subprocess.run([*install, str(wheel)], check=True, capture_output=True)
    environment = dict(os.environ, PYTHONPATH=str(place), PYTHONUTF8="1")

    def run(*arguments: str) -> str:
        command = [sys.executable, "-m", "te_planner", *arguments]
        done = subprocess.run(
            command, cwd=tmp_path, env=environment, capture_output=True, encoding="utf-8",
            stdin=subprocess.DEVNULL, check=True,
        )  # fmt: skip
        return done.stdout

    where = subprocess.run(
        [sys.executable, "-c", "import te_planner; print(te_planner.__file__)"],
        cwd=tmp_path, env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert str(place) in where.stdout
    run("new", "ours.db", "--example", "tri-rivers")
    assert "Riverton Metro" in run("status", "-p", "ours.db")
    assert "<html" in run("report", "-p", "ours.db", "--format", "html")
    assert "Harborview" in run("demo")


def test_every_make_target_says_what_it_does() -> None:
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = re.search(r"^\.PHONY: (.*)$", text, re.MULTILINE)
    assert phony
    assert set(phony[1].split()) == set(re.findall(r"^([\w-]+):.*## ", text, re.MULTILINE))


def test_the_lock_pins_every_package_by_hash_and_names_no_host() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in lock
    pinned = re.findall(r"^([a-z0-9._-]+)==", lock, re.MULTILINE)
    blocks = re.split(r"^(?=[a-z0-9._-]+==)", lock, flags=re.MULTILINE)[1:]
    assert len(blocks) == len(pinned) > 40
    assert all("--hash=sha256:" in block for block in blocks)
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    for line in [*wanted["project"]["dependencies"], *wanted["build-system"]["requires"]]:
        assert re.split(r"[<>=]", line)[0] in pinned


def test_the_versions_agree() -> None:
    from te_planner import __version__

    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert wanted["project"]["version"] == __version__
