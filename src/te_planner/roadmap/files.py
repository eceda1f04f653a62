"""Where the shipped data lie: beside the code in a wheel, at the top of a checkout. How files are read."""

import stat
from pathlib import Path

from te_planner.errors import Unreadable

FILES = (
    "edition.yaml",
    "stages.yaml",
    "tracks.yaml",
    "lanes.yaml",
    "concepts.yaml",
    "questions.yaml",
    "terms.yaml",
    "rp.yaml",
    "bm.yaml",
    "da.yaml",
    "pc.yaml",
    "evidence.yaml",
    "measures.yaml",
    "crosswalk.yaml",
    "meanings.yaml",
    "changes.yaml",
    "everyday.yaml",
)

BESIDE = ("everyday.yaml",)
"""Files that lead to what the roadmap says: no part of its edition. Older ones lack them."""

LARGEST = 1_000_000
"""Bytes of a file of the roadmap, or of an overlay; the whole shipped roadmap has a seventh of it."""


def data_folder(name: str) -> Path:
    """The folder of shipped data: `roadmap`, `plans`, `overlays` or `docs`."""
    package = Path(__file__).resolve().parents[1]
    shipped = package / "_data" / name
    return shipped if shipped.is_dir() else package.parents[1] / name


def read_files(folder: Path) -> dict[str, bytes]:
    """The roadmap's YAML files by name, as they are. Raises Unreadable where one is missing."""
    try:
        return {
            name: read_bounded(folder / name, LARGEST)
            for name in FILES
            if name not in BESIDE or (folder / name).exists()
        }
    except Unreadable as error:
        raise Unreadable(
            f"The roadmap cannot be read: {error}\nInstall te-planner again, or check out its roadmap folder."
        ) from error


def read_bounded(path: Path, largest: int) -> bytes:
    """A file's bytes, measured before they are read.

    Raises Unreadable, in one line, where there is no file (a folder, or a pipe, which might never end), where
    it is larger, or where it cannot be read.
    """
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise Unreadable(f"{path}: it is {_kind(found.st_mode)}, not a file.")
        if found.st_size > largest:
            raise Unreadable(f"{path}: it has {found.st_size:,} bytes, more than the {largest:,} allowed.")
        with path.open("rb") as file:
            content = file.read(largest + 1)
    except OSError as error:
        raise Unreadable(f"{path}: {error.strerror}.") from error
    if len(content) > largest:  # it grew meanwhile, or never told its size
        raise Unreadable(f"{path}: it has more than the {largest:,} bytes allowed.")
    return content


def _kind(mode: int) -> str:
    return "a folder" if stat.S_ISDIR(mode) else "a pipe" if stat.S_ISFIFO(mode) else "a device"
