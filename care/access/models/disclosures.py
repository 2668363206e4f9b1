"""The accounting of disclosures (42 CFR 2.25, 2.32): who received what of whom. The application adds and reads, nothing else."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from care.access.policy import DataClass
from care.access.vocabulary import Channel, Ground, Outcome
from care.actor import Category, Purpose, Requester
from care.lib.ids import uuid7

CATEGORY_CHOICES = [(category.value, category.label) for category in Category]
CHANNEL_CHOICES = [(channel.value, channel.label) for channel in Channel]
CLASS_CHOICES = [(data.value, data.label) for data in DataClass]
GROUND_CHOICES = [(ground.value, ground.label) for ground in Ground]
OUTCOME_CHOICES = [(outcome.value, outcome.label) for outcome in Outcome]
PURPOSE_CHOICES = [(purpose.value, purpose.label) for purpose in Purpose]
REQUESTER_CHOICES = [(requester.value, requester.label) for requester in Requester]
INTERFACES = [Channel.REST.value]
FOUR_FACTS = ("personnel_name", "personnel_affiliation", "discloser", "emergency_nature")


def _blank(*names: str) -> Q:
    return Q(**dict.fromkeys(names, ""))


def _filled(*names: str) -> Q:
    condition = Q()
    for name in names:
        condition &= ~Q(**{name: ""})
    return condition


def _only_with(ground: Ground, filled: Q, empty: Q) -> Q:
    """The papers of a ground stand with that ground and with no other."""
    return (Q(ground=ground.value) & filled) | (~Q(ground=ground.value) & empty)


class Disclosure(models.Model):
    """One person's data given to one recipient, once.

    Who asked is `requester` with the person's name and the organization's, `recipient` where that organization is known here.
    `ground` says on what it rests, `basis` is the row of the decision table, and the papers of the ground stand beside them.
    `resource`, `parts` and `uuids` say what left, `data_from` and `data_until` of which time, `summary` what the person reads
    of it. A partner system took it (`partner`), or a colleague gave it (`by`). `amends` points to an earlier row of which this
    one says that it did not arrive.
    """

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    at = models.DateTimeField()
    patient = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, related_name="+", db_index=False)
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False)
    partner = models.ForeignKey(
        "accounts.PartnerSystem", on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    requester = models.CharField(max_length=20, choices=REQUESTER_CHOICES)
    requester_name = models.CharField("who asked", max_length=120, blank=True)
    requester_organisation = models.CharField("of which organization", max_length=160, blank=True)
    recipient = models.ForeignKey(
        "accounts.Organisation", on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    purpose = models.CharField(max_length=16, choices=PURPOSE_CHOICES)
    basis = models.CharField(max_length=24)
    ground = models.CharField(max_length=16, choices=GROUND_CHOICES)
    consent = models.ForeignKey(
        "consent.Consent", on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    agreement = models.ForeignKey("Agreement", on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    order_number = models.CharField(max_length=80, blank=True)
    subpoena_number = models.CharField(max_length=80, blank=True)
    order_limits = models.CharField(max_length=500, blank=True)
    reference = models.CharField("number of the report, data set or representation", max_length=80, blank=True)
    identity_check = models.CharField(max_length=200, blank=True)
    personnel_name = models.CharField(max_length=120, blank=True)
    personnel_affiliation = models.CharField(max_length=160, blank=True)
    discloser = models.CharField(max_length=120, blank=True)
    emergency_nature = models.CharField(max_length=500, blank=True)
    classes = ArrayField(models.CharField(max_length=16, choices=CLASS_CHOICES))
    categories = ArrayField(models.CharField(max_length=24, choices=CATEGORY_CHOICES))
    resource = models.CharField(max_length=32)
    parts = ArrayField(models.CharField(max_length=32), default=list)
    uuids = ArrayField(models.UUIDField(), default=list)
    data_from = models.DateField(null=True, blank=True)
    data_until = models.DateField(null=True, blank=True)
    notice = models.CharField(max_length=32, blank=True)
    scope_attached = models.BooleanField()
    copy_attached = models.BooleanField(default=False)
    channel = models.CharField(max_length=16, choices=CHANNEL_CHOICES)
    outcome = models.CharField(max_length=16, choices=OUTCOME_CHOICES)
    summary = models.CharField(max_length=500)
    amends = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    request_id = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(purpose__in=[purpose.value for purpose in Purpose]), name="disclosure_purpose_known"
            ),
            models.CheckConstraint(
                condition=Q(requester__in=[requester.value for requester in Requester])
                & ~Q(requester__in=[Requester.STAFF.value, Requester.SYSTEM.value, Requester.UNKNOWN.value]),
                name="disclosure_requester_known",
            ),
            models.CheckConstraint(
                condition=Q(categories__len__gt=0, categories__contained_by=[category.value for category in Category]),
                name="disclosure_categories_known",
            ),
            models.CheckConstraint(
                condition=Q(classes__len__gt=0, classes__contained_by=[data.value for data in DataClass]),
                name="disclosure_classes_known",
            ),
            models.CheckConstraint(condition=_filled("resource", "basis", "summary"), name="disclosure_says_what"),
            models.CheckConstraint(
                condition=Q(partner__isnull=False)
                | Q(recipient__isnull=False)
                | ~_blank("requester_name", "requester_organisation"),
                name="disclosure_says_to_whom",
            ),
            models.CheckConstraint(
                condition=Q(partner__isnull=False, by__isnull=True, recipient__isnull=False, channel__in=INTERFACES)
                | (Q(partner__isnull=True, by__isnull=False) & ~Q(channel__in=INTERFACES)),
                name="disclosure_by_machine_or_colleague",
            ),
            models.CheckConstraint(
                condition=Q(channel__in=[channel.value for channel in Channel]), name="disclosure_channel_known"
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=[outcome.value for outcome in Outcome]), name="disclosure_outcome_known"
            ),
            models.CheckConstraint(
                condition=Q(outcome=Outcome.NOT_DELIVERED.value, amends__isnull=False)
                | (~Q(outcome=Outcome.NOT_DELIVERED.value) & Q(amends__isnull=True)),
                name="disclosure_amends_what_did_not_arrive",
            ),
            models.CheckConstraint(
                condition=Q(data_from__isnull=True, data_until__isnull=True)
                | Q(data_from__isnull=False, data_until__isnull=False, data_from__lte=F("data_until")),
                name="disclosure_time_of_data",
            ),
            models.CheckConstraint(condition=Q(ground__in=[ground.value for ground in Ground]), name="disclosure_ground_known"),
            models.CheckConstraint(
                condition=_only_with(
                    Ground.CONSENT,
                    Q(consent__isnull=False) & _filled("notice") & (Q(scope_attached=True) | Q(copy_attached=True)),
                    Q(consent__isnull=True, scope_attached=False, copy_attached=False),
                ),
                name="disclosure_with_notice_and_scope",
            ),
            models.CheckConstraint(
                condition=_only_with(
                    Ground.ORDER,
                    _filled("order_number", "subpoena_number", "order_limits"),
                    _blank("order_number", "subpoena_number", "order_limits"),
                ),
                name="disclosure_with_order_and_subpoena",
            ),
            models.CheckConstraint(
                condition=_only_with(Ground.EMERGENCY, _filled(*FOUR_FACTS), _blank(*FOUR_FACTS)),
                name="disclosure_with_four_facts",
            ),
            models.CheckConstraint(
                condition=_only_with(Ground.AGREEMENT, Q(agreement__isnull=False), Q(agreement__isnull=True)),
                name="disclosure_with_agreement",
            ),
            models.CheckConstraint(
                condition=~Q(ground__in=[Ground.REPORT.value, Ground.DEIDENTIFIED.value, Ground.REPRESENTATION.value])
                | _filled("reference"),
                name="disclosure_with_reference",
            ),
            models.CheckConstraint(
                condition=~Q(ground__in=[Ground.OWN.value, Ground.REPRESENTATION.value]) | _filled("identity_check"),
                name="disclosure_with_identity_check",
            ),
            models.CheckConstraint(
                condition=Q(ground=Ground.OWN.value, requester=Requester.PATIENT.value)
                | (~Q(ground=Ground.OWN.value) & ~Q(requester=Requester.PATIENT.value)),
                name="disclosure_own_to_the_person",
            ),
        ]
        indexes = [
            models.Index(fields=["patient", "-at", "-id"], name="disclosure_of_patient"),
            models.Index(fields=["recipient", "-at", "-id"], name="disclosure_to_recipient"),
        ]

    def __str__(self) -> str:
        return f"disclosure {self.pk}"
