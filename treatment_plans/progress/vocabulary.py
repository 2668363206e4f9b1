"""The words in which a progress note stands. Pure."""

from care.actor import Category
from care.actor.vocabulary import Described


class NoteKind(Described):
    """What the note is about; it says which kind of data the note is."""

    VISIT = "visit", "Visit", "A visit for substance use care."
    COUNSELING = "counseling", "Individual counseling", "What was worked on, for the record; what is private stands elsewhere."
    GROUP = "group", "Group", "A group in which the person took part."
    MEDICATION = "medication", "Medication visit", "Dosing, an injection, a review of medication."
    MENTAL_HEALTH = "mental_health", "Mental health visit", "Care for another condition of the mind."
    CRISIS = "crisis", "Crisis contact", "Danger, and what was done about it."
    FAMILY = "family", "Family session", "With somebody close to the person."
    PEER = "peer", "Peer support", "Support from lived experience."
    CONTACT = "contact", "Contact", "A call, a text, an attempt to reach the person."
    COORDINATION = "coordination", "Care coordination", "With other services, for the person."


# Notes of these kinds are mental health data, all others substance use care.
MENTAL = frozenset({NoteKind.MENTAL_HEALTH, NoteKind.CRISIS})


def category_of(kind: NoteKind) -> Category:
    """The kind of data that a note is."""
    return Category.MENTAL_HEALTH if kind in MENTAL else Category.SUD


class Structure(Described):
    """Into which parts a note is divided."""

    FREE = "free", "Free text", "One part."
    SOAP = "soap", "SOAP", "Subjective, objective, assessment, plan."
    DAP = "dap", "DAP", "Data, assessment, plan."
    ACTS = "acts", "What we did", "What was seen, what we did, how the person answered, what comes next."
    GROUP = "group", "Group note", "What the group did, and how this person took part."


class Place(Described):
    """Where it took place, or where the colleague was."""

    CLINIC = "clinic", "Clinic", "At the program."
    HOME = "home", "Home", "Where the person lives."
    STREET = "street", "Outside", "On the street, at a drop-in, at an outreach site."
    HOSPITAL = "hospital", "Hospital", "An emergency department or ward."
    CUSTODY = "custody", "Custody", "A jail or prison."
    OTHER = "other", "Elsewhere", "Another place."


class Modality(Described):
    """How they met."""

    IN_PERSON = "in_person", "In person", "In one room."
    VIDEO = "video", "Video visit", "By picture and sound."
    AUDIO = "audio", "Audio visit", "A visit by sound alone."
    PHONE = "phone", "Phone call", "A call that is no visit."
    OUTREACH = "outreach", "Outreach", "The colleague went where the person is."


# Telehealth: consent, where the person is, a second number and who it is are asked at the start of each (reference 12.9).
REMOTE = frozenset({Modality.VIDEO, Modality.AUDIO})


class TelehealthConsent(Described):
    """How the person agreed to be seen at a distance."""

    NOW = "now", "Said yes at the start", "Asked and agreed at this visit."
    ON_FILE = "on_file", "Signed before, still stands", "A consent is in the record."
    EMERGENCY = "emergency", "Could not be asked: emergency", "Care could not wait for it."


class IdentityCheck(Described):
    """How it was made sure who was there."""

    KNOWN = "known", "Known to the clinician", "Face or voice is known."
    BIRTH_DATE = "birth_date", "Name and birth date", "Said both."
    PAPER = "paper", "A paper with a picture", "Shown to the camera."
    WORD = "word", "A word agreed before", "Said it."


class ErrorReason(Described):
    """Why a note was entered in error."""

    OTHER_PERSON = "other_person", "Another person’s", "It was written about somebody else."
    TWICE = "twice", "Written twice", "The same visit has another note."
    WRONG = "wrong", "What it says is wrong", "It says what did not happen."
    MISTAKE = "mistake", "Another mistake", "It should not have been signed."
