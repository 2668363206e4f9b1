"""The words that a column of a history may hold."""

from care.actor.vocabulary import Described


class Kind(Described):
    """What one line of a history tells of. The value is the name of its file, without `.csv`."""

    ORDER = "orders", "Medication orders", "What was ordered, from when until when."
    DOSE = "doses", "Doses", "What was given on a day, or was not."
    VISIT = "visits", "Visits", "Visits that were planned, and what came of them."
    TEST = "drug_tests", "Drug tests", "What a test found, one line for each substance."
    SCORE = "scores", "Scores", "What an instrument came to."


class DoseOutcome(Described):
    """What became of a dose."""

    GIVEN = "given", "Given", "Taken in front of somebody, or given as an injection."
    TAKE_HOME = "take_home", "Taken home", "Handed out for this day."
    MISSED = "missed", "Missed", "Nobody came for it."
    REFUSED = "refused", "Not wanted", "The person did not want it."
    VOMITED = "vomited", "Vomited", "Given and not kept."


class VisitOutcome(Described):
    """What became of a visit."""

    KEPT = "kept", "Came", "The person was there."
    MISSED = "missed", "Missed", "The person was not there."
    CANCELLED = "cancelled", "Called off", "By the person or by the clinic."
    UNKNOWN = "unknown", "Not said", "The source does not say."


class VisitReason(Described):
    """Why a visit was missed or was not as planned."""

    NO_SHOW = "no_show", "no word from the person", "Nobody knows why."
    FORGOT = "forgot", "forgot", "Forgot it."
    UNABLE = "unable", "could not come", "Work, family, no way to get there."
    COST = "cost", "could not pay for it", "The visit, or the way to it."
    ILLNESS = "illness", "ill", "Ill."
    HOSPITAL = "hospital", "in the hospital", "In the hospital."
    JAIL = "jail", "in jail or prison", "In jail or prison."
    VACATION = "vacation", "away", "Traveling."
    MOVED = "moved", "moved away", "Moved away."
    LEFT = "left", "left that program", "Left that program."
    LONG_ABSENCE = "long_absence", "away for 14 days or longer", "Not seen for 14 days in a row."
    WINDOW = "window", "outside its window", "Too early or too late for what was planned."
    DIED = "died", "died", "Died. Write the day into people.csv too: only that ends messages."
    NOT_NOTED = "not_noted", "no reason noted", "Nobody wrote it down."
    OTHER = "other", "another reason", "Another reason."


class Finding(Described):
    """What a drug test says of one substance."""

    FOUND = "found", "Found", "The substance was found."
    NOT_FOUND = "not_found", "Not found", "It was looked for and not found; without a substance: nothing was found."
    UNREADABLE = "unreadable", "Not readable", "The test could not be read."


class Expected(Described):
    """Whether a finding is what was expected of what is prescribed."""

    EXPECTED = "expected", "Expected", "As prescribed."
    UNEXPECTED = "unexpected", "Unexpected", "Not as prescribed."
