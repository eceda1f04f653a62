"""A small plan with one of everything, and every edit with values that it takes: doors for hostile texts."""

import inspect
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from support.plans import TODAY, copied, real_roadmap
from te_planner.errors import PlannerError
from te_planner.plan import edits
from te_planner.plan.edits.statements import Said
from te_planner.plan.evidence import EvidenceText, evidence_from_text
from te_planner.plan.snapshot import Snapshot
from te_planner.plan.store import open_plan
from te_planner.plan.transaction import Transaction, apply

DAY = "2026-11-20"
EVIDENCE = (EvidenceText("document", "Order 1", "Docket 1"),)
CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
"""What no text may hold that is stored or printed; a line's own end apart."""
LONGEST = 1000
"""Characters of a message, however much was typed."""


def told_well(error: PlannerError, where: str, lines: int = 3) -> None:
    """A refusal is for a planner: an exit code of ours, a few lines, and no book quoted in them."""
    assert error.exit_code in (2, 3), where
    assert len(str(error)) < LONGEST * lines, where
    assert len(str(error).splitlines()) <= lines, where


def build(folder: Path) -> Path:
    """A plan with one of everything that an edit can name."""
    path = copied("empty", folder)
    with open_plan(path) as plan:
        apply(plan, world, roadmap=real_roadmap(), today=TODAY, who="planner")
    return path


def world(tx: Transaction) -> str:
    """One of everything."""
    edits.add_region(tx, name="R")
    edits.add_system(tx, name="S", region="R")
    for key in ("P-01", "P-02", "P-03"):
        edits.add_project(tx, title=key, key=key)
    edits.map_project(tx, project="P-01", cell="RPE02.1")
    edits.depend(tx, project="P-02", on="P-01")
    edits.set_budget(tx, project="P-01", year=2027, kind="capital", planned="10", docket="D-1")
    edits.add_milestone(tx, project="P-01", title="Open", day="2027-03-01")
    edits.add_milestone(tx, project="P-01", title="Done", day=DAY, actual=DAY)
    edits.attest(tx, cell="RPE01.1", note="first", evidence=EVIDENCE)
    edits.set_not_applicable(tx, cell="RPE03.1", reason="none here")
    edits.waive_requirement(tx, benefit="RPB02.1", requires=REQUIRED, reason="none here")
    edits.add_driver(tx, name="Solar", unit="MW")
    edits.add_measure(tx, benefit="RPB02.1", name="Saved", unit="MWh", better="up", target="10")
    edits.record_reading(tx, driver="Solar", value="5", day=DAY)
    edits.add_waypoint(tx, name="Half way", day="2028-01-01", cells=["RPE02.1", "RPE02.2"])
    edits.add_trigger(tx, driver="Solar", level="10", project="P-01")
    edits.expect_condition(tx, cell=CONDITION, day="2028-01-01")
    edits.estimate_gap(tx, cell="RPE02.2", cost="100", by="us")
    for docket in ("D-1", "D-2"):
        edits.add_obligation(tx, docket=docket, title="File", due="2027-06-01")
    edits.tie_obligation(tx, obligation="D-1", project="P-01")
    edits.meet_obligation(tx, obligation="D-2", filing="F-2", day=DAY)
    return "One of everything"


ROADMAP = real_roadmap()
LINK = ROADMAP.cells["RPB02.1"].link
assert LINK is not None
REQUIRED, *_ = LINK.requires
CONDITION = next(each.ref for each in ROADMAP.enablers if each.nature == "condition")

NO_TEXT = {"adopt_edition", "confirm_meaning", "change_several", "add_overlay"}
"""Edits that take no typed text: an overlay has a door of its own."""


def values(snapshot: Snapshot) -> dict[str, dict[str, Any]]:
    """Every edit with values that it takes on the small plan."""
    stated = snapshot.statements[0].id
    head = snapshot.head
    return {
        "add_driver": {"name": "Cars"},
        "add_evidence": {"statement": stated, "evidence": EVIDENCE},
        "add_mapped_project": {"title": "New", "cells": [("RPE02.1", 50)]},
        "add_measure": {"benefit": "RPB02.1", "name": "Lost", "better": "down"},
        "add_milestone": {"project": "P-01", "title": "Next"},
        "add_obligation": {"docket": "D-3", "title": "File", "due": "2027-01-01"},
        "add_project": {"title": "New"},
        "add_region": {"name": "New"},
        "add_requirement": {"benefit": "RPB02.1", "requires": "DAE01.1", "reason": "ours"},
        "add_system": {"name": "New", "region": "R"},
        "add_trigger": {"driver": "Solar", "level": "20", "project": "P-02"},
        "add_waypoint": {"name": "New", "day": "2028-01-01"},
        "aim_waypoint": {"waypoint": "Half way", "cells": ["DAE01.1"]},
        "answer_question": {"question": 1, "answer": "Yes"},
        "attest": {"cell": "RPE02.1"},
        "change_driver": {"driver": "Solar"},
        "change_measure": {"measure": "Saved"},
        "change_milestone": {"milestone": "P-01/Open"},
        "change_obligation": {"obligation": "D-1"},
        "change_plan": {},
        "change_project": {"project": "P-01"},
        "change_waypoint": {"waypoint": "Half way"},
        "complete_milestone": {"milestone": "P-01/Open", "day": DAY},
        "depend": {"project": "P-03", "on": "P-01"},
        "end_not_applicable": {"cell": "RPE03.1"},
        "end_requirement_change": {"benefit": "RPB02.1", "requires": REQUIRED},
        "end_statement": {"statement": stated, "reason": "gone"},
        "estimate_gap": {"cell": "RPE02.2"},
        "expect_condition": {"cell": CONDITION, "day": "2029-01-01"},
        "forget_expectation": {"cell": CONDITION},
        "freeze": {
            "name": "Filed", "approved_by": "B", "figures": "{}", "as_of": TODAY,
            "head_seq": head.seq, "head_hash": head.hash, "rules": "1",
        },
        "map_project": {"project": "P-02", "cell": "RPE02.1"},
        "meet_obligation": {"obligation": "D-1", "filing": "F"},
        "observe": {"cell": "RPB02.1"},
        "pick_stage": {"characteristic": "value", "stage": 1},
        "record_reading": {"driver": "Solar", "value": "6"},
        "reforecast_milestone": {"milestone": "P-01/Open", "day": "2027-05-01"},
        "remove_budget": {"project": "P-01", "year": 2027, "kind": "capital", "docket": "D-1"},
        "remove_driver": {"driver": "Solar"},
        "remove_estimate": {"cell": "RPE02.2"},
        "remove_measure": {"measure": "Saved"},
        "remove_milestone": {"milestone": "P-01/Open"},
        "remove_obligation": {"obligation": "D-1"},
        "remove_overlay": {"name": "none"},
        "remove_project": {"project": "P-03"},
        "remove_reading": {"driver": "Solar", "day": DAY},
        "remove_trigger": {"driver": "Solar", "project": "P-01"},
        "remove_waypoint": {"waypoint": "Half way"},
        "remove_waypoint_cells": {"waypoint": "Half way", "cells": ["RPE02.1"]},
        "reopen_milestone": {"milestone": "P-01/Done"},
        "reopen_obligation": {"obligation": "D-2"},
        "set_budget": {"project": "P-01", "year": 2028, "kind": "capital", "planned": "20"},
        "set_not_applicable": {"cell": "RPE02.2", "reason": "none"},
        "set_status": {"project": "P-01", "status": "active"},
        "tie_obligation": {"obligation": "D-1", "cell": "RPE02.1"},
        "undepend": {"project": "P-02", "on": "P-01"},
        "unmap_project": {"project": "P-01", "cell": "RPE02.1"},
        "untie_obligation": {"obligation": "D-1", "project": "P-01"},
        "void_statement": {"statement": stated, "reason": "error"},
        "waive_requirement": {"benefit": "RPB02.1", "requires": REQUIRED, "reason": "none"},
        "weigh_benefit": {"benefit": "RPB02.1", "weight": 5},
    }  # fmt: skip


class Field(NamedTuple):
    """A field of an edit into which somebody types; `typed` makes its value of the text."""

    edit: str
    name: str
    typed: Callable[[str], Any]

    @property
    def free(self) -> bool:
        """Any text is taken as it is, other than a name, a day, a number or a word of a list."""
        return self.name in FREE or (self.edit, self.name) in FREE_HERE


FREE = {
    "title", "owner", "note", "key", "unit", "docket", "paragraph", "reason", "decided_by", "made_by",
    "approved_by", "filing", "by", "stakeholder", "evidence place",
}  # fmt: skip
FREE_HERE = {
    *((edit, "name") for edit in edits.__all__ if edit != "remove_overlay"),
    ("answer_question", "answer"),
    ("add_system", "region"),
}
MACHINE = {"figures", "head_hash", "rules", "known_as"}
"""What the program itself gives an edit."""


def fields() -> Iterator[Field]:
    """Every field of every edit that takes text, found in the edits themselves."""
    for name in edits.__all__:
        if name in NO_TEXT:
            continue
        found = {
            each.name: str(each.annotation)
            for each in inspect.signature(getattr(edits, name)).parameters.values()
            if each.kind is each.KEYWORD_ONLY
        }
        if name in ("attest", "observe"):
            found |= {key: str(kind) for key, kind in Said.__annotations__.items()}
        if name == "add_mapped_project":
            found |= dict.fromkeys(("key", "owner", "start", "end", "status", "note"), "str")
        for field, kind in found.items():
            if field == "milestone":
                yield Field(name, "milestone of a project", lambda text: f"P-01/{text}")
            if field == "evidence":
                yield Field(name, "evidence title", lambda text: [evidence_from_text(f"{text} | Docket 1")])
                yield Field(name, "evidence place", lambda text: [evidence_from_text(f"Order 1 | {text}")])
                yield Field(name, "evidence", lambda text: [evidence_from_text(text)])
                yield Field(name, "evidence file", lambda text: [evidence_from_text(f"file:{text}")])
            elif (name, field) == ("add_mapped_project", "cells"):
                yield Field(name, field, lambda text: [(text, 50)])
            elif "EvidenceText" not in kind and "str" in kind and field not in MACHINE:
                listed = "Sequence" in kind or "list[" in kind
                yield Field(name, field, (lambda text: [text]) if listed else (lambda text: text))
