"""What the build makes, made once a test run: the wheel, and bundles."""

import subprocess
import sys
from functools import partial
from pathlib import Path

from support.plans import once

ROOT = Path(__file__).parents[2]
THIS_PYTHON = f"{sys.version_info[0]}.{sys.version_info[1]}"


def wheel() -> Path:
    """The program's wheel."""
    return next(once("wheel", _build, "").glob("*.whl"))


def _build(folder: Path) -> None:
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)


def bundle(platform: str, *pythons: str) -> Path:
    """The zip for this platform, with the packages for these versions of Python.

    Its wheels are fetched from the index; those that `build/wheels` has are not fetched again.
    """
    name = "-".join(["bundle", platform, *pythons])
    return next(once(name, partial(_bundle, platform, pythons), "").glob("*.zip"))


def _bundle(platform: str, pythons: tuple[str, ...], folder: Path) -> None:
    chosen = [word for each in pythons for word in ("--python", each)]
    command = [sys.executable, "-m", "tools.bundle", platform, *chosen, "--wheel", str(wheel())]
    done = subprocess.run(
        [*command, "--out", str(folder)], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
