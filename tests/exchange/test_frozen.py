"""What a freeze keeps can be held against later figures: reading it back gives what was written."""

import json
import re

import pytest

from support.plans import TODAY, figures, made
from te_planner.exchange.frozen import read_figures, write_figures
from te_planner.readiness.changes import figures as flat


@pytest.mark.parametrize("name", ["harborview", "tri-rivers", "empty"])
@pytest.mark.parametrize("as_of", [TODAY, "2026-01-15"])
def test_reading_a_freeze_gives_the_figures_that_were_written(name: str, as_of: str) -> None:
    readiness = figures(made(name), as_of)
    systems = {each.system.name: id_ for id_, each in readiness.systems.items()}
    expected = {
        key: each
        for key, each in flat(readiness, dated=readiness.forecasts).items()
        if key.about not in ("project", "milestone")
    }
    assert read_figures(write_figures(readiness), systems) == expected


def test_the_wording_of_sentences_is_no_figure_of_a_freeze() -> None:
    readiness = figures(made("harborview"))
    systems = {each.system.name: id_ for id_, each in readiness.systems.items()}
    kept = write_figures(readiness)
    other = re.sub(r'"(sentence|reason|text)": "[^"]+"', r'"\1": "is due 2027-03-31"', kept)
    assert other != kept
    assert read_figures(other, systems) == read_figures(kept, systems)


@pytest.mark.parametrize("text", ["", "[]", "{}", json.dumps({"schema": "te-planner/status/9"})])
def test_what_is_no_freeze_of_ours_is_refused(text: str) -> None:
    with pytest.raises((ValueError, KeyError, TypeError)):
        read_figures(text, {})
