"""What the checks of the texts take for a fault, and what an editor is told besides."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support.plans import real_roadmap
from te_planner.roadmap.model import Roadmap
from te_planner.roadmap.remarks import near_twins, remarks
from te_planner.roadmap.wording import abbreviations, all_texts, lix, said_twice, unexplained

WORD = st.text("abcdefghij", min_size=2, max_size=8)


@pytest.mark.parametrize(
    ("text", "twice"),
    [
        ("Markets open. Rules follow. Rules follow.", "rules follow"),
        ("The grid is is stable.", "is"),
        ("Data are shared by all parties, as agreed by all parties.", "by all parties"),
        ("It is open, it is fair, and it is plain.", ""),
        ("They trade from peer to peer, and peer to grid.", ""),
        ("", ""),
    ],
)
def test_what_a_bad_merge_left_behind_is_found(text: str, twice: str) -> None:
    assert said_twice(text) == twice


@given(st.lists(WORD, min_size=6, max_size=12, unique=True), st.integers(3, 6))
def test_a_doubled_tail_is_always_found(words: list[str], size: int) -> None:
    assert said_twice(" ".join(words)) == ""
    tail = words[-size:]
    assert said_twice(" ".join([*words, *tail])) == " ".join(tail)
    assert said_twice(" ".join([*words, "and", *tail])) == " ".join(tail)


def test_reading_ease_is_that_of_the_published_formula() -> None:
    # ten words, two sentences, two words of more than six letters: 10 / 2 + 100 * 2 / 10
    assert lix("The grid takes what markets offer. Customers see prices.") == pytest.approx(9 / 2 + 200 / 9)
    assert lix("One two three.") == pytest.approx(3)
    assert lix("") == 0


def test_an_abbreviation_is_known_explained_or_told() -> None:
    known = abbreviations(real_roadmap().parts)
    assert unexplained("A DSO and RTOs run BEMS; see RPE02.1 and RP1, at 5 MW of PV, IEEE 1547.", known) == []
    assert unexplained("An EMS (energy management system) and a FLISR and an EMS.", known) == ["FLISR", "EMS"]
    assert unexplained("An energy management system (EMS) runs.", known) == []


def test_every_text_of_the_roadmap_is_looked_at() -> None:
    road = real_roadmap()
    told = [each.text for each in all_texts(road.parts)]
    wanted = [
        *(cell.text for cell in road.cells.values()),
        *(cell.link.rationale for cell in road.benefits if cell.link),
        *(row.title for row in road.rows.values()),
        *(hint for hints in road.parts.hints.values() for hint in hints),
        *(each.covers for each in road.parts.crosswalk),
        *(each.text for each in (*road.parts.concepts, *road.parts.questions, *road.parts.terms)),
    ]
    assert set(wanted) <= set(told)


def test_near_twins_are_few_and_hold_the_pair_that_the_source_has() -> None:
    pairs = [(one, other) for one, other, _ in near_twins(real_roadmap().parts)]
    assert pairs[0] == ("BMV04", "BMB09")
    assert len(pairs) <= 3


def test_a_concept_that_no_row_invokes_is_told() -> None:
    parts = real_roadmap().parts
    rows = tuple(row._replace(concepts=tuple(set(row.concepts) - {"DA5"})) for row in parts.rows)
    told = [each for each in remarks(parts._replace(rows=rows)) if each.kind == "concept"]
    assert [each.refs for each in told] == [("DA5",)]
    assert not [each for each in remarks(parts) if each.kind == "concept"]


def test_enablers_that_no_benefit_requires_are_told_and_baselines_are_not() -> None:
    road: Roadmap = real_roadmap()
    (told,) = (each for each in remarks(road.parts) if each.kind == "unrequired")
    expected = {each.ref for each in road.enablers if each.nature != "baseline"} - set(road.required_by)
    assert set(told.refs) == expected
