"""Which address answers what to whom: every address, GET and POST, every role, own, other's and nobody's record.

A line says who may, and what they get; whoever may not gets 403, and what belongs to another clinic is 404 for all.
The sets of roles are written here by hand from the clinical reference (12.1, 3.9), not read from the policy.
"""

from dataclasses import dataclass

from care.actor import Role

R = Role
EVERYBODY = frozenset(Role)
# Who reads and writes a person's care: on the team, and for the whole programme.
CARE_TEAM = frozenset(
    {
        *(R.PRESCRIBER, R.NURSE, R.COUNSELOR, R.COORDINATOR, R.PEER, R.PSYCHIATRIC_CONSULTANT, R.PHARMACIST, R.NAVIGATOR),
        *(R.CRISIS_CLINICIAN, R.SUPERVISOR),
    }
)
CARE_PROGRAMME = frozenset({R.COORDINATOR, R.NURSE, R.SUPERVISOR})


@dataclass(frozen=True)
class Who:
    """The roles that may: for a person of their own team, and for one of another team of their clinic."""

    team: frozenset[Role]
    programme: frozenset[Role]


@dataclass(frozen=True)
class Line:
    """The answers of one address to those who may; None where the method is not taken (405, whoever asks).

    `elsewhere` is the answer for what belongs to another clinic: where the gate asks first, to all; where a role is asked
    first (`says_404_to_all` is false), to those who have it. `nowhere` is what somebody gets who works at no clinic; None is
    the same as everybody, where an account is all that it takes.
    """

    who: Who
    get: int | None
    post: int | None
    elsewhere: int = 404
    nowhere: int | None = 403
    says_404_to_all: bool = True


ALL = Who(EVERYBODY, EVERYBODY)
ADMINISTRATORS = Who(frozenset({R.ADMINISTRATOR}), frozenset({R.ADMINISTRATOR}))
LIBRARY_KEEPERS = Who(frozenset({R.ADMINISTRATOR, R.SUPERVISOR}), frozenset({R.ADMINISTRATOR, R.SUPERVISOR}))
REGISTRARS = frozenset({R.PRESCRIBER, R.NURSE, R.COUNSELOR, R.COORDINATOR, R.SUPERVISOR, R.FRONT_DESK, R.CRISIS_CLINICIAN})
UNDELIVERED = frozenset({R.COORDINATOR, R.SUPERVISOR})
UNDELIVERED_READERS = UNDELIVERED | {R.ADMINISTRATOR}
PRIVACY_OFFICE = Who(frozenset({R.PRIVACY_OFFICER}), frozenset({R.PRIVACY_OFFICER}))
AUDIT_READERS = frozenset({R.PRIVACY_OFFICER, R.AUDITOR, R.ADMINISTRATOR})
PRIVACY_OFFICERS = Who(frozenset({R.PRIVACY_OFFICER}), frozenset({R.PRIVACY_OFFICER}))
REVIEWERS = frozenset({R.PRIVACY_OFFICER, R.SUPERVISOR})
CLOCK_KEEPERS = frozenset({R.NAVIGATOR, R.SUPERVISOR})

AGREEMENTS = Who(frozenset({R.PRIVACY_OFFICER}), frozenset({R.PRIVACY_OFFICER}))

IDENTITY = Who(CARE_TEAM | {R.HARM_REDUCTION_WORKER, R.FRONT_DESK}, CARE_PROGRAMME | {R.FRONT_DESK})
CARE = Who(CARE_TEAM, CARE_PROGRAMME)
DECIDERS = Who(frozenset({R.SUPERVISOR}), frozenset({R.SUPERVISOR}))
CONFERENCES = Who(CARE_TEAM, CARE_TEAM)
TEMPLATE_KEEPERS = Who(frozenset({R.SUPERVISOR, R.ADMINISTRATOR}), frozenset({R.SUPERVISOR, R.ADMINISTRATOR}))
NOTE_WRITERS = Who(frozenset({R.COUNSELOR, R.PSYCHIATRIC_CONSULTANT}), frozenset())
NOTE_SIGNERS = frozenset({R.COUNSELOR, R.PSYCHIATRIC_CONSULTANT, R.SUPERVISOR})
NOTE_AUTHOR = Who(frozenset({R.COUNSELOR}), frozenset())  # of the little clinic's notes the team's counselor is the author
MERGERS = frozenset({R.COORDINATOR, R.SUPERVISOR, R.PRESCRIBER})
MERGE = Who(MERGERS, MERGERS & CARE_PROGRAMME)
PRESCRIBERS = Who(frozenset({R.PRESCRIBER}), frozenset())

STORY_LISTS = ("substances", "overdoses", "treatments", "problems", "medicines", "strengths", "goals")
STORY_CHECKS = ("withdrawal", "pregnancy", "needs")


def own(get: int | None, post: int | None) -> Line:
    """A page of one's own account: everybody, wherever they work or not."""
    return Line(ALL, get, post, nowhere=None)


def administrators(get: int | None, post: int | None) -> Line:
    """A page about the staff of the reader's clinic."""
    return Line(ADMINISTRATORS, get, post, says_404_to_all=False)


def library_keepers(get: int | None, post: int | None) -> Line:
    """A page for those who keep the library of the reader's clinic."""
    return Line(LIBRARY_KEEPERS, get, post, says_404_to_all=False)


def privacy(get: int | None, post: int | None) -> Line:
    """A page of the privacy office of the reader's clinic."""
    return Line(PRIVACY_OFFICE, get, post, says_404_to_all=False)


def machine(get: int | None, post: int | None) -> Line:
    """An address for machines: whatever role a browser's session has, it is nobody here."""
    return Line(ALL, get, post, elsewhere=401, nowhere=None)


MATRIX: dict[str, Line] = {
    # signs of life
    "health:healthz": own(200, None),
    "health:readyz": own(503, None),
    # signing in and out, one's own account
    "account_login": own(302, 302),
    "account_logout": own(200, 302),
    "account_reauthenticate": own(200, 200),
    "account_change_password": own(200, 200),
    "account_reset_password": own(200, 200),
    "account_reset_password_done": own(200, None),
    "account_reset_password_from_key": own(200, 200),
    "account_reset_password_from_key_done": own(200, None),
    "mfa_index": own(200, None),
    "mfa_authenticate": own(302, 302),
    "mfa_reauthenticate": own(302, 302),
    "mfa_activate_totp": own(200, 200),
    "mfa_deactivate_totp": own(404, 404),
    "mfa_view_recovery_codes": own(404, None),
    "mfa_generate_recovery_codes": own(200, 200),
    "mfa_download_recovery_codes": own(404, 404),
    "mfa_list_webauthn": own(200, None),
    "mfa_add_webauthn": own(200, 200),
    "mfa_remove_webauthn": own(404, 404),
    "mfa_edit_webauthn": own(404, 404),
    "mfa_login_webauthn": own(302, 302),
    "mfa_reauthenticate_webauthn": own(302, 302),
    "usersessions_list": own(200, 302),
    "accounts:locked": own(302, 302),
    "accounts:lock": own(None, 302),
    "accounts:alive": own(204, None),
    "accounts:second_factor": own(200, None),
    "accounts:invitation": own(410, None),
    "accounts:join": own(410, 410),
    "accounts:profile": Line(ALL, 200, 422),
    "accounts:theme": own(None, 422),
    "accounts:place": own(None, 404),
    # the staff
    "accounts:staff": administrators(200, None),
    "accounts:invite": administrators(200, 422),
    "accounts:invite_again": administrators(None, 302),
    "accounts:invite_revoke": administrators(None, 302),
    "accounts:person": administrators(200, None),
    "accounts:give_role": administrators(None, 422),
    "accounts:take_role": administrators(None, 404),
    "accounts:correct": administrators(None, 422),
    "accounts:disable": administrators(None, 422),
    "accounts:enable": administrators(None, 302),
    "accounts:end_work": administrators(None, 422),
    "accounts:sign_out": administrators(None, 302),
    "accounts:reset_second_factor": administrators(None, 302),
    # drafts
    "drafts:draft": Line(CARE, None, 200),
    "drafts:discard": Line(ALL, None, 302, elsewhere=302),
    # people
    "patients:new": Line(Who(REGISTRARS, REGISTRARS), 200, 422),
    "patients:identity": Line(IDENTITY, 200, 422),
    "patients:contact": Line(IDENTITY, 200, 422),
    "patients:background": Line(IDENTITY, 200, 302),
    "patients:addresses": Line(IDENTITY, 200, 422),
    "patients:numbers": Line(IDENTITY, 200, 422),
    "patients:people": Line(IDENTITY, 200, None),
    "patients:support_new": Line(IDENTITY, 200, 422),
    "patients:supporter": Line(IDENTITY, 200, 422),
    "patients:support_end": Line(IDENTITY, None, 302),
    "patients:preferences": Line(CARE, 200, 302),
    "patients:allergies": Line(CARE, 200, 422),
    "patients:death": Line(CARE, 200, 422),
    "patients:correct_death": Line(CARE, None, 302),
    # the story so far: of the little clinic's people each list has a line
    "story:story": Line(CARE, 200, None),
    "story:medicines_reconcile": Line(CARE, None, 302),
    **{f"story:{part}": Line(CARE, 200, 422) for part in (*STORY_LISTS, *STORY_CHECKS)},
    **{f"story:{part}_answer": Line(CARE, None, 302) for part in (*STORY_LISTS, *STORY_CHECKS)},
    **{f"story:{part}_line": Line(CARE, 200, 422) for part in STORY_LISTS},
    **{f"story:{part}_remove": Line(CARE, None, 302) for part in STORY_LISTS},
    **{f"story:{part}_restore": Line(CARE, None, 404) for part in STORY_LISTS},  # it was not taken off
    # coverage and insurance navigation
    "coverage:coverage": Line(CARE, 200, None),
    "coverage:new": Line(CARE, 200, 422),
    "coverage:withhold": Line(CARE, 200, 422),
    "coverage:change": Line(CARE, 200, 422),
    "coverage:first": Line(CARE, None, 302),
    "coverage:remove": Line(CARE, 200, 422),
    "coverage:check": Line(CARE, 200, 422),
    "coverage:authorization_new": Line(CARE, 200, 422),
    "coverage:authorization": Line(CARE, 200, 422),
    "coverage:authorization_change": Line(CARE, 200, 422),
    "coverage:denial_new": Line(CARE, 200, 422),
    "coverage:denial": Line(CARE, 200, 422),
    "coverage:denial_change": Line(CARE, 200, 422),
    "coverage:aid_new": Line(CARE, 200, 422),
    "coverage:aid": Line(CARE, 200, 422),
    # how the person is doing
    "assessments:measures": Line(CARE, 200, None),
    "assessments:begin": Line(CARE, 200, 302),
    "assessments:put_off": Line(CARE, 200, 422),
    "assessments:paper": Line(CARE, 200, None),
    "assessments:serial": Line(CARE, 200, None),
    "assessments:fill": Line(CARE, 200, 302),
    "assessments:set_aside": Line(CARE, 200, 422),
    "assessments:result": Line(CARE, 200, None),
    "assessments:in_error": Line(CARE, 200, 422),
    "assessments:add_diagnosis": Line(CARE, None, 302),
    "measures:due": Line(ALL, 200, None),
    "instruments:instruments": administrators(200, None),
    "instruments:instrument": administrators(200, 422),
    "instruments:paper": administrators(200, None),
    "instruments:load": administrators(None, 422),
    "instruments:retire": administrators(None, 302),
    # the library of interventions
    "library:library": Line(ALL, 200, None),
    "library:entry": Line(ALL, 200, None),
    "library:own_list": library_keepers(200, None),
    "library:new": library_keepers(200, 422),
    "library:own": library_keepers(200, 422),
    "library:retire": library_keepers(None, 302),
    "library:take_up": library_keepers(None, 302),
    "library:templates": library_keepers(200, None),
    "library:template_new": library_keepers(200, 422),
    "library:template": library_keepers(200, 422),
    "library:template_retire": library_keepers(None, 302),
    "library:template_take_up": library_keepers(None, 302),
    # what an order is for
    "regimens:purposes": Line(CARE, 200, 302),
    # plans of a whole program
    "plan_desk:supervision": administrators(200, 302),
    "plan_library:ideas": Line(CARE, 200, None),
    "plan_library:add": Line(CARE, 200, 422),
    "plan_library:say_no": Line(CARE, 200, 422),
    "plan_library:templates": Line(CARE, 200, None),
    "plan_library:template": Line(CARE, 200, 422),
    "coverage_desk:desk": Line(ALL, 200, None),
    "coverage_desk:clocks": Line(ALL, 200, None),
    "coverage_desk:set_clock": Line(Who(CLOCK_KEEPERS, CLOCK_KEEPERS), None, 422),
    # records of one person
    "merging:alike": Line(Who(MERGERS, MERGERS), 200, None),
    "merging:record": Line(MERGE, 200, 422),
    "merging:compare": Line(MERGE, 200, 422),
    "merging:apart": Line(MERGE, None, 422),
    "merging:again": Line(MERGE, None, 302),
    "merging:merged": Line(MERGE, 200, 422),
    # screens
    "pages:today": Line(ALL, 200, None),
    "pages:caseload": Line(ALL, 200, None),
    "pages:search": Line(ALL, 200, 200),
    "pages:language": own(None, 200),
    "pages:chart": Line(IDENTITY, 200, None),
    "pages:plan": Line(CARE, 200, None),
    "pages:medication": Line(CARE, 200, None),
    "pages:consent": Line(CARE, 200, None),
    "pages:consent_new": Line(CARE, 200, None),
    "pages:consent_terms": Line(CARE, 200, 422),
    "pages:consent_detail": Line(CARE, 200, None),
    "pages:consent_revoke": Line(CARE, None, 422),
    "pages:consent_event": Line(CARE, None, 422),
    "pages:consent_copy": Line(CARE, 200, None),
    "pages:consent_paper": Line(CARE, 404, None),  # drawn on a screen: there is no paper
    "pages:consent_sign": Line(CARE, 302, 302),  # signed long ago: both lead to what was signed
    "pages:consent_phone": Line(CARE, 302, 302),
    "pages:consent_decline": Line(CARE, None, 302),
    "pages:consent_set_aside": Line(CARE, None, 302),
    "pages:restrictions": Line(CARE, 200, None),
    "pages:restriction_new": Line(CARE, 200, 422),
    "pages:restriction": Line(CARE, 200, None),
    "pages:restriction_decide": Line(DECIDERS, None, 422),
    "pages:restriction_withdraw": Line(CARE, None, 422),
    "pages:restriction_end": Line(CARE, None, 422),
    "pages:representatives": Line(CARE, 200, None),
    "pages:representative_new": Line(CARE, 200, 422),
    "pages:representative_end": Line(CARE, None, 422),
    "pages:who_may_sign": Line(ALL, 200, None),
    "pages:program_state": administrators(None, 302),
    # opening a record for a time; who reads the person's care anyway is told so
    "pages:emergency_find": Line(Who(CARE_TEAM, CARE_TEAM), 200, 422),
    "pages:emergency": Line(Who(CARE_TEAM, CARE_TEAM), 200, 422),
    "pages:emergency_disclosure": Line(CARE, 200, 422),
    "pages:privacy_reading": Line(PRIVACY_OFFICERS, 200, 422),
    "pages:session_extend": Line(ALL, 302, 302, elsewhere=302),  # of the little clinic's staff nobody has a session
    "pages:session_end": Line(ALL, None, 302, elsewhere=302),
    "pages:access_reviews": Line(Who(REVIEWERS, REVIEWERS), 200, None),
    "pages:access_review": Line(Who(REVIEWERS, REVIEWERS), 200, 422, says_404_to_all=False),
    "pages:access_notice_seen": Line(ALL, None, 302, elsewhere=302),
    "pages:history": Line(CARE, 200, None),
    "pages:timeline": Line(CARE, 200, None),
    "pages:trends": Line(CARE, 200, None),
    "elsewhere:records": Line(CARE, 200, None),
    "histories:brought": Line(CARE, 200, None),
    "pages:accounting": Line(CARE, 200, 422),
    "pages:list_asked": Line(CARE, None, 422),
    "pages:own_copy": Line(CARE, 200, 422),
    "pages:share": Line(CARE, 200, 422),
    "pages:hand_over": Line(CARE, 200, None),
    "pages:agreements": Line(AGREEMENTS, 200, 422),
    "pages:agreement_end": Line(AGREEMENTS, None, 422, says_404_to_all=False),
    "pages:team": Line(CARE, 200, 422),
    "pages:team_leave": Line(CARE, None, 302),
    "pages:team_lead": Line(CARE, None, 302),
    "pages:end": Line(CARE, 200, 422),
    "pages:complete_treatment": Line(CARE, 200, 422),
    "pages:reopen_treatment": Line(CARE, None, 302),
    "pages:check_ins": Line(CARE, 200, None),
    "pages:check_in": Line(CARE, 200, None),
    "pages:check_in_attempt": Line(CARE, 409, 409),  # of the little clinic's people no window has opened yet
    "pages:check_in_answer": Line(CARE, 409, 409),
    "pages:check_in_send": Line(CARE, None, 409),
    "pages:protocol_start": Line(CARE, 200, 422),
    "pages:protocol_stop": Line(CARE, 200, 422),
    # the intake: of the little clinic's people one is open
    "pages:intake": Line(CARE, 200, None),
    "pages:intake_begin": Line(CARE, None, 302),
    "pages:intake_pause": Line(CARE, 200, 422),
    "pages:intake_resume": Line(CARE, None, 302),
    "pages:intake_close": Line(CARE, 200, 422),
    "pages:intake_summary": Line(CARE, 200, 302),
    "pages:intake_reopen": Line(CARE, None, 302),
    "pages:intake_sign": Line(CARE, None, 302),
    "pages:intake_heard": Line(CARE, None, 422),
    "pages:intake_print": Line(CARE, 200, None),
    "pages:intake_section": Line(CARE, 200, 422),
    "pages:task_new": Line(ALL, 200, 200),
    "pages:task": Line(CARE, 200, None),
    "pages:task_take": Line(CARE, None, 302),
    "pages:task_done": Line(CARE, 200, 302),
    "pages:task_snooze": Line(CARE, 200, 422),
    "pages:task_give_back": Line(CARE, None, 302),
    "pages:task_cancel": Line(CARE, 200, 422),
    "pages:task_undo": Line(CARE, None, 302),
    "pages:undelivered": Line(Who(UNDELIVERED_READERS, UNDELIVERED_READERS), 200, None),
    "pages:undelivered_again": Line(Who(UNDELIVERED, UNDELIVERED), None, 302),
    "pages:undelivered_aside": Line(Who(UNDELIVERED, UNDELIVERED), 200, 422),
    "pages:audit": Line(Who(AUDIT_READERS, AUDIT_READERS), 200, None),
    "pages:audit_verify": Line(Who(AUDIT_READERS, AUDIT_READERS), None, 302),
    "pages:who_may_read": Line(ALL, 200, None),
    "pages:roles": Line(ALL, 200, None),
    # the privacy office
    "pages:privacy": privacy(200, None),
    "pages:privacy_person": privacy(200, None),
    "pages:privacy_letter": privacy(200, None),
    "pages:privacy_table": privacy(200, None),
    "pages:privacy_colleagues": privacy(200, None),
    "pages:privacy_colleague": privacy(200, None),
    "pages:privacy_period": privacy(200, None),
    "pages:privacy_looks": privacy(200, None),
    "pages:privacy_review": privacy(None, 422),
    "pages:breaches": privacy(200, None),
    "pages:breach_new": privacy(200, 422),
    "pages:breach": privacy(200, None),
    "pages:breach_correct": privacy(200, 422),
    "pages:breach_assess": privacy(None, 422),
    "pages:breach_decide": privacy(None, 422),
    "pages:breach_tell": privacy(None, 422),
    "pages:breach_close": privacy(None, 422),
    "pages:breach_reopen": privacy(None, 302),
    "pages:breach_opened": privacy(None, 422),
    "pages:breach_add": privacy(None, 302),
    "pages:breach_remove": privacy(None, 302),
    # the plan: of the little clinic's people there is a draft
    "treatment_plans:start": Line(CARE, 409, 409),
    "treatment_plans:section": Line(CARE, 200, 422),
    "treatment_plans:agree": Line(CARE, 200, 422),
    "treatment_plans:complete": Line(CARE, 409, 409),
    "treatment_plans:end": Line(CARE, 200, 422),
    "treatment_plans:new_goal": Line(CARE, 200, 422),
    "treatment_plans:goal": Line(CARE, 200, 422),
    "treatment_plans:progress": Line(CARE, 409, 409),
    "treatment_plans:hold": Line(CARE, None, 409),
    "treatment_plans:resume": Line(CARE, None, 409),
    "treatment_plans:end_goal": Line(CARE, 200, 422),
    "treatment_plans:new_intervention": Line(CARE, 200, 422),
    "treatment_plans:intervention": Line(CARE, 200, 422),
    "treatment_plans:move": Line(CARE, 200, 422),
    "treatment_plans:copy": Line(CARE, 200, None),
    "treatment_plans:copy_paper": Line(CARE, 200, None),
    "treatment_plans:versions": Line(CARE, 200, None),
    "treatment_plans:compare": Line(CARE, 404, None),
    "treatment_plans:version": Line(CARE, 200, None),
    "treatment_plans:frame": Line(CARE, 200, 422),
    "treatment_plans:propose": Line(CARE, None, 302),
    "treatment_plans:rewrite": Line(CARE, None, 409),
    "treatment_plans:review": Line(CARE, None, 409),
    "treatment_plans:keep": Line(CARE, None, 409),
    "treatment_plans:sign": Line(CARE, 409, 409),
    "treatment_plans:new_problem": Line(CARE, 200, 422),
    "treatment_plans:problem": Line(CARE, 200, 422),
    "treatment_plans:move_problem": Line(CARE, None, 302),
    "treatment_plans:new_objective": Line(CARE, 200, 422),
    "treatment_plans:objective": Line(CARE, 200, 422),
    "treatment_plans:move_objective": Line(CARE, None, 302),
    "treatment_plans:new_comment": Line(CARE, 200, 422),
    "treatment_plans:answer": Line(CARE, 200, 422),
    "treatment_plans:settle": Line(CARE, None, 302),
    # counseling notes: of the little clinic's people there is a draft
    "notes_desk:desk": Line(Who(NOTE_SIGNERS, NOTE_SIGNERS), 200, None),
    "notes:notes": Line(NOTE_WRITERS, 200, None),
    "notes:begin": Line(NOTE_WRITERS, None, 302),
    "notes:note": Line(NOTE_AUTHOR, 200, None),
    "notes:write": Line(NOTE_AUTHOR, 200, 422),
    "notes:keep": Line(NOTE_AUTHOR, None, 200),
    "notes:throw_away": Line(NOTE_AUTHOR, None, 302),
    "notes:sign": Line(NOTE_AUTHOR, None, 302),
    "notes:ask": Line(NOTE_AUTHOR, None, 409),
    "notes:withdraw": Line(NOTE_AUTHOR, None, 409),
    "notes:cosign": Line(NOTE_AUTHOR, None, 409),
    "notes:add": Line(NOTE_AUTHOR, 409, 409),
    "notes:keep_addendum": Line(NOTE_AUTHOR, None, 409),
    "notes:throw_away_addendum": Line(NOTE_AUTHOR, None, 302),
    "notes:retract": Line(NOTE_AUTHOR, 409, 409),
    # progress notes: of the little clinic's people there is one that was entered in error
    "progress_desk:desk": Line(ALL, 200, None),
    "progress_desk:new_group": Line(ALL, 200, 422),
    "progress_desk:keep_group": Line(ALL, None, 200),
    "progress_desk:group": Line(NOTE_AUTHOR, 200, 302),
    "progress_desk:templates": Line(TEMPLATE_KEEPERS, 200, None, says_404_to_all=False),
    "progress_desk:new_template": Line(TEMPLATE_KEEPERS, 200, 422, says_404_to_all=False),
    "progress_desk:template": Line(TEMPLATE_KEEPERS, 200, 422, says_404_to_all=False),
    "progress_desk:retire_template": Line(TEMPLATE_KEEPERS, None, 302, says_404_to_all=False),
    "progress_notes:notes": Line(CARE, 200, None),
    "progress_notes:begin": Line(CARE, None, 422),
    "progress_notes:note": Line(CARE, 200, None),
    "progress_notes:write": Line(CARE, 409, 409),
    "progress_notes:keep": Line(CARE, None, 409),
    "progress_notes:throw_away": Line(CARE, None, 409),
    "progress_notes:take_over": Line(CARE, None, 409),
    "progress_notes:sign": Line(CARE, None, 409),
    "progress_notes:ask": Line(CARE, None, 409),
    "progress_notes:withdraw": Line(CARE, None, 409),
    "progress_notes:cosign": Line(CARE, None, 409),
    "progress_notes:add": Line(CARE, 409, 409),
    "progress_notes:keep_addendum": Line(CARE, None, 409),
    "progress_notes:throw_away_addendum": Line(CARE, None, 302),
    "progress_notes:retract": Line(CARE, 409, 409),
    # case conferences: one is planned, with one person on its agenda
    "conference_desk:conferences": Line(CONFERENCES, 200, None),
    "conference_desk:new": Line(CONFERENCES, 200, 422),
    "conference_desk:conference": Line(CONFERENCES, 200, None, says_404_to_all=False),
    "conference_desk:find": Line(CONFERENCES, None, 422, says_404_to_all=False),
    "conference_desk:add": Line(CONFERENCES, None, 422, says_404_to_all=False),
    "conference_desk:invite": Line(CONFERENCES, None, 422, says_404_to_all=False),
    "conference_desk:expect": Line(CONFERENCES, None, 422, says_404_to_all=False),
    "conference_desk:attendee": Line(CONFERENCES, None, 409, says_404_to_all=False),
    "conference_desk:begin": Line(CONFERENCES, None, 409, says_404_to_all=False),
    "conference_desk:close": Line(CONFERENCES, None, 409, says_404_to_all=False),
    "conference_desk:cancel": Line(CONFERENCES, None, 422, says_404_to_all=False),
    "conferences:talks": Line(CARE, 200, None),
    "conferences:propose": Line(CARE, None, 422),
    "conferences:item": Line(CARE, 200, None),
    "conferences:take_up": Line(CARE, None, 409),
    "conferences:record": Line(CARE, None, 422),
    "conferences:settle": Line(CARE, None, 422),
    "conferences:move_up": Line(CARE, None, 302),
    # messages
    "reminders:messages": Line(CARE, 200, None),
    "reminders:allow": Line(CARE, 200, 422),
    "reminders:withdraw": Line(CARE, None, 302),
    "texts:inbound": own(None, 401),
    "texts:sender": administrators(200, 302),
    "phone:check_in": own(404, 404),
    # questionnaires by phone
    "questionnaires:sent": Line(CARE, 200, None),
    "questionnaires:send": Line(CARE, None, 422),
    "questionnaires:take_back": Line(CARE, None, 302),
    "questions:answer": own(404, 404),
    # plans for staying well and safe: of the little clinic's people a safety plan is in force, and no copy is out
    "staying_safe:overview": Line(CARE, 200, None),
    "staying_safe:begin": Line(CARE, None, 302),
    "staying_safe:compare": Line(CARE, 200, None),
    "staying_safe:copy": Line(CARE, 200, 422),
    "staying_safe:show_link": Line(CARE, None, 409),
    "staying_safe:take_back": Line(CARE, None, 409),
    "staying_safe:record_return": Line(CARE, 200, 422),
    "staying_safe:return_in_error": Line(CARE, 200, 422),
    "staying_safe:plan": Line(CARE, 200, None),
    "staying_safe:paper": Line(CARE, 200, None),
    "staying_safe:write": Line(CARE, 409, 409),
    "staying_safe:sign": Line(CARE, None, 409),
    "staying_safe:go_back": Line(CARE, None, 409),
    "staying_safe:word": Line(CARE, None, 422),
    "staying_safe:keep": Line(CARE, None, 302),
    "staying_safe:again": Line(CARE, None, 302),
    "staying_safe:end": Line(CARE, 200, 422),
    # recovery: of the little clinic's people a date, a step and a group are told
    "pages:recovery": Line(CARE, 200, None),
    "recovery:new_date": Line(CARE, 200, 422),
    "recovery:change_date": Line(CARE, 200, 422),
    "recovery:end_date": Line(CARE, None, 422),
    "recovery:new_step": Line(CARE, 200, 422),
    "recovery:step": Line(CARE, 200, 422),
    "recovery:new_visit": Line(CARE, 200, 422),
    "recovery:visit_in_error": Line(CARE, 200, 422),
    "kept:keeper": own(200, None),
    "kept:copy": own(404, 404),
    "kept:still": own(200, 200),
    "signing:consent": own(404, 404),
    # medication: of the little clinic's people there is a draft
    "regimens:new": Line(PRESCRIBERS, 200, 422),
    "regimens:order": Line(PRESCRIBERS, 200, None),
    "regimens:sign": Line(PRESCRIBERS, None, 302),
    "regimens:set_aside": Line(PRESCRIBERS, None, 302),
    "regimens:dose": Line(PRESCRIBERS, 409, 409),
    "regimens:hold": Line(PRESCRIBERS, 409, 409),
    "regimens:resume": Line(PRESCRIBERS, None, 409),
    "regimens:complete": Line(PRESCRIBERS, None, 409),
    "regimens:stop": Line(PRESCRIBERS, 409, 409),
    # machines: a session opens nothing
    "accounts:token": machine(None, 401),
    "api:openapi": machine(200, None),
    "api:people": machine(401, 401),
    "api:person": machine(401, 401),
    "api:person_plan": machine(401, 401),
    "api:plans": machine(401, 401),
    "api:plan": machine(401, 401),
    "api:unknown": machine(404, 404),
}
