"""The roadmap itself as JSON, `te-planner/roadmap/1`: one object a cell."""

from collections.abc import Sequence
from typing import Any

from te_planner.roadmap.block import Problem
from te_planner.roadmap.lookup import Entry
from te_planner.roadmap.model import Cell, Roadmap
from te_planner.roadmap.origin import origins
from te_planner.roadmap.remarks import Remark
from te_planner.roadmap.search import MARKS, Hit

SCHEMA = "te-planner/roadmap/1"
SEARCH_SCHEMA = "te-planner/search/1"
CHECK_SCHEMA = "te-planner/roadmap-check/1"


def roadmap_json(
    roadmap: Roadmap, cells: Sequence[Cell] | None = None, about: Entry | None = None
) -> dict[str, Any]:
    """The roadmap's cells (all, or some of them), with the document that they retell.

    `about`: the concept, term or other entry that was asked for, where it was one.
    """
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
        **({"about": _entry(about)} if about else {}),
    }


def _entry(entry: Entry) -> dict[str, Any]:
    return {
        "kind": entry.kind,
        "ref": entry.ref,
        "title": entry.title,
        "clause": entry.clause,
        "text": entry.text,
        "note": entry.note,
        "relations": [each._asdict() for each in entry.relations],
    }


def search_json(
    roadmap: Roadmap, words: str, hits: Sequence[Hit], shown: Sequence[Hit], meant: str | None
) -> dict[str, Any]:
    """What a search found, the best first; `marked`: where an excerpt has the words, from and up to."""
    return {
        "schema": SEARCH_SCHEMA,
        "roadmap": roadmap.label,
        "words": words,
        "found": len(hits),
        "did_you_mean": meant,
        "hits": [
            {
                "rank": each.rank,
                "kind": each.kind,
                "ref": each.ref,
                "title": each.title,
                "excerpt": plain_excerpt(each),
                "marked": _marked(each.excerpt),
            }
            for each in shown
        ],
    }


def plain_excerpt(hit: Hit) -> str:
    return hit.excerpt.replace(MARKS[0], "").replace(MARKS[1], "")


def _marked(excerpt: str) -> list[list[int]]:
    found: list[list[int]] = []
    place = 0
    for sign in excerpt:
        if sign == MARKS[0]:
            found.append([place, place])
        elif sign == MARKS[1]:
            found[-1][1] = place
        else:
            place += 1
    return found


def check_json(problems: Sequence[Problem], known: Sequence[Remark]) -> dict[str, Any]:
    """What `roadmap check` found: problems by file and line, and what is only information."""
    return {
        "schema": CHECK_SCHEMA,
        "sound": not problems,
        "problems": [
            {
                "file": each.file,
                "line": each.line or None,
                "place": each.place,
                "text": each.text,
                "remedy": each.remedy,
            }
            for each in problems
        ],
        "remarks": [{"kind": each.kind, "refs": list(each.refs), "text": each.text} for each in known],
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
