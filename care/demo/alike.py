"""The demo's second records: one that waits to be looked at, one of a twin, and one that was merged."""

from datetime import datetime, timedelta
from random import Random
from typing import Any

from django.apps import apps

from care.access import gate
from care.actor import Action, Actor, Category, Permit, Purpose, Role
from care.demo.bench.mistyped import mistype
from care.demo.staff import HARBOR_STREET
from patients.merging import operations as merging
from patients.merging.queries import compare
from patients.merging.rules import Side
from patients.operations import register_patient
from patients.rules import Identity

AFTER = 40  # records of the clinic behind which the three are looked for: the first ones have pages of their own in the pictures
TWINS = ("Rosalind", "Everett")


def tell_alike(*, at: datetime) -> int:
    """Register three people a second time, merge one, tell one apart; gives how many. Told once."""
    if apps.get_model("merging", "LikelyPair").objects.exists():
        return 0
    clinic = apps.get_model("accounts", "Organisation").objects.get(name=HARBOR_STREET.name)
    email = next(one.email for one in HARBOR_STREET.colleagues if one.role is Role.COORDINATOR)
    staff = apps.get_model("accounts", "Staff").objects.get(organisation=clinic, user__email=email)
    amara = Actor.staff(user_id=staff.user_id, staff_id=staff.pk, organisation_id=clinic.pk, roles=frozenset({Role.COORDINATOR}))
    people = list(_people(clinic.pk))
    if len(people) < 3:  # a demo of a handful of people has no three of them
        return 0
    dice = Random(7)
    seconds = [
        _second(amara, people[0], mistype(people[0].legal_given, dice), at=at - timedelta(days=1)),
        _second(amara, people[1], TWINS[people[1].pronouns == "he/him"], at=at - timedelta(days=1)),
        _second(amara, people[2], mistype(people[2].legal_given, dice), at=at - timedelta(days=3)),
    ]
    merging.find_pairs(actor=Actor.system(job="merging.look", organisation_id=clinic.pk), at=at - timedelta(hours=9))
    merging.remember_apart(actor=amara, patient_id=seconds[1].pk, others=[people[1].pk], at=at - timedelta(hours=5))
    _merge(amara, people[2].pk, seconds[2].pk, at=at - timedelta(hours=4))
    return len(seconds)


def _people(organisation_id: int) -> list[Any]:
    """Three people of the clinic in care, with two names of some length."""
    rows = apps.get_model("patients", "Patient").objects.filter(organisation_id=organisation_id, deceased_on=None)
    fit = [row for row in rows.order_by("pk")[AFTER:] if len(row.legal_given) > 4 and not row.former_names]
    return fit[:3]


def _second(actor: Actor, row: Any, given: str, *, at: datetime) -> Any:
    identity = Identity(birth_date=row.birth_date, legal_given=given, legal_family=row.legal_family, zone=row.zone)
    return register_patient(actor=actor, identity=identity, lead_staff_id=actor.staff_id, anyway=True, at=at)


def _merge(actor: Actor, kept: int, gone: int, *, at: datetime) -> None:
    permits = {"permit": _permit(actor, kept, at), "gone": _permit(actor, gone, at)}
    found = compare(**permits)
    decisions = merging.Decisions(
        stands={clash.key: Side.KEPT for clash in found.clashes}, fields={one.name: Side.KEPT for one in found.fields}
    )
    merging.merge_records(**permits, decisions=decisions, why="Registered twice by phone; same birth date, same address.", at=at)


def _permit(actor: Actor, patient_id: int, at: datetime) -> Permit:
    return gate.require(
        actor=actor,
        patient_id=patient_id,
        category=Category.SUD,
        action=Action.WRITE,
        purpose=Purpose.TREAT,
        at=at,
    )
