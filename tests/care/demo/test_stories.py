"""The stories by themselves: the same dice tell the same, and what they tell could be."""

import re
from collections import Counter, defaultdict
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from care.actor import Role
from care.demo.rows import (
    AllergyRow,
    Batch,
    ContactPointRow,
    EnrolmentRow,
    GoalRow,
    MemberRow,
    OrderRow,
    PatientRow,
    PlanRow,
    SearchKeyRow,
    SummaryRow,
    TaskRow,
)
from care.demo.staff import HARBOR_STREET
from care.demo.words.plans import STEPS, WISHES, WISHES_IN_SPANISH
from care.demo.words.work import WORK
from patients.rules import normalise_phone
from tests.care.demo.conftest import AT, clinic_in_memory, stories

CLINICAL = [role for role in Role if role not in {Role.PRIVACY_OFFICER, Role.AUDITOR, Role.ADMINISTRATOR}]
# day of November 2026 (22 is a Sunday), hour and minute of the clinic's local time
MOMENTS = [(23, 0, 3), (24, 4, 30), (22, 9, 0), (25, 12, 15), (26, 17, 45), (28, 21, 0), (27, 23, 57)]


def test_the_same_seed_and_moment_tell_the_same_clinic(batch: Batch) -> None:
    again = stories()
    assert again.rows == batch.rows


def test_another_seed_tells_another_clinic(batch: Batch) -> None:
    other = stories(seed=2)
    assert other.rows[PatientRow][20:] != batch.rows[PatientRow][20:]


def test_at_another_hour_of_the_day_the_people_are_the_same(batch: Batch) -> None:
    later = stories(AT + timedelta(hours=6))
    for kind in (PatientRow, ContactPointRow, AllergyRow, SearchKeyRow, EnrolmentRow, MemberRow, PlanRow, GoalRow, OrderRow):
        assert later.rows[kind] == batch.rows[kind]


def test_a_person_is_the_same_whoever_else_is_there(batch: Batch) -> None:
    assert stories(people=40).rows[PatientRow] == batch.rows[PatientRow][:40]


def test_there_are_150_people_with_plausible_lives(batch: Batch) -> None:
    people: list[PatientRow] = batch.rows[PatientRow]
    assert len(people) == 150
    assert len({person.mrn for person in people}) == 150
    assert sum(person.language == "es" for person in people) >= 8
    assert sum(bool(person.former_names) for person in people) >= 4
    assert sum(bool(person.chosen_name) for person in people) >= 10
    assert sum(bool(person.code_word) for person in people) >= 8
    assert 1 <= sum(person.deceased_on is not None for person in people) <= 2
    assert {person.allergies_state for person in people} == {"not_asked", "none_known", "listed"}
    assert any("No fixed address" in person.contact_note for person in people)
    ends = Counter(row.end_reason for row in batch.rows[EnrolmentRow])
    assert ends[""] > 120
    assert len(ends) >= 4
    assert {row.status for row in batch.rows[PlanRow]} == {"draft", "active", "completed", "revoked"}
    assert {row.status for row in batch.rows[OrderRow]} >= {"active", "stopped", "on-hold"}
    for reason in ("own_words", "measure"):
        assert all(getattr(row, reason) for row in batch.rows[GoalRow])
    areas = {row.medication_id for row in batch.rows[OrderRow]}
    assert len(areas) >= 8


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_names_of_people_do_not_repeat_often(seed: int) -> None:
    names = Counter((row.legal_given, row.legal_family) for row in stories(seed=seed).rows[PatientRow])
    assert max(names.values()) <= 2


def test_no_number_and_no_address_is_anybodys(batch: Batch) -> None:
    for point in batch.rows[ContactPointRow]:
        if point.kind == "phone":
            assert re.fullmatch(r"\+1\d{3}55501\d\d", point.value)
            assert normalise_phone(point.value) == point.value
        else:
            assert point.value.endswith(".example")
    assert all(person.email.endswith(".example") for person in HARBOR_STREET.colleagues)


def test_every_role_has_a_colleague() -> None:
    assert {person.role for person in HARBOR_STREET.colleagues} == set(Role)


def test_wishes_are_many_and_each_can_be_worked_towards() -> None:
    assert len({wish.words for wish in WISHES}) == len(WISHES) >= 60
    assert {wish.area for wish in (*WISHES, *WISHES_IN_SPANISH)} == STEPS.keys()
    roles = {role.value for role in Role} | {""}
    assert all(step.role in roles and (step.role or step.who) for steps in STEPS.values() for step in steps)
    assert set(WORK) <= roles


def test_wishes_fit_who_says_them(batch: Batch) -> None:
    people = {row.id: row for row in batch.rows[PatientRow]}
    plans = {row.id: row.patient_id for row in batch.rows[PlanRow]}
    wishes = {wish.words: wish for wish in (*WISHES, *WISHES_IN_SPANISH)}
    for goal in batch.rows[GoalRow]:
        age = (goal.stated_at.date() - people[plans[goal.plan_id]].birth_date).days / 365.25
        low, high = wishes[goal.own_words].ages
        assert low - 1 <= age <= high + 2


@pytest.mark.parametrize(("day", "hour", "minute"), MOMENTS)
def test_today_has_work_for_each_clinical_role_at_any_hour(day: int, hour: int, minute: int) -> None:
    at = datetime(2026, 11, day, hour, minute, tzinfo=UTC) + timedelta(hours=5)
    tasks: list[TaskRow] = stories(at).rows[TaskRow]
    clinic = clinic_in_memory(at)
    due: dict[int | None, Counter[str]] = defaultdict(Counter)
    for task in tasks:
        if task.state in ("open", "taken") and task.snoozed_until is None:
            due[task.owner_id]["late" if task.due_at < at else "today" if task.due_at < clinic.day_end else "later"] += 1
    for role in CLINICAL:
        mine = due[clinic.staff[role][0].staff_id]
        assert mine["late"] >= 1, role
        assert mine["today"] >= 3, role
        assert mine["later"] >= 2, role
    waiting = [task for task in tasks if task.priority != "routine" and task.state == "open" and task.owner_id is None]
    assert sorted(task.priority for task in waiting) == ["raised", "urgent", "urgent"]
    since = at - timedelta(hours=20)
    lately = {task.owner_id for task in tasks if task.taken_at is not None and task.taken_at > since}
    assert len(lately) >= 5
    assert any(task.done_at is not None and task.done_at > since for task in tasks)
    assert any(task.snoozed_until for task in tasks)
    assert any(task.state == "cancelled" for task in tasks)
    assert {task.kind for task in tasks} == {"task", "call", "visit", "plan", "medication", "paperwork"}


def test_nothing_has_happened_in_the_future(batch: Batch) -> None:
    forward = {"due_at", "snoozed_until", "escalates_at", "next_due_at"}
    for rows in batch.rows.values():
        for row in rows:
            for name, value in row._asdict().items():
                if isinstance(value, datetime) and name not in forward:
                    assert value <= AT, (row, name)


def test_methadone_begins_low_and_goes_slowly(batch: Batch) -> None:
    by_id = {row.id: row for row in batch.rows[OrderRow]}
    methadone = [row for row in by_id.values() if row.substance == "methadone" and row.signed_at]
    assert methadone
    for row in methadone:
        before = by_id.get(row.replaces_id or 0)
        if before is None:
            assert row.dose_amount <= 30  # clinical reference 1.4: first dose
        else:
            assert row.dose_amount - before.dose_amount <= 10  # 0.2: raised by 10 mg or less, 3 days or more after
            assert row.starts_on - before.starts_on >= timedelta(days=3)


def test_doses_are_those_that_are_made_or_drawn(batch: Batch) -> None:
    doses: dict[str, set[Decimal]] = defaultdict(set)
    for row in batch.rows[OrderRow]:
        doses[f"{row.substance} {row.route}"].add(row.dose_amount)
    assert doses["buprenorphine subcutaneous"] <= {Decimal(amount) for amount in ("24", "96", "100", "300")}
    assert doses["naltrexone intramuscular"] <= {Decimal(380)}
    assert doses["acamprosate oral"] <= {Decimal(666), Decimal(333)}
    assert doses["disulfiram oral"] <= {Decimal(500), Decimal(250)}
    assert max(doses["buprenorphine sublingual"]) <= 24


def test_a_person_whose_care_ended_has_nothing_open(batch: Batch) -> None:
    open_now = {row.patient_id for row in batch.rows[EnrolmentRow] if row.ended_at is None}
    for task in batch.rows[TaskRow]:
        if task.patient_id is not None and task.state in ("open", "taken"):
            assert task.patient_id in open_now
    for plan in batch.rows[PlanRow]:
        assert plan.status in ("completed", "revoked") or plan.patient_id in open_now
    for order in batch.rows[OrderRow]:
        assert order.status in ("stopped", "cancelled") or order.patient_id in open_now
    assert {row.patient_id for row in batch.rows[SummaryRow] if row.is_open} == open_now
