"""What the compiled form of the roadmap saves: loading it beside reading and checking the YAML."""

import shutil

from data import Data
from measuring import Bench, in_turn, took

from te_planner.roadmap.compiled import NAME
from te_planner.roadmap.files import data_folder
from te_planner.roadmap.loader import load_roadmap
from te_planner.roadmap.model import Roadmap
from te_planner.roadmap.search import search

GOAL = 0.1
WORD = "interconnection"


def measure(bench: Bench, data: Data) -> None:
    folder, kept = data.scratch / "roadmap", data.scratch / NAME
    shutil.copytree(data_folder("roadmap"), folder)
    road = load_roadmap(folder)
    compiled = folder / NAME
    shutil.copy(compiled, kept)

    def from_yaml() -> float:
        compiled.unlink()
        spent = took(lambda: load_roadmap(folder))
        shutil.copy(kept, compiled)
        return spent

    def first_search() -> float:
        fresh = Roadmap(road.parts)
        return took(lambda: search(fresh, WORD))

    spent = in_turn(
        bench.rounds(10),
        compiled=lambda: took(lambda: load_roadmap(folder)),
        yaml=from_yaml,
        first=first_search,
        again=lambda: took(lambda: search(road, WORD)),
    )
    bench.add("the roadmap, compiled", spent["compiled"], "from YAML", spent["yaml"], GOAL)
    bench.add("a further search", spent["again"], "the first, with its index", spent["first"])
