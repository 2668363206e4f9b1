"""Consents, and what was signed with them. A patient is known here only by number."""

from functools import reduce
from operator import or_

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from care.actor import Category, Purpose
from care.audit.history import tracked
from care.consent.rules import (
    CLASS_OF,
    EVER_SIGNED,
    KINDS,
    LARGEST_SCAN,
    RECIPIENTS,
    UNSIGNED,
    How,
    Kind,
    PaperKind,
    Signer,
    State,
)
from care.lib.constraints import pair, pair_or_job
from care.lib.ids import uuid7

CATEGORY_CHOICES = [(category.value, category.label) for category in Category]
PURPOSE_CHOICES = [(purpose.value, purpose.label) for purpose in Purpose]
KIND_CHOICES = [(kind.value, kind.label) for kind in Kind]
STATE_CHOICES = [(state.value, state.label) for state in State]
HOW_CHOICES = [(how.value, how.label) for how in How]
SIGNER_CHOICES = [(signer.value, signer.label) for signer in Signer]
RECIPIENT_CHOICES = [(recipient.value, recipient.label) for recipient in RECIPIENTS]
PAPER_CHOICES = [(kind.value, kind.label) for kind in PaperKind]
FIRST_WORDING = "1"  # of the consents taken before a program and a purpose in words were written down with each

_SIGNED = Q(state=State.SIGNED.value)
_UNSIGNED = Q(state__in=sorted(state.value for state in UNSIGNED))
_EVER_SIGNED = Q(state__in=sorted(state.value for state in EVER_SIGNED))
_CLASSES = [kind.value for kind in CLASS_OF]


def _as_its_kind_allows() -> Q:
    """The data and the purposes of each kind, as the table of rules has them."""
    each = [
        Q(
            kind=kind.value,
            categories__len__gt=0,
            categories__contained_by=sorted(category.value for category in rule.categories),
            purposes__len__gt=0,
            purposes__contained_by=sorted(purpose.value for purpose in rule.purposes),
        )
        for kind, rule in KINDS.items()
    ]
    return reduce(or_, each)


@tracked()
class Consent(models.Model):
    """A person's signed yes that one programme may give some of their record to one recipient, for a purpose, until it ends.

    Prepared as a draft, it counts once it is signed, and is then never reworded: it ends, is taken back or is replaced.
    `expires_at` is the first moment at which it no longer counts; the row's `state` knows nothing of the clock. A recipient is
    an organisation of the platform, or somebody outside by name; a consent for treatment, payment and operations names a class
    and neither. `wording` names the text that was read, by version and language. Source: 42 CFR 2.31, clinical reference 3.2.
    """

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    patient = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16, choices=KIND_CHOICES, default=Kind.SPECIFIC.value)
    state = models.CharField(max_length=12, choices=STATE_CHOICES, default=State.SIGNED.value)
    discloser = models.CharField("who gives it", max_length=200, blank=True)
    recipient = models.ForeignKey(
        "accounts.Organisation", on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    recipient_name = models.CharField(max_length=160, blank=True)
    recipient_kind = models.CharField(max_length=20, choices=RECIPIENT_CHOICES, blank=True)
    members = ArrayField(models.CharField(max_length=160), default=list, blank=True)
    treating_members = models.BooleanField(default=False)
    matter = models.CharField("study, registry, proceeding or case", max_length=200, blank=True)
    categories = ArrayField(models.CharField(max_length=24, choices=CATEGORY_CHOICES))
    purposes = ArrayField(models.CharField(max_length=16, choices=PURPOSE_CHOICES))
    what = models.CharField(max_length=500)
    purpose_text = models.CharField("purpose in words", max_length=300, blank=True)
    at_request = models.BooleanField("at the request of the person", default=False)
    wording = models.CharField(max_length=24)
    wording_language = models.CharField(max_length=8)
    prepared_at = models.DateTimeField(null=True, blank=True)
    prepared_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    how = models.CharField(max_length=16, choices=HOW_CHOICES, blank=True)
    signer = models.CharField(max_length=16, choices=SIGNER_CHOICES, default=Signer.PATIENT.value)
    signature = models.CharField("name as signed", max_length=120, blank=True)
    representative = models.ForeignKey(
        "consent.Representative", on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    beside = models.CharField("name as signed by the parent of a minor", max_length=120, blank=True)
    signed_at = models.DateTimeField(null=True, blank=True)
    recorded_at = models.DateTimeField(null=True, blank=True)
    recorded_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    recorded_by_job = models.CharField(max_length=64, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    end_event = models.CharField("what ends it", max_length=200, blank=True)
    ended_at = models.DateTimeField("the event has happened", null=True, blank=True)
    ended_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    irrevocable_until = models.DateTimeField(null=True, blank=True)
    irrevocable_event = models.CharField("what must have happened before", max_length=200, blank=True)
    freed_at = models.DateTimeField("can be taken back since", null=True, blank=True)
    freed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    revoke_reason = models.CharField(max_length=300, blank=True)
    superseded_at = models.DateTimeField(null=True, blank=True)
    superseded_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    superseded_by_job = models.CharField(max_length=64, blank=True)
    successor = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField("declined or set aside", null=True, blank=True)
    closed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    closed_by_job = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=[kind.value for kind in Kind]), name="consent_kind_known"),
            models.CheckConstraint(condition=Q(state__in=[state.value for state in State]), name="consent_state_known"),
            models.CheckConstraint(condition=Q(how__in=["", *[how.value for how in How]]), name="consent_how_known"),
            models.CheckConstraint(condition=Q(signer__in=[signer.value for signer in Signer]), name="consent_signer_known"),
            models.CheckConstraint(
                condition=Q(recipient_kind__in=["", *[recipient.value for recipient in RECIPIENTS]]),
                name="consent_recipient_kind_known",
            ),
            models.CheckConstraint(condition=_as_its_kind_allows(), name="consent_as_its_kind_allows"),
            models.CheckConstraint(
                condition=Q(kind__in=_CLASSES, recipient__isnull=True, recipient_name="", recipient_kind="")
                | (~Q(kind__in=_CLASSES) & Q(recipient__isnull=False, recipient_name=""))
                | (~Q(kind__in=_CLASSES) & Q(recipient__isnull=True) & ~Q(recipient_name="") & ~Q(recipient_kind="")),
                name="consent_names_one_or_a_class",
            ),
            models.CheckConstraint(
                condition=Q(recipient__isnull=True) | ~Q(recipient=F("organisation")), name="consent_recipient_is_another"
            ),
            models.CheckConstraint(
                condition=Q(kind=Kind.INTERMEDIARY.value)
                & (Q(members__len__gt=0) | Q(treating_members=True))
                | ~Q(kind=Kind.INTERMEDIARY.value) & Q(members__len=0, treating_members=False),
                name="consent_exchange_has_members",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=[kind.value for kind, rule in KINDS.items() if rule.matter]) | ~Q(matter=""),
                name="consent_says_which",
            ),
            models.CheckConstraint(
                condition=~Q(what="")
                & ~Q(wording="")
                & ~Q(wording_language="")
                & (Q(wording=FIRST_WORDING) | ~Q(discloser="") & (~Q(purpose_text="") | Q(at_request=True))),
                name="consent_is_complete",
            ),
            models.CheckConstraint(
                condition=(_UNSIGNED & Q(signed_at__isnull=True, recorded_at__isnull=True, signature="", how=""))
                | (_EVER_SIGNED & Q(signed_at__isnull=False, recorded_at__isnull=False) & ~Q(signature="") & ~Q(how="")),
                name="consent_signed_or_not",
            ),
            models.CheckConstraint(
                condition=~Q(signer=Signer.REPRESENTATIVE.value) | Q(wording=FIRST_WORDING) | Q(representative__isnull=False),
                name="consent_representative_is_on_file",
            ),
            models.CheckConstraint(
                condition=Q(beside="") | Q(signer=Signer.PATIENT.value, representative__isnull=False),
                name="consent_beside_is_on_file",
            ),
            models.CheckConstraint(condition=pair("prepared"), name="consent_prepared_pair"),
            models.CheckConstraint(condition=pair_or_job("recorded"), name="consent_recorded_pair"),
            models.CheckConstraint(condition=Q(recorded_at__gte=F("signed_at")), name="consent_recorded_after_signing"),
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind, rule in KINDS.items() if rule.may_have_no_end])
                | Q(expires_at__isnull=False)
                | ~Q(end_event=""),
                name="consent_has_an_end",
            ),
            models.CheckConstraint(
                condition=Q(expires_at__isnull=True) | Q(expires_at__gt=F("signed_at")), name="consent_ends_after_signing"
            ),
            models.CheckConstraint(condition=pair("ended"), name="consent_ended_pair"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(state=State.EXPIRED.value) & ~Q(end_event=""),
                name="consent_ended_by_event",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.EXPIRED.value) | Q(ended_at__isnull=False) | Q(expires_at__isnull=False),
                name="consent_ended_by_something",
            ),
            models.CheckConstraint(
                condition=Q(kind=Kind.CRIMINAL_JUSTICE.value)
                & (Q(irrevocable_until__isnull=False) | ~Q(irrevocable_event=""))
                | ~Q(kind=Kind.CRIMINAL_JUSTICE.value)
                & Q(irrevocable_until__isnull=True, irrevocable_event="", freed_at__isnull=True),
                name="consent_kept_from_taking_back",
            ),
            models.CheckConstraint(condition=pair("freed"), name="consent_freed_pair"),
            models.CheckConstraint(condition=pair("revoked"), name="consent_revoked_pair"),
            models.CheckConstraint(
                condition=Q(state=State.REVOKED.value, revoked_at__isnull=False) & ~Q(revoke_reason="")
                | ~Q(state=State.REVOKED.value) & Q(revoked_at__isnull=True, revoke_reason=""),
                name="consent_revoked_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True) | Q(revoked_at__gte=F("signed_at")), name="consent_revoked_after_signing"
            ),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True)
                | ~Q(kind=Kind.CRIMINAL_JUSTICE.value)
                | Q(freed_at__isnull=False)
                | Q(irrevocable_until__isnull=False, irrevocable_until__lte=F("revoked_at")),
                name="consent_revoked_when_it_can",
            ),
            models.CheckConstraint(condition=pair_or_job("superseded"), name="consent_superseded_pair"),
            models.CheckConstraint(
                condition=Q(state=State.SUPERSEDED.value, superseded_at__isnull=False, successor__isnull=False)
                | ~Q(state=State.SUPERSEDED.value) & Q(superseded_at__isnull=True, successor__isnull=True),
                name="consent_superseded_has_successor",
            ),
            models.CheckConstraint(condition=pair_or_job("closed"), name="consent_closed_pair"),
            models.CheckConstraint(
                condition=Q(state__in=[State.DECLINED.value, State.SET_ASIDE.value], closed_at__isnull=False)
                | ~Q(state__in=[State.DECLINED.value, State.SET_ASIDE.value]) & Q(closed_at__isnull=True),
                name="consent_closed_unsigned",
            ),
            models.UniqueConstraint(
                fields=["patient", "organisation"], condition=_SIGNED & Q(kind=Kind.TPO.value), name="consent_one_general"
            ),
            models.UniqueConstraint(
                fields=[
                    "patient", "organisation", "recipient", "recipient_name", "kind", "matter", "categories", "purposes",
                    "expires_at", "end_event",
                ],
                condition=_SIGNED,
                nulls_distinct=False,
                name="consent_once",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["recipient", "patient"], condition=_SIGNED, name="consent_in_force"),
            models.Index(fields=["patient"], condition=_SIGNED & Q(recipient__isnull=True), name="consent_of_a_class"),
            models.Index(fields=["patient", "recipient"], name="consent_of_patient"),
        ]

    def __str__(self) -> str:
        return f"consent {self.pk}"


@tracked(exclude=["content"])
class ConsentPaper(models.Model):
    """What was signed, as a drawing or as a scan of the paper: encrypted and of bounded size.

    `digest` is the SHA-256 of what was kept: it shows that the paper is still the one that was signed.
    """

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    consent = models.OneToOneField(Consent, on_delete=models.PROTECT, related_name="paper")
    kind = models.CharField(max_length=8, choices=PAPER_CHOICES)
    media_type = models.CharField(max_length=40)
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    content = models.BinaryField()
    added_at = models.DateTimeField()
    added_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    added_by_job = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=[kind.value for kind in PaperKind]), name="consent_paper_kind_known"),
            models.CheckConstraint(
                condition=Q(media_type__in=["image/svg+xml", "application/pdf", "image/png", "image/jpeg"]),
                name="consent_paper_type_known",
            ),
            models.CheckConstraint(condition=Q(size__gt=0, size__lte=LARGEST_SCAN), name="consent_paper_bounded"),
            models.CheckConstraint(condition=Q(digest__regex=r"^[0-9a-f]{64}$"), name="consent_paper_has_digest"),
            models.CheckConstraint(condition=pair_or_job("added") & Q(added_at__isnull=False), name="consent_paper_added_pair"),
        ]

    def __str__(self) -> str:
        return f"paper of consent {self.consent_id}"
