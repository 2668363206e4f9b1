"""Alerts as cards of CDS Hooks. Pure."""

from functools import lru_cache
from typing import Any
from uuid import UUID, uuid5

from treatment_plans.regimens.safety.alerts import Alert, Severity
from treatment_plans.regimens.safety.hooks.shape import Json, Unread
from treatment_plans.regimens.safety.hooks.suggestions import suggestions
from treatment_plans.regimens.safety.settings import read_rows

SPACE = UUID("6f1d6c0a-5c1e-5a55-8a53-3a0d7e0f5b11")  # ours: the same alert about the same draft has the same card
LONGEST = 140  # CDS Hooks: a summary has at most 140 characters
INDICATORS = {Severity.HARD: "critical", Severity.HARD_UNLESS_SECOND: "critical", Severity.OVR: "warning", Severity.INFO: "info"}
UNREAD_RULE = "F-90"
REASONS_SYSTEM = "urn:throughline:override-reason"
REASONS = (
    ("benefit-outweighs-risk", "The benefit outweighs the risk for this person"),
    ("monitoring-arranged", "Monitoring is arranged"),
    ("dose-adjusted", "The dose is adjusted for this"),
    ("tolerated-before", "Taken together before and tolerated"),
    ("verified-elsewhere", "Verified with another program or prescriber"),
    ("fact-out-of-date", "The record is not up to date"),
    ("specialist-agreed", "Agreed with a specialist"),
    ("other", "Another reason, written out"),
)


def card(alert: Alert, *, draft: Json, instance: str, patient: str) -> Json:
    """One alert: what was found with its date, what may be done, and how strongly it speaks."""
    shown: Json = {
        "uuid": _uuid(instance, alert.order, alert.rule),
        "summary": short(alert.title),
        "detail": detail(alert),
        "indicator": INDICATORS[alert.severity],
        "source": _source(alert.source),
        "extension": {
            "rule": alert.rule,
            "severity": alert.severity.printed,
            "version": alert.version,
            "draft": alert.order,
        },
    }
    if alert.severity is Severity.HARD_UNLESS_SECOND:
        shown["extension"]["secondPrescriberMayPass"] = True
    if offered := suggestions(
        alert, draft=draft, patient=patient, uuid=lambda name: _uuid(instance, alert.order, alert.rule, name)
    ):
        shown["suggestions"] = offered
        shown["selectionBehavior"] = "any"
    if alert.severity is Severity.OVR:
        shown["overrideReasons"] = [{"system": REASONS_SYSTEM, "code": code, "display": text} for code, text in REASONS]
    return shown


def unread_card(unread: Unread, *, instance: str) -> Json:
    """Something that was sent and not read: what stands in it was not judged."""
    return {
        "uuid": _uuid(instance, unread.resource, unread.why),
        "summary": short(f"{unread.resource} could not be read whole: {unread.why}"),
        "detail": f"{unread.resource}: {unread.why}.\n\nIt was **not judged**. Check it by hand or send it again.",
        "indicator": "info",
        "source": {"label": "Throughline medication safety"},
        "extension": {"rule": UNREAD_RULE, "severity": "INFO", "version": "1", "resource": unread.resource},
    }


def detail(alert: Alert) -> str:
    """The text of a card, in Markdown."""
    parts = [alert.detail]
    if alert.evidence:
        parts.append("**Found**\n\n" + "\n".join(f"- {line}" for line in alert.evidence))
    if alert.actions:
        parts.append("**What can be done**\n\n" + "\n".join(f"- {line}" for line in alert.actions))
    parts.append(f"Source: {alert.source}. Rule {alert.rule}, version {alert.version}.")
    return "\n\n".join(part for part in parts if part)


def short(text: str) -> str:
    """At most 140 characters."""
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…"


def _source(label: str) -> Json:
    source: Json = {"label": label}
    if url := next((url for name, url in _links() if name in label), ""):
        source["url"] = url
    return source


@lru_cache(maxsize=1)
def _links() -> tuple[tuple[str, str], ...]:
    """Where a source can be read by everybody."""
    return tuple((row["name"], row["url"]) for row in read_rows("sources.csv"))


def _uuid(*parts: Any) -> str:
    return str(uuid5(SPACE, "|".join(map(str, parts))))
