"""How a person is shown: the banner on every page about them, and both versions where two colleagues wrote at once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, NamedTuple
from uuid import UUID

from django.forms import BaseForm
from django.urls import NoReverseMatch, reverse

from care.access.policy import Session
from care.access.policy.grants import NOTE_WRITERS
from care.accounts.rules import Work, may
from care.actor import Category, Permit, RunningSession
from care.consent.queries import ConsentRow, in_force
from care.lib.dates import date_text, local_date, span_text, time_text
from care.teams.queries import team_of
from care.teams.rules import Risk
from patients.operations import StaleRecord
from patients.queries import Allergies, Banner, ConditionLine, SupportLine, banner
from patients.rules import (
    Address,
    AddressState,
    AllergiesState,
    Background,
    ClinicalStatus,
    Knows,
    Language,
    Likeness,
    Place,
    Point,
    Supporter,
    VerificationStatus,
    Whereabouts,
    address_text,
    calling_text,
    condition_text,
    emergency_text,
    interpreter_text,
    kind_name,
    knowing_text,
    mail_text,
    name_words,
    partial_date_text,
    phone_text,
    point_text,
    reading_text,
)


class Shown(StrEnum):
    """From which width on a part has a tab of its own; all parts are listed behind "All parts", and the open one has its tab."""

    ALWAYS = "always"
    DESK = "desk"
    WIDE = "wide"
    LISTED = "listed"


class Part(NamedTuple):
    """A part of the chart: its word, the name of its address, the group that lists it, and when it has a tab."""

    label: str
    name: str
    group: str
    shown: Shown


# Every part of the chart, in the order of its tabs. A new part is one line in its group. All tabs that are shown at one
# width fit into it beside the longest of those that are only listed, so one that is DESK or WIDE takes the place of another.
PARTS = (
    Part("Summary", "pages:chart", "At a glance", Shown.ALWAYS),
    Part("Timeline", "pages:timeline", "At a glance", Shown.WIDE),
    Part("Plan", "pages:plan", "Plan and safety", Shown.DESK),
    Part("Staying safe", "staying_safe:overview", "Plan and safety", Shown.WIDE),
    Part("Recovery", "pages:recovery", "Plan and safety", Shown.LISTED),
    Part("Medication", "pages:medication", "Treatment", Shown.DESK),
    Part("Doses", "regimens:calendar", "Treatment", Shown.WIDE),
    Part("Teaching", "teaching:sheets", "Treatment", Shown.LISTED),
    Part("Measures", "assessments:measures", "Treatment", Shown.WIDE),
    Part("Results", "results:results", "Treatment", Shown.LISTED),
    Part("Monitoring", "monitoring:overview", "Treatment", Shown.LISTED),
    Part("Notes", "progress_notes:notes", "Treatment", Shown.DESK),
    Part("Counseling notes", "notes:notes", "Treatment", Shown.LISTED),
    Part("Check-ins", "pages:check_ins", "Keeping in touch", Shown.DESK),
    Part("Messages", "reminders:messages", "Keeping in touch", Shown.WIDE),
    Part("Story", "story:story", "The person", Shown.LISTED),
    Part("Person", "patients:identity", "The person", Shown.LISTED),
    Part("Coverage", "coverage:coverage", "The person", Shown.LISTED),
    Part("Consent", "pages:consent", "Consent and sharing", Shown.DESK),
    Part("Sharing", "pages:accounting", "Consent and sharing", Shown.LISTED),
    Part("History", "pages:history", "Consent and sharing", Shown.LISTED),
)
# Parts that only some of a person's team have, by role: to anybody else there is no such part.
KEPT_PARTS = {"notes:notes": NOTE_WRITERS}
# The rows of the decision table by which a colleague of the care team opens a record.
TEAM_ROWS = frozenset({"D05-team", "D05-order"})
# The forms about the person themselves, and what a reader must be allowed to write for each.
PERSON_PARTS = (
    ("Identity", "patients:identity", Category.DEMOGRAPHICS),
    ("Background", "patients:background", Category.DEMOGRAPHICS),
    ("Contact", "patients:contact", Category.DEMOGRAPHICS),
    ("Addresses", "patients:addresses", Category.DEMOGRAPHICS),
    ("People", "patients:people", Category.DEMOGRAPHICS),
    ("Preferences", "patients:preferences", Category.SUD),
    ("Numbers", "patients:numbers", Category.DEMOGRAPHICS),
    ("Allergies", "patients:allergies", Category.GENERAL),
    ("A death", "patients:death", Category.SUD),
    ("Merge", "merging:record", Category.SUD),
)
# Forms about the person that need a role of their own.
WORK_PARTS = {"merging:record": Work.MERGE_RECORDS}


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of the banner: its words, a second line, and a tone with its icon where it needs attention."""

    text: str
    small: str = ""
    tone: str = "plain"
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Tab:
    """A part of the chart, or of one of its pages. `group` and `shown` are said for the parts of the chart alone."""

    label: str
    url: str
    current: bool
    group: str = ""
    shown: Shown = Shown.ALWAYS


@dataclass(frozen=True, slots=True)
class Act:
    """A button beside the name; its words name the person."""

    label: str
    url: str
    icon: str
    primary: bool = False


@dataclass(frozen=True, slots=True)
class SessionBar:
    """That the record is open to the reader for a time only, and for how long still."""

    is_emergency: bool
    ends_at: datetime
    seconds: int
    left: str
    may_extend: bool


@dataclass(frozen=True, slots=True)
class BannerCard:
    """The banner as templates/components/banner.html reads it."""

    person: Banner
    name: str
    pronouns: str
    born: str
    age: int
    legal_name: str
    mrn: str
    died: str
    allergies: Fact | None
    reaching: Fact | None
    risk: Fact | None
    consent: Fact | None
    team: Fact | None
    language: Fact | None
    emergency: Fact | None
    tabs: list[Tab]
    acts: list[Act]
    session: SessionBar | None = None


def banner_card(*, permit: Permit, at: datetime, current: str = "", acts: tuple[Act, ...] = ()) -> BannerCard:
    """The banner of the permit's patient, for any page about them. `current` is the address name of the part that is open.

    Five queries at most. A part that no room serves yet has no tab.
    """
    person = banner(permit=permit, at=at)
    reaching = person.reaching
    return BannerCard(
        person=person,
        name=person.display_name,
        pronouns=person.pronouns,
        born=date_text(person.birth_date),
        age=person.age,
        legal_name=person.legal_name,
        mrn=person.mrn,
        died=date_text(person.deceased_on) if person.deceased_on else "",
        allergies=_allergies(person.allergies),
        reaching=Fact(reaching.sentence, reaching.particulars, tone="over" if reaching.needs_care else "plain", icon="phone"),
        risk=_risk(person) if permit.covers(Category.MENTAL_HEALTH) else Fact("Not shown to your role"),
        consent=_consent(permit, at) if permit.covers(Category.SUD) else Fact("Not shown to your role"),
        team=_team(permit) if permit.covers(Category.SUD) else Fact("Not shown to your role"),
        language=_language(person),
        emergency=_emergency(person.emergency_contact) if person.emergency_contact else None,
        tabs=_tabs(permit, person, current) if permit.covers(Category.SUD) else [],
        acts=list(acts),
        session=_session(permit.session, at) if permit.session else None,
    )


def _session(running: RunningSession, at: datetime) -> SessionBar:
    left = running.ends_at - at
    return SessionBar(
        is_emergency=running.kind == Session.EMERGENCY,
        ends_at=running.ends_at,
        seconds=int(left.total_seconds()),
        left=f"{span_text(left)} left",
        may_extend=running.may_extend,
    )


def _allergies(allergies: Allergies) -> Fact | None:
    if allergies.is_hidden:
        return Fact("Not shown to your role")
    if allergies.state is AllergiesState.NOT_ASKED:
        return None
    if allergies.state is AllergiesState.NONE_KNOWN:
        return Fact(allergies.label)
    return Fact(allergies.label, tone="over", icon="over")


def _language(person: Banner) -> Fact | None:
    needed = interpreter_text(person.language, person.interpreter)
    if needed:
        return Fact(f"{needed} needed", person.interpreter_note, tone="over", icon="message")
    if person.language is Language.ENGLISH:
        return None
    return Fact(person.language.label, "interpreter not asked" if person.interpreter is None else "")


def _risk(person: Banner) -> Fact | None:
    """What the answers about suicide showed that stand, by what and when; None where nobody has asked yet."""
    if person.risk is None or person.risk_on is None or person.risk_source is None:
        return None
    is_found = person.risk is not Risk.NONE
    small = f"{person.risk_source.label}, {date_text(person.risk_on)}"
    return Fact(person.risk.label, small, tone="over" if is_found else "plain", icon="over" if is_found else "")


def _emergency(contact: Supporter) -> Fact:
    return Fact(f"{contact.name}, {contact.relation_text}", emergency_text(contact))


def _consent(permit: Permit, at: datetime) -> Fact | None:
    held = in_force(permit=permit, at=at)
    if not held.recipients:
        return Fact("None in force") if held.were_any else None
    small = f"{held.recipients} {'recipient' if held.recipients == 1 else 'recipients'}"
    if held.next_end is not None:
        small += f"; next ends {date_text(local_date(held.next_end - timedelta(seconds=1), held.zone))}"
    return Fact("In force", small, tone="well", icon="consent")


def _team(permit: Permit) -> Fact | None:
    members = team_of(permit=permit)
    if not members:
        return None
    lead = next((member for member in members if member.is_lead), None)
    others = [member.name for member in members if member is not lead]
    return Fact(
        lead.name if lead else "No lead", ", ".join(others), tone="plain" if lead else "over", icon="" if lead else "team"
    )


def _tabs(permit: Permit, person: Banner, current: str) -> list[Tab]:
    tabs = []
    for part in PARTS:
        kept = KEPT_PARTS.get(part.name)
        if kept is not None and not (permit.basis in TEAM_ROWS and permit.actor.has_role(*kept)):
            continue
        try:
            url = reverse(part.name, args=[person.uuid])
        except NoReverseMatch:
            continue
        tabs.append(Tab(part.label, url, part.name == current, part.group, part.shown))
    return tabs


def person_parts(*, permit: Permit, person: Banner, current: str) -> list[Tab]:
    """The forms about the person that this reader may open."""
    return [
        Tab(label, reverse(name, args=[person.uuid]), name == current)
        for label, name, category in PERSON_PARTS
        if permit.covers(category) and (name not in WORK_PARTS or may(permit.actor, WORK_PARTS[name]))
    ]


@dataclass(frozen=True, slots=True)
class ConditionRow:
    """One condition, however often it was recorded: its name, and since when, how sure, by which code."""

    text: str
    small: str


@dataclass(frozen=True, slots=True)
class ConditionFold:
    """Conditions that are shown when somebody asks for them."""

    label: str
    lines: list[ConditionRow]


@dataclass(frozen=True, slots=True)
class ConditionCard:
    """The conditions of one person: how many are present, the first of them, and the others folded away."""

    number: int
    first: list[ConditionRow]
    folds: list[ConditionFold]


def likeness_words(reasons: Iterable[Likeness]) -> str:
    """What two records have in common, as one line: 'same birth date; names sound alike'."""
    return "; ".join(reason.label.lower() for reason in reasons)


CONDITIONS_SHOWN = 6
CODE_SYSTEMS = {"http://hl7.org/fhir/sid/icd-10-cm": "ICD-10-CM", "http://snomed.info/sct": "SNOMED CT"}


def condition_card(conditions: Sequence[ConditionLine]) -> ConditionCard:
    """Conditions as the chart shows them: what is present first, what is over folded away, each name once."""
    present = _condition_rows(line for line in conditions if line.is_present)
    earlier = _condition_rows(line for line in conditions if not line.is_present)
    folds = []
    if len(present) > CONDITIONS_SHOWN:
        folds.append(ConditionFold(f"{len(present) - CONDITIONS_SHOWN} more", present[CONDITIONS_SHOWN:]))
    if earlier:
        folds.append(ConditionFold(f"Earlier or ruled out: {len(earlier)}", earlier))
    return ConditionCard(len(present), present[:CONDITIONS_SHOWN], folds)


def _condition_rows(lines: Iterable[ConditionLine]) -> list[ConditionRow]:
    by_name: dict[tuple[str, str], list[ConditionLine]] = {}
    for one in lines:
        by_name.setdefault((one.system, one.code or one.display), []).append(one)
    return [_condition_row(found) for found in by_name.values()]


def _condition_row(found: list[ConditionLine]) -> ConditionRow:
    last = found[0]
    parts = [f"recorded {len(found)} times"] if len(found) > 1 else []
    if last.onset and last.is_present:
        parts.append(f"since {partial_date_text(last.onset)}")
    elif last.onset or last.abatement:
        days = dict.fromkeys(partial_date_text(day) for day in (last.onset, last.abatement) if day)
        parts.append(f"{'last ' if len(found) > 1 else ''}{' to '.join(days)}")
    if last.clinical_status is not ClinicalStatus.ACTIVE:
        parts.append(last.clinical_status.label.lower())
    if last.verification_status is not VerificationStatus.CONFIRMED:
        parts.append(last.verification_status.label.lower())
    if last.code:
        parts.append(f"{CODE_SYSTEMS.get(last.system, 'code')} {last.code}")
    small = "; ".join(parts)
    return ConditionRow(condition_text(kind_name(last.code, last.display)), small[:1].upper() + small[1:])


@dataclass(frozen=True, slots=True)
class BothVersions:
    """A field that two colleagues wrote: its label, what is saved now, and what was typed here."""

    label: str
    saved: str
    typed: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """Who saved what meanwhile, beside what was typed."""

    who: str
    when: str
    rows: list[BothVersions]


# What stands in a conflict under no field of its own.
LISTS = {"points": "Ways to reach", "addresses": "Addresses", "immigration_wish_at": "Immigration safety"}


def conflict(stale: StaleRecord, *, form: BaseForm, typed: dict[str, Any], zone: str) -> Conflict:
    """Both versions of each field that somebody else saved while this form was open. `typed` holds the values of the form."""
    rows = []
    for change in stale.changes:
        field = form.fields.get(change.name)
        label = str(form[change.name].label) if field else LISTS[change.name]
        rows.append(BothVersions(label, _words(change.now, field), _words(typed.get(change.name), field)))
    when = time_text(stale.changed_at, zone, with_zone=True) if stale.changed_at else ""
    return Conflict(stale.changed_by or "A colleague", when, rows)


def _words(value: Any, field: Any) -> str:
    choices = dict(getattr(field, "choices", ()))
    if isinstance(value, list | tuple | set | frozenset):
        return "; ".join(_item(item, choices) for item in value) or "nothing"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return "kept"
    if isinstance(value, date):
        return date_text(value)
    return str(choices.get(value, value)) if value else "nothing"


def _item(item: Any, choices: dict[Any, Any]) -> str:
    if isinstance(item, Point):
        return point_text(item)
    return address_text(item) if isinstance(item, Address) else str(choices.get(item, item))


@dataclass(frozen=True, slots=True)
class SupportCard:
    """Somebody who stands by the person: who, how to call them, and which consent names them.

    `consents` is None where the reader may not know of consents; each is its number, whom it names and what it shares.
    """

    uuid: UUID
    name: str
    relation: str
    phone: str
    email: str
    language: str
    calling: str
    knowing: str
    is_careful: bool
    is_emergency_contact: bool
    note: str
    consents: list[tuple[UUID, str]] | None


def support_card(line: SupportLine, *, consents: Sequence[ConsentRow] | None) -> SupportCard:
    """One support person with the consents in force whose recipient has their name."""
    said = line.said
    in_their_name = [row for row in consents or () if row.in_force and names_them(row.recipient, said.name)]
    return SupportCard(
        uuid=line.uuid,
        name=said.name,
        relation=said.relation_text,
        phone=phone_text(said.phone) if said.phone else "",
        email=said.email,
        language=said.language.label if said.language else "",
        calling=calling_text(said),
        knowing=knowing_text(said),
        is_careful=said.knows is not Knows.KNOWS,
        is_emergency_contact=said.is_emergency_contact,
        note=said.note,
        consents=None if consents is None else [(row.uuid, f"{row.recipient}: {row.what}") for row in in_their_name],
    )


def names_them(recipient: str, name: str) -> bool:
    """Whether a consent's recipient ('Rosa Duarte, sister') begins with a support person's name, word by word."""
    wanted, words = name_words(name), name_words(recipient)
    return bool(wanted) and words[: len(wanted)] == wanted


def whereabouts_lines(said: Whereabouts) -> list[str]:
    """Where the person lives, for the panel of the summary: 'No fixed address', then each address with what is for mail."""
    lines = [said.state.label] if said.state in (AddressState.NO_FIXED, AddressState.DECLINED) else []
    for address in said.addresses:
        until = f"until {date_text(address.ends_on)}" if address.ends_on else ""
        mail = mail_text(address) if address.place is not Place.FOUND else ""
        small = "; ".join(filter(None, (until, mail)))
        lines.append(f"{address.place.label}: {address_text(address)}" + (f" ({small})" if small else ""))
    return lines


def speaking_lines(person: Banner, said: Background) -> list[str]:
    """In which languages to speak and write, for the panel of the summary: 'Spanish interpreter needed; by phone is fine'."""
    needed = interpreter_text(person.language, said.interpreter)
    first = f"{needed} needed" if needed else f"Speaks {person.language.label}"
    others = ", ".join(language.label for language in said.other_languages)
    lines = ["; ".join(filter(None, (first, said.interpreter_note)))]
    return [*lines, *filter(None, (reading_text(said.reads), f"Also speaks {others}" if others else ""))]
