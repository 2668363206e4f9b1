"""What the audit's verbs mean in plain words: one sentence each, about a person's record or about the platform. Pure."""

from care.access.policy import TABLE
from care.actor import Action, Category, Purpose

VERBS: dict[str, str] = {
    # opening and refusing
    "record.opened": "Opened the record",
    "record.refused": "Was refused the record",
    "records.opened": "Opened the record, with others",
    "records.refused": "Was refused the record, with others",
    "release.opened": "Looked at what may be handed to somebody outside",
    "release.refused": "Was refused to hand something to somebody outside",
    "work.refused": "Was refused a page that their role is not for",
    "interface.refused": "A partner’s system was refused",
    "access_report.opened": "Saw who had opened the record",
    "access_report.letter_made": "Wrote the answer about who had opened the record",
    "access_report.table_made": "Took the list of who had opened the record as a table",
    # lists
    "list.today": "Saw the name on Today",
    "list.caseload": "Saw the name in the caseload",
    "list.coverage": "Saw the name in the list of what runs out with payers",
    "list.search": "Saw the name among those found",
    "list.similar": "Saw the name among people who are alike",
    "list.undelivered": "Saw the name among messages that were not delivered",
    "list.privacy": "Saw the name in a report of the privacy office",
    "list.access_review": "Saw the name while reviewing an emergency",
    "list.counseling_notes": "Saw in a list that there are counseling notes, not what they say",
    "list.breach": "Saw the name in the breach register",
    "list.people": "Saw the name in a list over an interface",
    "list.plans": "Saw the plan in a list over an interface",
    # what left
    "person.given": "Was given who the person is",
    "person.unchanged": "Was told that nothing has changed about the person",
    "people.given": "Was given who the person is, with others",
    "people.unchanged": "Was told that nothing has changed about the person",
    "plan.given": "Was given the plan",
    "plan.unchanged": "Was told that nothing has changed in the plan",
    "plans.given": "Was given the plan, with others",
    "plans.unchanged": "Was told that nothing has changed in the plan",
    # the person
    "patient.registered": "Registered the person",
    "patient.came_in": "Noted that the person came in",
    "patient.identity_changed": "Changed name, birth date or pronouns",
    "patient.contact_changed": "Changed how to reach the person",
    "patient.allergies_recorded": "Changed allergies",
    "patient.background_changed": "Changed sex, gender, origin or languages",
    "patient.addresses_changed": "Changed where the person lives",
    "patient.numbers_recorded": "Changed the numbers of other offices",
    "patient.supporter_added": "Wrote down somebody who stands by the person",
    "patient.supporter_changed": "Changed who stands by the person",
    "patient.supporter_ended": "Took somebody who stood by the person off the list",
    "patient.preferences_changed": "Changed culture and preferences",
    "patient.death_recorded": "Recorded the death",
    "patient.death_corrected": "Took a recorded death back",
    "patient.import_taken": "Took in data from another system",
    "elsewhere.taken": "Took in what another system says happened",
    # the story so far
    "story.added": "Added to the story so far",
    "story.changed": "Changed something in the story so far",
    "story.removed": "Took something off the story so far",
    "story.restored": "Put something back into the story so far",
    "story.answered": "Noted that there is nothing to list, or that the person prefers not to say",
    "story.withdrawal_checked": "Checked for withdrawal",
    "story.pregnancy_recorded": "Noted what is known of pregnancy",
    "story.needs_recorded": "Asked about social needs",
    "story.goal_taken": "Took a goal from the story into the plan",
    "medicines.reconciled": "Went through the medicines with the person",
    "medicines.taken_in": "Took in medicines from another system",
    # care team and enrollment
    "enrolment.admitted": "Admitted the person",
    "enrolment.ended": "Ended care here",
    "enrolment.reopened": "Opened care here again",
    "treatment.completed": "Noted that treatment is completed",
    "treatment.reopened": "Noted that treatment goes on",
    "care_team.founded": "Formed the care team",
    "care_team.joined": "Put a colleague on the care team",
    "care_team.left": "Took a colleague off the care team",
    "care_team.lead_changed": "Changed who leads the care team",
    # consent
    "consent.given": "Recorded a consent",
    "consent.prepared": "Prepared a consent to be read and signed",
    "consent.signed": "Signed a consent",
    "consent.declined": "Noted that a consent was not wanted",
    "consent.set_aside": "Set a prepared consent aside",
    "consent.freed": "Noted that a consent can be taken back from now on",
    "consent.ended": "Noted that a consent has ended",
    "consent.revoked": "Recorded that a consent was taken back",
    "consent.superseded": "Put another consent in the place of an earlier one",
    "consent.link_asked": "Asked for a link to sign a consent",
    "consent.recipients_told": "Told recipients that a consent was taken back",
    "representative.added": "Put on file who may sign for the person",
    "representative.ended": "Ended somebody’s right to sign for the person",
    "representatives.ended": "Ended the right to sign for the person",
    "restriction.asked": "Wrote down what the person asked to be withheld",
    "restriction.agree": "Agreed to withhold what the person asked for",
    "restriction.decline": "Did not agree to withhold what the person asked for",
    "restriction.withdraw": "Noted that the person no longer asks for something to be withheld",
    "restriction.end": "Ended what was withheld",
    # coverage
    "coverage.recorded": "Wrote down who pays",
    "coverage.changed": "Changed what is written of a payer",
    "coverage.ordered": "Put payers in order",
    "coverage.removed": "Took a payer off that was written by mistake",
    "coverage.imported": "Took a payer over from another system",
    "coverage.eligibility_recorded": "Wrote down what a payer said",
    "coverage.clock_set": "Wrote down how long a payer has",
    "coverage.clock_dropped": "Went back to the list of payers’ clocks",
    "authorization.prepared": "Began a prior authorization",
    "authorization.changed": "Changed a prior authorization",
    "authorization.renewed": "Began the renewal of a prior authorization",
    "authorization.sent": "Wrote down that a prior authorization went to the plan",
    "authorization.pended": "Noted that the plan asks for more",
    "authorization.answered": "Wrote down that the plan has what it asked for",
    "authorization.decided": "Wrote down what the plan decided",
    "authorization.used": "Wrote down what of an approval was used",
    "authorization.use_removed": "Took a use of an approval off that was a mistake",
    "authorization.closed": "Closed a prior authorization",
    "denial.recorded": "Wrote down that a payer said no",
    "denial.changed": "Changed what is written of a denial",
    "denial.left": "Left a denial as it is",
    "denial.reopened": "Opened a denial again",
    "appeal.filed": "Wrote down that an appeal was filed",
    "appeal.decided": "Wrote down how an appeal was decided",
    "aid.considered": "Began with a program that helps with costs",
    "aid.gather": "Began to gather papers for help with costs",
    "aid.apply": "Wrote down that help with costs was applied for",
    "aid.ask_more": "Noted that a program asks for more",
    "aid.answer": "Wrote down that a program has what it asked for",
    "aid.grant": "Wrote down that help with costs was granted",
    "aid.turn_down": "Wrote down that help with costs was turned down",
    "aid.renew": "Began to renew help with costs",
    "aid.leave": "Noted that help with costs is not wanted",
    "aid.end": "Ended help with costs",
    # emergencies and what is handed over
    "session.offered": "Was offered to open the record with a reason",
    "session.refused": "Was not offered to open the record with a reason",
    "session.opened": "Opened the record with a reason, for a time",
    "session.extended": "Kept the record open for longer",
    "session.closed": "Closed the record again",
    "session.reviewed": "Reviewed why the record was opened",
    "sessions.ended": "The time ran out for which the record was open",
    "notice.seen": "Saw that the record was opened in an emergency",
    "emergency_disclosure.recorded": "Wrote down what medical personnel were given in an emergency",
    "emergency_disclosure.told": "Told the care team what was given in an emergency",
    "hand_over.asked": "Prepared something to be handed over",
    "hand_over.disclosed": "Handed something over",
    "hand_over.settled": "Wrote down whether it arrived",
    "agreement.recorded": "Put an agreement with an organization on file",
    "agreement.ended": "Ended an agreement with an organization",
    # counseling notes: that there is one, never what it says
    "counseling_note.begun": "Began a counseling note",
    "counseling_note.dated": "Dated a counseling note",
    "counseling_note.thrown_away": "Threw a drafted counseling note away",
    "counseling_note.signed": "Signed a counseling note",
    "counseling_note.cosigned": "Signed a colleague’s counseling note beside them",
    "counseling_note.signature_asked": "Asked a colleague to sign a counseling note beside them",
    "counseling_note.signature_withdrawn": "No longer asked a colleague to sign beside them",
    "counseling_note.addendum_begun": "Began an addition to a counseling note",
    "counseling_note.addendum_thrown_away": "Threw a drafted addition away",
    "counseling_note.amended": "Added to a counseling note",
    "counseling_note.entered_in_error": "Marked a counseling note as written by mistake",
    # plan
    "plan.drafted": "Began a plan",
    "plan.described": "Changed what the plan says",
    "plan.agreed": "Agreed the plan",
    "plan.completed": "Completed the plan",
    "plan.revoked": "Ended the plan",
    "plans.closed": "Closed plans",
    "goal.stated": "Wrote down a goal",
    "goal.changed": "Changed a goal",
    "goal.achievement_recorded": "Wrote down how a goal is going",
    "goal.hold": "Paused a goal",
    "goal.resume": "Took a goal up again",
    "goal.agree": "Agreed a goal",
    "goal.complete": "Completed a goal",
    "goal.cancel": "Let a goal go",
    "intervention.added": "Added to the plan what is done",
    "intervention.changed": "Changed what is done in the plan",
    "intervention.begin": "Began something in the plan",
    "intervention.hold": "Paused something in the plan",
    "intervention.resume": "Took something in the plan up again",
    "intervention.complete": "Completed something in the plan",
    "intervention.stop": "Ended something in the plan",
    # medication
    "order.written": "Wrote a medication order",
    "order.signed": "Signed a medication order",
    "order.dose_changed": "Changed a dose",
    "order.held": "Held a medication order",
    "order.resumed": "Resumed a medication order",
    "order.stopped": "Stopped a medication order",
    "order.completed": "Completed a medication order",
    "order.set_aside": "Set a drafted order aside",
    "orders.closed": "Closed medication orders",
    # tasks
    "task.opened": "Opened a task",
    "task.taken": "Took a task",
    "task.given_back": "Gave a task back",
    "task.done": "Finished a task",
    "task.snoozed": "Put a task off",
    "task.woken": "Took a task up again",
    "task.cancelled": "Cancelled a task",
    "task.reopened": "Opened a task again",
    "task.climbed": "Asked the next in line about a task",
    "tasks.cancelled": "Cancelled tasks",
    "tasks.closed": "Closed tasks",
    "tasks.finished": "Finished tasks",
    "tasks.restored": "Opened tasks again",
    # follow-ups and messages
    "protocol.started": "Started follow-ups",
    "protocol.stopped": "Stopped follow-ups",
    "protocols.stopped": "Stopped follow-ups",
    "check_in.advanced": "Moved a check-in on",
    "check_in.answered": "Answered a check-in",
    "check_in.attempted": "Wrote down a try to reach the person",
    "check_in.reminded": "Sent a check-in",
    "check_in.not_reminded": "Could not send a check-in",
    "check_in.sent_again": "Sent a check-in again",
    "channel.allowed": "Recorded how messages may be sent",
    "channel.withdrawn": "Recorded that messages may no longer be sent",
    "text.received": "Took in a text message",
    "delivery.sent": "Sent a message",
    "delivery.dropped": "Did not send a message that was no longer allowed or needed",
    "delivery.given_up": "Gave up sending a message",
    "delivery.set_aside": "Set a message aside that was not delivered",
    "delivery.tried_again": "Had a message tried again",
    "link.issued": "Made a link for the person",
    "link.refused": "Turned away a link that was not ours",
    "links.revoked": "Took links back",
    "sender.changed": "Changed our name in messages",
    # drafts
    "draft.begun": "Began to type",
    "draft.discarded": "Threw away what was typed",
    "drafts.discarded": "Cleared away what was typed",
    # the privacy office
    "breach.recorded": "Opened an entry of the breach register",
    "breach.corrected": "Changed an entry of the breach register",
    "breach.assessed": "Weighed the risk of a breach",
    "breach.decided": "Decided about a breach",
    "breach.reopened": "Opened an entry of the breach register again",
    "breach.closed": "Closed an entry of the breach register",
    "breach.step_done": "Wrote down who was told of a breach",
    "breach.people_added": "Listed the person as affected by a breach",
    "breach.person_removed": "Took the person off the list of a breach",
    "observations.kept": "Looked for what may be worth a look",
    "observation.reviewed": "Looked at who had opened the record, and wrote down what came of it",
    "audit.verification_asked": "Asked for the audit to be read through",
    "audit.verified": "Read the audit through",
    # accounts
    "sign_in.succeeded": "Signed in",
    "sign_in.failed": "Could not sign in",
    "sign_in.throttled": "Was held back from signing in",
    "session.ended": "Signed out",
    "sign_in.signed_out": "Signed out",
    "session.locked": "The screen locked",
    "session.unlocked": "Unlocked the screen",
    "session.over": "The session ran out",
    "account.created": "Made an account",
    "account.corrected": "Changed an account",
    "account.disabled": "Closed an account",
    "account.enabled": "Opened an account again",
    "staff.ended": "Ended a colleague’s work here",
    "profile.changed": "Changed their own profile",
    "password.changed": "Changed the password",
    "password.reset_asked": "Asked for a new password",
    "second_factor.added": "Added a second factor",
    "second_factor.removed": "Removed a second factor",
    "second_factor.reset": "Reset a second factor",
    "role.granted": "Gave a role",
    "role.revoked": "Took a role",
    "invitation.made": "Invited a colleague",
    "invitation.renewed": "Sent an invitation again",
    "invitation.revoked": "Took an invitation back",
    "invitation.mail_sent": "Sent an invitation",
    "invitation.mail_failed": "Could not send an invitation",
    "invitation.accepted": "Accepted an invitation",
    "organisation.created": "Made an organization",
    "organisation.state_said": "Said in which state the organization is",
    "partner.created": "Made a partner’s system known",
    "partner.disabled": "Switched a partner’s system off",
    # the machine room
    "codes.loaded": "Loaded a list of codes",
    "backup.made": "Made a backup",
    "backup.restored": "Restored a backup",
    "field_keys.rotated": "Put new keys on encrypted fields",
    "demo.people_made": "Made the people of the demo",
    "demo.staff_made": "Made the staff of the demo",
    "demo.past_messages_withdrawn": "Withdrew messages of the demo’s past",
}
JOBS = {
    "worklist": "The platform, watching tasks",
    "patients": "The platform, after a death was recorded",
    "reminders": "The platform, sending messages",
    "followups": "The platform, minding follow-ups",
    "deliveries": "The platform, minding deliveries",
    "outbox": "The platform, delivering",
    "plans": "The platform, closing plans",
    "regimens": "The platform, closing orders",
    "privacy": "The platform, for the privacy office",
    "audit": "The platform, minding the audit",
    "codes": "The platform, loading codes",
    "demo": "The demo",
}
# What left, whatever it was: the end of a verb that begins with what was given.
LEFT = {
    "given": "Was given a part of the record",
    "unchanged": "Was told that nothing has changed",
    "came_back": "What was sent to them came back",
}
# The same where a colleague handed it over.
HANDED = {
    "given": "Gave out a part of the record",
    "unchanged": "Told somebody outside that nothing has changed",
    "came_back": "Noted that what was sent came back",
}
ROWS = {row.number: row.title for row in TABLE}
CATEGORIES = {category.value: category.label.lower() for category in Category}
PURPOSES = {purpose.value: purpose.label.lower() for purpose in Purpose}


def verb_words(verb: str) -> str:
    """A verb in words; one that is not in the list reads as it is written, without its punctuation."""
    return VERBS.get(verb) or LEFT.get(verb.rpartition(".")[2]) or verb.replace(".", " ").replace("_", " ").capitalize()


def handed_words(verb: str) -> str:
    """What a colleague gave out, in words."""
    return HANDED.get(verb.rpartition(".")[2]) or verb_words(verb)


def job_words(job: str) -> str:
    """Which part of the platform a named job is: 'The platform, sending messages'."""
    return JOBS.get(job.partition(".")[0], "The platform")


def category_words(category: str) -> str:
    """'substance use care'; nothing where the event names none."""
    return CATEGORIES.get(category, "")


def purpose_words(purpose: str) -> str:
    """'treatment'; nothing where the event names none."""
    return PURPOSES.get(purpose, "")


def action_words(action: str) -> str:
    """'to change it'; nothing for reading, which is what opening means."""
    return {Action.WRITE.value: "to change it", Action.ORDER.value: "to order medication"}.get(action, "")


def why_words(basis: str) -> str:
    """The rule by which it was allowed or refused, as its row of the decision table says it."""
    return ROWS.get(basis, "")
