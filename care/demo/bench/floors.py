"""The floors in the database: for each page the best SQL that we know, and the audit insert, through the bare driver.

Each statement gives all that its page shows, in one question. They name tables of many rooms: that is what a floor is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from care.audit.codes import FIELDS, event_mac
from care.lib.ids import uuid7
from patients.rules import Term, TermKind, read_terms

CAP = 501

Question = tuple[str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Reader:
    """Who asks: a colleague who reads the whole programme, or one who reads the people on whose team they are."""

    organisation_id: int
    staff_id: int
    user_id: int
    whole_programme: bool


_NAMES = "p.uuid, p.chosen_name, p.legal_given, p.legal_family, p.pronouns, p.birth_date, p.mrn, p.deceased_on, p.zone"
_SUMMARY = (
    "s.patient_id, s.enrolment_id, s.next_due_at, s.next_what, s.open_tasks, s.lead_staff_id, s.medication, s.plan_status,"
    " s.plan_review_due_on, s.last_score, s.last_score_on, s.last_score_is_worse"
)
_ON_TEAM = "m.staff_id = %(staff)s AND m.left_at IS NULL AND m.patient_id"
_MINE = f"EXISTS (SELECT FROM teams_careteammember m WHERE {_ON_TEAM} = s.patient_id)"


_SHOWS = (
    "true",
    _MINE,
    "s.next_due_at < %(at)s",
    "s.next_due_at >= %(at)s AND s.next_due_at < %(day_end)s",
    "s.plan_review_due_on <= %(today)s",
    "s.lead_staff_id IS NULL",
)


def caseload(reader: Reader, *, at: datetime, today: date, day_end: datetime) -> Question:
    """Fifty rows with the names of people and leads, and the six counts, none further than 501.

    Of a whole programme each count walks an index and stops; a colleague's own people are few, and read once.
    """
    if reader.whole_programme:
        before, source = "", "teams_caseloadsummary s WHERE s.organisation_id = %(organisation)s AND s.is_open"
        counts = ", ".join(
            f"(SELECT count(*) FROM (SELECT 1 FROM {source} AND {show} LIMIT {CAP}) AS c{number})"  # noqa: S608 - our own text
            for number, show in enumerate(_SHOWS)
        )
    else:
        before = f"""own AS MATERIALIZED (
            SELECT {_SUMMARY} FROM teams_careteammember me JOIN teams_caseloadsummary s ON s.patient_id = me.patient_id
            WHERE me.staff_id = %(staff)s AND me.left_at IS NULL AND s.organisation_id = %(organisation)s AND s.is_open
        ),"""  # noqa: S608 - our own text
        source = "own s"
        counts = ", ".join(f"count(*) FILTER (WHERE {show})" for show in ("true", "true", *_SHOWS[2:])) + f" FROM {source}"
    statement = f"""
        WITH {before} shown AS (SELECT {_SUMMARY} FROM {source} ORDER BY s.next_due_at, s.enrolment_id LIMIT 51)
        SELECT {_SUMMARY}, {_NAMES}, u.name, counted.*
        FROM shown s JOIN patients_patient p ON p.id = s.patient_id
        LEFT JOIN accounts_staff st ON st.id = s.lead_staff_id LEFT JOIN accounts_user u ON u.id = st.user_id
        CROSS JOIN (SELECT {counts}) AS counted ORDER BY s.next_due_at, s.enrolment_id
    """  # noqa: S608 - our own text
    return statement, {
        "organisation": reader.organisation_id,
        "staff": reader.staff_id,
        "at": at,
        "today": today,
        "day_end": day_end,
    }


def _rows(columns: str, source: str, order: str = "") -> str:
    return f"(SELECT json_agg(r) FROM (SELECT {columns} FROM {source}{' ORDER BY ' + order if order else ''}) AS r)"  # noqa: S608


_BANNER = ", ".join(
    [
        _rows("p.*", "patients_patient p WHERE p.id = %(patient)s"),
        _rows("c.*", "patients_contactpoint c WHERE c.patient_id = %(patient)s", "position"),
        _rows("a.*", "patients_allergy a WHERE a.patient_id = %(patient)s AND a.removed_at IS NULL", "recorded_at"),
    ]
)
_GOALS = _rows(
    "g.*, s.name AS stated, c.name AS changed, a.name AS achieved, e.name AS ended",
    "treatment_plans_goal g JOIN treatment_plans_plan pl ON pl.id = g.plan_id JOIN accounts_user s ON s.id = g.stated_by_id"
    " JOIN accounts_user c ON c.id = g.changed_by_id LEFT JOIN accounts_user a ON a.id = g.achievement_by_id"
    " LEFT JOIN accounts_user e ON e.id = g.ended_by_id"
    " WHERE pl.patient_id = %(patient)s AND pl.organisation_id = %(organisation)s AND pl.status IN ('active', 'draft')",
    "g.plan_id, g.position",
)
_LINES = _rows(
    "i.*, k.name AS kind, su.name AS staff, b.name AS added, c.name AS changed, e.name AS ended",
    "treatment_plans_intervention i JOIN treatment_plans_goal g ON g.id = i.goal_id"
    " JOIN treatment_plans_plan pl ON pl.id = g.plan_id JOIN treatment_plans_interventionkind k ON k.id = i.kind_id"
    " LEFT JOIN accounts_staff st ON st.id = i.staff_id LEFT JOIN accounts_user su ON su.id = st.user_id"
    " JOIN accounts_user b ON b.id = i.added_by_id JOIN accounts_user c ON c.id = i.changed_by_id"
    " LEFT JOIN accounts_user e ON e.id = i.ended_by_id"
    " WHERE pl.patient_id = %(patient)s AND pl.organisation_id = %(organisation)s AND pl.status IN ('active', 'draft')",
    "i.goal_id, i.position",
)
_PLANS = _rows(
    "pl.*, s.name AS started, c.name AS changed, a.name AS agreed",
    "treatment_plans_plan pl JOIN accounts_user s ON s.id = pl.started_by_id JOIN accounts_user c ON c.id = pl.changed_by_id"
    " LEFT JOIN accounts_user a ON a.id = pl.agreed_by_id"
    " WHERE pl.patient_id = %(patient)s AND pl.organisation_id = %(organisation)s AND pl.status IN ('active', 'draft')",
)
_LATEST = """(SELECT json_agg(r) FROM (
    SELECT agreed_at AS at, 'plan' AS kind, version::text AS words, agreed_by_id AS who FROM treatment_plans_plan
      WHERE patient_id = %(patient)s AND organisation_id = %(organisation)s AND agreed_at IS NOT NULL
    UNION ALL SELECT g.achievement_at, 'achievement', g.own_words, g.achievement_by_id FROM treatment_plans_goal g
      JOIN treatment_plans_plan pl ON pl.id = g.plan_id WHERE pl.patient_id = %(patient)s AND g.achievement_at IS NOT NULL
    UNION ALL SELECT g.stated_at, 'goal', g.own_words, g.stated_by_id FROM treatment_plans_goal g
      JOIN treatment_plans_plan pl ON pl.id = g.plan_id WHERE pl.patient_id = %(patient)s AND g.carried_from_id IS NULL
    UNION ALL SELECT i.added_at, 'intervention', i.title, i.added_by_id FROM treatment_plans_intervention i
      JOIN treatment_plans_goal g ON g.id = i.goal_id JOIN treatment_plans_plan pl ON pl.id = g.plan_id
      WHERE pl.patient_id = %(patient)s AND i.carried_from_id IS NULL
    UNION ALL SELECT signed_at, 'order', dose_amount::text, signed_by_id FROM regimens_medicationorder
      WHERE patient_id = %(patient)s AND organisation_id = %(organisation)s AND signed_at IS NOT NULL
    UNION ALL SELECT joined_at, 'team', function, joined_by_id FROM teams_careteammember WHERE patient_id = %(patient)s
    UNION ALL SELECT done_at, 'task', title, done_by_id FROM worklist_task
      WHERE patient_id = %(patient)s AND organisation_id = %(organisation)s AND done_at IS NOT NULL
    ORDER BY 1 DESC LIMIT 8) AS r)"""
_CHART = ", ".join(
    [
        _BANNER,
        _rows(
            "m.*, u.name", "teams_careteammember m JOIN accounts_staff st ON st.id = m.staff_id"
            " JOIN accounts_user u ON u.id = st.user_id WHERE m.patient_id = %(patient)s AND m.left_at IS NULL", "m.is_lead DESC",
        ),
        _rows(
            "e.*, a.name", "teams_enrolment e JOIN accounts_user a ON a.id = e.admitted_by_id"
            " WHERE e.patient_id = %(patient)s AND e.organisation_id = %(organisation)s", "e.admitted_at DESC",
        ),
        _rows(
            "t.*, u.name", "worklist_task t LEFT JOIN accounts_staff st ON st.id = t.owner_id"
            " LEFT JOIN accounts_user u ON u.id = st.user_id"
            " WHERE t.patient_id = %(patient)s AND t.organisation_id = %(organisation)s AND t.state IN ('open', 'taken')",
            "t.due_at",
        ),
        _PLANS, _GOALS, _LINES,
        _rows(
            "o.*, d.short_name, pr.form, pr.strength, s.name AS signed", "regimens_medicationorder o"
            " JOIN regimens_medication d ON d.id = o.medication_id LEFT JOIN regimens_preparation pr ON pr.id = o.preparation_id"
            " LEFT JOIN accounts_user s ON s.id = o.signed_by_id"
            " WHERE o.patient_id = %(patient)s AND o.organisation_id = %(organisation)s AND o.status IN ('active', 'on-hold')",
            "o.starts_on",
        ),
        _LATEST,
    ]
)  # fmt: skip


def chart(reader: Reader, patient_id: int) -> Question:
    """Everything on the summary, the eight latest events included."""
    return f"SELECT {_CHART}", {"patient": patient_id, "organisation": reader.organisation_id}


def plan(reader: Reader, patient_id: int) -> Question:
    """The banner, and the plan in force and the draft with their goals and interventions."""
    return f"SELECT {_BANNER}, {_PLANS}, {_GOALS}, {_LINES}", {"patient": patient_id, "organisation": reader.organisation_id}


_OWN = "patient_id = %(patient)s AND organisation_id = %(organisation)s"
_OF_PLAN = f"plan_id IN (SELECT id FROM treatment_plans_plan WHERE {_OWN})"  # noqa: S608 - our own text
_OF_GOAL = f"goal_id IN (SELECT id FROM treatment_plans_goal WHERE {_OF_PLAN})"  # noqa: S608 - our own text
# Where a timeline finds its moments: what it is called, the table, the moment, the words, and of which rows.
_MOMENTS = (
    ("plan begun", "treatment_plans_plan", "started_at", "version::text", _OWN),
    ("plan agreed", "treatment_plans_plan", "agreed_at", "version::text", _OWN),
    ("plan ended", "treatment_plans_plan", "ended_at", "version::text", _OWN),
    ("goal stated", "treatment_plans_goal", "stated_at", "own_words", f"carried_from_id IS NULL AND {_OF_PLAN}"),
    ("goal ended", "treatment_plans_goal", "ended_at", "own_words", _OF_PLAN),
    ("achieved", "treatment_plans_goal", "achievement_at", "own_words", _OF_PLAN),
    ("added", "treatment_plans_intervention", "added_at", "title", f"carried_from_id IS NULL AND {_OF_GOAL}"),
    ("line ended", "treatment_plans_intervention", "ended_at", "title", _OF_GOAL),
    ("signed", "regimens_medicationorder", "signed_at", "dose_amount::text", _OWN),
    ("order ended", "regimens_medicationorder", "ended_at", "dose_amount::text", _OWN),
    ("admitted", "teams_enrolment", "admitted_at", "''", _OWN),
    ("enrolment ended", "teams_enrolment", "ended_at", "end_reason", _OWN),
    ("joined", "teams_careteammember", "joined_at", "function", "patient_id = %(patient)s"),
    ("left", "teams_careteammember", "left_at", "function", "patient_id = %(patient)s"),
    ("run started", "followups_protocolrun", "started_at", "''", _OWN),
    ("run stopped", "followups_protocolrun", "stopped_at", "stop_reason", _OWN),
    ("missed", "followups_checkin", "missed_at", "''", _OWN),
    ("answered", "followups_answer", "answered_at", "mode", _OWN),
    ("attempted", "followups_contactattempt", "made_at", "channel || result", _OWN),
    ("texted", "reminders_message", "sent_at", "channel", _OWN),
    ("consented", "consent_consent", "recorded_at", "kind", _OWN),
    ("consent ended", "consent_consent", "ended_at", "kind", _OWN),
    ("revoked", "consent_consent", "revoked_at", "kind", _OWN),
    ("restricted", "consent_restrictionrequest", "asked_at", "own_words", _OWN),
    ("may sign", "consent_representative", "recorded_at", "name", _OWN),
    ("opened", "access_accesssession", "started_at", "reason", _OWN),
    ("given", "access_disclosure", "at", "summary", _OWN),
    ("done", "worklist_task", "done_at", "title", _OWN),
    ("not needed", "worklist_task", "cancelled_at", "title", _OWN),
    ("registered", "patients_patient", "registered_at", "''", "id = %(patient)s"),
    ("allergy", "patients_allergy", "recorded_at", "substance", "patient_id = %(patient)s"),
    ("condition", "patients_condition", "recorded_at", "display", "patient_id = %(patient)s"),
    ("elsewhere", "elsewhere_record", "happened", "display || value", f"{_OWN} AND withdrawn_at IS NULL"),
)
_TIMELINE = " UNION ALL ".join(
    f"(SELECT {moment} AS at, id, '{name}' AS kind, {words} AS words FROM {table}"  # noqa: S608 - our own text
    f" WHERE {which} AND {moment} IS NOT NULL ORDER BY {moment} DESC LIMIT 51)"
    for name, table, moment, words, which in _MOMENTS
)


def timeline(reader: Reader, patient_id: int) -> Question:
    """The banner, and the fifty latest moments of every room with their words."""
    rows = f"(SELECT json_agg(r) FROM ({_TIMELINE} ORDER BY 1 DESC LIMIT 51) AS r)"  # noqa: S608 - our own text
    return f"SELECT {_BANNER}, {rows}", {"patient": patient_id, "organisation": reader.organisation_id}


_LINES = """(SELECT json_agg(r) FROM (
    SELECT r.instrument, r.subject, s.name, count(*) AS number, min(r.administered_at) AS first_at,
        (array_agg(r.administered_at ORDER BY r.administered_at DESC, r.id DESC))[1:12] AS days,
        (array_agg(s.value ORDER BY r.administered_at DESC, r.id DESC))[1:12] AS latest,
        (array_agg(s.value ORDER BY r.administered_at, r.id) FILTER (WHERE r.administered_at >= (
            SELECT max(admitted_at) FROM teams_enrolment WHERE patient_id = %(patient)s)))[1] AS first,
        (array_agg(s.band_label ORDER BY r.administered_at DESC, r.id DESC))[1] AS band
    FROM assessments_response r JOIN assessments_score s ON s.response_id = r.id
    WHERE r.patient_id = %(patient)s AND r.organisation_id = %(organisation)s AND r.state = 'completed'
    GROUP BY r.instrument, r.subject, s.name) AS r)"""
_POINTS = _rows(
    "r.administered_at, s.value, s.band_label, s.is_prorated, r.mode, r.uuid",
    "assessments_score s JOIN assessments_response r ON r.id = s.response_id WHERE r.patient_id = %(patient)s"
    " AND r.organisation_id = %(organisation)s AND r.state = 'completed' AND r.instrument = 'phq9' AND s.name = 'total'",
    "r.administered_at, r.id",
)
_BESIDE = ", ".join(
    [
        _rows(
            "e.admitted_at, e.treatment_completed_on, e.ended_at, e.end_reason",
            "teams_enrolment e WHERE e.patient_id = %(patient)s AND e.organisation_id = %(organisation)s",
        ),
        _rows(
            "d.short_name, o.substance, o.dose_amount, o.dose_unit, o.frequency, o.starts_on, o.ends_on, o.ended_at",
            "regimens_medicationorder o JOIN regimens_medication d ON d.id = o.medication_id"
            " WHERE o.patient_id = %(patient)s AND o.organisation_id = %(organisation)s AND o.signed_at IS NOT NULL",
            "o.starts_on, o.id",
        ),
        _rows("v.*", "story_overdose v WHERE v.patient_id = %(patient)s AND v.removed_at IS NULL", "v.occurred"),
        _rows(
            "c.missed_at, t.name", "followups_checkin c JOIN followups_protocolstep t ON t.id = c.step_id"
            " WHERE c.patient_id = %(patient)s AND c.organisation_id = %(organisation)s AND c.missed_at IS NOT NULL",
            "c.missed_at",
        ),
        _rows(
            "w.happened, w.ended, w.source, q.value", "elsewhere_record w JOIN elsewhere_recordpart q ON q.record_id = w.id"
            " WHERE w.patient_id = %(patient)s AND w.organisation_id = %(organisation)s AND w.withdrawn_at IS NULL"
            " AND w.kind = 'visit' AND q.value IN ('Emergency visit', 'Hospital stay', 'Observation stay')",
            "w.happened DESC LIMIT 200",
        ),
    ]
)  # fmt: skip


def trends(reader: Reader, patient_id: int) -> Question:
    """The banner, every measure at a glance, the scores of one, and the doses and events of the same days."""
    return f"SELECT {_BANNER}, {_LINES}, {_POINTS}, {_BESIDE}", {
        "patient": patient_id,
        "organisation": reader.organisation_id,
    }


def search(reader: Reader, terms: str) -> Question:
    """The twenty best people for some terms: the first term's keys in order, asked for the others."""
    given: dict[str, Any] = {"organisation": reader.organisation_id, "staff": reader.staff_id}
    conditions = [_key(term, number, given) for number, term in enumerate(read_terms(terms))]
    others = "".join(
        f" AND EXISTS (SELECT FROM patients_searchkey o WHERE o.patient_id = k.patient_id AND {condition.replace('k.', 'o.')})"
        for condition in conditions[1:]
    )
    mine = ""
    if not reader.whole_programme:
        mine = f" AND {_MINE.replace('s.patient_id', 'k.patient_id')}"
    statement = f"""
        SELECT DISTINCT ON (k.key, k.patient_id) k.patient_id, {_NAMES}
        FROM patients_searchkey k JOIN patients_patient p ON p.id = k.patient_id
        WHERE k.organisation_id = %(organisation)s AND {conditions[0]}{others}{mine} ORDER BY k.key, k.patient_id LIMIT 21
    """  # noqa: S608 - our own text
    return statement, given


def _key(term: Term, number: int, given: dict[str, Any]) -> str:
    if term.kind is TermKind.BIRTH:
        given[f"t{number}"] = [day.isoformat() for day in term.days]
        return f"k.kind = 'birth' AND k.key = ANY(%(t{number})s)"
    given[f"t{number}"] = term.text
    given[f"u{number}"] = term.text[:-1] + chr(ord(term.text[-1]) + 1)
    kinds = "IN ('mrn', 'phone')" if term.kind is TermKind.NUMBER else "= 'name'"
    return f"k.kind {kinds} AND k.key >= %(t{number})s AND k.key < %(u{number})s"


# --- the audit insert ---------------------------------------------------------------------------------------------------------

_COLUMNS = (*FIELDS, "mac")
INSERT = f"INSERT INTO audit_auditevent ({', '.join(_COLUMNS)}) VALUES ({', '.join(f'%({name})s' for name in _COLUMNS)})"  # noqa: S608


def audit_event(reader: Reader, patient_ids: Sequence[int], *, key: bytes, at: datetime) -> dict[str, Any]:
    """A true event, as a page writes it; made before the clock starts."""
    event: dict[str, Any] = {
        "uuid": uuid7(),
        "at": at,
        "kind": "access",
        "verb": "list.bench",
        "actor_kind": "staff",
        "actor_label": f"staff {reader.staff_id}",
        "user_id": reader.user_id,
        "organisation_id": reader.organisation_id,
        "patient_ids": list(patient_ids),
        "category": "sud",
        "action": "read",
        "purpose": "TREAT",
        "decision": "allow",
        "basis": "",
        "reason": "",
        "detail": {},
        "request_id": "",
    }
    return {**event, "uuid": str(event["uuid"]), "detail": "{}", "mac": event_mac(key, event)}
