"""`manage.py setup`, and what `manage.py check` says of the sign-in policy."""

import io
from datetime import timedelta

import pytest
from django.core.checks import run_checks
from django.core.management import CommandError, call_command
from django.test import Client

from care.accounts import operations
from care.accounts.checks import check_sign_in_policy
from care.accounts.models import Organisation, Staff, StaffRole, User
from care.actor import Actor, Role
from care.audit.models import AuditEvent
from tests.factories.accounts import OrganisationFactory, actor_for, staff_with

PASSWORD = "a wholly new long password"
GIVEN = {
    "organisation": "Harbor Street",
    "zone": "America/Chicago",
    "part2": True,
    "name": "Ruth Calder",
    "email": "Ruth@harbor.example",
}


def setup(password: str | None = PASSWORD, monkeypatch: pytest.MonkeyPatch | None = None, **given: object) -> str:
    out = io.StringIO()
    if password is not None and monkeypatch is not None:
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{password}\n"))
        given["password_stdin"] = True
    call_command("setup", stdout=out, **(GIVEN | given))
    return out.getvalue()


@pytest.mark.django_db
def test_an_organization_and_its_administrator(monkeypatch: pytest.MonkeyPatch) -> None:
    said = setup(monkeypatch=monkeypatch)
    staff = Staff.objects.get()
    assert (staff.organisation.name, staff.organisation.zone, staff.organisation.is_part2) == (
        "Harbor Street",
        "America/Chicago",
        True,
    )
    assert StaffRole.objects.get().role == Role.ADMINISTRATOR
    assert staff.user.check_password(PASSWORD)
    assert PASSWORD not in said
    assert list(AuditEvent.objects.order_by("id").values_list("verb", "actor_label")) == [
        ("organisation.created", "job setup"),
        ("account.created", "job setup"),
    ]
    browser = Client()
    browser.post("/account/login/", {"login": "ruth@harbor.example", "password": PASSWORD})
    assert browser.get("/staff/").headers["Location"] == "/account/second-factor/"


@pytest.mark.django_db
def test_a_link_instead_of_a_password() -> None:
    said = setup(password=None, link=True, address="https://care.example.org", part2=False)
    link = said.strip().splitlines()[-1]
    assert link.startswith("https://care.example.org/account/password/reset/key/")
    assert not Organisation.objects.get().is_part2
    browser = Client()
    page = browser.get(link.removeprefix("https://care.example.org"))
    browser.post(page.headers["Location"], {"password1": PASSWORD, "password2": PASSWORD})
    assert User.objects.get().check_password(PASSWORD)


@pytest.mark.django_db
def test_a_second_one_only_when_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    OrganisationFactory(name="River House")
    with pytest.raises(CommandError, match="River House"):
        setup(monkeypatch=monkeypatch)
    setup(monkeypatch=monkeypatch, another=True)
    assert Organisation.objects.count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"zone": "Mars/Olympus"}, "no time zone"),
        ({"email": "nobody"}, "no e-mail address"),
        ({"link": True}, "Choose one"),
    ],
)
def test_what_does_not_fit_is_told_and_nothing_is_made(monkeypatch: pytest.MonkeyPatch, wrong: dict, says: str) -> None:
    with pytest.raises(CommandError, match=says):
        setup(monkeypatch=monkeypatch, **wrong)
    assert not Organisation.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("password", ["short", "password1234", "ruth@harbor.example"])
def test_a_weak_password_is_refused(monkeypatch: pytest.MonkeyPatch, password: str) -> None:
    with pytest.raises(CommandError):
        setup(password=password, monkeypatch=monkeypatch)
    assert not User.objects.exists()


@pytest.mark.django_db
def test_without_a_terminal_it_says_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO())
    with pytest.raises(
        CommandError, match="--organisation, --zone, --name, --email, --part2 or --no-part2, --password-stdin or --link"
    ):
        call_command("setup")


@pytest.mark.django_db
def test_a_taken_name_or_address_makes_neither(monkeypatch: pytest.MonkeyPatch) -> None:
    there = staff_with(Role.NURSE, organisation=OrganisationFactory(name="Harbor Street"))
    with pytest.raises(CommandError, match="of this name"):
        setup(monkeypatch=monkeypatch, another=True)
    with pytest.raises(CommandError, match="e-mail address"):
        setup(monkeypatch=monkeypatch, another=True, organisation="River House", email=there.user.email)
    assert Organisation.objects.count() == 1
    assert not AuditEvent.objects.exists()


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.django_db
def test_asked_at_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter(["", "Harbor Street", "", "maybe", "n", "Ruth Calder", "ruth@harbor.example"])
    passwords = iter(["short", PASSWORD, "not the same", PASSWORD, PASSWORD])
    monkeypatch.setattr("sys.stdin", Terminal())
    monkeypatch.setattr("builtins.input", lambda question: next(answers))
    monkeypatch.setattr("getpass.getpass", lambda question: next(passwords))
    out, err = io.StringIO(), io.StringIO()
    call_command("setup", stdout=out, stderr=err)
    assert Organisation.objects.get().zone == "America/New_York"
    assert not Organisation.objects.get().is_part2
    assert "too short" in err.getvalue()
    assert "not the same" in err.getvalue()


@pytest.mark.django_db
def test_nobody_makes_an_organization_from_a_page(at) -> None:
    alice = staff_with(Role.ADMINISTRATOR)
    for actor in (actor_for(alice), Actor.anonymous()):
        with pytest.raises(PermissionError):
            operations.create_organisation(actor=actor, at=at, name="X", zone="America/New_York", is_part2=True)
        with pytest.raises(PermissionError):
            operations.create_account(
                actor=actor,
                at=at,
                organisation=alice.organisation,
                email="x@y.example",
                name="X",
                password=None,
                roles=[],
                reason="r",
            )


# --- checks ---


def found(settings, **changed: object) -> list[str]:
    for name, value in changed.items():
        setattr(settings, name, value)
    return [error.id for error in check_sign_in_policy()]


def test_the_settings_as_they_are_pass(settings) -> None:
    assert found(settings) == []


@pytest.mark.parametrize("hosts", [["*"], ["127.0.0.1", "care.example.org"], [".localhost"], ["0.0.0.0"]])
def test_the_demo_answers_on_this_machine_only(settings, hosts: list[str]) -> None:
    assert found(settings, DEMO=True, SECOND_FACTOR_REQUIRED=False, ALLOWED_HOSTS=hosts) == ["accounts.E001"]


def test_the_demo_on_loopback_passes(settings) -> None:
    assert found(settings, DEMO=True, SECOND_FACTOR_REQUIRED=False, ALLOWED_HOSTS=["127.0.0.1", "localhost", "[::1]"]) == []


@pytest.mark.parametrize(
    ("changed", "number"),
    [
        ({"SECOND_FACTOR_REQUIRED": False}, "accounts.E002"),
        ({"TESTING": False, "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN": True}, "accounts.E003"),
        ({"ACCOUNT_LOGIN_ON_PASSWORD_RESET": True}, "accounts.E004"),
        ({"ACCOUNT_LOGIN_BY_CODE_ENABLED": True}, "accounts.E005"),
        ({"MFA_TRUST_ENABLED": True}, "accounts.E005"),
        ({"MFA_TOTP_TOLERANCE": 1}, "accounts.E006"),
        ({"IDLE_LOCK": timedelta(minutes=16)}, "accounts.E007"),
        ({"SESSION_LENGTH": timedelta(hours=13)}, "accounts.E007"),
        ({"MFA_ADAPTER": "allauth.mfa.adapter.DefaultMFAAdapter"}, "accounts.E008"),
        ({"ACCOUNT_ADAPTER": "allauth.account.adapter.DefaultAccountAdapter"}, "accounts.E008"),
    ],
)
def test_whoever_weakens_it_is_told(settings, changed: dict, number: str) -> None:
    assert found(settings, **changed) == [number]


def test_manage_py_check_asks(settings) -> None:
    settings.IDLE_LOCK = timedelta(hours=1)
    assert "accounts.E007" in {message.id for message in run_checks(tags=["security"])}
