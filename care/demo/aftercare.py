"""The demo's follow-ups: a few people whose treatment was completed lately, told through the same operations as in a clinic.

Day by day, from the first completion until now: check-ins open, are answered, missed, and looked after. What falls due later
is done by the worker, as for anybody.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.apps import apps

from care.access import gate
from care.accounts.operations import PartnerNameTaken, create_partner
from care.actor import Action, Actor, Category, Permit, Purpose, Role, Scope
from care.audit import operations as audit
from care.consent import operations as consents
from care.consent.rules import How, Kind, Terms
from care.consent.wording import wording
from care.demo.consents import ADULT, tell_consents
from care.demo.staff import EASTSIDE, HARBOR_STREET
from care.followups import operations as followups
from care.followups.rules.states import ASKED
from care.followups.vocabulary import Channel as Contacted
from care.followups.vocabulary import Result
from care.lib.dates import local_date
from care.outbox.operations import waking_nobody, withdraw
from care.reminders import operations as reminders
from care.reminders.rules import Channel, Given
from care.teams.operations import complete_treatment

TICKS = (time(0, 10), time(2, 30), time(10, 5), time(15, 10))  # when the platform looked at the check-ins, on each day
ANSWER_AT = time(13, 0)
PARTNER = "Eastside records"

WELL = {
    "feeling": "7", "craving": "2", "used": "no", "medication": "7", "withdrawal": "1", "sleep": "good", "safe": "yes",
    "need": ["nothing"], "naloxone": "yes", "note": "Back at the bakery, early shift. Walks with my neighbor most evenings.",
}  # fmt: skip
SO_SO = WELL | {"feeling": "5", "craving": "5", "sleep": "fair", "note": "Nights are long. The group on Tuesdays helps."}
HEAVY = WELL | {
    "feeling": "3",
    "craving": "8",
    "sleep": "bad",
    "need": ["call"],
    "note": "Saw old friends. I want to talk to Luis.",
}


@dataclass(frozen=True, slots=True)
class Story:
    """How long ago treatment was completed, and how each check-in went that has opened since, oldest first.

    An answer, or 'reached' (missed, then reached by phone), or 'sought' (missed, and not reached yet).
    """

    days_ago: int
    went: tuple[dict[str, Any] | str, ...] = ()
    shares: bool = False


STORIES = (
    Story(0),
    Story(1),
    Story(3, (WELL, HEAVY)),
    Story(4, ("sought",)),
    Story(6, (SO_SO, "reached")),
    Story(12, (WELL, "sought"), shares=True),
    Story(28, (WELL, SO_SO, WELL, WELL, WELL), shares=True),
)


class _Person:
    """One of the stories, while it is told."""

    def __init__(self, story: Story, *, row: dict[str, Any], at: datetime) -> None:
        self.story = story
        self.patient_id: int = row["patient_id"]
        self.zone: str = row["patient__zone"]
        self.day_zero: date = local_date(at, self.zone) - timedelta(days=story.days_ago)
        self.begins_at = min(_local(self.day_zero, time(11, 30), self.zone), at - timedelta(minutes=1))
        self.actor = Actor.staff(
            user_id=row["lead_staff__user_id"],
            staff_id=row["lead_staff_id"],
            organisation_id=row["organisation_id"],
            roles=frozenset(Role(role) for role in row["roles"]),
        )
        self.gone = 0  # how many of the story's check-ins are told

    def permit(self, at: datetime) -> Permit:
        return gate.require(
            actor=self.actor,
            patient_id=self.patient_id,
            category=Category.SUD,
            action=Action.WRITE,
            purpose=Purpose.TREAT,
            at=at,
        )

    def completes(self, at: datetime) -> None:
        """Treatment is completed, the person says how they may be written to, and aftercare begins."""
        permit = self.permit(at)
        phone = apps.get_model("patients", "ContactPoint").objects.filter(
            patient_id=self.patient_id, kind="phone", may_text=True, is_shared=False
        )
        for point in phone.order_by("position")[:1]:
            reminders.allow_channel(permit=permit, channel=Channel.SMS, address=point.value, how=Given.IN_PERSON, at=at)
        complete_treatment(permit=permit, on=self.day_zero, at=at)
        followups.start_protocol(permit=permit, protocol="aftercare", day_zero=self.day_zero, at=at)

    def goes_on(self, at: datetime) -> None:
        """What the story says of the check-ins that are open or were missed."""
        check_ins = apps.get_model("followups", "CheckIn").objects.filter(run__patient_id=self.patient_id).order_by("opens_at")
        for check_in, went in zip(check_ins, self.story.went, strict=False):
            if check_in.state in ASKED and isinstance(went, dict):
                followups.answer_by_phone(permit=self.permit(at), check_in=check_in.uuid, answers=went, at=at)
            elif check_in.state == "in_outreach" and went == "reached":
                followups.log_attempt(
                    permit=self.permit(at),
                    check_in=check_in.uuid,
                    channel=Contacted.CALL,
                    result=Result.REACHED,
                    note="Phone was out of credit. Comes by on Thursday.",
                    at=at,
                )

    def shares(self, *, recipient_id: int, at: datetime) -> None:
        """The person lets their family doctor read along, for a year."""
        terms = Terms(
            kind=Kind.SPECIFIC,
            categories=frozenset({Category.DEMOGRAPHICS, Category.GENERAL, Category.SUD}),
            purposes=frozenset({Purpose.TREAT}),
            what="My plan, my medication and my allergies",
            expires_at=at + timedelta(days=365),
        )
        consents.give_consent(
            permit=self.permit(at),
            recipient_id=recipient_id,
            terms=terms,
            wording=wording(language="en"),
            how=How.PAPER,
            signature="Signed on paper",
            signers=ADULT,
            signed_at=at,
            at=at,
        )


def tell_aftercare(*, at: datetime) -> int:
    """Tell every story until now; gives the number of people. Where there are check-ins already, nothing is told again."""
    if apps.get_model("followups", "ProtocolRun").objects.exists():
        return 0
    organisations = apps.get_model("accounts", "Organisation").objects
    clinic, neighbor = organisations.get(name=HARBOR_STREET.name), organisations.get(name=EASTSIDE.name)
    with suppress(PartnerNameTaken):
        create_partner(
            actor=Actor.system(job="demo.load", organisation_id=neighbor.pk),
            at=at,
            organisation_id=neighbor.pk,
            name=PARTNER,
            scopes=list(Scope),
            purposes=[Purpose.TREAT],
            contact_email="records@eastside.example",
        )
    people = [_Person(story, row=row, at=at) for story, row in zip(STORIES, _who(clinic.pk, at=at), strict=False)]
    with waking_nobody():  # a worker that looked in between would text people about days long past
        _live_through(people, recipient_id=neighbor.pk, zone=clinic.zone, at=at)
        tell_consents(permits=[person.permit for person in people], at=at)
        _withdraw_past_messages(actor=Actor.system(job="demo.load", organisation_id=clinic.pk), at=at)
    return len(people)


def _live_through(people: list[_Person], *, recipient_id: int, zone: str, at: datetime) -> None:
    platform = Actor.system(job="followups.advance")
    for moment, what in _moments(people, zone=zone, at=at):
        if isinstance(what, _Person):
            what.completes(moment)
            if what.story.shares:
                what.shares(recipient_id=recipient_id, at=moment)
        elif what == "answers":
            for person in people:
                if person.begins_at <= moment:
                    person.goes_on(moment)
        else:
            followups.advance_check_ins(actor=platform, at=moment)


def _withdraw_past_messages(*, actor: Actor, at: datetime) -> None:
    """Messages about check-ins whose window has closed would have left long ago: they are not sent now."""
    open_ones = apps.get_model("followups", "CheckIn").objects.filter(state__in=ASKED).values_list("pk", flat=True)
    waiting = apps.get_model("outbox", "Delivery").objects.filter(kind="reminder", state="waiting")
    past = [key for key, about in waiting.values_list("key", "about") if about.get("check_in") not in set(open_ones)]
    with audit.change(actor=actor, at=at, verb="demo.past_messages_withdrawn", detail={"messages": len(past)}):
        withdraw(keys=past, reason="CLOSED", at=at)


def _moments(people: list[_Person], *, zone: str, at: datetime) -> list[tuple[datetime, Any]]:
    """What happened when, until now, in order: completions, answers, and the platform looking at the check-ins."""
    found: list[tuple[datetime, Any]] = []
    for person in people:
        found.append((person.begins_at, person))
    days = max(person.story.days_ago for person in people)
    for day in (local_date(at, zone) - timedelta(days=ago) for ago in range(days, -1, -1)):
        found += [(_local(day, tick, zone), "platform") for tick in TICKS]
        found.append((_local(day, ANSWER_AT, zone), "answers"))
    return sorted(((moment, what) for moment, what in found if moment <= at), key=lambda pair: pair[0])


def _local(day: date, clock: time, zone: str) -> datetime:
    return datetime.combine(day, clock, tzinfo=ZoneInfo(zone))


def _who(organisation_id: int, *, at: datetime) -> Iterator[dict[str, Any]]:
    """People long enough in care, with a plan in force, a lead who coordinates or counsels, and a phone for texts."""
    summaries = apps.get_model("teams", "CaseloadSummary").objects
    points = apps.get_model("patients", "ContactPoint").objects.filter(kind="phone", may_text=True, is_shared=False)
    rows = (
        summaries.filter(organisation_id=organisation_id, is_open=True, plan_status="active", lead_staff__isnull=False)
        .filter(enrolment__admitted_at__lt=at - timedelta(days=120), patient_id__in=points.values("patient_id"))
        .order_by("patient_id")
        .values("patient_id", "patient__zone", "organisation_id", "lead_staff_id", "lead_staff__user_id")
    )
    held: dict[int, set[str]] = {}
    roles = apps.get_model("accounts", "StaffRole").objects.filter(revoked_at__isnull=True)
    for staff_id, role in roles.values_list("staff_id", "role"):
        held.setdefault(staff_id, set()).add(role)
    for row in rows:
        lead_roles = held.get(row["lead_staff_id"], set())
        if lead_roles & {"coordinator", "counselor"}:
            yield {**row, "roles": lead_roles}
