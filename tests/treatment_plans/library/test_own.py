"""A clinic's own interventions: versions that never change, one in use, kept by those whose work it is."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from care.accounts.models import Staff
from care.accounts.rules import WorkRefused
from care.actor import Actor, Role
from care.audit.models import AuditEvent
from tests.factories.accounts import actor_for, staff_with
from tests.factories.library import OwnInterventionFactory
from treatment_plans.library import operations
from treatment_plans.library.models import OwnIntervention
from treatment_plans.library.queries import find_entry, library_of, own_list, own_versions
from treatment_plans.library.rules.own import OwnSaid
from treatment_plans.library.vocabulary import Evidence

pytestmark = pytest.mark.django_db

WALK = OwnSaid(
    kind="peer-support",
    name="Friday walk",
    title="Walk by the harbor on Fridays",
    what="An hour by the water with a peer.",
    for_whom="Whoever would rather walk than sit.",
    source="own list",
    frequency="weekly, 60 min",
    weeks=12,
    by=Role.PEER,
    record="came\nwhat they said",
    beside="exercise",
)


@pytest.fixture
def keeper() -> Staff:
    return staff_with(Role.ADMINISTRATOR)


@pytest.fixture
def actor(keeper: Staff) -> Actor:
    return actor_for(keeper)


def test_a_clinic_adds_changes_retires_and_takes_up_and_every_version_stays(actor: Actor, at: datetime) -> None:
    first = operations.add_own(actor=actor, said=WALK, at=at)
    second = operations.change_own(actor=actor, number=first.number, seen=1, said=replace(WALK, weeks=8), at=at)
    again = operations.change_own(actor=actor, number=first.number, seen=2, said=replace(WALK, weeks=8), at=at)
    other = operations.add_own(actor=actor, said=replace(WALK, name="Boat day", weeks=None, by=None), at=at)
    assert (first.code, second.code, again.code, other.code) == ("own-1-v1", "own-1-v2", "own-1-v2", "own-2-v1")
    organisation_id = first.organisation_id
    offered = library_of(organisation_id)
    assert [code for code in offered if code.startswith("own-")] == ["own-2-v1", "own-1-v2"]
    kept = find_entry("own-1-v1", organisation_id=organisation_id)
    assert kept is not None
    assert (kept.weeks, kept.record, kept.by, kept.is_own) == (12, ("came", "what they said"), (Role.PEER,), True)

    operations.retire_own(actor=actor, number=1, at=at)
    assert "own-1-v2" not in library_of(organisation_id)
    assert find_entry("own-1-v2", organisation_id=organisation_id) is not None
    third = operations.take_up_own(actor=actor, number=1, at=at)
    assert (third.code, third.weeks) == ("own-1-v3", 8)
    assert [row.version for row in own_versions(actor=actor, number=1)] == [3, 2, 1]
    assert [(row.entry.name, row.version) for row in own_list(actor=actor)] == [("Boat day", 1), ("Friday walk", 3)]
    verbs = list(AuditEvent.objects.filter(verb__startswith="library.").order_by("pk").values_list("verb", flat=True))
    assert verbs == [f"library.own_{what}" for what in ("added", "changed", "changed", "added", "retired", "taken_up")]


def test_what_is_refused(actor: Actor, at: datetime) -> None:
    row = operations.add_own(actor=actor, said=WALK, at=at)
    with pytest.raises(operations.OwnChanged) as stale:
        operations.change_own(actor=actor, number=row.number, seen=0, said=WALK, at=at)
    assert stale.value.version == 1
    with pytest.raises(operations.NothingToTakeUp):
        operations.take_up_own(actor=actor, number=row.number, at=at)
    for number in (7, 99):
        with pytest.raises(operations.OwnNotFound):
            operations.retire_own(actor=actor, number=number, at=at)
        with pytest.raises(operations.OwnNotFound):
            operations.take_up_own(actor=actor, number=number, at=at)
    peer = actor_for(staff_with(Role.PEER))
    with pytest.raises(WorkRefused):
        operations.add_own(actor=peer, said=WALK, at=at)
    assert OwnIntervention.objects.count() == 1


def test_one_clinics_own_is_nobody_elses(actor: Actor, at: datetime) -> None:
    row = operations.add_own(actor=actor, said=WALK, at=at)
    elsewhere = actor_for(staff_with(Role.SUPERVISOR))
    _, organisation_id = elsewhere.colleague()
    assert row.code not in library_of(organisation_id)
    assert find_entry(row.code, organisation_id=organisation_id) is None
    assert (own_list(actor=elsewhere), own_versions(actor=elsewhere, number=1)) == ([], [])
    with pytest.raises(operations.OwnNotFound):
        operations.change_own(actor=elsewhere, number=row.number, seen=1, said=WALK, at=at)
    assert [find_entry(code, organisation_id=organisation_id) for code in ("own-1", "own-0-v1", "own-9999999999-v1", "no")] == [
        None
    ] * 4


def test_what_the_database_itself_refuses(actor: Actor, at: datetime) -> None:
    _, organisation_id = actor.colleague()
    row = OwnInterventionFactory(organisation_id=organisation_id, number=3)
    broken: dict[str, dict[str, Any]] = {
        "own_intervention_version_once": {"number": 3, "retired_at": at, "retired_by": row.written_by},
        "own_intervention_one_in_use": {"number": 3, "version": 2},
        "own_intervention_retired_pair": {"retired_at": at},
        "own_intervention_from_one": {"number": 0},
        "own_intervention_evidence_known": {"evidence": "magic"},
        "own_intervention_area_known": {"area": "moon"},
        "own_intervention_by_known": {"by": "wizard"},
        "own_intervention_weeks": {"weeks": 0},
        "own_intervention_says_what": {"what": ""},
    }
    held = []
    for name, values in broken.items():
        try:
            with transaction.atomic():
                OwnInterventionFactory(**{"organisation_id": organisation_id, "number": 4, "kind": row.kind, **values})
        except IntegrityError as error:
            held += [name] if name in str(error) else []
    assert held == list(broken)
    assert OwnInterventionFactory(retired=True, evidence=Evidence.ADJUNCT).retired_at is not None
