"""What the compiled form of the roadmap saves: loading it beside reading and checking the YAML.

    make bench

Both in turn in one process, the first pair thrown away. The goal is a ratio of a tenth at most. Finding words
is measured beside them: the first search builds the index.
"""

import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from te_planner.roadmap.compiled import NAME
from te_planner.roadmap.files import data_folder
from te_planner.roadmap.loader import load_roadmap
from te_planner.roadmap.model import Roadmap
from te_planner.roadmap.search import search

RUNS = 15
GOAL = 0.1


def took(done: Callable[[], object]) -> float:
    """Milliseconds."""
    begun = time.perf_counter()
    done()
    return (time.perf_counter() - begun) * 1000


def shown(name: str, values: list[float]) -> None:
    print(f"{name:<34}{min(values):8.2f}{statistics.median(values):8.2f}{max(values):8.2f}")


def main() -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "roadmap"
        shutil.copytree(data_folder("roadmap"), folder)
        load_roadmap(folder)
        compiled, kept = folder / NAME, Path(place) / NAME
        shutil.copy(compiled, kept)

        def from_yaml() -> float:
            compiled.unlink()
            spent = took(lambda: load_roadmap(folder))
            shutil.copy(kept, compiled)
            return spent

        def from_compiled() -> float:
            return took(lambda: load_roadmap(folder))

        pairs = [(from_compiled(), from_yaml()) for _ in range(RUNS + 1)][1:]
        loaded, read = (list(values) for values in zip(*pairs, strict=True))
        roads = [Roadmap(load_roadmap(folder).parts) for _ in range(RUNS)]
    first = [took(lambda road=road: search(road, "interconnection")) for road in roads]
    again = [took(lambda: search(roads[0], "interconnection")) for _ in range(RUNS)]
    print(f"{'milliseconds':<34}{'min':>8}{'med':>8}{'max':>8}")
    shown("the roadmap, compiled", loaded)
    shown("the roadmap, from YAML", read)
    shown("a first search", first)
    shown("a further search", again)
    ratio = statistics.median(loaded) / statistics.median(read)
    print(f"compiled to YAML: {ratio:.3f} (goal: at most {GOAL})")


if __name__ == "__main__":
    main()
