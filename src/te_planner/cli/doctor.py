"""`doctor`: what somebody who helps needs to know of this program, computer and plan. It changes nothing."""

import os
import platform
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from te_planner import __version__
from te_planner.cli.call import Call
from te_planner.errors import PlannerError

LIBRARIES = ("textual", "rich", "sqlalchemy", "sqlmodel", "alembic", "pyyaml", "typst", "lxml")
SCHEMA = "te-planner/doctor/1"
UNKNOWN = "unknown"


def doctor(call: Call) -> int:
    """Versions, terminal, files, and whether the plan is sound. 1 where the plan or the roadmap is not."""
    told: dict[str, Any] = {
        "schema": SCHEMA,
        "program": _program(),
        "roadmap": _roadmap(call),
        "computer": _computer(),
        "terminal": _terminal(),
        "files": _files(),
        "plan": _plan(call),
    }
    if call.args.format == "json":
        call.out.json(told)
    else:
        for line in lines(told):
            call.out.line(line, "head" if line and not line.startswith(" ") else "")
    ill = told["roadmap"]["fault"] or (told["plan"] and told["plan"]["sound"] is False)
    return 1 if ill else 0


def _program() -> dict[str, Any]:
    import sqlite3

    from te_planner.plan.store import REVISION
    from te_planner.readiness.rules import VERSION

    return {
        "version": __version__,
        "rules": VERSION,
        "plan_schema": REVISION,
        "python": f"{platform.python_implementation()} {platform.python_version()}",
        "sqlite": sqlite3.sqlite_version,
        "libraries": {name: _version(name) for name in LIBRARIES},
        "installed": without_names(Path(__file__).parents[1]),
    }


def _version(name: str) -> str | None:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _roadmap(call: Call) -> dict[str, Any]:
    """The edition, and whether its compiled form is there, without which each start reads YAML."""
    from te_planner.roadmap.compiled import NAME
    from te_planner.roadmap.files import data_folder

    try:
        label, fault = call.base.label, None
    except PlannerError as error:
        label, fault = None, without_names(str(error))
    folder = data_folder("roadmap")
    return {
        "edition": label,
        "folder": without_names(folder),
        "compiled": (folder / NAME).is_file(),
        "fault": fault,
    }


def _computer() -> dict[str, Any]:
    import locale

    return {
        "platform": platform.platform(),
        "machine": platform.machine(),
        "locale": ".".join(filter(None, locale.getlocale())) or "C",
        "file_names": sys.getfilesystemencoding(),
    }


def _terminal() -> dict[str, Any]:
    from te_planner.cli.terminal import terminal

    return terminal()


def _files() -> list[dict[str, Any]]:
    """The files that the program keeps beside plans."""
    from te_planner.plan.copies.backups import backup_folder
    from te_planner.tui.choices import choices_file
    from te_planner.tui.crash import log_file

    kept = (
        ("theme and recent plans", choices_file()),
        ("backups", backup_folder()),
        ("log of failures", log_file()),
    )
    return [{"what": what, "path": without_names(path), "there": path.exists()} for what, path in kept]


def _plan(call: Call) -> dict[str, Any] | None:
    """The plan in brief: counts of problems and never their texts, which are the planner's own."""
    from te_planner.cli.plans import find_plan
    from te_planner.plan.copies.looking import schema_of
    from te_planner.plan.store import OLDER

    path = find_plan(call.args.plan)
    if path is None:
        return None
    there = path.is_file()
    told: dict[str, Any] = {
        "path": without_names(path.absolute()),
        "bytes": path.stat().st_size if there else None,
        "schema": schema_of(path) if there else None,
        "sound": None,
        "problems": {},
        "fault": None,
    }
    if told["schema"] in OLDER:
        return {
            **told,
            "fault": "It is of an older schema. Opening it brings it up to date and keeps a copy.",
        }
    try:
        problems = _problems(path)
    except PlannerError as error:
        return {**told, "sound": False, "fault": without_names(str(error))}
    return {**told, "sound": not any(problems.values()), "problems": problems}


def _problems(path: Path) -> dict[str, int]:
    """What `check --deep` finds, counted."""
    from te_planner.plan.freezes import freeze_problems
    from te_planner.plan.journal import verify_chain
    from te_planner.plan.sound.deep import deep_check
    from te_planner.plan.store import open_plan

    with open_plan(path, doubted=True) as plan:
        deep = deep_check(plan)
        return {
            "checksum": int(not plan.is_sealed),
            "file_and_rows": len(deep.problems),
            "journal": len(verify_chain(plan)),
            "freezes": len(freeze_problems(plan)),
            "evidence_files": len(deep.changed),
        }


def without_names(place: Path | str) -> str:
    """A path, or a message with one, without the home folder and the account's name."""
    import re

    text = str(place)
    home = Path("~").expanduser()
    for each in sorted({str(home), os.path.realpath(home)}, key=len, reverse=True):
        if len(each) > 1:  # an account's home may be /
            text = re.sub(rf"{re.escape(each)}(?![^/\\\s])", "~", text)
    for name in {home.name, *(os.environ.get(each, "") for each in ("USER", "USERNAME", "LOGNAME"))}:
        if name:
            text = re.sub(rf"(?<=[/\\]){re.escape(name)}(?=[/\\]|$)", "USER", text)
    return text


def lines(told: dict[str, Any]) -> list[str]:
    """The same as lines that can be pasted."""
    program, roadmap, computer = told["program"], told["roadmap"], told["computer"]
    found = [
        f"te-planner {program['version']} ({program['rules']}, plans of schema {program['plan_schema']})",
        f"  {program['python']}, SQLite {program['sqlite']}, in {program['installed']}",
        "  " + ", ".join(f"{name} {version or 'MISSING'}" for name, version in program["libraries"].items()),
        f"  Roadmap {roadmap['edition'] or UNKNOWN}, in {roadmap['folder']}"
        + ("" if roadmap["compiled"] else " (not compiled: starts take longer)"),
        "  Fonts: PDF and pictures carry their own; a terminal's and an office program's are not asked for",
        f"Computer: {computer['platform']}",
        f"  Locale {computer['locale']}, file names in {computer['file_names']}",
        *_terminal_lines(told["terminal"]),
        "Files that the program keeps",
        *(
            f"  {each['what']}: {each['path']}{'' if each['there'] else ' (none yet)'}"
            for each in told["files"]
        ),
        *_plan_lines(told["plan"]),
    ]
    if roadmap["fault"]:
        found += ["The roadmap cannot be read", *_indented(roadmap["fault"])]
    return found


def _terminal_lines(terminal: dict[str, Any]) -> list[str]:
    if not terminal["is_terminal"]:
        head = "Terminal: none here; call doctor in the terminal that is asked about"
    else:
        head = f"Terminal: {terminal['columns']} columns, {terminal['lines']} lines"
    names = (("TERM", "term"), ("COLORTERM", "colorterm"), ("TERM_PROGRAM", "program"))
    variables = [f"{name} {terminal[key] or '–'}" for name, key in names]
    colour = f"Colours: {terminal['colours']}{' (NO_COLOR is set)' if terminal['no_color'] else ''}"
    marks = "takes the marks" if terminal["takes_marks"] else "lacks the marks: ASCII ones are printed"
    return [
        head,
        "  " + ", ".join(variables),
        f"  {colour}; mouse: {_said(terminal['mouse'])}",
        f"  Encoding {terminal['encoding']}: {marks}",
        f"  Widths of signs: {_widths(terminal['glyphs'])}",
    ]


def _said(answer: bool | None) -> str:
    return UNKNOWN if answer is None else "yes" if answer else "no"


def _widths(glyphs: Sequence[dict[str, Any]] | None) -> str:
    if glyphs is None:
        return f"{UNKNOWN} (the terminal was not asked, or did not answer)"
    odd = [each for each in glyphs if each["columns"] != each["expected"]]
    if not odd:
        return f"as expected ({' '.join(each['sign'] for each in glyphs)})"
    return ", ".join(f"{each['sign']} takes {each['columns']}, not {each['expected']}" for each in odd)


def _plan_lines(plan: dict[str, Any] | None) -> list[str]:
    if plan is None:
        return ["Plan: none was named (-p FILE)"]
    size = "" if plan["bytes"] is None else f", {plan['bytes']:,} bytes, schema {plan['schema'] or 'none'}"
    head = f"Plan: {plan['path']}{size}"
    if plan["fault"]:
        return [head, *_indented(plan["fault"])]
    if plan["sound"]:
        return [head, "  Sound: file, rows, journal, freezes and the evidence files beside it"]
    ill = ", ".join(f"{name.replace('_', ' ')} {count}" for name, count in plan["problems"].items() if count)
    return [head, f"  NOT sound: {ill} (te-planner check --deep tells them)"]


def _indented(text: str) -> list[str]:
    return [f"  {line}" for line in text.splitlines()]
