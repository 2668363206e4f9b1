"""The words in which a case conference stands. Pure. Source of the content: clinical reference 12.7 and 3.9."""

from care.actor import Purpose, Requester
from care.actor.vocabulary import Described


class ConferenceStatus(Described):
    """Where a conference stands."""

    PLANNED = "planned", "Planned", "It has an agenda and has not begun."
    UNDER_WAY = "under_way", "Under way", "People are being talked about."
    HELD = "held", "Held", "It is over; what was said stands in the record of each person."
    CANCELLED = "cancelled", "Cancelled", "It did not take place."


class ConferenceStep(Described):
    """What is done with a conference."""

    BEGIN = "begin", "Begin", "Those who came are marked."
    CLOSE = "close", "Close", "Whoever was not reached is put off."
    CANCEL = "cancel", "Cancel", "With the reason."


class ItemStatus(Described):
    """Where one person on the agenda stands."""

    LISTED = "listed", "On the agenda", "Waits for its turn."
    TAKEN_UP = "taken_up", "Being talked about", "Who may not hear has stepped out."
    DISCUSSED = "discussed", "Discussed", "What was said and decided is written down."
    PUT_OFF = "put_off", "Put off", "Not reached: the next conference is offered this person."
    WITHDRAWN = "withdrawn", "Taken off", "No longer asked for."


class ItemStep(Described):
    """What is done with one person on the agenda."""

    TAKE_UP = "take_up", "Take up", "Begin to talk about the person."
    RECORD = "record", "Write down", "What was said and decided."
    PUT_OFF = "put_off", "Put off", "For another conference."
    WITHDRAW = "withdraw", "Take off", "With the reason."
    PUT_BACK = "put_back", "Put back", "What took it off was a mistake."


class Meeting(Described):
    """How those who take part meet."""

    IN_PERSON = "in_person", "In person", "In one room."
    VIDEO = "video", "Video", "By picture and sound."
    PHONE = "phone", "Phone", "By sound alone."


class ItemSource(Described):
    """From where a person came onto the agenda."""

    REVIEW = "review", "Review due", "Their plan is due to be looked at."
    TASK = "task", "Urgent task", "A task about them climbs."
    COLLEAGUE = "colleague", "A colleague asks", "Somebody of the team proposed it."
    PERSON = "person", "The person asks", "They want their team to talk about it."
    EARLIER = "earlier", "Not reached before", "An earlier conference put it off."


class WithPerson(Described):
    """Whether the person takes part in what is said about them."""

    NOT_ASKED = "not_asked", "Not asked yet", "Nobody has asked them."
    INVITED = "invited", "Invited", "They know when it is."
    CAME = "came", "Took part", "They were there for their own part."
    DECLINED = "declined", "Chose not to come", "They were asked and would rather not."


class Outcome(Described):
    """What becomes of a decision."""

    NOTED = "noted", "Written down only", "It stands in the minutes."
    TASK = "task", "A task", "Somebody does it until a day."
    PLAN = "plan", "A line of the plan", "It is in the draft of the next version, until it is agreed with the person."


# Who from outside can take part, and for which purpose they may hear. A community service hears of nobody in a conference: row
# D26 of the table gives it no word of substance use.
MAY_COME: dict[Requester, tuple[Purpose, ...]] = {
    Requester.PROVIDER: (Purpose.TREAT, Purpose.CAREMGT),
    Requester.FAMILY: (Purpose.FAMRQT,),
    Requester.SUPERVISION: (Purpose.SUPERVISION,),
}
