"""Small roadmaps and plans for tests of the rules: written as one would write them on paper."""

from collections.abc import Sequence
from itertools import count
from typing import Any

from te_planner.plan.outlook import (
    BenefitWeight,
    Driver,
    ExpectedDay,
    GapEstimate,
    Measure,
    Obligation,
    ObligationTie,
    Reading,
    Trigger,
    Waypoint,
    WaypointCell,
)
from te_planner.plan.snapshot import (
    Contribution,
    Dependency,
    Evidence,
    Head,
    MeaningChange,
    Milestone,
    PlanInfo,
    Project,
    Region,
    RequirementChange,
    ScopeDecision,
    Snapshot,
    StagePick,
    Statement,
    StatusChange,
    System,
)
from te_planner.readiness.evaluate import evaluate
from te_planner.readiness.model import Readiness
from te_planner.roadmap.model import (
    Carry,
    Cell,
    Characteristic,
    Concept,
    Edition,
    Link,
    Parts,
    Roadmap,
    Row,
    Track,
)

TODAY = "2026-11-24"


def cell(
    ref: str, *, nature: str = "action", requires: Sequence[str] = (), through: Sequence[str] = ()
) -> Cell:
    """A cell by its reference; the lane decides whether it has a nature, actors or a link."""
    lane: Any = ref[2]
    link = Link("derived", tuple(requires), tuple(through), "because", "high") if lane == "B" else None
    judged: Any = nature if lane in "EB" else None
    actors = ("utility",) if lane == "E" else ()
    track: Any = ref[:2]
    stage: Any = int(ref[-1])
    row, text = ref.partition(".")[0], f"text of {ref}"
    return Cell(ref, row, track, lane, stage, text, "source", judged, actors, link, False, "")


def roadmap(*cells: Cell, concepts: Sequence[str] = ()) -> Roadmap:
    """A roadmap of these cells; the rows are made from them."""
    rows: dict[str, list[Cell]] = {}
    for each in cells:
        rows.setdefault(each.row, []).append(each)
    return Roadmap(
        Parts(
            edition=Edition("Test document", "Title", "1", "test", "Nobody's."),
            fingerprint="f" * 64,
            about_stages="",
            stages=(),
            characteristics=tuple(
                Characteristic(key, key.title(), "4.2", f"{key}?", ("one", "two", "three"), "")
                for key in ("penetration", "value", "operations", "markets")
            ),
            tracks=tuple(Track(key, key, key, "4.3", key) for key in ("RP", "BM", "DA", "PC")),
            carries=(Carry("RP", "BM", "strong", "4.3.2", "carries"),),
            lanes=(),
            concepts=tuple(Concept(ref, "RP", ref, "5.2", ref, "") for ref in concepts),
            questions=(),
            terms=(),
            abbreviations=(),
            rows=tuple(
                Row(
                    ref,
                    found[0].track,
                    found[0].lane,
                    f"Row {ref}",
                    1,
                    "source",
                    (),
                    tuple(concepts),
                    tuple(found),
                )
                for ref, found in rows.items()
            ),
            hints={},
            measures={},
            crosswalk=(),
        )
    )


class Plan:
    """A plan written row by row; `snapshot()` freezes it. Systems A and B lie in one region."""

    def __init__(self, *systems: str, stakeholder: str = "") -> None:
        self.stakeholder = stakeholder
        self.serial = count(1)
        self.rows: dict[str, list[Any]] = {}
        for name in systems or ("A",):
            self.add("systems", System(name, "region", name, ""))

    def add(self, table: str, row: Any) -> Any:
        self.rows.setdefault(table, []).append(row)
        return row

    def project(
        self,
        key: str,
        *,
        status: str | None = "active",
        since: str = "2020-01-01",
        start: str | None = None,
        end: str | None = None,
    ) -> str:
        self.add("projects", Project(key, key, f"Project {key}", "", start, end, "", False))
        if status:
            self.status(key, status, since)
        return key

    def status(self, key: str, status: str, day: str) -> None:
        seq = next(self.serial)
        self.add("status_changes", StatusChange(f"change {seq}", key, status, day, seq))

    def contribution(self, project: str, cell: str, share: int = 100, system: str = "A") -> None:
        self.add("contributions", Contribution(f"{project} {cell} {system}", project, cell, system, share))

    def milestone(self, project: str, title: str, baseline: str | None = None, **more: Any) -> None:
        seq = next(self.serial)
        forecast, given = more.get("forecast"), more.get("given")
        tied = more.get("cell")
        row = Milestone(
            f"milestone {seq}",
            project,
            title,
            more.get("weight", 1),
            baseline,
            forecast,
            given or (forecast and "2020-01-01"),
            more.get("done"),
            tied,
            more.get("system", "A") if tied else None,
            seq,
        )
        self.add("milestones", row)

    def depends(self, project: str, on: str, lag: int = 0) -> None:
        self.add("dependencies", Dependency(f"{project} on {on}", project, on, lag))

    def state(self, cell: str, answer: str = "in place", day: str = "2026-01-01", **more: Any) -> Statement:
        seq = next(self.serial)
        region = more.get("region")
        row = Statement(
            id=f"statement {seq}",
            kind="attestation",
            cell=cell,
            system_id=None if region else more.get("system", "A"),
            region_id=region,
            answer=answer,
            effective_day=day,
            statement_day=day,
            made_by="tester",
            approved_by="",
            extent_done=None,
            extent_total=None,
            extent_unit="",
            review_day=more.get("review"),
            note="",
            voided_day=more.get("voided"),
            void_reason="",
            ended_from=more.get("ended"),
            end_reason="",
            seq=seq,
            meaning=more.get("meaning", 1),
            confirmed_meaning=more.get("confirmed"),
            confirmed_day=more.get("confirmed_on"),
            confirmed_by="reviewer" if more.get("confirmed") else "",
        )
        if more.get("evidence"):
            self.add(
                "evidence", Evidence(f"evidence {seq}", row.id, None, "document", "Proof", "Docket 1", "")
            )
        return self.add("statements", row)  # type: ignore[no-any-return]  # what went in comes out

    def attain(self, *cells: str, day: str = "2026-01-01", **more: Any) -> None:
        for each in cells:
            self.state(each, day=day, evidence=True, **more)

    def meaning_changed(self, cell: str, meaning: int, since: str) -> None:
        row = MeaningChange(f"meaning {meaning} of {cell}", cell, meaning, since, "data 2027.1")
        self.add("meaning_changes", row)

    def set_aside(self, cell: str, system: str = "A", day: str = "2026-01-01") -> None:
        self.add("scope_decisions", ScopeDecision(f"aside {cell}", cell, system, "no", "board", day, None))

    def change(self, benefit: str, requires: str, change: str, system: str | None = None) -> None:
        row = RequirementChange(
            f"{change} {benefit} {requires}",
            benefit,
            requires,
            change,
            system,
            "why",
            "me",
            "2026-01-01",
            None,
        )
        self.add("requirement_changes", row)

    def pick(self, characteristic: str, stage: int, day: str = "2026-01-01") -> None:
        seq = next(self.serial)
        self.add("stage_picks", StagePick(f"pick {seq}", "A", characteristic, stage, day, "me", "", seq))

    def driver(self, name: str, *readings: tuple[str, float], system: str = "A", unit: str = "MW") -> None:
        self.add("drivers", Driver(name, system, name, unit, ""))
        for day, value in readings:
            self.reading(name, day, value)

    def reading(self, driver: str, day: str, value: float) -> None:
        self.add("readings", Reading(f"{driver} {day}", driver, None, day, value, ""))

    def trigger(self, driver: str, level: float, direction: str = "above", **calls: str) -> None:
        """`project`, `waypoint` or `cell`: what the level calls for."""
        called = (calls.get("project"), calls.get("waypoint"), calls.get("cell"))
        self.add("triggers", Trigger(f"{driver} {level} {called}", driver, level, direction, *called, ""))

    def expected(self, cell: str, day: str, system: str = "A") -> None:
        self.add("expected_days", ExpectedDay(f"{cell} {system}", cell, system, day, "2026-01-01", "me", ""))

    def measure(self, benefit: str, *readings: tuple[str, float], **more: Any) -> None:
        key = f"measure {next(self.serial)}"
        row = Measure(
            id=key,
            benefit=benefit,
            system_id=more.get("system", "A"),
            name=more.get("name", key),
            unit="%",
            better=more.get("better", "up"),
            baseline=None,
            baseline_day=None,
            target=more.get("target"),
            target_day=None,
            note="",
        )
        self.add("measures", row)
        for day, value in readings:
            self.add("readings", Reading(f"{key} {day}", None, key, day, value, ""))

    def waypoint(self, name: str, day: str, *cells: str, system: str = "A") -> None:
        self.add("waypoints", Waypoint(name, name, day, ""))
        for cell in cells:
            self.add("waypoint_cells", WaypointCell(f"{name} {cell} {system}", name, cell, system))

    def estimate(self, cell: str, cost: int | None = None, months: int | None = None, **more: str) -> None:
        system, currency = more.get("system", "A"), more.get("currency", "USD")
        row = GapEstimate(f"{cell} {system}", cell, system, cost, currency, months, "", "")
        self.add("gap_estimates", row)

    def weigh(self, benefit: str, weight: int) -> None:
        self.add("benefit_weights", BenefitWeight(benefit, benefit, weight))

    def obligation(self, docket: str, due: str, met: str | None = None) -> None:
        met_by = "Filing 7" if met else ""
        self.add("obligations", Obligation(docket, docket, "", f"Order {docket}", due, "", met, met_by, ""))

    def tie(self, docket: str, **to: str) -> None:
        """`project`, `milestone` (its title) or `cell`: what the obligation waits for."""
        rows = self.rows.get("milestones", [])
        step = next((row.id for row in rows if row.title == to.get("milestone")), None)
        cell = to.get("cell")
        system = to.get("system", "A") if cell else None
        key = f"tie {next(self.serial)}"
        self.add("obligation_ties", ObligationTie(key, docket, to.get("project"), step, cell, system))

    def snapshot(self) -> Snapshot:
        ordered = {
            "statements": lambda row: (row.effective_day, row.seq),
            "status_changes": lambda row: (row.day, row.seq),
            "stage_picks": lambda row: (row.effective_day, row.seq),
        }
        tables = {
            name: tuple(
                sorted(self.rows.get(name, []), key=ordered[name])
                if name in ordered
                else self.rows.get(name, [])
            )
            for name in Snapshot._fields
        }
        tables["plan"] = PlanInfo("plan", "Small", self.stakeholder, "", "USD", "test", "2026-01-01")  # type: ignore[assignment]
        tables["regions"] = (Region("region", "Region", ""),)
        tables["head"] = Head(1, "0" * 64)  # type: ignore[assignment]
        return Snapshot(**tables)  # type: ignore[arg-type]  # each table by its name


def ready(road: Roadmap, plan: Plan, as_of: str = TODAY, today: str = TODAY) -> Readiness:
    return evaluate(road, plan.snapshot(), as_of=as_of, today=today)
