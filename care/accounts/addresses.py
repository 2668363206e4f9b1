"""Which addresses are open to whom, by name: the one list that the sign-in policy reads and a test holds."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.urls import Resolver404, resolve
from django.utils.http import url_has_allowed_host_and_scheme

# Signs of life: they ask neither the session nor the user.
SIGNS_OF_LIFE = ("health:healthz", "health:readyz")
# Open to somebody who has not signed in. Everything else asks for a sign-in.
PUBLIC = (
    *SIGNS_OF_LIFE,
    "account_login",
    "account_logout",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "mfa_authenticate",
    "mfa_login_webauthn",
    "accounts:invitation",
    "accounts:join",
    "texts:inbound",
    "phone:check_in",
    "questions:answer",
    "signing:consent",
    "kept:keeper",
    "kept:copy",
    "kept:still",
    *(("demo:phone", "demo:phone_reply", "demo:phone_messages") if settings.DEMO else ()),
    "accounts:token",
    "api:openapi",
    "api:unknown",
)
# For machines, which bring a token of their own or need none: a session is never looked at here, nor made.
MACHINES = (
    "accounts:token",
    "api:openapi",
    "api:people",
    "api:person",
    "api:person_plan",
    "api:plans",
    "api:plan",
    "api:unknown",
)
# What a locked session may still ask for.
OPEN_WHILE_LOCKED = (*SIGNS_OF_LIFE, "accounts:locked", "accounts:lock", "account_logout")
# What somebody may open who must set up a second factor first.
OPEN_WITHOUT_SECOND_FACTOR = (
    *SIGNS_OF_LIFE,
    "accounts:second_factor",
    "accounts:lock",
    "accounts:locked",
    "accounts:alive",
    "accounts:theme",
    "account_logout",
    "account_reauthenticate",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_view_recovery_codes",
    "mfa_download_recovery_codes",
)
# Never a place to return to.
NO_RETURN = ("account_login", "account_logout", "accounts:locked", "accounts:lock", "accounts:alive", "accounts:theme")


def name_of(path: str) -> str:
    """The name of the address that a path leads to, '' when it leads nowhere."""
    try:
        return resolve(path).view_name
    except Resolver404:
        return ""


def safe_path(request: HttpRequest, address: str | None) -> str:
    """Path and query of an address of this very site that can be opened; '/' for anything else."""
    if not address or not url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        return "/"
    parts = urlsplit(address)
    path = parts.path or "/"
    if path.startswith("//") or name_of(path) in ("", *NO_RETURN):
        return "/"
    return f"{path}?{parts.query}" if parts.query else path


def is_page_request(request: HttpRequest) -> bool:
    """Whether the browser is going to a page, as opposed to htmx or a script asking for a part of one."""
    headers = request.headers
    if headers.get("HX-Request") == "true":
        return False
    mode = headers.get("Sec-Fetch-Mode")
    if mode is not None:
        return mode == "navigate"
    return headers.get("X-Requested-With") != "XMLHttpRequest" and not headers.get("Accept", "").startswith("application/json")


def return_path(request: HttpRequest) -> str:
    """The page to which somebody returns after signing in or unlocking: this one, or the one that a part or a form stands on."""
    if name_of(request.path_info) == "accounts:locked":
        return safe_path(request, request.POST.get("next") or request.GET.get("next"))
    if request.headers.get("HX-Current-URL"):
        return safe_path(request, request.headers["HX-Current-URL"])
    if request.method in ("GET", "HEAD") and is_page_request(request):
        return safe_path(request, request.get_full_path())
    return safe_path(request, request.headers.get("Referer"))
