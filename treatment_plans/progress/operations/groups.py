"""Writing down a group: one note for each who took part, and none of them names another."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from care.actor import Action, Category, Permit
from care.audit import operations as audit
from treatment_plans.progress import rules
from treatment_plans.progress.models import GroupSession, ProgressNote
from treatment_plans.progress.rules import Part, Session
from treatment_plans.progress.vocabulary import NoteKind, Structure, category_of
from treatment_plans.signed import operations as signed
from treatment_plans.signed.rules import NothingWritten, lines


class NobodyCame(ValueError):
    """A group that is written down has somebody who took part."""


@dataclass(frozen=True, slots=True)
class Attendee:
    """Somebody who took part: how, and by which names they are called."""

    own: str
    names: Sequence[str]


def write_group(
    *,
    permits: Sequence[Permit],
    permit: Permit,
    title: str,
    shared: str,
    attendees: Mapping[int, Attendee],
    session: Session,
    at: datetime,
) -> GroupSession:
    """One draft for each who took part: the shared part, and their own. One event, of all of them.

    `permits` open each record and `permit` is one of them; `attendees` are by the numbers of the people.

    Raises:
        PermitMismatch: somebody took part whose record no permit opens.
        NobodyCame, NothingWritten, TooLong, SessionTime.
        NamesOthers: the shared part names somebody of the group, or an own part names somebody else.
    """
    by_person = {one.patient_id: one for one in permits}
    if not attendees:
        raise NobodyCame
    if not shared.strip():
        raise NothingWritten
    for person, attendee in attendees.items():
        by_person[person].check(category=Category.SUD, action=Action.WRITE, patient_id=person)
        signed.check_length(text=attendee.own, longest=rules.LONGEST_PART)
    signed.check_length(text=shared, longest=rules.LONGEST_PART)
    rules.check_times(session, at)
    if session.ends_at is None:
        raise rules.SessionTime
    rules.check_names(
        shared,
        {person: attendee.own for person, attendee in attendees.items()},
        {person: attendee.names for person, attendee in attendees.items()},
    )
    user_id, staff_id = signed.who_writes(permit)
    with audit.change(permit=permit, at=at, verb="group_note.written", patient_ids=sorted(attendees)) as change:
        group = GroupSession.objects.create(
            organisation_id=permit.organisation_id,
            leader_id=staff_id,
            title=title.strip(),
            starts_at=session.starts_at,
            ends_at=session.ends_at,
            written_at=at,
            written_by_id=user_id,
        )
        for person, attendee in attendees.items():
            parts = (Part("shared", lines(shared)), Part("own", lines(attendee.own)))
            ProgressNote.objects.create(
                patient_id=person,
                organisation_id=permit.organisation_id,
                author_id=staff_id,
                kind=NoteKind.GROUP.value,
                category=category_of(NoteKind.GROUP).value,
                structure=Structure.GROUP.value,
                group=group,
                parts=rules.stored(parts),
                starts_at=session.starts_at,
                ends_at=session.ends_at,
                place=session.place,
                modality=session.modality,
                begun_at=at,
                begun_by_id=user_id,
                saved_at=at,
            )
        change.detail |= {"group": group.pk, "notes": len(attendees)}
    return group
