"""What somebody means who texts us."""

import pytest

from care.reminders.rules.inbound import Intent, read_text


@pytest.mark.parametrize(
    "body",
    [
        *("STOP", "stop", "Stop.", " STOP! ", "Quit", "END", "revoke", "Opt out", "opt-out", "OPTOUT", "Cancel", "unsubscribe"),
        *("Stop please", "please stop", "Stop stop stop", "ALTO", "No más", "no mas!", "Ya no", "Basta", "wrong number"),
        *("Stop texting me", "don't text me anymore", "Don’t text me", "please do not contact me", "leave me alone"),
        *("take me off your list", "no me escriban más", "Por favor, no me manden mensajes", "dejen de escribirme"),
        *("Stop. I moved away", "quiten mi número por favor"),
    ],
)  # fmt: skip
def test_stop_in_any_reasonable_words(body: str) -> None:
    assert read_text(body).intent is Intent.STOP


@pytest.mark.parametrize(
    "body",
    [
        *("I can't stop using", "I want to quit but it is hard", "cancel my appointment on Monday", "How does it end?"),
        *("please don't stop texting me", "I quit smoking", "no more pain today", "para mi hija", "", "👍", "yes", "1"),
    ],
)  # fmt: skip
def test_what_only_sounds_like_it_is_for_people(body: str) -> None:
    reading = read_text(body)
    assert reading.intent is None
    assert reading.is_for_people


@pytest.mark.parametrize(("body", "intent"), [("START", Intent.START), ("unstop", Intent.START), ("Reanudar", Intent.START),
                                              ("HELP", Intent.HELP), ("help?", Intent.HELP), ("Ayuda", Intent.HELP)])  # fmt: skip
def test_start_and_help(body: str, intent: Intent) -> None:
    reading = read_text(body)
    assert reading.intent is intent
    assert not reading.is_for_people


@pytest.mark.parametrize(
    "body",
    [
        *("I am thinking of suicide", "I'm suicidal", "I want to die", "gonna kill myself", "I want to end my life"),
        *("I'm better off dead", "no quiero vivir", "Me quiero morir", "Suicidio", "I overdosed", "I'm not safe"),
    ],
)  # fmt: skip
def test_danger_is_heard(body: str) -> None:
    assert read_text(body).is_danger


def test_danger_is_heard_beside_a_stop() -> None:
    reading = read_text("Stop. I want to die")
    assert reading.intent is Intent.STOP
    assert reading.is_danger
    assert reading.is_for_people


def test_a_bare_stop_needs_no_reader_and_one_in_other_words_does() -> None:
    assert not read_text("Stop, please").is_for_people
    assert read_text("take me off your list").is_for_people


@pytest.mark.parametrize("body", ["end my life", "no more, I want to end it all"])
def test_danger_is_never_taken_for_stop(body: str) -> None:
    reading = read_text(body)
    assert reading.is_danger
    assert reading.intent is None
