"""Sections and problems of a plan: each has a version of its own, so that several people write at once."""

from datetime import datetime
from uuid import UUID

from django.db.models import Max, Q

from care.actor import Action, Category, Permit
from care.audit import operations as audit
from treatment_plans import rules
from treatment_plans.models import Plan, Problem, Section
from treatment_plans.operations.parts import author_of, changes_since, check_fresh, check_work, locked_plan, stamp, touch
from treatment_plans.operations.refusals import PlanNotFound, StalePlan, TextMissing
from treatment_plans.vocabulary import PlanStatus, PlanWork, ProblemDomain, ProblemStatus, ProblemStep, SectionKind


def write_section(*, permit: Permit, plan: UUID, kind: SectionKind, text: str, seen: int, at: datetime) -> Section:
    """Write one section of a draft. Two people who write two sections do not know of each other.

    Raises:
        PlanNotFound, NotPossible (not a draft).
        StalePlan: this section changed since the revision that was read (`seen`).
    """
    permit.check(category=Category.SUD, action=Action.WRITE)
    with audit.change(permit=permit, at=at, verb="plan.section_written", detail={"section": kind.value}) as change:
        row = locked_plan(permit, Q(uuid=plan))
        check_work(permit, row, PlanWork.WORDING)
        section = Section.objects.filter(plan=row, kind=kind.value).first()
        if section is not None and section.revision > seen:
            found = [one for one in changes_since(row, seen) if one.uuid == section.uuid]
            raise StalePlan(revision=row.revision, changed=tuple(found))
        words = text.strip()
        if section is None or section.text != words:
            touch(row, permit, at, fields=[])
            section = section or Section(plan=row, kind=kind.value)
            section.text, section.revision = words, row.revision
            section.changed_at, section.changed_by_id = at, author_of(permit)
            section.save()
        change.detail["plan"] = row.pk
    return section


def add_problem(
    *,
    permit: Permit,
    plan: UUID,
    title: str,
    domain: ProblemDomain,
    at: datetime,
    diagnosis: UUID | None = None,
    code: str = "",
    system: str = "",
    note: str = "",
) -> Problem:
    """Write down what a draft is about. `diagnosis` is the line of the person's story that it is taken from, with its code.

    Raises:
        TextMissing, PlanNotFound, NotPossible (not a draft).
    """
    permit.check(category=Category.SUD, action=Action.WRITE)
    words = _title(title)
    with audit.change(permit=permit, at=at, verb="problem.added", detail={"domain": domain.value}) as change:
        row = locked_plan(permit, Q(uuid=plan))
        check_work(permit, row, PlanWork.WORDING)
        touch(row, permit, at, fields=[])
        last = Problem.objects.filter(plan=row).aggregate(last=Max("position"))["last"] or 0
        problem = Problem.objects.create(
            plan=row,
            position=last + 1,
            title=words,
            domain=domain.value,
            diagnosis=diagnosis,
            code=code.strip() if system.strip() else "",
            system=system.strip() if code.strip() else "",
            note=note.strip(),
            revision=row.revision,
            added_at=at,
            added_by_id=author_of(permit),
            changed_at=at,
            changed_by_id=author_of(permit),
        )
        change.detail.update(plan=row.pk, problem=problem.pk)
    return problem


def change_problem(
    *, permit: Permit, problem: UUID, seen: int, title: str, domain: ProblemDomain, note: str, at: datetime
) -> Problem:
    """Reword a problem of a draft.

    Raises:
        TextMissing, PlanNotFound, StalePlan, NotPossible (not a draft).
    """
    permit.check(category=Category.SUD, action=Action.WRITE)
    values = {"title": _title(title), "domain": domain.value, "note": note.strip()}
    with audit.change(permit=permit, at=at, verb="problem.changed") as change:
        plan, row = _problem(permit, problem, seen)
        check_work(permit, plan, PlanWork.WORDING)
        changed = [name for name, value in values.items() if getattr(row, name) != value]
        for name in changed:
            setattr(row, name, values[name])
        if changed:
            touch(plan, permit, at, fields=[])
            stamp(row, plan, permit, at, fields=changed)
        change.detail.update(plan=plan.pk, problem=row.pk, fields=changed)
    return row


def move_problem(
    *, permit: Permit, problem: UUID, seen: int, step: ProblemStep, at: datetime, note: str | None = None
) -> Problem:
    """Say how a problem stands: in a draft, or on the version in force as it goes.

    Raises:
        PlanNotFound, StalePlan, NotPossible.
    """
    permit.check(category=Category.SUD, action=Action.WRITE)
    with audit.change(permit=permit, at=at, verb=f"problem.{step.value}") as change:
        plan, row = _problem(permit, problem, seen)
        check_work(permit, plan, PlanWork.WORDING if plan.status == PlanStatus.DRAFT else PlanWork.PROGRESS)
        row.status = rules.next_status(rules.PROBLEM, ProblemStatus(row.status), step)
        row.note = row.note if note is None else note.strip()
        touch(plan, permit, at, fields=[])
        stamp(row, plan, permit, at, fields=["status", "note"])
        change.detail.update(plan=plan.pk, problem=row.pk)
    return row


def _title(title: str) -> str:
    words = title.strip()
    if not words:
        raise TextMissing
    return words


def _problem(permit: Permit, problem: UUID, seen: int) -> tuple[Plan, Problem]:
    plan = locked_plan(permit, Q(problems__uuid=problem))
    row = Problem.objects.filter(plan=plan, uuid=problem).first()
    if row is None:
        raise PlanNotFound
    check_fresh(plan, row, seen)
    return plan, row
