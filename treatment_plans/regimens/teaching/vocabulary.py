"""The words in which a medicine is taught and a teach-back is written down. Pure."""

from care.actor.vocabulary import Described


class SheetPart(Described):
    """One part of a sheet. What the person reads above it stands in `data/parts.csv`."""

    HOW = "how", "How to take it", "Of what the person takes themselves."
    GIVEN = "given", "How it is given", "Of an injection."
    USE = "use", "How to use it", "Of naloxone, which others use."
    EXPECT = "expect", "What to expect", "What it does, how long, and what we look at."
    EFFECTS = "effects", "Side effects", "What may bother, and what helps."
    DANGER = "danger", "What is dangerous", "And when to call 911."
    MISSED = "missed", "Missed doses", "What to do, by how long."
    STORAGE = "storage", "Where it is kept", "And out of whose reach."
    NALOXONE = "naloxone", "Naloxone", "To have at hand, and how it helps."


class Occasion(Described):
    """Why it was talked through."""

    START = "start", "At the start", "A medicine begins, or begins again."
    CHANGE = "change", "At a change", "Another dose, form, route or rhythm."
    AGAIN = "again", "Once more", "Something was unclear, or the person asked."


class Outcome(Described):
    """What the person could say back."""

    CLEAR = "clear", "Clear", "The person said the points back in their own words."
    PARTLY = "partly", "Partly", "Some of it was unclear: it is talked through once more."
    NOT_NOW = (
        "not_now",
        "Another day",
        "The person did not want to talk about it now. It is offered again, and nothing else follows.",
    )


class Handed(Described):
    """What the person took along."""

    PAPER = "paper", "The sheet on paper", "Printed here."
    PHONE = "phone", "The sheet on the phone", "By their link."
    ALOUD = "aloud", "Read out loud", "Nothing was taken along."
    NOTHING = "nothing", "Nothing, as they wished", "The person wanted no sheet."


class Interpreter(Described):
    """Who put it into the person's language. Family is no interpreter: 45 CFR 92.201(e)."""

    NONE = "none", "None needed", "We spoke the person’s language."
    PRESENT = "present", "In the room", "An interpreter was there."
    REMOTE = "remote", "By phone or video", "An interpreter was on the line."
    SIGN = "sign", "Sign language", "In the room or by video."
    DECLINED = "declined", "Offered, and not wanted", "The person did not want one."


class Reason(Described):
    """Why a medicine is still to be talked through."""

    NEVER = "never", "Never talked through", "Nobody has written down a teach-back."
    AGAIN = "again", "Some of it was unclear", "The last teach-back says so."
    CHANGED = "changed", "Changed since", "The order changed after the last teach-back."
    ANEW = "anew", "Begun again since", "It was begun again, long after the last teach-back."


class WrongEntry(Described):
    """Why a teach-back is taken off."""

    OTHER_PERSON = "other_person", "Another person’s", "It was written into the wrong record."
    TWICE = "twice", "Written twice", "The same stands there already."
    NOT_SO = "not_so", "It was not so", "It did not happen, or not like this."
