"""A teach-back is written down, read, taken off; the pages; the sheets on paper."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from care.accounts.models import Staff
from care.actor import Action, Permit
from care.audit.models import AuditEvent
from patients.models import Patient
from patients.operations import record_death
from patients.rules import Language
from tests.factories.accounts import sign_in
from tests.factories.patients import permit_for
from tests.factories.regimens import MedicationFactory, MedicationOrderFactory
from tests.factories.teaching import TeachBackFactory
from treatment_plans.regimens.queries import active_orders
from treatment_plans.regimens.teaching import operations, queries, rules
from treatment_plans.regimens.teaching.models import TeachBack
from treatment_plans.regimens.teaching.operations import Said
from treatment_plans.regimens.teaching.vocabulary import Handed, Interpreter, Occasion, Outcome, Reason, WrongEntry

pytestmark = pytest.mark.django_db


def said(
    outcome: Outcome = Outcome.CLEAR, *, sheet: str = "methadone", own_words: str = "Once a day.", unclear: str = ""
) -> Said:
    return Said(sheet, Occasion.START, outcome, Language.SPANISH, Interpreter.REMOTE, Handed.PAPER, own_words)


def due(permit: Permit) -> dict[str, Reason | None]:
    found = queries.standings_of(permit=permit, orders=active_orders(permit=permit))
    return {one.sheet.code: one.reason for one in found}


def text(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def test_what_was_talked_through_is_due_no_longer_until_it_changes(permit: Permit, mari: Patient, at: datetime) -> None:
    first = MedicationOrderFactory(patient=mari, active=True, ordered_at=at - timedelta(days=1))
    assert due(permit) == {"methadone": Reason.NEVER, "naloxone": Reason.NEVER}
    row = operations.record_teach_back(permit=permit, said=said(), at=at)
    operations.record_teach_back(permit=permit, said=said(Outcome.NOT_NOW, sheet="naloxone", own_words=""), at=at)
    assert due(permit) == {"methadone": None, "naloxone": Reason.NEVER}
    assert (row.sheet_version, row.language, row.interpreter, row.own_words) == (1, "es", "remote", "Once a day.")
    MedicationOrderFactory(patient=mari, stopped=True, ordered_at=at)
    first.delete()
    MedicationOrderFactory(
        patient=mari, active=True, ordered_at=at + timedelta(days=9), replaces=MedicationOrderFactory(patient=mari, stopped=True)
    )
    assert due(permit)["methadone"] is Reason.CHANGED
    events = AuditEvent.objects.filter(verb="teach_back.recorded").order_by("pk")
    assert next((one.detail["sheet"], one.detail["teach_back"]) for one in events) == ("methadone", row.pk)
    assert "Once a day" not in str([one.detail for one in events])


def test_what_is_refused(permit: Permit, priya: Staff, mari: Patient, at: datetime) -> None:
    with pytest.raises(queries.NotThere):
        operations.record_teach_back(permit=permit, said=said(sheet="nothing"), at=at)
    with pytest.raises(rules.NothingSaid):
        operations.record_teach_back(permit=permit, said=said(own_words=" "), at=at)
    with pytest.raises(rules.UnclearMissing):
        operations.record_teach_back(permit=permit, said=said(Outcome.PARTLY), at=at)
    with pytest.raises(PermissionError):
        operations.record_teach_back(permit=permit_for(priya, mari, at=at, action=Action.READ), said=said(), at=at)
    record_death(permit=permit, deceased_on=at.date(), at=at)
    with pytest.raises(operations.PersonDied):
        operations.record_teach_back(permit=permit, said=said(), at=at)
    assert TeachBack.objects.count() == 0


def test_one_that_is_taken_off_is_read_nowhere_and_settles_nothing(permit: Permit, mari: Patient, at: datetime) -> None:
    MedicationOrderFactory(patient=mari, active=True, ordered_at=at)
    row = operations.record_teach_back(permit=permit, said=said(), at=at)
    other = TeachBackFactory()
    for number in (other.uuid, uuid4()):
        with pytest.raises(queries.NotThere):
            operations.mark_teach_back_in_error(permit=permit, teach_back=number, reason=WrongEntry.TWICE, at=at)
    operations.mark_teach_back_in_error(permit=permit, teach_back=row.uuid, reason=WrongEntry.TWICE, at=at)
    assert (queries.teach_backs(permit=permit), due(permit)["methadone"]) == ([], Reason.NEVER)
    with pytest.raises(queries.NotThere):
        queries.get_teach_back(permit=permit, teach_back=row.uuid)
    with pytest.raises(queries.NotThere):
        operations.mark_teach_back_in_error(permit=permit, teach_back=row.uuid, reason=WrongEntry.TWICE, at=at)


def test_the_database_refuses_what_no_form_would_send() -> None:
    wrong: list[dict[str, Any]] = [
        {"sheet": ""},
        {"sheet_version": 0},
        {"occasion": "x"},
        {"language": "xx"},
        {"interpreter": "x"},
        {"handed": "x"},
        {"outcome": "x"},
        {"own_words": ""},
        {"outcome": "partly"},
        {"unclear": "When to call."},
        {"error_reason": "twice"},
    ]
    patient = TeachBackFactory().patient
    kept = []
    for values in wrong:
        try:
            with transaction.atomic():
                TeachBackFactory(patient=patient, **values)
        except IntegrityError:
            continue
        kept.append(values)
    assert kept == []


def test_a_counselor_teaches_and_writes_down_what_was_said(priya: Staff, mari: Patient, permit: Permit, at: datetime) -> None:
    MedicationOrderFactory(patient=mari, active=True)
    clonidine = MedicationFactory(code="clonidine", name="Clonidine", short_name="Clonidine", substance="clonidine", position=9)
    MedicationOrderFactory(patient=mari, active=True, medication=clonidine)
    desk, base = sign_in(Client(), priya), f"/people/{mari.uuid}/teaching/"
    page = text(desk.get(base))
    for words in (
        "takes now: 2",
        "2 still to talk through",
        "Never talked through",
        "No sheet of ours: Clonidine",
        "Other sheets: 9",
    ):
        assert words in page, words
    assert "Llame al 911" in text(desk.get(f"{base}methadone/?language=es"))
    assert "Call 911 at once" in text(desk.get(f"{base}methadone/?language=fr"))
    for language, size in (("en", "page"), ("es", "large")):
        answer = desk.get(f"{base}methadone/paper/?language={language}&print={size}")
        assert (answer.content[:5], answer["Cache-Control"].count("no-store")) == (b"%PDF-", 1)
    assert desk.get(f"{base}nothing/").status_code == 404
    to = f"{base}methadone/teach-back/"
    assert "Never talked through" in text(desk.get(to))
    given = {
        "outcome": "clear", "own_words": "", "unclear": "", "occasion": "start", "language": "en", "interpreter": "none",
        "handed": "paper",
    }  # fmt: skip
    again = desk.post(to, given)
    assert (again.status_code, "Write what they said, as they said it." in text(again)) == (422, True)
    again = desk.post(to, given | {"outcome": "partly", "own_words": "Once a day."})
    assert (again.status_code, "Write what was unclear" in text(again)) == (422, True)
    assert desk.post(to, given | {"own_words": "Once a day, no wine."}).status_code == 302
    page = text(desk.get(base))
    assert "1 still to talk through" in page
    assert "Once a day, no wine." in page
    row = TeachBack.objects.get()
    in_error = f"{base}teach-backs/{row.uuid}/entered-in-error/"
    assert "Once a day, no wine." in text(desk.get(in_error))
    assert desk.post(in_error, {}).status_code == 422
    assert desk.post(in_error, {"reason": "not_so"}).status_code == 302
    assert "Teach-backs: 0" in text(desk.get(base))
    record_death(permit=permit, deceased_on=at.date(), at=at)
    assert "Teach-back</a>" not in text(desk.get(base))


def test_fifty_teach_backs_take_as_many_queries_as_one(priya: Staff, mari: Patient) -> None:
    MedicationOrderFactory(patient=mari, active=True)
    desk, counted = sign_in(Client(), priya), []
    for count in (1, 50):
        TeachBackFactory.create_batch(count - TeachBack.objects.count(), patient=mari, taught_by=priya.user)
        desk.get(f"/people/{mari.uuid}/teaching/")
        with CaptureQueriesContext(connection) as told:
            assert desk.get(f"/people/{mari.uuid}/teaching/").status_code == 200
        counted.append(len(told))
    assert counted[0] == counted[1]
