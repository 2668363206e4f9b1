"""The decision table, row by row, without a database."""

import itertools

import pytest

from care.access.policy import (
    EMERGENCY_ROLES,
    JOBS,
    NOTE_WRITERS,
    TABLE,
    Allow,
    Basis,
    DataClass,
    Deny,
    Facts,
    Relation,
    Restriction,
    Session,
    decide,
)  # fmt: skip
from care.actor import Action, Category, Purpose, Requester, Role
from care.consent.rules import Kind, Match

PAPERS = [
    *((purpose, Session.NONE, Basis.NONE) for purpose in Purpose),
    *((Purpose.ETREAT, session, Basis.EMERGENCY) for session in Session),
    *((Purpose.HLEGAL, Session.REVIEW, basis) for basis in Basis),
]


def facts(**changes: object) -> Facts:
    given = {
        "requester": Requester.STAFF,
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
    system = {"requester": Requester.SYSTEM, "roles": frozenset(), "relation": Relation.PROGRAMME}
    for job, grant in JOBS.items():
        allowed = decide(facts(**system, job=job, purpose=grant.purpose, category=min(grant.categories)))
        assert isinstance(allowed, Allow)
        assert allowed.basis == "D27b"
        assert isinstance(decide(facts(**system, job=job, purpose=Purpose.HRESCH)), Deny)
        assert isinstance(decide(facts(**system, job=job, purpose=grant.purpose, category=Category.COUNSELLING_NOTE)), Deny)
    assert isinstance(decide(facts(**system, job="no.such.job")), Deny)
    assert isinstance(decide(facts(**(system | {"relation": Relation.OUTSIDE}), job=job, purpose=grant.purpose)), Deny)


@pytest.mark.parametrize("changes", [{"category": "dreams"}, {"purpose": "CURIOSITY"}, {"action": "peek"}])
def test_unknown_words_are_denied(changes: dict[str, str]) -> None:
    assert decide(facts(**changes)) == Deny("D28", "UNKNOWN_INPUT")
    assert decide(facts(**changes, requester="cousin")) == Deny("D28", "UNKNOWN_INPUT", hidden=True)


def test_a_counseling_note_opens_to_its_author_alone() -> None:
    note = {"category": Category.COUNSELLING_NOTE, "roles": frozenset(Role)}
    for requester, relation, action, (purpose, session, basis) in itertools.product(Requester, Relation, Action, PAPERS):
        decision = decide(
            facts(
                **note,
                requester=requester,
                relation=relation,
                action=action,
                purpose=purpose,
                session=session,
                basis=basis,
                consent=Match.VALID_MATCH,
                consent_kind=Kind.TPO,
                consented=frozenset(Category),
                job="worklist.climb",
            )
        )
        begins = (requester, relation, action) == (Requester.STAFF, Relation.TEAM, Action.WRITE)
        assert isinstance(decision, Deny) or (begins and decision.basis == "D01-begin")
    own = decide(facts(**note, authored=True, relation=Relation.PROGRAMME))
    assert own == Allow("D01-author", frozenset({Category.COUNSELLING_NOTE}))
    assert isinstance(decide(facts(**note, authored=True, relation=Relation.OUTSIDE)), Deny)


def test_a_consent_for_notes_alone_lets_a_colleague_hand_them_over() -> None:
    handed = {
        "requester": Requester.PROVIDER, "roles": frozenset(), "relation": Relation.OUTSIDE,
        "category": Category.COUNSELLING_NOTE, "consent": Match.VALID_MATCH, "consented": frozenset(Category),
    }  # fmt: skip
    allowed = decide(facts(**handed, consent_kind=Kind.COUNSELING_NOTES))
    assert isinstance(allowed, Allow)
    assert (allowed.basis, allowed.notice) == ("D01-consent", "2.32")
    machine = facts(**handed, consent_kind=Kind.COUNSELING_NOTES, scopes=frozenset({"people.read", "plans.read"}))
    assert decide(machine) == Deny("D01-out", "COUNSELING_SEPARATE", hidden=True)
    for kind in set(Kind) - {Kind.COUNSELING_NOTES}:
        assert isinstance(decide(facts(**handed, consent_kind=kind)), Deny)


def test_only_who_treats_in_counseling_begins_a_note() -> None:
    for role in Role:
        decision = decide(facts(roles=frozenset({role}), category=Category.COUNSELLING_NOTE, action=Action.WRITE))
        assert isinstance(decision, Allow) == (role in NOTE_WRITERS)


def test_a_running_session_opens_what_the_role_would_see_on_the_team_and_never_notes() -> None:
    for role, relation, category in itertools.product(Role, Relation, Category):
        given = {"roles": frozenset({role}), "relation": relation, "category": category, "session": Session.EMERGENCY}
        decision = decide(facts(**given, purpose=Purpose.ETREAT))
        if isinstance(decision, Allow):
            assert decision.basis == "D06-emergency"
            assert role in EMERGENCY_ROLES
            assert relation is not Relation.OUTSIDE
            assert Category.COUNSELLING_NOTE not in decision.categories
    for role in EMERGENCY_ROLES:
        off = facts(roles=frozenset({role}), relation=Relation.PROGRAMME, session=Session.EMERGENCY)
        assert isinstance(decide(off), Allow)
        assert isinstance(decide(facts(roles=frozenset({role}), relation=Relation.PROGRAMME, action=Action.ORDER)), Deny)


def test_the_privacy_officer_reads_with_a_reason_and_changes_nothing() -> None:
    officer = {"roles": frozenset({Role.PRIVACY_OFFICER}), "relation": Relation.PROGRAMME, "purpose": Purpose.HOPERAT}
    assert isinstance(decide(facts(**officer)), Deny)
    assert isinstance(decide(facts(**officer, session=Session.EMERGENCY)), Deny)
    assert isinstance(decide(facts(**officer, session=Session.REVIEW)), Allow)
    assert isinstance(decide(facts(**officer, session=Session.REVIEW, action=Action.WRITE)), Deny)


# One yes for each row that opens something to the outside; every change of one condition makes it a no.
OUTSIDE = [
    ("D03", Requester.COURT, Purpose.HLEGAL, {"basis": Basis.ORDER}),
    ("D03b", Requester.COURT, Purpose.HLEGAL, {"consent_kind": Kind.LEGAL}),
    ("D07", Requester.QSO, Purpose.QSO_SERVICE, {"basis": Basis.AGREEMENT}),
    ("D08", Requester.PROVIDER, Purpose.TREAT, {"consent_kind": Kind.SPECIFIC}),
    ("D08", Requester.PROVIDER, Purpose.CAREMGT, {"consent_kind": Kind.TPO}),
    ("D10", Requester.EMERGENCY_CLINICIAN, Purpose.ETREAT, {"basis": Basis.EMERGENCY}),
    ("D13", Requester.HEALTH_PLAN, Purpose.HPAYMT, {"consent_kind": Kind.TPO}),
    ("D15", Requester.REPRESENTATIVE, Purpose.PATRQT, {"basis": Basis.REPRESENTATION}),
    ("D16", Requester.FAMILY, Purpose.FAMRQT, {"consent_kind": Kind.SPECIFIC}),
    ("D17", Requester.SUPERVISION, Purpose.SUPERVISION, {"consent_kind": Kind.CRIMINAL_JUSTICE}),
    ("D19", Requester.EMPLOYER, Purpose.PERSONAL, {"consent_kind": Kind.SPECIFIC}),
    ("D20", Requester.RESEARCHER, Purpose.HRESCH, {"basis": Basis.AGREEMENT}),
    ("D20-consent", Requester.RESEARCHER, Purpose.HRESCH, {"consent_kind": Kind.RESEARCH}),
    ("D21", Requester.AUDITOR, Purpose.HCOMPL, {"basis": Basis.AGREEMENT}),
    ("D22", Requester.PUBLIC_HEALTH, Purpose.PUBHLTH, {"basis": Basis.DEIDENTIFIED}),
    ("D23", Requester.INTERMEDIARY, Purpose.ROUTING, {"consent_kind": Kind.INTERMEDIARY}),
    ("D23-registry", Requester.INTERMEDIARY, Purpose.TREAT, {"consent_kind": Kind.REGISTRY}),
    ("D25", Requester.CHILD_PROTECTION, Purpose.CHILD_REPORT, {"basis": Basis.REPORT}),
    ("D26", Requester.COMMUNITY, Purpose.REFERRAL, {"consent_kind": Kind.SPECIFIC}),
]  # fmt: skip


@pytest.mark.parametrize(("number", "requester", "purpose", "rests_on"), OUTSIDE)
def test_who_asks_from_outside_gets_it_on_one_thing_only(
    number: str, requester: Requester, purpose: Purpose, rests_on: dict[str, object]
) -> None:
    given: dict[str, object] = {
        "requester": requester, "roles": frozenset(), "relation": Relation.OUTSIDE, "purpose": purpose,
        "category": Category.DEMOGRAPHICS, "consented": frozenset({Category.DEMOGRAPHICS, Category.SUD}),
    }  # fmt: skip
    if "consent_kind" in rests_on:
        given["consent"] = Match.VALID_MATCH
    allowed = decide(facts(**given, **rests_on))
    assert isinstance(allowed, Allow)
    assert allowed.basis == number
    assert (allowed.notice == "2.32") == ("consent_kind" in rests_on)
    assert Category.COUNSELLING_NOTE not in allowed.categories
    for other in set(Purpose) - {Purpose.TREAT, Purpose.CAREMGT, purpose}:
        if requester is not Requester.REPRESENTATIVE:
            assert isinstance(decide(facts(**(given | {"purpose": other}), **rests_on)), Deny), other
    for match in set(Match) - {Match.VALID_MATCH}:
        if "consent_kind" in rests_on:
            assert isinstance(decide(facts(**(given | {"consent": match}), **rests_on)), Deny)
    without = decide(facts(**(given | {"consent": Match.NONE})))
    assert isinstance(without, Deny)
    assert without.hidden
    write = decide(facts(**given, **rests_on, action=Action.WRITE))
    assert isinstance(write, Deny)
    restricted = decide(facts(**given, **rests_on, restriction=Restriction.AGREED))
    assert isinstance(restricted, Allow) == (number in {"D03", "D03b", "D10"})


def test_a_health_plan_learns_nothing_of_what_was_paid_in_full() -> None:
    plan = facts(
        requester=Requester.HEALTH_PLAN, roles=frozenset(), relation=Relation.OUTSIDE, purpose=Purpose.HPAYMT,
        consent=Match.VALID_MATCH, consent_kind=Kind.TPO, consented=frozenset(Category), restriction=Restriction.SELF_PAID,
    )  # fmt: skip
    assert decide(plan) == Deny("D12", "SELF_PAID", hidden=True)


def test_nothing_of_substance_use_goes_to_a_community_service() -> None:
    housing = {
        "requester": Requester.COMMUNITY, "roles": frozenset(), "relation": Relation.OUTSIDE, "purpose": Purpose.REFERRAL,
        "consent": Match.VALID_MATCH, "consent_kind": Kind.SPECIFIC, "consented": frozenset(Category),
    }  # fmt: skip
    for category in set(Category) - {Category.DEMOGRAPHICS}:
        assert isinstance(decide(facts(**housing, category=category)), Deny)


@pytest.mark.parametrize("requester", [Requester.POLICE, Requester.FUNDRAISER, Requester.UNKNOWN])
def test_police_sellers_and_the_unknown_get_nothing_on_anything(requester: Requester) -> None:
    for purpose, kind, basis, category in itertools.product(Purpose, Kind, Basis, Category):
        decision = decide(
            facts(
                requester=requester,
                roles=frozenset(Role),
                relation=Relation.OUTSIDE,
                purpose=purpose,
                category=category,
                consent=Match.VALID_MATCH,
                consent_kind=kind,
                consented=frozenset(Category),
                basis=basis,
            )
        )
        assert isinstance(decision, Deny)
        assert decision.hidden


def test_what_the_law_sees_in_a_category() -> None:
    assert facts(part2=True, category=Category.GENERAL).data is DataClass.PART2
    assert facts(part2=False, category=Category.GENERAL).data is DataClass.GENERAL
    assert facts(part2=False, category=Category.SUD).data is DataClass.PART2
    assert facts(part2=False, category=Category.COUNSELLING_NOTE).data is DataClass.COUNSELING
    assert facts(part2=False, category="dreams").data is DataClass.PART2


def test_a_program_outside_part_2_hands_over_by_people_only() -> None:
    given = {"requester": Requester.PROVIDER, "roles": frozenset(), "relation": Relation.OUTSIDE, "part2": False}
    by_hand = decide(facts(**given, category=Category.GENERAL))
    assert isinstance(by_hand, Allow)
    assert by_hand.basis == "D27a"
    machine = decide(facts(**given, category=Category.GENERAL, scopes=frozenset({"people.read"})))
    assert isinstance(machine, Deny)
    assert machine.hidden


def test_the_person_gets_a_copy_from_a_colleague_and_by_a_link_only_what_it_is_for() -> None:
    own = {"requester": Requester.PATIENT, "roles": frozenset(), "relation": Relation.OWN, "purpose": Purpose.PATRQT}
    copy = decide(facts(**own))
    assert isinstance(copy, Allow)
    assert copy.basis == "D14"
    assert isinstance(decide(facts(**own, category=Category.GENERAL, link="check-in")), Deny)
    assert decide(facts(**own, category=Category.COUNSELLING_NOTE)) == Deny("D01-own", "COUNSELING_OWN_ACCESS")


def test_every_allow_of_the_whole_space_without_papers_is_staffs() -> None:
    kinds = itertools.product(Requester, Role, Relation, Category, Action, Purpose)
    for requester, role, relation, category, action, purpose in kinds:
        decision = decide(Facts(requester, frozenset({role}), relation, category, action, purpose))
        if isinstance(decision, Allow):
            assert category in decision.categories
            assert (requester, decision.basis) == (Requester.PATIENT, "D14") or (
                requester is Requester.STAFF
                and relation is not Relation.OUTSIDE
                and (purpose in {Purpose.TREAT, Purpose.CAREMGT, Purpose.HOPERAT} or decision.basis == "D05-lookup")
            )


def test_the_privacy_officer_learns_who_a_person_is_and_nothing_of_their_care() -> None:
    officer = {"roles": frozenset({Role.PRIVACY_OFFICER}), "purpose": Purpose.PATRQT, "relation": Relation.PROGRAMME}
    found = decide(facts(**officer, category=Category.DEMOGRAPHICS))
    assert found == Allow("D05-lookup", frozenset({Category.DEMOGRAPHICS}))
    for category in set(Category) - {Category.DEMOGRAPHICS}:
        assert isinstance(decide(facts(**officer, category=category)), Deny)
    for changes in ({"purpose": Purpose.TREAT}, {"action": Action.WRITE}, {"relation": Relation.OUTSIDE}):
        assert isinstance(decide(facts(**(officer | {"category": Category.DEMOGRAPHICS} | changes))), Deny)
    for role in set(Role) - {Role.PRIVACY_OFFICER}:
        asked = officer | {"roles": frozenset({role}), "category": Category.DEMOGRAPHICS}
        assert isinstance(decide(facts(**asked)), Deny)


def test_each_row_names_its_source_and_each_refusal_its_reason() -> None:
    assert len({row.number for row in TABLE}) == len(TABLE)
    for row in TABLE:
        assert row.source
        assert row.outcome in {"allow", "deny"}
        assert bool(row.reason) == (row.outcome == "deny")
    assert TABLE[-1].outcome == "deny"
