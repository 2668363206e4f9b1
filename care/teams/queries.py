"""Reading teams: enrolments, who is on a team, and the caseload."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject

from care.actor import Permit, Role
from care.lib.paging import Page, decode_cursor, encode_cursor
from care.lib.prepared import Condition, prepared, prepared_text
from care.teams.models import CareTeamMember, CaseloadSummary, Enrolment
from care.teams.rules import FAR_AWAY, EndReason


@dataclass(frozen=True, slots=True)
class Standing:
    """How one staff member stands to one patient: what the gate needs to know of teams."""

    is_enrolled: bool
    was_enrolled: bool
    is_on_team: bool


def standing_of(*, patient_id: int, organisation_id: int, staff_id: int | None) -> Standing:
    """Whether the person is or was enrolled at the organisation, and whether the colleague is on the care team. One query."""
    rows = _standings(patient_id=patient_id, organisation_id=organisation_id, staff_id=staff_id or 0)
    return Standing(
        is_enrolled=any(ended_at is None for ended_at, _ in rows),
        was_enrolled=bool(rows),
        is_on_team=any(on_team for _, on_team in rows),
    )


@prepared
def _standings(*, patient_id: int, organisation_id: int, staff_id: int) -> QuerySet[Enrolment, tuple[Any, ...]]:
    memberships = CareTeamMember.objects.filter(enrolment=OuterRef("pk"), staff_id=staff_id, left_at__isnull=True)
    enrolments = Enrolment.objects.filter(patient_id=patient_id, organisation_id=organisation_id)
    return enrolments.annotate(on_team=Exists(memberships)).values_list("ended_at", "on_team")


def enrolled_among(*, patient_ids: Collection[int], organisation_id: int) -> set[int]:
    """Which of these people are or were enrolled at the organisation. One query."""
    rows = Enrolment.objects.filter(patient_id__in=patient_ids, organisation_id=organisation_id)
    return set(rows.values_list("patient_id", flat=True))


def untouched_admissions(*, patient_ids: Collection[int], organisation_id: int) -> set[int]:
    """Of these people, whose care here is as their admission left it: one enrolment, open or ended by a death, and no team but
    whoever admitted them founded. Two queries.
    """
    rows = Enrolment.objects.filter(patient_id__in=patient_ids).order_by("pk")
    found: dict[int, bool] = {}
    for patient_id, organisation, ended, reason, completed in rows.values_list(
        "patient_id", "organisation_id", "ended_at", "end_reason", "treatment_completed_at"
    ):
        as_it_was = organisation == organisation_id and completed is None and (ended is None or reason == EndReason.DIED)
        found[patient_id] = as_it_was and patient_id not in found
    later = CareTeamMember.objects.filter(patient_id__in=patient_ids).exclude(joined_at=F("enrolment__admitted_at"), left_at=None)
    touched = set(later.values_list("patient_id", flat=True))
    return {patient_id for patient_id, as_it_was in found.items() if as_it_was and patient_id not in touched}


def team_condition(*, staff_id: int, path: str) -> Condition:
    """For querysets: rows whose patient (at `path`) has this colleague on the care team now."""
    return Condition(_on_team, path, staff_id)


def _on_team(path: str, staff_id: int) -> Q:
    return Q(Exists(CareTeamMember.objects.filter(staff_id=staff_id, left_at__isnull=True, patient_id=OuterRef(path))))


def enrolled_condition(*, organisation_id: int, path: str) -> Condition:
    """For querysets: rows whose patient (at `path`) is or was enrolled at the organisation."""
    return Condition(_enrolled, path, organisation_id)


def _enrolled(path: str, organisation_id: int) -> Q:
    return Q(Exists(Enrolment.objects.filter(organisation_id=organisation_id, patient_id=OuterRef(path))))


@dataclass(frozen=True, slots=True)
class TeamMember:
    """A colleague on a care team."""

    uuid: UUID
    staff_id: int
    name: str
    function: str
    function_label: str
    is_lead: bool
    joined_at: datetime


def team_of(*, permit: Permit) -> list[TeamMember]:
    """The care team of the permit's patient at the permit's organisation, lead first. One query."""
    rows = _members(patient_id=permit.patient_id, organisation_id=permit.organisation_id)
    return [
        TeamMember(uuid, staff_id, name, function, Role(function).label, is_lead, joined_at)
        for uuid, staff_id, name, function, is_lead, joined_at in rows
    ]


@prepared
def _members(*, patient_id: int, organisation_id: int) -> QuerySet[CareTeamMember, tuple[Any, ...]]:
    members = CareTeamMember.objects.filter(
        patient_id=patient_id, enrolment__organisation_id=organisation_id, left_at__isnull=True
    )
    columns = ("uuid", "staff_id", "staff__user__name", "function", "is_lead", "joined_at")
    return members.order_by("-is_lead", "joined_at", "pk").values_list(*columns)


def open_enrolment(*, permit: Permit) -> Enrolment | None:
    """The open enrolment of the permit's patient at the permit's organisation."""
    return Enrolment.objects.filter(
        patient_id=permit.patient_id, organisation_id=permit.organisation_id, ended_at__isnull=True
    ).first()


@dataclass(frozen=True, slots=True)
class EnrolmentRow:
    """One time for which the person was in the programme's care."""

    admitted_at: datetime
    admitted_by: str
    ended_at: datetime | None
    ended_by: str
    end_reason: EndReason | None
    treatment_completed_on: date | None
    treatment_completed_at: datetime | None
    treatment_completed_by: str


def enrolments_of(*, permit: Permit) -> list[EnrolmentRow]:
    """Every enrolment of the patient at the organisation, newest first, with who admitted and who ended. One query."""
    rows = _enrolments(patient_id=permit.patient_id, organisation_id=permit.organisation_id)
    return [
        EnrolmentRow(
            admitted_at=admitted_at,
            admitted_by=admitted_by,
            ended_at=ended_at,
            ended_by=ended_by or "",
            end_reason=EndReason(reason) if reason else None,
            treatment_completed_on=completed_on,
            treatment_completed_at=completed_at,
            treatment_completed_by=completed_by or "",
        )
        for admitted_at, admitted_by, ended_at, ended_by, reason, completed_on, completed_at, completed_by in rows
    ]


@prepared
def _enrolments(*, patient_id: int, organisation_id: int) -> QuerySet[Enrolment, tuple[Any, ...]]:
    columns = (
        *("admitted_at", "admitted_by__name", "ended_at", "ended_by__name", "end_reason"),
        *("treatment_completed_on", "treatment_completed_at", "treatment_completed_by__name"),
    )
    rows = Enrolment.objects.filter(patient_id=patient_id, organisation_id=organisation_id)
    return rows.order_by("-admitted_at", "-pk").values_list(*columns)


def open_admissions(*, organisation_id: int, after: int = 0, limit: int = 200) -> list[tuple[int, datetime]]:
    """Who is in care at an organization and since when, for a job that goes through all of them by number. One query."""
    rows = Enrolment.objects.filter(organisation_id=organisation_id, ended_at__isnull=True, patient_id__gt=after)
    return list(rows.order_by("patient_id").values_list("patient_id", "admitted_at")[:limit])


def admitted_since(*, organisation_id: int, condition: Q, since: datetime, limit: int = 50) -> list[tuple[int, datetime]]:
    """Who was admitted since a moment, of those whom the gate's condition (on `patient_id`) lets the reader see, and when.

    Newest first; one query.
    """
    rows = Enrolment.objects.filter(condition, organisation_id=organisation_id, admitted_at__gte=since)
    return list(rows.order_by("-admitted_at", "-pk").values_list("patient_id", "admitted_at")[:limit])


def risk_of(*, organisation_id: int, path: str) -> Subquery:
    """For somebody in care, what the answers about suicide showed that stand, when and by what, as a part of another query about
    them: `{"risk": "high", "on": "2026-11-28", "source": "cssrs"}`. `path` leads there to the patient's number.
    """
    rows = CaseloadSummary.objects.filter(patient_id=OuterRef(path), organisation_id=organisation_id, is_open=True)
    return Subquery(rows.exclude(risk="").values(said=JSONObject(risk="risk", on="risk_on", source="risk_source"))[:1])


@dataclass(frozen=True, slots=True)
class CaseloadRow:
    """One person on a caseload."""

    patient_id: int
    enrolment_id: int
    next_due_at: datetime | None
    next_what: str
    open_tasks: int
    lead_staff_id: int | None
    medication: str
    plan_status: str
    plan_review_due_on: date | None
    last_score: str
    last_score_on: date | None
    last_score_is_worse: bool


class Show(StrEnum):
    """Which people of a caseload are shown."""

    EVERYONE = "everyone"
    MINE = "mine"
    LATE = "late"
    TODAY = "today"
    REVIEW = "review"
    NO_LEAD = "no_lead"


@dataclass(frozen=True, slots=True)
class Moment:
    """Now, as a caseload sees it: the moment, the reader's calendar day, and when that day ends."""

    at: datetime
    today: date
    day_end: datetime


_COLUMNS = (
    "patient_id", "enrolment_id", "next_due_at", "next_what", "open_tasks", "lead_staff_id", "medication", "plan_status",
    "plan_review_due_on", "last_score", "last_score_on", "last_score_is_worse",
)  # fmt: skip
# What each show asks of a summary row, in SQL: the same words choose the rows of a page and count them.
_SHOWS = {
    Show.EVERYONE: "true",
    Show.MINE: "EXISTS (SELECT FROM teams_careteammember AS m"
    " WHERE m.staff_id = %(staff)s AND m.left_at IS NULL AND m.patient_id = s.patient_id)",
    Show.LATE: "s.next_due_at < %(at)s",
    Show.TODAY: "s.next_due_at >= %(at)s AND s.next_due_at < %(day_end)s",
    Show.REVIEW: "s.plan_review_due_on <= %(today)s",
    Show.NO_LEAD: "s.lead_staff_id IS NULL",
}


@dataclass(frozen=True, slots=True)
class Caseload:
    """A page of people, and how many each show has: exact up to the cap, and above it only that there are more."""

    page: Page[CaseloadRow]
    counts: dict[Show, int]


def caseload(
    *,
    organisation_id: int,
    condition: Q,
    moment: Moment,
    show: Show = Show.EVERYONE,
    staff_id: int | None = None,
    after: str = "",
    limit: int = 50,
) -> Page[CaseloadRow]:
    """A page of `counted_caseload` without the counts. One query.

    Raises:
        BadCursor: `after` is not a cursor of this list.
    """
    found = counted_caseload(
        organisation_id=organisation_id,
        condition=condition,
        moment=moment,
        show=show,
        staff_id=staff_id,
        after=after,
        limit=limit,
        counted=(),
    )
    return found.page


def counted_caseload(
    *,
    organisation_id: int,
    condition: Q,
    moment: Moment,
    show: Show = Show.EVERYONE,
    staff_id: int | None = None,
    after: str = "",
    limit: int = 50,
    counted: tuple[Show, ...] = tuple(Show),
    cap: int = 500,
) -> Caseload:
    """A page of the people whom the gate's condition (on `patient_id`) lets the reader see, soonest due first, and the counts.

    One query. Counting stops behind `cap`, so that a large programme costs no more than a small one. `staff_id` is the
    reader, for `Show.MINE`.

    Raises:
        BadCursor: `after` is not a cursor of this list.
    """
    readable, given = _readable(condition=condition, organisation_id=organisation_id)
    # PostgreSQL flattens the inner select: each part walks an index of its own and stops at its limit
    numbered = [f"%(g{number})s" for number in range(len(given))]
    people = f"({readable % tuple(numbered)}) AS s"
    params: dict[str, Any] = dict(zip((f"g{number}" for number in range(len(given))), given, strict=True))
    params |= {"staff": staff_id, "at": moment.at, "day_end": moment.day_end, "today": moment.today}
    params |= {"limit": limit + 1, "cap": cap + 1}
    behind = ""
    if after:
        due, pk = decode_cursor(after)
        behind = " AND (s.next_due_at, s.enrolment_id) > (%(due)s, %(pk)s)"
        params |= {"due": due, "pk": pk}
    counts = ", ".join(
        f"(SELECT count(*) FROM (SELECT FROM {people} WHERE {_SHOWS[one]} LIMIT %(cap)s) AS c)"  # noqa: S608 - our own words
        for one in counted
    )
    names = ", ".join(f"p.{name}" for name in _COLUMNS)
    statement = f"""
        SELECT {names}{", counted.*" if counts else ""}
        FROM {f"(SELECT {counts}) AS counted LEFT JOIN" if counts else ""} (
            SELECT s.* FROM {people} WHERE {_SHOWS[show]}{behind} ORDER BY s.next_due_at, s.enrolment_id LIMIT %(limit)s
        ) AS p {"ON true" if counts else ""} ORDER BY p.next_due_at, p.enrolment_id
    """  # noqa: S608 - our own words
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        found = cursor.fetchall()
    width = len(_COLUMNS)
    numbers = dict(zip(counted, found[0][width:], strict=True)) if found and counts else dict.fromkeys(counted, 0)
    found = [row for row in found if row[0] is not None]
    shown = found[:limit]
    cursor_text = encode_cursor(shown[-1][2], shown[-1][1]) if len(found) > limit else ""
    return Caseload(Page([_caseload_row(row[:width]) for row in shown], cursor_text), numbers)


@prepared_text
def _readable(*, condition: Q, organisation_id: int) -> QuerySet[CaseloadSummary, tuple[Any, ...]]:
    return CaseloadSummary.objects.filter(condition, organisation_id=organisation_id, is_open=True).values_list(*_COLUMNS)


def _caseload_row(row: Sequence[Any]) -> CaseloadRow:
    return CaseloadRow(row[0], row[1], None if row[2] == FAR_AWAY else row[2], *row[3:])


def get_member(*, permit: Permit, uuid: UUID) -> CareTeamMember | None:
    """A colleague who is on the team of the permit's patient now; none when they have left or are on another's."""
    return CareTeamMember.objects.filter(
        uuid=uuid, patient_id=permit.patient_id, enrolment__organisation_id=permit.organisation_id, left_at__isnull=True
    ).first()
