"""What the changes of answers have in common: the transaction of one change, the person's facts, the answers as they are kept."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from care.actor import Action, Category, Permit
from care.audit import operations as audit
from patients.assessments.catalogue import definition as definition_of
from patients.assessments.models import Answer, Response
from patients.assessments.operations.refusals import UnknownInstrument
from patients.assessments.queries.responses import NoSuchResponse
from patients.assessments.rules import Answers, Definition, ItemKind, State
from patients.assessments.rules.states import Step, next_state

Given = Mapping[str, Decimal | int | str | None]


def definition_in_use(instrument: str) -> Definition:
    """The version of an instrument in which it is answered now.

    Raises:
        UnknownInstrument.
    """
    try:
        return definition_of(instrument)
    except KeyError as error:
        raise UnknownInstrument(instrument) from error


@contextmanager
def change(*, permit: Permit, response: UUID, verb: str, at: datetime) -> Iterator[Response]:
    """The transaction of one change, with the row of the answers locked. It comes before what is due, tasks and the summary.

    Raises:
        NoSuchResponse: the permit's patient has none of this number.
        PermitMismatch: the permit does not write the instrument's kind of data.
    """
    with audit.change(permit=permit, at=at, verb=verb) as event:
        row = (
            Response.objects.select_for_update(no_key=True)
            .filter(uuid=response, patient_id=permit.patient_id, organisation_id=permit.organisation_id)
            .first()
        )
        if row is None:
            raise NoSuchResponse
        permit.check(category=Category(row.category), action=Action.WRITE)
        event.detail |= {"response": row.pk, "instrument": row.instrument}
        yield row


def definition_of_row(row: Response) -> Definition:
    """The definition that the answers were begun with; an old version stays readable for ever."""
    return definition_of(row.instrument, row.version)


def move(row: Response, step: Step) -> None:
    """Take the step; the caller saves the row.

    Raises:
        NotPossible: the answers do not stand where the step starts.
    """
    row.state = next_state(State(row.state), step).value


def kept_answers(row: Response) -> dict[str, Decimal | str | None]:
    """The answers as they stand. One query."""
    return told({answer.link_id: answer for answer in Answer.objects.filter(response=row).order_by("pk")})


def told(rows: Mapping[str, Answer]) -> dict[str, Decimal | str | None]:
    """Rows as values: None where somebody would rather not answer."""
    return {
        link_id: None if row.is_declined else row.number if row.number is not None else row.words for link_id, row in rows.items()
    }


def as_values(definition: Definition, given: Given) -> dict[str, Decimal | str | None]:
    """What was given, with numbers as numbers; what a question does not take is left for the rules to refuse."""
    kinds = {item.link_id: item.kind for item in definition.items}
    values: dict[str, Decimal | str | None] = {}
    for link_id, value in given.items():
        if isinstance(value, int):
            values[link_id] = Decimal(value)
        elif isinstance(value, str):
            values[link_id] = value.strip() if kinds.get(link_id) is ItemKind.TEXT else _number(value.strip())
        else:
            values[link_id] = value
    return values


def _number(value: str) -> Decimal | str:
    """A number that was typed, as one; other words stay for the rules to refuse."""
    if value and value.lstrip("-").replace(".", "", 1).isdecimal() and value.isascii():
        return Decimal(value)
    return value


def write_answers(row: Response, given: Answers) -> None:
    """Keep these answers beside those that stand; an empty one is taken away. The caller has checked them."""
    there = {answer.link_id: answer for answer in Answer.objects.filter(response=row).order_by("pk")}
    gone, new, changed = [], [], []
    for link_id, value in given.items():
        old = there.get(link_id)
        if value == "":
            if old is not None:
                gone.append(old.pk)
            continue
        answer = old or Answer(response=row, link_id=link_id)
        before = (answer.number, answer.words, answer.is_declined)
        answer.number = value if isinstance(value, Decimal) else None
        answer.words = value if isinstance(value, str) else ""
        answer.is_declined = value is None
        if old is None:
            new.append(answer)
        elif before != (answer.number, answer.words, answer.is_declined):
            changed.append(answer)
    if gone:
        Answer.objects.filter(pk__in=gone).delete()
    if new:
        Answer.objects.bulk_create(new)
    if changed:
        Answer.objects.bulk_update(changed, ["number", "words", "is_declined"])
