"""Changing teams: admit, end, join, leave, lead; and keeping the caseload's summary row."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from care.accounts.queries import works_at
from care.actor import Action, Actor, Category, Permit, Role
from care.audit import operations as audit
from care.outbox import operations as outbox
from care.teams.models import CareTeamMember, CaseloadSummary, Enrolment
from care.teams.rules import FAR_AWAY, EndReason

# How far local days are from those of UTC: a day has begun somewhere 14 hours early, and ends somewhere 12 hours late.
AHEAD_OF_UTC = timedelta(hours=14)
BEHIND_UTC = timedelta(hours=12)


class AlreadyEnrolled(ValueError):
    """The person is enrolled at this organisation already."""


class NotEnrolled(ValueError):
    """The person has no open enrolment at this organisation."""


class TreatmentCompleted(ValueError):
    """The treatment episode is completed already."""


class TreatmentNotCompleted(ValueError):
    """There is no completed treatment episode to take up again."""


class ImpossibleCompletion(ValueError):
    """The day lies ahead, or before the admission."""


class NotOurColleague(ValueError):
    """The colleague does not work at this organisation (any more)."""


class OpenedForAWhile(PermissionError):
    """Who opened the record for a time changes neither the team nor the enrolment: what lasts is for who cares for the person."""


class AlreadyOnTeam(ValueError):
    """The colleague is on this care team already."""


def admit_patient(*, actor: Actor, patient_id: int, at: datetime) -> Enrolment:
    """Enrol a person at the actor's organisation, with an empty summary row. Called by registration, before a permit can exist.

    Raises:
        AlreadyEnrolled: there is an open enrolment.
    """
    user_id, organisation_id = actor.colleague()
    with audit.change(actor=actor, at=at, verb="enrolment.admitted", patient_ids=[patient_id]) as change:
        if Enrolment.objects.filter(patient_id=patient_id, organisation_id=organisation_id, ended_at__isnull=True).exists():
            raise AlreadyEnrolled
        enrolment = Enrolment.objects.create(
            patient_id=patient_id, organisation_id=organisation_id, admitted_at=at, admitted_by_id=user_id
        )
        CaseloadSummary.objects.create(
            enrolment=enrolment, patient_id=patient_id, organisation_id=organisation_id, next_due_at=FAR_AWAY
        )
        change.detail["enrolment"] = enrolment.pk
        _publish("enrolment.begun", enrolment, at=at, key=at.isoformat(), about={})
    return enrolment


def take_back_admissions(*, actor: Actor, patient_ids: Collection[int], at: datetime) -> int:
    """Remove the enrolments of people who are taken back as if they had never come, with their teams; how many.

    `care.teams.queries.untouched_admissions` says of whom that may be done.

    Raises:
        ProtectedError: something hangs on an enrolment.
    """
    _, organisation_id = actor.colleague()
    numbers = sorted(patient_ids)
    with audit.change(actor=actor, at=at, verb="enrolment.taken_back", patient_ids=numbers) as change:
        enrolments = Enrolment.objects.filter(patient_id__in=numbers, organisation_id=organisation_id)
        CareTeamMember.objects.filter(enrolment__in=enrolments).delete()
        CaseloadSummary.objects.filter(enrolment__in=enrolments).delete()
        number, _ = enrolments.delete()
        change.detail["enrolments"] = number
    return number


def end_enrolment(*, permit: Permit, reason: EndReason, at: datetime) -> Enrolment:
    """End the open enrolment. The team stays on record; the person leaves the caseload.

    Raises:
        OpenedForAWhile: the permit rests on a session.
        NotEnrolled: no open enrolment.
    """
    _check_lasting(permit)
    with audit.change(permit=permit, at=at, verb="enrolment.ended", detail={"reason": str(reason)}):
        enrolment = _open_enrolment(permit)
        enrolment.ended_at = at
        enrolment.ended_by_id = permit.actor.user_id
        enrolment.end_reason = reason
        enrolment.save(update_fields=["ended_at", "ended_by", "end_reason"])
        CaseloadSummary.objects.filter(enrolment=enrolment).update(is_open=False)
        _publish("enrolment.ended", enrolment, at=at, key=at.isoformat(), about={"reason": reason.value})
    return enrolment


def complete_treatment(*, permit: Permit, on: date, at: datetime) -> Enrolment:
    """Say that the treatment episode was completed on a day. The enrolment stays open: care goes on as aftercare.

    Whoever listens to the event starts what follows from that day.

    Raises:
        OpenedForAWhile: the permit rests on a session.
        NotEnrolled: no open enrolment.
        TreatmentCompleted: it is completed already.
        ImpossibleCompletion: the day lies ahead everywhere on earth, or before the admission anywhere.
    """
    _check_lasting(permit)
    user_id, _ = permit.actor.colleague()
    with audit.change(permit=permit, at=at, verb="treatment.completed", detail={"on": on.isoformat()}) as change:
        enrolment = _open_enrolment(permit)
        if enrolment.treatment_completed_on is not None:
            raise TreatmentCompleted
        if not (enrolment.admitted_at - BEHIND_UTC).date() <= on <= (at + AHEAD_OF_UTC).date():
            raise ImpossibleCompletion
        enrolment.treatment_completed_on = on
        enrolment.treatment_completed_at, enrolment.treatment_completed_by_id = at, user_id
        enrolment.save(update_fields=["treatment_completed_on", "treatment_completed_at", "treatment_completed_by"])
        change.detail["enrolment"] = enrolment.pk
        _publish("treatment.completed", enrolment, at=at, key=at.isoformat(), about={"on": on.isoformat()})
    return enrolment


def reopen_treatment(*, permit: Permit, at: datetime) -> Enrolment:
    """Take back a completed treatment episode: it goes on. Whoever started something from its end stops it.

    Raises:
        OpenedForAWhile: the permit rests on a session.
        NotEnrolled: no open enrolment.
        TreatmentNotCompleted: it is not completed.
    """
    _check_lasting(permit)
    with audit.change(permit=permit, at=at, verb="treatment.reopened") as change:
        enrolment = _open_enrolment(permit)
        if enrolment.treatment_completed_on is None:
            raise TreatmentNotCompleted
        enrolment.treatment_completed_on = enrolment.treatment_completed_at = enrolment.treatment_completed_by = None
        enrolment.save(update_fields=["treatment_completed_on", "treatment_completed_at", "treatment_completed_by"])
        change.detail["enrolment"] = enrolment.pk
        _publish("treatment.reopened", enrolment, at=at, key=at.isoformat(), about={})
    return enrolment


def _publish(event: str, enrolment: Enrolment, *, at: datetime, key: str, about: dict[str, Any]) -> None:
    outbox.publish(
        event=event,
        key=f"{event}:{enrolment.uuid}:{key}",
        at=at,
        organisation_id=enrolment.organisation_id,
        patient_id=enrolment.patient_id,
        about={"enrolment": enrolment.pk} | about,
    )


def reopen_enrolment(*, permit: Permit, ended_at: datetime, at: datetime) -> Enrolment:
    """Take back an end that was a mistake: the enrolment that ended at that moment is open again, with its team and summary.

    Raises:
        NotEnrolled: no enrolment ended then.
        AlreadyEnrolled: the person has been admitted anew since.
    """
    permit.check(category=Category.SUD, action=Action.WRITE)
    with audit.change(permit=permit, at=at, verb="enrolment.reopened") as change:
        enrolments = Enrolment.objects.select_for_update(no_key=True).filter(
            patient_id=permit.patient_id, organisation_id=permit.organisation_id
        )
        enrolment = enrolments.filter(ended_at=ended_at).first()
        if enrolment is None:
            raise NotEnrolled
        if enrolments.filter(ended_at__isnull=True).exists():
            raise AlreadyEnrolled
        enrolment.ended_at = enrolment.ended_by = None
        enrolment.end_reason = ""
        enrolment.save(update_fields=["ended_at", "ended_by", "end_reason"])
        CaseloadSummary.objects.filter(enrolment=enrolment).update(is_open=True)
        change.detail["enrolment"] = enrolment.pk
        _publish("enrolment.begun", enrolment, at=at, key=at.isoformat(), about={})
    return enrolment


def add_team_member(*, permit: Permit, staff_id: int, function: Role, at: datetime, is_lead: bool = False) -> CareTeamMember:
    """Put a colleague on the care team; a new lead takes the place of the one before.

    Raises:
        OpenedForAWhile: the permit rests on a session.
        NotEnrolled: no open enrolment.
        NotOurColleague: the colleague works elsewhere, or no longer.
        AlreadyOnTeam: they are on the team.
    """
    _check_lasting(permit)
    user_id, _ = permit.actor.colleague()
    with audit.change(permit=permit, at=at, verb="care_team.joined", detail={"staff": staff_id, "function": function.value}):
        enrolment = _open_enrolment(permit)
        return _join(enrolment, staff_id=staff_id, function=function, is_lead=is_lead, user_id=user_id, at=at)


def found_team(*, actor: Actor, enrolment: Enrolment, staff_id: int, function: Role, at: datetime) -> CareTeamMember:
    """Put the first colleague on the team of a person just admitted by the actor, as lead.

    Raises:
        NotOurColleague, AlreadyOnTeam: as `add_team_member`.
        PermissionError: the enrolment is of another organisation, or has a team already.
    """
    user_id, organisation_id = actor.colleague()
    if enrolment.organisation_id != organisation_id or enrolment.members.exists():
        raise PermissionError("a team is founded once, by the programme that admits")
    detail = {"staff": staff_id, "function": function.value, "lead": True}
    with audit.change(actor=actor, at=at, verb="care_team.founded", patient_ids=[enrolment.patient_id], detail=detail):
        return _join(enrolment, staff_id=staff_id, function=function, is_lead=True, user_id=user_id, at=at)


def _join(enrolment: Enrolment, *, staff_id: int, function: Role, is_lead: bool, user_id: int, at: datetime) -> CareTeamMember:
    if not works_at(staff_id=staff_id, organisation_id=enrolment.organisation_id):
        raise NotOurColleague
    if CareTeamMember.objects.filter(enrolment=enrolment, staff_id=staff_id, left_at__isnull=True).exists():
        raise AlreadyOnTeam
    if is_lead:
        CareTeamMember.objects.filter(enrolment=enrolment, is_lead=True, left_at__isnull=True).update(is_lead=False)
        CaseloadSummary.objects.filter(enrolment=enrolment).update(lead_staff_id=staff_id)
    return CareTeamMember.objects.create(
        enrolment=enrolment,
        patient_id=enrolment.patient_id,
        staff_id=staff_id,
        function=function.value,
        is_lead=is_lead,
        joined_at=at,
        joined_by_id=user_id,
    )


def remove_team_member(*, permit: Permit, member: CareTeamMember, at: datetime) -> None:
    """Take a colleague off the care team; the row stays with the time of leaving.

    Raises:
        OpenedForAWhile: the permit rests on a session.
        PermitMismatch: the member is of another patient's team.
    """
    _check_lasting(permit, member.patient_id)
    with audit.change(permit=permit, at=at, verb="care_team.left", detail={"staff": member.staff_id}):
        if member.is_lead:
            CaseloadSummary.objects.filter(enrolment_id=member.enrolment_id).update(lead_staff=None)
        member.left_at = at
        member.left_by_id = permit.actor.user_id
        member.is_lead = False
        member.save(update_fields=["left_at", "left_by", "is_lead"])


def change_lead(*, permit: Permit, member: CareTeamMember, at: datetime) -> None:
    """Make a colleague of the team its lead, in the place of the one before.

    Raises:
        OpenedForAWhile: the permit rests on a session.
        PermitMismatch: the member is of another patient's team.
        NotEnrolled: no open enrolment, or the member is of an earlier one's team or has left.
    """
    _check_lasting(permit, member.patient_id)
    with audit.change(permit=permit, at=at, verb="care_team.lead_changed", detail={"staff": member.staff_id}):
        enrolment = _open_enrolment(permit)
        team = CareTeamMember.objects.filter(enrolment=enrolment, left_at__isnull=True)
        if not team.filter(pk=member.pk).exists():
            raise NotEnrolled
        team.filter(is_lead=True).update(is_lead=False)
        team.filter(pk=member.pk).update(is_lead=True)
        CaseloadSummary.objects.filter(enrolment=enrolment).update(lead_staff_id=member.staff_id)


def _check_lasting(permit: Permit, patient_id: int | None = None) -> None:
    permit.check(category=Category.SUD, action=Action.WRITE, patient_id=patient_id)
    if permit.session is not None:
        raise OpenedForAWhile


def _open_enrolment(permit: Permit) -> Enrolment:
    enrolment = (
        Enrolment.objects.select_for_update(no_key=True)
        .filter(patient_id=permit.patient_id, organisation_id=permit.organisation_id, ended_at__isnull=True)
        .first()
    )
    if enrolment is None:
        raise NotEnrolled
    return enrolment


class _Unchanged:
    """Marks a part of the summary that the caller leaves alone."""


UNCHANGED: Any = _Unchanged()


def lock_summary(*, patient_id: int, organisation_id: int) -> None:
    """Hold the person's caseload row, for a writer that reads what it sums up after this; within its transaction.

    The last lock of every operation: after the patient, tasks and the enrolment.
    """
    rows = CaseloadSummary.objects.filter(patient_id=patient_id, organisation_id=organisation_id, is_open=True)
    list(rows.select_for_update(no_key=True).values_list("pk"))


def update_summary(
    *,
    patient_id: int,
    organisation_id: int,
    next_due_at: datetime | None = UNCHANGED,
    next_what: str = UNCHANGED,
    open_tasks: int = UNCHANGED,
    medication: str = UNCHANGED,
    plan_status: str = UNCHANGED,
    plan_review_due_on: date | None = UNCHANGED,
    last_score: str = UNCHANGED,
    last_score_on: date | None = UNCHANGED,
    last_score_is_worse: bool = UNCHANGED,
    risk: str = UNCHANGED,
    risk_on: date | None = UNCHANGED,
    risk_source: str = UNCHANGED,
) -> None:
    """Write what changed into the person's caseload row, within the transaction of the change itself.

    A part of the writer's own change: it needs no event of its own and must be called inside its transaction.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("the summary is written in the transaction of the change that it sums up")
    given = {
        "next_due_at": next_due_at,
        "next_what": next_what,
        "open_tasks": open_tasks,
        "medication": medication,
        "plan_status": plan_status,
        "plan_review_due_on": plan_review_due_on,
        "last_score": last_score,
        "last_score_on": last_score_on,
        "last_score_is_worse": last_score_is_worse,
        "risk": risk,
        "risk_on": risk_on,
        "risk_source": risk_source,
    }
    values = {name: value for name, value in given.items() if value is not UNCHANGED}
    if "next_due_at" in values and values["next_due_at"] is None:
        values["next_due_at"] = FAR_AWAY
    CaseloadSummary.objects.filter(patient_id=patient_id, organisation_id=organisation_id, is_open=True).update(**values)
