"""Money as a planner types it, and its currency."""

import re
from decimal import Decimal

from te_planner.errors import WrongCall
from te_planner.plan.text import clean

LARGEST = 10**15
"""Minor units: ten million million in cents. Anything beyond is a slip of the keyboard."""

# thousands in whole groups or in none: “1250,50” and “1.250,00” mean other sums where the comma is decimal
AMOUNT = r"-?([0-9]{1,3}(,[0-9]{3})+|[0-9]{1,3}( [0-9]{3})+|[0-9]{1,15})(\.[0-9]+)?"


def minor(amount: Decimal | str | int) -> int:
    """Cents of an amount. Raises WrongCall for what is no amount, or has parts of a cent."""
    text = str(amount).strip()
    if isinstance(amount, Decimal):
        # a number already: its exponent is no slip, but may be beyond what can be reckoned with
        fits = amount.is_finite() and amount.adjusted() < 15
        value = amount if fits else None
    else:
        value = Decimal(re.sub("[, ]", "", text)) if len(text) < 40 and re.fullmatch(AMOUNT, text) else None
    if value is None:
        raise WrongCall(f"“{text[:40]}” is no amount. Write it as 1250000 or 1,250,000.50.")
    cents = value * 100
    if cents != cents.to_integral_value() or abs(cents) > LARGEST:
        raise WrongCall(f"“{text[:40]}” cannot be an amount. Write whole cents, below ten million million.")
    return int(cents)


def currency_code(text: str) -> str:
    """A currency's three letters, such as USD. Raises WrongCall for anything else."""
    code = clean(text, "currency", required=True).upper()
    if not re.fullmatch("[A-Z]{3}", code):
        raise WrongCall(f"currency: “{code}” is none. Write its three letters, such as USD.")
    return code
