"""What a hospital and a health center send about the demo's people: invented, ordinary, in codes that the table knows."""

from dataclasses import dataclass

from patients.elsewhere.rules import RecordKind

LOINC, SNOMED, CVX = "http://loinc.org", "http://snomed.info/sct", "http://hl7.org/fhir/sid/cvx"
HOSPITAL, HEALTH_CENTER = "Bay County Hospital", "Riverside Health Center"


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that a source tells, so many days ago. `spread` is how far a number strays from person to person."""

    kind: RecordKind
    code: str
    system: str
    display: str
    days: int
    number: float | None = None
    spread: float = 0.0
    unit: str = ""
    value: str = ""
    status: str = "completed"
    reason: tuple[str, str] = ("", "")
    where: str = HEALTH_CENTER
    who: str = ""
    parts: tuple[tuple[str, str, float, float, str], ...] = ()  # label, code, number, spread, unit


def _measured(code: str, display: str, number: float, spread: float, unit: str, *days: int) -> tuple[Told, ...]:
    return tuple(
        Told(RecordKind.OBSERVATION, code, LOINC, display, day, number, spread, unit, status="final", who="Renata Cole, MA")
        for day in days
    )


PRESSURE = tuple(
    Told(
        RecordKind.OBSERVATION,
        "85354-9",
        LOINC,
        "Blood pressure",
        day,
        status="final",
        who="Renata Cole, MA",
        parts=(("Systolic", "8480-6", 126, 12, "mm[Hg]"), ("Diastolic", "8462-4", 80, 7, "mm[Hg]")),
    )
    for day in (412, 230, 61)
)
EVERYBODY: tuple[Told, ...] = (
    *PRESSURE,
    *_measured("29463-7", "Body weight", 78, 14, "kg", 412, 230, 61),
    *_measured("8867-4", "Heart rate", 76, 9, "/min", 412, 61),
    *_measured("1742-6", "Alanine aminotransferase", 34, 16, "U/L", 228),
    *_measured("1920-8", "Aspartate aminotransferase", 31, 13, "U/L", 228),
    *_measured("4548-4", "Hemoglobin A1c", 5.6, 0.5, "%", 228),
    *_measured("38483-4", "Creatinine", 0.9, 0.15, "mg/dL", 228),
    Told(RecordKind.VISIT, "390906007", SNOMED, "Follow-up encounter", 61, status="finished", who="Dr. Ines Marchetti"),
    Told(
        RecordKind.VISIT, "162673000", SNOMED, "General examination of patient", 230, status="finished", who="Dr. Ines Marchetti"
    ),
    Told(
        RecordKind.VISIT, "162673000", SNOMED, "General examination of patient", 412, status="finished", who="Dr. Ines Marchetti"
    ),
    Told(RecordKind.IMMUNIZATION, "140", CVX, "Influenza, seasonal, injectable, preservative free", 61),
    Told(RecordKind.IMMUNIZATION, "43", CVX, "Hep B, adult", 230, parts=(("Dose of the series", "", 1, 0, ""),)),
    Told(RecordKind.PROCEDURE, "104375008", SNOMED, "Hepatitis C antibody test", 228, value="Negative"),
    Told(RecordKind.CARE_PLAN, "326051000000105", SNOMED, "Self care", 230, status="active"),
)
# Something that only some of them have, one after the other.
SOMEBODY: tuple[tuple[Told, ...], ...] = (
    (
        Told(
            RecordKind.VISIT,
            "50849002",
            SNOMED,
            "Emergency room admission",
            47,
            status="finished",
            reason=("55680006", "Drug overdose"),
            where=HOSPITAL,
            who="Dr. Paul Adeyemi",
            value="Discharged home",
        ),
    ),
    (
        Told(
            RecordKind.VISIT,
            "50849002",
            SNOMED,
            "Emergency room admission",
            118,
            status="finished",
            reason=("44465007", "Sprain of ankle"),
            where=HOSPITAL,
            who="Dr. Paul Adeyemi",
        ),
        Told(RecordKind.PROCEDURE, "19490002", SNOMED, "Ankle X-ray", 118, where=HOSPITAL),
    ),
    (
        Told(RecordKind.IMMUNIZATION, "113", CVX, "Td (adult) preservative free", 61, status="not-done"),
        *_measured("55758-7", "PHQ-2 total score", 2, 1.4, "{score}", 61),
    ),
    (Told(RecordKind.PROCEDURE, "73761001", SNOMED, "Colonoscopy", 1460, where=HOSPITAL, who="Dr. Simone Baptiste"),),
)
