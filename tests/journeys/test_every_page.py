"""Every page, at a desk and on a phone: readable, reachable, nothing cut off, nothing asked from elsewhere."""

import re
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass

import pytest
from playwright.sync_api import expect

from care.accounts.addresses import name_of
from care.actor import Role
from tests.house_rules.addresses import addresses
from tests.house_rules.matrix import MATRIX, STORY_LISTS
from tests.journeys.browsing import Visitor
from tests.journeys.conftest import Visit
from tests.journeys.looking import look_at

R = Role


@dataclass(frozen=True)
class Sight:
    """One page as somebody sees it. Without a path it is the first of that name to which a page of theirs leads."""

    name: str
    path: str = ""
    role: Role | None = R.COORDINATOR
    status: int = 200


# By the name of the address; a name may come more than once, with a word after a dot. {person}, {intake} (somebody whose
# intake is open), {task} and {colleague} stand for what the demo clinic has.
SIGHTS = [
    Sight("account_login", "/account/login/", None),
    Sight("account_reset_password", "/account/password/reset/", None),
    Sight("account_reset_password_done", "/account/password/reset/done/", None),
    Sight("account_reset_password_from_key", "/account/password/reset/key/1-none/", None),
    Sight("account_reset_password_from_key_done", "/account/password/reset/key/done/", None),
    Sight("accounts:invitation", "/invitation/no-such-link/", None, 410),
    Sight("account_logout", "/account/logout/"),
    Sight("account_reauthenticate", "/account/reauthenticate/"),
    Sight("account_change_password", "/account/password/change/"),
    Sight("mfa_index", "/account/2fa/"),
    Sight("mfa_activate_totp", "/account/2fa/totp/activate/"),
    Sight("mfa_generate_recovery_codes", "/account/2fa/recovery-codes/generate/"),
    Sight("mfa_list_webauthn", "/account/2fa/webauthn/"),
    Sight("mfa_add_webauthn", "/account/2fa/webauthn/add/"),
    Sight("usersessions_list", "/account/sessions/"),
    Sight("accounts:second_factor", "/account/second-factor/"),
    Sight("accounts:profile", "/account/profile/"),
    Sight("pages:roles", "/staff/roles/"),
    Sight("pages:roles.changes", "/staff/roles/", R.ADMINISTRATOR),
    Sight("accounts:staff", "/staff/", R.ADMINISTRATOR),
    Sight("accounts:invite", "/staff/invite/", R.ADMINISTRATOR),
    Sight("accounts:person", "/staff/{colleague}/", R.ADMINISTRATOR),
    Sight("patients:new", "/people/new/", R.FRONT_DESK),
    Sight("patients:identity", "/people/{person}/identity/"),
    Sight("patients:contact", "/people/{person}/contact/"),
    Sight("patients:background", "/people/{person}/background/"),
    Sight("patients:addresses", "/people/{person}/addresses/"),
    Sight("patients:numbers", "/people/{person}/numbers/", R.FRONT_DESK),
    Sight("patients:people", "/people/{person}/support/"),
    Sight("patients:people.front_desk", "/people/{person}/support/", R.FRONT_DESK),
    Sight("patients:support_new", "/people/{person}/support/new/"),
    Sight("patients:supporter", role=R.SUPERVISOR),
    Sight("patients:preferences", "/people/{person}/preferences/"),
    Sight("patients:allergies", "/people/{person}/allergies/"),
    Sight("patients:death", "/people/{person}/death/"),
    Sight("story:story", "/people/{person}/story/"),
    Sight("story:substances", "/people/{person}/story/substances/"),
    Sight("story:overdoses", "/people/{person}/story/overdoses/"),
    Sight("story:withdrawal", "/people/{person}/story/withdrawal/", R.NURSE),
    Sight("story:treatments", "/people/{person}/story/treatments/"),
    Sight("story:problems", "/people/{person}/story/problems/"),
    Sight("story:medicines", "/people/{person}/story/medicines/"),
    Sight("story:pregnancy", "/people/{person}/story/pregnancy/"),
    Sight("story:needs", "/people/{person}/story/needs/"),
    Sight("story:strengths", "/people/{person}/story/strengths/"),
    Sight("story:goals", "/people/{person}/story/goals/"),
    *(Sight(f"story:{part}_line", role=R.COORDINATOR) for part in STORY_LISTS),
    Sight("assessments:measures", "/people/{person}/measures/"),
    Sight("assessments:begin", "/people/{person}/measures/begin/dsm5_sud/"),
    Sight("assessments:serial", "/people/{person}/measures/in-a-row/cows/", R.NURSE),
    Sight("measures:due", "/measures/due/"),
    Sight("measures:due.all", "/measures/due/?show=all", R.NURSE),
    Sight("instruments:instruments", "/instruments/", R.ADMINISTRATOR),
    Sight("instruments:instrument", "/instruments/phq9/", R.ADMINISTRATOR),
    Sight("instruments:paper", "/instruments/bam/paper/", R.ADMINISTRATOR),
    Sight("assessments:paper", "/people/{person}/measures/paper/phq9/"),
    Sight("library:library", "/library/"),
    Sight("library:library.found", "/library/?text=sleep&kind=counseling-cbt", R.PEER),
    Sight("library:entry", "/library/cm/", R.COUNSELOR),
    Sight("library:own_list", "/library/own/", R.ADMINISTRATOR),
    Sight("library:new", "/library/own/new/", R.ADMINISTRATOR),
    Sight("library:own", "/library/own/1/", R.ADMINISTRATOR),
    Sight("library:templates", "/library/templates/", R.ADMINISTRATOR),
    Sight("library:template_new", "/library/templates/new/?from=pregnancy", R.ADMINISTRATOR),
    Sight("library:template", "/library/templates/1/", R.ADMINISTRATOR),
    Sight("plan_desk:supervision", "/plans/supervision/", R.ADMINISTRATOR),
    Sight("safety:rules", "/safety/", R.PRESCRIBER),
    Sight("safety:rates", "/safety/rates/", R.PRESCRIBER),
    Sight("safety:figures", "/safety/figures/", R.PRESCRIBER),
    Sight("safety:propose", "/safety/figures/propose/", R.PRESCRIBER),
    Sight("plan_library:ideas", role=R.SUPERVISOR),
    Sight("plan_library:add", role=R.SUPERVISOR),
    Sight("plan_library:say_no", role=R.SUPERVISOR),
    Sight("plan_library:templates", "/people/{person}/plan/library/templates/"),
    Sight("plan_library:template", "/people/{person}/plan/library/templates/pregnancy/"),
    Sight("results:results", role=R.PRESCRIBER),
    Sight("results:new_panel", "/people/{person}/results/new/blood/"),
    Sight("results:new_panel.ecg", "/people/{person}/results/new/heart/"),
    Sight("results:kind", role=R.PRESCRIBER),
    Sight("results:drug_test_new", "/people/{person}/results/drug-tests/new/"),
    Sight("results:drug_test", role=R.PRESCRIBER),
    Sight("results:findings", role=R.PRESCRIBER),
    Sight("results:end", role=R.PRESCRIBER),
    Sight("results:drug_test_wrong", role=R.PRESCRIBER),
    Sight("results:answer_wrong", role=R.PRESCRIBER),
    Sight("coverage:coverage", role=R.SUPERVISOR),
    Sight("coverage:new", "/people/{person}/coverage/new/"),
    Sight("coverage:withhold", "/people/{person}/coverage/do-not-bill/"),
    Sight("coverage:change", role=R.SUPERVISOR),
    Sight("coverage:remove", role=R.SUPERVISOR),
    Sight("coverage:check", role=R.SUPERVISOR),
    Sight("coverage:authorization_new", "/people/{person}/coverage/authorizations/new/"),
    Sight("coverage:authorization", role=R.SUPERVISOR),
    Sight("coverage:authorization_change", role=R.SUPERVISOR),
    Sight("coverage:denial_new", "/people/{person}/coverage/denials/new/"),
    Sight("coverage:denial", role=R.SUPERVISOR),
    Sight("coverage:denial_change", role=R.SUPERVISOR),
    Sight("coverage:aid_new", "/people/{person}/coverage/help/new/"),
    Sight("coverage:aid", role=R.SUPERVISOR),
    Sight("coverage_desk:desk", "/coverage/"),
    Sight("coverage_desk:desk.late", "/coverage/?show=late", R.NURSE),
    Sight("coverage_desk:clocks", "/coverage/clocks/"),
    Sight("coverage_desk:clocks.keeps", "/coverage/clocks/", R.SUPERVISOR),
    Sight("merging:alike", "/people/alike/"),
    Sight("merging:alike.merged", "/people/alike/?show=merged"),
    Sight("merging:record", "/people/{person}/merge/"),
    Sight("merging:compare", role=R.SUPERVISOR),
    Sight("merging:merged", role=R.SUPERVISOR),
    Sight("pages:today", "/"),
    Sight("pages:today.program", "/?who=team", R.SUPERVISOR),
    Sight("pages:today.administrator", "/", R.ADMINISTRATOR),
    Sight("pages:today.front_desk", "/", R.FRONT_DESK),
    Sight("pages:today.prescriber", "/", R.PRESCRIBER),
    Sight("pages:caseload", "/caseload/"),
    Sight("pages:caseload.late", "/caseload/?show=late", R.NURSE),
    Sight("pages:search", "/people/search/"),
    Sight("pages:chart", "/people/{person}/"),
    Sight("pages:chart.front_desk", "/people/{person}/", R.FRONT_DESK),
    Sight("pages:plan", "/people/{person}/plan/"),
    Sight("pages:medication", "/people/{person}/medication/"),
    Sight("pages:consent", "/people/{person}/consent/"),
    Sight("pages:consent_new", "/people/{person}/consent/new/"),
    Sight("pages:consent_terms", "/people/{person}/consent/new/specific/"),
    Sight("pages:consent_terms.general", "/people/{person}/consent/new/tpo/"),
    Sight("pages:consent_terms.exchange", "/people/{person}/consent/new/intermediary/"),
    Sight("pages:consent_terms.court", "/people/{person}/consent/new/cj/"),
    Sight("pages:consent_detail", role=R.SUPERVISOR),
    Sight("pages:consent_sign", role=R.SUPERVISOR),
    Sight("pages:consent_phone", role=R.SUPERVISOR),
    Sight("pages:restrictions", "/people/{person}/restrictions/"),
    Sight("pages:restriction_new", "/people/{person}/restrictions/new/"),
    Sight("pages:restriction", role=R.SUPERVISOR),
    Sight("pages:representatives", "/people/{person}/who-may-sign/"),
    Sight("pages:representative_new", "/people/{person}/who-may-sign/new/"),
    Sight("pages:who_may_sign", "/who-may-sign/"),
    Sight("pages:who_may_sign.administrator", "/who-may-sign/", R.ADMINISTRATOR),
    Sight("pages:emergency_find", "/people/emergency/", R.CRISIS_CLINICIAN),
    Sight("pages:emergency", "/people/{person}/emergency/", R.PHARMACIST),
    Sight("pages:emergency_disclosure", "/people/{person}/emergency-disclosure/"),
    Sight("pages:privacy_reading", "/people/{person}/privacy-reading/", R.PRIVACY_OFFICER),
    Sight("pages:access_reviews", "/access/reviews/", R.SUPERVISOR),
    Sight("pages:access_review", role=R.PRIVACY_OFFICER),
    Sight("pages:history", "/people/{person}/history/"),
    Sight("pages:timeline", "/people/{person}/timeline/"),
    Sight("pages:trends", "/people/{person}/trends/"),
    Sight("pages:timeline.results", "/people/{person}/timeline/?show=results"),
    Sight("elsewhere:records", "/people/{person}/elsewhere/"),
    Sight("histories:brought", "/people/{person}/brought-along/"),
    Sight("elsewhere:records.results", "/people/{person}/elsewhere/?kind=observation"),
    Sight("pages:accounting", "/people/{person}/sharing/"),
    Sight("pages:own_copy", "/people/{person}/sharing/own-copy/"),
    Sight("pages:share", "/people/{person}/sharing/give/"),
    Sight("pages:agreements", "/agreements/", R.PRIVACY_OFFICER),
    Sight("pages:team", "/people/{person}/team/"),
    Sight("pages:end", "/people/{person}/enrolment/end/"),
    Sight("pages:check_ins", "/people/{person}/check-ins/"),
    Sight("pages:check_in", role=R.SUPERVISOR),
    Sight("pages:protocol_start", role=R.SUPERVISOR),
    Sight("pages:protocol_stop", role=R.SUPERVISOR),
    Sight("pages:intake", "/people/{intake}/intake/"),
    Sight("pages:intake.start", "/people/{person}/intake/"),
    Sight("pages:intake_section", "/people/{intake}/intake/substances/"),
    Sight("pages:intake_pause", "/people/{intake}/intake/break/"),
    Sight("pages:intake_close", "/people/{intake}/intake/close/"),
    Sight("pages:intake_summary", "/people/{intake}/intake/summary/"),
    Sight("reminders:messages", "/people/{person}/messages/"),
    Sight("questionnaires:sent", "/people/{person}/questionnaires/"),
    Sight("texts:sender", "/messages/sender/", R.ADMINISTRATOR),
    Sight("pages:undelivered", "/undelivered/", R.SUPERVISOR),
    Sight("pages:task_new", "/tasks/new/"),
    Sight("pages:task_new.person", "/tasks/new/?person={person}"),
    Sight("pages:task_new.program", "/tasks/new/?for=program"),
    Sight("pages:task", "/tasks/{task}/"),
    Sight("pages:task_done", "/tasks/{task}/done/"),
    Sight("pages:task_snooze", "/tasks/{task}/snooze/"),
    Sight("pages:task_cancel", "/tasks/{task}/cancel/"),
    Sight("pages:audit", "/audit/", R.PRIVACY_OFFICER),
    Sight("pages:privacy", "/privacy/", R.PRIVACY_OFFICER),
    Sight("pages:privacy_person", "/privacy/people/{person}/", R.PRIVACY_OFFICER),
    Sight("pages:privacy_colleagues", "/privacy/colleagues/", R.PRIVACY_OFFICER),
    Sight("pages:privacy_colleague", "/privacy/colleagues/{colleague}/", R.PRIVACY_OFFICER),
    Sight("pages:privacy_period", "/privacy/period/", R.PRIVACY_OFFICER),
    Sight("pages:privacy_looks", "/privacy/to-look-at/", R.PRIVACY_OFFICER),
    Sight("pages:breaches", "/privacy/breaches/", R.PRIVACY_OFFICER),
    Sight("pages:breach_new", "/privacy/breaches/new/", R.PRIVACY_OFFICER),
    Sight("pages:breach", role=R.PRIVACY_OFFICER),
    Sight("pages:breach_correct", role=R.PRIVACY_OFFICER),
    Sight("pages:who_may_read", "/who-may-read/"),
    Sight("pages:who_may_read.asked", "/who-may-read/?role=nurse&standing=team&purpose=TREAT&category=sud&action=read"),
    Sight("treatment_plans:start", role=R.SUPERVISOR),
    Sight("treatment_plans:section", role=R.SUPERVISOR),
    Sight("treatment_plans:agree", role=R.SUPERVISOR),
    Sight("treatment_plans:end", role=R.SUPERVISOR),
    Sight("treatment_plans:new_goal", role=R.SUPERVISOR),
    Sight("treatment_plans:goal", role=R.SUPERVISOR),
    Sight("treatment_plans:progress", role=R.SUPERVISOR),
    Sight("treatment_plans:end_goal", role=R.SUPERVISOR),
    Sight("treatment_plans:new_intervention", role=R.SUPERVISOR),
    Sight("treatment_plans:intervention", role=R.SUPERVISOR),
    Sight("treatment_plans:move", role=R.SUPERVISOR),
    Sight("treatment_plans:versions", role=R.SUPERVISOR),
    Sight("treatment_plans:version", role=R.SUPERVISOR),
    Sight("treatment_plans:compare", role=R.SUPERVISOR),
    Sight("treatment_plans:frame", role=R.SUPERVISOR),
    Sight("treatment_plans:sign", role=R.SUPERVISOR),
    Sight("treatment_plans:new_problem", role=R.SUPERVISOR),
    Sight("treatment_plans:new_objective", role=R.SUPERVISOR),
    Sight("treatment_plans:new_comment", role=R.SUPERVISOR),
    Sight("regimens:new", role=R.PRESCRIBER),
    Sight("regimens:order", role=R.PRESCRIBER),
    Sight("regimens:dose", role=R.PRESCRIBER),
    Sight("regimens:taper", role=R.PRESCRIBER),
    Sight("regimens:verbal", role=R.NURSE),
    Sight("formulary:formulary", role=R.PRESCRIBER),
    Sight("regimens:hold", role=R.PRESCRIBER),
    Sight("regimens:stop", role=R.PRESCRIBER),
    Sight("regimens:purposes", role=R.PRESCRIBER),
    Sight("regimens:calendar", "/people/{person}/medication/doses/", R.NURSE),
    Sight("injections:due", "/injections/due/?who=all&show=all", R.NURSE),
    Sight("injections:due.late", "/injections/due/?show=late"),
    Sight("regimens:window", "/people/{person}/medication/doses/window/", R.NURSE),
    Sight("regimens:dose_record", role=R.NURSE),
    Sight("regimens:take_home", role=R.NURSE),
    Sight("notes_desk:desk", "/notes/", R.COUNSELOR),
    Sight("notes_desk:desk.signs", "/notes/", R.SUPERVISOR),
    Sight("notes:notes", role=R.COUNSELOR),
    Sight("notes:note", role=R.COUNSELOR),
    Sight("notes:write", role=R.COUNSELOR),
    Sight("notes:add", role=R.COUNSELOR),
    Sight("notes:retract", role=R.COUNSELOR),
    Sight("progress_desk:desk", "/progress/", R.COUNSELOR),
    Sight("progress_desk:desk.signs", "/progress/", R.SUPERVISOR),
    Sight("progress_desk:new_group", "/progress/groups/new/", R.COUNSELOR),
    Sight("progress_desk:group", role=R.COUNSELOR),
    Sight("progress_desk:templates", "/progress/templates/", R.SUPERVISOR),
    Sight("progress_desk:new_template", "/progress/templates/new/soap/", R.SUPERVISOR),
    Sight("progress_desk:template", role=R.SUPERVISOR),
    Sight("progress_notes:notes", "/people/{person}/progress/"),
    Sight("progress_notes:note", role=R.COUNSELOR),
    Sight("progress_notes:write", role=R.COUNSELOR),
    Sight("progress_notes:add", role=R.COUNSELOR),
    Sight("progress_notes:retract", role=R.COUNSELOR),
    Sight("staying_safe:overview", "/people/{person}/staying-safe/"),
    Sight("treatment_plans:copy", "/people/{person}/plan/copy/"),
    Sight("staying_safe:copy", "/people/{person}/staying-safe/copy/"),
    Sight("staying_safe:record_return", "/people/{person}/staying-safe/return-to-use/"),
    Sight("conference_desk:conferences", "/conferences/"),
    Sight("conference_desk:new", "/conferences/new/"),
    Sight("conference_desk:conference"),
    Sight("conferences:talks", "/people/{person}/conferences/"),
    Sight("conferences:item"),
    Sight("pages:recovery", "/people/{person}/recovery/"),
    Sight("recovery:new_date", "/people/{person}/recovery/dates/new/"),
    Sight("recovery:new_step", "/people/{person}/recovery/steps/new/"),
    Sight("recovery:new_visit", "/people/{person}/recovery/groups/new/"),
    Sight("recovery:step", role=R.PRESCRIBER),
    Sight("recovery:visit_in_error", role=R.PRESCRIBER),
    Sight("teaching:sheets", "/people/{person}/teaching/"),
    Sight("teaching:sheet", "/people/{person}/teaching/methadone/"),
    Sight("teaching:teach_back", "/people/{person}/teaching/methadone/teach-back/"),
    Sight("reviews_due:due", "/reviews/due/"),
    Sight("monitoring:overview", "/people/{person}/monitoring/"),
    Sight("monitoring:lookup", "/people/{person}/monitoring/look-ups/new/"),
    Sight("monitoring_desk:program", "/monitoring/", R.PRESCRIBER),
    Sight("reviews:ask", role=R.SUPERVISOR),
    Sight("pages:plan_review", role=R.COUNSELOR),
    Sight("kept:copy", "/k/no-such-link/", None, 404),
    Sight("refused", "/staff/", R.NURSE, 403),
    Sight("refused.record", "/people/{person}/plan/", R.FRONT_DESK, 403),
    Sight("refused.emergency", "/people/{person}/plan/", R.PHARMACIST, 403),
    Sight("pages:today.privacy_officer", "/", R.PRIVACY_OFFICER),
    Sight("not_found", "/people/0190a000-0000-7000-8000-000000000000/", R.COORDINATOR, 404),
]
# Addresses that answer 200 to a GET and are no page of their own, or that other journeys look at.
SEEN_ELSEWHERE = {
    "assessments:fill": "the journey of an instrument",
    "assessments:result": "the journey of an instrument",
    "assessments:set_aside": "the journey of an instrument",
    "assessments:in_error": "the journey of an instrument",
    "assessments:put_off": "the journey of an instrument",
    "health:healthz": "for machines",
    "api:openapi": "for machines",
    "accounts:locked": "the journey of the lock",
    "accounts:join": "the journey of an invitation",
    "treatment_plans:complete": "the journey of a plan",
    "treatment_plans:copy_paper": "a file",
    "teaching:paper": "a file",
    "teaching:in_error": "its form is that of a group told in error",
    "treatment_plans:problem": "its form is that of a new one",
    "treatment_plans:objective": "its form is that of a new one",
    "recovery:change_date": "its form is that of a new one",
    "monitoring:lookup_wrong": "one field, as a group that was written in error",
    "results:wrong": "its form is that of a drug test that is marked wrong",
    "treatment_plans:answer": "the demo has asked nothing at a plan",
    "pages:complete_treatment": "the main job",
    "reminders:allow": "the main job",
    "pages:hand_over": "the journey of something given to somebody outside",
    "pages:privacy_letter": "paper",
    "pages:privacy_table": "for a spreadsheet program",
    "pages:consent_copy": "a file",
    "pages:intake_print": "a file",
    "staying_safe:plan": "the journey of a copy on a phone",
    "staying_safe:compare": "the journey of a copy on a phone",
    "staying_safe:end": "the journey of a copy on a phone",
    "staying_safe:return_in_error": "the journey of a copy on a phone",
    "staying_safe:paper": "a file",
    "regimens:conditions": "for an order that waits for what must be so before the first dose",
    "regimens:ask_second": "for an order that waits for a second prescriber",
    "regimens:answer_second": "for an order about which a second prescriber is asked",
    "regimens:dose_void": "for a dose on record",
    "regimens:dose_vomited": "for a dose given a moment ago",
    "regimens:dose_again": "for a dose vomited a moment ago",
    "kept:keeper": "for a browser",
    "kept:still": "for a phone",
    "pages:undelivered_aside": "for a message that was given up, which the demo has not",
}


def test_no_page_is_forgotten() -> None:
    seen = {sight.name.partition(".")[0] for sight in SIGHTS} | SEEN_ELSEWHERE.keys()
    pages = {name for name, line in MATRIX.items() if line.get == 200}
    assert sorted(pages - seen) == []
    assert {name for name in seen if name in MATRIX} <= {address.name for address in addresses()}


Found = dict[tuple[Role | None, str], str]
LEAD_ON = (  # to pages of their own
    *("regimens:order", "coverage:change", "coverage:authorization", "coverage:denial"),
    *("plan_library:ideas", "treatment_plans:versions"),
    "results:drug_test",
)
PEOPLE = 50  # of a caseload, whose charts are opened in search of one page of each kind


class Desks:
    """One window for each role, kept open from page to page, and what was seen to lead where."""

    def __init__(self, colleague_at_work: Visit, someone: Visit) -> None:
        self._colleague_at_work, self._someone = colleague_at_work, someone
        self._open = ExitStack()
        self._visitors: dict[Role | None, Visitor] = {}
        self._found: Found = {}
        self._led: dict[tuple[Role | None, str], list[str]] = {}

    def of(self, role: Role | None) -> Visitor:
        if role not in self._visitors:
            visiting = self._colleague_at_work(role, at="") if role else self._someone()
            self._visitors[role] = self._open.enter_context(visiting)
        return self._visitors[role]

    def close(self) -> None:
        self._open.close()

    def path(self, sight: Sight) -> str:
        """Where a sight is."""
        if not sight.path:
            return self._first(sight.role, sight.name)
        named = {
            "person": (R.COORDINATOR, "pages:chart"),
            "task": (R.COORDINATOR, "pages:task"),
            "intake": (R.COORDINATOR, "pages:intake_section"),
            "colleague": (R.ADMINISTRATOR, "accounts:person"),
        }
        needed = {word: self._first(*where).split("/")[2] for word, where in named.items() if f"{{{word}}}" in sight.path}
        return sight.path.format(**needed)

    def _first(self, role: Role | None, name: str) -> str:
        """The first address of a name to which the pages of a role lead; charts are opened until there is one."""
        starts = {
            R.ADMINISTRATOR: (("/staff/",), ()),
            R.COORDINATOR: (("/", "/conferences/"), ("", *(f"story/{part}/" for part in STORY_LISTS))),
            R.SUPERVISOR: (
                ("/coverage/", "/people/alike/", "/people/alike/?show=merged", "/caseload/", "/progress/templates/"),
                ("plan/", "check-ins/", "consent/", "restrictions/", "support/", "coverage/"),
            ),
            R.PRESCRIBER: (("/caseload/?show=mine",), ("medication/", "recovery/", "results/")),
            R.PRIVACY_OFFICER: (("/", "/privacy/breaches/"), ("",)),
            R.NURSE: (("/caseload/?show=mine",), ("medication/", "medication/doses/", "medication/doses/window/")),
            R.COUNSELOR: (("/notes/", "/progress/", "/reviews/due/?show=asked"), ()),
        }
        first, parts = starts[role]  # type: ignore[index]
        if (role, name) not in self._found:
            seen = [path for start in first for path in self._read(role, start)]
            charts = [path for path in seen if name_of(path) in ("pages:chart", "pages:breach")]
            for path in [f"{chart}{part}" for chart in dict.fromkeys(charts[:PEOPLE]) for part in parts]:
                if (role, name) in self._found:
                    break
                for one in [one for one in self._read(role, path) if name_of(one) in LEAD_ON][:4]:
                    self._read(role, one)
            for group in [one for one in seen if name_of(one) in ("progress_desk:group", "conference_desk:conference")][:PEOPLE]:
                seen = [*seen, *self._read(role, group)]
            for note in [one for one in seen if name_of(one) in ("notes:note", "progress_notes:note")][: 2 * PEOPLE]:
                self._read(role, note)
        assert (role, name) in self._found, "nothing that they see leads to this page"
        return self._found[role, name]

    def _read(self, role: Role | None, path: str) -> list[str]:
        """Where the links and forms of a page lead."""
        if (role, path) not in self._led:
            self._led[role, path] = re.findall(r'(?:href|action)="(/[^"?#]*)', self.of(role).page.request.get(path).text())
            for one in self._led[role, path]:
                self._found.setdefault((role, name_of(one)), one)
        return self._led[role, path]


@pytest.fixture(scope="package")
def desks(colleague_at_work: Visit, someone: Visit) -> Iterator[Desks]:
    """Kept open from one page to the next."""
    kept = Desks(colleague_at_work, someone)
    yield kept
    kept.close()


@pytest.mark.parametrize("sight", SIGHTS, ids=lambda sight: sight.name)
def test_a_page_can_be_read_by_everybody(desks: Desks, sight: Sight) -> None:
    path = desks.path(sight)
    visitor = desks.of(sight.role)
    assert visitor.goes_to(path) == sight.status
    expect(visitor.page.get_by_role("heading", level=1)).to_have_count(1)
    wrong = look_at(visitor.page, sight.name.replace(":", "-")) + visitor.faults
    visitor.faults.clear()
    assert not wrong, "\n".join([*wrong[:12], f"and {len(wrong) - 12} more"] if len(wrong) > 12 else wrong)
