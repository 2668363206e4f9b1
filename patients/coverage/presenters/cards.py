"""Coverage, authorizations, denials and help with costs as cards of a person's page, and as pages of their own."""

from dataclasses import dataclass, field
from uuid import UUID

from django.urls import reverse

from care.lib.dates import date_text
from patients.coverage.presenters.words import (
    AID_TONES,
    AUTHORIZATION_TONES,
    DENIAL_TONES,
    OUTCOME_TONES,
    STANDING_TONES,
    Facts,
    Mark,
    Reader,
    facts,
    period,
)
from patients.coverage.queries import AidRow, AppealRow, AuthorizationRow, BenefitRow, CoverageRow, DenialRow, EligibilityRow
from patients.coverage.rules import STALE, Costs, asked_the_payer, letters_reach_others, money_text, order_text
from patients.coverage.vocabulary import AuthorizationState, DenialState, Known, PlanKind
from patients.rules import phone_text

NOT_ASKED = Mark("Not asked yet", "over", "question")


@dataclass(frozen=True, slots=True)
class BenefitLine:
    """One service: covered or not, asked for beforehand or not, what it costs, and since when that is known."""

    service: str
    covered: Mark
    authorization: str
    cost: str
    limits: str
    said: str


@dataclass(frozen=True, slots=True)
class CoverageCard:
    """One payer: order, numbers, days, what was last learned, costs, services."""

    uuid: UUID
    name: str
    payer: str
    kind: str
    order: str
    in_force: bool
    is_imported: bool
    is_self_pay: bool
    facts: Facts
    standing: Mark
    learned: str
    is_stale: bool
    costs: Facts
    benefits: list[BenefitLine]
    letters: str
    note: str
    phone: str
    phone_link: str
    change_url: str
    check_url: str
    first_url: str
    remove_url: str


COVERED = {
    Known.YES: ("well", "check"),
    Known.NO: ("over", "close"),
    Known.NOT_KNOWN: ("plain", "question"),
}


def coverage_card(row: CoverageRow, *, person: UUID, reader: Reader) -> CoverageCard:
    """A coverage with what was last learned of it. What is not known is said."""
    terms, found = row.terms, row.eligibility
    is_self_pay = terms.kind is PlanKind.SELF_PAY
    here = {"uuid": person, "coverage": row.uuid}
    is_stale = not is_self_pay and (found is None or reader.today - found.checked_on > STALE)
    return CoverageCard(
        uuid=row.uuid,
        name=f"{terms.payer}, {terms.plan}" if terms.plan else terms.payer,
        payer=terms.payer,
        kind=terms.kind.label,
        order=order_text(row.position),
        in_force=row.in_force(reader.today),
        is_imported=row.is_imported,
        is_self_pay=is_self_pay,
        facts=facts(
            {
                "Member number": terms.member_number or ("" if is_self_pay else "not written down"),
                "Group": terms.group_number,
                "Days": period(terms.starts_on, terms.ends_on),
                "Renewal due by": date_text(terms.renews_on) if terms.renews_on else "",
                "In whose name": "" if is_self_pay else terms.holder_name or terms.holder.label,
            }
        ),
        standing=standing_mark(found) if found else NOT_ASKED,
        learned=learned(found, reader) if found else "",
        is_stale=is_stale,
        costs=costs_of(found.costs) if found else [],
        benefits=[benefit_line(benefit, reader) for benefit in row.benefits],
        letters=_letters(row),
        note=terms.note,
        phone=phone_text(terms.payer_phone) if terms.payer_phone else "",
        phone_link=f"tel:{terms.payer_phone}" if terms.payer_phone else "",
        change_url=reverse("coverage:change", kwargs=here),
        check_url="" if is_self_pay else reverse("coverage:check", kwargs=here),
        first_url=reverse("coverage:first", kwargs=here) if row.position > 1 else "",
        remove_url=reverse("coverage:remove", kwargs=here),
    )


def _letters(row: CoverageRow) -> str:
    terms = row.terms
    if not letters_reach_others(holder=terms.holder, letters_elsewhere_on=terms.letters_elsewhere_on):
        day = terms.letters_elsewhere_on
        return f"The plan was asked on {date_text(day)} to send letters elsewhere." if day else ""
    return f"Letters about care may go to {terms.holder_name or terms.holder.label.lower()}."


def learned(row: EligibilityRow, reader: Reader) -> str:
    """'By phone, Dana at the plan, Mon Nov 23, number 12; written down by ...'."""
    parts = [row.how.label if asked_the_payer(row.how) else f"{row.how.label}; the payer was not asked", row.spoke_with]
    parts += [reader.day(row.checked_on), f"number {row.reference}" if row.reference else ""]
    return f"{', '.join(part for part in parts if part)}; written down by {row.recorded_by}"


def standing_mark(row: EligibilityRow) -> Mark:
    """Covered or not, as the payer said."""
    return Mark(row.standing.label, *STANDING_TONES[row.standing])


def costs_of(costs: Costs) -> Facts:
    """The year's costs in words: the whole, what was met and what is left."""
    lines = {}
    for label, whole, met, rest in (
        ("Deductible", costs.deductible, costs.deductible_met, costs.deductible_left),
        ("Most in a year", costs.out_of_pocket, costs.out_of_pocket_met, costs.out_of_pocket_left),
    ):
        if whole is not None:
            words = money_text(whole)
            words += f", {money_text(met)} paid, {money_text(rest)} to go" if met is not None and rest is not None else ""
            lines[label] = words
    return facts(lines)


def benefit_line(row: BenefitRow, reader: Reader) -> BenefitLine:
    """One service in words."""
    costs = [f"{money_text(row.copay)} each time" if row.copay is not None else ""]
    costs += [f"{row.coinsurance} percent" if row.coinsurance is not None else ""]
    words = {Known.YES: "Needed", Known.NO: "Not needed", Known.NOT_KNOWN: "Not known"}
    return BenefitLine(
        service=row.service.label,
        covered=Mark(row.covered.label, *COVERED[row.covered]),
        authorization=words[row.needs_authorization],
        cost=", ".join(cost for cost in costs if cost) or "Not known",
        limits=row.limits,
        said=f"{row.how.label}, {reader.day(row.said_on)}",
    )


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened on the way: when, what, through whom, in which words."""

    when: str
    what: str
    small: str = ""


@dataclass(frozen=True, slots=True)
class MatterCard:
    """An authorization, a denial or an application: a line of the person's page, and the head of its own."""

    uuid: UUID
    what: str
    payer: str
    phone: str
    phone_link: str
    url: str
    mark: Mark
    prose: str
    small: str
    is_open: bool
    is_expedited: bool
    parity: str
    facts: Facts
    events: list[Event] = field(default_factory=list)
    own_words: str = ""


def authorization_card(row: AuthorizationRow, *, person: UUID, reader: Reader) -> MatterCard:
    """A prior authorization: what, how much, where it stands, what came before."""
    measure = row.measure.label
    asked = f"{row.units_asked} {measure}" if row.units_asked else ""
    used = ""
    if row.units_approved is not None:
        used = f"{row.units_used} of {row.units_approved} {measure} used, {row.units_left} left"
    small = {
        AuthorizationState.DRAFT: f"begun {reader.moment(row.prepared_at)} by {row.prepared_by}",
        AuthorizationState.SENT: f"decision due {reader.moment(row.decision_due_at)}" if row.decision_due_at else "",
        AuthorizationState.PENDED: f"the plan asks: {row.asked_for}",
        AuthorizationState.APPROVED: "; ".join(part for part in (period(row.starts_on, row.ends_on), used) if part),
        AuthorizationState.PARTLY: "; ".join(part for part in (period(row.starts_on, row.ends_on), used) if part),
        AuthorizationState.DENIED: f"decided {reader.day(row.decided_on)}" if row.decided_on else "",
    }.get(row.state, row.close_reason)
    return MatterCard(
        uuid=row.uuid,
        what=row.what,
        payer=row.payer,
        phone=phone_text(row.payer_phone) if row.payer_phone else "",
        phone_link=f"tel:{row.payer_phone}" if row.payer_phone else "",
        url=reverse("coverage:authorization", kwargs={"uuid": person, "authorization": row.uuid}),
        mark=Mark(row.state.label, *AUTHORIZATION_TONES[row.state]),
        prose=row.state.prose,
        small=small,
        is_open=row.is_open,
        is_expedited=row.is_expedited,
        parity=(row.parity_note or "Comparable medical care would not be asked for this.") if row.parity_concern else "",
        facts=facts(
            {
                "Service": row.service.label,
                "Code": row.code,
                "Needed on": reader.day(row.needed_on) if row.needed_on else "",
                "Asked for": asked,
                "Reference": row.reference,
                "Approval number": row.approval_number,
                "Approved": period(row.starts_on, row.ends_on),
                "Used": used,
                "Criteria asked for": reader.day(row.criteria_asked_on) if row.criteria_asked_on else "",
            }
        ),
        events=_authorization_events(row, reader),
    )


def _authorization_events(row: AuthorizationRow, reader: Reader) -> list[Event]:
    """What happened, the latest first."""
    events = [Event(reader.moment(row.prepared_at), "Begun", row.prepared_by)]
    if row.sent_at and row.sent_how:
        events.append(Event(reader.moment(row.sent_at), f"Sent: {row.sent_how.label.lower()}", row.sent_by))
    if row.decided_at and row.decided_on:
        said = "Denied" if row.state is AuthorizationState.DENIED else "Approved"
        events.append(
            Event(reader.day(row.decided_on), said, f"written down {reader.moment(row.decided_at)} by {row.decided_by}")
        )
    if row.closed_at:
        events.append(Event(reader.moment(row.closed_at), f"Over: {row.close_reason}", row.closed_by))
    return events[::-1]


def denial_card(row: DenialRow, *, person: UUID, reader: Reader) -> MatterCard:
    """A denial: to what, why, where its appeals stand."""
    small = f"{row.reason.label}; notice of {reader.day(row.notice_on)}"
    if row.state is DenialState.STANDS:
        small = f"{row.reason.label}; left by {row.ended_by}"
    return MatterCard(
        uuid=row.uuid,
        what=row.what,
        payer=row.payer,
        phone=phone_text(row.payer_phone) if row.payer_phone else "",
        phone_link=f"tel:{row.payer_phone}" if row.payer_phone else "",
        url=reverse("coverage:denial", kwargs={"uuid": person, "denial": row.uuid}),
        mark=Mark(row.state.label, *DENIAL_TONES[row.state]),
        prose=row.state.prose,
        small=small,
        is_open=row.is_open,
        is_expedited=any(appeal.is_expedited and appeal.outcome is None for appeal in row.appeals),
        parity=(row.parity_note or "Comparable medical care would not be treated so.") if row.parity_concern else "",
        facts=facts(
            {
                "A no to": row.kind.label,
                "Why": row.reason.label,
                "In the payer’s words": row.reason_words,
                "Amount": money_text(row.amount) if row.amount is not None else "",
                "Notice of": reader.day(row.notice_on),
                "Last day to appeal": reader.day(row.file_by_on) if row.levels else "no further level",
                "Last day to keep care going": reader.day(row.continue_by_on) if row.continue_by_on else "",
                "Criteria asked for": reader.day(row.criteria_asked_on) if row.criteria_asked_on else "not yet",
                "Criteria received": reader.day(row.criteria_got_on) if row.criteria_got_on else "",
                "Written down": f"{reader.moment(row.recorded_at)} by {row.recorded_by}",
            }
        ),
        own_words=row.end_reason,
    )


@dataclass(frozen=True, slots=True)
class AppealCard:
    """One appeal at one level."""

    level: str
    mark: Mark
    facts: Facts
    is_expedited: bool


def appeal_card(row: AppealRow, *, reader: Reader) -> AppealCard:
    """An appeal: when it went, what it rests on, how it ended or when it is decided."""
    mark = Mark(row.outcome.label, *OUTCOME_TONES[row.outcome]) if row.outcome else Mark("Under way", "info", "clock")
    return AppealCard(
        level=row.level.label,
        mark=mark,
        is_expedited=row.is_expedited,
        facts=facts(
            {
                "Filed": f"{reader.moment(row.filed_at)}, {row.filed_how.label.lower()}, by {row.filed_by}",
                "The person agreed": reader.day(row.agreed_on) if row.agreed_on else "",
                "Rests on": row.grounds,
                "Care goes on meanwhile": "asked for" if row.keeps_care_going else "",
                "Reference": row.reference,
                "Decision due": "" if row.outcome else reader.moment(row.decision_due_at),
                "Decided": reader.day(row.decided_on) if row.decided_on else "",
                "In the words of the decision": row.outcome_words,
            }
        ),
    )


def aid_card(row: AidRow, *, person: UUID, reader: Reader) -> MatterCard:
    """An application for help with costs: what it is for and where it stands."""
    small = "; ".join(
        part
        for part in (
            row.for_what,
            row.worth,
            f"papers missing: {row.papers_missing}" if row.papers_missing else "",
            f"the program asks: {row.asked_for}" if row.state.value == "asked_more" else "",
            f"renewal by {date_text(row.renews_on)}" if row.renews_on else "",
        )
        if part
    )
    return MatterCard(
        uuid=row.uuid,
        what=row.program,
        payer=row.payer,
        phone="",
        phone_link="",
        url=reverse("coverage:aid", kwargs={"uuid": person, "aid": row.uuid}),
        mark=Mark(row.state.label, *AID_TONES[row.state]),
        prose=row.state.prose,
        small=small or row.program_what,
        is_open=row.is_open,
        is_expedited=False,
        parity="",
        facts=facts(
            {
                "What it does": row.program_what,
                "For what": row.for_what,
                "Papers missing": row.papers_missing,
                "Papers due by": reader.day(row.papers_due_on) if row.papers_due_on else "",
                "Applied on": reader.day(row.applied_on) if row.applied_on else "",
                "Reference": row.reference,
                "Decision due": reader.day(row.decision_due_on) if row.decision_due_on and not row.decided_on else "",
                "The program asks for": row.asked_for,
                "Decided on": reader.day(row.decided_on) if row.decided_on else "",
                "What it pays": row.worth,
                "Renewal due by": reader.day(row.renews_on) if row.renews_on else "",
                "Stands so": f"since {reader.moment(row.since_at)}, {row.since_by}",
                "Source": row.program_source.replace("[verify]", "(not verified)"),
            }
        ),
        own_words=row.end_reason,
    )
