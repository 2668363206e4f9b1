"""Plans, copies and returns in words, for screens, paper and phones."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from care.consent.rules import MayNotSign
from care.lib.dates import date_in, day_text, local_date, moment_text, time_text
from care.lib.pdf import DOT, Block
from care.reminders.crisis_lines import crisis_lines
from care.teams.operations import NotEnrolled
from patients.presenters import BothVersions, Conflict
from patients.rules import partial_date_text
from treatment_plans.rules import NotPossible
from treatment_plans.staying_safe import rules
from treatment_plans.staying_safe.operations import (
    ChangedMeanwhile,
    NoCopy,
    NoSuchReturn,
    NothingToCopy,
    NotInForce,
    PersonDied,
    WordingChanged,
)
from treatment_plans.staying_safe.queries import CopyRow, ReturnRow, SafePlanRow, SignatureRow
from treatment_plans.staying_safe.vocabulary import Party, PlanKind, PlanState, Way

# A refusal that no form can mend, as the page says it; never a name and nothing of a plan.
SENTENCES: dict[type[Exception], str] = {
    NotEnrolled: "Care here has ended, so that no new plan is begun. What was agreed before stays to be read.",
    PersonDied: "The record says that the person has died: nothing new is written here.",
    NotInForce: "Only a version in force is looked at again.",
    NothingToCopy: "None of these is in force or waits for the person’s word: there is nothing to copy yet.",
    NoCopy: "No copy is out on a phone.",
    NoSuchReturn: "It is marked as entered in error already.",
    WordingChanged: "The wording has changed since it was read. Read it together once more, then sign.",
    MayNotSign: "Who signs here may not sign for this person now. Look at who may sign, under Consent.",
    rules.NothingWritten: "There is nothing to sign yet: write first.",
}
REFUSALS: tuple[type[Exception], ...] = (NotPossible, *SENTENCES)


def refusal_sentence(refusal: Exception) -> str:
    """What the page says of a refusal."""
    return refusal.sentence if isinstance(refusal, NotPossible) else SENTENCES[type(refusal)]


_MARKS = {
    PlanState.DRAFT: ("over", "pen"),
    PlanState.PROPOSED: ("over", "clock"),
    PlanState.IN_FORCE: ("well", "check"),
    PlanState.ENDED: ("plain", "close"),
}


@dataclass(frozen=True, slots=True)
class Reader:
    """When and where it is read."""

    at: datetime
    zone: str
    today: date

    def moment(self, at: datetime) -> str:
        """'Mon Nov 23, 10:41 am EST'."""
        return f"{moment_text(at, self.zone, self.today).rsplit(', ', 1)[0]}, {time_text(at, self.zone, with_zone=True)}"

    def day(self, at: datetime) -> str:
        """'Mon Nov 23'."""
        return day_text(local_date(at, self.zone), self.today)


@dataclass(frozen=True, slots=True)
class VersionCard:
    """One version in a list."""

    uuid: UUID
    version: int
    state: str
    tone: str
    icon: str
    small: str


@dataclass(frozen=True, slots=True)
class KindCard:
    """One kind of plan on the overview: what is in force, what is on the way, and what came before."""

    kind: PlanKind
    title: str
    about: str
    standing: VersionCard | None
    coming: VersionCard | None
    earlier: Sequence[VersionCard]
    due: str
    is_due: bool


def version_card(row: SafePlanRow, reader: Reader) -> VersionCard:
    """A version in a list: how it stands, and since when."""
    tone, icon = _MARKS[row.state]
    if row.state is PlanState.ENDED and row.ended_at and row.end_reason:
        small = f"ended {reader.day(row.ended_at)}: {row.end_reason.label.lower()}"
    elif row.agreed_at:
        small = f"agreed {reader.day(row.agreed_at)}"
        small += f", looked at {reader.day(row.looked_at)}" if row.looked_at else ""
    else:
        small = f"begun {reader.day(row.begun_at)} by {row.begun_by}"
    return VersionCard(row.uuid, row.version, row.state.label, tone, icon, small)


def kind_cards(rows: Sequence[SafePlanRow], reader: Reader, kinds: Sequence[PlanKind]) -> list[KindCard]:
    """The kinds that the reader may see, each with its versions."""
    found = []
    for kind in kinds:
        mine = [row for row in rows if row.kind is kind]
        standing = next((row for row in mine if row.is_in_force), None)
        coming = next((row for row in mine if row.state in rules.OPEN), None)
        due = standing.review_due_on if standing else None
        found.append(
            KindCard(
                kind=kind,
                title=kind.label,
                about=kind.prose,
                standing=version_card(standing, reader) if standing else None,
                coming=version_card(coming, reader) if coming else None,
                earlier=[version_card(row, reader) for row in mine if row.state is PlanState.ENDED],
                due=day_text(due, reader.today) if due else "",
                is_due=bool(due and due <= reader.today),
            )
        )
    return found


@dataclass(frozen=True, slots=True)
class PartCard:
    """One part as it is read."""

    code: str
    title: str
    lines: Sequence[rules.Line]


def part_cards(row: SafePlanRow, language: str, *, with_empty: bool = False) -> list[PartCard]:
    """The parts of a plan, those with nothing in them left out unless told otherwise."""
    cards = [
        PartCard(
            told.part.value,
            told.title(language),
            [rules.line_of(line) for line in rules.lines_of(row.texts.get(told.part, ""))],
        )
        for told in rules.parts_of(row.kind)
    ]
    return [card for card in cards if card.lines or with_empty]


@dataclass(frozen=True, slots=True)
class WordCard:
    """Somebody's word under a plan."""

    who: str
    said: str
    when: str
    drawing: str
    is_whole: bool


def word_card(one: SignatureRow | None, person: str, reader: Reader) -> WordCard | None:
    """A signature in words."""
    if one is None:
        return None
    if one.party is Party.CLINICIAN:
        return WordCard(one.name, "signed", reader.moment(one.signed_at), "", one.is_whole)
    said = {
        Way.TYPED: "signed by name",
        Way.IN_PLACE: f"signed in {person}’s place, noted by {one.signed_by}",
        Way.DRAWN: "signed by hand",
        Way.PAPER: f"signed on paper, noted by {one.signed_by}",
        Way.SPOKEN: f"said yes out loud, noted by {one.signed_by}",
        Way.DECLINED: f"agrees without a signature, noted by {one.signed_by}",
    }[one.way]
    who = f"{one.name} ({one.acts_as.label.lower()})" if one.acts_as else one.name or person
    return WordCard(who, said, reader.moment(one.signed_at), one.drawing, one.is_whole)


def conflict_of(clash: ChangedMeanwhile, *, kind: PlanKind, typed: Mapping[str, str], reader: Reader) -> Conflict:
    """Both versions of each part that two colleagues wrote in."""
    latest = max(clash.theirs.values(), key=lambda one: one.at)
    titles = {told.part: told.title("en") for told in rules.parts_of(kind)}
    return Conflict(
        who=latest.who,
        when=time_text(latest.at, reader.zone, with_zone=True),
        rows=[
            BothVersions(titles[part], theirs.text or "nothing", typed.get(part.value, "") or "nothing")
            for part, theirs in clash.theirs.items()
        ],
    )


@dataclass(frozen=True, slots=True)
class CopyCard:
    """A copy on a phone, in words."""

    uuid: UUID
    kinds: str
    lines: Sequence[str]
    is_out: bool


def copy_card(row: CopyRow, reader: Reader) -> CopyCard:
    """What is known of a copy."""
    lines = [f"Given {reader.moment(row.given_at)} by {row.given_by}"]
    lines += [f"Link sent {reader.moment(row.sent_at)}"] if row.sent_at else []
    lines += [f"The phone last asked for it {reader.moment(row.seen_at)}"] if row.seen_at else ["Not opened yet"]
    if row.taken_back_at and row.taken_back_why:
        by = f" by {row.taken_back_by}" if row.taken_back_by else ""
        lines.append(f"Taken back {reader.moment(row.taken_back_at)}{by}: {row.taken_back_why.label.lower()}")
    return CopyCard(row.uuid, ", ".join(kind.label for kind in row.kinds), lines, row.taken_back_at is None)


@dataclass(frozen=True, slots=True)
class ReturnCard:
    """A return to use, in words."""

    uuid: UUID
    when: str
    substance: str
    own_words: str
    around: str
    helped: str
    how: str
    error: str


def return_card(row: ReturnRow, reader: Reader) -> ReturnCard:
    """As it was told."""
    return ReturnCard(
        uuid=row.uuid,
        when=partial_date_text(row.happened),
        substance=row.substance,
        own_words=row.own_words,
        around=row.around,
        helped=row.helped,
        how=f"{row.heard.label}; written down {reader.day(row.recorded_at)} by {row.recorded_by}",
        error=row.error.label if row.error else "",
    )


# --- paper ------------------------------------------------------------------------------------------------------------------

PAPER = {
    "en": {
        PlanKind.STAYING_WELL: "My plan for staying well",
        PlanKind.SAFETY: "My safety plan",
        PlanKind.OVERDOSE: "My overdose plan",
        "now": "Need someone now?",
        "lines": "Call or text {lifeline}, any hour. Danger to life: {emergency}. Text {words} to {crisis_text}.",
        "first_aid": "In an overdose: call {emergency}. Give naloxone. Help the person breathe, lay them on their side, "
        "and stay.",
        "agreed": "Agreed",
        "foot": "This paper is yours. Show it to whom you like. Whoever finds it must not use or pass on what it says.",
    },
    "es": {
        PlanKind.STAYING_WELL: "Mi plan para seguir bien",
        PlanKind.SAFETY: "Mi plan de seguridad",
        PlanKind.OVERDOSE: "Mi plan de sobredosis",
        "now": "¿Necesita a alguien ahora?",
        "lines": "Llame o escriba al {lifeline} a cualquier hora (oprima 2). Peligro de muerte: {emergency}. "
        "Envíe {words} al {crisis_text}.",
        "first_aid": "En una sobredosis: llame al {emergency}. Dé naloxona. Ayude a respirar, ponga a la persona de lado y "
        "quédese.",
        "agreed": "Acordado",
        "foot": "Este papel es suyo. Muéstrelo a quien quiera. Quien lo encuentre no debe usar ni pasar lo que dice.",
    },
}


def _numbers() -> dict[str, str]:
    lines = crisis_lines()
    return {code: lines[code].name for code in ("lifeline", "emergency", "crisis_text")} | {
        "words": lines["crisis_text"].text_words
    }


def paper_title(kind: PlanKind, language: str) -> str:
    """'My safety plan'."""
    return PAPER.get(language, PAPER["en"])[kind]


def numbers_block(language: str) -> Block:
    """Whom to call now: what every paper begins with."""
    words = PAPER.get(language, PAPER["en"])
    return Block("", [words["now"], words["lines"].format(**_numbers())], boxed=True)


def paper_blocks(row: SafePlanRow, *, language: str, zone: str) -> list[Block]:
    """A plan on paper, without the numbers that come before it."""
    words, numbers = PAPER.get(language, PAPER["en"]), _numbers()
    blocks = []
    if row.kind is PlanKind.OVERDOSE:
        blocks.append(Block("", [words["first_aid"].format(**numbers)], boxed=True))
    blocks += [
        Block(card.title, [f"{DOT}{line.before}{line.number}{line.after}" for line in card.lines])
        for card in part_cards(row, language)
    ]
    if row.agreed_at:
        names = ", ".join(one.name for one in row.signatures if one.name)
        day = date_in(local_date(row.agreed_at, zone), language)
        blocks.append(Block("", facts=[(words["agreed"], f"{day}{f' ({names})' if names else ''}")]))
    return blocks
