"""The words of plan reviews. Pure."""

from care.actor.vocabulary import Described


class CauseKind(Described):
    """Why a plan is looked at again."""

    INTERVAL = "interval", "Its day comes", "The day by which it is looked at again."
    SCORE_WORSE = "score_worse", "A score got worse", "By more than chance, beside the one before."
    RETURN_TO_USE = "return_to_use", "A return to use", "It was told; the plan is looked at, and care goes on as it is."
    HOSPITAL = "hospital", "Hospital or emergency care", "A stay in a hospital or a visit to an emergency department."
    PREGNANCY = "pregnancy", "A pregnancy", "It was told for the first time."
    GOAL_DATE = "goal_date_passed", "The day of a goal passed", "The day by which the person wanted it."
    MISSED = "missed_visits", "Two contacts missed", "Two check-ins in a row without an answer."
    ASKED = "asked", "Somebody asked", "A colleague or the person wants to look at it."


class Voice(Described):
    """Who asked."""

    COLLEAGUE = "colleague", "A colleague", "Somebody of the care team."
    PERSON = "person", "The person", "The person whose plan it is."


class ReviewState(Described):
    """Where a review stands."""

    OPEN = "open", "Under way", "The plan is being looked at; nothing in force changes."
    FINISHED = "finished", "Finished", "Each line has an answer, and what comes of it is under way."
    SET_ASIDE = "set_aside", "Set aside", "It ended without a word on the plan."


class ReviewStep(Described):
    """What moves a review on."""

    FINISH = "finish", "Finish", "Each line has an answer."
    SET_ASIDE = "set_aside", "Set aside", "It was begun by mistake, or its plan ended."


class Outcome(Described):
    """What came of a review."""

    KEPT = "kept", "Kept as it is", "Every line goes on."
    CHANGED = "changed", "A next version is written", "Something changes or stops, once the person has agreed."
    BY_CHOICE = "by_choice", "Set aside", "It was not the time for it; its causes still stand."
    PLAN_ENDED = "plan_ended", "The plan ended meanwhile", "Another version came into force, or the plan ended."
    CARE_ENDED = "care_ended", "Care here ended", "The person’s care goes on elsewhere or is complete."
    DIED = "died", "Died", "The person died."


class LineKind(Described):
    """What a line of a plan is."""

    PROBLEM = "problem", "Problem", "What the plan is about."
    GOAL = "goal", "Goal", "What the person wants."
    OBJECTIVE = "objective", "Step", "A step on the way to a goal."
    INTERVENTION = "intervention", "What is done", "What is done towards a goal."


class Answer(Described):
    """What becomes of a line."""

    KEEP = "keep", "Keep", "It goes on as it is."
    CHANGE = "change", "Change", "It goes on, in other words or in another way."
    STOP = "stop", "Stop", "It does not go on."
