"""A session engine for the matrix: each request finds its session as it was signed in, and leaves nothing behind."""

from typing import Any

from django.contrib.sessions.backends.base import SessionBase

KEPT: dict[str, dict[str, Any]] = {}


class SessionStore(SessionBase):
    """A session whose changes end with the request, as all else that the request has changed."""

    def load(self) -> dict[str, Any]:
        if self.session_key in KEPT:
            return dict(KEPT[self.session_key])
        self._session_key = None
        return {}

    def exists(self, session_key: str) -> bool:
        return session_key in KEPT

    def create(self) -> None:
        self._session_key = self._get_new_session_key()
        self.modified = True

    def save(self, must_create: bool = False) -> None:
        if self.session_key is None:
            self.create()

    def delete(self, session_key: str | None = None) -> None:
        """It is there again for the next request."""
