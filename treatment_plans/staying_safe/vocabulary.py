"""The words in which plans for staying well and safe, their signatures and returns to use stand. Pure."""

from care.actor import Category
from care.actor.vocabulary import Described


class PlanKind(Described):
    """What such a plan is for. Clinical reference 9.3, and the relapse-prevention plan."""

    STAYING_WELL = (
        "staying_well",
        "Staying well",
        "What brings use closer, what shows it early, what helped, and what to do after a return to use.",
    )
    SAFETY = "safety", "Safety plan", "What to do when thoughts of suicide come, step by step, and who helps."
    OVERDOSE = "overdose", "Overdose plan", "Short: where the naloxone is, who checks, what others do."


# Thoughts of suicide are of mental health; the two others speak of use.
CATEGORIES = {
    PlanKind.STAYING_WELL: Category.SUD,
    PlanKind.SAFETY: Category.MENTAL_HEALTH,
    PlanKind.OVERDOSE: Category.SUD,
}


class CopyKind(Described):
    """What the copy on a phone may be of."""

    CARE = "care", "Plan of care", "What they want, and what is done for it."
    STAYING_WELL = PlanKind.STAYING_WELL.value, PlanKind.STAYING_WELL.label, PlanKind.STAYING_WELL.prose
    SAFETY = PlanKind.SAFETY.value, PlanKind.SAFETY.label, PlanKind.SAFETY.prose
    OVERDOSE = PlanKind.OVERDOSE.value, PlanKind.OVERDOSE.label, PlanKind.OVERDOSE.prose
    MEDICINES = "medicines", "Medicine sheets", "Of what they take now, in plain words."

    @property
    def plan(self) -> PlanKind | None:
        """The kind of plan for hard times that it is of; none of the plan of care and of the sheets."""
        return None if self in (CopyKind.CARE, CopyKind.MEDICINES) else PlanKind(self.value)

    @property
    def category(self) -> Category:
        """The kind of data that it holds."""
        return Category.SUD if self.plan is None else CATEGORIES[self.plan]


class PlanState(Described):
    """Where one version stands."""

    DRAFT = "draft", "Draft", "It is being written; nobody relies on it yet."
    PROPOSED = (
        "proposed",
        "Waits for the person’s word",
        "A colleague has signed; its words stay until the person has said yes or it goes back.",
    )
    IN_FORCE = "in_force", "In force", "Both have given their word; its words stay as they are."
    ENDED = "ended", "Ended", "It stays to be read; why it ended is written."


class PlanStep(Described):
    """What moves a version on."""

    SIGN = "sign", "Sign", "A colleague signs what was written together."
    GO_BACK = "go_back", "Write on", "It goes back to be written on; the signature goes with it."
    AGREE = "agree", "The person’s word", "The person gives their word, in their way."
    END = "end", "End", "It ends, with the reason."


class PlanEnd(Described):
    """Why a version ended."""

    SUPERSEDED = "superseded", "A newer version", "A newer version came into force."
    SET_ASIDE = "set_aside", "Set aside", "The draft is not needed."
    OWN_WISH = "own_wish", "The person’s wish", "The person does not want it any more."
    CARE_ENDED = "care_ended", "Care here ended", "The person is in care elsewhere, or in none."
    DIED = "died", "The person has died", "Nothing goes on."


class Part(Described):
    """One part of a plan: a heading with lines below. What the person reads of it stands in `data/parts.csv`."""

    TRIGGERS = "triggers", "Triggers", "What brings use closer."
    SIGNS = "signs", "Warning signs", "How it shows early."
    HELPED = "helped", "What helped before", "Coping that worked."
    PEOPLE = "people", "People", "Who is good company, and who helps."
    PLACES = "places", "Places", "Where it is easier, and where it is harder."
    TIMES = "times", "High-risk times", "Days and hours to be ready for."
    AFTER = "after", "After a return to use", "What to do next, without shame."
    ALONE = "alone", "What I can do by myself", "What takes the edge off, alone."
    AROUND = "around", "People and places that take my mind off it", "Company, without having to talk about it."
    ASK = "ask", "People I can ask for help", "Who knows, and may be called."
    LINES = "lines", "Professionals and lines", "Whom to call at any hour."
    SAFER_PLACE = "safer_place", "Making my place safer", "Firearms, medicines, drugs: put away, locked, given to somebody."
    NALOXONE = "naloxone", "Where my naloxone is", "So that others find it."
    CHECKS = "checks", "Who checks on me", "How, and how often."
    SAFER_USE = "safer_use", "If I use", "What makes it safer."
    OTHERS = "others", "What others should do", "Beside calling 911 and giving naloxone."


class Party(Described):
    """Whose word it is."""

    PATIENT = "patient", "The person", "Whose plan it is."
    CLINICIAN = "clinician", "The colleague", "Who wrote it with them."
    REPRESENTATIVE = (
        "on_file",
        "Who may sign for them",
        "On file as their guardian or parent; beside them, or in their place.",
    )


class Way(Described):
    """How a word was given."""

    TYPED = "typed", "Typed name", "Their name, typed."
    DRAWN = "drawn", "Drawn signature", "Their name, typed and drawn."
    PAPER = "paper", "On paper", "They signed the printed plan."
    SPOKEN = "spoken", "Said out loud", "They agreed out loud; a colleague writes it down."
    DECLINED = "declined", "Agrees, does not want to sign", "The plan is theirs all the same."
    IN_PLACE = "in_place", "Signed in their place", "A guardian on file signs; a court has said so."


class CopyEnd(Described):
    """Why a copy on a phone was taken back."""

    OWN_WISH = "own_wish", "The person’s wish", "The person asked for it."
    PHONE_LOST = "phone_lost", "The phone is gone", "Lost, sold, taken, or not theirs any more."
    NOT_SAFE = "not_safe", "Not safe on this phone", "Somebody else reads it."
    OTHER_PHONE = "other_phone", "Another phone", "A new copy goes to another phone."
    DIED = "died", "The person has died", "Nothing goes on."
    MERGED = "merged", "Two records became one", "The other copy stands."


# What a colleague may say; the others say themselves.
CHOSEN_COPY_ENDS = (CopyEnd.OWN_WISH, CopyEnd.PHONE_LOST, CopyEnd.NOT_SAFE, CopyEnd.OTHER_PHONE)


class ToldBy(Described):
    """How a return to use came to be known."""

    PERSON = "person", "The person told", "They said it themselves."
    CHECK_IN = "check_in", "A check-in", "They wrote it in a check-in."
    CLOSE = "close", "Somebody close", "Somebody whom the person lets speak with us."
    SEEN = "seen", "Seen here", "A colleague saw it, or a test was not as expected."


class ErrorReason(Described):
    """Why a return to use is taken off: a choice, never more words about it."""

    OTHER_PERSON = "other_person", "Another person’s", "It was written into the wrong record."
    TWICE = "twice", "Written twice", "The same stands there already."
    NOT_SO = "not_so", "It was not so", "The person says that it did not happen, or it was a mistake."


class Why(Described):
    """What asks for a plan to be looked at again."""

    CRISIS = "crisis", "After a crisis", "A crisis has passed, and the plan is looked at while it is fresh."
    RETURN = "return", "After a return to use", "What would have helped goes into it."
    TIME = "time", "Ninety days", "It is looked at every ninety days."
    SCREENING = "screening", "After a screening", "A screening for suicide asks for a plan that is right for now."
    CHANGE = "change", "Something has changed", "People, places or medicines are not the same any more."
