"""The part of a report on overlays: what was added to the roadmap, by whom, and what it changes."""

from te_planner.exchange.report.material import Material
from te_planner.exchange.report.model import Column, Paragraph, Section, Table

NONE = "The plan has no overlay: the roadmap is as it ships."


def overlays_section(material: Material) -> Section:
    """The overlays, and each place that one put or changed something in."""
    parts = material.readiness.roadmap.parts
    listed = Table(
        "overlays",
        "Overlays",
        (
            Column("overlay", "Overlay"),
            Column("version", "Version"),
            Column("title", "Title"),
            Column("fingerprint", "SHA-256"),
        ),
        tuple((each.name, each.version, each.title, each.fingerprint) for each in parts.overlays),
        NONE,
    )
    changed = Table(
        "overlaid",
        "What they change",
        (
            Column("overlay", "Overlay"),
            Column("place", "Adds or changes"),
            Column("was", "Before"),
            Column("why", "Why"),
            Column("confidence", "Confidence"),
        ),
        tuple(
            (each.overlay, place, each.was, each.why, each.confidence)
            for place, each in parts.overlaid.items()
        ),
        NONE,
    )
    text = "Somebody's additions to the roadmap, neither the source's nor derived by this program."
    return Section(
        "overlays", "Overlays", (Paragraph(text, "derived"), listed, *((changed,) if listed.rows else ()))
    )
