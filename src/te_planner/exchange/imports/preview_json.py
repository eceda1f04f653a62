"""A preview as JSON: `te-planner/import/1`."""

from decimal import Decimal
from typing import Any

from te_planner.exchange.imports.model import Place
from te_planner.exchange.imports.preview import Item, Preview
from te_planner.plan.evidence import EvidenceText

SCHEMA = "te-planner/import/1"
Json = dict[str, Any]


def preview_json(preview: Preview, plan: str, applied: bool) -> Json:
    """All of it, the rows that stay the same included."""
    return {
        "schema": SCHEMA,
        "plan": plan,
        "files": list(preview.files),
        "applied": applied,
        "summary": preview.summary,
        "counts": {state.replace(" ", "_"): count for state, count in preview.counts.items()},
        "tables": [
            {
                "sheet": each.sheet,
                "kind": each.kind,
                "heading_row": each.heading_row,
                "columns": [
                    {"heading": column.heading, "value": column.value or None, "why": column.why}
                    for column in each.columns
                ],
            }
            for each in preview.tables
        ],
        "notes": list(preview.notes),
        "left_out": [_place(each.place) | {"text": each.text} for each in preview.left_out],
        "items": [_item(each) for each in preview.items],
    }


def _item(each: Item) -> Json:
    return {
        "state": each.state,
        "kind": each.kind or None,
        **_place(each.place),
        "what": each.what,
        "text": each.text,
        "changes": [
            {"value": name, "old": plain_value(old), "new": plain_value(new), "column": column or None}
            for name, old, new, column in each.differences
        ],
    }


def _place(place: Place) -> Json:
    return {
        "file": place.file,
        "sheet": place.sheet or None,
        "row": place.row or None,
        "column": place.column or None,
    }


def plain_value(value: Any) -> Any:
    """A value as JSON has it: money as text, evidence as it is typed."""
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, tuple | list):
        return [evidence_text(each) if isinstance(each, EvidenceText) else str(each) for each in value]
    return value


def evidence_text(item: EvidenceText) -> str:
    """As an import reads it."""
    if item.kind == "file":
        return f"file:{item.title} | {item.sha256}"
    return item.title if item.title == item.place else f"{item.title} | {item.place}"
