"""What holds of any answers to any instrument."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from patients.assessments.catalogue import definition, definitions
from patients.assessments.rules import Answers, Facts, ItemKind, asked, band_of, problems, score

CODES = sorted(definitions())


@st.composite
def answered(draw: st.DrawFn) -> tuple[str, dict[str, Decimal | str | None], Facts]:
    """An instrument and allowed answers to some of its questions, some of them declined."""
    code = draw(st.sampled_from(CODES))
    one = definition(code)
    found: dict[str, Decimal | str | None] = {}
    for item in one.items:
        if draw(st.integers(0, 9)) == 0:
            continue
        if item.kind is ItemKind.CHOICE:
            found[item.link_id] = draw(
                st.sampled_from([None, *(option.value for option in item.options), *(option.value for option in item.options)])
            )
        elif item.kind is ItemKind.NUMBER:
            found[item.link_id] = Decimal(draw(st.integers(int(item.low or 0), int(item.high or 0))))
        else:
            found[item.link_id] = "words"
    sex = draw(st.sampled_from(["", "male", "female"]))
    subject = draw(st.sampled_from(["", *one.subjects]))
    return code, found, Facts(sex=sex, age=draw(st.sampled_from([None, 17, 40, 70])), subject=subject)


@given(answered(), st.randoms())
def test_no_order_of_answering_changes_what_they_come_to(case: tuple[str, Answers, Facts], random: object) -> None:
    code, given_answers, facts = case
    one = definition(code)
    if problems(one, given_answers):
        return  # heavy days above days with alcohol
    turned = list(given_answers.items())
    random.shuffle(turned)
    assert score(one, dict(turned), facts) == score(one, given_answers, facts)
    assert asked(one, dict(turned), facts.subject) == asked(one, given_answers, facts.subject)


@given(answered())
def test_a_score_is_in_its_range_and_band_and_rests_on_what_was_asked(case: tuple[str, Answers, Facts]) -> None:
    code, given_answers, facts = case
    one = definition(code)
    if problems(one, given_answers):
        return
    outcome = score(one, given_answers, facts)
    ranges = {row.name: row for row in one.scores}
    names = [item.link_id for item in asked(one, given_answers, facts.subject)]
    for found in outcome.scores:
        band = band_of(one, found.name, found.value, facts)
        assert ranges[found.name].low <= found.value <= ranges[found.name].high
        assert (found.band, found.is_positive) == ((band.code, band.is_positive) if band else ("", False))
        assert found.answered <= len(names)
        assert found.name not in (outcome.unscored or {})
    only_asked = {link_id: value for link_id, value in given_answers.items() if link_id in names}
    assert score(one, only_asked, facts) == outcome


@given(answered())
def test_with_an_answer_left_out_nothing_more_is_called_for(case: tuple[str, Answers, Facts]) -> None:
    """But for two: in C-SSRS behavior at a time that was not told counts as recent, and CIWA-Ar is open again without the
    answer that the person is not able to give any."""
    code, given_answers, facts = case
    one = definition(code)
    if problems(one, given_answers) or code in ("cssrs", "ciwa"):
        return
    whole = {trigger.code for trigger in score(one, given_answers, facts).triggers}
    for left_out in given_answers:
        fewer = {link_id: value for link_id, value in given_answers.items() if link_id != left_out}
        assert {trigger.code for trigger in score(one, fewer, facts).triggers} <= whole
