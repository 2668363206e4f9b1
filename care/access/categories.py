"""Which kind of data everything is: each table, each field group that leaves, each part of a copy. Pure data, in one place.

In a Part 2 program the bare fact of being somebody's patient is `sud` (DESIGN, section 2), so that whatever points at a person
and says nothing else of them is that. A new table, field group or part has a line here before it is used: what is not here has
no category, and `of_part` and `of_resource` refuse it.
"""

from enum import StrEnum

from care.actor import Category


class Other(StrEnum):
    """What has no single category."""

    NOBODY = "no patient data"
    BY_ROW = "the row says it itself, in its column `category`"
    TYPED = "whatever somebody types; the key of the row names the form, whose page asks the gate"


D, G, S, N = Category.DEMOGRAPHICS, Category.GENERAL, Category.SUD, Category.COUNSELLING_NOTE

# Every table. The history that triggers write beside a table is of its table's category.
TABLES: dict[str, Category | Other] = {
    "audit.AuditEvent": S,  # the numbers of the people whom an event is about
    "audit.Seal": Other.NOBODY,
    "audit.Verification": Other.NOBODY,
    "health.Heartbeat": Other.NOBODY,
    "outbox.Delivery": S,
    "accounts.Organisation": Other.NOBODY,
    "accounts.User": Other.NOBODY,
    "accounts.Staff": Other.NOBODY,
    "accounts.StaffRole": Other.NOBODY,
    "accounts.Invitation": Other.NOBODY,
    "accounts.PartnerSystem": Other.NOBODY,
    "links.Link": S,
    "teams.Enrolment": S,
    "teams.CareTeamMember": S,
    "teams.CaseloadSummary": S,
    "consent.Consent": S,
    "consent.ConsentPaper": S,
    "consent.Representative": S,
    "consent.RestrictionRequest": S,
    "consent.MinorConsent": Other.NOBODY,
    "worklist.Task": Other.BY_ROW,
    "access.Agreement": Other.NOBODY,
    "access.Disclosure": S,
    "access.HandOver": S,
    "access.AccessSession": S,
    "access.AccessReview": S,
    "access.AccessNotice": S,
    "privacy.Breach": S,  # what happened, in words that may name somebody
    "privacy.BreachPerson": S,
    "privacy.BreachPlace": S,
    "privacy.BreachStep": S,
    "privacy.Observation": S,
    "drafts.Draft": Other.TYPED,
    "patients.Patient": D,
    "patients.ContactPoint": D,
    "patients.SearchKey": D,
    "patients.ForeignIdentifier": D,
    "patients.Demographics": D,
    "patients.PersonAddress": D,
    "patients.KnownNumber": D,
    "patients.SupportPerson": D,
    "patients.CarePreference": S,
    "patients.MergedRecord": D,
    "merging.Merge": S,
    "merging.MergedRow": S,  # of what the rows were, in numbers, dates and codes
    "merging.LikelyPair": D,
    "patients.ImportedResource": S,
    "patients.Allergy": G,
    "patients.Condition": Other.BY_ROW,
    "elsewhere.Record": Other.BY_ROW,
    "elsewhere.RecordPart": S,  # read with its record, whose row says for which readers it is
    "histories.HistoryImport": Other.NOBODY,
    "histories.PastPerson": S,
    "histories.PastOrder": S,
    "histories.PastDose": S,
    "histories.PastVisit": S,
    "histories.PastDrugTest": S,
    "histories.PastScore": S,
    "intake.Intake": S,
    "intake.IntakeSection": S,
    "intake.IntakeStep": S,
    "intake.SafetyCheck": Category.MENTAL_HEALTH,
    "intake.TreatmentConsent": S,
    "story.Code": Other.NOBODY,
    "story.StoryPart": S,
    "story.SubstanceUse": S,
    "story.Overdose": S,
    "story.TreatmentEpisode": S,
    "story.WithdrawalCheck": S,
    "story.Medicine": S,  # what is taken for opioid or alcohol use disorder among it
    "story.PregnancyRecord": G,
    "story.NeedsCheck": S,
    "story.SocialNeed": S,
    "story.Strength": S,
    "story.OwnGoal": S,
    "results.Result": Other.BY_ROW,
    "results.DrugTest": S,
    "results.DrugTestAnalyte": S,
    "coverage.Coverage": S,
    "coverage.EligibilityCheck": S,
    "coverage.Benefit": S,
    "coverage.PriorAuthorization": S,
    "coverage.AuthorizationUse": S,
    "coverage.Denial": S,
    "coverage.Appeal": S,
    "coverage.Aid": S,
    "coverage.Deadline": S,
    "coverage.AidProgram": Other.NOBODY,
    "coverage.PlanClock": Other.NOBODY,
    "coverage.OwnClock": Other.NOBODY,
    "assessments.Response": Other.BY_ROW,
    "assessments.Answer": S,  # read with its response, whose row says for which readers it is
    "assessments.Score": S,
    "assessments.FoundTrigger": S,
    "assessments.Reassessment": S,
    "assessments.Wording": Other.NOBODY,
    "assessments.WordingItem": Other.NOBODY,
    "reminders.Sender": Other.NOBODY,
    "reminders.ChannelConsent": S,
    "reminders.Message": S,
    "reminders.Inbound": S,
    "reminders.InboundFor": S,
    "questionnaires.Questionnaire": Other.BY_ROW,
    "followups.Protocol": Other.NOBODY,
    "followups.ProtocolStep": Other.NOBODY,
    "followups.LadderRung": Other.NOBODY,
    "followups.ProtocolRun": S,
    "followups.CheckIn": S,
    "followups.Answer": S,
    "followups.KeptAnswers": S,
    "followups.ContactAttempt": S,
    "treatment_plans.Plan": S,
    "treatment_plans.Goal": S,
    "treatment_plans.Intervention": S,
    "treatment_plans.InterventionKind": Other.NOBODY,
    "treatment_plans.Section": S,
    "treatment_plans.Problem": S,
    "treatment_plans.GoalProblem": S,
    "treatment_plans.Objective": S,
    "treatment_plans.Signature": S,
    "treatment_plans.Comment": S,
    "treatment_plans.SupervisorRule": Other.NOBODY,
    "library.OwnIntervention": Other.NOBODY,
    "library.OwnTemplate": Other.NOBODY,
    "regimens.Medication": Other.NOBODY,
    "regimens.Preparation": Other.NOBODY,
    "regimens.MedicationOrder": S,
    "regimens.OrderHold": S,
    "regimens.OrderPurpose": S,
    "regimens.DoseStep": S,
    "regimens.StartCondition": S,
    "regimens.VerbalOrder": S,
    "regimens.LeftOut": Other.NOBODY,
    "regimens.Dose": S,
    "regimens.Firing": S,
    "regimens.SecondOpinion": S,
    "regimens.OwnThreshold": Other.NOBODY,
    "monitoring.PdmpLookup": S,
    "monitoring.PdmpInterval": Other.NOBODY,
    "regimens.FollowedDoses": S,
    "notes.CounselingNote": N,
    "notes.NoteAddendum": N,
    "progress_notes.NoteTemplate": Other.NOBODY,
    "progress_notes.TemplateRate": Other.NOBODY,
    "progress_notes.GroupSession": Other.NOBODY,  # a title and a time; who took part stands in their notes
    "progress_notes.ProgressNote": Other.BY_ROW,
    "progress_notes.NoteAim": S,
    "progress_notes.ProgressAddendum": S,  # read with its note, whose row says for which readers it is
    "staying_safe.SafePlan": Other.BY_ROW,
    "staying_safe.SafePart": S,  # read with its plan, whose row says for which readers it is
    "staying_safe.SafeSignature": S,
    "staying_safe.PhoneCopy": S,
    "staying_safe.ReturnToUse": S,
    "conferences.Conference": Other.NOBODY,  # a title and a time; of whom it speaks stands in their items
    "conferences.Attendee": Other.NOBODY,  # colleagues, and names from outside: whose they are stands nowhere here
    "conferences.Item": S,
    "conferences.Hearing": S,
    "conferences.Decision": S,
    "recovery.ChosenDate": S,
    "recovery.LifeStep": S,
    "recovery.StepNews": S,
    "recovery.GroupVisit": S,
    "reviews.Review": S,
    "teaching.TeachBack": S,
    "reviews.ReviewCause": Other.BY_ROW,
    "reviews.ReviewLine": S,
    "demo.DemoText": S,
}

# What goes along with every disclosure, whatever it gives: who gives it and on which consent (42 CFR 2.32(b)).
ALONG = frozenset({"program", "consent"})

# Field groups of the records that leave over an interface. A record asks for the category of its `id` first.
RESOURCES: dict[str, dict[str, Category]] = {
    "person": {
        "id": D,
        "name": D,
        "pronouns": D,
        "birth_date": D,
        "language": D,
        "allergies": G,
    },
    "plan": {
        "id": S,
        "person": S,
        "version": S,
        "status": S,
        "strengths": S,
        "preferences": S,
        "agreed_at": S,
        "agreed_by": S,
        "changed_at": S,
        "review_due_on": S,
        "ended_at": S,
        "end_reason": S,
        "goals": S,
        "sections": S,
        "problems": S,
        "level_of_care": S,
        "starts_on": S,
        "medication": S,
        "care_team": S,
        "allergies": G,
    },
}

# Parts of a record that a colleague hands over. Conditions are each of the kind that its row says.
PARTS: dict[str, frozenset[Category]] = {
    "identity": frozenset({D}),
    "contact": frozenset({D}),
    "allergies": frozenset({G}),
    "conditions": frozenset({G, Category.MENTAL_HEALTH, S}),
    "plan": frozenset({S}),
    "plans": frozenset({S}),
    "medication": frozenset({S}),
    "orders": frozenset({S}),
    "doses": frozenset({S}),
    "safety": frozenset({S}),
    "team": frozenset({S}),
    "care": frozenset({S}),
    "check_ins": frozenset({S}),
    "messages": frozenset({S}),
    "measures": frozenset({G, Category.MENTAL_HEALTH, S}),
    "results": frozenset({G, S}),
    "staying_safe": frozenset({Category.MENTAL_HEALTH, S}),
    "recovery": frozenset({S}),
    "teaching": frozenset({S}),
    "reviews": frozenset({Category.GENERAL, Category.MENTAL_HEALTH, S}),
    "brought": frozenset({S}),
    "consents": frozenset({S}),
    "disclosures": frozenset({S}),
    "history": frozenset({S}),
    "notes": frozenset({Category.COUNSELLING_NOTE}),
    "progress": frozenset({Category.MENTAL_HEALTH, S}),
    "conferences": frozenset({S}),
}


def of_resource(resource: str) -> frozenset[Category]:
    """The kinds of data that a record of this kind can hold. Raises KeyError for one that is not listed."""
    return frozenset(RESOURCES[resource].values())


def of_part(part: str) -> frozenset[Category]:
    """The kinds of data of a part of a copy. Raises KeyError for one that is not listed."""
    return PARTS[part]
