"""Making clinics out of stories: the demo clinic, and a programme of any number of people for measuring."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.apps import apps
from django.contrib.auth.hashers import make_password
from django.db import connections, transaction

from care.accounts.operations import create_organisation
from care.actor import Actor, Role
from care.audit import operations as audit
from care.demo import staff as words
from care.demo.rows import Batch, PatientRow
from care.demo.story import Clinic, Colleague, Medicine, Story
from care.demo.tell import tell
from care.demo.words.contact import AREAS, CHICAGO_AREAS
from care.demo.work import tell_office_work
from care.demo.writer import analyze, take_numbers, write, write_without_triggers
from care.lib.dates import day_bounds, local_date
from patients.assessments.operations.last_score import keep_last_score

SEED = 1
DEMO_PEOPLE = 150
EASTSIDE_PEOPLE = 8
BATCH = 500  # people whose rows are in memory at once
MEASURING = "Measuring Programme"
# How many people one colleague of a role cares for in a programme made for measuring.
PEOPLE_EACH = {
    Role.COUNSELOR: 50,
    Role.COORDINATOR: 100,
    Role.NURSE: 150,
    Role.PRESCRIBER: 150,
    Role.PEER: 200,
    Role.FRONT_DESK: 1_000,
    Role.SUPERVISOR: 1_000,
    Role.NAVIGATOR: 500,
    Role.PHARMACIST: 1_000,
    Role.PSYCHIATRIC_CONSULTANT: 1_000,
    Role.HARM_REDUCTION_WORKER: 1_000,
    Role.CRISIS_CLINICIAN: 1_000,
}


class NotEmpty(RuntimeError):
    """The database has organizations already. `has_demo`: the demo clinic is one of them."""

    def __init__(self, *, has_demo: bool) -> None:
        super().__init__("the database has organizations already")
        self.has_demo = has_demo


@dataclass(frozen=True, slots=True)
class Made:
    """How much was made."""

    people: int
    rows: int


def load_demo(*, actor: Actor, people: int, seed: int, at: datetime) -> Made:
    """The demo clinic and its neighbor, in one transaction: all of it or nothing.

    Raises:
        NotEmpty: there is an organization already.
    """
    organisations = apps.get_model("accounts", "Organisation").objects
    if organisations.exists():
        raise NotEmpty(has_demo=organisations.filter(name=words.HARBOR_STREET.name).exists())
    with transaction.atomic():
        password = make_password(words.PASSWORD)
        made = [
            _open_clinic(actor, words.HARBOR_STREET, AREAS, password=password, people=people, seed=seed, at=at),
            _open_clinic(actor, words.EASTSIDE, CHICAGO_AREAS, password=password, people=EASTSIDE_PEOPLE, seed=seed, at=at),
        ]
        analyze()
    return Made(people=sum(part.people for part in made), rows=sum(part.rows for part in made))


def _open_clinic(
    actor: Actor, words_: words.Clinic, areas: Sequence[str], *, password: str, people: int, seed: int, at: datetime
) -> Made:
    organisation = create_organisation(
        actor=actor,
        at=at,
        name=words_.name,
        zone=words_.zone,
        is_part2=words_.is_part2,
        phone=words_.phone,
        state=words_.state,
    )
    here = replace(actor, organisation_id=organisation.pk)
    staff = employ(actor=here, colleagues=words_.colleagues, password=password, at=at)
    clinic = clinic_of(organisation.pk, code=words_.code, areas=areas, staff=staff, at=at)
    made = _people_written(clinic, actor=here, count=people, seed=seed)
    return Made(people, made)


def generate_people(
    *,
    actor: Actor,
    people: int,
    seed: int,
    at: datetime,
    report: Callable[[int, int], None],
    overlap: bool = True,
    triggers: bool = True,
) -> Made:
    """Add so many people, and colleagues who care for them, to the programme for measuring; it is founded where there is none.

    Rows stream to the database a batch at a time, each batch its own transaction with its own event: memory stays the same
    for any number. With `overlap` a batch is written while the next one is told; without `triggers` the history is made
    beside them, as the database's superuser. `report` hears people and rows so far.
    """
    organisations = apps.get_model("accounts", "Organisation").objects
    organisation = organisations.filter(name=MEASURING).first()
    if organisation is None:
        organisation = create_organisation(actor=actor, at=at, name=MEASURING, zone="America/New_York", is_part2=True)
    actor = replace(actor, organisation_id=organisation.pk)
    hired = apps.get_model("accounts", "Staff").objects.filter(organisation_id=organisation.pk).count()
    staff = employ(actor=actor, colleagues=_crowd(people, hired), password=make_password(None), at=at)
    clinic = clinic_of(organisation.pk, code="measuring", areas=AREAS, staff=staff, at=at)
    start = apps.get_model("patients", "Patient").objects.filter(organisation_id=organisation.pk).count()
    written = 0
    with ThreadPoolExecutor(max_workers=1) as writer:
        waiting: Future[int] | None = None
        for begin in range(start, start + people, BATCH):
            count = min(BATCH, start + people - begin)
            batch = told(clinic, first=begin, count=count, seed=seed)
            if waiting is not None:
                written += waiting.result()
                report(begin - start, written)
            if overlap:
                waiting = writer.submit(_write, clinic, batch, actor, triggers=triggers)
            else:
                written += _write(clinic, batch, actor, triggers=triggers)
                report(begin - start + count, written)
        if waiting is not None:
            written += waiting.result()
        writer.submit(connections.close_all).result()
    with transaction.atomic():
        analyze()
    report(people, written)
    return Made(people, written)


def _crowd(people: int, hired: int) -> Iterator[words.Colleague]:
    """Colleagues for so many people; those who are hired already keep their own."""
    for role, each in PEOPLE_EACH.items():
        for number in range(hired + 1, hired + people // each + 2):
            yield words.Colleague(f"{role.label} {number}", f"{role.value}.{number}@measuring.example", role.label, role)


# --- staff ------------------------------------------------------------------------------------------------------------------


def employ(
    *, actor: Actor, colleagues: Sequence[words.Colleague] | Iterator[words.Colleague], password: str, at: datetime
) -> dict[Role, list[Colleague]]:
    """Accounts with one role each, as `accounts.operations.create_account` leaves them, in a handful of statements."""
    who = list(colleagues)
    user_, staff_, role_ = (apps.get_model("accounts", name) for name in ("User", "Staff", "StaffRole"))
    email_ = apps.get_model("account", "EmailAddress")
    with audit.change(
        actor=actor,
        at=at,
        verb="demo.staff_made",
        detail={"organisation": actor.organisation_id, "accounts": len(who)},
    ):
        users = user_.objects.bulk_create(
            user_(email=one.email, name=one.name, pronouns=one.pronouns, password=password, created_at=at) for one in who
        )
        email_.objects.bulk_create(email_(user=user, email=user.email, verified=True, primary=True) for user in users)
        staff = staff_.objects.bulk_create(
            staff_(user=user, organisation_id=actor.organisation_id, title=one.title, started_at=at, started_by=user)
            for user, one in zip(users, who, strict=True)
        )
        role_.objects.bulk_create(
            role_(staff=member, role=one.role.value, reason="Demo clinic", granted_at=at, granted_by_id=member.user_id)
            for member, one in zip(staff, who, strict=True)
        )
    made: dict[Role, list[Colleague]] = {}
    for member, one in zip(staff, who, strict=True):
        made.setdefault(one.role, []).append(Colleague(member.pk, member.user_id, one.role))
    return made


def staff_of(organisation_id: int) -> dict[Role, list[Colleague]]:
    """The staff that an organization has, by role."""
    rows = (
        apps.get_model("accounts", "StaffRole")
        .objects.filter(staff__organisation_id=organisation_id, staff__ended_at__isnull=True, revoked_at__isnull=True)
        .order_by("staff_id")
        .values_list("staff_id", "staff__user_id", "role")
    )
    found: dict[Role, list[Colleague]] = {}
    for staff_id, user_id, role in rows:
        found.setdefault(Role(role), []).append(Colleague(staff_id, user_id, Role(role)))
    return found


# --- people -----------------------------------------------------------------------------------------------------------------


def clinic_of(
    organisation_id: int, *, code: str, areas: Sequence[str], staff: dict[Role, list[Colleague]], at: datetime
) -> Clinic:
    """What stories need to know of an organization."""
    zone, is_part2 = apps.get_model("accounts", "Organisation").objects.values_list("zone", "is_part2").get(pk=organisation_id)
    today = local_date(at, zone)
    medications = apps.get_model("regimens", "Medication").objects.values_list("code", "pk", "short_name", "substance", "unit")
    preparations = apps.get_model("regimens", "Preparation").objects.values_list("code", "pk")
    kinds = apps.get_model("treatment_plans", "InterventionKind").objects.values_list("code", "pk")
    return Clinic(
        organisation_id=organisation_id,
        zone=zone,
        at=at,
        today=today,
        day_end=day_bounds(today, zone)[1],
        is_part2=is_part2,
        code=code,
        areas=areas,
        staff=staff,
        kinds=dict(kinds),
        medications={row[0]: Medicine(*row[1:]) for row in medications},
        preparations=dict(preparations),
    )


def told(clinic: Clinic, *, first: int, count: int, seed: int) -> Batch:
    """The rows of so many people from a number on; with the first person of a clinic, its office work."""
    batch = Batch(take_numbers(count + 1))
    for number in range(first, first + count):
        tell(Story(clinic, batch, seed=seed, number=number))
    if first == 0:
        tell_office_work(Story(clinic, batch, seed=seed, number=-1))
    return batch


def _people_written(clinic: Clinic, *, actor: Actor, count: int, seed: int) -> int:
    """Tell and write so many people; the number of rows."""
    return sum(
        _write(clinic, told(clinic, first=begin, count=min(BATCH, count - begin), seed=seed), actor)
        for begin in range(0, count, BATCH)
    )


def _write(clinic: Clinic, batch: Batch, actor: Actor, *, triggers: bool = True) -> int:
    people: list[Any] = batch.rows[PatientRow]
    with audit.change(
        actor=actor,
        at=clinic.at,
        verb="demo.people_made",
        patient_ids=[person.id for person in people],
        detail={"people": len(people), "rows": len(batch)},
    ) as change:
        return write(batch) if triggers else write_without_triggers(batch, event=change.uuid)


def sum_up_measures(*, actor: Actor, patient_ids: Sequence[int], at: datetime) -> None:
    """Write the caseload's last score and risk of some people anew, from the answers that the demo has written in bulk."""
    assert actor.organisation_id is not None
    with audit.change(actor=actor, at=at, verb="demo.measures_told", patient_ids=list(patient_ids), detail={}):
        for patient_id in patient_ids:
            keep_last_score(patient_id=patient_id, organisation_id=actor.organisation_id)
