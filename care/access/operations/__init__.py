"""Changing what access keeps: sessions, their reviews, and what the care team was told."""

from care.access.operations.sessions import (
    NoSession,
    NoSuchReview,
    OwnAct,
    WrongReason,
    ask_supervisor,
    end_session,
    end_sessions_of,
    extend_session,
    open_session,
    review,
    see_notice,
    tell_of_disclosure,
)

__all__ = [
    "NoSession",
    "NoSuchReview",
    "OwnAct",
    "WrongReason",
    "ask_supervisor",
    "end_session",
    "end_sessions_of",
    "extend_session",
    "open_session",
    "review",
    "see_notice",
    "tell_of_disclosure",
]
