"""The demo’s look-ups in the monitoring program, as rows that the operation would leave. Some are overdue."""

from datetime import datetime, timedelta
from random import Random

from django.apps import apps

from care.audit import operations as audit
from care.demo.caseloads import as_counselor, counselor_of_the_demo
from care.demo.operations import SEED
from treatment_plans.regimens.monitoring.vocabulary import LookupOutcome

SUBSTANCES = ("methadone", "buprenorphine")
LONGEST_AGO = 130  # days: more than the interval, so that some are overdue
FOUND = "Hydrocodone, 12 tablets, from a dentist; told before by the person"
DOWN = "The program’s site could not be reached; tried twice"


def tell_lookups(*, at: datetime) -> int:
    """Tell them; gives their number. Where there are look-ups already, nothing is told again."""
    model = apps.get_model("monitoring", "PdmpLookup")
    if model.objects.exists():
        return 0
    clinic, staff = counselor_of_the_demo()
    orders = apps.get_model("regimens", "MedicationOrder").objects.filter(
        organisation_id=clinic.pk, status="active", substance__in=SUBSTANCES
    )
    rows = []
    for patient_id, user_id in orders.order_by("patient_id", "pk").values_list("patient_id", "ordered_by_id"):
        dice = Random(f"{SEED}:lookups:{patient_id}")
        if not dice.randrange(6):
            continue
        outcome = dice.choice([LookupOutcome.NOTHING_ELSE] * 8 + [LookupOutcome.FOUND, LookupOutcome.NOT_POSSIBLE])
        rows.append(
            model(
                patient_id=patient_id,
                organisation_id=clinic.pk,
                jurisdiction=clinic.state or "NY",
                outcome=outcome.value,
                words={LookupOutcome.FOUND: FOUND, LookupOutcome.NOT_POSSIBLE: DOWN}.get(outcome, ""),
                looked_at=at - timedelta(days=dice.randrange(1, LONGEST_AGO), hours=dice.randrange(8)),
                looked_by_id=user_id,
            )
        )
    people = sorted({row.patient_id for row in rows})
    with audit.change(
        actor=as_counselor(staff), at=at, verb="demo.lookups_told", patient_ids=people, detail={"look-ups": len(rows)}
    ):
        model.objects.bulk_create(rows)
    return len(rows)
