"""The instruments that others lean on first."""

from tests.patients.assessments.rules.edges import filled, outcome, told


def test_phq9_and_its_ninth_question() -> None:
    assert told(outcome("phq9", filled("phq9", 9))) == (9, "mild", False)
    found = outcome("phq9", dict.fromkeys("12345678", 0) | {"9": 1})
    assert [trigger.code for trigger in found.triggers] == ["phq9_item9"]
    assert found.asks_for == ("cssrs",)
