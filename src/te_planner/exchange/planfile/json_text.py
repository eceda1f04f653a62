"""A plan's document as JSON: the same keys, checked by the same published schema."""

import json
from typing import Any

from te_planner.exchange.planfile.export import Document
from te_planner.exchange.planfile.file import LARGEST
from te_planner.exchange.planfile.flat import ABOUT
from te_planner.exchange.planfile.sheets import as_number
from te_planner.exchange.planfile.yaml_fields import Fields, PlanFileInvalid
from te_planner.exchange.planfile.yaml_text import Amount
from te_planner.roadmap.block import Lined, Problem
from te_planner.roadmap.reader import DENSEST


def json_text(document: Document) -> str:
    """The document; an amount is a number where a number says the same, else a text."""
    head = {"format": document["format"], "about": ABOUT}
    return json.dumps(_plain({**head, **document}), ensure_ascii=False, indent=1) + "\n"


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    if isinstance(value, Amount):
        number = as_number(value)
        return str(value) if number is None else number
    return value


def read_json(name: str, content: bytes) -> Fields:
    """A file's top mapping. Raises PlanFileInvalid where it is no JSON object in UTF-8."""

    def invalid(what: str, remedy: str) -> PlanFileInvalid:
        return PlanFileInvalid([Problem(name, "file", what, remedy)])

    if sum(map(content.count, (b"[", b"{", b","))) > LARGEST // DENSEST:
        raise invalid("more values than a plan has", "Take out what does not belong to it.")
    try:
        data = json.loads(content.decode("utf-8-sig"), object_pairs_hook=_once, parse_constant=_no_number)
    except UnicodeDecodeError as error:
        raise invalid("not UTF-8 text", "Save it as UTF-8.") from error
    except (ValueError, RecursionError) as error:
        raise invalid(" ".join(str(error).split())[:400], "Mend the JSON there.") from error
    if not isinstance(data, dict):
        raise invalid("no object at the top", 'Start it with {"format": "te-planner/plan/1".')
    return Fields(name, "top", data, [])


def _once(pairs: list[tuple[str, Any]]) -> Lined:
    found = Lined(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        raise ValueError(f"the key {max(key for key in keys if keys.count(key) > 1)!r} stands twice")
    return found


def _no_number(text: str) -> None:
    raise ValueError(f"{text} is no figure")
