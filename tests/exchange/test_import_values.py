"""Days, money and shares as people write them: read right, asked about, never guessed silently."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from te_planner.exchange.imports.day_column import Bad, day_column
from te_planner.exchange.imports.grid import Measured
from te_planner.exchange.imports.number_column import Amount, amounts, currency_of, shares

DAYS = st.dates(date(1990, 1, 1), date(2099, 12, 31))
ENGLISH = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip


def days(*raws: Any, edge: Any = "last", dates: Any = "") -> list[Any]:
    found, _ = day_column(raws, edge, dates, "Finish")
    return [found[raw] for raw in raws]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2027-04-03", "2027-04-03"),
        ("20270403", "2027-04-03"),
        ("2027/04/03", "2027-04-03"),
        ("2027-04-03 00:00:00", "2027-04-03"),
        ("2027-04-03T08:30:00Z", "2027-04-03"),
        ("3 April 2027", "2027-04-03"),
        ("3rd April 2027", "2027-04-03"),
        ("April 3, 2027", "2027-04-03"),
        ("3-Apr-27", "2027-04-03"),
        ("03.04.2027", "2027-04-03"),
        ("3.4.27", "2027-04-03"),
        ("3. März 2027", "2027-03-03"),
        ("3 août 2027", "2027-08-03"),
        ("Fri 03.04.27", "2027-04-03"),
        ("  3   Apr  2027 ", "2027-04-03"),
        ("Apr-27", "2027-04-30"),
        ("Feb 2028", "2028-02-29"),
        ("2027-03", "2027-03-31"),
        ("03/2027", "2027-03-31"),
        ("Q2 2027", "2027-06-30"),
        ("2027-Q2", "2027-06-30"),
        ("46480", "2027-04-03"),
        (46480, "2027-04-03"),
        (46480.25, "2027-04-03"),
    ],
)
def test_a_day_in_the_usual_spellings(written: Any, meant: str) -> None:
    assert days(written) == [meant]


def test_a_month_is_its_first_or_last_day_by_what_it_says() -> None:
    assert days("2027-03", edge="first") == ["2027-03-01"]
    assert days("2027-03", edge="last") == ["2027-03-31"]


@pytest.mark.parametrize("order", ["dmy", "mdy"])
@given(DAYS)
def test_a_day_with_slashes_is_read_as_asked(order: str, day: date) -> None:
    written = day.strftime("%d/%m/%Y" if order == "dmy" else "%m/%d/%Y")
    assert days(written, dates=order) == [day.isoformat()]


@given(DAYS)
def test_what_could_be_two_days_is_asked(day: date) -> None:
    written = day.strftime("%d/%m/%Y")
    (found,) = days(written)
    if day.day <= 12 and day.day != day.month:
        assert isinstance(found, Bad)
        assert "--dates dmy" in found.text
    else:
        assert found == day.isoformat()


@given(DAYS, DAYS)
def test_one_value_of_the_column_decides_for_all(sure: date, other: date) -> None:
    assume(sure.day > 12)
    for form in ("%d/%m/%Y", "%m/%d/%Y"):
        assert days(sure.strftime(form), other.strftime(form)) == [sure.isoformat(), other.isoformat()]


def test_slashes_say_nothing_of_days_with_dots() -> None:
    assert days("1.9.2026", "10/24/2026", "3/4/2027") == ["2026-09-01", "2026-10-24", "2027-03-04"]
    assert days("10.24.2026", "1.9.2026") == ["2026-10-24", "2026-01-09"]


def test_a_column_that_proves_both_decides_nothing() -> None:
    found = days("25/04/2027", "04/25/2027", "03/04/2027")
    assert found[:2] == ["2027-04-25", "2027-04-25"]
    assert isinstance(found[2], Bad)


@given(DAYS, st.sampled_from(["{d}. {m} {y}", "{d} {m} {y}", "{m} {d}, {y}", "{d}-{m}-{y}"]))
def test_a_named_month_is_never_in_doubt(day: date, form: str) -> None:
    written = form.format(d=day.day, m=ENGLISH[day.month - 1], y=day.year)
    assert days(written) == [day.isoformat()]


@pytest.mark.parametrize(
    "written",
    [
        "31.02.2027",
        "2027",
        "soon",
        "45/45/2027",
        "12",
        True,
        7,
        "2027-13-01",
        "27 Apr",
        "x" * 500,
        "٣/٤/٢٠٢٧",
    ],
)
def test_what_is_no_day_says_so(written: Any) -> None:
    (found,) = days(written)
    assert isinstance(found, Bad)
    assert "Write" in found.text


def money(*raws: Any, mark: Any = "") -> list[Any]:
    found, _ = amounts(raws, mark, "Budget")
    return [found[raw] for raw in raws]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("1250000", Amount(Decimal(1250000), "")),
        ("1,250,000", Amount(Decimal(1250000), "")),
        ("1.250.000", Amount(Decimal(1250000), "")),
        ("1 250 000,50 €", Amount(Decimal("1250000.50"), "€")),
        ("1\u202f250\u202f000", Amount(Decimal(1250000), "")),
        ("1'250'000.50", Amount(Decimal("1250000.50"), "")),
        ("$1,234.56", Amount(Decimal("1234.56"), "$")),
        ("-$1,234.56", Amount(Decimal("-1234.56"), "$")),
        ("($1,234.56)", Amount(Decimal("-1234.56"), "$")),
        ("EUR 1.234,56", Amount(Decimal("1234.56"), "EUR")),
        ("12,34,567.00", Amount(Decimal(1234567), "")),
        ("350k", Amount(Decimal(350000), "")),
        ("€1.5M", Amount(Decimal(1500000), "€")),
        ("0.125", Amount(Decimal("0.125"), "")),
        (12.5, Amount(Decimal("12.5"), "")),
        (Measured(12.5, "EUR"), Amount(Decimal("12.5"), "EUR")),
    ],
)
def test_money_with_symbols_and_thousands_marks(written: Any, meant: Amount) -> None:
    assert money(written) == [meant]


@given(
    st.integers(1, 10**9),
    st.integers(0, 99),
    st.sampled_from([(",", "."), (".", ","), (" ", ","), ("'", ".")]),
)
def test_money_with_cents_is_read_back(whole: int, cents: int, marks: tuple[str, str]) -> None:
    thousands, decimal = marks
    written = f"{whole:,}".replace(",", thousands) + f"{decimal}{cents:02}"
    assert money(written) == [Amount(Decimal(f"{whole}.{cents:02}"), "")]


def test_what_a_comma_means_is_decided_by_the_column_or_asked() -> None:
    (found,) = money("1,234")
    assert isinstance(found, Bad)
    assert "1234 or 1.234" in found.text
    assert money("1,234", "99.50")[0].value == 1234
    assert money("1,234", "99,50")[0].value == Decimal("1.234")
    assert money("1.234", "1.234.567")[0].value == 1234
    assert money("1,234", mark="point")[0].value == 1234
    assert money("1,234", mark="comma")[0].value == Decimal("1.234")
    assert isinstance(money("1,234", "99.50", "99,50")[0], Bad)


@pytest.mark.parametrize(
    "written", ["", "abc", "1,2,3", "12 34", "1.2.3", "(5", "1e400", "--5", "5 5", "9" * 40]
)
def test_what_is_no_amount_says_so(written: str) -> None:
    (found,) = money(written)
    assert isinstance(found, Bad)


def test_a_bare_dollar_is_the_plans_own_or_asked() -> None:
    assert currency_of("$", "CAD") == "CAD"
    assert currency_of("$", "EUR") is None
    assert currency_of("€", "USD") == "EUR"
    assert currency_of("usd", "EUR") == "USD"
    assert currency_of("pieces", "EUR") is None


def percents(*raws: Any) -> list[Any]:
    found, _ = shares(raws, "", "Share")
    return [found[raw] for raw in raws]


@given(st.integers(1, 100))
def test_percent_with_its_sign_is_never_in_doubt(share: int) -> None:
    assert percents(f"{share} %") == [share]
    assert percents(f"{share}%") == [share]
    assert percents(Measured(share / 100, "%")) == [share]


@given(st.lists(st.integers(1, 100), min_size=1, unique=True))
def test_a_column_of_percent_reads_the_same_in_each_spelling(held: list[int]) -> None:
    assume(held != [1] and held != [100])
    if any(share > 1 for share in held):
        assert percents(*held) == held
    assert percents(*[share / 100 for share in held]) == held


@pytest.mark.parametrize("raws", [(1,), (1.0,), ("1",), (0.4, 40, 1)])
def test_one_alone_can_be_one_percent_or_all_and_is_asked(raws: tuple[Any, ...]) -> None:
    found = percents(*raws)[-1]
    assert isinstance(found, Bad)
    assert "1 % or 100 %" in found.text


def test_a_fraction_among_whole_percents_is_asked() -> None:
    found = percents(0.4, 40)
    assert isinstance(found[0], Bad)
    assert found[1] == 40


@pytest.mark.parametrize("written", ["0 %", "101 %", "40.5 %", "-3 %", "40 €"])
def test_what_is_no_share_says_so(written: str) -> None:
    assert isinstance(percents(written)[0], Bad)
