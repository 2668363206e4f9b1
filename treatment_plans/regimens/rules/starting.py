"""What must be so before the first dose, by medicine and by way in. Pure. Sources: clinical reference 1.3 to 1.8."""

from dataclasses import dataclass

from treatment_plans.regimens.vocabulary import Pathway, Phase, StartKind

BEGINS = frozenset({Phase.INITIATION, Phase.RE_INITIATION})


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition; `at_least` is a score or a number of hours."""

    kind: StartKind
    at_least: int | None = None

    @property
    def text(self) -> str:
        """'In withdrawal: COWS of at least 8'."""
        return f"{self.kind.label} {self.at_least}" if self.at_least is not None else self.kind.label


PREGNANCY = Condition(StartKind.PREGNANCY_ASKED)


def usual_conditions(
    substance: str, *, is_depot: bool, pathway: Pathway, phase: Phase, cows_floor: int, free_hours: int, alcohol_hours: int
) -> tuple[Condition, ...]:
    """What is usual before a first dose; nothing where an order goes on with what is taken already.

    `cows_floor` and `free_hours` are for buprenorphine, `alcohol_hours` for disulfiram; a low-dose start asks for neither score
    nor hours (clinical reference 1.3).
    """
    if phase not in BEGINS:
        return ()
    if substance == "buprenorphine" and is_depot:
        return (Condition(StartKind.AGONIST_FIRST), PREGNANCY)
    if substance == "buprenorphine":
        withdrawal = (Condition(StartKind.WITHDRAWAL, cows_floor), Condition(StartKind.OPIOID_FREE, free_hours))
        return (*(() if pathway is Pathway.LOW_DOSE else withdrawal), PREGNANCY)
    return {
        "methadone": (Condition(StartKind.NOT_SEDATED), PREGNANCY),
        "naltrexone": (Condition(StartKind.NEGATIVE_SCREEN), Condition(StartKind.LIVER_TESTS), PREGNANCY),
        "acamprosate": (Condition(StartKind.CREATININE),),
        "disulfiram": (Condition(StartKind.ALCOHOL_FREE, alcohol_hours), Condition(StartKind.AGREED), PREGNANCY),
    }.get(substance, ())
