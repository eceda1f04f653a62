"""The forms in which a plan's document is written and read: one meaning, five of them."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal

from te_planner.errors import Unreadable, WrongCall
from te_planner.exchange.planfile.export import Document, document_yaml, head
from te_planner.exchange.planfile.flat import Row, fold, lay_flat
from te_planner.exchange.planfile.shape import Shape
from te_planner.exchange.planfile.yaml_fields import Fields
from te_planner.roadmap.block import Problem

Form = Literal["yaml", "yaml folder", "json", "xlsx", "csv"]
SUFFIXES: dict[str, Form] = {".yaml": "yaml", ".yml": "yaml", ".json": "json", ".xlsx": "xlsx"}
NAMED = ("yaml", "json", "xlsx", "csv")
"""What `--format` may ask for."""

FOLDERS = ("yaml folder", "csv")


def form_of(target: Path, asked: str | None) -> Form:
    """The form that a target's name asks for, or the one asked for. Raises WrongCall where both differ."""
    named = None if target.is_dir() else SUFFIXES.get(target.suffix.lower())
    if asked == "csv" and (named or target.suffix.lower() == ".csv" or target.is_file()):
        raise WrongCall(f"A plan is many tables: name a folder for its CSV files, not {target}.")
    if asked == "csv" or (asked in ("json", "xlsx") and named in (None, asked)):
        form: Form = "csv" if asked == "csv" else "json" if asked == "json" else "xlsx"
        if form != "csv" and target.is_dir():
            raise WrongCall(f"{target} is a folder. Name a file in it, such as {target / 'plan'}.{asked}.")
        return form
    if asked and named and asked != named:
        raise WrongCall(f"{target} does not end like {asked}. Name a file that does, or leave --format out.")
    if named:
        return named
    if target.suffix.lower() == ".csv":
        raise WrongCall("A plan is many tables: name a folder, with --format csv.")
    if target.is_file() or (target.suffix and not target.is_dir()):
        ends = ", ".join(SUFFIXES)
        raise WrongCall(
            f"{target} does not say which format it is. End its name in {ends}, or name a folder."
        )
    return "yaml folder"


def files_of(form: Form, document: Document, label: str) -> dict[str, bytes]:
    """Name -> content of each file of a folder; a single file has the name ""."""
    if form == "yaml":
        return {"": (head(label) + document_yaml(document)).encode()}
    if form == "yaml folder":
        from te_planner.exchange.planfile.yaml_folder import yaml_files

        return yaml_files(document, label)
    if form == "json":
        from te_planner.exchange.planfile.json_text import json_text

        return {"": json_text(document).encode()}
    if form == "csv":
        from te_planner.exchange.planfile.csv_folder import csv_files

        return csv_files(lay_flat(document))
    from te_planner.exchange.planfile.sheets import workbook

    return {"": workbook(lay_flat(document))}


def read_document(path: Path) -> Fields:
    """A plan's document from whatever form it has. Raises PlanFileInvalid or Unreadable."""
    from te_planner.exchange.planfile.file import read_bytes

    if path.is_dir():
        return _folder(path)
    kind = path.suffix.lower()
    if kind == ".json":
        from te_planner.exchange.planfile.json_text import read_json

        return read_json(path.name, read_bytes(path))
    if kind in (".xlsx", ".xlsm"):
        from te_planner.exchange.planfile.sheets import read_workbook

        return _folded(path.name, *read_workbook(path))
    if kind == ".csv":
        raise Unreadable(f"{path} is one table of many. Name the folder that holds all of them.")
    from te_planner.exchange.planfile.yaml_fields import read_fields

    return read_fields(path.name, read_bytes(path))


def _folder(path: Path) -> Fields:
    from te_planner.exchange.planfile.csv_folder import read_csv_folder
    from te_planner.exchange.planfile.yaml_folder import PLAN_FILE, read_yaml_folder

    has_yaml, has_csv = (path / PLAN_FILE).exists(), (path / "plan.csv").exists()
    if has_yaml and has_csv:
        raise Unreadable(f"{path} has a {PLAN_FILE} and a plan.csv. Keep the files of one export in it.")
    if not has_yaml and not has_csv:
        raise Unreadable(f"{path} holds no plan: it has neither a {PLAN_FILE} nor a plan.csv.")
    return read_yaml_folder(path) if has_yaml else _folded(path.name, *read_csv_folder(path))


def _folded(name: str, tables: Iterable[tuple[Shape, Iterator[Row]]], problems: list[Problem]) -> Fields:
    document, orphans = fold(name, tables)
    return Fields(name, "top", document, [*problems, *orphans])
