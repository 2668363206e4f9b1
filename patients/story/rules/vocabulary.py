"""The words in which a story is told. Pure.

How often and by which route are those of the Treatment Episode Data Set (SAMHSA), so that a state's report needs no guess.
"""

from care.actor import Category
from care.actor.vocabulary import Described


class Part(Described):
    """A part of the story. Each can be left, skipped, or answered with "prefer not to say"."""

    SUBSTANCES = "substances", "Substances", "What they use or used, how, how much, since when."
    OVERDOSES = "overdoses", "Overdoses", "What happened, who was there, what helped."
    WITHDRAWAL = "withdrawal", "Withdrawal risk", "What happened when they stopped before, and the signs now."
    TREATMENTS = "treatments", "Past treatment", "Where they were treated, and what it did for them."
    PROBLEMS = "problems", "Problem list", "Conditions of body and mind, with their codes."
    MEDICINES = "medicines", "Medicines", "What they take, whoever prescribes it."
    PREGNANCY = "pregnancy", "Pregnancy", "Whether they are or may be pregnant."
    NEEDS = "needs", "Social needs", "Housing, food, safety and the rest, and where they want help."
    STRENGTHS = "strengths", "Strengths", "What carries them: people, skills, places, faith."
    GOALS = "goals", "What they want", "Goals in their own words, until a plan takes them up."


# Which kind of data each part is. Problems are each of the kind that its code says (`patients.rules.category_of`).
PART_CATEGORIES: dict[Part, Category] = dict.fromkeys(Part, Category.SUD) | {Part.PREGNANCY: Category.GENERAL}


class PartAnswer(Described):
    """What is known of a part that has nothing on its list. No answer at all: nobody has asked."""

    NOTHING = "nothing", "Nothing to list", "Asked, and there is nothing."
    PREFERS_NOT = "prefers_not", "Prefers not to say", "Asked, and the person would rather not answer."


class Told(Described):
    """An answer to a yes-or-no question. An empty one: not asked."""

    YES = "yes", "Yes", "They say so."
    NO = "no", "No", "They say no."
    UNSURE = "unsure", "Not sure", "They do not know."
    PREFERS_NOT = "prefers_not", "Prefers not to say", "They would rather not answer."


class SubstanceKind(Described):
    """What is used. The digit is that of ICD-10-CM F1x (clinical reference 4.9)."""

    ALCOHOL = "alcohol", "Alcohol", "F10."
    HEROIN = "heroin", "Heroin", "F11."
    FENTANYL = "fentanyl", "Fentanyl", "F11."
    PAIN_MEDICINES = "pain_medicines", "Opioid pain medicines", "Oxycodone, hydrocodone and others. F11."
    METHADONE = "methadone", "Methadone, not prescribed", "F11."
    BUPRENORPHINE = "buprenorphine", "Buprenorphine, not prescribed", "F11."
    OTHER_OPIOIDS = "other_opioids", "Other opioids, kratom", "F11."
    CANNABIS = "cannabis", "Cannabis", "F12."
    BENZODIAZEPINES = "benzodiazepines", "Benzodiazepines", "F13."
    OTHER_SEDATIVES = "other_sedatives", "Other sedatives or sleeping pills", "F13."
    COCAINE = "cocaine", "Cocaine or crack", "F14."
    METHAMPHETAMINE = "methamphetamine", "Methamphetamine", "F15."
    OTHER_STIMULANTS = "other_stimulants", "Other stimulants", "F15."
    HALLUCINOGENS = "hallucinogens", "Hallucinogens, MDMA, ketamine", "F16."
    TOBACCO = "tobacco", "Tobacco or nicotine", "F17."
    INHALANTS = "inhalants", "Inhalants", "F18."
    GABAPENTINOIDS = "gabapentinoids", "Gabapentin or pregabalin, not prescribed", "F19."
    XYLAZINE = "xylazine", "Xylazine or medetomidine", "F19."
    OTHER = "other", "Something else", "F19."
    UNKNOWN = "unknown", "Unknown pills or powder", "F19."


OPIOIDS = frozenset(
    {
        *(SubstanceKind.HEROIN, SubstanceKind.FENTANYL, SubstanceKind.PAIN_MEDICINES, SubstanceKind.METHADONE),
        *(SubstanceKind.BUPRENORPHINE, SubstanceKind.OTHER_OPIOIDS),
    }
)


class UseRoute(Described):
    """How it is taken."""

    SWALLOWED = "swallowed", "Swallowed or drunk", "By mouth."
    SMOKED = "smoked", "Smoked", "Burned and breathed in."
    VAPED = "vaped", "Vaped", "Heated and breathed in."
    SNORTED = "snorted", "Snorted", "Through the nose."
    INJECTED = "injected", "Injected", "Into a vein, a muscle or under the skin."
    UNDER_TONGUE = "under_tongue", "Under the tongue", "Dissolved in the mouth."
    OTHER = "other", "Another way", "Any other."
    PREFERS_NOT = "prefers_not", "Prefers not to say", "They would rather not answer."


class HowOften(Described):
    """How often in the last 30 days."""

    NOT_LATELY = "not_lately", "Not in the last 30 days", "None."
    MONTHLY = "monthly", "1 to 3 days in the last 30", "Now and then."
    WEEKLY = "weekly", "1 or 2 days a week", "Weekly."
    MOST_DAYS = "most_days", "3 to 6 days a week", "Most days."
    DAILY = "daily", "Every day", "Daily."
    ALL_DAY = "all_day", "Several times every day", "More than once a day."
    PREFERS_NOT = "prefers_not", "Prefers not to say", "They would rather not answer."


class Place(Described):
    """Where an overdose happened. Clinical reference 8.3."""

    HOME = "home", "At home", "Their own place."
    OTHERS_HOME = "others_home", "At somebody else’s", "Another home."
    OUTSIDE = "outside", "Outside", "A street, a park, a car."
    PUBLIC = "public", "A public building", "A restroom, a library, a store."
    SHELTER = "shelter", "A shelter", "Or a hotel room that a shelter pays."
    CUSTODY = "custody", "Jail or prison", "In custody."
    TREATMENT = "treatment", "A treatment program", "Residential or a recovery residence."
    OTHER = "other", "Elsewhere", "Any other place."
    PREFERS_NOT = "prefers_not", "Prefers not to say", "They would rather not answer."


class Intent(Described):
    """Whether it was meant."""

    UNINTENDED = "unintended", "Not intended", "They did not want it."
    INTENDED = "intended", "Intended", "They wanted to die or to harm themselves."
    UNSURE = "unsure", "Not sure", "They do not know."
    PREFERS_NOT = "prefers_not", "Prefers not to say", "They would rather not answer."


class Hospital(Described):
    """What hospital care there was."""

    NONE = "none", "None", "They did not go."
    EMERGENCY = "emergency", "Emergency department", "Seen, and sent home."
    ADMITTED = "admitted", "Admitted", "They stayed."
    UNSURE = "unsure", "Not sure", "They do not know."
    PREFERS_NOT = "prefers_not", "Prefers not to say", "They would rather not answer."


class Setting(Described):
    """Where treatment took place. Levels: clinical reference 5."""

    OUTPATIENT = "outpatient", "Outpatient counseling", "Less than 9 hours a week."
    INTENSIVE = "intensive", "Intensive outpatient or day program", "9 hours a week or more."
    OTP = "otp", "Opioid treatment program", "Methadone, or buprenorphine at a window."
    OFFICE = "office", "Medication from an office", "Buprenorphine, naltrexone and others, prescribed."
    WITHDRAWAL = "withdrawal", "Withdrawal management", "Days to come through withdrawal."
    RESIDENTIAL = "residential", "Residential", "They lived there."
    HOSPITAL = "hospital", "Hospital", "Medically managed inpatient care."
    RESIDENCE = "residence", "Recovery residence", "Housing with others in recovery."
    CUSTODY = "custody", "In jail or prison", "A program in custody."
    MUTUAL_HELP = "mutual_help", "Mutual help", "12-step, SMART Recovery, Recovery Dharma, Wellbriety and others."
    MENTAL_HEALTH = "mental_health", "Mental health care", "For another condition of the mind."
    OTHER = "other", "Something else", "Any other."


class TreatmentEnd(Described):
    """How it ended."""

    GOES_ON = "goes_on", "It still goes on", "They are there now."
    COMPLETED = "completed", "Completed", "It ended as planned."
    LEFT = "left", "They left", "Before its end, by their own choice."
    DISCHARGED = "discharged", "The program ended it", "Before its end."
    MOVED = "moved", "Went on elsewhere", "Transferred."
    COST = "cost", "Money or insurance ended it", "It could not be paid any more."
    CUSTODY = "custody", "Custody ended it", "Arrest or jail."
    PREFERS_NOT = "prefers_not", "Prefers not to say", "They would rather not answer."


class Helped(Described):
    """What it did for them, in their own eyes."""

    LOT = "lot", "Helped a lot", "Much."
    SOME = "some", "Helped somewhat", "Some."
    NOT = "not", "Did not help", "It did not work for them."
    HARMED = "harmed", "Made things worse", "It did harm."
    PREFERS_NOT = "prefers_not", "Prefers not to say", "They would rather not answer."


class MedicineKind(Described):
    """What sort of medicine it is."""

    PRESCRIBED = "prescribed", "Prescribed", "By somebody elsewhere or here."
    OVER_COUNTER = "over_counter", "Over the counter", "Bought without a prescription."
    HERBAL = "herbal", "Herbal, vitamin or traditional", "Remedies and supplements."
    SHARED = "shared", "From somebody else", "Prescribed for another person."


class Taking(Described):
    """Whether it is taken as meant."""

    AS_MEANT = "as_meant", "As prescribed", "As it was meant."
    AS_NEEDED = "as_needed", "When needed", "Only at times."
    SOMETIMES = "sometimes", "Sometimes misses it", "Not every time."
    OTHERWISE = "otherwise", "In another way", "More, less or differently than it was meant."
    NOT = "not", "Not taking it", "It was prescribed and is not taken."
    PREFERS_NOT = "prefers_not", "Prefers not to say", "They would rather not answer."


class Capital(Described):
    """A kind of recovery capital. Clinical reference 12.9."""

    PERSONAL = "personal", "Their own", "Skills, health, hope, work, money, a place."
    SOCIAL = "social", "People", "Family, friends, who stands by them."
    COMMUNITY = "community", "Community", "Groups, places, services."
    CULTURAL = "cultural", "Culture and faith", "Language, ceremony, belief, belonging."


class LifeArea(Described):
    """What a goal is about."""

    USE = "use", "Substance use", "Use less, safer, or not at all."
    HEALTH = "health", "Health", "Of the body."
    MIND = "mind", "Mind", "Mood, sleep, fear."
    PEOPLE = "people", "People", "Children, family, friends."
    HOME = "home", "Home", "A place to live."
    WORK = "work", "Work, money, learning", "Income, school, debts."
    LAW = "law", "The law", "Court, probation, papers."
    SPIRIT = "spirit", "Meaning and faith", "What makes life worth it."
    OTHER = "other", "Something else", "Any other."


class Sign(Described):
    """A sign of withdrawal that is there now."""

    SEIZURE = "seizure", "A seizure in the last 24 hours", "Or now."
    CONFUSED = "confused", "Confused, or not sure where they are", "Disoriented."
    SEES_THINGS = "sees_things", "Sees, hears or feels what is not there", "Hallucinations."
    FEVER = "fever", "Fever", "Hot, 100.4 °F or more."
    RACING = "racing", "Racing heart", "Pulse above 100."
    TREMOR = "tremor", "Shaking hands", "Tremor."
    SWEATS = "sweats", "Sweating or chills", "Also gooseflesh."
    VOMITS = "vomits", "Vomiting or diarrhea", "Or cannot keep fluids down."
    RESTLESS = "restless", "Restless or very anxious", "Cannot sit still."
    SLEEPLESS = "sleepless", "Cannot sleep", "More than before."
    ACHES = "aches", "Aches, yawning, runny nose", "Opioid withdrawal."
    CRAVING = "craving", "Strong craving", "Hard to bear."


class LastUse(Described):
    """How long ago the last use was, as withdrawal counts it."""

    HOURS_6 = "hours_6", "Within 6 hours", "Up to 6 hours."
    HOURS_24 = "hours_24", "6 to 24 hours ago", "Up to a day."
    DAYS_3 = "days_3", "1 to 3 days ago", "Up to 72 hours."
    DAYS_7 = "days_7", "4 to 7 days ago", "Up to a week."
    LONGER = "longer", "Longer ago", "More than a week."
    NEVER = "never", "Does not use it", "Not at all."
    PREFERS_NOT = "prefers_not", "Prefers not to say", "They would rather not answer."


class Risk(Described):
    """How dangerous withdrawal is now. Own levels, after clinical reference 9.4."""

    NONE = "none", "No sign of danger", "Nothing points to a dangerous withdrawal."
    WATCH = "watch", "Watch", "Something happened before; nothing now."
    RAISED = "raised", "Raised", "A nurse sees the person today."
    URGENT = "urgent", "Urgent", "A nurse or prescriber sees the person now: it may become severe."
    DANGER = "danger", "Danger", "Severe withdrawal. Stay with the person; 911 for a seizure or if they cannot be woken."


class PregnancyAnswer(Described):
    """What is known of pregnancy."""

    PREGNANT = "pregnant", "Pregnant", "A test or a due date says so, or the person does."
    MAY_BE = "may_be", "May be pregnant", "To be tested."
    NOT = "not", "Not pregnant", "They say no."
    POSTPARTUM = "postpartum", "Gave birth in the last 12 months", "Postpartum."
    ENDED = "ended", "A pregnancy ended", "By a loss or a decision; nothing more is asked."
    PREFERS_NOT = "prefers_not", "Prefers not to say", "They would rather not answer."


class Domain(Described):
    """A social need. Clinical reference 4.10: the AHC domains with their supplements, and the law."""

    HOUSING = "housing", "Housing", "No place, or may lose it, or it is not fit to live in."
    FOOD = "food", "Food", "Not enough, or afraid of running out."
    TRANSPORT = "transport", "Getting around", "Missed visits or work because there was no ride."
    UTILITIES = "utilities", "Heat, light, water", "Shut off, or about to be."
    SAFETY = "safety", "Safety", "Hurt, threatened, put down or shouted at by somebody."
    MONEY = "money", "Money", "Hard to pay for the basics."
    WORK = "work", "Work", "Looking for work, or about to lose it."
    SUPPORT = "support", "Company and support", "Alone, or nobody to help from day to day."
    EDUCATION = "education", "School and reading", "Wants school or training, or help with reading."
    LAW = "law", "The law", "Court, probation, custody of children, papers."
    CARE_FOR = "care_for", "Children and others to care for", "Nobody to look after them during a visit."
    PHONE = "phone", "Phone and internet", "None, or none that is theirs."
