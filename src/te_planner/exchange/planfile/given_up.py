"""Cells that a plan names and its roadmap has given up, in the plan's YAML: what was said stays readable.

The file tells them with what they said in the last of the plan's editions that had them. Only what the file
itself tells so may be named without being in the roadmap.
"""

import re
from typing import Any

from te_planner.exchange.planfile.export_names import filled, plain_day
from te_planner.exchange.planfile.file import Step
from te_planner.exchange.planfile.known import step
from te_planner.exchange.planfile.yaml_fields import Fields
from te_planner.plan.naming import PLACES, uses
from te_planner.plan.recorded import texts_kept
from te_planner.plan.snapshot import Edition, Snapshot
from te_planner.plan.store import Plan
from te_planner.roadmap.block import shown
from te_planner.roadmap.model import NATURES, Cell, Roadmap, Row
from te_planner.roadmap.texts import Said

REFERENCE = re.compile(r"(RP|BM|DA|PC)([VERB])(-[A-Z]{2,6})?[0-9]{2}\.([123])", re.ASCII)
WATCHED = ("triggers", "expected_days")
"""Rows that name conditions alone, besides an observation of an enabler cell."""


def given_up(plan: Plan, snapshot: Snapshot, roadmap: Roadmap) -> list[dict[str, Any]]:
    """The editions that had such cells, each with those it was the last to have. Raises Unreadable."""
    named = {*uses(snapshot), *(each.cell for each in snapshot.meaning_changes)}
    gone = sorted(named - roadmap.cells.keys())
    if not gone:
        return []
    editions = tuple(reversed(snapshot.editions)) or (_unkept(snapshot),)
    texts = texts_kept(plan, [each.texts for each in editions if each.texts])
    last: dict[Edition, list[dict[str, Any]]] = {}
    for ref in gone:
        # one that no edition had (a plan older than the keeping of texts) is told under the oldest
        found = next((at for at, each in enumerate(texts) if ref in each), len(editions) - 1)
        said = texts[found].get(ref) if texts else None
        last.setdefault(editions[found], []).append(_cell(ref, said, snapshot))
    return [
        filled(
            edition=each.label,
            data_version=each.data_version,
            adopted=plain_day(each.adopted_day),
            cells=cells,
        )
        for each, cells in sorted(last.items(), key=lambda pair: pair[0].seq)
    ]


def _unkept(snapshot: Snapshot) -> Edition:
    """The edition of a plan from before texts were kept."""
    return Edition("", 1, snapshot.plan.roadmap, "", snapshot.plan.created_day, "")


def _cell(ref: str, said: Said | None, snapshot: Snapshot) -> dict[str, Any]:
    said = said or Said("", "", "", 1)
    nature = said.nature
    if not nature and ref[2] in "EB":
        nature = "condition" if _is_watched(ref, snapshot) else "action"
    number = said.meaning if said.meaning != 1 else None
    return filled(cell=ref, title=said.title, text=said.text, nature=nature, meaning=number)


def _is_watched(ref: str, snapshot: Snapshot) -> bool:
    named = {getattr(row, place.column) for place in PLACES if place.field in WATCHED
             for row in getattr(snapshot, place.field)}  # fmt: skip
    seen = any(each.cell == ref and each.kind == "observation" for each in snapshot.statements)
    return ref[2] == "E" and (ref in named or seen)


def given_up_steps(top: Fields, roadmap: Roadmap) -> tuple[list[Step], Roadmap]:
    """The edits that keep what the cells said, and the roadmap with them, under which the rest is read.

    A cell that the roadmap has after all is read from the roadmap.
    """
    steps, cells = list[Step](), dict[str, Said]()
    for seq, fields in enumerate(top.parts("given_up", "edition", where="given up since"), 1):
        values: dict[str, Any] = {
            "seq": seq,
            "edition": fields.line("edition", None),
            "data_version": fields.line("data_version"),
            "adopted": fields.day("adopted", required=True),
        }
        texts: dict[str, Said] = {}
        for item in fields.parts("cells", "cell", where="given up"):
            texts |= _read_cell(item)
        fields.close()
        cells |= texts
        steps.append(step(fields, "gave_up", {**values, "texts": texts}))
    return steps, with_given_up(roadmap, cells)


def _read_cell(item: Fields) -> dict[str, Said]:
    ref = item.data.pop("cell", None)
    if not isinstance(ref, str) or not REFERENCE.fullmatch(ref):
        item.problem(f"'cell' is {shown(ref)}, no reference of a cell", "Write one such as RPE02.1.", "cell")
        ref = ""
    nature = item.choice("nature", NATURES) if "nature" in item.data else ""
    said = Said(item.line("title"), item.note("text"), nature, item.whole("meaning", 1))
    item.close()
    return {ref: said} if ref else {}


def with_given_up(roadmap: Roadmap, cells: dict[str, Said]) -> Roadmap:
    """The roadmap with cells that it gave up, where it has not: nothing requires them."""
    gone = {ref: said for ref, said in cells.items() if ref not in roadmap.cells}
    if not gone:
        return roadmap
    rows = dict(roadmap.rows)
    for ref, said in gone.items():
        name = ref.partition(".")[0]
        own = rows.get(name) or _row(name, said.title)
        rows[name] = own._replace(cells=tuple(sorted((*own.cells, _as_cell(ref, said)), key=_stage)))
    return Roadmap(roadmap.parts._replace(rows=tuple(rows.values())), roadmap.base)


def _row(name: str, title: str) -> Row:
    track, lane = name[:2], name[2]
    return Row(name, track, lane, title, None, "derived", (), (), ())  # type: ignore[arg-type]  # as REFERENCE has them


def _as_cell(ref: str, said: Said) -> Cell:
    row, _, stage = ref.partition(".")
    return Cell(
        ref, row, ref[:2], ref[2], int(stage), said.text, "derived", said.nature or None, (), None, False, "",  # type: ignore[arg-type]  # as REFERENCE has them
        said.meaning,
    )  # fmt: skip


def _stage(cell: Cell) -> int:
    return cell.stage
