"""Searching the roadmap: everything is found, the best first, and what is typed is never syntax."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support.plans import real_roadmap
from te_planner.roadmap.everyday import as_found, asked_for, check_everyday, split
from te_planner.roadmap.lookup import look_up, named
from te_planner.roadmap.model import Everyday
from te_planner.roadmap.search import KINDS, MARKS, nearest, plain_search, search, texts

ROAD = real_roadmap()


def found(words: str) -> list[tuple[str, str]]:
    return [(hit.kind, hit.ref) for hit in search(ROAD, words)]


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("RPE02.1", ("cell", "RPE02.1")),
        ("rpe02", ("row", "RPE02")),
        ("prosumer", ("term", "prosumer")),
        ("derms", ("abbreviation", "DERMS")),
        ("Q3", ("question", "Q3")),
        ("stage 2", ("stage", "stage 2")),
        ("market monitoring", ("concept", "RP4")),
        ("penetration", ("characteristic", "penetration")),
        ("DA", ("track", "DA")),
        ("enablers", ("lane", "E")),
        ("IEEE 1547.1-2020", ("crosswalk", "PCE07.1")),
        ("hosting capacity without upgrade", ("measure", "PCB02.2")),
        ("privacy impact assessment", ("hint", "RPE01.2")),
    ],
)
def test_the_best_comes_first(words: str, first: tuple[str, str]) -> None:
    assert found(words)[0] == first


def test_every_kind_of_text_is_there_to_be_found() -> None:
    assert {each.kind for each in texts(ROAD)} == set(KINDS)


def test_other_forms_and_beginnings_of_a_word_are_found() -> None:
    assert set(found("monitors")) == set(found("monitoring")) != set()
    whole = found("interconnection")
    for length in range(4, len("interconnection")):
        assert set(found("interconnection"[:length])) >= set(whole)


def test_what_signs_join_stands_together() -> None:
    for hit in search(ROAD, "peer-to-peer"):
        assert (
            "peer-to-peer" in f"{hit.title} {hit.excerpt}".replace(MARKS[0], "").replace(MARKS[1], "").lower()
        )


def test_the_found_words_are_marked() -> None:
    hits = search(ROAD, "hosting")
    assert hits
    for hit in hits:
        assert f"{MARKS[0]}host" in hit.excerpt.lower()


@pytest.mark.parametrize(
    "typed", ['"', "*", "NEAR(", "a AND", "title:grid", "-", "^grid", "x' OR 1=1 --", "\0", "("]
)
def test_what_is_typed_is_no_syntax(typed: str) -> None:
    search(ROAD, typed)


@given(st.text(max_size=30))
def test_nothing_that_can_be_typed_is_an_error(typed: str) -> None:
    hits = search(ROAD, typed)
    assert [hit.rank for hit in hits] == list(range(1, len(hits) + 1))
    if not split(typed):
        assert hits == ()


@given(st.sampled_from(sorted(ROAD.cells)))
def test_a_cell_is_found_by_its_own_words(ref: str) -> None:
    assert ("cell", ref) in found(" ".join(ROAD.cells[ref].text.split()[:6]))


def test_a_slip_finds_the_nearest_words() -> None:
    assert search(ROAD, "demand responce") == ()
    assert nearest(ROAD, "demand responce") == "demand response"
    assert nearest(ROAD, "intreconnection") == "interconnection"
    assert nearest(ROAD, "xylophone zzz") is None
    assert nearest(ROAD, "prosumer xylophone of microgrids") is None


def test_without_fts5_whole_parts_of_words_are_found_all_the_same() -> None:
    plain = plain_search(texts(ROAD), asked_for((), "DERMS"))
    assert {(hit.kind, hit.ref) for hit in plain} >= set(found("DERMS"))
    assert all(MARKS[0] in hit.excerpt or "derms" in f"{hit.ref} {hit.title}".lower() for hit in plain)
    assert plain_search(texts(ROAD), asked_for((), '"*')) == ()


@pytest.mark.parametrize("name", named(ROAD))
def test_every_name_leads_to_its_entry(name: str) -> None:
    entry = look_up(ROAD, name.upper())
    assert entry is not None
    assert entry.text
    assert entry.clause


def test_an_entry_tells_what_bears_on_it() -> None:
    dso = look_up(ROAD, "distribution system operator")
    assert dso is not None
    assert [each.ref for each in dso.relations] == ["DSO"]
    assert {cell.ref for cell in dso.cells} >= {"RPR04.2", "RPR03.3"}
    question = look_up(ROAD, "question 3")
    assert question is not None
    assert [each.ref for each in question.relations] == ["BM1"]
    concept = look_up(ROAD, "BM1")
    assert concept is not None
    assert "Q3" in [each.ref for each in concept.relations]
    assert all("BM1" in ROAD.rows[cell.row].concepts for cell in concept.cells)
    assert look_up(ROAD, "RPE02") is None
    assert look_up(ROAD, "nothing") is None


EVERYDAY = (
    "battery", "storage", "solar", "rooftop", "EV", "charger", "export", "tariff", "smart meter", "heat pump",
    "microgrid", "blackout", "cyber",
)  # fmt: skip


@pytest.mark.parametrize("typed", EVERYDAY)
def test_what_planners_type_finds_something(typed: str) -> None:
    assert search(ROAD, typed)


@pytest.mark.parametrize(
    ("typed", "ref"),
    [
        ("battery", "PCE03.3"),
        ("EV", "PCE02.2"),
        ("smart meter", "PCV01.1"),
        ("smart-meter", "PCV01.1"),
        ("blackout", "PCB01"),
        ("export", "DAE04.2"),
        ("battery generation", "PCE03.3"),
    ],
)
def test_an_everyday_word_leads_to_what_the_roadmap_says_for_it(typed: str, ref: str) -> None:
    assert ref in [hit.ref for hit in search(ROAD, typed)]
    asked = asked_for(ROAD.parts.everyday, typed)
    assert ref in [hit.ref for hit in plain_search(texts(ROAD), asked)]
    assert as_found(asked).endswith("too.")


def test_an_everyday_word_is_no_beginning_of_another() -> None:
    assert not any(
        "event" in hit.excerpt.lower() and MARKS[0] + "ev" in hit.excerpt for hit in search(ROAD, "EV")
    )
    assert as_found(asked_for(ROAD.parts.everyday, "evaluated events")) == ""


def test_a_slip_in_an_everyday_word_is_told() -> None:
    assert nearest(ROAD, "batery") == "battery"


@pytest.mark.parametrize(
    ("everyday", "said"),
    [
        (Everyday(("battery",), ("flux capacitor",)), "no text of the roadmap has 'flux capacitor'"),
        (Everyday(("EV", "ev"), ("storage",)), "'ev' stands twice"),
        (Everyday((), ("storage",)), "it leads nowhere"),
    ],
)
def test_an_everyday_word_that_leads_nowhere_is_a_problem(everyday: Everyday, said: str) -> None:
    assert not list(check_everyday(ROAD.parts))
    problems = check_everyday(ROAD.parts._replace(everyday=(everyday,)))
    assert said in [each.text for each in problems]
