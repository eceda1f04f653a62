"""Plans drawn by Hypothesis: all kinds of rows, with texts that some format would take for something else."""

from contextlib import suppress
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from support.plans import TODAY
from te_planner.errors import WrongCall
from te_planner.plan import edits
from te_planner.plan.evidence import EvidenceText
from te_planner.plan.transaction import Transaction

WORDS = st.sampled_from(
    (
        "plain", "2026-11-24", "1:30", "0x1F", "1e5", "yes", "~", "null", "=1+1", "<<", "- a", "? b", "! c",
        "a: b", "a #b", "#c", "'q'", '"d"', "{x}", "[y]", "&z", "*z", "%t", "@u", "`v`", "| w", "> x", ": y",
        "café", "😀 fire", "\u202eabc\u202c", "\u200fשלום", "a  b   c", "a\u2028b", "a\u00a0b", "\ufeffmark",
        "a\\nb", "x" * 130, "word " * 40 + "end", "007", "1,250.5", "-", "…", "\U0010ffff", "---", "...",
        "TRUE", "=cmd|' /C calc'!A0", "+1", "@x", "'quoted'", '""', "<r>run</r>", "<r><t>&amp;</t></r>",
        "_x000D_", "_x005F_", "x005F_", "_x005F_x000D_", "_xFFFE_", "a,b;c",
        "<b>&amp;</b>", "#N/A", "1899-12-30", "12:30", "50 %", "{=1}", "\u0301", "{{ x }}", "https://a.b/c",
    )
)  # fmt: skip
SIGNS = st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff")
"""What a plan stores."""
SHORT = (WORDS | st.text(SIGNS, max_size=40)).map(str.strip)
LINES = st.lists(SHORT, max_size=4).map("\n".join).map(str.strip)
DAYS = st.sampled_from(("2025-01-01", "2025-06-30", "2026-01-15", "2026-11-24"))


TEXT = SHORT
NAME = SHORT.map(lambda text: text or "name")
NOTE = LINES
SAID = LINES.map(lambda text: text or "said")
FIGURE = st.floats(-1e15, 1e15) | st.integers(-(10**15), 10**15)


def furnish(tx: Transaction, draw: Any) -> str:
    """A plan of all kinds of rows, drawn: odd texts and numbers, statements in any order of their days."""
    plan_name, one, two = draw(NAME), draw(NAME), draw(NAME)
    edits.change_plan(tx, name=plan_name, stakeholder=draw(TEXT), note=draw(NOTE))
    edits.add_system(tx, name=one, region="R " + draw(NAME), note=draw(NOTE))
    edits.add_system(tx, name="2 " + two)
    systems = [one, "2 " + two]
    said = {"owner": draw(TEXT), "note": draw(NOTE), "internal": draw(st.booleans())}
    edits.add_project(tx, title=draw(NAME), key="007", status_day=TODAY, **said)
    for status, day in draw(st.lists(st.tuples(st.sampled_from(("active", "done")), DAYS), unique=True)):
        edits.set_status(tx, project="007", status=status, day=day)
    cents = draw(st.integers(-(10**15), 10**15))
    line = {"project": "007", "year": 2026, "kind": "capital", "currency": "EUR", "docket": draw(TEXT)}
    edits.set_budget(tx, planned=Decimal(cents) / 100, **line)
    edits.map_project(tx, project="007", cell="RPE01.1", systems=systems, share=draw(st.integers(1, 100)))
    title = draw(NAME)
    edits.add_milestone(tx, project="007", title=title, cell="RPE01.1", system=one)
    edits.unmap_project(tx, project="007", cell="RPE01.1", systems=[one])
    for _ in range(draw(st.integers(0, 6))):
        _state(tx, draw, systems)
    for day in draw(st.lists(DAYS, unique=True, max_size=3)):
        reason = draw(SAID)
        edits.set_not_applicable(tx, cell="RPE02.1", system=one, reason=reason, day=day)
        edits.end_not_applicable(tx, cell="RPE02.1", system=one)
    edits.set_not_applicable(tx, cell="RPE02.1", system=one, reason="last", day="2025-01-01")
    _outlook(tx, draw, systems, f"007/{title}")
    return "Furnish"


def _state(tx: Transaction, draw: Any, systems: list[str]) -> None:
    from sqlmodel import select

    from te_planner.plan.tables import Region, Statement

    region = draw(st.booleans())
    place = {"region": tx.session.exec(select(Region)).first().name} if region else {"system": systems[0]}  # type: ignore[union-attr]  # made above
    edits.attest(
        tx,
        cell=draw(st.sampled_from(("RPE01.1", "RPE02.1"))),
        answer=draw(st.sampled_from(("in place", "partly", "not in place"))),
        effective=draw(DAYS),
        approved_by=draw(TEXT),
        extent=draw(st.sampled_from((None, "0/3", "2/3 4kV feeders"))),
        evidence=[EvidenceText("document", draw(NAME), draw(SAID))] * draw(st.integers(0, 2)),
        note=draw(NOTE),
        **place,
    )
    rows = tx.session.exec(select(Statement)).all()
    row = rows[draw(st.integers(0, len(rows) - 1))]
    done = draw(st.sampled_from(("", "void", "end")))
    with suppress(WrongCall):
        if done == "void":
            edits.void_statement(tx, statement=row.id, reason=draw(SAID))
        elif done == "end":
            edits.end_statement(tx, statement=row.id, reason=draw(SAID))


def _outlook(tx: Transaction, draw: Any, systems: list[str], milestone: str) -> None:
    driver, waypoint, docket = draw(NAME), draw(NAME), draw(NAME.map(lambda text: text.replace("¶", "p")))
    for system in systems:
        edits.add_driver(tx, name=driver, system=system, unit=draw(TEXT), note=draw(NOTE))
    for day in draw(st.lists(DAYS, unique=True)):
        edits.record_reading(tx, driver=driver, system=systems[1], day=day, value=draw(FIGURE))
    edits.add_waypoint(tx, name=waypoint, day="2030-01-01", cells=["RP.1"], systems=systems, note=draw(NOTE))
    for target in ({"project": "007"}, {"waypoint": waypoint}, {"cell": "BME01.1"}):
        edits.add_trigger(tx, driver=driver, system=systems[1], level=draw(FIGURE), note=draw(NOTE), **target)
    name = draw(NAME)
    edits.add_measure(
        tx, benefit="RPB02.1", name=name, system=systems[0], better="up", target=draw(FIGURE), note=draw(NOTE)
    )
    edits.record_reading(tx, measure=f"RPB02.1/{name}", value=draw(FIGURE), note=draw(NOTE))
    edits.estimate_gap(tx, cell="RPE02.2", system=systems[0], cost="1.05", lead_months=0, by=draw(TEXT))
    edits.weigh_benefit(tx, benefit="RPB02.1", weight=draw(st.integers(1, 1000)))
    edits.expect_condition(tx, cell="BME01.1", system=systems[0], day=TODAY, note=draw(NOTE))
    edits.add_obligation(tx, docket=docket, paragraph="4", title=draw(NAME), due=TODAY, note=draw(NOTE))
    for tie in ({"project": "007"}, {"milestone": milestone}, {"cell": "RPB02.1", "system": systems[1]}):
        edits.tie_obligation(tx, obligation=f"{docket} ¶4", **tie)
    if draw(st.booleans()):
        edits.meet_obligation(tx, obligation=f"{docket} ¶4", filing=draw(NAME))
