"""`add overlay` and `overlays`: somebody's additions to the roadmap, kept with the plan."""

from pathlib import Path

from te_planner.cli.call import Call, who_is_it

FIELDS = ("name", "version", "title", "rows", "replaced", "reworded", "fingerprint")
TITLES = ("Name", "Version", "Title", "Rows added", "Replaced", "Reworded", "Fingerprint")


def add(call: Call) -> int:
    """Read the folder, try it on the plan's roadmap, and keep it with the plan."""
    from te_planner.plan.edits import add_overlay
    from te_planner.plan.transaction import apply
    from te_planner.roadmap.overlaid import overlaid
    from te_planner.roadmap.overlay_files import read_overlay
    from te_planner.roadmap.overlay_parse import overlay_from_content

    overlay = read_overlay(Path(call.args.folder))
    with call.open() as plan:
        kept = plan.snapshot().overlays
        stack = [
            overlay if each.name == overlay.name else overlay_from_content(each.name, each.content)
            for each in kept
        ]
        # tried here, where its files and lines are known: the edit knows what the plan keeps
        overlaid(call.base, stack if overlay in stack else [*stack, overlay])
        entry = apply(
            plan,
            add_overlay,
            roadmap=call.base,
            today=call.today,
            who=who_is_it(call.args.who),
            why=call.args.why,
            content=overlay.content,
            name=overlay.name,
            version=overlay.version,
            fingerprint=overlay.fingerprint,
        )
    call.out.line(f"{entry.summary}. It is kept with the plan: the folder is needed no more.")
    return 0


def overlays(call: Call) -> int:
    """The plan's overlays in the order in which they apply, also where one no longer fits."""
    from te_planner.roadmap.overlay_parse import overlay_from_content

    rows = []
    for each in call.snapshot.overlays:
        found = overlay_from_content(each.name, each.content)
        counts = (len(found.rows), len(found.replace), len(found.rewords))
        rows.append((each.name, each.version, found.title, *counts, each.fingerprint))
    if call.args.format == "json":
        listed = [dict(zip(FIELDS, row, strict=True)) for row in rows]
        call.out.json({"schema": "te-planner/overlays/1", "overlays": listed})
    elif call.args.format == "csv":
        call.csv([FIELDS, *rows])
    elif rows:
        call.out.table(TITLES, [[*map(str, row[:-1]), row[-1][:8]] for row in rows])
    else:
        call.out.line("The plan has no overlay. te-planner add overlay FOLDER lays one on its roadmap.")
    return 0
