"""Changing intakes, cut by noun: the intake as a whole, its sections, the safety questions, consent to treatment."""

from patients.intake.operations.moving import (
    FINISHED_WITHIN,
    begin_intake,
    close_intake,
    finish_intake,
    hear_person,
    pause_intake,
    reopen_intake,
    resume_intake,
    sign_intake,
)
from patients.intake.operations.parts import SAFETY_TASK, TASK
from patients.intake.operations.refusals import AlreadyHeard, NameMissing, NoSuchIntake, SectionChanged
from patients.intake.operations.safety import record_safety
from patients.intake.operations.sections import answer_section
from patients.intake.operations.treatment import agree_to_treatment, decline_treatment

__all__ = [
    "FINISHED_WITHIN",
    "SAFETY_TASK",
    "TASK",
    "AlreadyHeard",
    "NameMissing",
    "NoSuchIntake",
    "SectionChanged",
    "agree_to_treatment",
    "answer_section",
    "begin_intake",
    "close_intake",
    "decline_treatment",
    "finish_intake",
    "hear_person",
    "pause_intake",
    "record_safety",
    "reopen_intake",
    "resume_intake",
    "sign_intake",
]
