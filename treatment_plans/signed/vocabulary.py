"""The words in which a note that is signed stands. Pure."""

from care.actor.vocabulary import Described


class NoteStatus(Described):
    """Where a note stands."""

    DRAFT = "draft", "Draft", "Being written; only its author opens it."
    SIGNED = "signed", "Signed", "It stands as it was signed."
    AMENDED = "amended", "Signed, with addenda", "It stands as it was signed; what was added stands below it."
    IN_ERROR = "entered-in-error", "Entered in error", "Nobody relies on it any more; it stays where it is."


class NoteStep(Described):
    """What moves a note on."""

    SIGN = "sign", "Sign", "The author puts their name to it; from then on its words stay."
    AMEND = "amend", "Add to it", "Something is added below, signed by whoever adds it."
    RETRACT = "retract", "Entered in error", "The author takes it back, with a reason."
