"""One plan: begin it, write in it, sign it, take the person's word, look at it again, end it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max

from care.actor import Action, Permit
from care.audit import operations as audit
from care.consent.rules import RepresentativeFacts, check_drawing
from care.lib.dates import local_date
from care.teams.operations import NotEnrolled
from care.teams.queries import open_enrolment
from patients.queries import get_patient
from treatment_plans.rules import NotPossible
from treatment_plans.staying_safe import rules
from treatment_plans.staying_safe.models import SafePart, SafePlan, SafeSignature
from treatment_plans.staying_safe.operations.parts import (
    ask_to_look,
    changing,
    hear_later,
    looked,
    move,
)
from treatment_plans.staying_safe.operations.refusals import ChangedMeanwhile, NotInForce, PersonDied, Theirs, WordingChanged
from treatment_plans.staying_safe.queries import plans_of, seal_now, texts_of, who_may_sign
from treatment_plans.staying_safe.vocabulary import (
    CATEGORIES,
    Part,
    Party,
    PlanEnd,
    PlanKind,
    PlanState,
    PlanStep,
    Way,
    Why,
)


@dataclass(frozen=True, slots=True)
class Written:
    """What was typed into a part, and the version of it from which the typing began."""

    text: str
    version: int


def begin_plan(*, permit: Permit, kind: PlanKind, at: datetime) -> SafePlan:
    """Begin the next version of a kind of plan, with what the one in force says. One that is open is given as it is.

    Raises:
        PersonDied, NotEnrolled: nobody is in care here under this record.
    """
    permit.check(category=CATEGORIES[kind], action=Action.WRITE)
    user_id, _ = permit.actor.colleague()
    with audit.change(permit=permit, at=at, verb="safe_plan.begun", detail={"kind": kind.value}) as change:
        _check_alive(permit)
        if open_enrolment(permit=permit) is None:
            raise NotEnrolled
        found = _open(permit, kind)
        row = found or _made(permit, kind, user_id=user_id, at=at)
        change.detail["plan"] = row.pk
    return row


def _check_alive(permit: Permit) -> None:
    if get_patient(permit=permit).deceased_on is not None:
        raise PersonDied


def _open(permit: Permit, kind: PlanKind) -> SafePlan | None:
    return plans_of(permit).filter(kind=kind.value, state__in=[state.value for state in rules.OPEN]).first()


def _made(permit: Permit, kind: PlanKind, *, user_id: int, at: datetime) -> SafePlan:
    rows = plans_of(permit).filter(kind=kind.value)
    before = rows.filter(state=PlanState.IN_FORCE.value).first()
    said = texts_of(before) if before else {}
    last = rows.aggregate(last=Max("version"))["last"] or 0
    try:
        with transaction.atomic():
            row = SafePlan.objects.create(
                patient_id=permit.patient_id,
                organisation_id=permit.organisation_id,
                kind=kind.value,
                category=CATEGORIES[kind].value,
                version=last + 1,
                begun_at=at,
                begun_by_id=user_id,
            )
    except IntegrityError:  # of two who begin at once the second is given the first one's
        there = _open(permit, kind)
        if there is None:
            raise
        return there
    SafePart.objects.bulk_create(
        SafePart(plan=row, part=told.part.value, text=said.get(told.part, ""), changed_at=at, changed_by_id=user_id)
        for told in rules.parts_of(kind)
    )
    return row


def write_parts(*, permit: Permit, plan: UUID, written: Mapping[Part, Written], at: datetime) -> list[Part]:
    """Keep what was typed into the parts of a draft; gives those that changed. Each part has a version of its own, so that
    two colleagues write in different parts at once.

    Raises:
        PlanNotFound.
        NotPossible: it is not a draft.
        ChangedMeanwhile: a colleague changed a part that was typed into; nothing is saved.
    """
    user_id, _ = permit.actor.colleague()
    with changing(permit, plan, at=at, verb="safe_plan.written") as (row, change):
        _check_draft(row)
        rows = {Part(one.part): one for one in row.parts.select_related("changed_by")}
        typed = {part: one for part, one in written.items() if part in rows and rules.tidy(one.text) != rows[part].text}
        theirs = {
            part: Theirs(rows[part].text, rows[part].version, rows[part].changed_by.name, rows[part].changed_at)
            for part, one in typed.items()
            if one.version != rows[part].version
        }
        if theirs:
            raise ChangedMeanwhile(theirs)
        for part, one in typed.items():
            there = rows[part]
            there.text, there.version = rules.tidy(one.text), there.version + 1
            there.changed_at, there.changed_by_id = at, user_id
            there.save(update_fields=["text", "version", "changed_at", "changed_by"])
        change.detail["parts"] = sorted(part.value for part in typed)
    return list(typed)


def _check_draft(row: SafePlan) -> None:
    if row.state != PlanState.DRAFT:
        raise NotPossible(PlanState(row.state), PlanStep.GO_BACK)


def sign_plan(*, permit: Permit, plan: UUID, name: str, at: datetime) -> SafePlan:
    """The colleague who wrote it with the person signs; its words stay from then on. It waits for the person's word.

    Raises:
        PlanNotFound, NotPossible (not a draft), PersonDied.
        NothingWritten: it is empty.
    """
    user_id, _ = permit.actor.colleague()
    with changing(permit, plan, at=at, verb="safe_plan.signed") as (row, _):
        _check_alive(permit)
        move(row, PlanStep.SIGN)
        if not any(texts_of(row).values()):
            raise rules.NothingWritten
        row.save(update_fields=["state"])
        _signature(row, Party.CLINICIAN, Way.TYPED, name, "", user_id=user_id, job="", at=at)
    return row


def go_back(*, permit: Permit, plan: UUID, at: datetime) -> SafePlan:
    """Write on in what waits for the person's word: the colleague's signature goes with it.

    Raises:
        PlanNotFound, NotPossible.
    """
    permit.actor.colleague()
    with changing(permit, plan, at=at, verb="safe_plan.gone_back") as (row, _):
        move(row, PlanStep.GO_BACK)
        row.save(update_fields=["state"])
        row.signatures.all().delete()
    return row


def take_word(
    *,
    permit: Permit,
    plan: UUID,
    way: Way,
    name: str = "",
    drawing: str = "",
    seal: str = "",
    beside: rules.Beside | None = None,
    at: datetime,
) -> SafePlan:
    """The person gives their word: the version comes into force, the one before it ends, and its clock begins.

    With `seal` it is what they read: it has to be what stands there still. `beside` is who of those on file signs with them; with
    `Way.IN_PLACE` that one signs alone.

    Raises:
        PlanNotFound, NotPossible (it does not wait for it), PersonDied, WordingChanged.
        BadWord, BadPaper: the name or the drawing is not what it has to be.
        MayNotSign: who signs beside them, or in their place, may not.
    """
    way, name, drawing = rules.check_word(way, name, check_drawing(drawing))
    with changing(permit, plan, at=at, verb="safe_plan.agreed") as (row, change):
        _check_alive(permit)
        move(row, PlanStep.AGREE)
        if seal and seal != seal_now(row):
            raise WordingChanged
        kind, zone = PlanKind(row.kind), get_patient(permit=permit).identity.zone
        with_them = None
        if beside is not None or way is Way.IN_PLACE:
            with_them = rules.check_beside(who_may_sign(permit=permit, at=at), beside, person_signs=way is not Way.IN_PLACE)
        before = plans_of(permit).select_for_update(no_key=True).filter(kind=row.kind, state=PlanState.IN_FORCE.value).first()
        if before is not None:
            _end(before, permit, PlanEnd.SUPERSEDED, at=at)
        row.agreed_at, row.agreed_by_id, row.agreed_by_job = at, permit.actor.user_id, _job(permit)
        row.review_due_on = rules.look_again_on(local_date(at, zone))
        row.save()
        if way is not Way.IN_PLACE:
            _signature(row, Party.PATIENT, way, name, drawing, user_id=permit.actor.user_id, job=_job(permit), at=at)
        if with_them is not None and beside is not None:
            how, said = way if way is Way.IN_PLACE else Way.TYPED, " ".join(beside.name.split())[: rules.LONGEST_NAME]
            user_id, job = permit.actor.user_id, _job(permit)
            _signature(row, Party.REPRESENTATIVE, how, said, "", user_id=user_id, job=job, at=at, on_file=with_them)
        hear_later(row, on=row.review_due_on, zone=zone, at=at)
        looked(permit, kind, outcome=f"Version {row.version} is in force", at=at)
        change.detail["way"] = way.value
    return row


def _job(permit: Permit) -> str:
    return permit.actor.job_name if permit.actor.user_id is None else ""


def _signature(
    row: SafePlan,
    party: Party,
    way: Way,
    name: str,
    drawing: str,
    *,
    user_id: int | None,
    job: str,
    at: datetime,
    on_file: RepresentativeFacts | None = None,
) -> None:
    SafeSignature.objects.create(
        plan=row,
        party=party.value,
        way=way.value,
        name=name,
        drawing=drawing,
        representative=on_file.uuid if on_file else None,
        acts_as=on_file.kind.value if on_file else "",
        seal=seal_now(row),
        signed_at=at,
        signed_by_id=user_id,
        signed_by_job=job,
    )


def keep_plan(*, permit: Permit, plan: UUID, at: datetime) -> SafePlan:
    """It was looked at together and is right as it is: its clock begins anew.

    Raises:
        PlanNotFound, NotInForce.
    """
    user_id, _ = permit.actor.colleague()
    with changing(permit, plan, at=at, verb="safe_plan.looked_at") as (row, _):
        if row.state != PlanState.IN_FORCE:
            raise NotInForce
        zone = get_patient(permit=permit).identity.zone
        row.looked_at, row.looked_by_id = at, user_id
        row.review_due_on = rules.look_again_on(local_date(at, zone))
        row.save(update_fields=["looked_at", "looked_by", "review_due_on"])
        hear_later(row, on=row.review_due_on, zone=zone, at=at)
        looked(permit, PlanKind(row.kind), outcome="Looked at together; it is right as it is", at=at)
    return row


def ask_again(*, permit: Permit, plan: UUID, why: Why, at: datetime) -> bool:
    """Ask for a version in force to be looked at soon; False where somebody is asked already.

    Raises:
        PlanNotFound, NotInForce.
    """
    with changing(permit, plan, at=at, verb="safe_plan.look_asked") as (row, change):
        if row.state != PlanState.IN_FORCE or row.review_due_on is None:
            raise NotInForce
        change.detail["why"] = why.value
        soon = local_date(at + rules.LOOK_SOON, get_patient(permit=permit).identity.zone)
        if row.review_due_on > soon and why is not Why.TIME:
            row.review_due_on = soon
            row.save(update_fields=["review_due_on"])
        return ask_to_look(permit, PlanKind(row.kind), subject=row.uuid, why=why, within=rules.LOOK_SOON, is_new=False, at=at)


def end_plan(*, permit: Permit, plan: UUID, reason: PlanEnd, at: datetime) -> SafePlan:
    """End a version, with the reason.

    Raises:
        PlanNotFound, NotPossible.
    """
    permit.actor.colleague()
    with changing(permit, plan, at=at, verb="safe_plan.ended") as (row, change):
        change.detail["reason"] = reason.value
        was_open = PlanState(row.state) in rules.OPEN
        _end(row, permit, reason, at=at)
        if not was_open:
            looked(permit, PlanKind(row.kind), outcome=reason.label, at=at)
    return row


def _end(row: SafePlan, permit: Permit, reason: PlanEnd, *, at: datetime) -> None:
    move(row, PlanStep.END)
    row.ended_at, row.ended_by_id, row.ended_by_job = at, permit.actor.user_id, _job(permit)
    row.end_reason = reason.value
    row.save(update_fields=["state", "ended_at", "ended_by", "ended_by_job", "end_reason"])


def close_plans(*, permit: Permit, reason: PlanEnd, at: datetime) -> int:
    """End every version that stands, because care here has ended or the person has died; gives their number."""
    with audit.change(permit=permit, at=at, verb="safe_plans.closed", detail={"reason": reason.value}) as change:
        standing = plans_of(permit).filter(state__in=[state.value for state in rules.STANDING])
        rows = list(standing.select_for_update(no_key=True).order_by("pk"))
        for row in rows:
            _end(row, permit, reason, at=at)
        change.detail["plans"] = [row.pk for row in rows]
    return len(rows)
