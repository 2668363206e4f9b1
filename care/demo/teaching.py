"""The demo's teach-backs: one by the operation itself, the rest as rows that it would leave. Some are never talked through."""

from datetime import datetime, timedelta
from random import Random
from typing import Any

from django.apps import apps

from care.audit import operations as audit
from care.demo.caseloads import as_counselor, caseload_of, counselor_of_the_demo, may_write
from care.demo.operations import SEED
from care.demo.words.teaching import SAID
from patients.rules import Language
from treatment_plans.regimens.teaching import operations
from treatment_plans.regimens.teaching.sheets import sheets_for
from treatment_plans.regimens.teaching.vocabulary import Handed, Interpreter, Occasion, Outcome

LEFT_OUT = 5  # of so many sheets one was never talked through


def tell_teaching(*, at: datetime) -> int:
    """Tell them; gives the number of people. Where there are teach-backs already, nothing is told again."""
    if apps.get_model("teaching", "TeachBack").objects.exists():
        return 0
    clinic, staff = counselor_of_the_demo()
    actor = as_counselor(staff)
    orders = apps.get_model("regimens", "MedicationOrder").objects.filter(organisation_id=clinic.pk, status="active")
    taken: dict[int, list[Any]] = {}
    for order in orders.select_related("medication", "patient").order_by("patient_id", "pk"):
        taken.setdefault(order.patient_id, []).append(order)
    own = sorted(set(caseload_of(staff, at=at)) & taken.keys())
    if own:
        permit = may_write(actor, own[0], at - timedelta(days=2))
        for sheet in sheets_for(order.medication.code for order in taken.pop(own[0]))[:1]:
            said = operations.Said(
                sheet.code, Occasion.AGAIN, Outcome.CLEAR, Language.ENGLISH, Interpreter.NONE, Handed.PHONE, SAID[sheet.code][0]
            )
            operations.record_teach_back(permit=permit, said=said, at=at - timedelta(days=2))
    _write(taken, actor=actor, user_id=staff.user_id, at=at)
    return len(taken) + len(own[:1])


def _write(taken: dict[int, list[Any]], *, actor: Any, user_id: int, at: datetime) -> None:
    model = apps.get_model("teaching", "TeachBack")
    rows = []
    for patient_id, orders in taken.items():
        dice = Random(f"{SEED}:teaching:{patient_id}")
        language = orders[0].patient.language if orders[0].patient.language in ("en", "es") else "en"
        for sheet in sheets_for(order.medication.code for order in orders):
            if not dice.randrange(LEFT_OUT):
                continue
            english, spanish, unclear = SAID[sheet.code]
            outcome = dice.choice([Outcome.CLEAR] * 7 + [Outcome.PARTLY, Outcome.NOT_NOW])
            is_put_off, is_partly = outcome is Outcome.NOT_NOW, outcome is Outcome.PARTLY
            written = max(order.ordered_at for order in orders)
            rows.append(
                model(
                    patient_id=patient_id,
                    organisation_id=actor.organisation_id,
                    sheet=sheet.code,
                    sheet_version=sheet.version,
                    occasion=Occasion.START.value,
                    language=language,
                    interpreter=(Interpreter.REMOTE if language == "es" and dice.randrange(2) else Interpreter.NONE).value,
                    handed=(Handed.NOTHING if is_put_off else dice.choice([Handed.PAPER, Handed.PAPER, Handed.ALOUD])).value,
                    outcome=outcome.value,
                    own_words="" if is_put_off else spanish if language == "es" else english,
                    unclear=unclear if is_partly else "",
                    taught_at=min(written + timedelta(hours=1), at),
                    taught_by_id=user_id,
                )
            )
    people = sorted({row.patient_id for row in rows})
    with audit.change(actor=actor, at=at, verb="demo.teaching_told", patient_ids=people, detail={"teach_backs": len(rows)}):
        model.objects.bulk_create(rows)
