"""What the repository promises to somebody who clones or installs it."""

import re
import tomllib
import zipfile
from pathlib import Path

from support.built import wheel

ROOT = Path(__file__).parents[1]


def test_the_wheel_carries_roadmap_and_examples_but_no_plan_of_ours() -> None:
    names = set(zipfile.ZipFile(wheel()).namelist())
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
