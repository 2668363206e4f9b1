"""The parts of a record that may leave it: what each is called, which kinds of data it needs, and what it says.

Each part is read through the query of its room with the permit of the release: what the permit does not cover cannot be read.
A sheet holds the same twice: as paper reads it, and as values for a machine. Counseling notes go out alone,
on a consent for them.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from care.access.categories import of_part
from care.actor import Category, Permit
from care.actor.vocabulary import Described
from care.lib.dates import date_text, local_date
from care.lib.pdf import DOT, Block
from care.teams.queries import team_of
from patients.queries import Person, allergies_of, conditions_of, get_patient
from patients.rules import condition_text, partial_date_text
from treatment_plans.notes.queries import notes_for_release
from treatment_plans.queries import ObjectiveRow, PlanRow, ProblemRow, current_plan
from treatment_plans.regimens.queries import OrderRow, active_orders
from treatment_plans.vocabulary import ProblemDomain, SectionKind


class Part(Described):
    """One part of a record. The label is the reader's, the prose is what the person reads of it."""

    IDENTITY = "identity", "Who the person is", "Who you are: your name, birth date, pronouns and language."
    ALLERGIES = "allergies", "Allergies", "Your allergies."
    CONDITIONS = "conditions", "Conditions", "Your health conditions."
    PLAN = "plan", "Plan of care in force", "Your plan of care with your goals."
    MEDICATION = "medication", "Medication in force", "The medication that you get here."
    TEAM = "team", "Care team", "Who is on your care team."
    NOTES = "notes", "Counseling notes", "Counseling notes that you agreed to give, and nothing else."
    CONTACT = "contact", "How to reach the person", "How to reach you."
    PLANS = "plans", "Every version of the plan", "Every version of your plan of care."
    ORDERS = "orders", "Every medication order", "Every medication order."
    STAYING_SAFE = (
        "staying_safe",
        "Plans for staying well and safe",
        "Your plans for staying well and safe, and what you told of returns to use.",
    )
    REVIEWS = "reviews", "Reviews of the plan", "When your plan was looked at again, and what you said."
    RECOVERY = (
        "recovery",
        "Dates, steps and groups",
        "The dates that you chose, the steps in your life, and the groups that you told of.",
    )
    DOSES = "doses", "Every dose", "Every dose: given, taken home, missed, declined."
    SAFETY = (
        "safety",
        "What safety rules said",
        "What safety rules said about your medication, and what prescribers answered.",
    )
    TEACHING = "teaching", "Medicines talked through", "What you said when your medicines were talked through."
    RESULTS = "results", "Results and drug tests", "What was measured and tested, and what drug tests found."
    CARE = "care", "Times in care", "When you were in care here."
    CHECK_INS = "check_ins", "Check-ins and answers", "Your check-ins and what you answered."
    MEASURES = (
        "measures",
        "Questionnaires and ratings",
        "The questionnaires and ratings that you answered, and what they came to.",
    )
    PROGRESS = "progress", "Progress notes", "The notes that your care team signed."
    CONFERENCES = "conferences", "Case conferences", "What your team said and decided about you in case conferences."
    BROUGHT = "brought", "Brought along", "What you brought along from other places: medication, visits, drug tests, scores."
    MESSAGES = "messages", "Messages", "Messages to you and from you."
    CONSENTS = "consents", "Consents", "The consents that you gave."
    DISCLOSURES = "disclosures", "Who received what", "Who received what of your record."
    HISTORY = "history", "What happened", "What happened, day by day."


# What a colleague may choose for somebody outside; the rest is for the person alone.
FOR_OTHERS = (Part.IDENTITY, Part.ALLERGIES, Part.CONDITIONS, Part.PLAN, Part.MEDICATION, Part.TEAM)
ALONE = (Part.NOTES,)  # 42 CFR 2.31(b)
FOR_THE_PERSON = (
    Part.IDENTITY, Part.CONTACT, Part.ALLERGIES, Part.CONDITIONS, Part.CARE, Part.PLANS, Part.REVIEWS, Part.STAYING_SAFE,
    Part.RECOVERY, Part.ORDERS, Part.DOSES, Part.SAFETY, Part.TEACHING, Part.TEAM, Part.CHECK_INS, Part.MEASURES, Part.RESULTS,
    Part.PROGRESS, Part.CONFERENCES, Part.BROUGHT, Part.MESSAGES, Part.CONSENTS, Part.DISCLOSURES, Part.HISTORY,
)  # fmt: skip


def needs(part: Part) -> frozenset[Category]:
    """The kinds of data of which a part says something."""
    return of_part(part.value)


def categories_of(parts: Iterable[Part]) -> frozenset[Category]:
    """The kinds of data of some parts."""
    return frozenset().union(*(needs(part) for part in parts))


def is_open(part: Part, permit: Permit) -> bool:
    """Whether a permit covers any of the part."""
    return not needs(part).isdisjoint(permit.categories)


def summary_of(parts: Collection[Part]) -> str:
    """What the person reads of a copy of these parts."""
    return " ".join(part.prose for part in Part if part in parts)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One part as it leaves: for paper, for a machine, with the numbers of what it holds and the days of which it tells."""

    part: Part
    blocks: Sequence[Block]
    data: Any
    uuids: Sequence[UUID] = ()
    days: Sequence[date] = ()


@dataclass(frozen=True, slots=True)
class Frame:
    """Whose record, read when and in which zone."""

    permit: Permit
    at: datetime
    zone: str
    _person: list[Person] = field(default_factory=list)

    @property
    def person(self) -> Person:
        """The person, read once."""
        if not self._person:
            self._person.append(get_patient(permit=self.permit))
        return self._person[0]

    def day(self, at: datetime) -> str:
        """A moment's day on paper."""
        return date_text(local_date(at, self.zone))

    def days(self, *moments: datetime | None) -> list[date]:
        """The days of some moments."""
        return [local_date(moment, self.zone) for moment in moments if moment is not None]


def _identity(frame: Frame) -> Sheet:
    person = frame.person
    names = person.identity
    facts = [
        ("Name", person.display_name),
        ("Name on papers", f"{names.legal_given} {names.legal_family}"),
        ("Pronouns", names.pronouns or "not recorded"),
        ("Born", date_text(names.birth_date)),
        ("Record number", person.mrn),
        ("Language", names.language.label),
    ]
    data = {
        "id": person.uuid, "display": person.display_name, "given": names.legal_given, "family": names.legal_family,
        "chosen": names.chosen_name or None, "pronouns": names.pronouns or None, "birth_date": names.birth_date,
        "record_number": person.mrn, "language": names.language.value,
    }  # fmt: skip
    return Sheet(Part.IDENTITY, [Block(Part.IDENTITY.label, facts=facts)], data, [person.uuid])


def _allergies(frame: Frame) -> Sheet:
    found = allergies_of(permit=frame.permit)
    lines = [str(item) for item in found.items] or [found.state.label]
    data = {
        "state": found.state.value,
        "items": [{"id": item.uuid, "substance": item.substance, "reaction": item.reaction or None} for item in found.items],
    }
    return Sheet(Part.ALLERGIES, [Block(Part.ALLERGIES.label, lines)], data, [item.uuid for item in found.items])


def _conditions(frame: Frame) -> Sheet:
    found = conditions_of(permit=frame.permit)
    rows = [["Condition", "Since", "How it stands", "Code"]]
    for line in found:
        ended = f", ended {partial_date_text(line.abatement)}" if line.abatement else ""
        rows.append([
            condition_text(line.display), partial_date_text(line.onset) if line.onset else "not recorded",
            f"{line.clinical_status.label.lower()}, {line.verification_status.label.lower()}{ended}", line.code,
        ])  # fmt: skip
    data = [
        {
            "id": line.uuid, "display": line.display, "system": line.system, "code": line.code,
            "kind": line.category.value, "clinical_status": line.clinical_status.value,
            "verification_status": line.verification_status.value, "onset": line.onset or None,
            "abatement": line.abatement or None,
        }
        for line in found
    ]  # fmt: skip
    block = Block(Part.CONDITIONS.label, rows=rows, widths=(44, 16, 26, 14))
    return Sheet(
        Part.CONDITIONS, [block if found else Block(Part.CONDITIONS.label, ["None recorded."])], data,
        [line.uuid for line in found],
    )  # fmt: skip


def plan_blocks(frame: Frame, plan: PlanRow) -> list[Block]:
    """One version of a plan on paper: its head, then each goal in the person's own words with what is done towards it."""
    agreed = f"Agreed {frame.day(plan.agreed_at)} by {plan.agreed_by}" if plan.agreed_at else "A draft, not agreed yet"
    facts = [("State", f"Version {plan.version}, {plan.status.label.lower()}. {agreed}.")]
    facts += [("Review due", date_text(plan.review_due_on))] if plan.review_due_on else []
    facts += [("Level of care", plan.level_of_care.label)] if plan.level_of_care else []
    facts += [(kind.label, plan.text_of(kind)) for kind in SectionKind if plan.text_of(kind)]
    facts += [("What it is about", "; ".join(map(_problem_text, found)))] if (found := plan_problems(frame, plan)) else []
    blocks = [Block("", facts=facts)]
    for goal in plan.goals:
        near = goal.achievement.label if goal.achievement else "not looked at yet"
        rows = [["What is done", "Who", "How often", "State"]]
        rows += [[line.title, line.who, line.frequency or "", line.status.label] for line in goal.interventions]
        words = [
            f"“{goal.own_words}”",
            f"{goal.lifecycle.label}; {near}{f': {goal.achievement_note}' if goal.achievement_note else ''}",
        ]
        words += [f"Measured by: {goal.measure}"] if goal.measure else []
        words += [f"Wished for by {date_text(goal.target_on)}"] if goal.target_on else []
        words += [f"{DOT}{_step_text(step)}" for step in goal.objectives]
        blocks.append(Block(f"Goal {goal.position}", words, rows=rows if len(rows) > 1 else (), widths=(42, 26, 18, 14)))
    return blocks


def plan_problems(frame: Frame, plan: PlanRow) -> list[ProblemRow]:
    """The problems of a version that the permit opens: what is of mental health only where it covers that."""
    is_open = frame.permit.covers(Category.MENTAL_HEALTH)
    return [problem for problem in plan.problems if is_open or problem.domain is not ProblemDomain.MENTAL]


def _problem_text(problem: ProblemRow) -> str:
    code = f", {problem.code}" if problem.code else ""
    return f"{problem.title} ({problem.domain.label.lower()}{code}; {problem.status.label.lower()})"


def _step_text(step: ObjectiveRow) -> str:
    by = f", by {date_text(step.target_on)}" if step.target_on else ""
    measure = f", measured by {step.measure}" if step.measure else ""
    return f"{step.text}{by}{measure}: {step.status.label.lower()}{f' ({step.end_note})' if step.end_note else ''}"


def plan_data(frame: Frame, plan: PlanRow) -> dict[str, Any]:
    """One version of a plan for a machine."""
    problems = plan_problems(frame, plan)
    shown = {problem.uuid for problem in problems}
    return {
        "id": plan.uuid, "version": plan.version, "status": plan.status.value, "strengths": plan.strengths or None,
        "preferences": plan.preferences or None, "started_at": plan.started_at, "agreed_at": plan.agreed_at,
        "agreed_by": plan.agreed_by or None, "review_due_on": plan.review_due_on, "ended_at": plan.ended_at,
        "end_reason": plan.end_reason.value if plan.end_reason else None,
        "level_of_care": plan.level_of_care.value if plan.level_of_care else None, "starts_on": plan.starts_on,
        "sections": {kind.value: plan.text_of(kind) for kind in SectionKind if plan.text_of(kind)},
        "problems": [
            {
                "id": problem.uuid, "title": problem.title, "domain": problem.domain.value, "code": problem.code or None,
                "system": problem.system or None, "status": problem.status.value, "note": problem.note or None,
            }
            for problem in problems
        ],
        "goals": [
            {
                "id": goal.uuid, "position": goal.position, "own_words": goal.own_words, "measure": goal.measure or None,
                "target_on": goal.target_on, "status": goal.lifecycle.value,
                "achievement": goal.achievement.value if goal.achievement else None,
                "achievement_note": goal.achievement_note or None,
                "problems": [problem for problem in goal.problems if problem in shown],
                "objectives": [
                    {
                        "id": step.uuid, "text": step.text, "measure": step.measure or None, "target_on": step.target_on,
                        "status": step.status.value, "end_note": step.end_note or None,
                    }
                    for step in goal.objectives
                ],
                "interventions": [
                    {
                        "id": line.uuid, "kind": line.kind_code, "title": line.title, "who": line.who,
                        "frequency": line.frequency or None, "starts_on": line.starts_on, "until": line.until,
                        "status": line.status.value,
                    }
                    for line in goal.interventions
                ],
            }
            for goal in plan.goals
        ],
    }  # fmt: skip


def _plan(frame: Frame) -> Sheet:
    plan = current_plan(permit=frame.permit)
    if plan is None or plan.agreed_at is None:
        return Sheet(Part.PLAN, [Block(Part.PLAN.label, ["No plan is agreed."])], None)
    blocks = [Block(Part.PLAN.label), *plan_blocks(frame, plan)]
    return Sheet(Part.PLAN, blocks, plan_data(frame, plan), [plan.uuid], frame.days(plan.agreed_at, plan.changed_at))


def order_rows(frame: Frame, orders: Iterable[OrderRow]) -> list[list[str]]:
    """Orders as a table on paper."""
    rows = [["Medication", "How", "From", "Until", "State", "Signed by"]]
    for order in orders:
        rows.append([
            order.text, order.instructions or order.route.label, date_text(order.starts_on),
            date_text(order.ends_on) if order.ends_on else "", order.status.label,
            f"{order.signed_by}, {frame.day(order.signed_at)}" if order.signed_at else "not signed",
        ])  # fmt: skip
    return rows


ORDER_WIDTHS = (28, 20, 13, 13, 11, 15)


def order_data(order: OrderRow) -> dict[str, Any]:
    """One order for a machine."""
    return {
        "id": order.uuid, "text": order.text, "medication": order.medication,
        "dose": {"amount": f"{order.dose_amount.normalize():f}", "unit": order.dose_unit}, "route": order.route.value,
        "frequency": order.frequency.value, "phase": order.phase.value, "starts_on": order.starts_on,
        "ends_on": order.ends_on, "instructions": order.instructions or None, "status": order.status.value,
        "ordered_at": order.ordered_at, "ordered_by": order.ordered_by, "signed_at": order.signed_at,
        "signed_by": order.signed_by or None, "ended_at": order.ended_at,
        "end_reason": order.end_reason.value if order.end_reason else None,
    }  # fmt: skip


def _medication(frame: Frame) -> Sheet:
    orders = active_orders(permit=frame.permit)
    block = Block(Part.MEDICATION.label, rows=order_rows(frame, orders), widths=ORDER_WIDTHS)
    return Sheet(
        Part.MEDICATION, [block if orders else Block(Part.MEDICATION.label, ["Nothing in force."])],
        [order_data(order) for order in orders], [order.uuid for order in orders], [order.starts_on for order in orders],
    )  # fmt: skip


def _team(frame: Frame) -> Sheet:
    team = team_of(permit=frame.permit)
    lines = [f"{member.name}, {member.function_label.lower()}{' (lead)' if member.is_lead else ''}" for member in team]
    data = [{"name": member.name, "function": member.function, "is_lead": member.is_lead} for member in team]
    return Sheet(Part.TEAM, [Block(Part.TEAM.label, lines or ["Nobody yet."])], data)


def _notes(frame: Frame) -> Sheet:
    found = notes_for_release(permit=frame.permit)
    blocks = [Block(Part.NOTES.label, [] if found else ["There is none that you may hand over."])]
    for note in found:
        beside = f", with {note.cosigner}" if note.cosigner else ""
        more = [f"Added by {line.writer}: {line.text}" for line in note.addenda]
        blocks.append(Block(f"Session of {date_text(note.session_on)}", [f"Written by {note.author}{beside}.", note.text, *more]))
    data = [{"id": note.uuid, "session_on": note.session_on, "author": note.author, "text": note.text} for note in found]
    return Sheet(Part.NOTES, blocks, data, [note.uuid for note in found], [note.session_on for note in found])


READERS: Mapping[Part, Callable[[Frame], Sheet]] = {
    Part.IDENTITY: _identity,
    Part.ALLERGIES: _allergies,
    Part.CONDITIONS: _conditions,
    Part.PLAN: _plan,
    Part.MEDICATION: _medication,
    Part.TEAM: _team,
    Part.NOTES: _notes,
}


def sheets_of(frame: Frame, parts: Collection[Part], readers: Mapping[Part, Callable[[Frame], Sheet]] = READERS) -> list[Sheet]:
    """The sheets of some parts, in the order of the vocabulary; parts of which the permit covers nothing are left out."""
    return [readers[part](frame) for part in readers if part in parts and is_open(part, frame.permit)]
