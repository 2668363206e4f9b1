"""The head of a page of answers: which instrument, about what, who and when; and what an instrument is, with its source."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.urls import NoReverseMatch, reverse

from care.lib.dates import date_text
from patients.assessments.presenters.words import MODE_WORDS, Mark, Reader, confidence_mark, count_text
from patients.assessments.queries import Told, WordingLine
from patients.assessments.rules import Definition, Mode, State

LANGUAGES = {"en": "English", "es": "Spanish"}
OWN_WORDS = "Short labels of our own"


@dataclass(frozen=True, slots=True)
class Heading:
    """The head of a page about one set of answers."""

    title: str
    short: str
    line: str
    look_back: str = ""
    intro: str = ""
    language: str = "en"
    words: str = ""
    set_aside_url: str = ""
    error_url: str = ""


def subject_label(definition: Definition, subject: str) -> str:
    """What an instrument was asked about, in words."""
    labels = definition.settings.get("names", {})
    return str(labels.get(subject, subject.replace("_", " ")))


def title_of(definition: Definition, subject: str = "") -> str:
    """'PHQ-9', or 'DSM-5 criteria: opioids'."""
    return f"{definition.title}: {subject_label(definition, subject).lower()}" if subject else definition.title


def heading(told: Told, *, person: UUID, reader: Reader) -> Heading:
    """The head of the questions, or of the result."""
    where = [person, told.uuid]
    definition = told.definition
    mode = MODE_WORDS[told.mode]
    if told.completed_at is not None:
        by = told.source or told.completed_by
        line = f"Answered {reader.moment(told.administered_at)}, {mode}; {by}"
    else:
        begun = f"Begun {reader.moment(told.begun_at)}{f' by {told.begun_by}' if told.begun_by else ''}"
        line = f"{begun}, {mode}"
    words = (
        f"In the official wording: {told.wording.title}" if told.wording else f"{OWN_WORDS}; the official wording is not loaded"
    )
    return Heading(
        title=title_of(definition, told.subject),
        short=definition.short,
        line=line,
        look_back=definition.look_back[:1].lower() + definition.look_back[1:],
        intro=told.wording.intro if told.wording else "",
        language=told.wording.language if told.wording else told.language,
        words=words,
        set_aside_url=reverse("assessments:set_aside", args=where) if told.state is State.OPEN else "",
        error_url=reverse("assessments:in_error", args=where) if told.state is State.COMPLETED else "",
    )


@dataclass(frozen=True, slots=True)
class InstrumentCard:
    """What an instrument is, where its questions and figures are from, and which words are shown."""

    code: str
    title: str
    short: str
    about: str
    look_back: str
    questions: str
    modes: str
    licence: str
    source: str
    confidence: Mark
    version: str
    wording: str
    url: str


def instrument_card(definition: Definition, lines: Sequence[WordingLine] = ()) -> InstrumentCard:
    """An instrument with the official wordings that are in use of it, if any."""
    used = [line for line in lines if line.instrument == definition.code and line.is_in_use]
    wording = "; ".join(f"{line.title} ({LANGUAGES.get(line.language, line.language)})" for line in used)
    modes = [mode for mode in (Mode.CLINICIAN, Mode.SELF) if mode in definition.modes]
    as_of = f", {date_text(definition.as_of)}" if definition.as_of else ""
    return InstrumentCard(
        code=definition.code,
        title=definition.title,
        short=definition.short,
        about=definition.about,
        look_back=definition.look_back,
        questions=count_text(len(definition.items), "question", "questions"),
        modes=" or ".join({Mode.CLINICIAN: "a clinician", Mode.SELF: "the person"}[mode] for mode in modes),
        licence=definition.licence,
        source=f"{definition.source}{as_of}" if definition.source else "",
        confidence=confidence_mark(definition.confidence),
        version=definition.version,
        wording=wording or OWN_WORDS,
        url=reverse("instruments:instrument", args=[definition.code]),
    )


@dataclass(frozen=True, slots=True)
class BeginLine:
    """The ways to begin one instrument with somebody."""

    code: str
    title: str
    short: str
    about: str
    needs_choice: bool
    begin_url: str
    ways_url: str
    send_url: str
    paper_url: str


def begin_line(definition: Definition, *, person: UUID, at_once: bool = True) -> BeginLine:
    """How one instrument is begun: at once, where nothing is to be chosen; by a link, where a room sends them."""
    url = reverse("assessments:begin", args=[person, definition.code])
    return BeginLine(
        code=definition.code,
        title=definition.title,
        short=definition.short,
        about=definition.about,
        needs_choice=bool(definition.subjects) or not at_once,
        begin_url=url,
        ways_url=url,
        send_url=_url("questionnaires:send", person) if definition.goes_by_link else "",
        paper_url=reverse("assessments:paper", args=[person, definition.code]),
    )


def _url(name: str, person: UUID) -> str:
    """An address of a room above this one; nothing where that room is not there."""
    try:
        return reverse(name, args=[person])
    except NoReverseMatch:
        return ""


def trends_url(person: UUID) -> str:
    """Where measures are drawn over time."""
    return _url("pages:trends", person)
