"""Reading what was sent, and what somebody's page shows behind their link."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from care.accounts.queries import names_of_users
from care.actor import Category, Permit
from care.links.operations import LinkHolder, LinkRevoked, LinkUnknown
from care.questionnaires.models import Questionnaire
from care.questionnaires.naming import short_name
from care.questionnaires.rules.states import WAITING, can_step
from care.questionnaires.rules.walking import danger_of, shown_answers, talks_now
from care.questionnaires.vocabulary import EndReason, State, Step
from care.reminders.queries import agreed_ways, points_of, sender_of
from care.reminders.rules import ways
from patients.assessments.catalogue import definition as definition_of
from patients.assessments.catalogue import definitions, in_language
from patients.assessments.queries import ShownItem, response_for, shown, wording_in_use
from patients.assessments.rules import Danger, Definition, score
from patients.queries import get_patient, language_of


@dataclass(frozen=True, slots=True)
class SentRow:
    """One questionnaire that was asked for. `is_waiting`: an answer is awaited."""

    uuid: UUID
    instrument: str
    short: str
    state: State
    asked_at: datetime
    asked_by: str
    sent_at: datetime | None
    reminded_at: datetime | None
    expires_at: datetime
    answered_at: datetime | None
    ended_at: datetime | None
    ended_by: str
    end_reason: EndReason | None
    danger: Danger | None
    response: UUID | None

    @property
    def is_waiting(self) -> bool:
        """Whether an answer is awaited."""
        return self.state in WAITING

    @property
    def may_take_back(self) -> bool:
        """Whether it can be taken back."""
        return can_step(self.state, Step.TAKE_BACK)


def sent_to(*, permit: Permit, limit: int = 100) -> list[SentRow]:
    """What the permit's patient was asked to answer on their phone, newest first, in the categories it covers. Two queries."""
    rows = list(
        Questionnaire.objects.filter(
            patient_id=permit.patient_id,
            organisation_id=permit.organisation_id,
            category__in=sorted(category.value for category in permit.categories),
        ).order_by("-asked_at", "-pk")[:limit]
    )
    users = names_of_users({user for row in rows for user in (row.asked_by_id, row.ended_by_id) if user is not None})
    return [
        SentRow(
            uuid=row.uuid,
            instrument=row.instrument,
            short=short_name(row.instrument),
            state=State(row.state),
            asked_at=row.asked_at,
            asked_by=users.get(row.asked_by_id or 0, ""),
            sent_at=row.sent_at,
            reminded_at=row.reminded_at,
            expires_at=row.expires_at,
            answered_at=row.answered_at,
            ended_at=row.ended_at,
            ended_by=users.get(row.ended_by_id or 0, ""),
            end_reason=EndReason(row.end_reason) if row.end_reason else None,
            danger=Danger(row.danger) if row.danger else None,
            response=row.response,
        )
        for row in rows
    ]


def phone_instruments(*, permit: Permit) -> list[Definition]:
    """What the permit's holder may ask somebody to answer on their own, by its short name."""
    found = [one for one in definitions().values() if one.goes_by_link and permit.covers(one.category)]
    return sorted(found, key=lambda one: one.short)


def has_open_way(*, permit: Permit) -> bool:
    """Whether a message could go to the permit's patient, as things stand now. Three queries."""
    permit.check(category=Category.DEMOGRAPHICS)
    return next(ways(points_of(get_patient(permit=permit).contact), agreed_ways(permit=permit)), None) is not None


# --- messages -------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class MessageSubject:
    """The questionnaire that a message is about."""

    uuid: UUID
    state: State
    sent_at: datetime | None


def subject_of_message(*, permit: Permit, number: int) -> MessageSubject | None:
    """The questionnaire that a waiting message of the permit's patient is about. One query."""
    permit.check(category=Category.SUD)
    rows = Questionnaire.objects.filter(pk=number, patient_id=permit.patient_id, organisation_id=permit.organisation_id)
    row = rows.values_list("uuid", "state", "sent_at").first()
    return MessageSubject(row[0], State(row[1]), row[2]) if row else None


# --- behind the link ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Page:
    """What the person's page shows: questions and what was filled in behind this very link, nothing else of the record."""

    uuid: UUID
    is_open: bool
    language: str
    organisation_phone: str
    definition: Definition
    answers: Mapping[str, Decimal | str | None]
    shown: frozenset[str]
    organisation_id: int

    @property
    def talks_now(self) -> bool:
        """Whether what was filled in behind this link calls for somebody at once: then the numbers come first."""
        return talks_now(danger_of(score(self.definition, self.answers).triggers))

    def look_back(self, language: str) -> str:
        """Over which time the questions go, in the reader's language."""
        return in_language(self.definition, language).look_back

    def words(self, language: str) -> dict[str, ShownItem]:
        """Every question with the words to show: the official ones where they are loaded in this language. Two queries."""
        wording = wording_in_use(self.organisation_id, self.definition.code, language)
        return {one.link_id: one for one in shown(self.definition, wording, language=language)}


def page_for_link(*, permit: Permit, holder: LinkHolder, at: datetime) -> Page:
    """The questionnaire that somebody's link is about.

    Raises:
        LinkRevoked: the person has died.
        LinkUnknown: there is no such questionnaire.
    """
    rows = Questionnaire.objects.filter(patient_id=permit.patient_id, organisation_id=permit.organisation_id)
    row = rows.filter(uuid=holder.subject).first()
    if row is None or not permit.covers(Category(row.category)):
        raise LinkUnknown
    if get_patient(permit=permit).deceased_on is not None:
        raise LinkRevoked
    is_open = holder.used_at is None and State(row.state) in WAITING and row.expires_at > at
    told = response_for(permit=permit, uuid=row.response) if row.response is not None and is_open else None
    given = frozenset(row.shown) if told is not None and told.is_open else frozenset[str]()
    language = language_of(patient_id=permit.patient_id).value
    return Page(
        uuid=row.uuid,
        is_open=is_open,
        language=language,
        organisation_phone=sender_of(organisation_id=permit.organisation_id, language=language).phone,
        definition=told.definition if told is not None and told.is_open else definition_of(row.instrument),
        answers=shown_answers(told.answers, given) if told is not None else {},
        shown=given,
        organisation_id=permit.organisation_id,
    )
