"""Which payer comes first, who is counted as covered on a day, and what somebody still has to pay. Pure."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from patients.coverage.vocabulary import Holder, How, PlanKind

ORDER = ("First", "Second", "Third")
# What other systems call payers, where the name alone says what sort it is. Any other name is not known yet, never a guess.
NAMED_KINDS = {"medicaid": PlanKind.MEDICAID, "medicare": PlanKind.MEDICARE, "no_insurance": PlanKind.SELF_PAY}


class BadCoverage(ValueError):
    """What was written cannot be: `field` says which part, `words` why."""

    def __init__(self, field: str, words: str) -> None:
        super().__init__(field)
        self.field = field
        self.words = words


@dataclass(frozen=True, slots=True)
class CoverageTerms:
    """One coverage, as somebody writes it down. Days are those of the plan; `renews_on` is the last day to renew it."""

    kind: PlanKind
    payer: str
    plan: str = ""
    member_number: str = ""
    group_number: str = ""
    payer_phone: str = ""
    holder: Holder = Holder.SELF
    holder_name: str = ""
    letters_elsewhere_on: date | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    renews_on: date | None = None
    note: str = ""


def check_coverage(terms: CoverageTerms, *, today: date) -> None:
    """Refuse what cannot be. Nobody has to know the number or the days: a payer is enough.

    Raises:
        BadCoverage: no payer; an end before its beginning; a number where nobody is billed.
    """
    if not terms.payer.strip():
        raise BadCoverage("payer", "Write who pays, as the card says it.")
    if terms.starts_on is not None and terms.ends_on is not None and terms.ends_on < terms.starts_on:
        raise BadCoverage("ends_on", "It ends before it begins.")
    if terms.kind is PlanKind.SELF_PAY and (terms.member_number.strip() or terms.group_number.strip()):
        raise BadCoverage("member_number", "Where the person pays themselves there is no member number.")
    if terms.letters_elsewhere_on is not None and terms.letters_elsewhere_on > today:
        raise BadCoverage("letters_elsewhere_on", "This day lies ahead.")


def is_in_force(*, starts_on: date | None, ends_on: date | None, today: date) -> bool:
    """Whether a day lies within; an unknown beginning or end is no limit."""
    return (starts_on is None or starts_on <= today) and (ends_on is None or ends_on >= today)


def order_text(position: int) -> str:
    """'First', 'Second', 'Third', 'Number 4'."""
    return ORDER[position - 1] if position <= len(ORDER) else f"Number {position}"


def kind_of_name(payer: str) -> PlanKind:
    """The sort of plan that a payer's name alone says."""
    return NAMED_KINDS.get(payer.strip().casefold(), PlanKind.NOT_KNOWN)


def letters_reach_others(*, holder: Holder, letters_elsewhere_on: date | None) -> bool:
    """Whether letters about care may go to somebody else: the plan is in their name, and it was not asked to send elsewhere.

    A plan must agree to send elsewhere where sending otherwise could endanger the person (45 CFR 164.522(b)(1)(ii)).
    """
    return holder is not Holder.SELF and letters_elsewhere_on is None


def asked_the_payer(how: How) -> bool:
    """Whether the payer itself said it."""
    return how not in (How.CARD, How.PERSON)


@dataclass(frozen=True, slots=True)
class Costs:
    """What the payer says of a year's costs, in dollars; unknown where nobody said."""

    deductible: Decimal | None = None
    deductible_met: Decimal | None = None
    out_of_pocket: Decimal | None = None
    out_of_pocket_met: Decimal | None = None

    @property
    def deductible_left(self) -> Decimal | None:
        """What is still paid before the plan pays."""
        return left(self.deductible, self.deductible_met)

    @property
    def out_of_pocket_left(self) -> Decimal | None:
        """What is still paid before the plan pays everything."""
        return left(self.out_of_pocket, self.out_of_pocket_met)


def left(whole: Decimal | None, met: Decimal | None) -> Decimal | None:
    """What is left of an amount; unknown where the whole or the part is."""
    if whole is None or met is None:
        return None
    return max(whole - met, Decimal(0))


def check_costs(costs: Costs) -> None:
    """Refuse amounts that cannot be.

    Raises:
        BadCoverage: more was met than the whole, or a part without a whole.
    """
    for name in ("deductible", "out_of_pocket"):
        whole, met = getattr(costs, name), getattr(costs, f"{name}_met")
        if met is not None and whole is None:
            raise BadCoverage(f"{name}", "Write the whole amount too.")
        if met is not None and met > whole:
            raise BadCoverage(f"{name}_met", "More than the whole amount.")


def money_text(amount: Decimal) -> str:
    """'$1,500', '$12.50'."""
    return f"${amount:,.0f}" if amount == amount.to_integral_value() else f"${amount:,.2f}"
