"""What the database itself refuses of a story: each constraint is broken once."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from django.db import IntegrityError

from patients.story import models
from tests.factories.patients import PatientFactory
from tests.factories.story import (
    CodeFactory,
    MedicineFactory,
    NeedsCheckFactory,
    OverdoseFactory,
    OwnGoalFactory,
    PregnancyRecordFactory,
    SocialNeedFactory,
    StoryPartFactory,
    StrengthFactory,
    SubstanceUseFactory,
    TreatmentEpisodeFactory,
    WithdrawalCheckFactory,
)

pytestmark = pytest.mark.django_db

MOMENT = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)
LISTS = {
    "substance_use": SubstanceUseFactory,
    "overdose": OverdoseFactory,
    "treatment_episode": TreatmentEpisodeFactory,
    "medicine": MedicineFactory,
    "strength": StrengthFactory,
    "own_goal": OwnGoalFactory,
}
WORDS = {
    "substance_use": (SubstanceUseFactory, ("substance", "how_often")),
    "overdose": (
        OverdoseFactory,
        ("place", "intent", "was_alone", "after_break", "called_911", "hospital", "on_medication"),
    ),
    "treatment_episode": (TreatmentEpisodeFactory, ("setting", "how_ended", "helped")),
    "medicine": (MedicineFactory, ("kind", "taking")),
    "strength": (StrengthFactory, ("area",)),
    "own_goal": (OwnGoalFactory, ("area",)),
    "story_part": (StoryPartFactory, ("part", "answer")),
    "withdrawal": (
        WithdrawalCheckFactory,
        ("seizures", "delirium", "hospital", "last_alcohol", "last_sedative", "last_opioid", "risk"),
    ),
    "pregnancy": (PregnancyRecordFactory, ("has_care", "is_nursing")),
    "needs_check": (NeedsCheckFactory, ("in_danger",)),
    "social_need": (SocialNeedFactory, ("domain", "wants_help")),
}
DAYS = {
    "substance_use": (SubstanceUseFactory, ("last_used",)),
    "overdose": (OverdoseFactory, ("occurred",)),
    "treatment_episode": (TreatmentEpisodeFactory, ("began", "ended")),
    "medicine": (MedicineFactory, ("since", "stopped")),
    "withdrawal": (WithdrawalCheckFactory, ("last_seizure",)),
}
BROKEN = {
    **{f"{name}_changed_pair": (maker, {"changed_at": MOMENT}) for name, maker in LISTS.items()},
    **{f"{name}_removed_pair": (maker, {"removed_at": MOMENT}) for name, maker in LISTS.items()},
    **{f"{name}_version_counts": (maker, {"version": 0}) for name, maker in LISTS.items()},
    **{f"{table}_{name}_known": (maker, {name: "perhaps"}) for table, (maker, names) in WORDS.items() for name in names},
    **{f"{table}_{name}_is_a_day": (maker, {name: "March"}) for table, (maker, names) in DAYS.items() for name in names},
    "substance_use_routes_known": (SubstanceUseFactory, {"routes": ["by post"]}),
    "substance_use_first_age_possible": (SubstanceUseFactory, {"first_age": 111}),
    "overdose_naloxone_known": (OverdoseFactory, {"naloxone": "perhaps", "naloxone_doses": None}),
    "overdose_doses_were_given": (OverdoseFactory, {"naloxone": "no"}),
    "medicine_has_a_name": (MedicineFactory, {"name": ""}),
    "medicine_code_has_a_system": (MedicineFactory, {"code": "1"}),
    "medicine_reconciled_pair": (MedicineFactory, {"reconciled_at": MOMENT}),
    "medicine_source_has_its_number": (MedicineFactory, {"source": "hospital"}),
    "strength_has_words": (StrengthFactory, {"words": ""}),
    "own_goal_has_words": (OwnGoalFactory, {"own_words": ""}),
    "own_goal_importance_to_ten": (OwnGoalFactory, {"importance": 11}),
    "own_goal_confidence_to_ten": (OwnGoalFactory, {"confidence": 11}),
    "own_goal_taken_pair": (OwnGoalFactory, {"taken_at": MOMENT, "plan": uuid4()}),
    "own_goal_taken_by_a_plan": (OwnGoalFactory, {"plan": uuid4()}),
    "withdrawal_signs_known": (WithdrawalCheckFactory, {"signs": ["hiccups"], "no_signs": False}),
    "withdrawal_no_signs_means_none": (WithdrawalCheckFactory, {"signs": ["tremor"]}),
    "pregnancy_answer_known": (PregnancyRecordFactory, {"answer": "perhaps", "due_on": None}),
    "pregnancy_due_when_pregnant": (PregnancyRecordFactory, {"answer": "not"}),
    "pregnancy_birth_when_postpartum": (PregnancyRecordFactory, {"gave_birth_on": date(2026, 10, 1)}),
    "social_need_told_known": (SocialNeedFactory, {"told": "perhaps", "z_code": ""}),
    "social_need_code_for_a_need": (SocialNeedFactory, {"told": "no"}),
    "code_of_a_system": (CodeFactory, {"code": ""}),
    "code_has_version_and_source": (CodeFactory, {"version": ""}),
}


@pytest.mark.parametrize(("name", "made"), BROKEN.items(), ids=BROKEN.keys())
def test_the_database_refuses_what_breaks_a_rule(name, made):
    maker, fields = made
    with pytest.raises(IntegrityError, match=name):
        maker(**fields)


def test_what_may_be_once_is_once():
    patient = PatientFactory()
    StoryPartFactory(patient=patient)
    with pytest.raises(IntegrityError, match="story_part_once"):
        StoryPartFactory(patient=patient)


def test_another_system_says_a_medicine_once():
    first = MedicineFactory(source="hospital", key="m1")
    with pytest.raises(IntegrityError, match="medicine_once_from_a_source"):
        MedicineFactory(patient=first.patient, source="hospital", key="m1")


def test_a_domain_stands_once_in_a_check():
    first = SocialNeedFactory()
    with pytest.raises(IntegrityError, match="social_need_once"):
        SocialNeedFactory(check_made=first.check_made)


def test_a_code_stands_once_in_its_system():
    with pytest.raises(IntegrityError, match="code_once_in_its_system"):
        models.Code.objects.create(
            system="http://hl7.org/fhir/sid/icd-10-cm", code="I10", version="1", display="Twice", source="here"
        )


def test_every_constraint_is_broken_once():
    checks = {
        constraint.name
        for model in vars(models).values()
        if isinstance(model, type) and hasattr(model, "_meta") and not model._meta.abstract
        for constraint in model._meta.constraints
    }
    once = {"story_part_once", "medicine_once_from_a_source", "social_need_once", "code_once_in_its_system"}
    assert checks == BROKEN.keys() | once
