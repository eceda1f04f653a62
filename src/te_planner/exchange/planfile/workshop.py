"""The workshop's answers in a plan's YAML: `question_answers`, in the order in which they were given."""

from te_planner.exchange.planfile.file import Step
from te_planner.exchange.planfile.known import Known, step
from te_planner.exchange.planfile.yaml_fields import Fields


def question_answers(top: Fields, known: Known) -> list[Step]:
    """One edit an answer; an answer keeps its lines."""
    numbers = tuple(each.number for each in known.roadmap.parts.questions)
    steps = []
    for fields in top.parts("question_answers", "question", where="answer to question"):
        if not fields.data.get("answer"):
            fields.data.pop("answer", None)
            fields.problem("'answer' is missing or empty", "Write answer: and its text.")
        values = {
            "question": fields.choice("question", numbers),
            "answer": fields.note("answer"),
            "made_by": fields.line("made_by", None),
            "day": fields.day("day", required=True),
        }
        fields.close()
        steps.append(step(fields, "answer_question", values))
    return steps
