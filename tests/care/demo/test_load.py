"""What is loaded is what the operations would have left: keys, summaries, history, audit, plans."""

import re
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from io import StringIO
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth.hashers import check_password
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import Model, Q

from care.actor import Action, Actor, Category, Permit, Purpose, Role
from care.audit.seals import seal_events
from care.audit.verification import verify_audit
from care.demo import operations
from care.demo.operations import clinic_of, generate_people, load_demo, staff_of
from care.demo.plans import Plan
from care.demo.rows import TABLES, Batch, PatientRow
from care.demo.staff import EASTSIDE, HARBOR_STREET, PASSWORD
from care.demo.story import Story
from care.demo.tell import tell
from care.demo.words.contact import AREAS
from care.demo.writer import copy_text, take_numbers
from care.teams.queries import Moment, caseload
from care.worklist.operations import climb_due_tasks, sum_up_tasks
from patients.models import ContactPoint, Patient, SearchKey
from patients.operations import register_patient
from patients.queries import identity_of
from patients.rules import Identity, search_keys
from tests.care.demo.conftest import LOADER
from treatment_plans import operations as plan_operations
from treatment_plans.models import Goal, Intervention
from treatment_plans.models import Plan as PlanTable
from treatment_plans.operations.parts import summarise as sum_up_plan
from treatment_plans.regimens.operations.parts import summarise as sum_up_medication
from treatment_plans.vocabulary import GoalAchievement, GoalStep, PlanEnd

Summary = apps.get_model("teams", "CaseloadSummary")


def permit_for(patient_id: int, organisation_id: int, user_id: int, staff_id: int, at: datetime) -> Permit:
    actor = Actor.staff(user_id=user_id, staff_id=staff_id, organisation_id=organisation_id, roles=frozenset({Role.COUNSELOR}))
    return Permit(actor, patient_id, organisation_id, frozenset(Category), Action.WRITE, Purpose.TREAT, "test", at)


def models() -> Iterator[type[Model]]:
    yield from (apps.get_model(label) for label in TABLES.values())


@pytest.mark.django_db
def test_every_row_is_one_that_its_model_and_the_database_allow(loaded: Any) -> None:
    connection.check_constraints()  # relations among them
    for model in models():
        relations = {field.name for field in model._meta.fields if field.is_relation}
        for row in model._default_manager.all():
            row.clean_fields(
                exclude=relations | {field.name for field in model._meta.fields if getattr(row, field.attname) is None}
            )


@pytest.mark.django_db
def test_search_keys_are_those_of_the_rules(loaded: Any) -> None:
    for patient in Patient.objects.all():
        phones = ContactPoint.objects.filter(patient=patient, kind="phone").order_by("position").values_list("value", flat=True)
        wanted = search_keys(
            names=identity_of(patient).names, birth_date=patient.birth_date, mrn=patient.mrn, phones=list(phones)
        )
        stored = SearchKey.objects.filter(patient=patient).values_list("kind", "key")
        assert sorted((kind.value, key) for kind, key in wanted) == sorted(stored)


@pytest.mark.django_db
def test_summaries_are_those_that_the_rooms_make(loaded: Any, at: datetime) -> None:
    before = {row["enrolment_id"]: row for row in Summary.objects.filter(is_open=True).values()}
    assert len(before) > 50
    for row in before.values():
        permit = permit_for(row["patient_id"], row["organisation_id"], 0, 0, at)
        sum_up_tasks(patient_id=row["patient_id"], organisation_id=row["organisation_id"])
        sum_up_plan(permit)
        sum_up_medication(permit)
    after = {row["enrolment_id"]: row for row in Summary.objects.filter(is_open=True).values()}
    assert after == before
    leads = apps.get_model("teams", "CareTeamMember").objects.filter(is_lead=True, left_at__isnull=True)
    lead_of = dict(leads.values_list("enrolment_id", "staff_id"))
    for enrolment, row in before.items():
        assert row["lead_staff_id"] == lead_of.get(enrolment)
    ended = set(apps.get_model("teams", "Enrolment").objects.filter(ended_at__isnull=False).values_list("pk", flat=True))
    assert set(Summary.objects.filter(is_open=False).values_list("pk", flat=True)) == ended


@pytest.mark.django_db
def test_each_row_has_its_history_and_each_history_its_audit_event(loaded: Any) -> None:
    events = set(apps.get_model("audit", "AuditEvent").objects.values_list("uuid", flat=True))
    for model in models():
        history = getattr(model, "pgh_event_model", None)
        if history is None:
            continue
        rows = list(history.objects.values_list("pgh_obj_id", "pgh_label", "pgh_context_id"))
        assert len(rows) == model._default_manager.count(), model
        assert {label for _, label, _ in rows} <= {"insert"}
        assert {context for _, _, context in rows} <= events


@pytest.mark.django_db
def test_the_audit_is_sound_and_names_everybody_who_was_made(loaded: Any, at: datetime) -> None:
    seal_events(at=at, quiet=True)
    report = verify_audit()
    assert report.is_sound
    made = apps.get_model("audit", "AuditEvent").objects.filter(verb="demo.people_made")
    assert {patient for ids in made.values_list("patient_ids", flat=True) for patient in ids} == set(
        Patient.objects.values_list("pk", flat=True)
    )
    assert set(made.values_list("actor_label", flat=True)) == {"job demo.load"}
    assert not re.search(r"Vega|garden", str(list(made.values())))


@pytest.mark.django_db
def test_everybody_can_sign_in_with_the_demo_password(loaded: Any) -> None:
    users = apps.get_model("accounts", "User").objects
    colleagues = [*HARBOR_STREET.colleagues, *EASTSIDE.colleagues]
    assert users.count() == len(colleagues)
    [password] = set(users.values_list("password", flat=True))
    assert check_password(PASSWORD, password)
    addresses = apps.get_model("account", "EmailAddress").objects.filter(verified=True, primary=True)
    assert set(addresses.values_list("email", flat=True)) == {person.email for person in colleagues}


@pytest.mark.django_db
def test_the_neighbor_keeps_its_own_people(loaded: Any, at: datetime) -> None:
    clinics = apps.get_model("accounts", "Organisation").objects
    eastside = clinics.get(name="Eastside Primary Care")
    assert (eastside.zone, eastside.is_part2) == ("America/Chicago", False)
    assert Patient.objects.filter(organisation=eastside).count() == operations.EASTSIDE_PEOPLE
    staff = set(apps.get_model("accounts", "Staff").objects.filter(organisation=eastside).values_list("pk", flat=True))
    teams = apps.get_model("teams", "CareTeamMember").objects.filter(staff__in=staff)
    assert set(teams.values_list("patient__organisation_id", flat=True)) == {eastside.pk}
    moment = Moment(at=at, today=at.date(), day_end=at + timedelta(hours=8))
    shown = caseload(organisation_id=eastside.pk, condition=Q(), moment=moment).rows
    assert 0 < len(shown) <= operations.EASTSIDE_PEOPLE


@pytest.mark.django_db
def test_the_escalations_stand_where_the_job_would_have_left_them(loaded: Any, at: datetime) -> None:
    assert climb_due_tasks(actor=Actor.system(job="worklist.climb"), at=at) == 0


# --- plans: the same steps by the operations give the same rows ----------------------------------------------------------------


class Replay:
    """Does with the operations what a story's plan says was done."""

    def __init__(self, patient_id: int, organisation_id: int) -> None:
        self.patient_id, self.organisation_id = patient_id, organisation_id
        self.plan: Any = None

    def permit(self, by: Any, at: datetime) -> Permit:
        return permit_for(self.patient_id, self.organisation_id, by.user_id, by.staff_id, at)

    def goal(self, position: int) -> Goal:
        plans = PlanTable.objects.filter(patient_id=self.patient_id)
        current = self.plan if self.plan.status == "draft" else plans.get(status="active")
        return Goal.objects.get(plan=current, position=position)

    def do(self, name: str, at: datetime, by: Any, given: dict[str, Any]) -> None:
        permit, many = self.permit(by, at), 10_000
        if name == "draft_plan":
            self.plan = plan_operations.draft_plan(permit=permit, at=at, **given)
        elif name == "state_goal":
            plan_operations.state_goal(permit=permit, plan=self.plan.uuid, at=at, **given)
        elif name == "add_intervention":
            line = given["line"]
            plan_operations.add_intervention(
                permit=permit,
                goal=self.goal(given["goal"]).uuid,
                kind=line.step.kind,
                title=line.step.title,
                staff_id=line.staff.staff_id if line.staff else None,
                who=line.who,
                frequency=line.step.frequency,
                starts_on=line.starts_on,
                until=line.until,
                at=at,
            )
        elif name in ("agree_plan", "complete_plan"):
            self.plan = getattr(plan_operations, name)(permit=permit, plan=self.plan.uuid, seen=many, at=at)
        elif name == "revoke_plan":
            plan_operations.revoke_plan(permit=permit, plan=self.plan.uuid, seen=many, reason=PlanEnd(given["reason"]), at=at)
        elif name == "stop_intervention":
            line = Intervention.objects.get(goal=self.goal(given["goal"]), position=given["position"])
            plan_operations.stop_intervention(permit=permit, intervention=line.uuid, seen=many, reason=given["reason"], at=at)
        elif name == "record_achievement":
            plan_operations.record_achievement(
                permit=permit,
                goal=self.goal(given["goal"]).uuid,
                seen=many,
                achievement=GoalAchievement(given["achievement"]),
                note=given["note"],
                at=at,
            )
        elif name == "end_goal":
            plan_operations.end_goal(
                permit=permit,
                goal=self.goal(given["goal"]).uuid,
                seen=many,
                step=GoalStep.COMPLETE,
                achievement=GoalAchievement.ACHIEVED,
                note=given["note"],
                at=at,
            )
        else:
            plan_operations.hold_goal(permit=permit, goal=self.goal(given["goal"]).uuid, seen=many, at=at)


def plan_rows(patient_id: int) -> list[Any]:
    """All that the plans of a person hold, save numbers of rows and of the person."""
    left = {"id", "uuid", "patient_id", "plan_id", "goal_id", "carried_from_id", "root"}

    def values(row: Any) -> dict[str, Any]:
        found = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
        found["is_carried"] = found.get("carried_from_id") is not None
        return {name: value for name, value in found.items() if name not in left}

    plans = list(PlanTable.objects.filter(patient_id=patient_id).order_by("version"))
    goals = list(Goal.objects.filter(plan_id__in=[plan.pk for plan in plans]).order_by("plan_id", "position"))
    lines = Intervention.objects.filter(goal_id__in=[goal.pk for goal in goals]).order_by("goal_id", "position")
    return [values(row) for rows in (plans, goals, lines) for row in rows]


@pytest.mark.django_db
def test_plans_are_what_the_operations_leave(loaded: Any, at: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    organisation = apps.get_model("accounts", "Organisation").objects.get(name=HARBOR_STREET.name)
    clinic = clinic_of(organisation.pk, code="replay", areas=AREAS, staff=staff_of(organisation.pk), at=at)
    written: dict[int, Plan] = {}
    write = Plan.write

    def remember(plan: Plan) -> None:
        written[plan.patient_id] = plan
        write(plan)

    monkeypatch.setattr(Plan, "write", remember)
    batch = Batch(take_numbers(120))
    for number in range(60, 180):
        tell(Story(clinic, batch, seed=5, number=number))
    operations._write(clinic, batch, LOADER)
    registrar = staff_of(organisation.pk)[Role.FRONT_DESK][0]
    actor = Actor.staff(
        user_id=registrar.user_id,
        staff_id=registrar.staff_id,
        organisation_id=organisation.pk,
        roles=frozenset({Role.FRONT_DESK}),
    )
    names: set[str] = set()
    rare = ("revoke_plan", "complete_plan", "stop_intervention", "hold_goal", "end_goal")
    chosen = [patient for patient, plan in written.items() if any(name in rare for name, *_ in plan.steps)][:20]
    chosen += [patient for patient in written if patient not in chosen][:10]
    for patient_id in chosen:
        plan = written[patient_id]
        person = register_patient(
            actor=actor,
            identity=Identity(birth_date=(at - timedelta(days=9000)).date(), legal_given=f"Replay {patient_id}"),
            anyway=True,
            at=at - timedelta(days=1500),
        )
        replay = Replay(person.pk, organisation.pk)
        for name, when, by, given in plan.steps:
            names.add(name)
            replay.do(name, when, by, given)
        assert plan_rows(person.pk) == plan_rows(patient_id)
    assert names >= {"draft_plan", "agree_plan", "record_achievement", *rare}


# --- commands -------------------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_it_is_loaded_by_the_command_and_only_once(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(settings, "DEMO", True)
    call_command("load_demo", "--people", "5")
    assert "13 people" in capsys.readouterr().out
    call_command("load_demo", "--people", "5")
    assert "nothing was loaded" in capsys.readouterr().out
    assert Patient.objects.count() == 13


@pytest.mark.django_db
def test_it_does_not_stand_among_real_people(monkeypatch: pytest.MonkeyPatch, at: datetime) -> None:
    monkeypatch.setattr(settings, "DEMO", False)
    with pytest.raises(CommandError, match="only where CARE_DEMO=1"):
        call_command("load_demo")
    with pytest.raises(CommandError, match="only where CARE_DEMO=1"):
        call_command("demo_signins")
    apps.get_model("accounts", "Organisation").objects.create(name="A real clinic", created_at=at)
    monkeypatch.setattr(settings, "DEMO", True)
    with pytest.raises(CommandError, match="needs an empty one"):
        call_command("load_demo")
    call_command("load_demo", "--if-empty", stdout=StringIO())
    assert Patient.objects.count() == 0


@pytest.mark.django_db
def test_if_anything_fails_nothing_is_loaded(monkeypatch: pytest.MonkeyPatch, at: datetime) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(operations, "tell_office_work", fail)
    with pytest.raises(RuntimeError):
        load_demo(actor=LOADER, people=3, seed=1, at=at)
    assert not apps.get_model("accounts", "Organisation").objects.exists()


def test_sign_ins_name_one_colleague_of_each_role(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(settings, "DEMO", True)
    call_command("demo_signins")
    told = capsys.readouterr().out
    assert PASSWORD in told
    for role in Role:
        assert role.label in told
    assert told.count("@harborstreet.example") == len(Role)
    call_command("demo_signins", "--all")
    assert capsys.readouterr().out.count("@") == len(HARBOR_STREET.colleagues) + len(EASTSIDE.colleagues)


# --- any number of people ---------------------------------------------------------------------------------------------------


@pytest.fixture
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(operations, "BATCH", 7)


@pytest.mark.django_db(transaction=True)
def test_people_are_generated_in_batches_and_more_of_them_later(small_batches: None, at: datetime) -> None:
    heard: list[tuple[int, int]] = []
    generate_people(actor=LOADER, people=20, seed=3, at=at, report=lambda people, rows: heard.append((people, rows)))
    assert Patient.objects.count() == 20
    assert [people for people, _ in heard] == [7, 14, 20]
    assert heard[-1][1] > 400
    generate_people(actor=LOADER, people=5, seed=3, at=at, report=lambda *_: None)
    assert Patient.objects.count() == Patient.objects.values("mrn").distinct().count() == 25
    assert apps.get_model("audit", "AuditEvent").objects.filter(verb="demo.people_made").count() == 4


@pytest.mark.django_db(transaction=True)
def test_without_triggers_the_history_is_the_same(small_batches: None, at: datetime) -> None:
    generate_people(actor=LOADER, people=10, seed=3, at=at, report=lambda *_: None, overlap=False, triggers=False)
    events = set(apps.get_model("audit", "AuditEvent").objects.values_list("uuid", flat=True))
    compared = 0
    for model in models():
        history = getattr(model, "pgh_event_model", None)
        if history is None:
            continue
        columns = [field.attname for field in history._meta.concrete_fields if not field.name.startswith("pgh_")]
        assert sorted(history.objects.values_list(*columns), key=repr) == sorted(model.objects.values_list(*columns), key=repr)
        for obj_id, own_id, label, context, context_id in history.objects.values_list(
            "pgh_obj_id", "id", "pgh_label", "pgh_context", "pgh_context_id"
        ):
            assert (obj_id, label, context) == (own_id, "insert", None)
            assert context_id in events
            compared += 1
    assert compared > 100
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, current_setting('session_replication_role')")
        assert cursor.fetchone() == ("care_app", "origin")


@pytest.mark.django_db(transaction=True)
def test_a_generator_that_fails_says_so_and_keeps_whole_batches(
    small_batches: None, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    write: Callable[..., int] = operations._write
    calls = iter(range(10))

    def second_fails(*arguments: Any, **given: Any) -> int:
        if next(calls) == 1:
            raise RuntimeError("disk full")
        return write(*arguments, **given)

    monkeypatch.setattr(operations, "_write", second_fails)
    with pytest.raises(RuntimeError, match="disk full"):
        generate_people(actor=LOADER, people=20, seed=3, at=at, report=lambda *_: None)
    assert Patient.objects.count() == 7


@pytest.mark.django_db
def test_generating_needs_a_demo_or_a_plain_word(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "DEMO", False)
    with pytest.raises(CommandError, match="--yes-this-is-a-bench-database"):
        call_command("generate_people", "--people", "3")
    call_command("generate_people", "--people", "3", "--yes-this-is-a-bench-database", "--one-by-one")
    assert Patient.objects.count() == 3
    assert "rows a second" in capsys.readouterr().out


def test_text_for_copy_keeps_every_letter(batch: Batch) -> None:
    row = batch.rows[PatientRow][0]
    awkward = row._replace(contact_note="tab\there\nline \\ back “quote”", former_names=['A "B" \\C', "D\tE"])
    line = copy_text(PatientRow, [awkward]).getvalue()
    assert line.count("\n") == 1
    assert "tab\\there\\nline \\\\ back “quote”" in line
    assert '{"A \\\\"B\\\\" \\\\\\\\C","D\\tE"}' in line


def test_uuids_are_version_7_and_of_their_moment(batch: Batch) -> None:
    for row in batch.rows[PatientRow][:20]:
        uuid = UUID(row.uuid)
        assert uuid.version == 7
        assert uuid.variant == "specified in RFC 4122"
        assert uuid.int >> 80 == int(row.registered_at.timestamp() * 1000)
