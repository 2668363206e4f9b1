"""What the database itself refuses of sessions, reviews and notices."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from care.access.models import AccessSession
from care.access.policy import Session
from care.access.rules import Reason
from tests.factories.access import (
    AccessNoticeFactory,
    AccessReviewFactory,
    AccessSessionFactory,
    DisclosureFactory,
)
from tests.factories.accounts import LONG_AGO, UserFactory

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)
SENTENCE = "It was an emergency indeed."


def refused(name: str, factory: Any, **fields: Any) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        factory(**fields)


def test_a_session_has_a_known_kind_with_a_reason_of_that_kind_and_words() -> None:
    refused("access_session_kind_known", AccessSessionFactory, kind="none")
    refused("access_session_reason_of_kind", AccessSessionFactory, reason=Reason.COMPLAINT.value)
    refused("access_session_reason_of_kind", AccessSessionFactory, kind=Session.REVIEW.value)
    refused("access_session_has_words", AccessSessionFactory, words="  too short      ")


@pytest.mark.parametrize("length", [timedelta(), -MINUTE, timedelta(hours=4, seconds=1)])
def test_a_session_ends_after_it_began_and_within_four_hours(length: timedelta) -> None:
    refused("access_session_has_an_end", AccessSessionFactory, ends_at=LONG_AGO + length)


def test_who_extends_says_when_and_why() -> None:
    user = UserFactory()
    at = LONG_AGO + MINUTE
    refused("access_session_extended_pair", AccessSessionFactory, extended_at=at, extended_words=SENTENCE)
    refused("access_session_extended_with_words", AccessSessionFactory, extended_at=at, extended_by=user)
    refused("access_session_extended_with_words", AccessSessionFactory, extended_words=SENTENCE)
    refused(
        "access_session_extended_with_words",
        AccessSessionFactory,
        extended_at=LONG_AGO - MINUTE,
        extended_by=user,
        extended_words=SENTENCE,
    )


def test_a_session_is_ended_within_itself_by_somebody() -> None:
    refused("access_session_ended_pair", AccessSessionFactory, ended_at=LONG_AGO + MINUTE)
    refused("access_session_ended_pair", AccessSessionFactory, ended_by_job="access.end_sessions")
    for at in (LONG_AGO - MINUTE, LONG_AGO + timedelta(minutes=61)):
        refused("access_session_ends_within_itself", AccessSessionFactory, ended_at=at, ended_by_job="access.end_sessions")


def test_one_colleague_has_one_session_for_a_person_at_a_time() -> None:
    first = AccessSessionFactory(ended=True)
    same = {"staff": first.staff, "patient": first.patient}
    refused("access_session_one_at_a_time", AccessSessionFactory, started_at=LONG_AGO + 9 * MINUTE, **same)
    AccessSessionFactory(started_at=LONG_AGO + 10 * MINUTE, **same)  # from the moment on at which the first was ended
    AccessSessionFactory(patient=first.patient)
    AccessSessionFactory(staff=first.staff)


def test_a_review_is_of_one_thing_and_due_later() -> None:
    refused("access_review_of_one_thing", AccessReviewFactory, disclosure=DisclosureFactory())
    refused("access_review_due_after_opening", AccessReviewFactory, due_at=LONG_AGO)


def test_a_review_is_written_by_somebody_else_with_an_outcome_and_words() -> None:
    at, user = LONG_AGO + timedelta(days=1), UserFactory()
    whole = {"reviewed_at": at, "reviewed_by": user, "outcome": "appropriate", "words": SENTENCE}
    AccessReviewFactory(**whole)
    refused("access_review_reviewed_pair", AccessReviewFactory, **(whole | {"reviewed_by": None}))
    refused("access_review_outcome_known", AccessReviewFactory, **(whole | {"outcome": "fine"}))
    refused("access_review_outcome_with_words", AccessReviewFactory, **(whole | {"outcome": ""}))
    refused("access_review_outcome_with_words", AccessReviewFactory, **(whole | {"words": "ok"}))
    refused("access_review_outcome_with_words", AccessReviewFactory, words=SENTENCE)
    session = AccessSessionFactory()
    refused(
        "access_review_by_somebody_else", AccessReviewFactory, **(whole | {"session": session, "reviewed_by": session.started_by})
    )


def test_a_colleague_is_told_once_and_sees_it_at_a_moment() -> None:
    notice = AccessNoticeFactory()
    refused("access_notice_once", AccessNoticeFactory, review=notice.review, staff=notice.staff)
    refused("access_notice_seen_pair", AccessNoticeFactory, seen_at=LONG_AGO)


def test_what_a_session_was_cannot_be_taken_back() -> None:
    session = AccessSessionFactory()
    AccessSession.objects.filter(pk=session.pk).update(words="Something else altogether now.")
    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM access_accesssessionevent WHERE pgh_obj_id = %s ORDER BY pgh_id", [session.pk])
        assert [row[0] for row in cursor.fetchall()] == [session.words, "Something else altogether now."]
    with pytest.raises(Exception, match="permission denied"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM access_accesssessionevent")
