"""The message before the day of an injection: asked for when one is given, and a colleague where it cannot be sent."""

from datetime import datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from care.actor import Permit, Role
from care.lib.dates import local_date
from care.reminders.operations import remind
from care.worklist.operations import open_task
from care.worklist.queries import is_asked_about
from treatment_plans.regimens.figures import figures_on
from treatment_plans.regimens.models import Dose, MedicationOrder
from treatment_plans.regimens.queries.injections import LOOK_BACK, injections_of
from treatment_plans.regimens.queries.reminding import may_be_reminded
from treatment_plans.regimens.rules.injections import PRODUCTS, window_of
from treatment_plans.regimens.vocabulary import Frequency

MESSAGE = "see-you"  # the wording says nothing of why
UNSENT = "injection_unsent"
BEFORE = timedelta(days=2)
SENT_AT = time(10, 0)


def remind_of_next(*, permit: Permit, order: MedicationOrder, given: Dose, at: datetime, zone: str) -> None:
    """Ask for a message two days before the next injection is due; inside the transaction that records the last one."""
    today = local_date(at, zone)
    so_far = injections_of(permit=permit, since=today - LOOK_BACK)[order.substance]
    figures = figures_on(today, organisation_id=permit.organisation_id)
    product = PRODUCTS[order.medication.code]
    window = window_of(
        product,
        Frequency(order.frequency),
        starts_on=order.starts_on,
        given=so_far,
        settings=figures,
        dose=order.dose_amount,
    )
    moment = datetime.combine(window.due - BEFORE, SENT_AT, tzinfo=ZoneInfo(zone))
    if moment <= at:
        return
    remind(
        kind=MESSAGE,
        patient_id=permit.patient_id,
        organisation_id=permit.organisation_id,
        key=f"{MESSAGE}:{given.uuid}",
        due_at=moment,
        at=at,
        about={"dose": str(given.uuid)},
    )


def ask_to_reach(*, permit: Permit, dose: UUID, at: datetime) -> bool:
    """The message could not reach the person: a nurse is asked to, once. Gives whether somebody is asked now."""
    if not may_be_reminded(permit=permit, dose=dose) or is_asked_about(permit=permit, subject=dose, kind=UNSENT):
        return False
    open_task(
        permit=permit,
        kind=UNSENT,
        title="Reach them before the next injection",
        why="The message two days before could not be sent.",
        owner_role=Role.NURSE,
        due_at=at + BEFORE,
        subject_kind="dose",
        subject=dose,
        at=at,
    )
    return True
