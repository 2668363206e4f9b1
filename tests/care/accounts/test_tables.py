"""What the database itself refuses, by the name of the constraint; and two administrators at once."""

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from care.accounts import operations
from care.accounts.models import Invitation, Organisation, Staff, StaffRole, User
from care.actor import Role
from tests.factories.accounts import (
    LONG_AGO,
    InvitationFactory,
    OrganisationFactory,
    StaffFactory,
    StaffRoleFactory,
    UserFactory,
    actor_for,
    staff_with,
)

LATER = LONG_AGO + timedelta(days=1)


def _twice(make: Callable[..., object], **given: object) -> None:
    make(**given)
    make(**given)


BROKEN: dict[str, Callable[[], object]] = {
    "organisation_name_unique": lambda: (OrganisationFactory(name="River House"), OrganisationFactory(name="RIVER house")),
    "organisation_kind_known": lambda: OrganisationFactory(kind="circus"),
    "organisation_state_known": lambda: OrganisationFactory(state="ZZ"),
    "user_email_unique": lambda: _twice(UserFactory, email="a@harbor.example"),
    "user_email_lowercase": lambda: UserFactory(email="A@harbor.example"),
    "user_theme_known": lambda: UserFactory(theme="neon"),
    "user_disabled_pair": lambda: UserFactory(is_active=False, disabled_at=LATER),
    "user_inactive_is_disabled": lambda: UserFactory(is_active=False),
    "staff_once_in_an_organisation": lambda: _twice(StaffFactory, user=UserFactory(), organisation=OrganisationFactory()),
    "staff_ended_pair": lambda: StaffFactory(ended_at=LATER),
    "staff_ends_after_start": lambda: StaffFactory(ended_at=LONG_AGO - timedelta(days=1), ended_by=UserFactory()),
    "staff_role_held_once": lambda: _twice(StaffRoleFactory, staff=StaffFactory()),
    "staff_role_known": lambda: StaffRoleFactory(role="king"),
    "staff_role_revoked_pair": lambda: StaffRoleFactory(revoked_at=LATER),
    "invitation_open_once": lambda: _twice(InvitationFactory, email="a@harbor.example", organisation=OrganisationFactory()),
    "invitation_accepted_pair": lambda: InvitationFactory(accepted_at=LATER),
    "invitation_revoked_pair": lambda: InvitationFactory(revoked_at=LATER),
    "invitation_ends_once": lambda: InvitationFactory(
        accepted_at=LATER, accepted_by=UserFactory(), revoked_at=LATER, revoked_by=UserFactory()
    ),
    "invitation_expires_later": lambda: InvitationFactory(expires_at=LONG_AGO),
    "invitation_roles_known": lambda: InvitationFactory(roles=["nurse", "king"]),
    "invitation_mail_known": lambda: InvitationFactory(mail="lost"),
}


@pytest.mark.django_db
@pytest.mark.parametrize("name", BROKEN)
def test_the_database_refuses(name: str) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        BROKEN[name]()


@pytest.mark.django_db
def test_an_invitation_without_a_role_is_refused() -> None:
    with pytest.raises(IntegrityError, match="invitation_roles_known"), transaction.atomic():
        InvitationFactory(roles=[])


def test_every_constraint_is_tried() -> None:
    named = {
        constraint.name for model in (Organisation, User, Staff, StaffRole, Invitation) for constraint in model._meta.constraints
    }
    assert named == BROKEN.keys()


@pytest.mark.django_db
@pytest.mark.parametrize("model", [Organisation, User, Staff, StaffRole, Invitation])
def test_the_history_is_added_to_and_never_changed(model) -> None:
    table = model.pgh_event_model._meta.db_table
    for statement in (f"UPDATE {table} SET pgh_label = 'x'", f"DELETE FROM {table}", f"TRUNCATE {table}"):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


@pytest.mark.django_db
def test_the_history_holds_no_password_and_no_sign_in_time() -> None:
    user = UserFactory()
    user.set_password("a wholly new long password")
    user.last_login = LATER
    user.save()
    rows = User.pgh_event_model.objects.filter(pgh_obj_id=user.pk)
    assert [row.pgh_label for row in rows] == ["insert"]
    assert not {"password", "last_login"} & {field.name for field in User.pgh_event_model._meta.fields}


@pytest.mark.django_db(transaction=True)
def test_two_administrators_who_act_on_each_other_leave_one() -> None:
    alice = staff_with(Role.ADMINISTRATOR)
    dora = staff_with(Role.ADMINISTRATOR, organisation=alice.organisation)
    start = threading.Barrier(2)
    answers: list[str] = []

    def take(actor, staff_id: int) -> None:
        start.wait()
        try:
            operations.revoke_role(actor=actor, staff_id=staff_id, role=Role.ADMINISTRATOR, reason="at once", at=LATER)
            answers.append("done")
        except operations.LastAdministrator:
            answers.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=take, args=given) for given in ((actor_for(alice), dora.pk), (actor_for(dora), alice.pk))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == ["done", "refused"]
    assert StaffRole.objects.filter(role="administrator", revoked_at__isnull=True).count() == 1
