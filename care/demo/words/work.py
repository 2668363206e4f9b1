"""Tasks: what a colleague of each role has to do, how it was done, why it waits, and what may not wait."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Work:
    """One sort of task. `category` is what a reader must be allowed to see; `needs` what must be true of the person."""

    kind: str
    title: str
    why: str = ""
    category: str = "sud"
    needs: str = ""  # "methadone", "injection", "medication", "plan", "spanish", or nothing


WORK: dict[str, tuple[Work, ...]] = {
    "prescriber": (
        Work("medication", "Review the dose", "Asked for a change at the last visit", needs="medication"),
        Work("medication", "ECG result to read", "Due before the next methadone step", needs="methadone"),
        Work("call", "Call about side effects", "Left a message with the nurse"),
        Work("medication", "Renew the order", "Ends this week", needs="medication"),
        Work("paperwork", "Letter for the employer: fit for work", "Asked for it; signed release is on file"),
        Work("visit", "Video visit", "Cannot come in because of work"),
        Work("medication", "Liver tests back", "As expected; tell the result", needs="medication"),
    ),
    "nurse": (
        Work("medication", "Injection due", "Window opened yesterday", needs="injection"),
        Work("medication", "Take-home bottles to count", "Call-back, by the programme's calendar", needs="methadone"),
        Work("visit", "Withdrawal check before the dose", "Second week on the medication", needs="medication"),
        Work("call", "Call the day after the injection", "First one at this dose", needs="injection"),
        Work("visit", "Blood draw", "Yearly tests"),
        Work("visit", "Dressing change", "Left leg; bring the photo from last week", category="general"),
        Work("medication", "Naloxone kit to hand over", "The one at home has run out of date"),
        Work("call", "Pharmacy asks about the refill", "", needs="medication"),
    ),
    "counselor": (
        Work("plan", "Plan review prepared; waiting for a signature", "", needs="plan"),
        Work("call", "Asked in the check-in: “call me about groups”", ""),
        Work("visit", "Session moved from last week", "Child was ill"),
        Work("plan", "Plan review due", "Read it together first", needs="plan"),
        Work("call", "First call after the hospital stay", "Home since the weekend"),
        Work("paperwork", "Summary for the new therapist", "Signed release is on file"),
        Work("visit", "Family session to set up", "Asked to bring a sister"),
    ),
    "coordinator": (
        Work("call", "Reach by phone", "Missed the last two visits; third try"),
        Work("paperwork", "Housing office has not answered", "Sent two weeks ago"),
        Work("call", "Warm handoff: three-way call", "With Eastside Primary Care"),
        Work("visit", "Ride home after the 1 pm group", "Bus does not run after 3"),
        Work("paperwork", "Prior authorization answer expected", "From the health plan", needs="medication"),
        Work("call", "Interpreter for the next visit", "Spanish", needs="spanish"),
        Work("visit", "Book the intake visit", "Called on their own this morning"),
        Work("plan", "Day 30 check-in and plan review", "", needs="plan"),
        Work("task", "New phone number to confirm", "The old one is off"),
        Work("call", "Consent for a family member ends soon", "Ask whether to renew"),
    ),
    "peer": (
        Work("call", "Coffee, or a call", "Asked for somebody who has been there"),
        Work("visit", "Go along to court", "9 am, bring the letter"),
        Work("visit", "Drop by the shelter", "Not seen since Friday"),
        Work("call", "First weekend at home: call Saturday", ""),
        Work("task", "Bring the meeting list", "Evenings, near the bus"),
    ),
    "psychiatric_consultant": (
        Work("plan", "Case review: is the plan still the right one?", "Before the next visit", category="mental_health"),
        Work("medication", "Question about an antidepressant with methadone", "From the prescriber", needs="methadone"),
        Work("plan", "Case review: new on the list", "", category="mental_health"),
        Work("call", "Talk with the counselor before Thursday", "Nightmares since the move", category="mental_health"),
    ),
    "pharmacist": (
        Work("medication", "Reconcile the medication list", "Home from the hospital", needs="medication"),
        Work("medication", "Interaction to check", "New antibiotic from the dentist", needs="medication"),
        Work("medication", "Depot delivered: name the person on the box", "Give by day 45", needs="injection"),
        Work("medication", "Count does not match", "One bottle fewer than dispensed", needs="methadone"),
    ),
    "navigator": (
        Work("paperwork", "Medicaid renewal", "Form came back; one page is missing"),
        Work("paperwork", "Housing list: update the address", ""),
        Work("call", "Food benefits interview", "By phone; sit in if wanted"),
        Work("paperwork", "State ID: birth certificate ordered", "Expected this week"),
        Work("visit", "Recovery house visit", "Two rooms are open"),
    ),
    "harm_reduction_worker": (
        Work("task", "Naloxone kit and training", "For the household", category="harm_reduction"),
        Work("visit", "Supplies to bring along", "Asked for at the last visit", category="harm_reduction"),
        Work("call", "Check in: uses alone on weekends", "Agreed plan: a call at 9 pm", category="harm_reduction"),
        Work("task", "Drug checking result to tell", "Strip positive for xylazine", category="harm_reduction"),
    ),
    "crisis_clinician": (
        Work("call", "Follow-up call after the crisis line", "Safety plan was made on the phone"),
        Work("visit", "Safety plan to go through again", "Asked for a copy"),
        Work("call", "Call the morning after", "Rough night; safe with a sister"),
        Work("call", "Ask again about tonight", "Agreed yesterday"),
    ),
    "supervisor": (
        Work("task", "Second signature on a discharge summary", "Moved away"),
        Work("call", "Complaint to answer", "Waited two hours on Tuesday"),
        Work("plan", "Plan review late: ask the team", "", needs="plan"),
        Work("task", "Who takes over this person", "Lead counselor leaves at the month's end"),
    ),
    "front_desk": (
        Work("task", "Phone number on the form cannot be read", "Ask at the next visit", category="demographics"),
        Work("visit", "Running late: tell the nurse", "Called from the bus", category="demographics"),
        Work("paperwork", "Copy of the photo ID", "The old one is too dark", category="demographics"),
        Work("call", "Reminder letter came back", "Ask for the new address", category="demographics"),
    ),
}  # fmt: skip

# Work that concerns no person, by role
OFFICE: dict[str, tuple[tuple[str, str, str], ...]] = {
    "front_desk": (
        ("task", "Order intake folders", "Two boxes left"),
        ("call", "Elevator is booked for repair", "Tell who uses a wheelchair"),
    ),
    "supervisor": (
        ("task", "Holiday hours: sign and put up", "Dosing stays open"),
        ("paperwork", "Supervision notes of the month", ""),
    ),
    "privacy_officer": (
        ("task", "Read the month's refused accesses", "Third week of the month"),
        ("paperwork", "Answer the records request of the health plan", "Due in 30 days"),
        ("task", "New vendor agreement to read", ""),
    ),
    "auditor": (
        ("task", "Verify the audit trail and file the result", "Every quarter"),
        ("task", "Sample of twenty opened records", ""),
    ),
    "administrator": (
        ("task", "Account for the new nurse", "Starts on Monday"),
        ("task", "Second factor is missing on two accounts", "Remind them"),
        ("paperwork", "Renew the text message contract", ""),
    ),
    "coordinator": (("task", "Agenda for the case review", "Thursday, six people"),),
    "nurse": (("medication", "Refrigerator log", "Twice a day"),),
    "pharmacist": (("medication", "Monthly inventory", "Before the order goes out"),),
}


@dataclass(frozen=True, slots=True)
class Alarm:
    """Something raised or urgent. `{time}` is the local time at which it was opened."""

    priority: str
    kind: str
    title: str
    why: str
    role: str
    needs: str = ""


ALARMS = (
    Alarm("urgent", "call", "Check-in answer at {time}: craving 9 of 10, used after a break", "Says the place is safe for now",
          "counselor"),
    Alarm("urgent", "medication", "Missed methadone four days in a row", "Is in the waiting room now", "nurse", "methadone"),
    Alarm("raised", "call", "Left the hospital after an overdose; first call not made yet", "Home with a friend", "coordinator"),
    Alarm("urgent", "call", "Check-in answer at {time}: not safe tonight", "Asked to be called, not texted", "crisis_clinician"),
    Alarm("raised", "medication", "Injection late: day 33 since the last one", "Asked for our number", "nurse", "injection"),
    Alarm("raised", "call", "Partner called: no answer since last night", "Partner is listed as a contact", "coordinator"),
    Alarm("raised", "visit", "Lost the room today", "Nowhere to sleep tonight", "navigator"),
)  # fmt: skip

OUTCOMES = (
    "Reached; will come tomorrow.",
    "Done on the phone.",
    "Left a message as agreed.",
    "Came in; went well.",
    "Sent.",
    "Reached through a sister.",
    "Booked for next week.",
    "Result told; no change.",
    "Handed over in person.",
    "",
)
SNOOZED = ("Asked to be called after payday.", "Office is closed until then.", "Away with family.", "Waits for the result.")
CANCELLED = ("Came in by themselves.", "Opened twice.", "No longer wanted.", "Solved by the health plan.")
