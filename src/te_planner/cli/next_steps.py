"""The lists of what could be done next: gaps with what they would cost, quick wins, what waits on others."""

from te_planner.cli.call import Call
from te_planner.cli.outlook_lists import empty_text
from te_planner.cli.tables import objects
from te_planner.exchange.outlook_json import investments_json
from te_planner.exchange.readiness_json import header
from te_planner.exchange.report.actions import NO_GAP, gaps_table, wins_table
from te_planner.exchange.report.ahead import sums_text
from te_planner.readiness.model import SystemReadiness
from te_planner.readiness.outlook_model import SystemOutlook


def gaps(call: Call) -> int:
    """Each gap with its estimate, then the investment that is still to be decided."""
    table = gaps_table(call.readiness, call.systems, empty_text(call, NO_GAP))
    if call.args.format == "json":
        data = header("te-planner/gaps/1", call.readiness)
        sums = [
            {"system": each.system.name} | investments_json(_outlook(call, each).investments)
            for each in call.systems
        ]
        call.out.json(data | {"gaps": objects(table), "investment": sums})
        return 0
    code = call.table(table)
    if call.args.format == "table":
        for each in call.systems:
            _print_sums(call, each)
    return code


def _outlook(call: Call, system: SystemReadiness) -> SystemOutlook:
    return call.readiness.outlook.systems[system.system.id]


def _print_sums(call: Call, system: SystemReadiness) -> None:
    """The sums in all, per track and per stage."""
    found = _outlook(call, system).investments
    call.out.line()
    call.out.line(f"{system.system.name}: investment still to be decided", "head")
    parts = [("in all", found.whole)]
    parts += [(str(track), each) for track, each in found.tracks.items()]
    parts += [(f"stage {stage}", each) for stage, each in found.stages.items()]
    for name, each in parts:
        lead = "" if each.longest_lead is None else f", longest lead {each.longest_lead} months"
        said = ", ".join(sums_text(each)) or "nothing estimated"
        call.out.line(
            f"  {name}: {said}; {each.without_estimate} of {each.gaps} gaps without an estimate{lead}"
        )


def wins(call: Call) -> int:
    """What one step would move, then what only others can."""
    return call.table(wins_table(call.readiness, call.systems))
