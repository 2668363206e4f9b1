"""The question that a partner's system puts to the decision table."""

from care.access.policy import Allow, Facts, Relation, decide
from care.actor import Action, Actor, Category, Purpose
from care.consent.rules import ConsentFacts, Kind, Match, Restriction


def kinds_for(actor: Actor, category: Category, purpose: Purpose) -> frozenset[Kind]:
    """The kinds of consent on which a partner's system could read this of anybody at all."""
    return frozenset(
        kind
        for kind in Kind
        if isinstance(
            decide(
                Facts(
                    actor.requester, actor.roles, Relation.OUTSIDE, category, Action.READ, purpose,
                    consent=Match.VALID_MATCH, consent_kind=kind, consented=frozenset(Category), scopes=actor.scopes,
                )
            ),
            Allow,
        )
    )  # fmt: skip


def partner_facts(
    actor: Actor, category: Category, action: Action, purpose: Purpose, matched: Match, consent: ConsentFacts | None
) -> Facts:
    """A machine asks for a consent whatever the program: to it, each record is a Part 2 record.

    What a restriction keeps from it is not among what the consent opens, whichever category was asked for.
    """
    return Facts(
        actor.requester,
        actor.roles,
        Relation.OUTSIDE,
        category,
        action,
        purpose,
        consent=matched,
        consent_kind=consent.kind if consent else None,
        consented=consent.opened if consent else frozenset(),
        scopes=actor.scopes,
        restriction=consent.restriction(category) if consent else Restriction.NONE,
    )
