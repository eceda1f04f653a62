"""The workshop's answers in a plan's YAML."""

from pathlib import Path

import pytest

from support.plans import TODAY, real_roadmap
from te_planner.exchange.examples import new_from_file
from te_planner.exchange.planfile.file import load_plan_file
from te_planner.exchange.planfile.yaml_fields import PlanFileInvalid
from te_planner.plan.store import open_plan

BARE = "format: te-planner/plan/1\nplan: {name: Small}\nquestion_answers:\n"
WHOLE = f"""{BARE}
  - question: 3
    answer: |
      One line,
      and another.
    made_by: Workshop
    day: 2026-10-08
  - {{question: 3, answer: "Later.", made_by: A, day: 2026-09-01}}
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "small.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_answers_are_kept_in_the_files_order(tmp_path: Path) -> None:
    path = tmp_path / "small.db"
    new_from_file(path, write(tmp_path, WHOLE), roadmap=real_roadmap(), today=TODAY, who="tester")
    with open_plan(path) as plan:
        found = plan.snapshot().question_answers
    assert [(each.seq, each.question, each.answer, each.made_by, each.day) for each in found] == [
        (1, 3, "One line,\nand another.", "Workshop", "2026-10-08"),
        (2, 3, "Later.", "A", "2026-09-01"),
    ]


@pytest.mark.parametrize(
    ("item", "says"),
    [
        ("{question: 11, answer: a, made_by: b, day: 2026-01-01}", "'question' is 11"),
        ("{question: 1, made_by: b, day: 2026-01-01}", "'answer' is missing"),
        ("{question: 1, answer: '', made_by: b, day: 2026-01-01}", "'answer' is missing"),
        ("{question: 1, answer: [a], made_by: b, day: 2026-01-01}", "not a text"),
        ("{question: 1, answer: a, day: 2026-01-01}", "made_by"),
        ("{question: 1, answer: a, made_by: b, day: 2026-02-30}", "not a day"),
        ("{question: 1, answer: a, made_by: b, day: 2026-01-01, by: c}", "unknown key 'by'"),
    ],
)
def test_a_bad_answer_is_named_with_its_place(tmp_path: Path, item: str, says: str) -> None:
    with pytest.raises(PlanFileInvalid) as caught:
        load_plan_file(write(tmp_path, f"{BARE}  - {item}\n"), real_roadmap())
    assert any(says in str(each) and "answer to question" in str(each) for each in caught.value.problems)
