"""The words of this room. Pure."""

from care.actor.vocabulary import Described


class DueState(Described):
    """How a test of the schedule stands today."""

    OVERDUE = "overdue", "Overdue", "Its time is over and nothing is on record."
    DUE = "due", "Due", "It is time."
    ASK = "ask", "Ask", "Needed under a condition that the record does not answer."
    DONE = "done", "Done", "On record; the next time is to come, or none is planned."
    OFFER = "offer", "Offer", "Offered; the person decides."
    NOT_RECORDED = "not_recorded", "Not on record", "Asked for at a start that is long over. Nobody is asked for it now."
    NOT_NEEDED = "not_needed", "Not needed", "Not for this person, and why."


class Verdict(Described):
    """What an analyte of a drug test says against what is prescribed and reported. Information for the conversation."""

    EXPECTED = "expected", "Expected", "As the prescribed and reported medicines say."
    UNEXPECTED = "unexpected", "Unexpected", "Not as they say: something to ask about, which changes no dose."
    EITHER = "either", "Either way", "A medicine that is taken now and then would show, or not."
    UNKNOWN = "unknown", "Cannot be told", "It was not done, or could not be read."


class LookupOutcome(Described):
    """What a look-up in the prescription drug monitoring program (PDMP) came to."""

    NOTHING_ELSE = "nothing_else", "Nothing from elsewhere", "Only what is known here."
    FOUND = "found", "Something from elsewhere", "Written in words: what, from whom, since when."
    NOT_POSSIBLE = "not_possible", "Not possible", "Why is written in words; the medicine is not withheld for it."
