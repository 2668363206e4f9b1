"""Changing the privacy office's books. An entry of the register is locked first, then its tasks."""

from care.privacy.operations.breaches import (
    AlreadyListed,
    AlreadyTold,
    BadEntry,
    NoSuchBreach,
    NotAssessed,
    add_people,
    assess_risk,
    close_breach,
    correct_breach,
    decide_breach,
    record_breach,
    record_step,
    remove_person,
    reopen_breach,
)
from care.privacy.operations.looking import AlreadyReviewed, NoSuchObservation, keep_observations, review_observation

__all__ = [
    "AlreadyListed",
    "AlreadyReviewed",
    "AlreadyTold",
    "BadEntry",
    "NoSuchBreach",
    "NoSuchObservation",
    "NotAssessed",
    "add_people",
    "assess_risk",
    "close_breach",
    "correct_breach",
    "decide_breach",
    "keep_observations",
    "record_breach",
    "record_step",
    "remove_person",
    "reopen_breach",
    "review_observation",
]
