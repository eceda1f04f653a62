"""Files that statements rest on, held against the SHA-256 that the plan keeps of them."""

import hashlib
from pathlib import Path

from te_planner.exchange.report.material import Material
from te_planner.exchange.report.model import Column, Paragraph, Section, Table, Value
from te_planner.plan.snapshot import Evidence, Snapshot

FITS, DIFFERS, MISSING, UNREAD = "fits", "differs", "not found", "cannot be read"


def check_files(snapshot: Snapshot, folder: Path) -> dict[str, str]:
    """Evidence id -> whether a file of its name in the folder has its SHA-256.

    A name of the plan is compared with what the folder lists, and never taken for a path.
    """
    wanted = [each for each in snapshot.evidence if each.kind == "file"]
    names = {each.title for each in wanted}
    try:
        there = {each.name: each for each in folder.iterdir() if each.name in names and each.is_file()}
    except OSError:
        there = {}
    hashes = {name: _hash(path) for name, path in there.items()}
    return {each.id: _standing(hashes.get(each.title, ""), each) for each in wanted}


def _hash(path: Path) -> str | None:
    """The file's SHA-256; None where it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


def _standing(found: str | None, item: Evidence) -> str:
    if found is None:
        return UNREAD
    if not found:
        return MISSING
    return FITS if found == item.sha256.lower() else DIFFERS


def files_section(material: Material) -> Section:
    """One row a file, with what rests on it and how the file at hand stands."""
    rows = tuple(_row(material, each) for each in material.readiness.snapshot.evidence if each.kind == "file")
    columns = (
        Column("file", "File"),
        Column("sha256", "SHA-256"),
        Column("about", "About"),
        Column("where", "Stated for"),
        Column("standing", "The file at hand"),
    )
    text = (
        "The plan keeps a file's name and SHA-256, not the file. When this was made, files of these names "
        "were looked for beside the plan."
    )
    if material.files is None:
        text = "The plan keeps a file's name and SHA-256, not the file. Nobody looked for the files."
    empty = (
        "No evidence is a file. Add one: te-planner add evidence STATEMENT file:PATH, "
        "or te-planner attest CELL --evidence file:PATH"
    )
    table = Table("files", "Evidence files", columns, rows, empty)
    return Section("files", "Evidence files", (Paragraph(text), table))


def _row(material: Material, item: Evidence) -> tuple[Value, ...]:
    standing = "not looked for" if material.files is None else material.files.get(item.id, MISSING)
    return (item.title, item.sha256, *_owner(material.readiness.snapshot, item), standing)


def _owner(snapshot: Snapshot, item: Evidence) -> tuple[str, str]:
    """The cell or characteristic that the evidence is of, and the system or region."""
    systems = {each.id: each.name for each in snapshot.systems}
    for pick in snapshot.stage_picks:
        if pick.id == item.pick_id:
            return pick.characteristic, systems[pick.system_id]
    statement = next(each for each in snapshot.statements if each.id == item.statement_id)
    if statement.system_id:
        return statement.cell, systems[statement.system_id]
    regions = {each.id: each.name for each in snapshot.regions}
    return statement.cell, f"region {regions[statement.region_id or '']}"
