"""The words in which plans, goals and interventions stand. Pure.

Status words are those of FHIR R4 (request-status, goal-status, goal-achievement, care-plan-activity-status), so that
nothing is translated on the way out.
"""

from care.actor.vocabulary import Described

BY_THE_PLATFORM = "Throughline"  # who ended what ended by itself, because the person died or left


class PlanStatus(Described):
    """Where a version of a plan stands."""

    DRAFT = "draft", "Draft", "Being written; nothing of it is agreed."
    ACTIVE = "active", "Active", "Agreed with the person; the one in force."
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

    AGREE = "agree", "Agree", "The person and the team agree on the draft."
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

    WORDING = "wording", "Change the plan", "Add or reword goals and interventions, strengths and preferences."
    LETTING_GO = "letting_go", "End a line", "End a goal, or stop an intervention."
    PROGRESS = "progress", "Record progress", "Say how near a goal is; begin, pause and complete."
