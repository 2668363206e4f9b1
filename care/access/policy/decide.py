"""Who may read and change what: the first row of the table that matches, deny by default. Pure."""

from functools import lru_cache

from care.access.policy.facts import Allow, Decision, Deny, Facts
from care.access.policy.grants import JOBS, LINKS, PROGRAMME_CATEGORIES, TEAM_CATEGORIES, reach
from care.access.policy.table import TABLE, Row
from care.actor import Action, Category, Purpose, Requester

NOTHING: frozenset[Category] = frozenset()


@lru_cache(maxsize=4096)
def decide(facts: Facts) -> Decision:
    """The first row that matches. Unknown words (whatever is not in the vocabulary) are refused before the table is asked."""
    known = (
        isinstance(facts.category, Category)
        and isinstance(facts.purpose, Purpose)
        and isinstance(facts.action, Action)
        and isinstance(facts.requester, Requester)
    )
    if not known:
        return Deny(basis="D28", reason="UNKNOWN_INPUT", hidden=facts.requester != Requester.STAFF)
    for row in TABLE:
        if not _matches(row, facts):
            continue
        if row.outcome == "deny":
            return Deny(row.number, row.reason, hidden=row.hidden, offers_emergency=row.offers_emergency)
        return Allow(row.number, _opened(row, facts), row.notice)
    raise AssertionError("the last row matches everything")


def _matches(row: Row, facts: Facts) -> bool:
    return (
        (not row.requesters or facts.requester in row.requesters)
        and (not row.relations or facts.relation in row.relations)
        and (not row.roles or not row.roles.isdisjoint(facts.roles))
        and (not row.purposes or facts.purpose in row.purposes)
        and (not row.categories or facts.category in row.categories)
        and (not row.data or facts.data in row.data)
        and (not row.actions or facts.action in row.actions)
        and (not row.consents or facts.consent in row.consents)
        and (not row.consent_kinds or facts.consent_kind in row.consent_kinds)
        and (not row.restrictions or facts.restriction in row.restrictions)
        and (not row.bases or facts.basis in row.bases)
        and (not row.sessions or facts.session in row.sessions)
        and (not row.legal or facts.legal in row.legal)
        and (row.authored is None or facts.authored is row.authored)
        and (not row.by_people or (facts.scopes is None and not facts.link))
        and (not row.limited_by or facts.category in _opened(row, facts))
    )


def _opened(row: Row, facts: Facts) -> frozenset[Category]:
    """Which categories a row opens for these facts."""
    if row.limited_by == "row":
        return row.categories
    if row.limited_by == "job":
        grant = JOBS.get(facts.job)
        if grant is None or grant.purpose != facts.purpose or facts.action not in grant.actions:
            return NOTHING
        return grant.categories
    if row.limited_by == "link":
        return LINKS.get(facts.link, NOTHING)
    if row.limited_by == "consent":
        named = facts.consented & row.categories if row.categories else facts.consented
        return named if facts.scopes is None else named & reach(facts.scopes)
    table = PROGRAMME_CATEGORIES if row.limited_by == "programme" else TEAM_CATEGORIES
    roles = facts.roles & row.roles if row.roles else facts.roles
    opened = NOTHING
    for role in roles:
        opened |= table.get(role, NOTHING)
    return opened
