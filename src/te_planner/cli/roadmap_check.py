"""`roadmap check`: is the roadmap's data sound, and what else an editor may want to know of it."""

from pathlib import Path

from te_planner.cli.call import Call
from te_planner.exchange.roadmap_json import check_json
from te_planner.roadmap.block import Problem
from te_planner.roadmap.model import Parts, Roadmap
from te_planner.roadmap.remarks import Remark, remarks


def check(call: Call) -> int:
    """Every problem of the YAML, read anew, and of overlays on it; 1 where there is one. Then information."""
    from te_planner.roadmap.block import RoadmapInvalid

    parts: Parts | None = None
    problems: list[Problem] = []
    try:
        parts = _read(call.args.overlays or [])
    except RoadmapInvalid as error:
        problems = error.problems
    known = remarks(parts) if parts else ()
    if call.args.format == "json":
        call.out.json(check_json(problems, known))
    elif call.args.format == "csv":
        rows = [("problem", each.file, each.line or "", each.place, each.text, each.remedy)
                for each in problems]  # fmt: skip
        rows += [(each.kind, "", "", ", ".join(each.refs), each.text, "") for each in known]
        call.csv([("kind", "file", "line", "place", "text", "remedy"), *rows])
    elif parts is None:
        for problem in problems:
            call.out.line(str(problem))
        call.out.line(f"{len(problems)} problem{'s' if len(problems) != 1 else ''}.", "late")
    else:
        _sound(call, parts, known)
    return 1 if problems else 0


def _read(overlays: list[str]) -> Parts:
    from te_planner.roadmap.files import data_folder, read_files
    from te_planner.roadmap.loader import compile_roadmap

    parts = compile_roadmap(read_files(data_folder("roadmap")), "check")
    if not overlays:
        return parts
    from te_planner.roadmap.overlaid import overlaid
    from te_planner.roadmap.overlay_files import read_overlay

    return overlaid(Roadmap(parts), [read_overlay(Path(folder)) for folder in overlays]).parts


def _sound(call: Call, parts: Parts, known: tuple[Remark, ...]) -> None:
    cells = [(row, cell) for row in parts.rows for cell in row.cells]
    source, derived = (sum(row.provenance == each for row, _ in cells) for each in ("source", "derived"))
    added = len(cells) - source - derived
    text = f"The roadmap is sound: {source} cells of the source, {derived} derived, "
    if parts.overlays:
        reworded = sum(cell.provenance == "overlay" for _, cell in cells) - added
        named = ", ".join(f"{each.name} {each.version}" for each in parts.overlays)
        text += f"{added} of {named} (and {reworded} reworded), "
    text += f"{len(parts.concepts)} concepts, {len(parts.questions)} questions."
    call.out.line(text, "good")
    for remark in known:
        listed = f": {', '.join(remark.refs)}" if remark.kind == "unrequired" else ""
        call.out.line(f"  to know: {remark.text}{listed}", "quiet")
