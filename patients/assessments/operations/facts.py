"""What scoring may know of the person beside the answers, as far as the permit covers it."""

from datetime import date, datetime
from decimal import Decimal

from care.actor import Category, Permit
from care.lib.dates import age_in_years, local_date
from patients.assessments.models import Response, Score
from patients.assessments.rules import Facts, State
from patients.queries import demographics_of, get_patient
from patients.rules import Sex
from patients.story.queries import latest_pregnancy
from patients.story.rules import PregnancyAnswer

_KNOWN = (PregnancyAnswer.PREGNANT, PregnancyAnswer.NOT, PregnancyAnswer.POSTPARTUM, PregnancyAnswer.ENDED)
MOST_EARLIER = 100  # scores of one instrument; an hourly look for four days


def facts_of(*, permit: Permit, row: Response, at: datetime) -> Facts:
    """The facts of the permit's patient. Five queries.

    Sex and age count for cut-offs; where somebody does not say, the rules take the careful one.
    """
    sex, age = _sex_and_age(permit, at)
    return Facts(
        sex=sex,
        age=age,
        pregnant=_pregnant(permit),
        earlier=_earlier(row),
        subject=row.subject,
        at=row.administered_at,
    )


def _sex_and_age(permit: Permit, at: datetime) -> tuple[str, int | None]:
    if not permit.covers(Category.DEMOGRAPHICS):
        return "", None
    person, said = get_patient(permit=permit).identity, demographics_of(permit)
    sex = said.sex if said and said.sex in (Sex.FEMALE, Sex.MALE) else ""
    return sex, age_in_years(person.birth_date, local_date(at, person.zone))


def _pregnant(permit: Permit) -> bool | None:
    if not permit.covers(Category.GENERAL):
        return None
    last = next(iter(latest_pregnancy(permit=permit)), None)
    if last is None or last.said.answer not in _KNOWN:
        return None
    return last.said.answer is PregnancyAnswer.PREGNANT


def _earlier(row: Response) -> dict[str, list[tuple[date, Decimal]]]:
    """Earlier scores of the same instrument about the same thing, oldest first, by name. One query."""
    rows = Score.objects.filter(
        response__patient_id=row.patient_id,
        response__organisation_id=row.organisation_id,
        response__instrument=row.instrument,
        response__subject=row.subject,
        response__state=State.COMPLETED.value,
        response__administered_at__lte=row.administered_at,
    )
    found: dict[str, list[tuple[date, Decimal]]] = {}
    latest = rows.order_by("-response__administered_at", "-pk").values_list("name", "response__administered_at", "value")
    for name, at, value in reversed(latest[:MOST_EARLIER]):
        found.setdefault(name, []).append((at, value))
    return found
