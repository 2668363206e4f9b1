"""Signing a version that was put before people, beside agreeing on it."""

from datetime import datetime
from uuid import UUID

from care.actor import Action, Category, Permit
from care.audit import operations as audit
from care.worklist import operations as worklist
from treatment_plans import rules
from treatment_plans.models import Goal, Signature
from treatment_plans.operations.carrying import take_over_progress
from treatment_plans.operations.comments import say
from treatment_plans.operations.parts import changes_since, check_work, doers_of, next_of
from treatment_plans.operations.plans import back_to_writing, locked_versions, put_in_force
from treatment_plans.operations.refusals import StalePlan
from treatment_plans.operations.signatures import ASKED_TO_SIGN, Said, add_signature
from treatment_plans.rules import OPEN_GOALS
from treatment_plans.vocabulary import Doer, Party, PlanStatus, PlanStep, PlanWork, SigningWay, Subject


def sign_plan(*, permit: Permit, plan: UUID, seen: int, party: Party, said: Said, at: datetime) -> Signature:
    """Put a name under a version that was proposed, agreed or is in force, or note that somebody chose not to sign, with why.

    The supervisor's signature under an agreed version puts it in force; where the supervisor does not sign, it goes back to
    being written, with their reason as a comment. Whoever else chooses not to sign stops nothing.

    Raises:
        PlanNotFound, NotPossible (a draft, or ended), NotTheirs (the supervisor's, by somebody else).
        StalePlan: the wording was put before people anew since `seen`.
        NameMissing, ReasonMissing, BadPaper.
    """
    permit.check(category=Category.SUD, action=Action.WRITE)
    with audit.change(permit=permit, at=at, verb="plan.signed", detail={"party": party.value, "way": said.way.value}) as change:
        versions = locked_versions(permit, plan)
        row = versions.row
        check_work(permit, row, PlanWork.SIGNING)
        if party is Party.SUPERVISOR and Doer.SUPERVISOR not in doers_of(permit):
            raise rules.NotTheirs(Doer.TEAM, PlanWork.SIGNING)
        if row.offered_revision is not None and row.offered_revision > seen:
            raise StalePlan(revision=row.revision, changed=tuple(changes_since(row, seen)))
        signature = add_signature(permit, row, party, said, at)
        if party is Party.SUPERVISOR and row.status == PlanStatus.AGREED:
            if said.way is SigningWay.DECLINED:
                back_to_writing(row, permit, next_of(permit, row, PlanStep.REWRITE), at)
                say(permit, row, Subject.PLAN, None, "", said.reason.strip(), at)
            else:
                take_over_progress(row)
                if Goal.objects.filter(plan=row, lifecycle__in=OPEN_GOALS).exists():
                    row.revision += 1
                    row.save(update_fields=["revision"])
                    change.detail |= put_in_force(permit, versions, at)
                worklist.finish_tasks_about(
                    permit=permit, subject=row.uuid, kinds=[ASKED_TO_SIGN], outcome="Signed by the supervisor.", at=at
                )
        change.detail.update(plan=row.pk, version=row.version)
    return signature
