"""Consent to treatment: its parts, each of which may be declined alone, and who has to sign. Pure.

Treatment is voluntary, its facts are explained, and the person agrees in writing (42 CFR 8.12(e)); declining counseling takes
no medication away (42 CFR 8.12(f)(5); clinical reference 2.1). It is no consent to share anything (42 CFR part 2): those stand
on papers of their own in the consent room.
"""

from collections.abc import Collection

from care.actor.vocabulary import Described
from care.consent.rules import BadPaper, Signers, check_drawing

LONGEST_NAME = 120


class TreatmentPart(Described):
    """What somebody may agree to, or not, one by one."""

    MEDICATION = "medication", "Medication", "Medicine for opioid or alcohol use disorder, chosen with me."
    COUNSELING = "counseling", "Counseling", "Talks with a counselor, alone or in a group. No medicine depends on it."
    TESTING = "testing", "Drug tests", "Tests that help to keep medicine safe. A result is a reason to talk, never to punish."
    PEERS = "peers", "Peer support", "Somebody with experience of their own beside me."
    TELEHEALTH = "telehealth", "Visits by phone or video", "From a place where I can talk freely."


class SignedHow(Described):
    """How the name came under it."""

    ON_SCREEN = "on_screen", "On this screen", "Typed or drawn here."
    PAPER = "paper", "On paper", "The program keeps the signed paper."


class End(Described):
    """Why it no longer stands."""

    REPLACED = "replaced", "Another one took its place", "The person agreed to something else since."
    WITHDRAWN = "withdrawn", "Taken back", "The person no longer agrees."


class BadConsent(ValueError):
    """It cannot be signed like this; `field` says where, `words` why."""

    def __init__(self, field: str, words: str) -> None:
        super().__init__(field)
        self.field = field
        self.words = words


def check_consent(*, parts: Collection[TreatmentPart], name: str, beside: str, drawing: str, signers: Signers) -> None:
    """Refuse a consent that agrees to nothing, or that whoever has to sign has not signed.

    Raises:
        BadConsent: no part; no name; nobody beside a minor where the law asks for it; a drawing that is none.
    """
    if not parts:
        raise BadConsent("parts", "Mark what they agree to; or say below that they do not agree to treatment now.")
    if not name.strip():
        raise BadConsent("name", "Write the name as it was signed.")
    if signers.another_signs and not signers.people:
        raise BadConsent("name", "Somebody else has to sign, and nobody is on file for it yet.")
    if signers.another_signs and signers.person_signs and not beside.strip():
        raise BadConsent("beside", "Write the name as the parent or guardian signed it.")
    try:
        check_drawing(drawing)
    except BadPaper as refusal:
        raise BadConsent("name", refusal.words) from refusal
