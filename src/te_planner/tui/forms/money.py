"""Forms of a project's money, and of what it waits for."""

from te_planner.exchange.marks import money
from te_planner.plan.snapshot import BudgetLine
from te_planner.plan.words import BUDGET_KINDS
from te_planner.tui.forms.model import Context, Field, Form, Option, project_field, project_options
from te_planner.tui.forms.projects import NO_PROJECT


def budget_form(context: Context) -> Form | str:
    """The budget line of a year, kind and docket; one that is there already is changed."""
    if not context.readiness.projects:
        return NO_PROJECT
    row = budget_here(context)
    actual = money(row.actual_minor) if row and row.actual_minor is not None else ""
    kind = row.kind if row else BUDGET_KINDS[0]
    fields = (
        project_field(context),
        Field("year", "year", "whole", str(row.year) if row else context.today[:4], required=True,
              least=1900, most=9999),
        Field("kind", "kind", "choice", kind, options=tuple(Option(each, each) for each in BUDGET_KINDS)),
        Field("planned", "planned", value=money(row.planned_minor) if row else "", required=True,
              hint="such as 1250000 or 1,250,000.50"),
        Field("actual", "actual", value=actual, hint="what was spent; left empty: as it was"),
        Field("currency", "currency", value=row.currency if row else context.currency),
        Field("docket", "docket", value=row.docket if row else "", hint="by which it is recovered"),
    )  # fmt: skip
    return Form(
        "Budget line of a project",
        "set_budget",
        fields,
        None,
        "Year, kind and docket tell a line from others.",
    )


def budget_here(context: Context) -> BudgetLine | None:
    refs = [each.ref for each in context.targets if each.kind == "budget"]
    return next((each for each in context.readiness.snapshot.budget_lines if each.id in refs), None)


def depend_form(context: Context) -> Form | str:
    """A project starts after another has finished."""
    if len(context.readiness.projects) < 2:
        return "A project waits for another one, and there are no two yet; n makes one."
    fields = (
        project_field(context),
        Field("on", "waits for", "pick", required=True, options=project_options(context)),
        Field("lag", "days later", "whole", "0", least=0, most=3650, hint="0: the same day"),
    )
    return Form("A project waits for another", "depend", fields)
