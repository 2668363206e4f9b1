"""Rows as they are written, one class for each table: the columns that a story fills, in the order in which they are copied.

Columns that a table has besides get their model's default (`writer`). Numbers of rows are given here, before the writing, so
that rows can point to one another.
"""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, NamedTuple


class PatientRow(NamedTuple):
    id: int
    uuid: str
    organisation_id: int
    mrn: str
    legal_given: str
    legal_family: str
    chosen_name: str
    former_names: list[str]
    pronouns: str
    birth_date: date
    zone: str
    language: str
    allergies_state: str
    ask_for: str
    code_word: str
    contact_note: str
    deceased_on: date | None
    death_recorded_at: datetime | None
    death_recorded_by_id: int | None
    registered_at: datetime
    registered_by_id: int
    version: int


class ContactPointRow(NamedTuple):
    id: int
    patient_id: int
    kind: str
    value: str
    may_call: bool
    may_text: bool
    may_leave_message: bool
    is_shared: bool
    hours_from: time | None
    hours_to: time | None
    position: int


class AllergyRow(NamedTuple):
    id: int
    uuid: str
    patient_id: int
    substance: str
    reaction: str
    recorded_at: datetime
    recorded_by_id: int


class SearchKeyRow(NamedTuple):
    id: int
    patient_id: int
    organisation_id: int
    kind: str
    key: str


class DemographicsRow(NamedTuple):
    id: int
    patient_id: int
    gender: str
    sex: str
    birth_sex: str
    gender_identity: str
    race: list[str]
    race_detail: str
    ethnicity: str
    ethnicity_detail: str
    tribes: list[str]
    tribe_enrollment: str
    reads: str
    interpreter: str
    interpreter_note: str
    address_state: str
    recorded_at: datetime
    recorded_by_id: int


class AddressRow(NamedTuple):
    id: int
    uuid: str
    patient_id: int
    place: str
    line1: str
    line2: str
    city: str
    state: str
    postal_code: str
    directions: str
    mail: str
    position: int
    recorded_at: datetime
    recorded_by_id: int


class NumberRow(NamedTuple):
    id: int
    uuid: str
    organisation_id: int
    patient_id: int
    kind: str
    issuer: str
    value: str
    issuer_key: str
    value_key: str
    recorded_at: datetime
    recorded_by_id: int


class SupportRow(NamedTuple):
    id: int
    uuid: str
    patient_id: int
    name: str
    relation: str
    relation_words: str
    phone: str
    language: str
    may_be_called: bool
    may_leave_message: bool
    is_emergency_contact: bool
    knows: str
    note: str
    recorded_at: datetime
    recorded_by_id: int


class PreferenceRow(NamedTuple):
    id: int
    patient_id: int
    faith: str
    healing: str
    food: str
    family_role: str
    staff_gender: str
    stigma: str
    safety: str
    words: str
    declined: list[str]
    recorded_at: datetime
    recorded_by_id: int


class EnrolmentRow(NamedTuple):
    id: int
    uuid: str
    patient_id: int
    organisation_id: int
    admitted_at: datetime
    admitted_by_id: int
    ended_at: datetime | None
    ended_by_id: int | None
    end_reason: str


class MemberRow(NamedTuple):
    id: int
    uuid: str
    enrolment_id: int
    patient_id: int
    staff_id: int
    function: str
    is_lead: bool
    joined_at: datetime
    joined_by_id: int
    left_at: datetime | None
    left_by_id: int | None


class SummaryRow(NamedTuple):
    enrolment_id: int
    patient_id: int
    organisation_id: int
    is_open: bool
    next_due_at: datetime
    next_what: str
    open_tasks: int
    lead_staff_id: int | None
    medication: str
    plan_status: str
    plan_review_due_on: date | None


class PlanRow(NamedTuple):
    id: int
    uuid: str
    patient_id: int
    organisation_id: int
    version: int
    revision: int
    offered_revision: int | None
    status: str
    starts_on: date | None
    started_at: datetime
    started_by_id: int
    changed_at: datetime
    changed_by_id: int
    agreed_at: datetime | None
    agreed_by_id: int | None
    review_due_on: date | None
    ended_at: datetime | None
    ended_by_id: int | None
    end_reason: str


class SectionRow(NamedTuple):
    id: int
    uuid: str
    plan_id: int
    kind: str
    text: str
    revision: int
    changed_at: datetime
    changed_by_id: int


class GoalRow(NamedTuple):
    id: int
    uuid: str
    root: str
    plan_id: int
    position: int
    own_words: str
    measure: str
    target_on: date | None
    lifecycle: str
    achievement: str
    achievement_note: str
    achievement_at: datetime | None
    achievement_by_id: int | None
    revision: int
    stated_at: datetime
    stated_by_id: int
    changed_at: datetime
    changed_by_id: int
    ended_at: datetime | None
    ended_by_id: int | None
    end_note: str
    carried_from_id: int | None


class InterventionRow(NamedTuple):
    id: int
    uuid: str
    root: str
    goal_id: int
    position: int
    kind_id: int
    title: str
    staff_id: int | None
    who: str
    frequency: str
    starts_on: date | None
    until: date | None
    status: str
    revision: int
    added_at: datetime
    added_by_id: int
    changed_at: datetime
    changed_by_id: int
    ended_at: datetime | None
    ended_by_id: int | None
    end_note: str
    carried_from_id: int | None


class OrderRow(NamedTuple):
    id: int
    uuid: str
    patient_id: int
    organisation_id: int
    medication_id: int
    preparation_id: int | None
    substance: str
    dose_amount: Decimal
    dose_unit: str
    route: str
    frequency: str
    phase: str
    starts_on: date
    ends_on: date | None
    instructions: str
    status: str
    ordered_at: datetime
    ordered_by_id: int
    signed_at: datetime | None
    signed_by_id: int | None
    ended_at: datetime | None
    ended_by_id: int | None
    end_reason: str
    end_note: str
    replaces_id: int | None


class HoldRow(NamedTuple):
    id: int
    order_id: int
    reason: str
    held_at: datetime
    held_by_id: int
    lifted_at: datetime | None
    lifted_by_id: int | None


class TaskRow(NamedTuple):
    id: int
    uuid: str
    organisation_id: int
    patient_id: int | None
    kind: str
    title: str
    why: str
    category: str
    priority: str
    state: str
    owner_id: int | None
    owner_role: str
    due_at: datetime
    snoozed_until: datetime | None
    snooze_reason: str
    escalates_at: datetime | None
    escalates_to_role: str
    escalation_level: int
    created_at: datetime
    created_by_id: int | None
    created_by_job: str
    taken_at: datetime | None
    taken_by_id: int | None
    done_at: datetime | None
    done_by_id: int | None
    outcome: str
    cancelled_at: datetime | None
    cancelled_by_id: int | None
    cancel_reason: str


# In the order of writing: a table stands behind those to which its rows point.
TABLES: dict[type[Any], str] = {
    PatientRow: "patients.Patient",
    ContactPointRow: "patients.ContactPoint",
    AllergyRow: "patients.Allergy",
    SearchKeyRow: "patients.SearchKey",
    DemographicsRow: "patients.Demographics",
    AddressRow: "patients.PersonAddress",
    NumberRow: "patients.KnownNumber",
    SupportRow: "patients.SupportPerson",
    PreferenceRow: "patients.CarePreference",
    EnrolmentRow: "teams.Enrolment",
    MemberRow: "teams.CareTeamMember",
    SummaryRow: "teams.CaseloadSummary",
    PlanRow: "treatment_plans.Plan",
    SectionRow: "treatment_plans.Section",
    GoalRow: "treatment_plans.Goal",
    InterventionRow: "treatment_plans.Intervention",
    OrderRow: "regimens.MedicationOrder",
    HoldRow: "regimens.OrderHold",
    TaskRow: "worklist.Task",
}
# How many numbers a person takes at most; what is not used stays a gap.
MOST_PER_PERSON: dict[type[Any], int] = {
    PatientRow: 1,
    ContactPointRow: 3,
    AllergyRow: 3,
    SearchKeyRow: 48,
    DemographicsRow: 1,
    AddressRow: 3,
    NumberRow: 1,
    SupportRow: 2,
    PreferenceRow: 1,
    EnrolmentRow: 2,
    MemberRow: 14,
    PlanRow: 3,
    SectionRow: 6,
    GoalRow: 12,
    InterventionRow: 24,
    OrderRow: 12,
    HoldRow: 2,
    TaskRow: 16,
}


@dataclass(slots=True)
class Batch:
    """The rows of some people, by table, and the numbers that their rows take."""

    first: dict[type[Any], int]
    rows: dict[type[Any], list[Any]] = field(default_factory=lambda: {kind: [] for kind in TABLES})
    counters: dict[type[Any], Iterator[int]] = field(init=False)

    def __post_init__(self) -> None:
        self.counters = {kind: itertools.count(number) for kind, number in self.first.items()}

    def number(self, kind: type[Any]) -> int:
        """The number of the next row of a table."""
        return next(self.counters[kind])

    def add(self, row: Any) -> None:
        self.rows[type(row)].append(row)

    def __len__(self) -> int:
        return sum(len(rows) for rows in self.rows.values())
