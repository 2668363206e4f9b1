"""A person's medication: orders with their changes of dose, in doses and steps of the clinical reference (1.3 to 1.8)."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from care.demo.rows import HoldRow, OrderRow
from care.demo.story import Colleague, Story
from treatment_plans.regimens.rules import order_text, regimen_text
from treatment_plans.regimens.vocabulary import Frequency, OrderStatus


class Dose(NamedTuple):
    """One order of a course: so many days after the one before."""

    after: int
    medication: str
    preparation: str
    amount: str
    route: str
    frequency: str
    phase: str
    note: str = ""  # why the one before was changed


_FILM = ("buprenorphine-naloxone", "buprenorphine-naloxone-film-8-2")
_SYRUP = ("methadone", "methadone-oral-concentrate-10-ml")
_MONTHLY = "buprenorphine-xr-sublocade"
_SYRINGE = "buprenorphine-xr-sublocade-prefilled-syringe-{}"


def _methadone(*steps: tuple[int, str, str]) -> tuple[Dose, ...]:
    return tuple(Dose(after, *_SYRUP, amount, "oral", "daily", phase, "" if not after else "Withdrawal before the next dose.")
                 for after, amount, phase in steps)  # fmt: skip


_FILM_START = (
    Dose(0, *_FILM, "8", "sublingual", "daily", "initiation"),
    Dose(1, *_FILM, "16", "sublingual", "daily", "stabilization", "Craving in the evening."),
)
_TO_MONTHLY = Dose(12, _MONTHLY, _SYRINGE.format("300-1_5ml"), "300", "subcutaneous", "monthly", "transition", "")

# What people come for, how many of them, and the courses of medication that fit. Doses: clinical reference 1.4 to 1.8.
CARES: dict[str, tuple[float, tuple[tuple[Dose, ...], ...]]] = {
    "methadone": (0.28, (
        _methadone((0, "30", "initiation"), (4, "40", "initiation"), (4, "50", "initiation"), (5, "60", "initiation"),
                   (10, "70", "stabilization"), (14, "80", "maintenance")),
        _methadone((0, "20", "initiation"), (5, "30", "initiation"), (7, "40", "stabilization"), (20, "45", "maintenance")),
        _methadone((0, "30", "initiation"), (3, "40", "initiation"), (4, "50", "initiation"), (4, "60", "initiation"),
                   (7, "70", "stabilization"), (7, "80", "stabilization"), (10, "90", "stabilization"),
                   (14, "100", "stabilization"), (20, "110", "maintenance")),
    )),
    "buprenorphine": (0.22, (
        _FILM_START,
        (*_FILM_START, Dose(20, *_FILM, "24", "sublingual", "daily", "maintenance", "Craving on the weekend.")),
        (Dose(0, *_FILM, "4", "sublingual", "daily", "initiation"),
         Dose(1, *_FILM, "12", "sublingual", "daily", "stabilization", "Better, and not enough.")),
    )),
    "buprenorphine-xr": (0.17, (
        (*_FILM_START, _TO_MONTHLY),
        (*_FILM_START, _TO_MONTHLY,
         Dose(56, _MONTHLY, _SYRINGE.format("100-0_5ml"), "100", "subcutaneous", "monthly", "maintenance",
              "After two doses of 300 mg.")),
        (Dose(0, *_FILM, "8", "sublingual", "daily", "initiation"),
         Dose(3, "buprenorphine-xr-brixadi-weekly", "buprenorphine-xr-brixadi-weekly-prefilled-syringe-24-0_48ml", "24",
              "subcutaneous", "weekly", "transition"),
         Dose(28, "buprenorphine-xr-brixadi-monthly", "buprenorphine-xr-brixadi-monthly-prefilled-syringe-96-0_27ml", "96",
              "subcutaneous", "every-28-days", "maintenance", "Wants fewer visits.")),
    )),
    "naltrexone": (0.03, ((Dose(0, "naltrexone", "naltrexone-tablet-50", "50", "oral", "daily", "maintenance"),),)),
    "naltrexone-xr": (0.03, (
        (Dose(0, "naltrexone-xr", "naltrexone-xr-suspension-kit-380", "380", "intramuscular", "every-28-days", "maintenance"),),
    )),
    "acamprosate": (0.08, (
        (Dose(0, "acamprosate", "acamprosate-delayed-release-tablet-333", "666", "oral", "three-times-daily", "maintenance"),),
        (Dose(0, "acamprosate", "acamprosate-delayed-release-tablet-333", "666", "oral", "three-times-daily", "maintenance"),
         Dose(60, "acamprosate", "acamprosate-delayed-release-tablet-333", "333", "oral", "three-times-daily", "maintenance",
              "Kidney function 44 mL/min.")),
    )),
    "disulfiram": (0.03, (
        (Dose(0, "disulfiram", "disulfiram-tablet-500", "500", "oral", "daily", "initiation"),
         Dose(13, "disulfiram", "disulfiram-tablet-250", "250", "oral", "daily", "maintenance", "After two weeks.")),
    )),
    "opioids-none": (0.06, ((),)),
    "alcohol-none": (0.06, ((),)),
    "stimulants-none": (0.04, ((),)),
}  # fmt: skip
_INSTRUCTIONS = {
    "methadone": "Observed at the window. Hold and call for sedation.",
    "buprenorphine": "Under the tongue until dissolved; rinse, and wait an hour before brushing.",
    "naltrexone": "With food.",
    "acamprosate": "Do not crush.",
    "disulfiram": "No alcohol, also none in medicines or mouthwash.",
}
# the next dose that a prescriber may have written and not signed yet
_HIGHER = {("methadone", "45"): "50", ("methadone", "80"): "90", ("methadone", "110"): "120",
           ("buprenorphine-naloxone", "12"): "16", ("buprenorphine-naloxone", "16"): "24"}  # fmt: skip
# of the people in the pictures one has a dose prepared and one an order on hold; the others simply go on
_FIXED = dict.fromkeys(range(10), 0.5) | {4: 0.09, 9: 0.01}
HOLD_REASONS = ("Sedated at the window; to be seen first.", "In the hospital; dosed there.", "Liver tests to be repeated.")


@dataclass(slots=True)
class Order:
    """An order while the story is told."""

    id: int
    dose: Dose
    at: datetime
    by: int
    starts_on: date
    replaces: int | None
    status: str = "active"
    ended_at: datetime | None = None
    ended_by: int | None = None
    end_reason: str = ""
    end_note: str = ""

    def end(self, status: str, reason: str, *, at: datetime, by: Colleague, note: str = "") -> None:
        self.status, self.end_reason, self.end_note = status, reason, note
        self.ended_at, self.ended_by = at, by.user_id


class Regimen:
    """All orders of one person."""

    def __init__(self, story: Story, *, patient_id: int) -> None:
        self.story = story
        self.patient_id = patient_id
        self.orders: list[Order] = []
        self.holds: list[HoldRow] = []

    def order(self, dose: Dose, *, at: datetime, by: Colleague, replaces: Order | None = None, signed: bool = True) -> Order:
        """Write an order and, mostly, sign it; the one that it replaces ends with the signature."""
        order = Order(
            id=self.story.next_number(OrderRow),
            dose=dose,
            at=at,
            by=by.user_id,
            starts_on=at.date(),
            replaces=replaces.id if replaces else None,
            status="active" if signed else "draft",
        )
        if replaces and signed:
            same = replaces.dose.medication == dose.medication
            replaces.end("stopped", "dose_changed" if same else "switched", at=at, by=by, note=dose.note if same else "")
        self.orders.append(order)
        return order

    def hold(self, order: Order, reason: str, *, at: datetime, by: Colleague) -> None:
        order.status = "on-hold"
        self.holds.append(HoldRow(self.story.next_number(HoldRow), order.id, reason, at, by.user_id, None, None))

    @property
    def current(self) -> list[Order]:
        return [order for order in self.orders if order.status in ("active", "on-hold")]

    def text(self) -> str:
        """The caseload's words for it, made by the regimens' own rules."""
        medications = self.story.clinic.medications
        current = sorted(self.current, key=lambda order: (order.starts_on, order.id))
        return regimen_text(
            [
                (
                    order_text(
                        medications[order.dose.medication].short_name,
                        Decimal(order.dose.amount),
                        medications[order.dose.medication].unit,
                        Frequency(order.dose.frequency),
                    ),
                    OrderStatus(order.status),
                )
                for order in current
            ]
        )

    def write(self) -> None:
        """The orders and their holds as rows."""
        story = self.story
        ended = {order.id: order for order in self.orders if order.ended_at is not None}
        for hold in self.holds:
            end = ended.get(hold.order_id)
            story.add(hold._replace(lifted_at=end.ended_at, lifted_by_id=end.ended_by) if end else hold)
        for order in self.orders:
            dose, medicine = order.dose, story.clinic.medications[order.dose.medication]
            signed = order.status not in ("draft", "cancelled")
            story.add(
                OrderRow(
                    id=order.id,
                    uuid=story.uuid(order.at),
                    patient_id=self.patient_id,
                    organisation_id=story.clinic.organisation_id,
                    medication_id=medicine.pk,
                    preparation_id=story.clinic.preparations[dose.preparation],
                    substance=medicine.substance,
                    dose_amount=Decimal(dose.amount),
                    dose_unit=medicine.unit,
                    route=dose.route,
                    frequency=dose.frequency,
                    phase=dose.phase,
                    starts_on=order.starts_on,
                    ends_on=None,
                    instructions=_INSTRUCTIONS.get(dose.medication.split("-")[0], "") if "xr" not in dose.medication else "",
                    status=order.status,
                    ordered_at=order.at,
                    ordered_by_id=order.by,
                    signed_at=order.at if signed else None,
                    signed_by_id=order.by if signed else None,
                    ended_at=order.ended_at,
                    ended_by_id=order.ended_by,
                    end_reason=order.end_reason,
                    end_note=order.end_note,
                    replaces_id=order.replaces,
                )
            )


def care_of(story: Story, known: str = "") -> str:
    """What somebody comes for."""
    if known:
        return known
    drawn = story.dice.random()
    for care, (share, _courses) in CARES.items():
        drawn -= share
        if drawn < 0:
            return care
    return "opioids-none"


def needs_of(care: str) -> set[str]:
    """What tasks may ask of a person's medication: see `words.work`."""
    needs = set() if care.endswith("-none") else {"medication"}
    if care == "methadone":
        needs.add("methadone")
    if care.endswith("-xr"):
        needs.add("injection")
    return needs


def tell_medication(story: Story, *, patient_id: int, care: str, prescriber: Colleague, days: int) -> Regimen:
    """The orders of somebody admitted so many days ago, as far as the course has come by yesterday."""
    regimen = Regimen(story, patient_id=patient_id)
    course = story.one_of(CARES[care][1])
    days_ago = days - story.between(1, 2)
    order: Order | None = None
    for dose in course:
        days_ago -= dose.after
        if days_ago < 1:
            break
        order = regimen.order(dose, at=story.moment(days_ago), by=prescriber, replaces=order)
    if order is None:
        return regimen
    drawn = _FIXED.get(story.number, story.dice.random()) if story.clinic.is_part2 else 0.5
    if drawn < 0.03 and days_ago > 2:
        regimen.hold(order, story.one_of(HOLD_REASONS), at=story.moment(1), by=prescriber)
    elif drawn < 0.07 and days_ago > 20:
        reason = story.one_of(("own_wish", "side_effects", "did_not_work"))
        order.end("stopped", reason, at=story.moment(story.between(2, 15)), by=prescriber)
    elif drawn < 0.10 and days_ago > 3 and (higher := _HIGHER.get((order.dose.medication, order.dose.amount))):
        dose = order.dose._replace(amount=higher, note="")
        regimen.order(dose, at=story.moment(1), by=prescriber, replaces=order, signed=False)
    if care in ("methadone", "buprenorphine", "buprenorphine-xr", "opioids-none") and story.chance(0.35):
        kit = Dose(0, "naloxone", "naloxone-nasal-spray-4", "4", "intranasal", "as-needed", "maintenance")
        regimen.order(kit, at=story.moment(max(days - 3, 1)), by=prescriber)
    return regimen


def end_medication(regimen: Regimen, reason: str, *, at: datetime, by: Colleague) -> None:
    """Everything in force ends, because care here ends."""
    for order in regimen.orders:
        if order.status == "draft":
            order.end("cancelled", "set_aside", at=at, by=by)
        elif order.status in ("active", "on-hold"):
            order.end("stopped", reason, at=at, by=by)
