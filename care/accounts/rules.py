"""Decisions about accounts: which work a role is for, when a session locks or ends, whether an invitation is still good. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum, unique

from care.actor import Actor, Role
from care.actor.vocabulary import Described


class WorkRefused(PermissionError):
    """The actor holds no role for this work."""

    def __init__(self, work: "Work") -> None:
        super().__init__(f"WORK_{work.name}")
        self.work = work


@unique
class Work(Described):
    """Work that needs a role."""

    REGISTER_PATIENT = "register_patient", "Register a person", "Take a new person into the program."
    MERGE_RECORDS = (
        "merge_records",
        "Merge records",
        "Make one record of two of the same person, take a merge apart again, or say that two records are of two people.",
    )
    MANAGE_STAFF = "manage_staff", "Manage accounts", "Invite colleagues, give and take roles, disable accounts."
    SEE_PROGRAMME_TASKS = "see_programme_tasks", "See the program's tasks", "See every open task of the program."
    SEE_UNDELIVERED = (
        "see_undelivered",
        "See what was not delivered",
        "See the messages that did not arrive; send them again or set them aside.",
    )
    DECIDE_RESTRICTION = (
        "decide_restriction",
        "Decide about restrictions",
        "Agree to what a person asks to be withheld, decline it with a reason, end it with notice.",
    )
    KEEP_NOTES = (
        "keep_notes",
        "Keep counseling notes",
        "Write counseling notes of one's own, or co-sign those of a colleague who asks.",
    )
    OPEN_IN_EMERGENCY = (
        "open_in_emergency",
        "Open a record in an emergency",
        "Find one person by full name and birth date, and open their record for an hour, with a reason and under review.",
    )
    REVIEW_EMERGENCIES = (
        "review_emergencies",
        "Review emergency access",
        "See what was opened or told in an emergency, and write whether that was right. Never one's own.",
    )
    VERIFY_AUDIT = "verify_audit", "Verify the audit", "See whether the audit trail is whole, and have it read through."
    KEEP_AGREEMENTS = (
        "keep_agreements",
        "Keep agreements",
        "Write down and end agreements with service organizations, researchers and auditors.",
    )
    PRIVACY_OFFICE = (
        "privacy_office",
        "Run the privacy office",
        "See who opened a record and what a colleague opened; answer the person who asks; keep the breach register.",
    )
    SEE_ROLE_CHANGES = "see_role_changes", "See changes of roles", "See who gave which role to whom, when and why."
    KEEP_CLOCKS = (
        "keep_clocks",
        "Keep payers’ clocks",
        "Write down how long a payer has, by a source that was read, in place of the list’s unverified figure.",
    )
    KEEP_NOTE_TEMPLATES = (
        "keep_note_templates",
        "Keep templates of notes",
        "Make, change and retire the words with which progress notes of the clinic begin.",
    )
    HOLD_CONFERENCES = (
        "hold_conferences",
        "Hold case conferences",
        "Plan and hold case conferences; of whom one hears there, the care team decides.",
    )
    GIVE_DOSES = (
        "give_doses",
        "Give and record doses",
        "Give doses and injections, hand out take-home bottles, and record what became of a dose.",
    )
    TAKE_VERBAL_ORDERS = "take_verbal_orders", "Take verbal orders", "Take down what a prescriber says, and read it back."
    KEEP_FORMULARY = "keep_formulary", "Keep the formulary", "Say which medicines and forms the clinic orders."
    KEEP_LIBRARY = (
        "keep_library",
        "Keep the library",
        "Add interventions of the clinic’s own to the library, change them, and retire them.",
    )
    KEEP_LOOKUP_RULES = (
        "keep_lookup_rules",
        "Keep the rules of PDMP look-ups",
        "Write down how often a state asks for a look-up in the monitoring program, with the source that says so.",
    )
    SEE_SAFETY_RULES = (
        "see_safety_rules",
        "See the safety rules",
        "See every medication safety rule with its source and figures, how often it speaks and how often it is overridden.",
    )
    SET_THRESHOLDS = (
        "set_thresholds",
        "Set figures of the safety rules",
        "Propose a figure of a safety rule for the program, or approve what a colleague proposed; never one’s own.",
    )


HOLDERS: dict[Work, frozenset[Role]] = {
    Work.REGISTER_PATIENT: frozenset(
        {Role.PRESCRIBER, Role.NURSE, Role.COUNSELOR, Role.COORDINATOR, Role.SUPERVISOR, Role.FRONT_DESK, Role.CRISIS_CLINICIAN}
    ),
    Work.MERGE_RECORDS: frozenset({Role.COORDINATOR, Role.SUPERVISOR, Role.PRESCRIBER}),
    Work.MANAGE_STAFF: frozenset({Role.ADMINISTRATOR}),
    Work.SEE_PROGRAMME_TASKS: frozenset({Role.COORDINATOR, Role.SUPERVISOR}),
    Work.SEE_UNDELIVERED: frozenset({Role.COORDINATOR, Role.SUPERVISOR, Role.ADMINISTRATOR}),
    Work.DECIDE_RESTRICTION: frozenset({Role.SUPERVISOR}),
    Work.KEEP_NOTES: frozenset({Role.COUNSELOR, Role.PSYCHIATRIC_CONSULTANT, Role.SUPERVISOR}),
    Work.OPEN_IN_EMERGENCY: frozenset(
        {
            *(Role.PRESCRIBER, Role.NURSE, Role.COUNSELOR, Role.COORDINATOR, Role.PEER, Role.PSYCHIATRIC_CONSULTANT),
            *(Role.PHARMACIST, Role.NAVIGATOR, Role.CRISIS_CLINICIAN, Role.SUPERVISOR),
        }
    ),
    Work.REVIEW_EMERGENCIES: frozenset({Role.PRIVACY_OFFICER, Role.SUPERVISOR}),
    Work.VERIFY_AUDIT: frozenset({Role.PRIVACY_OFFICER, Role.AUDITOR, Role.ADMINISTRATOR}),
    Work.KEEP_AGREEMENTS: frozenset({Role.PRIVACY_OFFICER}),
    Work.PRIVACY_OFFICE: frozenset({Role.PRIVACY_OFFICER}),
    Work.SEE_ROLE_CHANGES: frozenset({Role.PRIVACY_OFFICER, Role.AUDITOR, Role.ADMINISTRATOR}),
    Work.KEEP_CLOCKS: frozenset({Role.NAVIGATOR, Role.SUPERVISOR}),
    Work.KEEP_NOTE_TEMPLATES: frozenset({Role.SUPERVISOR, Role.ADMINISTRATOR}),
    Work.HOLD_CONFERENCES: frozenset(
        {
            *(Role.PRESCRIBER, Role.NURSE, Role.COUNSELOR, Role.COORDINATOR, Role.PEER, Role.PSYCHIATRIC_CONSULTANT),
            *(Role.PHARMACIST, Role.NAVIGATOR, Role.CRISIS_CLINICIAN, Role.SUPERVISOR),
        }
    ),
    Work.GIVE_DOSES: frozenset({Role.NURSE, Role.PRESCRIBER, Role.PHARMACIST}),
    Work.TAKE_VERBAL_ORDERS: frozenset({Role.NURSE}),
    Work.KEEP_FORMULARY: frozenset({Role.ADMINISTRATOR, Role.PRESCRIBER}),
    Work.KEEP_LIBRARY: frozenset({Role.ADMINISTRATOR, Role.SUPERVISOR}),
    Work.SEE_SAFETY_RULES: frozenset({Role.PRESCRIBER, Role.SUPERVISOR, Role.ADMINISTRATOR}),
    Work.SET_THRESHOLDS: frozenset({Role.PRESCRIBER, Role.SUPERVISOR}),
    Work.KEEP_LOOKUP_RULES: frozenset({Role.PRESCRIBER, Role.SUPERVISOR, Role.ADMINISTRATOR}),
}


def may(actor: Actor, work: Work) -> bool:
    """Whether one of the actor's roles is for this work."""
    return actor.has_role(*HOLDERS[work])


def check_work(actor: Actor, work: Work) -> None:
    """Refuse work that no role of the actor is for.

    Raises:
        WorkRefused: with the work that was asked for.
    """
    if not may(actor, work):
        raise WorkRefused(work)


def works_of(role: Role) -> list[Work]:
    """The work that a role is for, in the order of the vocabulary."""
    return [work for work in Work if role in HOLDERS[work]]


class SessionState(StrEnum):
    """What a signed-in session may still do."""

    OPEN = "open"
    LOCKED = "locked"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class SessionTimes:
    """The moments of a session on which its state rests."""

    signed_in_at: datetime
    active_at: datetime
    is_locked: bool = False


def session_state(times: SessionTimes, *, at: datetime, idle_lock: timedelta, session_length: timedelta) -> SessionState:
    """Over after its full length whatever the activity; locked when it was locked, or nobody was there for `idle_lock`."""
    if at >= times.signed_in_at + session_length:
        return SessionState.OVER
    if times.is_locked or at >= times.active_at + idle_lock:
        return SessionState.LOCKED
    return SessionState.OPEN


INVITATION_LIFE = timedelta(days=7)


class InvitationState(StrEnum):
    """What has become of an invitation."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REVOKED = "revoked"
    EXPIRED = "expired"


def invitation_state(
    *, expires_at: datetime, accepted_at: datetime | None, revoked_at: datetime | None, at: datetime
) -> InvitationState:
    """Accepted and revoked are for good; an open one expires at its moment."""
    if accepted_at is not None:
        return InvitationState.ACCEPTED
    if revoked_at is not None:
        return InvitationState.REVOKED
    return InvitationState.OPEN if at < expires_at else InvitationState.EXPIRED
