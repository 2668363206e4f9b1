"""The eight kinds of consent, kept apart: what each may cover, for what, for whom, until when. Pure data.

Source: clinical reference 3.2, 3.3 and 3.9, which restate 42 CFR 2.31 to 2.35. `KINDS` is the one table: the form, the checks,
the constraints of the database and the match of the gate read it.
"""

from dataclasses import dataclass

from care.actor import Category, Purpose, Requester
from care.actor.vocabulary import Described


class Kind(Described):
    """What sort of consent it is: each stands on a paper of its own. Source: clinical reference 3.3."""

    SPECIFIC = "specific", "For one recipient", "A named recipient, named data, a named purpose, until a day."
    TPO = "tpo", "Treatment, payment and operations", "One consent for all future care, payment and operations."
    COUNSELING_NOTES = "counseling", "Counseling notes", "For notes kept apart, and for nothing else (42 CFR 2.31(b))."
    LEGAL = "legal", "Legal proceedings", "For use in a proceeding, and for nothing else (42 CFR 2.31(d))."
    RESEARCH = "research", "Research", "For one study (42 CFR 2.31, 2.52)."
    INTERMEDIARY = "intermediary", "Exchange or network", "Names the exchange and the members who may receive (2.31(a)(4))."
    CRIMINAL_JUSTICE = "cj", "Criminal justice", "Where treatment is a condition of a sentence or release (42 CFR 2.35)."
    REGISTRY = "registry", "Central registry", "So that two programs do not dose one person (42 CFR 2.34)."


NOTES = frozenset({Category.COUNSELLING_NOTE})
MAY_COVER = (Category.DEMOGRAPHICS, Category.GENERAL, Category.MENTAL_HEALTH, Category.SUD, Category.HARM_REDUCTION)
IN_RECORD = frozenset(MAY_COVER)
GENERAL_PURPOSES = frozenset({Purpose.TREAT, Purpose.CAREMGT, Purpose.HPAYMT, Purpose.HOPERAT})

# What a consent for one recipient may be for, by who the recipient is. Whoever is not here cannot be named in one: a court
# asks for a consent of its own, and to police or child protection a consent would promise what the table does not give.
SPECIFIC_PURPOSES: dict[Requester, frozenset[Purpose]] = {
    Requester.PROVIDER: GENERAL_PURPOSES,
    Requester.HEALTH_PLAN: frozenset({Purpose.HPAYMT, Purpose.HOPERAT}),
    Requester.FAMILY: frozenset({Purpose.FAMRQT}),
    Requester.COMMUNITY: frozenset({Purpose.REFERRAL}),
    Requester.EMPLOYER: frozenset({Purpose.PERSONAL}),
}
# What some recipients can be given at most, whatever is ticked (row D26 of the table: no word of substance use).
AT_MOST: dict[Requester, frozenset[Category]] = {Requester.COMMUNITY: frozenset({Category.DEMOGRAPHICS})}


@dataclass(frozen=True, slots=True)
class KindRule:
    """What one kind of consent may say.

    `is_class`: it names the class of `recipients` instead of somebody. `stands_alone`: no other data and no other purpose may
    stand on the same paper. `matter` is what must be named beside the recipient, in words; '' where nothing. `narrow` gives
    the purposes for each kind of recipient where they differ.
    """

    kind: Kind
    source: str
    categories: frozenset[Category]
    purposes: frozenset[Purpose]
    recipients: frozenset[Requester]
    is_class: bool = False
    stands_alone: bool = False
    may_have_no_end: bool = False
    is_revocable: bool = True
    names_members: bool = False
    matter: str = ""
    narrow: tuple[tuple[Requester, frozenset[Purpose]], ...] = ()

    def purposes_for(self, recipient: Requester) -> frozenset[Purpose]:
        """What it may be for where this sort of recipient is named; nothing for one whom it cannot name."""
        if recipient not in self.recipients:
            return frozenset()
        return dict(self.narrow).get(recipient, self.purposes)


KINDS: dict[Kind, KindRule] = {
    Kind.TPO: KindRule(
        Kind.TPO,
        "42 CFR 2.31(a)(4)(i), 2.31(a)(5)(iii), 2.33(b)",
        IN_RECORD,
        GENERAL_PURPOSES,
        frozenset({Requester.PROVIDER, Requester.HEALTH_PLAN, Requester.QSO}),
        is_class=True,
        may_have_no_end=True,
    ),
    Kind.SPECIFIC: KindRule(
        Kind.SPECIFIC,
        "42 CFR 2.31(a)",
        IN_RECORD,
        frozenset().union(*SPECIFIC_PURPOSES.values()),
        frozenset(SPECIFIC_PURPOSES),
        narrow=tuple(SPECIFIC_PURPOSES.items()),
    ),
    Kind.COUNSELING_NOTES: KindRule(
        Kind.COUNSELING_NOTES,
        "42 CFR 2.31(b), 2.11",
        NOTES,
        GENERAL_PURPOSES | {Purpose.FAMRQT},
        frozenset({Requester.PROVIDER, Requester.HEALTH_PLAN, Requester.FAMILY}),
        stands_alone=True,
        narrow=(
            (Requester.PROVIDER, GENERAL_PURPOSES),
            (Requester.HEALTH_PLAN, frozenset({Purpose.HPAYMT, Purpose.HOPERAT})),
            (Requester.FAMILY, frozenset({Purpose.FAMRQT})),
        ),
    ),
    Kind.LEGAL: KindRule(
        Kind.LEGAL,
        "42 CFR 2.31(d)",
        IN_RECORD,
        frozenset({Purpose.HLEGAL}),
        frozenset({Requester.COURT}),
        stands_alone=True,
        matter="The proceeding",
    ),
    Kind.RESEARCH: KindRule(
        Kind.RESEARCH,
        "42 CFR 2.31, 2.52",
        IN_RECORD,
        frozenset({Purpose.HRESCH}),
        frozenset({Requester.RESEARCHER}),
        may_have_no_end=True,
        matter="The study",
    ),
    Kind.INTERMEDIARY: KindRule(
        Kind.INTERMEDIARY,
        "42 CFR 2.11, 2.24, 2.31(a)(4)(ii)",
        IN_RECORD,
        frozenset({Purpose.ROUTING}),
        frozenset({Requester.INTERMEDIARY}),
        names_members=True,
    ),
    Kind.CRIMINAL_JUSTICE: KindRule(
        Kind.CRIMINAL_JUSTICE,
        "42 CFR 2.35",
        IN_RECORD,
        frozenset({Purpose.SUPERVISION}),
        frozenset({Requester.SUPERVISION}),
        is_revocable=False,
        matter="The case",
    ),
    Kind.REGISTRY: KindRule(
        Kind.REGISTRY,
        "42 CFR 2.34",
        frozenset({Category.DEMOGRAPHICS, Category.SUD}),
        frozenset({Purpose.TREAT}),
        frozenset({Requester.INTERMEDIARY}),
        matter="The registry",
    ),
}

# Who may read on a consent that names a class: by what their organization is.
CLASS_OF: dict[Kind, frozenset[Requester]] = {kind: rule.recipients for kind, rule in KINDS.items() if rule.is_class}
# Everybody whom some consent can name, for the words of a form and of the database.
RECIPIENTS = tuple(requester for requester in Requester if any(requester in rule.recipients for rule in KINDS.values()))
MAY_BE_FOR = tuple(purpose for purpose in Purpose if any(purpose in rule.purposes for rule in KINDS.values()))
