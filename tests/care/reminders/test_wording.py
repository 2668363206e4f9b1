"""The words of messages: none hints at treatment, each fits one text, every language has each."""

import pytest

from care.reminders.rules import CONFIRMATIONS, Channel
from care.reminders.rules.wording import (
    LANGUAGES,
    Wording,
    WordingRefused,
    agreement,
    blocked_words,
    codes,
    fits_one_text,
    hints,
    render,
    table,
)

SMS = [row for row in table() if row.channel is Channel.SMS]
VALUES = {"name": "Care team", "phone": "(401) 555-0100", "link": "http://127.0.0.1:8000/c/" + "x" * 35 + "/"}
NAMES = {"en": "Care team", "es": "Su equipo"}


def of(row: Wording) -> str:
    return f"{row.code} {row.language} {row.channel} {row.variant}"


@pytest.mark.parametrize("row", table(), ids=of)
def test_no_text_of_ours_hints_at_treatment(row: Wording) -> None:
    assert hints(f"{row.subject} {row.text}") == []


@pytest.mark.parametrize("row", SMS, ids=of)
def test_every_text_fits_one_message(row: Wording) -> None:
    assert fits_one_text(row.text.format(**(VALUES | {"name": NAMES[row.language]})))


def test_every_message_is_there_in_each_language_and_by_each_way() -> None:
    there = {(row.code, row.language, row.channel) for row in table()}
    wanted = {(code, language, channel) for code in codes() for language in LANGUAGES for channel in Channel}
    assert wanted - there == {(code, language, Channel.EMAIL) for code in CONFIRMATIONS for language in LANGUAGES}, (
        "confirmations answer a text, everything else goes both ways"
    )


def test_every_message_can_be_sent_by_a_program_without_a_phone() -> None:
    for code in codes():
        for language in LANGUAGES:
            for channel in Channel:
                rows = [row for row in table() if (row.code, row.language, row.channel) == (code, language, channel)]
                assert not rows or any("phone" not in row.places for row in rows), (code, language, channel)


@pytest.mark.parametrize("row", [row for row in table() if row.code not in {*CONFIRMATIONS}], ids=of)
def test_every_message_says_how_to_end_them(row: Wording) -> None:
    assert "STOP" in row.text if row.channel is Channel.SMS else ("no more" in row.text or "no quiere" in row.text)


def test_every_line_of_the_list_is_found_in_its_own_words() -> None:
    for blocked in blocked_words():
        assert blocked.word in hints(f"a {blocked.word} b")


@pytest.mark.parametrize(
    "text",
    [
        "Your methadone is ready",
        "METADONA hoy",
        "Sunrise Methadone Clinic: hello",
        "SunriseMethadoneClinic",
        "New Recovery Center",
        "Su tratamiento continúa",
        "How is your craving?",
        "MAT group at 5",
        "counselling at nine",
        "Are you sober?",
        "harm-reduction van",
        "sobredosis",
    ],
)
def test_what_hints_is_found(text: str) -> None:
    assert hints(text)


@pytest.mark.parametrize(
    "text", ["How are you today?", "¿Qué tal hoy?", "Harbor Street", "What is the matter?", "Matt and Otto", "sobre la mesa"]
)
def test_what_is_neutral_passes(text: str) -> None:
    assert hints(text) == []


class TestLength:
    def test_160_plain_letters_fit(self) -> None:
        assert fits_one_text("a" * 160)
        assert not fits_one_text("a" * 161)

    def test_spanish_letters_of_the_phones_alphabet_cost_one(self) -> None:
        assert fits_one_text("¿ñé!" * 40)

    def test_other_accents_leave_seventy(self) -> None:
        assert fits_one_text("á" * 70)
        assert not fits_one_text("á" + "a" * 70)

    def test_brackets_cost_two(self) -> None:
        assert fits_one_text("[" * 80)
        assert not fits_one_text("[" * 81)

    def test_an_emoji_is_two_of_seventy(self) -> None:
        assert fits_one_text("🙂" * 35)
        assert not fits_one_text("🙂" * 36)


class TestRendering:
    def test_the_link_is_sent_and_not_kept(self) -> None:
        rendered = render("check-in", language="en", channel=Channel.SMS, values=VALUES)
        assert VALUES["link"] in rendered.text
        assert VALUES["link"] not in rendered.kept

    def test_a_longer_address_leaves_the_phone_out(self) -> None:
        link = "https://throughline.harborstreet.example/c/" + "x" * 35 + "/"
        rendered = render("check-in", language="en", channel=Channel.SMS, values=VALUES | {"link": link})
        assert VALUES["phone"] not in rendered.text
        assert fits_one_text(rendered.text)

    def test_a_link_that_never_fits_is_refused(self) -> None:
        with pytest.raises(WordingRefused) as refused:
            render("check-in", language="en", channel=Channel.SMS, values=VALUES | {"link": "https://a.example/" + "x" * 150})
        assert refused.value.why == ["LONG"]

    def test_a_name_that_hints_is_refused(self) -> None:
        with pytest.raises(WordingRefused) as refused:
            render("check-in", language="en", channel=Channel.SMS, values=VALUES | {"name": "Sunrise Detox"})
        assert refused.value.why == ["detox"]

    def test_a_host_that_hints_is_refused(self) -> None:
        with pytest.raises(WordingRefused):
            render(
                "check-in", language="en", channel=Channel.SMS, values=VALUES | {"link": "https://sunrise-recovery.example/c/a/"}
            )

    def test_the_number_in_a_link_is_no_word(self) -> None:
        link = "https://care.example/c/mat-otp-detox-0123456789/"
        assert render("check-in", language="en", channel=Channel.SMS, values=VALUES | {"link": link})

    def test_another_language_gets_english(self) -> None:
        assert "how are you" in render("check-in", language="vi", channel=Channel.SMS, values=VALUES).text

    def test_spanish(self) -> None:
        assert "¿qué tal hoy?" in render("check-in", language="es", channel=Channel.SMS, values=VALUES).text

    def test_an_unknown_code(self) -> None:
        with pytest.raises(WordingRefused) as refused:
            render("no-such", language="en", channel=Channel.SMS, values=VALUES)
        assert refused.value.why == ["NONE"]


def test_what_is_read_aloud_names_the_number_and_the_way_out() -> None:
    text = agreement(Channel.SMS, "(401) 555-0122")
    assert "(401) 555-0122" in text
    assert "STOP" in text
