"""Answers to the ten questions: kept in the order in which they were given, refused where they cannot be."""

from typing import Any

import pytest

from support.plans import real_roadmap
from te_planner.errors import WrongCall
from te_planner.plan import edits, transaction
from te_planner.plan.journal import Entry
from te_planner.plan.store import Plan

TODAY = "2026-11-24"


def give(plan: Plan, **values: Any) -> Entry:
    return transaction.apply(
        plan, edits.answer_question, roadmap=real_roadmap(), today=TODAY, who="ann", **values
    )


def test_answers_keep_who_when_and_their_lines(plan: Plan) -> None:
    entry = give(plan, question=3, answer=" First.\nSecond. ", made_by="Workshop", day="2026-10-01")
    give(plan, question=3, answer="Third.")
    assert entry.summary == "Answer question 3"
    kept = [(each.seq, each.answer, each.made_by, each.day) for each in plan.snapshot().question_answers]
    assert kept == [(1, "First.\nSecond.", "Workshop", "2026-10-01"), (2, "Third.", "ann", TODAY)]


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"question": 0}, "from 1 to 10"),
        ({"question": 11}, "from 1 to 10"),
        ({"answer": "  "}, "empty"),
        ({"answer": "x" * 4001}, "4000"),
        ({"answer": "a\x1b[31m"}, "U+001B"),
        ({"day": "2026-11-25"}, "future"),
        ({"day": "2026-02-30"}, "calendar"),
        ({"made_by": "two\nlines"}, "made by"),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(plan: Plan, values: dict[str, Any], says: str) -> None:
    before = plan.snapshot()
    with pytest.raises(WrongCall, match=says.replace("+", r"\+")):
        give(plan, **{"question": 1, "answer": "Yes.", **values})
    assert plan.snapshot() == before


def test_the_same_answer_twice_is_refused_and_a_confirmed_one_is_not(plan: Plan) -> None:
    give(plan, question=1, answer="Yes.", day="2026-10-01")
    with pytest.raises(WrongCall, match="already"):
        give(plan, question=1, answer="Yes.", day="2026-10-01")
    give(plan, question=1, answer="Yes.")
    assert len(plan.snapshot().question_answers) == 2


def test_undo_takes_an_answer_back(plan: Plan) -> None:
    give(plan, question=1, answer="Yes.")
    transaction.undo(plan, today=TODAY, who="ann")
    assert plan.snapshot().question_answers == ()
