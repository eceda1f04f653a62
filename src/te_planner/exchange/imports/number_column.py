"""The numbers of a column: money, shares and figures, with whatever marks and units people write.

What a comma or a point means, and whether 0.4 is forty percent, is decided by the whole column or asked.
"""

import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any, NamedTuple

from te_planner.exchange.imports.day_column import Bad
from te_planner.exchange.imports.grid import Measured, is_plain
from te_planner.exchange.imports.options import Decimal as Mark
from te_planner.plan.figures import LARGEST

SYMBOLS = {"€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "US$": "USD", "C$": "CAD", "CA$": "CAD",
           "A$": "AUD", "AU$": "AUD", "NZ$": "NZD", "FR.": "CHF", "FR": "CHF"}  # fmt: skip
DOLLARS = ("USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN")
CROWNS = ("SEK", "NOK", "DKK", "CZK")
TIMES = {"k": 1_000, "tsd": 1_000, "m": 1_000_000, "mn": 1_000_000, "mio": 1_000_000, "million": 1_000_000,
         "bn": 1_000_000_000}  # fmt: skip

WHOLE = (
    r"(?P<open>\()?(?P<sign>[-+−])?(?P<before>[^\d\s.,()+−-]{1,6}(?:\.(?=\s))?)?\s?(?P<sign2>[-−])?"
    r"(?P<digits>\d[\d.,'’ ]*|\.\d+|,\d+)(?P<after>[^\d()]{0,14}?)(?P<close>\))?(?P<sign3>-)?"
)

ZERO = r"[^\W\d_]{0,3}[€£¥₹$]?\s*[-–]+\s*([€£¥₹$]|[A-Z]{3})?"
"""How spreadsheets show nought of a money: “- €”, “$ -”."""
GROUPED = r"\d{1,3}([ '’]\d{3})+([.,]\d*)?"


class Amount(NamedTuple):
    """A number as it was written: its unit, where the cell says one, else the `others` of its column."""

    value: Decimal
    unit: str
    others: bool = False


def amounts(raws: Iterable[Any], mark: Mark, heading: str) -> tuple[dict[Any, Amount | Bad], tuple[str, ...]]:
    """Each raw value as a number with its unit, or why it is none; and what was decided for the column."""
    held = list(raws)
    texts = _texts(held)
    signs: Mark = mark
    notes: tuple[str, ...] = ()
    if not signs:
        signs, raw = _proven(texts)
        if signs:
            doubtful = next(
                (each for each, text in texts.items() if text and _doubtful(text["digits"])), None
            )
            if doubtful:
                notes = (f"Column {heading}: a decimal {signs} in {doubtful}, as {raw} shows.",)
    return {
        raw: Amount(Decimal(raw), "") if is_plain(raw) else _amount(raw, texts.get(raw), signs)
        for raw in held
    }, notes


def money(raws: Iterable[Any], mark: Mark, heading: str) -> tuple[dict[Any, Amount | Bad], tuple[str, ...]]:
    """The same, of one currency where all of the column that name one name the same."""
    held, notes = amounts(raws, mark, heading)
    units = {each.unit for each in held.values() if isinstance(each, Amount)}
    named = units - {""}
    if len(named) == 1 and len(units) == 2:
        unit = named.pop()
        bare = {raw: each for raw, each in held.items() if isinstance(each, Amount) and not each.unit}
        held.update((raw, each._replace(unit=unit, others=True)) for raw, each in bare.items())
        notes += (f"Column {heading}: {next(iter(bare))} is taken for {unit} too, as others of it say.",)
    return held, notes


def proven_mark(raws: Iterable[Any]) -> tuple[Mark, str]:
    """The decimal sign that the values of a column can alone be read with, and the one that proves it."""
    return _proven(_texts(raws))


def _texts(raws: Iterable[Any]) -> dict[str, re.Match[str] | None]:
    return {raw: _text(raw) for raw in raws if isinstance(raw, str) and not is_plain(raw)}


def _proven(texts: dict[str, re.Match[str] | None]) -> tuple[Mark, str]:
    proofs = {_proof(text["digits"]): raw for raw, text in texts.items() if text}
    proofs.pop("", None)
    if len(proofs) != 1:
        return "", ""
    mark, raw = proofs.popitem()
    return mark, raw.strip()


def _text(raw: str) -> re.Match[str] | None:
    return re.fullmatch(
        WHOLE, " ".join(raw.replace("\N{NO-BREAK SPACE}", " ").replace("\u202f", " ").split())
    )


def _digits(text: str) -> str:
    """Without the blanks and apostrophes that part thousands."""
    return re.sub("[ '’]", "", text)


def _doubtful(text: str) -> bool:
    """1,234 and 1.234 can be a thousand and some, or one and some."""
    return re.fullmatch(r"[1-9]\d{0,2}[.,]\d{3}", _digits(text)) is not None


def _proof(text: str) -> Mark:
    """What one value says of the column's decimal sign, where it can only be read one way."""
    digits = _digits(text)
    commas, points = digits.count(","), digits.count(".")
    if commas and points:
        return "point" if digits.rfind(".") > digits.rfind(",") else "comma"
    if commas > 1 or points > 1:
        return "point" if commas else "comma"
    if (commas or points) and not _doubtful(digits):
        return "comma" if commas else "point"
    return ""


def _amount(raw: Any, found: re.Match[str] | None, mark: Mark) -> Amount | Bad:
    if isinstance(raw, Measured):
        number = Decimal(repr(raw.value))
        return Amount(number * 100 if raw.unit == "%" else number, raw.unit)
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        return Amount(Decimal(repr(raw)), "") if abs(raw) <= LARGEST else Bad(f"{raw} is too large a number.")
    if found is None:
        if isinstance(raw, str) and re.fullmatch(ZERO, raw.strip()):
            return Amount(Decimal(0), raw.strip(" -–"))
        return Bad(f"“{str(raw)[:40]}” is no number. Write it as 1250 or 1250.50.")
    if re.search("[ '’]", found["digits"].strip()) and not re.fullmatch(GROUPED, found["digits"].strip()):
        return Bad(f"“{raw.strip()[:40]}” is no number: thousands stand in threes. Write it as 1250.")
    digits = _digits(found["digits"])
    if _doubtful(digits) and not mark:
        whole, part = digits[:-4] + digits[-3:], f"{digits[:-4]}.{digits[-3:]}"
        return Bad(
            f"{raw.strip()[:40]} can be {whole} or {part}, and no other value of the column tells which. "
            "Say which it is (by command: --decimal point or --decimal comma).",
            "decimal",
        )
    value = _value(digits, mark or _proof(digits))
    if value is None or abs(value) > LARGEST:
        return Bad(f"“{raw.strip()[:40]}” is no number, read with a decimal {mark or 'point'}.")
    unit, times = _unit(found["before"] or "", found["after"].strip())
    signs = [found[each] for each in ("open", "sign", "sign2", "sign3") if found[each]]
    negative = bool(signs) and signs != ["+"]
    if bool(found["open"]) != bool(found["close"]) or len(signs) > 1:
        return Bad(f"“{raw.strip()[:40]}” has a sign or a bracket too many. Write it as 1250 or -1250.")
    return Amount((-value if negative else value) * times, unit)


def _value(digits: str, mark: Mark) -> Decimal | None:
    decimal, thousands = (",", ".") if mark == "comma" else (".", ",")
    whole, sign, part = digits.partition(decimal)
    groups = rf"\d{{1,3}}([{thousands}]\d{{3}})+|\d{{1,2}}([{thousands}]\d{{2}})+[{thousands}]\d{{3}}"
    if thousands in whole and not re.fullmatch(groups, whole):
        return None
    if (sign and not part.isdecimal()) or thousands in part:
        return None
    plain = whole.replace(thousands, "") or "0"
    return Decimal(f"{plain}.{part}" if sign else plain) if plain.isascii() and plain.isdecimal() else None


def _unit(before: str, after: str) -> tuple[str, int]:
    """The unit's letters, and what k and M multiply by."""
    words = [each for each in (before.strip(), *after.split()) if each]
    times = 1
    rest = []
    for word in words:
        small = word.rstrip(".").casefold()
        if small in TIMES and times == 1 and word != before.strip():
            times = TIMES[small]
        else:
            rest.append(word)
    return " ".join(rest), times


def currency_of(unit: str, own: str) -> str | None:
    """The code of a symbol or code; of a bare $ or kr the plan's own money, where it is one. None: none."""
    text = unit.strip().upper()
    if not text:
        return ""
    if text in SYMBOLS:
        return SYMBOLS[text]
    if text == "$":
        return own if own in DOLLARS else None
    if text == "KR":
        return own if own in CROWNS else None
    return text if re.fullmatch("[A-Z]{3}", text) else None


def shares(
    raws: Iterable[Any], mark: Mark, heading: str, least: int = 1
) -> tuple[dict[Any, int | Bad], tuple[str, ...]]:
    """Whole percent: “40 %”, 40, or 0.4 where the whole column has fractions."""
    held, notes = amounts(raws, mark, heading)
    bare = [each.value for each in held.values() if isinstance(each, Amount) and each.unit != "%"]
    fractions = any(0 < value < 1 for value in bare)
    wholes = any(value > 1 for value in bare)
    if fractions and not wholes:
        notes = (*notes, f"Column {heading}: fractions of one, so that 1 is 100 %.")

    def read(raw: Any, found: Amount | Bad) -> int | Bad:
        if isinstance(found, Bad):
            return found
        value, unit, _ = found
        if unit not in ("", "%"):
            return Bad(f"“{raw}” is no share. Write it as 40 %.")
        if not unit and 0 < value < 1 and wholes:
            return Bad(f"{raw} is a fraction, but the column has whole percent too. Write it as 40 %.")
        if not unit and value == 1 and fractions == wholes:
            return Bad(f"{raw} can be 1 % or 100 %, and no other value tells which. Write 1 % or 100 %.")
        if not unit and not wholes:
            value *= 100
        if value != int(value) or not least <= value <= 100:
            return Bad(f"“{raw}” is no share: write whole percent, from {least} to 100.")
        return int(value)

    return {raw: read(raw, found) for raw, found in held.items()}, notes


def numbers(
    raws: Iterable[Any], mark: Mark, heading: str, take: Callable[[Amount], Any]
) -> tuple[dict[Any, Any], tuple[str, ...]]:
    """Each value as `take` gives it; where that is None, it is a fault."""
    held, notes = amounts(raws, mark, heading)

    def read(raw: Any, found: Amount | Bad) -> Any:
        if isinstance(found, Bad):
            return found
        taken = take(found)
        return Bad(f"“{raw}” cannot stand here. Write a plain number such as 12.") if taken is None else taken

    return {raw: read(raw, found) for raw, found in held.items()}, notes
