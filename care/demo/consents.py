"""The demo's consents: a few people of the clinic with papers of every kind and state, told through the same operations as in a
clinic."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.apps import apps

from care.actor import Category, Permit, Purpose, Requester
from care.consent import operations
from care.consent.rules import KINDS, Grounds, How, Kind, Signature, Signers, Terms, Who
from care.consent.wording import described, wording

CARE = frozenset({Category.DEMOGRAPHICS, Category.GENERAL, Category.SUD})
ADULT = Signers(Who.PERSON, Grounds.ADULT, "42 CFR 2.31(a)(8)")  # everybody in the demo's aftercare is
WHO = frozenset({Category.DEMOGRAPHICS})
# A name as a finger draws it: moves and lines in a box of 600 by 200.
DRAWN = (
    "M90 120L104 84L116 62L124 74L122 110L130 132L142 118L152 92L160 104L164 126L176 120L188 104L198 112L202 126L214 120"
    "L226 106L236 110L242 122L254 116L266 100L280 104L288 118L302 112L316 98L330 102L340 114L356 108L374 96L392 100"
    "L404 110L424 104L446 92L470 96L490 104L512 98M120 146L210 140L320 142L430 136L500 138"
)


@dataclass(frozen=True, slots=True)
class Told:
    """One consent of the story: whose (by their place among the people), what, how long ago, and what became of it."""

    whose: int
    kind: Kind
    days_ago: int
    terms: dict[str, Any] = field(default_factory=dict)
    then: str = "signed"  # or "draft", "declined", "set aside", "taken back"
    how: How = How.ON_SCREEN
    language: str = "en"


TOLD = (
    Told(0, Kind.TPO, 60, {"categories": CARE}),
    Told(
        0,
        Kind.SPECIFIC,
        1,
        {
            "categories": WHO,
            "recipient_kind": Requester.FAMILY,
            "recipient_name": "Rosa Duarte, sister",
            "purpose_text": "so that Rosa can drive me to visits",
        },
        then="draft",
    ),
    Told(1, Kind.TPO, 90, {"categories": CARE}),
    Told(1, Kind.TPO, 20, {"categories": CARE | {Category.MENTAL_HEALTH}}),
    Told(
        2,
        Kind.CRIMINAL_JUSTICE,
        45,
        {
            "categories": frozenset({Category.SUD}),
            "recipient_name": "Officer Dale Pruitt, county probation",
            "matter": "County court, case 26-1187",
            "end_event": "the final disposition of the case",
            "irrevocable_event": "the final disposition of the case",
        },
        how=How.PAPER,
    ),
    Told(2, Kind.REGISTRY, 80, {"categories": WHO | {Category.SUD}, "recipient_name": "State central registry", "lasts": 365,
                                "matter": "Central registry of opioid treatment programs"}),
    Told(
        3,
        Kind.INTERMEDIARY,
        30,
        {
            "categories": CARE,
            "recipient_name": "Bay Health Exchange",
            "members": ("Bay General Hospital", "Shoreline Pharmacy"),
            "treating_members": True,
            "lasts": 365,
        },
    ),
    Told(3, Kind.TPO, 2, {"categories": CARE}, then="draft"),
    Told(5, Kind.TPO, 1, {"categories": CARE}, then="draft", language="es"),
    Told(
        4,
        Kind.RESEARCH,
        15,
        {
            "categories": frozenset({Category.SUD}),
            "recipient_name": "Dr. Ines Calder, Bay University",
            "matter": "Staying in care after the first year",
            "end_event": "the end of the study",
        },
        language="es",
    ),
    Told(
        4,
        Kind.LEGAL,
        10,
        {
            "categories": frozenset({Category.SUD}),
            "recipient_name": "Family Court",
            "matter": "Custody hearing in January",
            "end_event": "the end of the proceeding",
        },
        then="declined",
    ),
    Told(5, Kind.SPECIFIC, 70, {"categories": WHO, "recipient_kind": Requester.EMPLOYER, "recipient_name": "Corner Bakery",
                                "purpose_text": "a letter for my shifts", "lasts": 180, "at_request": True}, then="taken back"),
    Told(6, Kind.COUNSELING_NOTES, 5, {"recipient_kind": Requester.PROVIDER, "recipient_name": "Dr. Hana Adeyemi",
                                       "purposes": frozenset({Purpose.TREAT}), "lasts": 90}),
)  # fmt: skip


def tell_consents(*, permits: list[Callable[[datetime], Permit]], at: datetime) -> int:
    """Tell every consent whose person is among those given; gives how many there are."""
    told = [story for story in TOLD if story.whose < len(permits)]
    for story in sorted(told, key=lambda story: -story.days_ago):
        when = at - timedelta(days=story.days_ago, hours=2)
        _tell(story, permits[story.whose], when=when, at=at)
    return len(told)


def _tell(story: Told, permit_at: Callable[[datetime], Permit], *, when: datetime, at: datetime) -> None:
    permit = permit_at(when)
    draft = operations.prepare_consent(
        permit=permit, terms=_terms(story, when), wording=wording(language=story.language, kind=story.kind), at=when
    )
    soon = when + timedelta(minutes=10)
    if story.then == "declined":
        operations.decline_consent(permit=permit, consent=draft.uuid, at=soon)
    if story.then in ("draft", "declined"):
        return
    drawing = DRAWN if story.how is How.ON_SCREEN else ""
    signature = Signature(story.how, _name(permit.patient_id), drawing=drawing)
    operations.sign_consent(permit=permit, consent=draft.uuid, signature=signature, signers=ADULT, at=soon)
    if story.then == "taken back":
        later = at - timedelta(days=3)
        operations.revoke_consent(permit=permit_at(later), consent=draft.uuid, reason="Works elsewhere now.", at=later)


def _terms(story: Told, when: datetime) -> Terms:
    given = dict(story.terms)
    lasts = given.pop("lasts", None if "end_event" in given or story.kind is Kind.TPO else 365)
    rule = KINDS[story.kind]
    categories = given.pop("categories", rule.categories)
    sort = given.pop("recipient_kind", None if rule.is_class else next(iter(rule.recipients)))
    purposes = given.pop("purposes", rule.purposes_for(sort) if sort else rule.purposes)
    return Terms(
        kind=story.kind,
        categories=categories,
        purposes=purposes,
        what=described(categories),
        expires_at=when + timedelta(days=lasts) if lasts else None,
        recipient_kind=sort,
        **given,
    )


def _name(patient_id: int) -> str:
    row = apps.get_model("patients", "Patient").objects.values("legal_given", "legal_family").get(pk=patient_id)
    return f"{row['legal_given']} {row['legal_family']}".strip() or "Signed with an X"
