"""Routes, doses and how they are written."""

from decimal import Decimal

import pytest

from treatment_plans.regimens import rules
from treatment_plans.regimens.vocabulary import Frequency, OrderStatus, Route


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        ("40", "40 mg"),
        ("40.000", "40 mg"),
        ("2.50", "2.5 mg"),
        ("0.5", "0.5 mg"),
        ("300", "300 mg"),
        ("1E+2", "100 mg"),
        ("0.001", "0.001 mg"),
    ],
)
def test_a_dose_has_its_unit_a_space_and_no_trailing_zero(amount: str, text: str) -> None:
    assert rules.dose_text(Decimal(amount), "mg") == text


def test_an_order_reads_as_one_line() -> None:
    assert rules.order_text("Buprenorphine XR", Decimal("300.000"), "mg", Frequency.MONTHLY) == "Buprenorphine XR 300 mg monthly"


@pytest.mark.parametrize("amount", ["0.001", "0.5", "40", "999999.999"])
def test_a_number_above_nought_with_three_decimals_is_a_dose(amount: str) -> None:
    rules.check_dose(Decimal(amount))


@pytest.mark.parametrize("amount", ["0", "-1", "0.0005", "2.0001", "1000000", "NaN", "Infinity", "sNaN"])
def test_anything_else_is_no_dose_and_is_never_rounded(amount: str) -> None:
    with pytest.raises(rules.NoDose):
        rules.check_dose(Decimal(amount))


def test_a_depot_is_not_given_by_another_route() -> None:
    rules.check_route(Route.SUBCUTANEOUS, ["subcutaneous"])
    with pytest.raises(rules.WrongRoute) as refusal:
        rules.check_route(Route.INTRAMUSCULAR, ["subcutaneous"])
    assert refusal.value.routes == (Route.SUBCUTANEOUS,)


def test_the_regimen_names_what_is_held_and_counts_what_does_not_fit() -> None:
    one = ("Methadone 40 mg daily", OrderStatus.ACTIVE)
    held = ("Naltrexone 50 mg daily", OrderStatus.ON_HOLD)
    rescue = ("Naloxone 4 mg as needed", OrderStatus.ACTIVE)
    assert rules.regimen_text([]) == ""
    assert (
        rules.regimen_text([rescue, one, held])
        == "Methadone 40 mg daily; Naltrexone 50 mg daily (on hold); Naloxone 4 mg as needed"
    )
    many = rules.regimen_text([one] * 20)
    assert len(many) <= 120
    assert many.endswith("; 16 more")
    assert rules.regimen_text([("x" * 300, OrderStatus.ACTIVE)]) == "x" * 119 + "…"
