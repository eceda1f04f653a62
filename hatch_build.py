"""Puts the data into a wheel: example plans and overlay, the guide, and the roadmap, compiled as well.

File by file, never a folder: a checkout's own plans lie beside the examples, and stay at home.
"""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ShipData(BuildHookInterface):  # type: ignore[type-arg]  # hatchling's own generic, of no use here
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return  # a checkout compiles at its first start, and anew whenever the YAML changes
        root = Path(self.root)
        sys.path.insert(0, str(root / "src"))
        from te_planner.roadmap.compiled import NAME
        from te_planner.roadmap.loader import load_roadmap

        load_roadmap(root / "roadmap")
        folders = ("roadmap/*.yaml", "plans/*.yaml", "overlays/*/*.yaml", "docs/*.md", "docs/*/*.md")
        shipped = [root / "roadmap" / NAME, *(path for each in folders for path in root.glob(each))]
        for path in shipped:
            build_data["force_include"][str(path)] = f"te_planner/_data/{path.relative_to(root).as_posix()}"
