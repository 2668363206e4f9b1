"""Reading and signing on one's own phone: the door, the paper, the signature, the no; once, and nothing to anybody else."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client

from care.accounts.models import Staff
from care.audit.models import AuditEvent
from care.consent import operations
from care.consent.models import Consent, ConsentPaper
from care.links.models import Link
from care.reminders.phone.dates import MOST_DATES
from patients.models import Patient
from tests.factories.consent import ConsentFactory
from tests.factories.patients import enrolled_patient, permit_for

pytestmark = pytest.mark.django_db
BORN = "1988-03-14"


@pytest.fixture(autouse=True)
def _clean_cache() -> None:
    cache.clear()


@pytest.fixture
def mari(alice: Staff) -> Patient:
    return enrolled_patient(alice, legal_given="Mari", legal_family="Vega", birth_date=date(1988, 3, 14))


@pytest.fixture
def draft(mari: Patient, now: datetime) -> Consent:
    return ConsentFactory(
        patient=mari,
        draft=True,
        outside=True,
        discloser="Harbor Street",
        expires_at=now + timedelta(days=90),
    )


@pytest.fixture
def path(alice: Staff, mari: Patient, draft: Consent, now: datetime) -> str:
    permit = permit_for(alice, mari, at=now)
    return f"/s/{operations.issue_consent_link(permit=permit, consent=draft.uuid, at=now)}/"


@pytest.fixture
def phone() -> Client:
    return Client(enforce_csrf_checks=True)


def text(answer: HttpResponse) -> str:
    return " ".join(answer.content.decode().split())


def post(phone: Client, path: str, **values: Any) -> HttpResponse:
    return phone.post(path, {"born": BORN, "language": "en"} | values)  # type: ignore[return-value]


def test_the_door_says_nothing_of_the_paper(phone: Client, path: str, mari: Patient) -> None:
    for answer in (phone.get(path), phone.post(path, {"born": "1999-01-01"}), phone.post(path, {"born": "soon"})):
        page = text(answer)  # type: ignore[arg-type]
        assert "Your birth date" in page
        for secret in ("Harbor", "Rosa", "Mari", "Vega", "patient", "1988"):
            assert secret not in page
        assert not answer.cookies
        assert (answer.headers["Cache-Control"], answer.headers["Referrer-Policy"]) == ("no-store", "no-referrer")


def test_who_knows_the_date_reads_what_would_be_shared_with_whom(phone: Client, path: str) -> None:
    page = text(post(phone, path))
    for words in (
        "Share with one person or place",
        "Who gives it",
        "Harbor Street",
        "Rosa Duarte",
        "Your plan of care, medication and care team",
        "So that somebody close to you can help",
        "You can take this back any day.",
        "I agree and sign",
        "No, I do not want this",
    ):
        assert words in page


def test_it_is_read_in_spanish_too(phone: Client, path: str, draft: Consent) -> None:
    page = text(post(phone, path, switch="es"))
    for words in ("Compartir con una persona o un lugar", "Quién lo recibe", "Usted elige.", "Estoy de acuerdo y firmo"):
        assert words in page
    post(phone, path, language="es", name="Mari Vega", sign="1")
    draft.refresh_from_db()
    assert (draft.state, draft.wording_language) == ("signed", "es")


def test_a_name_signs_it_once(phone: Client, path: str, draft: Consent) -> None:
    answer = post(phone, path, name="Mari Vega", drawing="M10 20L30 40", sign="1")
    assert answer.status_code == 200
    assert "It is signed" in text(answer)
    again = post(phone, path, name="Somebody Else", sign="1")
    assert "You have signed this already." in text(again)
    assert "You have signed this already." in text(phone.get(path))  # type: ignore[arg-type]
    draft.refresh_from_db()
    assert (draft.state, draft.how, draft.signature) == ("signed", "link", "Mari Vega")
    assert ConsentPaper.objects.get().kind == "drawing"
    assert AuditEvent.objects.filter(verb="consent.given").count() == 1
    event = AuditEvent.objects.get(verb="consent.given")
    assert (event.actor_kind, event.user_id) == ("patient", None)


def test_a_no_is_taken_once_and_nothing_is_shared(phone: Client, path: str, draft: Consent) -> None:
    assert "We share nothing on it." in text(post(phone, path, decline="1"))
    assert "You have said no already." in text(post(phone, path, name="Mari Vega", sign="1"))
    draft.refresh_from_db()
    assert draft.state == "declined"


@pytest.mark.parametrize(
    ("given", "words"),
    [({"name": " "}, "Write your name to sign."), ({"name": "Mari", "drawing": "<svg>"}, "The drawing could not be read.")],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    given: dict[str, str], words: str, phone: Client, path: str, draft: Consent
) -> None:
    answer = post(phone, path, sign="1", **given)
    assert answer.status_code == 422
    assert words in text(answer)
    assert "<svg>" not in text(answer).replace('<svg class="tl', "")
    draft.refresh_from_db()
    assert draft.state == "draft"


def test_without_the_date_nothing_is_signed(phone: Client, path: str, draft: Consent) -> None:
    for born in ("", "1999-01-01"):
        post(phone, path, born=born, name="Mari Vega", sign="1")
        post(phone, path, born=born, decline="1")
    draft.refresh_from_db()
    assert draft.state == "draft"


def test_after_too_many_dates_the_right_one_is_wrong_as_well(phone: Client, path: str) -> None:
    for day in range(1, MOST_DATES + 1):
        post(phone, path, born=f"1990-01-{day:02}")
    assert "This date does not match" in text(post(phone, path))


def test_what_was_signed_in_the_clinic_meanwhile_is_over(
    phone: Client, path: str, alice: Staff, mari: Patient, draft: Consent, now: datetime
) -> None:
    operations.set_aside_consent(permit=permit_for(alice, mari, at=now), consent=draft.uuid, at=now)
    answer = phone.get(path)
    assert answer.status_code == 410
    assert "This link does not open any more" in text(answer)  # type: ignore[arg-type]


def test_an_expired_link_a_strangers_and_one_of_another_purpose_do_not_open(
    phone: Client, path: str, draft: Consent, now: datetime
) -> None:
    assert phone.get(f"/s/{'x' * 35}/").status_code == 404
    assert phone.get(path.replace("/s/", "/c/")).status_code == 404
    Link.objects.update(issued_at=now - timedelta(days=8), expires_at=now - timedelta(seconds=1))
    assert phone.get(path).status_code == 410
    assert post(phone, path, name="Mari Vega", sign="1").status_code == 410
    Link.objects.update(subject=ConsentFactory(draft=True).uuid, expires_at=now + timedelta(days=1))
    assert phone.get(path).status_code == 404
    draft.refresh_from_db()
    assert draft.state == "draft"


def test_nothing_is_signed_for_who_has_died(phone: Client, path: str, mari: Patient, draft: Consent, now: datetime) -> None:
    Patient.objects.filter(pk=mari.pk).update(deceased_on=now.date(), death_recorded_at=now, death_recorded_by=mari.registered_by)
    assert phone.get(path).status_code == 410
    assert post(phone, path, name="Mari Vega", sign="1").status_code == 410
    draft.refresh_from_db()
    assert draft.state == "draft"
