"""Signing and declining by a link, and how a consent ends."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from care.accounts.models import Staff
from care.actor import Category, Permit, Purpose, Requester
from care.consent import operations, queries
from care.consent.operations import Event
from care.consent.rules import How, Kind, Match, Signature, State, Terms
from care.links.models import Link
from care.links.operations import LinkUsed
from care.outbox.models import Delivery
from patients.models import Patient
from tests.care.consent.conftest import YEAR, for_rosa, general, prepare, says, sign, through_link
from tests.factories.accounts import PartnerSystemFactory
from tests.factories.consent import ConsentFactory

pytestmark = pytest.mark.django_db


# --- by a link ------------------------------------------------------------------------------------------------------------------


def test_the_person_signs_through_the_link_once(permit: Permit, mari: Patient, at: datetime) -> None:
    draft = prepare(permit, general(at), at)
    own, link_id = through_link(permit, draft, at)
    signature = Signature(How.LINK, "Mari Vega", drawing="M10 20L30 40")
    row = sign(own, draft, at, signature=signature, link_id=link_id, language="es")
    assert (row.state, row.how, row.wording_language) == ("signed", "link", "es")
    assert (row.recorded_by, row.recorded_by_job) == (None, "consent")
    assert Link.objects.get(pk=link_id).used_at == at
    with pytest.raises(operations.AlreadySigned):
        sign(own, draft, at, signature=signature, link_id=link_id)
    assert says(mari, PartnerSystemFactory().organisation_id, at) is Match.VALID_MATCH


def test_a_link_is_about_its_own_consent_only(permit: Permit, at: datetime) -> None:
    one, other = prepare(permit, general(at), at), prepare(permit, for_rosa(at), at)
    own, link_id = through_link(permit, one, at)
    signature = Signature(How.LINK, "Mari Vega")
    with pytest.raises(operations.NoSuchConsent):
        sign(own, other, at, signature=signature, link_id=link_id)
    with pytest.raises(operations.NoSuchConsent):
        operations.decline_consent(permit=own, consent=other.uuid, link_id=link_id, at=at)
    with pytest.raises(PermissionError):
        sign(own, one, at, signature=signature)


def test_the_person_says_no_through_the_link(permit: Permit, mari: Patient, at: datetime) -> None:
    draft = prepare(permit, general(at), at)
    own, link_id = through_link(permit, draft, at)
    row = operations.decline_consent(permit=own, consent=draft.uuid, link_id=link_id, at=at)
    assert (row.state, row.closed_by_job) == ("declined", "consent")
    with pytest.raises(operations.NotADraft):
        sign(own, draft, at, signature=Signature(How.LINK, "Mari Vega"), link_id=link_id)
    assert says(mari, PartnerSystemFactory().organisation_id, at) is Match.NONE


def test_what_is_signed_here_or_set_aside_closes_the_link(permit: Permit, at: datetime) -> None:
    signed, aside = prepare(permit, general(at), at), prepare(permit, for_rosa(at), at)
    for draft in (signed, aside):
        operations.issue_consent_link(permit=permit, consent=draft.uuid, at=at)
    sign(permit, signed, at)
    operations.set_aside_consent(permit=permit, consent=aside.uuid, at=at)
    reasons = Link.objects.order_by("pk").values_list("revoke_reason", flat=True)
    assert list(reasons) == ["signed", "closed"]
    for done, refusal in ((signed, operations.AlreadySigned), (aside, operations.NotADraft)):
        with pytest.raises(refusal):
            operations.issue_consent_link(permit=permit, consent=done.uuid, at=at)


def test_a_used_link_signs_nothing_else(permit: Permit, at: datetime) -> None:
    draft = prepare(permit, general(at), at)
    own, link_id = through_link(permit, draft, at)
    Link.objects.filter(pk=link_id).update(used_at=at)
    with pytest.raises(LinkUsed):
        sign(own, draft, at, signature=Signature(How.LINK, "Mari Vega"), link_id=link_id)
    draft.refresh_from_db()
    assert draft.state == State.DRAFT.value


# --- how it ends ----------------------------------------------------------------------------------------------------------------


def test_an_event_ends_what_waits_for_it(permit: Permit, mari: Patient, amara: Staff, at: datetime) -> None:
    eastside = PartnerSystemFactory().organisation_id
    row = sign(permit, prepare(permit, general(at, end_event="the end of treatment"), at), at)
    later = at + timedelta(days=9)
    assert says(mari, eastside, later) is Match.VALID_MATCH
    operations.record_event(permit=permit, consent=row.uuid, event=Event.END, at=later)
    assert says(mari, eastside, later) is Match.EXPIRED
    found = queries.get_consent(permit=permit, consent=row.uuid, at=later)
    assert found is not None
    assert (found.state, found.ended_by) == (State.EXPIRED, amara.user.name)
    with pytest.raises(operations.NotInForce):
        operations.record_event(permit=permit, consent=row.uuid, event=Event.END, at=later)


def test_only_what_was_written_can_happen(permit: Permit, at: datetime) -> None:
    row = sign(permit, prepare(permit, general(at), at), at)
    for event in Event:
        with pytest.raises(operations.NoEvent):
            operations.record_event(permit=permit, consent=row.uuid, event=event, at=at)


def test_a_criminal_justice_consent_stands_until_its_event(permit: Permit, at: datetime) -> None:
    terms = Terms(
        Kind.CRIMINAL_JUSTICE,
        frozenset({Category.SUD}),
        frozenset({Purpose.SUPERVISION}),
        "Attendance",
        at + YEAR,
        recipient_kind=Requester.SUPERVISION,
        recipient_name="Officer Dale Pruitt",
        matter="Case 12",
        irrevocable_event="the final disposition",
    )
    row = sign(permit, prepare(permit, terms, at), at)
    later = at + timedelta(days=9)
    with pytest.raises(operations.CannotBeTakenBack):
        operations.revoke_consent(permit=permit, consent=row.uuid, reason="Asked", at=later)
    operations.record_event(permit=permit, consent=row.uuid, event=Event.FREE, at=later)
    with pytest.raises(operations.NoEvent):
        operations.record_event(permit=permit, consent=row.uuid, event=Event.FREE, at=later)
    operations.revoke_consent(permit=permit, consent=row.uuid, reason="Asked", at=later)
    row.refresh_from_db()
    assert row.state == State.REVOKED.value


def test_the_database_keeps_it_from_being_taken_back_too_early(mari: Patient) -> None:
    early: dict[str, Any] = {
        "kind": "cj",
        "purposes": ["X-SUPERVISION"],
        "matter": "Case 12",
        "irrevocable_event": "the final disposition",
        "revoked": True,
    }
    with pytest.raises(IntegrityError, match="consent_revoked_when_it_can"), transaction.atomic():
        ConsentFactory(patient=mari, **early)


def test_what_has_ended_or_was_never_signed_is_not_taken_back(permit: Permit, at: datetime) -> None:
    draft = prepare(permit, for_rosa(at), at)
    old = sign(permit, prepare(permit, general(at), at), at)
    sign(permit, prepare(permit, general(at, expires_at=at + YEAR), at), at)
    for row in (draft, old):
        with pytest.raises(operations.NotInForce):
            operations.revoke_consent(permit=permit, consent=row.uuid, reason="Asked", at=at)


def test_taking_back_is_told_in_the_same_transaction(permit: Permit, mari: Patient, at: datetime) -> None:
    row = sign(permit, prepare(permit, general(at), at), at)
    operations.revoke_consent(permit=permit, consent=row.uuid, reason="Asked", at=at)
    event = Delivery.objects.get(kind="event:consent.revoked")
    assert (event.patient_id, event.about) == (mari.pk, {"consent": row.pk})
