"""Which answer about suicide stands."""

from datetime import UTC, datetime, timedelta

from care.teams.rules import Risk, RiskSource
from patients.assessments.rules.risk import Finding, standing
from patients.intake.rules import Question, Reply, When, suicide_risk

BEGIN = datetime(2026, 1, 5, 15, tzinfo=UTC)
C, P, IN = RiskSource.CSSRS, RiskSource.PHQ9, RiskSource.INTAKE
NONE, LOW, UNCLEAR, MODERATE, HIGH = Risk.NONE, Risk.LOW, Risk.UNCLEAR, Risk.MODERATE, Risk.HIGH


def test_which_answer_stands_by_table() -> None:
    """What was told, each with its day, and what stands."""
    wrong = []
    for told, expected in (
        ([], None),
        ([(C, 0, HIGH)], (C, 0, HIGH)),
        ([(C, 0, HIGH), (C, 1, NONE)], (C, 1, NONE)),
        ([(P, 0, NONE)], (P, 0, NONE)),
        ([(P, 0, UNCLEAR)], (P, 0, UNCLEAR)),
        ([(P, 0, UNCLEAR), (P, 90, NONE)], (P, 0, UNCLEAR)),  # until a screener says otherwise
        ([(P, 0, UNCLEAR), (P, 9, UNCLEAR)], (P, 9, UNCLEAR)),
        ([(P, 0, UNCLEAR), (P, 9, NONE), (C, 10, NONE)], (C, 10, NONE)),
        ([(IN, 0, HIGH), (P, 9, UNCLEAR), (P, 40, NONE)], (IN, 0, HIGH)),
        ([(IN, 0, HIGH), (C, 1, LOW), (P, 9, NONE)], (C, 1, LOW)),
        ([(C, 0, NONE), (P, 9, UNCLEAR)], (P, 9, UNCLEAR)),
        ([(C, 0, NONE), (IN, 9, LOW), (P, 10, NONE)], (IN, 9, LOW)),
        ([(C, 0, NONE), (P, 9, NONE)], (C, 0, NONE)),
        ([(C, 0, HIGH), (P, 30, NONE)], (C, 0, HIGH)),  # a no lowers nothing that the screener found in 30 days
        ([(C, 0, HIGH), (P, 31, NONE)], (P, 31, NONE)),
        ([(C, 0, HIGH), (P, 20, UNCLEAR)], (C, 0, HIGH)),  # nor does a milder yes
        ([(C, 0, HIGH), (P, 20, UNCLEAR), (P, 50, NONE)], (C, 0, HIGH)),
        ([(C, 0, HIGH), (P, 50, UNCLEAR)], (P, 50, UNCLEAR)),
        ([(C, 0, LOW), (P, 9, UNCLEAR)], (P, 9, UNCLEAR)),
        ([(C, 0, MODERATE), (IN, 9, HIGH)], (IN, 9, HIGH)),
        ([(C, 5, NONE), (IN, 0, HIGH)], (C, 5, NONE)),  # in whatever order it is read
    ):
        found = standing(Finding(source, BEGIN + timedelta(days=day), risk) for source, day, risk in told)
        got = found and (found.source, (found.at - BEGIN).days, found.risk)
        if got != expected:
            wrong.append((told, got))
    assert wrong == []


def test_what_the_intake_tells_of_the_risk_by_table() -> None:
    no = dict.fromkeys((Question.WISH, Question.THOUGHTS, Question.TRIED), Reply.NO)
    further = dict.fromkeys((Question.METHOD, Question.INTENT, Question.PLAN), Reply.NO)
    yes = Reply.YES
    wrong = [
        (replies, expected)
        for replies, when, expected in (
            (no, None, NONE),
            ({}, None, None),
            (no | {Question.TRIED: Reply.UNSAID}, None, None),
            ({Question.HURT: yes, Question.SAFE_TONIGHT: Reply.NO}, None, None),  # grave, and nothing about suicide
            ({Question.HURT: yes, Question.WISH: yes}, None, LOW),
            (no | {Question.THOUGHTS: yes}, None, UNCLEAR),
            (no | {Question.THOUGHTS: yes} | further, None, LOW),
            (no | {Question.THOUGHTS: yes} | further | {Question.METHOD: yes}, None, MODERATE),
            (no | {Question.THOUGHTS: yes} | further | {Question.PLAN: yes}, None, HIGH),
            (no | {Question.TRIED: yes}, When.EARLIER, MODERATE),
            (no | {Question.TRIED: yes}, When.UNSAID, HIGH),
        )
        if suicide_risk(replies, tried_when=when) is not expected
    ]
    assert wrong == []
