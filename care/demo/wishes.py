"""The demo's wishes: what a few people asked to be withheld, and who signs for whom, told through the same operations."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.apps import apps

from care.access import gate
from care.actor import Action, Actor, Category, Permit, Purpose, Requester, Role
from care.consent import operations as consents
from care.consent.rules import (
    MAY_BE_WITHHELD_FOR,
    SELF_PAID_PURPOSES,
    Evidence,
    Person,
    RepresentativeKind,
    RepresentativeTerms,
    RestrictionTerms,
    Target,
)
from care.demo.staff import HARBOR_STREET
from care.lib.dates import local_date
from patients.operations import register_patient
from patients.rules import Identity

AFTER = 10  # the people before are those of the follow-ups
OF_A_MINOR = ("Noa", "Pereira", timedelta(days=16 * 365 + 40))


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody asked for, so many days ago, and whether the program agreed; None where it has not decided."""

    own_words: str
    target: Target
    requester: Requester
    days_ago: int
    agreed: bool | None = None
    categories: frozenset[Category] = frozenset({Category.DEMOGRAPHICS, Category.SUD})


WISHES = (
    Wish("My brother does the books at the plant. Nothing to my employer, ever.", Target.REQUESTER, Requester.EMPLOYER, 20, True),
    Wish("I paid for the first two months myself. My insurance need not know.", Target.SELF_PAID, Requester.HEALTH_PLAN, 9, True),
    Wish("Please do not tell my parents how I am doing, even if they ask nicely.", Target.REQUESTER, Requester.FAMILY, 1),
)
OF_WHO_SHARES = Wish(
    "Eastside can have my plan. My allergies are nobody's business there: my cousin does the filing.",
    Target.ORGANISATION,
    Requester.PROVIDER,
    2,
    True,
    frozenset({Category.GENERAL}),
)


def tell_wishes(*, at: datetime) -> int:
    """Tell them; gives the number of people. Where somebody asked for something already, nothing is told again; a demo of a
    handful of people has nobody to tell it of.
    """
    if apps.get_model("consent", "RestrictionRequest").objects.exists():
        return 0
    clinic = apps.get_model("accounts", "Organisation").objects.get(name=HARBOR_STREET.name)
    people = list(_people(clinic.pk))[AFTER : AFTER + len(WISHES) + 1]
    if not people:
        return 0
    coordinator, supervisor = (_colleague(clinic.pk, role) for role in (Role.COORDINATOR, Role.SUPERVISOR))
    for wish, number in zip(WISHES, people, strict=False):
        _ask(wish, number, coordinator, supervisor, zone=clinic.zone, at=at)
    shared = _who_shares(clinic.pk)
    for number, recipient_id in shared:
        _ask(OF_WHO_SHARES, number, coordinator, supervisor, zone=clinic.zone, at=at, recipient_id=recipient_id)
    for number in people[len(WISHES) :]:
        _guardian(number, coordinator, zone=clinic.zone, at=at)
    _minor(coordinator, zone=clinic.zone, at=at)
    return len(people) + len(shared) + 1


def _who_shares(organisation_id: int) -> list[tuple[int, int]]:
    """Somebody who has a consent in force to an organization, and which; nobody where there is none."""
    signed = apps.get_model("consent", "Consent").objects.filter(
        organisation_id=organisation_id, state="signed", recipient__isnull=False
    )
    return list(signed.order_by("pk").values_list("patient_id", "recipient_id")[:1])


def _people(organisation_id: int) -> Iterator[int]:
    """People in care, by number."""
    summaries = apps.get_model("teams", "CaseloadSummary").objects
    open_ones = summaries.filter(organisation_id=organisation_id, is_open=True).order_by("patient_id")
    yield from open_ones.values_list("patient_id", flat=True)


def _colleague(organisation_id: int, role: Role) -> Actor:
    """The first colleague of a role, as they act at their desk."""
    held = apps.get_model("accounts", "StaffRole").objects.filter(
        role=role.value, staff__organisation_id=organisation_id, revoked_at__isnull=True
    )
    staff_id, user_id = held.order_by("staff_id").values_list("staff_id", "staff__user_id")[0]
    return Actor.staff(user_id=user_id, staff_id=staff_id, organisation_id=organisation_id, roles=frozenset({role}))


def _permit(actor: Actor, patient_id: int, at: datetime) -> Permit:
    return gate.require(
        actor=actor, patient_id=patient_id, category=Category.SUD, action=Action.WRITE, purpose=Purpose.TREAT, at=at
    )


def _ask(
    wish: Wish,
    patient_id: int,
    coordinator: Actor,
    supervisor: Actor,
    *,
    zone: str,
    at: datetime,
    recipient_id: int | None = None,
) -> None:
    asked = at - timedelta(days=wish.days_ago)
    today = local_date(asked, zone)
    self_paid = wish.target is Target.SELF_PAID
    terms = RestrictionTerms(
        target=wish.target,
        requester=wish.requester,
        recipient_id=recipient_id,
        categories=wish.categories,
        purposes=SELF_PAID_PURPOSES if self_paid else frozenset(MAY_BE_WITHHELD_FOR),
        own_words=wish.own_words,
        paid_on=today - timedelta(days=3) if self_paid else None,
    )
    row = consents.ask_restriction(permit=_permit(coordinator, patient_id, asked), terms=terms, today=today, at=asked)
    if wish.agreed is not None:
        decided = asked + timedelta(hours=20)
        consents.decide_restriction(
            permit=_permit(supervisor, patient_id, decided),
            restriction=row.uuid,
            agree=wish.agreed,
            today=local_date(decided, zone),
            at=decided,
        )


def _put_on_file(patient_id: int, born: date, actor: Actor, *, zone: str, at: datetime, **given: Any) -> None:
    terms = RepresentativeTerms(evidence_on=local_date(at, zone) - timedelta(days=200), starts_at=at, expires_at=None, **given)
    consents.add_representative(permit=_permit(actor, patient_id, at), terms=terms, person=Person(born), zone=zone, at=at)


def _guardian(patient_id: int, actor: Actor, *, zone: str, at: datetime) -> None:
    """Somebody for whom a court has appointed their sister."""
    born = apps.get_model("patients", "Patient").objects.values_list("birth_date", flat=True).get(pk=patient_id)
    _put_on_file(
        patient_id,
        born,
        actor,
        zone=zone,
        at=at - timedelta(days=30),
        kind=RepresentativeKind.GUARDIAN,
        name="Rosa Duarte",
        relation="Sister",
        evidence=Evidence.COURT_ORDER,
        evidence_words="Providence Probate Court, file 22-184; copy in the cabinet",
    )


def _minor(actor: Actor, *, zone: str, at: datetime) -> None:
    """Somebody of sixteen, whose mother signs beside them."""
    given, family, age = OF_A_MINOR
    born = local_date(at, zone) - age
    patient = register_patient(
        actor=actor,
        identity=Identity(birth_date=born, legal_given=given, legal_family=family, pronouns="they/them"),
        lead_staff_id=actor.staff_id,
        at=at - timedelta(days=2),
    )
    _put_on_file(
        patient.pk,
        born,
        actor,
        zone=zone,
        at=at - timedelta(days=2),
        kind=RepresentativeKind.PARENT,
        name="Inês Pereira",
        relation="Mother",
        evidence=Evidence.BIRTH_RECORD,
        evidence_words="Birth certificate, seen at registration",
    )
