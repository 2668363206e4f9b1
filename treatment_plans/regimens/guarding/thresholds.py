"""The figures that an organization set for itself, as the rules read them."""

from django.db.models import QuerySet

from care.lib.prepared import prepared
from treatment_plans.regimens.alert_words import Verdict
from treatment_plans.regimens.models import OwnThreshold
from treatment_plans.regimens.safety.settings import Threshold, shipped


def own_thresholds(*, organisation_id: int) -> list[Threshold]:
    """What two people agreed on and nobody withdrew. One query."""
    known = {row.key: row for row in shipped()}
    return [
        Threshold(
            key=row.key,
            value=row.value,
            unit=known[row.key].unit,
            about=known[row.key].about,
            source=f"{row.why} (set here)",
            flag="own",
            version=f"own {row.pk}",
            effective_from=row.effective_from,
        )
        for row in _approved(organisation=organisation_id)
        if row.key in known
    ]


@prepared
def _approved(*, organisation: int) -> QuerySet[OwnThreshold]:
    rows = OwnThreshold.objects.filter(organisation_id=organisation, verdict=Verdict.APPROVED.value, withdrawn_at__isnull=True)
    return rows.order_by("effective_from", "pk")
