"""Who from outside may hear of whom in a conversation: for pages and agendas, of many people at once, without a record.

Nothing is given here. What is then said aloud asks `gate.require_release` for each person, with the release that is found here.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from care.access.policy import Allow, decide
from care.access.releases import Found, Release, release_facts
from care.accounts.queries import is_part2
from care.actor import Category, Purpose, Requester
from care.consent.queries import Asker, standing_of_people
from care.consent.rules import KINDS, ConsentFacts, Match, Restriction


@dataclass(frozen=True, slots=True)
class Listener:
    """Somebody from outside: what they are to the person, their name, their organization's and its number where it is known here.
    Of the purposes for which they take part the first that opens something counts."""

    requester: Requester
    name: str
    works_for: str
    organisation_id: int | None
    purposes: tuple[Purpose, ...]


@dataclass(frozen=True, slots=True)
class Hears:
    """What somebody may hear of one person: the release to ask the gate for, the categories that it opens, and the consent's
    last moment."""

    release: Release
    categories: frozenset[Category]
    expires_at: datetime | None


def may_hear(
    *, listener: Listener, patient_ids: Collection[int], organisation_id: int, categories: frozenset[Category], at: datetime
) -> dict[int, Hears]:
    """Of some people those of whom the listener may hear substance use care now; whoever is not there is not to be spoken of.
    One query for each purpose, and one.
    """
    part2, found = is_part2(organisation_id), dict[int, Hears]()
    for purpose in listener.purposes:
        asker = Asker(listener.requester, listener.organisation_id, purpose, at)
        standing = standing_of_people(patient_ids=set(patient_ids), organisation_id=organisation_id, asker=asker)
        for patient_id, consents in standing.items():
            for consent, name in consents:
                if patient_id in found or not _is_for(consent, name, listener):
                    continue
                release = Release(
                    listener.requester, purpose, categories, consent=consent.uuid, recipient_id=listener.organisation_id
                )
                opened = _opened(release, consent, part2=part2)
                if Category.SUD in opened:
                    found[patient_id] = Hears(release, opened, consent.expires_at)
    return found


def _is_for(consent: ConsentFacts, name: str, listener: Listener) -> bool:
    """Whether a consent names the listener, their organisation, or a class to which they belong."""
    if KINDS[consent.kind].is_class:
        return consent.names(listener.requester)
    if consent.recipient_id is not None:
        return consent.recipient_id == listener.organisation_id
    typed = _plain(name)
    return bool(typed) and typed in _plains((listener.name, listener.works_for, f"{listener.name}, {listener.works_for}"))


def _plains(names: Iterable[str]) -> set[str]:
    return {_plain(name) for name in names}


def _plain(name: str) -> str:
    return " ".join(name.lower().split())


def _opened(release: Release, consent: ConsentFacts, *, part2: bool) -> frozenset[Category]:
    restrictions = {category: consent.restriction(category) for category in release.categories}
    kept = {category: one for category, one in restrictions.items() if one is not Restriction.NONE}
    found = Found(Match.VALID_MATCH, consent, part2, release.basis, frozenset(), kept)
    answers = {category: decide(release_facts(release, category, found)) for category in release.categories}
    return frozenset(category for category, answer in answers.items() if isinstance(answer, Allow))
