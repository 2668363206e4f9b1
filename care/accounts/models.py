"""Organisations, people who sign in, their work at an organisation, the roles that they hold there, and invitations."""

from typing import Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from care.actor import Purpose, Requester, Role
from care.actor.vocabulary import ORGANISATION_KINDS
from care.audit.history import tracked
from care.lib.constraints import pair, pair_or_job
from care.lib.dates import ZONE_CHOICES
from care.lib.ids import uuid7
from care.lib.states import STATE_CHOICES, STATES

ROLE_CHOICES = [(role.value, role.label) for role in Role]
KIND_CHOICES = [(kind.value, kind.label) for kind in ORGANISATION_KINDS]


class Theme(models.TextChoices):
    """How screens look to one person."""

    AUTO = "auto", "As my device"
    LIGHT = "light", "Light"
    DARK = "dark", "Dark"


@tracked()
class Organisation(models.Model):
    """A clinic or programme. A Part 2 programme is bound by 42 CFR Part 2; an unknown one is treated as bound.

    `kind` is what it is to the others: who its system asks as when it wants a record of theirs. `state` is the one whose law
    says from which age somebody signs alone; while it is unknown, the strictest reading holds.
    """

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    name = models.CharField(max_length=120)
    zone = models.CharField("time zone", max_length=64, choices=ZONE_CHOICES, default="America/New_York")
    phone = models.CharField(max_length=32, blank=True)
    is_part2 = models.BooleanField("Part 2 program", default=True)
    kind = models.CharField(max_length=20, choices=KIND_CHOICES, default=Requester.PROVIDER.value)
    state = models.CharField("state or territory", max_length=2, choices=STATE_CHOICES, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("name"), name="organisation_name_unique"),
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in ORGANISATION_KINDS]), name="organisation_kind_known"
            ),
            models.CheckConstraint(condition=Q(state="") | Q(state__in=list(STATES)), name="organisation_state_known"),
        ]

    def __str__(self) -> str:
        return self.name


class UserManager(BaseUserManager["User"]):
    """What Django and allauth need to find a person by e-mail; accounts are made by `operations`."""

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


@tracked(exclude=["password", "last_login"])
class User(AbstractBaseUser):
    """A person who signs in. Rights come from `Staff` and `StaffRole`, never from this row."""

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    email = models.EmailField("work e-mail", max_length=254)
    name = models.CharField(max_length=120)
    pronouns = models.CharField(max_length=40, blank=True)
    zone = models.CharField("time zone", max_length=64, choices=ZONE_CHOICES, blank=True)
    theme = models.CharField(max_length=8, choices=Theme.choices, default=Theme.AUTO)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField()
    disabled_at = models.DateTimeField(null=True, blank=True)
    disabled_by = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    disabled_reason = models.CharField(max_length=200, blank=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["email"], name="user_email_unique"),
            models.CheckConstraint(condition=Q(email=Lower("email")), name="user_email_lowercase"),
            models.CheckConstraint(condition=pair("disabled"), name="user_disabled_pair"),
            models.CheckConstraint(
                condition=Q(is_active=True, disabled_at__isnull=True) | Q(is_active=False, disabled_at__isnull=False),
                name="user_inactive_is_disabled",
            ),
            models.CheckConstraint(condition=Q(theme__in=[theme.value for theme in Theme]), name="user_theme_known"),
        ]

    def __str__(self) -> str:
        return f"user {self.pk}"

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name.split()[0] if self.name.strip() else self.email


@tracked()
class Staff(models.Model):
    """A person's work at an organisation, from a day until a day."""

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="staff")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="staff")
    title = models.CharField(max_length=80, blank=True)
    started_at = models.DateTimeField()
    started_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ended_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organisation"], condition=Q(ended_at__isnull=True), name="staff_once_in_an_organisation"
            ),
            models.CheckConstraint(condition=pair("ended"), name="staff_ended_pair"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("started_at")), name="staff_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"staff {self.pk}"


@tracked()
class StaffRole(models.Model):
    """A role that somebody holds, given and taken by an administrator with a reason."""

    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="roles")
    role = models.CharField(max_length=32, choices=ROLE_CHOICES)
    reason = models.CharField(max_length=200)
    granted_at = models.DateTimeField()
    granted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    revoked_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["staff", "role"], condition=Q(revoked_at__isnull=True), name="staff_role_held_once"),
            models.CheckConstraint(condition=Q(role__in=[role.value for role in Role]), name="staff_role_known"),
            models.CheckConstraint(condition=pair("revoked"), name="staff_role_revoked_pair"),
        ]

    def __str__(self) -> str:
        return f"role {self.pk}"


class Mail(models.TextChoices):
    """What became of the e-mail that carries an invitation."""

    WAITING = "waiting", "Not sent yet"
    SENT = "sent", "Sent"
    FAILED = "failed", "Could not be sent"


@tracked(exclude=["token_hash"])
class Invitation(models.Model):
    """An invitation by e-mail to work at an organisation. The link's secret is stored as a hash, anew each time it is sent."""

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    email = models.EmailField(max_length=254)
    name = models.CharField(max_length=120)
    title = models.CharField(max_length=80, blank=True)
    roles = ArrayField(models.CharField(max_length=32, choices=ROLE_CHOICES))
    token_hash = models.BinaryField(max_length=32, unique=True)
    invited_at = models.DateTimeField()
    invited_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    expires_at = models.DateTimeField()
    mail = models.CharField(max_length=8, choices=Mail.choices, default=Mail.WAITING)
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                "organisation",
                condition=Q(accepted_at__isnull=True, revoked_at__isnull=True),
                name="invitation_open_once",
            ),
            models.CheckConstraint(condition=pair("accepted"), name="invitation_accepted_pair"),
            models.CheckConstraint(condition=pair("revoked"), name="invitation_revoked_pair"),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(revoked_at__isnull=True), name="invitation_ends_once"
            ),
            models.CheckConstraint(condition=Q(expires_at__gt=F("invited_at")), name="invitation_expires_later"),
            models.CheckConstraint(
                condition=Q(roles__len__gt=0, roles__contained_by=[role.value for role in Role]), name="invitation_roles_known"
            ),
            models.CheckConstraint(condition=Q(mail__in=[state.value for state in Mail]), name="invitation_mail_known"),
        ]

    def __str__(self) -> str:
        return f"invitation {self.pk}"


@tracked()
class PartnerSystem(models.Model):
    """A machine of another organisation that reads over the interfaces, with its client at the token address.

    `purposes` are those that it may declare; what it may read of whom, consents say. Once disabled it stays so.
    """

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=100)
    client = models.OneToOneField("allauth_idp_oidc.Client", on_delete=models.PROTECT, related_name="+")
    purposes = ArrayField(models.CharField(max_length=16, choices=[(purpose.value, purpose.label) for purpose in Purpose]))
    contact_email = models.EmailField("who is told when a consent is taken back", max_length=254, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    made_by_job = models.CharField(max_length=64, blank=True)
    disabled_at = models.DateTimeField(null=True, blank=True)
    disabled_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    disabled_by_job = models.CharField(max_length=64, blank=True)
    disabled_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "organisation", Lower("name"), condition=Q(disabled_at__isnull=True), name="partner_system_name_once"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="partner_system_has_name"),
            models.CheckConstraint(
                condition=Q(purposes__len__gt=0, purposes__contained_by=[purpose.value for purpose in Purpose]),
                name="partner_system_purposes_known",
            ),
            models.CheckConstraint(condition=pair_or_job("made"), name="partner_system_made_pair"),
            models.CheckConstraint(condition=pair_or_job("disabled"), name="partner_system_disabled_pair"),
            models.CheckConstraint(
                condition=Q(disabled_at__isnull=True, disabled_reason="")
                | (Q(disabled_at__isnull=False) & ~Q(disabled_reason="")),
                name="partner_system_disabled_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"partner system {self.pk}"
