"""What other systems say about some of the demo's people, taken in as an import takes it."""

import random
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.apps import apps

from care.access import gate
from care.actor import Action, Actor, Category, Purpose, Role
from care.demo.staff import HARBOR_STREET
from care.demo.words.elsewhere import EVERYBODY, HOSPITAL, SNOMED, SOMEBODY, Told
from care.lib.dates import local_date
from patients.elsewhere.operations import take_records
from patients.elsewhere.rules import RecordKind, RecordStatement, SaidPart, SaidRecord, category_of_record
from patients.rules import Coding, ResourceKey

PEOPLE = 14
OPENS = time(8, 30)
_TYPES = {
    RecordKind.VISIT: "Encounter",
    RecordKind.OBSERVATION: "Observation",
    RecordKind.PROCEDURE: "Procedure",
    RecordKind.IMMUNIZATION: "Immunization",
    RecordKind.CARE_PLAN: "CarePlan",
}


def tell_elsewhere(*, at: datetime) -> int:
    """Tell it of the first people of the clinic; gives their number. Where there are records already, nothing is told again."""
    if apps.get_model("elsewhere", "Record").objects.exists():
        return 0
    clinic = apps.get_model("accounts", "Organisation").objects.get(name=HARBOR_STREET.name)
    email = next(one.email for one in HARBOR_STREET.colleagues if one.role is Role.COORDINATOR)
    staff = apps.get_model("accounts", "Staff").objects.get(organisation_id=clinic.pk, user__email=email)
    actor = Actor.staff(user_id=staff.user_id, staff_id=staff.pk, organisation_id=clinic.pk, roles=frozenset({Role.COORDINATOR}))
    people = apps.get_model("patients", "Patient").objects.filter(organisation_id=clinic.pk, deceased_on__isnull=True)
    numbers = list(people.order_by("pk").values_list("pk", flat=True)[:PEOPLE])
    for place, patient_id in enumerate(numbers):
        permit = gate.require(
            actor=actor,
            patient_id=patient_id,
            category=Category.DEMOGRAPHICS,
            action=Action.WRITE,
            purpose=Purpose.TREAT,
            at=at,
        )
        for source, statements in _statements(place, zone=clinic.zone, at=at).items():
            take_records(permit=permit, source=source, statements=statements, at=at)
    return len(numbers)


def _statements(place: int, *, zone: str, at: datetime) -> dict[str, list[RecordStatement]]:
    """What each source says about the person in this place of the list; the same each time."""
    dice = random.Random(f"elsewhere {place}")
    shift = dice.randrange(0, 40)
    found: dict[str, list[RecordStatement]] = {}
    for number, told in enumerate((*EVERYBODY, *SOMEBODY[place % len(SOMEBODY)])):
        source = "bay-county" if told.where == HOSPITAL else "riverside"
        day = local_date(at, zone) - timedelta(days=told.days + shift)
        moment = datetime.combine(day, OPENS, tzinfo=ZoneInfo(zone)) + timedelta(minutes=dice.randrange(0, 420, 5))
        statement = RecordStatement(ResourceKey(_TYPES[told.kind], f"demo-{place}-{number}"), _said(told, moment, dice))
        found.setdefault(source, []).append(statement)
    return found


def _said(told: Told, moment: datetime, dice: random.Random) -> SaidRecord:
    codings = [Coding(told.system, told.code)]
    codings += [Coding(SNOMED, told.reason[0])] if told.reason[0] else []
    return SaidRecord(
        kind=told.kind,
        display=told.display,
        system=told.system,
        code=told.code,
        category=category_of_record(codings),
        status=told.status,
        happened=moment.isoformat(),
        value=told.value,
        number=_number(told.number, told.spread, dice, whole=told.unit == "{score}"),
        unit=told.unit,
        reason=told.reason[1],
        place=told.where,
        who=told.who,
        parts=tuple(_parts(told, dice)),
    )


def _parts(told: Told, dice: random.Random) -> Iterator[SaidPart]:
    for label, code, number, spread, unit in told.parts:
        system = told.system if code else ""
        yield SaidPart(label, system=system, code=code, number=_number(number, spread, dice), unit=unit)


def _number(middle: float | None, spread: float, dice: random.Random, *, whole: bool = False) -> Decimal | None:
    if middle is None:
        return None
    places = 0 if whole or middle >= 20 or not spread else 1
    strayed = max(0.0, dice.gauss(middle, spread / 2)) if spread else middle
    return Decimal(f"{strayed:.{places}f}")
