"""What every page's frame shows: where somebody works, who they are, and the rooms that they may enter."""

from functools import cached_property, lru_cache
from typing import Any, TypedDict

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import get_language_from_request

from care.accounts.queries import WorkPlace
from care.accounts.rules import HOLDERS, Work
from care.accounts.session import NoWorkPlace, place_of, zone_of
from care.actor import Role
from care.lib.dates import zone_label
from care.pages.reading import reads_care

PATIENT_PAGES = frozenset(
    f"pages:{name}"
    for name in (
        *("chart", "plan", "medication", "history", "trends", "team", "end", "complete_treatment", "emergency_disclosure"),
        *("restrictions", "restriction_new", "restriction", "representatives", "representative_new"),
        *("check_ins", "check_in", "check_in_attempt", "check_in_answer", "protocol_start", "protocol_stop"),
        *("accounting", "own_copy", "share", "hand_over"),
        *("intake", "intake_section", "intake_pause", "intake_summary", "intake_close"),
    )
)
PATIENT_ROOMS = frozenset(
    {"patients", "assessments", "coverage", "merging", "treatment_plans", "plan_library", "regimens", "notes", "reminders"}
)


class Room(TypedDict):
    """One line of the navigation. `gap` draws a line above it; no count where none is kept. A dict: templates read it fastest."""

    label: str
    url: str
    icon: str
    current: bool
    count: int | None
    gap: bool


def _room(label: str, icon: str, name: str, *, here: str, gap: bool = False) -> Room:
    try:
        url = reverse(name)
    except NoReverseMatch:  # a room that is not built yet has no line
        url = ""
    return Room(label=label, url=url, icon=icon, current=name == here, count=None, gap=gap)


@lru_cache(maxsize=512)
def rooms_of(roles: frozenset[Role], here: str) -> tuple[Room, ...]:
    """The rooms that some roles open, with the one that is open now marked: made once for each set of roles and room."""
    first = [_room("Today", "today", "pages:today", here=here)]
    if reads_care(roles):
        first.append(_room("Caseload", "people", "pages:caseload", here=here))
        first.append(_room("Measures due", "measure", "measures:due", here=here))
        first.append(_room("Injections", "syringe", "injections:due", here=here))
        first.append(_room("Reviews due", "rise", "reviews_due:due", here=here))
        first.append(_room("Coverage and benefits", "clock", "coverage_desk:desk", here=here))
        first.append(_room("Notes", "pen", "progress_desk:desk", here=here))
    if HOLDERS[Work.HOLD_CONFERENCES] & roles:
        first.append(_room("Conferences", "team", "conference_desk:conferences", here=here))
    if HOLDERS[Work.KEEP_NOTES] & roles:
        first.append(_room("Counseling notes", "note", "notes_desk:desk", here=here))
    if reads_care(roles) or HOLDERS[Work.KEEP_LIBRARY] & roles:
        first.append(_room("Library", "kit", "library:library", here=here))
    if HOLDERS[Work.SEE_SAFETY_RULES] & roles:
        first.append(_room("Safety rules", "hard", "safety:rules", here=here))
    if HOLDERS[Work.REGISTER_PATIENT] & roles:
        first.append(_room("Register a person", "plus", "patients:new", here=here))
    below = []
    if HOLDERS[Work.MERGE_RECORDS] & roles:
        below.append(("Records alike", "people", "merging:alike"))
    if HOLDERS[Work.SEE_UNDELIVERED] & roles:
        below.append(("Not delivered", "message", "pages:undelivered"))
    if HOLDERS[Work.MANAGE_STAFF] & roles:
        below.append(("Staff", "team", "accounts:staff"))
        below.append(("Our name in messages", "message", "texts:sender"))
        below.append(("Instruments", "measure", "instruments:instruments"))
    if HOLDERS[Work.KEEP_FORMULARY] & roles:
        below.append(("Formulary", "pill", "formulary:formulary"))
    if HOLDERS[Work.KEEP_NOTE_TEMPLATES] & roles:
        below.append(("Templates of notes", "note", "progress_desk:templates"))
    if HOLDERS[Work.KEEP_AGREEMENTS] & roles:
        below.append(("Agreements", "note", "pages:agreements"))
    if HOLDERS[Work.PRIVACY_OFFICE] & roles:
        below.append(("Privacy office", "eye", "pages:privacy"))
        below.append(("Breach register", "over", "pages:breaches"))
    if HOLDERS[Work.VERIFY_AUDIT] & roles:
        below.append(("Audit", "saved", "pages:audit"))
    below.append(("Who may read what", "consent", "pages:who_may_read"))
    below.append(("Who may sign", "pen", "pages:who_may_sign"))
    below.append(("Roles", "key", "pages:roles"))
    rooms = first + [_room(*line, here=here, gap=number == 0) for number, line in enumerate(below)]
    return tuple(room for room in rooms if room["url"])


@lru_cache(maxsize=512)
def roles_text(roles: frozenset[Role]) -> str:
    """The roles held, in words, in the order of the vocabulary: 'care coordinator, nurse'."""
    return ", ".join(role.label.lower() for role in Role if role in roles)


class Shell:
    """The frame of one page, read only as far as the page's template asks.

    Somebody who is not signed in, works nowhere, or meets an error gets an empty frame, never a second error.
    """

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    def __getitem__(self, name: str) -> Any:
        """What a template asks for; templates try an item before an attribute."""
        try:
            return getattr(self, name)
        except AttributeError as error:
            raise KeyError(name) from error

    @property
    def demo(self) -> bool:
        return settings.DEMO

    @cached_property
    def _place(self) -> WorkPlace | None:
        user = getattr(self._request, "user", None)
        try:
            if user is None or not user.is_authenticated:
                return None
            return place_of(self._request)
        except (NoWorkPlace, DatabaseError):
            return None

    @cached_property
    def theme(self) -> str:
        try:
            return getattr(getattr(self._request, "user", None), "theme", "") or "auto"
        except DatabaseError:
            return "auto"

    @property
    def idle_seconds(self) -> int:
        return int(settings.IDLE_LOCK.total_seconds())

    @cached_property
    def reader_language(self) -> str:
        """The language in which whoever reads this wants to be told what patients are told: 'en' or 'es'."""
        return get_language_from_request(self._request)

    @property
    def organisation(self) -> str:
        return self._place.organisation_name if self._place else ""

    @property
    def user_name(self) -> str:
        return self._place.user_name if self._place else ""

    @property
    def role_label(self) -> str:
        return roles_text(self._place.roles) if self._place else ""

    @cached_property
    def zone(self) -> str:
        return zone_of(self._request) if self._place is not None else ""

    @cached_property
    def zone_label(self) -> str:
        if not self.zone:
            return ""
        return zone_label(self.zone, timezone.now())  # noqa: TID251 - the frame is drawn at the edge

    @cached_property
    def nav(self) -> tuple[Room, ...]:
        """The rooms that this person's roles open."""
        return rooms_of(self._place.roles, self._here()) if self._place else ()

    def _here(self) -> str:
        """The address name of the room in which the page stands: a person's pages are part of the caseload."""
        match = getattr(self._request, "resolver_match", None)
        if match is None:
            return ""
        name = str(match.view_name)
        in_chart = name in PATIENT_PAGES or (match.app_name in PATIENT_ROOMS and name not in ("patients:new", "merging:alike"))
        if name.startswith("pages:privacy"):
            return "pages:privacy"
        if name.startswith("pages:breach"):
            return "pages:breaches"
        if name.startswith("library:"):
            return "library:library"
        if name.startswith("plan_desk:"):
            return "accounts:staff"
        return "pages:caseload" if in_chart else name


def shell(request: HttpRequest) -> dict[str, Shell]:
    """The context processor: nothing is read until a template asks for it."""
    return {"shell": Shell(request)}
