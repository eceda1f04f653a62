"""`export`: the whole plan in a form that people, spreadsheets and programs read, and `new --from` too."""

from pathlib import Path

from te_planner.cli.call import Call
from te_planner.errors import Unreadable, WrongCall

PLAIN = "The journal and what was frozen are not part of an export: they stay in the plan's own file."
NOT_SAFE = (
    "These CSV files are lossless, and not safe from formulas: a text that begins with = + - @ stands as it "
    "is.\nFor a spreadsheet write .xlsx, or te-planner report --format csv."
)


def export(call: Call) -> int:
    """Write it; never over files that are there without --force, and never over a plan."""
    from te_planner.exchange.planfile.export import plan_document
    from te_planner.exchange.planfile.formats import files_of, form_of
    from te_planner.exchange.planfile.given_up import given_up

    target = Path(call.args.target)
    form = form_of(target, call.args.format)
    if not call.args.force and not target.is_dir() and target.exists():
        raise WrongCall(f"{target} is there already. Name another file, or write over it with --force.")
    with call.open() as plan:
        snapshot = plan.snapshot()
        document = plan_document(snapshot, given_up(plan, snapshot, call.roadmap))
    files = files_of(form, document, call.roadmap.label)
    if "" in files:
        _write(target, files[""], [target.parent])
    else:
        _write_folder(call, target, files)
    call.out.line(f"Wrote {target}" if "" in files else f"Wrote {len(files):,} files to {target}")
    call.out.message(PLAIN)
    if form == "csv":
        call.out.message(NOT_SAFE)
    return 0


def _write_folder(call: Call, folder: Path, files: dict[str, bytes]) -> None:
    """All files; those of projects that are gone are removed where an export has written them."""
    from te_planner.exchange.planfile.yaml_folder import left_over

    there = [name for name in files if (folder / name).exists()]
    if there and not call.args.force:
        raise WrongCall(f"{folder / there[0]} is there already. Name another folder, or add --force.")
    gone, strange = left_over(folder, files) if "plan.yaml" in files else ([], [])
    for name, content in files.items():
        path = folder / name
        _write(path, content, [folder.parent, folder, path.parent])
    for path in gone:
        path.unlink()
        call.out.line(f"Removed {path}: its project is gone")
    for path in strange:
        call.out.message(f"Left {path}, which no export wrote. new --from would read it: move it elsewhere.")


def _write(target: Path, content: bytes, folders: list[Path]) -> None:
    from te_planner.exchange.report.file import write_file

    try:
        for folder in folders:
            folder.mkdir(exist_ok=True)
    except OSError as error:
        raise Unreadable(
            f"{target} cannot be written: {error.strerror}.\nName a file in a folder of yours."
        ) from error
    write_file(target, content)
