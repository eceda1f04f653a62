"""A plan's overlays in the terminal: picked up while it is open, and told on the cards."""

from pathlib import Path

from te_planner.cli import main
from te_planner.roadmap.files import data_folder
from te_planner.tui.cards import cell_card
from te_planner.tui.lines import plain
from te_planner.tui.session import Session

TODAY = "2026-11-24"
ISLAND = data_folder("overlays") / "island-coop"


def card(session: Session, ref: str) -> str:
    readiness = session.load().result()
    (system,) = readiness.systems.values()
    return "\n".join(map(plain, cell_card(readiness, system, ref, 110, plain=False)))


def test_an_overlay_laid_by_another_program_is_seen_and_takes_edits(harborview: Path) -> None:
    session = Session(harborview, today=TODAY, who="ann")
    try:
        assert not session.load().result().roadmap.parts.overlays
        assert main(["add", "overlay", str(ISLAND), "-p", str(harborview)], today=TODAY) == 0
        changed = session.load_if_changed(TODAY).result()
        assert changed is not None
        assert changed[0].roadmap.parts.overlays[0].name == "island-coop"
        values = {"project": "P-01", "cell": "PCE-ISL01.2", "share": 60}
        done = session.edit("map_project", values).result()
        (system,) = done.readiness.systems.values()
        assert system.cells["PCE-ISL01.2"].planned_share == 60
    finally:
        session.close()


def test_a_card_tells_what_is_an_overlays_and_what_stood_there(harborview: Path) -> None:
    assert main(["add", "overlay", str(ISLAND), "-p", str(harborview)], today=TODAY) == 0
    session = Session(harborview, today=TODAY, who="ann")
    try:
        new = card(session, "PCE-ISL01.2")
        assert "^ island-coop 1.2" in new
        assert "IEEE 1547.4-2011" in new
        reworded = card(session, "RPE02.1")
        assert "text was" in reworded
        assert "An analysis shows which steps" in reworded
        benefit = card(session, "PCB01.2")
        assert "PCE-ISL01.2" in benefit
        assert "· ^ island-coop 1.2" in benefit
        assert "requires BME03.1" in card(session, "RPB03.1")
        assert "island-coop" not in card(session, "RPE02.2")
    finally:
        session.close()
