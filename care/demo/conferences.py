"""The demo's case conferences: one held last week, and one tomorrow with a guest who hears of whom consents name."""

from datetime import datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.apps import apps

from care.access import gate
from care.actor import Action, Actor, Category, Permit, Purpose, Requester, Role
from care.demo.staff import HARBOR_STREET
from care.demo.words.conferences import NOT_REACHED, PROPOSED, TALKED
from care.lib.dates import local_date
from treatment_plans.conferences import operations, queries
from treatment_plans.conferences.operations import Heard, Meet, Outsider
from treatment_plans.conferences.rules import Decided
from treatment_plans.conferences.vocabulary import ItemSource, Meeting, Outcome, WithPerson
from treatment_plans.queries import plans_in_hand

TITLE = "Weekly case conference"
GUEST = Outsider("Dr. Imani Cole", "Harbor Family Practice", Requester.PROVIDER)
COLLEAGUES = (Role.COUNSELOR, Role.PRESCRIBER, Role.PEER)


def tell_conferences(*, at: datetime) -> int:
    """Tell them; gives their number. Where there are conferences already, nothing is told again."""
    if apps.get_model("conferences", "Conference").objects.exists():
        return 0
    clinic = apps.get_model("accounts", "Organisation").objects.get(name=HARBOR_STREET.name)
    amara, priya = _actor(Role.COORDINATOR, clinic.pk), _actor(Role.COUNSELOR, clinic.pk)
    people = _who(priya, at=at)
    if len(people) < len(TALKED) + 1 + len(PROPOSED):
        return 0
    began = _moment(at, -7, clinic.zone)
    held = _planned(amara, began, clinic.zone, days_before=3)
    for patient_id, why in zip(people, [*(one[0] for one in TALKED), NOT_REACHED], strict=False):
        permit = _permit(amara, patient_id, began)
        operations.propose(permit=permit, conference=held, why=why, source=ItemSource.COLLEAGUE, at=began)
    _hold(amara, priya, held, began, clinic.zone)
    coming = _planned(amara, _moment(at, 1, clinic.zone), clinic.zone, days_before=2)
    operations.invite(actor=amara, conference=coming, outsider=GUEST, zone=clinic.zone, at=at)
    heard = _with_consent(people)
    chosen = [*heard, *(one for one in people[len(TALKED) + 1 :] if one not in heard)][: len(PROPOSED)]
    for patient_id, why in zip(chosen, PROPOSED, strict=True):
        permit = _permit(amara, patient_id, at)
        operations.propose(permit=permit, conference=coming, why=why, source=ItemSource.PERSON, at=at)
    return 2


def _planned(actor: Actor, starts_at: datetime, zone: str, *, days_before: int) -> UUID:
    at = starts_at - timedelta(days=days_before)
    meet = Meet(TITLE, starts_at, 60, Meeting.IN_PERSON, "Room 2, first floor")
    row = operations.plan_conference(actor=actor, meet=meet, at=at)
    for role in COLLEAGUES:
        staff_id = _actor(role, actor.organisation_id or 0).staff_id
        operations.invite(actor=actor, conference=row.uuid, staff_id=staff_id, zone=zone, at=at)
    return row.uuid


def _hold(amara: Actor, priya: Actor, held: UUID, at: datetime, zone: str) -> None:
    conference = queries.get_conference(actor=amara, conference=held)
    here = [one.uuid for one in queries.attendees_of(actor=amara, conference=conference)]
    operations.begin_conference(actor=amara, conference=held, here=here, at=at)
    agenda = queries.agenda_of(
        conference=conference,
        condition=gate.readable(actor=amara, category=Category.SUD, purpose=Purpose.TREAT, path="patient_id"),
    )
    there = queries.attendees_of(actor=amara, conference=conference)
    hearers = queries.hearers_of(organisation_id=amara.organisation_id or 0, lines=agenda.lines, attendees=there, at=at)
    for line, (_, said, decided) in zip(agenda.lines, TALKED, strict=False):
        permit = _permit(amara, line.patient_id, at)
        heard = [Heard(one, one.attendee_id in hearers[line.item_id]) for one in there]
        operations.take_up(permit=permit, item=line.uuid, heard=heard, zone=zone, at=at)
        found = plans_in_hand(permit=permit)
        goals = [goal.root for goal in found.active.goals if goal.is_open] if found.active and not found.draft else []
        decisions = [
            Decided(
                text=text,
                outcome=Outcome(becomes) if becomes != Outcome.PLAN or goals else Outcome.NOTED,
                staff_id=priya.staff_id,
                until=local_date(at, zone) + timedelta(days=days) if days else None,
                goal=goals[0] if goals and becomes == Outcome.PLAN else None,
            )
            for text, becomes, days in decided
        ]
        operations.record_item(
            permit=permit, item=line.uuid, seen=1, minutes=said, with_person=WithPerson.INVITED, decisions=decisions,
            zone=zone, at=at + timedelta(minutes=20),
        )  # fmt: skip
    operations.close_conference(actor=amara, conference=held, at=at + timedelta(hours=1))


def _with_consent(people: list[int]) -> list[int]:
    """The first of some people whose consent names all who treat them."""
    consents = apps.get_model("consent", "Consent").objects.filter(patient_id__in=people, kind="tpo", state="signed")
    return list(consents.order_by("patient_id").values_list("patient_id", flat=True).distinct()[:1])


def _actor(role: Role, organisation_id: int) -> Actor:
    email = next(one.email for one in HARBOR_STREET.colleagues if one.role is role)
    staff = apps.get_model("accounts", "Staff").objects.get(organisation_id=organisation_id, user__email=email)
    return Actor.staff(user_id=staff.user_id, staff_id=staff.pk, organisation_id=organisation_id, roles=frozenset({role}))


def _permit(actor: Actor, patient_id: int, at: datetime) -> Permit:
    return gate.require(
        actor=actor, patient_id=patient_id, category=Category.SUD, action=Action.WRITE, purpose=Purpose.TREAT, at=at
    )


def _moment(at: datetime, days: int, zone: str) -> datetime:
    return datetime.combine(local_date(at, zone) + timedelta(days=days), time(9), tzinfo=ZoneInfo(zone))


def _who(actor: Actor, *, at: datetime) -> list[int]:
    """The people of whom the counselor has cared for long enough, in the order in which they came."""
    members = apps.get_model("teams", "CareTeamMember").objects.filter(
        staff_id=actor.staff_id or 0, left_at__isnull=True, enrolment__ended_at__isnull=True
    )
    known = members.filter(joined_at__lt=at - timedelta(days=40), patient__deceased_on__isnull=True).order_by("patient_id")
    return list(known.values_list("patient_id", flat=True).distinct()[:8])
