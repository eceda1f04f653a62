"""Evidence as a planner types it: `Title | place`, a link, or a file."""

import re
from pathlib import Path
from typing import NamedTuple

from te_planner.errors import Unreadable, WrongCall
from te_planner.plan.text import LONG, clean
from te_planner.plan.words import EVIDENCE_KINDS

HOW = "Write it as “title | docket, page”, as “title | https://…”, or as “file:” and a path."


class EvidenceText(NamedTuple):
    """What a statement rests on, before it is stored. `kind`: document, link or file."""

    kind: str
    title: str
    place: str = ""
    sha256: str = ""


def evidence_from_text(text: str) -> EvidenceText:
    """One piece of evidence. A bare note is none, and refused with WrongCall."""
    text = text.strip()
    if text.startswith("file:"):
        return evidence_from_file(Path(text.removeprefix("file:").strip()))
    title, bar, place = (part.strip() for part in text.partition("|"))
    if not bar and _is_link(text):
        return EvidenceText("link", text, text)
    if _is_link(place):
        return EvidenceText("link", title or place, place)
    if not title or not place:
        missing = "place" if title else "title"
        raise WrongCall(f"“{text}” is a bare note, which is no evidence: it has no {missing}. {HOW}")
    return EvidenceText("document", title, place)


def is_bare(text: str) -> bool:
    """Whether a text is a title alone: no link, no file, and no place after a bar."""
    text = text.strip()
    return not (text.startswith("file:") or _is_link(text) or "|" in text)


def evidence_from_file(path: Path) -> EvidenceText:
    """A file's name and its SHA-256; the file itself stays where it is."""
    try:
        if not path.is_file():
            raise WrongCall(f"There is no evidence file “{path}”. Name a file that is there. {HOW}")
        import hashlib

        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise Unreadable(f"The evidence file “{path}” cannot be read: {error.strerror}.") from error
    return EvidenceText("file", path.name, "", digest)


def checked(item: EvidenceText) -> EvidenceText:
    """The same, with its texts cleaned. Raises WrongCall where its kind lacks what makes it evidence."""
    title = clean(item.title, "evidence title", required=True)
    place = clean(item.place, "evidence place", required=item.kind != "file", limit=LONG)
    if item.kind == "link" and not _is_link(place):
        raise WrongCall(f"evidence: “{place}” is no link. Write an address that begins with https://.")
    if not re.fullmatch("[0-9a-fA-F]{64}" if item.kind == "file" else "", item.sha256):
        raise WrongCall("evidence: a file, and nothing else, has a SHA-256: 64 hexadecimal characters.")
    if item.kind not in EVIDENCE_KINDS:
        raise WrongCall(f"evidence: “{item.kind}” is no kind. Write document, link or file.")
    return EvidenceText(item.kind, title, place, item.sha256)


def _is_link(text: str) -> bool:
    return text.startswith(("http://", "https://")) and " " not in text
