"""The life of an invitation: made, mailed, accepted once; and the one answer for every link that cannot be used."""

import re
from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client
from django.utils import timezone

from care.accounts import operations
from care.accounts.models import Invitation, Mail, Staff, StaffRole, User
from care.accounts.rules import InvitationState, WorkRefused, invitation_state
from care.actor import Actor, Role
from care.audit.models import AuditEvent
from care.lib.secrets import secret_hash
from tests.factories.accounts import PASSWORD, InvitationFactory, UserFactory, actor_for, sign_in, staff_with

pytestmark = pytest.mark.django_db
NEW_PASSWORD = "a wholly new long password"
JOIN = "/invitation/"


@pytest.fixture
def alice() -> Staff:
    return staff_with(Role.ADMINISTRATOR)


@pytest.fixture
def admin(client: Client, alice) -> Client:
    return sign_in(client, alice)


def invite(alice: Staff, at, email: str = "sam@harbor.example", roles=(Role.NURSE,)) -> tuple[Invitation, str]:
    links: list[str] = []
    made = operations.invite_colleague(
        actor=actor_for(alice),
        at=at,
        email=email,
        name="Sam Okafor",
        roles=roles,
        link_of=lambda secret: links.append(secret) or secret,
    )
    return made, links[0]


def link_in(message) -> str:
    return re.search(r"http://testserver(/\S+)", message.body).group(1)


def says(answer) -> list[str]:
    return [str(message) for message in get_messages(answer.wsgi_request)]


# --- pure ---


def test_what_has_become_of_an_invitation(at) -> None:
    def state(**given) -> InvitationState:
        return invitation_state(
            **({"expires_at": at, "accepted_at": None, "revoked_at": None, "at": at - timedelta(seconds=1)} | given)
        )

    assert state() is InvitationState.OPEN
    assert state(at=at) is InvitationState.EXPIRED
    assert state(at=at, accepted_at=at) is InvitationState.ACCEPTED
    assert state(revoked_at=at) is InvitationState.REVOKED


# --- inviting ---


def test_an_administrator_invites_by_mail(admin: Client, alice) -> None:
    answer = admin.post(
        "/staff/invite/", {"email": "Sam@Harbor.example", "name": "Sam Okafor", "roles": ["nurse", "peer"], "title": "RN"}
    )
    assert answer.headers["Location"] == "/staff/"
    [message] = mail.outbox
    assert message.to == ["sam@harbor.example"]
    assert alice.organisation.name in message.subject
    row = Invitation.objects.get()
    assert (row.mail, row.roles) == (Mail.SENT, ["nurse", "peer"])
    assert row.expires_at - row.invited_at == timedelta(days=7)
    assert says(answer) == ["Sam Okafor: the invitation is sent and good for 7 days."]
    assert list(AuditEvent.objects.filter(kind="change").order_by("id").values_list("verb", flat=True)) == [
        "invitation.made",
        "invitation.mail_sent",
    ]
    assert "sam" not in str(list(AuditEvent.objects.values_list("detail", flat=True))).lower()


def test_the_secret_is_stored_as_a_hash_only(alice, at) -> None:
    made, secret = invite(alice, at)
    stored = str(Invitation.objects.values().get()) + str(list(Invitation.pgh_event_model.objects.values()))
    assert secret not in stored
    assert bytes(made.token_hash) == secret_hash(secret)


def test_what_was_typed_stays_when_something_is_missing(admin: Client) -> None:
    answer = admin.post("/staff/invite/", {"email": "sam@harbor.example", "name": "Sam Okafor", "title": "RN"})
    assert answer.status_code == 422
    assert b'value="Sam Okafor"' in answer.content
    assert not Invitation.objects.exists()


def test_a_mail_that_cannot_be_sent_is_told_and_sent_again(admin: Client, alice, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args: object) -> int:
        raise ConnectionRefusedError

    real = EmailBackend.send_messages
    monkeypatch.setattr(EmailBackend, "send_messages", broken)
    answer = admin.post("/staff/invite/", {"email": "sam@harbor.example", "name": "Sam Okafor", "roles": ["nurse"]})
    row = Invitation.objects.get()
    assert row.mail == Mail.FAILED
    assert "could not be sent" in says(answer)[0]
    assert b"E-mail not sent" in admin.get("/staff/").content
    monkeypatch.setattr(EmailBackend, "send_messages", real)
    admin.post(f"/staff/invitations/{row.uuid}/again/")
    row.refresh_from_db()
    assert row.mail == Mail.SENT
    assert len(mail.outbox) == 1


def test_sending_again_kills_the_old_link(alice, at) -> None:
    made, old = invite(alice, at)
    new: list[str] = []
    again = operations.send_invitation_again(
        actor=actor_for(alice), uuid=made.uuid, link_of=lambda secret: new.append(secret) or secret, at=at + timedelta(days=8)
    )
    assert again.expires_at == at + timedelta(days=15)
    with pytest.raises(operations.InvitationUnusable):
        accept(old, at + timedelta(days=8))
    accept(new[0], at + timedelta(days=8))


def test_a_colleague_is_not_invited_again(alice, at) -> None:
    with pytest.raises(operations.AlreadyColleague):
        invite(alice, at, email=alice.user.email.upper())


def test_an_open_invitation_is_not_made_twice_and_an_expired_one_gives_way(alice, at) -> None:
    first, _ = invite(alice, at)
    with pytest.raises(operations.AlreadyInvited):
        invite(alice, at + timedelta(days=6))
    second, _ = invite(alice, at + timedelta(days=7))
    first.refresh_from_db()
    assert first.revoked_at == at + timedelta(days=7)
    assert second.pk != first.pk


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_nobody_but_an_administrator_invites(client: Client, at, role: Role) -> None:
    staff = staff_with(role)
    with pytest.raises(WorkRefused):
        invite(staff, at)
    browser = sign_in(client, staff)
    for path in ("/staff/invite/", "/staff/"):
        assert browser.get(path).status_code == 403


def test_another_organizations_invitation_is_not_mine(admin: Client, alice, at) -> None:
    foreign = InvitationFactory(invited_at=timezone.now())
    for what in ("again", "revoke"):
        assert admin.post(f"/staff/invitations/{foreign.uuid}/{what}/").status_code == 404
    foreign.refresh_from_db()
    assert foreign.revoked_at is None


# --- accepting ---


def accept(secret: str, at, **given) -> Staff:
    given = {"name": "Sam Okafor", "password": NEW_PASSWORD} | given
    return operations.accept_invitation(actor=Actor.anonymous(), token_hash=secret_hash(secret), at=at, **given)


def test_somebody_new_gets_an_account_with_the_roles_of_the_invitation(alice, at) -> None:
    made, secret = invite(alice, at, roles=(Role.NURSE, Role.PEER))
    staff = accept(secret, at)
    assert staff.user.email == "sam@harbor.example"
    assert staff.user.check_password(NEW_PASSWORD)
    assert staff.organisation_id == alice.organisation_id
    assert set(StaffRole.objects.filter(staff=staff).values_list("role", "granted_by_id")) == {
        ("nurse", alice.user_id),
        ("peer", alice.user_id),
    }
    assert staff.user.emailaddress_set.get().verified
    made.refresh_from_db()
    assert made.accepted_by_id == staff.user_id


def test_it_works_once(alice, at) -> None:
    _, secret = invite(alice, at)
    accept(secret, at)
    with pytest.raises(operations.InvitationUnusable):
        accept(secret, at)
    assert User.objects.filter(email="sam@harbor.example").count() == 1


def test_an_expired_a_revoked_and_an_unknown_one_are_unusable(alice, at) -> None:
    made, secret = invite(alice, at)
    with pytest.raises(operations.InvitationUnusable):
        accept(secret, at + timedelta(days=7))
    operations.revoke_invitation(actor=actor_for(alice), uuid=made.uuid, at=at)
    with pytest.raises(operations.InvitationUnusable):
        accept(secret, at)
    with pytest.raises(operations.InvitationUnusable):
        accept("never ours", at)


def test_a_used_one_is_neither_taken_back_nor_sent_again(alice, at) -> None:
    made, secret = invite(alice, at)
    accept(secret, at)
    with pytest.raises(operations.InvitationUnusable):
        operations.revoke_invitation(actor=actor_for(alice), uuid=made.uuid, at=at)
    with pytest.raises(operations.InvitationUnusable):
        operations.send_invitation_again(actor=actor_for(alice), uuid=made.uuid, link_of=str, at=at)


def test_whoever_has_an_account_must_be_the_one_who_accepts(alice, at) -> None:
    elsewhere = staff_with(Role.PEER, user=UserFactory(email="sam@harbor.example"))
    _, secret = invite(alice, at)
    for who in (None, UserFactory()):
        with pytest.raises(operations.SignInToAccept):
            accept(secret, at, user=who)
    staff = accept(secret, at, user=elsewhere.user)
    assert staff.user_id == elsewhere.user_id
    elsewhere.user.refresh_from_db()
    assert elsewhere.user.check_password(PASSWORD)


def test_a_disabled_account_does_not_come_back_by_an_invitation(alice, at) -> None:
    gone = UserFactory(email="sam@harbor.example", disabled=True)
    _, secret = invite(alice, at)
    with pytest.raises(operations.InvitationUnusable):
        accept(secret, at, user=gone)


# --- the public page ---


@pytest.fixture
def link(alice) -> str:
    _, secret = invite(alice, timezone.now())
    return f"/invitation/{secret}/"


def test_the_secret_leaves_the_address_bar_and_is_not_in_the_session(link: str) -> None:
    visitor = Client()
    assert visitor.get(link).headers["Location"] == JOIN
    assert link.split("/")[2] not in str(dict(visitor.session))
    page = visitor.get(JOIN)
    assert page.status_code == 200
    assert b"sam@harbor.example" in page.content
    assert "no-store" in page.headers["Cache-Control"]


def test_somebody_new_accepts_and_signs_in(link: str) -> None:
    visitor = Client()
    visitor.get(link)
    given = {"name": "Sam Okafor", "pronouns": "they/them", "password": NEW_PASSWORD, "password_again": NEW_PASSWORD}
    answer = visitor.post(JOIN, given)
    assert answer.headers["Location"] == "/account/login/"
    assert "_auth_user_id" not in visitor.session
    visitor.post("/account/login/", {"login": "sam@harbor.example", "password": NEW_PASSWORD})
    assert visitor.get("/staff/roles/").headers["Location"] == "/account/second-factor/"
    assert User.objects.get(email="sam@harbor.example").pronouns == "they/them"


@pytest.mark.parametrize(
    ("password", "again", "says_why"),
    [
        ("short", "short", "too short"),
        ("correct horse", "correct house", "not the same"),
        ("sam@harbor.example", "sam@harbor.example", "too similar"),
        ("Sam Okafor Sam", "Sam Okafor Sam", "too similar"),
    ],
)
def test_a_weak_password_is_refused_and_the_name_stays(link: str, password: str, again: str, says_why: str) -> None:
    visitor = Client()
    visitor.get(link)
    answer = visitor.post(JOIN, {"name": "Sam Okafor", "password": password, "password_again": again})
    assert answer.status_code == 422
    assert says_why in answer.content.decode()
    assert 'value="Sam Okafor"' in answer.content.decode()
    assert f'value="{password}"' not in answer.content.decode()


def test_every_unusable_link_gets_the_same_answer(alice, link: str) -> None:
    used = f"/invitation/{invite(alice, timezone.now(), email='used@harbor.example')[1]}/"
    accept(used.split("/")[2], timezone.now())
    expired = f"/invitation/{invite(alice, timezone.now() - timedelta(days=8), email='late@harbor.example')[1]}/"
    taken_back, secret = invite(alice, timezone.now(), email="revoked@harbor.example")
    operations.revoke_invitation(actor=actor_for(alice), uuid=taken_back.uuid, at=timezone.now())
    answers = [Client().get(path) for path in (used, expired, f"/invitation/{secret}/", "/invitation/never-ours/", JOIN)]
    assert {answer.status_code for answer in answers} == {410}
    assert len({re.sub(rb"csrf\S+|X-CSRFToken\S+ \S+", b"", answer.content) for answer in answers}) == 1


def test_one_taken_back_while_the_page_is_open_is_over(alice) -> None:
    made, secret = invite(alice, timezone.now())
    visitor = Client()
    visitor.get(f"/invitation/{secret}/")
    operations.revoke_invitation(actor=actor_for(alice), uuid=made.uuid, at=timezone.now())
    given = {"name": "Sam", "password": NEW_PASSWORD, "password_again": NEW_PASSWORD}
    assert visitor.post(JOIN, given).status_code == 410


def test_somebody_else_who_is_signed_in_cannot_accept(admin: Client, link: str) -> None:
    admin.get(link)
    assert b"Somebody else is signed in here" in admin.get(JOIN).content
    admin.post(JOIN, {"name": "X", "password": NEW_PASSWORD, "password_again": NEW_PASSWORD})
    assert not User.objects.filter(email="sam@harbor.example").exists()


def test_somebody_with_an_account_signs_in_first(link: str) -> None:
    elsewhere = staff_with(Role.PEER, user=UserFactory(email="sam@harbor.example"))
    visitor = Client()
    visitor.get(link)
    assert b"Sign in to accept" in visitor.get(JOIN).content
    assert visitor.post(JOIN, {"name": "X", "password": NEW_PASSWORD, "password_again": NEW_PASSWORD}).status_code == 200
    sign_in(visitor, elsewhere)
    visitor.get(link)
    assert b"Accept" in visitor.get(JOIN).content
    assert visitor.post(JOIN).headers["Location"] == "/"
    assert Staff.objects.filter(user=elsewhere.user, ended_at__isnull=True).count() == 2


def test_the_lists_show_and_take_back(admin: Client, link: str) -> None:
    page = admin.get("/staff/").content.decode()
    assert "Invited, not here yet: 1" in page
    admin.post(f"/staff/invitations/{Invitation.objects.get().uuid}/revoke/")
    assert "Invited, not here yet" not in admin.get("/staff/").content.decode()
    assert Client().get(link).status_code == 410
