"""The words of follow-ups: where a check-in stands, how it moves, how somebody was sought, why a protocol stopped."""

from care.actor.vocabulary import Described


class State(Described):
    """Where a check-in stands."""

    PLANNED = "planned", "Planned", "Its window has not opened."
    DUE = "due", "Due", "Its window is open; a reminder is on its way."
    REMINDED = "reminded", "Reminded", "The person was asked."
    COMPLETED = "completed", "Completed", "The person answered, or was reached, in time."
    MISSED = "missed", "Missed", "The window closed without an answer. That is ours to mend."
    IN_OUTREACH = "in_outreach", "In outreach", "People look for the person, step by step."
    REACHED = "reached", "Reached", "The person was reached, or answered late."
    LOST_TO_CONTACT = "lost_to_contact", "Lost to contact", "Nobody reached the person within 30 days. The door stays open."
    CANCELLED = "cancelled", "Called off", "It is no longer to come; why is written."


class Step(Described):
    """What moves a check-in on."""

    OPEN = "open", "Open", "The window opens."
    REMIND = "remind", "Remind", "The reminder left."
    ANSWER = "answer", "Answer", "The person answered in time."
    MISS = "miss", "Miss", "The window closed."
    SEEK = "seek", "Seek", "The outreach ladder begins."
    REACH = "reach", "Reach", "Somebody reached the person, or an answer came late."
    LOSE = "lose", "Lose contact", "The ladder came to its end."
    CANCEL = "cancel", "Call off", "The person died, or the protocol was stopped."


class Contact(Described):
    """What sort of contact a step of a protocol is."""

    CALL = "call", "Call", "Somebody of the team calls."
    VISIT = "visit", "Visit", "The person comes in, or is seen by video."
    CHECK_UP = "check_up", "Check-up", "The form alone, and a talk where it asks for one."


class RungKind(Described):
    """What a step of the outreach ladder does."""

    MESSAGE = "message", "Message", "A neutral message goes out."
    TASK = "task", "Task", "A role is asked, and the task climbs until a named person takes it."
    END = "end", "End of the ladder", "The check-in is marked lost to contact; nobody is discharged."


class Channel(Described):
    """How somebody was sought."""

    CALL = "call", "Call", "By phone."
    TEXT = "text", "Text", "By text message."
    EMAIL = "email", "E-mail", "By e-mail."
    VISIT = "visit", "Visit", "In person, where consented."
    LETTER = "letter", "Letter", "By post."
    THIRD = "third", "Through somebody they named", "An emergency contact or another service, where consented."


class Result(Described):
    """What came of an attempt."""

    REACHED = "reached", "Reached", "They talked."
    LEFT_MESSAGE = "left_message", "Left a message", "Name and number only, and only where the person allows it."
    NO_ANSWER = "no_answer", "No answer", "Nobody answered; no message was left."
    SENT = "sent", "Sent", "The message left; whether it was read is not known."
    NOT_SENT = "not_sent", "Not sent", "There was no allowed way, or the message could not be delivered."


class Mode(Described):
    """How the answers were given."""

    LINK = "link", "Through the link", "By the person, on their own."
    PHONE = "phone", "With staff", "By the person, written down by a colleague."


class StopReason(Described):
    """Why a protocol was stopped, or a check-in called off."""

    DIED = "died", "Died", "The person died."
    CARE_ENDED = "care_ended", "Care here ended", "The enrollment ended."
    TREATMENT_GOES_ON = "treatment_goes_on", "Treatment goes on", "The treatment episode is taken up again."
    OWN_WISH = "own_wish", "Own wish", "The person wants no more of them; the door stays open."
    REPLACED = "replaced", "Another protocol takes over", "A protocol that fits better was started."
    MISTAKE = "mistake", "Started by mistake", "It should not have been started."
    PAST = "past", "Before the start", "Its window had closed when the protocol was started."


# Why people may stop a protocol. The others are given by what happened.
STOPPED_BY_PEOPLE = (StopReason.OWN_WISH, StopReason.REPLACED, StopReason.MISTAKE)
