"""The words of this room, each with a sentence: what screens, forms and constraints are made of."""

from care.actor.vocabulary import Described


class Marking(Described):
    """How somebody wants a date to be marked."""

    WORD = "word", "A word from the team", "A colleague is asked to say something on that day."
    MESSAGE = "message", "A message", "A short neutral message to their phone or mail on that day."
    NOBODY = "nobody", "Nobody, just written down", "It stands here, and nothing happens."


class Returns(Described):
    """How often a date comes back. The day is the person's; nothing is counted from it."""

    ONCE = "once", "Once", "On that day alone."
    MONTHLY = "monthly", "Every month", "On the same day of each month, on the last where a month is shorter."
    YEARLY = "yearly", "Every year", "On the same day of each year."


class DateEnd(Described):
    """Why a date is marked no longer."""

    OWN_WISH = "own_wish", "The person’s wish", "They do not want it marked any more."
    OTHER_DAY = "other_day", "Another day instead", "They chose another."
    IN_ERROR = "in_error", "Written in error", "It was another person’s, or was misheard."


class StepKind(Described):
    """What part of life a step is about."""

    WORK = "work", "Work", "A job, hours, an own business, volunteering."
    SCHOOL = "school", "School and training", "A class, an exam, a certificate, reading."
    HOME = "home", "Home", "A place to live, and keeping it."
    PAPERS = "papers", "Papers and court", "Identity papers, records, probation, custody."
    RIDES = "rides", "Getting around", "A license, a bus pass, a bicycle."
    FAMILY = "family", "Family and friends", "Children, partners, those who matter."
    MONEY = "money", "Money", "Income, benefits, debts, an account."
    OTHER = "other", "Something else", "Anything that makes life worth it."


class StepState(Described):
    """How a step stands. Any of them is a fine place to be."""

    HOPED = "hoped", "Hoped for", "They want it; nothing has to happen yet."
    BEGUN = "begun", "Begun", "Something has been done towards it."
    REACHED = "reached", "Reached", "They have it."
    LET_GO = "let_go", "Let go", "It is not what they want now. It can come back."


class StepMove(Described):
    """What happens to a step."""

    SAY = "say", "Say how it goes", "Something to tell; where it stands stays as it is."
    BEGIN = "begin", "Begun", "Something has been done towards it."
    REACH = "reach", "Reached", "They have it."
    LET_GO = "let_go", "Let go", "It is not what they want now."
    HOPE_AGAIN = "hope_again", "Hope for it again", "They want it again."


class GroupKind(Described):
    """A kind of group."""

    TWELVE_STEP = "twelve_step", "Twelve-step", "Mutual help by the twelve steps."
    SMART = "smart", "SMART", "Mutual help by tools of thinking and doing."
    DHARMA = "dharma", "Dharma", "Mutual help by Buddhist practice."
    WELLBRIETY = "wellbriety", "Wellbriety", "Mutual help of Native communities."
    MUTUAL = "mutual", "Another mutual-help group", "People with like experience, in person or online."
    PEER = "peer", "With a peer", "A peer recovery specialist or a recovery center."
    FAITH = "faith", "Faith or culture", "A congregation, a ceremony, a circle."
    FAMILY = "family", "For families", "For those who are close to somebody."
    OTHER = "other", "Another group", "Sports, music, a club: what does them good."


class VisitError(Described):
    """Why a visit to a group is taken off: a choice, never more words about it."""

    OTHER_PERSON = "other_person", "Another person’s", "It was written into the wrong record."
    TWICE = "twice", "Written twice", "The same stands there already."
    NOT_SO = "not_so", "It was not so", "It was misheard, or the person wants it off."
