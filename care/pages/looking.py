"""Going through a day of openings for what may be worth a look: joins the audit, colleagues and people in care."""

from datetime import date, datetime, timedelta

from care.access import gate
from care.accounts.queries import everybody_of, organisation_zone
from care.actor import Action, Actor, Category, Purpose
from care.audit.queries import ActRow, acts_between, openings_between, refusals_between
from care.lib.dates import day_bounds, local_date
from care.privacy.operations import keep_observations
from care.privacy.rules import Named, Names, Opening, Refusals, Seen, look
from care.privacy.rules.looking import NIGHT_BEGINS, NIGHT_ENDS
from care.privacy.vocabulary import Kind
from patients.known_as import known_as

JOB = "privacy.look"


def look_at_lately(*, organisation_id: int, at: datetime) -> int:
    """Go through yesterday, and through the day before for what needs a day to show: whether anything followed.

    Safe to run twice: what was seen before stays as it stands. Gives the number of new things to look at.
    """
    zone = organisation_zone(organisation_id=organisation_id)
    today = local_date(at, zone)
    yesterday = [one for one in look_at_day(today - timedelta(days=1), organisation_id, zone, at) if one.kind is not Kind.NO_ACT]
    before = [one for one in look_at_day(today - timedelta(days=2), organisation_id, zone, at) if one.kind is Kind.NO_ACT]
    actor = Actor.system(job=JOB, organisation_id=organisation_id)
    return keep_observations(actor=actor, organisation_id=organisation_id, seen=[*yesterday, *before], at=at)


def look_at_day(day: date, organisation_id: int, zone: str, at: datetime) -> list[Seen]:
    """What of one local day may be worth a look."""
    since, until = day_bounds(day, zone)
    following = day_bounds(day + timedelta(days=1), zone)[1]
    here = {"organisation_id": organisation_id}
    rows = openings_between(**here, since=since, until=until, zone=zone, night=(NIGHT_BEGINS, NIGHT_ENDS))
    acts = acts_between(**here, since=since, until=following)
    openings = [
        Opening(
            staff_id=row.staff_id,
            patient_id=row.patient_id,
            times=row.times,
            at_night=row.at_night,
            rows=row.rows,
            acted=ActRow(row.staff_id, row.patient_id) in acts,
        )
        for row in rows
    ]
    refusals = [Refusals(row.staff_id, row.times) for row in refusals_between(**here, since=since, until=until)]
    return look(day=day, openings=openings, refusals=refusals, names=_names(openings, organisation_id, at))


def _names(openings: list[Opening], organisation_id: int, at: datetime) -> Names:
    """By what colleagues and people are known; the gate says of whom the job may know it."""
    permits = gate.require_all(
        actor=Actor.system(job=JOB, organisation_id=organisation_id),
        patient_ids={one.patient_id for one in openings},
        category=Category.DEMOGRAPHICS,
        action=Action.READ,
        purpose=Purpose.HOPERAT,
        at=at,
    )
    staff = everybody_of(organisation_id=organisation_id, staff_ids={one.staff_id for one in openings})
    return Names(
        staff={one.staff_id: Named((one.name,), emails=frozenset({one.email.casefold()})) for one in staff},
        people={number: Named(one.names, one.family, one.emails) for number, one in known_as(permits=permits).items()},
    )
