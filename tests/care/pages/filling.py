"""Filling an intake in through the browser: what the tests of its pages share."""

from typing import Any

from django.test import Client

from patients.intake.models import Intake, IntakeSection
from patients.intake.rules import SectionKey
from patients.models import Patient


def path(mari: Patient, part: str = "") -> str:
    return f"/people/{mari.uuid}/intake/{part}"


def text_of(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def fill(browser: Client, mari: Patient, section: str, *, step: str = "save", version: int = 0, **fields: Any) -> Any:
    return browser.post(path(mari, f"{section}/"), {"section_version": str(version), "step": step} | fields)


def state_of(intake: Intake, key: SectionKey) -> str:
    return IntakeSection.objects.get(intake=intake, key=key.value).state
