"""Progress notes, what was added to them, the goals they are about, groups, and a clinic's templates.

What is signed stays: triggers refuse a change of it, and the seal shows whether it still says what was signed. History leaves
the text out: while it is a draft it is its author's own sheet, and after that it is never reworded.
"""

from django.db import models
from django.db.models import F, Q

from care.actor import Category
from care.audit.history import tracked
from care.lib.constraints import pair
from care.lib.ids import uuid7
from treatment_plans.progress.vocabulary import (
    MENTAL,
    ErrorReason,
    IdentityCheck,
    Modality,
    NoteKind,
    Place,
    Structure,
    TelehealthConsent,
)
from treatment_plans.signed.models import SignedAddendum, SignedNote, addendum_constraints, note_constraints

CATEGORIES = [(one.value, one.label) for one in (Category.MENTAL_HEALTH, Category.SUD)]
_MENTAL = sorted(kind.value for kind in MENTAL)


@tracked(exclude=["parts"])
class NoteTemplate(models.Model):
    """Words with which a note begins, of one clinic. Notes that began with it keep their own words."""

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=16, choices=NoteKind.choices())
    structure = models.CharField(max_length=8, choices=Structure.choices())
    parts = models.JSONField(default=dict)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    retired_at = models.DateTimeField(null=True, blank=True)
    retired_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "name"], condition=Q(retired_at__isnull=True), name="note_template_name_once"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="note_template_named"),
            models.CheckConstraint(condition=Q(kind__in=NoteKind.values()), name="note_template_kind_known"),
            models.CheckConstraint(condition=Q(structure__in=Structure.values()), name="note_template_structure_known"),
            models.CheckConstraint(condition=pair("retired"), name="note_template_retired_pair"),
        ]

    def __str__(self) -> str:
        return f"note template {self.pk}"


class TemplateRate(models.Model):
    """How many words the signed notes of a template had in a month, and for how many there is a kinder one. Of no author."""

    template = models.ForeignKey(NoteTemplate, on_delete=models.PROTECT, related_name="rates")
    month = models.DateField()
    notes = models.PositiveIntegerField(default=0)
    words = models.PositiveIntegerField(default=0)
    hits = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["template", "month"], name="template_rate_once_a_month"),
            models.CheckConstraint(condition=Q(month__day=1), name="template_rate_of_a_month"),
        ]

    def __str__(self) -> str:
        return f"template rate {self.pk}"


@tracked()
class GroupSession(models.Model):
    """One meeting of a group. Who took part stands in the notes of each, and nowhere together but here for who held it."""

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    leader = models.ForeignKey("accounts.Staff", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    written_at = models.DateTimeField()
    written_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="group_session_titled"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="group_session_ends_after_start"),
        ]

    def __str__(self) -> str:
        return f"group session {self.pk}"


@tracked(exclude=["parts", "saved_at", "revision"])
class ProgressNote(SignedNote):
    """A note about one session. `first_author` is who wrote its draft, where somebody else took it over."""

    kind = models.CharField(max_length=16, choices=NoteKind.choices())
    category = models.CharField(max_length=16, choices=CATEGORIES)
    structure = models.CharField(max_length=8, choices=Structure.choices())
    template = models.ForeignKey(NoteTemplate, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    group = models.ForeignKey(GroupSession, on_delete=models.PROTECT, null=True, blank=True, related_name="notes")
    parts = models.JSONField(default=list)
    revision = models.PositiveIntegerField(default=1)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)
    place = models.CharField(max_length=12, choices=Place.choices(), default=Place.CLINIC.value)
    modality = models.CharField(max_length=12, choices=Modality.choices(), default=Modality.IN_PERSON.value)
    consent = models.CharField(max_length=12, choices=TelehealthConsent.choices(), blank=True)
    person_place = models.CharField(max_length=200, blank=True)
    fallback_phone = models.CharField(max_length=40, blank=True)
    identity = models.CharField(max_length=12, choices=IdentityCheck.choices(), blank=True)
    first_author = models.ForeignKey("accounts.Staff", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    taken_at = models.DateTimeField(null=True, blank=True)
    taken_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    error_reason = models.CharField(max_length=16, choices=ErrorReason.choices(), blank=True)

    class Meta:
        constraints = [
            *note_constraints("progress_note", nothing=Q(parts=[]), reasons=ErrorReason.values()),
            models.CheckConstraint(condition=Q(kind__in=NoteKind.values()), name="progress_note_kind_known"),
            models.CheckConstraint(
                condition=Q(category__in=[value for value, _ in CATEGORIES]), name="progress_note_category_known"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=_MENTAL, category=Category.MENTAL_HEALTH.value)
                | (~Q(kind__in=_MENTAL) & Q(category=Category.SUD.value)),
                name="progress_note_category_of_kind",
            ),
            models.CheckConstraint(condition=Q(structure__in=Structure.values()), name="progress_note_structure_known"),
            models.CheckConstraint(condition=Q(place__in=Place.values()), name="progress_note_place_known"),
            models.CheckConstraint(condition=Q(modality__in=Modality.values()), name="progress_note_modality_known"),
            models.CheckConstraint(
                condition=Q(consent__in=[*TelehealthConsent.values(), ""]), name="progress_note_consent_known"
            ),
            models.CheckConstraint(condition=Q(identity__in=[*IdentityCheck.values(), ""]), name="progress_note_identity_known"),
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")), name="progress_note_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(signed_at__isnull=True)
                | ~Q(modality__in=["video", "audio"])
                | ~(Q(consent="") | Q(person_place="") | Q(fallback_phone="") | Q(identity="")),
                name="progress_note_telehealth_complete",
            ),
            models.CheckConstraint(condition=pair("taken"), name="progress_note_taken_pair"),
            models.CheckConstraint(
                condition=Q(first_author__isnull=True, taken_at__isnull=True)
                | Q(first_author__isnull=False, taken_at__isnull=False),
                name="progress_note_taken_from_somebody",
            ),
        ]
        indexes = [
            models.Index(fields=["patient", "-starts_at"], name="progress_note_of_patient"),
            models.Index(fields=["author", "status"], name="progress_note_of_author"),
            models.Index(fields=["cosigner"], condition=Q(cosigner__isnull=False), name="progress_note_of_cosigner"),
        ]

    def __str__(self) -> str:
        return f"progress note {self.pk}"


@tracked()
class NoteAim(models.Model):
    """A goal that a note is about, or one intervention towards it, in the version of the plan of that day."""

    note = models.ForeignKey(ProgressNote, on_delete=models.PROTECT, related_name="aims")
    goal = models.ForeignKey("treatment_plans.Goal", on_delete=models.PROTECT, related_name="+")
    intervention = models.ForeignKey(
        "treatment_plans.Intervention", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["note", "goal", "intervention"], nulls_distinct=False, name="note_aim_once"),
        ]

    def __str__(self) -> str:
        return f"note aim {self.pk}"


@tracked(exclude=["text", "saved_at"])
class ProgressAddendum(SignedAddendum):
    """What the author, or who co-signed them, adds to a note that is signed. Unsigned, only its writer opens it."""

    note = models.ForeignKey(ProgressNote, on_delete=models.PROTECT, related_name="addenda")
    text = models.TextField(blank=True)

    class Meta:
        constraints = addendum_constraints("progress_addendum")

    def __str__(self) -> str:
        return f"progress addendum {self.pk}"
