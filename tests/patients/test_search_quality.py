"""Whether the right person stands among the first five: 200 queries with typing errors, in a register of 3,000."""

from collections import Counter
from datetime import date, timedelta
from random import Random

import pytest
from django.db.models import Q

from care.actor import Role
from care.demo.bench.mistyped import Somebody, queries
from care.demo.words import names
from patients.models import Patient, SearchKey
from patients.queries import search
from patients.rules import Names, nicknames, search_keys
from tests.factories.accounts import LONG_AGO, staff_with

pytestmark = pytest.mark.django_db

PEOPLE = 3_000
FIRST = 5
WANTED = 0.95


@pytest.fixture
def register() -> list[Somebody]:
    """People of many names: those of the demo clinic, and every given name of the table of short forms."""
    staff, dice = staff_with(Role.COORDINATOR), Random(11)
    formal = [line.partition(":")[0].title() for line in nicknames._LINES.strip().splitlines()]
    given = [*names.SHE, *names.HE, *names.THEY, *formal]
    rows, keys, told = [], [], []
    for number in range(PEOPLE):
        family = " ".join(dice.sample(names.FAMILY, 2 if dice.random() < 0.15 else 1))
        former = f"{dice.choice(given)} {dice.choice(names.FAMILY)}" if dice.random() < 0.1 else ""
        phone = f"+1401{dice.randrange(2_000_000, 9_999_999)}" if dice.random() < 0.9 else ""
        one = Somebody(
            number, dice.choice(given), family, former, phone, date(1950, 1, 1) + timedelta(days=dice.randrange(20_000))
        )
        rows.append(
            Patient(
                organisation_id=staff.organisation_id,
                mrn=str(10_000_000 + number),
                legal_given=one.given,
                legal_family=one.family,
                former_names=[former] if former else [],
                birth_date=one.born,
                registered_at=LONG_AGO,
                registered_by_id=staff.user_id,
            )
        )
        told.append(one)
    Patient.objects.bulk_create(rows)
    for row, one in zip(rows, told, strict=True):
        known_as = Names(one.given, one.family, "", tuple(row.former_names))
        made = search_keys(names=known_as, birth_date=one.born, mrn=row.mrn, phones=[one.phone] if one.phone else [])
        keys += [SearchKey(patient=row, organisation_id=row.organisation_id, kind=kind.value, key=key) for kind, key in made]
    SearchKey.objects.bulk_create(keys, batch_size=5_000)
    return [Somebody(row.pk, one.given, one.family, one.former, one.phone, one.born) for row, one in zip(rows, told, strict=True)]


def test_the_right_person_stands_among_the_first_five(register: list[Somebody]) -> None:
    organisation_id = Patient.objects.values_list("organisation_id", flat=True).get(pk=register[0].number)
    asked = queries(register)
    missed = Counter[str]()
    for query in asked:
        found = search(condition=Q(), terms=query.typed, organisation_id=organisation_id)
        if query.meant not in [person.patient_id for person in found.people[:FIRST]]:
            missed[query.way] += 1
    assert len(asked) == 200
    assert 1 - sum(missed.values()) / len(asked) >= WANTED, f"not among the first five: {dict(missed)}"
