"""What follows from answers: help with needs once, a diagnosis that somebody decides, a line on the timeline, the own copy."""

import json
from datetime import datetime, timedelta
from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from care.accounts.models import Staff
from care.actor import Action, Category, Permit, Role
from care.lib.timeline import page_of_entries
from care.pages.copies.own import own_sheets
from care.pages.copies.parts import Frame, Part
from care.pages.timeline import readable_arms
from care.worklist.models import Task
from patients.assessments import operations
from patients.assessments.catalogue import definition
from patients.assessments.models import Wording
from patients.assessments.operations import NothingToAdd
from patients.assessments.queries import offer_of, response_for
from patients.assessments.rules import Answers, Mode
from patients.assessments.tasks import due
from patients.models import Condition, Patient
from patients.queries import conditions_of
from tests.factories.accounts import staff_with
from tests.factories.patients import permit_for
from tests.patients.assessments.core.test_official import document

pytestmark = pytest.mark.django_db


def complete(permit: Permit, instrument: str, answers: Answers, at: datetime, subject: str = "") -> operations.Completed:
    row = operations.begin_response(permit=permit, instrument=instrument, mode=Mode.CLINICIAN, subject=subject, at=at)
    return operations.complete_response(permit=permit, response=row.uuid, answers=answers, at=at)


def test_help_with_needs_is_offered_once(permit: Permit, at: datetime) -> None:
    needs = {item.link_id: max(option.value for option in item.options) for item in definition("hrsn").items if item.options}
    first = complete(permit, "hrsn", needs, at)
    second = complete(permit, "hrsn", needs, at + timedelta(minutes=1))
    offers = Task.objects.filter(kind="social_needs")
    assert offers.count() == 1
    offer = offers.get()
    assert offer.uuid in first.tasks
    assert offer.uuid not in second.tasks
    assert (offer.owner_role, offer.priority) == (Role.NAVIGATOR, "routine")


def test_a_diagnosis_is_offered_and_put_on_the_list_by_a_colleague(permit: Permit, at: datetime) -> None:
    met = {str(number): Decimal(1 if number <= 6 else 0) for number in range(1, 12)}
    done = complete(permit, "dsm5_sud", met, at, subject="alcohol")
    told = response_for(permit=permit, uuid=done.response.uuid)
    offer = offer_of(permit=permit, told=told)
    assert offer is not None
    assert (offer.code, offer.is_listed, offer.is_remission) == ("F10.20", False, False)
    operations.add_diagnosis(permit=permit, response=done.response.uuid, at=at)
    (line,) = conditions_of(permit=permit)
    assert (line.code, line.category) == ("F10.20", Category.SUD)
    with pytest.raises(NothingToAdd):
        operations.add_diagnosis(permit=permit, response=done.response.uuid, at=at)
    none = complete(permit, "dsm5_sud", dict.fromkeys(met, Decimal(0)), at, subject="cannabis")
    with pytest.raises(NothingToAdd):
        operations.add_diagnosis(permit=permit, response=none.response.uuid, at=at)
    assert Condition.objects.count() == 1


def test_the_timeline_and_the_own_copy_tell_it(permit: Permit, alice: Staff, mari: Patient, at: datetime) -> None:
    answers: Answers = dict.fromkeys("12345678", Decimal(1)) | {"9": None}
    wrong = complete(permit, "auditc", {"1": Decimal(0)}, at)
    operations.mark_in_error(permit=permit, response=wrong.response.uuid, reason="another person's", at=at)
    complete(permit, "phq9", answers, at)
    complete(permit, "craving", {"now": Decimal(2)}, at)
    words = [entry.what for entry in page_of_entries(readable_arms(permit=permit, sort=None), permit=permit, limit=20).rows]
    assert {"PHQ-9 answered", "AUDIT-C recorded in error"} <= set(words)
    assert any(what.startswith("Craving") and "2" in what for what in words)

    sheet = next(one for one in own_sheets(Frame(permit, at, "America/New_York")) if one.part is Part.MEASURES)
    assert [one["instrument"] for one in sheet.data] == ["craving", "phq9"]
    said = sheet.data[1]["answers"]
    assert said[-1]["answer"] == "would rather not say"
    assert said[0]["answer"] == "Some days"

    mari.language = "es"
    mari.save()
    complete(permit, "gad7", dict.fromkeys("1234567", Decimal(1)), at)
    sheet = next(one for one in own_sheets(Frame(permit, at, "America/New_York")) if one.part is Part.MEASURES)
    rows = sheet.blocks[0].rows
    assert rows
    assert any("prefiere no decirlo" in row[2] for row in rows)
    assert any(row[3] == "GAD-7 7, leve" for row in rows), "what they came to, in the person's own language"

    reader = staff_with(Role.FRONT_DESK, organisation=alice.organisation)
    narrow = permit_for(reader, mari, at=at, category=Category.DEMOGRAPHICS, action=Action.READ)
    seen = page_of_entries(readable_arms(permit=narrow, sort=None), permit=narrow, limit=20).rows
    assert [entry for entry in seen if entry.kind == "assessment"] == []


def test_the_command_loads_a_questionnaire_or_says_why_not(alice: Staff, tmp_path: Path) -> None:
    keeper = staff_with(Role.ADMINISTRATOR, organisation=alice.organisation)
    path = tmp_path / "phq9.json"
    path.write_text(json.dumps(document()))
    said = StringIO()
    call_command("load_questionnaire", str(path), "--as", keeper.user.email, stdout=said)
    assert "phq9" in said.getvalue()
    assert Wording.objects.get().loaded_by == keeper.user
    for arguments, reason in (
        ([str(path), "--as", alice.user.email], "administrator"),
        ([str(path), "--as", keeper.user.email, "--instrument", "gad7"], "another instrument"),
        ([str(path), "--as", keeper.user.email, "--instrument", "tarot"], "There is no instrument"),
        ([str(tmp_path / "none.json"), "--as", keeper.user.email], "Nothing was loaded"),
    ):
        with pytest.raises(CommandError, match=reason):
            call_command("load_questionnaire", *arguments)


def test_the_job_goes_through_every_organization(mari: Patient) -> None:
    assert due() == 1
    assert due() == 0
