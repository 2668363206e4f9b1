"""What is to be asked again: kept current by what is completed, put off by a colleague, and looked through each day."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, timedelta

from care.access import gate
from care.accounts.queries import organisation_zone
from care.actor import Action, Actor, Category, Permit, Purpose
from care.audit import operations as audit
from care.lib.dates import local_date
from care.teams.operations import NotEnrolled
from care.teams.queries import open_admissions, open_enrolment
from patients.assessments.models import Reassessment, Response
from patients.assessments.operations.parts import definition_in_use
from patients.assessments.operations.refusals import BadDay, ReasonMissing, UnknownInstrument
from patients.assessments.queries.due import last_days
from patients.assessments.rules import Outcome
from patients.assessments.rules.cadence import CADENCES, LONGEST_PUT_OFF, all_due, asked_with, next_due

JOB = "assessments.due"


def follow_completion(*, permit: Permit, row: Response, outcome: Outcome, at: datetime) -> None:
    """What completed answers mean for what is due: the instrument itself is due later, one that they ask for is due today.

    Within the change that completes them. Nothing where the person is no longer in care here.
    """
    enrolment = open_enrolment(permit=permit)
    if enrolment is None:
        return
    zone = organisation_zone(organisation_id=permit.organisation_id)
    admitted_on, last_on = (local_date(moment, zone) for moment in (enrolment.admitted_at, row.administered_at))
    for instrument in asked_with(row.instrument):
        if instrument in CADENCES:
            set_next(permit, instrument, admitted_on=admitted_on, last_on=last_on)
        else:
            days = outcome.review_days if instrument == row.instrument else 0
            _set_review(permit, instrument, last_on=last_on, days=days)
    today = local_date(at, zone)
    for wanted in outcome.asks_for:
        if wanted != row.instrument:
            due = _row(permit, wanted)
            due.due_on = min(due.due_on or today, today)
            _clear_put_off(due)
            due.save()


def set_next(permit: Permit, instrument: str, *, admitted_on: date, last_on: date) -> None:
    """When one instrument is due again after it was answered, within a change. Older answers that come late move nothing."""
    row = _row(permit, instrument)
    if row.last_on is not None and row.last_on > last_on:
        return
    day = next_due(CADENCES[instrument], admitted_on=admitted_on, last_on=last_on)
    if day is None:
        if row.pk is not None:
            row.delete()
        return
    row.due_on, row.last_on = day, last_on
    _clear_put_off(row)
    row.save()


def _set_review(permit: Permit, instrument: str, *, last_on: date, days: int) -> None:
    """One that no cadence asks for: due again where its answers say when (a level of care), else no longer."""
    row = _row(permit, instrument)
    if row.last_on is not None and row.last_on > last_on:
        return
    if days:
        row.due_on, row.last_on = last_on + timedelta(days=days), last_on
        _clear_put_off(row)
        row.save()
    elif row.pk is not None:
        row.delete()


def _row(permit: Permit, instrument: str) -> Reassessment:
    """The row of one instrument, locked; a new one, unsaved, where there is none."""
    mine = {"patient_id": permit.patient_id, "organisation_id": permit.organisation_id, "instrument": instrument}
    return Reassessment.objects.select_for_update(no_key=True).filter(**mine).first() or Reassessment(**mine)


def _clear_put_off(row: Reassessment) -> None:
    row.put_off_at = row.put_off_by_id = None
    row.put_off_reason = ""


def put_off(*, permit: Permit, instrument: str, until: date, reason: str, at: datetime) -> Reassessment:
    """Not now: ask again on a day, and why.

    Raises:
        UnknownInstrument: there is none that is asked again by itself.
        ReasonMissing.
        BadDay: the day is not ahead, or more than a year away.
        NotEnrolled: the person is not in care here.
    """
    definition = definition_in_use(instrument)
    permit.check(category=definition.category, action=Action.WRITE)
    user_id, organisation_id = permit.actor.colleague()
    if not reason.strip():
        raise ReasonMissing
    today = local_date(at, organisation_zone(organisation_id=organisation_id))
    if not today < until <= today + LONGEST_PUT_OFF:
        raise BadDay
    with audit.change(permit=permit, at=at, verb="assessment.put_off", detail={"instrument": instrument}):
        if open_enrolment(permit=permit) is None:
            raise NotEnrolled
        row = _row(permit, instrument)
        if row.pk is None and instrument not in CADENCES:
            raise UnknownInstrument(instrument)
        row.due_on = until
        row.put_off_at, row.put_off_by_id, row.put_off_reason = at, user_id, reason.strip()
        row.save()
    return row


def make_due(*, permit: Permit, at: datetime) -> int:
    """Somebody has come into care: what is asked at the beginning is due, and what they answered before counts. Gives how many
    instruments are new; safe to run twice.
    """
    permit.check(category=Category.SUD, action=Action.WRITE)
    with audit.change(permit=permit, at=at, verb="assessments.due_made") as event:
        enrolment = open_enrolment(permit=permit)
        zone = organisation_zone(organisation_id=permit.organisation_id)
        people = {permit.patient_id: local_date(enrolment.admitted_at, zone)} if enrolment else {}
        event.detail["instruments"] = _write_rows(people, organisation_id=permit.organisation_id, zone=zone)
    return int(event.detail["instruments"])


def keep_due(*, actor: Actor, at: datetime, batch: int = 200) -> int:
    """Make the rows of whoever is in care and has none, and take those away of whoever no longer is; gives how many people
    that concerned. For the job; safe to run twice at once.
    """
    assert actor.organisation_id is not None
    organisation_id = actor.organisation_id
    zone = organisation_zone(organisation_id=organisation_id)
    concerned = 0
    after = 0
    while admitted := open_admissions(organisation_id=organisation_id, after=after, limit=batch):
        after = max(patient_id for patient_id, _ in admitted)
        people = {patient_id: local_date(moment, zone) for patient_id, moment in admitted}
        have = Reassessment.objects.filter(organisation_id=organisation_id, patient_id__in=people).order_by()
        new = people.keys() - set(have.values_list("patient_id", flat=True))
        concerned += _make(actor, {patient_id: people[patient_id] for patient_id in new}, at=at)
    return concerned + _drop_of_others(actor, at=at)


def _make(actor: Actor, people: Mapping[int, date], *, at: datetime) -> int:
    permits = _permits(actor, people, at=at)
    if not permits:
        return 0
    organisation_id = next(iter(permits.values())).organisation_id
    with audit.change(actor=actor, at=at, verb="assessments.due_made", patient_ids=sorted(permits)):
        zone = organisation_zone(organisation_id=organisation_id)
        admitted = {patient_id: people[patient_id] for patient_id in sorted(permits)}
        _write_rows(admitted, organisation_id=organisation_id, zone=zone)
    return len(permits)


def _write_rows(admitted: Mapping[int, date], *, organisation_id: int, zone: str) -> int:
    """Rows for some people by the day of their admission and what they last answered; those that are there stay."""
    if not admitted:
        return 0
    last = last_days(patient_ids=admitted, organisation_id=organisation_id, zone=zone)
    have = Reassessment.objects.filter(organisation_id=organisation_id, patient_id__in=list(admitted)).order_by()
    there = set(have.values_list("patient_id", "instrument"))
    rows = [
        Reassessment(patient_id=patient_id, organisation_id=organisation_id, instrument=instrument, due_on=day, last_on=last_on)
        for patient_id, admitted_on in admitted.items()
        for instrument, day, last_on in all_due(admitted_on=admitted_on, last=last.get(patient_id, {}))
        if (patient_id, instrument) not in there
    ]
    Reassessment.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


def _drop_of_others(actor: Actor, *, at: datetime, batch: int = 200) -> int:
    """Take away what is due of whoever is no longer in care here."""
    assert actor.organisation_id is not None
    from_here = Reassessment.objects.filter(organisation_id=actor.organisation_id)
    there = set(from_here.order_by().values_list("patient_id", flat=True).distinct())
    dropped = 0
    if there:
        in_care: set[int] = set()
        after = 0
        while found := open_admissions(organisation_id=actor.organisation_id, after=after, limit=batch):
            after = max(patient_id for patient_id, _ in found)
            in_care |= {patient_id for patient_id, _ in found}
        gone = sorted(there - in_care)
        permits = _permits(actor, gone, at=at)
        if permits:
            with audit.change(actor=actor, at=at, verb="assessments.due_dropped", patient_ids=sorted(permits)):
                from_here.filter(patient_id__in=permits).delete()
            dropped = len(permits)
    return dropped


def _permits(actor: Actor, patient_ids: Iterable[int], *, at: datetime) -> dict[int, Permit]:
    return gate.require_all(
        actor=actor,
        patient_ids=list(patient_ids),
        category=Category.SUD,
        action=Action.WRITE,
        purpose=Purpose.CAREMGT,
        at=at,
    )


def forget_due(*, actor: Actor, patient_ids: Collection[int], at: datetime) -> int:
    """Remove what is due of people who are taken back as if they had never come; how many rows."""
    _, organisation_id = actor.colleague()
    numbers = sorted(patient_ids)
    with audit.change(actor=actor, at=at, verb="assessments.due_forgotten", patient_ids=numbers) as event:
        number, _ = Reassessment.objects.filter(patient_id__in=numbers, organisation_id=organisation_id).delete()
        event.detail["rows"] = number
    return number
