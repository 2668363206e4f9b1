"""What a person of the demo says of themselves: background, where they live, who stands by them, what makes care fit them.

Their dice are their own, so that the rest of a story is the same with and without it.
"""

from datetime import datetime, timedelta
from random import Random

from care.demo.people import Person
from care.demo.rows import AddressRow, DemographicsRow, NumberRow, PreferenceRow, SupportRow
from care.demo.story import Colleague, Story
from care.demo.words import names
from care.demo.words import registry as words
from care.demo.words.contact import CHICAGO_AREAS
from patients.rules import issuer_key, number_key

TOLD = 400  # of a generated population the first have a background; the others were never asked
SEX = {"she/her": ("female", "woman"), "he/him": ("male", "man")}


def tell_registry(story: Story, person: Person, *, by: Colleague, nurse: Colleague) -> None:
    """Tell it, an hour after the person was registered."""
    if story.number >= TOLD:
        return
    side = Story(story.clinic, story.batch, seed=0, number=story.number)
    side.dice = Random(f"registry:{person.uuid}")  # invented people
    at = person.registered_at + timedelta(hours=1)
    if not side.chance(0.92):
        return
    state = _addresses(side, person, at=at, by=by)
    _background(side, person, state, at=at, by=by)
    _supporters(side, person, at=at, by=by)
    if side.chance(0.45):
        _number(side, person, at=at, by=by)
    if side.chance(0.35):
        said = side.one_of(words.PREFERENCES)
        texts = {name: said.get(name, "") for name in PreferenceRow._fields if name not in NOT_WORDS}
        row = PreferenceRow(
            side.next_number(PreferenceRow), person.patient_id, **texts, declined=list(said.get("declined", ())),
            recorded_at=at, recorded_by_id=nurse.user_id,
        )  # fmt: skip
        side.add(row)


NOT_WORDS = {"id", "patient_id", "declined", "recorded_at", "recorded_by_id"}


def _background(side: Story, person: Person, state: str, *, at: datetime, by: Colleague) -> None:
    race, detail, ethnicity = side.one_of(words.RACES)
    sex, gender = SEX.get(person.pronouns, ("", "nonbinary"))
    speaks = {"en": "no", "ase": "sign"}.get(person.language, "spoken" if side.chance(0.7) else "no")
    side.add(
        DemographicsRow(
            id=side.next_number(DemographicsRow),
            patient_id=person.patient_id,
            gender=sex,
            sex=sex,
            birth_sex=sex[:1].upper() if side.chance(0.8) else "",
            gender_identity=gender if side.chance(0.8) else "declined",
            race=list(race),
            race_detail=detail,
            ethnicity=ethnicity,
            ethnicity_detail="Puerto Rican" if ethnicity == "2135-2" and side.chance(0.5) else "",
            tribes=["Narragansett Indian Tribe"] if detail == "Narragansett" else [],
            tribe_enrollment="enrolled" if detail == "Narragansett" else "",
            reads=person.language if person.language != "ase" and side.chance(0.85) else "aloud",
            interpreter=speaks,
            interpreter_note="by phone is fine" if speaks == "spoken" else "by video" if speaks == "sign" else "",
            address_state=state,
            recorded_at=at,
            recorded_by_id=by.user_id,
        )
    )


def _addresses(side: Story, person: Person, *, at: datetime, by: Colleague) -> str:
    """The addresses, and what is said on the whole."""
    no_fixed = person.note.startswith("No fixed address") or side.chance(0.12)
    town = side.one_of(words.CHICAGO if side.clinic.areas is CHICAGO_AREAS else words.TOWNS)
    if no_fixed:
        _address(side, person, "found", directions=side.one_of(words.PLACES), at=at, by=by)
        if side.chance(0.4):
            _address(side, person, "staying", directions=side.one_of(words.SHELTERS), mail="never", at=at, by=by)
        if side.chance(0.5):
            _address(side, person, "mail", line1=f"P.O. Box {side.between(110, 980)}", town=town, mail="plain", at=at, by=by)
        return "no_fixed"
    if side.chance(0.05):
        return "declined"
    mail = side.one_of(("plain", "plain", "plain", "never", ""))
    _address(
        side, person, "home", line1=side.one_of(words.STREETS), line2=side.one_of(words.UNITS), town=town, mail=mail, at=at, by=by
    )
    return "given"


def _address(
    side: Story, person: Person, place: str, *, line1: str = "", line2: str = "", town: tuple[str, str, str] = ("", "", ""),
    directions: str = "", mail: str = "", at: datetime, by: Colleague,
) -> None:  # fmt: skip
    number = side.next_number(AddressRow)
    side.add(
        AddressRow(
            number, side.uuid(at), person.patient_id, place, line1, line2, *town, directions, mail, number % 3, at, by.user_id
        )
    )


def _supporters(side: Story, person: Person, *, at: datetime, by: Colleague) -> None:
    family = person.names.family.split()[0]
    for position in range(side.one_of((0, 1, 1, 1, 2))):
        relation = side.one_of(tuple(words.RELATIONS))
        said, is_she = side.one_of(words.RELATIONS[relation])
        given = side.one_of(names.SHE if is_she else names.HE)
        of_the_family = relation in ("parent", "sibling", "child", "grandparent")
        knows = side.one_of(("knows", "knows", "does_not", ""))
        may_be_called = side.chance(0.6)
        side.add(
            SupportRow(
                id=side.next_number(SupportRow),
                uuid=side.uuid(at),
                patient_id=person.patient_id,
                name=f"{given} {family if of_the_family else side.one_of(names.FAMILY)}",
                relation=relation,
                relation_words=said,
                phone=f"+1{side.one_of(side.clinic.areas)}55501{side.between(0, 99):02d}",
                language=person.language if of_the_family and person.language != "ase" else "",
                may_be_called=may_be_called,
                may_leave_message=may_be_called and side.chance(0.3),
                is_emergency_contact=position == 0,
                knows=knows,
                note=side.one_of(words.SUPPORT_NOTES),
                recorded_at=at,
                recorded_by_id=by.user_id,
            )
        )


def _number(side: Story, person: Person, *, at: datetime, by: Colleague) -> None:
    kind, issuer, value = side.one_of(
        (
            ("medicaid", "Rhode Island Medicaid", f"RI{side.number:04d}{side.between(1000, 9999)}"),
            ("state_id", "Rhode Island", f"{side.between(1000, 9999)}{side.number:04d}"),
            ("mrn", "St. Brendan’s Hospital", f"SB-{side.number:04d}-{side.between(10, 99)}"),
        )
    )
    side.add(
        NumberRow(
            side.next_number(NumberRow), side.uuid(at), side.clinic.organisation_id, person.patient_id, kind, issuer, value,
            issuer_key(issuer), number_key(value), at, by.user_id,
        )
    )  # fmt: skip
