"""The words in which plans and their lines stand. Pure.

Status words are those of FHIR R4 (request-status, goal-status, goal-achievement, care-plan-activity-status), so that little
is translated on the way out; `proposed`, `agreed` and `under_review` are ours, and outside they are `draft` and `active`.
"""

from care.actor.vocabulary import Described

BY_THE_PLATFORM = "Throughline"  # who ended what ended by itself, because the person died or left


class PlanStatus(Described):
    """Where a version of a plan stands."""

    DRAFT = "draft", "Draft", "Being written; nothing of it is agreed."
    PROPOSED = "proposed", "Proposed", "Written out for the person and the team to read; nothing of it is agreed yet."
    AGREED = "agreed", "Agreed", "Agreed with the person; a signature is still missing before it begins."
    ACTIVE = "active", "Active", "Agreed with the person; the one in force."
    UNDER_REVIEW = "under_review", "Under review", "In force, and being looked at again."
    COMPLETED = "completed", "Completed", "Its goals came to their end."
    REVOKED = "revoked", "Ended early", "Replaced by a newer version, or given up before its end."


class PlanEnd(Described):
    """Why a version ended. Return to use is not among them: it changes a plan, it never ends one."""

    GOALS_REACHED = "goals_reached", "Goals reached", "The person came to the end of the plan."
    SUPERSEDED = "superseded", "Replaced by a newer version", "The next version was agreed."
    SET_ASIDE = "set_aside", "Draft set aside", "A draft that was never agreed."
    OWN_WISH = "own_wish", "The person's own wish", "The person no longer wants a plan here."
    CARE_ENDED = "care_ended", "Care here ended", "The person's care goes on elsewhere or is complete."
    DIED = "died", "Died", "The person died."


class GoalLifecycle(Described):
    """Whether a goal is being worked towards."""

    PROPOSED = "proposed", "Proposed", "In a draft, not agreed yet."
    ACTIVE = "active", "Active", "Agreed and worked towards."
    ON_HOLD = "on-hold", "On hold", "Paused for a time."
    COMPLETED = "completed", "Completed", "Come to its end: how near it came is the achievement."
    CANCELLED = "cancelled", "Let go", "The person no longer wants it."


class GoalAchievement(Described):
    """How near a goal is, as the person and the clinician see it."""

    IN_PROGRESS = "in-progress", "Under way", "Begun; too early to say more."
    IMPROVING = "improving", "Getting there", "Nearer than before."
    NO_CHANGE = "no-change", "No change", "As near as before."
    WORSENING = "worsening", "Harder now", "Further away than before."
    ACHIEVED = "achieved", "Reached", "The person has what they wanted."
    NOT_ACHIEVED = "not-achieved", "Not reached", "Its time has passed and it was not reached."


class InterventionStatus(Described):
    """Where one intervention stands."""

    PLANNED = "planned", "Planned", "In a draft, or agreed and not begun."
    ACTIVE = "active", "Under way", "Being done."
    ON_HOLD = "on-hold", "On hold", "Paused for a time."
    COMPLETED = "completed", "Completed", "Done as planned."
    STOPPED = "stopped", "Stopped", "Ended before its end, with a reason."


class PlanStep(Described):
    """What moves a plan on."""

    PROPOSE = "propose", "Propose", "The draft is put before the person and the team."
    REWRITE = "rewrite", "Write on", "It goes back to being written; what was signed stays with what was signed."
    AGREE = "agree", "Agree", "The person and the team agree on the draft."
    START = "start", "Start", "No signature is missing any more: it is in force."
    REVIEW = "review", "Review", "It is looked at again."
    KEEP = "keep", "Keep", "It was looked at, and goes on."
    COMPLETE = "complete", "Complete", "No goal is open any more."
    REVOKE = "revoke", "End early", "The version ends before its end, with a reason."


class GoalStep(Described):
    """What moves a goal on."""

    AGREE = "agree", "Agree", "Its plan is agreed."
    HOLD = "hold", "Put on hold", "Paused for a time."
    RESUME = "resume", "Take up again", "Worked towards again."
    COMPLETE = "complete", "Complete", "Come to its end."
    CANCEL = "cancel", "Let go", "The person no longer wants it."


class InterventionStep(Described):
    """What moves an intervention on."""

    BEGIN = "begin", "Begin", "It is being done from now on."
    HOLD = "hold", "Put on hold", "Paused for a time."
    RESUME = "resume", "Take up again", "Done again."
    COMPLETE = "complete", "Complete", "Done as planned."
    STOP = "stop", "Stop", "Ended before its end, with a reason."


class PlanWork(Described):
    """What may be done on the lines of a plan."""

    WORDING = "wording", "Change the plan", "Add or reword sections, problems, goals, objectives and interventions."
    LETTING_GO = "letting_go", "End a line", "End a goal, or stop an intervention."
    PROGRESS = "progress", "Record progress", "Say how near a goal is; begin, pause and complete."
    SIGNING = "signing", "Sign", "Put one's name under what was written."
    TALKING = "talking", "Comment and ask", "Write a comment or a question at a line, and answer it."


class Doer(Described):
    """Who does something with a plan."""

    TEAM = "team", "The care team", "A colleague who may write in the record."
    SUPERVISOR = "supervisor", "A supervisor", "A colleague with the role of supervisor."
    PERSON = "person", "The person", "The person whose plan it is, by a link of their own."
    JOB = "job", "The platform", "A named job, because the person died or left, or a day has come."
    READER = "reader", "A reader", "Who reads the record and may not write in it."


class SectionKind(Described):
    """A part of a plan that is written as text, each with a version of its own."""

    STRENGTHS = "strengths", "Strengths", "What helps already: people, skills, places, faith, work."
    PREFERENCES = "preferences", "Preferences", "What they prefer: times, places, people, ways of talking."
    NOT_WANTED = "not_wanted", "Not wanted", "What they do not want, or do not want again."
    CULTURE = "culture", "Culture and language", "What matters to them: language, faith, food, customs, community."
    FAMILY = "family", "Family and friends", "Who takes part, and how; who does not."
    BARRIERS = "barriers", "What may get in the way", "Rides, money, child care, work hours, phone, worries."


class ProblemDomain(Described):
    """On which side of a life a problem is. All of them stand in one plan, side by side."""

    SUBSTANCE_USE = "substance_use", "Substance use", "Use, withdrawal, overdose."
    MENTAL = "mental", "Mental health", "Mood, worry, trauma, sleep, thoughts of suicide."
    PHYSICAL = "physical", "Physical health", "Body, pain, pregnancy, infections, medicines."
    SOCIAL = "social", "Life around it", "Housing, money, work, family, law."


class ProblemStatus(Described):
    """Where a problem stands."""

    ACTIVE = "active", "Active", "It is there now."
    IN_REMISSION = "in_remission", "In remission", "Quiet now; watched."
    RESOLVED = "resolved", "Resolved", "It is over."
    SET_ASIDE = "set_aside", "Set aside", "Not worked on now, as the person wishes or as it was found."


class ProblemStep(Described):
    """What moves a problem on."""

    QUIET = "quiet", "In remission", "It has become quiet."
    RESOLVE = "resolve", "Resolved", "It is over."
    SET_ASIDE = "set_aside", "Set aside", "It is not worked on now."
    TAKE_UP = "take_up", "Take up again", "It is worked on again."


class ObjectiveStatus(Described):
    """Where a step on the way to a goal stands."""

    OPEN = "open", "Open", "On the way."
    MET = "met", "Done", "The person did it."
    NOT_MET = "not_met", "Not done", "Its time has passed."
    LET_GO = "let_go", "Let go", "No longer wanted, or no longer needed."


class ObjectiveStep(Described):
    """What moves an objective on."""

    MEET = "meet", "Done", "The person did it."
    MISS = "miss", "Not done", "Its time has passed."
    LET_GO = "let_go", "Let go", "No longer wanted, or no longer needed."
    REOPEN = "reopen", "Open again", "It was not done after all, or is taken up again."


class TargetDirection(Described):
    """Which side of its target a score should be on."""

    AT_MOST = "at_most", "At most", "The target or below."
    AT_LEAST = "at_least", "At least", "The target or above."


class LevelOfCare(Described):
    """How much care, by the names of the fourth edition of the ASAM criteria. Clinical reference 5. No rule computes it here."""

    L1_0 = "1.0", "1.0 Long-term remission monitoring", "Check-ins over a long time."
    L1_5 = "1.5", "1.5 Outpatient therapy", "Less than nine hours a week."
    L1_7 = "1.7", "1.7 Medically managed outpatient", "With medication and a prescriber."
    L2_1 = "2.1", "2.1 Intensive outpatient", "Nine to nineteen hours a week."
    L2_5 = "2.5", "2.5 High-intensity outpatient", "Twenty hours a week or more."
    L2_7 = "2.7", "2.7 Medically managed intensive outpatient", "Intensive, with daily medical care."
    L3_1 = "3.1", "3.1 Clinically managed low-intensity residential", "Living there; some hours of care a week."
    L3_5 = "3.5", "3.5 Clinically managed high-intensity residential", "Living there; care all day."
    L3_7 = "3.7", "3.7 Medically managed residential", "Living there, with medical care all day."
    L4 = "4", "4 Medically managed inpatient", "In a hospital."


class Party(Described):
    """Whose signature it is."""

    PATIENT = "patient", "The person", "The person whose plan it is."
    CLINICIAN = "clinician", "Who wrote it with them", "The colleague of the care team who signs."
    SUPERVISOR = "supervisor", "Supervisor", "The supervisor, where the program asks for one."
    FAMILY = "family", "Family or friend", "Somebody whom the person wants to take part."
    INTERPRETER = "interpreter", "Interpreter", "Who read it out in the person's language."


class SigningWay(Described):
    """How somebody signed, or that they did not."""

    TYPED = "typed", "Typed", "The name typed on this screen."
    DRAWN = "drawn", "Drawn", "The name drawn on this screen."
    PAPER = "paper", "On paper", "On paper; the program keeps it."
    SPOKEN = "spoken", "Said aloud", "Said in the room or on a call, and noted by who heard it."
    DECLINED = "declined", "Not signed", "They chose not to sign. Their plan goes on all the same."


class Subject(Described):
    """What a comment is about."""

    PLAN = "plan", "The plan", "The plan as a whole."
    SECTION = "section", "A section", "One section of it."
    PROBLEM = "problem", "A problem", "One problem."
    GOAL = "goal", "A goal", "One goal."
    OBJECTIVE = "objective", "A step", "One step on the way to a goal."
    INTERVENTION = "intervention", "An intervention", "One thing that is done."
