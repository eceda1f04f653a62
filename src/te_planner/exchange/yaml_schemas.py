"""The published JSON Schemas of the YAML files that people write: the roadmap's, an overlay's, a plan's.

An editor shows their descriptions and faults while somebody types. They say what a file may look like; the
loaders refuse the same and more, such as references that lead nowhere.
"""

import json
from pathlib import Path

FOLDER = Path(__file__).with_name("schemas") / "yaml"
TRACK_FILES = ("rp", "bm", "da", "pc")
"""Files of one form: their schema is `rows`."""


def schema_names() -> dict[str, str]:
    """Name -> title of each schema; those that most people want come first."""
    found = {path.stem: str(json.loads(path.read_bytes())["title"]) for path in sorted(FOLDER.glob("*.json"))}
    first = ("plan", "overlay", "rows")
    return {name: found[name] for name in (*first, *(each for each in found if each not in first))}


def schema_for(file: str) -> str:
    """The name of the schema for a file of the roadmap: `rows` for rp.yaml."""
    stem = file.casefold().removesuffix(".yaml")
    return "rows" if stem in TRACK_FILES else stem


def schema_text(name: str) -> str | None:
    """A schema as JSON text, by its name or that of a file; None where there is none."""
    name = schema_for(name)
    return (FOLDER / f"{name}.json").read_text(encoding="utf-8") if name in schema_names() else None
