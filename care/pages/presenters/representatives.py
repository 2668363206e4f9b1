"""Who may sign for a person, in words: what the rule says of them and why, who is on file, and what states say of minors."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from care.actor.vocabulary import Described
from care.consent.queries import RepresentativeRow
from care.consent.rules import (
    Evidence,
    Grounds,
    MinorRule,
    RepresentativeKind,
    Service,
    Signers,
    Who,
    majority,
)
from care.lib.dates import date_text, day_text, local_date
from care.lib.states import STATES


@dataclass(frozen=True, slots=True)
class Answer:
    """What the rule says for one person: who signs, why, by which law, and what is missing."""

    who: str
    prose: str
    tone: str
    icon: str
    possible: str
    grounds: str
    why: str
    source: str
    people: list[str]
    missing: str
    parent: str


def answer(signers: Signers, *, name: str, state: str) -> Answer:
    """The rule's answer in words."""
    tone, icon, state_word = (
        ("well", "check", "Can be signed") if signers.is_possible else ("over", "over", "Cannot be signed yet")
    )
    sources = [signers.source, *([signers.law] if signers.law else [])]
    return Answer(
        who=_who(signers, name),
        prose=signers.who.prose if signers.who is not Who.PERSON_AND_PARENT or signers.is_possible else "Both sign.",
        tone=tone,
        icon=icon,
        possible=state_word,
        grounds=signers.grounds.label,
        why=signers.grounds.prose,
        source="; ".join(sources),
        people=[f"{one.name}, {one.relation.lower()}" for one in signers.people],
        missing=_missing(signers, state),
        parent=_parent(signers, name),
    )


def _who(signers: Signers, name: str) -> str:
    return {
        Who.PERSON: f"{name} alone",
        Who.PERSON_AND_PARENT: f"{name} and a parent or guardian",
        Who.REPRESENTATIVE: f"A representative, in {name}’s place",
        Who.DIRECTOR: "The program director, for payment only",
        Who.NOBODY: "Nobody yet",
    }[signers.who]


def _missing(signers: Signers, state: str) -> str:
    """What must be done before anything can be signed, or before somebody may sign alone."""
    if signers.grounds is Grounds.DIED and not signers.people:
        return "Put the personal representative on file, or the next of kin where nobody is appointed."
    if signers.who is Who.PERSON_AND_PARENT and not signers.people:
        return "No parent or guardian is on file. Until one is, no consent can be signed."
    if signers.grounds is Grounds.MINOR_UNKNOWN and not state:
        return "The program’s state is not known: an administrator says it under Who may sign."
    return ""


def _parent(signers: Signers, name: str) -> str:
    """What may be said to a parent of a minor."""
    if signers.grounds not in {Grounds.MINOR_ALONE, Grounds.MINOR_WITH_PARENT, Grounds.MINOR_UNKNOWN}:
        return ""
    return (
        f"Nothing goes to a parent, not even that {name} is here, without {name}’s own written consent that names the parent. "
        "Signing beside the minor opens no record."
    )


@dataclass(frozen=True, slots=True)
class RepresentativeCard:
    """Somebody on file."""

    uuid: UUID
    name: str
    kind: str
    state: str
    tone: str
    icon: str
    in_force: bool
    is_ended: bool
    seen: str
    time: str
    recorded: str
    ended: str


def representative_card(
    row: RepresentativeRow, *, zone: str, programme_zone: str, today: date, at: datetime
) -> RepresentativeCard:
    """Somebody on file; first and last day are those of the program's zone, the others the reader's."""
    state, tone, icon = "No longer", "plain", "close"
    if row.in_force:
        state, tone, icon = "On file", "well", "check"
    elif row.ended_at is None and row.starts_at > at:
        state, tone, icon = "Not yet", "plain", "clock"
    first = date_text(local_date(row.starts_at, programme_zone))
    last = date_text(local_date(row.expires_at - timedelta(seconds=1), programme_zone)) if row.expires_at else ""
    ended = ""
    if row.ended_at:
        ended = f"Ended {day_text(local_date(row.ended_at, zone), today)} by {row.ended_by or 'the platform'}: {row.end_reason}"
    return RepresentativeCard(
        uuid=row.uuid,
        name=row.name,
        kind=f"{row.kind.label}; {row.relation.lower()}",
        state=state,
        tone=tone,
        icon=icon,
        in_force=row.in_force,
        is_ended=row.ended_at is not None,
        seen=f"Seen: {row.evidence.label.lower()} of {date_text(row.evidence_on)}: {row.evidence_words}",
        time=f"From {first}" + (f" through {last}" if last else ", until it is ended"),
        recorded=f"Put on file {day_text(local_date(row.recorded_at, zone), today)} by {row.recorded_by}",
        ended=ended,
    )


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One case of the rule: who it is about, who signs, by which law."""

    case: str
    who: str
    prose: str
    source: str


CASES: tuple[tuple[Grounds, Who, str], ...] = (
    (Grounds.ADULT, Who.PERSON, "42 CFR 2.31(a)(8)"),
    (Grounds.MINOR_ALONE, Who.PERSON, "42 CFR 2.14(b)"),
    (Grounds.MINOR_WITH_PARENT, Who.PERSON_AND_PARENT, "42 CFR 2.14(c)"),
    (Grounds.MINOR_UNKNOWN, Who.PERSON_AND_PARENT, "42 CFR 2.14; until counsel has answered"),
    (Grounds.ADJUDICATED, Who.REPRESENTATIVE, "42 CFR 2.15(a)(1)"),
    (Grounds.UNABLE, Who.DIRECTOR, "42 CFR 2.15(a)(2)"),
    (Grounds.DIED, Who.REPRESENTATIVE, "42 CFR 2.15(b)"),
)


def rule_lines() -> list[RuleLine]:
    """Every case of the rule."""
    return [RuleLine(grounds.label, who.label, grounds.prose, source) for grounds, who, source in CASES]


@dataclass(frozen=True, slots=True)
class StateLine:
    """What is known of one state and service."""

    state: str
    service: str
    says: str
    tone: str
    icon: str
    age: str
    source: str


def state_lines(rules: Sequence[MinorRule]) -> list[StateLine]:
    """The table of states in words; what nobody has verified says so and opens nothing."""
    lines = []
    for rule in sorted(rules, key=lambda one: (STATES[one.state], one.service.label)):
        verified = rule.verified_on is not None
        lines.append(
            StateLine(
                state=STATES[rule.state],
                service=rule.service.label,
                says=f"Verified {date_text(rule.verified_on)}" if rule.verified_on else "Ask counsel",
                tone="well" if verified else "over",
                icon="check" if verified else "over",
                age=_age(rule),
                source=rule.source,
            )
        )
    return lines


def _age(rule: MinorRule) -> str:
    if rule.min_age is None:
        return "a parent consents too" if rule.verified_on else "not known"
    words = f"alone from {rule.min_age}" if rule.min_age else "alone at any age"
    return words if rule.verified_on else f"perhaps {words}"


def of_age_text(state: str) -> str:
    """'People are of age at 18 in Rhode Island.'"""
    if not state:
        return f"The program’s state is not known, so people are treated as minors until {majority('')}."
    return f"People are of age at {majority(state)} in {STATES[state]}."


@dataclass(frozen=True, slots=True)
class KindLine:
    """A right to sign, what must be seen of it, and what else it opens."""

    label: str
    prose: str
    seen: str


def _labels(words: Sequence[Described]) -> str:
    return " or ".join(word.label.lower() for word in words)


def kind_lines(evidence: dict[RepresentativeKind, frozenset[Evidence]]) -> list[KindLine]:
    """Each right to sign with the papers that show it."""
    return [
        KindLine(kind.label, kind.prose, _labels([one for one in Evidence if one in evidence[kind]]))
        for kind in RepresentativeKind
    ]


def service_of(value: str) -> Service | None:
    """The service that was chosen; none for the strictest of all."""
    return Service(value) if value in set(Service) else None
