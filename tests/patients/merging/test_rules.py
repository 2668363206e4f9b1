"""How merges and pairs move, and how likely two records are of one person."""

import re
from datetime import date
from pathlib import Path

import pytest

from patients import rules as people
from patients.merging import rules
from patients.merging.rules import MergeState, MergeStep, NotPossible, PairState, PairStep
from patients.rules import Likeness, Names, Traits

README = Path(rules.__file__).resolve().parents[1] / "README.md"
BORN = date(1988, 3, 4)
MARI = Traits(Names("Marisol", "Vega"), BORN, phones=frozenset({"+14015550122"}))


@pytest.mark.parametrize(("name", "table"), [("merge", rules.MERGE), ("pair", rules.PAIR)])
def test_the_diagram_in_the_readme_is_the_table(name, table):
    shown = re.search(rf"<!-- {name} -->\n```mermaid\n(.*?)\n```", README.read_text(), re.DOTALL)
    assert shown
    assert shown.group(1) == rules.diagram(table)


def test_a_step_that_does_not_start_here_is_refused():
    assert rules.next_state(rules.MERGE, MergeState.MERGED, MergeStep.UNDO) is MergeState.UNDONE
    with pytest.raises(NotPossible):
        rules.next_state(rules.MERGE, MergeState.UNDONE, MergeStep.UNDO)
    assert not rules.can_step(rules.PAIR, PairState.MERGED, PairStep.TELL_APART)


@pytest.mark.parametrize(
    ("other", "reasons", "likely"),
    [
        (Traits(Names("Marisol", "Vega"), BORN), {Likeness.SAME_NAMES, Likeness.SAME_BIRTH}, True),
        (Traits(Names("Marysol", "Vega"), BORN), {Likeness.TYPO, Likeness.SAME_BIRTH}, True),
        (Traits(Names("Maresull", "Veiga"), BORN), {Likeness.SOUND, Likeness.SAME_BIRTH}, True),
        (Traits(Names("Mari", "Vega"), BORN), {Likeness.FORM, Likeness.SAME_BIRTH}, True),
        (Traits(Names("Vega", "Marisol"), BORN), {Likeness.SAME_NAMES, Likeness.SAME_BIRTH}, True),
        (Traits(Names("Marisol", "Vega"), date(1988, 4, 3)), {Likeness.SAME_NAMES, Likeness.SWAPPED_BIRTH}, True),
        (Traits(Names("Marisol", "Vega"), date(1988, 3, 14)), {Likeness.SAME_NAMES, Likeness.NEAR_BIRTH}, True),
        (Traits(Names("Marisol", "Vega"), date(1960, 7, 9)), {Likeness.SAME_NAMES}, False),
        (Traits(Names("Otto", "Lund"), BORN), {Likeness.SAME_BIRTH}, False),
        (
            Traits(Names("Marisol", "Lund"), BORN, phones=frozenset({"+14015550122"})),
            {Likeness.ONE_NAME, Likeness.SAME_BIRTH, Likeness.SAME_PHONE},
            True,
        ),
        (Traits(Names("Marisol", "Lund"), BORN), {Likeness.ONE_NAME, Likeness.SAME_BIRTH}, False),
        (Traits(Names("Otto", "Lund"), date(1960, 7, 9), phones=frozenset({"+14015550122"})), {Likeness.SAME_PHONE}, False),
    ],
)
def test_what_two_records_have_in_common_is_said_and_weighed(other, reasons, likely):
    found = people.likeness(MARI, other)
    assert set(found) == reasons == set(people.likeness(other, MARI))
    assert people.is_likely(found) is likely


def test_twins_of_a_family_name_of_two_words_have_one_name_in_common():
    one, other = (Traits(Names(given, "Ford Couto"), BORN) for given in ("Yolanda", "Everett"))
    assert people.likeness(one, other) == (Likeness.ONE_NAME, Likeness.SAME_BIRTH)


def test_a_former_name_counts():
    other = Traits(Names("Marisol", "Lund", former=("Marisol Vega",)), BORN)
    assert people.likeness(MARI, other)[0] is people.likeness(other, MARI)[0] is Likeness.SAME_NAMES


def test_somebody_with_one_name_is_compared_by_it():
    one, other = (Traits(Names(given=name), BORN) for name in ("Sukarno", "Soekarno"))
    assert people.likeness(one, other)[0] is Likeness.SOUND


def test_a_number_elsewhere_is_enough():
    one, other = (
        Traits(Names("A", family), day, numbers=frozenset({("hospital", "7")}))
        for family, day in (("Vega", BORN), ("Lund", date(1950, 1, 1)))
    )
    assert people.is_likely(people.likeness(one, other))


def test_days_near_a_birth_date_are_those_of_one_typo():
    near = people.near_days(BORN)
    assert {BORN, date(1988, 4, 3), date(1988, 3, 14), date(1983, 3, 4)} <= set(near)
    assert len(near) < 40
