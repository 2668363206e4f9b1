"""What an administrator does to colleagues' accounts, each refusal, and that it counts at once."""

import re
from collections.abc import Callable
from uuid import uuid4

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.usersessions.models import UserSession
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from care.accounts import operations
from care.accounts.models import Staff, StaffRole, User
from care.accounts.queries import colleague, names_of_users, staff_with_role
from care.accounts.rules import HOLDERS, Work, WorkRefused
from care.actor import Actor, Role
from care.audit.models import AuditEvent
from tests.factories.accounts import PASSWORD, StaffFactory, actor_for, sign_in, staff_with

pytestmark = pytest.mark.django_db


@pytest.fixture
def alice() -> Staff:
    """The only administrator."""
    return staff_with(Role.ADMINISTRATOR)


@pytest.fixture
def bob(alice) -> Staff:
    return staff_with(Role.NURSE, organisation=alice.organisation)


@pytest.fixture
def charlie() -> Staff:
    """An administrator of another organization."""
    return staff_with(Role.ADMINISTRATOR)


@pytest.fixture
def admin(client: Client, alice) -> Client:
    return sign_in(client, alice)


def signed_in(staff: Staff, settings) -> Client:
    """A browser that came in by password, so that its session is listed."""
    settings.SECOND_FACTOR_REQUIRED = False
    browser = Client()
    browser.post("/account/login/", {"login": staff.user.email, "password": PASSWORD})
    assert browser.get("/account/profile/").status_code == 200
    return browser


def roles_of(staff: Staff) -> set[str]:
    return set(StaffRole.objects.filter(staff=staff, revoked_at__isnull=True).values_list("role", flat=True))


# --- roles ---


def test_a_role_is_given_with_a_reason_and_counts_from_the_next_page_on(alice, bob, at) -> None:
    operations.grant_role(actor=actor_for(alice), staff_id=bob.pk, role=Role.ADMINISTRATOR, reason="  covers  leave ", at=at)
    assert roles_of(bob) == {"nurse", "administrator"}
    given = StaffRole.objects.get(staff=bob, role="administrator")
    assert (given.reason, given.granted_by_id, given.granted_at) == ("covers leave", alice.user_id, at)
    event = AuditEvent.objects.get(verb="role.granted")
    assert event.detail == {"staff": bob.pk, "role": "administrator", "self": False}
    assert "leave" not in str(event.detail)


def test_a_role_taken_stays_on_record_with_the_reason(alice, bob, at) -> None:
    operations.revoke_role(actor=actor_for(alice), staff_id=bob.pk, role=Role.NURSE, reason="moved on", at=at)
    row = StaffRole.objects.get(staff=bob)
    assert (row.revoked_at, row.revoked_by_id, row.revoked_reason) == (at, alice.user_id, "moved on")
    assert StaffRole.pgh_event_model.objects.filter(pgh_label="update").count() == 1


def test_history_points_to_the_event_of_the_change(alice, bob, at) -> None:
    operations.revoke_role(actor=actor_for(alice), staff_id=bob.pk, role=Role.NURSE, reason="moved on", at=at)
    row = StaffRole.pgh_event_model.objects.get(pgh_label="update")
    assert row.pgh_context_id == AuditEvent.objects.get(verb="role.revoked").uuid


def test_a_role_is_held_once_and_taken_once(alice, bob, at) -> None:
    actor = actor_for(alice)
    with pytest.raises(operations.RoleHeld):
        operations.grant_role(actor=actor, staff_id=bob.pk, role=Role.NURSE, reason="again", at=at)
    with pytest.raises(operations.NotHeld):
        operations.revoke_role(actor=actor, staff_id=bob.pk, role=Role.PEER, reason="never had it", at=at)


@pytest.mark.parametrize("reason", ["", "   ", "\n\t"])
def test_no_change_without_a_reason(alice, bob, at, reason: str) -> None:
    actor = actor_for(alice)
    for change in (
        lambda: operations.grant_role(actor=actor, staff_id=bob.pk, role=Role.PEER, reason=reason, at=at),
        lambda: operations.revoke_role(actor=actor, staff_id=bob.pk, role=Role.NURSE, reason=reason, at=at),
        lambda: operations.disable_account(actor=actor, staff_id=bob.pk, reason=reason, at=at),
        lambda: operations.end_work(actor=actor, staff_id=bob.pk, reason=reason, at=at),
    ):
        with pytest.raises(operations.ReasonMissing):
            change()
    assert not AuditEvent.objects.filter(kind="change").exists()


# --- the last administrator ---


def test_the_last_administrator_keeps_the_role(alice, bob, at) -> None:
    with pytest.raises(operations.LastAdministrator):
        operations.revoke_role(actor=actor_for(alice), staff_id=alice.pk, role=Role.ADMINISTRATOR, reason="tired", at=at)
    assert roles_of(alice) == {"administrator"}


def test_a_disabled_or_departed_administrator_does_not_count(alice, at) -> None:
    dora = staff_with(Role.ADMINISTRATOR, organisation=alice.organisation)
    emil = staff_with(Role.ADMINISTRATOR, organisation=alice.organisation)
    operations.disable_account(actor=actor_for(alice), staff_id=dora.pk, reason="left", at=at)
    operations.end_work(actor=actor_for(alice), staff_id=emil.pk, reason="left", at=at)
    with pytest.raises(operations.LastAdministrator):
        operations.revoke_role(actor=actor_for(alice), staff_id=alice.pk, role=Role.ADMINISTRATOR, reason="tired", at=at)


def test_an_administrator_elsewhere_does_not_count(alice, charlie, at) -> None:
    with pytest.raises(operations.LastAdministrator):
        operations.revoke_role(actor=actor_for(alice), staff_id=alice.pk, role=Role.ADMINISTRATOR, reason="tired", at=at)


def test_with_a_second_one_the_first_may_go(alice, at) -> None:
    staff_with(Role.ADMINISTRATOR, organisation=alice.organisation)
    operations.revoke_role(actor=actor_for(alice), staff_id=alice.pk, role=Role.ADMINISTRATOR, reason="tired", at=at)
    assert roles_of(alice) == set()


@pytest.mark.parametrize("close", [operations.disable_account, operations.end_work])
def test_the_last_administrator_is_not_closed_by_one_whose_role_was_just_taken(alice, at, close: Callable[..., None]) -> None:
    """Two administrators act on each other at once: the second finds that nobody would be left."""
    dora = staff_with(Role.ADMINISTRATOR, organisation=alice.organisation)
    doras = actor_for(dora)  # what her page was given before Alice acted
    operations.revoke_role(actor=actor_for(alice), staff_id=dora.pk, role=Role.ADMINISTRATOR, reason="mistake", at=at)
    with pytest.raises(operations.LastAdministrator):
        close(actor=doras, staff_id=alice.pk, reason="mistake", at=at)


# --- closing and opening ---


def test_closing_an_account_ends_its_sessions_at_once(alice, bob, at, settings) -> None:
    browsers = [signed_in(bob, settings), signed_in(bob, settings)]
    operations.disable_account(actor=actor_for(alice), staff_id=bob.pk, reason="left", at=at)
    assert not UserSession.objects.filter(user=bob.user).exists()
    for browser in browsers:
        assert not browser.session.session_key or "_auth_user_id" not in browser.session
        assert browser.get("/account/profile/").headers["Location"].startswith("/account/login/")
    assert AuditEvent.objects.get(verb="account.disabled").detail == {"staff": bob.pk, "user": bob.user_id, "sessions": 2}


def test_a_closed_account_is_nobodys_even_in_a_session_that_was_not_listed(alice, bob, at, client: Client) -> None:
    browser = sign_in(client, bob)
    assert browser.get("/account/profile/").status_code == 200
    operations.disable_account(actor=actor_for(alice), staff_id=bob.pk, reason="left", at=at)
    assert browser.get("/account/profile/").headers["Location"].startswith("/account/login/")


def test_an_account_opens_again_with_its_roles(alice, bob, at) -> None:
    actor = actor_for(alice)
    operations.disable_account(actor=actor, staff_id=bob.pk, reason="left", at=at)
    with pytest.raises(operations.AlreadyDisabled):
        operations.disable_account(actor=actor, staff_id=bob.pk, reason="left", at=at)
    with pytest.raises(operations.AlreadyDisabled):
        operations.grant_role(actor=actor, staff_id=bob.pk, role=Role.PEER, reason="no", at=at)
    operations.enable_account(actor=actor, staff_id=bob.pk, at=at)
    bob.user.refresh_from_db()
    assert (bob.user.is_active, bob.user.disabled_at, bob.user.disabled_reason) == (True, None, "")
    assert roles_of(bob) == {"nurse"}


def test_nobody_closes_their_own_account(alice, at) -> None:
    staff_with(Role.ADMINISTRATOR, organisation=alice.organisation)
    actor = actor_for(alice)
    for change in (operations.disable_account, operations.end_work):
        with pytest.raises(operations.NotYourself):
            change(actor=actor, staff_id=alice.pk, reason="mistake", at=at)
    with pytest.raises(operations.NotYourself):
        operations.reset_second_factor(actor=actor, staff_id=alice.pk, at=at)


def test_an_account_of_two_organizations_is_not_closed_by_one(alice, bob, charlie, at, settings) -> None:
    StaffFactory(user=bob.user, organisation=charlie.organisation)
    actor = actor_for(alice)
    with pytest.raises(operations.WorksElsewhere):
        operations.disable_account(actor=actor, staff_id=bob.pk, reason="left", at=at)
    with pytest.raises(operations.WorksElsewhere):
        operations.reset_second_factor(actor=actor, staff_id=bob.pk, at=at)
    signed_in(bob, settings)
    operations.end_work(actor=actor, staff_id=bob.pk, reason="left", at=at)
    bob.refresh_from_db()
    assert bob.ended_at == at
    assert not UserSession.objects.filter(user=bob.user).exists()
    page = signed_in(bob, settings).get("/account/profile/").content.decode()
    assert charlie.organisation.name in page
    assert alice.organisation.name not in page


def test_whoever_works_nowhere_signs_in_to_nothing(alice, bob, at, settings) -> None:
    operations.end_work(actor=actor_for(alice), staff_id=bob.pk, reason="left", at=at)
    settings.SECOND_FACTOR_REQUIRED = False
    browser = Client()
    browser.post("/account/login/", {"login": bob.user.email, "password": PASSWORD})
    assert browser.get("/account/profile/").status_code == 403
    assert AuditEvent.objects.get(verb="sign_in.succeeded").user_id == bob.user_id
    browser.post("/account/lock/")
    assert browser.get("/account/locked/").status_code == 200


def test_a_lost_phone(alice, bob, at, settings) -> None:
    TOTP.activate(bob.user, generate_totp_secret())
    operations.reset_second_factor(actor=actor_for(alice), staff_id=bob.pk, at=at)
    assert not bob.user.authenticator_set.exists()
    assert AuditEvent.objects.get(verb="second_factor.reset").detail["types"] == ["totp"]


def test_signing_a_colleague_out_everywhere(alice, bob, at, settings) -> None:
    browser = signed_in(bob, settings)
    assert operations.end_sessions_of_colleague(actor=actor_for(alice), staff_id=bob.pk, at=at) == 1
    assert browser.get("/account/profile/").headers["Location"].startswith("/account/login/")


# --- address and title ---


def test_a_new_address_signs_in_and_the_old_one_is_told(
    alice, bob, at, client: Client, django_capture_on_commit_callbacks
) -> None:
    old = bob.user.email
    with django_capture_on_commit_callbacks(execute=True):
        operations.correct_account(actor=actor_for(alice), staff_id=bob.pk, email=" New@Harbor.example ", title="NP", at=at)
    for email, opens in ((old, False), ("new@harbor.example", True)):
        client.post("/account/login/", {"login": email, "password": PASSWORD})
        assert ("_auth_user_id" in client.session) is opens
    [message] = mail.outbox
    assert message.to == [old]
    assert "new@harbor.example" not in message.body
    bob.refresh_from_db()
    assert bob.title == "NP"
    assert AuditEvent.objects.get(verb="account.corrected").detail["fields"] == ["title", "email"]


def test_an_address_is_not_shared_and_not_ours_alone_where_the_account_serves_others(alice, bob, charlie, at) -> None:
    actor = actor_for(alice)
    with pytest.raises(operations.EmailTaken):
        operations.correct_account(actor=actor, staff_id=bob.pk, email=charlie.user.email, title="RN", at=at)
    StaffFactory(user=bob.user, organisation=charlie.organisation)
    with pytest.raises(operations.WorksElsewhere):
        operations.correct_account(actor=actor, staff_id=bob.pk, email="new@harbor.example", title="RN", at=at)
    operations.correct_account(actor=actor, staff_id=bob.pk, email=bob.user.email, title="NP", at=at)


def test_a_taken_address_is_told_beside_the_field(admin: Client, alice, bob) -> None:
    answer = admin.post(f"/staff/{bob.uuid}/correct/", {"email": alice.user.email, "title": "NP"})
    assert answer.status_code == 422
    assert operations.EmailTaken.words in answer.content.decode()
    assert 'value="NP"' in answer.content.decode()


# --- who may ---

CHANGES = {
    "give": lambda actor, staff, at: operations.grant_role(actor=actor, staff_id=staff, role=Role.PEER, reason="r", at=at),
    "take": lambda actor, staff, at: operations.revoke_role(actor=actor, staff_id=staff, role=Role.NURSE, reason="r", at=at),
    "disable": lambda actor, staff, at: operations.disable_account(actor=actor, staff_id=staff, reason="r", at=at),
    "enable": lambda actor, staff, at: operations.enable_account(actor=actor, staff_id=staff, at=at),
    "end": lambda actor, staff, at: operations.end_work(actor=actor, staff_id=staff, reason="r", at=at),
    "correct": lambda actor, staff, at: operations.correct_account(
        actor=actor, staff_id=staff, email="new@harbor.example", title="NP", at=at
    ),
    "factor": lambda actor, staff, at: operations.reset_second_factor(actor=actor, staff_id=staff, at=at),
    "sign out": lambda actor, staff, at: operations.end_sessions_of_colleague(actor=actor, staff_id=staff, at=at),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_only_an_administrator_of_the_same_organization_changes_an_account(alice, bob, charlie, at, change) -> None:
    for role in Role:
        if role is not Role.ADMINISTRATOR:
            with pytest.raises(WorkRefused):
                change(actor_for(staff_with(role, organisation=alice.organisation)), bob.pk, at)
    for nobody in (Actor.anonymous(), Actor.system(job="setup")):
        with pytest.raises(WorkRefused):
            change(nobody, bob.pk, at)
    with pytest.raises(operations.NotOurColleague):
        change(actor_for(charlie), bob.pk, at)
    assert not AuditEvent.objects.filter(kind="change").exists()


POSTS = {
    "correct": {"email": "new@harbor.example", "title": "NP"},
    "roles/give": {"role": "peer", "reason": "helps"},
    "roles/take": {"role": "nurse", "reason": "moved"},
    "disable": {"reason": "left"},
    "enable": {},
    "end": {"reason": "left"},
    "sign-out": {},
    "second-factor/reset": {},
}


@pytest.mark.parametrize("what", POSTS)
def test_a_page_of_another_organization_does_not_exist(admin: Client, charlie, what: str) -> None:
    for uuid in (charlie.uuid, uuid4()):
        assert admin.get(f"/staff/{uuid}/").status_code == 404
        assert admin.post(f"/staff/{uuid}/{what}/", POSTS[what]).status_code == 404


@pytest.mark.parametrize("what", POSTS)
def test_a_nurse_is_refused_and_it_is_told(client: Client, alice, bob, what: str) -> None:
    browser = sign_in(client, bob)
    assert browser.post(f"/staff/{alice.uuid}/{what}/", POSTS[what]).status_code == 403
    assert AuditEvent.objects.get(kind="refusal").user_id == bob.user_id


def test_the_audit_says_nothing_about_names(alice, bob, at) -> None:
    for change in CHANGES.values():
        try:
            change(actor_for(alice), bob.pk, at)
        except operations.AccountRefused:
            continue
    said = str(list(AuditEvent.objects.values_list("detail", "actor_label", "reason")))
    assert bob.user.name not in said
    assert bob.user.email not in said


# --- pages ---


def test_each_button_does_what_it_says(admin: Client, alice, bob, settings) -> None:
    page = f"/staff/{bob.uuid}/"
    admin.post(f"{page}correct/", {"email": bob.user.email, "title": "NP"})
    assert b"NP, " in admin.get(page).content
    assert admin.post(f"{page}roles/give/", POSTS["roles/give"]).headers["Location"] == page
    assert roles_of(bob) == {"nurse", "peer"}
    admin.post(f"{page}roles/take/", POSTS["roles/take"])
    assert roles_of(bob) == {"peer"}
    TOTP.activate(bob.user, generate_totp_secret())
    admin.post(f"{page}second-factor/reset/")
    assert not bob.user.authenticator_set.exists()
    other = signed_in(bob, settings)
    admin.post(f"{page}sign-out/")
    assert other.get("/account/profile/").status_code == 302
    assert admin.post(f"{page}disable/", POSTS["disable"]).headers["Location"] == "/staff/"
    assert b"This account is closed" in admin.get(page).content
    admin.post(f"{page}enable/")
    assert User.objects.get(pk=bob.user_id).is_active
    admin.post(f"{page}end/", POSTS["end"])
    assert admin.get(page).status_code == 404


def test_a_refusal_is_told_on_the_page_and_what_was_typed_stays(admin: Client, alice, bob) -> None:
    own = f"/staff/{alice.uuid}/"
    answer = admin.post(f"{own}roles/take/", {"role": "administrator", "reason": "I am tired"})
    assert answer.status_code == 422
    assert operations.LastAdministrator.words in answer.content.decode()
    assert 'value="I am tired"' in answer.content.decode()
    answer = admin.post(f"{own}disable/", {"reason": "I am tired"})
    assert answer.status_code == 422
    answer = admin.post(f"/staff/{bob.uuid}/disable/", {"reason": " "})
    assert answer.status_code == 422
    answer = admin.post(f"/staff/{bob.uuid}/roles/give/", {"role": "nurse", "reason": "again"})
    assert answer.status_code == 422  # a role that is held is not among the choices
    answer = admin.post(f"{own}second-factor/reset/", follow=True)
    assert operations.NotYourself.words in answer.content.decode()
    assert admin.post(f"/staff/{bob.uuid}/roles/take/", {"role": "king", "reason": "x"}).status_code == 404


def test_the_list_is_one_query_however_long(admin: Client, alice) -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as caught:
            assert admin.get("/staff/").status_code == 200
        return len(caught)

    queries()
    few = queries()
    for _ in range(20):
        staff_with(Role.NURSE, Role.PEER, organisation=alice.organisation)
    assert queries() == few


def test_the_list_says_who_has_which_roles_and_a_second_factor(admin: Client, alice, bob) -> None:
    TOTP.activate(bob.user, generate_totp_secret())
    operations.grant_role(actor=actor_for(alice), staff_id=bob.pk, role=Role.PEER, reason="r", at=bob.started_at)
    page = re.sub(r"\s+", " ", admin.get("/staff/").content.decode())
    row = page[page.index(bob.user.email) :]
    assert "Nurse, Peer recovery specialist" in row
    assert "Yes" in row[: row.index("</tr>")]
    assert "not yet" in row[: row.index("</tr>")]
    assert "Staff: 2" in page


def test_the_page_of_a_colleague_is_a_fixed_number_of_queries(admin: Client, alice, bob) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as caught:
            assert admin.get(f"/staff/{bob.uuid}/").status_code == 200
        return len(caught)

    queries()
    few = queries()
    for role in (Role.PEER, Role.COUNSELOR, Role.NAVIGATOR):
        operations.grant_role(actor=actor_for(alice), staff_id=bob.pk, role=role, reason="r", at=bob.started_at)
        operations.revoke_role(actor=actor_for(alice), staff_id=bob.pk, role=role, reason="r", at=bob.started_at)
    assert queries() == few


def test_everybody_reads_what_each_role_is_for(client: Client, bob) -> None:
    page = sign_in(client, bob).get("/staff/roles/").content.decode()
    for role in Role:
        assert role.label in page
        assert role.prose in page.replace("&#x27;", "'")
    for work in Work:
        assert work.label in page.replace("&#x27;", "'")


def test_each_work_has_holders() -> None:
    assert HOLDERS.keys() == set(Work)
    assert all(HOLDERS.values())


# --- queries ---


def test_a_colleague_is_found_in_their_organization_only(alice, bob, charlie) -> None:
    assert colleague(organisation_id=alice.organisation_id, uuid=bob.uuid)
    assert colleague(organisation_id=charlie.organisation_id, uuid=bob.uuid) is None


def test_names_outlive_the_work(alice, bob, at) -> None:
    operations.end_work(actor=actor_for(alice), staff_id=bob.pk, reason="left", at=at)
    assert names_of_users([bob.user_id]) == {bob.user_id: bob.user.name}
    assert bob.pk not in {person.staff_id for person in staff_with_role(organisation_id=alice.organisation_id)}
    assert [person.staff_id for person in staff_with_role(organisation_id=alice.organisation_id, roles=[Role.ADMINISTRATOR])] == [
        alice.pk
    ]
