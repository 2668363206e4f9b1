"""The words in which a counseling note stands. Pure."""

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


class ErrorReason(Described):
    """Why a note was entered in error. A choice and no free words, which could say what the note says."""

    OTHER_PERSON = "other_person", "Another person’s", "It was written about somebody else."
    TWICE = "twice", "Written twice", "The same conversation has another note."
    RECORD = "record", "It belongs in the record", "It holds what is no counseling note, and is written in the record instead."
    MISTAKE = "mistake", "Another mistake", "It should not have been signed."
