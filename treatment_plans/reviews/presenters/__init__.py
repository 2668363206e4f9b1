"""Reviews and their causes in words: 'because the PHQ-9 rose from 9 to 16 on Nov 3'; refusals; what the plan page shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse

from care.lib.dates import day_text, local_date, time_text
from care.teams.operations import NotEnrolled
from treatment_plans.operations import StalePlan
from treatment_plans.presenters import refusal_sentence as plan_sentence
from treatment_plans.queries import PlanRow
from treatment_plans.reviews import operations
from treatment_plans.reviews.queries import CauseRow, ReviewRow
from treatment_plans.reviews.vocabulary import Answer, CauseKind, Outcome, Voice
from treatment_plans.rules import NotPossible

SENTENCES: dict[type[Exception], str] = {
    operations.NotInForce: "Only a version in force is looked at. Agree on one first.",
    operations.PersonDied: "The record says that the person has died: nothing new is begun here.",
    operations.DraftWaits: (
        "A next version has been put before the person already. Agree on it, or take it back into writing, then finish the "
        "review. What you answered is kept."
    ),
    NotEnrolled: "Care here has ended, so that no next version is begun. What you answered is kept.",
}
REFUSALS: tuple[type[Exception], ...] = (NotPossible, StalePlan, *SENTENCES)


def refusal_sentence(refusal: Exception) -> str:
    """What the page says of a refusal."""
    return SENTENCES[type(refusal)] if type(refusal) in SENTENCES else plan_sentence(refusal)


def cause_words(cause: CauseRow, *, today: date, person: str) -> str:
    """'the PHQ-9 rose from 9 to 16 on Tue Nov 3': what follows 'because'."""
    day = day_text(cause.happened_on, today)
    match cause.kind:
        case CauseKind.INTERVAL:
            return f"it is looked at again by {day}"
        case CauseKind.SCORE_WORSE:
            return f"{cause.words or 'a score got worse'} on {day}"
        case CauseKind.RETURN_TO_USE:
            return f"a return to use was told on {day}"
        case CauseKind.PREGNANCY:
            return f"a pregnancy was told on {day}"
        case CauseKind.GOAL_DATE:
            return f"the day of “{cause.words}” passed: {day}" if cause.words else f"the day of a goal passed: {day}"
        case CauseKind.MISSED:
            return f"two check-ins in a row were missed, the last on {day}"
        case CauseKind.HOSPITAL:
            return f"of hospital or emergency care on {day}" + (f": “{cause.words}”" if cause.words else "")
    who = person if cause.voice is Voice.PERSON else cause.seen_by
    return f"{who} asked on {day}: “{cause.words}”"


def because(causes: Sequence[CauseRow], *, today: date, person: str) -> list[str]:
    """Each cause once, in words."""
    return list(dict.fromkeys(cause_words(cause, today=today, person=person) for cause in causes))


def as_sentence(words: str) -> str:
    """With a capital, to stand alone."""
    return words[:1].upper() + words[1:]


@dataclass(frozen=True, slots=True)
class ReviewCard:
    """One review in the list of the plan page."""

    url: str
    title: str
    small: str
    because: list[str]
    is_open: bool


@dataclass(frozen=True, slots=True)
class Panel:
    """What the plan page shows of reviews: why it is to be looked at and by when, what can be done, and those that were."""

    plan: UUID
    due: str
    is_late: bool
    because: list[str]
    open: ReviewCard | None
    past: list[ReviewCard]
    begin_url: str
    ask_url: str


def panel(
    plan: PlanRow | None,
    causes: Sequence[CauseRow],
    reviews: Sequence[ReviewRow],
    *,
    person: UUID,
    name: str,
    zone: str,
    today: date,
    may_write: bool,
) -> Panel | None:
    """The panel; none where there is neither a plan in force nor a review."""
    if plan is None and not reviews:
        return None
    days = [cause.due_on for cause in causes] + ([plan.review_due_on] if plan and plan.review_due_on else [])
    cards = [review_card(row, person=person, name=name, zone=zone, today=today) for row in reviews]
    is_open = any(card.is_open for card in cards)
    may_begin = may_write and plan is not None and not is_open
    return Panel(
        plan=plan.uuid if plan else person,
        due=day_text(min(days), today) if days and plan else "",
        is_late=bool(days) and min(days) < today,
        because=[as_sentence(words) for words in because(causes, today=today, person=name)],
        open=next((card for card in cards if card.is_open), None),
        past=[card for card in cards if not card.is_open],
        begin_url=reverse("reviews:begin", args=[person, plan.uuid]) if plan and may_begin else "",
        ask_url=reverse("reviews:ask", args=[person]) if plan and may_write else "",
    )


def review_card(row: ReviewRow, *, person: UUID, name: str, zone: str, today: date) -> ReviewCard:
    """One review: when, by whom, what came of it, and why it was."""
    if row.is_open:
        title = "A review is under way"
        begun = day_text(local_date(row.began_at, zone), today)
        small = f"begun {begun} by {row.began_by}; {last_saved(row, zone=zone, today=today)}"
    else:
        assert row.ended_at
        assert row.outcome
        title = f"{day_text(local_date(row.ended_at, zone), today)}: {row.outcome.label.lower()}"
        small = f"{row.ended_by}, version {row.version}{_counts(row)}"
    return ReviewCard(
        url=reverse("pages:plan_review", args=[person, row.uuid]),
        title=title,
        small=small,
        because=because(row.causes, today=today, person=name),
        is_open=row.is_open,
    )


def last_saved(row: ReviewRow, *, zone: str, today: date) -> str:
    """'last saved by Priya Nair, Sat Nov 28, 10:41 am'."""
    when = f"{day_text(local_date(row.changed_at, zone), today)}, {time_text(row.changed_at, zone)}"
    return f"last saved by {row.changed_by}, {when}"


def _counts(row: ReviewRow) -> str:
    if row.outcome is not Outcome.CHANGED:
        return ""
    said = [f"{row.count(answer)} {words}" for answer, words in ((Answer.CHANGE, "to change"), (Answer.STOP, "to stop"))]
    return f"; {', '.join(said)}"
