"""The trend of a driver's readings, and when it reaches a level."""

import pytest

from support.small import TODAY, Plan, cell, ready, roadmap
from te_planner.readiness.days import months_between, shift, years_before
from te_planner.readiness.outlook_model import DriverState, TriggerState

ROAD = roadmap(cell("RPE01.1"), cell("BME01.1", nature="condition"))


def driver(plan: Plan, as_of: str = TODAY, today: str = TODAY) -> DriverState:
    return ready(ROAD, plan, as_of, today).outlook.systems["A"].drivers[0]


def trigger(plan: Plan, as_of: str = TODAY, today: str = TODAY) -> TriggerState:
    return driver(plan, as_of, today).triggers[0]


def solar(*readings: tuple[str, float], level: float = 100, direction: str = "above") -> Plan:
    plan = Plan()
    plan.driver("Solar", *readings)
    plan.trigger("Solar", level, direction, cell="BME01.1")
    return plan


def test_the_line_of_least_squares_by_hand() -> None:
    """Four readings, 100 days apart, the last of them today (24 Nov 2026):

        x (days)  -300  -200  -100     0     mean x = -150
        y           10    22    28    40     mean y =   25

    Sxx = 150² + 50² + 50² + 150² = 50 000
    Sxy = (-150)(-15) + (-50)(-3) + 50·3 + 150·15 = 2250 + 150 + 150 + 2250 = 4800
    slope = 4800 / 50 000 = 0.096 a day = 35.064 a year of 365.25 days
    value today = 25 + 0.096·150 = 39.4
    line: 10.6, 20.2, 29.8, 39.4; residuals -0.6, 1.8, -1.8, 0.6; sum of squares
    0.36 + 3.24 + 3.24 + 0.36 = 7.2
    spread = √(7.2 / (4 - 2)) = √3.6 = 1.897367
    100 is reached after (100 - 39.4) / 0.096 = 631.25 days: on the 632nd
    the spread is worth 1.897367 / 0.096 = 19.764 days: from the 612th (611.49) to the 652nd (651.01)
    """
    days = [shift(TODAY, each) for each in (-300, -200, -100, 0)]
    plan = solar(*zip(days, (10.0, 22.0, 28.0, 40.0), strict=True))
    found = driver(plan)
    assert found.trend
    assert found.trend.slope == pytest.approx(35.064)
    assert found.trend.value == pytest.approx(39.4)
    assert found.trend.spread == pytest.approx(1.897367)
    assert (found.trend.readings, found.trend.first, found.trend.last) == (4, days[0], days[-1])
    reach = found.triggers[0].reach
    assert (reach.day, reach.earliest, reach.latest) == (
        shift(TODAY, 632),
        shift(TODAY, 612),
        shift(TODAY, 652),
    )
    assert reach.state == "not"  # near is within 365 days


def test_two_readings_make_a_line_and_show_no_spread() -> None:
    plan = solar((shift(TODAY, -100), 80.0), (TODAY, 90.0))
    found = trigger(plan)
    assert (found.state, found.reach.day) == ("near", shift(TODAY, 100))
    assert (found.reach.earliest, found.reach.latest) == (None, None)


@pytest.mark.parametrize(("ahead", "state"), [(365, "near"), (366, "not")])
def test_near_is_within_a_year(ahead: int, state: str) -> None:
    plan = solar((shift(TODAY, -100), 0.0), (TODAY, 100.0), level=100 + ahead)
    assert trigger(plan).reach.day == shift(TODAY, ahead)
    assert trigger(plan).state == state


@pytest.mark.parametrize(
    ("values", "level", "direction", "reason"),
    [
        ((50.0, 40.0), 100, "above", "its readings move the other way"),
        ((40.0, 50.0), 10, "below", "its readings move the other way"),
        ((50.0, 50.0), 100, "above", "its readings do not move"),
        ((50.0, 50.1), 100, "above", "its readings would take more than 50 years"),
    ],
)
def test_a_trend_that_leads_nowhere_says_why(
    values: tuple[float, float], level: float, direction: str, reason: str
) -> None:
    plan = solar((shift(TODAY, -100), values[0]), (TODAY, values[1]), level=level, direction=direction)
    found = trigger(plan)
    assert (found.state, found.reach.day, found.reach.reason) == ("not", None, reason)
    assert reason in found.sentence


def test_a_falling_driver_reaches_a_level_below() -> None:
    plan = solar((shift(TODAY, -100), 60.0), (TODAY, 50.0), level=40, direction="below")
    assert trigger(plan).reach.day == shift(TODAY, 100)
    plan.add("readings", plan.rows["readings"][-1]._replace(id="more", day=shift(TODAY, -1), value=40.0))
    assert trigger(plan).state != "reached"  # the latest reading decides, and it is above again


def test_what_the_line_passed_and_no_reading_shows_is_expected_today_at_the_earliest() -> None:
    days = [shift(TODAY, each) for each in (-300, -200, -100)]
    plan = solar(*zip(days, (60.0, 78.0, 99.0), strict=True))
    found = trigger(plan)
    assert (found.state, found.reach.day, found.reach.earliest) == ("near", TODAY, TODAY)


def test_only_the_last_five_years_make_the_trend_and_one_day_makes_none() -> None:
    plan = solar((shift(years_before(TODAY, 5), -1), 0.0), (TODAY, 50.0))
    found = driver(plan)
    assert found.trend is None
    assert "fewer than two days" in found.reason
    plan = solar((years_before(TODAY, 5), 0.0), (TODAY, 50.0))
    assert driver(plan).trend
    assert trigger(solar()).reach.reason == found.reason


def test_reached_since_the_first_reading_of_the_unbroken_run() -> None:
    readings = [("2025-01-01", 100.0), ("2025-06-01", 90.0), ("2026-01-01", 100.0), ("2026-06-01", 120.0)]
    found = trigger(solar(*readings))
    assert (found.state, found.reach.reached_day, found.day) == ("reached", "2026-01-01", "2026-01-01")
    assert trigger(solar(*readings), as_of="2025-03-01").reach.reached_day == "2025-01-01"
    assert trigger(solar(*readings), as_of="2025-07-01").state == "not"


def test_a_bare_past_day_has_what_was_reached_and_no_trend() -> None:
    plan = solar(("2025-01-01", 10.0), ("2025-06-01", 20.0), ("2026-01-01", 90.0))
    found = trigger(plan, as_of="2025-12-01")
    assert (found.state, found.reach.day) == ("not", None)
    assert "past day" in found.reach.reason


def test_a_reading_of_tomorrow_is_not_read_today() -> None:
    found = driver(solar(("2026-01-01", 10.0), (shift(TODAY, 1), 500.0)))
    assert [each.value for each in found.readings] == [10.0]


def test_months_are_whole_and_years_keep_the_day() -> None:
    assert months_between("2026-01-31", "2026-02-28") == 0
    assert months_between("2026-01-15", "2027-01-14") == 11
    assert months_between("2026-01-15", "2027-01-15") == 12
    assert months_between("2026-03-01", "2026-01-01") == 0
    assert years_before("2024-02-29", 5) == "2019-02-28"
    assert years_before("0003-01-01", 5) == "0001-01-01"
