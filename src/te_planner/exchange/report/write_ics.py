"""Milestones and the due days of obligations as iCalendar: all-day events that keep their ids."""

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from te_planner.exchange.marks import day_text
from te_planner.exchange.report.model import Event, Report
from te_planner.exchange.safe_text import one_line

if TYPE_CHECKING:
    import icalendar


def write_ics(report: Report) -> tuple[bytes, tuple[str, ...]]:
    """All days of the plan, and a warning of the milestones that have none.

    A calendar that reads the file again changes its events instead of adding them: an event's UID is the id
    of its row in the plan.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//te-planner//report//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", one_line(report.plan))
    stamp = datetime.fromisoformat(report.made_on).replace(tzinfo=UTC)
    for event in report.events:
        calendar.add_component(_event(event, stamp, report))
    warning = f"{report.undated} milestones without a day are in no calendar." if report.undated else ""
    return calendar.to_ical(sorted=True), (warning,) if warning else ()


def _event(event: Event, stamp: datetime, report: Report) -> "icalendar.Event":
    import icalendar

    day = date.fromisoformat(event.day)
    made = icalendar.Event()
    made.add("uid", f"{event.id}@te-planner")
    made.add("dtstamp", stamp)
    made.add("dtstart", day)
    made.add("dtend", day + timedelta(days=1))
    made.add("summary", one_line(f"{event.title} (done)" if event.done else event.title))
    made.add("description", one_line(f"{event.text}. {report.plan}, as of {day_text(report.as_of)}."))
    made.add("categories", [event.kind, "done" if event.done else "open"])
    made.add("transp", "TRANSPARENT")
    return made
