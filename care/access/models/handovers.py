"""E-mails to somebody outside that wait to leave."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from care.access.notices import Form
from care.access.policy import Basis
from care.access.rules import HandOverState
from care.actor import Purpose, Requester
from care.lib.ids import uuid7

BASIS_CHOICES = [(basis.value, basis.label) for basis in Basis]
FORM_CHOICES = [(form.value, form.value) for form in Form]
PURPOSE_CHOICES = [(purpose.value, purpose.label) for purpose in Purpose]
REQUESTER_CHOICES = [(requester.value, requester.label) for requester in Requester]
STATE_CHOICES = [(state.value, state.label) for state in HandOverState]
_WAITING = Q(state=HandOverState.WAITING.value)


class HandOver(models.Model):
    """What a colleague decided to send to somebody outside by e-mail: to whom, which parts, and on what it rests.

    It says what to ask the gate again when it is about to leave, in the name of the colleague (`staff`). `disclosure` is the
    row of the accounting, written before it leaves. The file opens with `passphrase`, kept encrypted, which the colleague
    tells the recipient some other way.
    """

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    patient = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False)
    staff = models.ForeignKey("accounts.Staff", on_delete=models.PROTECT, related_name="+", db_index=False)
    requester = models.CharField(max_length=20, choices=REQUESTER_CHOICES)
    requester_name = models.CharField(max_length=120, blank=True)
    requester_organisation = models.CharField(max_length=160, blank=True)
    recipient = models.ForeignKey(
        "accounts.Organisation", on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    address = models.EmailField(max_length=254)
    passphrase = models.CharField(max_length=200)
    purpose = models.CharField(max_length=16, choices=PURPOSE_CHOICES)
    parts = ArrayField(models.CharField(max_length=32))
    notice_form = models.CharField(max_length=8, choices=FORM_CHOICES)
    basis = models.CharField(max_length=16, choices=BASIS_CHOICES)
    consent = models.ForeignKey(
        "consent.Consent", on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    agreement = models.ForeignKey("Agreement", on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    order_number = models.CharField(max_length=80, blank=True)
    subpoena_number = models.CharField(max_length=80, blank=True)
    order_limits = models.CharField(max_length=500, blank=True)
    reference = models.CharField(max_length=80, blank=True)
    identity_check = models.CharField(max_length=200, blank=True)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+", db_index=False)
    state = models.CharField(max_length=12, choices=STATE_CHOICES, default=HandOverState.WAITING.value)
    settled_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=120, blank=True)
    disclosure = models.OneToOneField("Disclosure", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=[state.value for state in HandOverState]), name="hand_over_state_known"),
            models.CheckConstraint(condition=Q(basis__in=[basis.value for basis in Basis]), name="hand_over_basis_known"),
            models.CheckConstraint(condition=Q(notice_form__in=[form.value for form in Form]), name="hand_over_form_known"),
            models.CheckConstraint(
                condition=Q(purpose__in=[purpose.value for purpose in Purpose]), name="hand_over_purpose_known"
            ),
            models.CheckConstraint(
                condition=Q(requester__in=[requester.value for requester in Requester]), name="hand_over_requester_known"
            ),
            models.CheckConstraint(
                condition=~Q(address="") & ~Q(passphrase="") & Q(parts__len__gt=0), name="hand_over_says_what_and_where"
            ),
            models.CheckConstraint(
                condition=(_WAITING & Q(settled_at__isnull=True)) | (~_WAITING & Q(settled_at__isnull=False)),
                name="hand_over_settled_has_time",
            ),
            models.CheckConstraint(
                condition=~Q(state=HandOverState.SENT.value) | Q(disclosure__isnull=False), name="hand_over_sent_is_disclosed"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[HandOverState.DROPPED.value, HandOverState.FAILED.value]) | ~Q(reason=""),
                name="hand_over_not_sent_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"hand-over {self.pk}"
