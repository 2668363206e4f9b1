"""Official wordings: which an organization loaded, which one is shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from care.actor import Actor
from patients.assessments.catalogue import in_language
from patients.assessments.models import Wording
from patients.assessments.rules import Definition, Item, ItemKind
from patients.assessments.rules.numbers import number_text


@dataclass(frozen=True, slots=True)
class WordingWords:
    """The words of one question and of its options, by the number of the option."""

    text: str
    options: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class WordingTold:
    """One official wording, whole. `items` are those that the source words, by link id."""

    uuid: UUID
    instrument: str
    language: str
    title: str
    intro: str
    url: str
    published: str
    rights: str
    items: Mapping[str, WordingWords]


@dataclass(frozen=True, slots=True)
class WordingLine:
    """One official wording in a list."""

    uuid: UUID
    instrument: str
    language: str
    title: str
    url: str
    published: str
    loaded_at: datetime
    loaded_by: str
    retired_at: datetime | None
    retired_by: str

    @property
    def is_in_use(self) -> bool:
        """Whether it is shown to whoever begins now."""
        return self.retired_at is None


@dataclass(frozen=True, slots=True)
class ShownOption:
    """One answer that may be chosen, as it is shown. `value` is the number as it is posted."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class ShownItem:
    """One question as it is shown: officially worded where a wording is loaded, else by our own label."""

    item: Item
    text: str
    options: tuple[ShownOption, ...]
    is_official: bool

    @property
    def link_id(self) -> str:
        """Its number within the instrument."""
        return self.item.link_id

    @property
    def kind(self) -> ItemKind:
        """What kind of answer it takes."""
        return self.item.kind


def shown(definition: Definition, wording: WordingTold | None, *, language: str = "en") -> list[ShownItem]:
    """Every question with the words to show, in order; which of them are asked now `rules.asked` says."""
    own = in_language(definition, wording.language if wording else language)
    return [_shown(item, wording.items.get(item.link_id) if wording else None) for item in own.items]


def _shown(item: Item, words: WordingWords | None) -> ShownItem:
    labels = words.options if words else {}
    options = tuple(ShownOption(number_text(one.value), labels.get(number_text(one.value), one.label)) for one in item.options)
    return ShownItem(item, words.text if words else item.label, options, words is not None)


def wording_row(*, organisation_id: int, instrument: str, language: str) -> Wording | None:
    """The row in use; for this room. One query."""
    return _in_use(organisation_id).filter(instrument=instrument, language=language).first()


def wording_in_use(organisation_id: int, instrument: str, language: str) -> WordingTold | None:
    """The official wording that an organization shows now; none where our own labels are shown. Two queries."""
    row = wording_row(organisation_id=organisation_id, instrument=instrument, language=language)
    return told_wording(row) if row else None


def told_wording(row: Wording) -> WordingTold:
    """A wording with its items."""
    return WordingTold(
        uuid=row.uuid,
        instrument=row.instrument,
        language=row.language,
        title=row.title,
        intro=row.intro,
        url=row.url,
        published=row.published,
        rights=row.rights,
        items={one.link_id: WordingWords(one.text, one.options) for one in row.items.all()},
    )


def wordings(*, actor: Actor) -> Sequence[WordingLine]:
    """Every wording that the actor's organization loaded, those in use first. One query."""
    _, organisation_id = actor.colleague()
    rows = (
        Wording.objects.filter(organisation_id=organisation_id)
        .defer("document", "intro", "rights")
        .select_related("loaded_by", "retired_by")
        .order_by("retired_at", "instrument", "language", "-loaded_at", "-pk")
    )
    lines = [
        WordingLine(
            uuid=row.uuid,
            instrument=row.instrument,
            language=row.language,
            title=row.title,
            url=row.url,
            published=row.published,
            loaded_at=row.loaded_at,
            loaded_by=row.loaded_by.name,
            retired_at=row.retired_at,
            retired_by=row.retired_by.name if row.retired_by else "",
        )
        for row in rows
    ]
    return sorted(lines, key=lambda line: not line.is_in_use)


def _in_use(organisation_id: int) -> QuerySet[Wording]:
    return Wording.objects.filter(organisation_id=organisation_id, retired_at__isnull=True)
