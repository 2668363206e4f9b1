"""The person of a request: birth date, sex, problems and allergies. Pure."""

from datetime import date

from treatment_plans.regimens.safety.drugs import recognize
from treatment_plans.regimens.safety.facts import Drug, Problem
from treatment_plans.regimens.safety.hooks.concepts import RXNORM, concept
from treatment_plans.regimens.safety.hooks.moments import day
from treatment_plans.regimens.safety.hooks.shape import Json, Unreadable, obj, objects, word

BIRTH_SEX = "us-core-birthsex"
SEXES = {"f": "female", "m": "male", "female": "female", "male": "male"}
OVER = frozenset({"inactive", "remission", "resolved"})
UNTRUE = frozenset({"refuted", "entered-in-error"})


def read_person(resource: Json) -> tuple[date | None, str]:
    """Birth date and sex. The sex at birth, where it is stated, before the administrative gender: the formulas mean the body.

    Raises:
        Unreadable: the birth date is no date, or is not a whole date.
    """
    born = word(resource.get("birthDate"))
    if born and len(born) < 10:
        raise Unreadable("its birth date is not a whole date")
    at_birth = next(
        (word(part.get("valueCode")) for part in objects(resource.get("extension")) if word(part.get("url")).endswith(BIRTH_SEX)),
        "",
    )
    sex = SEXES.get(at_birth.lower()) or SEXES.get(word(resource.get("gender")).lower(), "")
    return day(born), sex


def sex_of(resource: Json) -> str:
    """The sex alone, of a person whose birth date cannot be read."""
    return read_person({name: value for name, value in resource.items() if name != "birthDate"})[1]


def read_problems(resource: Json) -> list[Problem]:
    """A Condition: one line for each of its codes. What was refuted or entered in error is none.

    Raises:
        Unreadable: it names no condition, or has a date that is no date.
    """
    if _status(resource, "verificationStatus") & UNTRUE:
        return []
    code = concept(resource.get("code"))
    if not code.label():
        raise Unreadable("it names no condition")
    status = _status(resource, "clinicalStatus")
    ended = any(name.startswith("abatement") and resource[name] not in (None, False, "") for name in resource)
    is_active = not status & OVER and not (ended and not status)
    period = obj(resource.get("onsetPeriod"))
    since = day(
        resource.get("onsetDateTime") or period.get("start") or resource.get("recordedDate") or resource.get("assertedDate")
    )
    text = code.all_words()
    if not code.codings:
        return [Problem("", "", text, since, is_active)]
    return [Problem(coding.code, coding.system, text, since, is_active) for coding in code.codings]


def read_allergy(resource: Json) -> Drug | str | None:
    """What an AllergyIntolerance is to; None where it is refuted, over, or says that none is known.

    Raises:
        Unreadable: it names nothing.
    """
    if _status(resource, "verificationStatus") & UNTRUE or _status(resource, "clinicalStatus") & OVER:
        return None
    code = concept(resource.get("code"))
    if not code.label():
        substances = [concept(part.get("substance")) for part in objects(resource.get("reaction"))]
        code = next((one for one in substances if one.label()), code)
    if not code.label():
        raise Unreadable("it names no substance")
    if code.label().lower().startswith(("no known", "nka", "nkda")):
        return None
    found = recognize(code.label(), words=[coding.display for coding in code.codings], rxcuis=code.codes(RXNORM)).drug
    return found if found.ingredients else code.label()


def _status(resource: Json, name: str) -> set[str]:
    found = concept(resource.get(name))
    return {coding.code.lower() for coding in found.codings} | ({found.text.lower()} if found.text else set())
