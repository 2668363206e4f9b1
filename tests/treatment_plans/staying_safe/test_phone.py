"""The copy on somebody's phone: the birth date first, the numbers first, a kept page has no form, erased only when taken back."""

from collections.abc import Callable
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from care.actor import Permit
from care.reminders.phone.dates import MOST_DATES
from patients.models import Patient
from patients.operations import record_death
from tests.care.pages.papers import text_of
from tests.factories.regimens import MedicationOrderFactory
from tests.factories.treatment_plans import GoalFactory, InterventionFactory, PlanFactory
from tests.treatment_plans.staying_safe.conftest import AgreedPlan
from treatment_plans.models import Plan
from treatment_plans.staying_safe import deliveries, operations
from treatment_plans.staying_safe.models import PhoneCopy, SafePlan
from treatment_plans.staying_safe.phone import views
from treatment_plans.staying_safe.vocabulary import CopyEnd, CopyKind, Part, PlanKind, PlanState

pytestmark = pytest.mark.django_db
SAYS = "My sister Rosa, 401-555-0133"
Address = str


@pytest.fixture(autouse=True)
def clock(at: datetime, monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """What the views take for now."""
    cache.clear()
    found = SimpleNamespace(now=lambda: found.at, at=at)
    monkeypatch.setattr(views, "timezone", found)
    return found


@pytest.fixture
def phone() -> Client:
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def address(permit: Permit, agreed: AgreedPlan, at: datetime) -> Address:
    agreed(PlanKind.SAFETY, ask=SAYS, signs="I stop answering.")
    agreed(PlanKind.OVERDOSE, naloxone="Kitchen drawer")
    copy = operations.give_copy(permit=permit, kinds=list(CopyKind), sends=True, at=at)
    return f"/k/{operations.issue_copy_link(permit=permit, copy=copy.uuid, at=at)}/"


@pytest.fixture
def opens(phone: Client, address: Address, mari: Patient) -> Callable[..., Any]:
    def post(**values: str) -> Any:
        return phone.post(address, {"born": mari.birth_date.isoformat(), "language": "en"} | values)

    return post


def text(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def test_the_door_says_nothing_and_a_wrong_date_opens_nothing(
    phone: Client, address: Address, opens: Callable[..., Any], mari: Patient
) -> None:
    for answer in (phone.get(address), phone.post(address, {"born": "1901-01-01"}), phone.post(address, {"born": "soon"})):
        page = text(answer)
        assert "Your birth date" in page
        assert 'href="tel:988"' in page
        for secret in (mari.legal_given, mari.legal_family, mari.organisation.name, "sister", "Kitchen", "plan", "safety"):
            assert secret not in page.replace("kp-plan", ""), secret
        assert answer.cookies == {}
        assert (answer["Cache-Control"], answer["Referrer-Policy"]) == ("no-store", "no-referrer")
    for _ in range(MOST_DATES):
        phone.post(address, {"born": "1901-01-01"})
    assert "sister" not in text(opens())


def test_the_plans_are_read_with_the_numbers_first_in_either_language(opens: Callable[..., Any], mari: Patient) -> None:
    page = text(opens())
    places = [page.index(words) for words in ('href="tel:988"', "My safety plan", "My sister Rosa", "My overdose plan")]
    assert places == sorted(places)
    assert '<a href="tel:4015550133">401-555-0133</a>' in page
    spanish = text(opens(switch="es"))
    for words in ('<html lang="es">', "Mi plan de seguridad", "Personas a quienes puedo pedir ayuda", "My sister Rosa"):
        assert words in spanish
    for name in (mari.legal_given, mari.legal_family, mari.mrn, mari.organisation.name, "sud", "Throughline"):
        assert name not in page


def test_the_plan_of_care_comes_after_what_helps_in_a_crisis(
    opens: Callable[..., Any], phone: Client, address: Address, mari: Patient
) -> None:
    plan = PlanFactory(patient=mari)
    assert "My plan<" not in text(opens())  # nobody was asked about a draft yet
    before = phone.get(f"{address}still/").json()["stamp"]
    Plan.objects.filter(pk=plan.pk).delete()
    plan = PlanFactory(patient=mari, active=True)
    goal = GoalFactory(plan=plan, own_words="Keep my apartment.")
    InterventionFactory(goal=goal, title="Letter to the landlord, 401-555-0199")
    page = text(opens())
    places = [page.index(words) for words in ('href="tel:988"', "My safety plan", "My plan<", "Keep my apartment.")]
    assert places == sorted(places)
    assert '<a href="tel:4015550199">' in page
    assert "Lo que usted quiere: “Keep my apartment.”" in text(opens(switch="es"))
    assert phone.get(f"{address}still/").json()["stamp"] != before
    for paper in ("page", "large"):
        sheets = text_of(opens(paper=paper, language="es").content)
        assert sheets.index("988") < sheets.index("Keep my apartment.")


def test_what_a_phone_keeps_has_no_form_and_no_birth_date(opens: Callable[..., Any], mari: Patient) -> None:
    kept = opens(keep="1")
    page = text(kept)
    assert "data-care-kept data-care-stamp=" in page
    assert "My sister Rosa" in page
    assert [part for part in ("<form", "<input", mari.birth_date.isoformat()) if part in page] == []
    assert "script-src 'self'" in kept["Content-Security-Policy"]
    assert "unsafe" not in kept["Content-Security-Policy"]


def test_the_file_is_a_pdf_with_every_plan(opens: Callable[..., Any]) -> None:
    answer = opens(paper="1")
    assert (answer["Content-Type"], answer.content[:5]) == ("application/pdf", b"%PDF-")


def test_a_phone_erases_only_what_was_taken_back(
    phone: Client, address: Address, permit: Permit, clock: SimpleNamespace, mari: Patient, at: datetime
) -> None:
    def said(path: str = address) -> dict[str, Any]:
        found: dict[str, Any] = phone.get(f"{path}still/").json()
        return found

    first = said()
    assert first["keep"] is True
    assert said("/k/no-such-token/") == {"keep": True, "stamp": ""}  # nothing of ours, or another key: nothing is erased
    clock.at = at + timedelta(days=500)
    assert said()["keep"] is True  # its time is over
    clock.at = at
    operations.take_back_copy(permit=permit, why=CopyEnd.PHONE_LOST, at=at)
    assert said() == {"keep": False}
    assert phone.get(address).status_code == 410


def test_a_newer_version_has_another_stamp_and_the_link_stays(
    phone: Client, address: Address, agreed: AgreedPlan, at: datetime
) -> None:
    before = phone.get(f"{address}still/").json()["stamp"]
    agreed(PlanKind.OVERDOSE, moment=at + timedelta(minutes=5), checks="Rosa")
    after = phone.get(f"{address}still/").json()["stamp"]
    assert before != after
    assert len(after) == 16


def test_a_death_takes_the_copy_back_and_shows_nothing(phone: Client, address: Address, permit: Permit, at: datetime) -> None:
    record_death(permit=permit, deceased_on=at.date(), at=at)
    assert phone.get(address).status_code == 410
    assert phone.get(f"{address}still/").json() == {"keep": False}


def test_the_person_signs_on_their_phone_once(opens: Callable[..., Any], address: Address, permit: Permit, at: datetime) -> None:
    plan = operations.begin_plan(permit=permit, kind=PlanKind.STAYING_WELL, at=at)
    written = {Part.TRIGGERS: operations.Written("Paydays", 1)}
    operations.write_parts(permit=permit, plan=plan.uuid, written=written, at=at)
    operations.sign_plan(permit=permit, plan=plan.uuid, name="Priya Nair", at=at)
    page = text(opens())
    seal = page.split('name="seal" value="')[1].split('"')[0]
    assert opens(sign=str(plan.uuid), seal=seal).status_code == 422  # nobody's name
    assert "Thank you" not in text(opens(sign=str(plan.uuid), seal="another", name="Mari Delgado"))
    for _ in range(2):
        assert opens(sign=str(plan.uuid), seal=seal, name="Mari Delgado").status_code == 200
    row = SafePlan.objects.get(pk=plan.pk)
    assert (row.state, row.agreed_by, row.agreed_by_job) == (PlanState.IN_FORCE, None, "safe-copy")
    assert row.signatures.count() == 2


def test_the_message_goes_while_the_copy_is_out(address: Address, permit: Permit, at: datetime) -> None:
    copy = PhoneCopy.objects.get()
    claimed: Any = SimpleNamespace(about={"copy": str(copy.uuid)})
    said = deliveries.LINK.say(claimed, permit, at)
    assert getattr(said, "params", {})["link"].endswith(address)
    operations.take_back_copy(permit=permit, why=CopyEnd.OWN_WISH, at=at)
    assert getattr(deliveries.LINK.say(claimed, permit, at), "reason", "") == "TAKEN_BACK"


def test_the_worker_holds_nothing_of_anybody(phone: Client) -> None:
    answer = phone.get("/k/keeper.js")
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/javascript; charset=utf-8")
    assert answer["Cache-Control"] == "no-cache"


def test_the_sheets_of_what_is_taken_now_are_on_the_phone_and_in_the_file(
    phone: Client, permit: Permit, mari: Patient, at: datetime
) -> None:
    with pytest.raises(operations.NothingToCopy):
        operations.give_copy(permit=permit, kinds=[CopyKind.MEDICINES], sends=False, at=at)
    order = MedicationOrderFactory(patient=mari, active=True)
    copy = operations.give_copy(permit=permit, kinds=[CopyKind.MEDICINES], sends=False, at=at)
    address = f"/k/{operations.issue_copy_link(permit=permit, copy=copy.uuid, at=at)}/"
    born = {"born": mari.birth_date.isoformat()}
    page = text(phone.post(address, born | {"language": "es"}))
    for words in ("Metadona", "Qué es peligroso", 'href="tel:911"', "Naloxona"):
        assert words in page, words
    kept = text(phone.post(address, born | {"keep": "1"}))
    assert ("What is dangerous" in kept, mari.birth_date.isoformat() in kept) == (True, False)
    file = text_of(phone.post(address, born | {"paper": "page", "language": "en"}).content)
    assert ("Methadone" in file, "Lock it up" in file) == (True, True)
    before = phone.get(f"{address}still/").json()["stamp"]
    order.delete()
    after = phone.get(f"{address}still/").json()
    assert (after["keep"], after["stamp"] == before) == (True, False)
    assert "Nothing stands here yet" in text(phone.post(address, born | {"language": "en"}))
