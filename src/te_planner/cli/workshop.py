"""`questions`: the ten questions of 4.6.2 as a checklist, with the answers that stand."""

from te_planner.cli.call import Call
from te_planner.exchange.report.model import Column, Table
from te_planner.readiness.workshop import answered_text, asked_questions

QUESTION = (
    Column("question", "No", "count"),
    Column("standing", "Standing"),
    Column("text", "Question"),
    Column("concepts", "Concepts", "list"),
    Column("answer", "Answer"),
    Column("made_by", "By"),
    Column("day", "Day", "day"),
    Column("earlier", "Earlier answers", "count"),
    Column("clause", "Clause"),
)


def questions(call: Call) -> int:
    """Each question with the concepts that it draws on."""
    readiness, only = call.readiness, call.args.only
    asked = asked_questions(call.roadmap, readiness.snapshot, readiness.as_of)
    rows = tuple(
        (
            each.question.number,
            "answered" if each.answer else "open",
            each.question.text,
            each.question.concepts,
            each.answer.answer if each.answer else "",
            each.answer.made_by if each.answer else "",
            each.answer.day if each.answer else None,
            len(each.earlier),
            each.question.clause,
        )
        for each in asked
        if only is None or (only == "answered") == (each.answer is not None)
    )
    empty = f"None fits: {answered_text(asked)}. te-planner answer NUMBER TEXT answers one."
    return call.table(Table("questions", "Questions", QUESTION, rows, empty))
