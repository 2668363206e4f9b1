"""Conferences, who takes part, whom they talk about, who heard it, and what was decided.

A conference and those who take part say nothing of any person. What was said of one stands in their item alone, and is read with
a permit for their record.
"""

from django.db import models
from django.db.models import Q

from care.actor import Requester
from care.audit.history import tracked
from care.lib.constraints import pair, pair_or_job
from care.lib.ids import uuid7
from treatment_plans.conferences.vocabulary import (
    MAY_COME,
    ConferenceStatus,
    ItemSource,
    ItemStatus,
    Meeting,
    Outcome,
    WithPerson,
)

OUTSIDERS = [(one.value, one.label) for one in Requester if one in MAY_COME]
_OUTSIDERS = [value for value, _ in OUTSIDERS]


@tracked()
class Conference(models.Model):
    """One meeting of a team about some of its people. `where` is a room, a link or a number to call."""

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField()
    meeting = models.CharField(max_length=12, choices=Meeting.choices(), default=Meeting.IN_PERSON.value)
    where = models.CharField(max_length=200, blank=True)
    status = models.CharField(max_length=12, choices=ConferenceStatus.choices(), default=ConferenceStatus.PLANNED.value)
    planned_at = models.DateTimeField()
    planned_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField(null=True, blank=True)
    begun_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    held_at = models.DateTimeField(null=True, blank=True)
    held_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    cancel_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="conference_titled"),
            models.CheckConstraint(condition=Q(minutes__gte=5, minutes__lte=480), name="conference_minutes"),
            models.CheckConstraint(condition=Q(meeting__in=Meeting.values()), name="conference_meeting_known"),
            models.CheckConstraint(condition=Q(status__in=ConferenceStatus.values()), name="conference_status_known"),
            models.CheckConstraint(condition=pair("begun"), name="conference_begun_pair"),
            models.CheckConstraint(condition=pair("held"), name="conference_held_pair"),
            models.CheckConstraint(condition=pair("cancelled"), name="conference_cancelled_pair"),
            models.CheckConstraint(
                condition=Q(status="planned", begun_at__isnull=True, held_at__isnull=True, cancelled_at__isnull=True)
                | Q(status="under_way", begun_at__isnull=False, held_at__isnull=True, cancelled_at__isnull=True)
                | Q(status="held", begun_at__isnull=False, held_at__isnull=False, cancelled_at__isnull=True)
                | (Q(status="cancelled", begun_at__isnull=True, cancelled_at__isnull=False) & ~Q(cancel_reason="")),
                name="conference_status_has_its_moments",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "-starts_at", "-id"], name="conference_of_organisation")]

    def __str__(self) -> str:
        return f"conference {self.pk}"


@tracked()
class Attendee(models.Model):
    """Somebody who takes part: a colleague, or somebody from outside with their organisation and what they are to the person."""

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    conference = models.ForeignKey(Conference, on_delete=models.PROTECT, related_name="attendees")
    staff = models.ForeignKey("accounts.Staff", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=120, blank=True)
    works_for = models.CharField(max_length=160, blank=True)
    recipient = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    requester = models.CharField(max_length=20, choices=OUTSIDERS, blank=True)
    is_here = models.BooleanField(default=False)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["conference", "staff"], condition=Q(staff__isnull=False), name="conference_attendee_once"
            ),
            models.CheckConstraint(
                condition=Q(staff__isnull=False, name="", works_for="", recipient__isnull=True, requester="")
                | (Q(staff__isnull=True) & ~Q(name="") & ~Q(requester="")),
                name="conference_attendee_colleague_or_outsider",
            ),
            models.CheckConstraint(condition=Q(requester__in=[*_OUTSIDERS, ""]), name="conference_attendee_requester_known"),
        ]

    def __str__(self) -> str:
        return f"conference attendee {self.pk}"


@tracked()
class Item(models.Model):
    """One person on an agenda. `source_uuid` is the plan or the task that brought them there."""

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    conference = models.ForeignKey(Conference, on_delete=models.PROTECT, related_name="items")
    patient = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    why = models.CharField(max_length=300)
    source = models.CharField(max_length=12, choices=ItemSource.choices())
    source_uuid = models.UUIDField(null=True, blank=True)
    with_person = models.CharField(max_length=12, choices=WithPerson.choices(), default=WithPerson.NOT_ASKED.value)
    status = models.CharField(max_length=12, choices=ItemStatus.choices(), default=ItemStatus.LISTED.value)
    revision = models.PositiveIntegerField(default=1)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    taken_up_at = models.DateTimeField(null=True, blank=True)
    taken_up_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    minutes = models.TextField(blank=True)
    discussed_at = models.DateTimeField(null=True, blank=True)
    discussed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ended_by_job = models.CharField(max_length=64, blank=True, default="", db_default="")
    end_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["conference", "patient"],
                condition=Q(status__in=["listed", "taken_up"]),
                name="conference_item_open_once",
            ),
            models.CheckConstraint(condition=~Q(why=""), name="conference_item_says_why"),
            models.CheckConstraint(condition=Q(source__in=ItemSource.values()), name="conference_item_source_known"),
            models.CheckConstraint(condition=Q(with_person__in=WithPerson.values()), name="conference_item_with_person_known"),
            models.CheckConstraint(condition=Q(status__in=ItemStatus.values()), name="conference_item_status_known"),
            models.CheckConstraint(condition=pair("taken_up"), name="conference_item_taken_up_pair"),
            models.CheckConstraint(condition=pair("discussed"), name="conference_item_discussed_pair"),
            models.CheckConstraint(condition=pair_or_job("ended"), name="conference_item_ended_pair"),
            models.CheckConstraint(
                condition=Q(status="listed", taken_up_at__isnull=True, ended_at__isnull=True)
                | Q(status="taken_up", taken_up_at__isnull=False, discussed_at__isnull=True, ended_at__isnull=True)
                | (Q(status="discussed", discussed_at__isnull=False, ended_at__isnull=True) & ~Q(minutes=""))
                | (Q(status__in=["put_off", "withdrawn"], discussed_at__isnull=True, ended_at__isnull=False) & ~Q(end_reason="")),
                name="conference_item_status_has_its_moments",
            ),
        ]
        indexes = [models.Index(fields=["patient", "-added_at"], name="conference_item_of_patient")]

    def __str__(self) -> str:
        return f"conference item {self.pk}"


@tracked()
class Hearing(models.Model):
    """Whether somebody who was there could hear of one person: `row` is the row of the decision table, `disclosure` the public
    number of the line in the accounting, where they are from outside and heard it."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="hearings")
    attendee = models.ForeignKey(Attendee, on_delete=models.PROTECT, related_name="+")
    hears = models.BooleanField()
    row = models.CharField(max_length=24, blank=True)
    disclosure = models.UUIDField(null=True, blank=True)
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "attendee"], name="conference_hearing_once"),
            models.CheckConstraint(condition=Q(hears=True) | Q(disclosure__isnull=True), name="conference_hearing_disclosed"),
        ]

    def __str__(self) -> str:
        return f"conference hearing {self.pk}"


@tracked()
class Decision(models.Model):
    """What was decided about one person. `task` and `line`: the public numbers of the task or the line of the plan."""

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="decisions")
    text = models.CharField(max_length=200)
    outcome = models.CharField(max_length=8, choices=Outcome.choices())
    staff = models.ForeignKey("accounts.Staff", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    who = models.CharField(max_length=120, blank=True)
    until = models.DateField(null=True, blank=True)
    task = models.UUIDField(null=True, blank=True)
    line = models.UUIDField(null=True, blank=True)
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="conference_decision_says_what"),
            models.CheckConstraint(
                condition=Q(outcome__in=Outcome.values())
                & (
                    Q(outcome="noted", task__isnull=True, line__isnull=True)
                    | Q(outcome="task", task__isnull=False, line__isnull=True)
                    | Q(outcome="plan", task__isnull=True, line__isnull=False)
                ),
                name="conference_decision_became",
            ),
        ]

    def __str__(self) -> str:
        return f"conference decision {self.pk}"
