"""A bundle has all that a machine with nothing but Python needs, and nothing reaches beyond its folder."""

import hashlib
import json
import os
import platform
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.tags import Tag, compatible_tags, cpython_tags
from packaging.utils import parse_wheel_filename

from support.built import ROOT, THIS_PYTHON, bundle, unpack, unpacked
from support.often import LONG

PYTHONS = ("3.11", "3.12", "3.13", "3.14")
NATIVE = {
    ("Linux", "x86_64"): "manylinux_x86_64",
    ("Darwin", "arm64"): "macosx_arm64",
    ("Windows", "AMD64"): "win_amd64",
}.get((platform.system(), platform.machine()), "")
NOWHERE = "http://127.0.0.1:9"
IN_BUNDLE = ROOT / "tools" / "in_bundle"


def native() -> Path:
    if not NATIVE or THIS_PYTHON not in PYTHONS:
        pytest.skip(f"no bundle is made for {platform.platform()} and Python {THIS_PYTHON}")
    return bundle(NATIVE, THIS_PYTHON)


@pytest.fixture
def windows() -> tuple[Path, tuple[str, ...]]:
    """The Windows bundle and its Pythons: usually the newest alone, in a long run all."""
    pythons = PYTHONS if os.environ.get("TE_TESTS") == LONG else PYTHONS[-1:]
    return unpacked("win_amd64", *pythons), pythons


def test_from_the_bundle_alone_without_an_index_to_a_report(tmp_path: Path) -> None:
    archive = native()
    unpack(archive, tmp_path / "Zoë’s (new) plans & more")
    place = tmp_path / "Zoë’s (new) plans & more" / archive.stem
    home = tmp_path / "home"
    home.mkdir()
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "PATHEXT") if name in os.environ}
    alone = {
        **kept, "HOME": str(home), "USERPROFILE": str(home), "PYTHON": sys.executable,
        "PIP_NO_INDEX": "1", "http_proxy": NOWHERE, "https_proxy": NOWHERE,
    }  # fmt: skip

    def run(*words: str, code: int = 0) -> str:
        first = ["cmd", "/c"] if os.name == "nt" else ["sh"]
        done = subprocess.run(
            [*first, *words], cwd=place, env=alone, capture_output=True, encoding="utf-8",
            stdin=subprocess.DEVNULL, check=False,
        )  # fmt: skip
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout

    installer, program = (
        ("install.cmd", "te-planner.cmd") if os.name == "nt" else ("install.sh", "te-planner")
    )
    run(program, "status", code=1)
    assert "Start it with" in run(installer, "/q")
    assert not list(home.iterdir())
    assert sorted(each.name for each in tmp_path.iterdir()) == ["Zoë’s (new) plans & more", "home"]

    alone["TE_PLANNER_BACKUPS"] = str(home / "backups")
    run(program, "new", "ours.db", "--example", "tri-rivers")
    assert "Riverton Metro" in run(program, "status", "-p", "ours.db")
    evidence = ("--evidence", "Order 12 | Docket 26-03, page 4")
    run(program, "attest", "RPE01.1", "--system", "Riverton Metro", *evidence, "-p", "ours.db")
    assert "RPE01.1" in run(program, "log", "-p", "ours.db")
    run(program, "report", "-p", "ours.db", "-o", "ours.pdf")
    assert (place / "ours.pdf").read_bytes().startswith(b"%PDF")


def fits(version: str) -> set[Tag]:
    """What the Windows of most planners takes, told by another list than the bundle was made by."""
    python = tuple(map(int, version.split(".")))
    kinds = ["win_amd64"]
    return {
        *cpython_tags(python, platforms=kinds),
        *compatible_tags(python, f"cp{python[0]}{python[1]}", kinds),
    }


def test_every_wheel_of_the_windows_bundle_fits_windows(windows: tuple[Path, tuple[str, ...]]) -> None:
    place, pythons = windows
    wheels = {path.name: parse_wheel_filename(path.name) for path in (place / "wheels").iterdir()}
    anywhere = set().union(*map(fits, pythons))
    assert not [name for name, (*_, tags) in wheels.items() if not tags & anywhere]
    required = re.findall(r"^([a-z0-9-]+)==", (place / "requirements.txt").read_text(encoding="utf-8"), re.M)
    assert {"te-planner", "textual", "sqlalchemy", "typst"} <= set(required)
    assert not {"pytest", "ruff", "mypy", "hatchling", "pexpect"} & set(required)
    for version in pythons:
        there = {name for name, _, _, tags in wheels.values() if tags & fits(version)}
        assert there == set(required)


def test_the_windows_bundle_has_what_windows_wants(windows: tuple[Path, tuple[str, ...]]) -> None:
    place, pythons = windows
    assert (place / "install.cmd").is_file()
    assert (place / "te-planner.cmd").is_file()
    assert not list(place.glob("*.sh"))
    text = (place / "install.cmd").read_bytes()
    assert text.count(b"\r\n") == text.count(b"\n")
    assert " ".join(reversed(pythons)).encode() in text
    text.decode("ascii")


def test_the_lists_name_every_file_as_it_is(windows: tuple[Path, tuple[str, ...]]) -> None:
    place, _ = windows
    sums = (place / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    listed = {name: digest for digest, name in (line.split("  ", 1) for line in sums)}
    files = {path.relative_to(place).as_posix(): path for path in place.rglob("*") if path.is_file()}
    assert set(listed) == set(files) - {"SHA256SUMS"}
    assert all(hashlib.sha256(files[name].read_bytes()).hexdigest() == told for name, told in listed.items())
    bom = json.loads(files["sbom.cdx.json"].read_text(encoding="utf-8"))
    parts = [bom["metadata"]["component"], *bom["components"]]
    hashes = {file["name"]: file["hashes"][0]["content"] for part in parts for file in part["components"]}
    assert hashes == {name: told for name, told in listed.items() if name.startswith("wheels/")}
    assert all(part["version"] and part["licenses"] for part in parts)
    contents = files["CONTENTS.md"].read_text(encoding="utf-8")
    assert all(f"| {part['name']} | {part['version']} |" in contents for part in parts)
    assert "not stated" not in contents


def test_the_same_makes_the_same_bytes(windows: tuple[Path, tuple[str, ...]], tmp_path: Path) -> None:
    place, pythons = windows
    first = bundle("win_amd64", *pythons)
    chosen = [word for each in pythons for word in ("--python", each)]
    wheel = shutil.copy(next((place / "wheels").glob("te_planner*")), tmp_path)
    command = [sys.executable, "-m", "tools.bundle", "win_amd64", *chosen, "--wheel", wheel]
    subprocess.run([*command, "--out", str(tmp_path)], cwd=ROOT, check=True, capture_output=True)
    assert (tmp_path / first.name).read_bytes() == first.read_bytes()


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """The installer of a bundle for this machine, with two files to look after."""
    text = (IN_BUNDLE / "install.py").read_text(encoding="utf-8")
    text = text.replace("@PYTHONS@", THIS_PYTHON).replace("@PLATFORM@", NATIVE or "manylinux_x86_64")
    (tmp_path / "install.py").write_text(text, encoding="utf-8")
    (tmp_path / "wheels").mkdir()
    (tmp_path / "wheels" / "x.whl").write_bytes(b"x")
    digest = hashlib.sha256(b"x").hexdigest()
    (tmp_path / "SHA256SUMS").write_text(f"{digest}  wheels/x.whl\n", encoding="utf-8")
    return tmp_path


def refusal(place: Path) -> str:
    done = subprocess.run(
        [sys.executable, str(place / "install.py")], capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 1
    assert not (place / "venv").exists()
    return done.stderr


def test_a_python_that_no_wheel_fits_is_told(small: Path) -> None:
    text = (small / "install.py").read_text(encoding="utf-8")
    (small / "install.py").write_text(text.replace(f'"{THIS_PYTHON}"', '"3.2 3.1"'), encoding="utf-8")
    assert f"CPython {THIS_PYTHON}" in (said := refusal(small))
    assert "needs Python 3.1, 3.2" in said


@pytest.mark.skipif(not NATIVE, reason="no bundle is made for this machine")
def test_a_bundle_for_another_machine_is_told(small: Path) -> None:
    other = "win_amd64" if NATIVE != "win_amd64" else "macosx_arm64"
    text = (small / "install.py").read_text(encoding="utf-8")
    text = text.replace(f'PLATFORM = "{NATIVE}"', f'PLATFORM = "{other}"')
    (small / "install.py").write_text(text, encoding="utf-8")
    assert "This bundle is for" in refusal(small)


@pytest.mark.skipif(not NATIVE, reason="no bundle is made for this machine")
def test_a_file_that_is_not_as_it_was_made_is_told(small: Path) -> None:
    (small / "wheels" / "x.whl").write_bytes(b"y")
    assert "wheels/x.whl is not as it was made" in refusal(small)
    (small / "wheels" / "x.whl").unlink()
    assert "wheels/x.whl is missing" in refusal(small)
