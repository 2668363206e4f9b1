"""The breach register as it is kept, the tasks of its clocks, and what was looked at."""

from datetime import date, datetime, timedelta

import pytest

from care.access import gate
from care.accounts.models import Organisation, Staff
from care.actor import Action, Actor, Category, Permit, PermitMismatch, Purpose, Role
from care.audit.models import AuditEvent
from care.privacy import operations, queries
from care.privacy.models import Breach, Observation
from care.privacy.rules import NotPossible, Seen
from care.privacy.vocabulary import Duty, Factor, Kind, Outcome, State
from care.worklist.models import Task
from patients.models import Patient
from tests.factories.accounts import OrganisationFactory, actor_for, staff_with
from tests.factories.patients import enrolled_patient

pytestmark = pytest.mark.django_db(transaction=True)
FACTORS = {factor: f"About {factor.label.lower()}." for factor in Factor}


@pytest.fixture
def clinic() -> Organisation:
    return OrganisationFactory(zone="America/New_York")


@pytest.fixture
def olivia(clinic: Organisation) -> Staff:
    """The privacy officer."""
    return staff_with(Role.PRIVACY_OFFICER, organisation=clinic)


@pytest.fixture
def officer(olivia: Staff) -> Actor:
    return actor_for(olivia)


@pytest.fixture
def mari(clinic: Organisation) -> Patient:
    return enrolled_patient(staff_with(Role.COORDINATOR, organisation=clinic))


def recorded(officer: Actor, at: datetime, **changes: object) -> Breach:
    given = {
        "title": "Letter to the wrong address",
        "what_happened": "It went next door.",
        "categories": frozenset({Category.SUD}),
        "discovered_at": at - timedelta(days=2),
        "discovered_by_id": officer.user_id,
        "at": at,
    }
    return operations.record_breach(actor=officer, **(given | changes))  # type: ignore[arg-type]


def looked_up(officer: Actor, patient: Patient, at: datetime, purpose: Purpose = Purpose.HOPERAT) -> Permit:
    return gate.require(
        actor=officer, patient_id=patient.pk, category=Category.DEMOGRAPHICS, action=Action.READ, purpose=purpose, at=at
    )


def open_tasks() -> dict[str, Task]:
    return {task.kind: task for task in Task.objects.filter(state="open")}


def test_an_entry_opens_with_its_tasks_on_the_privacy_officers_list(officer: Actor, at: datetime) -> None:
    breach = recorded(officer, at)
    tasks = open_tasks()
    assert set(tasks) == {"breach_assess", "breach_people", "breach_hhs"}
    assert {task.owner_role for task in tasks.values()} == {Role.PRIVACY_OFFICER.value}
    assert tasks["breach_assess"].subject == breach.uuid
    assert tasks["breach_people"].due_at.date() == (at - timedelta(days=2) + timedelta(days=30)).date()
    assert "Jan 20, 2027" in tasks["breach_people"].why  # sixty days after November 21
    assert all(breach.title not in f"{task.title} {task.why}" for task in tasks.values())
    event = AuditEvent.objects.get(verb="breach.recorded")
    assert (event.user_id, event.detail["breach"]) == (officer.user_id, breach.pk)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": " "}, "title"),
        ({"what_happened": ""}, "what_happened"),
        ({"categories": frozenset()}, "categories"),
        ({"discovered_by_id": 0}, "discovered_by"),
    ],
)
def test_an_entry_says_what_and_who_knew(officer: Actor, at: datetime, changes: dict[str, object], field: str) -> None:
    with pytest.raises(operations.BadEntry) as refused:
        recorded(officer, at, **changes)
    assert refused.value.field == field
    with pytest.raises(operations.BadEntry):
        recorded(officer, at, discovered_at=at + timedelta(hours=1))


def test_that_it_is_no_breach_needs_the_four_factors_and_stops_the_clocks(officer: Actor, at: datetime) -> None:
    breach = recorded(officer, at)
    decide = {"actor": officer, "breach": breach.uuid, "at": at}
    with pytest.raises(operations.NotAssessed):
        operations.decide_breach(**decide, is_breach=False, reason="Low.")  # type: ignore[arg-type]
    with pytest.raises(operations.BadEntry):
        operations.assess_risk(actor=officer, breach=breach.uuid, factors=FACTORS | {Factor.ACQUIRED: " "}, at=at)
    operations.assess_risk(actor=officer, breach=breach.uuid, factors=FACTORS, at=at)
    operations.decide_breach(**decide, is_breach=False, reason="It came back unopened.")  # type: ignore[arg-type]
    assert open_tasks() == {}
    states = dict(Task.objects.values_list("kind", "state"))
    assert states == {"breach_assess": "done", "breach_people": "cancelled", "breach_hhs": "cancelled"}
    with pytest.raises(NotPossible):
        operations.decide_breach(**decide, is_breach=True, reason="No.")  # type: ignore[arg-type]
    operations.reopen_breach(actor=officer, breach=breach.uuid, at=at)
    assert set(open_tasks()) == {"breach_assess", "breach_people", "breach_hhs"}


def test_a_breach_is_closed_when_everybody_was_told(officer: Actor, at: datetime) -> None:
    breach = recorded(officer, at)
    given = {"actor": officer, "breach": breach.uuid, "at": at}
    operations.decide_breach(**given, is_breach=True, reason="It was read.")  # type: ignore[arg-type]
    with pytest.raises(operations.BadEntry):
        operations.close_breach(**given, lesson="Windows.")  # type: ignore[arg-type]
    told = given | {"done_on": at.date(), "note": "By letter."}
    operations.record_step(**told, duty=Duty.PEOPLE)  # type: ignore[arg-type]
    with pytest.raises(operations.AlreadyTold):
        operations.record_step(**told, duty=Duty.PEOPLE)  # type: ignore[arg-type]
    assert set(open_tasks()) == {"breach_hhs"}
    operations.record_step(**told, duty=Duty.HHS)  # type: ignore[arg-type]
    operations.close_breach(**given, lesson="Windows in the envelopes.")  # type: ignore[arg-type]
    row = queries.get_breach(actor=officer, breach=breach.uuid)
    assert row is not None
    assert (row.state, row.lesson, row.next_clock) == (State.CLOSED, "Windows in the envelopes.", None)
    assert open_tasks() == {}


@pytest.mark.parametrize("days", [-5, 1])
def test_nobody_is_told_before_the_discovery_or_tomorrow(officer: Actor, at: datetime, days: int) -> None:
    breach = recorded(officer, at)
    day = at.date() + timedelta(days=days)
    with pytest.raises(operations.BadEntry):
        operations.record_step(actor=officer, breach=breach.uuid, duty=Duty.PEOPLE, done_on=day, note="By letter.", at=at)


def test_five_hundred_people_of_one_state_bring_the_press_and_the_secretary_at_once(officer: Actor, at: datetime) -> None:
    breach = recorded(officer, at)
    correct = {
        "actor": officer, "breach": breach.uuid, "title": "T", "what_happened": "W", "categories": frozenset({Category.SUD}),
    }  # fmt: skip
    operations.correct_breach(**correct, places={"RI": 499, "MA": 3}, at=at)  # type: ignore[arg-type]
    assert set(open_tasks()) == {"breach_assess", "breach_people", "breach_hhs"}
    operations.correct_breach(**correct, places={"RI": 500}, at=at)  # type: ignore[arg-type]
    assert set(open_tasks()) == {"breach_assess", "breach_people", "breach_hhs", "breach_media"}
    row = queries.get_breach(actor=officer, breach=breach.uuid)
    assert row is not None
    assert {clock.latest_on for clock in row.clocks} == {date(2027, 1, 20)}
    operations.correct_breach(**correct, places={}, at=at)  # type: ignore[arg-type]
    assert "breach_media" not in open_tasks()
    with pytest.raises(operations.BadEntry):
        operations.correct_breach(**correct, places={"ZZ": 3}, at=at)  # type: ignore[arg-type]


def test_people_are_listed_with_permits_once_and_taken_off_again(officer: Actor, mari: Patient, at: datetime) -> None:
    breach = recorded(officer, at)
    permit = looked_up(officer, mari, at)
    add = {"actor": officer, "permits": [permit], "breach": breach.uuid, "at": at}
    assert operations.add_people(**add) == 1  # type: ignore[arg-type]
    with pytest.raises(operations.AlreadyListed):
        operations.add_people(**add)  # type: ignore[arg-type]
    assert queries.people_of(actor=officer, breach=breach.uuid) == [mari.pk]
    assert AuditEvent.objects.get(verb="breach.people_added").patient_ids == [mari.pk]
    operations.remove_person(permit=permit, breach=breach.uuid, at=at)
    assert queries.people_of(actor=officer, breach=breach.uuid) == []


def test_a_permit_for_other_data_lists_nobody(officer: Actor, mari: Patient, clinic: Organisation, at: datetime) -> None:
    stranger = staff_with(Role.COORDINATOR)
    theirs = enrolled_patient(stranger)
    foreign = looked_up(actor_for(staff_with(Role.PRIVACY_OFFICER, organisation=stranger.organisation)), theirs, at)
    breach = recorded(officer, at)
    with pytest.raises(operations.NoSuchBreach):
        operations.add_people(actor=officer, permits=[foreign], breach=breach.uuid, at=at)
    assert queries.people_of(actor=officer, breach=breach.uuid) == []
    with pytest.raises(PermitMismatch):
        looked_up(officer, mari, at).check(category=Category.SUD)


def test_another_clinics_register_is_not_there(officer: Actor, at: datetime) -> None:
    breach = recorded(officer, at)
    other = actor_for(staff_with(Role.PRIVACY_OFFICER))
    assert queries.get_breach(actor=other, breach=breach.uuid) is None
    assert queries.breaches_of(actor=other) == []
    with pytest.raises(operations.NoSuchBreach):
        operations.reopen_breach(actor=other, breach=breach.uuid, at=at)


def test_the_register_shows_first_what_runs_out_first(officer: Actor, at: datetime) -> None:
    young = recorded(officer, at, title="Young")
    old = recorded(officer, at, title="Old", discovered_at=at - timedelta(days=70))
    over = recorded(officer, at, title="Over", discovered_at=at - timedelta(days=90))
    operations.assess_risk(actor=officer, breach=over.uuid, factors=FACTORS, at=at)
    operations.decide_breach(actor=officer, breach=over.uuid, is_breach=False, reason="Low.", at=at)
    rows = queries.breaches_of(actor=officer)
    assert [row.uuid for row in rows] == [old.uuid, young.uuid, over.uuid]
    assert [row.is_late(at.date()) for row in rows] == [True, False, False]


def test_what_was_seen_is_kept_once_and_looked_at_once(officer: Actor, olivia: Staff, mari: Patient, at: datetime) -> None:
    job = Actor.system(job="privacy.look", organisation_id=mari.organisation_id)
    seen = [Seen(Kind.ODD_HOURS, olivia.pk, mari.pk, at.date(), 2), Seen(Kind.REFUSALS, olivia.pk, None, at.date(), 6)]
    keep = {"actor": job, "organisation_id": mari.organisation_id, "seen": seen, "at": at}
    assert operations.keep_observations(**keep) == 2  # type: ignore[arg-type]
    assert operations.keep_observations(**keep) == 0  # type: ignore[arg-type]
    row = Observation.objects.get(kind=Kind.ODD_HOURS)
    review = {"actor": officer, "observation": row.uuid, "outcome": Outcome.EXPLAINED, "note": "Night duty.", "at": at}
    operations.review_observation(**review)  # type: ignore[arg-type]
    with pytest.raises(operations.AlreadyReviewed):
        operations.review_observation(**review)  # type: ignore[arg-type]
    other = actor_for(staff_with(Role.PRIVACY_OFFICER))
    with pytest.raises(operations.NoSuchObservation):
        operations.review_observation(**(review | {"actor": other}))  # type: ignore[arg-type]
    waiting = queries.observations_of(actor=officer).rows
    assert [one.kind for one in waiting] == [Kind.REFUSALS]
    assert [one.note for one in queries.observations_of(actor=officer, reviewed=True).rows] == ["Night duty."]
