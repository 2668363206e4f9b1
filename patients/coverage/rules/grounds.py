"""What an appeal can rest on, by the kind of plan, the service and the reason. Pure; source: clinical reference 12.8.

Facts to begin from, not advice: what is not verified says so, and whoever appeals reads the source.
"""

from dataclasses import dataclass

from patients.coverage.vocabulary import DenialReason, PlanKind, Service

MEDICAID = frozenset({PlanKind.MEDICAID, PlanKind.MEDICAID_PLAN})
MEDICATION = frozenset({Service.METHADONE, Service.BUPRENORPHINE, Service.INJECTION})
COMPARED = frozenset({DenialReason.NECESSITY, DenialReason.LIMIT, DenialReason.TRIED_FIRST, DenialReason.NO_AUTHORIZATION})


@dataclass(frozen=True, slots=True)
class Grounds:
    """One thing that an appeal can rest on: in words, by which source, and whether that was read. Empty sets stand for any."""

    words: str
    source: str
    is_verified: bool = True
    plans: frozenset[PlanKind] = frozenset()
    services: frozenset[Service] = frozenset()
    reasons: frozenset[DenialReason] = frozenset()


GROUNDS = (
    Grounds(
        "The plan must give its criteria of medical necessity and the reason for its denial when asked.",
        "Mental Health Parity and Addiction Equity Act; CMS",
    ),
    Grounds(
        "Limits, steps and prior authorization may not be stricter than for comparable medical care: name that care.",
        "Mental Health Parity and Addiction Equity Act; parts of the 2024 rule are not enforced since 2025",
        is_verified=False,
        reasons=COMPARED,
    ),
    Grounds(
        "Medicaid must cover medications for opioid use disorder.",
        "Federal Medicaid law; clinical reference 12.8",
        plans=MEDICAID,
        services=MEDICATION,
    ),
    Grounds(
        "From 21 to 64, Medicaid pays for places of more than 16 beds only under a state’s waiver, or for 30 days a year.",
        "IMD exclusion, SUD 1115 waivers and the SUPPORT Act option; clinical reference 12.8",
        plans=MEDICAID,
        services=frozenset({Service.RESIDENTIAL, Service.WITHDRAWAL}),
    ),
    Grounds(
        "A nursing facility, jail or court may not turn somebody away because of medication for opioid use disorder.",
        "Americans with Disabilities Act, Department of Justice 2022; clinical reference 12.8",
        services=MEDICATION,
    ),
)


def grounds_for(*, plan_kind: PlanKind, reason: DenialReason, service: Service | None) -> list[Grounds]:
    """What fits a denial; without a known service, nothing that hangs on one."""
    return [
        one
        for one in GROUNDS
        if (not one.plans or plan_kind in one.plans)
        and (not one.reasons or reason in one.reasons)
        and (not one.services or service in one.services)
    ]
