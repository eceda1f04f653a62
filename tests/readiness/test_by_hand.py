"""Two plans worked out by hand, small enough to check on paper; the paper is in each test."""

from fractions import Fraction

from support.small import Plan, cell, ready, roadmap
from te_planner.readiness.model import SystemReadiness

ROAD = roadmap(
    cell("RPE01.1"),
    cell("RPE01.2"),
    cell("RPE02.1"),
    cell("BME01.1", nature="condition"),
    cell("DAE01.1"),
    cell("PCE01.1"),
    cell("RPB01.1", requires=["RPE01.1", "BME01.1"], through=["RPR01.1"]),
    cell("RPB01.2", requires=["RPE01.2"]),
    cell("DAB01.1", requires=["DAE01.1"]),
    cell("RPR01.1"),
)


def states(system: SystemReadiness) -> dict[str, str]:
    return {ref: each.state for ref, each in system.cells.items()}


def stages(system: SystemReadiness) -> dict[str, tuple[int, int]]:
    """Track -> through which stage its enablers are complete, and strictly so."""
    return {each.track: (each.stage, each.strict_stage) for each in system.tracks}


def test_a_plan_in_which_work_has_begun() -> None:
    """On paper, as of 24 November 2026.

    | project | status   | contributes    | milestones (weight)                                     |
    | ------- | -------- | -------------- | ------------------------------------------------------- |
    | P-01    | active   | RPE01.1 60 %,  | a (1) done 1 Mar 2026, b (3) planned 14 Nov 2026,       |
    |         |          | RPE02.1 100 %  | c (1) planned 1 Feb 2027                                |
    | P-02    | approved | RPE01.1 40 %   | d (1) planned 1 Mar 2027; its start is 1 Jan 2027,      |
    |         |          |                | and 14 days after P-01 at the earliest                  |

    BME01.1 is observed since 1 May 2026, with evidence. DAE01.1 is in place, without evidence. PCE01.1 is not
    applicable. RPE01.2: nobody.

    Days. b is overdue by 10 days: it is expected today, and c moves from 1 Feb by 10 days to 11 Feb 2027, the
    finish of P-01. P-02 begins 14 days later, on 25 Feb: 30 days of January and 25 of February make 55 days
    of delay, and d moves from 1 March to 25 April 2027.

    Progress. P-01: 1 of 5. P-02: 0 of 1. RPE01.1: 60 % x 1/5 + 40 % x 0 = 12 %. RPE02.1: 20 %. To complete
    stage 1, RP has two cells: (12 % + 20 %) / 2 = 16 %.

    Cells. RPE01.1 and RPE02.1 in progress: P-01 is active. RPE01.1 is covered with P-02, on 25 April; RPE02.1
    with P-01, on 11 February. RPE01.2 is a gap. DAE01.1 is a claim.

    Stages. RP 0 of 2: none yet. BM has one condition, satisfied, and nothing beyond: through stage 3. DA:
    none yet, a claim does not count. PC: its only cell is set aside, all of stage 1: too much, so none.

    Benefits. RPB01.1 waits for RPE01.1 alone, which is covered: next, coming, 25 April 2027. RPB01.2 waits
    for its earlier stage: locked, the rest by 25 April, one without a date. DAB01.1 waits for a claim that
    nobody works on: next, stuck, though it is no gap.
    """
    plan = Plan("A")
    plan.project("P-01")
    plan.milestone("P-01", "a", "2026-03-01", done="2026-03-01")
    plan.milestone("P-01", "b", "2026-11-14", weight=3)
    plan.milestone("P-01", "c", "2027-02-01")
    plan.contribution("P-01", "RPE01.1", 60)
    plan.contribution("P-01", "RPE02.1", 100)
    plan.project("P-02", status="approved", start="2027-01-01")
    plan.milestone("P-02", "d", "2027-03-01")
    plan.contribution("P-02", "RPE01.1", 40)
    plan.depends("P-02", "P-01", 14)
    plan.attain("BME01.1", day="2026-05-01")
    plan.state("DAE01.1", day="2026-06-01")
    plan.set_aside("PCE01.1")
    readiness = ready(ROAD, plan)
    system = readiness.systems["A"]

    first, second = readiness.projects["P-01"], readiness.projects["P-02"]
    assert [each.day for each in first.milestones] == ["2026-03-01", "2026-11-24", "2027-02-11"]
    assert (first.progress, first.finish) == (Fraction(1, 5), "2027-02-11")
    assert (second.earliest_start, second.delay, second.finish) == ("2027-02-25", 55, "2027-04-25")
    assert states(system) == {
        "RPE01.1": "in progress",
        "RPE01.2": "uncovered",
        "RPE02.1": "in progress",
        "BME01.1": "attained",
        "DAE01.1": "claimed",
        "PCE01.1": "not applicable",
    }
    assert system.cells["RPE01.1"].progress == Fraction(12, 100)
    assert system.cells["RPE01.1"].forecast.day == "2027-04-25"
    assert system.cells["RPE02.1"].forecast.day == "2027-02-11"
    assert system.tracks[0].transitions[0].work == Fraction(16, 100)
    assert stages(system) == {"RP": (0, 0), "BM": (3, 3), "DA": (0, 0), "PC": (0, 0)}
    assert system.tracks[3].too_much_set_aside == 1
    assert (system.stage, system.observed.stage) == (0, 1)
    benefits = system.benefits
    assert {ref: each.status for ref, each in benefits.items()} == {
        "RPB01.1": "next",
        "RPB01.2": "locked",
        "DAB01.1": "next",
    }
    assert [each.cell.ref for each in system.coming] == ["RPB01.1"]
    assert [each.cell.ref for each in system.stuck] == ["DAB01.1"]
    assert benefits["RPB01.1"].forecast.whole == "2027-04-25"
    assert (benefits["RPB01.2"].forecast.day, benefits["RPB01.2"].forecast.undated) == (
        "2027-04-25",
        ("RPE01.2",),
    )
    assert benefits["DAB01.1"].gaps == ()


def test_a_plan_in_which_much_is_attained() -> None:
    """On paper, as of 24 November 2026; all statements are in place, with evidence, unless it says otherwise.

    | cell    | said                                                | so it is                          |
    | ------- | --------------------------------------------------- | --------------------------------- |
    | RPE01.2 | since 1 Sep 2025; again 1 Mar 2026, no new evidence | attained since 1 Sep 2025         |
    | RPE01.1 | nothing                                             | superseded since 1 Sep 2025       |
    | RPE02.1 | since 1 Jan 2026, to be reviewed by 31 Oct 2026     | attained, review overdue          |
    | BME01.1 | since 1 Feb 2026; not in place from 1 Jun 2026      | attained: once observed, it stays |
    | DAE01.1 | partly, 1 Mar 2026; P-01 (100 %) done on 2 Apr 2026 | delivered: the work came after    |
    | PCE01.1 | since 1 Jan 2026, ended from 1 Aug 2026             | uncovered                         |
    | RPR01.1 | seen since 1 Jul 2026                               |                                   |

    Stages. RP: stages 1 and 2 complete and nothing in stage 3: through 3; strictly, RPE02.1 does not count:
    none yet. BM: through 3. DA: none yet, work is no attainment. PC: none yet. RP's readiness to complete
    stage 1 is 2 of 2, strictly 1 of 2.

    Benefits. RPB01.1 needs RPE01.1 (superseded) and BME01.1: unlocked, and realised, for the result that it
    comes through is seen; there since 1 February 2026. RPB01.2 needs RPE01.2 as well: unlocked. DAB01.1 waits
    for a statement alone: next, coming (P-01 covers it), without a date. Quick win: attest DAE01.1.
    """
    plan = Plan("A")
    plan.attain("RPE01.2", day="2025-09-01")
    plan.state("RPE01.2", day="2026-03-01")
    plan.attain("RPE02.1", review="2026-10-31")
    plan.attain("BME01.1", day="2026-02-01")
    plan.state("BME01.1", "not in place", "2026-06-01")
    plan.state("DAE01.1", "partly", "2026-03-01")
    plan.attain("PCE01.1", ended="2026-08-01")
    plan.attain("RPR01.1", day="2026-07-01")
    plan.project("P-01", status="done", since="2026-04-02")
    plan.milestone("P-01", "built", "2026-03-15", done="2026-04-02")
    plan.contribution("P-01", "DAE01.1", 100)
    readiness = ready(ROAD, plan)
    system = readiness.systems["A"]

    assert states(system) == {
        "RPE01.1": "superseded",
        "RPE01.2": "attained",
        "RPE02.1": "attained",
        "BME01.1": "attained",
        "DAE01.1": "delivered",
        "PCE01.1": "uncovered",
    }
    assert system.cells["RPE01.1"].forecast.day == system.cells["RPE01.2"].forecast.day == "2025-09-01"
    assert system.cells["RPE02.1"].flags == ("review overdue",)
    assert stages(system) == {"RP": (3, 0), "BM": (3, 3), "DA": (0, 0), "PC": (0, 0)}
    assert system.tracks[0].transitions[0].actions == (2, 2, 1, 1)
    assert (system.stage, system.strict_stage) == (0, 0)
    assert {ref: each.status for ref, each in system.benefits.items()} == {
        "RPB01.1": "realised",
        "RPB01.2": "unlocked",
        "DAB01.1": "next",
    }
    assert system.benefits["RPB01.1"].forecast.whole == "2026-02-01"
    assert [each.cell.ref for each in system.coming] == ["DAB01.1"]
    assert system.benefits["DAB01.1"].forecast.undated == ("DAE01.1",)
    (win,) = readiness.outlook.systems["A"].quick_wins.cells
    assert (win.state.cell.ref, win.step, win.unlocks) == ("DAE01.1", "attest", ("DAB01.1",))
