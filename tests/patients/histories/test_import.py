"""Bringing a history in: once, again, changed, refused; and taking it back."""

import gzip
import json
import re
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from care.accounts.models import Staff
from care.actor import Action, Role
from care.audit.models import AuditEvent
from care.outbox.models import Delivery
from patients.assessments.models import Response
from patients.histories.alone import AlreadyRunning, alone
from patients.histories.models import HistoryImport, PastDose, PastDrugTest, PastOrder, PastPerson, PastScore, PastVisit
from patients.histories.operations import LineOf, take_lines
from patients.histories.rules import FORMATS, Kind, Whose
from patients.models import Demographics, Patient
from tests.factories.accounts import staff_with
from tests.factories.histories import HistoryImportFactory
from tests.factories.patients import AllergyFactory, enrolled_patient, permit_for
from tests.house_rules.sources import our_models
from tests.patients.histories.conftest import Folder, Run

pytestmark = pytest.mark.django_db

TABLES = (PastOrder, PastDose, PastVisit, PastDrugTest, PastScore)


def stored() -> list[int]:
    return [model._default_manager.filter(replaced=None).count() for model in TABLES]


def fate(said: str, file: str) -> dict[str, int]:
    """The row of a file in the table of fates."""
    rows = [line for line in said.splitlines() if line.startswith(("file ", f"{file}.csv"))]
    ends = [match.end() for match in re.finditer(r"\S+", rows[0])][2:]
    cells = [rows[1][end - 10 : end].strip() for end in ends]
    return {name: int(cell) for name, cell in zip(rows[0].split()[2:], cells, strict=True) if cell}


def test_a_folder_comes_in_and_again_nothing_is_new(folder: Folder, bring: Run, undo: Run, alice: Staff) -> None:
    before = {model: model._default_manager.count() for model in our_models()}
    status, said = bring(folder.write())
    assert status == 0, said
    assert stored() == [2, 4, 2, 3, 1]
    assert "People registered: 2" in said
    mari = Patient.objects.get(legal_given="Mari")
    assert Demographics.objects.get(patient=mari).sex == "female"
    assert PastDose.objects.get(patient=mari, outcome="missed").on == date(2020, 1, 8)
    assert sorted(PastVisit.objects.get(patient=mari).reasons) == ["hospital", "no_show"]
    run = HistoryImport.objects.get()
    assert run.counts["doses"] == {"lines": 4, "taken": 4}
    assert run.finished_by == alice.user
    event = AuditEvent.objects.get(verb="history.taken")
    assert set(event.patient_ids) == set(Patient.objects.values_list("pk", flat=True))
    assert AuditEvent.objects.filter(verb="record.opened").count() == 2

    events = AuditEvent.objects.count()
    status, said = bring(folder.path)
    assert status == 0
    assert [fate(said, file) for file in ("people", "doses", "scores")] == [{"unchanged": 2}, {"unchanged": 4}, {"unchanged": 1}]
    assert AuditEvent.objects.count() == events + 2  # that a run began and ended

    _, said = undo()
    assert "4 of doses.csv" in said
    assert "people: 2" in said
    after = {model: model._default_manager.count() for model in our_models()}
    assert {model for model in after if after[model] != before[model]} == {AuditEvent, Delivery}
    assert not Delivery.objects.exclude(patient=None).exists()
    with pytest.raises(CommandError, match="Nothing of this source"):
        undo()


def test_a_dry_run_says_the_same_and_writes_nothing(folder: Folder, bring: Run) -> None:
    folder.files["doses"].append("a,,x,Methadone,40,")
    folder.write()
    events = AuditEvent.objects.count()
    dry_status, dry = bring(folder.path, "--dry-run")
    assert "A dry run: nothing was written." in dry
    assert (Patient.objects.count(), sum(stored()), AuditEvent.objects.count()) == (0, 0, events)
    status, said = bring(folder.path)
    files = list(folder.files)
    assert (dry_status, [fate(dry, file) for file in files]) == (status, [fate(said, file) for file in files])
    assert status == 1


def test_what_a_source_says_anew_stands_beside_what_it_said(folder: Folder, bring: Run) -> None:
    bring(folder.write())
    folder.files["doses"][2] = "a,,1,Methadone,45,"
    folder.files["people"][2] = "b,1975-09-30,Jonas,Lindqvist-Berg,,male"
    status, said = bring(folder.write())
    assert status == 0, said
    assert fate(said, "doses") == {"changed": 1, "unchanged": 3}
    assert fate(said, "people") == {"changed": 1, "unchanged": 1}
    old, new = PastDose.objects.filter(key="a|methadone|+1|1").order_by("pk")
    assert (old.amount, new.amount, old.replaced, new.replaced) == (40, 45, new.brought, None)
    assert Patient.objects.get(birth_date=date(1975, 9, 30)).legal_family == "Lindqvist-Berg"


def test_refused_lines_have_their_file_number_and_reason(folder: Folder, bring: Run) -> None:
    folder.files["people"] += ["c,,Ana,Silva,,", "a,1980-02-03,Mari,Okafor,,"]
    folder.files["doses"] += [
        "",
        "a,,1,Methadone,40,",
        "a,,1,Methadone,50,",
        "nobody,,1,Methadone,40,",
        "a,,1,Methadone",
        "c,,1,M,1,",
    ]
    status, said = bring(folder.write(), "--report", str(folder.path / "refused.jsonl"))
    assert status == 1
    report = [json.loads(line) for line in (folder.path / "refused.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [(row["file"], row["line"], row["reason"]) for row in report] == [
        ("doses.csv", 8, "the same stands there before with other content (line 3)"),
        ("doses.csv", 9, "its person is neither in people.csv nor taken before"),
        ("doses.csv", 10, "it has 4 fields, the head has 6"),
        ("doses.csv", 11, "its person was not taken"),
        ("people.csv", 4, "birth_date is missing"),
        ("people.csv", 5, "the same person stands there before (line 2)"),
    ]
    assert fate(said, "doses") == {"taken": 4, "repeated": 1, "refused": 4}
    assert "Okafor" not in said


def test_people_who_are_here_are_matched_by_number_or_refused(folder: Folder, bring: Run, undo: Run, alice: Staff) -> None:
    here = enrolled_patient(alice, legal_given="Mari", birth_date=date(1980, 2, 3), mrn="A17")
    other = enrolled_patient(alice, legal_given="Ines", birth_date=date(1991, 5, 5), mrn="A18")
    folder.files["people"] = [
        "person,birth_date,given_name,mrn,base_date",
        "a,1980-02-03,Somebody,A17,2020-01-06",
        "b,1975-09-30,Jonas,A18,2020-01-06",
    ]
    _, said = bring(folder.write())
    assert "found by their record number: 1" in said
    assert "people.csv, line 3: the record number is that of somebody with another birth date" in said
    here.refresh_from_db()
    assert here.legal_given == "Mari"
    assert PastDose.objects.filter(patient=here).count() == 3
    assert not PastPerson.objects.filter(patient=other).exists()
    undo()
    assert stored() == [0] * 5
    assert Patient.objects.filter(pk=here.pk).exists()


def test_who_resembles_somebody_is_refused_unless_anyway(folder: Folder, bring: Run, alice: Staff) -> None:
    enrolled_patient(alice, legal_given="Mari", legal_family="Okafor", birth_date=date(1980, 2, 3))
    _, said = bring(folder.write(), "--dry-run")
    assert "resembles somebody who is here" in said
    _, said = bring(folder.path)
    assert "people.csv, line 2: resembles somebody who is here: --anyway registers all the same" in said
    assert stored() == [1, 1, 1, 1, 0]
    status, _ = bring(folder.path, "--anyway")
    assert (status, stored()) == (0, [2, 4, 2, 3, 1])


def test_whose_record_somebody_wrote_on_stays_and_keeps_what_was_written(
    folder: Folder, bring: Run, undo: Run, alice: Staff
) -> None:
    folder.files["people"].append("c,1990-01-01,Ana,Silva,,")
    bring(folder.write())
    mari = Patient.objects.get(legal_given="Mari")
    Patient.objects.filter(pk=mari.pk).update(version=mari.version + 1)  # as every change of a person does
    jonas = Patient.objects.get(legal_given="Jonas")
    AllergyFactory(patient=jonas)
    _, said = undo()
    assert "2 people stay: more hangs on their record than the import wrote." in said
    assert set(Patient.objects.values_list("legal_given", flat=True)) == {"Mari", "Jonas"}
    assert stored() == [0] * 5
    assert not HistoryImport.objects.exists()


def test_a_death_ends_the_enrolment_and_goes_with_the_person(folder: Folder, bring: Run, undo: Run) -> None:
    folder.files["people"] = ["person,birth_date,given_name,died_on", "a,1980-02-03,Mari,2021-05-06"]
    folder.files = {"people": folder.files["people"]}
    bring(folder.write())
    assert Patient.objects.get().deceased_on == date(2021, 5, 6)
    undo()
    assert not Patient.objects.exists()
    assert set(Delivery.objects.values_list("state", "patient_id")) == {("dropped", None)}


def test_a_later_folder_may_hold_lines_alone_and_be_packed(folder: Folder, bring: Run) -> None:
    bring(folder.write())
    later = folder.path.parent / "later"
    later.mkdir()
    with gzip.open(later / "doses.csv.gz", "wt", encoding="utf-8") as out:
        out.write("\ufeffPerson,day,Medication,amount\r\na,3,Methadone,50\r\n")
    status, said = bring(later)
    assert status == 0, said
    assert PastDose.objects.get(key="a|methadone|+3|1").on == date(2020, 1, 9)


def test_a_folder_that_cannot_be_understood_is_refused_whole(folder: Folder, clinic: list[str], alice: Staff) -> None:
    def refusal(*options: str) -> str:
        with pytest.raises(CommandError) as refused:
            call_command("import_history", str(folder.path), *(options or clinic))
        assert refused.value.returncode == 2
        return str(refused.value)

    assert "none of the files of a history is there" in refusal()
    folder.files["doses"][0] = "person,when,medication,amount,outcome,x"
    folder.write()
    assert "doses.csv: the column when is not known" in refusal()
    (folder.path / "labs.csv").write_text("a\n", encoding="utf-8")
    assert "labs.csv is none of the files of a history" in refusal()
    nurse = staff_with(Role.FRONT_DESK, organisation=alice.organisation)
    who = ["--organization", alice.organisation.name, "--source", "old", "--as"]
    assert "do not write" in refusal(*who, nurse.user.email)
    assert "No colleague" in refusal(*who, "nobody@example.org")
    assert "--source takes" in refusal(*clinic[:4], "--source", "a b")
    assert not Patient.objects.exists()


def test_lines_are_written_with_a_permit_for_each_person(alice: Staff, at) -> None:
    mari, jonas = enrolled_patient(alice), enrolled_patient(alice)
    run = HistoryImportFactory(organisation=alice.organisation)
    entry = FORMATS[Kind.DOSE].read(
        {"person": "a", "date": "2020-01-06", "medication": "M", "amount": "1"}, Whose(date(2026, 1, 1))
    )
    permit = permit_for(alice, mari, at=at, action=Action.WRITE)
    with pytest.raises(KeyError):
        take_lines(permits=[permit], run=run, lines=[LineOf(jonas.pk, entry)], at=at)
    assert take_lines(permits=[permit], run=run, lines=[LineOf(mari.pk, entry)], at=at).new == 1


def test_one_run_of_a_source_at_a_time() -> None:
    with alone(organisation_id=1, source="old"):
        with connection.copy().cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted AND classid = 727006")
            assert cursor.fetchone()[0] == 1
        with alone(organisation_id=1, source="new"):
            pass
    assert AlreadyRunning.__doc__


def test_scores_of_our_instruments_stand_among_ours(folder: Folder, bring: Run, undo: Run) -> None:
    folder.files["scores"] = [
        "person,date,day,instrument,score,value,words",
        "a,,7,PHQ9,total,14,",
        "a,,21,phq9,total,6,",
        "a,,21,phq9,total2,6,",
        "a,,28,phq9,total,31,",
        "a,,28,Another scale,total,4,",
    ]
    status, said = bring(folder.write())
    assert status == 1
    assert "scores.csv, line 4: the instrument has no such score" in said
    assert "scores.csv, line 5: the score lies outside 0 to 27" in said
    ours = Response.objects.filter(source="oldclinic").order_by("administered_at")
    assert [(row.instrument, row.scores.get().value) for row in ours] == [("phq9", 14), ("phq9", 6)]
    assert list(PastScore.objects.order_by("pk").values_list("is_ours", flat=True)) == [True, True, False]
    folder.files["scores"][1] = "a,,7,phq9,total,15,"
    bring(folder.write())
    assert [row.scores.get().value for row in ours.all()] == [15, 6]
    bring(folder.path)
    assert ours.count() == 2
    undo()
    assert not ours.all().exists()
    assert not Patient.objects.exists()
