"""Why a consent is not changed."""


class NotARecipient(ValueError):
    """The organisation is not one to which this programme can give anything: itself, one without a partner system, or one of
    a sort that this kind of consent cannot name."""


class AlreadyGiven(ValueError):
    """The very same consent stands already."""


class NoSuchConsent(LookupError):
    """The permit's patient gave no such consent here."""


class AlreadySigned(ValueError):
    """It was signed before."""


class NotADraft(ValueError):
    """It was declined or set aside: it cannot be signed any more."""


class DraftTooOld(ValueError):
    """Its last day passed before it was signed."""


class AlreadyRevoked(ValueError):
    """It was taken back before."""


class NotInForce(ValueError):
    """It has ended or was replaced, or was never signed: there is nothing to take back or to end."""


class CannotBeTakenBack(ValueError):
    """A criminal-justice consent before its day, or before what must have happened (42 CFR 2.35)."""


class ReasonMissing(ValueError):
    """Taking back says why, were it only 'the person asked'."""


class NoEvent(ValueError):
    """The consent names no such event, or it was recorded before."""
