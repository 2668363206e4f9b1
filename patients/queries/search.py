"""Finding people: search, who may be the same, whose phone it is."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Length

from care.accounts.queries import organisation_ids
from care.lib.text import digits, sound_key
from patients import rules
from patients.models import ContactPoint, Patient, SearchKey
from patients.queries.people import LINE_COLUMNS, PersonLine, line, names_in
from patients.rules import ContactKind, Identity, KeyKind, Likeness, Names, Nearness, Term, TermKind

MANY = 200  # so many people with a key are as many as any number: the term does not drive
LOOKED_THROUGH = 60  # people near what was typed, from whom the nearest are shown
MOST_MISTYPED = 3  # terms that are looked for with their near spellings, the longest ones


def patients_with_phone(number: str) -> list[tuple[int, int]]:
    """Everybody, at every organisation, in whose record this E.164 number stands: (patient, organisation). Two queries.

    For the job that takes in texts: whoever holds a phone decides about it wherever it is known. Numbers only.
    """
    keys = SearchKey.objects.filter(
        organisation_id__in=organisation_ids(), key=KeyKind.PHONE.mark(digits(number)[-10:])
    ).values_list("patient_id", flat=True)
    points = ContactPoint.objects.filter(patient_id__in=list(keys), kind=ContactKind.PHONE.value, value=number)
    return list(points.order_by("patient_id").values_list("patient_id", "patient__organisation_id"))


def similar_people(*, organisation_id: int, identity: Identity, phones: Collection[str] = ()) -> dict[int, tuple[Likeness, ...]]:
    """Who of the organisation is likely the same person, the likeliest first, and what they have in common.

    Numbers only, in no list yet. Whoever was born on the same day or nearly, or holds one of these phones (E.164), is compared
    in `rules`. Two queries, three with a phone.
    """
    mine = rules.Traits(identity.names, identity.birth_date, phones=frozenset(phones))
    holders: set[int] = set()
    if phones:
        keys = [KeyKind.PHONE.mark(digits(phone)[-10:]) for phone in phones]
        rows = SearchKey.objects.filter(organisation_id=organisation_id, key__in=keys).order_by("pk")
        holders = set(rows.values_list("patient_id", flat=True)[:MANY])
    near = Q(birth_date__in=rules.near_days(identity.birth_date)) | Q(pk__in=holders)
    people = Patient.objects.filter(near, organisation_id=organisation_id, merged__isnull=True).order_by("pk")
    found = {}
    for patient in people:
        theirs = rules.Traits(names_in(patient), patient.birth_date, phones=frozenset(phones if patient.pk in holders else ()))
        found[patient.pk] = rules.likeness(mine, theirs)
    likely = [(pk, reasons) for pk, reasons in found.items() if rules.is_likely(reasons)]
    return dict(sorted(likely, key=lambda one: (-rules.score(one[1]), one[0])))


@dataclass(frozen=True, slots=True)
class Found:
    """Who was found. `is_cut`: there are more. `is_near`: nobody matched as typed, these come near.

    `near` says of each person who does not match as typed how they do, at the word that is farthest.
    """

    people: list[PersonLine]
    is_cut: bool = False
    is_near: bool = False
    is_too_short: bool = False
    near: dict[int, Nearness] = field(default_factory=dict)


def search(*, condition: Q, terms: str, organisation_id: int, limit: int = 20) -> Found:
    """People of an organisation whom the gate's condition (on `patient_id`) lets the reader see and who match every term.

    Words of names match by prefix in any order, former names too, and by another form of a given name (Bill, William);
    numbers match the record number by prefix, and a phone by its whole number, its last seven or its last four digits; a
    birth date matches as typed in any of the usual ways. The best match of the first name comes first. One query; when
    nobody matches, two more for those one letter away and those who sound alike.
    """
    wanted = rules.read_terms(terms)
    if rules.is_too_short(wanted):
        return Found([], is_too_short=True)
    people = _matching([_keys(term) for term in wanted], condition=condition, organisation_id=organisation_id, limit=limit)
    if people or not any(term.kind is TermKind.NAME for term in wanted):
        found = [_Near.of(person, names, wanted) for person, names in people]
        return _found(sorted(found[:limit], key=lambda one: one.has_forms), is_cut=len(people) > limit)
    found = _nearly(wanted, condition=condition, organisation_id=organisation_id)
    return _found(found[:limit], is_cut=len(found) > limit, is_near=bool(found))


@dataclass(frozen=True, slots=True)
class _Near:
    """A person, and how near their names come to each typed name."""

    person: PersonLine
    how: list[Nearness]

    @classmethod
    def of(cls, person: PersonLine, names: Names, wanted: Sequence[Term]) -> "_Near":
        return cls(person, rules.how_near(wanted, rules.name_keys(names)))

    @property
    def has_forms(self) -> bool:
        return Nearness.FORM in self.how

    @property
    def farthest(self) -> Nearness:
        order = list(Nearness)
        return max(self.how, key=order.index, default=Nearness.WHOLE)


def _found(found: Sequence[_Near], *, is_cut: bool, is_near: bool = False) -> Found:
    # whoever was merged into a record is found by names that it does not hold: of these nothing is said
    said = (Nearness.FORM, Nearness.TYPO, Nearness.SOUND)
    near = {one.person.patient_id: one.farthest for one in found if one.farthest in said}
    return Found([one.person for one in found], is_cut=is_cut, is_near=is_near, near=near)


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


# --- as typed -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Keys:
    """The keys that one term accepts, how few people it is likely to leave, and what else it accepts while it does not drive."""

    condition: Q
    rarity: int
    beside: Q = field(default_factory=Q)
    order: tuple[Any, ...] = ("key",)


def _keys(term: Term) -> _Keys:
    if term.kind is TermKind.BIRTH:
        return _Keys(Q(key__in=[KeyKind.BIRTH.mark(day.isoformat()) for day in term.days]), rarity=20)
    if term.kind is TermKind.NUMBER:
        # of two ranges of the index: in the order of the keys alone the planner would walk all that lies between them
        return _Keys(_number_condition(term.text), rarity=10 + len(term.text), order=(Length("key"), "key"))
    forms = rules.other_forms(term.text)
    beside = Q(key__in=[KeyKind.NAME.mark(form) for form in sorted(forms)]) if forms else Q()
    # a given name with other forms is common, and drives only where nothing else does
    return _Keys(Q(key__startswith=KeyKind.NAME.mark(term.text)), rarity=len(term.text) - 20 * bool(forms), beside=beside)


def _number_condition(text: str) -> Q:
    """A record number that begins so; and a phone that ends in these four digits, or whose number begins with five or more."""
    mrn = Q(key__startswith=KeyKind.MRN.mark(text))
    if not text.isdigit() or len(text) < 4:
        return mrn
    phone = KeyKind.PHONE.mark(text)
    return mrn | (Q(key=phone) if len(text) == 4 else Q(key__startswith=phone))


def _matching(wanted: list[_Keys], *, condition: Q, organisation_id: int, limit: int) -> list[tuple[PersonLine, Names]]:
    # The rarest term drives: its range of the key index is walked in order, and each row is asked for the other terms.
    driver, *others = sorted(wanted, key=lambda keys: -keys.rarity)
    rows: QuerySet[SearchKey] = SearchKey.objects.filter(driver.condition, condition, organisation_id=organisation_id)
    for keys in others:
        asked = keys.condition | keys.beside if keys.beside else keys.condition
        rows = rows.filter(Exists(SearchKey.objects.filter(asked, patient_id=OuterRef("patient_id"))))
    earlier = SearchKey.objects.filter(driver.condition, patient_id=OuterRef("patient_id"), key__lt=OuterRef("key"))
    rows = rows.filter(~Exists(earlier))  # one row for each person: that of their first matching key
    return _lines(rows.order_by(*driver.order, "patient_id"), limit=limit + 1)


def _lines(rows: QuerySet[SearchKey], *, limit: int) -> list[tuple[PersonLine, Names]]:
    """The people of some keys, in their order, each once, with all their names."""
    columns = ["patient_id" if name == "pk" else f"patient__{name}" for name in LINE_COLUMNS]
    found: dict[int, tuple[PersonLine, Names]] = {}
    for *values, former in rows.values_list(*columns, "patient__former_names")[:limit]:
        _, _, chosen, given, family, *_ = values
        found.setdefault(values[0], (line(values), Names(given, family, chosen, tuple(former))))
    return list(found.values())


# --- near what was typed ----------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Accepted:
    """What one term accepts of the keys that the register holds, and about how many people have one of them."""

    condition: Q
    people: int


def _nearly(wanted: Sequence[Term], *, condition: Q, organisation_id: int) -> list[_Near]:
    """Those who come near what was typed, the nearest first. Two queries: which near keys there are, and who has them."""
    accepted = _accepted(wanted, organisation_id=organisation_id)
    if not all(one.people for one in accepted):
        return []
    driver, *others = sorted(accepted, key=lambda one: one.people)
    rows: QuerySet[SearchKey] = SearchKey.objects.filter(driver.condition, condition, organisation_id=organisation_id)
    for one in others:
        rows = rows.filter(Exists(SearchKey.objects.filter(one.condition, patient_id=OuterRef("patient_id"))))
    rows = rows.order_by("kind", "key", "patient_id")  # names before sounds; as above, no order of the index
    found = [_Near.of(person, names, wanted) for person, names in _lines(rows, limit=LOOKED_THROUGH)]
    return sorted(found, key=lambda one: rules.distance(one.how))


def _accepted(wanted: Sequence[Term], *, organisation_id: int) -> list[_Accepted]:
    """For each term the keys near it that the register holds. A key costs one look into its index; one query."""
    mistyped = sorted((term for term in wanted if term.kind is TermKind.NAME), key=lambda term: -len(term.text))[:MOST_MISTYPED]
    asked = [(number, *bounds) for number, term in enumerate(wanted) for bounds in _ranges(term, is_mistyped=term in mistyped)]
    numbers, begins, ends = (list(column) for column in zip(*asked, strict=True))
    statement = f"""
        SELECT w.term, w.begins, counted.people
        FROM unnest(%s::int[], %s::text[], %s::text[]) AS w (term, begins, ends), LATERAL (
            SELECT count(*) AS people FROM (
                SELECT FROM {SearchKey._meta.db_table} AS k
                WHERE k.organisation_id = %s AND k.key >= w.begins COLLATE "C" AND k.key < w.ends COLLATE "C" LIMIT {MANY}
            ) AS they
        ) AS counted WHERE counted.people > 0
    """  # noqa: S608 - our own words
    given: list[Any] = [numbers, begins, ends, organisation_id]
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        there = cursor.fetchall()
    whole = {(number, begin) for number, begin, end in asked if end == _after(begin, is_whole=True)}
    accepted = []
    for number, _ in enumerate(wanted):
        rows = [(begin, people) for term, begin, people in there if term == number]
        exact = [begin for begin, _ in rows if (number, begin) in whole]
        condition = Q(key__in=exact)
        for begin, _ in rows:
            if (number, begin) not in whole:
                condition |= Q(key__startswith=begin)
        accepted.append(_Accepted(condition, sum(people for _, people in rows)))
    return accepted


def _ranges(term: Term, *, is_mistyped: bool) -> list[tuple[str, str]]:
    """The parts of the key index in which a term is looked for: whole keys and beginnings, each as begin and end."""
    if term.kind is TermKind.BIRTH:
        return [_whole(KeyKind.BIRTH, day.isoformat()) for day in term.days]
    if term.kind is TermKind.NUMBER:
        found = [_begins(KeyKind.MRN, term.text)]
        if term.text.isdigit() and len(term.text) >= 4:
            found.append((_whole if len(term.text) == 4 else _begins)(KeyKind.PHONE, term.text))
        return found
    found = [_begins(KeyKind.NAME, term.text)]
    if is_mistyped:
        found += [_whole(KeyKind.NAME, form) for form in sorted(rules.other_forms(term.text))]
        found += [_whole(KeyKind.NAME, spelling) for spelling in rules.near_spellings(term.text)]
        sound = sound_key(term.text)
        found += [_whole(KeyKind.SOUND, sound)] if sound else []
    return found


def _whole(kind: KeyKind, text: str) -> tuple[str, str]:
    key = kind.mark(text)
    return key, _after(key, is_whole=True)


def _begins(kind: KeyKind, text: str) -> tuple[str, str]:
    key = kind.mark(text)
    return key, _after(key, is_whole=False)


def _after(key: str, *, is_whole: bool) -> str:
    """The first text behind a key, or behind all that begin with it, in the order of the index (by code point)."""
    return key + "\x01" if is_whole else key[:-1] + chr(ord(key[-1]) + 1)
