"""The rules for the texts themselves: whole, short, plain, and in the words that the terms define.

The rules between rows stand in check. All of these are ours (derived): the source asks for none.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from te_planner.roadmap.block import Problem
from te_planner.roadmap.model import Cell, Parts

LONGEST = {
    "title": 60,
    "cell": 400,
    "note": 300,
    "rationale": 300,
    "frame": 450,
    "hint": 120,
    "measure": 80,
    "unit": 24,
    "covers": 200,
    "name": 160,
}
"""Characters, by the kind of the text. `frame`: what stages, tracks, lanes, concepts and so on say."""

PROSE = ("cell", "note", "rationale", "frame")
"""Kinds made of whole sentences; the others are names and short phrases."""

HARDEST = 72
"""The highest LIX of a text: see `lix`."""

FEWEST_WORDS = 20
"""Words from which on a text's LIX says something: see `lix`."""

PLACEHOLDER = re.compile(
    r"\b(todo|tb[dca]|fixme|xxx+|lorem ipsum|placeholder|to be (written|added|defined))\b"
    r"|\?\?|\.\.\.|…|<[^<>]*>|\{\{",
    re.IGNORECASE,
)

WORD = re.compile(r"\w(?:\S*\w)?")
"""What stands between blanks, without the signs around it."""

ABBREVIATION = re.compile(r"(?<![\w&])[A-Z][A-Z0-9]*(?:&[A-Z])?[A-Z0-9]*s?(?![\w&])")
REFERENCE = re.compile(r"(RP|BM|DA|PC)([VERB]?\d+)")

NAMES = frozenset(("CAIDI", "CIM", "EU", "II", "III", "MW", "SAIDI", "SAIFI"))
"""All-capitals words that need no explanation, beside those in the names of the crosswalk's documents: a
unit, and what planners know better by these letters than by the words, such as the reliability indices."""

INSTEAD = (
    (r"swim-?lanes?", "swim lane"),
    (r"stage[- ]gates?|maturity levels?|phase gates?", "stage"),
    (r"work-?streams?", "track"),
    (r"TES|transactive energy systems?", "TE system"),
    (r"distributed (energy )?resources?", "DER"),
    (r"utility compan(y|ies)", "utility"),
    (r"cyber[- ]security", "cybersecurity"),
    (r"micro[- ]grids?", "microgrid"),
    (r"rate-?payers?|end[- ]users?", "customer"),
    (r"pro-sumers?", "prosumer"),
    (r"net ?metering tariffs?", "net-metering tariff"),
    (r"(de)?(optim|organ|real|recogn|standard|central|modern|util|author)is(e|ed|es|ing|ations?|ational)",
     "the American spelling, with z"),
    (r"(behavi|col|fav|lab|neighb)our\w*|centres?|programmes?|catalogues?|licences?|defences?|metres?"
     r"|analys(e|ed|ing)|fulfil|(model|label|cancel|signal)l(ed|ing)", "the American spelling"),
)  # fmt: skip
"""Word (a pattern, any case but for TES) -> what the terms, or the other texts, say for it."""

_INSTEAD = tuple(
    (re.compile(rf"\b({pattern})\b", re.IGNORECASE if "TES" not in pattern else 0), word)
    for pattern, word in INSTEAD
)
_ANY = re.compile(rf"\b({'|'.join(pattern for pattern, _ in INSTEAD)})\b", re.IGNORECASE)
"""Whether there is anything to find at all: most texts have nothing."""


class Told(NamedTuple):
    """A text of the roadmap: of which kind it is, and the file and reference where it stands."""

    kind: str
    file: str
    place: str
    text: str


def check_wording(parts: Parts) -> Iterator[Problem]:
    """Every problem of the texts; none where all can be read."""
    known = abbreviations(parts)
    for told in all_texts(parts):
        for text, remedy in _problems(told, known):
            yield Problem(told.file, told.place, text, remedy)


def _problems(told: Told, known: frozenset[str]) -> Iterator[tuple[str, str]]:
    longest = LONGEST[told.kind]
    if not any(sign.isalnum() for sign in told.text) and told.kind != "unit":
        yield f"its {told.kind} says nothing", "Write its text."
    if found := PLACEHOLDER.search(told.text):
        yield f"its {told.kind} holds the placeholder {found[0]!r}", "Write what belongs there."
    if len(told.text) > longest:
        yield f"its {told.kind} has {len(told.text)} characters", f"Say it in {longest} at most."
    if twice := said_twice(told.text):
        yield f"its {told.kind} says “{twice}” twice", "Remove what a merge left behind, or reword it."
    if told.kind in PROSE and len(WORD.findall(told.text)) >= FEWEST_WORDS and lix(told.text) > HARDEST:
        remedy = "Write shorter sentences, or shorter words."
        yield f"its {told.kind} is hard to read (LIX {lix(told.text):.0f}, at most {HARDEST})", remedy
    if told.kind == "name":
        return  # the publisher's words, not ours
    for word in unexplained(told.text, known):
        remedy = "Add it to the abbreviations of terms.yaml, or explain it there in brackets."
        yield f"its {told.kind} has the abbreviation {word}, which nothing explains", remedy
    for pattern, instead in _INSTEAD if _ANY.search(told.text) else ():
        if found := pattern.search(told.text):
            yield f"its {told.kind} says “{found[0]}”", f"Write {instead}."


def lix(text: str) -> float:
    """Reading ease by Björnsson's LIX (1968): words per sentence + percent of words over six letters.

    It needs neither syllables nor word lists. Under 40 is easy, over 60 hard; but it was made for pages.
    Our texts are of one to three sentences, in a trade whose everyday words are long (`distribution`,
    `regulation`, `interconnection`): half of them are below 46, nineteen of twenty below 65. In one short
    sentence a single long word moves it by ten, so it is asked only of texts of 20 words or more. Of these
    the hardest shipped ones (BME02.3, and how architecture carries technology) come to 70 and read well
    still; the limit of 72 lets none be harder.
    """
    words = WORD.findall(text)
    sentences = len(re.findall(r"[.!?:;](?=[\s”\"')]|$)", text)) or 1
    long = sum(len(word) > 6 for word in words)
    return len(words) / sentences + 100 * long / len(words) if words else 0.0


def said_twice(text: str) -> str:
    """Words that stand twice as only a bad merge leaves them: a run at once repeated, or the last three or
    more said before in the text. Empty where there are none.
    """
    words = WORD.findall(text.casefold())
    for at, word in enumerate(words):
        for size in range(1, (len(words) - at) // 2 + 1):
            if words[at + size] == word and words[at : at + size] == words[at + size : at + 2 * size]:
                return " ".join(words[at : at + size])
    ends = [at for at in range(3, len(words)) if words[at - 3 : at] == words[-3:]]
    sizes = [next((n for n in range(at) if words[at - 1 - n] != words[-1 - n]), at) for at in ends]
    return " ".join(words[-max(sizes) :]) if sizes else ""


def unexplained(text: str, known: frozenset[str]) -> list[str]:
    """The all-capitals words that are neither known nor explained in brackets beside them."""
    found = []
    for each in ABBREVIATION.finditer(text):
        word = each[0]
        if sum(map(str.isupper, word)) < 2 or REFERENCE.match(word) or {word, word.rstrip("s")} & known:
            continue
        after, before = text[each.end() :], text[: each.start()]
        # BEMS (building energy management systems), or building energy management systems (BEMS)
        if not re.match(r" \([a-z]", after) and not (before.endswith("(") and after.startswith(")")):
            found.append(word)
    return list(dict.fromkeys(found))


def abbreviations(parts: Parts) -> frozenset[str]:
    """The abbreviations of 3.2 in each of their forms (BEM(S): BEM and BEMS), and names."""
    known: set[str] = set(NAMES)
    for short in parts.abbreviations:
        known |= set(short.forms)
    for each in parts.crosswalk:
        known |= {word.rstrip("s") for word in ABBREVIATION.findall(f"{each.standard} {each.title}")}
    return frozenset(known)


def all_texts(parts: Parts) -> Iterator[Told]:
    """Every text that a planner can read, in the order of the files."""
    yield from _frame(parts)
    for row in parts.rows:
        yield Told("title", row_file(row.ref), row.ref, row.title)
        for cell in row.cells:
            yield from _cell(cell)
    for ref, hints in parts.hints.items():
        yield from (Told("hint", "evidence.yaml", ref, hint) for hint in hints)
    for ref, measures in parts.measures.items():
        for measure in measures:
            yield Told("measure", "measures.yaml", ref, measure.name)
            yield Told("unit", "measures.yaml", ref, measure.unit)
    for each in parts.crosswalk:
        yield Told("name", "crosswalk.yaml", each.cell, each.standard)
        yield Told("name", "crosswalk.yaml", each.cell, each.title)
        yield Told("covers", "crosswalk.yaml", each.cell, each.covers)


def _cell(cell: Cell) -> Iterator[Told]:
    file = row_file(cell.ref)
    yield Told("cell", file, cell.ref, cell.text)
    if cell.note:
        yield Told("note", file, cell.ref, cell.note)
    if cell.link:
        yield Told("rationale", file, cell.ref, cell.link.rationale)


def _frame(parts: Parts) -> Iterator[Told]:
    for file, place, text in (
        ("stages.yaml", "about", parts.about_stages),
        *(("stages.yaml", f"stage {each.number}", each.text) for each in parts.stages),
        *(
            ("stages.yaml", each.key, text)
            for each in parts.characteristics
            for text in (each.question, *each.picks, each.note)
        ),
        *(("tracks.yaml", each.key, each.text) for each in parts.tracks),
        *(("tracks.yaml", f"{each.source} carries {each.target}", each.text) for each in parts.carries),
        *(("lanes.yaml", each.key, each.text) for each in parts.lanes),
        *(("concepts.yaml", each.ref, text) for each in parts.concepts for text in (each.text, each.note)),
        *(("questions.yaml", f"question {each.number}", each.text) for each in parts.questions),
        *(("terms.yaml", each.term, each.text) for each in parts.terms),
    ):
        if text:
            yield Told("frame", file, place, text)
    for concept in parts.concepts:
        yield Told("title", "concepts.yaml", concept.ref, concept.title)


def row_file(ref: str) -> str:
    """The file that holds a row or cell."""
    return f"{ref[:2].lower()}.yaml"
