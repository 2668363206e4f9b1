"""Forms of accounts. They validate; operations save."""

from collections.abc import Callable
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import ResetPasswordForm as AllauthResetPasswordForm
from allauth.mfa.adapter import get_adapter as get_mfa_adapter
from allauth.mfa.webauthn.forms import AddWebAuthnForm, AuthenticateWebAuthnForm, LoginWebAuthnForm, ReauthenticateWebAuthnForm
from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.http import HttpRequest

from care.accounts.models import Theme, User
from care.actor import Role
from care.lib.dates import ZONE_CHOICES
from care.lib.forms import offer

ROLE_CHOICES = [(role.value, role.label) for role in Role]
PASSWORD_HELP = " ".join(password_validators_help_texts())


class ResetPasswordForm(AllauthResetPasswordForm):
    """Asks for a reset link. A known address and an unknown one take the same way: the worker sends, or does not."""

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        email: str = self.cleaned_data["email"]
        get_adapter().ask_for_reset(email=email, user_id=self.users[0].pk if self.users else None)
        return email


class GuardedPasskeyMixin:
    """What is sent in place of a passkey's answer may be anything; allauth's parser breaks on some of it."""

    def clean(self) -> Any:
        return self._guarded(super().clean)  # type: ignore[misc]

    def _guarded(self, parse: Callable[[], Any]) -> Any:
        try:
            return parse()
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise get_mfa_adapter().validation_error("incorrect_code") from error


class AddPasskeyForm(GuardedPasskeyMixin, AddWebAuthnForm):
    """A passkey or security key is added; its answer is read in `clean`."""


class PasskeyMixin(GuardedPasskeyMixin):
    """A passkey's answer to our question is read in `clean_credential`."""

    def clean_credential(self) -> Any:
        return self._guarded(super().clean_credential)  # type: ignore[misc]


class SecondStepPasskeyForm(PasskeyMixin, AuthenticateWebAuthnForm):
    """The second step of signing in."""


class SignInPasskeyForm(PasskeyMixin, LoginWebAuthnForm):
    """Signing in with a passkey alone."""


class ReauthenticatePasskeyForm(PasskeyMixin, ReauthenticateWebAuthnForm):
    """The same person again: before a change of the account, or at the lock."""


class InviteForm(forms.Form):
    """Who is invited, as what."""

    email = forms.EmailField(label="Work e-mail", max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "off"}))
    name = forms.CharField(label="Name", max_length=120, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    title = forms.CharField(label="Title", max_length=80, required=False, help_text="As it stands on the door: RN, LCSW.")
    roles = forms.MultipleChoiceField(label="Roles", choices=ROLE_CHOICES, widget=forms.CheckboxSelectMultiple)


class NewPasswordMixin(forms.Form):
    """A password given twice, held against the clinic's rules and the person's own name and address."""

    password = forms.CharField(
        label="Password",
        strip=False,
        max_length=256,
        help_text=PASSWORD_HELP,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    password_again = forms.CharField(
        label="Password again", strip=False, max_length=256, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )

    def person(self) -> User:
        """Whose password it is to be: known by address and name, not saved."""
        raise NotImplementedError

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        password, again = cleaned.get("password"), cleaned.get("password_again")
        if password and again and password != again:
            self.add_error("password_again", "The two are not the same.")
        if password:
            try:
                validate_password(password, self.person())
            except forms.ValidationError as error:
                self.add_error("password", error)
        return cleaned


class JoinForm(NewPasswordMixin):
    """Somebody new accepts an invitation."""

    name = forms.CharField(label="Your name", max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    pronouns = forms.CharField(
        label="Pronouns", max_length=40, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    field_order = ["name", "pronouns", "password", "password_again"]

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def person(self) -> User:
        return User(email=self.email, name=self.cleaned_data.get("name", ""))


class ReasonForm(forms.Form):
    """Why an administrator does something to a colleague's account."""

    reason = forms.CharField(label="Why", max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"}))


class CorrectForm(forms.Form):
    """A colleague's sign-in address and title."""

    email = forms.EmailField(label="Work e-mail", max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "off"}))
    title = forms.CharField(label="Title", max_length=80, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"}))


class RoleForm(ReasonForm):
    """Which role is given, and why."""

    role = forms.ChoiceField(label="Role", choices=ROLE_CHOICES)
    field_order = ["role", "reason"]

    def __init__(self, *args: Any, without: tuple[Role, ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "role", [(role.value, role.label) for role in Role if role not in without])


class UnlockForm(forms.Form):
    """The password that opens a locked session."""

    password = forms.CharField(
        label="Password", strip=False, max_length=256, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )


class ConfirmForm(forms.Form):
    """The same person once more: a code of theirs, or their password where they have no second factor."""

    answer = forms.CharField(strip=False, max_length=256)

    def __init__(self, *args: Any, by_code: bool, takes_code: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["answer"]
        if by_code:
            field.label, field.help_text = "Your code", "From your authenticator app, or a recovery code."
            field.widget = forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"})
        else:
            field.label = "Your password"
            field.widget = forms.PasswordInput(attrs={"autocomplete": "current-password"})
        if not takes_code:
            del self.fields["answer"]

    def clean(self) -> dict[str, Any]:
        """Where there is nothing to type, the passkey is the answer."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if "answer" not in self.fields:
            raise forms.ValidationError("Use your passkey.")
        return cleaned


class ProfileForm(forms.Form):
    """How somebody is called, and in which zone they read times."""

    name = forms.CharField(label="Name", max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    pronouns = forms.CharField(
        label="Pronouns", max_length=40, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    zone = forms.ChoiceField(label="Times in", choices=[("", "The clinic's own zone"), *ZONE_CHOICES], required=False)


class ThemeForm(forms.Form):
    """Light, dark, or as the device says."""

    theme = forms.ChoiceField(label="Screens", choices=Theme.choices)
