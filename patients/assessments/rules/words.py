"""The words that a column may hold."""

from care.actor.vocabulary import Described


class Mode(Described):
    """Who gave the answers down."""

    SELF = "self", "By the person", "Answered by themselves, on paper, a tablet or their phone."
    CLINICIAN = "clinician", "By a clinician", "Asked or observed by a colleague."
    IMPORTED = (
        "imported",
        "From another system",
        "A score alone, from the history of another system.",
    )


class State(Described):
    """How a set of answers stands."""

    OPEN = "open", "Not finished", "Some questions wait; anybody of the team may go on."
    COMPLETED = "completed", "Completed", "Scored. Its answers and scores stay as they are."
    SET_ASIDE = "set_aside", "Set aside", "Will not be finished; what was answered is kept and not scored."
    IN_ERROR = "in_error", "Recorded in error", "Completed for the wrong person or with wrong answers; counts nowhere."


class ItemKind(Described):
    """What kind of answer a question takes."""

    CHOICE = "choice", "One of several", "Its options carry the numbers that are summed up."
    NUMBER = "number", "A number", "A count, days or a rating, within its limits."
    TEXT = "text", "Words", "Never scored."


class Danger(Described):
    """How urgent an answer is. Clinical reference 9.4."""

    RAISED = "raised", "Elevated", "Contact within 24 hours."
    URGENT = "urgent", "Urgent", "A clinician the same day; taken within 30 minutes."
    CRISIS = "crisis", "Crisis", "Taken within 5 minutes; the person is not left alone."


DANGER_LEVELS = {Danger.RAISED: 1, Danger.URGENT: 2, Danger.CRISIS: 3}
