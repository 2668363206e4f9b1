"""The words of the accounting of disclosures. Pure."""

from care.actor.vocabulary import Described, Requester


class Outcome(Described):
    """What left."""

    GIVEN = "given", "Given", "The data themselves."
    UNCHANGED = "unchanged", "Told that nothing has changed", "Only that what was given before still holds."
    NOT_DELIVERED = "not_delivered", "Did not arrive", "What an earlier row says was given came back: nobody received it."


class Channel(Described):
    """How it left."""

    REST = "rest", "REST", "The interface for partner systems under /api/v1/."
    PDF = "pdf", "File handed over", "A PDF that a colleague made here and passed on."
    E_MAIL = "e-mail", "E-mail", "Sent from here as an attachment."
    SPOKEN = "spoken", "Spoken", "Told in person or by phone."
    PAPER = "paper", "On paper", "Printed here and handed over."


class Ground(Described):
    """On what a disclosure rests. Each needs papers of its own. Source: clinical reference 3.6 and the foot of 3.9."""

    CONSENT = "consent", "Consent", "Signed by the person; the notice and the scope go along (42 CFR 2.31 to 2.33)."
    ORDER = "order", "Court order with subpoena", "Both, with the limits that the order sets (42 CFR 2.61 to 2.67)."
    EMERGENCY = "emergency", "Medical emergency", "With the four facts of 42 CFR 2.51(c)."
    AGREEMENT = "agreement", "Agreement in force", "A service, research or audit agreement (42 CFR 2.12(c)(4), 2.52, 2.53)."
    DEIDENTIFIED = "deidentified", "De-identified", "As 45 CFR 164.514(b) asks (42 CFR 2.54)."
    REPORT = "report", "Report that state law asks for", "The first report of child abuse or neglect (42 CFR 2.12(c)(6))."
    REPRESENTATION = "representation", "Representation on file", "May sign for the person here (42 CFR 2.14, 2.15)."
    OWN = "own", "The person's own access", "Asked for their own record; who they are was checked (42 CFR 2.23)."
    HEALTH_PRIVACY = "health_privacy", "Health privacy law", "Of a program outside Part 2 (45 CFR 164.506)."


class AgreementKind(Described):
    """What was agreed with somebody who is no patient and no colleague."""

    QSOA = "qsoa", "Service agreement (QSOA)", "A service organization works for the program (42 CFR 2.11, 2.12(c)(4))."
    RESEARCH = "research", "Research basis", "Authorization, waiver or review on file; the researcher is bound (42 CFR 2.52)."
    AUDIT = "audit", "Audit agreement", "An auditor or funder protects what it gets and destroys it by a day (42 CFR 2.53)."


# Who may ask on which agreement.
AGREED_WITH: dict[AgreementKind, Requester] = {
    AgreementKind.QSOA: Requester.QSO,
    AgreementKind.RESEARCH: Requester.RESEARCHER,
    AgreementKind.AUDIT: Requester.AUDITOR,
}
