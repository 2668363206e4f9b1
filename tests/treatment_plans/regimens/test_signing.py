"""Who signs an order proves once more that it is they: by their second factor, or by their password where they have none."""

import json
import re
import time
from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from care.accounts.models import Staff
from care.audit.models import AuditEvent
from patients.models import Patient
from tests.care.accounts.soft_key import SoftKey
from tests.factories.accounts import PASSWORD, sign_in
from tests.factories.regimens import MedicationOrderFactory
from treatment_plans.regimens.models import MedicationOrder
from treatment_plans.regimens.vocabulary import OrderStatus

pytestmark = pytest.mark.django_db
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture(autouse=True)
def nothing_counted() -> None:
    cache.clear()


@pytest.fixture
def browser(dana: Staff) -> Client:
    return sign_in(Client(), dana)


@pytest.fixture
def draft(mari: Patient) -> MedicationOrder:
    return MedicationOrderFactory(patient=mari)


@pytest.fixture
def page(mari: Patient, draft: MedicationOrder) -> str:
    return reverse("regimens:order", args=[mari.uuid, draft.uuid])


@pytest.fixture
def sign(browser: Client, page: str) -> Callable[..., Any]:
    return lambda **typed: browser.post(f"{page}sign/", typed)


def status(draft: MedicationOrder) -> str:
    draft.refresh_from_db()
    return draft.status


def how() -> str:
    return str(AuditEvent.objects.get(verb="order.signed").detail["confirmed_by"])


def test_without_a_second_factor_it_is_the_password(sign: Callable[..., Any], draft: MedicationOrder) -> None:
    for typed in ({}, {"answer": ""}, {"answer": "walk with you"}):
        answer = sign(**typed)
        assert (answer.status_code, status(draft)) == (422, OrderStatus.DRAFT)
    assert "This is not your password." in answer.content.decode()
    assert "walk with you" not in answer.content.decode()
    assert sign(answer=PASSWORD).status_code == 302
    assert (status(draft), how()) == (OrderStatus.ACTIVE, "password")


def test_who_has_an_app_signs_by_its_code_and_not_by_the_password(
    sign: Callable[..., Any], draft: MedicationOrder, dana: Staff
) -> None:
    TOTP.activate(dana.user, SECRET)
    assert sign(answer=PASSWORD).status_code == 422
    code = format_hotp_value(hotp_value(SECRET, int(time.time()) // 30))
    assert sign(answer=code).status_code == 302
    assert (status(draft), how()) == (OrderStatus.ACTIVE, "totp")


def test_a_code_signs_once(sign: Callable[..., Any], draft: MedicationOrder, dana: Staff, mari: Patient, browser: Client) -> None:
    TOTP.activate(dana.user, SECRET)
    other = MedicationOrderFactory(patient=mari, substance="naltrexone")
    code = format_hotp_value(hotp_value(SECRET, int(time.time()) // 30))
    sign(answer=code)
    again = browser.post(reverse("regimens:sign", args=[mari.uuid, other.uuid]), {"answer": code})
    assert (again.status_code, status(other)) == (422, OrderStatus.DRAFT)


def test_a_recovery_code_signs_too(sign: Callable[..., Any], draft: MedicationOrder, dana: Staff) -> None:
    TOTP.activate(dana.user, SECRET)
    code = RecoveryCodes.activate(dana.user).get_unused_codes()[0]
    assert sign(answer=code).status_code == 302
    assert (status(draft), how()) == (OrderStatus.ACTIVE, "recovery_codes")


def test_a_passkey_signs(browser: Client, page: str, sign: Callable[..., Any], draft: MedicationOrder, dana: Staff) -> None:
    where = "/account/2fa/webauthn/add/"
    desk = Client()
    desk.post("/account/login/", {"login": dana.user.email, "password": PASSWORD})
    key = SoftKey()
    credential = key.register(_options(desk.get(where), "creation_options"))
    desk.post(where, {"name": "My key", "credential": credential, "passwordless": "on"})
    Authenticator.objects.filter(type=Authenticator.Type.RECOVERY_CODES).delete()
    shown = browser.get(page)
    assert "Sign with a passkey" in shown.content.decode()
    assert 'name="answer"' not in shown.content.decode()
    assert sign(credential="{}").status_code == 422
    assert sign(answer=PASSWORD).status_code == 422
    assert sign(credential=key.sign(_options(browser.get(page), "request_options"))).status_code == 302
    assert (status(draft), how()) == (OrderStatus.ACTIVE, "webauthn")


def test_after_too_many_wrong_answers_nothing_is_looked_at(sign: Callable[..., Any], draft: MedicationOrder) -> None:
    answers = [sign(answer=f"wrong {number}") for number in range(6)]
    assert "Too many tries." in answers[-1].content.decode()
    assert sign(answer=PASSWORD).status_code == 422
    assert status(draft) == OrderStatus.DRAFT


def _options(answer: Any, name: str) -> dict[str, Any]:
    found = re.search(r'<script id="js_data" type="application/json">(.*?)</script>', answer.content.decode(), re.DOTALL)
    assert found
    return dict(json.loads(found.group(1))[name])
