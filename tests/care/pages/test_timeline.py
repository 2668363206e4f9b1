"""The timeline: everything from every room once, page by page, filtered, and at the same cost whatever lies behind."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest

from care.accounts.models import Staff
from care.actor import Action, Category, Permit, Role
from care.lib.paging import BadCursor
from care.lib.timeline import TimelineEntry, latest_entries, page_of_entries
from care.pages.timeline import SOURCES, Sort, readable_arms, readable_sorts
from patients.elsewhere.rules import Precision, RecordKind
from patients.models import Patient
from tests.care.pages.conftest import SignIn, queries_of
from tests.factories.access import AccessSessionFactory, DisclosureFactory
from tests.factories.accounts import staff_with
from tests.factories.assessments import ResponseFactory, ScoreFactory
from tests.factories.conferences import ItemFactory
from tests.factories.consent import ConsentFactory, RepresentativeFactory, RestrictionRequestFactory
from tests.factories.coverage import (
    AidFactory,
    AppealFactory,
    CoverageFactory,
    DenialFactory,
    EligibilityCheckFactory,
    PriorAuthorizationFactory,
)
from tests.factories.elsewhere import RecordFactory
from tests.factories.followups import AnswerFactory, CheckInFactory, ContactAttemptFactory
from tests.factories.histories import PastDrugTestFactory, PastOrderFactory, PastScoreFactory, PastVisitFactory
from tests.factories.intake import IntakeFactory
from tests.factories.monitoring import PdmpLookupFactory
from tests.factories.patients import AllergyFactory, ConditionFactory, enrolled_patient, permit_for
from tests.factories.progress import ProgressAddendumFactory
from tests.factories.questionnaires import QuestionnaireFactory
from tests.factories.recovery import ChosenDateFactory, GroupVisitFactory, LifeStepFactory, StepNewsFactory
from tests.factories.regimens import DoseFactory, MedicationOrderFactory, OrderHoldFactory
from tests.factories.reminders import InboundForFactory, MessageFactory
from tests.factories.results import DrugTestFactory, ResultFactory
from tests.factories.reviews import ReviewCauseFactory, ReviewFactory
from tests.factories.staying_safe import PhoneCopyFactory, ReturnToUseFactory, SafePlanFactory
from tests.factories.story import (
    MedicineFactory,
    NeedsCheckFactory,
    OverdoseFactory,
    OwnGoalFactory,
    PregnancyRecordFactory,
    StoryPartFactory,
    StrengthFactory,
    SubstanceUseFactory,
    TreatmentEpisodeFactory,
    WithdrawalCheckFactory,
)
from tests.factories.teaching import TeachBackFactory
from tests.factories.treatment_plans import GoalFactory, InterventionFactory, PlanFactory
from tests.factories.worklist import TaskFactory

EVERYTHING = 1000


@pytest.fixture
def permit(alice: Staff, mari: Patient, now: datetime) -> Permit:
    return permit_for(alice, mari, at=now, action=Action.READ)


@pytest.fixture
def full(alice: Staff, mari: Patient) -> Patient:
    """Something in every room."""
    plan = PlanFactory(patient=mari, active=True)
    goal = GoalFactory(plan=plan, own_words="See Sofi.")
    InterventionFactory(goal=goal)
    order = MedicationOrderFactory(patient=mari, active=True)
    OrderHoldFactory(order=order)
    DoseFactory(order=order)
    ConsentFactory(patient=mari, organisation=mari.organisation)
    RestrictionRequestFactory(patient=mari, organisation=mari.organisation)
    RepresentativeFactory(patient=mari, organisation=mari.organisation)
    AccessSessionFactory(patient=mari)
    DisclosureFactory(consent__patient=mari, consent__organisation=mari.organisation)
    TaskFactory(patient=mari, organisation=mari.organisation, done=True)
    check_in = CheckInFactory(run__patient=mari)
    ContactAttemptFactory(check_in=check_in)
    AnswerFactory(check_in__run=check_in.run, check_in__step__position=2)
    MessageFactory(patient=mari)
    IntakeFactory(patient=mari, signed=True)
    InboundForFactory(patient=mari)
    AllergyFactory(patient=mari)
    ConditionFactory(patient=mari)
    payer = CoverageFactory(patient=mari)
    EligibilityCheckFactory(coverage=payer)
    PriorAuthorizationFactory(coverage=payer, denied=True)
    AppealFactory(denial=DenialFactory(coverage=payer, state="appealed"))
    AidFactory(patient=mari)
    for kind in RecordKind:
        RecordFactory(patient=mari, kind=kind.value)
    for told in (SubstanceUseFactory, OverdoseFactory, TreatmentEpisodeFactory, MedicineFactory, StrengthFactory, OwnGoalFactory):
        told(patient=mari)
    for found in (WithdrawalCheckFactory, PregnancyRecordFactory, NeedsCheckFactory, StoryPartFactory):
        found(patient=mari)
    IntakeFactory(patient=mari)
    ScoreFactory(response__patient=mari)
    for brought in (PastOrderFactory, PastVisitFactory, PastDrugTestFactory, PastScoreFactory):
        brought(patient=mari)
    PastOrderFactory(patient=mari, ended_on=date(2020, 5, 1))
    ResponseFactory(patient=mari, imported=True, instrument="auditc", category="sud")
    QuestionnaireFactory(patient=mari, taken_back=True)
    SafePlanFactory(patient=mari, in_force=True)
    ReviewCauseFactory(plan=plan)
    ReviewFactory(plan=plan, finished=True)
    ChosenDateFactory(patient=mari)
    StepNewsFactory(step=LifeStepFactory(patient=mari))
    GroupVisitFactory(patient=mari)
    TeachBackFactory(patient=mari)
    ResultFactory(patient=mari)
    DrugTestFactory(patient=mari, resulted=True)
    PdmpLookupFactory(patient=mari)
    PhoneCopyFactory(patient=mari)
    ReturnToUseFactory(patient=mari)
    ProgressAddendumFactory(note__patient=mari, signed=True)
    ItemFactory(patient=mari, discussed=True)
    return mari


def pages(permit: Permit, *, size: int, sort: Sort | None = None) -> list[TimelineEntry]:
    """All pages, one after the other."""
    arms = readable_arms(permit=permit, sort=sort)
    found: list[TimelineEntry] = []
    cursor = ""
    while True:
        page = page_of_entries(arms, permit=permit, limit=size, cursor=cursor)
        assert len(page.rows) <= size
        found += page.rows
        cursor = page.next_cursor
        if not cursor:
            return found


def test_every_room_tells_and_every_page_size_tells_the_same(permit: Permit, full: Patient) -> None:
    told = [entry for source in SOURCES for entry in latest_entries(source.chapters, permit=permit, limit=EVERYTHING)]
    silent = [number for number, source in enumerate(SOURCES) if not latest_entries(source.chapters, permit=permit, limit=9)]
    assert silent == []
    whole = pages(permit, size=EVERYTHING)
    key = lambda entry: (entry.at, entry.kind, entry.what, entry.who)  # noqa: E731
    assert sorted(whole, key=key) == sorted(told, key=key)
    assert [entry.at for entry in whole] == sorted((entry.at for entry in whole), reverse=True)
    for size in (1, 2, 3, 7):
        assert pages(permit, size=size) == whole


def test_what_happened_at_the_same_moment_is_told_once_on_whichever_page(permit: Permit, mari: Patient) -> None:
    at = datetime(2020, 1, 1, 12, tzinfo=UTC)
    for number in range(12):
        RecordFactory(patient=mari, display=f"Result {number}", happened=at)
        TaskFactory(patient=mari, organisation=mari.organisation, done=True, title=f"Task {number}", done_at=at)
    found = [entry.what for entry in pages(permit, size=5) if entry.at == at]
    assert len(found) == len(set(found)) == 24


def test_each_filter_tells_its_own_and_together_they_tell_all(permit: Permit, full: Patient) -> None:
    parts = [entry for sort in Sort for entry in pages(permit, size=10, sort=sort)]
    assert len(parts) == len(pages(permit, size=EVERYTHING))
    assert {entry.kind for entry in pages(permit, size=10, sort=Sort.TASKS)} == {"task"}
    assert {entry.kind for entry in pages(permit, size=10, sort=Sort.RESULTS)} == {"observation", "report", "imaging"}


def test_nobody_reads_more_than_their_permit_covers(alice: Staff, full: Patient, permit: Permit) -> None:
    RecordFactory(patient=full, display="Methadone level", category=Category.SUD.value)
    RecordFactory(patient=full, display="PHQ-9", category=Category.MENTAL_HEALTH.value)
    general = Permit(
        actor=permit.actor,
        patient_id=permit.patient_id,
        organisation_id=permit.organisation_id,
        categories=frozenset({Category.DEMOGRAPHICS, Category.GENERAL}),
        action=Action.READ,
        purpose=permit.purpose,
        basis="",
        at=permit.at,
    )
    said = {entry.what for entry in pages(general, size=10)}
    assert {"Body Weight", "Registered"} < said
    assert not {"Methadone level", "PHQ-9", "Admitted"} & said
    assert set(readable_sorts(permit=general)).isdisjoint({Sort.PLAN, Sort.MEDICATION, Sort.SHARING, Sort.CARE, Sort.CONTACT})
    assert "Methadone level" in {entry.what for entry in pages(permit, size=10)}


@pytest.mark.parametrize("cursor", ["x", "WyIyMDIwIl0", "W10", "eyJhIjoxfQ"])
def test_a_cursor_that_was_cut_is_refused(permit: Permit, cursor: str) -> None:
    with pytest.raises(BadCursor):
        page_of_entries(readable_arms(permit=permit, sort=None), permit=permit, limit=5, cursor=cursor)


# --- the page -------------------------------------------------------------------------------------------------------------


def test_the_page_goes_on_and_comes_back(as_: SignIn, alice: Staff, mari: Patient) -> None:
    for number in range(70):
        RecordFactory(
            patient=mari, display=f"Weight {number:02d}", happened=datetime(2020, 1, 1, tzinfo=UTC) + timedelta(days=number)
        )
    browser = as_(alice)
    first = browser.get(f"/people/{mari.uuid}/timeline/?show=results").content.decode()
    assert "Weight 69" in first
    assert "Weight 19" not in first
    earlier = re.search(r'href="([^"]*before=[^"]+)"', first)
    assert earlier
    second = browser.get(earlier[1].replace("&amp;", "&")).content.decode()
    assert "Weight 19" in second
    assert "Weight 69" not in second
    assert "Back to the latest" in second
    assert ">Earlier<" not in second


def test_days_are_the_person_s(as_: SignIn, alice: Staff) -> None:
    mari = enrolled_patient(alice, zone="America/Los_Angeles")
    RecordFactory(patient=mari, display="Late weight", happened=datetime(2020, 3, 15, 5, 0, tzinfo=UTC))
    RecordFactory(
        patient=mari,
        display="Old weight",
        happened=datetime(2015, 1, 1, 12, tzinfo=UTC),
        precision=Precision.YEAR.value,
    )
    page = as_(alice).get(f"/people/{mari.uuid}/timeline/").content.decode()
    assert re.search(r"Saturday March 14, 2020</li>\s*<li>.*?<b>Late weight</b><small>From hospital, 10:00 pm", page, re.DOTALL)
    assert "From hospital, 2015, day not said" in page
    assert "Pacific" in page


@pytest.mark.parametrize("query", ["?show=nothing", "?before=cut", "?show=plan&before=W10"])
def test_an_address_that_was_changed_is_none(as_: SignIn, alice: Staff, mari: Patient, query: str) -> None:
    assert as_(alice).get(f"/people/{mari.uuid}/timeline/{query}").status_code == 404


def test_the_number_of_queries_is_fixed(as_: SignIn, alice: Staff, mari: Patient) -> None:
    browser, path = as_(alice), f"/people/{mari.uuid}/timeline/?show=results"
    RecordFactory(patient=mari)
    one = queries_of(browser, path)
    RecordFactory.create_batch(49, patient=mari)
    assert queries_of(browser, path) == one
    RecordFactory.create_batch(450, patient=mari)
    assert queries_of(browser, path) == one
    assert one <= 20


def test_who_is_off_the_team_is_refused(as_: SignIn, mari: Patient, desk: Staff, charlie: Staff) -> None:
    outsider = staff_with(Role.COUNSELOR, organisation=mari.organisation)
    assert as_(outsider).get(f"/people/{mari.uuid}/timeline/").status_code == 403
    assert as_(desk).get(f"/people/{mari.uuid}/timeline/").status_code == 403
    assert as_(charlie).get(f"/people/{mari.uuid}/timeline/").status_code == 404
