"""The decision table as data: the first row that matches decides. Pure.

Source: the disclosure decision table of the clinical reference (section 3.9), which restates 42 CFR Part 2; the numbers are
its own. A condition that a row does not state is not asked. Nothing here knows a superuser.
"""

from dataclasses import dataclass

from care.access import notices
from care.access.policy.facts import Basis, DataClass, Legal, Relation, Session
from care.access.policy.grants import CARE, EMERGENCY_ROLES, NOTE_WRITERS, READ_WRITE
from care.actor import Action, Category, Purpose, Requester, Role
from care.consent.rules import Kind, Match, Restriction


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table. Empty conditions match anything.

    `limited_by` says what opens categories: what a role needs ("team", "programme"), what a job declared ("job"), what a link
    is for ("link"), what a consent names ("consent"), or the row itself ("row", by its `categories`). `by_people` rows give
    only what a colleague hands over, never what a machine asks for.
    """

    number: str
    title: str
    outcome: str  # "allow" or "deny"
    source: str
    requesters: frozenset[Requester] = frozenset()
    relations: frozenset[Relation] = frozenset()
    roles: frozenset[Role] = frozenset()
    purposes: frozenset[Purpose] = frozenset()
    categories: frozenset[Category] = frozenset()
    data: frozenset[DataClass] = frozenset()
    actions: frozenset[Action] = frozenset()
    consents: frozenset[Match] = frozenset()
    consent_kinds: frozenset[Kind] = frozenset()
    restrictions: frozenset[Restriction] = frozenset()
    bases: frozenset[Basis] = frozenset()
    sessions: frozenset[Session] = frozenset()
    legal: frozenset[Legal] = frozenset()
    authored: bool | None = None
    by_people: bool = False
    limited_by: str = ""
    reason: str = ""
    notice: str = ""
    hidden: bool = False
    offers_emergency: bool = False


R = Requester
STAFF = frozenset({R.STAFF})
INSIDE = frozenset({R.STAFF, R.SYSTEM})
OUTSIDE = frozenset(Requester) - INSIDE - {R.PATIENT}
NOTES = frozenset({Category.COUNSELLING_NOTE})
IN_RECORD = frozenset(Category) - NOTES
HERE = frozenset({Relation.TEAM, Relation.PROGRAMME})
READ = frozenset({Action.READ})
VALID = frozenset({Match.VALID_MATCH})
ON_ORDER_OR_CONSENT = frozenset({Legal.ORDER, Legal.CONSENT})
REFERENCE = "clinical reference 3.9"

_NOTES = (
    Row(
        "D00", "Another organization's record does not exist for us", "deny", "42 CFR 2.13; 2.12(c)(3)",
        requesters=INSIDE, relations=frozenset({Relation.OUTSIDE}), reason="NOT_FOUND", hidden=True,
    ),
    Row(
        "D01-author", "A counseling note opens to its author and to who signs beside them", "allow", "42 CFR 2.11",
        requesters=STAFF, relations=HERE, purposes=CARE, categories=NOTES, actions=READ_WRITE, authored=True, limited_by="row",
    ),
    Row(
        "D01-begin", "Counselors and psychiatric consultants of the care team begin notes of their own", "allow", "42 CFR 2.11",
        requesters=STAFF, relations=frozenset({Relation.TEAM}), roles=NOTE_WRITERS, purposes=CARE, categories=NOTES,
        actions=frozenset({Action.WRITE}), limited_by="row",
    ),
    Row(
        "D01-consent", "A consent for counseling notes, and for nothing else, lets a colleague hand them over", "allow",
        "42 CFR 2.31(b)", requesters=OUTSIDE - {R.COURT, R.POLICE, R.FUNDRAISER, R.UNKNOWN}, categories=NOTES, actions=READ,
        purposes=frozenset({Purpose.TREAT, Purpose.CAREMGT, Purpose.HPAYMT, Purpose.HOPERAT, Purpose.FAMRQT}),
        consents=VALID, consent_kinds=frozenset({Kind.COUNSELING_NOTES}), by_people=True, limited_by="consent",
        notice=notices.CONSENT,
    ),
    Row(
        "D01-own", "The person's own access to counseling notes is for the author to decide", "deny", "42 CFR 2.11, 2.23",
        requesters=frozenset({R.PATIENT}), categories=NOTES, reason="COUNSELING_OWN_ACCESS",
    ),
    Row(
        "D01-out", "Counseling notes do not leave on a consent for other data", "deny", "42 CFR 2.31(b), 2.11",
        requesters=OUTSIDE, categories=NOTES, reason="COUNSELING_SEPARATE", hidden=True,
    ),
    Row(
        "D01", "Counseling notes stay with their author until a separate consent says otherwise", "deny", "42 CFR 2.31(b), 2.11",
        categories=NOTES, reason="COUNSELING_SEPARATE",
    ),
)  # fmt: skip

_PROCEEDINGS = (
    Row(
        "D02", "Nothing goes into a proceeding without a consent for just that, or a court order with a subpoena", "deny",
        "42 CFR 2.31(d), 2.61 to 2.67", purposes=frozenset({Purpose.HLEGAL}), legal=frozenset({Legal.NONE}),
        reason="LEGAL_NEEDS_ORDER_OR_CONSENT", hidden=True,
    ),
    Row(
        "D03", "A court order with a subpoena opens what it names", "allow", "42 CFR 2.61, 2.64, 2.65",
        requesters=frozenset({R.COURT}), purposes=frozenset({Purpose.HLEGAL}), actions=READ, categories=IN_RECORD,
        legal=frozenset({Legal.ORDER}), by_people=True, limited_by="row",
    ),
    Row(
        "D03b", "A consent for a proceeding, and for nothing else, opens what it names", "allow", "42 CFR 2.31(d)",
        requesters=frozenset({R.COURT}), purposes=frozenset({Purpose.HLEGAL}), actions=READ, legal=frozenset({Legal.CONSENT}),
        consents=VALID, consent_kinds=frozenset({Kind.LEGAL}), by_people=True, limited_by="consent", notice=notices.CONSENT,
    ),
    Row(
        "D04", "What the program agreed to withhold stays here", "deny", "42 CFR 2.26(a)",
        requesters=OUTSIDE - {R.EMERGENCY_CLINICIAN}, restrictions=frozenset({Restriction.AGREED}), reason="RESTRICTED",
        hidden=True,
    ),
)  # fmt: skip

_STAFF = (
    Row(
        "D05-order", "Prescribers on the care team order medication", "allow", "42 CFR 2.12(c)(3); clinical reference 12.1",
        requesters=STAFF, relations=frozenset({Relation.TEAM}), roles=frozenset({Role.PRESCRIBER}), purposes=CARE,
        actions=frozenset({Action.ORDER}), limited_by="team",
    ),
    Row(
        "D05-order-no", "Only prescribers on the care team order medication", "deny", "clinical reference 12.1",
        requesters=STAFF, actions=frozenset({Action.ORDER}), reason="PRESCRIBER_ON_TEAM",
    ),
    Row(
        "D05-team", "Staff of the care team read and write what their role needs", "allow", "42 CFR 2.12(c)(3)",
        requesters=STAFF, relations=frozenset({Relation.TEAM}), purposes=CARE, actions=READ_WRITE, limited_by="team",
    ),
    Row(
        "D05-programme", "Roles that work for the whole program read and write what their work needs", "allow",
        "42 CFR 2.12(c)(3)", requesters=STAFF, relations=HERE, purposes=CARE, actions=READ_WRITE, limited_by="programme",
    ),
    Row(
        "D05-privacy", "The privacy officer reads a record with a reason, for a time", "allow", f"42 CFR 2.16; {REFERENCE}",
        requesters=STAFF, relations=HERE, roles=frozenset({Role.PRIVACY_OFFICER}), purposes=frozenset({Purpose.HOPERAT}),
        categories=IN_RECORD, actions=READ, sessions=frozenset({Session.REVIEW}), limited_by="row",
    ),
    Row(
        "D05-lookup", "The privacy officer learns who a person is, to answer who saw their record, and nothing of their care",
        "allow", f"42 CFR 2.4, 2.16; {REFERENCE}", requesters=STAFF, relations=HERE, roles=frozenset({Role.PRIVACY_OFFICER}),
        purposes=frozenset({Purpose.HOPERAT, Purpose.PATRQT}), categories=frozenset({Category.DEMOGRAPHICS}), actions=READ,
        limited_by="row",
    ),
    Row(
        "D06-emergency", "A clinician off the team opens one record in an emergency, for a time and under review", "allow",
        f"42 CFR 2.12(c)(3), 2.51; {REFERENCE}", requesters=STAFF, relations=HERE, roles=EMERGENCY_ROLES,
        purposes=CARE | {Purpose.ETREAT}, actions=READ_WRITE, sessions=frozenset({Session.EMERGENCY}), limited_by="team",
    ),
    Row(
        "D06", "Staff of the program who are not on the care team are refused", "deny", "42 CFR 2.12(c)(3)",
        requesters=STAFF, relations=HERE, roles=EMERGENCY_ROLES, reason="NOT_ON_CARE_TEAM", offers_emergency=True,
    ),
    Row(
        "D06-role", "A role that cares for nobody opens no record", "deny", "42 CFR 2.12(c)(3)",
        requesters=STAFF, relations=HERE, reason="NOT_ON_CARE_TEAM",
    ),
)  # fmt: skip

_ON_CONSENT = (
    Row(
        "D07", "A service organization gets what its agreement needs", "allow", "42 CFR 2.11, 2.12(c)(4)",
        requesters=frozenset({R.QSO}), purposes=frozenset({Purpose.QSO_SERVICE}), categories=IN_RECORD, actions=READ,
        bases=frozenset({Basis.AGREEMENT}), by_people=True, limited_by="row",
    ),
    Row(
        "D07-no", "Without an agreement in force a service organization gets nothing", "deny", "42 CFR 2.11, 2.12(c)(4)",
        requesters=frozenset({R.QSO}), reason="NO_AGREEMENT", hidden=True,
    ),
    Row(
        "D08", "An outside provider reads what a consent in force names, to treat the person", "allow", "42 CFR 2.31, 2.32, 2.33",
        requesters=frozenset({R.PROVIDER}), purposes=frozenset({Purpose.TREAT, Purpose.CAREMGT}), actions=READ, consents=VALID,
        consent_kinds=frozenset({Kind.TPO, Kind.SPECIFIC}), limited_by="consent", notice=notices.CONSENT,
    ),
    Row(
        "D09", "Without a consent that covers it, a provider learns nothing, not even that the person is here", "deny",
        "42 CFR 2.13(a), 2.13(c)", requesters=frozenset({R.PROVIDER}), data=frozenset({DataClass.PART2}),
        reason="NO_VALID_CONSENT", hidden=True,
    ),
    Row(
        "D10", "In a medical emergency, medical personnel get what they need at once", "allow", "42 CFR 2.51",
        requesters=frozenset({R.EMERGENCY_CLINICIAN}), purposes=frozenset({Purpose.ETREAT}), categories=IN_RECORD, actions=READ,
        bases=frozenset({Basis.EMERGENCY}), by_people=True, limited_by="row",
    ),
    Row(
        "D11", "Without an emergency, emergency staff are nobody in particular", "deny", "42 CFR 2.51",
        requesters=frozenset({R.EMERGENCY_CLINICIAN}), reason="NOT_AN_EMERGENCY", hidden=True,
    ),
    Row(
        "D12", "What the person paid for in full, the health plan does not learn", "deny", "42 CFR 2.26(a); 45 CFR 164.522",
        requesters=frozenset({R.HEALTH_PLAN}), restrictions=frozenset({Restriction.SELF_PAID}), reason="SELF_PAID", hidden=True,
    ),
    Row(
        "D13", "A health plan gets what a consent names, and no more than paying needs", "allow", "42 CFR 2.31, 2.32, 2.33",
        requesters=frozenset({R.HEALTH_PLAN}), purposes=frozenset({Purpose.HPAYMT}), actions=READ, consents=VALID,
        consent_kinds=frozenset({Kind.TPO, Kind.SPECIFIC}), limited_by="consent", notice=notices.CONSENT,
    ),
    Row(
        "D13-no", "Without a consent, a health plan learns nothing", "deny", "42 CFR 2.13(a), 2.13(c)",
        requesters=frozenset({R.HEALTH_PLAN}), data=frozenset({DataClass.PART2}), reason="NO_VALID_CONSENT", hidden=True,
    ),
    Row(
        "D14-link", "The person, through a link, answers what the link is for", "allow", "42 CFR 2.23; clinical reference 7.2",
        requesters=frozenset({R.PATIENT}), relations=frozenset({Relation.OWN}), purposes=frozenset({Purpose.PATRQT}),
        actions=READ_WRITE, limited_by="link",
    ),
    Row(
        "D14", "The person gets a copy of their own record from a colleague", "allow", "42 CFR 2.23",
        requesters=frozenset({R.PATIENT}), relations=frozenset({Relation.OWN}), purposes=frozenset({Purpose.PATRQT}),
        categories=IN_RECORD, actions=READ, by_people=True, limited_by="row",
    ),
    Row(
        "D15", "Who may sign for the person here gets what the person could get", "allow", "42 CFR 2.14, 2.15",
        requesters=frozenset({R.REPRESENTATIVE}), categories=IN_RECORD, actions=READ, bases=frozenset({Basis.REPRESENTATION}),
        by_people=True, limited_by="row",
    ),
    Row(
        "D15-no", "A parent or relative whose right to sign is not on file gets nothing", "deny", "42 CFR 2.14, 2.15",
        requesters=frozenset({R.REPRESENTATIVE}), reason="NOT_A_REPRESENTATIVE", hidden=True,
    ),
    Row(
        "D16", "Family learns what a consent that names them lists", "allow", "42 CFR 2.31, 2.32",
        requesters=frozenset({R.FAMILY}), purposes=frozenset({Purpose.FAMRQT}), actions=READ, consents=VALID,
        consent_kinds=frozenset({Kind.SPECIFIC}), by_people=True, limited_by="consent", notice=notices.CONSENT,
    ),
    Row(
        "D16-no", "Without such a consent, family is told that we can neither confirm nor deny", "deny", "42 CFR 2.13(c)",
        requesters=frozenset({R.FAMILY}), reason="CANNOT_CONFIRM", hidden=True,
    ),
    Row(
        "D17", "Probation, parole and drug courts get what a criminal-justice consent lists", "allow", "42 CFR 2.35, 2.32",
        requesters=frozenset({R.SUPERVISION}), purposes=frozenset({Purpose.SUPERVISION}), actions=READ, consents=VALID,
        consent_kinds=frozenset({Kind.CRIMINAL_JUSTICE}), by_people=True, limited_by="consent", notice=notices.CONSENT,
    ),
    Row(
        "D17-no", "Without such a consent, probation, parole and drug courts learn nothing", "deny", "42 CFR 2.13(c)",
        requesters=frozenset({R.SUPERVISION}), reason="CANNOT_CONFIRM", hidden=True,
    ),
    Row(
        "D18", "Police who investigate are told that we can neither confirm nor deny", "deny", "42 CFR 2.13(c), 2.61 to 2.67",
        requesters=frozenset({R.POLICE}), reason="CANNOT_CONFIRM", hidden=True,
    ),
    Row(
        "D19", "An employer, school or landlord gets what a consent that names them lists", "allow", "42 CFR 2.31, 2.32",
        requesters=frozenset({R.EMPLOYER}), purposes=frozenset({Purpose.PERSONAL}), actions=READ, consents=VALID,
        consent_kinds=frozenset({Kind.SPECIFIC}), by_people=True, limited_by="consent", notice=notices.CONSENT,
    ),
    Row(
        "D19-no", "Without such a consent, an employer, school or landlord learns nothing", "deny", "42 CFR 2.13(c)",
        requesters=frozenset({R.EMPLOYER}), reason="CANNOT_CONFIRM", hidden=True,
    ),
    Row(
        "D20", "A researcher with a basis on file gets what it covers", "allow", "42 CFR 2.52",
        requesters=frozenset({R.RESEARCHER}), purposes=frozenset({Purpose.HRESCH}), categories=IN_RECORD, actions=READ,
        bases=frozenset({Basis.AGREEMENT}), by_people=True, limited_by="row",
    ),
    Row(
        "D20-consent", "A researcher gets what a consent for research names", "allow", "42 CFR 2.31, 2.52",
        requesters=frozenset({R.RESEARCHER}), purposes=frozenset({Purpose.HRESCH}), actions=READ, consents=VALID,
        consent_kinds=frozenset({Kind.RESEARCH}), by_people=True, limited_by="consent", notice=notices.CONSENT,
    ),
    Row(
        "D20-no", "Without a basis or a consent, research gets nothing", "deny", "42 CFR 2.52",
        requesters=frozenset({R.RESEARCHER}), reason="NO_RESEARCH_BASIS", hidden=True,
    ),
    Row(
        "D21", "An auditor with an agreement sees what the audit needs, and destroys it after", "allow", "42 CFR 2.53",
        requesters=frozenset({R.AUDITOR}), purposes=frozenset({Purpose.HCOMPL}), categories=IN_RECORD, actions=READ,
        bases=frozenset({Basis.AGREEMENT}), by_people=True, limited_by="row",
    ),
    Row(
        "D21-no", "Without an agreement, an auditor gets nothing", "deny", "42 CFR 2.53",
        requesters=frozenset({R.AUDITOR}), reason="NO_AGREEMENT", hidden=True,
    ),
    Row(
        "D22", "Public health gets what is de-identified", "allow", "42 CFR 2.54; 45 CFR 164.514(b)",
        requesters=frozenset({R.PUBLIC_HEALTH}), purposes=frozenset({Purpose.PUBHLTH}), categories=IN_RECORD, actions=READ,
        bases=frozenset({Basis.DEIDENTIFIED}), by_people=True, limited_by="row",
    ),
    Row(
        "D22-no", "Public health gets nothing that names or could name somebody", "deny", "42 CFR 2.54",
        requesters=frozenset({R.PUBLIC_HEALTH}), reason="NOT_DEIDENTIFIED", hidden=True,
    ),
    Row(
        "D23", "An exchange passes on what a consent that names it and its members lists", "allow", "42 CFR 2.24, 2.31(a)(4)",
        requesters=frozenset({R.INTERMEDIARY}), purposes=frozenset({Purpose.ROUTING}), actions=READ, consents=VALID,
        consent_kinds=frozenset({Kind.INTERMEDIARY}), by_people=True, limited_by="consent", notice=notices.CONSENT,
    ),
    Row(
        "D23-registry", "A central registry learns who is enrolled, so that nobody is dosed twice", "allow", "42 CFR 2.34",
        requesters=frozenset({R.INTERMEDIARY}), purposes=frozenset({Purpose.TREAT}), actions=READ, consents=VALID,
        consent_kinds=frozenset({Kind.REGISTRY}), by_people=True, limited_by="consent", notice=notices.CONSENT,
    ),
    Row(
        "D24", "A general consent that names no exchange opens nothing to one", "deny", "42 CFR 2.31(a)(4)(ii)",
        requesters=frozenset({R.INTERMEDIARY}), reason="INTERMEDIARY_NOT_NAMED", hidden=True,
    ),
    Row(
        "D25", "The first report of child abuse says what the law asks for; records stay", "allow", "42 CFR 2.12(c)(6)",
        requesters=frozenset({R.CHILD_PROTECTION}), purposes=frozenset({Purpose.CHILD_REPORT}),
        categories=frozenset({Category.DEMOGRAPHICS}), actions=READ, bases=frozenset({Basis.REPORT}), by_people=True,
        limited_by="row",
    ),
    Row(
        "D25-no", "Beyond the first report, child protection needs a consent or an order", "deny", "42 CFR 2.12(c)(6)",
        requesters=frozenset({R.CHILD_PROTECTION}), reason="REPORT_ONLY", hidden=True,
    ),
    Row(
        "D26", "Housing, food and work learn what the referral needs, and nothing of substance use", "allow", "42 CFR 2.31, 2.32",
        requesters=frozenset({R.COMMUNITY}), purposes=frozenset({Purpose.REFERRAL}),
        categories=frozenset({Category.DEMOGRAPHICS}), actions=READ, consents=VALID,
        consent_kinds=frozenset({Kind.SPECIFIC}), by_people=True, limited_by="consent", notice=notices.CONSENT,
    ),
    Row(
        "D26-no", "Without a consent the referral names nobody", "deny", "42 CFR 2.13(c)",
        requesters=frozenset({R.COMMUNITY}), reason="ANONYMOUS_REFERRAL", hidden=True,
    ),
    Row(
        "D27", "Nothing is given for selling or for asking for gifts", "deny", "42 CFR 2.31(a)(5); clinical reference 3.9",
        requesters=frozenset({R.FUNDRAISER}), reason="MARKETING", hidden=True,
    ),
)  # fmt: skip

_LAST = (
    Row(
        "D27a", "Of a program outside Part 2, providers and payers get what health privacy law allows", "allow",
        "45 CFR 164.506", requesters=frozenset({R.PROVIDER, R.HEALTH_PLAN}), data=frozenset({DataClass.GENERAL}),
        categories=IN_RECORD - {Category.SUD}, purposes=frozenset({Purpose.TREAT, Purpose.HPAYMT, Purpose.HOPERAT}),
        actions=READ, by_people=True, limited_by="row",
    ),
    Row(
        "D27b", "A named job of the platform does what it declared", "allow", "42 CFR 2.12(c)(3); clinical reference 3.9",
        requesters=frozenset({R.SYSTEM}), limited_by="job",
    ),
    Row("D28-out", "Whoever else asks from outside is told nothing", "deny", "42 CFR 2.13(a), 2.13(c)",
        requesters=OUTSIDE, reason="DEFAULT_DENY", hidden=True),
    Row("D28", "Whatever no row allows is refused", "deny", "42 CFR 2.13(a)", reason="DEFAULT_DENY"),
)  # fmt: skip

TABLE: tuple[Row, ...] = (*_NOTES, *_PROCEEDINGS, *_STAFF, *_ON_CONSENT, *_LAST)
