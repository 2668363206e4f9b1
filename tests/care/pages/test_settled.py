"""Addresses and files in templates: worked out once, and the same as Django's own."""

import pytest
from django.template import Context, Engine, Template, engines
from django.test import override_settings
from django.urls import NoReverseMatch, path, set_script_prefix

from care.pages.templatetags import settled

urlpatterns = [path("elsewhere/", lambda request: None, name="only_here")]


def drawn(text: str, **context: object) -> str:
    return engines["django"].from_string(text).render(context)


def test_an_address_is_that_of_django() -> None:
    assert drawn('{% url "pages:caseload" %}') == "/caseload/"
    assert drawn('{% url "pages:caseload" as here %}[{{ here }}]') == "[/caseload/]"


def test_an_address_with_arguments_is_made_each_time() -> None:
    first, second = (
        drawn('{% url "pages:chart" uuid %}', uuid=f"0190a000-0000-7000-8000-00000000000{number}") for number in (1, 2)
    )
    assert first != second


def test_a_name_that_does_not_exist_is_nothing_or_an_error_as_it_was_asked() -> None:
    assert drawn('{% url "no:such" as here %}[{{ here }}]') == "[]"
    with pytest.raises(NoReverseMatch):
        drawn('{% url "no:such" %}')


@override_settings(ROOT_URLCONF=__name__)
def test_another_set_of_addresses_is_another_memory() -> None:
    assert drawn('{% url "only_here" %}') == "/elsewhere/"
    assert drawn('{% url "pages:caseload" as here %}[{{ here }}]') == "[]"


def test_a_site_below_a_path_keeps_its_path() -> None:
    try:
        set_script_prefix("/clinic/")
        assert drawn('{% url "pages:caseload" %}') == "/clinic/caseload/"
    finally:
        set_script_prefix("/")


def test_our_tag_stands_in_the_place_of_djangos() -> None:
    engine: Engine = engines["django"].engine
    template = Template('{% url "pages:today" %}', engine=engine)
    assert [type(node) for node in template.nodelist] == [settled.SettledUrl]
    assert template.render(Context()) == "/"
