"""Two records became one, or two again: what follows from answers is written anew."""

from datetime import datetime

from care.accounts.queries import organisation_zone
from care.actor import Action, Category, Permit
from care.audit import operations as audit
from care.lib.dates import local_date
from care.teams.queries import open_enrolment
from patients.assessments.operations.due import set_next
from patients.assessments.operations.last_score import keep_last_score
from patients.assessments.queries.due import last_days


def sum_up_assessments(*, permit: Permit, at: datetime) -> None:
    """Write the caseload's last score and what is asked again anew, from the answers that the record has now."""
    permit.check(category=Category.SUD, action=Action.WRITE)
    with audit.change(permit=permit, at=at, verb="assessments.summed_up"):
        enrolment = open_enrolment(permit=permit)
        if enrolment is not None:
            zone = organisation_zone(organisation_id=permit.organisation_id)
            admitted_on = local_date(enrolment.admitted_at, zone)
            last = last_days(patient_ids=[permit.patient_id], organisation_id=permit.organisation_id, zone=zone)
            for instrument, day in sorted(last.get(permit.patient_id, {}).items()):
                set_next(permit, instrument, admitted_on=admitted_on, last_on=day)
        keep_last_score(patient_id=permit.patient_id, organisation_id=permit.organisation_id)
