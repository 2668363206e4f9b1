"""What people set for themselves, and the places where they are signed in."""

from uuid import uuid4

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from care.accounts import operations, tasks
from care.accounts.models import Theme, User
from care.actor import Actor, Role
from care.audit.models import AuditEvent
from tests.factories.accounts import PASSWORD, StaffFactory, UserFactory, actor_for, sign_in, staff_with

pytestmark = pytest.mark.django_db
PROFILE = "/account/profile/"


@pytest.fixture
def amara():
    return staff_with(Role.COORDINATOR)


@pytest.fixture
def desk(client: Client, amara) -> Client:
    return sign_in(client, amara)


def test_name_pronouns_and_zone(desk: Client, amara) -> None:
    answer = desk.post(PROFILE, {"name": "Amara Osei", "pronouns": "she/her", "zone": "America/Denver"})
    assert answer.headers["Location"] == PROFILE
    amara.user.refresh_from_db()
    assert (amara.user.name, amara.user.pronouns, amara.user.zone) == ("Amara Osei", "she/her", "America/Denver")
    event = AuditEvent.objects.get(verb="profile.changed")
    assert event.detail == {"fields": ["name", "pronouns", "zone"]}
    row = User.pgh_event_model.objects.get(pgh_label="update")
    assert row.pgh_context_id == event.uuid


def test_what_was_typed_stays_when_it_does_not_fit(desk: Client) -> None:
    answer = desk.post(PROFILE, {"name": "", "pronouns": "she/her", "zone": ""})
    assert answer.status_code == 422
    assert b'value="she/her"' in answer.content
    assert desk.post(PROFILE, {"name": "A", "zone": "Mars/Olympus"}).status_code == 422


def test_an_unknown_zone_is_refused_by_the_operation_too(amara, at) -> None:
    with pytest.raises(operations.UnknownZone):
        operations.update_profile(actor=actor_for(amara), name="A", pronouns="", zone="Mars/Olympus", at=at)


def test_a_profile_belongs_to_a_person(at) -> None:
    with pytest.raises(PermissionError):
        operations.set_theme(actor=Actor.system(job="none"), theme=Theme.DARK, at=at)


@pytest.mark.parametrize("theme", Theme.values)
def test_the_theme_is_one_press_and_back(desk: Client, amara, theme: str) -> None:
    answer = desk.post("/account/theme/", {"theme": theme, "next": "/staff/roles/"})
    assert answer.headers["Location"] == "/staff/roles/"
    amara.user.refresh_from_db()
    assert amara.user.theme == theme
    page = desk.get(PROFILE).content.decode()
    assert f'data-care-theme="{theme}"' in page


def test_the_theme_by_a_script_and_a_theme_that_there_is_not(desk: Client) -> None:
    assert desk.post("/account/theme/", {"theme": "dark"}, HTTP_SEC_FETCH_MODE="cors").status_code == 204
    assert desk.post("/account/theme/", {"theme": "neon"}).status_code == 422
    assert desk.get("/account/theme/").status_code == 405
    assert desk.post("/account/theme/", {"theme": "dark", "next": "https://evil.example/"}).headers["Location"] == "/"


def test_working_at_two_organizations(desk: Client, amara) -> None:
    second = StaffFactory(user=amara.user, started_at=timezone.now())
    page = desk.get(PROFILE).content.decode()
    assert amara.organisation.name in page
    assert second.organisation.name in page
    assert desk.post("/account/place/", {"place": str(second.uuid)}).headers["Location"] == "/"
    page = desk.get(PROFILE).content.decode()
    here = page[page.index("Where you work") :]
    assert here.index(second.organisation.name) < here.index(amara.organisation.name)


@pytest.mark.parametrize("place", ["", "nonsense", str(uuid4())], ids=["empty", "nonsense", "nobody"])
def test_a_place_that_is_not_ones_own_does_not_exist(desk: Client, place: str) -> None:
    assert desk.post("/account/place/", {"place": place}).status_code == 404


def test_a_colleagues_place_is_not_ones_own(desk: Client, amara) -> None:
    bob = staff_with(Role.NURSE, organisation=amara.organisation)
    assert desk.post("/account/place/", {"place": str(bob.uuid)}).status_code == 404


# --- sessions ---


def signed_in(staff, settings) -> Client:
    settings.SECOND_FACTOR_REQUIRED = False
    browser = Client()
    browser.post("/account/login/", {"login": staff.user.email, "password": PASSWORD})
    return browser


def test_ending_all_other_sessions(amara, settings) -> None:
    here, there = signed_in(amara, settings), signed_in(amara, settings)
    bob = signed_in(staff_with(Role.NURSE), settings)
    assert b"Where you are signed in: 2" in here.get("/account/sessions/").content
    here.post("/account/sessions/")
    assert here.get(PROFILE).status_code == 200
    assert there.get(PROFILE).headers["Location"].startswith("/account/login/")
    assert bob.get(PROFILE).status_code == 200
    assert AuditEvent.objects.get(verb="session.ended").detail == {"user": amara.user_id, "sessions": 1}


def test_sessions_are_listed_in_the_owners_zone(amara, settings) -> None:
    amara.user.zone = "Pacific/Honolulu"
    amara.user.save()
    assert b" HST" in signed_in(amara, settings).get("/account/sessions/").content


def test_somebody_who_works_nowhere_still_ends_their_sessions(settings) -> None:
    nobody = UserFactory()
    settings.SECOND_FACTOR_REQUIRED = False
    browser = Client()
    browser.post("/account/login/", {"login": nobody.email, "password": PASSWORD})
    assert b" UTC" in browser.get("/account/sessions/").content
    other = Client()
    other.post("/account/login/", {"login": nobody.email, "password": PASSWORD})
    browser.post("/account/sessions/")
    assert UserSession.objects.get().session_key == browser.session.session_key


def test_a_session_is_ended_by_its_owner_only(amara, at, settings) -> None:
    signed_in(amara, settings)
    bob = staff_with(Role.NURSE)
    with pytest.raises(PermissionError):
        operations.end_sessions(actor=actor_for(bob), sessions=list(UserSession.objects.all()), at=at)
    assert UserSession.objects.count() == 1


def test_ended_sessions_are_tidied_up(amara, settings) -> None:
    signed_in(amara, settings)
    kept = signed_in(amara, settings)
    old = UserSession.objects.exclude(session_key=kept.session.session_key).get()
    Session.objects.filter(pk=old.session_key).update(expire_date=timezone.now())
    assert tasks.clear_sessions() == 1
    assert tasks.clear_sessions() == 0
    assert UserSession.objects.get().session_key == kept.session.session_key
    assert kept.get(PROFILE).status_code == 200
