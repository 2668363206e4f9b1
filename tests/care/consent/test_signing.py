"""From a draft to a signature, what takes an old one's place, and what is kept of a signature."""

import threading
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from care.access import gate
from care.actor import Action, Actor, Category, Permit, Purpose, Requester
from care.audit.models import AuditEvent
from care.consent import operations, queries
from care.consent.models import Consent, ConsentPaper
from care.consent.operations import Event
from care.consent.queries.charts import CLASS_NAME, PaperChanged
from care.consent.rules import (
    BadPaper,
    BadTerms,
    Grounds,
    How,
    Kind,
    Match,
    MayNotSign,
    PaperKind,
    RepresentativeFacts,
    RepresentativeKind,
    Scan,
    Signature,
    Signer,
    Signers,
    State,
    Who,
)
from care.lib.secrets import encrypt_bytes
from patients.models import Patient
from tests.care.consent.conftest import YEAR, for_rosa, general, prepare, says, sign
from tests.factories.accounts import OrganisationFactory, PartnerSystemFactory
from tests.factories.consent import ConsentFactory, ConsentPaperFactory, RepresentativeFactory

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n1 0 obj\n%%EOF\n"


# --- preparing and signing ------------------------------------------------------------------------------------------------------


def test_a_draft_counts_for_nobody_until_it_is_signed(permit: Permit, mari: Patient, at: datetime) -> None:
    eastside = PartnerSystemFactory().organisation_id
    draft = prepare(permit, general(at), at)
    assert draft.discloser == mari.organisation.name
    assert says(mari, eastside, at) is Match.NONE
    assert queries.consent_named(patient_id=mari.pk, organisation_id=mari.organisation_id, uuid=draft.uuid, at=at) == (
        Match.NONE,
        None,
    )
    assert queries.in_force(permit=permit, at=at) == queries.InForce(0, None, False, mari.organisation.zone)
    sign(permit, draft, at)
    assert says(mari, eastside, at) is Match.VALID_MATCH
    assert queries.in_force(permit=permit, at=at).recipients == 1
    assert queries.consents_of(permit=permit, at=at)[0].recipient == CLASS_NAME


def test_a_general_consent_is_for_whoever_is_of_its_class(permit: Permit, mari: Patient, at: datetime) -> None:
    sign(permit, prepare(permit, general(at), at), at)
    plan = PartnerSystemFactory(organisation__kind="health_plan").organisation_id
    exchange = PartnerSystemFactory(organisation__kind="intermediary").organisation_id
    court = PartnerSystemFactory(organisation__kind="court").organisation_id
    provider = PartnerSystemFactory().organisation_id
    assert says(mari, provider, at) is Match.VALID_MATCH
    assert says(mari, plan, at, Purpose.HPAYMT) is Match.VALID_MATCH
    for nobody in (exchange, court, mari.organisation_id, 0):
        assert says(mari, nobody, at) is Match.NONE
    condition = {
        "requester": Requester.PROVIDER,
        "kinds": frozenset(Kind),
        "category": Category.SUD,
        "purpose": Purpose.TREAT,
        "at": at,
    }
    for recipient, there in ((provider, [mari]), (plan, [mari]), (exchange, []), (mari.organisation_id, [])):
        found = Patient.objects.filter(queries.recipient_condition(recipient_id=recipient, path="pk", **condition))
        assert list(found) == there
        assert list(queries.consents_for(patient_ids=[mari.pk], recipient_id=recipient, **condition)) == [one.pk for one in there]


def test_the_gate_asks_as_often_for_nobody_as_for_somebody(permit: Permit, mari: Patient, at: datetime) -> None:
    sign(permit, prepare(permit, general(at), at), at)
    provider = PartnerSystemFactory().organisation_id
    for patient_id in (mari.pk, None):
        with CaptureQueriesContext(connection) as captured:
            queries.consent_for(
                patient_id=patient_id,
                recipient_id=provider,
                requester=Requester.PROVIDER,
                kinds=frozenset(Kind),
                category=Category.SUD,
                purpose=Purpose.TREAT,
                at=at,
            )
        assert len(captured) == 1


def test_a_new_general_consent_takes_the_old_ones_place(permit: Permit, mari: Patient, at: datetime) -> None:
    old = sign(permit, prepare(permit, general(at), at), at)
    later = at + timedelta(days=3)
    new = sign(permit, prepare(permit, general(at, expires_at=at + YEAR), later), later)
    old.refresh_from_db()
    assert (old.state, old.superseded_at, old.successor) == (State.SUPERSEDED.value, later, new)
    eastside = PartnerSystemFactory().organisation_id
    _, rests_on = queries.consent_for(
        patient_id=mari.pk,
        recipient_id=eastside,
        requester=Requester.PROVIDER,
        kinds=frozenset(Kind),
        category=Category.SUD,
        purpose=Purpose.TREAT,
        at=later,
    )
    assert rests_on is not None
    assert rests_on.consent_id == new.pk
    given = AuditEvent.objects.filter(verb="consent.given").latest("pk")
    assert given.detail["replaced"] == [old.pk]


def test_an_old_one_whose_day_has_passed_is_ended_and_not_replaced(permit: Permit, at: datetime) -> None:
    old = sign(permit, prepare(permit, general(at, expires_at=at + timedelta(days=1)), at), at)
    later = at + timedelta(days=3)
    sign(permit, prepare(permit, general(at), later), later)
    old.refresh_from_db()
    assert (old.state, old.superseded_at) == (State.EXPIRED.value, None)


def test_the_database_lets_one_general_consent_stand(mari: Patient) -> None:
    ConsentFactory(patient=mari, general=True)
    with pytest.raises(IntegrityError, match="consent_one_general"), transaction.atomic():
        ConsentFactory(patient=mari, general=True, categories=["sud"])
    ConsentFactory(patient=mari, general=True, draft=True)
    ConsentFactory(general=True)


@pytest.mark.django_db(transaction=True)
def test_of_two_general_consents_signed_at_once_one_stands(permit: Permit, mari: Patient, at: datetime) -> None:
    drafts = [prepare(permit, general(at), at) for _ in range(2)]
    start = threading.Barrier(2)

    def put_name(draft: Consent) -> None:
        start.wait()
        try:
            sign(permit, draft, at)
        finally:
            connection.close()

    threads = [threading.Thread(target=put_name, args=[draft]) for draft in drafts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    states = Consent.objects.filter(patient=mari).order_by("state").values_list("state", flat=True)
    assert list(states) == ["signed", "superseded"]


def test_somebody_outside_can_be_named(permit: Permit, mari: Patient, at: datetime) -> None:
    row = sign(permit, prepare(permit, for_rosa(at), at), at)
    found = queries.get_consent(permit=permit, consent=row.uuid, at=at)
    assert found is not None
    assert (found.recipient, found.recipient_id, found.recipient_kind) == ("Rosa Duarte, sister", None, Requester.FAMILY)
    assert says(mari, PartnerSystemFactory().organisation_id, at) is Match.NONE


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"recipient_name": " "}, "recipient_name"),
        ({"recipient_kind": None}, "recipient_kind"),
        ({"purposes": frozenset({Purpose.TREAT})}, "purposes"),
    ],
)
def test_who_receives_is_said(changes: dict[str, Any], field: str, permit: Permit, at: datetime) -> None:
    with pytest.raises(BadTerms) as refusal:
        prepare(permit, for_rosa(at, **changes), at)
    assert refusal.value.field == field


def test_an_organization_is_of_a_sort_that_the_kind_can_name(permit: Permit, mari: Patient, at: datetime) -> None:
    court = PartnerSystemFactory(organisation__kind="court").organisation_id
    plan = PartnerSystemFactory(organisation__kind="health_plan").organisation_id
    treat = for_rosa(at, recipient_name="", recipient_kind=None, purposes=frozenset({Purpose.TREAT}))
    for nobody in (court, mari.organisation_id, OrganisationFactory().pk):
        with pytest.raises(operations.NotARecipient):
            prepare(permit, treat, at, nobody)
    with pytest.raises(BadTerms):
        prepare(permit, treat, at, plan)  # a health plan does not treat
    with pytest.raises(operations.NotARecipient):
        prepare(permit, general(at), at, plan)


def test_a_name_is_needed_and_no_day_ahead(permit: Permit, at: datetime) -> None:
    draft = prepare(permit, for_rosa(at), at)
    with pytest.raises(BadTerms):
        sign(permit, draft, at, signature=Signature(How.ON_SCREEN, " "))
    with pytest.raises(BadTerms):
        sign(permit, draft, at, signed_at=at + timedelta(days=1))
    draft.refresh_from_db()
    assert draft.state == State.DRAFT.value


def test_signed_twice_counts_once(permit: Permit, at: datetime) -> None:
    draft = prepare(permit, for_rosa(at), at)
    sign(permit, draft, at)
    with pytest.raises(operations.AlreadySigned):
        sign(permit, draft, at)


def test_the_very_same_consent_does_not_stand_twice(permit: Permit, at: datetime) -> None:
    sign(permit, prepare(permit, for_rosa(at), at), at)
    again = prepare(permit, for_rosa(at), at)
    with pytest.raises(operations.AlreadyGiven):
        sign(permit, again, at)


def test_a_draft_whose_last_day_passes_is_not_signed(permit: Permit, at: datetime) -> None:
    draft = prepare(permit, for_rosa(at, expires_at=at + timedelta(days=2)), at)
    later = at + timedelta(days=2)
    with pytest.raises(operations.DraftTooOld):
        sign(permit, draft, later)
    with pytest.raises(operations.DraftTooOld):
        operations.issue_consent_link(permit=permit, consent=draft.uuid, at=later)


def test_another_persons_draft_is_not_there(permit: Permit, at: datetime) -> None:
    elses = ConsentFactory(draft=True)
    for try_it in (
        lambda: sign(permit, elses, at),
        lambda: operations.decline_consent(permit=permit, consent=elses.uuid, at=at),
        lambda: operations.set_aside_consent(permit=permit, consent=elses.uuid, at=at),
        lambda: operations.record_event(permit=permit, consent=elses.uuid, event=Event.END, at=at),
        lambda: operations.issue_consent_link(permit=permit, consent=elses.uuid, at=at),
    ):
        with pytest.raises(operations.NoSuchConsent):
            try_it()


def test_a_job_signs_nothing(mari: Patient, permit: Permit, at: datetime) -> None:
    draft = prepare(permit, general(at), at)
    actor = Actor.system(job="plans.close", organisation_id=mari.organisation_id)
    job = gate.require(
        actor=actor, patient_id=mari.pk, category=Category.SUD, action=Action.WRITE, purpose=Purpose.HOPERAT, at=at
    )
    with pytest.raises(PermissionError):
        sign(job, draft, at)
    with pytest.raises(PermissionError):
        operations.decline_consent(permit=job, consent=draft.uuid, at=at)


# --- who signs ------------------------------------------------------------------------------------------------------------------


def test_a_minor_and_a_parent_sign_together(permit: Permit, mari: Patient, at: datetime) -> None:
    parent = RepresentativeFactory(patient=mari, kind=RepresentativeKind.PARENT.value)
    on_file = RepresentativeFacts(
        parent.uuid, RepresentativeKind.PARENT, parent.name, parent.relation, parent.starts_at, parent.expires_at, None
    )
    both = Signers(Who.PERSON_AND_PARENT, Grounds.MINOR_WITH_PARENT, "42 CFR 2.14(c)", (on_file,))
    draft = prepare(permit, general(at), at)
    alone = Signature(How.ON_SCREEN, "Mari Vega")
    with pytest.raises(MayNotSign):
        sign(permit, draft, at, signers=both)
    with pytest.raises(BadTerms):
        sign(permit, draft, at, signers=both, signature=replace(alone, representative=parent.uuid))
    signed = replace(alone, representative=parent.uuid, beside="Rosa Duarte")
    row = sign(permit, draft, at, signers=both, signature=signed)
    assert (row.signature, row.beside, row.representative_id) == ("Mari Vega", "Rosa Duarte", parent.pk)


def test_a_guardian_signs_in_the_persons_place_and_nobody_else_does(permit: Permit, mari: Patient, at: datetime) -> None:
    guardian = RepresentativeFactory(patient=mari)
    on_file = RepresentativeFacts(
        guardian.uuid, RepresentativeKind.GUARDIAN, guardian.name, guardian.relation, guardian.starts_at, None, None
    )
    signers = Signers(Who.REPRESENTATIVE, Grounds.ADJUDICATED, "42 CFR 2.15(a)(1)", (on_file,))
    draft = prepare(permit, general(at), at)
    name = Signature(How.ON_SCREEN, guardian.name, Signer.REPRESENTATIVE, representative=guardian.uuid)
    with pytest.raises(MayNotSign):
        sign(permit, draft, at, signers=signers)
    with pytest.raises(MayNotSign):
        sign(permit, draft, at, signature=name)  # an adult signs alone
    row = sign(permit, draft, at, signers=signers, signature=name)
    assert (row.signer, row.representative_id) == ("representative", guardian.pk)


# --- what is kept of a signature ------------------------------------------------------------------------------------------------


def test_a_drawing_and_a_scan_lie_encrypted_and_come_back(permit: Permit, at: datetime) -> None:
    drawn = prepare(permit, general(at), at)
    sign(permit, drawn, at, signature=Signature(How.ON_SCREEN, "Marisol Vega", drawing="M10 20L30 40"))
    scanned = prepare(permit, for_rosa(at), at)
    sign(permit, scanned, at, signature=Signature(How.PAPER, "Marisol Vega", scan=Scan("application/pdf", PDF)))
    stored = [bytes(content) for content in ConsentPaper.objects.values_list("content", flat=True)]
    assert not any(b"M10" in content or b"%PDF" in content for content in stored)
    first, second = (queries.paper_of(permit=permit, consent=row.uuid) for row in (drawn, scanned))
    assert first == queries.Paper(PaperKind.DRAWING, "image/svg+xml", b"M10 20L30 40")
    assert second == queries.Paper(PaperKind.SCAN, "application/pdf", PDF)


def test_a_paper_that_was_exchanged_is_not_shown(permit: Permit, settings: Any, at: datetime) -> None:
    draft = prepare(permit, general(at), at)
    row = sign(permit, draft, at, signature=Signature(How.ON_SCREEN, "Marisol Vega", drawing="M10 20L30 40"))
    forged = encrypt_bytes(b"M1 1L2 2", settings.CARE_FIELD_KEYS)
    ConsentPaper.objects.filter(consent=row).update(content=forged)
    with pytest.raises(PaperChanged):
        queries.paper_of(permit=permit, consent=row.uuid)


def test_what_is_no_paper_signs_nothing(permit: Permit, at: datetime) -> None:
    draft = prepare(permit, general(at), at)
    for signature in (
        Signature(How.ON_SCREEN, "Marisol Vega", drawing="<svg>"),
        Signature(How.PAPER, "Marisol Vega", scan=Scan("application/pdf", b"MZ")),
    ):
        with pytest.raises(BadPaper):
            sign(permit, draft, at, signature=signature)
    assert not ConsentPaper.objects.exists()


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": "wax"},
        {"media_type": "text/html"},
        {"size": 0},
        {"size": 4_000_000},
        {"digest": ""},
        {"added_by": None},
    ],
)
def test_the_database_refuses_what_is_no_paper(changes: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        ConsentPaperFactory(**changes)
