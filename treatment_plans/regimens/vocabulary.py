"""The words of medication orders. Order status words are those of FHIR R4 (medicationrequest-status). Pure."""

from care.actor.vocabulary import Described


class Route(Described):
    """How a medicine enters the body. Nothing in the catalogue is ordered into a vein."""

    ORAL = "oral", "by mouth", "Swallowed."
    SUBLINGUAL = "sublingual", "under the tongue", "Dissolved under the tongue."
    BUCCAL = "buccal", "inside the cheek", "Dissolved inside the cheek."
    SUBCUTANEOUS = "subcutaneous", "under the skin (subcutaneous)", "Injected under the skin."
    INTRAMUSCULAR = "intramuscular", "into the muscle (intramuscular)", "Injected into the muscle."
    INTRANASAL = "intranasal", "into the nose", "Sprayed into the nose."


class Frequency(Described):
    """How often a dose is due; the label is what stands behind the dose."""

    ONCE = "once", "once", "One dose."
    DAILY = "daily", "daily", "One dose a day."
    TWICE_DAILY = "twice-daily", "twice daily", "Two doses a day, each of this amount."
    THREE_TIMES_DAILY = "three-times-daily", "three times daily", "Three doses a day, each of this amount."
    FOUR_TIMES_DAILY = "four-times-daily", "four times daily", "Four doses a day, each of this amount."
    WEEKLY = "weekly", "weekly", "One dose every 7 days."
    EVERY_28_DAYS = "every-28-days", "every 28 days", "One dose every 28 days."
    MONTHLY = "monthly", "monthly", "One dose a month."
    AS_NEEDED = "as-needed", "as needed", "When it is needed."


class Phase(Described):
    """Where in the course of treatment an order stands. Source: clinical reference 1.3."""

    INITIATION = "initiation", "Initiation", "First doses; daily or frequent contact."
    STABILIZATION = "stabilization", "Stabilization", "Dose changes are still expected."
    MAINTENANCE = "maintenance", "Maintenance", "Steady dose, no time limit."
    TAPER = "taper", "Taper", "Led by the person or clinically justified; the risk of overdose rises."
    TRANSITION = "transition", "Transition", "On the way to another medication."
    RE_INITIATION = "re-initiation", "Re-initiation", "Beginning again after missed doses."


class OrderStatus(Described):
    """Where an order stands. Only an active order lets a dose be given."""

    DRAFT = "draft", "Draft", "Written, not signed: nothing is ordered."
    ACTIVE = "active", "Active", "Signed by a prescriber, in force."
    ON_HOLD = "on-hold", "On hold", "Paused by a prescriber, with a reason."
    COMPLETED = "completed", "Completed", "Came to its planned end."
    STOPPED = "stopped", "Stopped", "Ended before its end, with a reason."
    CANCELLED = "cancelled", "Set aside", "A draft that was never signed."


class EndReason(Described):
    """Why an order ended."""

    DOSE_CHANGED = "dose_changed", "Changed: a new order took its place", "The next order in the chain is in force."
    SWITCHED = "switched", "Switched to another medication", "Another medication takes its place."
    FINISHED = "finished", "The planned course is finished", "It came to its planned end."
    SIDE_EFFECTS = "side_effects", "Side effects", "The person did not tolerate it."
    DID_NOT_WORK = "did_not_work", "It did not work for the person", "It did not do what it was for."
    OWN_WISH = "own_wish", "The person's own wish", "The person decided to stop."
    TRANSFERRED = "transferred", "Care goes on elsewhere", "Another clinic orders it from now on."
    SAFETY = "safety", "Not safe to go on", "The prescriber judged it unsafe."
    NOT_SO = "not_so", "Not ordered so", "Taken down as a verbal order; the prescriber says that it was not so."
    SET_ASIDE = "set_aside", "Draft set aside", "It was never signed."
    DIED = "died", "Died", "The person died."
    OTHER = "other", "Another reason", "Written in the note."


class OrderStep(Described):
    """What moves an order on. Each is a prescriber's."""

    SIGN = "sign", "Sign", "The prescriber puts the order in force."
    HOLD = "hold", "Hold", "No dose until it is resumed."
    RESUME = "resume", "Resume", "In force again."
    COMPLETE = "complete", "Complete", "The planned course is finished."
    STOP = "stop", "Stop", "Ended, with a reason."
    SET_ASIDE = "set_aside", "Set aside", "A draft is not going to be signed."


class Pathway(Described):
    """By which way a treatment begins or changes. It decides which start conditions the safety rules ask for."""

    STANDARD = "standard", "Standard", "The label's way: its start conditions hold."
    LOW_DOSE = "low_dose", "Low-dose initiation", "Small doses of buprenorphine beside the full agonist; no withdrawal is needed."
    HIGH_DOSE = "high_dose", "High-dose initiation", "16 mg of buprenorphine or more on the first day."


class StartKind(Described):
    """What must be so before the first dose. Sources: clinical reference 1.3 to 1.8."""

    WITHDRAWAL = "withdrawal", "In withdrawal: COWS of at least", "The score, from today."
    OPIOID_FREE = "opioid_free", "Hours without opioids, at least", "When the last one was taken."
    NEGATIVE_SCREEN = (
        "negative_screen",
        "Drug test without opioids",
        "Each opioid of the panel is named.",
    )
    AGONIST_FIRST = "agonist_first", "One dose under the tongue, and an hour", "Tolerated before the injection."
    NOT_SEDATED = "not_sedated", "Awake and not sedated", "Seen before the dose."
    ALCOHOL_FREE = "alcohol_free", "Hours without alcohol, at least", "When the last drink was."
    PREGNANCY_ASKED = "pregnancy_asked", "Pregnancy asked or tested", "Where it can be."
    LIVER_TESTS = "liver_tests", "Liver tests seen", "ALT and AST, of when."
    CREATININE = "creatinine", "Creatinine seen", "Within 12 months."
    AGREED = "agreed", "Told what happens with alcohol, and agrees", "Never without full knowledge."


class DoseOutcome(Described):
    """What became of a dose that was due."""

    OBSERVED = "observed", "Given, observed", "Taken before the eyes of a colleague."
    DISPENSED = "dispensed", "Dispensed to take home", "In the person's hands, for its day."
    REPORTED = "reported", "Taken, by report", "Somebody says that it was taken: the person, a hospital, another clinic."
    MISSED = "missed", "Missed", "Due, and not taken."
    REFUSED = "refused", "Declined", "The person did not want it."
    VOMITED = "vomited", "Vomited", "Taken, and vomited some minutes later."
