"""The workshop's checklist: the latest answer stands, from its day on."""

from te_planner.plan.snapshot import QuestionAnswer
from te_planner.readiness.workshop import answered_text, asked_questions

from support.plans import figures, made, real_roadmap  # isort: skip


def answer(seq: int, question: int, day: str) -> QuestionAnswer:
    return QuestionAnswer(str(seq), question, f"answer {seq}", "us", day, seq)


def test_every_question_is_asked_and_the_latest_entry_stands() -> None:
    snapshot = figures(made("empty")).snapshot
    assert answered_text(asked_questions(real_roadmap(), snapshot, "2026-11-24")) == "0 of 10 answered"
    said = (answer(3, 2, "2026-03-01"), answer(1, 2, "2026-05-01"), answer(2, 7, "2026-06-01"))
    told = snapshot._replace(question_answers=said)
    asked = asked_questions(real_roadmap(), told, "2026-11-24")
    assert answered_text(asked) == "2 of 10 answered"
    second = asked[1]
    assert second.answer == said[0]
    assert second.earlier == (said[1],)
    assert asked[2].answer is None


def test_an_answer_counts_from_its_day_on() -> None:
    snapshot = figures(made("empty")).snapshot
    told = snapshot._replace(question_answers=(answer(1, 2, "2026-05-01"), answer(2, 2, "2026-07-01")))
    for as_of, seq in (("2026-04-30", None), ("2026-05-01", 1), ("2026-06-30", 1), ("2026-07-01", 2)):
        found = asked_questions(real_roadmap(), told, as_of)[1].answer
        assert (found.seq if found else None) == seq
