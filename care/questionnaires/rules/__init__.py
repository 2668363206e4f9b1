"""Decisions about questionnaires, pure."""

from care.questionnaires.rules.states import ENDED, QUESTIONNAIRE, WAITING, NotPossible, can_step, next_state

__all__ = ["ENDED", "QUESTIONNAIRE", "WAITING", "NotPossible", "can_step", "next_state"]
