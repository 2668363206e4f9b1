"""A person's consents in words: as the tab lists them, as one is read, as the person's copy says it; and who received what."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from care.access.queries import DisclosureRow
from care.access.vocabulary import Outcome
from care.consent.queries import ConsentRow
from care.consent.rules import KINDS, How, Kind, Signer, State, Step, can_step
from care.consent.wording import described, wording, words
from care.lib.dates import date_text, day_text, local_date, time_text
from care.lib.pdf import Block

MARKS = {
    State.DRAFT: ("over", "pen"),
    State.SIGNED: ("well", "consent"),
    State.EXPIRED: ("plain", "clock"),
    State.REVOKED: ("plain", "close"),
    State.SUPERSEDED: ("plain", "sync"),
    State.DECLINED: ("plain", "minus"),
    State.SET_ASIDE: ("plain", "minus"),
}
HOWS = {
    How.PAPER: "on paper",
    How.ON_SCREEN: "on the screen",
    How.LINK: "on their phone",
}
RESOURCES = {"person": "Who the person is", "plan": "Plan of care"}


@dataclass(frozen=True, slots=True)
class ConsentCard:
    """One consent."""

    uuid: UUID
    kind: str
    recipient: str
    state: str
    tone: str
    icon: str
    in_force: bool
    is_draft: bool
    what: str
    purposes: str
    until: str
    signed: str
    ended: str
    can_be_taken_back: bool
    kept: str


def consent_card(row: ConsentRow, *, zone: str, programme_zone: str, today: date) -> ConsentCard:
    """A consent as the tab lists it; days are those of the reader's zone, the last day that of the program's."""
    tone, icon = MARKS[row.state]
    return ConsentCard(
        uuid=row.uuid,
        kind=row.kind.label,
        recipient=row.recipient,
        state=row.state.label,
        tone=tone,
        icon=icon,
        in_force=row.in_force,
        is_draft=row.is_draft,
        what=data_words(row),
        purposes=purpose_text(row),
        until=until_text(row, programme_zone),
        signed=_signed(row, zone, today),
        ended=_ended(row, zone, today),
        can_be_taken_back=row.can_be_taken_back,
        kept="" if row.can_be_taken_back or not row.in_force else kept_text(row, programme_zone),
    )


def data_words(row: ConsentRow) -> str:
    """The data as a colleague reads them: the person's words, without 'your'."""
    words_for_staff = described(row.categories).removeprefix("Your ").replace("your ", "")
    return _capital(words_for_staff) or row.what


def purpose_text(row: ConsentRow) -> str:
    """What for, as a colleague reads it: the words of the paper, else those of its purposes."""
    coded = ", ".join(purpose.label.lower() for purpose in row.purposes)
    said = row.purpose_text.strip()
    if said and said.lower() != coded and sorted(said.lower().split(", ")) != sorted(coded.split(", ")):
        coded = f"{coded} ({said})"
    return f"{coded}, at the person’s request" if row.at_request else coded


def _signed(row: ConsentRow, zone: str, today: date) -> str:
    if row.signed_at is None or row.how is None:
        when = day_text(local_date(row.prepared_at, zone), today) if row.prepared_at else ""
        return f"Prepared {when} by {row.prepared_by}" if when else ""
    name = row.signature if row.signer is Signer.PATIENT else f"{row.signature} for the person"
    name += f" and {row.beside}" if row.beside else ""
    text = f"Signed {HOWS[row.how]} {day_text(local_date(row.signed_at, zone), today)} by {name}"
    return f"{text}; recorded by {row.recorded_by}" if row.recorded_by else text


def _ended(row: ConsentRow, zone: str, today: date) -> str:
    def day(moment: datetime) -> str:
        return day_text(local_date(moment, zone), today)

    if row.revoked_at:
        return f"Taken back {day(row.revoked_at)}, {row.revoked_by}: {row.revoke_reason}"
    if row.ended_at:
        return f"Ended {day(row.ended_at)}, {row.ended_by}: {row.end_event}"
    if row.superseded_at:
        return f"Replaced {day(row.superseded_at)} by a newer one"
    if row.closed_at and row.state is State.DECLINED:
        return f"Declined {day(row.closed_at)}" + (f", told to {row.closed_by}" if row.closed_by else " on their phone")
    if row.closed_at:
        return f"Set aside {day(row.closed_at)}, {row.closed_by}"
    return ""


def last_day_text(expires_at: datetime | None, zone: str) -> str:
    """'Nov 23, 2027': the last day on which it counts."""
    return date_text(local_date(expires_at - timedelta(seconds=1), zone)) if expires_at else "the day it is taken back"


def until_text(row: ConsentRow, zone: str) -> str:
    """When it ends: by a day, an event, or neither."""
    if not row.end_event:
        return last_day_text(row.expires_at, zone)
    return f"{row.end_event}, {last_day_text(row.expires_at, zone)} at the latest" if row.expires_at else row.end_event


def kept_text(row: ConsentRow, zone: str) -> str:
    """From when a criminal-justice consent can be taken back."""
    parts = [date_text(local_date(row.irrevocable_until, zone))] if row.irrevocable_until else []
    parts += [row.irrevocable_event] if row.irrevocable_event else []
    return f"Cannot be taken back before {' or '.join(parts)} (42 CFR 2.35)"


@dataclass(frozen=True, slots=True)
class Fact:
    """One element of a consent, named and said."""

    name: str
    words: str
    small: str = ""


@dataclass(frozen=True, slots=True)
class ConsentPage:
    """One consent, whole."""

    card: ConsentCard
    facts: list[Fact]
    source: str
    can_end: bool
    can_free: bool
    is_signed: bool
    wording: str
    paragraphs: list[str] = field(default_factory=list)
    language: str = "en"


def consent_page(row: ConsentRow, *, zone: str, programme_zone: str, today: date) -> ConsentPage:
    """Every element of 42 CFR 2.31 that this consent holds, and what can be done with it."""
    read = wording(language=row.wording_language, kind=row.kind, version=row.wording)
    return ConsentPage(
        card=consent_card(row, zone=zone, programme_zone=programme_zone, today=today),
        facts=_facts(row, programme_zone),
        source=KINDS[row.kind].source,
        can_end=row.in_force and bool(row.end_event),
        can_free=row.in_force and bool(row.irrevocable_event) and not row.can_be_taken_back,
        is_signed=row.signed_at is not None,
        wording=f"Wording version {read.version}",
        paragraphs=[text for _, text in read.blocks],
        language=read.language,
    )


def _facts(row: ConsentRow, zone: str) -> list[Fact]:
    sort = row.recipient_kind.label if row.recipient_kind else "A class of recipients: none is named alone"
    facts = [
        Fact("Gives", row.discloser),
        Fact("Receives", row.recipient, sort),
    ]
    if KINDS[row.kind].names_members:
        members = [*row.members, *(["every member that treats the person"] if row.treating_members else [])]
        facts.append(Fact("Its members", "; ".join(members)))
    if row.matter:
        facts.append(Fact(KINDS[row.kind].matter, row.matter))
    facts += [
        Fact("What", data_words(row)),
        Fact("For", purpose_text(row)),
        Fact("Until", until_text(row, zone)),
    ]
    if row.irrevocable_until or row.irrevocable_event:
        free = f"Can be taken back: recorded by {row.freed_by}" if row.freed_by else kept_text(row, zone)
        facts.append(Fact("Taking back", free))
    return facts


# --- what would be signed, said to the person ---------------------------------------------------------------------------------

LABELS = {
    "en": {
        "gives": "Who gives it", "gets": "Who gets it", "members": "Its members who may get it", "which": "Which one",
        "what": "What they get", "for": "What for", "until": "Until", "kept": "You cannot take it back before",
        "signed": "Signed", "day": "Day", "latest": "at the latest", "or": "or", "copy": "Your copy", "by": "By",
        "not_signed": "Not signed yet. Nothing is shared on it.", "back": "Taken back", "ended": "Ended",
    },
    "es": {
        "gives": "Quién lo da", "gets": "Quién lo recibe", "members": "Sus miembros que pueden recibirlo", "which": "Cuál",
        "what": "Qué recibe", "for": "Para qué", "until": "Hasta", "kept": "No puede retirarlo antes de",
        "signed": "Firma", "day": "Día", "latest": "a más tardar", "or": "o", "copy": "Su copia", "by": "De",
        "not_signed": "Sin firmar todavía. No se comparte nada con él.", "back": "Retirado", "ended": "Terminado",
    },
}  # fmt: skip
MONTHS_ES = ("ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic")


def plain_day(moment: datetime, zone: str, language: str) -> str:
    """'Nov 23, 2027', '23 nov 2027'."""
    day = local_date(moment, zone)
    return f"{day.day} {MONTHS_ES[day.month - 1]} {day.year}" if language == "es" else date_text(day)


def said_to_the_person(row: ConsentRow, *, language: str, zone: str) -> list[tuple[str, list[str]]]:
    """The terms as the person reads them: a heading, and what stands under it."""
    label, say = LABELS[language], words(language=language)
    is_class = KINDS[row.kind].is_class
    lines: list[tuple[str, list[str]]] = [
        (label["gives"], [row.discloser]),
        (label["gets"], [say.recipients[row.kind.value] if is_class else row.recipient]),
    ]
    if KINDS[row.kind].names_members:
        everybody = [say.recipients["treating_members"]] if row.treating_members else []
        lines.append((label["members"], [*row.members, *everybody]))
    if row.matter:
        lines.append((label["which"], [row.matter]))
    lines.append((label["what"], [_capital(one) for one in say.data(row.categories)]))
    reasons = [_capital(one) for one in say.reasons(row.purposes)]
    lines.append((label["for"], [*reasons, *_own_purpose(row), *([_capital(say.request)] if row.at_request else [])]))
    lines.append((label["until"], [_end(row, language=language, zone=zone, open_end=say.back)]))
    if row.irrevocable_until or row.irrevocable_event:
        until = [plain_day(row.irrevocable_until, zone, language)] if row.irrevocable_until else []
        event = [row.irrevocable_event] if row.irrevocable_event else []
        lines.append((label["kept"], [f" {label['or']} ".join([*until, *event])]))
    return lines


def _own_purpose(row: ConsentRow) -> list[str]:
    coded = sorted(purpose.label for purpose in row.purposes)
    return [row.purpose_text] if row.purpose_text and row.purpose_text != ", ".join(coded) else []


def _end(row: ConsentRow, *, language: str, zone: str, open_end: str) -> str:
    day = plain_day(row.expires_at - timedelta(seconds=1), zone, language) if row.expires_at else ""
    if row.end_event:
        return f"{_capital(row.end_event)}, {day} {LABELS[language]['latest']}" if day else _capital(row.end_event)
    return day or _capital(open_end)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


@dataclass(frozen=True, slots=True)
class Copy:
    """The person's copy, for paper."""

    title: str
    subtitle: str
    blocks: list[Block]
    footer: str


def copy_of(row: ConsentRow, *, name: str, zone: str, at: datetime) -> Copy:
    """The consent as the person keeps it, in the language in which they read it."""
    read = wording(language=row.wording_language, kind=row.kind, version=row.wording)
    language = read.language
    label = LABELS[language]
    blocks = [Block(heading, lines) for heading, lines in said_to_the_person(row, language=language, zone=zone)]
    blocks.append(Block(read.title or row.kind.label, [text for _, text in read.blocks]))
    blocks.append(Block(label["signed"], _under(row, language=language, zone=zone)))
    return Copy(
        title=read.title or row.kind.label,
        subtitle=f"{label['copy']}. {label['by']}: {name}",
        blocks=blocks,
        footer=f"{row.discloser}. {row.uuid}. {read.version}, {language}. {plain_day(at, zone, language)}",
    )


def _under(row: ConsentRow, *, language: str, zone: str) -> list[str]:
    label = LABELS[language]
    if row.signed_at is None:
        return [label["not_signed"], f"{label['signed']}: {'_' * 40}", f"{label['day']}: {'_' * 18}"]
    lines = [
        row.signature,
        *([row.beside] if row.beside else []),
        f"{label['day']}: {plain_day(row.signed_at, zone, language)}, {time_text(row.signed_at, zone)}",
    ]
    if row.revoked_at:
        lines.append(f"{label['back']}: {plain_day(row.revoked_at, zone, language)}")
    ended = row.ended_at or row.superseded_at
    if ended:
        lines.append(f"{label['ended']}: {plain_day(ended, zone, language)}")
    return lines


# --- the kinds, to choose from ------------------------------------------------------------------------------------------------

WHEN = {
    Kind.TPO: "The usual one. It covers what is to come, so that nobody signs again for each visit.",
    Kind.SPECIFIC: "A clinic, a health plan, a relative, an employer, a service: one of them, and nobody else.",
    Kind.COUNSELING_NOTES: "Only when somebody outside needs the notes themselves, which is rare.",
    Kind.LEGAL: "Only for use in a case. It cannot be combined with anything.",
    Kind.RESEARCH: "Names the study, and may last until its end.",
    Kind.INTERMEDIARY: "Names the exchange and each member, or those who treat the person.",
    Kind.CRIMINAL_JUSTICE: "For probation, parole or a drug court; cannot be taken back before a stated day or event.",
    Kind.REGISTRY: "So that two programs do not give one person the same medicine.",
}
ORDER = (
    Kind.TPO, Kind.SPECIFIC, Kind.COUNSELING_NOTES, Kind.INTERMEDIARY, Kind.REGISTRY, Kind.CRIMINAL_JUSTICE, Kind.LEGAL,
    Kind.RESEARCH,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class KindLine:
    """One kind to choose, with how many of it stand."""

    value: str
    label: str
    prose: str
    source: str
    standing: int


def kind_lines(rows: Iterable[ConsentRow]) -> list[KindLine]:
    """The kinds, the usual ones first."""
    standing = [row.kind for row in rows if row.in_force]
    return [KindLine(kind.value, kind.label, WHEN[kind], KINDS[kind].source, standing.count(kind)) for kind in ORDER]


def can_be_signed(row: ConsentRow) -> bool:
    """Whether it waits for a signature, and its last day has not passed meanwhile."""
    return can_step(row.state, Step.SIGN)


# --- the accounting -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ReceivedLine:
    """One line of the accounting: who received what, when, for what."""

    when: str
    recipient: str
    system: str
    what: str
    purpose: str
    categories: str


def received_line(row: DisclosureRow, *, zone: str, today: date) -> ReceivedLine:
    """A disclosure in words."""
    what = RESOURCES.get(row.resource, row.resource)
    if row.outcome is Outcome.UNCHANGED:
        what = f"{what}: told that nothing has changed"
    return ReceivedLine(
        when=f"{day_text(local_date(row.at, zone), today)}, {time_text(row.at, zone)}",
        recipient=row.recipient,
        system=f"{row.partner}, over {row.channel}",
        what=what,
        purpose=row.purpose.label,
        categories=", ".join(category.label.lower() for category in row.categories),
    )
