"""How allauth signs people in here: closed to strangers, silent about who exists, everything told to the audit.

allauth keeps the passwords, second factors and passkeys; these adapters are its hooks. They read the clock, find out who
acts, and make one call into `operations`.
"""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core.internal.httpkit import HTTP_USER_AGENT_MAX_LENGTH
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.usersessions.adapter import DefaultUserSessionsAdapter
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from care.accounts import operations, tasks
from care.accounts.models import User
from care.accounts.session import actor_signing_in, start_session, times_of
from care.lib.secrets import decrypt, encrypt

NOT_THIS_ONE = _("This did not work. Try again, or choose another way.")


class AccountAdapter(DefaultAccountAdapter):
    """Sign-in, sign-out and passwords."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _("Check both, or reset your password."),
        "incorrect_code": NOT_THIS_ONE,
        "incorrect_password": _("This is not your password."),
        "enter_current_password": _("This is not your present password."),
        "too_many_login_attempts": _("Too many tries."),
        "invalid_password_reset": _("This link cannot be used any more."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody makes an account for themselves; colleagues are invited."""
        return False

    # --- signing in and out ---

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Counts the try, and refuses it unlooked-at when there were too many. The count is kept in the cache."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            operations.record_throttled(actor=self._actor(request), at=timezone.now(), login=str(credentials.get("email", "")))
            raise

    def authenticate(self, request: HttpRequest, **credentials: Any) -> AbstractBaseUser | None:
        """The person whose e-mail and password these are. The right password of a disabled account is a wrong one."""
        user = super().authenticate(request, **credentials)
        if user is not None and not user.is_active:
            self.pre_authenticate(request, **credentials)
            self._record_failure(request, reason="DISABLED", login=str(credentials.get("email", "")))
            return None
        return user

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        self._record_failure(request, reason="PASSWORD", login=str(credentials.get("email", "")))

    def respond_user_inactive(self, request: HttpRequest, user: AbstractBaseUser) -> HttpResponse:
        """A disabled account came by passkey: the answer is that of a passkey that we do not know."""
        operations.record_failure(actor=actor_signing_in(request, user_id=user.pk), at=timezone.now(), reason="DISABLED")
        messages.error(request, NOT_THIS_ONE)
        return redirect("account_login")

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """Every factor was given: a new session begins, under a new key, and its time runs from here."""
        at = timezone.now()
        records = get_authentication_records(request, user)
        methods = [record.get("type") or record["method"] for record in records]
        operations.record_sign_in(actor=actor_signing_in(request, user_id=user.pk), at=at, methods=methods)
        super().login(request, user)
        start_session(request, at=at)

    def logout(self, request: HttpRequest) -> None:
        operations.record_sign_out(
            actor=actor_signing_in(request, user_id=request.user.pk), at=timezone.now(), session_key=request.session.session_key
        )
        super().logout(request)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Before the means of signing in are changed the password is asked for again, unless it was just given to sign in."""
        at = timezone.now()
        age = at - times_of(self.request, at=at).signed_in_at
        if age.total_seconds() < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT:
            return False
        return super().is_reauthentication_required(app=app, **kwargs)

    # --- passwords ---

    def set_password(self, user: AbstractBaseUser, password: str) -> None:
        """A new password, changed or by a reset link: all sessions of the account end."""
        assert isinstance(user, User)
        operations.change_password(
            actor=self._actor(self.request),
            user=user,
            password=password,
            at=timezone.now(),
            keep_session=self.request.session.session_key,
        )

    def ask_for_reset(self, *, email: str, user_id: int | None) -> None:
        """Somebody wants a new password for an address. Known or not, the page has done the same when it answers."""
        operations.record_reset_asked(actor=self._actor(self.request), at=timezone.now(), login=email)
        tasks.send_reset_link.delay(user_id=user_id, origin=self.request.build_absolute_uri("/"))

    # --- mail ---

    def send_notification_mail(
        self, template_prefix: str, user: AbstractBaseUser, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """Tell somebody that their means of signing in were changed; the worker sends it."""
        tasks.send_notice.delay(
            template=template_prefix,
            user_id=user.pk,
            at=timezone.now().isoformat(),
            ip=self.get_client_ip(self.request),
            user_agent=self.get_http_user_agent(self.request)[:HTTP_USER_AGENT_MAX_LENGTH],
        )

    def render_mail(self, *args: Any, **kwargs: Any) -> EmailMessage:
        """Our e-mails are those of `care.accounts.mail`.

        Raises:
            NotImplementedError: allauth wanted to send one that we do not know.
        """
        raise NotImplementedError("e-mails about accounts are sent by care.accounts.mail")

    def _actor(self, request: HttpRequest) -> Any:
        return actor_signing_in(request, user_id=request.user.pk if request.user.is_authenticated else None)

    def _record_failure(self, request: HttpRequest, *, reason: str, login: str) -> None:
        operations.record_failure(actor=self._actor(request), at=timezone.now(), reason=reason, login=login)


class MFAAdapter(DefaultMFAAdapter):
    """Second factors: their secrets are encrypted where they lie."""

    error_messages = DefaultMFAAdapter.error_messages | {"incorrect_code": NOT_THIS_ONE}

    def encrypt(self, text: str) -> str:
        return encrypt(text, settings.CARE_FIELD_KEYS)

    def decrypt(self, encrypted_text: str) -> str:
        """The secret again.

        Raises:
            WrongKey: it was encrypted under a key that we do not have (any more).
        """
        return decrypt(encrypted_text, settings.CARE_FIELD_KEYS)

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return super().get_public_key_credential_rp_entity() | {"name": settings.MFA_TOTP_ISSUER}

    def get_public_key_credential_user_entity(self, user: AbstractBaseUser) -> dict[str, Any]:
        """What a device shows beside the passkey: the person's name, not our number for them."""
        entity: dict[str, Any] = super().get_public_key_credential_user_entity(user)
        return entity | {"display_name": getattr(user, "name", "")}

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Any) -> str:
        return "Passkey"


class SessionsAdapter(DefaultUserSessionsAdapter):
    """The list of places where somebody is signed in."""

    def end_sessions(self, sessions: list[UserSession]) -> None:
        if sessions:
            actor = actor_signing_in(self.request, user_id=self.request.user.pk)
            operations.end_sessions(actor=actor, sessions=sessions, at=timezone.now())
