"""From a signed-in session to the actor that it stands for, and the session's own times.

The only place that turns a request into an actor, and the only one that reads and writes what the sign-in policy keeps in
the session: when it began, when somebody was last there, whether it is locked, at which organization the person works.
"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest

from care.accounts.models import User
from care.accounts.queries import WorkPlace, work_place_of, work_places_of
from care.accounts.rules import SessionState, SessionTimes, session_state
from care.actor import Actor

PLACE_KEY = "care_staff_id"
SIGNED_IN_KEY = "care_signed_in_at"
ACTIVE_KEY = "care_active_at"
LOCKED_KEY = "care_locked"
SECOND_FACTOR_KEY = "care_second_factor"
# The time of the last activity is written at most this often: a session is a row, and each page would write it.
WRITE_EVERY = timedelta(seconds=30)


class NoWorkPlace(PermissionError):
    """Signed in, but working at no organisation (any more)."""


def person_of(request: HttpRequest) -> User:
    """The signed-in person. The sign-in policy lets nobody else reach the pages that ask for one."""
    assert isinstance(request.user, User)
    return request.user


def place_of(request: HttpRequest) -> WorkPlace:
    """Where the signed-in person works now, read once for a request.

    Raises:
        NoWorkPlace: the person has no open work at any organisation.
    """
    place: WorkPlace | None = getattr(request, "care_place", None)
    if place is None:
        place = work_place_of(user_id=person_of(request).pk, staff_id=request.session.get(PLACE_KEY))
        if place is None:
            raise NoWorkPlace
        request.care_place = place  # type: ignore[attr-defined]
    return place


def actor_of(request: HttpRequest) -> Actor:
    """The actor behind a request of a signed-in person, else the anonymous one.

    Raises:
        NoWorkPlace: as `place_of`.
    """
    request_id = request_id_of(request)
    if not request.user.is_authenticated:
        return Actor.anonymous(request_id=request_id)
    return _staff(place_of(request), request_id, page=_page_of(request))


def actor_signing_in(request: HttpRequest, *, user_id: int | None) -> Actor:
    """Who signs in, out or fails to: the person as staff where they work, by number alone where they work nowhere."""
    request_id = request_id_of(request)
    place = work_place_of(user_id=user_id) if user_id is not None else None
    if place is not None:
        return _staff(place, request_id)
    anonymous = Actor.anonymous(request_id=request_id)
    return anonymous if user_id is None else replace(anonymous, user_id=user_id, label=f"user {user_id}")


def _page_of(request: HttpRequest) -> str:
    """The name of the address that was asked for."""
    match = request.resolver_match
    return str(match.view_name) if match is not None else ""


def _staff(place: WorkPlace, request_id: str, page: str = "") -> Actor:
    return Actor.staff(
        user_id=place.user_id,
        staff_id=place.staff_id,
        organisation_id=place.organisation_id,
        roles=place.roles,
        request_id=request_id,
        page=page,
    )


def request_id_of(request: HttpRequest) -> str:
    """The number that the middleware gave to this request."""
    return str(getattr(request, "care_request_id", ""))


def zone_of(request: HttpRequest) -> str:
    """The IANA name of the zone in which this person sees times: their own choice, else the organization's."""
    return getattr(request.user, "zone", "") or place_of(request).organisation_zone


def choose_place(request: HttpRequest, *, staff_uuid: UUID) -> WorkPlace:
    """Work at another of one's own organizations from the next page on.

    Raises:
        NoWorkPlace: the person does not work there (any more).
    """
    place = next((place for place in work_places_of(user_id=person_of(request).pk) if place.staff_uuid == staff_uuid), None)
    if place is None:
        raise NoWorkPlace
    request.session[PLACE_KEY] = place.staff_id
    return place


# --- the session's times -------------------------------------------------------------------------------------------------------


def start_session(request: HttpRequest, *, at: datetime) -> None:
    """Somebody has just signed in."""
    request.session[SIGNED_IN_KEY] = at.timestamp()
    request.session[ACTIVE_KEY] = at.timestamp()
    request.session.pop(LOCKED_KEY, None)


def times_of(request: HttpRequest, *, at: datetime) -> SessionTimes:
    """The times of this session. One that was not begun by a sign-in through the adapter counts from its first request."""
    if SIGNED_IN_KEY not in request.session or ACTIVE_KEY not in request.session:
        start_session(request, at=at)
    return SessionTimes(
        signed_in_at=datetime.fromtimestamp(request.session[SIGNED_IN_KEY], UTC),
        active_at=datetime.fromtimestamp(request.session[ACTIVE_KEY], UTC),
        is_locked=bool(request.session.get(LOCKED_KEY)),
    )


def state_of(request: HttpRequest, *, at: datetime) -> SessionState:
    """Open, locked, or over."""
    return session_state(times_of(request, at=at), at=at, idle_lock=settings.IDLE_LOCK, session_length=settings.SESSION_LENGTH)


def ends_at(request: HttpRequest, *, at: datetime) -> datetime:
    """When this session is over, whatever is done until then."""
    return times_of(request, at=at).signed_in_at + settings.SESSION_LENGTH


def note_activity(request: HttpRequest, *, at: datetime) -> None:
    """Somebody is there. Written to the session every half minute at most, so that the lock may come that much early."""
    if at - times_of(request, at=at).active_at >= WRITE_EVERY:
        request.session[ACTIVE_KEY] = at.timestamp()


def lock_session(request: HttpRequest, *, by_hand: bool = False) -> bool:
    """From now on only the person's own password or passkey opens this session again. Tells whether it was open until now."""
    if request.session.get(LOCKED_KEY):
        return False
    request.session[LOCKED_KEY] = "by hand" if by_hand else "idle"
    return True


def was_locked_by_hand(request: HttpRequest) -> bool:
    """Whether somebody locked it, as opposed to nobody being there."""
    return bool(request.session.get(LOCKED_KEY) == "by hand")


def unlock_session(request: HttpRequest, *, at: datetime) -> None:
    """The same person is back. The session's end stays where it was."""
    request.session.pop(LOCKED_KEY, None)
    request.session[ACTIVE_KEY] = at.timestamp()
