"""Reading of a record what the suggestions need to know. A fixed number of queries, whatever the record holds."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import TypeVar

from care.actor import Permit
from care.lib.dates import age_in_years, date_text, local_date
from care.lib.text import fold
from patients.assessments.queries import Measure, measures_of
from patients.assessments.rules.numbers import score_text
from patients.queries import preferences_of, surroundings_of
from patients.rules import AddressState, Relation, StaffGender
from patients.story.queries import WholeStory, lived, whole_story
from patients.story.rules import (
    Domain,
    Entry,
    Intent,
    Medicine,
    MedicineKind,
    Overdose,
    OwnGoal,
    Part,
    Problem,
    Substance,
    Taking,
    Told,
    Treatment,
)
from patients.story.rules.days import latest
from treatment_plans.library.rules.causes import FOR_ALCOHOL, FOR_OPIOIDS
from treatment_plans.library.rules.facts import Facts, Said, Score
from treatment_plans.library.rules.reading import (
    FRESH,
    Measured,
    conditions_of,
    needs_of,
    tried_of,
    uses_of,
    was_in_custody,
)
from treatment_plans.queries import PlanRow, PlansInHand
from treatment_plans.regimens.queries import active_orders
from treatment_plans.vocabulary import InterventionStatus, SectionKind

STAFF = {StaffGender.WOMEN: "Would rather talk with women", StaffGender.MEN: "Would rather talk with men"}
Kind = TypeVar("Kind", bound=Entry)


def facts_of(*, permit: Permit, plans: PlansInHand, at: datetime) -> Facts:
    """What is known of the permit's patient, of the kinds that the permit covers. Twenty-one queries; the plan is given."""
    born = lived(permit=permit)
    today = local_date(at, born.zone)
    story = whole_story(permit=permit)
    problems = list(_said(story, Part.PROBLEMS, Problem))
    treatments = list(_said(story, Part.TREATMENTS, Treatment))
    overdoses = list(_said(story, Part.OVERDOSES, Overdose))
    measured = list(_measured(measures_of(permit=permit), today=today, zone=born.zone))
    around = surroundings_of(permit=permit)
    relations = {line.said.relation for line in around.supporters}
    prefers = preferences_of(permit=permit).said
    needs = needs_of((line.need for line in story.needs.needs) if story.needs else (), measured)
    sure = [goal.confidence for goal in _said(story, Part.GOALS, OwnGoal) if goal.confidence is not None]
    plan = plans.draft or plans.active
    return Facts(
        age=age_in_years(born.birth_date, today),
        uses=uses_of(_said(story, Part.SUBSTANCES, Substance), problems, measured),
        conditions=conditions_of(problems),
        scores={one.instrument: one.score for one in reversed(measured) if not one.subject},
        orders=_orders(permit) | _taken(_said(story, Part.MEDICINES, Medicine)),
        pregnancy=story.pregnancy.said.answer if story.pregnancy else None,
        needs=needs,
        has_no_home=around.whereabouts.state is AddressState.NO_FIXED,
        is_in_danger=_is_in_danger(story, measured),
        overdose_on=max((latest(one.occurred) for one in overdoses if len(one.occurred) > len("2015")), default=None),
        had_overdose=bool(overdoses),
        meant_overdose=any(one.intent is Intent.INTENDED for one in overdoses),
        was_in_custody=was_in_custody(treatments, today=today),
        tried=tried_of(treatments),
        supporters=len(around.supporters),
        has_partner=bool(relations & {Relation.SPOUSE, Relation.PARTNER}),
        has_children=Relation.CHILD in relations or Domain.CARE_FOR in needs,
        wants_staff=STAFF.get(prefers.staff_gender, "") if prefers.staff_gender else "",
        faith=prefers.faith,
        healing=prefers.healing,
        least_sure=min(sure, default=None),
        said=tuple(_wishes(plan)),
        in_plan=standing_codes(plan),
        stopped=_stopped(plans),
        today=today,
    )


def standing_codes(plan: PlanRow | None) -> frozenset[str]:
    """The codes of the library that a version has on open goals, and that go on."""
    goals = plan.open_goals if plan else ()
    return frozenset(line.library_code for goal in goals for line in goal.interventions if line.is_open and line.library_code)


def _stopped(plans: PlansInHand) -> dict[str, str]:
    rows = [plan for plan in (plans.active, plans.draft) if plan]
    lines = [line for plan in rows for goal in plan.goals for line in goal.interventions if line.library_code]
    return {line.library_code: line.end_note for line in lines if line.status is InterventionStatus.STOPPED}


def _said(story: WholeStory, part: Part, kind: type[Kind]) -> Iterator[Kind]:
    return (line.said for line in story.lists[part].lines if isinstance(line.said, kind))


def _measured(measures: Iterable[Measure], *, today: date, zone: str) -> Iterator[Measured]:
    """Every score that is fresh enough, in words with its day, the main one of an instrument first."""
    for measure in measures:
        if measure.latest is None or today - local_date(measure.latest.at, zone) > FRESH:
            continue
        main = measure.latest.score
        definitions = {score.name: score for score in measure.definition.scores}
        on = date_text(local_date(measure.latest.at, zone))
        for scored in sorted(measure.latest.scores, key=lambda one: one is not main):
            if scored.name not in definitions:
                continue
            words = score_text(measure.definition, definitions[scored.name], scored.value, scored.band_label)
            score = Score(scored.value, scored.is_positive, f"{words}, on {on}")
            yield Measured(measure.instrument, scored.name, measure.subject, score)


def _orders(permit: Permit) -> frozenset[str]:
    """The substances that are ordered here: the code of a medicine begins with its substance."""
    return frozenset(row.medication_code.partition("-")[0] for row in active_orders(permit=permit))


def _taken(medicines: Iterable[Medicine]) -> frozenset[str]:
    """The same of what somebody else prescribes and they take."""
    names = [
        fold(one.name)
        for one in medicines
        if not one.stopped and one.taking is not Taking.NOT and one.kind is not MedicineKind.SHARED
    ]
    return frozenset(substance for substance in FOR_OPIOIDS | FOR_ALCOHOL if any(substance in name for name in names))


def _is_in_danger(story: WholeStory, measured: Iterable[Measured]) -> bool:
    told = story.needs is not None and story.needs.in_danger is Told.YES
    return told or any(one.instrument == "hrsn" and one.name == "safety" and one.score.is_positive for one in measured)


def _wishes(plan: PlanRow | None) -> Iterator[Said]:
    """What the plan says of what they want and do not want."""
    for kind in (SectionKind.NOT_WANTED, SectionKind.PREFERENCES, SectionKind.CULTURE):
        if plan is not None and (text := plan.text_of(kind)):
            yield Said(text, kind.label, is_no=kind is SectionKind.NOT_WANTED)
