"""Who pays: Coverage, and the payers that bills name within. Pure.

A bill itself is kept by whoever wrote it; of it only the payer and the first day for which it was sent are taken.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from care.api.fhir_in.mapping.words import Left, Mapped, Unmappable, fits, line_of, words_of

BILLS = frozenset({"ExplanationOfBenefit"})
IS_A_BILL = "a bill: of it only who pays is taken"


@dataclass(frozen=True, slots=True)
class SaidCoverage:
    """One coverage, says another system."""

    payer: str
    plan: str = ""
    member_number: str = ""
    starts: date | None = None
    ends: date | None = None


def coverage(resource: Mapping[str, Any], left: Left) -> Mapped:
    """One coverage with its payer, plan, number and days."""
    status = str(resource.get("status", ""))
    if status in ("cancelled", "entered-in-error", "draft"):
        return Mapped(None, f"the source says {status.replace('-', ' ')}", tuple(left.names))
    payers = [line_of(one.get("display", "")) for one in resource.get("payor", ())]
    payer = next(filter(None, payers), "") or words_of(resource.get("type", {}))
    if not payer:
        raise Unmappable("payor: names no payer")
    if len(payers) > 1:
        left.note("Coverage.payor: further payers")
    plans = [
        one for one in resource.get("class", ()) if any(c.get("code") == "plan" for c in one.get("type", {}).get("coding", ()))
    ]
    if len(resource.get("class", ())) > len(plans[:1]):
        left.note("Coverage.class: groups and further classes")
    plan = line_of(str(plans[0].get("name") or plans[0].get("value", ""))) if plans else ""
    period = resource.get("period", {})
    said = SaidCoverage(
        payer=fits(payer, 120, "payor"),
        plan=fits(plan, 120, "class.name"),
        member_number=fits(line_of(str(resource.get("subscriberId", ""))), 60, "subscriberId"),
        starts=_day(period.get("start", "")),
        ends=_day(period.get("end", "")),
    )
    return Mapped(said, left=tuple(left.names))


def _day(moment: str) -> date | None:
    """The day; none where it is not known to the day."""
    return date.fromisoformat(moment[:10]) if len(moment) >= 10 else None


def payers_of_bills(bills: Iterable[Mapping[str, Any]], person: str) -> list[dict[str, Any]]:
    """The coverages that some bills of one person name within, each payer once, from the first day of a bill on."""
    first: dict[str, str] = {}
    for bill in bills:
        day = str(bill.get("billablePeriod", {}).get("start", ""))[:10]
        for within in bill.get("contained", ()):
            if within.get("resourceType") == "Coverage":
                payers = (line_of(one.get("display", "")) for one in within.get("payor", ()))
                payer = next(filter(None, payers), "") or words_of(within.get("type", {}))
                if payer:
                    first[payer] = min(filter(None, (first.get(payer, ""), day)), default="")
    return [
        {
            "resourceType": "Coverage",
            "id": f"payer-{hashlib.sha256(f'{person} {payer}'.encode()).hexdigest()[:32]}",
            "status": "active",
            "payor": [{"display": payer}],
            **({"period": {"start": day}} if day else {}),
        }
        for payer, day in first.items()
    ]
