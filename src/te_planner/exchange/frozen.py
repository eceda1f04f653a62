"""A freeze's figures: written as `status --format json --full` prints them, and read for a comparison."""

import json
from typing import Any

from te_planner.exchange.readiness_json import STATUS, status_json
from te_planner.exchange.safe_text import json_text
from te_planner.readiness.changes import (
    Figure,
    Figures,
    Key,
    benefit_figure,
    cell_figure,
    group_day_of,
    strictly,
)
from te_planner.readiness.model import Readiness


def write_figures(readiness: Readiness) -> str:
    """All figures of all systems, as a freeze keeps them."""
    return json_text(status_json(readiness, tuple(readiness.systems.values()), full=True))


def read_figures(text: str, systems: dict[str, str]) -> Figures:
    """What can be held against later figures. `systems`: the id of each, by its name then.

    Raises ValueError or KeyError for what `write_figures` has not written.
    """
    data = json.loads(text)
    if data["schema"] != STATUS:
        raise ValueError(data["schema"])
    found: Figures = {}
    for system in data["systems"]:
        _read(found, system, systems[system["system"]], dated=data["forecasts"])
    return found


def _read(found: Figures, system: dict[str, Any], id_: str, *, dated: bool) -> None:
    found[Key("system", id_, "", "in the plan")] = Figure("yes")
    found[Key("system", id_, "", "enabler stage")] = strictly(system["enabler_stage"], system["strict_stage"])
    found[Key("system", id_, "", "observed stage")] = Figure(system["observed"]["stage"])
    for track in system["tracks"]:
        key = Key("track", id_, track["track"], "enabler stage")
        found[key] = strictly(track["stage"], track["strict_stage"])
        for each in track["transitions"]:
            ref = f"{track['track']}.{each['stage']}"
            found[Key("transition", id_, ref, "actions")] = _tally(each["actions"])
            found[Key("transition", id_, ref, "conditions")] = _tally(each["conditions"])
            found[Key("transition", id_, ref, "work")] = Figure(each["work"])
            if dated and not each["forecast"]["satisfied"]:
                found[Key("transition", id_, ref, "day")] = _day(each["forecast"])
    for cell in system["cells"]:
        key, state = Key("cell", id_, cell["cell"], "state"), cell["state"]
        found[key] = cell_figure(state, strict=cell["strict"])
        if dated and state not in ("attained", "superseded", "not applicable"):
            found[key._replace(figure="day")] = Figure(cell["forecast"]["day"])
    for benefit in system["benefits"]:
        key, status = Key("benefit", id_, benefit["cell"], "status"), benefit["status"]
        found[key] = benefit_figure(status, strict=benefit["strict_unlocked"])
        if dated and status not in ("unlocked", "realised", "not applicable"):
            found[key._replace(figure="day")] = _day(benefit["forecast"])


def _tally(tally: dict[str, int]) -> Figure:
    of = tally["applicable"]
    return strictly(f"{tally['satisfied']} of {of}", f"{tally['strict']} of {of}")


def _day(forecast: dict[str, Any]) -> Figure:
    return Figure(group_day_of(forecast["day"], len(forecast["undated"]), is_open=forecast["open"]))
