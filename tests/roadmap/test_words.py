"""The defined words of a text: found where they stand by themselves, and nowhere else."""

import pytest

from support.plans import real_roadmap
from te_planner.roadmap.words import cells_with, twin, words_in


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("DERs sell to prosumers.", ["prosumer", "DER"]),
        ("Prosumers, and a Distribution System Operator", ["distribution system operator", "prosumer"]),
        ("TE systems, TES, a DERMS, and BEMS", ["BEM(S)", "DERMS", "TE(S)"]),
        ("the T&D interface", ["T&D"]),
        ("ORDER, DERs' cousin der, wonder, LOTE, DRs", ["DER", "DR"]),
        ("nothing of the kind", []),
    ],
)
def test_a_word_stands_by_itself_or_in_the_plural(text: str, words: list[str]) -> None:
    assert [each.term for each in words_in(real_roadmap(), text)] == words


def test_a_term_and_its_abbreviation_name_the_same_cells() -> None:
    road = real_roadmap()
    term = next(each for each in road.parts.terms if each.term == "distribution system operator")
    short = twin(road, term)
    assert short is not None
    assert short.term == "DSO"
    assert twin(road, short) == term
    found = cells_with(road, term)
    assert found == cells_with(road, short)
    assert len(found) > 5
    assert all("DSO" in each.text or "istribution system operator" in each.text for each in found)


def test_a_word_of_no_cell_has_none() -> None:
    road = real_roadmap()
    short = next(each for each in road.parts.abbreviations if each.term == "FERC")
    assert cells_with(road, short) == ()
    assert twin(road, short) is None
