"""`questions` and `answer`: the workshop's checklist from the command line."""

import json
from pathlib import Path

import pytest

from support.calling import Run
from support.plans import copied, real_roadmap


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return copied("empty", tmp_path)


def test_an_answer_is_listed_with_its_question(run: Run, plan: Path) -> None:
    ran = run("answer", "3", "Bill credits,\nuntil 2028.", "--made-by", "Workshop", "--day", "2026-10-08",
              "-p", plan)  # fmt: skip
    assert (ran.code, ran.out) == (0, "Answer question 3\n")
    data = json.loads(run("questions", "-p", plan, "--format", "json").out)
    assert data["schema"] == "te-planner/questions/1"
    asked = real_roadmap().parts.questions
    assert [(each["question"], each["text"]) for each in data["questions"]] == [
        (each.number, each.text) for each in asked
    ]
    third = data["questions"][2]
    assert (third["standing"], third["concepts"]) == ("answered", list(asked[2].concepts))
    assert (third["answer"], third["made_by"], third["day"], third["earlier"]) == (
        "Bill credits,\nuntil 2028.", "Workshop", "2026-10-08", 0,
    )  # fmt: skip
    assert {each["standing"] for each in data["questions"] if each["question"] != 3} == {"open"}


def test_the_list_can_be_narrowed(run: Run, plan: Path) -> None:
    def numbers(*words: str) -> list[int]:
        data = json.loads(run("questions", *words, "-p", plan, "--format", "json").out)
        return [each["question"] for each in data["questions"]]

    assert run("questions", "--answered", "-p", plan).out == (
        "None fits: 0 of 10 answered. te-planner answer NUMBER TEXT answers one.\n"
    )
    run("answer", "10", "Yes.", "-p", plan)
    assert numbers("--answered") == [10]
    assert numbers("--open") == list(range(1, 10))


@pytest.mark.parametrize(
    ("words", "says"),
    [(("11", "Yes."), "1 to 10"), (("1", " "), "empty"), (("one", "Yes."), "one"),
     (("1", "Yes.", "--day", "2030-01-01"), "future")],
)  # fmt: skip
def test_what_cannot_be_is_refused(run: Run, plan: Path, words: tuple[str, ...], says: str) -> None:
    ran = run("answer", *words, "-p", plan)
    assert ran.code == 2
    assert says in ran.err
    assert "0 of 10" in run("questions", "--answered", "-p", plan).out
