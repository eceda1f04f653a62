"""A full report, beside the summary on the terminal: both read the plan and work out the same figures."""

from data import Data
from measuring import Bench, in_turn
from programs import ours

GOAL = 2


def measure(bench: Bench, data: Data) -> None:
    size = 1_000
    plan, target = str(data.plan(size)), str(data.scratch / "report.html")
    spent = in_turn(
        bench.rounds(5),
        report=lambda: ours("report", "-o", target, "-p", plan),
        status=lambda: ours("status", "-p", plan),
    )
    bench.add("HTML report", spent["report"], "status", spent["status"], GOAL, projects=size)
