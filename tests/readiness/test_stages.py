"""The observed stage, and enabler stages with their readiness."""

from fractions import Fraction

from support.small import Plan, cell, ready, roadmap

TRACKS = ("RP", "BM", "DA", "PC")
ROAD = roadmap(
    *(cell(f"{track}E{row:02}.{stage}") for track in TRACKS for row in range(1, 5) for stage in (1, 2, 3)),
    cell("RPE05.1", nature="condition"),
    cell("RPE06.1", nature="baseline"),
)


def test_the_observed_stage_is_the_lowest_pick_and_begins_at_1() -> None:
    plan = Plan()
    assert ready(ROAD, plan).systems["A"].observed.stage == 1
    plan.pick("penetration", 3)
    plan.pick("markets", 2, "2026-05-01")
    plan.pick("markets", 3, "2027-01-01")  # not yet
    observed = ready(ROAD, plan).systems["A"].observed
    assert observed.stage == 2
    assert [each.pick.stage if each.pick else None for each in observed.profile] == [3, None, None, 2]
    assert observed.last_picked == "2026-05-01"


def test_a_track_is_complete_through_a_stage_when_all_actions_and_conditions_are_satisfied() -> None:
    plan = Plan()
    plan.attain("RPE01.1", "RPE02.1", "RPE03.1", "RPE04.1")
    track = ready(ROAD, plan).systems["A"].tracks[0]
    assert track.stage == 0
    assert (track.transitions[0].actions.satisfied, track.transitions[0].actions.applicable) == (4, 4)
    assert (track.transitions[0].conditions.satisfied, track.transitions[0].conditions.applicable) == (0, 1)
    plan.attain("RPE05.1")
    assert ready(ROAD, plan).systems["A"].tracks[0].stage == 1  # the baseline gates nothing


def test_a_stage_needs_the_stages_before_it_and_the_system_its_lowest_track() -> None:
    plan = Plan()
    plan.attain("BME01.3", "BME02.2", "BME03.2", "BME04.2")
    system = ready(ROAD, plan).systems["A"]
    assert system.tracks[1].stage == 2  # each stage-1 and stage-2 cell is attained or superseded
    assert system.stage == 0


def test_where_more_than_a_quarter_is_set_aside_no_stage_is_stated() -> None:
    plan = Plan()
    plan.attain("BME01.1", "BME02.1", "BME03.1")
    plan.set_aside("BME04.1")
    track = ready(ROAD, plan).systems["A"].tracks[1]
    assert track.stage == 1  # exactly a quarter
    assert track.transitions[0].set_aside == ("BME04.1",)
    plan.set_aside("BME03.1")
    track = ready(ROAD, plan).systems["A"].tracks[1]
    assert track.stage == 0
    assert track.too_much_set_aside == 1


def test_work_is_the_mean_progress_and_a_gap_counts_zero() -> None:
    plan = Plan()
    plan.attain("PCE01.1")
    plan.project("P-01")
    plan.contribution("P-01", "PCE02.1", 50)
    plan.milestone("P-01", "One", "2026-01-01", done="2026-01-01")
    transition = ready(ROAD, plan).systems["A"].tracks[3].transitions[0]
    assert transition.work == Fraction(1 + Fraction(1, 2), 4)
    assert transition.forecast.day == "2026-01-01"
    assert set(transition.forecast.undated) == {"PCE02.1", "PCE03.1", "PCE04.1"}


def test_the_strict_figure_leaves_out_what_is_flagged_and_says_how_many() -> None:
    plan = Plan()
    plan.attain("BME01.1", "BME02.1", "BME03.1")
    plan.attain("BME04.1", review="2026-06-30")
    track = ready(ROAD, plan).systems["A"].tracks[1]
    assert (track.stage, track.strict_stage) == (1, 0)
    assert track.transitions[0].actions == (4, 4, 3, 1)


def test_observed_ahead_of_enabled_and_a_track_ahead_of_its_carrier_are_warnings() -> None:
    plan = Plan()
    for characteristic in ("penetration", "value", "operations", "markets"):
        plan.pick(characteristic, 2)
    plan.attain("BME01.3", "BME02.2", "BME03.2", "BME04.2")
    codes = {each.code for each in ready(ROAD, plan).systems["A"].findings if each.severity == "warning"}
    assert {"observed-ahead", "track-ahead"} <= codes
