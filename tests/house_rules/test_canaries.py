"""What a role may not see stands on no page that it opens: a word of each kind of data is planted, and every page is searched.

The table is written by hand from the clinical reference (12.1, 3.9), not read from the policy.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from care.actor import Category, Role
from patients.models import Patient
from tests.factories.accounts import staff_with
from tests.factories.consent import ConsentFactory, RestrictionRequestFactory
from tests.factories.notes import CounselingNoteFactory
from tests.factories.patients import AllergyFactory, ConditionFactory
from tests.factories.worklist import TaskFactory
from tests.house_rules.addresses import Address, addresses
from tests.house_rules.little_clinic import LittleClinic, Standing, Things, little_clinic
from tests.house_rules.matrix import MATRIX
from tests.house_rules.test_matrix import MEANT
from tests.sweeps import some
from treatment_plans.models import Goal, Intervention

pytestmark = pytest.mark.django_db

C, R = Category, Role
ALL_BUT_NOTES = frozenset({C.DEMOGRAPHICS, C.GENERAL, C.MENTAL_HEALTH, C.SUD})
# Of a person on whose team they are; whoever is not named here sees nothing.
ON_TEAM = {
    **dict.fromkeys(
        (R.PRESCRIBER, R.NURSE, R.COUNSELOR, R.COORDINATOR, R.PEER, R.PSYCHIATRIC_CONSULTANT, R.CRISIS_CLINICIAN, R.SUPERVISOR),
        ALL_BUT_NOTES | {C.HARM_REDUCTION},
    ),
    R.PHARMACIST: ALL_BUT_NOTES,
    R.NAVIGATOR: ALL_BUT_NOTES,
    R.HARM_REDUCTION_WORKER: frozenset({C.DEMOGRAPHICS, C.HARM_REDUCTION}),
    R.FRONT_DESK: frozenset({C.DEMOGRAPHICS}),
    R.PRIVACY_OFFICER: frozenset({C.DEMOGRAPHICS}),  # who somebody is, in the privacy office
}
# Of everybody else in the programme.
IN_PROGRAMME = {
    R.COORDINATOR: ALL_BUT_NOTES | {C.HARM_REDUCTION},
    R.SUPERVISOR: ALL_BUT_NOTES | {C.HARM_REDUCTION},
    R.NURSE: ALL_BUT_NOTES,
    R.FRONT_DESK: frozenset({C.DEMOGRAPHICS}),
    R.PRIVACY_OFFICER: frozenset({C.DEMOGRAPHICS}),
}
SEEN = {Standing.TEAM: ON_TEAM, Standing.PROGRAMME: IN_PROGRAMME, Standing.OTHER: {}}
FAMILY = {Standing.TEAM: "Canaryteam", Standing.PROGRAMME: "Canaryhouse", Standing.OTHER: "Canarystranger"}
# The roles that see less than the whole row of somebody whom they work for, and one that sees all of it.
LESS = (R.FRONT_DESK, R.HARM_REDUCTION_WORKER, R.PHARMACIST, R.NAVIGATOR, R.PEER, R.PRIVACY_OFFICER, R.AUDITOR, R.ADMINISTRATOR)
WHOLE = R.COUNSELOR
CHART = 4  # strokes in the address of a page of a chart
PAGES = 30  # that each role opens beside those
# Addresses for machines, and those of one's own account, which show nobody's record.
NOT_WALKED = ("api:", "accounts:", "health:", "phone:", "questions:", "texts:", "mfa_", "account_", "usersessions", "sign:")


def word(category: Category, standing: Standing) -> str:
    """The planted word of one kind of data of one person."""
    return f"canary{category.value.replace('_', '')}{FAMILY[standing][6:]}"


def planted(things: Things, standing: Standing, at: datetime) -> None:
    """A word of each kind into the record of a person: name, allergy, conditions, tasks, plan, consent, restriction, note."""
    patient = Patient.objects.get(uuid=things.person)
    patient.legal_family = FAMILY[standing]
    patient.allergies_state = "listed"
    patient.save()
    who = patient.registered_by
    AllergyFactory(patient=patient, substance=word(C.GENERAL, standing))
    for category in (C.GENERAL, C.MENTAL_HEALTH, C.SUD):
        ConditionFactory(patient=patient, category=category.value, display=word(category, standing))
    for category in Category:
        TaskFactory(
            patient=patient,
            organisation=patient.organisation,
            category=category.value,
            title=word(category, standing) if category is not C.DEMOGRAPHICS else "Call back",
            due_at=at + timedelta(hours=1),
        )
    Goal.objects.filter(plan__patient=patient).update(own_words=word(C.SUD, standing))
    Intervention.objects.filter(goal__plan__patient=patient).update(title=word(C.SUD, standing))
    ConsentFactory(patient=patient, recorded_by=who, what=word(C.SUD, standing))
    RestrictionRequestFactory(patient=patient, asked_by=who, asked=True)
    author = staff_with(R.COUNSELOR, organisation=patient.organisation)
    CounselingNoteFactory(patient=patient, author=author, session_on=at.date(), text=word(C.COUNSELLING_NOTE, standing))


@pytest.fixture(scope="module")
def clinic(django_db_setup: None, django_db_blocker: Any) -> Iterator[LittleClinic]:
    """The same clinic for all roles; what one leaves while it reads is gone before the next."""
    block = transaction.atomic()
    block._from_testcase = True  # type: ignore[attr-defined]  # so that the gate may ask for a transaction of its own
    with django_db_blocker.unblock(), block:
        at = datetime.now(UTC)
        made = little_clinic(at)
        for standing, things in made.things.items():
            planted(things, standing, at)
        yield made
        transaction.set_rollback(True)


def pages(things: Things) -> Iterator[str]:
    """Every page that shows something, of one person where it is about one."""
    for address in addresses():
        line = MATRIX.get(address.name)
        if line is not None and line.get == 200 and not address.name.startswith(NOT_WALKED):
            yield _path(address, things)


def _path(address: Address, things: Things) -> str:
    given: dict[str, Any] = {name: getattr(things, name) for name, _ in address.parameters if hasattr(things, name)}
    meant = next((thing for begin, thing in MEANT.items() if address.route.startswith(begin)), "")
    return address.path(**(given | ({"uuid": getattr(things, meant)} if meant else {})))


def _walked(clinic: LittleClinic, role: Role) -> list[str]:
    """The charts, and some of all other pages, others for each role; all of them with CARE_SWEEP=all."""
    every = sorted({path for things in clinic.things.values() for path in pages(things)})
    return sorted({*(path for path in every if path.count("/") <= CHART), *some(every, PAGES, of=role.value)})


@pytest.mark.parametrize("role", [*LESS, WHOLE])
def test_a_role_meets_no_word_of_what_it_may_not_see(clinic: LittleClinic, role: Role, settings: Any) -> None:
    settings.SECOND_FACTOR_REQUIRED = False
    client = Client(raise_request_exception=False)
    client.force_login(clinic.staff[role].user)
    forbidden = {
        word(category, standing): f"{category.value} of somebody {standing.value}"
        for standing in Standing
        for category in set(Category) - {C.DEMOGRAPHICS}
        if category not in SEEN[standing].get(role, frozenset())
    }
    forbidden |= {FAMILY[standing]: f"a name of somebody {standing.value}" for standing in Standing if role not in SEEN[standing]}
    wrong, opened, met = [], 0, ""
    for path in _walked(clinic, role):
        answer = client.get(path)
        opened += answer.status_code == 200
        text = "" if answer.streaming else answer.content.decode(errors="replace")
        met += text if answer.status_code == 200 else ""
        wrong += [f"{path} shows {what}" for canary, what in forbidden.items() if canary in text]
    assert not wrong, "\n".join(wrong)
    assert opened > 3
    for category in ON_TEAM.get(role, frozenset()) - {C.DEMOGRAPHICS, C.HARM_REDUCTION}:
        assert word(category, Standing.TEAM) in met, f"{category.value} was planted where nobody meets it"


def test_the_list_of_those_who_see_less_is_whole() -> None:
    """Whoever is not walked sees all but counseling notes of the people whom they work for."""
    whole = {role for role, seen in ON_TEAM.items() if seen == ALL_BUT_NOTES | {C.HARM_REDUCTION}}
    assert set(Role) - whole <= set(LESS)
