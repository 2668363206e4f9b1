"""The checker offers a kinder word, and leaves people's own words, names and look-alikes alone."""

import sys
import time
from collections import Counter
from collections.abc import Callable
from itertools import pairwise

import pytest

from care.language import find_terms, with_article
from care.language.terms import TERMS, finder, innocent
from tests.care.language.more_sentences import FOUND, LEFT_ALONE
from tests.care.language.sentences import INNOCENT, KINDER


@pytest.mark.parametrize(("sentence", "terms", "offers"), KINDER, ids=[row[0] for row in KINDER])
def test_a_term_is_found_with_what_to_say_instead(sentence: str, terms: str, offers: str) -> None:
    found = find_terms(sentence)
    assert [finding.term for finding in found] == terms.split("|")
    assert [finding.suggestion for finding in found] == offers.split("|")


@pytest.mark.parametrize("sentence", INNOCENT)
def test_a_look_alike_is_left_alone(sentence: str) -> None:
    assert find_terms(sentence) == []


def test_it_finds_what_it_should_and_little_else_in_three_hundred_sentences(
    record_property: Callable[[str, object], None],
) -> None:
    """Issue 7: recall and precision at least 0.95 each, half of the sentences innocent."""
    written = [(sentence, terms.split("|")) for sentence, terms in [(row[0], row[1]) for row in KINDER] + FOUND]
    innocent_ones = INNOCENT + LEFT_ALONE
    assert len(written) >= 150
    assert len(innocent_ones) >= 150
    right = wrong = missed = 0
    astray = []
    for sentence, terms in written + [(sentence, []) for sentence in innocent_ones]:
        wanted, found = Counter(terms), Counter(finding.term for finding in find_terms(sentence))
        right, wrong, missed = (
            right + (wanted & found).total(),
            wrong + (found - wanted).total(),
            missed + (wanted - found).total(),
        )
        astray += [sentence] if wanted != found else []
    recall, precision = right / (right + missed), right / (right + wrong)
    figures = f"recall {recall:.3f}, precision {precision:.3f} on {len(written) + len(innocent_ones)} sentences"
    record_property("figures", figures)
    assert min(recall, precision) >= 0.95, f"{figures}: {astray}"


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
