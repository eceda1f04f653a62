"""How soon it is there: a command's answer, the first frame, the first data."""

from data import Data
from measuring import Bench, in_turn
from programs import ours, python
from terminal import BARE, BARE_SHOWN, DATA, FRAME, HERE, Program, bare, painted, planner


def measure(bench: Bench, data: Data) -> None:
    commands(bench, data)
    if HERE:
        screens(bench, data)
        memory(bench, data)


def commands(bench: Bench, data: Data) -> None:
    plan = str(data.example())
    spent = in_turn(
        bench.rounds(15),
        nothing=lambda: python("pass"),
        version=lambda: ours("--version"),
        help=lambda: ours("--help"),
    )
    bench.add("--version", spent["version"], "python -c pass", spent["nothing"], 2.5)
    bench.add("--help", spent["help"], "python -c pass", spent["nothing"], 4)
    spent = in_turn(
        bench.rounds(10),
        status=lambda: ours("status", "-p", plan),
        sqlmodel=lambda: python("import sqlmodel"),
    )
    bench.add("status, example plan", spent["status"], "import sqlmodel", spent["sqlmodel"], 0.4)


def screens(bench: Bench, data: Data) -> None:
    """Ours with the example plan, with 1,000 and 10,000 projects, and the bare app, in turn."""
    large = (1_000,) if bench.quick else (1_000, 10_000)
    plans = {0: data.example(), **{size: data.plan(size) for size in large}}
    found: dict[int, list[tuple[float, ...]]] = {size: [] for size in plans}
    beside: list[float] = []
    for turn in range(bench.rounds(7) + 1):
        seen = {size: painted(planner(plan), FRAME, DATA) for size, plan in plans.items()}
        (shown,) = painted(BARE, BARE_SHOWN)
        if turn:
            beside.append(shown)
            for size, times in seen.items():
                found[size].append(times)
    frame, first = (list(times) for times in zip(*found[0], strict=True))
    bench.add("first frame, example plan", frame, "bare app", beside, 1.3)
    bench.add("first data, example plan", first, "bare app", beside, 1.8)
    for size in large:
        goal = 1.5 if size == 1_000 else None
        bench.add("first data", [each[1] for each in found[size]], "example plan", first, goal, projects=size)


def memory(bench: Bench, data: Data) -> None:
    """Resident, once all is loaded, which comes some seconds after the first data."""
    held: dict[str, list[float]] = {"ours": [], "bare": []}
    for _ in range(bench.rounds(3)):
        with Program(*planner(data.example())) as program, bare() as other:
            program.shown(DATA)
            program.rest(0.5, least=3)
            if not program.mib:
                return
            held["ours"].append(program.mib)
            held["bare"].append(other.mib)
    bench.add("memory, example plan", held["ours"], "bare app", held["bare"], 2.5, unit="MiB")
