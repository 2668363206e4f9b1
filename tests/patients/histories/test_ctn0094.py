"""Real people of two trials: a part of them by default, all 2,788 with CARE_SWEEP=all. In, again, back."""

from pathlib import Path

import pytest

from patients.models import Patient
from tests.house_rules.sources import our_models
from tests.patients.histories import ctn0094
from tests.patients.histories.conftest import Run
from tests.patients.histories.test_import import TABLES, fate
from tests.real_data import CTN0094
from tests.sweeps import ALL, some

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not CTN0094.is_dir(), reason="the data of CTN-0094 is not beside the repository"),
]

# Of everybody. 6 people without an age; doses of one day twice with two amounts, visits without a day.
EVERYTHING = {
    "people": {"taken": 2782, "refused": 6},
    "orders": {"taken": 2282, "repeated": 1269},
    "doses": {"taken": 186342, "refused": 93},
    "visits": {"taken": 38570, "repeated": 1, "refused": 40},
    "drug_tests": {"taken": 42710, "refused": 7},
    "scores": {"taken": 11764, "refused": 396},
}


def test_real_people_come_in_again_and_are_taken_back(tmp_path: Path, bring: Run, undo: Run) -> None:
    everybody = ctn0094.everybody()
    assert len(everybody) == 2788
    before = {model: model._default_manager.count() for model in our_models()}
    lines = ctn0094.write_folder(tmp_path / "history", who=some(everybody, 25, of="ctn0094"))
    _, said = bring(tmp_path / "history", "--anyway")
    fates = {file: fate(said, file) for file in lines}
    assert {file: sum(found.values()) for file, found in fates.items()} == lines
    assert [found.get("taken", 0) for file, found in fates.items() if file != "people"] == [
        model._default_manager.count() for model in TABLES
    ]
    assert fates["people"]["taken"] == Patient.objects.count()
    if ALL:
        assert fates == EVERYTHING

    _, said = bring(tmp_path / "history", "--anyway")
    for file, found in fates.items():
        again = {"unchanged" if name == "taken" else name: number for name, number in found.items()}
        assert fate(said, file) == again, file

    undo()
    after = {model.__name__: model._default_manager.count() - before[model] for model in our_models()}
    assert {name for name, number in after.items() if number} == {"AuditEvent", "Delivery"}
