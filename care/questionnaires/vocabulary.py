"""The words of questionnaires: where one stands, what moves it, why it ended without an answer."""

from care.actor.vocabulary import Described


class State(Described):
    """Where a questionnaire that was asked for stands."""

    ASKED = "asked", "On its way", "The message is queued; everything is checked again when it leaves."
    SENT = "sent", "Sent", "The message left; one reminder follows."
    REMINDED = "reminded", "Reminded", "The one reminder left."
    NOT_SENT = "not_sent", "Not sent", "No message could go; somebody was asked to hand it over."
    ANSWERED = "answered", "Answered", "The person sent their answers."
    EXPIRED = "expired", "Not answered", "The link has ended. What was filled in stays among the measures, set aside."
    TAKEN_BACK = "taken_back", "Taken back", "The link opens no more; why is written."


class Step(Described):
    """What moves it on."""

    LEAVE = "leave", "Leave", "The message left."
    REMIND = "remind", "Remind", "The reminder left."
    FAIL = "fail", "Fail", "No message could go."
    ANSWER = "answer", "Answer", "The person sent their answers, or a colleague completed them."
    EXPIRE = "expire", "Expire", "The link has ended."
    TAKE_BACK = "take_back", "Take back", "A colleague took it back, or care here ended."


class EndReason(Described):
    """Why one was taken back."""

    NOT_NEEDED = "not_needed", "Not needed any more", "It was asked in another way, or is no longer of use."
    WRONG_ONE = "wrong_one", "The wrong one", "Another questionnaire was meant, or another person."
    OWN_WISH = "own_wish", "Own wish", "The person would rather not; nothing else changes."
    CARE_ENDED = "care_ended", "Care here ended", "The enrollment ended."
    DIED = "died", "Died", "The person died."
    MERGED = "merged", "Records merged", "The same one was sent by the other record."


# Why people may take one back. The others are given by what happened.
TAKEN_BACK_BY_PEOPLE = (EndReason.NOT_NEEDED, EndReason.WRONG_ONE, EndReason.OWN_WISH)
