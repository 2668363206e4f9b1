"""What is refused of an order."""

from uuid import UUID


class NotInCatalogue(ValueError):
    """The medicine, or the form and strength, cannot be ordered here."""


class AlreadyOrdered(ValueError):
    """An order for the same substance is active: it is changed or stopped first. `order` is its number in addresses."""

    def __init__(self, order: UUID) -> None:
        super().__init__("an order for this substance is active")
        self.order = order


class ReasonMissing(ValueError):
    """An order is held with a reason in words; and 'another reason' is said in words."""


class ReasonNotPossible(ValueError):
    """An order is not stopped for this reason by hand."""


class NotReplaceable(ValueError):
    """Only an order that is active or on hold can be replaced, and only by one other (a draft that does so counts)."""


class NoOverlap(ValueError):
    """Only an order for another substance goes on beside the one in its place, and only from its first day on."""


class ConditionAnswered(ValueError):
    """The order has no such condition that is open."""


class NotReadBack(ValueError):
    """A verbal order is read back before it is taken."""


class NotTheirs(ValueError):
    """A verbal order is taken down by a nurse, said by a prescriber of the care team, and answered by that prescriber."""


class NoVerbalOrder(ValueError):
    """Nobody waits for a signature under this order."""


class NotInThePlan(ValueError):
    """The plan has no such line of medication any more."""


class OrderHasEnded(ValueError):
    """What an order is for is said while it is in force, or before it is signed."""


class NothingToAsk(ValueError):
    """No rule asks for a second prescriber about this order."""


class AskedAlready(ValueError):
    """A second prescriber is asked already, and has not answered."""


class NobodyAsked(ValueError):
    """No second prescriber is asked about this order."""


class NotOneself(ValueError):
    """The second word is another person's."""
