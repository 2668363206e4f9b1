"""The words of the privacy office. Pure."""

from enum import StrEnum

from care.actor.vocabulary import Described


class State(Described):
    """Where something stands that may be a breach. Until the risk is shown to be low it counts as one (45 CFR 164.402(2))."""

    ASSESSING = "assessing", "Being looked into", "It counts as a breach until somebody decides otherwise; the clocks run."
    BREACH = "breach", "A breach", "Decided. The people affected are told, and whoever else the law names."
    NOT_BREACH = "not_breach", "Not a breach", "Decided, with the four factors and the reason written. The clocks stand still."
    CLOSED = "closed", "Closed", "Everybody who had to be told was told."


class Step(StrEnum):
    """What moves an entry of the register."""

    CONFIRM = "confirm"
    CLEAR = "clear"
    REOPEN = "reopen"
    CLOSE = "close"


class Duty(Described):
    """Who must be told of a breach. Source: 42 CFR 2.16(b); 45 CFR 164.404, 164.406, 164.408; clinical reference 3.7."""

    PEOPLE = "people", "Tell the people affected", "Each by letter, or by e-mail where they agreed to that."
    MEDIA = "media", "Tell the press", "A prominent outlet of each state in which 500 people or more are affected."
    HHS = "hhs", "Tell the Secretary (HHS)", "On the form of the Office for Civil Rights."


class Factor(Described):
    """The four questions by which the risk is weighed. Source: 45 CFR 164.402(2)(i) to (iv), in own words."""

    NATURE = (
        "nature",
        "What it was",
        "Which data, how plainly they name somebody, and how easily a name could be found from them.",
    )
    RECIPIENT = "recipient", "Who got at it", "Who used it or to whom it went; whether they are bound to keep it private."
    ACQUIRED = "acquired", "Whether it was seen", "Whether somebody really looked at it or took it, or only could have."
    MITIGATED = "mitigated", "What was done about it", "How far the risk has been made smaller: got back, destroyed, promised."


class Kind(Described):
    """What may be worth a look. None of it says that anybody did wrong."""

    OWN_RECORD = (
        "own_record",
        "May be their own record",
        "The colleague's name, or e-mail, is also that of the person. We keep no link between staff and people in care.",
    )
    SAME_FAMILY = "same_family", "Same family name", "The colleague and the person share a family name. Many do by chance."
    REFUSALS = "refusals", "Many refusals in a day", "Often a wrong team or a new duty: a hint that rights need a look."
    ODD_HOURS = "odd_hours", "At an unusual hour", "Between 10 pm and 5 am of the program. Night work is one reason."
    NO_ACT = (
        "no_act",
        "Opened, and nothing followed",
        "Off the care team, and the colleague changed nothing about the person then or on the next day.",
    )


class Outcome(Described):
    """What came of a look."""

    EXPLAINED = "explained", "Explained", "There is a reason that belongs to the work."
    TALKED = "talked", "Talked about", "The colleague and the privacy officer talked, and what is expected is clear."
    RIGHTS = "rights", "Rights put right", "A team, a role or a duty was wrong and is right now."
    BREACH = "breach", "Taken to the register", "It stands in the breach register, and is looked into there."


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


# Postal codes of where people live, for the count by state (45 CFR 164.406): states, the District, territories.
PLACES = _words(
    "AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC"
    " SD TN TX UT VT VA WA WV WI WY AS GU MP PR VI"
)
