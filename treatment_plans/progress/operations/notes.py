"""Writing progress notes: begin, keep, sign, ask for a co-signature, add, take back, take over what a colleague left.

Each takes a permit to write; a note of mental health care needs one that covers it. Keeping what is typed is no event of its own:
each pause in typing passes the gate, which is one; when, where and about which goals is. No event holds a word of a note.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import F

from care.actor import Action, Category, Permit, Role
from care.audit import operations as audit
from care.language import find_terms
from care.lib.dates import local_date
from treatment_plans.models import Goal, Intervention
from treatment_plans.progress import rules
from treatment_plans.progress.models import NoteAim, NoteTemplate, ProgressAddendum, ProgressNote, TemplateRate
from treatment_plans.progress.operations.reminding import end_asking
from treatment_plans.progress.queries import GONE, NoteNotFound, carried, covered, said, said_in_addendum, session_of
from treatment_plans.progress.rules import Session
from treatment_plans.progress.vocabulary import ErrorReason, NoteKind, Structure, category_of
from treatment_plans.queries import PlanRow, plans_in_hand
from treatment_plans.rules import next_status
from treatment_plans.signed import operations as signed
from treatment_plans.signed.rules import lines, seal
from treatment_plans.signed.vocabulary import NoteStatus, NoteStep

SORT = signed.Sort("progress_note", rules.COSIGNERS)
SESSION_FACTS = ("starts_at", "ends_at", "place", "modality", "consent", "person_place", "fallback_phone", "identity")
Aim = tuple[UUID, UUID | None]  # a goal, and one intervention towards it


class StaleNote(RuntimeError):
    """The draft was saved from another window since it was read here; `revision` is the one that stands."""

    def __init__(self, revision: int) -> None:
        super().__init__("STALE_NOTE")
        self.revision = revision


class NoSuchAim(ValueError):
    """The goal or intervention is in no version of the person's plan that is in hand."""


class HandedOver(ValueError):
    """A draft that a colleague left behind is signed or stays; it is not thrown away."""


class AuthorIsHere(ValueError):
    """Whose draft it is works here: nobody takes it over."""


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a note begins as: its kind, and a structure or a template of the clinic; with the last note's words where asked,
    whose day is that of a zone.
    """

    kind: NoteKind
    structure: Structure
    template: UUID | None = None
    carries: bool = False
    zone: str = "UTC"


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed into a draft: texts by part, when and how they met, and the goals and interventions that it is about."""

    texts: Mapping[str, str]
    session: Session
    goals: Sequence[UUID] = field(default=())
    interventions: Sequence[UUID] = field(default=())


def begin_note(*, permit: Permit, begins: Beginning, starts_at: datetime, at: datetime) -> ProgressNote:
    """Begin a note.

    Raises:
        PermitMismatch: the permit does not cover the kind of data that the note is.
        SessionTime: the session is to come, or too long ago.
        NoteNotFound: the clinic has no such template in use.
    """
    category = category_of(begins.kind)
    permit.check(category=category, action=Action.WRITE)
    user_id, staff_id = signed.who_writes(permit)
    rules.check_times(Session(starts_at), at)
    with audit.change(permit=permit, at=at, verb="progress_note.begun") as change:
        template = _template(permit, begins.template)
        structure = Structure(template.structure) if template else begins.structure
        parts = rules.blank(structure, template.parts if template else None)
        last = carried(permit, structure).first() if begins.carries else None
        if last is not None:
            parts = rules.carry_forward(parts, rules.read(last.parts), local_date(last.starts_at, begins.zone))
        note = ProgressNote.objects.create(
            patient_id=permit.patient_id,
            organisation_id=permit.organisation_id,
            author_id=staff_id,
            kind=begins.kind.value,
            category=category.value,
            structure=structure.value,
            template=template,
            parts=rules.stored(parts),
            starts_at=starts_at,
            begun_at=at,
            begun_by_id=user_id,
            saved_at=at,
        )
        change.detail["note"] = note.pk
    return note


def _template(permit: Permit, uuid: UUID | None) -> NoteTemplate | None:
    if uuid is None:
        return None
    rows = NoteTemplate.objects.filter(organisation_id=permit.organisation_id, retired_at__isnull=True, uuid=uuid)
    found = rows.first()
    if found is None:
        raise NoteNotFound
    return found


def keep_note(*, permit: Permit, note: UUID, seen: int, typed: Typed, at: datetime) -> int:
    """Keep what the author has typed into a draft; gives the revision that stands from now on.

    Raises:
        NoteNotFound, NotTheAuthor, SessionTime, TooLong, NoSuchAim.
        StaleNote: it was saved from another window since revision `seen`; nothing is overwritten.
        NotPossible: it is signed, and its words stay.
    """
    for text in typed.texts.values():
        signed.check_length(text=text, longest=rules.LONGEST_PART)
    rules.check_times(typed.session, at)
    with transaction.atomic():
        row = _locked(permit, note)
        signed.check_author(row, permit)
        signed.check_draft(row=row)
        if row.revision != seen:
            raise StaleNote(row.revision)
        parts = rules.typed(rules.read(row.parts), {key: lines(text) for key, text in typed.texts.items()})
        row.parts, row.saved_at, row.revision = rules.stored(parts), at, row.revision + 1
        row.save(update_fields=["parts", "saved_at", "revision"])
        facts = [name for name in SESSION_FACTS if getattr(row, name) != getattr(typed.session, name)]
        before, aims = _aims(permit, row, typed)
        if facts or aims != before:
            with audit.change(permit=permit, at=at, verb="progress_note.arranged", detail={"note": row.pk, "fields": facts}):
                for name in facts:
                    setattr(row, name, getattr(typed.session, name))
                if facts:
                    row.save(update_fields=facts)
                if aims != before:
                    _write_aims(row, aims)
    return row.revision


def _aims(permit: Permit, row: ProgressNote, typed: Typed) -> tuple[set[Aim], set[Aim]]:
    """The goals and interventions that a draft is about: as they stand, and as they are wanted."""
    before: set[Aim] = set(row.aims.values_list("goal__uuid", "intervention__uuid"))
    known = {goal.uuid: goal for plan in _plans(permit) for goal in plan.goals}
    of_line = {line.uuid: goal.uuid for goal in known.values() for line in goal.interventions}
    kept = {goal for goal, _ in before} | {line for _, line in before if line}
    unknown = {*typed.goals, *typed.interventions} - known.keys() - of_line.keys() - kept
    if unknown:
        raise NoSuchAim
    named = {of_line[line] for line in typed.interventions if line in of_line}
    wanted: set[Aim] = {(of_line[line], line) for line in typed.interventions if line in of_line}
    wanted |= {(goal, None) for goal in typed.goals if goal in known and goal not in named}
    wanted |= {pair for pair in before if pair[1] in typed.interventions or (pair[1] is None and pair[0] in typed.goals)}
    wanted = {pair for pair in wanted if pair[1] is not None or pair[0] not in {goal for goal, line in wanted if line}}
    return before, wanted


def _write_aims(row: ProgressNote, wanted: set[Aim]) -> None:
    row.aims.all().delete()
    goals = dict(Goal.objects.filter(uuid__in=[goal for goal, _ in wanted]).values_list("uuid", "pk"))
    wished = [line for _, line in wanted if line]
    found = dict(Intervention.objects.filter(uuid__in=wished).values_list("uuid", "pk"))
    NoteAim.objects.bulk_create(
        NoteAim(note=row, goal_id=goals[goal], intervention_id=found[line] if line else None)
        for goal, line in sorted(wanted, key=str)
    )


def _plans(permit: Permit) -> list[PlanRow]:
    plans = plans_in_hand(permit=permit)
    return [plan for plan in (plans.active, plans.draft) if plan is not None]


def throw_away_note(*, permit: Permit, note: UUID, at: datetime) -> None:
    """Throw a draft of one's own away: it was never a part of the record, and nothing of its text stays.

    Raises:
        NoteNotFound, NotTheAuthor, HandedOver.
        NotPossible: it is signed.
    """
    with _change(permit, note, at=at, verb="progress_note.thrown_away") as row:
        signed.check_author(row, permit)
        signed.check_draft(row=row)
        if row.first_author_id is not None:
            raise HandedOver
        end_asking(permit, row, "Thrown away", at)
        row.aims.all().delete()
        row.delete()


def sign_note(*, permit: Permit, note: UUID, cosigner_id: int | None = None, at: datetime) -> ProgressNote:
    """The author puts their name to a draft; from then on its words stay. With `cosigner_id` a colleague is asked to co-sign.

    Raises:
        NoteNotFound, NotTheAuthor, NotPossible (not a draft), CannotSign.
        NotComplete: something is missing, which it says in words.
    """
    with _change(permit, note, at=at, verb="progress_note.signed") as row:
        _sign(permit, row, at)
        if cosigner_id is not None:
            signed.ask(row=row, cosigner_id=cosigner_id, permit=permit, sort=SORT, category=_kind(row), at=at)
        row.save()
    return row


def _sign(permit: Permit, row: ProgressNote, at: datetime) -> None:
    """Put the name under a locked draft, with its words counted for its template. The row is not saved yet."""
    signed.check_author(row, permit)
    signed.check_draft(row=row)
    parts = rules.read(row.parts)
    rules.check_complete(session_of(row), parts)
    signed.put_name(row=row, permit=permit, sealed=seal(settings.CARE_AUDIT_KEY, *said(row)), at=at)
    end_asking(permit, row, "Signed", at)
    if row.template_id is not None:
        text = " ".join(part.text for part in parts)
        month = row.starts_at.date().replace(day=1)
        TemplateRate.objects.get_or_create(template_id=row.template_id, month=month)
        TemplateRate.objects.filter(template_id=row.template_id, month=month).update(
            notes=F("notes") + 1, words=F("words") + len(text.split()), hits=F("hits") + len(find_terms(text))
        )


def sign_group(*, permits: Sequence[Permit], permit: Permit, notes: Sequence[UUID], at: datetime) -> int:
    """Sign several drafts of one group at once, with one event; `permits` open each record, `permit` is one of them.

    Locks the notes in the order of their numbers. Gives how many were signed.

    Raises:
        NoteNotFound, NotTheAuthor, NotPossible, NotComplete: none is signed then.
    """
    by_person = {one.patient_id: one for one in permits}
    with audit.change(permit=permit, at=at, verb="group_note.signed", patient_ids=sorted(by_person)) as change:
        rows: dict[int, tuple[Permit, ProgressNote]] = {}
        for uuid in sorted(notes):
            found = next(((one, row) for one in permits if (row := _find(one, uuid)) is not None), None)
            if found is None:
                raise NoteNotFound
            rows[found[1].pk] = found
        for _, (own, row) in sorted(rows.items()):
            _sign(own, row, at)
            row.save()
        change.detail["notes"] = sorted(rows)
    return len(rows)


def ask_for_signature(*, permit: Permit, note: UUID, cosigner_id: int, at: datetime) -> ProgressNote:
    """The author asks a supervisor to co-sign; whoever was asked before and has not signed is asked no longer.

    Raises:
        NoteNotFound, NotTheAuthor, CannotSign, AlreadyCosigned.
        NotPossible: it is not signed, or was entered in error.
    """
    with _change(permit, note, at=at, verb="progress_note.signature_asked") as row:
        signed.check_standing(row=row)
        signed.check_author(row, permit)
        signed.ask(row=row, cosigner_id=cosigner_id, permit=permit, sort=SORT, category=_kind(row), at=at)
        row.save()
    return row


def withdraw_request(*, permit: Permit, note: UUID, at: datetime) -> ProgressNote:
    """The author no longer asks for a co-signature.

    Raises:
        NoteNotFound, NotTheAuthor, AlreadyCosigned, NobodyAsked.
    """
    with _change(permit, note, at=at, verb="progress_note.signature_withdrawn") as row:
        signed.withdraw(row=row, permit=permit, category=_kind(row), at=at)
        row.save()
    return row


def cosign_note(*, permit: Permit, note: UUID, at: datetime) -> ProgressNote:
    """The supervisor who was asked co-signs. Their task is done with it.

    Raises:
        NoteNotFound, NotAsked, AlreadyCosigned.
        NotPossible: it was entered in error.
    """
    with _change(permit, note, at=at, verb="progress_note.cosigned") as row:
        signed.cosign(row=row, permit=permit, category=_kind(row), at=at)
        row.save()
    return row


def keep_addendum(*, permit: Permit, note: UUID, text: str, at: datetime) -> None:
    """Keep what the author, or who was asked to co-sign, has typed to be added.

    Raises:
        NoteNotFound, NotTheAuthor, TooLong.
        NotPossible: the note is a draft, or was entered in error.
    """
    signed.check_length(text=text, longest=rules.LONGEST_ADDENDUM)
    with transaction.atomic():
        _keep_added(permit, _locked(permit, note), text, at)


def _keep_added(permit: Permit, row: ProgressNote, text: str, at: datetime) -> ProgressAddendum:
    next_status(rules.NOTE, NoteStatus(row.status), NoteStep.AMEND)
    if permit.actor.staff_id not in (row.author_id, row.cosigner_id):
        raise signed.NotTheAuthor
    verb = "progress_note.addendum_begun"
    return signed.keep_added(row=row, addenda=row.addenda, text=text, permit=permit, verb=verb, at=at)


def sign_addendum(*, permit: Permit, note: UUID, text: str, at: datetime) -> ProgressAddendum:
    """Whoever writes an addendum puts their name to it; it stands below the note from then on.

    Raises:
        NoteNotFound, NotTheAuthor, NothingWritten, TooLong.
        NotPossible: the note is a draft, or was entered in error.
    """
    signed.check_words(text=text)
    signed.check_length(text=text, longest=rules.LONGEST_ADDENDUM)
    with _change(permit, note, at=at, verb="progress_note.amended") as row:
        added = _keep_added(permit, row, text, at)
        sealed = seal(settings.CARE_AUDIT_KEY, *said_in_addendum(added))
        signed.put_name_below(row=row, addendum=added, sealed=sealed, permit=permit, at=at)
    return added


def throw_away_addendum(*, permit: Permit, note: UUID, at: datetime) -> None:
    """Throw away what one has begun to add and not signed; nothing where there is nothing.

    Raises:
        NoteNotFound.
    """
    with _change(permit, note, at=at, verb="progress_note.addendum_thrown_away") as row:
        signed.throw_away_added(row.addenda, permit)


def retract_note(*, permit: Permit, note: UUID, reason: ErrorReason, at: datetime) -> ProgressNote:
    """The author takes a signed note back: it stays, marked, and leaves in no copy. A signature is asked for no longer.

    Raises:
        NoteNotFound, NotTheAuthor.
        NotPossible: it is a draft, or was entered in error already.
    """
    with _change(permit, note, at=at, verb="progress_note.entered_in_error") as row:
        signed.take_back(row=row, permit=permit, category=_kind(row), at=at)
        row.error_reason = reason.value
        row.save()
        row.addenda.filter(signed_at__isnull=True).delete()
    return row


def take_over_note(*, permit: Permit, note: UUID, at: datetime) -> ProgressNote:
    """A supervisor takes over the draft of a colleague who no longer works here; the note says who began it.

    Raises:
        NoteNotFound: no such draft was left behind, or the actor is no supervisor.
        AuthorIsHere: whose draft it is works here.
        NotPossible: it is signed.
    """
    user_id, staff_id = signed.who_writes(permit)
    with _change(permit, note, at=at, verb="progress_note.taken_over") as row:
        signed.check_draft(row=row)
        if not permit.actor.has_role(Role.SUPERVISOR) or not ProgressNote.objects.filter(GONE, pk=row.pk).exists():
            raise AuthorIsHere
        row.first_author_id = row.first_author_id or row.author_id
        row.author_id, row.taken_at, row.taken_by_id = staff_id, at, user_id
        row.revision += 1
        row.save()
        end_asking(permit, row, "Taken over", at)
    return row


def _kind(row: ProgressNote) -> Category:
    return Category(row.category)


@contextmanager
def _change(permit: Permit, note: UUID, *, at: datetime, verb: str) -> Iterator[ProgressNote]:
    """The transaction of one change with its event, the note locked."""
    with audit.change(permit=permit, at=at, verb=verb) as change:
        row = _locked(permit, note)
        change.detail["note"] = row.pk
        yield row


def _find(permit: Permit, note: UUID) -> ProgressNote | None:
    row = covered(permit).select_for_update(no_key=True, of=("self",)).filter(uuid=note).first()
    if row is not None:
        permit.check(category=_kind(row), action=Action.WRITE)
    return row


def _locked(permit: Permit, note: UUID) -> ProgressNote:
    row = _find(permit, note)
    if row is None:
        raise NoteNotFound
    return row
