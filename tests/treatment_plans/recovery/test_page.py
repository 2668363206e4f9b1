"""The page: strengths first, what grew in a sentence; and the forms, as a colleague fills them with the person beside them."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from care.accounts.models import Staff
from care.actor import Permit
from care.lib.dates import local_date
from care.pages.recovery.gathering import Line, Said, Standing
from care.pages.recovery.words import capital_sentence, joined, standing_rows, strand_rows, strongest_sentence
from patients.assessments import operations as assessments
from patients.assessments.rules import Mode, ScoreDefinition
from patients.models import Patient
from patients.story.rules import Domain, Told
from tests.factories.accounts import sign_in
from tests.factories.progress import GroupSessionFactory, ProgressNoteFactory
from tests.factories.recovery import GroupVisitFactory, LifeStepFactory, StepNewsFactory
from tests.factories.story import StrengthFactory
from treatment_plans.recovery.models import ChosenDate, GroupVisit, LifeStep
from treatment_plans.recovery.rules import Strand

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


@pytest.fixture
def desk(priya: Staff) -> Client:
    return sign_in(Client(), priya)


@pytest.fixture
def base(mari: Patient) -> str:
    return f"/people/{mari.uuid}/recovery/"


def text(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def answered(permit: Permit, at: datetime, instrument: str, **answers: int) -> None:
    begun = assessments.begin_response(permit=permit, instrument=instrument, mode=Mode.CLINICIAN, language="en", at=at)
    given: dict[str, Any] = {name.removeprefix("q"): Decimal(value) for name, value in answers.items()}
    assessments.complete_response(permit=permit, response=begun.uuid, answers=given, at=at)


def test_the_page_says_what_carries_and_what_grew(
    desk: Client, base: str, permit: Permit, mari: Patient, priya: Staff, at: datetime
) -> None:
    page = text(desk.get(base))
    assert all(words in page for words in ("Nothing is known yet of what carries", "None written down.", "Not asked about yet."))
    ten = {f"q{number}": 3 for number in range(1, 11)}
    answered(permit, at - timedelta(days=90), "barc10", **ten)
    answered(permit, at, "barc10", **ten | {"q3": 6, "q7": 2})
    StrengthFactory(patient=mari, words="My sister.")
    group = GroupSessionFactory(leader=priya, title="Tuesday skills")
    ProgressNoteFactory(patient=mari, author=priya, kind="group", group=group, signed=True)
    GroupVisitFactory(patient=mari, name="At the library", own_words="I was heard.")
    StepNewsFactory(step=LifeStepFactory(patient=mari, state="begun"))
    page = text(desk.get(base))
    for words in (
        "1 of 10 grew: Energy for tasks (3 to 6).",
        "1 is less than then: Home that helps recovery (3 to 2). The rest is as it was.",
        "Strongest now: Energy for tasks,",
        "From 30 on", "My sister.", "Tuesday skills", "SMART, At the library", "I was heard.", "Days only", "Begun",
    ):  # fmt: skip
        assert words in page, words
    assert "sober" not in page
    counts = []
    for more in (0, 12):
        for number in range(more):
            StepNewsFactory(step=LifeStepFactory(patient=mari, state="begun"))
            GroupVisitFactory(patient=mari, on=TODAY - timedelta(days=number))
        with CaptureQueriesContext(
            connection,
        ) as seen:
            assert desk.get(base).status_code == 200
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_the_forms_keep_what_is_typed_and_say_what_to_mend(desk: Client, base: str, priya: Staff, mari: Patient) -> None:
    today = local_date(datetime.now().astimezone(), mari.zone)
    a_date = {
        "own_words": "My own key.", "day": "2025-03-14", "returns": "yearly", "marking": "word", "colleague": str(priya.pk),
    }  # fmt: skip
    a_step = {"kind": "home", "own_words": "A door that locks.", "stands": "begun", "on": today.isoformat()}
    a_visit = {"kind": "smart", "on": today.isoformat(), "name": "Library", "own_words": "Good."}
    tomorrow = (today + timedelta(days=1)).isoformat()
    refused = (
        ("dates/new/", a_date | {"own_words": " "}, "This field is required."),
        ("dates/new/", a_date | {"returns": "once"}, "That day is over"),
        ("dates/new/", a_date | {"day": "1875-01-01"}, "Between 1920 and"),
        ("steps/new/", a_step | {"on": tomorrow}, "Today or before."),
        ("groups/new/", a_visit | {"on": tomorrow}, "Today or before."),
    )
    wrong = [
        (path, words)
        for path, typed, words in refused
        if (answer := desk.post(f"{base}{path}", typed)).status_code != 422 or words not in text(answer)
    ]
    assert wrong == []
    for path, typed in (("dates/new/", a_date), ("steps/new/", a_step), ("groups/new/", a_visit)):
        assert desk.post(f"{base}{path}", typed).headers["Location"] == base
    chosen, step, visit = ChosenDate.objects.get(), LifeStep.objects.get(), GroupVisit.objects.get()
    assert (chosen.colleague_id, step.state) == (priya.pk, "begun")
    page = text(desk.get(base))
    assert all(
        words in page for words in ("A word from Priya Nair", "every year, next on", "A door that locks.", "SMART, Library")
    )
    # a date is changed by two at once: the second is told, and keeps what they typed
    change = f"{base}dates/{chosen.uuid}/"
    assert "Mark it no longer" in text(desk.get(change))
    assert desk.post(change, a_date | {"marking": "nobody", "seen": "1"}).status_code == 302
    late = desk.post(change, a_date | {"own_words": "My key!", "seen": "1"})
    assert (late.status_code, "Both versions" in text(late), "My key!" in text(late)) == (422, True, True)
    assert desk.post(change, a_date | {"own_words": "My key!", "seen": "2"}).status_code == 302
    assert desk.post(f"{change}end/", {"reason": "none"}).status_code == 422
    assert desk.post(f"{change}end/", {"reason": "own_wish"}).status_code == 302
    assert desk.get(change).status_code == 404
    # a step moves; what it cannot do is refused in words
    news = f"{base}steps/{step.uuid}/"
    assert "Write down what they tell." in text(desk.post(news, {"move": "say", "on": today.isoformat()}))
    assert desk.post(news, {"move": "reach", "on": today.isoformat(), "own_words": "The key!"}).status_code == 302
    assert "The key!" in text(desk.get(news))
    assert desk.post(news, {"move": "let_go", "on": today.isoformat()}).status_code == 422
    assert desk.post(f"{base}groups/{visit.uuid}/entered-in-error/", {"reason": "twice"}).status_code == 302
    assert desk.get(f"{base}groups/{visit.uuid}/entered-in-error/").status_code == 404


def test_the_words_of_the_page() -> None:
    def line(*values: tuple[str, tuple[int, ...]]) -> Line:
        days = [date(2026, 8, 24), date(2026, 11, 23)]
        strands = [Strand(name, tuple(zip(days, map(Decimal, told), strict=False))) for name, told in values]
        none: Any = None
        return Line(none, tuple(strands), ScoreDefinition("", "", Decimal(1), Decimal(6)))

    assert [joined(names) for names in (["a"], ["a", "b"], ["a", "b", "c"])] == ["a", "a and b", "a, b and c"]
    grown = line(("A", (1, 5)), ("B", (2, 4)), ("C", (3, 4)), ("D", (1, 2)), ("E", (6, 5)), ("F", (6, 3)))
    assert capital_sentence(grown, TODAY) == (
        "Since Mon Aug 24: 4 of 6 grew: A (1 to 5), B (2 to 4), C (3 to 4) and 1 more."
        " 2 are less than then: F (6 to 3) and E (6 to 5)."
    )
    assert strongest_sentence(grown) == "Strongest now: A, E and B."
    assert capital_sentence(line(("A", (1, 1))), TODAY) == "Since Mon Aug 24: All of it is as it was."
    once = line(("A", (4,)))
    assert capital_sentence(once, TODAY) == "Asked once, on Mon Aug 24: the next time shows what grew."
    assert [(row.now, row.first, row.step) for row in strand_rows(once)] == [("4 of 6", "", "asked once")]
    assert [row.step for row in strand_rows(grown)] == ["4 more", "1 less", "2 more", "1 more", "3 less", "1 more"]
    empty = line()
    assert (capital_sentence(empty, TODAY), strongest_sentence(empty)) == ("", "")
    said = (
        Said(TODAY, Told.NO, False, ""),
        Said(date(2026, 8, 24), Told.YES, True, "On a couch"),
        Said(date(2026, 7, 1), None, False, "Living situation: steady (HRSN)"),
    )
    (row,) = standing_rows([Standing(Domain.HOUSING, said)], TODAY)
    assert (row.label, row.now, row.day) == ("Housing", "No need", "Mon Nov 23")
    assert row.before == ("Mon Aug 24: a need, wants help: On a couch", "Wed Jul 1: Living situation: steady (HRSN)")
