"""Figures as a planner types them: readings, levels, targets."""

import math
import re

from te_planner.errors import WrongCall

LARGEST = 10**15
"""Anything beyond is a slip of the keyboard, in whatever unit."""

# thousands in whole groups or in none, as with money
FIGURE = r"[-+]?([0-9]{1,3}(,[0-9]{3})+|[0-9]{1,3}( [0-9]{3})+|[0-9]{1,16})?(\.[0-9]{1,20})?"
HOW = "Write it as 1250, 1,250.5 or 12 %."


def figure(value: float | str, field: str, unit: str = "") -> float:
    """The number of 1250, 1,250.5 or 12 % (which is 12, and refused where the unit is another).

    Raises WrongCall for what is no number, not finite, or beyond 10^15.
    """
    number = _typed(value, field, unit) if isinstance(value, str) else value
    if isinstance(number, bool) or not math.isfinite(number) or abs(number) > LARGEST:
        raise WrongCall(f"{field}: {str(value)[:40]} cannot be a figure. {HOW}")
    return float(number) + 0.0  # minus nought is nought


def _typed(text: str, field: str, unit: str) -> float:
    shown = text.strip().replace("\N{MINUS SIGN}", "-")
    digits = shown.removesuffix("%").rstrip()
    if not re.search("[0-9]", digits) or not re.fullmatch(FIGURE, digits):
        raise WrongCall(f"{field}: “{text[:40]}” is no figure. {HOW}")
    if digits != shown and unit and "%" not in unit and "percent" not in unit.casefold():
        raise WrongCall(f"{field}: “{text[:40]}” is in percent, but it is told in {unit}. Leave the % out.")
    return float(re.sub("[, ]", "", digits))
