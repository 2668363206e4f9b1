"""From a bearer token to the partner system that it stands for. A session cookie is never looked at here."""

from allauth.idp.oidc.contrib.rest_framework.authentication import TokenAuthentication
from allauth.idp.oidc.models import Token
from rest_framework.exceptions import AuthenticationFailed, PermissionDenied
from rest_framework.request import Request

from care.accounts.queries import Partner, partner_of_client

REALM = 'Bearer realm="Throughline"'


class PartnerAuthentication(TokenAuthentication):
    """allauth's reading of a token, with a clear answer: 401 for a token that is unknown, has ended, or is nobody's any more.

    `request.user` is the partner system, `request.auth` the token with its scopes.
    """

    def authenticate(self, request: Request) -> tuple[Partner, Token] | None:
        """The partner system, or none where no token was sent.

        Raises:
            AuthenticationFailed: there is a token and it is no good.
        """
        scheme, _, value = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "bearer":
            return None
        if not value.strip() or not value.isascii() or "access_token" in request.GET:
            raise AuthenticationFailed
        try:
            found = super().authenticate(request._request)  # as it came: nothing of a body is read here
        except PermissionDenied as error:  # the token is for another resource
            raise AuthenticationFailed from error
        token = found[1] if found else None
        partner = partner_of_client(token.client_id) if token is not None and token.client_id and token.user_id is None else None
        if token is None or partner is None:
            raise AuthenticationFailed
        return partner, token

    def authenticate_header(self, request: Request) -> str:
        """What a 401 says in WWW-Authenticate."""
        return f'{REALM}, error="invalid_token"' if "Authorization" in request.headers else REALM
