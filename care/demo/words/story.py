"""What the demo's people told about themselves: invented, in their own words where they say what they want."""

from dataclasses import dataclass
from datetime import date, timedelta

from patients.rules import ClinicalStatus
from patients.story.rules import (
    ICD10CM,
    Capital,
    Domain,
    Entry,
    Helped,
    Hospital,
    HowOften,
    LastUse,
    LifeArea,
    Medicine,
    MedicineKind,
    Need,
    Overdose,
    OwnGoal,
    Part,
    Place,
    Pregnancy,
    PregnancyAnswer,
    Problem,
    Setting,
    Strength,
    Substance,
    SubstanceKind,
    Taking,
    Told,
    Treatment,
    TreatmentEnd,
    UseRoute,
    Withdrawal,
)

VERSION = "2026-04"


@dataclass(frozen=True, slots=True)
class Telling:
    """What one person told, so many days ago; by their names on paper."""

    given: str
    family: str
    days_ago: int
    lines: tuple[Entry, ...]
    withdrawal: Withdrawal | None = None
    needs: tuple[Need, ...] = ()
    weeks_to_birth: int | None = None
    nothing: tuple[Part, ...] = ()
    withheld: tuple[Part, ...] = ()

    def pregnancy(self, today: date) -> Pregnancy | None:
        """What is known of a pregnancy, with a due date that moves along with the demo."""
        if self.weeks_to_birth is None:
            return None
        due = today + timedelta(weeks=self.weeks_to_birth)
        return Pregnancy(PregnancyAnswer.PREGNANT, due_on=due, has_care=Told.YES, note="Wants to stay on methadone.")


def _coded(code: str, display: str, onset: str = "", status: ClinicalStatus = ClinicalStatus.ACTIVE) -> Problem:
    return Problem(display, ICD10CM, code, VERSION, clinical_status=status, onset=onset)


TELLINGS = (
    Telling(
        "Marisol",
        "Vega Duarte",
        12,
        (
            Substance(
                SubstanceKind.FENTANYL,
                name="blues",
                is_main=True,
                routes=(UseRoute.SMOKED,),
                how_often=HowOften.NOT_LATELY,
                amount="5 to 8 pills a day, before",
                first_age=24,
                last_used="2026-08",
                breaks="7 months in 2022, with her sister.",
            ),
            Substance(
                SubstanceKind.TOBACCO, routes=(UseRoute.SMOKED,), how_often=HowOften.ALL_DAY, amount="half a pack", first_age=15
            ),
            Overdose(
                occurred="2024-02",
                substances="a pill from somebody new",
                place=Place.OTHERS_HOME,
                was_alone=Told.NO,
                naloxone=Told.YES,
                naloxone_doses=2,
                called_911=Told.YES,
                hospital=Hospital.EMERGENCY,
                on_medication=Told.NO,
            ),
            Treatment(
                Setting.RESIDENTIAL,
                place="Women’s program in Fall River",
                began="2022",
                ended="2022",
                how_ended=TreatmentEnd.COMPLETED,
                helped=Helped.SOME,
                what_helped="The mornings. Not the early bedtime.",
            ),
            _coded("F11.20", "Opioid dependence, uncomplicated", "2018"),
            _coded("B18.2", "Chronic viral hepatitis C", "2021", ClinicalStatus.RESOLVED),
            _coded("F43.10", "Post-traumatic stress disorder, unspecified"),
            Medicine(
                "Sertraline",
                MedicineKind.PRESCRIBED,
                dose="100 mg",
                how_often="every morning",
                reason="mood and sleep",
                prescriber="Dr. Okafor, Federal Hill",
                since="2025",
                taking=Taking.AS_MEANT,
            ),
            Strength("Her sister picks up at any hour", Capital.SOCIAL),
            Strength("The garden behind the church", Capital.COMMUNITY),
            OwnGoal(
                "I want to be the one who picks my son up from school.",
                LifeArea.PEOPLE,
                importance=10,
                confidence=7,
                first_step="Ask the school who may pick him up.",
            ),
        ),
        withdrawal=Withdrawal(
            seizures=Told.NO, delirium=Told.NO, last_opioid=LastUse.LONGER, last_alcohol=LastUse.NEVER, no_signs=True
        ),
        needs=(
            Need(Domain.HOUSING, Told.NO),
            Need(Domain.FOOD, Told.NO),
            Need(Domain.TRANSPORT, Told.YES, Told.NO, "Two buses to get here"),
            Need(Domain.SAFETY, Told.NO),
            Need(Domain.MONEY, Told.UNSURE),
        ),
    ),
    Telling(
        "James",
        "Whitaker",
        20,
        (
            Substance(SubstanceKind.HEROIN, is_main=True, routes=(UseRoute.INJECTED,), how_often=HowOften.MONTHLY, first_age=19),
            Substance(
                SubstanceKind.ALCOHOL, routes=(UseRoute.SWALLOWED,), how_often=HowOften.WEEKLY, amount="a few beers", first_age=14
            ),
            Overdose(occurred="2019", place=Place.HOME, was_alone=Told.YES, naloxone=Told.UNSURE, after_break=Told.YES),
            Treatment(Setting.OTP, place="Boston", began="2015", ended="2018", how_ended=TreatmentEnd.MOVED, helped=Helped.LOT),
            _coded("F11.20", "Opioid dependence, uncomplicated", "1999"),
            _coded("I10", "Essential (primary) hypertension", "2020"),
            Medicine(
                "Lisinopril",
                MedicineKind.PRESCRIBED,
                dose="20 mg",
                how_often="once a day",
                reason="blood pressure",
                taking=Taking.SOMETIMES,
            ),
            Strength("Thirty years as a roofer", Capital.PERSONAL),
            OwnGoal("Back on the crew before it gets cold.", LifeArea.WORK, importance=9, confidence=5),
        ),
        withdrawal=Withdrawal(seizures=Told.NO, delirium=Told.NO, last_opioid=LastUse.LONGER, no_signs=True),
        withheld=(Part.NEEDS,),
    ),
    Telling(
        "Ines",
        "Calder",
        6,
        (
            Substance(
                SubstanceKind.FENTANYL,
                is_main=True,
                routes=(UseRoute.SNORTED,),
                how_often=HowOften.NOT_LATELY,
                first_age=22,
                last_used="2026-06",
            ),
            _coded("F11.20", "Opioid dependence, uncomplicated", "2017"),
            Medicine("Prenatal vitamin", MedicineKind.OVER_COUNTER, how_often="once a day", taking=Taking.AS_MEANT),
            Strength("Her grandmother’s prayers, and her phone calls", Capital.CULTURAL),
            OwnGoal("A room with a crib before the baby comes.", LifeArea.HOME, importance=10, confidence=6),
        ),
        weeks_to_birth=19,
        nothing=(Part.OVERDOSES, Part.TREATMENTS),
    ),
    Telling(
        "Luz",
        "Ibarra",
        4,
        (
            Substance(
                SubstanceKind.ALCOHOL,
                name="vodka",
                is_main=True,
                routes=(UseRoute.SWALLOWED,),
                how_often=HowOften.WEEKLY,
                amount="a pint on a bad day",
                first_age=16,
                breaks="Six weeks this fall.",
            ),
            _coded("F10.20", "Alcohol dependence, uncomplicated", "2024"),
            _coded("F41.1", "Generalized anxiety disorder"),
            Treatment(
                Setting.MUTUAL_HELP,
                place="SMART Recovery, online",
                began="2025",
                how_ended=TreatmentEnd.GOES_ON,
                helped=Helped.LOT,
            ),
            Strength("Paints every night", Capital.PERSONAL),
            OwnGoal("To get through a weekend and remember it.", LifeArea.USE, importance=8, confidence=6),
        ),
        withdrawal=Withdrawal(seizures=Told.NO, delirium=Told.NO, hospital=Told.YES, last_alcohol=LastUse.LONGER, no_signs=True),
        nothing=(Part.OVERDOSES, Part.MEDICINES),
    ),
)
