"""How an order moves on, by which route a medicine may be given, and when a number is a dose. Pure.

The safety rules of the clinical reference (sections 1.4 to 1.10) are in `safety`. What is refused here needs the order alone:
a route that the catalogue does not hold for the medicine (0.2: "wrong route" of a depot is a hard stop), and a dose that is no
dose. There are no dose limits: none of those in the reference is a hard stop by itself, and a made-up one would be worse.
"""

from collections.abc import Collection
from decimal import Decimal

from treatment_plans.regimens.vocabulary import EndReason, OrderStatus, OrderStep, Route

ORDER: dict[tuple[OrderStatus, OrderStep], OrderStatus] = {
    (OrderStatus.DRAFT, OrderStep.SIGN): OrderStatus.ACTIVE,
    (OrderStatus.DRAFT, OrderStep.SET_ASIDE): OrderStatus.CANCELLED,
    (OrderStatus.ACTIVE, OrderStep.HOLD): OrderStatus.ON_HOLD,
    (OrderStatus.ACTIVE, OrderStep.COMPLETE): OrderStatus.COMPLETED,
    (OrderStatus.ACTIVE, OrderStep.STOP): OrderStatus.STOPPED,
    (OrderStatus.ON_HOLD, OrderStep.RESUME): OrderStatus.ACTIVE,
    (OrderStatus.ON_HOLD, OrderStep.COMPLETE): OrderStatus.COMPLETED,
    (OrderStatus.ON_HOLD, OrderStep.STOP): OrderStatus.STOPPED,
}


CURRENT = frozenset({OrderStatus.ACTIVE, OrderStatus.ON_HOLD})


# Why a prescriber may stop an order. The others come with completing, replacing and setting aside.
STOP_REASONS = (
    EndReason.SWITCHED,
    EndReason.SIDE_EFFECTS,
    EndReason.DID_NOT_WORK,
    EndReason.OWN_WISH,
    EndReason.TRANSFERRED,
    EndReason.SAFETY,
    EndReason.DIED,
    EndReason.OTHER,
)


SMALLEST = Decimal("0.001")


LARGEST = Decimal("999999.999")  # what the column holds; not a clinical limit


class WrongRoute(ValueError):
    """The medicine is not given by this route. `routes` are those by which it is."""

    def __init__(self, routes: Collection[Route]) -> None:
        super().__init__("the medicine is not given by this route")
        self.routes = tuple(routes)


class NoDose(ValueError):
    """A dose is a number above nought with at most three decimals."""


def check_route(route: Route, routes: Collection[str]) -> None:
    """Refuse a route that the catalogue does not hold for the medicine. Hard stop: clinical reference 0.2 and 1.6.

    Raises:
        WrongRoute: with the routes that it holds.
    """
    if route.value not in routes:
        raise WrongRoute([Route(known) for known in routes])


def check_dose(amount: Decimal) -> None:
    """Refuse what is no dose. The column would round more than three decimals, and a dose is never rounded in silence.

    Raises:
        NoDose: not a number, nought or less, too large for the column, or finer than a thousandth.
    """
    if not amount.is_finite() or not SMALLEST <= amount <= LARGEST or amount != amount.quantize(SMALLEST):
        raise NoDose
