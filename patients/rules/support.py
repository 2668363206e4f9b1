"""Who stands by the person: relation, calling, emergencies, and what they know. Pure."""

from dataclasses import dataclass

from care.actor.vocabulary import Described
from patients.rules.people import Language, phone_text


class Relation(Described):
    """What somebody is to the person."""

    SPOUSE = "spouse", "Spouse", "Married to them."
    PARTNER = "partner", "Partner", "Lives or goes with them."
    PARENT = "parent", "Parent", "Mother, father, or who raised them."
    CHILD = "child", "Child", "Of any age."
    SIBLING = "sibling", "Sibling", "Brother or sister."
    GRANDPARENT = "grandparent", "Grandparent", "Grandmother or grandfather."
    RELATIVE = "relative", "Other relative", "Aunt, cousin, in-law."
    FRIEND = "friend", "Friend", "A friend."
    ROOMMATE = "roommate", "Roommate", "Lives with them."
    NEIGHBOR = "neighbor", "Neighbor", "Lives close by."
    SPONSOR = "sponsor", "Sponsor", "Of a mutual-help group."
    FAITH = "faith", "Faith or spiritual leader", "Of their community."
    WORKER = "worker", "Case worker or advocate", "Of another service."
    OTHER = "other", "Somebody else", "What the words beside it say."


# Codes of HL7 v3 RoleCode, where there is one that says the same.
ROLE_CODE = "http://terminology.hl7.org/CodeSystem/v3-RoleCode"
ROLE_CODES: dict[Relation, str] = {
    Relation.SPOUSE: "SPS",
    Relation.PARTNER: "SIGOTHR",
    Relation.PARENT: "PRN",
    Relation.CHILD: "CHILD",
    Relation.SIBLING: "SIB",
    Relation.GRANDPARENT: "GRPRN",
    Relation.RELATIVE: "FAMMEMB",
    Relation.FRIEND: "FRND",
    Relation.ROOMMATE: "ROOM",
    Relation.NEIGHBOR: "NBOR",
}


class Knows(Described):
    """Whether they know that the person is in care here. What they may be told stands in a consent, never here."""

    KNOWS = "knows", "Knows of care here", "The person told them."
    DOES_NOT = "does_not", "Does not know of care here", "Nothing is said that lets them guess."
    DECLINED = "declined", "Prefers not to say", "Taken as: does not know."


@dataclass(frozen=True, slots=True)
class Supporter:
    """One person who stands by somebody in care. The phone is E.164."""

    name: str
    relation: Relation
    relation_words: str = ""
    phone: str = ""
    email: str = ""
    language: Language | None = None
    may_be_called: bool = False
    may_leave_message: bool = False
    is_emergency_contact: bool = False
    knows: Knows | None = None
    note: str = ""

    @property
    def relation_text(self) -> str:
        """'mother', as the person says it; else the word of the list."""
        return self.relation_words or self.relation.label.lower()


class BadSupporter(ValueError):
    """Answers that do not fit each other: the field that is to be mended, and what to say."""

    def __init__(self, field: str, words: str) -> None:
        super().__init__(field)
        self.field = field
        self.words = words


def check_supporter(one: Supporter) -> None:
    """Refuse somebody who cannot be found or called as it is said.

    Raises:
        BadSupporter: no name; calling or an emergency contact without a phone; a message for whom nobody may call;
            'somebody else' without words.
    """
    if not any(letter.isalpha() for letter in one.name):
        raise BadSupporter("name", "Write their name, or what the person calls them.")
    if one.relation is Relation.OTHER and not one.relation_words:
        raise BadSupporter("relation_words", "Write what they are to the person.")
    if one.may_be_called and not one.phone:
        raise BadSupporter("phone", "Write the number that may be called.")
    if one.is_emergency_contact and not one.phone:
        raise BadSupporter("phone", "Somebody to call in an emergency needs a phone number.")
    if one.may_leave_message and not (one.may_be_called or one.is_emergency_contact):
        raise BadSupporter("may_leave_message", "First mark that they may be called.")


def calling_text(one: Supporter) -> str:
    """When they may be called: 'may be called', 'in an emergency only', 'do not call'."""
    if one.may_be_called:
        return "may be called" + ("" if one.may_leave_message else "; no voicemail")
    return "call in an emergency only" if one.is_emergency_contact else "do not call"


def knowing_text(one: Supporter) -> str:
    """What a caller must mind: whether they know of care here. Who was not asked about is taken not to know."""
    if one.knows is Knows.KNOWS:
        return "knows of care here"
    return "does not know of care here" if one.knows is Knows.DOES_NOT else "may not know of care here"


def emergency_text(one: Supporter) -> str:
    """'(401) 555-0199; does not know of care here': the second line of the banner."""
    return f"{phone_text(one.phone)}; {knowing_text(one)}"
