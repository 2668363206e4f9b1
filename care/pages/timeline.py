"""The rooms that tell on the timeline, as data: one row for each, so that a new room adds one.

A row says under which filter its entries stand, which kind of data they are (none where each row says it itself), and from
which chapters they come. Positions are part of cursors: a new row goes to the end.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from care.access import timeline as access
from care.actor import Category, Permit
from care.actor.vocabulary import Described
from care.consent import timeline as consent
from care.followups import timeline as followups
from care.lib.timeline import Arm, Chapter, arms_of
from care.questionnaires import timeline as questionnaires
from care.reminders import timeline as reminders
from care.teams import timeline as teams
from care.worklist import timeline as worklist
from patients import timeline as person
from patients.assessments import timeline as assessments
from patients.coverage import timeline as coverage
from patients.elsewhere import timeline as elsewhere
from patients.histories import timeline as histories
from patients.intake import timeline as intake
from patients.results import timeline as results
from patients.story import timeline as story
from treatment_plans import timeline as plans
from treatment_plans.conferences import timeline as conferences
from treatment_plans.progress import timeline as progress
from treatment_plans.recovery import timeline as recovery
from treatment_plans.regimens import dose_timeline as doses
from treatment_plans.regimens import timeline as regimens
from treatment_plans.regimens.monitoring import timeline as monitoring
from treatment_plans.regimens.teaching import timeline as teaching
from treatment_plans.reviews import timeline as reviews
from treatment_plans.staying_safe import timeline as staying_safe

ARMS_EACH = 20  # numbers that each row keeps for its arms


class Sort(Described):
    """What a timeline is filtered by."""

    PLAN = "plan", "Plan", "Versions of the plan, goals, achievements, interventions, case conferences."
    MEDICATION = "medication", "Medication", "Orders signed, changed, on hold, ended; doses by month and by run."
    CONTACT = "contact", "Check-ins and contact", "Check-ins, answers, attempts to reach the person, messages."
    NOTES = "notes", "Notes", "Progress notes signed, added to, entered in error."
    TASKS = "tasks", "Tasks", "What was done, and what was no longer needed."
    CARE = "care", "Enrollment and team", "Admissions, intakes, ends, and who joined and left the care team."
    SHARING = "sharing", "Consent and sharing", "Consents, restrictions, what left, and records opened with a reason."
    HEALTH = "health", "Health", "Allergies and conditions that were recorded or taken off; registration."
    STORY = (
        "story",
        "Story",
        "What the person told: substances, overdoses, medicines, needs, strengths, goals; checks for withdrawal.",
    )
    MEASURES = "measures", "Measures", "Questionnaires and ratings: what they came to."
    TESTS = "tests", "Results", "What was measured and tested here: results, ECGs, drug tests."
    COVERAGE = "coverage", "Coverage", "Payers, prior authorizations, denials and appeals, help with costs."
    VISITS = "visits", "Visits elsewhere", "Visits and stays that other systems tell of."
    RESULTS = "results", "Results elsewhere", "Measurements, tests, reports and imaging of other systems."
    PROCEDURES = "procedures", "Procedures elsewhere", "Procedures, immunizations and devices of other systems."
    PLANS_ELSEWHERE = "plans-elsewhere", "Plans elsewhere", "Care plans, goals and care teams of other systems."
    SAFE = "safe", "Staying safe", "Plans for staying well and safe, their copies on a phone, returns to use."
    RECOVERY = "recovery", "Recovery", "Dates that the person chose, steps in their life, groups that they told of."
    BROUGHT = "brought", "Brought along", "Orders, visits, drug tests and scores of earlier care."


@dataclass(frozen=True, slots=True)
class Source:
    """One room's part of the timeline."""

    sort: Sort
    category: Category | None
    chapters: tuple[Chapter, ...]


SOURCES = (
    Source(Sort.PLAN, Category.SUD, plans.CHAPTERS),
    Source(Sort.MEDICATION, Category.SUD, regimens.CHAPTERS),
    Source(Sort.MEDICATION, Category.SUD, monitoring.CHAPTERS),
    Source(Sort.CARE, Category.SUD, teams.CHAPTERS),
    Source(Sort.CONTACT, Category.SUD, followups.CHAPTERS),
    Source(Sort.CONTACT, Category.SUD, reminders.CHAPTERS),
    Source(Sort.SHARING, Category.SUD, consent.CHAPTERS),
    Source(Sort.SHARING, Category.SUD, access.CHAPTERS),
    Source(Sort.TASKS, None, worklist.CHAPTERS),
    Source(Sort.HEALTH, None, person.CHAPTERS),
    Source(Sort.VISITS, None, elsewhere.VISITS),
    Source(Sort.RESULTS, None, elsewhere.RESULTS),
    Source(Sort.PROCEDURES, None, elsewhere.DONE),
    Source(Sort.PLANS_ELSEWHERE, None, elsewhere.PLANNED),
    Source(Sort.STORY, None, story.CHAPTERS),
    Source(Sort.COVERAGE, Category.SUD, coverage.CHAPTERS),
    Source(Sort.CARE, Category.SUD, intake.CHAPTERS),
    Source(Sort.MEASURES, None, assessments.CHAPTERS),
    Source(Sort.MEASURES, None, questionnaires.CHAPTERS),
    Source(Sort.BROUGHT, Category.SUD, histories.CHAPTERS),
    Source(Sort.SAFE, None, staying_safe.CHAPTERS),
    Source(Sort.NOTES, None, progress.CHAPTERS),
    Source(Sort.PLAN, Category.SUD, conferences.CHAPTERS),
    Source(Sort.RECOVERY, Category.SUD, recovery.CHAPTERS),
    Source(Sort.PLAN, Category.SUD, reviews.CHAPTERS),
    Source(Sort.MEDICATION, Category.SUD, teaching.CHAPTERS),
    Source(Sort.TESTS, None, results.RESULTS),
    Source(Sort.TESTS, Category.SUD, results.DRUG_TESTS),
    Source(Sort.MEDICATION, Category.SUD, doses.CHAPTERS),
)
_ARMS = tuple((source, arms_of(source.chapters, first=number * ARMS_EACH)) for number, source in enumerate(SOURCES))


def readable_arms(*, permit: Permit, sort: Sort | None) -> list[Arm]:
    """What the reader's permit covers, of one sort or of all."""
    return [arm for source, arms in _seen(permit) if sort is None or source.sort is sort for arm in arms]


def readable_sorts(*, permit: Permit) -> list[Sort]:
    """The filters that the reader's permit leaves something to show under."""
    found = {source.sort for source, _ in _seen(permit)}
    return [sort for sort in Sort if sort in found]


def _seen(permit: Permit) -> Iterable[tuple[Source, list[Arm]]]:
    return ((source, arms) for source, arms in _ARMS if source.category is None or permit.covers(source.category))
