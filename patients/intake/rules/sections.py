"""The sections of an intake: in which order they are offered, which follow from what was told, and which comes next. Pure.

Own order and own defaults, along the content of a first assessment (clinical reference 1 to 4, 12.3, 12.9; issue 5): what is
needed to reach and to keep somebody safe stands first, what they want to work on stands at the end and can be told at any time.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from care.actor.vocabulary import Described
from patients.intake.rules.states import STANDING_ANSWERS, Answered


class Group(Described):
    """Sections that belong together: the steps of the way."""

    ARRIVE = "arrive", "Arriving", "Who they are, how to reach them safely, what they agree to."
    TODAY = "today", "Today", "What they use, what their body may need today, whether they are safe."
    HEALTH = "health", "Health", "Medicines, allergies, conditions, pregnancy, treatment before."
    LIFE = "life", "Life", "What they need, who stands by them, what pays, what matters to them."
    AHEAD = "ahead", "Ahead", "What helps them, and what they want."


class SectionKey(Described):
    """One section. The sentence says to the person why it is asked."""

    IDENTITY = "identity", "Who you are", "So that nobody else is taken for you, and you are called what you want to be called."
    CONTACT = "contact", "Reaching you safely", "So that we call and write only where and when it is safe for you."
    PLACES = "places", "Where you live", "So that mail goes where it is safe, and we find you when you want to be found."
    BACKGROUND = "background", "About you", "Gender, origin, languages: so that care fits you. Nothing here has to be answered."
    CONSENT = "consent", "Consent to treatment", "What treatment here is, and that you may say no to any part of it, any time."
    SUBSTANCES = (
        "substances",
        "What you use",
        "So that what we offer fits, and does no harm beside it. Nothing here is held against you.",
    )
    WITHDRAWAL = "withdrawal", "Withdrawal", "Stopping some substances can be dangerous; this tells us how to keep you safe."
    OVERDOSE = "overdose", "Overdose", "An earlier overdose makes another one likelier; naloxone and a plan make it less so."
    SAFETY = (
        "safety",
        "Safety",
        "We ask everybody about dark thoughts and about safety, since people rarely bring it up themselves.",
    )
    MEDICINES = "medicines", "Medicines", "What you take already must fit with what we give."
    ALLERGIES = "allergies", "Allergies", "So that nobody here gives you what harms you."
    CONDITIONS = "conditions", "Health conditions", "Body and mind: what you live with changes what is safe for you."
    PREGNANCY = "pregnancy", "Pregnancy", "Some medicines change with it, and there is care for both of you."
    TREATMENT = "treatment", "Treatment before", "What helped and what did not, so that we need not try it again."
    NEEDS = "needs", "What you need", "Housing, food, rides and bills can stand in the way; often somebody here can help."
    PEOPLE = "people", "People who stand by you", "Whom we may call, and what they may know: you decide."
    COVERAGE = "coverage", "Paying for care", "So that care costs you as little as it can."
    PREFERENCES = "preferences", "What matters to you", "Language, faith, food, who you would rather talk to."
    STRENGTHS = "strengths", "What helps you", "What has carried you so far is what a plan is built on."
    GOALS = "goals", "What you want", "In your own words. The plan begins here."


@dataclass(frozen=True, slots=True)
class Section:
    """A section and the step of the way that it belongs to."""

    key: SectionKey
    group: Group


SECTIONS: tuple[Section, ...] = (
    Section(SectionKey.IDENTITY, Group.ARRIVE),
    Section(SectionKey.CONTACT, Group.ARRIVE),
    Section(SectionKey.PLACES, Group.ARRIVE),
    Section(SectionKey.BACKGROUND, Group.ARRIVE),
    Section(SectionKey.CONSENT, Group.ARRIVE),
    Section(SectionKey.SUBSTANCES, Group.TODAY),
    Section(SectionKey.WITHDRAWAL, Group.TODAY),
    Section(SectionKey.OVERDOSE, Group.TODAY),
    Section(SectionKey.SAFETY, Group.TODAY),
    Section(SectionKey.MEDICINES, Group.HEALTH),
    Section(SectionKey.ALLERGIES, Group.HEALTH),
    Section(SectionKey.CONDITIONS, Group.HEALTH),
    Section(SectionKey.PREGNANCY, Group.HEALTH),
    Section(SectionKey.TREATMENT, Group.HEALTH),
    Section(SectionKey.NEEDS, Group.LIFE),
    Section(SectionKey.PEOPLE, Group.LIFE),
    Section(SectionKey.COVERAGE, Group.LIFE),
    Section(SectionKey.PREFERENCES, Group.LIFE),
    Section(SectionKey.STRENGTHS, Group.AHEAD),
    Section(SectionKey.GOALS, Group.AHEAD),
)
GROUP_OF = {section.key: section.group for section in SECTIONS}


class Use(Described):
    """What a substance does when it is stopped, as far as the order of the sections depends on it."""

    DANGEROUS = "dangerous", "Stopping can be dangerous", "Alcohol, sedatives: seizures, delirium (clinical reference 4.5, 9.4)."
    HARD = "hard", "Stopping is hard", "Opioids: withdrawal that drives people away from care; loss of tolerance."
    OTHER = "other", "Anything else", "No withdrawal that a section of its own asks about."


@dataclass(frozen=True, slots=True)
class Told:
    """What the record says of the person, as far as what is asked follows from it. None: nobody knows yet.

    `uses` are the kinds of what was used lately; `ever_used` whether anything ever was; `may_be_pregnant` from age and sex.
    """

    uses: frozenset[Use] | None = None
    ever_used: bool | None = None
    may_be_pregnant: bool = True


NOBODY_KNOWS = Told()


class Reason(Described):
    """Why a section comes first, or is not asked."""

    DANGER = "danger", "First, because of what is used", "Alcohol or sedatives were used lately: withdrawal can be dangerous."
    NO_USE = "no_use", "Not asked: no use was told", "It is asked as soon as a substance is on the list."
    NO_WITHDRAWAL = "no_withdrawal", "Not asked: nothing lately that withdraws", "It can be filled in all the same."
    NOT_POSSIBLE = "not_possible", "Not asked: age and sex on record", "It can be filled in all the same."


@dataclass(frozen=True, slots=True)
class Asked:
    """Whether a section is asked of this person, whether before all others, and why."""

    is_asked: bool = True
    is_first: bool = False
    reason: Reason | None = None


ASKED = Asked()
OLDEST_PREGNANCY, YOUNGEST_PREGNANCY = 55, 11  # years; own bounds, wide on purpose


def may_be_pregnant(*, age: int, is_male: bool) -> bool:
    """Whether a pregnancy is asked about: not of who is recorded as male at birth, and within the bounds of age. Own default.

    `is_male` is true only where the record says so: not said, or not asked, is asked.
    """
    return not is_male and YOUNGEST_PREGNANCY <= age <= OLDEST_PREGNANCY


def what_is_asked(told: Told) -> dict[SectionKey, Asked]:
    """Of each section whether it is asked, and why not. What is not known is asked."""
    asked = dict.fromkeys(SectionKey, ASKED)
    if told.ever_used is False:
        for key in (SectionKey.WITHDRAWAL, SectionKey.OVERDOSE, SectionKey.TREATMENT):
            asked[key] = Asked(is_asked=False, reason=Reason.NO_USE)
    elif told.uses is not None and Use.DANGEROUS in told.uses:
        asked[SectionKey.WITHDRAWAL] = Asked(is_first=True, reason=Reason.DANGER)
    elif told.uses is not None and not told.uses & {Use.DANGEROUS, Use.HARD}:
        asked[SectionKey.WITHDRAWAL] = Asked(is_asked=False, reason=Reason.NO_WITHDRAWAL)
    if not told.may_be_pregnant:
        asked[SectionKey.PREGNANCY] = Asked(is_asked=False, reason=Reason.NOT_POSSIBLE)
    return asked


def next_section(
    states: Mapping[SectionKey, Answered],
    told: Told,
    *,
    there: Iterable[SectionKey] = tuple(SectionKey),
    after: SectionKey | None = None,
) -> SectionKey | None:
    """Which section is offered next: one that comes first, else the next that nobody has come to, from `after` onwards and
    round again; what was put off is offered on another day, not by itself. None when nothing is left. `there` are the
    sections that have a page.
    """
    asked, offered = what_is_asked(told), set(there)
    order = [section.key for section in SECTIONS if section.key in offered]
    start = order.index(after) + 1 if after in order else 0
    waiting = [
        key
        for key in order[start:] + order[:start]
        if asked[key].is_asked and states.get(key, Answered.WAITING) is Answered.WAITING and key is not after
    ]
    return next((key for key in waiting if asked[key].is_first), None) or next(iter(waiting), None)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an intake is, in numbers of sections that are asked of this person."""

    asked: int
    saved: int
    unsaid: int
    later: int

    @property
    def done(self) -> int:
        """How many need nothing more: what the person would rather not say is an answer."""
        return self.saved + self.unsaid

    @property
    def left(self) -> int:
        """How many are still to come, those put off among them."""
        return self.asked - self.done


def progress(states: Mapping[SectionKey, Answered], told: Told, *, there: Sequence[SectionKey] = tuple(SectionKey)) -> Progress:
    """Counts what is asked of this person; what was answered counts even where it would not be asked."""
    asked = what_is_asked(told)
    counted = [
        states.get(key, Answered.WAITING)
        for key in there
        if asked[key].is_asked or states.get(key, Answered.WAITING) in STANDING_ANSWERS
    ]
    return Progress(
        asked=len(counted),
        saved=counted.count(Answered.SAVED),
        unsaid=counted.count(Answered.UNSAID),
        later=counted.count(Answered.LATER),
    )
