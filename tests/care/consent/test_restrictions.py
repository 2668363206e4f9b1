"""Asking for a restriction, deciding about it and ending it; and the gate, which obeys it one by one, in lists and by hand."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from care.access import gate
from care.access.policy import Basis
from care.accounts.models import PartnerSystem, Staff
from care.accounts.rules import WorkRefused
from care.actor import Action, Actor, Category, Permit, PermitMismatch, Purpose, Requester, Role, Scope
from care.audit.models import AuditEvent
from care.consent import operations, queries
from care.consent.models import Consent, RestrictionRequest
from care.consent.rules import (
    MAY_BE_WITHHELD,
    NOTICE,
    SELF_PAID_PURPOSES,
    BadRestriction,
    EndedBy,
    RestrictionState,
    RestrictionTerms,
    StepRefused,
    Target,
)
from care.worklist.models import Task
from patients.models import Patient
from tests.factories.accounts import OrganisationFactory, PartnerSystemFactory, actor_for, staff_with
from tests.factories.consent import ConsentFactory, RestrictionRequestFactory
from tests.factories.patients import PatientFactory, enrolled_patient, permit_for

pytestmark = pytest.mark.django_db
TERMS = RestrictionTerms(
    target=Target.REQUESTER,
    requester=Requester.FAMILY,
    recipient_id=None,
    categories=frozenset({Category.SUD}),
    purposes=frozenset({Purpose.FAMRQT}),
    own_words=" Not my brother ",
)
PAID = replace(
    TERMS, target=Target.SELF_PAID, requester=Requester.HEALTH_PLAN, purposes=SELF_PAID_PURPOSES, paid_on=date(2026, 11, 3)
)


@pytest.fixture
def amara() -> Staff:
    return staff_with(Role.COORDINATOR)


@pytest.fixture
def ruth(amara: Staff) -> Staff:
    """The supervisor, who decides."""
    return staff_with(Role.SUPERVISOR, organisation=amara.organisation)


@pytest.fixture
def mari(amara: Staff) -> Patient:
    return enrolled_patient(amara)


@pytest.fixture
def eastside() -> PartnerSystem:
    return PartnerSystemFactory()


def ask(permit: Permit, at: datetime, terms: RestrictionTerms = TERMS) -> RestrictionRequest:
    return operations.ask_restriction(permit=permit, terms=terms, today=at.date(), at=at)


def test_what_was_asked_for_waits_on_the_supervisors_worklist_until_it_is_decided(
    amara: Staff, ruth: Staff, mari: Patient, at: datetime
) -> None:
    row = ask(permit_for(amara, mari, at=at), at)
    task = Task.objects.get()
    assert (task.subject, task.owner_role, task.state, task.patient_id) == (row.uuid, Role.SUPERVISOR, "open", mari.pk)
    assert row.own_words == "Not my brother"
    assert "brother" not in f"{task.title}{task.why}"
    operations.decide_restriction(permit=permit_for(ruth, mari, at=at), restriction=row.uuid, agree=True, today=at.date(), at=at)
    task.refresh_from_db()
    assert (task.state, task.outcome) == ("done", "Restriction agreed")
    shown = queries.get_restriction(permit=permit_for(amara, mari, at=at), restriction=row.uuid, at=at)
    assert shown is not None
    assert (shown.state, shown.counts, shown.decided_by) == (RestrictionState.AGREED, True, ruth.user.name)
    changes = AuditEvent.objects.filter(kind="change", verb__startswith="restriction").order_by("pk")
    assert [(event.verb, event.patient_ids) for event in changes] == [
        ("restriction.asked", [mari.pk]),
        ("restriction.agree", [mari.pk]),
    ]
    assert "brother" not in str(list(changes.values_list("detail", flat=True)))


def test_a_refusal_says_why_and_that_the_person_was_told(amara: Staff, ruth: Staff, mari: Patient, at: datetime) -> None:
    row = ask(permit_for(amara, mari, at=at), at)
    decide = {"permit": permit_for(ruth, mari, at=at), "restriction": row.uuid, "agree": False, "today": at.date(), "at": at}
    with pytest.raises(operations.ReasonMissing):
        operations.decide_restriction(**decide, reason=" ", told_on=at.date())
    for day in (None, at.date() + timedelta(days=1)):
        with pytest.raises(operations.NotTold):
            operations.decide_restriction(**decide, reason="Care would not be safe", told_on=day)
    assert RestrictionRequest.objects.get().state == RestrictionState.ASKED
    operations.decide_restriction(**decide, reason="Care would not be safe", told_on=at.date())
    with pytest.raises(StepRefused):
        operations.decide_restriction(**decide, reason="Again", told_on=at.date())


def test_what_was_paid_in_full_must_be_agreed_and_only_the_person_ends_it(
    amara: Staff, ruth: Staff, mari: Patient, at: datetime
) -> None:
    row = ask(permit_for(amara, mari, at=at), at, PAID)
    permit, told = permit_for(ruth, mari, at=at), {"told_on": at.date(), "today": at.date(), "at": at}
    with pytest.raises(StepRefused):
        operations.decide_restriction(permit=permit, restriction=row.uuid, agree=False, reason="No", **told)
    operations.decide_restriction(permit=permit, restriction=row.uuid, agree=True, today=at.date(), at=at)
    with pytest.raises(StepRefused):
        operations.end_restriction(permit=permit, restriction=row.uuid, by=EndedBy.PROGRAM, reason="No", **told)
    ended = operations.end_restriction(
        permit=permit_for(amara, mari, at=at), restriction=row.uuid, by=EndedBy.PERSON, reason="Asked", today=at.date(), at=at
    )
    assert (ended.state, ended.counts_until) == (RestrictionState.ENDED, at)


def test_the_program_ends_with_notice_and_the_person_at_once(amara: Staff, ruth: Staff, mari: Patient, at: datetime) -> None:
    agreed = [RestrictionRequestFactory(patient=mari) for _ in range(2)]
    end = {"reason": "Care needs it", "today": at.date(), "at": at}
    with pytest.raises(WorkRefused):
        operations.end_restriction(
            permit=permit_for(amara, mari, at=at), restriction=agreed[0].uuid, by=EndedBy.PROGRAM, told_on=at.date(), **end
        )
    permit = permit_for(ruth, mari, at=at)
    with pytest.raises(operations.NotTold):
        operations.end_restriction(permit=permit, restriction=agreed[0].uuid, by=EndedBy.PROGRAM, **end)
    by_program = operations.end_restriction(
        permit=permit, restriction=agreed[0].uuid, by=EndedBy.PROGRAM, told_on=at.date(), **end
    )
    assert by_program.counts_until == at + NOTICE
    assert operations.end_restriction(permit=permit, restriction=agreed[1].uuid, by=EndedBy.PERSON, **end).counts_until == at
    rows = queries.restrictions_of(permit=permit, at=at + NOTICE - timedelta(seconds=1))
    assert {row.uuid: row.counts for row in rows} == {agreed[0].uuid: True, agreed[1].uuid: False}
    assert not any(row.counts for row in queries.restrictions_of(permit=permit, at=at + NOTICE))


def test_what_nobody_decided_can_be_withdrawn_with_a_reason(amara: Staff, mari: Patient, at: datetime) -> None:
    permit = permit_for(amara, mari, at=at)
    row = ask(permit, at)
    with pytest.raises(operations.ReasonMissing):
        operations.withdraw_restriction(permit=permit, restriction=row.uuid, reason=" ", at=at)
    operations.withdraw_restriction(permit=permit, restriction=row.uuid, reason="Changed her mind", at=at)
    assert Task.objects.get().state == "done"
    with pytest.raises(StepRefused):
        operations.withdraw_restriction(permit=permit, restriction=row.uuid, reason="Again", at=at)


def test_only_for_this_person_and_by_who_may(amara: Staff, ruth: Staff, mari: Patient, at: datetime) -> None:
    row = ask(permit_for(amara, mari, at=at), at)
    with pytest.raises(WorkRefused):
        operations.decide_restriction(
            permit=permit_for(amara, mari, at=at), restriction=row.uuid, agree=True, today=at.date(), at=at
        )
    other = permit_for(ruth, enrolled_patient(amara), at=at)
    for number in (row.uuid, uuid4()):
        with pytest.raises(operations.NoSuchRestriction):
            operations.decide_restriction(permit=other, restriction=number, agree=True, today=at.date(), at=at)
    with pytest.raises(PermitMismatch):
        ask(permit_for(amara, mari, at=at, action=Action.READ), at)


def test_an_organization_must_be_connected_and_of_its_kind(
    amara: Staff, mari: Patient, eastside: PartnerSystem, at: datetime
) -> None:
    permit = permit_for(amara, mari, at=at)
    named = replace(TERMS, target=Target.ORGANISATION, requester=Requester.PROVIDER)
    for nobody in (OrganisationFactory().pk, mari.organisation_id, 0):
        with pytest.raises(BadRestriction):
            ask(permit, at, replace(named, recipient_id=nobody))
    with pytest.raises(BadRestriction):
        ask(permit, at, replace(named, recipient_id=eastside.organisation_id, requester=Requester.HEALTH_PLAN))
    ask(permit, at, replace(named, recipient_id=eastside.organisation_id))


@pytest.mark.parametrize(
    "changes",
    [
        {"target": "wish"},
        {"requester": "court"},
        {"categories": []},
        {"categories": ["counselling_note"]},
        {"purposes": []},
        {"purposes": ["HLEGAL"]},
        {"own_words": ""},
        {"state": "dreamt"},
        {"state": "asked"},
        {"decided_at": None, "decided_by": None},
        {"decision_reason": "", "state": "declined"},
        {"target": "organisation"},
        {"target": "self_paid"},
        {"self_paid": True, "paid_on": None},
        {"self_paid": True, "purposes": ["TREAT"]},
        {"self_paid": True, "declined": True},
        {"self_paid": True, "ended": True, "ended_for": "program"},
        {"paid_on": date(2026, 1, 1)},
        {"ended": True, "end_reason": ""},
        {"ended": True, "ended_for": "nobody"},
        {"ended": True, "counts_until": None},
        {"ended": True, "ended_for": "program"},
        {"end_reason": "without a day"},
    ],
    ids=str,
)
def test_the_database_refuses_what_is_no_restriction(changes: dict[str, object]) -> None:
    RestrictionRequestFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        RestrictionRequestFactory(**changes)


def test_the_database_refuses_one_against_oneself_and_times_out_of_order(mari: Patient, at: datetime) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        RestrictionRequestFactory(patient=mari, recipient=mari.organisation)
    for changes in ({"asked_at": at}, {"ended": True, "counts_until": at - timedelta(days=3650)}):
        with pytest.raises(IntegrityError), transaction.atomic():
            RestrictionRequestFactory(patient=mari, **changes)


# --- the gate ------------------------------------------------------------------------------------------------------------------


def system(partner: PartnerSystem) -> Actor:
    return Actor.partner(
        partner_id=partner.pk,
        organisation_id=partner.organisation_id,
        scopes=frozenset(scope.value for scope in Scope),
        asks_as=Requester(partner.organisation.kind),
    )


def opens(partner: PartnerSystem, patient: Patient, at: datetime, category: Category = Category.SUD) -> frozenset[Category]:
    """What the gate opens of one person, and the same by the list; nothing where it says that there is nobody."""
    actor, given = system(partner), {"category": category, "purpose": Purpose.TREAT, "at": at}
    listed = Patient.objects.filter(gate.readable(actor=actor, path="pk", **given), pk=patient.pk).exists()  # type: ignore[arg-type]
    permits = gate.open_list(actor=actor, patient_ids=[patient.pk], **given)  # type: ignore[arg-type]
    try:
        permit = gate.require(actor=actor, patient_id=patient.pk, action=Action.READ, **given)  # type: ignore[arg-type]
    except gate.NotFound:
        assert (listed, permits) == (False, {})
        return frozenset()
    assert listed
    assert permits[patient.pk].categories == permit.categories
    assert permits[patient.pk].consent_id == permit.consent_id
    return permit.categories


def test_what_is_kept_goes_before_the_consent_one_by_one_and_in_lists(
    mari: Patient, eastside: PartnerSystem, at: datetime
) -> None:
    ConsentFactory(patient=mari, recipient=eastside.organisation)
    everything = frozenset({Category.DEMOGRAPHICS, Category.GENERAL, Category.SUD})
    assert opens(eastside, mari, at) == everything
    row = RestrictionRequestFactory(patient=mari)
    assert opens(eastside, mari, at) == frozenset()
    assert AuditEvent.objects.filter(reason="RESTRICTED", basis="D04").count() == 1
    assert opens(eastside, mari, at, Category.GENERAL) == everything - {Category.SUD}, "and no other way round"
    RestrictionRequest.objects.filter(pk=row.pk).update(purposes=["HPAYMT"])
    assert opens(eastside, mari, at) == everything


@pytest.mark.parametrize(
    ("changes", "is_kept"),
    [
        ({}, True),
        ({"asked": True}, False),
        ({"declined": True}, False),
        ({"ended": True}, False),
        ({"requester": "health_plan"}, False),
        ({"recipient": "eastside"}, True),
        ({"recipient": "another"}, False),
        ({"categories": ["mental_health"]}, False),
        ({"organisation": "another"}, False),
    ],
    ids=str,
)
def test_which_restriction_is_obeyed(
    changes: dict[str, object], is_kept: bool, mari: Patient, eastside: PartnerSystem, at: datetime
) -> None:
    ConsentFactory(patient=mari, recipient=eastside.organisation)
    given = dict(changes)
    if "recipient" in given:
        another = PartnerSystemFactory().organisation
        given["recipient"] = eastside.organisation if given["recipient"] == "eastside" else another
    if "organisation" in given:
        given["organisation"] = OrganisationFactory()
    RestrictionRequestFactory(patient=mari, **given)
    assert (opens(eastside, mari, at) == frozenset()) is is_kept


def test_what_was_paid_in_full_is_kept_from_the_health_plan_from_the_asking_on(mari: Patient, at: datetime) -> None:
    plan = PartnerSystemFactory(organisation__kind=Requester.HEALTH_PLAN.value)
    ConsentFactory(patient=mari, recipient=plan.organisation, purposes=["HPAYMT"])
    asked = {"actor": system(plan), "category": Category.SUD, "purpose": Purpose.HPAYMT, "at": at}
    assert gate.require(patient_id=mari.pk, action=Action.READ, **asked).basis == "D13"  # type: ignore[arg-type]
    RestrictionRequestFactory(patient=mari, self_paid=True, asked=True)
    with pytest.raises(gate.NotFound) as refusal:
        gate.require(patient_id=mari.pk, action=Action.READ, **asked)  # type: ignore[arg-type]
    assert refusal.value.reason == "SELF_PAID"
    assert gate.open_list(patient_ids=[mari.pk], **asked) == {}  # type: ignore[arg-type]


def test_kept_and_not_there_cost_the_same(mari: Patient, eastside: PartnerSystem, at: datetime) -> None:
    ConsentFactory(patient=mari, recipient=eastside.organisation)
    RestrictionRequestFactory(patient=mari)
    counted = []
    for number in (mari.pk, None, 0):
        with CaptureQueriesContext(connection) as captured, pytest.raises(gate.NotFound):
            gate.require(
                actor=system(eastside), patient_id=number, category=Category.SUD, action=Action.READ, purpose=Purpose.TREAT, at=at
            )
        counted.append(len(captured))
    assert len(set(counted)) == 1
    with CaptureQueriesContext(connection) as captured:
        gate.open_list(actor=system(eastside), patient_ids=[mari.pk], category=Category.SUD, purpose=Purpose.TREAT, at=at)
    assert len([query for query in captured if "consent_consent" in query["sql"]]) == 1


DESCRIPTIONS = st.fixed_dictionaries(
    {
        "categories": st.lists(st.sampled_from([one.value for one in MAY_BE_WITHHELD]), min_size=1, max_size=3, unique=True),
        "purposes": st.lists(st.sampled_from(["TREAT", "CAREMGT", "HPAYMT"]), min_size=1, max_size=2, unique=True),
        "how": st.sampled_from(["agreed", "asked", "declined", "ended", "self_paid", "notice"]),
        "named": st.sampled_from(["", "eastside", "another"]),
        "requester": st.sampled_from(["provider", "health_plan", "family"]),
    }
)


@given(st.lists(DESCRIPTIONS, max_size=4), st.sampled_from(["sud", "general", "demographics"]))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_list_the_gate_and_the_pure_rule_say_the_same(
    mari: Patient, eastside: PartnerSystem, at: datetime, descriptions: list[dict[str, object]], category: str
) -> None:
    RestrictionRequest.objects.filter(patient=mari).delete()
    consent = Consent.objects.filter(patient=mari).first() or ConsentFactory(patient=mari, recipient=eastside.organisation)
    another = PartnerSystem.objects.exclude(pk=eastside.pk).first() or PartnerSystemFactory()
    for one in descriptions:
        RestrictionRequestFactory(patient=mari, **_made(one, at, {"eastside": eastside, "another": another}))
    asker = queries.Asker(Requester.PROVIDER, eastside.organisation_id, Purpose.TREAT, at)
    kept = queries.withheld_from(patient_id=mari.pk, organisation_id=mari.organisation_id, asker=asker).keys()
    expected = frozenset(Category(one) for one in consent.categories) - kept
    asked = Category(category)
    assert opens(eastside, mari, at, asked) == (expected if asked in expected else frozenset())


def _made(one: dict[str, object], at: datetime, partners: dict[str, PartnerSystem]) -> dict[str, object]:
    """One described restriction, as the factory takes it."""
    made: dict[str, object] = {"categories": one["categories"], "purposes": one["purposes"]}
    if one["how"] == "self_paid":
        return {"categories": one["categories"], "self_paid": True}
    if one["named"]:
        made["recipient"] = partners[str(one["named"])].organisation
    else:
        made["requester"] = one["requester"]
    if one["how"] in {"asked", "declined", "ended"}:
        made[str(one["how"])] = True
    if one["how"] == "notice":
        made |= {"ended": True, "ended_for": "program", "told_on": at.date(), "counts_until": at + timedelta(days=1)}
    return made


# --- what a colleague hands over -------------------------------------------------------------------------------------------


def test_a_colleague_hands_over_nothing_that_is_kept(amara: Staff, mari: Patient, eastside: PartnerSystem, at: datetime) -> None:
    consent = ConsentFactory(patient=mari, recipient=eastside.organisation)
    release = gate.Release(
        Requester.PROVIDER, Purpose.TREAT, frozenset({Category.SUD, Category.GENERAL}), consent=consent.uuid,
        recipient_id=eastside.organisation_id,
    )  # fmt: skip
    hand = {"actor": actor_for(amara), "patient_id": mari.pk, "at": at}
    assert gate.require_release(release=release, **hand).categories == release.categories  # type: ignore[arg-type]
    RestrictionRequestFactory(patient=mari, recipient=eastside.organisation)
    assert gate.require_release(release=release, **hand).categories == {Category.GENERAL}  # type: ignore[arg-type]
    only = replace(release, categories=frozenset({Category.SUD}))
    for some in (only, replace(only, recipient_id=None)):
        with pytest.raises(gate.Refused, match="RESTRICTED"):
            gate.require_release(release=some, **hand)  # type: ignore[arg-type]
    other = PartnerSystemFactory()
    to_other = replace(only, recipient_id=other.organisation_id)
    with pytest.raises(gate.Refused, match="NO_VALID_CONSENT"):  # the consent names somebody else
        gate.require_release(release=to_other, **hand)  # type: ignore[arg-type]
    theirs = ConsentFactory(patient=mari, recipient=other.organisation).uuid
    assert gate.require_release(release=replace(to_other, consent=theirs), **hand).categories == {Category.SUD}  # type: ignore[arg-type]


def test_emergencies_and_courts_are_not_stopped(amara: Staff, mari: Patient, at: datetime) -> None:
    for requester in ("provider", "health_plan"):
        RestrictionRequestFactory(patient=mari, requester=requester, purposes=["TREAT"], categories=["sud", "demographics"])
    hospital = PartnerSystemFactory().organisation
    RestrictionRequestFactory(patient=mari, recipient=hospital)
    hand = {"actor": actor_for(amara), "patient_id": mari.pk, "at": at}
    emergency = gate.Release(
        Requester.EMERGENCY_CLINICIAN, Purpose.ETREAT, frozenset({Category.SUD}), basis=Basis.EMERGENCY, recipient_id=hospital.pk
    )
    court = gate.Release(Requester.COURT, Purpose.HLEGAL, frozenset({Category.SUD}), basis=Basis.ORDER)
    assert gate.require_release(release=emergency, **hand).basis == "D10"  # type: ignore[arg-type]
    assert gate.require_release(release=court, **hand).basis == "D03"  # type: ignore[arg-type]


def test_an_ended_restriction_shows_as_news_to_a_partner(mari: Patient, eastside: PartnerSystem, at: datetime) -> None:
    ConsentFactory(patient=mari, recipient=eastside.organisation)
    since = {"recipient_id": eastside.organisation_id, "path": "pk"}
    assert not Patient.objects.filter(queries.recorded_condition(since=at, **since), pk=mari.pk).exists()  # type: ignore[arg-type]
    RestrictionRequestFactory(patient=mari, ended=True, ended_at=at, counts_until=at)
    assert Patient.objects.filter(queries.recorded_condition(since=at, **since), pk=mari.pk).exists()  # type: ignore[arg-type]
    assert PatientFactory().pk != mari.pk
