"""The wheels that a platform needs: chosen by the lock, fetched by hash, and held to what fits.

A lock of `uv pip compile` says of each package its hashes, its marker and which packages ask for it; the last
tells what the program needs from what only its developers do.
"""

import hashlib
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from packaging.markers import Marker
from packaging.tags import Tag, compatible_tags, cpython_tags, mac_platforms
from packaging.utils import canonicalize_name, parse_wheel_filename

OURS = "te-planner"
PYTHONS = ((3, 11), (3, 12), (3, 13), (3, 14))
"""The versions of Python for which a bundle carries wheels."""


class Platform(NamedTuple):
    """A kind of machine: the platforms of its wheels, and what its Python says of itself in markers."""

    name: str
    wheels: tuple[str, ...]
    markers: Mapping[str, str]

    def tags(self, python: tuple[int, int]) -> set[Tag]:
        """All tags of wheels that fit this Python there."""
        short = f"cp{python[0]}{python[1]}"
        return {*cpython_tags(python, platforms=self.wheels), *compatible_tags(python, short, self.wheels)}


def _markers(os_name: str, sys_platform: str, system: str, machine: str) -> dict[str, str]:
    return {
        "os_name": os_name,
        "sys_platform": sys_platform,
        "platform_system": system,
        "platform_machine": machine,
        "platform_python_implementation": "CPython",
        "implementation_name": "cpython",
    }


PLATFORMS = {
    each.name: each
    for each in (
        Platform("win_amd64", ("win_amd64",), _markers("nt", "win32", "Windows", "AMD64")),
        Platform(
            "macosx_arm64",
            tuple(mac_platforms((11, 0), "arm64")),
            _markers("posix", "darwin", "Darwin", "arm64"),
        ),
        Platform(
            "manylinux_x86_64",
            # glibc 2.17 and what is older: no system of today is without
            (*(f"manylinux_2_{n}_x86_64" for n in range(17, 4, -1)), "manylinux2014_x86_64"),
            _markers("posix", "linux", "Linux", "x86_64"),
        ),
    )
}


class Locked(NamedTuple):
    """A package of the lock. `via`: the packages that ask for it, our own by its name."""

    name: str
    version: str
    marker: str
    hashes: tuple[str, ...]
    via: tuple[str, ...]

    def needed(self, platform: Platform, python: tuple[int, int]) -> bool:
        version = f"{python[0]}.{python[1]}"
        there = {**platform.markers, "python_version": version, "python_full_version": f"{version}.0"}
        return not self.marker or Marker(self.marker).evaluate(there)

    def line(self, hashes: Iterable[str]) -> str:
        """The package as a requirements file has it, with these hashes."""
        marker = f" ; {self.marker}" if self.marker else ""
        listed = "".join(f" \\\n    --hash=sha256:{each}" for each in sorted(hashes))
        return f"{self.name}=={self.version}{marker}{listed}\n"


def read_lock(text: str) -> list[Locked]:
    """All packages of the lock."""
    blocks = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)
    return [_locked(block) for block in blocks if "==" in block]


def _locked(block: str) -> Locked:
    head = re.match(r"([a-z0-9._-]+)==(\S+?)(?: ; (.*?))? \\$", block, re.MULTILINE)
    if head is None:
        sys.exit(f"requirements.lock is not as uv writes it: {block.splitlines()[0]}")
    said = re.findall(r"^ +# +(?:via +)?(.+)$", block, re.MULTILINE)
    via = tuple(each.replace(" (pyproject.toml)", "") for each in said if each != "via")
    return Locked(head[1], head[2], head[3] or "", tuple(re.findall("sha256:([0-9a-f]{64})", block)), via)


def of_the_program(locked: Sequence[Locked]) -> list[Locked]:
    """What the program needs to run: asked for by it, or by what it asks for."""
    found = {OURS}
    while more := {each.name for each in locked if found & {*each.via}} - found:
        found |= more
    return [each for each in locked if each.name in found]


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def fetch(wanted: Sequence[Locked], platform: Platform, pythons: Iterable[tuple[int, int]], to: Path) -> None:
    """Have a fitting wheel of each package in the folder, for each Python.

    Only what the folder lacks is fetched, by pip, which holds it to the hashes of the lock;
    where one is not to be had, this ends in pip's words.
    """
    to.mkdir(parents=True, exist_ok=True)
    for python in pythons:
        lacking = [each for each, found in fitting(wanted, platform, python, to) if not found]
        if lacking:
            _download(lacking, platform, python, to)


def _download(lacking: Sequence[Locked], platform: Platform, python: tuple[int, int], to: Path) -> None:
    listed = to / f"lacking-{python[0]}{python[1]}.txt"
    # without its marker, which pip would ask of the Python that it runs in
    text = "".join(each._replace(marker="").line(each.hashes) for each in lacking)
    listed.write_text(text, encoding="utf-8")
    command = [
        *(sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"),
        *("--no-deps", "--require-hashes", "--only-binary", ":all:", "--implementation", "cp"),
        *("--python-version", f"{python[0]}.{python[1]}", "--dest", str(to), "--requirement", str(listed)),
        *(word for each in platform.wheels for word in ("--platform", each)),
    ]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    listed.unlink()
    if done.returncode:
        sys.exit(f"The wheels for {platform.name}, Python {python[0]}.{python[1]} are not all to be had.\n"
                 f"{done.stderr}")  # fmt: skip


def fitting(
    wanted: Sequence[Locked], platform: Platform, python: tuple[int, int], folder: Path
) -> Iterator[tuple[Locked, Path | None]]:
    """Each package that this Python needs, with its wheel in the folder that fits, of the lock's hash."""
    tags = platform.tags(python)
    wheels = [(parse_wheel_filename(path.name), path) for path in sorted(folder.glob("*.whl"))]
    for each in wanted:
        if each.needed(platform, python):
            fits = (
                path
                for (name, version, _, kinds), path in wheels
                if name == canonicalize_name(each.name) and str(version) == each.version and kinds & tags
            )
            yield each, next((path for path in fits if sha256(path) in each.hashes), None)
