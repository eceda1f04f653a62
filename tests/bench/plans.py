"""Plans of any size for benchmarks, and for benchmarks alone: the rows go straight into the file.

    .venv/bin/python tests/bench/plans.py PLAN.db 1000

The numbers are drawn with a fixed seed, so that the same call gives the same plan, laid around `today`. No
edit checks the rows; the tables' own constraints do. One journal entry stands for all of them, so that
`check` finds the journal whole; it has no images of the rows, so that the plan has no history.
"""

import json
import sqlite3
import sys
from collections import defaultdict
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

from te_planner.plan.checksum import driver, seal
from te_planner.plan.journal import HASHED, chained
from te_planner.plan.orm import engine_for
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
from te_planner.plan.reading import TABLES
from te_planner.plan.snapshot import (
    BudgetLine,
    Contribution,
    Dependency,
    Evidence,
    Milestone,
    Project,
    Region,
    RequirementChange,
    ScopeDecision,
    StagePick,
    Statement,
    StatusChange,
    System,
)
from te_planner.plan.store import create_plan
from te_planner.roadmap.loader import load_roadmap
from te_planner.roadmap.model import CHARACTERISTICS, Roadmap

SEED = 15067
MILESTONES = 10
YEARS = 5
SYSTEMS = {"Harbor": "Coast", "Delta": "Coast", "Ridge": "Inland", "Plains": "Inland"}
DRIVERS = ("Rooftop solar", "Storage", "Electric vehicles", "Peak load")
STEPS = ("Scope", "Order", "Design", "Contract", "Pilot", "Review", "Build", "Test", "Train", "Hand over")
OWNERS = ("Ana Ruiz", "Bo Lind", "Chi Okafor", "Dee Park", "Eli Stern", "")


class Drawn:
    """The rows of a plan by table, drawn one part after the other."""

    def __init__(self, projects: int, today: date, roadmap: Roadmap) -> None:
        self.random = Random(SEED)  # noqa: S311  # repeatable, not secret
        self.today, self.roadmap, self.serial = today, roadmap, count(1)
        self.rows: dict[type[Any], list[Any]] = defaultdict(list)
        self.regions = {name: self.add(Region, name, "") for name in dict.fromkeys(SYSTEMS.values())}
        self.systems = [self.add(System, self.regions[region], name, "") for name, region in SYSTEMS.items()]
        self.actions = [cell.ref for cell in roadmap.enablers if cell.nature == "action"]
        self.conditions = [cell.ref for cell in roadmap.enablers if cell.nature == "condition"]
        self.benefits = [cell.ref for cell in roadmap.benefits if cell.nature != "baseline"]
        # early stages and a few favourites draw most of the work; every tenth nobody delivers
        self.favour = [self.random.paretovariate(1.2) / int(ref[-1]) for ref in self.actions]
        self.favour[::10] = [0.0] * len(self.favour[::10])
        self.keys: list[str] = []
        for number in range(projects):
            self.project(number)
        self.statements(projects)
        self.outlook(projects)

    def add(self, kind: type[Any], *values: Any) -> str:
        """A row under a key of its own, which is returned."""
        key = str(UUID(int=self.random.getrandbits(128), version=4))
        self.rows[kind].append(kind(key, *values))
        return key

    def day(self, ahead: int) -> str:
        return (self.today + timedelta(days=ahead)).isoformat()

    def chance(self, part: float) -> bool:
        return self.random.random() < part

    def project(self, number: int) -> None:
        """A project of some months to three years, begun in five years past or planned for the next two."""
        draw = self.random
        start = draw.randint(-YEARS * 365, 2 * 365)
        end = start + draw.randint(150, 1100)
        owner, note = draw.choice(OWNERS), "Drawn for a benchmark."
        title = f"{draw.choice(STEPS)} work {number + 1}"
        key = self.add(
            Project, f"P-{number + 1:05}", title, owner, self.day(start), self.day(end + 30), note, False
        )
        done = self.milestones(key, start, end, self.contributions(key))
        self.status(key, start, end, done)
        for before in {draw.randrange(max(0, number - 40), number) for _ in range(2)} if number else ():
            if self.chance(0.4):
                self.add(Dependency, key, self.keys[before], draw.choice((0, 0, 14, 30)))
        for year in range(2):
            planned = draw.randrange(10_000, 5_000_000) * 100
            actual = planned * draw.randint(70, 130) // 100 if end < 0 else None
            kind = draw.choice(("capital", "operating"))
            money = (self.today.year + start // 365 + year, kind, planned, actual, "USD", f"24-{number % 90}")
            self.add(BudgetLine, key, *money)
        self.keys.append(key)

    def status(self, key: str, start: int, end: int, done: int | None) -> None:
        path = [("proposed", start - 400), ("approved", start - 120), ("active", start)]
        if done is not None:
            path.append(("done", done))
        elif self.chance(0.08):
            path.append((self.random.choice(("on hold", "cancelled")), (start + end) // 2))
        for status, ahead in path:
            if ahead <= 0:
                self.add(StatusChange, key, status, self.day(ahead), next(self.serial))

    def contributions(self, key: str) -> list[tuple[str, str]]:
        where = {
            (self.random.choices(self.actions, self.favour)[0], self.random.choice(self.systems))
            for _ in range(self.random.choice((1, 1, 2, 2, 3, 5)))
        }
        ties = sorted(where)
        for cell, system in ties:
            self.add(Contribution, key, cell, system, self.random.choice((10, 20, 25, 33, 40, 50, 100)))
        return ties

    def milestones(self, key: str, start: int, end: int, ties: list[tuple[str, str]]) -> int | None:
        """Ten steps from start to end, some forecast anew; in the past most are done.

        Gives the day on which the last was done, or None while any is open.
        """
        draw, late = self.random, self.chance(0.3)
        last: int | None = start
        for place, step in enumerate(STEPS[:MILESTONES], 1):
            planned = start + (end - start) * place // MILESTONES
            slip = draw.choice((0, 0, 0, 20, 90))
            done = None if planned + slip >= 0 or (late and self.chance(0.2)) else planned + slip
            last = None if last is None or done is None else max(last, done)
            given = min(planned - 30, -1)
            forecast = (self.day(planned + slip), self.day(given)) if slip else (None, None)
            tie = draw.choice(ties) if self.chance(0.6) else (None, None)
            actual = None if done is None else self.day(done)
            weight = draw.choice((1, 1, 2, 3))
            row = (key, step, weight, self.day(planned), *forecast, actual, *tie, next(self.serial))
            self.add(Milestone, *row)
        return last

    def statements(self, number: int) -> None:
        """One word a project, on all systems' cells, most of them with evidence; picks of the stage."""
        draw = self.random
        spoken = [*self.actions, *self.conditions, *self.benefits]
        for _ in range(number):
            ahead = draw.randint(-YEARS * 365, 0)
            region = draw.choice(list(self.regions.values())) if self.chance(0.2) else None
            system = None if region else draw.choice(self.systems)
            answer = draw.choices(("in place", "partly", "not in place"), (5, 3, 2))[0]
            review = self.day(ahead + draw.randint(300, 1400)) if self.chance(0.5) else None
            cell, said = draw.choice(spoken), self.day(ahead)
            kind = "attestation" if cell in self.actions else "observation"
            extent = (draw.randint(1, 300), 380, "feeders") if self.chance(0.2) else (None, None, "")
            row = (kind, cell, system, region, answer, said, said, draw.choice(OWNERS[:-1]), "Board")
            rest = (review, "", None, "", None, "", next(self.serial), 1, None, None, "")
            key = self.add(Statement, *row, *extent, *rest)
            if answer == "in place" and self.chance(0.7):
                self.add(Evidence, key, None, "document", f"Report {ahead}", f"Docket 24-{-ahead}", "")
        for system in self.systems:
            for place, each in enumerate(CHARACTERISTICS):
                for year in range(YEARS):
                    row = (each, min(3, 1 + (year + place) // 3), self.day(-365 * (YEARS - year)))
                    self.add(StagePick, system, *row, OWNERS[0], "", next(self.serial))

    def outlook(self, projects: int) -> None:
        """What lies ahead, the same for every size, save for the obligations."""
        draw = self.random
        for name, ahead in (("Open market", 500), ("Full visibility", 1100), ("Target", 2200)):
            point = self.add(Waypoint, name, self.day(ahead), "")
            for system in self.systems:
                for cell in draw.sample(self.actions, 12):
                    self.add(WaypointCell, point, cell, system)
        for system in self.systems:
            self.driven(system, point)
            for benefit in draw.sample(self.benefits, 10):
                row = (f"Measure of {benefit}", "%", "up", 10.0, self.day(-1500), 60.0, self.day(700), "")
                self.readings(20, 60.0, measure=self.add(Measure, benefit, system, *row))
            for cell in draw.sample(self.actions, 30):
                cost, months = draw.randrange(1, 900) * 1_000_000, draw.randint(3, 40)
                self.add(GapEstimate, cell, system, cost, "USD", months, "", "")
            for cell in draw.sample(self.actions, 3):
                self.add(ScopeDecision, cell, system, "not in this territory", "Board", self.day(-400), None)
            for cell in draw.sample(self.conditions, min(3, len(self.conditions))):
                self.add(ExpectedDay, cell, system, self.day(900), self.day(-30), OWNERS[0], "")
        for benefit in draw.sample(self.benefits, 10):
            need = draw.choice(self.actions)
            why = ("found on the way", "Board", self.day(-200), None)
            self.add(RequirementChange, benefit, need, draw.choice(("waived", "added")), None, *why)
            self.add(BenefitWeight, benefit, draw.randint(2, 100))
        self.obligations(max(5, projects // 20))

    def obligations(self, count_of: int) -> None:
        draw = self.random
        for number in range(count_of):
            due = self.day(draw.randint(-300, 900))
            row = (f"24-{number // 5}", f"{number}", f"Ask {number}", due, OWNERS[0], None, "", "")
            key = self.add(Obligation, *row)
            self.add(ObligationTie, key, draw.choice(self.keys), None, None, None)
            self.add(ObligationTie, key, None, draw.choice(self.rows[Milestone]).id, None, None)
            self.add(ObligationTie, key, None, None, draw.choice(self.actions), draw.choice(self.systems))

    def driven(self, system: str, waypoint: str) -> None:
        """A system's drivers, read each month, each with a trigger."""
        for place, name in enumerate(DRIVERS):
            key = self.add(Driver, system, name, "MW", "")
            self.readings(YEARS * 12, 90.0, driver=key)
            calls = [(self.random.choice(self.keys), None, None), (None, waypoint, None)]
            calls += [(None, None, each) for each in self.conditions[:1]]
            self.add(Trigger, key, 80.0 + 30 * place, "above", *calls[place % len(calls)], "")

    def readings(
        self, number: int, last: float, *, driver: str | None = None, measure: str | None = None
    ) -> None:
        for each in range(number):
            ahead = -YEARS * 365 * (number - each) // number
            value = last * (each + 1) / number + self.random.uniform(-3, 3)
            self.add(Reading, driver, measure, self.day(ahead), round(value, 2), "")


def write_plan(path: Path, projects: int, today: date) -> None:
    """A new plan of that many projects, ten milestones each, laid around a day."""
    roadmap = load_roadmap()
    who, day = "bench", today.isoformat()
    create_plan(path, name=f"{projects} projects", roadmap=roadmap, today=day, who=who).close()
    drawn = Drawn(projects, today, roadmap)
    link = sqlite3.connect(path)
    with link:
        for table, kind, _ in TABLES:
            marks = ", ".join("?" * len(kind._fields))
            columns = ", ".join(kind._fields)
            link.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", drawn.rows[kind])  # noqa: S608
        (previous,) = link.execute("SELECT hash FROM journal").fetchone()
        entry: dict[str, Any] = {"id": str(UUID(int=SEED)), "seq": 2, "at": f"{day}T00:00:00.000+00:00"}
        entry |= {"day": day, "who": who, "why": "", "kind": "edit", "action": "bench"}
        entry |= {"summary": f"Draw {projects} projects for a benchmark", "target_id": None}
        entry |= {"images": json.dumps([]), "previous_hash": previous}
        names = ", ".join((*HASHED, "hash"))
        values = [*(entry[name] for name in HASHED), chained(entry)]
        link.execute(f"INSERT INTO journal ({names}) VALUES ({', '.join('?' * len(values))})", values)  # noqa: S608
    link.close()
    engine = engine_for(path)
    with engine.begin() as sealed:
        seal(driver(sealed))
    engine.dispose()


if __name__ == "__main__":
    write_plan(Path(sys.argv[1]), int(sys.argv[2]), date.today())  # noqa: DTZ011  # the day here
