"""The lines of the matrix about the safety rules of medication."""

from tests.house_rules.who import PRESCRIBERS, Line, figure_setters, rule_readers

SAFETY: dict[str, Line] = {
    "safety:rules": rule_readers(200, None),
    "safety:rates": rule_readers(200, None),
    "safety:figures": rule_readers(200, None),
    "safety:propose": figure_setters(200, 422),
    "safety:approve": figure_setters(None, 404),
    "safety:decline": figure_setters(None, 404),
    "safety:withdraw": figure_setters(None, 404),
    "regimens:live": Line(PRESCRIBERS, None, 200),
    "regimens:kit": Line(PRESCRIBERS, None, 302),
    "regimens:ask_second": Line(PRESCRIBERS, 200, 422),
    "regimens:answer_second": Line(PRESCRIBERS, 409, 409),
}
