"""Writing down what medical personnel outside were told in an emergency, and telling of it."""

from dataclasses import dataclass
from datetime import datetime

from care.access.models import Disclosure
from care.access.notices import notice_on
from care.access.operations.disclosures import Emergency, Papers, Recipient, What, record_release
from care.access.operations.sessions import tell_of_disclosure
from care.access.vocabulary import Channel
from care.actor import Category, Permit, Requester
from care.audit import operations as audit


class NotYet(ValueError):
    """What was told is written down after it was told: the moment lies ahead."""


@dataclass(frozen=True, slots=True)
class Told:
    """What was told: when, which kinds of data, in words that the person may read, spoken or on paper."""

    told_at: datetime
    categories: frozenset[Category]
    summary: str
    channel: Channel


def record_emergency_disclosure(*, permit: Permit, facts: Emergency, told: Told, zone: str, at: datetime) -> Disclosure:
    """Write the accounting of an emergency disclosure with its four facts, ask for its review, and tell the care team.

    `permit` is the one of `gate.require_release` for an emergency clinician. One transaction: what is written down is told.
    On paper the short notice of 42 CFR 2.32 goes along, which is not asked for here. Source: 42 CFR 2.51.

    Raises:
        NotYet, PapersMissing: as named.
        PermissionError: the permit opens nothing to medical personnel outside.
    """
    if told.told_at > at:
        raise NotYet
    notice = notice_on(told.told_at.date()).version if told.channel is Channel.PAPER else ""
    with audit.change(permit=permit, at=at, verb="emergency_disclosure.recorded") as change:
        disclosure = record_release(
            permit=permit,
            recipient=Recipient(Requester.EMERGENCY_CLINICIAN, facts.personnel_name, facts.personnel_affiliation),
            what=What(resource="emergency", summary=told.summary, categories=told.categories),
            channel=told.channel,
            papers=Papers(emergency=facts),
            courtesy_notice=notice,
            at=told.told_at,
        )
        tell_of_disclosure(
            permit=permit, disclosure=disclosure, to=facts.personnel_affiliation, by=facts.discloser, zone=zone, at=at
        )
        change.detail["disclosure"] = str(disclosure.uuid)
    return disclosure
