"""Orders and doses of FHIR: MedicationRequest, MedicationStatement, MedicationDispense, MedicationAdministration. Pure."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from treatment_plans.regimens.safety.drugs import Recognized, Strength, recognize, settle
from treatment_plans.regimens.safety.facts import Drug, Given, Ordered, Step
from treatment_plans.regimens.safety.hooks.amounts import milligrams, ratio_strength
from treatment_plans.regimens.safety.hooks.concepts import RXNORM, Concept, concept
from treatment_plans.regimens.safety.hooks.dosages import Dosage, dosage_of, route_of
from treatment_plans.regimens.safety.hooks.moments import day, end_of, moment, start_of
from treatment_plans.regimens.safety.hooks.shape import Json, Unreadable, name_of, number, obj, objects, strings_in, word

LOW_DOSE = re.compile(
    r"low[ _-]?dose[ _-]?(?:buprenorphine[ _-]?)?(?:initiation|induction|start)|micro-?(?:induction|dosing|dose)|bernese", re.I
)
TRANSITION = re.compile(r"\btransition(?:ing)?\b|is[_-]?transition|\bswitch(?:ing)? (?:to|from)\b", re.IGNORECASE)
LONGEST_SUPPLY = 3660  # days
ENDED = frozenset({"stopped", "completed", "cancelled", "ended"})
MISTAKES = "entered-in-error"
STATUS_OF_STATEMENT = {"intended": "draft", "not-taken": "stopped", "taking": "active", "recorded": "active"}
# MedicationAdministration: what was given at least in part, and what was not.
TAKEN = frozenset({"completed", "in-progress", "stopped"})
NOT_TAKEN = frozenset({"not-done", "on-hold"})


@dataclass(frozen=True, slots=True)
class Read:
    """One order or dose, and what in it could not be read."""

    fact: Ordered | Given
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Medications:
    """Medication resources that came with the request, by reference."""

    by_reference: Mapping[str, Json] = field(default_factory=dict)

    def of(self, resource: Json) -> Recognized:
        """The medicine of an order or a dose: its concept, or the Medication that it points to, contained or bundled.

        Raises:
            Unreadable: it names no medicine, or points to a Medication that was not sent and says no name.
        """
        direct = resource.get("medicationCodeableConcept") or obj(resource.get("medication")).get("concept")
        if direct:
            return _recognized(concept(direct))
        reference = obj(resource.get("medicationReference")) or obj(obj(resource.get("medication")).get("reference"))
        target = word(reference.get("reference"))
        medication = _contained(resource, target) or self._found(target)
        if medication is not None:
            return _medication(medication, word(reference.get("display")))
        if named := word(reference.get("display")):
            return _recognized(Concept(text=named))
        if target:
            raise Unreadable(f"it points to {target[:60]}, which was not sent")
        raise Unreadable("it names no medicine")

    def _found(self, target: str) -> Json | None:
        return self.by_reference.get(target) or self.by_reference.get("/".join(target.split("/_history")[0].split("/")[-2:]))


def read_order(resource: Json, medications: Medications) -> Read:
    """A MedicationRequest or MedicationStatement, on record or a draft.

    Raises:
        Unreadable: no medicine, or a date that is no date.
    """
    written, dosage = _written(resource, medications)
    status = "stopped" if resource.get("doNotPerform") is True else word(resource.get("status"))
    doubts = dosage.doubts
    if status == "unknown":
        status, doubts = "active", (*doubts, "its status is not known: it is judged as active")
    if written.drug.product == "brixadi":
        doubts = (*doubts, "whether it is the weekly or the monthly injection is not said")
    said = _said(resource)
    effective = obj(resource.get("effectivePeriod"))
    order = replace(
        written,
        status=STATUS_OF_STATEMENT.get(status, status) or "active",
        authored_at=moment(resource.get("authoredOn") or resource.get("dateAsserted")),
        starts_on=dosage.starts_on or day(effective.get("start") or resource.get("effectiveDateTime")),
        ends_on=dosage.ends_on,
        ended_on=_ended_on(resource, dosage) if status in ENDED else None,
        low_dose_initiation=bool(LOW_DOSE.search(said)),
        is_transition=bool(TRANSITION.search(said)),
        is_report=resource.get("resourceType") == "MedicationStatement",
        prior=word(obj(resource.get("priorPrescription")).get("reference")).rsplit("/", 1)[-1].lstrip("#"),
    )
    return _with_steps(order, dosage, doubts)


def _with_steps(order: Ordered, dosage: Dosage, doubts: tuple[str, ...]) -> Read:
    """The steps of its dosage, from its first day on; later ones that count from a day that nobody knows are a doubt."""
    if not dosage.later:
        return Read(order, doubts)
    first = order.starts_on or (order.authored_at.date() if order.authored_at else None)
    dated = [step.begins for step in dosage.later if isinstance(step.begins, date)]
    if first is None and not dated:
        return Read(order, (*doubts, "only the first step of its dosage is judged, the later ones count from a day not known"))
    start = first or min(dated) - timedelta(days=1)
    later = [
        Step(
            step.begins if isinstance(step.begins, date) else start + timedelta(days=step.begins),
            step.day_total,
            step.dose,
        )
        for step in dosage.later
    ]
    return Read(replace(order, steps=(Step(start, dosage.day_total, dosage.dose), *later)), doubts)


def read_dispense(resource: Json, medications: Medications) -> Read:
    """A MedicationDispense: the person had the medicine from that day for the days of its supply."""
    written, dosage = _written(resource, medications)
    handed = moment(resource.get("whenHandedOver") or resource.get("whenPrepared"))
    days = number(obj(resource.get("daysSupply")).get("value"))
    start = handed.date() if handed else None
    end = start + timedelta(days=int(days)) if start and days is not None and 0 <= days < LONGEST_SUPPLY else start
    order = replace(written, status="completed", authored_at=handed, starts_on=start, ends_on=end, ended_on=end)
    return Read(order, dosage.doubts)


def _written(resource: Json, medications: Medications) -> tuple[Ordered, Dosage]:
    """Medicine, dose and route of an order, before its dates and its status."""
    medicine = medications.of(resource)
    dosage = dosage_of(resource.get("dosageInstruction") or resource.get("dosage"), medicine.strength)
    route = dosage.route or medicine.route
    drug = settle(medicine.drug, dose=dosage.dose, route=route)
    dosage = _whole_syringe(dosage, drug, medicine.strength)
    order = Ordered(
        id=_id(resource),
        drug=drug,
        route=route,
        site=dosage.site,
        dose=dosage.dose,
        times_a_day=dosage.times_a_day,
        day_total=dosage.day_total,
    )
    return order, dosage


def read_dose(resource: Json, medications: Medications) -> Read:
    """A MedicationAdministration.

    Raises:
        Unreadable: no medicine, no date, or a status that does not say whether it was given.
    """
    status = word(resource.get("status"))
    if status not in TAKEN | NOT_TAKEN:
        raise Unreadable(f"its status “{status[:20]}” does not say whether it was given")
    medicine = medications.of(resource)
    period = resource.get("effectivePeriod") or resource.get("occurencePeriod") or resource.get("occurrencePeriod")
    at = moment(resource.get("effectiveDateTime") or resource.get("occurenceDateTime") or resource.get("occurrenceDateTime"))
    at = at or start_of(period) or end_of(period)
    if at is None:
        raise Unreadable("it has no date")
    dosage = obj(resource.get("dosage"))
    doubts: list[str] = []
    amount = _given_amount(dosage, medicine.strength, doubts)
    route = route_of(concept(dosage.get("route"))) or medicine.route
    drug = settle(medicine.drug, dose=amount, route=route)
    site = concept(dosage.get("site")).label().lower()
    return Read(Given(drug, at, route, site, amount, taken=status in TAKEN), tuple(doubts))


def is_kit(order: Ordered | Given) -> bool:
    """Whether it is naloxone to take along: naloxone alone."""
    return order.drug.ingredients == {"naloxone"}


def _recognized(found: Concept, more: Iterable[str] = ()) -> Recognized:
    name = found.label()
    if not name:
        raise Unreadable("it names no medicine")
    displays = [coding.display for coding in found.codings]
    return recognize(name, words=[*displays, *more], rxcuis=found.codes(RXNORM))


def _medication(resource: Json, display: str) -> Recognized:
    """A Medication resource: its code, and the ingredients that it lists with their strengths."""
    parts = objects(resource.get("ingredient"))
    named = [concept(part.get("itemCodeableConcept") or obj(part.get("item")).get("concept")) for part in parts]
    code = concept(resource.get("code"))
    labels = [one.label() for one in named if one.label()]
    if not code.label():
        code = Concept(text=display or " / ".join(labels))
    form = concept(resource.get("form")).all_words()
    found = _recognized(
        Concept((*code.codings, *(coding for one in named for coding in one.codings)), code.text), [*labels, form]
    )
    strengths = [ratio_strength(part.get("strength")) for part in parts]
    lead = next((place for place, one in enumerate(named) if "naloxone" not in one.all_words().lower()), 0)
    stated = strengths[lead] if strengths else Strength()
    return Recognized(found.drug, stated if stated != Strength() else found.strength, found.route)


def _contained(resource: Json, target: str) -> Json | None:
    if not target.startswith("#"):
        return None
    return next((part for part in objects(resource.get("contained")) if word(part.get("id")) == target[1:]), None)


def _id(resource: Json) -> str:
    """Its id; of what is no MedicationRequest with the type before it, since ids are unique within a type alone."""
    return word(resource.get("id")) if resource.get("resourceType") == "MedicationRequest" else name_of(resource)


def _whole_syringe(dosage: Dosage, drug: Drug, strength: Strength) -> Dosage:
    """A depot ordered without a dose is one syringe or kit of the stated strength."""
    if dosage.dose is not None or not drug.product or drug.product == "zubsolv" or strength.each is None or dosage.doubts:
        return dosage
    return Dosage(strength.each, dosage.times_a_day, strength.each, dosage.route, dosage.site, dosage.starts_on, dosage.ends_on)


SAYING = (
    "category", "courseOfTherapyType", "reasonCode", "note", "dosageInstruction", "extension", "modifierExtension",
    "instantiatesUri", "instantiatesCanonical", "meta",
)  # fmt: skip


def _said(resource: Json) -> str:
    """Words of the order that say which kind of start it is; a flag that says no is no word."""
    flags = [*objects(resource.get("extension")), *objects(resource.get("modifierExtension"))]
    denied = {word(flag.get("url")) for flag in flags if flag.get("valueBoolean") is False}
    found = strings_in([resource.get(name) for name in SAYING])
    return " | ".join(_camel_apart(text) for text in found if text not in denied)


def _camel_apart(text: str) -> str:
    """'lowDoseInitiation' reads as 'low Dose Initiation'."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text)


def _ended_on(resource: Json, dosage: Dosage) -> date | None:
    """When an order ended: as it says, else the last change of its record, by which it had ended."""
    extensions = objects(resource.get("extension"))
    changed = next(
        (part.get("valueDateTime") or part.get("valueDate") for part in extensions if _is_end(word(part.get("url")))), None
    )
    stated = resource.get("statusChanged") or changed
    period = obj(resource.get("effectivePeriod"))
    return (
        day(stated)
        or day(period.get("end"))
        or dosage.ends_on
        or _supply_ends(resource)
        or day(obj(resource.get("meta")).get("lastUpdated"))
    )


def _is_end(url: str) -> bool:
    return bool(re.search(r"status-?changed|date-?stopped|stopped-?on|end-?date|ended-?on|status-?date", url, re.IGNORECASE))


def _supply_ends(resource: Json) -> date | None:
    """The end of what the order lets be dispensed."""
    supply = obj(resource.get("dispenseRequest"))
    return day(obj(supply.get("validityPeriod")).get("end"))


def _given_amount(dosage: Json, strength: Strength, doubts: list[str]) -> Decimal | None:
    dose: Any = dosage.get("dose")
    if not dose:
        return None
    try:
        return milligrams(dose, strength)
    except Unreadable as why:
        doubts.append(f"it has {why}")
        return None
