"""What a workshop answers to the ten questions of 4.6.2."""

from sqlmodel import col, select

from te_planner.errors import WrongCall
from te_planner.plan.days import parse_day
from te_planner.plan.tables import QuestionAnswer
from te_planner.plan.text import LONG, clean
from te_planner.plan.transaction import Transaction


def answer_question(
    tx: Transaction, *, question: int, answer: str, made_by: str | None = None, day: str | None = None
) -> str:
    """Answer one of the questions; earlier answers are kept, the latest one entered stands."""
    numbers = [each.number for each in tx.roadmap.parts.questions]
    if question not in numbers:
        raise WrongCall(
            f"There is no question {question}. Write a number from {min(numbers)} to {max(numbers)}: "
            "te-planner questions lists them."
            if numbers
            else "The roadmap has no questions."
        )
    made = QuestionAnswer(
        question=question,
        answer=clean(answer, "answer", required=True, limit=LONG),
        made_by=clean(made_by or tx.who, "made by", required=True),
        day=parse_day(day, "day") if day else tx.today,
        seq=tx.next_seq(QuestionAnswer),
    )
    if made.day > tx.today:
        raise WrongCall(f"{made.day} lies in the future. Write a day up to {tx.today}.")
    if _same(tx, made):
        raise WrongCall(f"Question {question} has this answer already. Nothing was changed.")
    tx.insert(made)
    return f"Answer question {question}"


def _same(tx: Transaction, made: QuestionAnswer) -> bool:
    """The answer that stands says the same, by the same and of the same day."""
    last = tx.session.exec(
        select(QuestionAnswer)
        .where(QuestionAnswer.question == made.question)
        .order_by(col(QuestionAnswer.seq).desc())
        .limit(1)
    ).first()
    if last is None:
        return False
    return (last.answer, last.made_by, last.day) == (made.answer, made.made_by, made.day)
