"""A colleague writes a plan with somebody, has it signed, gives a copy, and writes down a return to use."""

from datetime import datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from care.accounts.models import Staff
from care.actor import Permit
from patients.models import Patient
from tests.factories.accounts import sign_in
from tests.factories.consent import RepresentativeFactory
from tests.treatment_plans.staying_safe.conftest import AgreedPlan
from treatment_plans.staying_safe import operations
from treatment_plans.staying_safe.models import PhoneCopy, ReturnToUse, SafePlan
from treatment_plans.staying_safe.queries import seal_of_plan
from treatment_plans.staying_safe.vocabulary import Part, PlanKind, PlanState, Way

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(priya: Staff) -> Client:
    return sign_in(Client(), priya)


@pytest.fixture
def base(mari: Patient) -> str:
    return f"/people/{mari.uuid}/staying-safe/"


def text(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def test_a_safety_plan_from_nothing_to_both_words(desk: Client, base: str) -> None:
    assert "Write it together" in text(desk.get(base))
    to = desk.post(f"{base}begin/safety/").headers["Location"]
    page = text(desk.get(to))
    assert "How I notice that a crisis is coming" in page
    said = {"signs": "I stop answering.", "ask": "Rosa 401-555-0133"}
    blank = dict.fromkeys(("alone", "around", "lines", "safer_place", "naloxone", "checks", "safer_use"), "")
    seen = {f"seen_{part}": "1" for part in (*said, *blank)}
    plan_url = desk.post(to, said | blank | seen).headers["Location"]
    row = SafePlan.objects.get()
    stale = desk.post(to, said | blank | seen | {"signs": "I sleep badly."})
    assert "Both versions" in text(stale)
    assert desk.post(f"{plan_url}sign/").status_code == 302
    page = text(desk.get(plan_url))
    assert 'name="seal"' in page
    seal = page.split('name="seal" value="')[1].split('"')[0]
    again = desk.post(f"{plan_url}word/", {"way": "typed", "name": "", "seal": seal})
    assert (again.status_code, "Write the name as it is signed." in text(again)) == (422, True)
    desk.post(f"{plan_url}word/", {"way": "typed", "name": "Mari D", "drawing": "M1 1L2 2L3 3", "seal": seal})
    row.refresh_from_db()
    assert (row.state, row.signatures.get(party="patient").way) == (PlanState.IN_FORCE, Way.DRAWN)
    page = text(desk.get(plan_url))
    assert "Drawn signature" in page
    for language in ("en", "es"):
        assert desk.get(f"{plan_url}paper/?language={language}").content[:5] == b"%PDF-"
    assert desk.post(to, said).status_code == 409
    assert desk.post(f"{plan_url}keep/").status_code == 302
    assert desk.post(f"{plan_url}again/", {"why": "crisis"}).status_code == 302
    assert desk.post(f"{plan_url}end/", {"reason": "own_wish"}).status_code == 302
    assert desk.post(f"{plan_url}keep/").status_code == 409


def test_a_guardian_on_file_signs_in_their_place(desk: Client, base: str, permit: Permit, mari: Patient, at: datetime) -> None:
    plan = operations.begin_plan(permit=permit, kind=PlanKind.OVERDOSE, at=at)
    written = {Part.NALOXONE: operations.Written("Kitchen drawer", 1)}
    operations.write_parts(permit=permit, plan=plan.uuid, written=written, at=at)
    operations.sign_plan(permit=permit, plan=plan.uuid, name="Priya Nair", at=at)
    seal = seal_of_plan(permit=permit, plan=plan.uuid)
    word, to = {"way": "in_place", "seal": seal}, f"{base}{plan.uuid}/"
    assert desk.post(f"{to}word/", word).status_code == 422  # nobody is on file
    guardian = RepresentativeFactory(patient=mari, name="Rosa Duarte")
    assert "Rosa Duarte, guardian appointed by a court" in text(desk.get(to))
    for missing in ({}, {"representative": str(guardian.uuid)}):
        assert desk.post(f"{to}word/", word | missing).status_code == 422
    assert desk.post(f"{to}word/", word | {"representative": str(guardian.uuid), "beside_name": "R. Duarte"}).status_code == 302
    signed = SafePlan.objects.get().signatures.exclude(party="clinician").get()
    assert (signed.party, signed.way, signed.representative) == ("on_file", "in_place", guardian.uuid)
    page = text(desk.get(to))
    assert "R. Duarte (guardian appointed by a court)" in page
    assert "This is not what was signed" not in page


def test_a_copy_is_given_shown_and_taken_back(desk: Client, base: str, agreed: AgreedPlan) -> None:
    assert "Nothing is in force" in text(desk.get(f"{base}copy/"))
    agreed()
    assert desk.post(f"{base}copy/", {"kinds": []}).status_code == 422
    assert desk.post(f"{base}copy/", {"kinds": ["safety"]}).status_code == 302
    assert "/k/" in text(desk.post(f"{base}copy/link/"))
    page = text(desk.get(f"{base}copy/"))
    assert "What can be taken back, and what cannot" in page
    assert desk.post(f"{base}copy/take-back/", {"why": "phone_lost"}).status_code == 302
    assert desk.post(f"{base}copy/take-back/", {"why": "phone_lost"}).status_code == 409
    assert PhoneCopy.objects.get().taken_back_why == "phone_lost"
    assert "Copies that were taken back: 1" in text(desk.get(f"{base}copy/"))


def test_a_return_to_use_is_told_without_a_sanction(desk: Client, base: str) -> None:
    page = text(desk.get(f"{base}return-to-use/"))
    assert "No plan, dose, take-home supply or enrollment changes because of it." in page
    given = {"happened": "11/2026", "substance": "alcohol", "heard": "person", "own_words": "One evening."}
    assert desk.post(f"{base}return-to-use/", given | {"happened": "2031"}).status_code == 422
    assert desk.post(f"{base}return-to-use/", given | {"happened": "1/2026"}).status_code == 302
    page = text(desk.get(base))
    assert "Returns to use: 1" in page
    event = ReturnToUse.objects.get()
    assert desk.post(f"{base}return-to-use/{event.uuid}/entered-in-error/", {"reason": "twice"}).status_code == 302
    assert "Entered in error: Written twice" in text(desk.get(base))


def test_two_versions_are_compared_in_words(desk: Client, base: str, agreed: AgreedPlan, at: datetime) -> None:
    agreed(PlanKind.OVERDOSE, naloxone="Kitchen drawer")
    agreed(PlanKind.OVERDOSE, checks="Rosa")
    page = text(desk.get(f"{base}compare/overdose/"))
    assert "1 line added, in 1 part." in page or "1 line added" in page
    assert desk.get(f"{base}compare/safety/").status_code == 404
    assert desk.get(f"{base}compare/nothing/").status_code == 404
    assert desk.get(f"{base}compare/overdose/?from=2&to=1").status_code == 200


def test_twelve_versions_take_as_many_queries_as_two(desk: Client, base: str, agreed: AgreedPlan, permit: Permit) -> None:
    counted = []
    for count in (2, 12):
        while SafePlan.objects.count() < count:
            agreed(PlanKind.OVERDOSE, naloxone="Kitchen drawer")
        for path in (base, f"{base}compare/overdose/"):
            desk.get(path)
            with CaptureQueriesContext(
                connection,
            ) as told:
                assert desk.get(path).status_code == 200
            counted.append(len(told))
    assert counted[:2] == counted[2:]
