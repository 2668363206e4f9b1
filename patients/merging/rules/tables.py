"""What becomes of each table when two records become one, where it is more than that its rows move. Pure data.

Every foreign key to a person is found by looking at the models themselves, and its rows move to the record kept. A line stands
here only for a table with something that can be there once, for one whose rows must stay where they are, and for text that
names the person. Rooms above are named by their words, as `care.access.categories` names them. A house test fails for a table
that has such a constraint and no line here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from care.actor import Role
from care.actor.vocabulary import Described


class Fate(Described):
    """What becomes of the second of two things of which there can be one."""

    STAYS = "stays", "Stays behind", "It says the same: it stays with the record that is merged away, and is not read."
    ENDS = "ends", "Ends", "One of the two ends, in the words of its own room, and both move."
    NUMBERED = "numbered", "Numbered on", "It gets the next number and moves."


class Mark(Described):
    """A value that is known only when the merge is made."""

    AT = "at", "Now", "The moment of the merge."
    BY = "by", "Who merges", "The colleague's account."
    TWIN = "twin", "The other one", "The row that stands."


@dataclass(frozen=True, slots=True)
class Follow:
    """Rows that hang on one that ends: which, and what is written into them.

    With `joins` they go over to the row that stands, with `sets` written; where one alike in these columns is there already,
    the row stays with the ended one and `ends` is written.
    """

    table: str
    column: str
    where: Mapping[str, Any] = field(default_factory=dict)
    sets: Mapping[str, Any] = field(default_factory=dict)
    joins: tuple[str, ...] = ()
    ends: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Once:
    """A constraint by which something of a person is there once, and what becomes of the second.

    `is_asked`: a person decides which of the two stands, and sees the columns `shows` of both; else that of the record kept.
    `decider` is the role without which it cannot be decided. `ends` is written into the one that does not stand; `copies` are
    the columns of a thing that stays behind which may be taken over, and is asked about where they differ; with `fills` what only
    the other one says is taken over in any case, and nothing is asked where no two say two things. `since` are columns
    which, written into the one that stands while the records are one, are written into the other when they are taken apart.
    """

    table: str
    constraint: str
    title: str
    fate: Fate
    is_asked: bool = False
    decider: Role | None = None
    shows: tuple[str, ...] = ()
    ends: Mapping[str, Any] = field(default_factory=dict)
    follow: tuple[Follow, ...] = ()
    copies: tuple[str, ...] = ()
    fills: bool = False
    since: tuple[str, ...] = ()
    number: str = ""

    @property
    def decider_words(self) -> str:
        """The role that decides, in a sentence."""
        return self.decider.label.lower() if self.decider else "colleague"


_REPLACED = {
    "state": "superseded",
    "superseded_at": Mark.AT,
    "superseded_by_id": Mark.BY,
    "successor_id": Mark.TWIN,
}
_WAYS = ("may_call", "may_text", "may_leave_message", "is_shared", "hours_from", "hours_to")
_SAID = (
    *("name_suffix", "gender", "sex", "birth_sex", "gender_identity", "gender_words", "race", "race_detail", "ethnicity"),
    *("ethnicity_detail", "tribes", "tribe_enrollment", "reads", "other_languages", "interpreter", "interpreter_note"),
    "address_state",
)
# What to mind for somebody's immigration safety is not among them: it is in no history and no log, and stays where it was said.
_PREFERRED = ("faith", "healing", "food", "family_role", "staff_gender", "stigma", "safety", "words", "declined")
_WITHDRAWN = ("withdrawn_at", "withdrawn_by_id", "withdrawn_by_job", "withdrawn_why")
_ENDED = ("ended_at", "ended_by_id", "ended_by_job", "end_reason")
_ONE_DOSE = "Two records of one person were merged; what the other says of this dose stands."
_ONE_ORDER = "Two records of one person were merged; the other order for the same medicine stands."

ONCE: tuple[Once, ...] = (
    Once(
        "teams.Enrolment",
        "enrolment_open_once",
        "Open enrollment",
        Fate.ENDS,
        is_asked=True,
        shows=("admitted_at", "treatment_completed_on"),
        ends={"ended_at": Mark.AT, "ended_by_id": Mark.BY, "end_reason": "merged"},
        follow=(
            Follow("teams.CaseloadSummary", "enrolment_id", sets={"is_open": False}),
            Follow(
                "teams.CareTeamMember",
                "enrolment_id",
                where={"left_at__isnull": True},
                joins=("staff_id",),
                sets={"is_lead": False},
                ends={"left_at": Mark.AT, "left_by_id": Mark.BY},
            ),
        ),
    ),
    Once(
        "consent.Consent",
        "consent_one_general",
        "General consent in force",
        Fate.ENDS,
        is_asked=True,
        shows=("signed_at", "expires_at", "what"),
        ends=_REPLACED,
    ),
    Once("consent.Consent", "consent_once", "The same consent twice", Fate.ENDS, ends=_REPLACED),
    Once("consent.Representative", "representative_once", "The same representative", Fate.STAYS, since=_ENDED),
    Once("access.AccessSession", "access_session_one_at_a_time", "Opened by one colleague at one time", Fate.STAYS),
    Once("privacy.BreachPerson", "breach_person_once", "Affected by one breach", Fate.STAYS),
    Once("privacy.Observation", "observation_once_a_day", "Noticed on one day", Fate.STAYS),
    Once(
        "patients.ContactPoint",
        "contact_point_once",
        "One number or address in both",
        Fate.STAYS,
        is_asked=True,
        shows=("value", *_WAYS),
        copies=_WAYS,
    ),
    Once(
        "patients.Demographics",
        "one patients.Demographics",
        "Sex, gender, race, ethnicity, languages",
        Fate.STAYS,
        is_asked=True,
        fills=True,
        shows=_SAID,
        copies=_SAID,
    ),
    Once(
        "patients.CarePreference",
        "one patients.CarePreference",
        "Culture and preferences",
        Fate.STAYS,
        is_asked=True,
        fills=True,
        shows=_PREFERRED,
        copies=_PREFERRED,
    ),
    Once("story.StoryPart", "story_part_once", "Asked, and nothing to list, in both", Fate.STAYS),
    Once("story.Medicine", "medicine_once_from_a_source", "One medicine of one source in both", Fate.STAYS),
    Once("coverage.Coverage", "coverage_imported_once", "One coverage of one source in both", Fate.STAYS),
    Once("intake.Intake", "intake_one_unfinished_of_a_person", "Intake that is not finished", Fate.STAYS),
    Once(
        "intake.TreatmentConsent",
        "treatment_consent_one_standing",
        "Consent to treatment",
        Fate.ENDS,
        is_asked=True,
        shows=("recorded_at", "parts", "signed_name"),
        ends={"ended_at": Mark.AT, "ended_by_id": Mark.BY, "end_reason": "replaced"},
    ),
    Once("patients.ForeignIdentifier", "foreign_identifier_once", "One number elsewhere in both", Fate.STAYS),
    Once("reminders.ChannelConsent", "channel_consent_in_force_once", "Agreed to twice", Fate.STAYS, since=_WITHDRAWN),
    Once("reminders.InboundFor", "inbound_for_once", "One text in both", Fate.STAYS),
    Once(
        "followups.ProtocolRun",
        "protocol_run_once_at_a_time",
        "Check-ins under way",
        Fate.ENDS,
        is_asked=True,
        shows=("protocol__name", "day_zero"),
        ends={"stopped_at": Mark.AT, "stopped_by_id": Mark.BY, "stop_reason": "replaced"},
        follow=(
            Follow(
                "followups.CheckIn",
                "run_id",
                where={"state__in": ["planned", "due", "reminded", "missed", "in_outreach"]},
                sets={
                    "state": "cancelled",
                    "cancelled_at": Mark.AT,
                    "cancelled_by_id": Mark.BY,
                    "cancel_reason": "replaced",
                    "next_step_at": None,
                },
            ),
        ),
    ),
    Once(
        "questionnaires.Questionnaire",
        "questionnaire_one_waiting",
        "Questions sent to their phone",
        Fate.ENDS,
        ends={"state": "taken_back", "ended_at": Mark.AT, "ended_by_id": Mark.BY, "end_reason": "merged"},
    ),
    Once("treatment_plans.Plan", "plan_version_once", "Versions of the plan", Fate.NUMBERED, number="version"),
    Once(
        "treatment_plans.Plan",
        "plan_one_active",
        "Plan in force",
        Fate.ENDS,
        is_asked=True,
        shows=("version", "agreed_at", "review_due_on"),
        ends={"status": "revoked", "ended_at": Mark.AT, "ended_by_id": Mark.BY, "end_reason": "superseded"},
    ),
    Once(
        "treatment_plans.Plan",
        "plan_one_draft",
        "Draft of a plan",
        Fate.ENDS,
        is_asked=True,
        shows=("version", "started_at", "changed_at"),
        ends={"status": "revoked", "ended_at": Mark.AT, "ended_by_id": Mark.BY, "end_reason": "set_aside"},
    ),
    Once(
        "staying_safe.SafePlan", "safe_plan_version_once", "Versions of a plan for staying safe", Fate.NUMBERED, number="version"
    ),
    Once(
        "staying_safe.SafePlan",
        "safe_plan_one_in_force",
        "Plan for staying safe in force",
        Fate.ENDS,
        is_asked=True,
        shows=("kind", "version", "agreed_at", "review_due_on"),
        ends={"state": "ended", "ended_at": Mark.AT, "ended_by_id": Mark.BY, "end_reason": "superseded"},
    ),
    Once(
        "staying_safe.SafePlan",
        "safe_plan_one_open",
        "Draft of a plan for staying safe",
        Fate.ENDS,
        is_asked=True,
        shows=("kind", "version", "begun_at"),
        ends={"state": "ended", "ended_at": Mark.AT, "ended_by_id": Mark.BY, "end_reason": "set_aside"},
    ),
    Once(
        "staying_safe.PhoneCopy",
        "phone_copy_one_open",
        "Copy on the phone",
        Fate.ENDS,
        shows=("given_at",),
        ends={"taken_back_at": Mark.AT, "taken_back_by_id": Mark.BY, "taken_back_why": "merged"},
    ),
    Once(
        "conferences.Item",
        "conference_item_open_once",
        "Place on the agenda of a case conference",
        Fate.ENDS,
        ends={"status": "withdrawn", "ended_at": Mark.AT, "ended_by_id": Mark.BY, "end_reason": "Two records became one."},
    ),
    Once(
        "intake.Intake",
        "intake_one_unfinished_of_a_person",
        "Unfinished intake",
        Fate.ENDS,
        is_asked=True,
        shows=("state", "begun_at"),
        ends={
            "state": "closed",
            "closed_at": Mark.AT,
            "closed_by_id": Mark.BY,
            "close_reason": "merged",
            "paused_at": None,
            "paused_by_id": None,
            "pause": "",
            "go_on_on": None,
        },
    ),
    Once(
        "intake.TreatmentConsent",
        "treatment_consent_one_standing",
        "Consent to treatment",
        Fate.ENDS,
        is_asked=True,
        shows=("parts", "signed_name", "recorded_at"),
        ends={"ended_at": Mark.AT, "ended_by_id": Mark.BY, "end_reason": "replaced"},
    ),
    Once(
        "assessments.Response",
        "response_one_open",
        "Answers that are not finished",
        Fate.ENDS,
        is_asked=True,
        shows=("instrument", "begun_at", "changed_at"),
        ends={
            "state": "set_aside",
            "ended_at": Mark.AT,
            "ended_by_id": Mark.BY,
            "end_reason": "Two records of one person were merged; the other answers go on.",
        },
    ),
    Once("assessments.Reassessment", "reassessment_once", "Asked again in both", Fate.STAYS),
    Once(
        "regimens.MedicationOrder",
        "order_one_active_of_substance",
        "Order in force for one medicine",
        Fate.ENDS,
        is_asked=True,
        decider=Role.PRESCRIBER,
        shows=("medication__short_name", "dose_amount", "dose_unit", "frequency", "starts_on"),
        ends={
            "status": "stopped",
            "ended_at": Mark.AT,
            "ended_by_id": Mark.BY,
            "end_reason": "other",
            "end_note": _ONE_ORDER,
        },
    ),
    Once(
        "regimens.Dose",
        "dose_once",
        "What became of one dose",
        Fate.ENDS,
        ends={"voided_at": Mark.AT, "voided_by_id": Mark.BY, "void_reason": _ONE_DOSE},
    ),
    Once(
        "regimens.FollowedDoses",
        "followed_doses_once",
        "Doses that are followed day by day",
        Fate.ENDS,
        ends={"ended_at": Mark.AT, "ended_by_id": Mark.BY},
    ),
)

# Columns whose rows stay where they are, and how they are read all the same. By table and column.
STAYS: dict[str, str] = {
    "access.Disclosure.patient": "append-only: the accounting asks for all numbers of the person",
    "intake.SafetyCheck.patient": "append-only: its room asks for all numbers of the person",
    "notes.CounselingNote.patient": "what is signed stays as it was signed: its room asks for all numbers of the person",
    "progress_notes.ProgressNote.patient": "what is signed stays as it was signed: its room asks for all numbers of the person",
    "regimens.Firing.patient": "append-only: what the rules said of an order is read with the order",
    "patients.SearchKey.patient": "made anew: the record kept is found by the names and numbers of both",
    "patients.MergedRecord.gone": "is the merge itself",
    "merging.Merge.kept": "is the merge itself",
    "merging.Merge.gone": "is the merge itself",
    "merging.LikelyPair.one": "what was said of a pair is read for all numbers of the person",
    "merging.LikelyPair.other": "what was said of a pair is read for all numbers of the person",
}
# Numbers of people in columns that are no foreign keys.
NUMBERS: dict[str, str] = {
    "audit.AuditEvent.patient_ids": "never rewritten: reading the trail asks for all numbers of the person",
}
# Text in which the public number of the person stands, so that what was typed is found again.
REWRITTEN: dict[str, str] = {"drafts.Draft": "key"}
# Where both records have such rows, somebody looks at them together after the merge, within hours.
LOOK_AGAIN: dict[str, Mapping[str, Any]] = {"regimens.MedicationOrder": {"status__in": ["active", "on-hold"]}}
# Columns of the person's own row that are not chosen: they are the record's own, or follow from others.
FIELDS_APART = frozenset(
    {
        *("id", "uuid", "organisation_id", "mrn", "registered_at", "registered_by_id", "version"),
        *("deceased_on", "death_recorded_at", "death_recorded_by_id"),
        *("allergies_state", "former_names"),
    }
)


def once_of(table: str) -> list[Once]:
    """The lines of one table, in their order."""
    return [once for once in ONCE if once.table == table]
