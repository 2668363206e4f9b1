"""The words in which access is decided: roles, categories of data, actions and purposes. Each has its sentence."""

from enum import StrEnum


class Described(StrEnum):
    """An enum whose members carry a label and a sentence of prose."""

    label: str
    prose: str

    def __new__(cls, value: str, label: str = "", prose: str = "") -> "Described":
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        member.prose = prose
        return member

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """Value and label of each word, in order, as a column or a field wants them."""
        return [(word.value, word.label) for word in cls]

    @classmethod
    def values(cls) -> list[str]:
        """The values, in order."""
        return [word.value for word in cls]


class Role(Described):
    """What a staff member does in an organisation. Source: clinical reference 12.1 and 3.9 (D05)."""

    PRESCRIBER = "prescriber", "Prescriber", "Writes and signs medication orders and decides on safety overrides."
    NURSE = "nurse", "Nurse", "Gives doses and injections and watches withdrawal."
    COUNSELOR = "counselor", "Counselor", "Provides counseling, writes notes and builds plans with the person."
    COORDINATOR = "coordinator", "Care coordinator", "Schedules follow-ups and keeps the caseload of the program."
    PEER = "peer", "Peer recovery specialist", "Supports from lived experience; makes contact and links to resources."
    PSYCHIATRIC_CONSULTANT = "psychiatric_consultant", "Psychiatric consultant", "Reviews the caseload with the team."
    PHARMACIST = "pharmacist", "Pharmacist", "Reconciles medication and counts supply."
    NAVIGATOR = "navigator", "Social and benefit navigator", "Helps with insurance, housing and other needs."
    HARM_REDUCTION_WORKER = "harm_reduction_worker", "Harm-reduction worker", "Serves people who give no name."
    CRISIS_CLINICIAN = "crisis_clinician", "Crisis clinician", "Answers crises."
    SUPERVISOR = "supervisor", "Clinical supervisor", "Answers for the program's care and its late tasks."
    FRONT_DESK = "front_desk", "Front desk", "Registers people and sees who comes when, not the plan."
    PRIVACY_OFFICER = "privacy_officer", "Privacy officer", "Reviews who saw what; opens a record only with a reason."
    AUDITOR = "auditor", "Auditor", "Verifies the audit trail; reads no clinical record."
    ADMINISTRATOR = "administrator", "Administrator", "Manages accounts and roles; reads no clinical record."


class Category(Described):
    """Kinds of data in a record. In a Part 2 program the bare fact of being a patient is `sud`."""

    DEMOGRAPHICS = "demographics", "Identity and contact", "Names, birth date, how to reach the person safely."
    GENERAL = "general", "General health", "Allergies, physical health and appointments."
    MENTAL_HEALTH = "mental_health", "Mental health", "Mental health conditions and care."
    SUD = "sud", "Substance use care", "Plans, medication and anything that shows substance use care."
    COUNSELLING_NOTE = "counselling_note", "Counseling notes", "Notes kept apart under 42 CFR 2.11."
    HARM_REDUCTION = "harm_reduction", "Harm reduction", "Supplies and services given to a known person."


class Action(Described):
    """What is done with the data."""

    READ = "read", "Read", "See it."
    WRITE = "write", "Write", "Add to it or change it."
    ORDER = "order", "Order medication", "Write or stop a medication order; needs a prescriber."


class Purpose(Described):
    """Why, as HL7 purpose-of-use codes."""

    TREAT = "TREAT", "Treatment", "Caring for the person."
    HPAYMT = "HPAYMT", "Payment", "Being paid for care."
    HOPERAT = "HOPERAT", "Operations", "Running the program."
    CAREMGT = "CAREMGT", "Care management", "Coordinating the person's care."
    ETREAT = "ETREAT", "Emergency treatment", "Caring for the person in an emergency."
    PATRQT = "PATRQT", "Patient request", "The person asked for it."
    FAMRQT = "FAMRQT", "Family involvement", "A family member takes part in the person's care."
    HLEGAL = "HLEGAL", "Legal", "A civil, criminal, administrative or legislative proceeding."
    HRESCH = "HRESCH", "Research", "Health research."
    HCOMPL = "HCOMPL", "Audit and evaluation", "A payer, regulator or funder looks whether rules are kept."
    PUBHLTH = "PUBHLTH", "Public health", "Public health reporting."
    HMARKT = "HMARKT", "Marketing and fundraising", "Selling, or asking for gifts."
    # HL7 has no word of its own for these: local codes
    QSO_SERVICE = "X-QSO", "Service for the program", "What a qualified service organization does for the program."
    SUPERVISION = "X-SUPERVISION", "Court supervision", "Probation, parole, or a sentence that treatment is a condition of."
    INVESTIGATION = "X-INVESTIGATION", "Investigation", "Police or prosecutors look for facts."
    CHILD_REPORT = "X-CHILD-REPORT", "Report of child abuse", "The first report that state law asks for."
    REFERRAL = "X-REFERRAL", "Referral", "Finding housing, work, food or another service."
    ROUTING = "X-ROUTING", "Exchange", "An exchange or network passes records on."
    PERSONAL = "X-PERSONAL", "Employment, school, housing", "A decision about somebody's job, school, home or benefit."


class Requester(Described):
    """Who asks, as the decision table knows them. Source: clinical reference 3.9. Unknown is refused."""

    STAFF = "staff", "Staff of the program", "Works at the program whose record it is."
    SYSTEM = "system", "The platform", "A named job of the platform itself."
    PATIENT = "patient", "The person", "The person whose record it is."
    REPRESENTATIVE = "representative", "Personal representative", "Signs for the person under 42 CFR 2.14 or 2.15."
    FAMILY = "family", "Family or friend", "Somebody close to the person."
    PROVIDER = "provider", "Outside treating provider", "A clinic, hospital or practice that treats the person."
    EMERGENCY_CLINICIAN = "emergency", "Emergency clinician", "Outside medical personnel who treat the person in an emergency."
    HEALTH_PLAN = "health_plan", "Health plan or payer", "Pays for care."
    QSO = "qso", "Qualified service organization", "Works for the program under a written agreement (42 CFR 2.11)."
    INTERMEDIARY = "intermediary", "Exchange or network", "Passes records on between its members (42 CFR 2.11, 2.24)."
    COMMUNITY = "community", "Community service", "Housing, food, work or another service that gives no health care."
    COURT = "court", "Court or party", "A court, or a party to a proceeding."
    POLICE = "police", "Police or prosecutor", "Investigates."
    SUPERVISION = "supervision", "Probation, parole, drug court", "Supervises somebody for whom treatment is a condition."
    EMPLOYER = "employer", "Employer, school, landlord", "Decides about somebody's job, school, home or benefit."
    RESEARCHER = "researcher", "Researcher", "Health research."
    AUDITOR = "auditor", "Auditor or funder", "Audits or evaluates the program (42 CFR 2.53)."
    PUBLIC_HEALTH = "public_health", "Public health authority", "Watches over the health of all (42 CFR 2.54)."
    CHILD_PROTECTION = "child_protection", "Child protection", "Takes reports of child abuse and neglect."
    FUNDRAISER = "fundraiser", "Fundraising or marketing", "Sells, or asks for gifts."
    UNKNOWN = "unknown", "Unknown", "Nobody knows who they are or for whom they ask."


# What an organization is to a program that is not its own: who a partner's system asks as.
ORGANISATION_KINDS = (
    Requester.PROVIDER,
    Requester.HEALTH_PLAN,
    Requester.QSO,
    Requester.INTERMEDIARY,
    Requester.COMMUNITY,
    Requester.COURT,
    Requester.SUPERVISION,
    Requester.RESEARCHER,
    Requester.AUDITOR,
    Requester.PUBLIC_HEALTH,
    Requester.CHILD_PROTECTION,
)


class Scope(Described):
    """What the token of a partner system reaches for. A scope narrows what a consent opens, it never widens it."""

    PEOPLE = "people.read", "People", "Who the person is, and their allergies."
    PLANS = "plans.read", "Plans", "Plans of care with goals, interventions, medication and team."
