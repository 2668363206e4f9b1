"""The words in which a counseling note stands. Pure."""

from care.actor.vocabulary import Described
from treatment_plans.signed.vocabulary import NoteStatus as NoteStatus
from treatment_plans.signed.vocabulary import NoteStep as NoteStep


class ErrorReason(Described):
    """Why a note was entered in error. A choice and no free words, which could say what the note says."""

    OTHER_PERSON = "other_person", "Another person’s", "It was written about somebody else."
    TWICE = "twice", "Written twice", "The same conversation has another note."
    RECORD = "record", "It belongs in the record", "It holds what is no counseling note, and is written in the record instead."
    MISTAKE = "mistake", "Another mistake", "It should not have been signed."
