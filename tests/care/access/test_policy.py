"""The decision table, row by row, without a database."""

import itertools

import pytest

from care.access.policy import JOBS, TABLE, Allow, Deny, Facts, Relation, decide
from care.actor import Action, ActorKind, Category, Purpose, Role


def facts(**changes: object) -> Facts:
    given = {
        "actor_kind": ActorKind.STAFF,
        "roles": frozenset({Role.COUNSELOR}),
        "relation": Relation.TEAM,
        "category": Category.SUD,
        "action": Action.READ,
        "purpose": Purpose.TREAT,
    }
    return Facts(**(given | changes))  # type: ignore[arg-type]


def test_a_counselor_on_the_team_reads_the_plan() -> None:
    decision = decide(facts())
    assert isinstance(decision, Allow)
    assert decision.basis == "D05-team"
    assert Category.SUD in decision.categories
    assert Category.COUNSELLING_NOTE not in decision.categories


def test_a_counselor_off_the_team_is_refused_and_told_of_emergency_access() -> None:
    assert decide(facts(relation=Relation.PROGRAMME)) == Deny("D06", "NOT_ON_CARE_TEAM", offers_emergency=True)


def test_another_organization_learns_nothing() -> None:
    for category, action, role in itertools.product(Category, Action, Role):
        decision = decide(facts(relation=Relation.OUTSIDE, category=category, action=action, roles=frozenset({role})))
        assert isinstance(decision, Deny)
        assert decision.hidden


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.NURSE, Role.SUPERVISOR])
def test_programme_wide_roles_read_without_being_on_the_team(role: Role) -> None:
    decision = decide(facts(roles=frozenset({role}), relation=Relation.PROGRAMME))
    assert isinstance(decision, Allow)
    assert decision.basis == "D05-programme"


def test_the_front_desk_sees_who_comes_and_not_the_plan() -> None:
    desk = frozenset({Role.FRONT_DESK})
    seen = decide(facts(roles=desk, relation=Relation.PROGRAMME, category=Category.DEMOGRAPHICS))
    assert isinstance(seen, Allow)
    assert seen.categories == {Category.DEMOGRAPHICS}
    assert isinstance(decide(facts(roles=desk, relation=Relation.PROGRAMME)), Deny)
    assert isinstance(decide(facts(roles=desk, relation=Relation.TEAM)), Deny)


@pytest.mark.parametrize("role", [Role.PRIVACY_OFFICER, Role.AUDITOR, Role.ADMINISTRATOR])
def test_offices_read_no_clinical_record(role: Role) -> None:
    for relation, category in itertools.product((Relation.TEAM, Relation.PROGRAMME), Category):
        assert isinstance(decide(facts(roles=frozenset({role}), relation=relation, category=category)), Deny)


def test_only_a_prescriber_on_the_team_orders_medication() -> None:
    order = {"action": Action.ORDER}
    assert isinstance(decide(facts(roles=frozenset({Role.PRESCRIBER}), **order)), Allow)
    assert isinstance(decide(facts(roles=frozenset({Role.PRESCRIBER}), relation=Relation.PROGRAMME, **order)), Deny)
    for role in set(Role) - {Role.PRESCRIBER}:
        assert decide(facts(roles=frozenset({role}), **order)) == Deny("D05-order-no", "PRESCRIBER_ON_TEAM")


def test_a_role_in_two_places_opens_what_both_open_and_no_more() -> None:
    both = decide(facts(roles=frozenset({Role.HARM_REDUCTION_WORKER, Role.NAVIGATOR})))
    assert isinstance(both, Allow)
    assert both.categories == {
        Category.DEMOGRAPHICS,
        Category.GENERAL,
        Category.MENTAL_HEALTH,
        Category.SUD,
        Category.HARM_REDUCTION,
    }


def test_a_named_job_does_what_it_declared_and_nothing_else() -> None:
    system = {"actor_kind": ActorKind.SYSTEM, "roles": frozenset(), "relation": Relation.PROGRAMME}
    for job, grant in JOBS.items():
        allowed = decide(facts(**system, job=job, purpose=grant.purpose))
        assert isinstance(allowed, Allow)
        assert allowed.basis == "D27b"
        assert isinstance(decide(facts(**system, job=job, purpose=Purpose.HRESCH)), Deny)
        assert isinstance(decide(facts(**system, job=job, purpose=grant.purpose, category=Category.COUNSELLING_NOTE)), Deny)
    assert isinstance(decide(facts(**system, job="no.such.job")), Deny)
    assert isinstance(decide(facts(**(system | {"relation": Relation.OUTSIDE}), job=job, purpose=grant.purpose)), Deny)


@pytest.mark.parametrize("changes", [{"category": "dreams"}, {"purpose": "CURIOSITY"}, {"action": "peek"}])
def test_unknown_words_are_denied(changes: dict[str, str]) -> None:
    assert decide(facts(**changes)) == Deny("D28", "UNKNOWN_INPUT")


def test_nobody_ever_opens_counseling_notes_here() -> None:
    everything = itertools.product(ActorKind, Relation, Action, Purpose)
    for kind, relation, action, purpose in everything:
        decision = decide(
            facts(
                actor_kind=kind,
                relation=relation,
                action=action,
                purpose=purpose,
                roles=frozenset(Role),
                category=Category.COUNSELLING_NOTE,
                job="worklist.climb",
            )
        )
        assert isinstance(decision, Deny)


def test_every_allow_of_the_whole_space_names_a_row_and_its_category() -> None:
    kinds = itertools.product(ActorKind, Role, Relation, Category, Action, Purpose)
    for kind, role, relation, category, action, purpose in kinds:
        decision = decide(Facts(kind, frozenset({role}), relation, category, action, purpose))
        if isinstance(decision, Allow):
            assert kind is ActorKind.STAFF
            assert relation is not Relation.OUTSIDE
            assert category in decision.categories
            assert purpose in {Purpose.TREAT, Purpose.CAREMGT, Purpose.HOPERAT}


def test_each_row_names_its_source_and_each_refusal_its_reason() -> None:
    assert len({row.number for row in TABLE}) == len(TABLE)
    for row in TABLE:
        assert row.source
        assert row.outcome in {"allow", "deny"}
        assert bool(row.reason) == (row.outcome == "deny")
    assert TABLE[-1].outcome == "deny"
