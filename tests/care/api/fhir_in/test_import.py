"""An import from files to rows: once, again, changed, by hand meanwhile, refused, interrupted, twice at once."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection

from care.access import gate
from care.actor import Category, Role
from care.api.fhir_in.reading import Limits
from care.audit.models import AuditEvent
from care.teams.models import CareTeamMember, Enrolment
from patients import operations
from patients.models import Allergy, Condition, ContactPoint, ForeignIdentifier, ImportedResource, Patient
from patients.queries import conditions_of, identity_of
from patients.rules import AllergiesState, Contact, ContactKind, DeathCorrection, Point
from tests.care.api.fhir_in.people import (
    ALLERGY_CLINICAL,
    CLINICAL,
    ICD,
    SNOMED,
    VERIFICATION,
    allergy,
    bundle,
    concept,
    condition,
    fates,
    no_known_allergy,
    observation,
    patient,
    reasons,
    somebody,
)
from tests.factories.accounts import staff_with
from tests.factories.patients import permit_for

pytestmark = pytest.mark.django_db

EVERYTHING = [patient(), condition(), allergy(), observation()]


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
    for model in (Patient, ContactPoint, Allergy, Condition, ForeignIdentifier, ImportedResource):
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
        ("Observation", "no home yet"): 1,
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
        ("Observation", "no home yet"): 1,
    }
    assert (rows(), versions()) == before
    assert report.people == 0


def test_what_has_no_place_here_may_change_without_a_write(take):
    take(EVERYTHING)
    before = rows(), versions()
    report = take([patient(gender="female", meta={"versionId": "7"}), condition(note=[{"text": "x"}])])
    assert fates(report) == {("Patient", "unchanged"): 1, ("Condition", "unchanged"): 1}
    assert report.left["Patient.gender"] == 1
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


# --- references -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "reference",
    [
        "Patient/p1",
        "Patient/p1/_history/3",
        "urn:uuid:p1",
        "https://hospital.example/fhir/Patient/p1",
        "https://hospital.example/fhir/Patient/p1/_history/1",
    ],
)
def test_a_reference_finds_its_person_in_any_form_and_forwards(take, reference):
    report = take(bundle(condition(about=reference), allergy(about=reference), patient(), kind="transaction", urn=True))
    assert fates(report) == {("Patient", "taken"): 1, ("Condition", "taken"): 1, ("AllergyIntolerance", "taken"): 1}
    assert Condition.objects.get().patient_id == Patient.objects.get().pk


def test_a_reference_by_full_url_needs_no_id(take):
    nameless = {name: value for name, value in patient().items() if name != "id"}
    number = str(uuid4())
    sent = bundle(condition(about=f"urn:uuid:{number}"))
    sent["entry"].append({"fullUrl": f"urn:uuid:{number}", "resource": nameless})
    assert fates(take(sent)) == {("Patient", "taken"): 1, ("Condition", "taken"): 1}
    assert ImportedResource.objects.get(resource_type="Patient").resource_id == number
    assert fates(take(sent)) == {("Patient", "unchanged"): 1, ("Condition", "unchanged"): 1}


def test_a_reference_finds_its_person_in_another_file_and_in_an_earlier_import(take):
    report = take([condition()], [patient()])
    assert fates(report) == {("Patient", "taken"): 1, ("Condition", "taken"): 1}
    report = take([condition("c2"), observation()])
    assert fates(report) == {("Condition", "taken"): 1, ("Observation", "no home yet"): 1}
    assert Condition.objects.count() == 2


@pytest.mark.parametrize(
    "reference", ["Patient/nobody", "urn:uuid:nobody", "https://elsewhere.example/Patient/nobody", "#p1", "Patient?identifier=1"]
)
def test_a_reference_to_nowhere_is_refused_and_the_rest_taken(take, reference):
    report = take([patient(), condition("c1"), condition("c2", about=reference), allergy("a2", about=reference)])
    nowhere = "its patient is neither in these files nor taken before"
    assert reasons(report) == [nowhere, nowhere]
    assert {(line.place.type, line.place.id, line.place.file, line.place.entry) for line in report.lines} == {
        ("Condition", "c2", 1, 3),
        ("AllergyIntolerance", "a2", 1, 4),
    }
    assert Condition.objects.count() == 1


def test_a_reference_to_nowhere_is_refused_where_there_is_no_home_too(take):
    report = take([patient(), observation("o1"), observation("o2", "Patient/nobody"), observation("o3", "Group/g")])
    assert fates(report) == {("Patient", "taken"): 1, ("Observation", "no home yet"): 2, ("Observation", "refused"): 1}


def test_a_condition_of_a_group_is_refused(take):
    group = {"resourceType": "Group", "id": "p1", "type": "person", "actual": True}
    report = take([group, condition(about="Group/p1")])
    assert fates(report) == {("Group", "no home yet"): 1, ("Condition", "refused"): 1}


def test_equal_urls_in_two_files_are_two_people(take):
    """Two exports that number from one: what is in a file belongs to who is in it."""
    report = take([patient("1"), condition("x", "Patient/1")], [somebody(3) | {"id": "1"}, condition("y", "Patient/1")])
    assert reasons(report) == [
        "another Patient with this id and other content stands in file 1, entry 1",
        "its patient stands in these files twice, with two contents",
    ]
    assert Condition.objects.get().patient.legal_family == "Quill"


# --- refused --------------------------------------------------------------------------------------------------------------


def test_each_resource_is_refused_alone_with_its_place(take):
    report = take(
        [
            patient(),
            condition("bad", clinicalStatus="active"),
            condition("good"),
            {"resourceType": "Spell", "id": "s"},
            somebody(1, birthDate=None),
            condition("orphan", "Patient/s1"),
        ]
    )
    assert [(line.place.entry, line.place.type, line.place.id, line.reason) for line in report.lines] == [
        (2, "Condition", "bad", "clinicalStatus: must be an object"),
        (4, "Spell", "s", "R4 has no resource of this type"),
        (5, "Patient", "s1", "birthDate: is missing"),
        (6, "Condition", "orphan", "its patient was not taken"),
    ]
    assert Condition.objects.count() == 1


def test_one_number_with_two_contents_is_refused_and_the_same_content_is_not(take):
    report = take([patient(), condition(), condition(), condition(onsetDateTime="2001"), patient()])
    assert fates(report) == {
        ("Patient", "taken"): 1,
        ("Patient", "repeated"): 1,
        ("Condition", "taken"): 1,
        ("Condition", "repeated"): 1,
        ("Condition", "refused"): 1,
    }
    assert reasons(report) == ["another Condition with this id and other content stands in file 1, entry 2"]


def test_a_number_that_now_names_somebody_else_is_refused(take):
    take([patient()])
    report = take([patient(name=[{"family": "Orme", "given": ["Teo"]}], birthDate="1990-01-02"), condition("c9")])
    assert reasons(report) == [
        "this number named another person before: other names and another birth date",
        "its patient was not taken",
    ]
    assert Patient.objects.get().legal_family == "Quill"
    assert not Condition.objects.exists()


def test_a_condition_that_moves_to_another_person_is_refused(take):
    take([patient(), somebody(1), condition()])
    report = take([somebody(1), condition(about="Patient/s1")])
    assert reasons(report) == ["it was taken for another person before"]
    assert Condition.objects.get().patient.legal_family == "Quill"


def test_who_resembles_somebody_is_refused_by_record_number_alone(take, alice):
    take([patient()])
    mrn = Patient.objects.get().mrn
    twin = patient("p2", identifier=None, telecom=None)
    report = take([twin, condition("c2", "Patient/p2")])
    assert reasons(report) == [
        f"resembles MRN {mrn[:4]} {mrn[4:]}: --anyway registers all the same",
        "its patient was not taken",
    ]
    assert Patient.objects.count() == 1
    assert AuditEvent.objects.filter(verb="list.similar").count() == 1
    assert fates(take([twin], anyway=True)) == {("Patient", "taken"): 1}


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        ('"given": ["Ros\\u0000alind"]', "it holds a character without meaning (U+0000)"),
        ('"given": ["Ros\\ud800alind"]', "name[0].given[0]: has a value that R4 does not allow there"),
        ('"given": ["A"], "given": ["B"]', "an element of it stands there twice"),
    ],
)
def test_what_no_database_can_keep_is_refused(take, files, broken, reason):
    text = f'{{"resourceType": "Patient", "id": "p1", "birthDate": "1984-05-06", "name": [{{{broken}}}]}}'
    assert reasons(take(files.put("a.json", text))) == [reason]


def test_a_resource_without_any_number_is_refused(take, files):
    nameless = {name: value for name, value in patient().items() if name != "id"}
    assert reasons(take(files.put("a.json", nameless))) == ["it has no id by which it could be told again"]


def test_more_resources_than_agreed_are_not_read(take):
    report = take([patient(), condition(), allergy()], limits=Limits(count=2))
    assert reasons(report) == ["more than 2 resources in one import: the rest is not read"]
    assert fates(report)[("Condition", "taken")] == 1


# --- who imports ----------------------------------------------------------------------------------------------------------


def test_a_colleague_who_works_with_their_own_teams_leads_whom_they_bring(take, alice):
    take.staff = staff_with(Role.COUNSELOR, organisation=alice.organisation)
    lead = {"lead_staff_id": take.staff.pk, "lead_function": Role.COUNSELOR}
    assert fates(take(EVERYTHING, **lead))[("Condition", "taken")] == 1
    assert CareTeamMember.objects.get().is_lead


def test_a_colleague_who_may_not_change_a_record_is_refused_by_the_gate(take, alice):
    take([patient()])
    take.staff = staff_with(Role.COUNSELOR, organisation=alice.organisation)
    report = take([patient(), condition()])
    assert reasons(report) == ["the gate refused: NOT_ON_CARE_TEAM"]
    assert AuditEvent.objects.filter(verb="record.refused").count() == 1


def test_what_a_role_does_not_write_is_refused_and_the_rest_is_taken(take, alice):
    take([patient()])
    take.staff = staff_with(Role.FRONT_DESK, organisation=alice.organisation)
    report = take([patient(telecom=None), condition(), allergy()])
    assert fates(report) == {("Patient", "updated"): 1, ("Condition", "refused"): 1, ("AllergyIntolerance", "refused"): 1}
    assert not Condition.objects.exists()


def test_another_programme_takes_the_same_files_as_people_of_its_own(take, alice):
    take(EVERYTHING)
    take.staff = staff_with(Role.COORDINATOR)
    assert fates(take(EVERYTHING))[("Patient", "taken")] == 1
    assert Patient.objects.values("organisation").distinct().count() == 2


def test_conditions_are_read_by_what_the_permit_covers(take, alice, at):
    coded = {"F32.9": "mental_health", "F11.20": "sud", "I10": "general", "Z99": "sud"}
    take([patient(), *(condition(f"c{n}", code=concept(ICD, code, code)) for n, code in enumerate(coded))])
    person = Patient.objects.get()
    found = conditions_of(permit=permit_for(alice, person, at=at))
    assert {line.code: line.category.value for line in found} == coded
    desk = staff_with(Role.FRONT_DESK, organisation=alice.organisation)
    assert conditions_of(permit=permit_for(desk, person, category=Category.DEMOGRAPHICS, at=at)) == []


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
    report = take([patient(), somebody(1), condition(), observation(), allergy(code=concept(SNOMED, "409137002"))])
    table = report.table()
    assert table[0].endswith("set aside  no home yet")
    assert [row.split()[0] for row in table[1:]] == ["AllergyIntolerance", "Condition", "Observation", "Patient"]
    assert table[4].split() == ["Patient", "1", "1"]
