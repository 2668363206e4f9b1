"""How long somebody has, which deadlines stand, how things move, who pays what."""

import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patients.coverage import rules
from patients.coverage.rules import (
    AidFacts,
    AuthorizationFacts,
    BadCoverage,
    Costs,
    CoverageTerms,
    DenialFacts,
    Due,
    Limit,
    NotPossible,
)
from patients.coverage.vocabulary import (
    AidState,
    AidStep,
    AuthorizationState,
    AuthorizationStep,
    Clock,
    DenialReason,
    DenialState,
    DenialStep,
    Figure,
    Ground,
    Holder,
    Level,
    PlanKind,
    Service,
    TimeUnit,
)

ZONE = "America/New_York"
README = Path(rules.__file__).parents[1] / "README.md"
AT = datetime(2026, 11, 23, 15, 50, tzinfo=UTC)


def limit(value: int, unit: TimeUnit = TimeUnit.DAYS, **given: object) -> Limit:
    values = {"figure": Figure.AUTHORIZATION, "plan_kind": PlanKind.MEDICAID_PLAN, "state": "", "source": "A rule"} | given
    return Limit(value=value, unit=unit, **values)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["authorization", "denial", "aid"])
def test_the_diagrams_in_readme_are_the_tables(name: str) -> None:
    shown = re.search(rf"<!-- {name} -->\n```mermaid\n(.*?)\n```", README.read_text(), re.DOTALL)
    assert shown
    assert shown.group(1) == rules.diagram(name)


def test_a_step_from_where_it_does_not_start_is_refused() -> None:
    with pytest.raises(NotPossible):
        rules.next_authorization(AuthorizationState.APPROVED, AuthorizationStep.SEND)
    with pytest.raises(NotPossible):
        rules.next_denial(DenialState.OVERTURNED, DenialStep.APPEAL)
    with pytest.raises(NotPossible):
        rules.next_aid(AidState.ENDED, AidStep.GRANT)


# --- how long ----------------------------------------------------------------------------------------------------------------


def test_the_programs_own_figure_goes_before_the_list_this_plan_before_any_this_state_before_all() -> None:
    any_plan, federal = limit(14, plan_kind=None), limit(7)
    here, ours = limit(3, state="RI"), limit(5, is_ours=True)
    given_ = {"figure": Figure.AUTHORIZATION, "plan_kind": PlanKind.MEDICAID_PLAN}
    assert rules.pick([any_plan, federal, here, ours], **given_, state="RI") is ours
    assert rules.pick([any_plan, federal, here], **given_, state="RI") is here
    assert rules.pick([any_plan, federal, here], **given_, state="MA") is federal
    assert rules.pick([any_plan, here], **given_, state="") is any_plan
    assert rules.pick([limit(7, plan_kind=PlanKind.EMPLOYER)], **given_, state="RI") is None


def test_hours_run_to_the_minute_and_days_to_the_evening_across_the_change_of_the_clocks() -> None:
    sent = datetime(2026, 10, 31, 20, 15, tzinfo=ZoneInfo(ZONE))
    assert rules.runs_until(limit(72, TimeUnit.HOURS), since=sent, zone=ZONE) - sent.astimezone(UTC) == timedelta(hours=72)
    evening = rules.runs_until(limit(7), since=sent, zone=ZONE)
    assert evening == datetime(2026, 11, 7, 17, 0, tzinfo=ZoneInfo(ZONE))
    assert evening.utcoffset() == timedelta(hours=-5)


def test_months_end_on_the_same_day_or_the_last_of_a_shorter_month() -> None:
    assert rules.day_after(date(2026, 10, 31), 4, TimeUnit.MONTHS) == date(2027, 2, 28)
    assert rules.day_after(date(2026, 12, 15), 1, TimeUnit.MONTHS) == date(2027, 1, 15)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(1, 60))
def test_months_never_go_past_the_month(start: date, months: int) -> None:
    end = rules.day_after(start, months, TimeUnit.MONTHS)
    assert (end.year - start.year) * 12 + end.month - start.month == months
    assert end.day <= start.day


def test_a_figure_that_nobody_has_verified_says_so_and_one_for_any_plan_is_our_own_aim() -> None:
    given_ = {"figure": Figure.AUTHORIZATION, "plan_kind": PlanKind.MEDICAID_PLAN, "state": "", "since": AT, "zone": ZONE}
    due = rules.due_by_rule([limit(7)], **given_)
    assert due is not None
    assert (due.ground, due.is_verified, due.source) == (Ground.RULE, False, "7 days; A rule")
    ours = rules.due_by_rule([limit(7, is_ours=True)], **given_)
    assert ours is not None
    assert ours.is_verified
    own = rules.due_by_rule([limit(14, plan_kind=None)], **given_)
    assert own is not None
    assert own.ground is Ground.OWN
    assert rules.due_by_rule([], **given_) is None


def test_levels_are_those_of_the_kind_of_plan_and_never_go_back() -> None:
    assert rules.levels_for(PlanKind.MEDICAID_PLAN, tried=[]) == (Level.PLAN, Level.HEARING)
    assert rules.levels_for(PlanKind.MEDICAID_PLAN, tried=[Level.PLAN]) == (Level.HEARING,)
    assert rules.levels_for(PlanKind.EMPLOYER, tried=[Level.PLAN_AGAIN]) == (Level.EXTERNAL,)
    assert rules.levels_for(PlanKind.MEDICAID, tried=[Level.HEARING]) == ()


# --- deadlines ---------------------------------------------------------------------------------------------------------------


def evening(day: date) -> datetime:
    return rules.evening_of(day, ZONE)


def test_a_coverage_has_its_renewal_and_its_end_before_it() -> None:
    wanted = rules.coverage_deadlines(renews_on=date(2027, 3, 1), ends_on=date(2026, 12, 1), at=AT, zone=ZONE)
    assert [(one.clock, one.due.at) for one in wanted] == [
        (Clock.COVERAGE_RENEWAL, evening(date(2027, 3, 1))),
        (Clock.COVERAGE_END, evening(date(2026, 12, 1))),
    ]
    assert wanted[0].aim_at == evening(date(2027, 3, 1)) - timedelta(days=45)
    assert wanted[1].aim_at == AT, "what is near stands on the list now"
    assert rules.coverage_deadlines(renews_on=date(2026, 11, 22), ends_on=date(2025, 1, 1), at=AT, zone=ZONE) == []


@pytest.mark.parametrize("state", [state for state in AuthorizationState if state in rules.OPEN_AUTHORIZATIONS])
def test_every_open_authorization_has_a_clock(state: AuthorizationState) -> None:
    facts = AuthorizationFacts(
        state, AT, decision=Due(AT + timedelta(days=7), Ground.RULE), information_due_on=date(2026, 11, 30),
        starts_on=date(2026, 11, 1), ends_on=date(2027, 5, 1), approved_units=6,
    )  # fmt: skip
    assert rules.authorization_deadlines(facts, at=AT, zone=ZONE)


@pytest.mark.parametrize("state", [state for state in AidState if state in rules.OPEN_AIDS])
def test_every_open_application_has_a_clock(state: AidState) -> None:
    facts = AidFacts(state, AT, decision=Due(AT + timedelta(days=45), Ground.OWN), renews_on=date(2027, 11, 1))
    assert rules.aid_deadlines(facts, at=AT, zone=ZONE)


def test_a_request_that_is_needed_sooner_is_sent_sooner() -> None:
    soon = AuthorizationFacts(AuthorizationState.DRAFT, AT, needed_on=date(2026, 11, 23))
    later = AuthorizationFacts(AuthorizationState.DRAFT, AT, needed_on=date(2027, 1, 1))
    assert rules.authorization_deadlines(soon, at=AT, zone=ZONE)[0].due.at == evening(date(2026, 11, 23))
    assert rules.authorization_deadlines(later, at=AT, zone=ZONE)[0].due.at == evening(date(2026, 11, 24))


@pytest.mark.parametrize(
    ("used", "day"),
    [
        (4, None),  # two thirds
        (5, date(2026, 11, 28)),  # five in 22 days: the sixth in five days
        (6, date(2026, 11, 23)),  # used up
        (9, date(2026, 11, 23)),
    ],
)
def test_units_run_out_at_the_pace_so_far(used: int, day: date | None) -> None:
    facts = AuthorizationFacts(
        AuthorizationState.APPROVED, AT, starts_on=date(2026, 11, 1), ends_on=date(2027, 4, 30), approved_units=6, used_units=used
    )
    assert rules.units_run_out(facts, today=date(2026, 11, 23)) == day


def test_care_going_on_has_a_short_clock_that_passes() -> None:
    file_by = Due(AT + timedelta(days=60), Ground.RULE)
    ahead = DenialFacts(DenialState.OPEN, file_by, Due(AT + timedelta(days=9), Ground.RULE))
    passed = DenialFacts(DenialState.OPEN, file_by, Due(AT - timedelta(days=1), Ground.RULE))
    assert [one.clock for one in rules.denial_deadlines(ahead, at=AT)] == [Clock.APPEAL, Clock.CONTINUE]
    assert [one.clock for one in rules.denial_deadlines(passed, at=AT)] == [Clock.APPEAL]
    assert rules.denial_deadlines(DenialFacts(DenialState.OVERTURNED), at=AT) == []


def test_what_an_appeal_can_rest_on_fits_the_plan_the_service_and_the_reason() -> None:
    given_ = {"plan_kind": PlanKind.MEDICAID_PLAN, "reason": DenialReason.TRIED_FIRST}
    found = [one.words for one in rules.grounds_for(**given_, service=Service.INJECTION)]
    assert any("Medicaid must cover" in words for words in found)
    assert any("comparable medical care" in words for words in found)
    assert not any("16 beds" in words for words in found)
    assert len(rules.grounds_for(**given_, service=None)) == 2
    other = rules.grounds_for(plan_kind=PlanKind.EMPLOYER, reason=DenialReason.PAPERS, service=Service.TESTS)
    assert [one.is_verified for one in other] == [True]


# --- who pays ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"payer": " "}, "payer"),
        ({"starts_on": date(2026, 2, 1), "ends_on": date(2026, 1, 1)}, "ends_on"),
        ({"kind": PlanKind.SELF_PAY, "member_number": "7"}, "member_number"),
        ({"letters_elsewhere_on": date(2026, 12, 1)}, "letters_elsewhere_on"),
    ],
)
def test_what_cannot_be_is_refused(changes: dict[str, object], field: str) -> None:
    terms = CoverageTerms(**{"kind": PlanKind.MEDICAID, "payer": "State"} | changes)  # type: ignore[arg-type]
    with pytest.raises(BadCoverage) as refusal:
        rules.check_coverage(terms, today=date(2026, 11, 23))
    assert refusal.value.field == field


def test_a_payers_name_is_a_kind_only_where_it_says_so_itself() -> None:
    assert rules.kind_of_name(" Medicaid ") is PlanKind.MEDICAID
    assert rules.kind_of_name("NO_INSURANCE") is PlanKind.SELF_PAY
    assert rules.kind_of_name("Medicaid of Somewhere") is PlanKind.NOT_KNOWN


def test_letters_reach_others_until_the_plan_was_asked_to_send_elsewhere() -> None:
    assert rules.letters_reach_others(holder=Holder.PARENT, letters_elsewhere_on=None)
    assert not rules.letters_reach_others(holder=Holder.PARENT, letters_elsewhere_on=date(2026, 1, 1))
    assert not rules.letters_reach_others(holder=Holder.SELF, letters_elsewhere_on=None)


def test_costs_say_what_is_left_and_refuse_what_cannot_be() -> None:
    costs = Costs(Decimal(1500), Decimal(300), Decimal(6000))
    assert costs.deductible_left == Decimal(1200)
    assert costs.out_of_pocket_left is None
    with pytest.raises(BadCoverage):
        rules.check_costs(Costs(Decimal(100), Decimal(101)))
    with pytest.raises(BadCoverage):
        rules.check_costs(Costs(None, Decimal(1)))
    assert rules.money_text(Decimal("1500.00")) == "$1,500"
    assert rules.money_text(Decimal("12.50")) == "$12.50"
    assert rules.order_text(2) == "Second"
    assert rules.order_text(4) == "Number 4"
