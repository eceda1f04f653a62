"""Which heading of somebody's table says what: by its words, as a guess that is told and can be corrected."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from te_planner.exchange.imports.model import VALUES, Column, Kind

SHEETS: dict[str, Kind] = {
    "projects": "project",
    "milestones": "milestone",
    "contributions": "contribution",
    "dependencies": "dependency",
    "budgets": "budget",
    "statements": "attestation",
    "measures": "measure",
    "readings": "reading",
}
"""What a sheet holds, as a planner names it. Whether a statement attests or observes, its cell decides."""

HINTS: dict[str, Kind] = {
    **SHEETS,
    "budget": "budget",
    "attestations": "attestation",
    "observations": "attestation",
    "projekte": "project",
    "meilensteine": "milestone",
}

PROJECT = "project key|project id|project no|project number|project|projekt|projekt nr|projet|proyecto"
CELL = "enabler|cell|ref|reference|row|roadmap cell|enabler cell|roadmap|zelle"
SYSTEM = "system|distribution system|service territory|territory|area|netz|netzgebiet"
NOTE = "note|notes|comment|comments|remarks|remark|bemerkung|bemerkungen|kommentar|description|scope"
SAID = {
    "cell": CELL,
    "system": SYSTEM,
    "region": "region|jurisdiction|state|market area",
    "answer": "answer|attested|observed|in place|assessment|status|antwort",
    "effective": "effective|effective day|effective date|since|in place since|seit|valid from",
    "stated": "stated|statement day|statement date|stated on|said on|date|day",
    "made_by": "made by|by|author|stated by|attested by|observed by|who|von",
    "approved_by": "approved by|approver|approval|freigegeben von",
    "extent": "extent|coverage|umfang",
    "review": "review|review day|review date|review by|next review",
    "note": NOTE,
    "evidence": "evidence|proof|document|documents|source|nachweis",
}

WORDS: dict[Kind, dict[str, str]] = {
    "project": {
        "key": "key|project key|project id|id|project no|project nr|project number|no|nr|number|code|"
        "projekt nr|projektnummer|nummer|kennung|project",
        "title": "title|project title|project name|name|project|projekt|projektname|bezeichnung|titel|"
        "initiative|nom|nombre|projet|proyecto",
        "owner": "owner|responsible|lead|project lead|project manager|pm|manager|project owner|"
        "responsible person|verantwortlich|verantwortlicher|leitung|projektleiter|projektleitung|"
        "responsable|accountable",
        "start": "start|start day|start date|begin|begins|beginning|planned start|from|beginn|anfang|"
        "debut|inicio|kick off|kickoff",
        "end": "end|end day|end date|finish|finish date|planned finish|completion|completion date|to|until|"
        "due|due date|target date|deadline|ende|fertig|fertigstellung|fin",
        "status": "status|state|project status|phase|stand|estado|statut",
        "status_day": "status day|status date|status since|as of",
        "note": NOTE,
        "complete": "complete|percent complete|progress|pct complete|fertig in prozent|fortschritt",
    },
    "milestone": {
        "id": "milestone id|id|uuid",
        "project": PROJECT + "|project name|project title|projektname|initiative|parent",
        "title": "title|milestone title|milestone|milestone name|name|meilenstein|task|task name|deliverable|"
        "step|jalon|hito|titel|bezeichnung",
        "baseline": "baseline|baseline day|baseline date|planned|plan|planned date|plan date|date|due|"
        "due date|day|target date|finish|baseline finish|termin|datum|soll|geplant|end|deadline",
        "forecast": "forecast|forecast day|forecast date|expected|expected date|estimate|current|"
        "new date|prognose|forecast finish",
        "forecast_given": "forecast given|forecast given day|given|forecast of|forecast made|reported|"
        "report date",
        "actual": "actual|actual day|actual date|done|done on|completed|completed on|achieved|"
        "actual finish|ist|erledigt am|finished",
        "weight": "weight|gewicht|weighting",
        "cell": CELL,
        "system": SYSTEM,
        "complete": "complete|percent complete|progress|pct complete|fertig in prozent|fortschritt",
    },
    "contribution": {
        "project": PROJECT + "|project name|project title|projektname",
        "cell": CELL,
        "system": SYSTEM + "|systems",
        "share": "share|percent|percentage|contribution|delivers|anteil|share percent",
    },
    "dependency": {
        "project": PROJECT + "|project name|successor|nachfolger",
        "on": "on|depends on|predecessor|waits for|after|requires|depends|vorganger|blocked by",
        "lag": "lag|lag days|delay|delay days|days|lag in days|abstand",
    },
    "budget": {
        "project": PROJECT + "|project name|project title|projektname",
        "year": "year|budget year|fiscal year|fy|jahr|haushaltsjahr",
        "kind": "kind|type|budget kind|capex opex|art|category",
        "docket": "docket|recovery docket|case|aktenzeichen",
        "planned": "planned|plan|budget|budgeted|amount|planned amount|geplant|soll|betrag|approved",
        "actual": "actual|actuals|spent|actual amount|ist|ausgegeben",
        "currency": "currency|wahrung|ccy",
    },
    "attestation": SAID,
    "observation": SAID,
    "measure": {
        "benefit": "benefit|cell|ref|reference",
        "name": "measure|name|kpi|indicator|metric|measure name|kennzahl",
        "system": SYSTEM,
        "unit": "unit|uom|einheit",
        "better": "better|direction|better when",
        "baseline": "baseline|baseline value",
        "baseline_day": "baseline day|baseline date",
        "target": "target|goal|target value|ziel",
        "target_day": "target day|target date|target by",
        "note": NOTE,
    },
    "reading": {
        "measure": "measure|kpi|indicator|metric|kennzahl",
        "driver": "driver|treiber",
        "benefit": "benefit",
        "system": SYSTEM,
        "day": "day|date|reading day|reading date|read on|datum|tag|as of",
        "value": "value|reading|level|wert",
        "note": NOTE,
    },
}
"""Each value's headings, the surest first. `complete` is no value of a plan: what it says is looked at."""

NEEDED: dict[Kind, tuple[tuple[str, ...], ...]] = {
    "project": (("title", "key"),),
    "milestone": (("title", "id"), ("project", "id")),
    "contribution": (("project",), ("cell",)),
    "dependency": (("project",), ("on",)),
    "budget": (("project",), ("year",), ("planned", "actual")),
    "attestation": (("cell",), ("answer", "effective", "evidence")),
    "observation": (("cell",), ("answer", "effective", "evidence")),
    "measure": (("benefit",), ("name",)),
    "reading": (("measure", "driver"), ("day",), ("value",)),
}
"""Of each group one column must be there, else the table is none of this kind."""

GUESSED: tuple[Kind, ...] = (
    "reading", "budget", "measure", "dependency", "contribution", "milestone", "attestation", "project",
)  # fmt: skip
"""Of two kinds that fit as well, the earlier, which asks for more."""


class Match(NamedTuple):
    """A heading row taken for a kind: `columns` in the order of the file."""

    kind: Kind
    columns: tuple[Column, ...]
    score: int
    years: Mapping[int, str] = {}
    """Of a table of projects: columns by place that the planner says hold a year's money, and whose."""


@cache
def plain(text: str) -> str:
    """A heading as it is compared: small letters, no accents, no punctuation, % in words."""
    spelled = text.replace("%", " percent ").replace("_", " ")
    bare = spelled.casefold()
    if not bare.isascii():
        signs = unicodedata.normalize("NFKD", bare)
        bare = "".join(sign for sign in signs if not unicodedata.combining(sign))
    return " ".join(re.findall(r"[^\W_]+", bare))


@cache
def _ranks(kind: Kind) -> dict[str, list[tuple[int, str]]]:
    """What a plain heading can mean, and how surely (0: the value's own name)."""
    ranks: dict[str, list[tuple[int, str]]] = {}
    for value, words in WORDS[kind].items():
        for rank, word in enumerate(dict.fromkeys((value.replace("_", " "), *words.split("|")))):
            ranks.setdefault(word, []).append((rank, value))
    return ranks


@cache
def _all_words() -> frozenset[str]:
    return frozenset(word for kind in WORDS for word in _ranks(kind))


def recognised(row: Sequence[Any]) -> int:
    """How many headings of any kind a row has."""
    known = _all_words()
    return len({word for each in row if isinstance(each, str) and (word := plain(each[:80])) in known})


def _heading(cell: Any) -> str:
    """A year may head a column as a number."""
    if isinstance(cell, int | float) and not isinstance(cell, bool) and 1900 <= cell <= 2199:
        return f"{cell:g}"
    return " ".join(cell.split()) if isinstance(cell, str) else ""


def at(place: int) -> str:
    """A column's place, where a heading could stand."""
    return f"#{place}"


def match(
    kind: Kind, row: Sequence[Any], asked: Mapping[str, str], before: Mapping[str, str]
) -> Match | None:
    """The columns of a heading row as a table of this kind; None where what it needs is missing.

    `asked` is what the planner says of headings (plain heading -> value, empty: none) or, where several
    columns have one heading, of their places (`at` -> value); `before` what was said of the same table at an
    earlier import.
    """
    texts = [_heading(each) for each in row]
    taken: dict[int, tuple[str, str]] = {}
    used: set[str] = set()
    years: dict[int, str] = {}
    for told, why in ((asked, "as you said"), (before, "as at the last import")):
        places = sorted(range(len(texts)), key=lambda place: at(place) not in told) if told else ()
        for place in places:
            value = told.get(at(place), told.get(plain(texts[place])))
            if value is None or place in taken or place in years:
                continue
            if kind == "project" and " " in value:
                years[place] = value
            elif not value or (value not in used and value in (*VALUES[kind], "complete")):
                taken[place] = value, why
                used.add(value)
    guesses = [
        (rank, place, value)
        for place, text in enumerate(texts)
        if text and place not in taken and place not in years
        for rank, value in _ranks(kind).get(plain(text), ())
    ]
    for rank, place, value in sorted(guesses):
        if place not in taken and value not in used:
            taken[place] = value, "its own name" if rank == 0 else "by its words"
            used.add(value)
    if not all(any(value in used for value in group) for group in NEEDED[kind]):
        return None
    columns = tuple(Column(text, *taken.get(place, ("", ""))) for place, text in enumerate(texts))
    return Match(kind, columns, len(used - {""}), years)
