"""An import: the files are read, then people are taken some at a time, each group in transactions of its own.

What was taken stays when the import is stopped; the next run goes on where nothing was taken yet.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from django.db import DataError, IntegrityError

from care.access import gate
from care.actor import Action, Actor, Category, Permit, Purpose, Role
from care.lib.dates import local_date
from patients.histories.models import HistoryImport
from patients.histories.operations import LineOf, follow_person, match_person, register_person, take_lines
from patients.histories.ours import category_of, is_ours, problem_of
from patients.histories.queries import SAYS, KnownLine, KnownPerson, known_lines, known_people, people_by_number
from patients.histories.report import Fate, Report
from patients.histories.rules import FORMATS, PEOPLE, BadLine, Entry, Kind, PersonLine, Whose, read_person
from patients.histories.store import Store
from patients.operations import LikelyDuplicate, MrnTaken, StatementRefused
from patients.queries import KnownResource, known_resources, similar_people
from patients.rules import Outcome, ResourceKey, Statement, clean_mrn

TOGETHER = 50  # people in one transaction
MOST_LINES = 50_000  # of one person
NOT_COVERED = "the role of the colleague does not write this kind of data"
NO_PERSON = "its person is neither in people.csv nor taken before"
PERSON_REFUSED = "its person was not taken"
RESEMBLES = "resembles somebody who is here: --anyway registers all the same"
OTHER_BIRTH = "the record number is that of somebody with another birth date"
NUMBER_TAKEN = "the record number is that of a record that was merged into another"
NOT_STORED = "the database does not take it"
TWICE = "the same stands there before with other content"
_KINDS = {kind.value: kind for kind in Kind}


@dataclass(frozen=True, slots=True)
class Order:
    """Who imports, what the source is called, and how new people are registered. `is_dry`: nothing is written."""

    actor: Actor
    source: str
    zone: str
    lead_staff_id: int | None = None
    lead_function: Role = Role.COORDINATOR
    anyway: bool = False
    is_dry: bool = False


@dataclass(slots=True)
class _Person:
    """One person of the files: what is said of them, who they are here, and the lines that are still to be written."""

    key: str
    said: PersonLine | None = None
    known: KnownPerson | None = None
    matched: int | None = None
    patient_id: int | None = None
    refusal: str = ""
    is_new: bool = False
    follows: bool = False
    entries: list[Entry] = field(default_factory=list)
    pending: list[LineOf] = field(default_factory=list)

    @property
    def statement(self) -> Statement | None:
        """What people.csv says of who they are."""
        return Statement(ResourceKey("Person", self.key), self.said.said) if self.said else None

    @property
    def base_date(self) -> date | None:
        """The day from which their days count."""
        return (self.said.base_date if self.said else None) or (self.known.base_date if self.known else None)


def take_store(
    *, order: Order, run: HistoryImport | None, store: Store, report: Report, clock: Callable[[], datetime]
) -> Iterator[int]:
    """Take everybody whom the store holds, some at a time; after each time, how many people they were.

    The actor must hold `Work.REGISTER_PATIENT`; for everybody whose record is written the gate is asked. Without a run nothing
    is written, and the report says what would be.
    """
    taking = _Taking(order, run, store, report, clock)
    for keys in store.keys(TOGETHER):
        taking.take(keys)
        yield len(keys)


@dataclass(slots=True)
class _Taking:
    order: Order
    run: HistoryImport | None
    store: Store
    report: Report
    clock: Callable[[], datetime]

    @property
    def organisation_id(self) -> int:
        return self.order.actor.colleague()[1]

    def take(self, keys: Sequence[str]) -> None:
        """Some people: who they are, what is said of them, what of it is new; then that is written."""
        at = self.clock()
        today = local_date(at, self.order.zone)
        people = self._people(keys, today)
        for person in people:
            self._read_lines(person, today)
        self._find_new_people(people)
        if self.run is not None:
            for person in people:
                if person.is_new and not person.refusal:
                    self._register(person, at)
        elif not self.order.anyway:
            self._look_alike(people)
        self._settle(people)
        self._write(people)

    # --- who they are -----------------------------------------------------------------------------------------------------

    def _people(self, keys: Sequence[str], today: date) -> list[_Person]:
        known = known_people(organisation_id=self.organisation_id, source=self.order.source, keys=keys)
        people = []
        for key in keys:
            person = _Person(key, known=known.get(key))
            stored = self.store.person(key)
            if stored is not None:
                try:
                    person.said = replace(read_person(stored.fields, today), line=stored.line)
                except BadLine as fault:
                    self.report.refuse(PEOPLE, stored.line, fault.reason)
                    person.refusal = "" if person.known else PERSON_REFUSED
            elif person.known is None:
                person.refusal = NO_PERSON
            person.patient_id = person.known.patient_id if person.known else None
            people.append(person)
        return people

    def _find_new_people(self, people: Sequence[_Person]) -> None:
        """Who of those whom the source names for the first time is here under their record number, and who is new."""
        asked = [person for person in people if person.said and not person.known and not person.refusal]
        numbers = {clean_mrn(person.said.mrn): person for person in asked if person.said and person.said.mrn}
        found = people_by_number(organisation_id=self.organisation_id, mrns=list(numbers)) if numbers else {}
        for person in asked:
            assert person.said
            here = found.get(clean_mrn(person.said.mrn)) if person.said.mrn else None
            if here is None:
                person.is_new = True
            elif here[1] != person.said.said.birth_date:
                self._refuse_person(person, OTHER_BIRTH)
            else:
                person.patient_id = person.matched = here[0]

    def _refuse_person(self, person: _Person, reason: str, about: str = "") -> None:
        assert person.said
        self.report.refuse(PEOPLE, person.said.line, reason, about)
        person.refusal = PERSON_REFUSED

    def _register(self, person: _Person, at: datetime) -> None:
        order = self.order
        assert person.said
        assert person.statement
        assert self.run
        try:
            patient = register_person(
                actor=order.actor,
                run=self.run,
                statement=person.statement,
                base_date=person.base_date,
                zone=order.zone,
                mrn=person.said.mrn,
                lead_staff_id=order.lead_staff_id,
                lead_function=order.lead_function,
                anyway=order.anyway,
                at=at,
            )
        except LikelyDuplicate:
            self._refuse_person(person, RESEMBLES)
        except MrnTaken:
            self._refuse_person(person, NUMBER_TAKEN)
        except StatementRefused as fault:
            self._refuse_person(person, fault.reason)
        except (DataError, IntegrityError):
            self._refuse_person(person, NOT_STORED)
        else:
            person.patient_id = patient.pk
            self.report.registered += 1

    def _look_alike(self, people: Sequence[_Person]) -> None:
        """What registration would say, where nothing is written."""
        for person in people:
            if person.is_new and person.said:
                phones = [value for _, value in person.said.said.points]
                identity = person.said.said.identity(zone=self.order.zone)
                if similar_people(organisation_id=self.organisation_id, identity=identity, phones=phones):
                    self._refuse_person(person, RESEMBLES)

    # --- what is said of them -----------------------------------------------------------------------------------------------

    def _read_lines(self, person: _Person, today: date) -> None:
        born = person.said.said.birth_date if person.said else person.known.birth_date if person.known else None
        whose = Whose(today, person.base_date, born)
        seen: dict[tuple[Kind, str], Entry] = {}
        for number, stored in enumerate(self.store.lines_of(person.key)):
            kind = _KINDS[stored.file]
            if person.refusal:
                self.report.refuse(stored.file, stored.line, person.refusal)
                continue
            if number >= MOST_LINES:
                self.report.refuse(stored.file, stored.line, f"more than {MOST_LINES:,} lines of one person")
                continue
            try:
                entry = replace(FORMATS[kind].read(stored.fields, whose), line=stored.line)
            except BadLine as fault:
                self.report.refuse(stored.file, stored.line, fault.reason)
                continue
            if kind is Kind.SCORE and is_ours(entry.says["instrument"]) and (problem := problem_of(entry, at=self.clock())):
                self.report.refuse(stored.file, stored.line, problem)
                continue
            first = seen.setdefault((kind, entry.key), entry)
            if first is entry:
                person.entries.append(entry)
            elif (first.on, first.says) == (entry.on, entry.says):
                self.report.count(stored.file, Fate.REPEATED)
            else:
                self.report.refuse(stored.file, stored.line, TWICE, f"(line {first.line})")

    # --- what is new of it --------------------------------------------------------------------------------------------------

    def _settle(self, people: Sequence[_Person]) -> None:
        """Whatever stands here already is unchanged; the rest is to be written."""
        for person in people:
            if person.refusal == PERSON_REFUSED:
                for entry in person.entries:
                    self.report.refuse(entry.kind.value, entry.line, PERSON_REFUSED)
                person.entries = []
        numbers = [person.patient_id for person in people if person.known and person.entries and person.patient_id]
        kinds = {entry.kind for person in people if person.known for entry in person.entries}
        stands: Mapping[tuple[Kind, str], KnownLine] = (
            known_lines(organisation_id=self.organisation_id, source=self.order.source, patient_ids=numbers, kinds=kinds)
            if numbers
            else {}
        )
        for person in people:
            for entry in person.entries:
                self._settle_line(person, entry, stands.get((entry.kind, entry.key)))
        self._settle_people(people)

    def _settle_line(self, person: _Person, entry: Entry, there: KnownLine | None) -> None:
        says = tuple(entry.says[name] for name in SAYS[entry.kind])
        if there is not None and there.on == entry.on and there.says == says:
            self.report.count(entry.kind.value, Fate.UNCHANGED)
        else:
            ours = entry.kind is Kind.SCORE and is_ours(entry.says["instrument"])
            person.pending.append(LineOf(person.patient_id or 0, entry, there.pk if there else None, is_ours=ours))

    def _settle_people(self, people: Sequence[_Person]) -> None:
        statements = [person.statement for person in people if person.statement and not person.refusal]
        known: dict[ResourceKey, KnownResource] = known_resources(
            organisation_id=self.organisation_id, source=self.order.source, statements=statements
        )
        for person in people:
            if person.said is None or person.refusal:
                continue
            assert person.statement
            here = known.get(person.statement.key)
            brought = person.is_new or (person.known is not None and person.known.is_registered)
            stays = person.known is not None and person.base_date == person.known.base_date
            person.follows = brought and not (here and here.says_the_same and (stays or person.is_new))
            if not person.follows and person.matched is None and not person.is_new:
                self.report.count(PEOPLE, Fate.UNCHANGED)

    # --- the writing --------------------------------------------------------------------------------------------------------

    def _write(self, people: Sequence[_Person]) -> None:
        wanted = [person for person in people if not person.refusal and (person.pending or person.follows or person.matched)]
        if self.run is None:
            self._count_dry(people, wanted)
            return
        for person in people:
            if person.is_new and not person.refusal and person not in wanted:
                self.report.count(PEOPLE, Fate.TAKEN)
        permits: dict[int, Permit] = {}
        at = self.clock()
        for person in wanted:
            try:
                permit = self._permit(person.patient_id, at)
            except gate.Refused as refusal:
                self._refuse_all(person, f"the gate refused: {refusal.reason}")
                continue
            if self._write_person(person, permit, at):
                person.pending = [line for line in person.pending if self._may_write(line, permit)]
                permits[permit.patient_id] = permit
        self._write_lines([one for one in wanted if one.patient_id in permits and one.pending], permits, at)

    def _may_write(self, line: LineOf, permit: Permit) -> bool:
        """A score of one of our instruments is of the kind of data that the instrument is."""
        if not line.is_ours or permit.covers(category_of(line.entry.says["instrument"])):
            return True
        self.report.refuse(line.entry.kind.value, line.entry.line, NOT_COVERED)
        return False

    def _write_person(self, person: _Person, permit: Permit, at: datetime) -> bool:
        """Who they are; whether their lines may follow."""
        assert self.run
        if person.matched is not None:
            match_person(permit=permit, run=self.run, key=person.key, base_date=person.base_date, at=at)
            self.report.matched += 1
            self.report.count(PEOPLE, Fate.TAKEN)
        elif person.follows and person.statement and person.said:
            taken = follow_person(permit=permit, run=self.run, statement=person.statement, base_date=person.base_date, at=at)
            if taken.outcome is Outcome.REFUSED:
                self._refuse_all(person, taken.reason)
                return False
            fate = Fate.TAKEN if person.is_new else Fate.KEPT if taken.outcome is Outcome.KEPT else Fate.CHANGED
            self.report.count(PEOPLE, fate)
        elif person.is_new:
            self.report.count(PEOPLE, Fate.TAKEN)
        return True

    def _write_lines(self, people: Sequence[_Person], permits: Mapping[int, Permit], at: datetime) -> None:
        """The lines of all of them in one transaction; where the database does not take that, of each alone."""
        assert self.run
        lines = [replace(line, patient_id=person.patient_id or 0) for person in people for line in person.pending]
        try:
            take_lines(permits=[permits[person.patient_id or 0] for person in people], run=self.run, lines=lines, at=at)
        except (DataError, IntegrityError):
            if len(people) == 1:
                for line in lines:
                    self.report.refuse(line.entry.kind.value, line.entry.line, NOT_STORED)
                return
            for person in people:
                self._write_lines([person], permits, at)
            return
        self._count(lines)

    def _count(self, lines: Sequence[LineOf]) -> None:
        for line in lines:
            self.report.count(line.entry.kind.value, Fate.TAKEN if line.replaces is None else Fate.CHANGED)

    def _count_dry(self, people: Sequence[_Person], wanted: Sequence[_Person]) -> None:
        for person in people:
            if person.refusal or person.said is None:
                continue
            self.report.registered += person.is_new
            self.report.matched += person.matched is not None
            if person.is_new or person.matched is not None:
                self.report.count(PEOPLE, Fate.TAKEN)
            elif person.follows:
                self.report.count(PEOPLE, Fate.CHANGED)
        for person in wanted:
            self._count(person.pending)

    def _refuse_all(self, person: _Person, reason: str) -> None:
        if person.said and (person.is_new or person.follows or person.matched is not None):
            self.report.refuse(PEOPLE, person.said.line, reason)
        for line in person.pending:
            self.report.refuse(line.entry.kind.value, line.entry.line, reason)

    def _permit(self, patient_id: int | None, at: datetime) -> Permit:
        return gate.require(
            actor=self.order.actor,
            patient_id=patient_id,
            category=Category.SUD,
            action=Action.WRITE,
            purpose=Purpose.TREAT,
            at=at,
        )
