"""The frame, the fields and the parts, drawn without a database: what they say, and what ties their pieces together."""

import json
import re
from html import unescape
from types import SimpleNamespace

import pytest
from django import forms
from django.contrib.messages import constants
from django.template.loader import render_to_string
from django.test import RequestFactory

from care.access.policy import TABLE
from tests.house_rules.sources import STATIC, TEMPLATES

ERROR_PAGES = ["400.html", "403.html", "403_csrf.html", "404.html", "429.html", "500.html"]


class Everything(forms.Form):
    """One field of each kind that pages use."""

    name = forms.CharField(help_text="As the person wants to be called.")
    born = forms.DateField(label="Born")
    at = forms.TimeField(required=False)
    when = forms.SplitDateTimeField(required=False)
    note = forms.CharField(widget=forms.Textarea(attrs={"class": "js-only-here"}), required=False)
    language = forms.ChoiceField(choices=[("en", "English"), ("es", "Spanish")])
    phone = forms.ChoiceField(choices=[("own", "Own"), ("shared", "Shared")], widget=forms.RadioSelect)
    may_text = forms.BooleanField(label="May be texted", required=False)
    secret = forms.CharField(widget=forms.HiddenInput)


def ids_in(html: str) -> set[str]:
    return set(re.findall(r'\bid="([^"]+)"', html))


def tag_of(html: str, name: str) -> str:
    """The opening tag of the control with a name, its white space made one."""
    found = re.search(rf'<(?:input|select|textarea)\b[^>]*\bname="{name}"[^>]*>', html)
    assert found is not None
    return " ".join(found.group().split())


@pytest.mark.parametrize("page", ERROR_PAGES)
def test_an_error_page_shows_without_anybody_signed_in_and_without_a_context(page: str) -> None:
    html = render_to_string(page)

    assert html.count("<h1") == 1
    assert "tl-search" not in html


def test_the_page_of_a_broken_server_leans_on_no_other_page() -> None:
    text = (TEMPLATES / "500.html").read_text()

    assert "{% extends" not in text
    assert "{% url" not in text


@pytest.mark.parametrize(
    "reason", sorted({row.reason for row in TABLE if row.reason and not row.hidden} | {"ROLE", "NO_WORK_PLACE"})
)
def test_a_closed_page_says_why_in_words_and_never_in_code(reason: str) -> None:
    html = render_to_string("403.html", {"reason": reason})

    assert reason not in html
    assert "Ways on" in html


def test_a_closed_page_tells_whom_to_call_only_where_emergency_access_may_follow() -> None:
    assert "911" in render_to_string("403.html", {"reason": "NOT_ON_CARE_TEAM", "offers_emergency": True})
    assert "911" not in render_to_string("403.html", {"reason": "COUNSELING_SEPARATE", "offers_emergency": False})


def test_htmx_keeps_no_page_in_the_browser_and_runs_no_text_as_code() -> None:
    html = render_to_string("404.html")
    found = re.search(r"""name="htmx-config"\s+content='([^']+)'""", html)
    assert found is not None
    config = json.loads(unescape(found.group(1)))

    assert config["historyCacheSize"] == 0
    assert config["allowEval"] is False
    assert config["includeIndicatorStyles"] is False
    assert config["selfRequestsOnly"] is True


def test_a_field_in_error_is_tied_to_its_help_and_its_sentence() -> None:
    html = str(Everything({}))
    name = tag_of(html, "name")

    assert 'aria-invalid="true"' in name
    described = re.search(r'aria-describedby="([^"]+)"', name)
    assert described is not None
    assert described.group(1).split() == ["id_name_helptext", "id_name_error"]
    assert {"id_name_helptext", "id_name_error"} <= ids_in(html)


def test_each_line_of_the_summary_leads_to_its_field() -> None:
    form = Everything({})
    html = str(form)
    leads = re.findall(r'<a href="#([^"]+)">', html)

    assert leads == ["id_name", "id_born", "id_language", "id_phone_group"]
    assert set(leads) <= ids_in(html)
    assert "data-care-errors" in html


def test_a_form_without_errors_has_no_summary() -> None:
    assert "data-care-errors" not in str(Everything())


def test_choices_are_a_group_with_a_name() -> None:
    html = str(Everything())
    group = html[html.index('id="id_phone_group"') :]

    assert "Phone" in group[group.index("<legend") : group.index("</legend>")]
    assert 'class="form-check-input"' in tag_of(html, "phone")


def test_dates_and_times_are_the_browsers_own_fields() -> None:
    html = str(Everything())

    assert 'type="date"' in tag_of(html, "born")
    assert 'type="time"' in tag_of(html, "at")
    assert 'aria-label="Date"' in tag_of(html, "when_0")
    assert 'aria-label="Time"' in tag_of(html, "when_1")


def test_classes_come_from_the_kind_of_field_and_a_form_may_add_one() -> None:
    html = str(Everything())

    assert 'class="form-control"' in tag_of(html, "name")
    assert 'class="form-control js-only-here"' in tag_of(html, "note")
    assert 'class="form-select"' in tag_of(html, "language")
    assert "class=" not in tag_of(html, "secret")


def test_a_field_that_may_stay_empty_says_so_and_a_single_box_does_not() -> None:
    html = str(Everything())

    assert re.search(r'for="id_note">Note <small>optional</small>', html)
    assert re.search(r'for="id_may_text">May be texted</label>', html)


def test_the_text_of_a_person_stays_text_in_fields_and_sentences() -> None:
    html = str(Everything({"name": "<b>Mari</b>", "language": "<i>x</i>"}))

    assert "<b>Mari" not in html
    assert "<i>x" not in html


def message(level: int, text: str, extra_tags: str = "") -> SimpleNamespace:
    class Said(SimpleNamespace):
        def __str__(self) -> str:
            return text

    return Said(level=level, extra_tags=extra_tags)


def test_what_went_well_is_a_toast_and_what_went_wrong_stays_on_the_page() -> None:
    said = [message(constants.SUCCESS, "Denise Hale: call logged."), message(constants.ERROR, "Not sent.")]

    toasts = render_to_string("components/toasts.html", {"messages": said})
    notes = render_to_string("components/messages.html", {"messages": said})

    assert "Denise Hale" in toasts
    assert "Not sent." not in toasts
    assert "Not sent." in notes
    assert "Denise Hale" not in notes


def test_a_message_with_an_address_can_be_undone() -> None:
    said = [message(constants.SUCCESS, "Taken.", "/tasks/1/undo/"), message(constants.SUCCESS, "Logged.")]
    html = render_to_string("components/toasts.html", {"messages": said}, request=RequestFactory().get("/"))

    assert html.count('action="/tasks/1/undo/"') == 1
    assert html.count("data-care-undo") == 1
    assert "csrfmiddlewaretoken" in html


def test_an_answer_to_htmx_adds_its_toasts_to_those_that_stand() -> None:
    html = render_to_string("components/toasts.html", {"messages": [], "oob": True})

    assert 'hx-swap-oob="beforeend:#toasts"' in html


def test_the_banner_writes_what_is_not_known() -> None:
    banner = {"name": "Mari Vega", "born": "Mar 14, 1988", "age": 38, "mrn": "40 2217"}
    html = render_to_string("components/banner.html", {"banner": banner})

    assert "pronouns not asked" in html
    words = [re.sub(r"<[^>]+>", "", fact).split() for fact in re.findall(r"<dt>.*?</dd>", html, re.DOTALL)]
    assert [" ".join(fact) for fact in words] == [
        "Allergies Not asked",
        "Reaching safely Not asked",
        "Risk Not assessed",
        "Consent None recorded",
        "Team Nobody yet",
        "In an emergency Nobody named",
    ]


def test_the_sprite_draws_each_icon_once() -> None:
    drawn = re.findall(r'id="(i-[\w-]+)"', (TEMPLATES / "components" / "icons.svg").read_text())

    assert len(drawn) == len(set(drawn))


def test_mails_about_accounts_say_nothing_of_treatment() -> None:
    telling = re.compile(r"throughline|treat|clinic|patient|medic|recover(?!y code)|substance|health|care\b", re.IGNORECASE)
    mails = [path for folder in ("account/email", "mfa/email") for path in (TEMPLATES / folder).glob("*.txt")]
    found = [f"{path.name}: {word.group()}" for path in mails for word in telling.finditer(path.read_text())]

    assert mails
    assert not found


def test_every_mail_has_one_line_of_subject_that_names_the_work_account() -> None:
    for subject in [*TEMPLATES.glob("account/email/*_subject.txt"), *TEMPLATES.glob("mfa/email/*_subject.txt")]:
        text = subject.read_text().strip()
        assert text.startswith("Your work account: ")
        assert "\n" not in text
        assert subject.with_name(subject.name.replace("_subject", "_message")).is_file()


def test_both_themes_define_the_same_colours() -> None:
    sheet = (STATIC / "css" / "throughline.css").read_text()
    light = re.search(r':root,\s*\[data-bs-theme="light"\]\s*\{(.*?)\}', sheet, re.DOTALL)
    dark = re.search(r'\n\[data-bs-theme="dark"\]\s*\{(.*?)\}', sheet, re.DOTALL)
    assert light is not None
    assert dark is not None

    def names(block: str) -> set[str]:
        return set(re.findall(r"(--tl-[\w-]+):", block))

    assert names(light.group(1)) == names(dark.group(1))
