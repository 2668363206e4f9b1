"""What the person asked to be withheld, and from whom. Pure. Source: clinical reference 3.7, which restates 42 CFR 2.26."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from care.actor import Category, Purpose, Requester
from care.actor.vocabulary import Described


class Restriction(Described):
    """What the program agreed to withhold from whoever asks (42 CFR 2.26)."""

    NONE = "none", "None", "No restriction covers this."
    AGREED = "agreed", "Agreed", "The person asked, and the program agreed."
    SELF_PAID = "self_paid", "Paid in full", "The person paid in full; the health plan learns nothing of it."


class Target(Described):
    """From whom something is withheld."""

    REQUESTER = "requester", "A kind of asker", "Everybody of one kind: family, employers, outside providers."
    ORGANISATION = "organisation", "A named organization", "One organization that is connected with this program."
    SELF_PAID = "self_paid", "A health plan, for care paid in full", "Health plans learn nothing of it, to pay or to operate."


class RestrictionState(Described):
    """Where a request stands."""

    ASKED = "asked", "Waits for a decision", "The person asked; the program has not decided."
    AGREED = "agreed", "Agreed", "The program agreed: it is withheld."
    DECLINED = "declined", "Declined", "The program did not agree; why is written and was told to the person."
    WITHDRAWN = "withdrawn", "Withdrawn", "The person no longer asks for it."
    ENDED = "ended", "Ended", "It was agreed, and has been ended by the person or by the program."


class RestrictionStep(StrEnum):
    """What can be done with a request."""

    AGREE = "agree"
    DECLINE = "decline"
    WITHDRAW = "withdraw"
    END = "end"


class EndedBy(Described):
    """Whose wish it was that a restriction ends."""

    PERSON = "person", "The person asked for it", "It stops counting at once."
    PROGRAM = "program", "The program ends it", "The person is told first, and it counts until the notice has run out."


RESTRICTION: dict[tuple[RestrictionState, RestrictionStep], RestrictionState] = {
    (RestrictionState.ASKED, RestrictionStep.AGREE): RestrictionState.AGREED,
    (RestrictionState.ASKED, RestrictionStep.DECLINE): RestrictionState.DECLINED,
    (RestrictionState.ASKED, RestrictionStep.WITHDRAW): RestrictionState.WITHDRAWN,
    (RestrictionState.AGREED, RestrictionStep.END): RestrictionState.ENDED,
}

# What may be withheld from whom. Nobody can ask that an emergency, a court's order, a report that the law asks for, or the
# law's own supervision go without: 2.26 is about treatment, payment and operations, and a program may agree to a little more.
MAY_BE_WITHHELD_FROM = (
    Requester.PROVIDER,
    Requester.HEALTH_PLAN,
    Requester.FAMILY,
    Requester.EMPLOYER,
    Requester.COMMUNITY,
    Requester.INTERMEDIARY,
    Requester.QSO,
    Requester.RESEARCHER,
)
MAY_BE_WITHHELD = (Category.DEMOGRAPHICS, Category.GENERAL, Category.MENTAL_HEALTH, Category.SUD, Category.HARM_REDUCTION)
MAY_BE_WITHHELD_FOR = (
    Purpose.TREAT,
    Purpose.CAREMGT,
    Purpose.HPAYMT,
    Purpose.HOPERAT,
    Purpose.FAMRQT,
    Purpose.REFERRAL,
    Purpose.PERSONAL,
    Purpose.ROUTING,
    Purpose.QSO_SERVICE,
    Purpose.HRESCH,
)
SELF_PAID_PURPOSES = frozenset({Purpose.HPAYMT, Purpose.HOPERAT})
# Own defaults: how soon a request is decided, and how long a restriction that the program ends still counts.
DECIDED_WITHIN = timedelta(days=3)
NOTICE = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class RestrictionTerms:
    """What the person asks for. `own_words` say it as they said it; `recipient_id` names an organisation of kind `requester`."""

    target: Target
    requester: Requester
    recipient_id: int | None
    categories: frozenset[Category]
    purposes: frozenset[Purpose]
    own_words: str
    paid_on: date | None = None


@dataclass(frozen=True, slots=True)
class RestrictionFacts:
    """One request as a decision needs it. `counts_until` is set once it has been ended."""

    target: Target
    requester: Requester
    recipient_id: int | None
    categories: frozenset[Category]
    purposes: frozenset[Purpose]
    state: RestrictionState
    counts_until: datetime | None = None


class BadRestriction(ValueError):
    """What was asked for cannot be withheld; `field` says which part, `words` why."""

    def __init__(self, field: str, words: str) -> None:
        super().__init__(field)
        self.field = field
        self.words = words


class StepRefused(ValueError):
    """The request does not stand where this step starts, or the law does not leave it to the program; `words` say which."""

    def __init__(self, step: RestrictionStep, state: RestrictionState, words: str) -> None:
        super().__init__(f"{step.value} from {state.value}")
        self.step = step
        self.state = state
        self.words = words


def check_restriction(terms: RestrictionTerms, *, today: date) -> None:
    """Refuse what lacks a part or reaches further than a restriction may.

    Raises:
        BadRestriction: nothing is named; whom the law does not let it be withheld from; care paid in full without its day.
    """
    if terms.requester not in MAY_BE_WITHHELD_FROM:
        raise BadRestriction("requester", "A restriction cannot keep this from them: the law says what they get.")
    if (terms.target is Target.ORGANISATION) != (terms.recipient_id is not None):
        raise BadRestriction("recipient", "Choose the organization.")
    if not terms.categories or not terms.categories <= set(MAY_BE_WITHHELD):
        raise BadRestriction("categories", "Choose what is kept here. Counseling notes stay here in any case.")
    if not terms.purposes or not terms.purposes <= set(MAY_BE_WITHHELD_FOR):
        raise BadRestriction("purposes", "Choose what they would ask it for.")
    if not terms.own_words.strip():
        raise BadRestriction("own_words", "Write down what the person asked for, as they said it.")
    if terms.target is not Target.SELF_PAID:
        if terms.paid_on is not None:
            raise BadRestriction("paid_on", "Only care that was paid in full has a day of payment.")
        return
    if terms.requester is not Requester.HEALTH_PLAN or not terms.purposes <= SELF_PAID_PURPOSES:
        raise BadRestriction("purposes", "Care paid in full is kept from health plans, for payment and operations.")
    if terms.paid_on is None:
        raise BadRestriction("paid_on", "Say when it was paid in full.")
    if terms.paid_on > today:
        raise BadRestriction("paid_on", "This day lies ahead.")


def next_restriction_state(
    state: RestrictionState, step: RestrictionStep, *, target: Target, by: EndedBy = EndedBy.PERSON
) -> RestrictionState:
    """The one guard of the table. What was paid in full the program may neither decline nor end (2.26(a)).

    Raises:
        StepRefused: as named.
    """
    after = RESTRICTION.get((state, step))
    if after is None:
        raise StepRefused(step, state, f"This request is not open for that: {state.label.lower()}.")
    if target is Target.SELF_PAID and step is RestrictionStep.DECLINE:
        raise StepRefused(step, state, "Care that was paid in full is kept from health plans: the program must agree.")
    if target is Target.SELF_PAID and step is RestrictionStep.END and by is EndedBy.PROGRAM:
        raise StepRefused(step, state, "Only the person can end what keeps care paid in full from health plans.")
    return after


def can_step_restriction(state: RestrictionState, step: RestrictionStep, *, target: Target, by: EndedBy = EndedBy.PERSON) -> bool:
    """The same question for a page that offers a button."""
    try:
        next_restriction_state(state, step, target=target, by=by)
    except StepRefused:
        return False
    return True


def counts(restriction: RestrictionFacts, at: datetime) -> bool:
    """Whether it is obeyed at this moment. What was paid in full is from the asking on: the program has no choice."""
    if restriction.state is RestrictionState.ENDED:
        return restriction.counts_until is not None and restriction.counts_until > at
    if restriction.state is RestrictionState.ASKED:
        return restriction.target is Target.SELF_PAID
    return restriction.state is RestrictionState.AGREED


def is_against(restriction: RestrictionFacts, *, requester: Requester, recipient_id: int | None) -> bool:
    """Whether it is about whoever asks. One that names an organisation is also about somebody of its kind who gives no name."""
    if restriction.recipient_id is None or recipient_id is None:
        return restriction.requester is requester
    return restriction.recipient_id == recipient_id


def withheld(
    restrictions: Iterable[RestrictionFacts],
    *,
    requester: Requester,
    recipient_id: int | None,
    purpose: Purpose,
    at: datetime,
) -> dict[Category, Restriction]:
    """What whoever asks does not get for a purpose, by category; what was paid in full goes before what was agreed."""
    found: dict[Category, Restriction] = {}
    for one in restrictions:
        if counts(one, at) and purpose in one.purposes and is_against(one, requester=requester, recipient_id=recipient_id):
            for category in one.categories:
                if one.target is Target.SELF_PAID:
                    found[category] = Restriction.SELF_PAID
                else:
                    found.setdefault(category, Restriction.AGREED)
    return found


def restriction_on(category: Category, *, agreed: Collection[Category], self_paid: Collection[Category]) -> Restriction:
    """What stands against one category, where the database has said what is withheld."""
    if category in self_paid:
        return Restriction.SELF_PAID
    return Restriction.AGREED if category in agreed else Restriction.NONE


def restriction_diagram() -> str:
    """The table as a Mermaid state diagram: what README.md shows."""
    lines = ["stateDiagram-v2", f"    [*] --> {RestrictionState.ASKED.value}"]
    lines += [f"    {before.value} --> {after.value}: {step.value}" for (before, step), after in RESTRICTION.items()]
    ends = dict.fromkeys(after for after in RESTRICTION.values() if not any(before is after for before, _ in RESTRICTION))
    lines += [f"    {end.value} --> [*]" for end in ends]
    return "\n".join(lines)
