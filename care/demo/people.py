"""Who a person is, how to reach them, and what they are allergic to."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from care.demo.rows import AllergyRow, ContactPointRow, PatientRow, SearchKeyRow
from care.demo.story import Colleague, Story
from care.demo.words import contact as words
from care.demo.words import names
from patients.rules import Names, search_keys

OTHER_LANGUAGES = ("pt", "ht", "vi", "fr", "ar", "ase")


@dataclass(frozen=True, slots=True)
class Known:
    """What is fixed of a person whom the pictures show; everything else of them is drawn."""

    given: str
    family: str
    pronouns: str
    born: date
    chosen: str = ""
    former: tuple[str, ...] = ()
    phone: str = ""
    shared: bool = False
    code_word: str = ""
    allergy: tuple[str, str] | None = None
    care: str = ""  # what they come for: see `medication.CARES`


# The people of the pictures. Invented, as all others.
KNOWN = (
    Known("Marisol", "Vega Duarte", "she/her", date(1988, 3, 14), chosen="Mari Vega", phone="+14015550122", shared=True,
          code_word="garden club", allergy=("Penicillin", "hives"), care="buprenorphine-xr"),
    Known("James", "Whitaker", "he/him", date(1979, 6, 2), chosen="Jay", care="methadone"),
    Known("Noor", "Haddad", "she/her", date(1963, 1, 30), care="opioids-none"),
    Known("Theo", "Marsh", "he/him", date(1979, 2, 11), care="buprenorphine-xr"),
    Known("Ines", "Calder", "she/her", date(1992, 8, 19), care="methadone"),
    Known("Denise", "Hale", "she/her", date(1987, 10, 5), care="buprenorphine"),
    Known("Samir", "Qureshi", "he/him", date(1962, 4, 23), care="naltrexone-xr"),
    Known("Luz", "Ibarra", "she/her", date(2004, 5, 9), care="acamprosate"),
    Known("Callum", "Reid", "they/them", date(1970, 12, 1), care="buprenorphine-xr"),
    Known("Quinn", "Doyle", "they/them", date(1966, 7, 7), former=("Colleen Doyle",), care="methadone"),
)  # fmt: skip


@dataclass(slots=True)
class Person:
    """A person while their story is told."""

    patient_id: int
    uuid: str
    names: Names
    pronouns: str
    birth_date: date
    language: str
    registered_at: datetime
    registered_by: int
    allergies_state: str = "not_asked"
    ask_for: str = ""
    code_word: str = ""
    note: str = ""
    version: int = 1
    deceased_on: date | None = None
    death_recorded_at: datetime | None = None
    death_recorded_by: int | None = None


def meet(story: Story, *, known: Known | None, at: datetime, by: Colleague, nurse: Colleague) -> Person:
    """The person as registered, with contact points and, mostly, what the nurse asked about allergies."""
    person = Person(
        patient_id=story.next_number(PatientRow),
        uuid=story.uuid(at),
        names=Names(known.given, known.family, known.chosen, known.former) if known else Names(),
        pronouns=known.pronouns if known else "",
        birth_date=known.born if known else _birth_date(story),
        language="en" if known else _language(story),
        registered_at=at,
        registered_by=by.user_id,
    )
    if known is None:
        _name(story, person)
    phones = _reach(story, person, known)
    _ask_allergies(story, person, known, at=at + timedelta(minutes=40), by=nurse)
    keys = search_keys(names=person.names, birth_date=person.birth_date, mrn=mrn_of(story), phones=phones)
    for kind, key in keys:
        story.add(SearchKeyRow(story.next_number(SearchKeyRow), person.patient_id, story.clinic.organisation_id, kind.value, key))
    return person


def mrn_of(story: Story) -> str:
    """The record number of the person of this story."""
    return str(10_000_000 + (story.number * 48_271 + 30_221_719) % 2**26)  # eight digits, no two alike, in no order


def finish(story: Story, person: Person) -> None:
    """The person's own row, once all is known."""
    story.add(
        PatientRow(
            id=person.patient_id,
            uuid=person.uuid,
            organisation_id=story.clinic.organisation_id,
            mrn=mrn_of(story),
            legal_given=person.names.given,
            legal_family=person.names.family,
            chosen_name=person.names.chosen,
            former_names=list(person.names.former),
            pronouns=person.pronouns,
            birth_date=person.birth_date,
            zone=story.clinic.zone if story.number % 40 else "America/Denver",
            language=person.language,
            allergies_state=person.allergies_state,
            ask_for=person.ask_for,
            code_word=person.code_word,
            contact_note=person.note,
            deceased_on=person.deceased_on,
            death_recorded_at=person.death_recorded_at,
            death_recorded_by_id=person.death_recorded_by,
            registered_at=person.registered_at,
            registered_by_id=person.registered_by,
            version=person.version,
        )
    )


def _birth_date(story: Story) -> date:
    years = int(18 + 62 * story.dice.betavariate(1.9, 2.6))
    return story.clinic.today - timedelta(days=years * 365 + story.between(5, 365))


def _language(story: Story) -> str:
    drawn = story.dice.random()
    return "en" if drawn < 0.82 else "es" if drawn < 0.95 else story.one_of(OTHER_LANGUAGES)


def _name(story: Story, person: Person) -> None:
    drawn = story.dice.random()
    if drawn < 0.46:
        given, person.pronouns = story.one_of(names.HE), "he/him"
    elif drawn < 0.90:
        given, person.pronouns = story.one_of(names.SHE), "she/her"
    else:
        given, person.pronouns = story.one_of(names.THEY), story.one_of(("they/them", "they/them", "she/they", "he/they"))
    if story.chance(0.04):
        person.pronouns = ""
    family = story.one_of(names.FAMILY)
    if story.chance(0.16):
        family = f"{family} {story.one_of(names.FAMILY)}"
    former: tuple[str, ...] = ()
    chosen = ""
    if story.chance(0.18) and given in names.SHORT:
        chosen = names.SHORT[given]
    elif story.chance(0.05):  # a name that is theirs, and not the one on their papers
        chosen = story.one_of(names.SHE if person.pronouns == "she/her" else names.THEY)
        given = story.one_of(names.HE if person.pronouns == "she/her" else names.SHE)
    elif story.chance(0.07):
        former = (f"{given} {story.one_of(names.FAMILY)}",)
    person.names = Names(given, family, chosen, former)


def _reach(story: Story, person: Person, known: Known | None) -> list[str]:
    """Contact points and what to mind; gives the phones."""
    phones: list[str] = []
    position = 0
    short = (person.names.chosen or person.names.given).split()[0]
    shared = known.shared if known else story.chance(0.14)
    if known or story.chance(0.93):
        number = known.phone if known and known.phone else _number(story)
        phones.append(number)
        may_call = story.chance(0.92) or shared
        may_text = not shared and (story.chance(0.8) or not may_call)
        from_hour, to_hour = (10, 16) if shared else story.one_of(((8, 21), (9, 17), (15, 20), (11, 19)))
        hours = (time(from_hour), time(to_hour)) if shared or story.chance(0.3) else (None, None)
        story.add(
            ContactPointRow(
                story.next_number(ContactPointRow),
                person.patient_id,
                "phone",
                number,
                may_call,
                may_text,
                not shared and story.chance(0.7),
                shared,
                hours[0],
                hours[1],
                position,
            )
        )
        position += 1
        if shared:
            person.ask_for = short
            person.code_word = known.code_word if known and known.code_word else story.one_of(words.CODE_WORDS)
            person.note = "" if known else story.one_of(words.SHARED_NOTES)
    if not known and story.chance(0.12):
        number = _number(story)
        if number not in phones:
            phones.append(number)
            story.add(
                ContactPointRow(
                    story.next_number(ContactPointRow),
                    person.patient_id,
                    "phone",
                    number,
                    True,
                    False,
                    False,
                    False,
                    None,
                    None,
                    position,
                )
            )
            position += 1
    if story.chance(0.45):
        mail = f"{short}.{person.names.family.split()[0]}{story.number}@mail.example".lower()
        story.add(
            ContactPointRow(
                story.next_number(ContactPointRow),
                person.patient_id,
                "email",
                mail,
                False,
                False,
                story.chance(0.8),
                False,
                None,
                None,
                position,
            )
        )
    if not person.note and not known:
        drawn = story.dice.random()
        if drawn < 0.09:
            person.note = story.one_of(words.NO_ADDRESS_NOTES)
        elif drawn < 0.24:
            person.note = story.one_of(words.NOTES)
    return phones


def _number(story: Story) -> str:
    return f"+1{story.one_of(story.clinic.areas)}55501{story.between(0, 99):02d}"


def _ask_allergies(story: Story, person: Person, known: Known | None, *, at: datetime, by: Colleague) -> None:
    drawn = story.dice.random()
    if known and known.allergy:
        listed = [known.allergy]
    elif drawn < 0.10:
        return
    elif drawn < 0.72:
        listed = []
    else:
        listed = story.dice.sample(words.ALLERGIES, 1 if drawn < 0.92 else 2)
    listed = list({substance: (substance, reaction) for substance, reaction in listed}.values())
    person.allergies_state = "listed" if listed else "none_known"
    person.version += 1
    for substance, reaction in listed:
        story.add(
            AllergyRow(story.next_number(AllergyRow), story.uuid(at), person.patient_id, substance, reaction, at, by.user_id)
        )
