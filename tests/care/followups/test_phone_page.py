"""The check-in as somebody meets it on their phone: kind, light, without a cookie, and nothing of the record on it."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from care.access import gate
from care.accounts.models import Staff
from care.actor import Permit
from care.followups import operations
from care.followups.models import Answer, CheckIn, KeptAnswers, ProtocolRun
from care.followups.phone import views
from care.followups.vocabulary import StopReason
from care.links.models import Link
from care.links.operations import revoke_links
from care.reminders.crisis_lines import crisis_lines, to_verify
from care.reminders.phone import limits
from care.worklist.models import Task
from care.worklist.rules import Priority
from patients.models import Patient
from tests.caching import forget_what_is_cached
from tests.care.followups.conftest import check_in_of, sweep
from tests.together import together

pytestmark = pytest.mark.django_db

CRISIS = ("tel:988", "sms:988", "tel:911", "sms:741741")


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch, at: datetime) -> SimpleNamespace:
    """The page's clock stands at `at` and can be moved."""
    moment = SimpleNamespace(at=at, now=lambda: moment.at)
    monkeypatch.setattr(views, "timezone", moment)
    return moment


@pytest.fixture
def check_in(run: ProtocolRun, at: datetime) -> CheckIn:
    sweep(at)
    return check_in_of(run, "Day 1")


@pytest.fixture
def address(check_in: CheckIn, permit: Permit, at: datetime) -> str:
    return f"/c/{operations.issue_check_in_link(permit=permit, check_in=check_in.uuid, at=at)}/"


@pytest.fixture
def phone() -> Client:
    """A browser that asks for English and insists on CSRF where there is any."""
    return Client(enforce_csrf_checks=True, headers={"accept-language": "en-US,en;q=0.9"})


def text_of(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


class TestTheForm:
    def test_it_asks_and_says_nothing_of_the_record(self, phone: Client, address: str, mari: Patient) -> None:
        answer = phone.get(address)
        page = answer.content.decode()
        assert answer.status_code == 200
        assert "How are you feeling?" in page
        for secret in (mari.legal_given, mari.legal_family, mari.mrn, "1988", mari.organisation.name, str(mari.uuid)):
            assert secret not in page, secret

    def test_no_cookie_no_store_no_referrer_no_index(self, phone: Client, address: str) -> None:
        for answer in (phone.get(address), phone.post(address, {"feeling": "7"})):
            assert answer.cookies == {}
            assert answer["Cache-Control"] == "no-store"
            assert answer["Referrer-Policy"] == "no-referrer"
            assert answer["X-Robots-Tag"] == "noindex, nofollow"

    def test_help_is_always_in_sight(self, phone: Client, address: str) -> None:
        pages = [phone.get(address), phone.get("/c/no-such/"), phone.post(address, {"safe": "no"}), phone.get(address)]
        for answer in pages:
            page = answer.content.decode()
            assert [number for number in CRISIS if f'href="{number}' not in page] == []

    def test_every_question_of_the_form_is_there_and_can_be_skipped(self, phone: Client, address: str, check_in: CheckIn) -> None:
        page = phone.get(address).content.decode()
        names = set(re.findall(r'name="(\w+)"', page)) - {"viewport", "referrer", "robots"}
        assert names >= {"feeling", "craving", "withdrawal", "sleep", "used", "used_what", "medication", "safe", "need", "note"}
        assert "required" not in page
        assert "Thank you" in text_of(phone.post(address, {}))
        assert Answer.objects.get().values == {}

    @pytest.mark.parametrize(
        ("asked", "language"),
        [("es-MX,es;q=0.9", "es"), ("en", "en"), ("fr", "en"), ("", "en"), ("fr,es;q=0.5", "es"), ("es;q=garbage,,", "en")],
    )
    def test_in_the_language_of_the_browser(self, address: str, asked: str, language: str) -> None:
        page = Client().get(address, headers={"accept-language": asked}).content.decode()
        assert f'<html lang="{language}">' in page
        assert ("¿Cómo se siente?" in page) is (language == "es")

    def test_in_the_language_of_the_record_where_the_browser_speaks_another(self, address: str, mari: Patient) -> None:
        Patient.objects.filter(pk=mari.pk).update(language="es")
        assert "¿Cómo se siente?" in Client().get(address, headers={"accept-language": "fr"}).content.decode()

    def test_switching_the_language_keeps_what_was_filled_in(self, phone: Client, address: str) -> None:
        answer = phone.post(address, {"language": "en", "switch": "es", "feeling": "3", "need": ["call", "food"], "note": "Hey"})
        page = answer.content.decode()
        assert "¿Cómo se siente?" in page
        for chosen in ("feeling-3", "need-call", "need-food"):
            assert re.search(rf'id="{chosen}"[^>]* checked', page), chosen
        assert ">Hey</textarea>" in page

    def test_no_word_of_the_spanish_page_is_english(self, address: str) -> None:
        page = text_of(Client().get(address, headers={"accept-language": "es"}))
        for word in ("How", "Yes", "Next", "Back", "Send", "Part ", "Anything", "Free", "Need"):
            assert word not in page, word


class TestKeeping:
    def test_answers_are_kept_on_the_server_and_come_back(self, phone: Client, address: str) -> None:
        answer = phone.post(address, {"keep": "1", "feeling": "8", "note": "Hello <b>", "sleep": "no-such"})
        assert answer.status_code == 204
        assert KeptAnswers.objects.get().values == {"feeling": 8, "note": "Hello <b>"}
        assert not Answer.objects.exists()
        page = phone.get(address).content.decode()
        assert re.search(r'id="feeling-8"[^>]* checked', page)
        assert "Hello &lt;b&gt;</textarea>" in page

    def test_after_sending_nothing_is_kept_and_nothing_is_shown(self, phone: Client, address: str) -> None:
        phone.post(address, {"keep": "1", "note": "My words"})
        phone.post(address, {"note": "My words"})
        assert not KeptAnswers.objects.exists()
        assert phone.post(address, {"keep": "1", "note": "More"}).status_code == 200
        assert "My words" not in phone.get(address).content.decode()


class TestSending:
    def test_thanks(self, phone: Client, address: str, check_in: CheckIn) -> None:
        answer = phone.post(address, {"feeling": "7", "craving": "2", "safe": "yes", "need": "nothing", "language": "en"})
        assert "Your team has your answers." in text_of(answer)
        assert "will call you" not in text_of(answer)
        check_in.refresh_from_db()
        assert check_in.state == "completed"
        assert Answer.objects.get().language == "en"

    def test_twice_is_the_same_page_and_one_effect(self, phone: Client, address: str) -> None:
        values = {"safe": "no", "need": "call"}
        first, again = phone.post(address, values), phone.post(address, values)
        assert text_of(first) == text_of(again)
        assert Answer.objects.count() == 1
        assert Task.objects.filter(kind="crisis").count() == 1

    def test_other_answers_afterwards_change_nothing(self, phone: Client, address: str) -> None:
        phone.post(address, {"feeling": "7"})
        answer = phone.post(address, {"feeling": "1"})
        assert "nothing more to answer here" in text_of(answer)
        assert Answer.objects.get().values == {"feeling": 7}

    def test_not_safe_tonight_gets_the_numbers_first_and_somebody_is_told(self, phone: Client, address: str) -> None:
        answer = phone.post(address, {"safe": "no"})
        words = text_of(answer)
        assert words.index("Call 988 now") < words.index("Somebody from your team will call you.")
        assert "1-800-799-7233" in words
        task = Task.objects.get(kind="crisis")
        assert task.title == "Not safe tonight"
        assert task.priority == Priority.CRISIS

    @pytest.mark.parametrize("values", [{"need": "call"}, {"craving": "9"}])
    def test_a_call_is_promised_only_with_a_task(self, phone: Client, address: str, values: dict[str, str]) -> None:
        assert "Somebody from your team will call you." in text_of(phone.post(address, values))
        assert Task.objects.filter(kind="call").exists()

    def test_words_of_suicide_get_the_numbers_first(self, phone: Client, address: str) -> None:
        words = text_of(phone.post(address, {"note": "I want to die"}))
        assert "Someone can talk with you right now" in words
        assert "not safe" not in words
        assert "I want to die" not in words

    @pytest.mark.parametrize("values", [{"feeling": "11"}, {"used": "maybe"}, {"need": ["call", "gold"]}, {"note": "x" * 2001}])
    def test_what_the_form_does_not_have_is_asked_again_and_the_rest_stays(
        self, phone: Client, address: str, values: dict[str, Any]
    ) -> None:
        answer = phone.post(address, values | {"sleep": "good"})
        assert answer.status_code == 422
        page = answer.content.decode()
        assert "One answer could not be read" in page
        assert re.search(r'id="sleep-good"[^>]* checked', page)
        assert not Answer.objects.exists()

    def test_after_hours_on_the_phone_it_still_counts(self, phone: Client, address: str, clock: SimpleNamespace) -> None:
        """There is no token beside the link that could run out."""
        phone.get(address)
        clock.at += timedelta(hours=6)
        assert phone.post(address, {"feeling": "5"}).status_code == 200
        assert Answer.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_at_once_count_once(address: str) -> None:
    answers = together(*[lambda: Client().post(address, {"feeling": "7", "safe": "no"}).status_code] * 3)
    assert answers == [200, 200, 200]
    assert Answer.objects.count() == 1
    assert Task.objects.filter(kind="crisis").count() == 1


class TestLinksThatDoNotOpen:
    def closed(self, phone: Client, address: str, *, number: bool) -> Any:
        answer = phone.get(address)
        words = text_of(answer)
        assert "This link does not open any more" in words
        assert ("(401) 555-0100" in words) is number
        return answer

    @pytest.fixture(autouse=True)
    def _clinic_phone(self, mari: Patient) -> None:
        mari.organisation.phone = "+14015550100"
        mari.organisation.save()

    @pytest.mark.parametrize("token", ["no-such", "x" * 35, "a" * 300, "%00", "é"])
    def test_one_that_never_was_says_nothing_of_the_clinic(self, phone: Client, token: str) -> None:
        assert self.closed(phone, f"/c/{token}/", number=False).status_code == 404

    def test_one_changed_letter(self, phone: Client, address: str) -> None:
        token = address.split("/")[2]
        changed = ("A" if token[-1] != "A" else "B").join([token[:-1], ""])
        assert self.closed(phone, f"/c/{changed}/", number=False).status_code == 404

    def test_expired(self, phone: Client, address: str, clock: SimpleNamespace) -> None:
        clock.at += timedelta(days=400)
        assert self.closed(phone, address, number=True).status_code == 410

    def test_expired_while_it_was_open(self, phone: Client, address: str, clock: SimpleNamespace) -> None:
        phone.get(address)
        clock.at += timedelta(days=400)
        answer = phone.post(address, {"feeling": "1"})
        assert answer.status_code == 410
        assert "did not arrive" in text_of(answer)

    def test_revoked(self, phone: Client, address: str, check_in: CheckIn, permit: Permit, at: datetime) -> None:
        revoke_links(permit=permit, subject=check_in.uuid, reason="wrong phone", at=at)
        assert self.closed(phone, address, number=True).status_code == 410

    def test_after_a_death(self, phone: Client, address: str, mari: Patient, alice: Staff, at: datetime) -> None:
        Patient.objects.filter(pk=mari.pk).update(deceased_on=at.date(), death_recorded_at=at, death_recorded_by=alice.user)
        answer = self.closed(phone, address, number=True)
        assert answer.status_code == 410
        assert "died" not in text_of(answer)

    def test_used(self, phone: Client, address: str) -> None:
        phone.post(address, {"safe": "no"})
        words = text_of(phone.get(address))
        assert "nothing more to answer here" in words
        assert "safe" not in words

    def test_called_off(self, phone: Client, address: str, permit: Permit, at: datetime) -> None:
        operations.stop_protocols(permit=permit, reason=StopReason.OWN_WISH, at=at)
        answer = phone.get(address)
        assert answer.status_code in {200, 410}
        assert "feeling" not in text_of(answer)

    def test_whom_the_gate_refuses_is_told_nothing(self, phone: Client, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse(**_: Any) -> None:
            raise gate.Refused("DEFAULT_DENY")

        monkeypatch.setattr(gate, "require", refuse)
        assert self.closed(phone, address, number=False).status_code == 404


class TestGuessing:
    def test_too_many_guesses_are_not_looked_up_any_more(
        self, phone: Client, address: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(limits, "MOST_GUESSES", 3)
        answers = [phone.get("/c/no-such/") for _ in range(4)]
        assert {answer.status_code for answer in answers} == {404}
        assert len({answer.content for answer in answers}) == 1
        assert phone.get(address).status_code == 404
        forget_what_is_cached()
        assert phone.get(address).status_code == 200

    def test_opening_ones_own_link_is_no_guess(self, phone: Client, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(limits, "MOST_GUESSES", 3)
        assert {phone.get(address).status_code for _ in range(6)} == {200}

    def test_a_cache_that_is_away_closes_nobody_out(self, phone: Client, address: str, settings: Any) -> None:
        settings.CACHES = {
            "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": "redis://127.0.0.1:1/0"}
        }
        assert phone.get("/c/no-such/").status_code == 404
        assert phone.get(address).status_code == 200


class TestWeight:
    def test_the_page_with_all_that_it_loads_is_light(self, phone: Client, address: str, settings: Any) -> None:
        page = phone.get(address).content
        loaded = re.findall(r'(?:src|href)="/static/([^"]+)"', page.decode())
        assert loaded == ["css/check_in.css", "js/check_in.js"]
        size = len(page) + sum((settings.BASE_DIR / "static" / name).stat().st_size for name in loaded)
        assert size < 40_000, f"{size} bytes before compression"

    def test_a_fixed_number_of_queries(
        self, phone: Client, address: str, django_assert_max_num_queries: Callable[..., Any]
    ) -> None:
        phone.get(address)
        with django_assert_max_num_queries(16):
            phone.get(address)


def test_every_crisis_line_says_when_somebody_looked(at: datetime) -> None:
    assert set(crisis_lines()) == {"lifeline", "emergency", "crisis_text", "unsafe_at_home"}
    assert to_verify(at.date()) == []
    assert len(to_verify(at.date() + timedelta(days=200))) == 4


def test_links_are_not_used_by_looking(phone: Client, address: str) -> None:
    """Message apps open links by themselves to show a preview."""
    for _ in range(3):
        phone.head(address)
        phone.get(address)
    assert Link.objects.get().used_at is None
