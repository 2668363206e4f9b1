"""Alerts as CDS Hooks cards, and the whole answer. No database."""

import json
from datetime import UTC, datetime
from uuid import UUID

import pytest

from tests.treatment_plans.regimens.hooks.little_request import draft, request
from treatment_plans.regimens.safety.alerts import Alert, Severity
from treatment_plans.regimens.safety.hooks import answers
from treatment_plans.regimens.safety.hooks.cards import card, unread_card
from treatment_plans.regimens.safety.hooks.shape import Json, Unread

NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)


def alert(severity: Severity, *actions: str, rule: str = "I-06", title: str = "Naltrexone with an opioid") -> Alert:
    return Alert(rule, "3", severity, title, "Why.", ("Order: methadone, Nov 1, 2026",), "42 CFR 8.12", actions, "draft-1")


def shown(found: Alert, **more: Json) -> Json:
    return card(found, draft=more.get("draft", draft("Campral", 666)), instance="i", patient="Patient/p1")


def test_each_severity_has_its_indicator_and_what_belongs_to_it() -> None:
    table = (
        (Severity.HARD, "critical", "HARD", False, False),
        (Severity.HARD_UNLESS_SECOND, "critical", "HARD", True, False),
        (Severity.OVR, "warning", "OVR", False, True),
        (Severity.INFO, "info", "INFO", False, False),
    )
    for severity, indicator, printed, second, has_reasons in table:
        found = shown(alert(severity))
        extension = found["extension"]
        assert (found["indicator"], extension["severity"], extension["rule"]) == (indicator, printed, "I-06")
        assert (extension["draft"], extension["version"]) == ("draft-1", "3")
        assert extension.get("secondPrescriberMayPass", False) is second
        assert ("overrideReasons" in found) is has_reasons
        assert all(reason["code"] and reason["display"] and reason["system"] for reason in found.get("overrideReasons", []))


def test_a_card_says_what_was_found_and_what_can_be_done_within_its_length() -> None:
    found = shown(alert(Severity.OVR, "Talk it through", title="word " * 60))
    assert len(found["summary"]) <= 140
    assert "Order: methadone, Nov 1, 2026" in found["detail"]
    assert "Talk it through" in found["detail"]
    assert found["source"]["url"].startswith("https://www.ecfr.gov/")
    assert str(UUID(found["uuid"])) == shown(alert(Severity.OVR))["uuid"]
    assert "suggestions" not in found
    assert len(unread_card(Unread("Observation/1", "x" * 200), instance="i")["summary"]) <= 140


def test_an_action_that_can_be_written_out_is_a_suggestion() -> None:
    found = shown(alert(Severity.INFO, "Order a naloxone kit", "Repeat the ECG", "Order serum creatinine", "Ask again"))
    made = [action["resource"] for suggestion in found["suggestions"] for action in suggestion["actions"]]
    assert [resource["resourceType"] for resource in made] == ["MedicationRequest", "ServiceRequest", "ServiceRequest"]
    assert made[2]["code"]["coding"][0]["code"] == "2160-0"
    assert {resource["subject"]["reference"] for resource in made} == {"Patient/p1"}
    reduced = shown(alert(Severity.OVR, "Order 333 mg three times daily instead"))["suggestions"][0]["actions"][0]
    assert reduced["type"] == "update"
    assert reduced["resource"]["id"] == "draft-1"
    assert reduced["resource"]["dosageInstruction"][0]["doseAndRate"][0]["doseQuantity"]["value"] == 333


def test_the_strongest_card_comes_first_and_what_was_not_read_last(monkeypatch: pytest.MonkeyPatch) -> None:
    said = [alert(Severity.INFO, rule="I-24"), alert(Severity.HARD), alert(Severity.OVR, rule="I-10")]
    monkeypatch.setattr(answers, "judge", lambda facts, settings: said)
    found = answers.answer(request(draft("naltrexone", 50), conditions="?"), now=NOW)
    assert [one["extension"]["severity"] for one in found["cards"]] == ["HARD", "OVR", "INFO", "INFO"]
    assert found["cards"][-1]["extension"]["resource"] == "prefetch.conditions"
    assert len({one["uuid"] for one in found["cards"]}) == 4
    json.dumps(found)
