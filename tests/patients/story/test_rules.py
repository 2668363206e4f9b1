"""Decisions about the story: days as people say them, withdrawal, what is asked of somebody, kind names of codes."""

from datetime import date, timedelta

import pytest

from care.actor import Role
from care.worklist.rules import Priority
from patients.story.rules import (
    BadDay,
    Domain,
    EndsBeforeItBegins,
    ImpossibleDay,
    Intent,
    LastUse,
    Medicine,
    Need,
    Overdose,
    Part,
    Risk,
    Setting,
    Sign,
    Substance,
    SubstanceKind,
    Told,
    Treatment,
    Withdrawal,
    check_days,
    kind_name,
    read_day,
    read_withdrawal,
    search_words,
    wants_help,
    z_code,
)
from patients.story.rules.follow_up import after_needs, after_overdose, after_withdrawal

BORN, TODAY = date(1988, 3, 14), date(2026, 11, 23)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("", ""),
        (" 2015 ", "2015"),
        ("3/2015", "2015-03"),
        ("2015-3", "2015-03"),
        ("Mar 2015", "2015-03"),
        ("March 14, 2015", "2015-03-14"),
        ("Sept. 2015", "2015-09"),
        ("3/14/2015", "2015-03-14"),
        ("2015-03-14", "2015-03-14"),
        ("2/29/2024", "2024-02-29"),
    ],
)
def test_a_day_is_read_as_people_write_it(typed, kept):
    assert read_day(typed) == kept


@pytest.mark.parametrize("typed", ["last summer", "13/2015", "2/30/2015", "15", "3/14/15", "0000", "Foo 2015", "2015-02-30"])
def test_what_is_no_day_is_refused(typed):
    with pytest.raises(BadDay):
        read_day(typed)


@pytest.mark.parametrize("day", ["2026-12", "2027", "2026-11-24", "1987", "1988-02", "1988-03-13"])
def test_a_day_in_the_future_or_before_the_birth_cannot_be(day):
    with pytest.raises(ImpossibleDay) as refusal:
        check_days(Substance(SubstanceKind.ALCOHOL, last_used=day), born=BORN, today=TODAY)
    assert refusal.value.field == "last_used"


@pytest.mark.parametrize("day", ["", "2026", "2026-11", "2026-11-23", "1988", "1988-03"])
def test_a_day_of_the_precision_that_is_known_can_be(day):
    check_days(Substance(SubstanceKind.ALCOHOL, last_used=day), born=BORN, today=TODAY)


def test_an_end_lies_after_its_beginning():
    check_days(Treatment(Setting.OTP, began="2023-05", ended="2023"), born=BORN, today=TODAY)
    with pytest.raises(EndsBeforeItBegins) as refusal:
        check_days(Medicine("Sertraline", since="2024-02", stopped="2024-01"), born=BORN, today=TODAY)
    assert refusal.value.field == "stopped"


@pytest.mark.parametrize(
    ("said", "risk"),
    [
        (Withdrawal(), Risk.NONE),
        (Withdrawal(no_signs=True, seizures=Told.NO), Risk.NONE),
        (Withdrawal(signs=frozenset({Sign.CRAVING})), Risk.NONE),
        (Withdrawal(seizures=Told.YES), Risk.WATCH),
        (Withdrawal(hospital=Told.YES, last_alcohol=LastUse.LONGER), Risk.WATCH),
        (Withdrawal(last_opioid=LastUse.HOURS_24), Risk.WATCH),
        (Withdrawal(last_opioid=LastUse.HOURS_24, signs=frozenset({Sign.ACHES})), Risk.RAISED),
        (Withdrawal(last_alcohol=LastUse.DAYS_3, signs=frozenset({Sign.TREMOR})), Risk.RAISED),
        (Withdrawal(last_alcohol=LastUse.DAYS_3, signs=frozenset({Sign.TREMOR, Sign.SWEATS})), Risk.URGENT),
        (Withdrawal(last_alcohol=LastUse.DAYS_7, signs=frozenset({Sign.TREMOR, Sign.SWEATS})), Risk.RAISED),
        (Withdrawal(last_opioid=LastUse.HOURS_24, signs=frozenset({Sign.VOMITS, Sign.SWEATS})), Risk.RAISED),
        (Withdrawal(last_sedative=LastUse.HOURS_6, seizures=Told.YES), Risk.URGENT),
        (Withdrawal(last_alcohol=LastUse.DAYS_7, delirium=Told.YES), Risk.URGENT),
        (Withdrawal(last_alcohol=LastUse.NEVER, delirium=Told.YES), Risk.WATCH),
        (Withdrawal(signs=frozenset({Sign.SEIZURE})), Risk.DANGER),
        (Withdrawal(signs=frozenset({Sign.SEES_THINGS}), last_opioid=LastUse.LONGER), Risk.DANGER),
        (Withdrawal(seizures=Told.PREFERS_NOT, last_alcohol=LastUse.PREFERS_NOT), Risk.NONE),
    ],
)
def test_how_dangerous_withdrawal_is(said, risk):
    assert read_withdrawal(said).risk is risk


def test_a_level_says_why():
    said = Withdrawal(last_alcohol=LastUse.HOURS_24, seizures=Told.YES, delirium=Told.YES)
    assert read_withdrawal(said).reasons == (
        "a seizure in an earlier withdrawal",
        "delirium in an earlier withdrawal",
        "last alcohol 6 to 24 hours ago",
    )


@pytest.mark.parametrize(
    ("risk", "priority"),
    [
        (Risk.NONE, None),
        (Risk.WATCH, None),
        (Risk.RAISED, Priority.RAISED),
        (Risk.URGENT, Priority.URGENT),
        (Risk.DANGER, "vital"),
    ],
)
def test_whom_a_level_asks(risk, priority):
    reading = next(
        read_withdrawal(said)
        for said in (
            Withdrawal(),
            Withdrawal(seizures=Told.YES),
            Withdrawal(signs=frozenset({Sign.ACHES})),
            Withdrawal(seizures=Told.YES, last_alcohol=LastUse.DAYS_3),
            Withdrawal(signs=frozenset({Sign.CONFUSED})),
        )
        if read_withdrawal(said).risk is risk
    )
    asked = after_withdrawal(reading)
    assert (asked.priority if asked else None) == priority
    assert asked is None or asked.role is Role.NURSE


@pytest.mark.parametrize(
    ("occurred", "asks"),
    [
        ("", False),
        ("2026", False),
        ("2026-11", True),
        ("2026-10", True),
        ("2026-09", False),
        ("2026-10-24", True),
        ("2026-10-23", False),
    ],
)
def test_a_recent_overdose_asks_for_somebody(occurred, asks):
    assert (after_overdose(Overdose(occurred=occurred), today=TODAY) is not None) is asks


def test_an_intended_overdose_is_seen_now():
    asked = after_overdose(Overdose(occurred="2026-11-20", intent=Intent.INTENDED), today=TODAY)
    assert asked is not None
    assert asked.priority is Priority.URGENT
    assert asked.due_in == timedelta(hours=4)


def test_needs_have_codes_where_there_is_one():
    assert z_code(Need(Domain.FOOD, Told.YES)) == "Z59.41"
    assert z_code(Need(Domain.FOOD, Told.NO)) == ""
    assert z_code(Need(Domain.PHONE, Told.YES)) == ""
    needs = [Need(Domain.FOOD, Told.YES, Told.YES), Need(Domain.HOUSING, Told.NO, Told.YES), Need(Domain.WORK, Told.YES, Told.NO)]
    assert wants_help(needs) == [Domain.FOOD]


def test_danger_is_asked_about_at_once_and_help_within_days():
    safety, referral = after_needs([Domain.FOOD, Domain.HOUSING], in_danger=True)
    assert safety.priority is Priority.URGENT
    assert "1-800-799-7233" in safety.why
    assert referral.priority is Priority.ROUTINE
    assert referral.why == "Food, Housing"
    assert after_needs([], in_danger=False) == []


@pytest.mark.parametrize(
    ("code", "display", "name"),
    [
        ("F11.20", "Opioid dependence, uncomplicated", "Opioid use disorder, moderate or severe"),
        ("F10.10", "Alcohol abuse, uncomplicated", "Alcohol use disorder, mild"),
        ("F14.21", "Cocaine dependence, in remission", "Cocaine use disorder, moderate or severe, in remission"),
        ("F10.230", "Alcohol dependence with withdrawal", "Alcohol use disorder, moderate or severe, with withdrawal"),
        ("F17.210", "Nicotine dependence, cigarettes, uncomplicated", "Nicotine dependence, cigarettes, uncomplicated"),
        ("F12.90", "Cannabis use, unspecified, uncomplicated", "Cannabis use, unspecified, uncomplicated"),
        ("I10", "Essential (primary) hypertension", "Essential (primary) hypertension"),
        ("", "Trouble with sleep", "Trouble with sleep"),
    ],
)
def test_a_diagnosis_is_said_kindly(code, display, name):
    assert kind_name(code, display) == name


def test_short_forms_are_spelled_out():
    assert search_words("OUD") == ["opioid", "use", "disorder"]
    assert search_words("F11.20") == ["f11", "20"]
    assert search_words("a") == []
    assert search_words("  ") == []


def test_every_part_has_its_words():
    assert len({part.label for part in Part}) == len(Part)
