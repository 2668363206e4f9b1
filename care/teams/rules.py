"""Decisions about teams that need no database."""

from datetime import UTC, datetime

from care.actor.vocabulary import Described

FAR_AWAY = datetime(9999, 1, 1, tzinfo=UTC)  # the due time of a person with nothing due: sorts last in the caseload's index


class EndReason(Described):
    """Why an enrolment ended. Missing appointments is not among them: nobody is discharged by a rule."""

    COMPLETED = "completed", "Completed what they came for", "The person reached what they wanted from this program."
    TRANSFERRED = "transferred", "Care goes on elsewhere", "Another program took over."
    MOVED = "moved", "Moved away", "The person moved."
    OWN_WISH = "own_wish", "Own wish", "The person decided to leave; the door stays open."
    DIED = "died", "Died", "The person died."
    MERGED = "merged", "Records merged", "Two records were of one person; care goes on under the other enrollment."


# Why people may end an enrolment. The others are given by what happened.
ENDED_BY_PEOPLE = tuple(reason for reason in EndReason if reason not in (EndReason.DIED, EndReason.MERGED))


class Risk(Described):
    """What the answers about suicide that stand showed. Clinical reference 4.6; which stand: `assessments.rules.risk`."""

    NONE = "none", "None found", "Every answer was no."
    LOW = "low", "Low, of suicide", "A wish to be dead, or thoughts without a method."
    MODERATE = "moderate", "Moderate, of suicide", "Thoughts with a method, or behavior longer ago."
    HIGH = "high", "High, of suicide", "Intent or a plan, or behavior within three months."
    UNCLEAR = "unclear", "Not clear, of suicide", "An answer calls for somebody, and another one is missing."


class RiskSource(Described):
    """What told of the risk of suicide."""

    CSSRS = "cssrs", "C-SSRS", "The screener. Clinical reference 4.6."
    PHQ9 = "phq9", "PHQ-9, question 9", "The question about safety. Clinical reference 4.2."
    INTAKE = "intake", "intake, safety questions", "What was answered at intake."
