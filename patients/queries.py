"""Reading people: one person's facts with a permit, the names for a list, search, likely duplicates, earlier versions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import Exists, OuterRef, Q, QuerySet

from care.accounts.queries import organisation_ids
from care.actor import Category, Permit
from care.lib.dates import age_in_years, local_date
from care.lib.text import digits, sound_key
from patients import rules
from patients.models import Allergy, Condition, ContactPoint, ForeignIdentifier, ImportedResource, Patient, SearchKey
from patients.rules import (
    CATEGORIES,
    PRESENT,
    AllergiesState,
    ClinicalStatus,
    Contact,
    ContactKind,
    Identity,
    KeyKind,
    Language,
    Names,
    Point,
    ResourceKey,
    Statement,
    Term,
    TermKind,
    VerificationStatus,
)


def find_patient_id(uuid: UUID) -> int | None:
    """The number inside for the one in an address; for the gate, which says whether the reader may know. One query."""
    return Patient.objects.filter(uuid=uuid).values_list("pk", flat=True).first()


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A person as a row of a list names them. `short_name` is the one word that buttons use."""

    patient_id: int
    uuid: UUID
    display_name: str
    short_name: str
    pronouns: str
    birth_date: date
    mrn: str
    deceased_on: date | None
    zone: str


LINE_COLUMNS = (
    "pk", "uuid", "chosen_name", "legal_given", "legal_family", "pronouns", "birth_date", "mrn", "deceased_on", "zone",
)  # fmt: skip


def line(values: Iterable[Any]) -> PersonLine:
    """A person's line from the values of `LINE_COLUMNS`, in their order."""
    pk, uuid, chosen, given, family, pronouns, birth_date, mrn, deceased_on, zone = values
    return PersonLine(
        patient_id=pk,
        uuid=uuid,
        display_name=rules.display_name(chosen=chosen, given=given, family=family),
        short_name=rules.short_name(chosen=chosen, given=given, family=family),
        pronouns=pronouns,
        birth_date=birth_date,
        mrn=rules.mrn_text(mrn),
        deceased_on=deceased_on,
        zone=zone,
    )


def names_of(patient_ids: Iterable[int]) -> dict[int, PersonLine]:
    """The lines of people on a list that the gate's condition has filtered already; one query."""
    rows = Patient.objects.filter(pk__in=set(patient_ids)).values_list(*LINE_COLUMNS)
    return {row[0]: line(row) for row in rows}


@dataclass(frozen=True, slots=True)
class Person:
    """Who a person is and how to reach them, with the version that a form must hand back when it is saved."""

    patient_id: int
    uuid: UUID
    mrn: str
    identity: Identity
    contact: Contact
    display_name: str
    short_name: str
    deceased_on: date | None
    death_recorded_at: datetime | None
    death_recorded_by_id: int | None
    registered_at: datetime
    registered_by_id: int
    version: int


def _patient(permit: Permit) -> Patient:
    permit.check(category=Category.DEMOGRAPHICS)
    return Patient.objects.get(pk=permit.patient_id, organisation_id=permit.organisation_id)


def identity_of(patient: Patient) -> Identity:
    """The identity that a row holds."""
    return Identity(
        legal_given=patient.legal_given,
        legal_family=patient.legal_family,
        chosen_name=patient.chosen_name,
        former_names=tuple(patient.former_names),
        pronouns=patient.pronouns,
        birth_date=patient.birth_date,
        zone=patient.zone,
        language=Language(patient.language),
    )


def contact_of(patient: Patient) -> Contact:
    """How the record says to reach the person; one query for the contact points."""
    points = ContactPoint.objects.filter(patient=patient).order_by("position", "pk")
    return Contact(
        points=tuple(
            Point(
                kind=ContactKind(point.kind),
                value=point.value,
                may_call=point.may_call,
                may_text=point.may_text,
                may_leave_message=point.may_leave_message,
                is_shared=point.is_shared,
                hours_from=point.hours_from,
                hours_to=point.hours_to,
            )
            for point in points
        ),
        ask_for=patient.ask_for,
        code_word=patient.code_word,
        note=patient.contact_note,
    )


def get_patient(*, permit: Permit) -> Person:
    """The permit's patient: identity and contact. Two queries."""
    patient = _patient(permit)
    names = names_in(patient)
    return Person(
        patient_id=patient.pk,
        uuid=patient.uuid,
        mrn=rules.mrn_text(patient.mrn),
        identity=identity_of(patient),
        contact=contact_of(patient),
        display_name=rules.display_name(chosen=names.chosen, given=names.given, family=names.family),
        short_name=rules.short_name(chosen=names.chosen, given=names.given, family=names.family),
        deceased_on=patient.deceased_on,
        death_recorded_at=patient.death_recorded_at,
        death_recorded_by_id=patient.death_recorded_by_id,
        registered_at=patient.registered_at,
        registered_by_id=patient.registered_by_id,
        version=patient.version,
    )


def names_in(patient: Patient) -> Names:
    """The names that a row holds."""
    return identity_of(patient).names


def language_of(*, patient_id: int) -> Language:
    """The language of a person, for a page that shows nothing else of their record."""
    return Language(Patient.objects.values_list("language", flat=True).get(pk=patient_id))


@dataclass(frozen=True, slots=True)
class AllergyLine:
    """A substance, and what it did where that is known."""

    uuid: UUID
    substance: str
    reaction: str

    def __str__(self) -> str:
        return f"{self.substance}: {self.reaction}" if self.reaction else self.substance


@dataclass(frozen=True, slots=True)
class Allergies:
    """What is known of allergies. `is_hidden` when the permit does not cover it: then nothing is said either way."""

    state: AllergiesState
    items: tuple[AllergyLine, ...]
    is_hidden: bool = False

    @property
    def label(self) -> str:
        """'Penicillin: hives; latex', 'No known allergies', or 'Not asked'."""
        return "; ".join(str(item) for item in self.items) if self.items else self.state.label


def allergies_of(*, permit: Permit) -> Allergies:
    """The allergies of the permit's patient, in the order in which they were recorded. Two queries."""
    permit.check(category=Category.GENERAL)
    state = Patient.objects.values_list("allergies_state", flat=True).get(
        pk=permit.patient_id, organisation_id=permit.organisation_id
    )
    return _allergies(permit.patient_id, AllergiesState(state))


def _allergies(patient_id: int, state: AllergiesState) -> Allergies:
    rows = Allergy.objects.filter(patient_id=patient_id, removed_at__isnull=True).order_by("recorded_at", "pk")
    return Allergies(state, tuple(AllergyLine(*row) for row in rows.values_list("uuid", "substance", "reaction")))


@dataclass(frozen=True, slots=True)
class NumberElsewhere:
    """What another system calls the person: the name that its numbers have, and the number."""

    system: str
    value: str


def numbers_elsewhere(*, permit: Permit) -> list[NumberElsewhere]:
    """Under which numbers other systems know the permit's patient. One query."""
    permit.check(category=Category.DEMOGRAPHICS)
    rows = ForeignIdentifier.objects.filter(patient_id=permit.patient_id, patient__organisation_id=permit.organisation_id)
    return [NumberElsewhere(*row) for row in rows.order_by("system", "value").values_list("system", "value")]


@dataclass(frozen=True, slots=True)
class ConditionLine:
    """One condition. Dates are of the precision that is known: '2015' or '2015-03-14'."""

    uuid: UUID
    display: str
    system: str
    code: str
    category: Category
    clinical_status: ClinicalStatus
    verification_status: VerificationStatus
    onset: str
    abatement: str

    @property
    def is_present(self) -> bool:
        """Whether the person has it now, or may have it."""
        return self.clinical_status in PRESENT and self.verification_status is not VerificationStatus.REFUTED


def conditions_of(*, permit: Permit) -> list[ConditionLine]:
    """The conditions of the permit's patient of the kinds that it covers, those that began last first. One query."""
    covered = [category.value for category in CATEGORIES if permit.covers(category)]
    rows = Condition.objects.filter(
        patient_id=permit.patient_id,
        patient__organisation_id=permit.organisation_id,
        category__in=covered,
        removed_at__isnull=True,
    ).order_by("-onset", "display", "pk")
    columns = ("uuid", "display", "system", "code", "category", "clinical_status", "verification_status", "onset", "abatement")
    return [
        ConditionLine(
            uuid, display, system, code, Category(category), ClinicalStatus(clinical), VerificationStatus(sure), onset, abatement
        )
        for uuid, display, system, code, category, clinical, sure, onset, abatement in rows.values_list(*columns)
    ]


@dataclass(frozen=True, slots=True)
class KnownResource:
    """That a resource of another system was taken before: for whom, and whether it says now what it said then."""

    patient_id: int
    says_the_same: bool


def known_resources(*, organisation_id: int, source: str, statements: Sequence[Statement]) -> dict[ResourceKey, KnownResource]:
    """Which of these statements an organisation has taken before; gives nothing of what they say. One query."""
    said = {statement.key: statement.said.taken() for statement in statements}
    rows = _imported(organisation_id, source, said).values_list("resource_type", "resource_id", "patient_id", "taken")
    found = {ResourceKey(kind, number): (patient_id, taken) for kind, number, patient_id, taken in rows}
    return {key: KnownResource(found[key][0], found[key][1] == said[key]) for key in said if key in found}


def patients_of_resources(*, organisation_id: int, source: str, keys: Iterable[ResourceKey]) -> dict[ResourceKey, int]:
    """Whom these resources of type Patient are here; numbers only. One query."""
    rows = _imported(organisation_id, source, keys).values_list("resource_type", "resource_id", "patient_id")
    return {ResourceKey(kind, number): patient_id for kind, number, patient_id in rows}


def _imported(organisation_id: int, source: str, keys: Iterable[ResourceKey]) -> QuerySet[ImportedResource]:
    keys = set(keys)
    return ImportedResource.objects.filter(
        organisation_id=organisation_id,
        source=source,
        resource_type__in={key.type for key in keys},
        resource_id__in={key.id for key in keys},
    )


@dataclass(frozen=True, slots=True)
class Banner:
    """What stands on top of every page about a person. What is unknown is said, never left out."""

    patient_id: int
    uuid: UUID
    display_name: str
    short_name: str
    pronouns: str
    birth_date: date
    age: int
    legal_name: str
    mrn: str
    allergies: Allergies
    reaching: rules.Reaching
    first_phone: str
    language: Language
    zone: str
    deceased_on: date | None
    version: int

    @property
    def is_alive(self) -> bool:
        """Whether no death is recorded."""
        return self.deceased_on is None


def banner(*, permit: Permit, at: datetime) -> Banner:
    """The banner of the permit's patient; the age is that of the day in the person's zone, or at death. Three queries.

    `first_phone` is the E.164 number of the first phone that may be called, for the button that calls.
    """
    patient = _patient(permit)
    names = names_in(patient)
    contact = contact_of(patient)
    state = AllergiesState(patient.allergies_state)
    if permit.covers(Category.GENERAL):
        allergies = _allergies(patient.pk, state)
    else:
        allergies = Allergies(AllergiesState.NOT_ASKED, (), is_hidden=True)
    callable_points = [point for point in contact.points if point.kind is ContactKind.PHONE and point.may_call]
    return Banner(
        patient_id=patient.pk,
        uuid=patient.uuid,
        display_name=rules.display_name(chosen=names.chosen, given=names.given, family=names.family),
        short_name=rules.short_name(chosen=names.chosen, given=names.given, family=names.family),
        pronouns=patient.pronouns,
        birth_date=patient.birth_date,
        age=age_in_years(patient.birth_date, patient.deceased_on or local_date(at, patient.zone)),
        legal_name=rules.legal_name_if_different(chosen=names.chosen, given=names.given, family=names.family),
        mrn=rules.mrn_text(patient.mrn),
        allergies=allergies,
        reaching=rules.reaching(contact, zone=patient.zone),
        first_phone=callable_points[0].value if callable_points else "",
        language=Language(patient.language),
        zone=patient.zone,
        deceased_on=patient.deceased_on,
        version=patient.version,
    )


def patients_with_phone(number: str) -> list[tuple[int, int]]:
    """Everybody, at every organisation, in whose record this E.164 number stands: (patient, organisation). Two queries.

    For the job that takes in texts: whoever holds a phone decides about it wherever it is known. Numbers only.
    """
    keys = SearchKey.objects.filter(
        organisation_id__in=organisation_ids(), key=KeyKind.PHONE.mark(digits(number)[-10:])
    ).values_list("patient_id", flat=True)
    points = ContactPoint.objects.filter(patient_id__in=list(keys), kind=ContactKind.PHONE.value, value=number)
    return list(points.order_by("patient_id").values_list("patient_id", "patient__organisation_id"))


def similar_people(*, organisation_id: int, identity: Identity) -> list[int]:
    """Who of the organisation was born on the same day and has names that sound the same; numbers only, in no list yet.

    One query by birth date; the names are compared in `rules`.
    """
    born = Patient.objects.filter(organisation_id=organisation_id, birth_date=identity.birth_date).order_by("pk")
    return [patient.pk for patient in born if rules.sounds_alike(names_in(patient), identity.names)]


def readable_lines(*, patient_ids: Iterable[int], condition: Q) -> list[PersonLine]:
    """Of some people those whom the gate's condition (on `pk`) lets the reader see. One query."""
    people = Patient.objects.filter(condition, pk__in=set(patient_ids)).order_by("pk")
    return [line(row) for row in people.values_list(*LINE_COLUMNS)]


@dataclass(frozen=True, slots=True)
class Version:
    """One earlier state of the row: its number, its fields, and the audit event that made it."""

    number: int
    values: dict[str, Any]
    event: UUID | None
    at: datetime


def versions_since(*, patient_id: int, version: int) -> list[Version]:
    """The state of a person's row that a form was made from and all that came after it, oldest first. One query."""
    events: QuerySet[Any] = apps.get_model("patients", "PatientEvent").objects.filter(pgh_obj_id=patient_id, version__gte=version)
    return [
        Version(row["version"], row, row["pgh_context_id"], row["pgh_created_at"]) for row in events.order_by("pgh_id").values()
    ]


@dataclass(frozen=True, slots=True)
class Found:
    """Who was found. `is_cut`: there are more. `is_by_sound`: nobody matched as typed, these sound alike."""

    people: list[PersonLine]
    is_cut: bool = False
    is_by_sound: bool = False
    is_too_short: bool = False


def search(*, condition: Q, terms: str, organisation_id: int, limit: int = 20) -> Found:
    """People of an organisation whom the gate's condition (on `patient_id`) lets the reader see and who match every term.

    Words of names match by prefix in any order, former names too; numbers match the record number by prefix, and a phone by
    its whole number, its last seven or its last four digits; a birth date matches as typed in any of the usual ways. The
    best match of the first name comes first. One query; when nobody matches, a second one by the sound of the names.
    """
    wanted = rules.read_terms(terms)
    if rules.is_too_short(wanted):
        return Found([], is_too_short=True)
    people = _matching([_keys(term) for term in wanted], condition=condition, organisation_id=organisation_id, limit=limit)
    if people or not any(term.kind is TermKind.NAME for term in wanted):
        return Found(people[:limit], is_cut=len(people) > limit)
    by_sound = [_sounds(term) if term.kind is TermKind.NAME else _keys(term) for term in wanted]
    people = _matching(by_sound, condition=condition, organisation_id=organisation_id, limit=limit)
    return Found(people[:limit], is_cut=len(people) > limit, is_by_sound=bool(people))


def exactly(*, organisation_id: int, names: str = "", birth_date: date | None = None, mrn: str = "") -> list[int]:
    """Who of the organisation has this record number; or was born on this day and bears each of two or more names, whole.

    Two numbers at most: whoever asks wants one person or nobody. Nothing of them, and in no list. One query.
    """
    words = set(rules.name_words(names))
    if mrn:
        wanted = [KeyKind.MRN.mark(rules.mrn_key(mrn))]
    elif birth_date is not None and len(words) > 1:
        wanted = [KeyKind.BIRTH.mark(birth_date.isoformat()), *(KeyKind.NAME.mark(word) for word in sorted(words))]
    else:
        return []
    rows = SearchKey.objects.filter(key=wanted[0], organisation_id=organisation_id)
    for key in wanted[1:]:
        rows = rows.filter(Exists(SearchKey.objects.filter(key=key, patient_id=OuterRef("patient_id"))))
    return list(rows.order_by("patient_id").values_list("patient_id", flat=True)[:2])


@dataclass(frozen=True, slots=True)
class _Keys:
    """The keys that one term accepts: one condition on a search key, and how few people it is likely to leave."""

    condition: Q
    rarity: int


def _keys(term: Term) -> _Keys:
    if term.kind is TermKind.BIRTH:
        return _Keys(Q(key__in=[KeyKind.BIRTH.mark(day.isoformat()) for day in term.days]), rarity=20)
    if term.kind is TermKind.NUMBER:
        return _Keys(_number_condition(term.text), rarity=10 + len(term.text))
    return _Keys(Q(key__startswith=KeyKind.NAME.mark(term.text)), rarity=len(term.text))


def _number_condition(text: str) -> Q:
    """A record number that begins so; and a phone that ends in these four digits, or whose number begins with five or more."""
    mrn = Q(key__startswith=KeyKind.MRN.mark(text))
    if not text.isdigit() or len(text) < 4:
        return mrn
    phone = KeyKind.PHONE.mark(text)
    return mrn | (Q(key=phone) if len(text) == 4 else Q(key__startswith=phone))


def _sounds(term: Term) -> _Keys:
    sound = sound_key(term.text)
    return _Keys(Q(key=KeyKind.SOUND.mark(sound)), rarity=len(term.text)) if sound else _keys(term)


def _matching(wanted: list[_Keys], *, condition: Q, organisation_id: int, limit: int) -> list[PersonLine]:
    # The rarest term drives: its range of the key index is walked in order, and each row is asked for the other terms.
    driver, *others = sorted(wanted, key=lambda keys: -keys.rarity)
    rows: QuerySet[SearchKey] = SearchKey.objects.filter(driver.condition, condition, organisation_id=organisation_id)
    for keys in others:
        rows = rows.filter(Exists(SearchKey.objects.filter(keys.condition, patient_id=OuterRef("patient_id"))))
    earlier = SearchKey.objects.filter(driver.condition, patient_id=OuterRef("patient_id"), key__lt=OuterRef("key"))
    rows = rows.filter(~Exists(earlier))  # one row for each person: that of their first matching key
    columns = ["patient_id" if name == "pk" else f"patient__{name}" for name in LINE_COLUMNS]
    found = {row[0]: line(row) for row in rows.order_by("key", "patient_id").values_list(*columns)[: limit + 1]}
    return list(found.values())
