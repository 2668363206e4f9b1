"""The person's own copy (42 CFR 2.23): everything in their record but counseling notes, as a PDF and for machines, in one file.

The machine-readable part is our own JSON, described in README.md of this folder; its `format` changes when a field does.
"""

import json
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from io import BytesIO
from typing import Any
from uuid import UUID

from care.access.queries import disclosures_of
from care.consent.queries import consents_of
from care.consent.timeline import timeline_entries as consent_entries
from care.followups.queries import runs_of
from care.followups.timeline import timeline_entries as check_in_entries
from care.lib.dates import date_text, local_date, time_text
from care.lib.pdf import Block, document
from care.pages.copies.brought import brought
from care.pages.copies.conferences import conferences_sheet
from care.pages.copies.medication import doses_sheet, orders_sheet, safety_sheet
from care.pages.copies.parts import FOR_THE_PERSON, READERS, Frame, Part, Sheet, sheets_of
from care.pages.copies.plans import plans_sheet
from care.pages.copies.recovery import recovery_sheet
from care.pages.copies.results import results_sheet
from care.pages.copies.reviews import reviews_sheet
from care.pages.copies.safe import staying_safe_sheet
from care.pages.copies.teaching import teaching_sheet
from care.pages.presenters.accounting import accounting_rows
from care.pages.presenters.followups import answer_text
from care.reminders.queries import thread_of
from care.teams.queries import enrolments_of
from care.teams.timeline import timeline_entries as team_entries
from patients.assessments.queries import answered
from patients.queries import same_person
from patients.rules import point_text
from treatment_plans.progress.presenters import part_cards
from treatment_plans.progress.queries import notes_for_release
from treatment_plans.recovery.timeline import timeline_entries as recovery_entries
from treatment_plans.regimens.dose_timeline import timeline_entries as dose_entries
from treatment_plans.regimens.monitoring.timeline import timeline_entries as monitoring_entries
from treatment_plans.regimens.teaching.timeline import timeline_entries as teaching_entries
from treatment_plans.regimens.timeline import timeline_entries as order_entries
from treatment_plans.reviews.timeline import timeline_entries as review_entries
from treatment_plans.staying_safe.timeline import timeline_entries as safe_entries
from treatment_plans.timeline import timeline_entries as plan_entries

FORMAT = "throughline-record/1"
EVERYTHING = 10_000  # rows of a kind; nobody's record has as many
LEFT_OUT = (
    "Counseling notes that a counselor keeps apart are not in it; ask whoever wrote them (42 CFR 2.11, 2.23). "
    "What the program notes for its own work, such as tasks and drafts, is not in it either."
)
FOOT = "This is your own copy. Whoever finds it must not use or pass on what it says: 42 CFR part 2 protects it."


def _moment(frame: Frame, at: datetime) -> str:
    return f"{frame.day(at)}, {time_text(at, frame.zone)}"


def _contact(frame: Frame) -> Sheet:
    contact = frame.person.contact
    lines = [point_text(point, zone=frame.person.identity.zone) for point in contact.points]
    lines += [f"Ask for {contact.ask_for}"] if contact.ask_for else []
    lines += [f"Say “{contact.code_word}”"] if contact.code_word else []
    lines += [contact.note] if contact.note else []
    data = {
        "points": [asdict(point) for point in contact.points],
        "ask_for": contact.ask_for or None, "code_word": contact.code_word or None, "note": contact.note or None,
    }  # fmt: skip
    return Sheet(Part.CONTACT, [Block(Part.CONTACT.label, lines or ["Nothing recorded."])], data)


def _care(frame: Frame) -> Sheet:
    found = enrolments_of(permit=frame.permit)
    rows = [["Began", "By", "Ended", "Why"]]
    for time in found:
        why = time.end_reason.label if time.end_reason else ""
        rows.append([frame.day(time.admitted_at), time.admitted_by, frame.day(time.ended_at) if time.ended_at else "", why])
    return Sheet(Part.CARE, [Block(Part.CARE.label, rows=rows)], [asdict(time) for time in found])


def _check_ins(frame: Frame) -> Sheet:
    runs = runs_of(permit=frame.permit)
    blocks = [Block(Part.CHECK_INS.label, [] if runs else ["None."])]
    data = []
    for run in runs:
        rows = [["Check-in", "Due", "State", "Answers"]]
        for check_in in run.check_ins:
            answer = check_in.answer
            said = "; ".join(
                f"{question.label}: {answer_text(question, answer.values[question.code])}"
                for question in (answer.questions if answer else ())
                if answer and question.code in answer.values
            )
            rows.append([check_in.name, date_text(check_in.due_on), check_in.state.label, said])
            data.append({
                "id": check_in.uuid, "protocol": run.code, "name": check_in.name, "due_on": check_in.due_on,
                "state": check_in.state.value, "answered_at": answer.at if answer else None,
                "answers": answer.values if answer else None,
                "attempts": [
                    {
                        "at": one.at, "by": one.by or None, "channel": one.channel.value, "result": one.result.value,
                        "note": one.note or None,
                    }
                    for one in check_in.attempts
                ],
            })  # fmt: skip
        blocks.append(Block(f"{run.name}, from {date_text(run.day_zero)}", rows=rows, widths=(16, 16, 16, 52)))
    return Sheet(Part.CHECK_INS, blocks, data)


def _measures(frame: Frame) -> Sheet:
    found = answered(permit=frame.permit, language=frame.person.identity.language.value)
    rows = [["When", "What", "Answers", "Came to"]]
    for one in found:
        said = "; ".join(f"{line.label}: {line.answer}" for line in one.lines)
        rows.append([frame.day(one.at), one.title, said or f"score of {one.source}", "; ".join(one.results) or "no score"])
    data = [
        {
            "id": one.uuid, "at": one.at, "instrument": one.instrument, "version": one.version, "about": one.subject or None,
            "mode": one.mode.value, "source": one.source or None,
            "answers": [{"question": line.label, "link_id": line.link_id, "answer": line.answer} for line in one.lines],
            "scores": [
                {"name": score.name, "value": score.value, "band": score.band_label or None} for score in one.scores
            ],
        }
        for one in found
    ]  # fmt: skip
    block = Block(Part.MEASURES.label, rows=rows, widths=(14, 18, 44, 24))
    return Sheet(
        Part.MEASURES, [block if found else Block(Part.MEASURES.label, ["None."])], data, [one.uuid for one in found],
        frame.days(*(one.at for one in found)),
    )  # fmt: skip


def _messages(frame: Frame) -> Sheet:
    found = thread_of(permit=frame.permit, limit=EVERYTHING)
    rows = [["When", "From", "What it says"]]
    for line in found:
        sender = frame.person.display_name if line.is_from_person else "the program"
        rows.append([_moment(frame, line.at), sender, line.text or (line.why.label if line.why else "")])
    data = [
        {
            "at": line.at, "from_person": line.is_from_person, "channel": line.channel.value if line.channel else None,
            "address": line.address or None, "text": line.text or None, "state": line.state.value if line.state else None,
        }
        for line in found
    ]  # fmt: skip
    block = Block(Part.MESSAGES.label, rows=rows, widths=(22, 20, 58))
    return Sheet(Part.MESSAGES, [block if found else Block(Part.MESSAGES.label, ["None."])], data)


def _consents(frame: Frame) -> Sheet:
    found = consents_of(permit=frame.permit, at=frame.at)
    rows = [["Signed", "For", "What", "State"]]
    for row in found:
        state = row.state.label if row.revoked_at is None else f"{row.state.label} {frame.day(row.revoked_at)}"
        rows.append([frame.day(row.signed_at) if row.signed_at else "Not signed", row.recipient, row.what, state])
    data = [
        {
            "id": row.uuid, "kind": row.kind.value, "recipient": row.recipient, "what": row.what,
            "kinds": [one.value for one in row.categories], "purposes": [one.value for one in row.purposes],
            "signed_at": row.signed_at, "signature": row.signature, "expires_at": row.expires_at,
            "revoked_at": row.revoked_at, "state": row.state.value,
        }
        for row in found
    ]  # fmt: skip
    block = Block(Part.CONSENTS.label, rows=rows, widths=(16, 26, 40, 18))
    return Sheet(Part.CONSENTS, [block if found else Block(Part.CONSENTS.label, ["None."])], data)


def _disclosures(frame: Frame) -> Sheet:
    found = disclosures_of(permit=frame.permit, limit=EVERYTHING, person=same_person(frame.permit.patient_id))
    rows, data = accounting_rows(found, zone=frame.zone)
    block = Block(Part.DISCLOSURES.label, rows=rows, widths=(18, 26, 30, 26))
    return Sheet(
        Part.DISCLOSURES, [block if found else Block(Part.DISCLOSURES.label, ["Nobody outside received anything."])], data
    )


def _progress(frame: Frame) -> Sheet:
    found = notes_for_release(permit=frame.permit)
    blocks = [Block(Part.PROGRESS.label, [] if found else ["None."])]
    data = []
    for note in found:
        line = note.line
        signed = f"Signed by {line.author}, {_moment(frame, line.signed_at)}." if line.signed_at else ""
        beside = f" Co-signed by {line.cosigner}." if line.cosigned_at else ""
        parts = part_cards(note)
        words = [
            f"{part.title}{f' (carried forward from {part.carried})' if part.carried else ''}: {part.text}" for part in parts
        ]
        added = [f"Added by {one.writer}, {_moment(frame, one.signed_at)}: {one.text}" for one in note.addenda]
        title = f"{line.kind.label}, {_moment(frame, note.session.starts_at)}"
        blocks.append(Block(title, [*words, f"{signed}{beside}", *added]))
        data.append(
            {
                "id": note.uuid, "kind": line.kind.value, "starts_at": note.session.starts_at, "ends_at": note.session.ends_at,
                "modality": note.session.modality, "author": line.author, "signed_at": line.signed_at,
                "cosigner": line.cosigner if line.cosigned_at else None,
                "parts": [{"title": part.title, "text": part.text} for part in parts],
                "added": [{"by": one.writer, "at": one.signed_at, "text": one.text} for one in note.addenda],
            }
        )  # fmt: skip
    days = frame.days(*(note.session.starts_at for note in found))
    return Sheet(Part.PROGRESS, blocks, data, [note.uuid for note in found], days)


def _history(frame: Frame) -> Sheet:
    permit = frame.permit
    found = [
        *plan_entries(permit=permit, limit=EVERYTHING),
        *safe_entries(permit=permit, limit=EVERYTHING),
        *recovery_entries(permit=permit, limit=EVERYTHING),
        *review_entries(permit=permit, limit=EVERYTHING),
        *order_entries(permit=permit, limit=EVERYTHING),
        *dose_entries(permit=permit, limit=EVERYTHING),
        *teaching_entries(permit=permit, limit=EVERYTHING),
        *monitoring_entries(permit=permit, limit=EVERYTHING),
        *team_entries(permit=permit, limit=EVERYTHING),
        *check_in_entries(permit=permit, limit=EVERYTHING),
        *consent_entries(permit=permit, limit=EVERYTHING),
    ]
    found.sort(key=lambda entry: entry.at, reverse=True)
    rows = [["When", "What", "Who"]]
    for entry in found:
        words = f": “{entry.own_words}”" if entry.own_words else ""
        rows.append([_moment(frame, entry.at), f"{entry.what}{words}", entry.who or "the platform"])
    data = [
        {"at": one.at, "what": one.what, "kind": one.kind, "who": one.who or None, "own_words": one.own_words or None}
        for one in found
    ]
    block = Block(Part.HISTORY.label, rows=rows, widths=(24, 52, 24))
    return Sheet(Part.HISTORY, [block if found else Block(Part.HISTORY.label, ["Nothing yet."])], data)


OWN: Mapping[Part, Callable[[Frame], Sheet]] = {
    **{part: READERS[part] for part in FOR_THE_PERSON if part in READERS},
    Part.CONTACT: _contact,
    Part.CARE: _care,
    Part.PLANS: plans_sheet,
    Part.ORDERS: orders_sheet,
    Part.DOSES: doses_sheet,
    Part.SAFETY: safety_sheet,
    Part.TEACHING: teaching_sheet,
    Part.STAYING_SAFE: staying_safe_sheet,
    Part.REVIEWS: reviews_sheet,
    Part.RECOVERY: recovery_sheet,
    Part.CHECK_INS: _check_ins,
    Part.MEASURES: _measures,
    Part.RESULTS: results_sheet,
    Part.PROGRESS: _progress,
    Part.CONFERENCES: conferences_sheet,
    Part.BROUGHT: brought,
    Part.MESSAGES: _messages,
    Part.CONSENTS: _consents,
    Part.DISCLOSURES: _disclosures,
    Part.HISTORY: _history,
}


def own_sheets(frame: Frame) -> list[Sheet]:
    """Everything that the permit opens, in the order of the vocabulary."""
    readers = {part: OWN[part] for part in FOR_THE_PERSON}
    return sheets_of(frame, FOR_THE_PERSON, readers)


def _plain(value: Any) -> Any:
    match value:
        case Enum():
            return value.value
        case UUID() | Decimal():
            return str(value)
        case datetime() | date():
            return value.isoformat()
        case _ if hasattr(value, "isoformat"):
            return value.isoformat()
    raise TypeError(type(value).__name__)


def record_json(frame: Frame, sheets: Sequence[Sheet], organisation: str) -> bytes:
    """The same for a machine."""
    content = {
        "format": FORMAT,
        "made_at": frame.at,
        "zone": frame.zone,
        "from": organisation,
        "left_out": [LEFT_OUT],
        "record": {sheet.part.value: sheet.data for sheet in sheets},
    }
    return json.dumps(content, default=_plain, ensure_ascii=False, indent=2).encode()


def record_pdf(frame: Frame, sheets: Sequence[Sheet], organisation: str) -> bytes:
    """The whole record on paper."""
    person = frame.person
    made = f"{date_text(local_date(frame.at, frame.zone))}, {time_text(frame.at, frame.zone, with_zone=True)}"
    return document(
        title=f"The record of {person.display_name}",
        subtitle=f"Your own copy, made {made} at {organisation}.",
        blocks=[
            Block("About this copy", [
                "Everything that this program keeps about you stands below. If something is wrong, tell us and we look at it "
                "together. You need not show this copy to anybody.",
                LEFT_OUT,
            ], boxed=True),
            *(block for sheet in sheets for block in sheet.blocks),
        ],
        footer=FOOT,
        letterhead=organisation,
    )  # fmt: skip


def own_zip(frame: Frame, sheets: Sequence[Sheet], organisation: str) -> bytes:
    """PDF and JSON in one file."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("record.pdf", record_pdf(frame, sheets, organisation))
        archive.writestr("record.json", record_json(frame, sheets, organisation))
    return buffer.getvalue()
