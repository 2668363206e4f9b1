"""What the demo's plans are about: substance use, mind, body and the life around, side by side, each goal with its problem; and
the orders behind what they do with medication.

Written in bulk onto the versions that stand when the clinic opens; what later stories change, they carry over by the operations.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from random import Random
from typing import Any

from django.apps import apps

from care.actor import Actor
from care.audit import operations as audit
from care.demo.staff import HARBOR_STREET
from care.demo.words.plans import PLAN_PROBLEMS, WISHES
from care.demo.writer import checked_at_once, copy_into
from care.lib.ids import uuid7
from patients.story.rules import ICD10CM
from treatment_plans.queries.reading import MEDICATION
from treatment_plans.rules import IN_FORCE, IN_WRITING, OPEN_INTERVENTIONS
from treatment_plans.vocabulary import ProblemDomain, ProblemStatus

SEED = 7_01
TOLD = 50  # a demo of which more problems than this are written has been told
MIND, BODY = 0.75, 0.55  # of how many plans these are a part
QUIET = 0.2  # of how many such problems that are quiet by now
SIDES = {
    **dict.fromkeys(("home", "family", "work", "papers", "joy"), ProblemDomain.SOCIAL),
    **dict.fromkeys(("body", "pregnancy"), ProblemDomain.PHYSICAL),
    "mind": ProblemDomain.MENTAL,
    "use": ProblemDomain.SUBSTANCE_USE,
}
AREAS = {wish.words: wish.area for wish in WISHES}


@dataclass(slots=True)
class _Version:
    """One version that stands, with the areas of its goals and what the person's medication is for."""

    id: int
    patient_id: int
    started_at: datetime
    started_by_id: int
    goals: dict[int, str] = field(default_factory=dict)
    use: str = "use"


def tell_problems(*, at: datetime) -> int:
    """Write them; gives their number. Where they are told already, nothing is told again."""
    problem_ = apps.get_model("treatment_plans", "Problem")
    if problem_.objects.count() > TOLD:
        return 0
    clinic = apps.get_model("accounts", "Organisation").objects.get(name=HARBOR_STREET.name)
    versions = _versions(clinic.pk)
    rows = [row for version in versions.values() for row in _problems(version)]
    if not rows:
        return 0
    people = sorted({version.patient_id for version in versions.values()})
    actor = Actor.system(job="demo.tell", organisation_id=clinic.pk)
    columns = ("uuid", "root", "plan_id", "position", "title", "domain", "code", "system", "status", "note", "revision")
    stamps = ("added_at", "added_by_id", "changed_at", "changed_by_id")
    with (
        audit.change(actor=actor, at=at, verb="demo.problems_told", patient_ids=people, detail={"problems": len(rows)}),
        checked_at_once(),
    ):
        copy_into(problem_, (*columns, *stamps), rows)
        written = problem_.objects.filter(plan_id__in=versions).order_by("plan_id", "position")
        links = _links(versions, list(written.values_list("plan_id", "pk", "domain")))
        copy_into(apps.get_model("treatment_plans", "GoalProblem"), ("goal_id", "problem_id"), links)
        purposes = list(_purposes(clinic.pk))
        copy_into(apps.get_model("regimens", "OrderPurpose"), ("order_id", "intervention", "said_at", "said_by_id"), purposes)
    return len(rows)


def _purposes(organisation_id: int) -> Iterator[tuple[Any, ...]]:
    """What is done with medication in a plan in force, and the order in force behind it, said by who added the line."""
    orders = apps.get_model("regimens", "MedicationOrder").objects.filter(organisation_id=organisation_id, status="active")
    of_people = dict(orders.order_by("-starts_on", "-pk").values_list("patient_id", "pk"))
    lines = apps.get_model("treatment_plans", "Intervention").objects.filter(
        goal__plan__organisation_id=organisation_id, goal__plan__status__in=IN_FORCE, kind__code=MEDICATION
    )
    found = lines.filter(status__in=OPEN_INTERVENTIONS).order_by("pk")
    for root, patient_id, at, by in found.values_list("root", "goal__plan__patient_id", "added_at", "added_by_id"):
        if patient_id in of_people:
            yield (of_people[patient_id], root, at, by)


def _versions(organisation_id: int) -> dict[int, _Version]:
    """The one version of each person that stands without problems; who has a second one in writing is left as they are."""
    plans = apps.get_model("treatment_plans", "Plan").objects.filter(organisation_id=organisation_id)
    standing = plans.filter(status__in=IN_FORCE | IN_WRITING, problems__isnull=True).order_by("pk")
    found = [_Version(*row) for row in standing.values_list("pk", "patient_id", "started_at", "started_by_id")]
    numbers = [version.patient_id for version in found]
    versions = {version.id: version for version in found if numbers.count(version.patient_id) == 1}
    goals = apps.get_model("treatment_plans", "Goal").objects.filter(plan_id__in=versions).order_by("plan_id", "position")
    for plan_id, goal_id, words in goals.values_list("plan_id", "pk", "own_words"):
        versions[plan_id].goals[goal_id] = AREAS.get(words, "use")
    orders = apps.get_model("regimens", "MedicationOrder").objects.filter(patient_id__in=numbers, medication__for_aud=True)
    drinks = set(orders.filter(medication__for_oud=False).values_list("patient_id", flat=True))
    for version in versions.values():
        version.use = "drink" if version.patient_id in drinks else "use"
    return versions


def _problems(version: _Version) -> Iterator[tuple[Any, ...]]:
    dice = Random(f"{SEED}:{version.patient_id}")
    areas = [version.use, *dict.fromkeys(area for area in version.goals.values() if area != "use")]
    areas += [area for area, part in (("mind", MIND), ("body", BODY)) if area not in areas and dice.random() < part]
    for position, area in enumerate(areas, start=1):
        title, code, note = dice.choice(PLAN_PROBLEMS[area])
        domain = SIDES.get(area, ProblemDomain.SUBSTANCE_USE)
        is_quiet = domain is not ProblemDomain.SOCIAL and code != "" and dice.random() < QUIET
        status = ProblemStatus.IN_REMISSION if is_quiet else ProblemStatus.ACTIVE
        about = (title, domain.value, code, ICD10CM if code else "", status.value, note)
        stamps = (version.started_at, version.started_by_id) * 2
        yield (uuid7(), uuid7(), version.id, position, *about, 1, *stamps)


def _links(versions: dict[int, _Version], written: list[tuple[int, int, str]]) -> list[tuple[int, int]]:
    """Each goal with the first problem on its side of a life."""
    first: dict[tuple[int, str], int] = {}
    for plan_id, problem_id, domain in written:
        first.setdefault((plan_id, domain), problem_id)
    return [
        (goal_id, first[plan_id, SIDES[area].value])
        for plan_id, version in versions.items()
        for goal_id, area in version.goals.items()
        if (plan_id, SIDES[area].value) in first
    ]
