"""Why, on any plan: by Hypothesis, every derivation leads by hand to the figure that it explains."""

from hypothesis import given
from test_laws import ROAD, plans

from support import by_hand
from support.often import tried
from support.small import Plan, ready
from te_planner.readiness.why import Asked, why, why_date


@given(plans())
@tried(100)
def test_cells_benefits_and_tracks_can_be_followed_by_hand(plan: Plan) -> None:
    readiness = ready(ROAD, plan)
    for system_id, system in readiness.systems.items():
        for ref, state in system.cells.items():
            step = why(readiness, Asked("cell", ref), system_id)
            assert by_hand.state(step) == state.state
            assert by_hand.progress(step) == state.progress
            if state.applicable and state.cell.nature != "baseline":
                assert by_hand.day(step) == state.forecast.day
        for ref, benefit in system.benefits.items():
            assert by_hand.status(why(readiness, Asked("cell", ref), system_id)) == benefit.status
        for track in system.tracks:
            step = why(readiness, Asked("track", track.track), system_id)
            assert by_hand.through(step) == track.stage
            assert by_hand.through(step, "strict") == track.strict_stage


@given(plans())
@tried(100)
def test_dates_add_up_from_the_end_of_their_chain(plan: Plan) -> None:
    readiness = ready(ROAD, plan)
    for work in readiness.projects.values():
        step = why_date(readiness, Asked("project", work.project.id))
        chain = by_hand.named(step, "Critical chain")
        assert (by_hand.chain_day(chain.children[0]) if chain else None) == work.finish
    for ref in ("RPB01.1", "RPB01.2", "BMB01.2"):
        step = why_date(readiness, Asked("cell", ref), "A")
        chain = by_hand.named(step, "Critical chain")
        day = readiness.systems["A"].benefits[ref].forecast.day
        assert (by_hand.chain_day(chain.children[0]) if chain else None) == day
