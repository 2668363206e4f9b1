"""Writing down a teach-back, and taking one off."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from care.actor import Action, Category, Permit
from care.audit import operations as audit
from patients.queries import get_patient
from patients.rules import Language
from treatment_plans.regimens.teaching import rules
from treatment_plans.regimens.teaching.models import TeachBack
from treatment_plans.regimens.teaching.queries import NotThere, get_sheet, teach_backs_of
from treatment_plans.regimens.teaching.vocabulary import Handed, Interpreter, Occasion, Outcome, WrongEntry


class PersonDied(ValueError):
    """Nothing new is written for somebody who has died."""


@dataclass(frozen=True, slots=True)
class Said:
    """How a medicine was talked through, and what the person said back, in their own words."""

    sheet: str
    occasion: Occasion
    outcome: Outcome
    language: Language
    interpreter: Interpreter
    handed: Handed
    own_words: str = ""
    unclear: str = ""


def record_teach_back(*, permit: Permit, said: Said, at: datetime) -> TeachBack:
    """Write it down, with the version of the sheet as it is now. Nothing else follows: no order and no dose waits for it.

    Raises:
        NotThere: no such sheet.
        PersonDied.
        NothingSaid, UnclearMissing: as `rules.check_said`.
    """
    permit.check(category=Category.SUD, action=Action.WRITE)
    user_id, _ = permit.actor.colleague()
    sheet = get_sheet(said.sheet)
    own_words, unclear = rules.check_said(said.outcome, said.own_words, said.unclear)
    with audit.change(permit=permit, at=at, verb="teach_back.recorded", detail={"sheet": sheet.code}) as change:
        if get_patient(permit=permit).deceased_on is not None:
            raise PersonDied
        row = TeachBack.objects.create(
            patient_id=permit.patient_id,
            organisation_id=permit.organisation_id,
            sheet=sheet.code,
            sheet_version=sheet.version,
            occasion=said.occasion.value,
            language=said.language.value,
            interpreter=said.interpreter.value,
            handed=said.handed.value,
            outcome=said.outcome.value,
            own_words=own_words,
            unclear=unclear,
            taught_at=at,
            taught_by_id=user_id,
        )
        change.detail["teach_back"] = row.pk
    return row


def mark_teach_back_in_error(*, permit: Permit, teach_back: UUID, reason: WrongEntry, at: datetime) -> TeachBack:
    """It is taken off; it stays in the history, and what it settled is to be talked through again.

    Raises:
        NotThere: or it is off already.
    """
    permit.check(category=Category.SUD, action=Action.WRITE)
    user_id, _ = permit.actor.colleague()
    with audit.change(permit=permit, at=at, verb="teach_back.in_error", detail={"reason": reason.value}) as change:
        row = teach_backs_of(permit).select_for_update(no_key=True).filter(uuid=teach_back).first()
        if row is None:
            raise NotThere
        row.error_at, row.error_by_id, row.error_reason = at, user_id, reason.value
        row.save(update_fields=["error_at", "error_by", "error_reason"])
        change.detail["teach_back"] = row.pk
    return row
