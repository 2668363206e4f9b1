"""The answer to a person who asks who saw their record: one page, in words for everybody. Source: clinical reference 3.7."""

from collections.abc import Sequence
from datetime import date

from care.actor import ActorKind
from care.audit.kinds import Kind
from care.audit.queries import Summary
from care.lib.dates import date_text, local_date
from care.lib.pdf import Block
from care.pages.presenters.privacy import Names, Who, who

MOST_LINES = 16  # so that it stays one page; the whole list goes along as a table
TITLE = "Who saw your record"
RIGHTS = (
    "If something here looks wrong to you, tell us: we look into it, and asking changes nothing about your care. You can also "
    "complain to the Secretary of the US Department of Health and Human Services, at any time and without telling us "
    "(42 CFR 2.4). Nobody may hold it against you."
)


def blocks(
    found: Sequence[Summary], names: Names, *, zone: str, since: date, until: date, asked_on: date, officer: str, phone: str
) -> list[Block]:
    """What the letter says."""
    people, others = _by_actor(found, names)
    period = f"between {date_text(since)} and {date_text(until)}"
    staff = [_line(actor, rows, zone) for actor, rows in people if any(row.kind is not Kind.REFUSAL for row in rows)]
    refused = [f"{actor.name}{_role(actor)}" for actor, rows in people if any(row.kind is Kind.REFUSAL for row in rows)]
    given = [_line(actor, rows, zone) for actor, rows in others]
    parts = [
        Block(
            "",
            [
                f"You asked us on {date_text(asked_on)} who saw your record. We write down each time that somebody opens, "
                f"changes or sends any part of it. This is what we have {period}."
            ],
        ),
        Block(
            f"People who work here: {len(staff)}" if staff else "People who work here",
            staff[:MOST_LINES] or ["Nobody who works here opened it."],
        ),
    ]
    if len(staff) > MOST_LINES:
        parts.append(Block("", [f"And {len(staff) - MOST_LINES} more: the whole list goes along with this letter."]))
    parts.append(
        Block(
            "Outside of here",
            given[:MOST_LINES] or ["No computer of anybody else received anything of it."],
        )
    )
    parts.append(
        Block("", ["Ask us for the list of what was given out, to whom and why: it is a paper of its own (42 CFR 2.25)."])
    )
    if refused:
        parts.append(Block("Asked, and were not let in", [", ".join(refused)]))
    parts.append(Block("Your rights", [RIGHTS]))
    call = f" or call {phone}" if phone else ""
    parts.append(Block("", [f"Questions? Ask {officer}, privacy officer{call}. We gladly go through it with you."]))
    return parts


def _by_actor(found: Sequence[Summary], names: Names) -> tuple[list[tuple[Who, list[Summary]]], list[tuple[Who, list[Summary]]]]:
    """Colleagues, and partners' systems; what the platform does by itself and the person's own links are left out."""
    people: dict[str, tuple[Who, list[Summary]]] = {}
    others: dict[str, tuple[Who, list[Summary]]] = {}
    for row in found:
        into = {ActorKind.STAFF: people, ActorKind.PARTNER: others}.get(row.actor_kind)
        if into is not None and (row.actor_kind is ActorKind.STAFF or row.kind is Kind.DISCLOSURE):
            actor = who(row.actor_kind, row.actor_label, names)
            into.setdefault(f"{row.actor_label}", (actor, []))[1].append(row)
    return list(people.values()), list(others.values())


def _role(actor: Who) -> str:
    return f", {actor.role[:1].lower()}{actor.role[1:]}" if actor.role else ""


def _line(actor: Who, rows: Sequence[Summary], zone: str) -> str:
    """'Amara Osei, care coordinator: on 12 days, the first Aug 3, 2026, the last Nov 20, 2026; changed something.'"""
    seen = [row for row in rows if row.kind is not Kind.REFUSAL]
    number = max(row.days for row in seen)
    first, last = (local_date(moment, zone) for moment in (min(r.first_at for r in seen), max(r.last_at for r in seen)))
    when = f"on {date_text(first)}" if first == last else f"on {number} days, from {date_text(first)} to {date_text(last)}"
    gave = "gave parts of it to somebody outside" if seen[0].actor_kind is ActorKind.STAFF else "received parts of it"
    did = [
        word
        for kind, word in ((Kind.ACCESS, "opened it"), (Kind.CHANGE, "wrote in it"), (Kind.DISCLOSURE, gave))
        if any(row.kind is kind for row in seen)
    ]
    return f"{actor.name}{_role(actor)}: {' and '.join(did) or 'sent a message'} {when}."
