"""`export`: the whole plan in a form that people, spreadsheets and programs read, and `new --from` too."""

from pathlib import Path

from te_planner.cli.call import Call


def export(call: Call) -> int:
    """Write it; never over files that are there without --force, and never over a plan."""
    from te_planner.exchange.planfile import file
    from te_planner.exchange.planfile.export import plan_document
    from te_planner.exchange.planfile.formats import files_of, form_of
    from te_planner.exchange.planfile.given_up import given_up
    from te_planner.exchange.planfile.write import NOT_SAFE, PLAIN, refuse_there, write_export

    target, force = Path(call.args.target), call.args.force
    form = form_of(target, call.args.format)
    refuse_there(target, force=force, instead="Name another file, or write over it with --force.")
    with call.open() as plan:
        snapshot = plan.snapshot()
        document = plan_document(snapshot, given_up(plan, snapshot, call.roadmap))
    files = files_of(form, document, call.roadmap.label)
    rest = write_export(target, files, force=force)
    for path in rest.removed:
        call.out.line(f"Removed {path}: its project is gone")
    for path in rest.strange:
        call.out.message(f"Left {path}, which no export wrote. new --from would read it: move it elsewhere.")
    call.out.line(f"Wrote {target}" if "" in files else f"Wrote {len(files):,} files to {target}")
    if max(map(len, files.values())) > file.LARGEST:
        call.out.message(
            f"It has more than the {file.LARGEST:,} bytes that new --from reads. To read it, export a folder."
        )
    call.out.message(PLAIN)
    if form == "csv":
        call.out.message(NOT_SAFE)
    return 0
