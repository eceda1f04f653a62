"""`roadmap check`: is the roadmap's data sound, and what else an editor may want to know of it."""

from te_planner.cli.call import Call
from te_planner.exchange.roadmap_json import check_json
from te_planner.roadmap.block import Problem
from te_planner.roadmap.model import Parts
from te_planner.roadmap.remarks import Remark, remarks


def check(call: Call) -> int:
    """Every problem of the YAML, read anew, by file and line; 1 where there is one. Then information."""
    from te_planner.roadmap.block import RoadmapInvalid
    from te_planner.roadmap.files import data_folder, read_files
    from te_planner.roadmap.loader import compile_roadmap

    parts: Parts | None = None
    problems: list[Problem] = []
    try:
        parts = compile_roadmap(read_files(data_folder("roadmap")), "check")
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


def _sound(call: Call, parts: Parts, known: tuple[Remark, ...]) -> None:
    cells = [cell for row in parts.rows for cell in row.cells]
    source = sum(cell.provenance == "source" for cell in cells)
    call.out.line(
        f"The roadmap is sound: {source} cells of the source, {len(cells) - source} derived, "
        f"{len(parts.concepts)} concepts, {len(parts.questions)} questions.",
        "good",
    )
    for remark in known:
        listed = f": {', '.join(remark.refs)}" if remark.kind == "unrequired" else ""
        call.out.line(f"  to know: {remark.text}{listed}", "quiet")
