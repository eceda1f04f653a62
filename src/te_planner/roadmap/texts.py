"""What the cells of a roadmap said, in short: kept with a plan, for comparison with a later edition."""

import hashlib
import json
from typing import NamedTuple

from te_planner.roadmap.model import Roadmap


class Said(NamedTuple):
    """A cell as an edition told it. `meaning`: its number, raised when what it asks for changes."""

    title: str
    text: str
    nature: str
    meaning: int


Texts = dict[str, Said]
"""Cell -> what it said, in the roadmap's order."""


def texts_of(roadmap: Roadmap) -> Texts:
    return {
        cell.ref: Said(roadmap.title(cell.ref), cell.text, cell.nature or "", cell.meaning)
        for cell in roadmap.cells.values()
    }


def write_texts(texts: Texts) -> str:
    """As JSON; the same texts always give the same characters."""
    return json.dumps(texts, ensure_ascii=False, separators=(",", ":"))


def read_texts(text: str) -> Texts:
    """Raises ValueError or TypeError for what `write_texts` has not written."""
    return {str(ref): Said._make(said) for ref, said in json.loads(text).items()}


def key_of(text: str) -> str:
    """The SHA-256 under which a plan keeps a long text."""
    return hashlib.sha256(text.encode()).hexdigest()
