"""Pairs of records that may be of one person: found by a job, told apart or merged by people."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Q

from care.accounts.rules import Work, check_work
from care.actor import Action, Actor, Category, Permit
from care.audit import operations as audit
from patients.merging.models import LikelyPair, Merge
from patients.merging.operations.refusals import NobodyLike, OneRecord
from patients.merging.queries.candidates import Key, alike, ordered, told_apart
from patients.merging.queries.comparing import traits_of
from patients.merging.rules import PAIR, PairState, PairStep, next_state
from patients.models import Patient
from patients.rules import Likeness, likeness, score

MOST_PAIRS = 500  # open ones of a program: more than people look through is no list


def remember_apart(*, actor: Actor, patient_id: int, others: Sequence[int], at: datetime) -> int:
    """Keep that somebody was registered although others look alike: it is somebody else. Gives how many pairs that makes.

    The registrar need not be allowed to open the others: only that they were told apart is kept.
    """
    check_work(actor, Work.REGISTER_PATIENT)
    user_id, organisation_id = actor.colleague()
    rows = Patient.objects.filter(pk__in=[patient_id, *others], organisation_id=organisation_id).order_by("pk")
    traits = dict(zip([row.pk for row in rows], traits_of(rows), strict=True))
    with audit.change(actor=actor, patient_ids=sorted(traits), at=at, verb="records.told_apart") as change:
        made = []
        for other in (one for one in others if one in traits and patient_id in traits and one != patient_id):
            reasons = likeness(traits[patient_id], traits[other])
            pair = _pair(organisation_id, ordered(patient_id, other), reasons, at=at)
            pair.state, pair.decided_at, pair.decided_by_id = PairState.APART.value, at, user_id
            made += [pair] if reasons else []
        LikelyPair.objects.bulk_create(made, ignore_conflicts=True)
        change.detail["pairs"] = len(made)
    return len(made)


def find_pairs(*, actor: Actor, at: datetime) -> int:
    """Look through the actor's organization for records that may be of one person; gives how many pairs are new.

    For a job. A pair that somebody told apart is not proposed again, also not under the number into which a record of it was
    merged; one whose records no longer look alike is no longer open.
    """
    if actor.organisation_id is None or not actor.job:
        raise PermissionError("a named job of an organization looks for pairs")
    found = alike(organisation_id=actor.organisation_id, limit=MOST_PAIRS)
    apart = told_apart(organisation_id=actor.organisation_id)
    with audit.change(actor=actor, at=at, verb="records.compared") as change:
        open_now = {
            (pair.one_id, pair.other_id): pair
            for pair in LikelyPair.objects.select_for_update(no_key=True)
            .filter(organisation_id=actor.organisation_id, state=PairState.OPEN.value)
            .order_by("pk")
        }
        new = []
        for key, reasons in found.items():
            known = open_now.pop(key, None)
            if known is None and key not in apart:
                new.append(_pair(actor.organisation_id, key, reasons, at=at))
            elif known is not None and known.reasons != [reason.value for reason in reasons]:
                known.score, known.reasons = score(reasons), [reason.value for reason in reasons]
                known.save(update_fields=["score", "reasons"])
        LikelyPair.objects.bulk_create(new, ignore_conflicts=True)
        LikelyPair.objects.filter(pk__in=[pair.pk for pair in open_now.values()]).delete()
        change.detail |= {"new": len(new), "gone": len(open_now)}
    return len(new)


def _pair(organisation_id: int, key: Key, reasons: Sequence[Likeness], *, at: datetime) -> LikelyPair:
    return LikelyPair(
        organisation_id=organisation_id,
        one_id=key[0],
        other_id=key[1],
        score=score(reasons),
        reasons=[reason.value for reason in reasons],
        found_at=at,
    )


def tell_apart(*, permit: Permit, other: Permit, words: str, at: datetime) -> LikelyPair:
    """Say that two records are of two people: the pair is not proposed again.

    Raises:
        WorkRefused: no role of the actor compares records.
        OneRecord: both are the same record.
        NobodyLike: there is no such pair, or it was decided meanwhile.
    """
    return _decide(permit, other, PairStep.TELL_APART, words=words, at=at, verb="records.told_apart")


def reconsider(*, permit: Permit, other: Permit, at: datetime) -> LikelyPair:
    """Take back that two records are of two people.

    Raises:
        WorkRefused, OneRecord, NobodyLike: as `tell_apart`.
    """
    return _decide(permit, other, PairStep.RECONSIDER, words="", at=at, verb="records.reconsidered")


def forget_pairs(*, actor: Actor, patient_ids: Sequence[int], at: datetime) -> int:
    """Remove what was said of likenesses to people who are taken back as if they had never come; how many."""
    _, organisation_id = actor.colleague()
    with audit.change(actor=actor, patient_ids=patient_ids, at=at, verb="records.pairs_forgotten") as change:
        named = Q(one_id__in=patient_ids) | Q(other_id__in=patient_ids)
        number, _ = LikelyPair.objects.filter(named, organisation_id=organisation_id).delete()
        change.detail["pairs"] = number
    return number


def _decide(permit: Permit, other: Permit, step: PairStep, *, words: str, at: datetime, verb: str) -> LikelyPair:
    check_work(permit.actor, Work.MERGE_RECORDS)
    for one in (permit, other):
        one.check(category=Category.DEMOGRAPHICS, action=Action.WRITE)
    user_id, _ = permit.actor.colleague()
    if permit.patient_id == other.patient_id:
        raise OneRecord
    with audit.change(permit=permit, patient_ids=[permit.patient_id, other.patient_id], at=at, verb=verb) as change:
        first, second = sorted((permit.patient_id, other.patient_id))
        pair = (
            LikelyPair.objects.select_for_update(no_key=True)
            .filter(organisation_id=permit.organisation_id, one_id=first, other_id=second)
            .first()
        )
        if pair is None or (PairState(pair.state), step) not in PAIR:
            raise NobodyLike
        _move(pair, step, by=user_id, words=words, at=at)
        change.detail["pair"] = pair.pk
    return pair


def _move(pair: LikelyPair, step: PairStep, *, by: int, words: str, at: datetime) -> None:
    pair.state = next_state(PAIR, PairState(pair.state), step).value
    is_open = pair.state == PairState.OPEN.value
    pair.decided_at, pair.decided_by_id = (None, None) if is_open else (at, by)
    pair.words = "" if is_open else words.strip()
    pair.save(update_fields=["state", "decided_at", "decided_by", "words"])


def mark_merged(merge: Merge, *, by: int) -> None:
    """The pair of a merge, if it was one, is decided; for this package."""
    _follow(merge, PairStep.MERGE, by=by, at=merge.merged_at)


def mark_undone(merge: Merge, *, by: int, at: datetime) -> None:
    """The pair of a merge that was undone is of two people; for this package."""
    _follow(merge, PairStep.UNDO, by=by, at=at)


def _follow(merge: Merge, step: PairStep, *, by: int, at: datetime) -> None:
    first, second = sorted((merge.kept_id, merge.gone_id))
    pair = LikelyPair.objects.select_for_update(no_key=True).filter(one_id=first, other_id=second).first()
    if pair is not None and (PairState(pair.state), step) in PAIR:
        _move(pair, step, by=by, words="", at=at)
