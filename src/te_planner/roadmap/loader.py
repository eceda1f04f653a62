"""Loading the roadmap: its compiled form where that fits the YAML, else the YAML itself, checked."""

import hashlib
from pathlib import Path

from te_planner.roadmap.compiled import read_compiled, write_compiled
from te_planner.roadmap.files import BESIDE, data_folder, read_files
from te_planner.roadmap.model import Parts, Roadmap


def load_roadmap(folder: Path | None = None) -> Roadmap:
    """The roadmap of a folder (the shipped one without).

    Raises RoadmapInvalid, which names every problem by file, reference and remedy, or Unreadable.
    """
    folder = folder or data_folder("roadmap")
    files = read_files(folder)
    key = _sha256(files)
    parts = read_compiled(folder, key)
    if parts is None:
        parts = compile_roadmap(files, fingerprint_of(files))
        write_compiled(folder, parts, key)
    return Roadmap(parts)


def compile_roadmap(files: dict[str, bytes], fingerprint: str) -> Parts:
    """The parts of the YAML files, checked. YAML is imported here and nowhere on the way of a usual start."""
    from te_planner.roadmap.block import RoadmapInvalid
    from te_planner.roadmap.changes import check_changes
    from te_planner.roadmap.check import check
    from te_planner.roadmap.everyday import check_everyday
    from te_planner.roadmap.meanings import check_meanings
    from te_planner.roadmap.parse import parse
    from te_planner.roadmap.places import placed

    parts, remembered, problems = parse(files, fingerprint)
    problems = problems or [
        *check(parts),
        *check_meanings(parts.rows, remembered),
        *check_changes(parts),
    ]
    problems = problems or list(check_everyday(parts))  # it reads the texts, and so asks for sound ones
    if problems:
        raise RoadmapInvalid(placed(problems, files))
    return parts


def fingerprint_of(files: dict[str, bytes]) -> str:
    """The SHA-256 over the files of the edition, by which it is known."""
    return _sha256({name: text for name, text in files.items() if name not in BESIDE})


def _sha256(files: dict[str, bytes]) -> str:
    digest = hashlib.sha256()
    for name, text in files.items():
        # a checkout on Windows may carry other line ends: the same roadmap all the same
        body = text.replace(b"\r\n", b"\n")
        digest.update(f"{name} {len(body)}\n".encode())
        digest.update(body)
    return digest.hexdigest()
