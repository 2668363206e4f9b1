"""What each role, job, link and scope is for: the categories that a row of the table opens to it. Pure data."""

from dataclasses import dataclass

from care.actor import Action, Category, Purpose, Role, Scope

READ_WRITE = frozenset({Action.READ, Action.WRITE})
CARE = frozenset({Purpose.TREAT, Purpose.CAREMGT, Purpose.HOPERAT})

# What a role sees and does in the record of a person whom it cares for. Whoever is not named in a row of it, does not.
ALL_BUT_NOTES = frozenset({Category.DEMOGRAPHICS, Category.GENERAL, Category.MENTAL_HEALTH, Category.SUD})
WITH_HARM_REDUCTION = ALL_BUT_NOTES | {Category.HARM_REDUCTION}
TEAM_CATEGORIES: dict[Role, frozenset[Category]] = {
    Role.PRESCRIBER: WITH_HARM_REDUCTION,
    Role.NURSE: WITH_HARM_REDUCTION,
    Role.COUNSELOR: WITH_HARM_REDUCTION,
    Role.COORDINATOR: WITH_HARM_REDUCTION,
    Role.PEER: WITH_HARM_REDUCTION,
    Role.PSYCHIATRIC_CONSULTANT: WITH_HARM_REDUCTION,
    Role.PHARMACIST: ALL_BUT_NOTES,
    Role.NAVIGATOR: ALL_BUT_NOTES,
    Role.HARM_REDUCTION_WORKER: frozenset({Category.DEMOGRAPHICS, Category.HARM_REDUCTION}),
    Role.CRISIS_CLINICIAN: WITH_HARM_REDUCTION,
    Role.SUPERVISOR: WITH_HARM_REDUCTION,
}
# Roles that work for the whole programme, without being on each team.
PROGRAMME_CATEGORIES: dict[Role, frozenset[Category]] = {
    Role.COORDINATOR: WITH_HARM_REDUCTION,
    Role.NURSE: ALL_BUT_NOTES,
    Role.SUPERVISOR: WITH_HARM_REDUCTION,
    Role.FRONT_DESK: frozenset({Category.DEMOGRAPHICS}),
}
# Who may open a record in an emergency, and begin a counseling note: clinical reference 12.1.
EMERGENCY_ROLES = frozenset(TEAM_CATEGORIES) - {Role.HARM_REDUCTION_WORKER}
NOTE_WRITERS = frozenset({Role.COUNSELOR, Role.PSYCHIATRIC_CONSULTANT})


@dataclass(frozen=True, slots=True)
class JobGrant:
    """What a named job of the platform itself may do, as it declares."""

    purpose: Purpose
    categories: frozenset[Category]
    actions: frozenset[Action]


JOBS: dict[str, JobGrant] = {
    "worklist.climb": JobGrant(Purpose.CAREMGT, frozenset({Category.SUD}), READ_WRITE),
    "patients.death": JobGrant(Purpose.HOPERAT, WITH_HARM_REDUCTION, READ_WRITE),
    "reminders.send": JobGrant(Purpose.CAREMGT, ALL_BUT_NOTES, READ_WRITE),
    "reminders.inbound": JobGrant(Purpose.CAREMGT, ALL_BUT_NOTES, READ_WRITE),
    "followups.start": JobGrant(Purpose.CAREMGT, ALL_BUT_NOTES, READ_WRITE),
    "followups.advance": JobGrant(Purpose.CAREMGT, ALL_BUT_NOTES, READ_WRITE),
    "followups.close": JobGrant(Purpose.HOPERAT, ALL_BUT_NOTES, READ_WRITE),
    "questionnaires.close": JobGrant(Purpose.HOPERAT, ALL_BUT_NOTES, READ_WRITE),
    "releases.send": JobGrant(Purpose.CAREMGT, frozenset({Category.SUD}), READ_WRITE),
    "consent.tell": JobGrant(Purpose.HOPERAT, frozenset({Category.DEMOGRAPHICS, Category.SUD}), READ_WRITE),
    "deliveries.given_up": JobGrant(Purpose.CAREMGT, frozenset({Category.SUD}), READ_WRITE),
    "merging.gather": JobGrant(Purpose.HOPERAT, ALL_BUT_NOTES, READ_WRITE),
    "plans.close": JobGrant(Purpose.HOPERAT, ALL_BUT_NOTES, READ_WRITE),
    "staying_safe.look": JobGrant(Purpose.HOPERAT, ALL_BUT_NOTES, READ_WRITE),
    "conferences.look": JobGrant(Purpose.HOPERAT, frozenset({Category.DEMOGRAPHICS, Category.SUD}), READ_WRITE),
    "recovery.mark": JobGrant(Purpose.HOPERAT, ALL_BUT_NOTES, READ_WRITE),
    "reviews.look": JobGrant(Purpose.HOPERAT, ALL_BUT_NOTES, READ_WRITE),
    "reviews.due": JobGrant(Purpose.HOPERAT, ALL_BUT_NOTES, READ_WRITE),
    "representatives.close": JobGrant(Purpose.HOPERAT, ALL_BUT_NOTES, READ_WRITE),
    "intake.close": JobGrant(Purpose.HOPERAT, ALL_BUT_NOTES, READ_WRITE),
    "assessments.close": JobGrant(Purpose.HOPERAT, ALL_BUT_NOTES, READ_WRITE),
    "assessments.due": JobGrant(Purpose.CAREMGT, ALL_BUT_NOTES, READ_WRITE),
    "regimens.stop": JobGrant(Purpose.HOPERAT, ALL_BUT_NOTES, READ_WRITE | {Action.ORDER}),
    "regimens.close": JobGrant(Purpose.HOPERAT, ALL_BUT_NOTES, READ_WRITE | {Action.ORDER}),
    "regimens.missed_doses": JobGrant(Purpose.HOPERAT, ALL_BUT_NOTES, READ_WRITE | {Action.ORDER}),
    "monitoring.look": JobGrant(Purpose.HOPERAT, ALL_BUT_NOTES, READ_WRITE),
    "progress_notes.left": JobGrant(Purpose.HOPERAT, ALL_BUT_NOTES, READ_WRITE),
    "progress_notes.unsigned": JobGrant(Purpose.HOPERAT, ALL_BUT_NOTES, READ_WRITE),
    "privacy.look": JobGrant(Purpose.HOPERAT, frozenset({Category.DEMOGRAPHICS}), frozenset({Action.READ})),
}
# What a person who came through a link may touch, by the link's purpose.
LINKS: dict[str, frozenset[Category]] = {
    "check-in": frozenset({Category.DEMOGRAPHICS, Category.SUD}),
    "consent": frozenset({Category.DEMOGRAPHICS, Category.SUD}),
    "questionnaire": ALL_BUT_NOTES,  # an instrument can be of any of these kinds
    "safe-copy": ALL_BUT_NOTES - {Category.GENERAL},  # a safety plan is of mental health
}

# What the scopes of a partner system's token reach for. A scope narrows what a consent opens.
SCOPES: dict[Scope, frozenset[Category]] = {
    Scope.PEOPLE: frozenset({Category.DEMOGRAPHICS, Category.GENERAL}),
    Scope.PLANS: frozenset({Category.GENERAL, Category.MENTAL_HEALTH, Category.SUD}),
}


def reach(scopes: frozenset[str]) -> frozenset[Category]:
    """The categories that some scopes reach for; a scope that is not in the vocabulary reaches for nothing."""
    opened: frozenset[Category] = frozenset()
    for scope in Scope:
        if scope.value in scopes:
            opened |= SCOPES[scope]
    return opened
