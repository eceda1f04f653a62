"""The part of a report on what moved since a day or a freeze, and what moved it."""

from te_planner.exchange.change_words import cause_text, figure_text, what_moved
from te_planner.exchange.marks import day_text
from te_planner.exchange.report.material import Material
from te_planner.exchange.report.model import Column, Paragraph, Section, Table
from te_planner.exchange.sides import Sides, sides_note

HOW = "It is not said since when: te-planner report --kind changes --since DAY, or --since FREEZE"


def moved_section(material: Material) -> Section:
    """What moved, the weightiest first."""
    sides = material.since
    if sides is None:
        return Section("changes", "What moved", (Paragraph(HOW, "warning"),))
    roadmap, hidden = material.readiness.roadmap, _internal(sides) if material.public else set()
    rows = tuple(
        (
            each.system,
            what_moved(roadmap, each),
            figure_text(each, each.before),
            figure_text(each, each.after),
            tuple(map(cause_text, each.causes)),
        )
        for each in sides.changes()
        if each.key.id not in hidden
        and (each.key.system_id is None or material.chosen is None or each.key.system_id in material.chosen)
    )
    columns = (
        Column("system", "System"),
        Column("what", "What"),
        Column("from", "From"),
        Column("to", "To"),
        Column("causes", "Because", "list"),
    )
    days = f"From {day_text(sides.before.as_of)} to {day_text(sides.after.as_of)}."
    table = Table("changes", "What moved", columns, rows, "Nothing moved.")
    return Section("changes", "What moved", (Paragraph(f"{days} {sides_note(sides)}"), table))


def _internal(sides: Sides) -> set[str]:
    """The ids of the projects that are not told, and of their milestones."""
    rows: set[str] = set()
    for side in (sides.before, sides.after):
        projects = {each.id for each in side.snapshot.projects if each.internal}
        rows |= projects | {each.id for each in side.snapshot.milestones if each.project_id in projects}
    return rows
