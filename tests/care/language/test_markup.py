"""Of a template only what a reader sees or hears is checked, at its place."""

from care.language import find_terms, visible_text


def terms_in(source: str) -> list[str]:
    return [finding.term for finding in find_terms(visible_text(source))]


def test_every_character_keeps_its_place() -> None:
    source = '<p class="tl-note" title="A junkie">{% comment %}\nno\n{% endcomment %}\n<b>He relapsed</b></p>'
    text = visible_text(source)
    assert len(text) == len(source)
    assert text.count("\n") == source.count("\n")
    assert text.index("relapsed") == source.index("relapsed")


def test_words_between_tags_are_read() -> None:
    assert terms_in("<p>She <b>relapsed</b> twice.</p>") == ["relapsed"]


def test_labels_that_are_heard_are_read_although_they_stand_in_quotation_marks() -> None:
    assert terms_in('<button aria-label="Detox">Go</button><img alt="an addict">') == ["Detox", "addict"]


def test_translated_texts_are_read() -> None:
    assert terms_in('<p>{% translate "You relapsed" %}</p>') == ["relapsed"]


def test_names_of_classes_variables_and_comments_are_not_read() -> None:
    assert (
        terms_in('<p class="relapsed" id="junkie">{{ relapsed }}{# refused #}<!-- addict -->{% if refused %}x{% endif %}</p>')
        == []
    )


def test_quotations_are_left_alone() -> None:
    assert terms_in('<blockquote class="tl-voice">I am an addict.</blockquote><p>“I relapsed”</p><q>clean since May</q>') == []
