"""The ten questions of 4.6.2 as a workshop's checklist: which are answered, and what the answer is."""

from typing import NamedTuple

from te_planner.plan.snapshot import Day, QuestionAnswer, Snapshot
from te_planner.roadmap.model import Question, Roadmap


class Asked(NamedTuple):
    """A question with the answer that stands (None: open), and those before it, the latest first."""

    question: Question
    answer: QuestionAnswer | None
    earlier: tuple[QuestionAnswer, ...]


def asked_questions(roadmap: Roadmap, snapshot: Snapshot, as_of: Day) -> tuple[Asked, ...]:
    """Every question. An answer counts from its day on; of those the one entered last stands (derived)."""
    found = []
    for question in roadmap.parts.questions:
        said = [
            each for each in snapshot.question_answers
            if each.question == question.number and each.day <= as_of
        ]  # fmt: skip
        said.sort(key=lambda each: each.seq, reverse=True)
        found.append(Asked(question, said[0] if said else None, tuple(said[1:])))
    return tuple(found)


def answered_text(asked: tuple[Asked, ...]) -> str:
    """`7 of 10 answered`."""
    return f"{sum(each.answer is not None for each in asked)} of {len(asked)} answered"
