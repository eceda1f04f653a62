"""When a condition is expected: by its trigger and the trend, else by the planner's word (derived)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from te_planner.plan.days import spelled
from te_planner.plan.outlook import ExpectedDay
from te_planner.plan.snapshot import Day, Snapshot
from te_planner.readiness.model import Forecast
from te_planner.readiness.outlook_model import Reach, Watch
from te_planner.readiness.projects import NO_PAST_FORECAST


def condition_forecasts(
    snapshot: Snapshot, watched: Iterable[Watch], as_of: Day, *, forecasts: bool
) -> dict[tuple[str, str], Forecast]:
    """System id and cell -> what is expected of a condition that has a trigger or an expected day.

    It holds while the condition is not observed: a trigger that is reached proposes the observation, it
    makes none.
    """
    reaches: dict[tuple[str, str], list[Reach]] = defaultdict(list)
    for watch in watched:
        for each in watch.reaches:
            if each.trigger.cell:
                reaches[watch.driver.system_id, each.trigger.cell].append(each)
    expected = {(each.system_id, each.cell): each for each in snapshot.expected_days}
    return {
        key: _forecast(reaches.get(key, ()), expected.get(key), as_of, forecasts=forecasts)
        for key in reaches.keys() | expected.keys()
    }


def _forecast(
    reaches: Sequence[Reach], expected: ExpectedDay | None, as_of: Day, *, forecasts: bool
) -> Forecast:
    reached = [each.reached_day for each in reaches if each.reached_day]
    if reached:
        return Forecast(None, f"its trigger was reached on {spelled(min(reached))}: observe it")
    if not forecasts:
        return Forecast(None, NO_PAST_FORECAST)
    by_trend = [each.day for each in reaches if each.day]
    if by_trend:
        return Forecast(min(by_trend), "", basis="trend")
    if expected is None:
        return Forecast(None, f"waits until it is observed; its trigger has no date: {reaches[0].reason}")
    if expected.day < as_of:
        return Forecast(None, f"the planner expected it on {spelled(expected.day)}, which has passed")
    return Forecast(expected.day, "", basis="expected")
