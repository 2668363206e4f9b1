"""Words for progress notes: refusals as sentences, lists, and one note as it is read."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from care.language import Finding
from care.lib.dates import date_text, day_text, local_date, moment_text, time_text
from treatment_plans.presenters import kinder_words
from treatment_plans.progress import rules
from treatment_plans.progress.operations import AuthorIsHere, HandedOver, NoSuchAim
from treatment_plans.progress.queries import NoteLine, NoteRow
from treatment_plans.progress.vocabulary import IdentityCheck, Modality, Place, TelehealthConsent
from treatment_plans.queries import PlanRow
from treatment_plans.rules import NotPossible
from treatment_plans.signed import presenters as signed
from treatment_plans.signed.presenters import MARKS, AddendumCard, Reader, Signature, addendum_cards, signature, when_text
from treatment_plans.signed.rules import COSIGN_WITHIN
from treatment_plans.signed.vocabulary import NoteStatus

SENTENCES: dict[type[Exception], str] = {
    **signed.SENTENCES,
    NoSuchAim: "A goal that you marked stands in no plan any more. Read the note again; your words are kept.",
    HandedOver: "A colleague left this draft behind, so it is not thrown away. Sign it, or leave it as it is.",
    AuthorIsHere: "Whoever wrote this draft works here. It is theirs to sign.",
}
REFUSALS: tuple[type[Exception], ...] = (NotPossible, rules.NotComplete, *SENTENCES)


def refusal_sentence(refusal: Exception) -> str:
    """What the page says of a refusal."""
    if isinstance(refusal, rules.NotComplete):
        return f"Before it is signed the note needs {listed(refusal.missing)}."
    return signed.sentence_of(refusal, SENTENCES)


def listed(words: Sequence[str]) -> str:
    """'one, two and three'."""
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else words[0] if words else ""


@dataclass(frozen=True, slots=True)
class NoteCard:
    """One note in a list. `act` is what its reader does with it next; empty where nothing waits for them."""

    url: str
    person: str
    title: str
    when: str
    state: str
    tone: str
    icon: str
    small: str
    begins: str
    act: str


def note_cards(lines: Iterable[NoteLine], people: Mapping[int, tuple[UUID, str]], reader: Reader) -> list[NoteCard]:
    """Notes as rows of a list."""
    return [_card(line, *people[line.patient_id], reader) for line in lines]


def _card(line: NoteLine, person: UUID, name: str, reader: Reader) -> NoteCard:
    state, tone, icon = _mark(line, reader)
    is_own_draft = line.status is NoteStatus.DRAFT and line.author_id == reader.staff_id
    return NoteCard(
        url=reverse(f"progress_notes:{'write' if is_own_draft else 'note'}", args=[person, line.uuid]),
        person=name,
        title=f"{line.kind.label}{f': {line.group}' if line.group else ''}",
        when=day_text(local_date(line.starts_at, reader.zone), reader.today),
        state=state,
        tone=tone,
        icon=icon,
        small=_small(line, reader),
        begins="" if line.status is NoteStatus.DRAFT else line.begins,
        act=_act(line, reader, is_own_draft=is_own_draft),
    )


def _is_asked(line: NoteLine, reader: Reader) -> bool:
    return line.waits_for_signature and line.cosigner_id == reader.staff_id


def _mark(line: NoteLine, reader: Reader) -> tuple[str, str, str]:
    """How a note stands, with tone and icon; for who is asked to co-sign, until when."""
    if not _is_asked(line, reader) or line.asked_at is None:
        return line.status.label, *MARKS[line.status]
    due = local_date(line.asked_at + COSIGN_WITHIN, reader.zone)
    day = day_text(due, reader.today)
    return (f"Late since {day}", "hard", "clock") if due < reader.today else (f"Co-sign by {day}", "over", "pen")


def _act(line: NoteLine, reader: Reader, *, is_own_draft: bool) -> str:
    if _is_asked(line, reader):
        return "Read and co-sign"
    return "Write on" if is_own_draft else "Read and take over" if line.is_left_behind else ""


def _small(line: NoteLine, reader: Reader) -> str:
    if line.status is NoteStatus.DRAFT:
        kept = f"kept {moment_text(line.saved_at, reader.zone, reader.today)}"
        return f"unsigned draft of {line.author}, who no longer works here, {kept}" if line.is_left_behind else kept
    parts = [line.author if line.author_id != reader.staff_id else "by you"]
    if line.cosigned_at is not None:
        parts.append(f"co-signed by {line.cosigner if line.cosigner_id != reader.staff_id else 'you'}")
    elif line.waits_for_signature:
        asked = line.cosigner_id == reader.staff_id
        parts.append("your co-signature is asked for" if asked else f"{line.cosigner} is asked to co-sign")
    if line.addenda:
        parts.append(f"{line.addenda} {'addendum' if line.addenda == 1 else 'addenda'}")
    return ", ".join(parts)


@dataclass(frozen=True, slots=True)
class PartCard:
    """One part of a note as it is read."""

    title: str
    text: str
    carried: str


@dataclass(frozen=True, slots=True)
class NoteSheet:
    """One note as it is read and printed, and what its reader may do with it now."""

    uuid: UUID
    title: str
    when: str
    facts: list[tuple[str, str]]
    parts: list[PartCard]
    aims: list[tuple[str, str]]
    state: str
    tone: str
    icon: str
    author: str
    first_author: str
    is_draft: bool
    is_in_error: bool
    error: str
    signed: Signature | None
    cosigner: str
    asked: str
    cosigned: Signature | None
    addenda: list[AddendumCard]
    is_whole: bool
    missing: str
    kinder: list[Finding]
    may_write: bool
    may_sign: bool
    may_ask: bool
    may_cosign: bool
    may_add: bool
    may_retract: bool
    may_take_over: bool
    may_throw_away: bool


def note_sheet(row: NoteRow, reader: Reader, *, zone: str, may_write: bool) -> NoteSheet:
    """A note for whoever may read it. `zone` is the program's, in which the session took place."""
    line = row.line
    tone, icon = MARKS[row.status]
    is_author = may_write and line.author_id == reader.staff_id
    is_draft = row.status is NoteStatus.DRAFT
    is_standing = row.status in rules.STANDING
    missing = rules.missing(row.session, row.parts) if is_draft else []
    error = ""
    if row.error_reason is not None and row.error_at is not None:
        error = f"{row.error_reason.label}, {when_text(row.error_at, reader)}"
    return NoteSheet(
        uuid=row.uuid,
        title=f"{line.kind.label}{f': {line.group}' if line.group else ''}",
        when=date_text(local_date(row.session.starts_at, zone)),
        facts=session_facts(row, zone),
        parts=part_cards(row),
        aims=[(aim.own_words, aim.title) for aim in row.aims],
        state=row.status.label,
        tone=tone,
        icon=icon,
        author=line.author,
        first_author=row.first_author,
        is_draft=is_draft,
        is_in_error=row.status is NoteStatus.IN_ERROR,
        error=error,
        signed=signature(line.author, line.signed_at, reader),
        cosigner=line.cosigner,
        asked=when_text(row.asked_at, reader) if row.asked_at and line.cosigned_at is None else "",
        cosigned=signature(line.cosigner, line.cosigned_at, reader),
        addenda=addendum_cards(row.addenda, reader),
        is_whole=row.is_whole,
        missing=listed(missing),
        kinder=kinder_words(part.text for part in row.parts) if is_draft else [],
        may_write=is_author and is_draft,
        may_sign=is_author and is_draft and not missing,
        may_ask=is_author and is_standing and line.cosigned_at is None,
        may_cosign=may_write and not is_author and line.waits_for_signature and line.cosigner_id == reader.staff_id,
        may_add=is_standing and (is_author or (may_write and line.cosigner_id == reader.staff_id)),
        may_retract=is_author and is_standing,
        may_take_over=may_write and line.is_left_behind,
        may_throw_away=is_author and is_draft and not row.first_author,
    )


def part_cards(row: NoteRow) -> list[PartCard]:
    """The parts in which something is written, each with the day from which it came along unchanged."""
    titled = rules.titles(row.structure)
    return [
        PartCard(titled[part.key], part.text, date_text(part.carried_on) if part.carried_on else "")
        for part in row.parts
        if part.text.strip()
    ]


def session_facts(row: NoteRow, zone: str) -> list[tuple[str, str]]:
    """When and how they met, in words."""
    session = row.session
    began = time_text(session.starts_at, zone, with_zone=session.ends_at is None)
    ended = f" to {time_text(session.ends_at, zone, with_zone=True)}" if session.ends_at else ""
    facts = [
        ("When", f"{date_text(local_date(session.starts_at, zone))}, {began}{ended}"),
        ("How", f"{Modality(session.modality).label}, {Place(session.place).label.lower()}"),
    ]
    if rules.is_remote(session.modality):
        facts += [
            ("Consent to distance", TelehealthConsent(session.consent).label if session.consent else "not asked yet"),
            ("The person was at", session.person_place or "not asked yet"),
            ("If the line breaks", session.fallback_phone or "not asked yet"),
            ("Who it was", IdentityCheck(session.identity).label if session.identity else "not made sure yet"),
        ]
    return facts


def aim_choices(plans: Iterable[PlanRow | None]) -> list[tuple[str, str]]:
    """The goals of the plans in hand and what is done towards each, as choices; of a line in several versions, the first."""
    found: dict[str, str] = {}
    known: set[UUID] = set()
    for plan in plans:
        for goal in plan.open_goals if plan else ():
            said = [(goal.root, goal.uuid, f"“{goal.own_words}”")]
            said += [(line.root, line.uuid, f"{line.title}, towards it") for line in goal.interventions if line.is_open]
            found |= {str(uuid): text for root, uuid, text in said if root not in known}
            known |= {root for root, _, _ in said}
    return list(found.items())
