"""Nobody who has not signed in gets anything but the pages listed here."""

import pytest
from django.test import Client

from care.accounts.addresses import PUBLIC as OPEN_IN_THE_POLICY
from tests.house_rules.addresses import Address, addresses

SIGN_IN = "/account/login/"
# Open to somebody who has not signed in, and why.
PUBLIC = {
    "health:healthz": "a machine asks whether we are alive",
    "health:readyz": "a machine asks whether all parts answer",
    "account_login": "signing in",
    "account_logout": "signing out twice is no error",
    "account_reset_password": "a forgotten password",
    "account_reset_password_done": "a forgotten password",
    "account_reset_password_from_key": "a forgotten password; the link is the key",
    "account_reset_password_from_key_done": "a forgotten password",
    "mfa_authenticate": "the second step of signing in; without the first it leads back",
    "mfa_login_webauthn": "signing in with a passkey",
    "accounts:invitation": "a new colleague has no account yet; the link is the key",
    "accounts:join": "a new colleague has no account yet; the link is the key",
    "accounts:token": "a machine brings its secret",
    "api:openapi": "the description of the interface holds nobody's data",
    "api:unknown": "nothing is there",
    "texts:inbound": "the provider of text messages; its bearer token is the key",
    "signing:consent": "a person reads and signs on their phone without an account; the link and the birth date are the keys",
    "questions:answer": "a person answers on their phone without an account; the link is the key",
    "kept:keeper": "what a browser runs to show a kept copy; it holds nobody's data",
    "kept:copy": "a person opens their own plans on their phone; the link and the birth date are the keys",
    "kept:still": "a phone asks whether it may keep its copy; the link is the key, and nothing is said",
    "phone:check_in": "a person answers on their phone without an account; the link is the key",
}

pytestmark = pytest.mark.django_db


def test_every_address_has_a_name() -> None:
    assert [address.route for address in addresses() if not address.name] == []


def test_no_two_addresses_share_a_name() -> None:
    names = [address.name for address in addresses()]
    assert sorted(name for name in set(names) if names.count(name) > 1) == []


def test_the_sign_in_policy_opens_what_is_listed_here_and_nothing_else() -> None:
    assert set(OPEN_IN_THE_POLICY) == PUBLIC.keys()
    assert PUBLIC.keys() <= {address.name for address in addresses()}


@pytest.mark.parametrize("method", ["get", "post", "put", "delete", "head", "options"])
def test_every_address_sends_somebody_unknown_to_the_sign_in(client: Client, method: str) -> None:
    found = []
    for address in addresses():
        if address.name in PUBLIC:
            continue
        answer = getattr(client, method)(address.path())
        leads = answer.headers.get("Location", "")
        if not (answer.status_code == 401 or (answer.status_code == 302 and leads.startswith(SIGN_IN))):
            found.append(f"{method.upper()} {address.path()}: {answer.status_code} {leads}")
    assert not found, "open to anybody:\n" + "\n".join(found)


@pytest.mark.parametrize("path", ["/no-such-page/", "/people/", "/staff", "/admin/", "/api/v1/"])
def test_what_does_not_exist_tells_somebody_unknown_nothing(client: Client, path: str) -> None:
    """Whether an address exists is not for strangers to try out: the answer is one of the two that real addresses give."""
    answer = client.get(path)
    assert answer.status_code in {301, 302, 404}
    assert b"Traceback" not in answer.content


@pytest.mark.parametrize(
    "address", [address for address in addresses() if address.name in PUBLIC], ids=lambda address: address.name
)
def test_a_public_page_breaks_under_no_method(client: Client, address: Address) -> None:
    not_ready = {503} if address.name == "health:readyz" else set()
    for method in ("get", "post", "head", "options", "put", "delete"):
        status = getattr(client, method)(address.path()).status_code
        assert status < 500 or status in not_ready
