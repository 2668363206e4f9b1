"""The demo's doses: the last weeks of everybody who has an order in force, as rows that the operations would leave."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django.apps import apps

from care.actor import Actor, Role
from care.audit import operations as audit
from care.demo.operations import SEED
from care.demo.writer import checked_at_once, copy_into
from care.lib.dates import local_date
from care.lib.ids import uuid7
from treatment_plans.regimens.rules.calendar import EVERY, PARTS
from treatment_plans.regimens.vocabulary import Frequency

DAY = timedelta(days=1)
WEEKS = timedelta(days=28)  # of doses taken day by day
YEAR = timedelta(days=395)  # of injections
IN_FORCE = ("active", "on-hold")
SITES = {
    "subcutaneous": ("abdomen, left", "abdomen, right", "left thigh", "right thigh"),
    "intramuscular": ("left buttock", "right buttock"),
}
HOSPITAL = "Dosed in the hospital; their letter is in the record."
LATER = "Did not want it today; comes tomorrow."


class DoseRow(NamedTuple):
    """The columns that a story fills."""

    uuid: Any
    patient_id: int
    organisation_id: int
    order_id: int
    substance: str
    due_on: date
    part: int
    parts: int
    outcome: str
    amount: Any
    unit: str
    route: str
    site: str
    lot: str
    expires_on: date | None
    at: datetime
    note: str
    vomited_after: int | None
    recorded_at: datetime
    recorded_by_id: int


def tell_doses(*, at: datetime) -> int:
    """Tell them; gives the number of doses. Where there are doses already, nothing is told again."""
    if apps.get_model("regimens", "Dose").objects.exists():
        return 0
    rows: list[DoseRow] = []
    zones = dict(apps.get_model("accounts", "Organisation").objects.values_list("pk", "zone"))
    nurses = _nurses()
    orders = apps.get_model("regimens", "MedicationOrder").objects.filter(signed_at__isnull=False).exclude(frequency="as-needed")
    of_people: dict[tuple[int, int, str], list[Any]] = defaultdict(list)
    for order in orders.select_related("medication").order_by("starts_on", "pk"):
        of_people[order.organisation_id, order.patient_id, order.substance].append(order)
    for (organisation, patient, substance), chain in of_people.items():
        if chain[-1].status not in IN_FORCE:
            continue
        zone = zones[organisation]
        teller = _Teller(
            Random(f"{SEED}:doses:{patient}:{substance}"), zone, local_date(at, zone), at, nurses.get(organisation, 0)
        )
        rows += teller.injections([order for order in chain if order.medication.is_depot])
        rows += teller.daily([order for order in chain if not order.medication.is_depot])
    actor = Actor.system(job="demo.load")
    people = sorted({row.patient_id for row in rows})
    with (
        audit.change(actor=actor, at=at, verb="demo.doses_told", patient_ids=people, detail={"doses": len(rows)}),
        checked_at_once(),
    ):
        copy_into(apps.get_model("regimens", "Dose"), DoseRow._fields, rows)
    return len(rows)


def _nurses() -> dict[int, int]:
    """Who stands at the window of each clinic."""
    held = apps.get_model("accounts", "StaffRole").objects.filter(role=Role.NURSE.value)
    return dict(held.order_by("-staff_id").values_list("staff__organisation_id", "staff__user_id"))


class _Teller:
    """The doses of one person and substance."""

    def __init__(self, dice: Random, zone: str, today: date, at: datetime, nurse: int) -> None:
        self.dice, self.zone, self.today, self.at, self.nurse = dice, ZoneInfo(zone), today, at, nurse

    def injections(self, orders: list[Any]) -> Iterator[DoseRow]:
        """Every few weeks, a few days early or late; the next one is due soon, now, or was some days ago."""
        next_on: date | None = None
        for order in orders:
            every = EVERY.get(Frequency(order.frequency), WEEKS)
            next_on = max(next_on or order.starts_on, order.starts_on)
            until = self._until(order)
            while next_on <= until:
                is_last = next_on > self.today - timedelta(days=20) and next_on != order.starts_on
                if is_last and order.status in IN_FORCE and self.dice.random() < 0.35:
                    break  # it was due, and is not given yet
                if next_on > self.today - YEAR:
                    site = self.dice.choice(SITES[order.route])
                    lot, expires = f"{self.dice.choice('ABCDEF')}{self.dice.randint(1000, 9999)}", next_on + timedelta(days=240)
                    yield self._row(order, next_on, "observed", site=site, lot=lot, expires_on=expires)
                next_on += every + timedelta(days=self.dice.choice((0, 0, 0, 1, 2)) if every > timedelta(days=7) else 0)

    def daily(self, orders: list[Any]) -> Iterator[DoseRow]:
        """Methadone at the window, with bottles for the weekend; the rest handed out for a week at a time."""
        missed_before = True
        goes_ahead = self.dice.random() < 0.25
        for order in orders:
            if Frequency(order.frequency) not in PARTS:
                continue
            weekly = order.substance != "methadone"
            first, until = max(order.starts_on, self.today - (WEEKS / 2 if weekly else WEEKS)), self._until(order)
            for number in range((until - first).days + 1):
                day = first + DAY * number
                outcome = "dispensed" if weekly or self._is_weekend(order, day) else self._outcome(day, missed_before)
                missed_before = outcome == "missed"
                yield from self._parts(order, day, outcome)
            if order.status == "active" and (weekly or (goes_ahead and order.phase == "maintenance")):
                for number in range(self.dice.randint(2, 6)):
                    yield from self._parts(order, self.today + DAY * number, "dispensed", handed_on=self.today - DAY)

    def _until(self, order: Any) -> date:
        """The last day of an order that lies behind us."""
        ends = [self.today - DAY]
        if order.ended_at:
            ends.append(order.ended_at.astimezone(self.zone).date() - DAY)
        if order.status == "on-hold":
            ends += [hold.astimezone(self.zone).date() - DAY for hold in order.holds.values_list("held_at", flat=True)]
        return min(ends)

    def _is_weekend(self, order: Any, day: date) -> bool:
        return day.weekday() == 6 or (order.phase == "maintenance" and day.weekday() == 5)

    def _outcome(self, day: date, missed_before: bool) -> str:
        drawn = self.dice.random()
        if drawn < 0.03 and not missed_before and day < self.today - DAY:
            return "missed"
        return "refused" if drawn > 0.996 else "vomited" if drawn > 0.992 else "reported" if drawn > 0.985 else "observed"

    def _parts(self, order: Any, day: date, outcome: str, *, handed_on: date | None = None) -> Iterator[DoseRow]:
        parts = PARTS[Frequency(order.frequency)]
        for part in range(1, parts + 1):
            yield self._row(order, day, outcome, part=part, parts=parts, handed_on=handed_on)

    def _row(
        self, order: Any, day: date, outcome: str, *, part: int = 1, parts: int = 1, site: str = "", lot: str = "",
        expires_on: date | None = None, handed_on: date | None = None,
    ) -> DoseRow:  # fmt: skip
        hour, minute = self.dice.randint(6, 10), self.dice.randint(0, 59)
        moment = datetime.combine(handed_on or min(day, self.today - DAY), time(hour, minute), tzinfo=self.zone)
        if day == order.starts_on:
            moment = max(moment, order.signed_at + timedelta(minutes=20))  # nothing is given before it is ordered
        is_taken = outcome not in ("missed", "refused")
        return DoseRow(
            uuid=uuid7(),
            patient_id=order.patient_id,
            organisation_id=order.organisation_id,
            order_id=order.pk,
            substance=order.substance,
            due_on=day,
            part=part,
            parts=parts,
            outcome=outcome,
            amount=order.dose_amount if is_taken else None,
            unit=order.dose_unit,
            route=order.route,
            site=site,
            lot=lot,
            expires_on=expires_on,
            at=moment,
            note=HOSPITAL if outcome == "reported" else LATER if outcome == "refused" else "",
            vomited_after=self.dice.choice((20, 40, 50)) if outcome == "vomited" else None,
            recorded_at=moment,
            recorded_by_id=self.nurse or order.ordered_by_id,
        )
