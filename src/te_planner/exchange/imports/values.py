"""What the cells of one column say, as the edits take it."""

import re
from collections.abc import Collection
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from te_planner.errors import WrongCall
from te_planner.exchange.imports.day_column import Bad, day_column
from te_planner.exchange.imports.grid import is_plain
from te_planner.exchange.imports.model import Kind
from te_planner.exchange.imports.options import Options
from te_planner.plan.text import LONG, SHORT, clean
from te_planner.plan.typed_days import Edge
from te_planner.plan.words import ANSWERS, BETTER, BUDGET_KINDS, STATUSES

if TYPE_CHECKING:
    from te_planner.exchange.imports.number_column import Amount
    from te_planner.plan.evidence import EvidenceText

Memo = dict[Any, Any]
Notes = tuple[str, ...]

LAST = ("end", "baseline", "forecast", "review", "target_day")
DAYS: dict[Kind, tuple[str, ...]] = {
    "project": ("start", "end", "status_day"),
    "milestone": ("baseline", "forecast", "forecast_given", "actual"),
    "attestation": ("effective", "stated", "review"),
    "observation": ("effective", "stated", "review"),
    "measure": ("baseline_day", "target_day"),
    "reading": ("day",),
}
FIGURES = {("measure", "baseline"), ("measure", "target"), ("reading", "value")}
MONEY = {("budget", "planned"), ("budget", "actual")}
WHOLES = {("milestone", "weight"), ("dependency", "lag"), ("budget", "year")}
NUMBERS = FIGURES | MONEY | WHOLES
SHARES = ("share", "complete")

MEANT: dict[str, dict[str, str]] = {
    "status": {
        "in progress": "active", "ongoing": "active", "running": "active", "started": "active",
        "in arbeit": "active", "aktiv": "active", "laufend": "active", "complete": "done",
        "completed": "done", "finished": "done", "closed": "done", "abgeschlossen": "done",
        "erledigt": "done", "hold": "on hold", "paused": "on hold", "pausiert": "on hold",
        "canceled": "cancelled", "abgebrochen": "cancelled", "genehmigt": "approved", "proposal": "proposed",
        "vorgeschlagen": "proposed",
    },
    "answer": {
        "yes": "in place", "ja": "in place", "y": "in place", "true": "in place", "partial": "partly",
        "partially": "partly", "teilweise": "partly", "no": "not in place", "n": "not in place",
        "nein": "not in place", "false": "not in place", "not": "not in place",
    },
    "kind": {"capex": "capital", "opex": "operating", "o m": "operating", "om": "operating"},
    "better": {"higher": "up", "lower": "down", "increase": "up", "decrease": "down", "hoher": "up"},
}  # fmt: skip
CHOICES: dict[tuple[Kind, str], tuple[str, ...]] = {
    ("project", "status"): STATUSES,
    ("attestation", "answer"): ANSWERS,
    ("observation", "answer"): ANSWERS,
    ("budget", "kind"): BUDGET_KINDS,
    ("measure", "better"): BETTER,
}
FILE = r"file:\s*(.+?)\s*\|\s*([0-9a-fA-F]{64})"


def column_values(
    kind: Kind, value: str, raws: Collection[Any], options: Options, heading: str
) -> tuple[Memo, Notes]:
    """What each raw cell of a column means (or Bad), and what was decided for the column as a whole."""
    if value in DAYS.get(kind, ()):
        edge: Edge = "last" if value in LAST else "first"
        return day_column(raws, edge, options.dates, heading)
    if (kind, value) in WHOLES and all(map(is_plain, raws)):
        return {raw: int(raw) for raw in raws}, ()
    if value in SHARES or (kind, value) in NUMBERS:
        return _numbers(kind, value, raws, options, heading)
    if (kind, value) in CHOICES:
        return _choices(value, CHOICES[kind, value], raws, heading)
    if value == "evidence":
        return {raw: _evidence(_text(raw)) for raw in raws}, ()
    limit = LONG if value == "note" else SHORT
    if _are_clean(raws, limit):
        return dict(zip(raws, raws, strict=True)), ()
    return {raw: _clean(raw, value, limit) for raw in raws}, ()


def _are_clean(raws: Collection[Any], limit: int) -> bool:
    """Whether all of them are texts that can be stored as they are: most columns are like that."""
    return (
        set(map(type, raws)) <= {str}
        and "".join(raws).isprintable()
        and max(map(len, raws), default=0) <= limit
        and list(map(str.strip, raws)) == list(raws)
    )


def _numbers(
    kind: Kind, value: str, raws: Collection[Any], options: Options, heading: str
) -> tuple[Memo, Notes]:
    from te_planner.exchange.imports.number_column import money, numbers, shares

    if value in SHARES:
        return shares(raws, options.decimal, heading, 1 if value == "share" else 0)
    if (kind, value) in MONEY:
        return money(raws, options.decimal, heading)
    if (kind, value) in FIGURES:
        return numbers(raws, options.decimal, heading, lambda each: float(each.value))
    held = [re.sub("(?i)^fy ?", "", raw.strip()) if isinstance(raw, str) else raw for raw in raws]
    found, notes = numbers(held, options.decimal, heading, _whole)
    return {raw: found[each] for raw, each in zip(raws, held, strict=True)}, notes


def _whole(found: "Amount") -> int | None:
    if found.unit.casefold() not in ("", "d", "day", "days", "tage"):
        return None
    return int(found.value) if found.value == int(found.value) else None


def _choices(value: str, known: tuple[str, ...], raws: Collection[Any], heading: str) -> tuple[Memo, Notes]:
    memo: Memo = {}
    taken: dict[str, str] = {}
    for raw in raws:
        text = " ".join(re.findall(r"[^\W_]+", _text(raw).casefold()))
        if text in known:
            memo[raw] = text
        elif text in MEANT[value]:
            memo[raw] = taken[_text(raw)] = MEANT[value][text]
        else:
            memo[raw] = Bad(f"“{_text(raw)[:40]}” is none of: {', '.join(known)}. Write one of them.")
    said = ", ".join(f"“{text}” for {meant}" for text, meant in taken.items())
    return memo, (f"Column {heading}: took {said}.",) if taken else ()


def _text(raw: Any) -> str:
    """A cell as text: 12.0 is 12, as the spreadsheet shows it."""
    if isinstance(raw, str):
        return raw.strip()
    if isinstance(raw, float) and raw.is_integer():
        return str(int(raw))
    if isinstance(raw, datetime | date):
        return raw.isoformat()[:10]
    return str(raw)


def _clean(raw: Any, field: str, limit: int) -> str | Bad:
    text = _text(raw)
    if not text.isprintable():
        text = re.sub(r"\r\n?", "\n", text).replace("\t", " ")
        if limit == SHORT:
            text = re.sub(r" ?\n ?", " ", text)  # a line break within a cell is no more than a blank
    try:
        return clean(text, field.replace("_", " "), limit=limit)
    except WrongCall as error:
        return Bad(str(error))


def _evidence(text: str) -> "tuple[EvidenceText, ...] | Bad":
    """One piece a line. A file is named with its hash: what an import says opens no file here."""
    from te_planner.plan.evidence import EvidenceText, evidence_from_text

    found: list[EvidenceText] = []
    for line in filter(None, map(str.strip, text.splitlines())):
        if line.casefold().startswith("file:"):
            named = re.fullmatch(FILE, line)
            if named is None:
                return Bad(f"“{line[:60]}” names a file without its hash. Write file:NAME | SHA-256.")
            found.append(EvidenceText("file", named[1], "", named[2].lower()))
            continue
        try:
            found.append(evidence_from_text(line))
        except WrongCall as error:
            return Bad(str(error))
    return tuple(found)
