"""Finding people: search, likely duplicates, whose phone it is."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from care.accounts.queries import organisation_ids
from care.lib.text import digits, sound_key
from patients import rules
from patients.models import ContactPoint, Patient, SearchKey
from patients.queries.people import LINE_COLUMNS, PersonLine, line, names_in
from patients.rules import (
    ContactKind,
    Identity,
    KeyKind,
    Term,
    TermKind,
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
