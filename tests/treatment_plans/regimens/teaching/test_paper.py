"""Every sheet on paper: both sides of one leaf, in both languages, with its version and source, and nobody's name."""

from tests.care.pages.papers import pages_of
from treatment_plans.regimens.teaching.presenters import sheet_pdf
from treatment_plans.regimens.teaching.sheets import LANGUAGES, sheets


def test_the_longest_sheets_take_both_sides_of_one_leaf_and_say_where_they_come_from() -> None:
    longest = max(sheets().values(), key=lambda one: sum(len(line.words["es"]) for line in one.lines))
    for language in LANGUAGES:
        pages = pages_of(sheet_pdf(longest, language=language, phone="401-555-0142"))
        whole = " ".join(pages)
        assert len(pages) == 2
        for words in (longest.title(language), "401-555-0142", "911", "988", "ASAM-OUD 2020"):
            assert words in whole, words
    assert "Call us: ____" in pages_of(sheet_pdf(sheets()["naloxone"], language="en", phone=""))[0]
