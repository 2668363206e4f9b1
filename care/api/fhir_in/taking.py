"""An import: all files are read and validated, then people are taken one by one, each in transactions of their own.

What was taken stays when the import is interrupted; the next run goes on where nothing was taken yet.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import DataError, IntegrityError

from care.access import gate
from care.actor import Action, Actor, Category, Permit, Purpose, Role
from care.api.fhir_in import homes
from care.api.fhir_in.homes import AnyStatement
from care.api.fhir_in.mapping import HOMES, Unmappable, map_resource, patient_reference
from care.api.fhir_in.mapping.coverage import BILLS, payers_of_bills
from care.api.fhir_in.mapping.words import Found, found_nowhere
from care.api.fhir_in.reading import Broken, Entry, Limits, read_file
from care.api.fhir_in.report import Fate, Report
from care.api.fhir_in.store import AMBIGUOUS, Place, Store, relative
from care.api.fhir_in.validation import ID, PLAIN_NAME, problems_of
from patients.operations import (
    LikelyDuplicate,
    StatementRefused,
    register_imported,
)
from patients.queries import patients_of_resources, readable_lines
from patients.rules import PATIENT_NOT_TAKEN, Outcome, ResourceKey, SaidPerson, Statement, Taken

NO_PATIENT = "its patient is neither in these files nor taken before"
TWO_PATIENTS = "its patient stands in these files twice, with two contents"
_FATES = {
    Outcome.TAKEN: Fate.TAKEN,
    Outcome.UPDATED: Fate.UPDATED,
    Outcome.UNCHANGED: Fate.UNCHANGED,
}


@dataclass(frozen=True, slots=True)
class Order:
    """Who imports, what the source is called, and how new people are registered."""

    actor: Actor
    source: str
    zone: str
    lead_staff_id: int | None = None
    lead_function: Role = Role.COORDINATOR
    anyway: bool = False


@dataclass(slots=True)
class Progress:
    """How far an import is: bytes of the files, resources, people. `tell` is called with each step."""

    bytes_total: int = 0
    bytes_done: int = 0
    resources: int = 0
    people_total: int = 0
    people_done: int = 0
    tell: Callable[["Progress"], None] = lambda progress: None

    def read(self, count: int) -> None:
        """So many more bytes of a file were read."""
        self.bytes_done += count
        self.tell(self)

    def person(self) -> None:
        """One more person is done."""
        self.people_done += 1
        self.tell(self)


def import_files(
    *,
    order: Order,
    files: Sequence[Path],
    report: Report,
    clock: Callable[[], datetime],
    limits: Limits,
    progress: Progress,
    whole: Callable[[], AbstractContextManager[None]] = nullcontext,
) -> None:
    """Read files of FHIR R4 and take what has a home here. `report` holds what was done so far, also when this is interrupted.

    `whole` stands around each person: taken and reported, or neither.

    The actor must hold `Work.REGISTER_PATIENT`; for people who are here already the gate is asked, person by person.
    """
    report.files = len(files)
    with Store() as store:
        for number, path in enumerate(files, start=1):
            _read(store, number, path, report, limits, progress)
        _sort(store, report)
        progress.people_total = store.people()
        run = _Run(order, store, report, clock)
        for stored in store.each_person():
            with whole():
                run.take_person(stored.seq, stored.place, stored.body)
                progress.person()
        for wanted in store.astray():
            with whole():
                run.take_for_somebody_known(wanted)


# --- the first pass ---------------------------------------------------------------------------------------------------------


def _read(store: Store, number: int, path: Path, report: Report, limits: Limits, progress: Progress) -> None:
    for item in read_file(path, limits=limits, read=progress.read):
        if isinstance(item, Broken):
            report.refuse(Place(number, item.number), item.reason)
            if item.undoes:
                store.forget_file(number)
            continue
        progress.resources += 1
        if progress.resources > limits.count:
            report.refuse(Place(number, item.number), f"more than {limits.count:,} resources in one import: the rest is not read")
            return
        place, reason = _look(store, number, item)
        if reason:
            report.refuse(place, reason)


def _look(store: Store, file: int, entry: Entry) -> tuple[Place, str]:
    """Validate a resource and remember it; gives its place, and why it is refused."""
    resource = entry.resource
    kind, number = resource.get("resourceType"), resource.get("id")
    place = Place(
        file,
        entry.number,
        kind if isinstance(kind, str) and PLAIN_NAME.fullmatch(kind) else "",
        number if isinstance(number, str) and ID.fullmatch(number) else _id_of(entry.full_url),
    )
    problems = problems_of(resource)
    if problems:
        return place, "; ".join(problems)
    has_home = place.type in HOMES
    if has_home:
        if not place.id:
            return place, "it has no id by which it could be told again"
        reason = _unstorable(entry.text)
        if reason:
            return place, reason
    text = json.dumps(resource, sort_keys=True) if has_home else entry.text
    digest = hashlib.sha256(text.encode(errors="replace")).digest()
    about = patient_reference(resource)
    store.add(place, full_url=entry.full_url, digest=digest, about=about, body=resource if has_home else None)
    return place, ""


def _id_of(full_url: str) -> str:
    """The id that a Bundle gives to a resource without one: the UUID of its URN."""
    number = full_url.removeprefix("urn:uuid:")
    return number if full_url.startswith("urn:uuid:") and ID.fullmatch(number) else ""


def _unstorable(text: str) -> str:
    """Why the text of a resource cannot be kept, though it is valid JSON."""

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) != len(pairs):
            raise KeyError
        return found

    try:
        json.loads(text, object_pairs_hook=once)
    except KeyError:
        return "an element of it stands there twice"
    return "it holds a character without meaning (U+0000)" if "\\u0000" in text else ""


def _sort(store: Store, report: Report) -> None:
    """Between the passes: what stands there twice, what has no home, and who each resource is about."""
    store.index()
    for place, first, same in store.repeated():
        if same:
            report.count(place.type, Fate.REPEATED)
        elif place.type not in HOMES and place.file != first.file:
            report.count(place.type, Fate.NO_HOME)  # another edition of what is not kept anyway
        else:
            where = f"file {first.file}, entry {first.entry}"
            report.refuse(place, f"another {place.type} with this id and other content stands in {where}")
    for kind, count in store.without_home().items():
        report.count(kind, Fate.NO_HOME, count)
    store.link()


# --- the second pass ----------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Run:
    """The second pass: one person after the other."""

    order: Order
    store: Store
    report: Report
    clock: Callable[[], datetime]
    places: dict[ResourceKey, Place] = field(default_factory=dict)

    def take_person(self, seq: int, place: Place, body: dict[str, Any]) -> None:
        """One Patient of the files with everything that is about them."""
        self.places = {}
        person, _ = self._statement(place, body, found_nowhere)
        others = _with_payers([(stored.place, stored.body) for stored in self.store.of_person(seq)], person=place.id)
        if not isinstance(person, Statement) or not isinstance(person.said, SaidPerson):
            self._refuse_all((place for place, _ in others), PATIENT_NOT_TAKEN)
            return
        statements: list[AnyStatement] = [person, *self._statements(others)]
        patient_id, is_new = self._find(person), False
        if patient_id is None:
            patient_id, refusal = self._register(person)
            is_new = patient_id is not None
            # somebody else's import may have been faster
            patient_id = patient_id or self._find(person)
            if patient_id is None:
                self.report.refuse(place, refusal)
                self._refuse_all((self.places[one.key] for one in statements[1:]), PATIENT_NOT_TAKEN)
                return
        if is_new:
            self.report.people += 1
            self.report.count(place.type, Fate.TAKEN)
        self._take(patient_id, statements, new=person.key if is_new else None)

    def take_for_somebody_known(self, wanted: str) -> None:
        """What is about somebody who is not in these files: taken when they came in before, else refused."""
        self.places = {}
        key = ResourceKey(*wanted.split("/", 1)) if "/" in wanted else None
        found = patients_of_resources(organisation_id=self._organisation_id, source=self.order.source, keys=[key] if key else [])
        patient_id = found.get(key) if key else None
        about = self.store.asking_for(wanted)
        if patient_id is None:
            for place, body in about:
                if body is None:
                    self.report.count(place.type, Fate.NO_HOME, -1)
                self.report.refuse(place, TWO_PATIENTS if wanted == AMBIGUOUS else NO_PATIENT)
            return
        statements = self._statements([(place, body) for place, body in about if body is not None])
        self._take(patient_id, statements, new=None)

    @property
    def _organisation_id(self) -> int:
        return self.order.actor.colleague()[1]

    def _statement(self, place: Place, body: dict[str, Any], find: Found) -> tuple[AnyStatement | None, str]:
        """What a resource says, where it says a fact or may take one back; else why not."""
        try:
            mapped = map_resource(body, find)
        except Unmappable as fault:
            self.report.refuse(place, fault.reason)
            return None, ""
        for what in mapped.left:
            self.report.left[what] += 1
        if mapped.said is None:
            self.report.set_aside(place, mapped.aside)
            return None, ""
        key = ResourceKey(place.type, place.id)
        self.places[key] = place
        return homes.statement_of(key, mapped.said), mapped.aside

    def _statements(self, found: Sequence[tuple[Place, dict[str, Any]]]) -> list[AnyStatement]:
        """The statements of some resources of one person, without those that take back what never was here."""
        open_ones: list[AnyStatement] = []
        closed: dict[AnyStatement, str] = {}
        find = _finder(found)
        for place, body in found:
            statement, aside = self._statement(place, body, find)
            if statement is not None and aside:
                closed[statement] = aside
            elif statement is not None:
                open_ones.append(statement)
        known = homes.known(organisation_id=self._organisation_id, source=self.order.source, statements=closed) if closed else {}
        for statement, aside in closed.items():
            if statement.key in known:
                open_ones.append(statement)
            else:
                self.report.set_aside(self.places[statement.key], aside)
        return open_ones

    def _find(self, person: Statement) -> int | None:
        """Whom this resource is here, if it came in before."""
        found = patients_of_resources(organisation_id=self._organisation_id, source=self.order.source, keys=[person.key])
        return found.get(person.key)

    def _register(self, person: Statement) -> tuple[int | None, str]:
        """The number of the new person, or why there is none."""
        order = self.order
        try:
            patient = register_imported(
                actor=order.actor,
                source=order.source,
                statement=person,
                zone=order.zone,
                lead_staff_id=order.lead_staff_id,
                lead_function=order.lead_function,
                anyway=order.anyway,
                at=self.clock(),
            )
        except LikelyDuplicate as likely:
            return None, self._resembles(likely.patient_ids)
        except StatementRefused as fault:
            return None, fault.reason
        except (DataError, IntegrityError):
            return None, "the database does not take it"
        return patient.pk, ""

    def _resembles(self, patient_ids: Sequence[int]) -> str:
        """Whom a new person resembles, by record number, as far as the colleague may know."""
        actor = self.order.actor
        condition = gate.readable(actor=actor, category=Category.DEMOGRAPHICS, purpose=Purpose.TREAT, path="pk")
        people = readable_lines(patient_ids=patient_ids, condition=condition)
        shown = [person.patient_id for person in people]
        gate.record_list(
            actor=actor,
            patient_ids=shown,
            category=Category.DEMOGRAPHICS,
            purpose=Purpose.TREAT,
            at=self.clock(),
            what="similar",
        )
        numbers = [f"MRN {person.mrn}" for person in people]
        if len(shown) < len(patient_ids):
            numbers.append("somebody whose record you do not open")
        return f"resembles {', '.join(numbers)}: --anyway registers all the same"

    def _take(self, patient_id: int, statements: Sequence[AnyStatement], *, new: ResourceKey | None) -> None:
        known = homes.known(organisation_id=self._organisation_id, source=self.order.source, statements=statements)
        pending = []
        for statement in statements:
            here = known.get(statement.key)
            if here is None or not here.says_the_same or here.patient_id != patient_id:
                pending.append(statement)
            elif statement.key != new:
                self.report.count(statement.key.type, Fate.UNCHANGED)
        if not pending:
            return
        at = self.clock()
        try:
            permit = self._permit(patient_id, at)
            taken = homes.take(permit=permit, source=self.order.source, statements=pending, at=at)
        except gate.Refused as refusal:
            taken = [Taken(one.key, Outcome.REFUSED, reason=f"the gate refused: {refusal.reason}") for one in pending]
        for one in taken:
            self._tell(one, is_new=one.key == new)

    def _permit(self, patient_id: int, at: datetime) -> Permit:
        return gate.require(
            actor=self.order.actor,
            patient_id=patient_id,
            category=Category.DEMOGRAPHICS,
            action=Action.WRITE,
            purpose=Purpose.TREAT,
            at=at,
        )

    def _tell(self, taken: Taken, *, is_new: bool) -> None:
        place = self.places[taken.key]
        if is_new and taken.outcome is not Outcome.REFUSED:
            return  # counted when the person was registered
        if is_new:
            self.report.count(place.type, Fate.TAKEN, -1)
        if taken.outcome is Outcome.REFUSED:
            self.report.refuse(place, taken.reason)
        elif taken.outcome is Outcome.KEPT:
            self.report.keep(place, ", ".join(taken.kept))
        else:
            self.report.count(place.type, _FATES[taken.outcome])

    def _refuse_all(self, places: Iterable[Place], reason: str) -> None:
        for place in places:
            self.report.refuse(place, reason)


def _finder(found: Iterable[tuple[Place, dict[str, Any]]]) -> Found:
    """To which of one person's resources a reference points: by type and id, or by the id in a URN."""
    by_name: dict[str, dict[str, Any]] = {}
    for place, body in found:
        if place.id:
            by_name[f"{place.type}/{place.id}"] = by_name[f"urn:uuid:{place.id}"] = body
    return lambda reference: by_name.get(reference) or by_name.get(relative(reference))


def _with_payers(found: list[tuple[Place, dict[str, Any]]], *, person: str) -> list[tuple[Place, dict[str, Any]]]:
    """One person's resources, and the coverages that their bills name within."""
    bills = [(place, body) for place, body in found if place.type in BILLS]
    named = payers_of_bills((body for _, body in bills), person)
    return found + [(replace(bills[0][0], type="Coverage", id=body["id"]), body) for body in named]
