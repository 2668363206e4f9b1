"""The demo's agreements, and what colleagues gave to somebody outside: written by the same operations as in a clinic."""

from datetime import datetime, timedelta
from typing import Any

from django.apps import apps

from care.access import gate
from care.access.operations import Papers, Recipient, record_agreement
from care.access.policy import Basis
from care.access.rules import AgreementTerms
from care.access.vocabulary import AgreementKind, Channel
from care.accounts.queries import organisations
from care.actor import Actor, Category, Purpose, Role
from care.demo.staff import HARBOR_STREET
from care.lib.dates import local_date
from care.pages.copies.giving import Wish, ask, sheets_for, write_down
from care.pages.copies.parts import FOR_OTHERS, Frame


def _agreements(today: datetime, zone: str) -> list[AgreementTerms]:
    day = local_date(today, zone)
    seen = frozenset({Category.DEMOGRAPHICS, Category.GENERAL, Category.SUD})
    return [
        AgreementTerms(
            AgreementKind.QSOA, "Meadow Laboratory", "QSOA-2026-01",
            "Tests that the program orders, with what the laboratory needs to run and report them.",
            frozenset({Category.DEMOGRAPHICS, Category.SUD}), day - timedelta(days=200),
        ),
        AgreementTerms(
            AgreementKind.AUDIT, "State behavioral health office", "AUD-2026-14",
            "Yearly review of thirty records; copies are protected and destroyed.", seen, day - timedelta(days=20),
            day + timedelta(days=40), day + timedelta(days=100),
        ),
        AgreementTerms(
            AgreementKind.RESEARCH, "Bay University, Recovery Study", "IRB-2025-311",
            "Waiver of the review board; names are replaced.",
            seen, day - timedelta(days=500), day - timedelta(days=10),
        ),
    ]  # fmt: skip


def tell_sharing(*, at: datetime) -> int:
    """Write the agreements down, and one paper for each person who shares with their doctor; gives the number of papers."""
    clinic = apps.get_model("accounts", "Organisation").objects.get(name=HARBOR_STREET.name)
    staff = apps.get_model("accounts", "Staff").objects
    if apps.get_model("access", "Agreement").objects.filter(organisation_id=clinic.pk).exists():
        return 0
    officer = staff.filter(organisation_id=clinic.pk, roles__role=Role.PRIVACY_OFFICER.value).order_by("pk").first()
    if officer is not None:
        actor = _actor(officer, Role.PRIVACY_OFFICER)
        for terms in _agreements(at, clinic.zone):
            record_agreement(actor=actor, terms=terms, at=at)
    told = 0
    consents: Any = apps.get_model("consent", "Consent")
    named = consents.objects.filter(
        organisation_id=clinic.pk, recipient__isnull=False, signed_at__isnull=False, revoked_at__isnull=True, kind="specific"
    )
    for consent in named.order_by("pk"):
        moment = min(consent.signed_at + timedelta(days=2), at)
        lead = staff.filter(user_id=consent.recorded_by_id, organisation_id=clinic.pk).order_by("pk").first()
        roles = apps.get_model("accounts", "StaffRole").objects.filter(staff=lead, revoked_at__isnull=True)
        actor = _actor(lead, *(Role(role) for role in roles.values_list("role", flat=True)))
        known = organisations([consent.recipient_id])[consent.recipient_id]
        wish = Wish(
            recipient=Recipient(known.kind, "Dr. Hana Adeyemi", known.name, known.organisation_id),
            purpose=Purpose.TREAT, parts=FOR_OTHERS, consent=consent.uuid, basis=Basis.NONE, papers=Papers(),
        )  # fmt: skip
        try:
            permit = ask(actor=actor, patient_id=consent.patient_id, wish=wish, at=moment)
        except gate.Refused:  # a consent for something else than treatment
            continue
        frame = Frame(permit, moment, clinic.zone)
        write_down(frame=frame, wish=wish, sheets=sheets_for(frame, wish), channel=Channel.PAPER, at=moment)
        told += 1
    return told


def _actor(staff: Any, *roles: Role) -> Actor:
    return Actor.staff(user_id=staff.user_id, staff_id=staff.pk, organisation_id=staff.organisation_id, roles=frozenset(roles))
