"""What a field of a form is for, and how it is filled in: told below the form while the cursor is in it."""

from te_planner.tui.forms.model import Field

HOW = {  # by kind
    "day": "Such as 2027-03-31, 2027-03, Q2 2027, next friday or +6m.",
    "pick": "Type words to narrow the list; ↑ ↓ and enter take one.",
    "choice": "← → choose.",
    "whole": "A whole number from {least} to {most}.",
    "file": "A path; right or end takes what is offered.",
}
FOR = {  # by label, else by the name of the edit's value
    "approved_by": "Who stands behind it, where that is somebody else.",
    "baseline": "The figure before anything was done.",
    "better": "Whether a benefit shows in a higher figure or a lower one.",
    "cell": "The cell of the roadmap, by its reference or its words.",
    "cells": "References with spaces between, such as RPE03.2 DAE04.2.",
    "direction": "Whether it is reached from below, or from above.",
    "docket": "The number by which the proceeding, or the order, is known.",
    "effective": "Since when it holds, which may be long ago; figures as of a day count it from then.",
    "evidence": "A document that shows it.",
    "extent": "How far it reaches, such as 214/380 feeders; it is shown and changes no figure.",
    "fits": "Of each characteristic (4.2) the description that fits; the lowest is the observed stage.",
    "internal": "An internal project is left out of public reports.",
    "lag": "Days after the other's finish; 0: on the same day.",
    "lead_months": "How long it takes from the decision until it is there.",
    "level": "The driver's value at which it is reached, in its unit.",
    "made_by": "Whose word it is; left empty, yours.",
    "owner": "Who answers for it: a person, a team, or both.",
    "place": "Docket and page, a link, or file:PATH, of which its fingerprint (SHA-256) is kept.",
    "planned": "As in 250000 or 250,000; the currency stands beside it.",
    "reason": "Why; it is printed wherever a figure rests on it.",
    "review": "From the day after, it goes on counting, with a flag that it is due for a look.",
    "share": "Which part of the enabler the project delivers; the shares of all should make 100.",
    "target": "What the figure should be; the benefit counts as realised when it is met.",
    "weight": "What counts more in progress, or among the benefits to come: 1 is the ordinary.",
    "for": "One system, or a region and so each of its systems.",
}


def told_of(field: Field) -> str:
    """What stands below the form for the field that has the cursor; empty where its label says all."""
    what = FOR.get(field.label, FOR.get(field.name, ""))
    how = HOW.get(field.kind, "").format(least=field.least, most=field.most)
    return " ".join(each for each in (what, how) if each)
