"""A plan's overlays in its YAML: their data itself, so that the file stands alone."""

import json
from typing import Any

from te_planner.errors import Unreadable
from te_planner.exchange.planfile.file import Step
from te_planner.exchange.planfile.known import step
from te_planner.exchange.planfile.yaml_fields import Fields
from te_planner.plan.overlays import Said, working_roadmap
from te_planner.plan.snapshot import Snapshot
from te_planner.roadmap.block import RoadmapInvalid
from te_planner.roadmap.model import Roadmap
from te_planner.roadmap.overlay import fingerprint_of
from te_planner.roadmap.overlay_parse import content_of, overlay_from_content


def overlays(snapshot: Snapshot) -> list[dict[str, Any]]:
    """The overlays in their order, each with its data."""
    return [
        {"name": each.name, "version": each.version, "data": json.loads(each.content)}
        for each in snapshot.overlays
    ]


def overlay_steps(top: Fields, roadmap: Roadmap) -> tuple[list[Step], Roadmap]:
    """The edits that lay the file's overlays, and the roadmap with them, under which the rest is read."""
    steps, laid = [], []
    for fields in top.parts("overlays", "name"):
        name, version = fields.line("name", None), fields.line("version", None)
        data = fields.block("data")
        fields.close()
        if data is None:
            continue
        content = content_of(data.data)
        try:
            overlay_from_content(name, content)
            laid.append(Said(name, version, fingerprint_of(content), content))
            roadmap = working_roadmap(roadmap, laid)
        except Unreadable as error:  # RoadmapInvalid is one
            told = str(error.problems[0]) if isinstance(error, RoadmapInvalid) else str(error).splitlines()[0]
            fields.problem(f"the overlay cannot be laid: {told}", "Mend its data, or leave it out.")
            return [], roadmap
        steps.append(step(fields, "add_overlay", laid[-1]._asdict()))
    return steps, roadmap
