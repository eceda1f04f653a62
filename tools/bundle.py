"""`make bundle PLATFORM=…`: one zip for a machine with nothing but Python, and no network.

The same commit and lock give the same bytes: nothing is compressed, no time of day is kept, all is sorted.
"""

import argparse
import hashlib
import subprocess
import sys
import tempfile
import zipfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from tools.sbom import Part, cyclonedx, part, table
from tools.wheels import (
    OURS,
    PLATFORMS,
    PYTHONS,
    Locked,
    Platform,
    fetch,
    fitting,
    of_the_program,
    read_lock,
    sha256,
)

ROOT = Path(__file__).parents[1]
TIME = (1980, 1, 1, 0, 0, 0)
"""The time of every file in the zip."""
PROGRAMS = ("install.sh", "te-planner")
SUMS = "SHA256SUMS"


def main() -> None:
    call = argparse.ArgumentParser(description=__doc__)
    call.add_argument("platform", choices=PLATFORMS)
    call.add_argument("--python", action="append", metavar="3.N", help="only for this Python (repeatable)")
    call.add_argument("--wheel", type=Path, help="our own wheel, built already")
    call.add_argument("--out", type=Path, default=ROOT / "dist")
    call.add_argument("--cache", type=Path, default=ROOT / "build" / "wheels")
    asked = call.parse_args()
    pythons = [each for each in PYTHONS if not asked.python or f"{each[0]}.{each[1]}" in asked.python]
    platform = PLATFORMS[asked.platform]
    with tempfile.TemporaryDirectory() as scratch:
        wheel = asked.wheel or build_wheel(Path(scratch))
        files = bundle(platform, pythons, wheel, asked.cache)
        version = wheel.name.split("-")[1]
        print(write_zip(files, asked.out / f"{OURS}-{version}-{platform.name}.zip"))


def build_wheel(to: Path) -> Path:
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(to), str(ROOT)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        sys.exit(f"Our own wheel could not be built.\n{done.stderr}")
    return next(to.glob("*.whl"))


def bundle(
    platform: Platform, pythons: Sequence[tuple[int, int]], wheel: Path, cache: Path
) -> dict[str, bytes]:
    """All files of the bundle by their names in it."""
    wanted = of_the_program(read_lock((ROOT / "requirements.lock").read_text(encoding="utf-8")))
    fetch(wanted, platform, pythons, cache)
    chosen = _chosen(wanted, platform, pythons, cache)
    ours = Locked(OURS, wheel.name.split("-")[1], "", (sha256(wheel),), ())
    everything = sorted([*chosen, (ours, [wheel])])
    parts = [
        part(paths, [other.name for other in wanted if each.name in other.via]) for each, paths in everything
    ]
    files = {f"wheels/{path.name}": path.read_bytes() for _, paths in everything for path in paths}
    files["requirements.txt"] = "".join(each.line(map(sha256, paths)) for each, paths in everything).encode()
    files |= _lists(parts, platform, pythons) | dict(_texts(platform, pythons))
    sums = "".join(f"{_digest(content)}  {name}\n" for name, content in sorted(files.items()))
    return {**files, SUMS: sums.encode()}


def _chosen(
    wanted: Sequence[Locked], platform: Platform, pythons: Sequence[tuple[int, int]], cache: Path
) -> list[tuple[Locked, list[Path]]]:
    """The packages with the wheels that some Python takes; what else lies in the cache stays there."""
    found: dict[Locked, set[Path]] = defaultdict(set)
    for python in pythons:
        for each, path in fitting(wanted, platform, python, cache):
            if path is None:
                sys.exit(f"{each.name} has no wheel for {platform.name}, Python {python[0]}.{python[1]}.")
            found[each].add(path)
    return [(each, sorted(paths)) for each, paths in found.items()]


def _lists(parts: Sequence[Part], platform: Platform, pythons: Sequence[tuple[int, int]]) -> dict[str, bytes]:
    versions = ", ".join(f"{major}.{minor}" for major, minor in pythons)
    title = f"What is in this bundle, for {platform.name} and Python {versions}"
    return {"sbom.cdx.json": cyclonedx(parts, OURS).encode(), "CONTENTS.md": table(parts, title).encode()}


def _texts(platform: Platform, pythons: Sequence[tuple[int, int]]) -> Iterator[tuple[str, bytes]]:
    """The guide, the installer and the start scripts, with the line ends that the platform wants."""
    folders = (
        "README.md",
        "LICENSE",
        "SECURITY.md",
        "CHANGELOG.md",
        "CONTRIBUTING.md",
        "docs/**/*.md",
        "docs/**/*.svg",
        "overlays/*/*.yaml",
    )
    for path in (path for each in folders for path in ROOT.glob(each)):
        yield path.relative_to(ROOT).as_posix(), path.read_bytes().replace(b"\r\n", b"\n")
    windows = platform.name.startswith("win")
    kind = (".cmd", ".py", ".txt") if windows else (".sh", "", ".py", ".txt")
    versions = " ".join(f"{major}.{minor}" for major, minor in reversed(pythons))
    for path in (ROOT / "tools" / "in_bundle").iterdir():
        if path.suffix in kind:
            text = path.read_text(encoding="utf-8").replace("@PYTHONS@", versions)
            text = text.replace("@PLATFORM@", platform.name)
            yield path.name, text.replace("\n", "\r\n" if windows else "\n").encode()


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def write_zip(files: dict[str, bytes], target: Path) -> Path:
    """The files in one folder of the zip's name, byte for byte the same each time."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as content:
        for name, text in sorted(files.items()):
            entry = zipfile.ZipInfo(f"{target.stem}/{name}", TIME)
            entry.create_system = 3  # Unix, which alone knows what may be run
            entry.external_attr = (0o100755 if name in PROGRAMS else 0o100644) << 16
            content.writestr(entry, text)
    return target


if __name__ == "__main__":
    main()
