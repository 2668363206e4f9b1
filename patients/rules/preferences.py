"""Culture and preferences: what makes care fit the person. Source: clinical reference 12.9. Pure."""

from dataclasses import dataclass

from care.actor.vocabulary import Described

LONGEST_PREFERENCE = 400


class StaffGender(Described):
    """Whom the person would rather talk with. Nothing said is the empty text."""

    ANY = "any", "No preference", "Asked, and it makes no difference."
    WOMEN = "women", "Women", "Would rather talk with women."
    MEN = "men", "Men", "Would rather talk with men."
    DEPENDS = "depends", "It depends, see the note", "For some things, or with some people."


class Question(Described):
    """What can be asked; each may be answered with 'prefers not to say'."""

    FAITH = "faith", "Faith or spirit", "What they believe, and what days or acts matter."
    HEALING = "healing", "Traditional healing", "Ceremonies, remedies and healers that they use or want."
    FOOD = "food", "Food", "What they eat and do not eat, fasting."
    FAMILY_ROLE = "family_role", "Who decides with them", "The part that family or elders have in decisions."
    STAFF = "staff_gender", "Preferred staff", "Whom they would rather talk with."
    STIGMA = "stigma", "Worries about being judged", "Where they were judged before, and what must not happen again."
    SAFETY = "safety", "What makes a visit feel safe", "The door, a seat, touch, a companion, a pause."
    WORDS = "words", "Words", "What they want things to be called, and what not."


TEXTS = tuple(question for question in Question if question is not Question.STAFF)


@dataclass(frozen=True, slots=True)
class Preferences:
    """What one person said. `declined` are the questions that they would rather not answer.

    `immigration` is what to mind for their immigration safety. It is kept only when the person asked for that
    (`keep_immigration`), encrypted, and without a history; taken back, it is gone.
    """

    faith: str = ""
    healing: str = ""
    food: str = ""
    family_role: str = ""
    staff_gender: StaffGender | None = None
    stigma: str = ""
    safety: str = ""
    words: str = ""
    declined: frozenset[Question] = frozenset()
    immigration: str = ""
    keep_immigration: bool = False


class BadPreferences(ValueError):
    """Answers that contradict each other: the field that is to be mended, and what to say."""

    def __init__(self, field: str, words: str) -> None:
        super().__init__(field)
        self.field = field
        self.words = words


def check_preferences(said: Preferences) -> None:
    """Refuse what cannot stand together, and what the person did not ask to have kept.

    Raises:
        BadPreferences: an answer beside 'prefers not to say'; immigration safety without the person's wish, or the wish
            without words.
    """
    for question in Question:
        if question in said.declined and getattr(said, question.value):
            raise BadPreferences(question.value, "Either an answer, or “prefers not to say” below.")
    if said.immigration and not said.keep_immigration:
        raise BadPreferences("keep_immigration", "It is kept only when the person asked for that. Tick it, or clear the text.")
    if said.keep_immigration and not said.immigration:
        raise BadPreferences("immigration", "Write what to mind, or take the tick away.")
