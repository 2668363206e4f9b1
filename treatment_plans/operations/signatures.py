"""Names under a plan: the person's, the author's, others' who take part; and for whose plans the supervisor is asked."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from care.accounts.queries import names_of_users
from care.accounts.rules import Work, check_work
from care.actor import Actor, Permit, Role
from care.audit import operations as audit
from care.consent.rules import check_drawing
from care.worklist import operations as worklist
from care.worklist.rules import Priority
from patients.queries import names_of
from treatment_plans.models import Plan, Signature, SupervisorRule
from treatment_plans.operations.parts import author_of
from treatment_plans.operations.refusals import NameMissing, ReasonMissing
from treatment_plans.vocabulary import Party, SigningWay

ASKED_TO_SIGN = "plan_signature"
TO_SIGN = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Said:
    """How somebody signed: the name as it was signed, the lines where it was drawn; or why they did not."""

    way: SigningWay
    name: str = ""
    drawn: str = ""
    reason: str = ""


def sign_for_both(permit: Permit, plan: Plan, said: Said | None, own: Said | None, at: datetime) -> None:
    """The person's and the author's signatures under what is agreed; who signed the same wording before is not asked again."""
    there = set(Signature.objects.filter(plan=plan, revision__gte=plan.offered_revision or 0).values_list("party", flat=True))
    if said is not None or Party.PATIENT.value not in there:
        name = names_of([permit.patient_id])[permit.patient_id].display_name
        add_signature(permit, plan, Party.PATIENT, said or Said(SigningWay.SPOKEN, name), at)
    if own is not None or Party.CLINICIAN.value not in there:
        name = names_of_users([author_of(permit)]).get(author_of(permit), "") or "a colleague"
        add_signature(permit, plan, Party.CLINICIAN, own or Said(SigningWay.TYPED, name), at)


def add_signature(permit: Permit, plan: Plan, party: Party, said: Said, at: datetime) -> Signature:
    """One signature under a locked version; for this package.

    Raises:
        NameMissing, ReasonMissing, BadPaper (the drawing is none).
    """
    name, reason = said.name.strip(), said.reason.strip()
    if said.way is SigningWay.DECLINED and not reason:
        raise ReasonMissing
    if said.way is not SigningWay.DECLINED and not name:
        raise NameMissing
    drawn = check_drawing(said.drawn) if said.way is SigningWay.DRAWN else ""
    if said.way is SigningWay.DRAWN and not drawn:
        raise NameMissing
    return Signature.objects.create(
        plan=plan,
        party=party.value,
        way=said.way.value,
        name=name,
        drawn=drawn,
        reason=reason,
        revision=plan.revision,
        signed_at=at,
        signed_by_id=author_of(permit),
    )


def needs_supervisor(permit: Permit, plan: Plan) -> bool:
    """Whether the programme asks its supervisor to sign what this author's roles write, and the supervisor has not yet."""
    if Role.SUPERVISOR in permit.actor.roles:
        return False
    asked = SupervisorRule.objects.filter(
        organisation_id=permit.organisation_id, ended_at__isnull=True, role__in=[role.value for role in permit.actor.roles]
    )
    signed = Signature.objects.filter(plan=plan, party=Party.SUPERVISOR.value, revision__gte=plan.offered_revision or 0)
    if plan.offered_revision is not None and signed.exclude(way=SigningWay.DECLINED.value).exists():
        return False
    return asked.exists()


def ask_supervisor(permit: Permit, plan: Plan, at: datetime) -> None:
    """A task for the supervisor to read and sign."""
    worklist.open_task(
        permit=permit,
        kind=ASKED_TO_SIGN,
        title="Read a plan and sign it as supervisor",
        why=f"Version {plan.version} is agreed with the person. It begins when you have signed.",
        priority=Priority.RAISED,
        owner_role=Role.SUPERVISOR,
        due_at=at + TO_SIGN,
        subject_kind="plan",
        subject=plan.uuid,
        at=at,
    )


def ask_supervisor_for(*, actor: Actor, roles: frozenset[Role], at: datetime) -> None:
    """Say for which roles the supervisor signs the plans that they write, from now on.

    Raises:
        WorkRefused: the actor does not manage accounts and roles.
    """
    check_work(actor, Work.MANAGE_STAFF)
    user_id, organisation_id = actor.colleague()
    with audit.change(actor=actor, at=at, verb="plans.supervisor_asked_for") as change:
        rows = SupervisorRule.objects.select_for_update().filter(organisation_id=organisation_id, ended_at__isnull=True)
        there = {row.role: row for row in rows.order_by("pk")}
        for role, row in there.items():
            if role not in {one.value for one in roles}:
                row.ended_at, row.ended_by_id = at, user_id
                row.save(update_fields=["ended_at", "ended_by"])
        for role in sorted(roles):
            if role.value not in there:
                SupervisorRule.objects.create(organisation_id=organisation_id, role=role.value, set_at=at, set_by_id=user_id)
        change.detail["roles"] = sorted(role.value for role in roles)
