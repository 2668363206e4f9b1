"""The demo's privacy office: some weeks of openings, what of them may be worth a look, one open breach and one that is closed.

Told through the gate and the same operations as in a clinic, with moments of the past.
"""

from contextlib import suppress
from datetime import date, datetime, time, timedelta
from itertools import cycle
from zoneinfo import ZoneInfo

from django.apps import apps

from care.access import gate
from care.actor import Action, Actor, Category, Permit, Purpose, Role
from care.audit.operations import ask_for_verification
from care.demo.staff import HARBOR_STREET
from care.lib.dates import local_date
from care.outbox.operations import waking_nobody
from care.pages.looking import look_at_lately
from care.privacy import operations as privacy
from care.privacy.vocabulary import Duty, Factor

DAYS = 40  # of openings
PEOPLE = 10  # whose openings are told
AT_WORK = (time(8, 40), time(9, 15), time(10, 5), time(11, 20), time(13, 10), time(14, 45), time(16, 5))


class _Clinic:
    """The clinic in which it is told, with its colleagues as actors."""

    def __init__(self, *, at: datetime) -> None:
        self.pk: int = apps.get_model("accounts", "Organisation").objects.get(name=HARBOR_STREET.name).pk
        self.zone = HARBOR_STREET.zone
        self.at = at
        self.today = local_date(at, self.zone)
        held: dict[tuple[int, int], set[Role]] = {}
        rows = apps.get_model("accounts", "StaffRole").objects.filter(staff__organisation_id=self.pk, revoked_at__isnull=True)
        for staff_id, user_id, role in rows.order_by("staff_id").values_list("staff_id", "staff__user_id", "role"):
            held.setdefault((staff_id, user_id), set()).add(Role(role))
        self.actors = [
            Actor.staff(user_id=user_id, staff_id=staff_id, organisation_id=self.pk, roles=frozenset(roles))
            for (staff_id, user_id), roles in held.items()
        ]

    def one(self, role: Role) -> Actor:
        return next(actor for actor in self.actors if actor.has_role(role))

    def moment(self, days_ago: int, clock: time) -> datetime:
        day: date = self.today - timedelta(days=days_ago)
        return datetime.combine(day, clock, tzinfo=ZoneInfo(self.zone))

    def opens(self, actor: Actor, patient_id: int, at: datetime, category: Category = Category.SUD) -> Permit | None:
        """Somebody opens a record, or is refused."""
        with suppress(gate.Refused):
            return gate.require(
                actor=actor, patient_id=patient_id, category=category, action=Action.READ, purpose=Purpose.TREAT, at=at
            )
        return None

    def looks_up(self, patient_id: int, at: datetime) -> Permit:
        """The privacy officer learns who somebody is."""
        return gate.require(
            actor=self.one(Role.PRIVACY_OFFICER),
            patient_id=patient_id,
            category=Category.DEMOGRAPHICS,
            action=Action.READ,
            purpose=Purpose.HOPERAT,
            at=at,
        )


def tell_privacy_office(*, at: datetime) -> int:
    """Tell it; gives the number of things to look at. Where the register has entries already, nothing is told again."""
    if apps.get_model("privacy", "Breach").objects.exists():
        return 0
    clinic = _Clinic(at=at)
    people = _people(clinic.pk)
    with waking_nobody():
        _weeks_of_openings(clinic, people)
        _a_busy_day(clinic, people)
        _closed_breach(clinic, people)
        _open_breach(clinic, people)
        found = look_at_lately(organisation_id=clinic.pk, at=at)
        ask_for_verification(actor=Actor.system(job="audit.nightly"), at=at)
    return found


def _people(organisation_id: int) -> list[int]:
    rows = apps.get_model("teams", "CaseloadSummary").objects.filter(organisation_id=organisation_id, is_open=True)
    return list(rows.order_by("patient_id").values_list("patient_id", flat=True)[:PEOPLE])


def _team_of(clinic: _Clinic, patient_id: int) -> list[Actor]:
    members = apps.get_model("teams", "CareTeamMember").objects.filter(enrolment__patient_id=patient_id, left_at__isnull=True)
    staff = set(members.values_list("staff_id", flat=True))
    return [actor for actor in clinic.actors if actor.staff_id in staff]


def _weeks_of_openings(clinic: _Clinic, people: list[int]) -> None:
    """The care team at its daily work: each of them every few days."""
    clocks = cycle(AT_WORK)
    for number, patient_id in enumerate(people):
        for turn, actor in enumerate(_team_of(clinic, patient_id)):
            for days_ago in range(DAYS - number - turn, 2, -9):
                clinic.opens(actor, patient_id, clinic.moment(days_ago, next(clocks)))
    front_desk = clinic.one(Role.FRONT_DESK)
    for days_ago, patient_id in zip(range(3, DAYS, 4), cycle(people), strict=False):
        clinic.opens(front_desk, patient_id, clinic.moment(days_ago, time(8, 5)), Category.DEMOGRAPHICS)


def _a_busy_day(clinic: _Clinic, people: list[int]) -> None:
    """Yesterday and the day before: night duty, a colleague on a wrong list of teams, records read where nothing followed."""
    nurse, supervisor, navigator = (clinic.one(role) for role in (Role.NURSE, Role.SUPERVISOR, Role.NAVIGATOR))
    clinic.opens(nurse, people[0], clinic.moment(1, time(23, 20)))
    clinic.opens(nurse, people[0], clinic.moment(1, time(23, 45)))
    for minute, patient_id in enumerate(people[:6]):
        clinic.opens(navigator, patient_id, clinic.moment(1, time(10, 2 + minute)))
    clinic.opens(supervisor, people[1], clinic.moment(2, time(15, 30)))


def _closed_breach(clinic: _Clinic, people: list[int]) -> None:
    """Months ago: a letter in the wrong envelope; everybody was told, and the envelopes have windows since."""
    officer = clinic.one(Role.PRIVACY_OFFICER)
    found = clinic.moment(150, time(12))
    breach = privacy.record_breach(
        actor=officer,
        title="Letter in the wrong envelope",
        what_happened="Two appointment letters were put into each other’s envelopes. Both came back opened.",
        categories=frozenset({Category.DEMOGRAPHICS, Category.SUD}),
        discovered_at=found,
        discovered_by_id=clinic.one(Role.FRONT_DESK).user_id or 0,
        at=clinic.moment(150, time(14)),
    )
    permits = [clinic.looks_up(patient_id, clinic.moment(149, time(9))) for patient_id in people[2:4]]
    privacy.add_people(actor=officer, permits=permits, breach=breach.uuid, at=clinic.moment(149, time(9, 5)))
    privacy.assess_risk(
        actor=officer,
        breach=breach.uuid,
        factors={
            Factor.NATURE: "Name, address, the name of the clinic and the day of an appointment: enough to tell of care here.",
            Factor.RECIPIENT: "Two people in care here, who are not bound to keep it private.",
            Factor.ACQUIRED: "Both letters were opened and read, as both people told us.",
            Factor.MITIGATED: "Both gave the letters back the same week and promised to keep it to themselves.",
        },
        at=clinic.moment(147, time(11)),
    )
    privacy.decide_breach(
        actor=officer,
        breach=breach.uuid,
        is_breach=True,
        reason="The letters were read, and they tell of care here. A promise does not take that back.",
        at=clinic.moment(147, time(11, 30)),
    )
    for duty, days_ago, note in (
        (Duty.PEOPLE, 140, "By letter to both, with a call the day before."),
        (Duty.HHS, 139, "On the portal, with the yearly list in mind; number in the folder."),
    ):
        at = clinic.moment(days_ago, time(15))
        day = local_date(at, clinic.zone)
        privacy.record_step(actor=officer, breach=breach.uuid, duty=duty, done_on=day, note=note, at=at)
    privacy.close_breach(
        actor=officer,
        breach=breach.uuid,
        lesson="Envelopes with a window: the address is printed once, on the letter itself.",
        at=clinic.moment(130, time(16)),
    )


def _open_breach(clinic: _Clinic, people: list[int]) -> None:
    """Two weeks ago: a list was sent to the wrong clinic, and nobody has decided yet."""
    officer = clinic.one(Role.PRIVACY_OFFICER)
    breach = privacy.record_breach(
        actor=officer,
        title="Visit list faxed to the wrong clinic",
        what_happened=(
            "The list of Monday’s visits went to a fax number with two digits exchanged. A clinic called to say that it had "
            "come and was not meant for them."
        ),
        categories=frozenset({Category.DEMOGRAPHICS, Category.GENERAL}),
        discovered_at=clinic.moment(13, time(12)),
        discovered_by_id=clinic.one(Role.COORDINATOR).user_id or 0,
        at=clinic.moment(13, time(13)),
    )
    permits = [clinic.looks_up(patient_id, clinic.moment(12, time(9))) for patient_id in people[4:9]]
    privacy.add_people(actor=officer, permits=permits, breach=breach.uuid, at=clinic.moment(12, time(9, 10)))
