"""Links: a token opens what it was made for, until its time, once, and never after it was changed."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from care.access import gate
from care.actor import Action, ActorKind, Category, PermitMismatch, Purpose, Role
from care.audit.models import AuditEvent
from care.links import operations
from care.links.models import Link
from care.links.queries import signing_key, subject_of, token_of
from care.links.rules import TOKEN_LENGTH, Refusal, make_token, read_token, refusal
from patients.operations import correct_death, record_death
from patients.rules import DeathCorrection
from tests.factories.accounts import LONG_AGO, UserFactory, staff_with
from tests.factories.links import LinkFactory
from tests.factories.patients import enrolled_patient, permit_for
from tests.together import together

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
KEY = b"k" * 32


@pytest.fixture
def alice():
    return staff_with(Role.COORDINATOR)


@pytest.fixture
def permit(alice, at):
    return permit_for(alice, enrolled_patient(alice), at=at)


@pytest.fixture
def link(permit, at) -> Link:
    return operations.issue_link(permit=permit, purpose="check-in", subject=uuid4(), expires_at=at + timedelta(days=2), at=at)


def opened(link, at, **options):
    return operations.open_link(token=token_of(link), purpose=link.purpose, at=at, **options)


# --- the token ----------------------------------------------------------------------------------------------------------


def test_a_token_is_short_and_safe_in_an_address():
    token = make_token(uuid4(), "check-in", KEY)
    assert len(token) == TOKEN_LENGTH
    assert set(token) <= set(ALPHABET)


def test_a_token_gives_its_number_back():
    uuid = uuid4()
    assert read_token(make_token(uuid, "check-in", KEY), "check-in", KEY) == uuid


def test_no_character_of_a_token_can_be_changed_to_any_other():
    token = make_token(uuid4(), "check-in", KEY)
    for place in range(len(token)):
        for other in ALPHABET:
            changed = token[:place] + other + token[place + 1 :]
            assert changed == token or read_token(changed, "check-in", KEY) is None, (place, other)


@pytest.mark.parametrize(
    "change",
    [str.lower, str.upper, lambda t: t + "=", lambda t: t[:-1], lambda t: " " + t[1:], lambda t: "é" + t[1:], lambda t: ""],
)
def test_no_other_spelling_is_read(change):
    token = make_token(uuid4(), "check-in", KEY)
    assert read_token(change(token), "check-in", KEY) is None


def test_a_token_of_another_purpose_or_key_is_not_read():
    token = make_token(uuid4(), "check-in", KEY)
    assert read_token(token, "referral", KEY) is None
    assert read_token(token, "check-in", b"o" * 32) is None


def test_the_key_is_not_the_secret_itself(settings):
    before = signing_key()
    assert settings.SECRET_KEY.encode() not in before
    settings.SECRET_KEY = "x" * 60
    assert signing_key() != before


def test_at_its_last_moment_a_link_is_expired(at):
    moment = timedelta(microseconds=1)
    assert refusal(expires_at=at, revoked_at=None, at=at - moment) is None
    assert refusal(expires_at=at, revoked_at=None, at=at) is Refusal.EXPIRED
    assert refusal(expires_at=at, revoked_at=at - moment, at=at) is Refusal.REVOKED


# --- issue and open -------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_who_opens_a_link_is_the_patient_and_may_what_the_link_is_for(link, permit, at):
    holder = opened(link, at, request_id="r1")
    assert (holder.link_id, holder.patient_id, holder.subject, holder.used_at) == (
        link.pk, permit.patient_id, link.subject, None,
    )  # fmt: skip
    assert (holder.actor.kind, holder.actor.purpose, holder.actor.request_id) == (ActorKind.PATIENT, "check-in", "r1")
    theirs = gate.require(
        actor=holder.actor,
        patient_id=holder.patient_id,
        category=Category.SUD,
        action=Action.WRITE,
        purpose=Purpose.PATRQT,
        at=at,
    )
    assert Category.MENTAL_HEALTH not in theirs.categories


@pytest.mark.django_db
def test_a_link_of_one_opens_nobody_else_s_record(link, alice, at):
    other = enrolled_patient(alice)
    with pytest.raises(gate.Refused):
        gate.require(
            actor=opened(link, at).actor,
            patient_id=other.pk,
            category=Category.SUD,
            action=Action.READ,
            purpose=Purpose.PATRQT,
            at=at,
        )


@pytest.mark.django_db
def test_a_wrong_token_is_answered_without_the_database(link, at):
    token = token_of(link)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        for wrong in ("", "x" * TOKEN_LENGTH, token[:-1] + ("A" if token[-1] != "A" else "Q"), "ü" * TOKEN_LENGTH):
            with pytest.raises(operations.LinkUnknown):
                operations.open_link(token=wrong, purpose="check-in", at=at)
        with pytest.raises(operations.LinkUnknown):
            operations.open_link(token=token, purpose="referral", at=at)
    assert not queries.captured_queries


@pytest.mark.django_db
def test_a_true_token_of_no_link_is_unknown(at):
    token = make_token(uuid4(), "check-in", signing_key())
    with pytest.raises(operations.LinkUnknown):
        operations.open_link(token=token, purpose="check-in", at=at)


@pytest.mark.django_db
def test_a_link_opens_until_it_expires_and_the_refusal_is_written_down(link, at):
    end = link.expires_at
    assert opened(link, end - timedelta(seconds=1)).link_id == link.pk
    with pytest.raises(operations.LinkExpired):
        opened(link, end)
    event = AuditEvent.objects.get(verb="link.refused")
    assert (event.reason, event.patient_ids, event.detail) == ("expired", [link.patient_id], {"link": link.pk})


@pytest.mark.django_db
def test_issuing_again_gives_the_same_link_as_long_as_it_is_open(permit, link, at):
    later = at + timedelta(days=5)
    again = operations.issue_link(
        permit=permit, purpose="check-in", subject=link.subject, expires_at=later, at=at + timedelta(hours=1)
    )
    assert (again.pk, token_of(again), again.expires_at) == (link.pk, token_of(link), later)


@pytest.mark.django_db
def test_a_link_whose_time_is_over_is_replaced(permit, link, at):
    at = link.expires_at
    new = operations.issue_link(permit=permit, purpose="check-in", subject=link.subject, expires_at=at + timedelta(days=1), at=at)
    link.refresh_from_db()
    assert new.pk != link.pk
    assert (link.revoked_at, link.revoke_reason) == (at, "expired")


@pytest.mark.django_db
def test_a_link_is_not_issued_into_the_past_nor_for_another_s_subject(permit, link, alice, at):
    with pytest.raises(ValueError, match="expires after"):
        operations.issue_link(permit=permit, purpose="check-in", subject=uuid4(), expires_at=at, at=at)
    other = permit_for(alice, enrolled_patient(alice), at=at)
    with pytest.raises(PermissionError):
        operations.issue_link(permit=other, purpose="check-in", subject=link.subject, expires_at=at + timedelta(days=1), at=at)
    assert subject_of(permit=other, link_id=link.pk) is None


@pytest.mark.django_db
def test_who_may_only_read_issues_no_link(alice, at):
    permit = permit_for(alice, enrolled_patient(alice), at=at, action=Action.READ)
    with pytest.raises(PermitMismatch):
        operations.issue_link(permit=permit, purpose="check-in", subject=uuid4(), expires_at=at + timedelta(days=1), at=at)


# --- use and take back ------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_link_is_used_once_and_still_opens_to_say_so(link, at):
    with transaction.atomic():
        operations.use_link(link_id=link.pk, at=at)
    assert opened(link, at).used_at == at
    with pytest.raises(operations.LinkUsed), transaction.atomic():
        operations.use_link(link_id=link.pk, at=at)


@pytest.mark.django_db
def test_an_expired_or_revoked_link_is_not_used(link, permit, at):
    with pytest.raises(operations.LinkExpired), transaction.atomic():
        operations.use_link(link_id=link.pk, at=link.expires_at)
    operations.revoke_links(permit=permit, subject=link.subject, reason="stopped", at=at)
    with pytest.raises(operations.LinkRevoked), transaction.atomic():
        operations.use_link(link_id=link.pk, at=at)


@pytest.mark.django_db(transaction=True)
def test_a_link_is_used_within_the_transaction_of_what_it_does(link, at):
    with pytest.raises(RuntimeError):
        operations.use_link(link_id=link.pk, at=at)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_use_a_link_at_once_one_wins(link, at):
    def use():
        with transaction.atomic():
            operations.use_link(link_id=link.pk, at=at)

    given = together(use, use)
    assert sorted(type(one).__name__ for one in given) == ["LinkUsed", "NoneType"]


@pytest.mark.django_db(transaction=True)
def test_of_two_who_issue_at_once_both_get_the_same_link(permit, at):
    subject = uuid4()

    def issue():
        return operations.issue_link(
            permit=permit, purpose="check-in", subject=subject, expires_at=at + timedelta(days=1), at=at
        ).pk

    one, other = together(issue, issue)
    assert one == other == Link.objects.get(subject=subject).pk


@pytest.mark.django_db
def test_a_link_that_was_taken_back_opens_no_more_and_a_new_one_does(link, permit, at):
    assert operations.revoke_links(permit=permit, subject=link.subject, reason="stopped", at=at) == 1
    assert operations.revoke_links(permit=permit, subject=link.subject, reason="stopped", at=at) == 0
    with pytest.raises(operations.LinkRevoked):
        opened(link, at)
    new = operations.issue_link(permit=permit, purpose="check-in", subject=link.subject, expires_at=at + timedelta(days=1), at=at)
    assert opened(new, at).link_id == new.pk


@pytest.mark.django_db
def test_no_link_is_taken_back_without_a_reason(link, permit, at):
    with pytest.raises(ValueError, match="reason"):
        operations.revoke_links(permit=permit, subject=link.subject, reason="", at=at)


@pytest.mark.django_db
def test_the_links_of_somebody_who_died_are_refused_like_those_taken_back(link, permit, at):
    record_death(permit=permit, deceased_on=at.date(), at=at)
    with pytest.raises(operations.LinkRevoked):
        opened(link, at)
    correct_death(permit=permit, reason=DeathCorrection.SLIP, at=at)
    with pytest.raises(operations.LinkRevoked):
        opened(link, at)


# --- what the database refuses ------------------------------------------------------------------------------------------------

BROKEN = {
    "link_purpose_known": {"purpose": "login"},
    "link_issued_pair": {"issued_by_job": ""},
    "link_revoked_pair": {"revoked_at": LONG_AGO, "revoke_reason": "stopped"},
    "link_revoked_has_reason": {"revoked_at": LONG_AGO, "revoked_by_job": "tests"},
    "link_expires_after_issue": {"expires_at": LONG_AGO},
    "link_used_in_time": {"used_at": LONG_AGO + timedelta(days=365)},
    "link_used_or_revoked": {
        "used_at": LONG_AGO, "revoked_at": LONG_AGO, "revoked_by_job": "tests", "revoke_reason": "stopped",
    },
}  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "fields"), BROKEN.items(), ids=BROKEN.keys())
def test_the_database_refuses_a_link_that_breaks_a_rule(name, fields):
    with pytest.raises(IntegrityError, match=name):
        LinkFactory(**fields)


@pytest.mark.django_db
def test_a_subject_has_one_open_link():
    link = LinkFactory()
    with pytest.raises(IntegrityError, match="link_open_once"):
        LinkFactory(subject=link.subject)


@pytest.mark.django_db
def test_a_person_and_a_job_did_not_both_issue_it():
    with pytest.raises(IntegrityError, match="link_issued_pair"):
        LinkFactory(issued_by=UserFactory())


def test_every_constraint_of_a_link_is_broken_by_a_test_here():
    assert {constraint.name for constraint in Link._meta.constraints} == BROKEN.keys() | {"link_open_once"}
