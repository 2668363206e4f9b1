"""What other systems say about the demo's people: through the operation, once, in codes that are known."""

from datetime import datetime

import pytest

from care.actor import Category
from care.demo.elsewhere import PEOPLE, tell_elsewhere
from care.demo.words.elsewhere import EVERYBODY, SOMEBODY
from patients.elsewhere.models import Record
from patients.elsewhere.rules import category_of_record
from patients.rules import Coding

pytestmark = pytest.mark.django_db


def test_some_people_have_records_of_two_sources_and_are_told_once(loaded: None, at: datetime) -> None:
    assert tell_elsewhere(at=at) == PEOPLE
    records = Record.objects.all()
    assert len({record.patient_id for record in records}) == PEOPLE
    assert {record.source for record in records} == {"riverside", "bay-county"}
    assert {record.category for record in records} == {"general", "mental_health", "sud"}
    assert all(record.happened < at for record in records)
    assert tell_elsewhere(at=at) == 0


def test_only_an_overdose_is_told_of_substances() -> None:
    strict = [
        told.reason[1] or told.display
        for told in (*EVERYBODY, *(told for some in SOMEBODY for told in some))
        if category_of_record(
            [Coding(told.system, told.code), *([Coding(told.system, told.reason[0])] if told.reason[0] else [])]
        )
        is Category.SUD
    ]
    assert strict == ["Drug overdose"]
