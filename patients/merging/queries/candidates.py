"""Which records of an organization may be of one person: candidates by what they share, and the points of each pair.

Numbers only, in no list yet: whoever shows them asks the gate.
"""

from collections.abc import Sequence

from django.db import connection

from patients.merging.models import LikelyPair
from patients.merging.queries.comparing import traits_of
from patients.merging.rules import PairState
from patients.models import Patient
from patients.queries import merged_among
from patients.rules import Likeness, is_likely, likeness, score

Key = tuple[int, int]
BATCH = 2_000
MOST_OF_ONE_KEY = 12  # a phone that so many have is a shelter's or a clinic's
_SAME_BIRTH = """
    SELECT a.patient_id, b.patient_id FROM patients_searchkey a
    JOIN patients_searchkey b ON b.organisation_id = a.organisation_id AND b.key = a.key AND b.patient_id > a.patient_id
    WHERE a.organisation_id = %(organisation)s AND a.kind = 'birth' AND EXISTS (
        SELECT FROM patients_searchkey x JOIN patients_searchkey y ON y.patient_id = b.patient_id AND y.key = x.key
        WHERE x.patient_id = a.patient_id AND x.kind IN ('name', 'sound', 'phone') AND length(x.key) > 3
    )"""
_SAME_PHONE = """
    SELECT a.patient_id, b.patient_id FROM patients_searchkey a
    JOIN patients_searchkey b ON b.organisation_id = a.organisation_id AND b.key = a.key AND b.patient_id > a.patient_id
    WHERE a.organisation_id = %(organisation)s AND a.kind = 'phone' AND length(a.key) = 12
        AND (SELECT count(*) FROM (SELECT FROM patients_searchkey c WHERE c.organisation_id = a.organisation_id AND c.key = a.key
             LIMIT %(most)s + 1) AS holders) <= %(most)s"""
_SAME_NAMES = """
    SELECT a.id, b.id FROM patients_patient a
    JOIN patients_patient b ON b.organisation_id = a.organisation_id AND b.id > a.id
        AND lower(b.legal_family) = lower(a.legal_family) AND lower(b.legal_given) = lower(a.legal_given)
    WHERE a.organisation_id = %(organisation)s AND a.birth_date <> b.birth_date
        AND (date_part('year', a.birth_date) = date_part('year', b.birth_date)
             OR (date_part('month', a.birth_date) = date_part('month', b.birth_date)
                 AND date_part('day', a.birth_date) = date_part('day', b.birth_date)))"""
_SAME_NUMBER = """
    SELECT a.patient_id, b.patient_id FROM patients_foreignidentifier a
    JOIN patients_foreignidentifier b ON b.system = a.system AND b.value = a.value AND b.patient_id > a.patient_id
    JOIN patients_patient p ON p.id = a.patient_id AND p.organisation_id = %(organisation)s
    JOIN patients_patient q ON q.id = b.patient_id AND q.organisation_id = %(organisation)s"""


def alike(*, organisation_id: int, limit: int) -> dict[Key, tuple[Likeness, ...]]:
    """The likeliest pairs of an organization with what they have in common; the smaller number first.

    Candidates share a birth date and a name or phone, or a phone, or both names with nearly one birth date, or a number
    elsewhere: one query, and three for each 2,000 candidates.
    """
    statement = " UNION ".join((_SAME_BIRTH, _SAME_PHONE, _SAME_NAMES, _SAME_NUMBER))
    with connection.cursor() as cursor:
        cursor.execute(statement, {"organisation": organisation_id, "most": MOST_OF_ONE_KEY})
        candidates: list[Key] = sorted(cursor.fetchall())
    found: dict[Key, tuple[Likeness, ...]] = {}
    for start in range(0, len(candidates), BATCH):
        found |= _compared(candidates[start : start + BATCH])
    best = sorted(found.items(), key=lambda pair: (-score(pair[1]), pair[0]))[:limit]
    return dict(best)


def _compared(candidates: Sequence[Key]) -> dict[Key, tuple[Likeness, ...]]:
    numbers = {number for pair in candidates for number in pair}
    gone = merged_among(numbers)
    rows = list(Patient.objects.filter(pk__in=numbers - gone.keys()).order_by("pk"))
    traits = dict(zip([row.pk for row in rows], traits_of(rows), strict=True))
    told = {(one, other): likeness(traits[one], traits[other]) for one, other in candidates if one in traits and other in traits}
    return {pair: reasons for pair, reasons in told.items() if is_likely(reasons)}


def told_apart(*, organisation_id: int) -> set[Key]:
    """The pairs that somebody decided about, also under the numbers into which their records were merged since. Two queries."""
    rows = LikelyPair.objects.filter(organisation_id=organisation_id).exclude(state=PairState.OPEN.value).order_by("pk")
    pairs = list(rows.values_list("one_id", "other_id", "state"))
    now = merged_among(number for one, other, _ in pairs for number in (one, other))
    apart = {ordered(one, other) for one, other, _ in pairs}
    moved = {ordered(now.get(one, one), now.get(other, other)) for one, other, state in pairs if state == PairState.APART.value}
    return apart | moved


def ordered(one: int, other: int) -> Key:
    """A pair, the smaller number first."""
    return (min(one, other), max(one, other))
