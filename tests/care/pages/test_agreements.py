"""Agreements: the privacy officer writes them down and ends them, the gate looks them up."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from care.access import gate
from care.access.models import Agreement
from care.access.operations import NoSuchAgreement, end_agreement
from care.access.policy import Basis
from care.accounts.models import Organisation, Staff
from care.actor import Category, Purpose, Requester, Role
from care.audit.models import AuditEvent
from patients.models import Patient
from tests.care.pages.conftest import SignIn, queries_of
from tests.factories.access import AgreementFactory
from tests.factories.accounts import actor_for, staff_with

pytestmark = pytest.mark.django_db
PATH = "/agreements/"


@pytest.fixture
def harold(clinic: Organisation) -> Staff:
    return staff_with(Role.PRIVACY_OFFICER, organisation=clinic)


@pytest.fixture
def desk(as_: SignIn, harold: Staff) -> Client:
    return as_(harold)


def form(**changes: Any) -> dict[str, Any]:
    return {
        "kind": "qsoa", "party": "Meadow Laboratory", "reference": "QSOA-7", "covers": "Tests that we order",
        "categories": ["demographics", "sud"], "from_day": "2026-01-05", "until_day": "", "destroy_day": "",
    } | changes  # fmt: skip


def ask(alice: Staff, mari: Patient, agreement: Agreement | None, at: datetime, **changes: Any) -> frozenset[Category]:
    given = {
        "requester": Requester.QSO, "purpose": Purpose.QSO_SERVICE, "categories": frozenset({Category.SUD, Category.GENERAL}),
        "agreement": agreement.uuid if agreement else None,
    }  # fmt: skip
    release = gate.Release(**(given | changes))
    return gate.require_release(actor=actor_for(alice), patient_id=mari.pk, release=release, at=at).categories


def test_it_is_written_down_and_ended_and_both_are_on_record(desk: Client, harold: Staff) -> None:
    assert desk.post(PATH, form()).status_code == 302
    agreement = Agreement.objects.get()
    assert (agreement.party, agreement.recorded_by_id) == ("Meadow Laboratory", harold.user_id)
    page = desk.get(PATH).content.decode()
    assert "In force or to come: 1" in page
    assert desk.post(PATH, form()).status_code == 422, "the same paper twice"
    assert desk.post(f"{PATH}{agreement.uuid}/end/", {"reason": " "}).status_code == 422
    assert desk.post(f"{PATH}{agreement.uuid}/end/", {"reason": "Another laboratory"}).status_code == 302
    agreement.refresh_from_db()
    assert (agreement.ended_by_id, agreement.ended_reason) == (harold.user_id, "Another laboratory")
    assert "Ended: 1" in desk.get(PATH).content.decode()
    verbs = AuditEvent.objects.filter(verb__startswith="agreement.").order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["agreement.recorded", "agreement.ended"]


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": "audit"},
        {"kind": "audit", "until_day": "2026-02-01"},
        {"until_day": "2025-12-31"},
        {"destroy_day": "2025-12-31"},
        {"until_day": "2046-01-01"},
        {"categories": []},
        {"categories": ["counselling_note"]},
        {"party": " "},
        {"reference": ""},
    ],
    ids=str,
)
def test_what_is_no_agreement_is_told_in_the_form(changes: dict[str, Any], desk: Client) -> None:
    assert desk.post(PATH, form(**changes)).status_code == 422
    assert not Agreement.objects.exists()


def test_only_the_privacy_officer_keeps_them(as_: SignIn, alice: Staff) -> None:
    assert as_(alice).get(PATH).status_code == 403
    assert as_(alice).post(PATH, form()).status_code == 403
    assert not Agreement.objects.exists()


def test_another_clinics_agreement_is_not_there(desk: Client, harold: Staff, now: datetime) -> None:
    other = AgreementFactory()
    assert desk.post(f"{PATH}{other.uuid}/end/", {"reason": "Mine now"}).status_code == 404
    with pytest.raises(NoSuchAgreement):
        end_agreement(actor=actor_for(harold), agreement=other.uuid, reason="Mine now", at=now)


def test_the_gate_opens_what_a_standing_agreement_covers_and_believes_nobody(alice: Staff, mari: Patient, now: datetime) -> None:
    agreement = AgreementFactory(organisation=mari.organisation, categories=["sud"])
    assert ask(alice, mari, agreement, now) == {Category.SUD}
    elsewhere = AgreementFactory(categories=["sud"])
    ended = AgreementFactory(
        organisation=mari.organisation, ended_at=now, ended_by=alice.user, ended_reason="Moved on", categories=["sud"]
    )
    later = AgreementFactory(organisation=mari.organisation, from_day=(now + timedelta(days=2)).date(), categories=["sud"])
    over = AgreementFactory(
        organisation=mari.organisation, from_day=date(2026, 1, 1), until_day=(now - timedelta(days=2)).date(), categories=["sud"]
    )
    for wrong in (None, elsewhere, ended, later, over):
        with pytest.raises(gate.Refused) as refusal:
            ask(alice, mari, wrong, now, basis=Basis.AGREEMENT)
        assert (refusal.value.reason, refusal.value.row) == ("NO_AGREEMENT", "D07-no")
    with pytest.raises(gate.Refused):
        ask(alice, mari, agreement, now, requester=Requester.RESEARCHER, purpose=Purpose.HRESCH)


def test_it_stands_through_the_end_of_its_last_day_in_the_programs_zone(alice: Staff, mari: Patient, now: datetime) -> None:
    last = date(2026, 11, 27)
    agreement = AgreementFactory(organisation=mari.organisation, from_day=last, until_day=last, categories=["sud"])
    late = datetime.fromisoformat("2026-11-27T23:59:00-05:00")
    assert ask(alice, mari, agreement, late) == {Category.SUD}
    with pytest.raises(gate.Refused):
        ask(alice, mari, agreement, late + timedelta(minutes=2))


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "handshake"}, {"party": ""}, {"categories": []}, {"categories": ["counselling_note"]},
        {"until_day": date(2025, 1, 1)}, {"destroy_day": date(2025, 1, 1)}, {"kind": "audit"},
        {"ended_at": datetime.fromisoformat("2026-06-01T12:00:00+00:00")}, {"ended_reason": "Moved on"},
    ],
    ids=str,
)  # fmt: skip
def test_the_database_refuses_what_is_no_agreement(wrong: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        AgreementFactory(**wrong)


def test_the_page_takes_the_same_queries_however_many(desk: Client, clinic: Organisation) -> None:
    AgreementFactory(organisation=clinic)
    few = queries_of(desk, PATH)
    for _ in range(20):
        AgreementFactory(organisation=clinic)
    assert queries_of(desk, PATH) == few
