"""The form of a workshop's answer to one of the ten questions (4.6.2)."""

from te_planner.readiness.workshop import Asked, asked_questions
from te_planner.tui.forms import known
from te_planner.tui.forms.model import Context, Field, Form, Option, Values

NOTE = "Earlier answers are kept; the latest one stands."


def answer_form(context: Context) -> Form:
    """The question under the cursor; an answer that stands is there to be amended."""
    readiness = context.readiness
    asked = asked_questions(readiness.roadmap, readiness.snapshot, readiness.as_of)
    found = _question(context, asked)
    last = found.answer if found else None
    options = tuple(
        Option(str(each.question.number), f"{each.question.number} {each.question.text}") for each in asked
    )
    fields = (
        Field("question", "question", "pick", str(found.question.number) if found else "", required=True,
              options=options),
        Field("answer", "answer", "paragraph", last.answer if last else "", required=True,
              first=found is not None),
        Field("made_by", "answered by", value=last.made_by if last else "",
              hint="the workshop, or who was there; left empty: you",
              known=known.people(readiness.snapshot)),
        Field("day", "on", "day", context.today, required=True),
    )  # fmt: skip
    return Form("Answer a question", "answer_question", fields, _prepare, NOTE)


def _question(context: Context, asked: tuple[Asked, ...]) -> Asked | None:
    """The nearest question; on a concept, the first that draws on it."""
    for target in context.targets:
        for each in asked:
            own = target.kind == "question" and target.ref == str(each.question.number)
            if own or (target.kind == "concept" and target.ref in each.question.concepts):
                return each
    return None


def _prepare(values: Values) -> Values:
    return {**values, "question": int(values["question"])}
