"""Teach-backs: what the person said back about a medicine."""

from django.db import models
from django.db.models import Q

from care.audit.history import tracked
from care.lib.constraints import pair
from care.lib.ids import uuid7
from patients.rules import Language
from treatment_plans.regimens.teaching.vocabulary import Handed, Interpreter, Occasion, Outcome, WrongEntry


@tracked()
class TeachBack(models.Model):
    """One time that a medicine was talked through. `sheet` is the code of a sheet (`data/sheets.csv`), `sheet_version` which."""

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    patient = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    sheet = models.SlugField(max_length=40, db_index=False)
    sheet_version = models.PositiveSmallIntegerField()
    occasion = models.CharField(max_length=8, choices=Occasion.choices())
    language = models.CharField(max_length=8, choices=Language.choices())
    interpreter = models.CharField(max_length=12, choices=Interpreter.choices())
    handed = models.CharField(max_length=8, choices=Handed.choices())
    outcome = models.CharField(max_length=8, choices=Outcome.choices())
    own_words = models.CharField(max_length=1000, blank=True)
    unclear = models.CharField(max_length=500, blank=True)
    taught_at = models.DateTimeField()
    taught_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    error_at = models.DateTimeField(null=True, blank=True)
    error_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    error_reason = models.CharField(max_length=16, choices=WrongEntry.choices(), blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(sheet="") & Q(sheet_version__gte=1), name="teach_back_of_a_sheet"),
            models.CheckConstraint(condition=Q(occasion__in=Occasion.values()), name="teach_back_occasion_known"),
            models.CheckConstraint(condition=Q(language__in=Language.values()), name="teach_back_language_known"),
            models.CheckConstraint(condition=Q(interpreter__in=Interpreter.values()), name="teach_back_interpreter_known"),
            models.CheckConstraint(condition=Q(handed__in=Handed.values()), name="teach_back_handed_known"),
            models.CheckConstraint(condition=Q(outcome__in=Outcome.values()), name="teach_back_outcome_known"),
            models.CheckConstraint(
                condition=Q(outcome=Outcome.NOT_NOW.value) | ~Q(own_words=""), name="teach_back_in_their_words"
            ),
            models.CheckConstraint(
                condition=(Q(outcome=Outcome.PARTLY.value) & ~Q(unclear="")) | (~Q(outcome=Outcome.PARTLY.value) & Q(unclear="")),
                name="teach_back_says_what_is_unclear",
            ),
            models.CheckConstraint(condition=pair("error"), name="teach_back_error_pair"),
            models.CheckConstraint(
                condition=Q(error_at__isnull=True, error_reason="")
                | Q(error_at__isnull=False, error_reason__in=WrongEntry.values()),
                name="teach_back_error_has_reason",
            ),
        ]
        indexes = [models.Index(fields=["patient", "-taught_at"], name="teach_back_of_patient")]

    def __str__(self) -> str:
        return f"teach-back {self.pk}"
