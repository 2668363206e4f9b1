"""An import from files to rows: once, again, changed, by hand meanwhile, refused, interrupted, twice at once."""

from datetime import date, timedelta

import pytest
from django.db import connection

from care.access import gate
from care.audit.models import AuditEvent
from care.teams.models import CareTeamMember, Enrolment
from patients import operations
from patients.elsewhere.models import Record, RecordPart
from patients.models import Allergy, Condition, ContactPoint, ForeignIdentifier, ImportedResource, Patient
from patients.queries import identity_of
from patients.rules import AllergiesState, Contact, ContactKind, DeathCorrection, Point
from tests.care.api.fhir_in.people import (
    ALLERGY_CLINICAL,
    CLINICAL,
    SNOMED,
    VERIFICATION,
    allergy,
    concept,
    condition,
    fates,
    message,
    no_known_allergy,
    observation,
    patient,
    reasons,
    somebody,
)
from tests.factories.patients import permit_for

pytestmark = pytest.mark.django_db

EVERYTHING = [patient(), condition(), allergy(), observation(), message()]


def rows() -> dict[str, int]:
    """How many rows each table has, histories and audit included."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace")
        names = [name for (name,) in cursor.fetchall()]
        counts = {}
        for name in names:
            cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(name)}")
            counts[name] = cursor.fetchone()[0]
    return counts


def versions() -> dict[str, str]:
    """The transaction that wrote each of the rows that an import writes: the same means that nothing was written."""
    found = {}
    for model in (Patient, ContactPoint, Allergy, Condition, ForeignIdentifier, ImportedResource, Record, RecordPart):
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT id, xmin::text, ctid::text FROM {model._meta.db_table} ORDER BY id")
            found[model._meta.db_table] = str(cursor.fetchall())
    return found


# --- once and again -------------------------------------------------------------------------------------------------------


def test_a_person_comes_in_with_what_belongs_to_them(take, alice, at):
    report = take(EVERYTHING)
    assert fates(report) == {
        ("Patient", "taken"): 1,
        ("Condition", "taken"): 1,
        ("AllergyIntolerance", "taken"): 1,
        ("Observation", "taken"): 1,
        ("Communication", "no home yet"): 1,
    }
    person = Patient.objects.get()
    assert (person.legal_given, person.legal_family, person.birth_date) == ("Rosalind Fern", "Quill", date(1984, 5, 6))
    assert (person.zone, person.language, person.allergies_state) == ("America/New_York", "en", "listed")
    assert (len(person.mrn), person.registered_by_id) == (8, alice.user_id)
    point = ContactPoint.objects.get()
    assert (point.value, point.may_call, point.may_text, point.may_leave_message) == ("+14015550122", False, False, False)
    assert ForeignIdentifier.objects.get().value == "H-p1"
    assert (Allergy.objects.get().substance, Allergy.objects.get().reaction) == ("Peanuts", "Hives")
    assert Condition.objects.get().onset == "2015-03-14"
    assert Enrolment.objects.get(ended_at__isnull=True).patient_id == person.pk
    assert not CareTeamMember.objects.exists()
    assert {row.resource_id for row in ImportedResource.objects.all()} == {"p1", "c1", "a1"}


def test_all_of_it_is_told_in_the_audit_and_none_of_it_names_anybody(take):
    take(EVERYTHING)
    person = Patient.objects.get()
    verbs = set(AuditEvent.objects.values_list("verb", flat=True))
    assert {"patient.came_in", "patient.registered", "enrolment.admitted", "record.opened", "patient.import_taken"} <= verbs
    for event in AuditEvent.objects.all():
        assert event.patient_ids == [person.pk]
        assert not {"Quill", "Rosalind", "Hives"} & set(str(event.detail).split("'"))
    events = {uuid for (uuid,) in AuditEvent.objects.values_list("uuid")}
    history = Condition._meta.apps.get_model("patients", "ConditionEvent")
    assert history.objects.get().pgh_context_id in events


def test_the_same_again_writes_nothing_at_all(take, at):
    take(EVERYTHING)
    before = rows(), versions()
    report = take(EVERYTHING)
    assert fates(report) == {
        ("Patient", "unchanged"): 1,
        ("Condition", "unchanged"): 1,
        ("AllergyIntolerance", "unchanged"): 1,
        ("Observation", "unchanged"): 1,
        ("Communication", "no home yet"): 1,
    }
    assert (rows(), versions()) == before
    assert report.people == 0


def test_what_has_no_place_here_may_change_without_a_write(take):
    take(EVERYTHING)
    before = rows(), versions()
    report = take([patient(maritalStatus={"text": "x"}, meta={"versionId": "7"}), condition(note=[{"text": "x"}])])
    assert fates(report) == {("Patient", "unchanged"): 1, ("Condition", "unchanged"): 1}
    assert report.left["Patient.maritalStatus"] == 1
    assert (rows(), versions()) == before


def test_what_changed_at_the_source_changes_here_in_the_same_rows(take, at):
    take(EVERYTHING)
    before = Patient.objects.get(), Condition.objects.get(), Allergy.objects.get()
    take.clock = lambda: at + timedelta(days=1)
    report = take(
        [
            patient(
                name=[
                    {"use": "official", "family": "Marsh", "given": ["Rosalind"]},
                    {"use": "old", "text": "Rosalind Fern Quill"},
                ],
                telecom=[{"system": "phone", "value": "401-555-0177"}, {"system": "email", "value": "r@quill.example"}],
                identifier=[{"system": "https://hospital.example/numbers", "value": "H-9"}],
            ),
            condition(clinicalStatus=concept(CLINICAL, "resolved"), abatementDateTime="2026-01"),
            allergy(reaction=[{"manifestation": [{"text": "Wheeze"}]}]),
        ]
    )
    assert fates(report) == {("Patient", "updated"): 1, ("Condition", "updated"): 1, ("AllergyIntolerance", "updated"): 1}
    person, condition_now, allergy_now = Patient.objects.get(), Condition.objects.get(), Allergy.objects.get()
    assert (person.pk, condition_now.pk, allergy_now.pk) == tuple(row.pk for row in before)
    assert (person.legal_family, person.former_names) == ("Marsh", ["Rosalind Fern Quill"])
    assert {point.value for point in ContactPoint.objects.all()} == {"+14015550177", "r@quill.example"}
    assert ForeignIdentifier.objects.get().value == "H-9"
    assert (condition_now.clinical_status, condition_now.abatement) == ("resolved", "2026-01")
    assert allergy_now.reaction == "Wheeze"
    row = ImportedResource.objects.get(resource_type="Condition")
    assert row.last_taken_at - row.first_taken_at == timedelta(days=1)
    assert fates(take([patient()])) == {("Patient", "updated"): 1}


def test_what_the_source_takes_back_goes(take):
    take([patient(), condition(), condition("c2"), allergy()])
    report = take(
        [
            patient(),
            condition(verificationStatus=concept(VERIFICATION, "entered-in-error"), clinicalStatus=None),
            allergy(clinicalStatus=concept(ALLERGY_CLINICAL, "resolved")),
        ]
    )
    assert fates(report)[("Condition", "updated")] == 1
    assert Condition.objects.filter(removed_at__isnull=True).count() == 1
    assert Allergy.objects.get().removed_at is not None
    assert Patient.objects.get().allergies_state == AllergiesState.NOT_ASKED
    again = take([patient(), condition(), allergy()])
    assert fates(again) == {("Patient", "unchanged"): 1, ("Condition", "updated"): 1, ("AllergyIntolerance", "updated"): 1}
    assert Condition.objects.filter(removed_at__isnull=True).count() == 2
    assert Allergy.objects.filter(removed_at__isnull=True).count() == 1


def test_what_never_was_here_is_not_taken_back(take):
    report = take([patient(), allergy(clinicalStatus=concept(ALLERGY_CLINICAL, "inactive"))])
    assert fates(report) == {("Patient", "taken"): 1, ("AllergyIntolerance", "set aside"): 1}
    assert not ImportedResource.objects.filter(resource_type="AllergyIntolerance").exists()


def test_two_sources_have_numbers_of_their_own(take):
    take([patient()])
    report = take([patient(name=[{"family": "Orme", "given": ["Teo"]}], birthDate="1990-01-02")], source="clinic-b")
    assert fates(report) == {("Patient", "taken"): 1}
    assert Patient.objects.count() == 2


# --- what people did here -------------------------------------------------------------------------------------------------


def test_what_a_colleague_changed_here_stays_and_is_reported(take, alice, at):
    take(EVERYTHING)
    person = Patient.objects.get()
    permit = permit_for(alice, person, at=at)
    mine = identity_of(person)
    changed = type(mine)(
        **{**{name: getattr(mine, name) for name in mine.__slots__}, "legal_given": "Rose", "pronouns": "she/her"}
    )
    operations.change_identity(permit=permit, version=person.version, identity=changed, at=at)
    may_text = Contact((Point(ContactKind.PHONE, "+14015550122", may_text=True),), ask_for="Roz")
    operations.change_contact(permit=permit, version=person.version + 1, contact=may_text, at=at)
    operations.record_allergies(permit=permit, state=AllergiesState.LISTED, add=[("Peanuts", "throat closes")], at=at)
    before = rows(), versions()
    assert fates(take(EVERYTHING))[("Patient", "unchanged")] == 1  # the source says nothing new
    assert (rows(), versions()) == before
    report = take(
        [
            patient(name=[{"use": "official", "family": "Quillon", "given": ["Rosalinde"]}], telecom=None),
            allergy(reaction=[{"manifestation": [{"text": "Wheeze"}]}]),
        ]
    )
    assert fates(report) == {("Patient", "kept"): 1, ("AllergyIntolerance", "kept"): 1}
    assert sorted(line.reason for line in report.lines) == [
        "changed here by hand, and kept so: legal_given, telecom",
        "changed here by hand, and kept so: reaction",
    ]
    person.refresh_from_db()
    assert (person.legal_given, person.legal_family, person.pronouns, person.ask_for) == ("Rose", "Quillon", "she/her", "Roz")
    assert ContactPoint.objects.get().may_text
    assert Allergy.objects.get().reaction == "throat closes"
    assert report.refused == 0


def test_an_allergy_taken_off_the_list_here_stays_off(take, alice, at):
    take(EVERYTHING)
    person, listed = Patient.objects.get(), Allergy.objects.get()
    permit = permit_for(alice, person, at=at)
    operations.record_allergies(permit=permit, state=AllergiesState.NONE_KNOWN, remove=[listed.uuid], at=at)
    assert fates(take(EVERYTHING))[("AllergyIntolerance", "unchanged")] == 1
    report = take([patient(), allergy(criticality="high")])
    assert fates(report)[("AllergyIntolerance", "kept")] == 1
    assert not Allergy.objects.filter(removed_at__isnull=True).exists()
    assert Patient.objects.get().allergies_state == AllergiesState.NONE_KNOWN


def test_an_allergy_that_was_on_the_list_before_is_the_same_one(take, alice, at):
    take([patient()])
    permit = permit_for(alice, Patient.objects.get(), at=at)
    operations.record_allergies(permit=permit, state=AllergiesState.LISTED, add=[("peanuts", "")], at=at)
    assert fates(take([patient(), allergy()]))[("AllergyIntolerance", "taken")] == 1
    assert Allergy.objects.get().reaction == "Hives"


def test_what_a_colleague_wrote_of_an_allergy_before_stays(take, alice, at):
    take([patient()])
    permit = permit_for(alice, Patient.objects.get(), at=at)
    operations.record_allergies(permit=permit, state=AllergiesState.LISTED, add=[("Peanuts", "throat closes")], at=at)
    assert fates(take([patient(), allergy()]))[("AllergyIntolerance", "kept")] == 1
    assert Allergy.objects.get().reaction == "throat closes"
    assert fates(take([patient(), allergy()]))[("AllergyIntolerance", "unchanged")] == 1


def test_an_allergy_whose_substance_the_source_corrects_is_exchanged(take, alice, at):
    take([patient(), allergy(), allergy("a2", code={"text": "Latex"})])
    permit = permit_for(alice, Patient.objects.get(), at=at)
    operations.record_allergies(permit=permit, state=AllergiesState.LISTED, add=[("Latex", "rash at work")], at=at)
    report = take([patient(), allergy(code={"text": "Cashews"}), allergy("a2", code={"text": "Rubber"})])
    assert fates(report)[("AllergyIntolerance", "updated")] == fates(report)[("AllergyIntolerance", "kept")] == 1
    listed = set(Allergy.objects.filter(removed_at__isnull=True).values_list("substance", "reaction"))
    assert listed == {("Cashews", "Hives"), ("Latex", "rash at work"), ("Rubber", "Hives")}


def test_no_known_allergies_is_said_and_contradiction_is_refused(take):
    take([patient(), no_known_allergy()])
    assert Patient.objects.get().allergies_state == AllergiesState.NONE_KNOWN
    assert fates(take([patient(), no_known_allergy()]))[("AllergyIntolerance", "unchanged")] == 1
    take([patient(), allergy()])
    assert Patient.objects.get().allergies_state == AllergiesState.LISTED
    other = somebody(7)
    report = take([other, no_known_allergy("n1", "Patient/s7"), allergy("n2", "Patient/s7")])
    assert reasons(report) == ["it says that no allergy is known, and the list names one"]


# --- deaths ---------------------------------------------------------------------------------------------------------------


def test_who_had_died_comes_in_with_the_date_and_without_open_care(take, at):
    report = take([patient(deceasedDateTime="2026-02-03T10:00:00Z"), condition()])
    assert fates(report) == {("Patient", "taken"): 1, ("Condition", "taken"): 1}
    person = Patient.objects.get()
    assert (person.deceased_on, person.death_recorded_at) == (date(2026, 2, 3), at)
    assert Enrolment.objects.get().end_reason == "died"
    assert fates(take([patient(deceasedDateTime="2026-02-03T10:00:00Z"), condition()])) == {
        ("Patient", "unchanged"): 1,
        ("Condition", "unchanged"): 1,
    }


def test_a_death_that_the_source_tells_later_ends_the_care_here(take):
    take([patient()])
    assert fates(take([patient(deceasedDateTime="2026-11-01")])) == {("Patient", "updated"): 1}
    assert Patient.objects.get().deceased_on == date(2026, 11, 1)
    assert Enrolment.objects.get().end_reason == "died"


def test_a_death_stays_until_somebody_here_takes_it_back(take, alice, at):
    take([patient(deceasedDateTime="2026-11-01")])
    report = take([patient()])
    assert fates(report) == {("Patient", "kept"): 1}
    assert Patient.objects.get().deceased_on == date(2026, 11, 1)
    permit = permit_for(alice, Patient.objects.get(), at=at)
    operations.correct_death(permit=permit, reason=DeathCorrection.WRONG_NEWS, at=at)
    assert fates(take([patient()])) == {("Patient", "unchanged"): 1}


def test_a_death_taken_back_here_is_not_brought_back_by_the_same_words(take, alice, at):
    take([patient(deceasedDateTime="2026-11-01")])
    permit = permit_for(alice, Patient.objects.get(), at=at)
    operations.correct_death(permit=permit, reason=DeathCorrection.WRONG_PERSON, at=at)
    said_again = patient(deceasedDateTime="2026-11-01", telecom=None)
    assert fates(take([said_again])) == {("Patient", "updated"): 1}
    assert Patient.objects.get().deceased_on is None


@pytest.mark.parametrize("day", ["2027-01-01", "1980-01-01"])
def test_a_death_that_cannot_be_is_refused_before_anybody_is_registered(take, day):
    report = take([patient(deceasedDateTime=day), condition()])
    assert reasons(report) == ["the death is in the future or before the birth", "its patient was not taken"]
    assert not Patient.objects.exists()


# --- interrupted ----------------------------------------------------------------------------------------------------------


def test_an_interrupted_import_loses_nothing_and_the_next_goes_on(take):
    people = [somebody(number) for number in range(6)]
    facts = [condition(f"c{number}", f"Patient/s{number}") for number in range(6)]

    def stop(progress):
        if progress.people_done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        take([*people, *facts], tell=stop)
    assert Patient.objects.count() == Condition.objects.count() == 3
    report = take([*people, *facts])
    assert fates(report) == {
        ("Patient", "unchanged"): 3,
        ("Patient", "taken"): 3,
        ("Condition", "unchanged"): 3,
        ("Condition", "taken"): 3,
    }


def test_an_import_that_stops_between_registering_and_the_rest_goes_on_there(take, monkeypatch):
    dead = patient(deceasedDateTime="2026-02-03")
    required = gate.require

    def stopped(**_):
        raise KeyboardInterrupt

    monkeypatch.setattr(gate, "require", stopped)
    with pytest.raises(KeyboardInterrupt):
        take([dead, condition()])
    assert Patient.objects.get().deceased_on is None
    monkeypatch.setattr(gate, "require", required)
    assert fates(take([dead, condition()])) == {("Patient", "updated"): 1, ("Condition", "taken"): 1}
    assert Patient.objects.get().deceased_on == date(2026, 2, 3)
    assert ForeignIdentifier.objects.count() == 1


# --- the report -----------------------------------------------------------------------------------------------------------


def test_the_report_names_numbers_and_places_and_nobody(take):
    named = patient(birthDate=None, name=[{"family": "Quillfeather", "given": ["Canary"]}])
    report = take([named, condition(), somebody(1, nickname="Canary"), allergy(clinicalStatus="Canary")])
    written = report.out.getvalue()
    assert written.count("\n") == 4
    assert "Canary" not in written + "\n".join(report.table())
    assert '"file": 1, "entry": 1, "type": "Patient", "id": "p1"' in written


def test_a_long_list_of_refusals_stays_short_in_memory(take):
    report = take([observation(f"o{number}", status="x") for number in range(300)])
    assert report.refused == 300
    assert len(report.lines) + report.unlisted == 300
    assert len(report.lines) == 200
    assert report.out.getvalue().count("\n") == 300


def test_the_table_shows_each_type_and_what_became_of_it(take):
    take([somebody(1)])
    report = take([patient(), somebody(1), condition(), message(), allergy(code=concept(SNOMED, "409137002"))])
    table = report.table()
    assert table[0].endswith("set aside  no home yet")
    assert [row.split()[0] for row in table[1:]] == ["AllergyIntolerance", "Communication", "Condition", "Patient"]
    assert table[4].split() == ["Patient", "1", "1"]
