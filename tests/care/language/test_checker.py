"""The checker offers a kinder word, and leaves people's own words, names and look-alikes alone."""

import sys
import time
from itertools import pairwise

import pytest

from care.language import find_terms, with_article
from care.language.terms import TERMS, finder, innocent
from tests.care.language.sentences import INNOCENT, KINDER


@pytest.mark.parametrize(("sentence", "terms", "offers"), KINDER, ids=[row[0] for row in KINDER])
def test_a_term_is_found_with_what_to_say_instead(sentence: str, terms: str, offers: str) -> None:
    found = find_terms(sentence)
    assert [finding.term for finding in found] == terms.split("|")
    assert [finding.suggestion for finding in found] == offers.split("|")


@pytest.mark.parametrize("sentence", INNOCENT)
def test_a_look_alike_is_left_alone(sentence: str) -> None:
    assert find_terms(sentence) == []


def test_a_finding_can_be_put_in_its_place_with_one_click() -> None:
    text = "Jay relapsed on Monday. Refused group, and abused pills."
    for finding in reversed(find_terms(text)):
        assert text[finding.start : finding.end] == finding.term
        text = text[: finding.start] + finding.suggestion + text[finding.end :]
    assert text == "Jay returned to use on Monday. Declined group, and misused pills."


@pytest.mark.parametrize(
    ("text", "changed"),
    [
        ("He is an addict.", "He is a person with a substance use disorder."),
        ("An alcoholic came.", "A person with alcohol use disorder came."),
        ("It was a dirty urine test.", "It was an unexpected test."),
        ("A clean urine test.", "An expected test."),
        ("He is a heroin addict.", "He is a person with a substance use disorder."),
        ("It was a relapse.", "It was a return to use."),
        ("Panama addict", "Panama person with a substance use disorder"),
    ],
)
def test_a_change_with_one_click_takes_its_article_along(text: str, changed: str) -> None:
    (finding,) = [with_article(one, text) for one in find_terms(text)]
    assert text[finding.start : finding.end] == finding.term
    assert text[: finding.start] + finding.suggestion + text[finding.end :] == changed


def test_findings_never_overlap_and_come_in_order() -> None:
    text = " ".join(sentence for sentence, _, _ in KINDER)
    found = find_terms(text)
    assert all(before.end <= after.start for before, after in pairwise(found))


def test_what_is_offered_is_never_itself_in_the_table() -> None:
    assert [term.say for term in TERMS if find_terms(f"It says {term.say} here.")] == []


def test_every_line_of_the_table_can_be_read() -> None:
    for term in TERMS:
        assert finder(term)
        assert innocent(term) is not None or not term.unless
        assert term.stems == term.stems.casefold()


@pytest.mark.parametrize(
    "page",
    [
        " ".join([sentence for sentence, _, _ in KINDER] + INNOCENT),
        "Called Rosa about the ride on Friday; she will be there at ten. Plan reviewed, goals unchanged. " * 32,
    ],
    ids=["every term on one page", "an ordinary page"],
)
def test_a_page_of_text_takes_less_than_five_milliseconds(page: str) -> None:
    page = page[:3000]
    find_terms(page)
    times = []
    for _ in range(30):
        begun = time.process_time()
        find_terms(page)
        times.append(time.process_time() - begun)
    traced = sys.gettrace() is not None  # coverage slows each line down
    assert min(times) < (0.05 if traced else 0.005)
