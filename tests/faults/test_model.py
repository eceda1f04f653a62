"""The plan against a model in memory, by any order of edits, undo, redo, reopening and lost power."""

import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from faults.chance import do, faults_of
from faults.conftest import Told, tries
from plan.conftest import ROAD, TODAY
from te_planner.errors import WrongCall
from te_planner.plan import edits
from te_planner.plan.store import create_plan, open_plan
from te_planner.plan.transaction import redo, undo

TITLES = st.text(st.characters(exclude_categories=("Cs", "Cc", "Z")), min_size=1, max_size=20)
Held = dict[str, tuple[str, str, tuple[str, ...]]]
"""Key -> title, note and the milestones' titles."""


class PlanAndModel(RuleBasedStateMachine):
    """What the plan holds is what a list of all states, with a place in it, says that it holds."""

    runs = looks = 0
    """Plans that were begun, and how often one was held against the model."""

    @initialize()
    def new(self) -> None:
        PlanAndModel.runs += 1
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "ours.db"
        self.plan = create_plan(self.path, name="Ours", roadmap=ROAD, today=TODAY, who="ann")
        self.states: list[Held] = [{}]
        self.place = 0

    @property
    def held(self) -> Held:
        return self.states[self.place]

    def _now(self, held: Held) -> None:
        del self.states[self.place + 1 :]
        self.states.append(held)
        self.place += 1

    @rule(title=TITLES)
    def add_project(self, title: str) -> None:
        entry = do(self.plan, edits.add_project, {"title": title})
        key = entry.summary.split()[1]
        self._now({**self.held, key: (title, "", ())})

    @rule(data=st.data(), note=TITLES)
    def change_project(self, data: st.DataObject, note: str) -> None:
        if self.held:
            key = data.draw(st.sampled_from(sorted(self.held)))
            title, old, steps = self.held[key]
            if note == old:
                return
            do(self.plan, edits.change_project, {"project": key, "note": note})
            self._now({**self.held, key: (title, note, steps)})

    @rule(data=st.data(), step=TITLES)
    def add_milestone(self, data: st.DataObject, step: str) -> None:
        if self.held:
            key = data.draw(st.sampled_from(sorted(self.held)))
            title, note, steps = self.held[key]
            try:
                do(self.plan, edits.add_milestone, {"project": key, "title": step, "day": "2027-01-01"})
            except WrongCall:
                assert step.casefold() in [each.casefold() for each in steps]
                return
            self._now({**self.held, key: (title, note, (*steps, step))})

    @rule(data=st.data())
    def remove_project(self, data: st.DataObject) -> None:
        if self.held:
            key = data.draw(st.sampled_from(sorted(self.held)))
            do(self.plan, edits.remove_project, {"project": key})
            self._now({name: each for name, each in self.held.items() if name != key})

    @rule()
    def undo(self) -> None:
        try:
            undo(self.plan, today=TODAY, who="ann")
            self.place -= 1
            assert self.place >= 0
        except WrongCall:
            assert self.place == 0

    @rule()
    def redo(self) -> None:
        try:
            redo(self.plan, today=TODAY, who="ann")
            self.place += 1
            assert self.place < len(self.states)
        except WrongCall:
            assert self.place == len(self.states) - 1

    @rule()
    def reopen(self) -> None:
        self.plan.close()
        self.plan = open_plan(self.path)

    @rule()
    def lose_power_in_an_edit(self) -> None:
        """The file as a copy made in the middle of a transaction, with its journal, comes back as before."""
        self.plan.close()
        self._half_written()
        self.plan = open_plan(self.path)

    def _half_written(self) -> None:
        import sqlite3

        link = sqlite3.connect(self.path, isolation_level=None)
        link.execute("PRAGMA cache_size=1")  # what does not fit is written before the commit
        link.execute("BEGIN IMMEDIATE")
        link.execute("UPDATE plan SET note = hex(zeroblob(9000))")
        link.execute("UPDATE journal SET why = hex(zeroblob(9000))")
        files = {each: each.read_bytes() for each in self.path.parent.iterdir()}
        link.execute("ROLLBACK")
        link.close()
        for each, content in files.items():
            each.write_bytes(content)

    @invariant()
    def the_same(self) -> None:
        PlanAndModel.looks += 1
        snapshot = self.plan.snapshot()
        steps: dict[str, list[str]] = {}
        for each in snapshot.milestones:
            steps.setdefault(each.project_id, []).append(each.title)
        found = {
            each.key: (each.title, each.note, tuple(steps.get(each.id, ()))) for each in snapshot.projects
        }
        assert found == self.held

    def teardown(self) -> None:
        if hasattr(self, "plan"):
            assert faults_of(self.plan) == []
            self.plan.close()
            self.folder.cleanup()


def test_the_plan_is_what_the_model_says(told: Told) -> None:
    PlanAndModel.runs = PlanAndModel.looks = 0
    how = settings(max_examples=tries(12, 300), stateful_step_count=25, deadline=None)
    run_state_machine_as_test(PlanAndModel, settings=how)  # type: ignore[no-untyped-call]
    told("any order of edits, undo, redo, reopening", PlanAndModel.looks, 0, runs=PlanAndModel.runs)
