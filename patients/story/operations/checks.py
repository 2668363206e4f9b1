"""What is found on one day: withdrawal, pregnancy, social needs. Each is a row of its own; nothing is overwritten."""

from collections.abc import Sequence
from dataclasses import fields
from datetime import date, datetime, timedelta
from typing import Any

from care.actor import Permit
from care.lib.dates import local_date
from care.outbox import operations as outbox
from care.worklist.operations import cancel_tasks_about
from care.worklist.queries import climbed_role
from patients.models import Patient
from patients.story.models import NeedsCheck, PregnancyRecord, SocialNeed, StoryPart, WithdrawalCheck
from patients.story.operations.lines import ask, change_of
from patients.story.rules import (
    PART_CATEGORIES,
    ImpossibleDay,
    Need,
    Part,
    Pregnancy,
    PregnancyAnswer,
    Risk,
    Told,
    Withdrawal,
    check_days,
    read_withdrawal,
    wants_help,
    z_code,
)
from patients.story.rules.follow_up import after_needs, after_withdrawal

LONGEST_PREGNANCY = timedelta(weeks=43)
POSTPARTUM = timedelta(days=366)
_LEVELS = list(Risk)


def record_withdrawal(*, permit: Permit, said: Withdrawal, at: datetime) -> WithdrawalCheck:
    """Keep a check for withdrawal with its level, and open a task at once where it is dangerous.

    A newer check of the same level or a higher one takes the place of an earlier task that nobody has taken, where it stood;
    a lower one leaves it: an escalation stays until a named person takes it.

    Raises:
        ImpossibleDay: what the form can mend.
    """
    user_id, _ = permit.actor.colleague()
    with change_of(permit, PART_CATEGORIES[Part.WITHDRAWAL], at=at, verb="story.withdrawal_checked", part=Part.WITHDRAWAL) as (
        patient,
        change,
    ):
        check_days(said, born=patient.birth_date, today=local_date(at, patient.zone))
        reading = read_withdrawal(said)
        values = {column.name: getattr(said, column.name) for column in fields(said)}
        values |= {name: value or "" for name, value in values.items() if value is None}
        values["signs"] = sorted(sign.value for sign in said.signs)
        earlier = list(WithdrawalCheck.objects.filter(patient=patient).values_list("uuid", "risk"))
        row = WithdrawalCheck.objects.create(
            patient=patient,
            risk=reading.risk.value,
            reasons=[reason[:120] for reason in reading.reasons],
            recorded_at=at,
            recorded_by_id=user_id,
            **values,
        )
        change.detail |= {"risk": reading.risk.value, "check": row.pk}
        asked = after_withdrawal(reading)
        if asked is not None:
            replaced = [uuid for uuid, risk in earlier if _LEVELS.index(Risk(risk)) <= _LEVELS.index(reading.risk)]
            climbed = climbed_role(permit=permit, subjects=replaced, kinds=[asked.kind]) if replaced else None
            cancel_tasks_about(
                permit=permit, subjects=replaced, kinds=[asked.kind], untaken=True, reason="A newer check asks for it", at=at
            )
            ask(permit, asked, row.uuid, at=at, **({"climbed_to": climbed} if climbed else {}))
        _no_longer_unanswered(patient, Part.WITHDRAWAL)
    return row


def record_pregnancy(*, permit: Permit, said: Pregnancy, at: datetime) -> PregnancyRecord:
    """Keep what is known of pregnancy today, and tell the rooms above by the event `pregnancy.recorded`.

    The same answer again is kept as well: that it still holds is worth knowing, and it is no second event.

    Raises:
        ImpossibleDay: a due date that no pregnancy of today can have, or a birth that is not in the last year.
    """
    user_id, organisation_id = permit.actor.colleague()
    with change_of(permit, PART_CATEGORIES[Part.PREGNANCY], at=at, verb="story.pregnancy_recorded", part=Part.PREGNANCY) as (
        patient,
        change,
    ):
        _check_pregnancy(said, today=local_date(at, patient.zone))
        before = PregnancyRecord.objects.filter(patient=patient).order_by("-recorded_at", "-pk").first()
        values: dict[str, Any] = {column.name: getattr(said, column.name) for column in fields(said)}
        values |= {name: values[name] or "" for name in ("has_care", "is_nursing")}
        row = PregnancyRecord.objects.create(patient=patient, recorded_at=at, recorded_by_id=user_id, **values)
        change.detail["record"] = row.pk
        if before is None or (before.answer, before.due_on) != (row.answer, row.due_on):
            outbox.publish(
                event="pregnancy.recorded",
                key=f"pregnancy.recorded:{row.uuid}",
                at=at,
                organisation_id=organisation_id,
                patient_id=patient.pk,
                about={"record": str(row.uuid)},
            )
        _no_longer_unanswered(patient, Part.PREGNANCY)
    return row


def _check_pregnancy(said: Pregnancy, *, today: date) -> None:
    if said.due_on is not None and not today - timedelta(weeks=3) <= said.due_on <= today + LONGEST_PREGNANCY:
        raise ImpossibleDay("due_on")
    if said.gave_birth_on is not None and not today - POSTPARTUM <= said.gave_birth_on <= today:
        raise ImpossibleDay("gave_birth_on")
    if said.due_on is not None and said.answer is not PregnancyAnswer.PREGNANT:
        raise ImpossibleDay("due_on")
    if said.gave_birth_on is not None and said.answer is not PregnancyAnswer.POSTPARTUM:
        raise ImpossibleDay("gave_birth_on")


def record_needs(*, permit: Permit, needs: Sequence[Need], in_danger: Told | None = None, at: datetime) -> NeedsCheck:
    """Keep the answers about social needs, with their codes. Where help is wanted a task asks to offer it; danger asks at once.

    Raises:
        ValueError: a domain comes twice.
    """
    if len({need.domain for need in needs}) != len(needs):
        raise ValueError("each domain is answered once")
    user_id, _ = permit.actor.colleague()
    with change_of(permit, PART_CATEGORIES[Part.NEEDS], at=at, verb="story.needs_recorded", part=Part.NEEDS) as (patient, change):
        row = NeedsCheck.objects.create(patient=patient, in_danger=in_danger or "", recorded_at=at, recorded_by_id=user_id)
        SocialNeed.objects.bulk_create(
            SocialNeed(
                check_made=row,
                domain=need.domain.value,
                told=need.told.value,
                wants_help=need.wants_help.value if need.wants_help else "",
                z_code=z_code(need),
                note=" ".join(need.note.split()),
            )
            for need in needs
        )
        change.detail["check"] = row.pk
        for asked in after_needs(wants_help(needs), in_danger=in_danger is Told.YES):
            ask(permit, asked, row.uuid, at=at)
        _no_longer_unanswered(patient, Part.NEEDS)
    return row


def _no_longer_unanswered(patient: Patient, part: Part) -> None:
    StoryPart.objects.filter(patient=patient, part=part.value).delete()
