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
    HLEGAL = "HLEGAL", "Legal", "A legal proceeding."
    HRESCH = "HRESCH", "Research", "Health research."
    PUBHLTH = "PUBHLTH", "Public health", "Public health reporting."


class Scope(Described):
    """What the token of a partner system reaches for. A scope narrows what a consent opens, it never widens it."""

    PEOPLE = "people.read", "People", "Who the person is, and their allergies."
    PLANS = "plans.read", "Plans", "Plans of care with goals, interventions, medication and team."
