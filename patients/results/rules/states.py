"""How a drug test moves. Pure."""

from patients.results.rules.vocabulary import DrugTestState, DrugTestStep

S, D = DrugTestState, DrugTestStep

DRUG_TEST: dict[tuple[DrugTestState, DrugTestStep], DrugTestState] = {
    (S.ORDERED, D.COLLECT): S.COLLECTED,
    (S.ORDERED, D.CANCEL): S.CANCELLED,
    (S.ORDERED, D.DECLINE): S.DECLINED,
    (S.COLLECTED, D.RESULT): S.RESULTED,
    (S.COLLECTED, D.CANCEL): S.CANCELLED,
    (S.RESULTED, D.RESULT): S.RESULTED,
}


class NotPossible(ValueError):
    """A step that cannot follow where the test stands."""

    def __init__(self, state: DrugTestState) -> None:
        super().__init__(state.value)
        self.state = state


def next_state(state: DrugTestState, step: DrugTestStep) -> DrugTestState:
    """Where the step leads.

    Raises:
        NotPossible: it leads nowhere from there.
    """
    found = DRUG_TEST.get((state, step))
    if found is None:
        raise NotPossible(state)
    return found


def steps_from(state: DrugTestState) -> list[DrugTestStep]:
    """What can happen to a test that stands there, in the order of the vocabulary."""
    return [step for step in DrugTestStep if (state, step) in DRUG_TEST]
