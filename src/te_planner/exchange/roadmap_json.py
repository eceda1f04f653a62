"""The roadmap itself as JSON, `te-planner/roadmap/1`: one object a cell."""

from collections.abc import Sequence
from typing import Any

from te_planner.roadmap.model import Cell, Roadmap
from te_planner.roadmap.origin import origins

SCHEMA = "te-planner/roadmap/1"


def roadmap_json(roadmap: Roadmap, cells: Sequence[Cell] | None = None) -> dict[str, Any]:
    """The roadmap's cells (all, or some of them), with the document that they retell."""
    chosen = tuple(roadmap.cells.values()) if cells is None else cells
    edition = roadmap.edition
    return {
        "schema": SCHEMA,
        "roadmap": roadmap.label,
        "document": edition.document,
        "title": edition.title,
        "edition": edition.edition,
        "data_version": edition.data_version,
        "statement": edition.statement,
        "overlays": [each._asdict() for each in roadmap.parts.overlays],
        "cells": [_cell(roadmap, cell) for cell in chosen],
    }


def _cell(roadmap: Roadmap, cell: Cell) -> dict[str, Any]:
    row, link = roadmap.rows[cell.row], cell.link
    return {
        "cell": cell.ref,
        "row": cell.row,
        "track": cell.track,
        "lane": cell.lane,
        "stage": cell.stage,
        "text": cell.text,
        "title": row.title,
        "provenance": cell.provenance,
        "nature": cell.nature,
        "actors": list(cell.actors),
        "requires": list(link.requires) if link else [],
        "through": list(link.through) if link else [],
        "rationale": link.rationale if link else None,
        "confidence": link.confidence if link else None,
        "link_provenance": link.provenance if link else None,
        "concepts": list(row.concepts),
        "table": row.table,
        "cut": cell.cut,
        "note": cell.note,
        "hints": list(roadmap.hints(cell.ref)),
        "measures": [each._asdict() for each in roadmap.measures(cell.ref)],
        "crosswalk": [
            {
                "standard": each.standard,
                "title": each.title,
                "covers": each.covers,
                "confidence": each.confidence,
            }
            for each in roadmap.crosswalk(cell.ref)
        ],
        "meaning": cell.meaning,
        "origins": [each._asdict() for each in origins(roadmap, cell)],
    }
