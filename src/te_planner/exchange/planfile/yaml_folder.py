"""A plan as a folder of YAML: a file for each project, and plan.yaml for the rest; diffs stay small."""

import re
from pathlib import Path

from te_planner.errors import Unreadable
from te_planner.exchange.planfile.export import Document, document_yaml, head
from te_planner.exchange.planfile.file import read_inside
from te_planner.exchange.planfile.yaml_fields import Fields, PlanFileInvalid, read_fields
from te_planner.exchange.planfile.yaml_text import yaml_text
from te_planner.roadmap.block import Problem, shown

PLAN_FILE = "plan.yaml"
PROJECTS = "projects"
PROJECT_FORMAT = "te-planner/project/1"
MARK = f"# A project of the plan in ../{PLAN_FILE}; written by te-planner export.\nformat: {PROJECT_FORMAT}\n"
"""How a project's file begins; by that an export knows its own."""

MOST_FILES = 100_000
LARGEST_FOLDER = 256_000_000
"""Bytes of all files of a folder."""

TAKEN = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])", re.IGNORECASE)
"""Names that Windows keeps for devices."""


def yaml_files(document: Document, label: str) -> dict[str, bytes]:
    """Name -> content of each file. `label` names the roadmap under which it is written."""
    rest = {key: value for key, value in document.items() if key != PROJECTS}
    where = f"# Its projects: a file each in {PROJECTS}/.\n"
    files = {PLAN_FILE: head(label) + where + document_yaml(rest)}
    for project in document.get(PROJECTS, ()):
        files[f"{PROJECTS}/{file_name(project['key'])}"] = MARK + yaml_text(project)
    return {name: text.encode() for name, text in files.items()}


def file_name(key: str) -> str:
    """A file's name for a project: its key, with what some file system would refuse or change as %XX."""
    name = "".join(each if re.fullmatch("[A-Za-z0-9_-]", each) else _escaped(each) for each in key)
    return f"{_escaped(name[0])}{name[1:]}.yaml" if TAKEN.fullmatch(name) else f"{name}.yaml"


def _escaped(sign: str) -> str:
    return "".join(f"%{byte:02X}" for byte in sign.encode())


def left_over(folder: Path, files: dict[str, bytes]) -> tuple[list[Path], list[Path]]:
    """Files of projects that are gone: those that an export has written, and those it does not know."""
    present = sorted((folder / PROJECTS).glob("*.yaml"))
    others = [path for path in present if f"{PROJECTS}/{path.name}" not in files]
    own = [path for path in others if _is_own(path)]
    return own, [path for path in others if path not in own]


def _is_own(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(MARK)).replace(b"\r\n", b"\n").startswith(MARK[:-1].encode())
    except OSError:
        return False


def read_yaml_folder(folder: Path) -> Fields:
    """The document of all files. Raises PlanFileInvalid, or Unreadable."""
    top = read_fields(f"{folder.name}/{PLAN_FILE}", read_inside(folder / PLAN_FILE, folder))
    paths = sorted((folder / PROJECTS).glob("*.yaml"))
    size = sum(path.stat().st_size for path in paths if path.exists())
    if len(paths) > MOST_FILES or size > LARGEST_FOLDER:
        raise Unreadable(
            f"{folder / PROJECTS} has {len(paths):,} files of {size:,} bytes: more than a plan's "
            f"{MOST_FILES:,} of {LARGEST_FOLDER:,}."
        )
    projects = []
    for path in paths:
        name = f"{folder.name}/{PROJECTS}/{path.name}"
        found = read_fields(name, read_inside(path, folder))
        if (said := found.data.pop("format", None)) != PROJECT_FORMAT:
            what = f"'format' is {shown(said)}"
            raise PlanFileInvalid([Problem(name, "file", what, f"Write format: {PROJECT_FORMAT}.")])
        found.data.file = name
        projects.append(found.data)
    if projects:
        known = top.data.get(PROJECTS)
        top.data[PROJECTS] = [*(known if isinstance(known, list) else ()), *projects]
    return top
