"""The frame by role, the rules page, the audit page, and the pages of errors."""

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client, RequestFactory
from django.test.utils import override_settings
from django.urls import path

from care.access.policy import TABLE
from care.accounts.models import Organisation, Staff
from care.actor import Role
from care.audit.queries import SealState
from care.audit.seals import seal_events
from care.pages.context import Shell, shell
from care.pages.presenters.access import GROUPS
from care.pages.presenters.audit import audit_state
from care.pages.views import errors
from tests.care.pages.conftest import SignIn, queries_of
from tests.factories.accounts import UserFactory, sign_in, staff_with

ALL = ["Who may read what", "Who may sign", "Roles"]
ADMINISTRATION = ["Not delivered", "Staff", "Our name in messages", "Instruments", "Formulary", "Templates of notes", "Audit"]
ROOMS = {
    Role.COORDINATOR: [
        "Today",
        "Caseload",
        "Measures due",
        "Injections",
        "Reviews due",
        "Coverage and benefits",
        "Notes",
        "Conferences",
        "Library",
        "Register a person",
        "Records alike",
        "Not delivered",
        *ALL,
    ],
    Role.PEER: [
        "Today",
        "Caseload",
        "Measures due",
        "Injections",
        "Reviews due",
        "Coverage and benefits",
        "Notes",
        "Conferences",
        "Library",
        *ALL,
    ],
    Role.FRONT_DESK: ["Today", "Register a person", *ALL],
    Role.ADMINISTRATOR: ["Today", "Library", "Safety rules", *ADMINISTRATION, *ALL],
    Role.AUDITOR: ["Today", "Audit", *ALL],
    Role.PRIVACY_OFFICER: ["Today", "Agreements", "Privacy office", "Breach register", "Audit", *ALL],
}


def rooms(html: str) -> list[str]:
    rail = html.split('aria-label="Rooms"')[1].split("</nav>")[0]
    return [" ".join(text.split()) for text in re.findall(r"</svg>(.*?)</a>", rail, re.DOTALL)]


@pytest.mark.parametrize("role", ROOMS)
def test_the_rooms_are_those_of_the_role(as_: SignIn, clinic: Organisation, role: Role) -> None:
    assert rooms(as_(staff_with(role, organisation=clinic)).get("/").content.decode()) == ROOMS[role]


def test_the_room_where_one_is_is_marked(as_: SignIn, alice: Staff) -> None:
    page = as_(alice).get("/caseload/").content.decode().split('aria-label="Rooms"')[1].split("</nav>")[0]
    assert re.findall(r'href="([^"]+)"\s+aria-current="page"', page) == ["/caseload/"]


def test_somebody_with_two_roles_has_the_rooms_of_both(as_: SignIn, clinic: Organisation) -> None:
    both = staff_with(Role.PEER, Role.ADMINISTRATOR, organisation=clinic)
    page = as_(both).get("/").content.decode()
    own = [
        "Today",
        "Caseload",
        "Measures due",
        "Injections",
        "Reviews due",
        "Coverage and benefits",
        "Notes",
        "Conferences",
        "Library",
    ]
    assert rooms(page) == [*own, "Safety rules", *ADMINISTRATION, *ALL]
    assert "peer recovery specialist, administrator" in page


def test_the_frame_of_a_visitor_is_empty(rf: RequestFactory) -> None:
    request = rf.get("/")
    request.user = AnonymousUser()
    frame = Shell(request)
    assert (frame.nav, frame.user_name, frame.organisation, frame.zone_label, frame.theme) == ((), "", "", "", "auto")


def test_the_frame_holds_without_a_user_at_all(rf: RequestFactory) -> None:
    assert shell(rf.get("/"))["shell"].nav == ()


@pytest.mark.django_db
def test_somebody_who_works_nowhere_is_told_so(client: Client) -> None:
    client.force_login(UserFactory())
    session = client.session
    session["care_second_factor"] = True
    session.save()
    answer = client.get("/")
    assert answer.status_code == 403
    assert "No clinic has you on its staff right now" in answer.content.decode()


# --- who may read what ---------------------------------------------------------------------------------------------------------


def test_every_rule_stands_on_the_page_once_and_in_its_order_within_a_group(as_: SignIn, alice: Staff) -> None:
    groups = as_(alice).get("/who-may-read/").context["groups"]
    numbers = [[rule.number for rule in group.rules] for group in groups]
    order = {row.number: place for place, row in enumerate(TABLE)}
    assert sorted(number for group in numbers for number in group) == sorted(order)
    assert all([order[number] for number in group] == sorted(order[number] for number in group) for group in numbers)
    assert [group.key for group in groups] == list(GROUPS)


def test_no_rule_reads_like_a_machine(as_: SignIn, alice: Staff) -> None:
    page = " ".join(as_(alice).get("/who-may-read/").content.decode().split())
    for clumsy in (". .", " or Staff", "for legal", "with de-identified", "None", "restriction:"):
        assert clumsy not in page.split('id="rules"')[1], clumsy


@pytest.mark.parametrize("show", ["all", "allow", "deny"])
def test_a_chip_counts_its_rules(as_: SignIn, alice: Staff, show: str) -> None:
    page = as_(alice).get(f"/who-may-read/?show={show}").content.decode()
    rules = page.split('id="rules"')[1]
    chosen = re.search(r'aria-current="true"[^>]*>[^<]+<b>(\d+)</b>', page)
    assert chosen
    assert int(chosen.group(1)) == len(re.findall(r'<small class="tl-quiet">D\d', rules))


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ({"role": "counselor", "standing": "programme"}, "Not allowed (D06)."),
        ({"role": "counselor", "standing": "team"}, "Allowed (D05-team)."),
        ({"role": "counselor", "standing": "outside"}, "Not allowed (D00)."),
        ({"role": "counselor", "standing": "team", "category": "counselling_note"}, "Not allowed (D01)."),
        ({"role": "nurse", "standing": "team", "action": "order"}, "Not allowed (D05-order-no)."),
        ({"role": "prescriber", "standing": "team", "action": "order"}, "Allowed (D05-order)."),
        ({"role": "front_desk", "standing": "programme", "category": "demographics"}, "Allowed (D05-programme)."),
    ],
)
def test_a_question_gets_the_answer_of_the_table(as_: SignIn, alice: Staff, question: dict[str, str], answer: str) -> None:
    asked = {"purpose": "TREAT", "category": "sud", "action": "read"} | question
    assert answer in as_(alice).get("/who-may-read/", asked).content.decode()


def test_a_question_in_unknown_words_gets_no_answer(as_: SignIn, alice: Staff) -> None:
    page = as_(alice).get("/who-may-read/", {"role": "wizard", "standing": "team"}).content.decode()
    assert "Allowed (" not in page
    assert "Refused (" not in page


def test_the_rules_cost_no_query_of_their_own(as_: SignIn, alice: Staff) -> None:
    assert queries_of(as_(alice), "/who-may-read/") == 3


# --- the audit page ------------------------------------------------------------------------------------------------------------


def test_the_audit_page_says_when_it_was_sealed_and_that_nobody_has_read_it_yet(
    as_: SignIn, alice: Staff, clinic: Organisation, now: datetime
) -> None:
    browser = as_(staff_with(Role.AUDITOR, organisation=clinic))
    assert "Last sealed never" in browser.get("/audit/").content.decode()
    as_(alice).get("/caseload/")
    seal_events(at=now, quiet=True)
    page = browser.get("/audit/").content.decode()
    assert "Last sealed never" not in page
    assert "Not read through yet" in page
    assert "verify_audit" in page


@pytest.mark.parametrize(
    ("sealed", "oldest", "overdue"),
    [(1, 1, False), (30, 30, True), (30, 1, False), (30, None, False), (None, 30, True), (None, 1, False), (None, None, False)],
)
def test_sealing_that_has_fallen_behind_is_said(now: datetime, sealed: int | None, oldest: int | None, overdue: bool) -> None:
    """Behind is an event that waits too long, not a quiet night or the first minute."""
    sealed_at, since = (None if ago is None else now - timedelta(minutes=ago) for ago in (sealed, oldest))
    state = SealState(7, sealed_at, 3 if since else 0, since)
    assert audit_state(state, zone="America/New_York", at=now).is_overdue is overdue


def test_the_audit_page_is_refused_to_other_roles(as_: SignIn, alice: Staff) -> None:
    answer = as_(alice).get("/audit/")
    assert answer.status_code == 403
    assert "Your role does not include this page" in answer.content.decode()


# --- errors --------------------------------------------------------------------------------------------------------------------


def breaks(request: Any) -> None:
    raise RuntimeError("a name that must not show")


urlpatterns = [path("breaks/", breaks)]
handler500 = "care.pages.views.errors.server_error"


@pytest.mark.django_db
@override_settings(ROOT_URLCONF=__name__)
def test_a_broken_page_says_so_without_asking_anything(client: Client) -> None:
    client.raise_request_exception = False
    answer = client.get("/breaks/")
    assert answer.status_code in {302, 500}  # the sign-in policy may stand before it
    assert b"must not show" not in answer.content


def test_the_page_of_a_broken_server_needs_no_database(rf: RequestFactory) -> None:
    answer = errors.server_error(rf.get("/"))
    assert answer.status_code == 500
    assert b"Something broke on our side" in answer.content


@pytest.mark.parametrize(
    ("view", "status", "words"),
    [
        (lambda request: errors.bad_request(request, Exception()), 400, "That could not be read"),
        (lambda request: errors.forbidden(request, Exception()), 403, "Your role does not include this page"),
        (lambda request: errors.not_found(request, Exception()), 404, "Nothing here that you can open"),
        (lambda request: errors.csrf_failure(request), 403, "This page was open too long"),
    ],
)
def test_each_error_has_its_page(rf: RequestFactory, view: Any, status: int, words: str) -> None:
    request = rf.get("/")
    request.user = AnonymousUser()
    answer = view(request)
    assert answer.status_code == status
    assert words in answer.content.decode()


def test_a_form_that_is_too_old_is_answered_kindly(alice: Staff) -> None:
    strict = sign_in(Client(enforce_csrf_checks=True), alice)
    answer = strict.post("/people/search/", {"q": "vega"})
    assert answer.status_code == 403
    assert "This page was open too long" in answer.content.decode()
