"""Who works at the two demo clinics. Invented people; the password of the demo is no secret, and the sign-in page says so."""

from dataclasses import dataclass

from care.actor import Role

PASSWORD = "walk-with-me-2026"  # noqa: S105  (the demo's own, printed at its start)


@dataclass(frozen=True, slots=True)
class Colleague:
    """One person on the staff."""

    name: str
    email: str
    title: str
    role: Role
    pronouns: str = ""


@dataclass(frozen=True, slots=True)
class Clinic:
    """One organization of the demo."""

    name: str
    zone: str
    phone: str
    is_part2: bool
    state: str
    code: str
    colleagues: tuple[Colleague, ...]


def _of(domain: str, *rows: tuple[str, str, Role, str, str]) -> tuple[Colleague, ...]:
    return tuple(Colleague(name, f"{mail}@{domain}", title, role, pronouns) for name, mail, role, title, pronouns in rows)


HARBOR_STREET = Clinic(
    name="Harbor Street Clinic",
    zone="America/New_York",
    phone="+14015550100",
    is_part2=True,
    state="RI",
    code="harbor-street",
    colleagues=_of(
        "harborstreet.example",
        ("Amara Osei", "amara.osei", Role.COORDINATOR, "Care coordinator", "she/her"),
        ("Wes Tanaka", "wes.tanaka", Role.COORDINATOR, "Care coordinator", "he/him"),
        ("Carmen Villalobos", "carmen.villalobos", Role.COORDINATOR, "Care coordinator", "she/her"),
        ("Dr. Lena Fischer-Cho", "lena.fischer-cho", Role.PRESCRIBER, "Medical director", "she/her"),
        ("Dr. Samuel Oyelaran", "samuel.oyelaran", Role.PRESCRIBER, "Physician", "he/him"),
        ("Tomás Rivera", "tomas.rivera", Role.NURSE, "Dosing nurse", "he/him"),
        ("Grace Kowalczyk", "grace.kowalczyk", Role.NURSE, "Nurse", "she/her"),
        ("Dinh Pham", "dinh.pham", Role.NURSE, "Nurse", "they/them"),
        ("Priya Nair", "priya.nair", Role.COUNSELOR, "Counselor, LICSW", "she/her"),
        ("Jonah Feldt", "jonah.feldt", Role.COUNSELOR, "Counselor", "he/him"),
        ("Renée Baptiste", "renee.baptiste", Role.COUNSELOR, "Family counselor", "she/her"),
        ("Kai Lindholm", "kai.lindholm", Role.COUNSELOR, "Counselor", "they/them"),
        ("Luis Ortega", "luis.ortega", Role.PEER, "Peer recovery specialist", "he/him"),
        ("Dottie McCrae", "dottie.mccrae", Role.PEER, "Peer recovery specialist", "she/her"),
        ("Dr. Anjali Desrosiers", "anjali.desrosiers", Role.PSYCHIATRIC_CONSULTANT, "Psychiatric consultant", "she/her"),
        ("Rowan Stone", "rowan.stone", Role.PHARMACIST, "Pharmacist, PharmD", "they/them"),
        ("Beatriz Fonseca", "beatriz.fonseca", Role.NAVIGATOR, "Benefits and housing", "she/her"),
        ("Zeke Halloran", "zeke.halloran", Role.HARM_REDUCTION_WORKER, "Outreach and harm reduction", "he/him"),
        ("Noelle Sandoval", "noelle.sandoval", Role.CRISIS_CLINICIAN, "Crisis clinician", "she/her"),
        ("Ruth Gallagher", "ruth.gallagher", Role.SUPERVISOR, "Clinical supervisor", "she/her"),
        ("Ivy Chen", "ivy.chen", Role.FRONT_DESK, "Front desk", "she/her"),
        ("Harold Nakashima", "harold.nakashima", Role.PRIVACY_OFFICER, "Privacy officer", "he/him"),
        ("Simone Achterberg", "simone.achterberg", Role.AUDITOR, "Compliance", "she/her"),
        ("Patrick Lowe", "patrick.lowe", Role.ADMINISTRATOR, "Office manager", "he/him"),
    ),
)

EASTSIDE = Clinic(
    name="Eastside Primary Care",
    zone="America/Chicago",
    phone="+13125550100",
    is_part2=False,
    state="IL",
    code="eastside",
    colleagues=_of(
        "eastside.example",
        ("Dr. Hana Adeyemi", "hana.adeyemi", Role.PRESCRIBER, "Family physician", "she/her"),
        ("Miles Okonkwo", "miles.okonkwo", Role.ADMINISTRATOR, "Practice manager", "he/him"),
    ),
)
