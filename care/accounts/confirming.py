"""The same person proves once more that it is they, before something that only they may do, as signing an order.

With a second factor: the code of their app, a recovery code, or a passkey. Without one, as in the demo: the password. Each wrong
answer is counted as one at signing in is, and after too many nothing is looked at for a while.
"""

from dataclasses import dataclass
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.mfa.base.forms import ReauthenticateForm
from allauth.mfa.webauthn.internal.auth import begin_authentication
from django.forms import ValidationError
from django.http import HttpRequest

from care.accounts.forms import ConfirmForm, ReauthenticatePasskeyForm
from care.accounts.queries import has_code, has_passkey, has_second_factor
from care.accounts.session import person_of


@dataclass(frozen=True, slots=True)
class Asked:
    """What a page asks for: the form, and what the browser needs to ask for a passkey (none without one)."""

    form: ConfirmForm
    passkey: dict[str, Any] | None


def ask(request: HttpRequest, *, form: ConfirmForm | None = None) -> Asked:
    """What somebody is asked for on a page where they confirm something."""
    person = person_of(request)
    has_key = has_passkey(user_id=person.pk)
    passkey = {"request_options": begin_authentication(person)} if has_key else None
    return Asked(form=form or _form(request, bound=False), passkey=passkey)


def confirmed_by(request: HttpRequest) -> tuple[str, ConfirmForm]:
    """By which means the session's owner has proved to be there: "password", "totp", "recovery_codes", "webauthn"; "" when
    they have not, and the form says why.
    """
    form = _form(request, bound=True)
    person = person_of(request)
    if request.POST.get("credential") and has_passkey(user_id=person.pk):
        passkey = ReauthenticatePasskeyForm(request.POST, user=person)
        if passkey.is_valid():
            passkey.save()
            return "webauthn", form
        form.errors.clear()
        form.add_error(None, passkey.errors["credential"][0])
        return "", form
    if not form.is_valid():
        return "", form
    if has_second_factor(user_id=person.pk):
        code = ReauthenticateForm({"code": form.cleaned_data["answer"]}, user=person)
        if code.is_valid():
            code.save()
            return str(code.authenticator.type), form
        form.add_error("answer", code.errors["code"][0])
        return "", form
    try:
        if get_adapter().reauthenticate(person, form.cleaned_data["answer"]):
            return "password", form
        form.add_error("answer", get_adapter().validation_error("incorrect_password"))
    except ValidationError as error:  # too many tries
        form.add_error("answer", error)
    return "", form


def _form(request: HttpRequest, *, bound: bool) -> ConfirmForm:
    person = person_of(request)
    return ConfirmForm(
        request.POST if bound else None,
        by_code=has_second_factor(user_id=person.pk),
        takes_code=has_code(user_id=person.pk) or not has_second_factor(user_id=person.pk),
    )
