"""Organisations, people, their work and roles, invitations."""

from datetime import UTC, datetime, timedelta
from functools import cache

import factory
from allauth.idp.oidc.models import Client as OAuthClient
from django.contrib.auth.hashers import make_password
from django.test import Client

from care.accounts.models import Invitation, Organisation, PartnerSystem, Staff, StaffRole, User
from care.accounts.session import SECOND_FACTOR_KEY
from care.actor import Actor, Role
from care.lib.secrets import secret_hash

LONG_AGO = datetime(2026, 1, 5, 14, 0, tzinfo=UTC)
PASSWORD = "correct horse battery staple"


class OrganisationFactory(factory.django.DjangoModelFactory[Organisation]):
    class Meta:
        model = Organisation

    name = factory.Sequence(lambda number: f"Harbor Street {number}")
    zone = "America/New_York"
    is_part2 = True
    created_at = LONG_AGO


class UserFactory(factory.django.DjangoModelFactory[User]):
    class Meta:
        model = User

    email = factory.Sequence(lambda number: f"person{number}@harbor.example")
    name = factory.Sequence(lambda number: f"Person {number}")
    password = factory.LazyFunction(lambda: _hashed())  # hashed once: hashing is slow on purpose
    created_at = LONG_AGO

    class Params:
        disabled = factory.Trait(
            is_active=False, disabled_at=LONG_AGO, disabled_by=factory.SubFactory("tests.factories.accounts.UserFactory")
        )


@cache
def _hashed() -> str:
    """Hashed once for all tests: it takes a third of a second."""
    return make_password(PASSWORD)


class StaffFactory(factory.django.DjangoModelFactory[Staff]):
    class Meta:
        model = Staff

    user = factory.SubFactory(UserFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    title = "RN"
    started_at = LONG_AGO
    started_by = factory.SelfAttribute("user")


class StaffRoleFactory(factory.django.DjangoModelFactory[StaffRole]):
    class Meta:
        model = StaffRole

    staff = factory.SubFactory(StaffFactory)
    role = Role.NURSE.value
    reason = "Hired"
    granted_at = LONG_AGO
    granted_by = factory.SelfAttribute("staff.user")


class InvitationFactory(factory.django.DjangoModelFactory[Invitation]):
    class Meta:
        model = Invitation

    organisation = factory.SubFactory(OrganisationFactory)
    email = factory.Sequence(lambda number: f"invited{number}@harbor.example")
    name = "Sam Okafor"
    roles = factory.LazyFunction(lambda: [Role.NURSE.value])
    token_hash = factory.Sequence(lambda number: secret_hash(f"secret-{number}"))
    invited_at = LONG_AGO
    invited_by = factory.SubFactory(UserFactory)
    expires_at = factory.LazyAttribute(lambda row: row.invited_at + timedelta(days=7))


@cache
def _client_secret() -> str:
    return make_password("secret", hasher="pbkdf2_sha256")


class OAuthClientFactory(factory.django.DjangoModelFactory[OAuthClient]):
    """The client of a partner system at the token address; its secret is the word `secret`."""

    class Meta:
        model = OAuthClient

    name = "Referral desk"
    secret = factory.LazyFunction(_client_secret)
    grant_types = "client_credentials"
    scopes = "people.read\nplans.read"
    default_scopes = "people.read\nplans.read"
    response_types = ""


class PartnerSystemFactory(factory.django.DjangoModelFactory[PartnerSystem]):
    class Meta:
        model = PartnerSystem

    organisation = factory.SubFactory(OrganisationFactory, is_part2=False)
    name = factory.Sequence(lambda number: f"Referral desk {number}")
    client = factory.SubFactory(OAuthClientFactory)
    purposes = factory.LazyFunction(lambda: ["TREAT"])
    made_at = LONG_AGO
    made_by_job = "create_partner"

    class Params:
        disabled = factory.Trait(disabled_at=LONG_AGO, disabled_by_job="disable_partner", disabled_reason="Contract ended")


def staff_with(*roles: Role, organisation: Organisation | None = None, **fields: object) -> Staff:
    """Somebody who works at an organisation (a new one when none is given) with these roles."""
    staff = StaffFactory(**({"organisation": organisation} if organisation else {}), **fields)
    for role in roles:
        StaffRoleFactory(staff=staff, role=role.value)
    return staff


def actor_for(staff: Staff, *, request_id: str = "") -> Actor:
    """The actor that this colleague's session stands for, with the roles held now."""
    held = StaffRole.objects.filter(staff=staff, revoked_at__isnull=True).values_list("role", flat=True)
    return Actor.staff(
        user_id=staff.user_id,
        staff_id=staff.pk,
        organisation_id=staff.organisation_id,
        roles=frozenset(Role(role) for role in held),
        request_id=request_id,
    )


def sign_in(client: Client, staff: Staff) -> Client:
    """A browser in which this colleague has signed in with a second factor, a moment ago."""
    client.force_login(staff.user)
    session = client.session
    session[SECOND_FACTOR_KEY] = True
    session.save()
    return client
