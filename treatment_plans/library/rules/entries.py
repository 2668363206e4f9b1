"""One intervention of the library, Throughline's or a clinic's own, and how a list of them is searched. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from care.actor import Role
from care.lib.text import fold
from patients.story.rules import LifeArea
from treatment_plans.library.vocabulary import OWN_LIST, Evidence


@dataclass(frozen=True, slots=True)
class Entry:
    """One intervention. `code` is what a line of a plan keeps; `kind` the code of a kind of intervention.

    `by` are the functions on a care team that usually do it, the first first; `weeks` is how long it usually takes, none where
    it has no set end. `no_words` are words by which a person says that they do not want it, or would like it. `beside` is the
    code of another entry with which a clinic's own one is suggested.
    """

    code: str
    kind: str
    name: str
    title: str
    what: str
    for_whom: str
    mind: str
    evidence: Evidence
    sources: tuple[str, ...]
    dose: str
    frequency: str
    weeks: int | None
    by: tuple[Role, ...]
    record: tuple[str, ...]
    instrument: str = ""
    areas: frozenset[LifeArea] = frozenset()
    no_words: tuple[str, ...] = ()
    beside: str = ""
    is_own: bool = False

    @property
    def has_source(self) -> bool:
        """Whether a published source stands behind it."""
        return any(source != OWN_LIST for source in self.sources)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader of the library looks for."""

    text: str = ""
    kind: str = ""
    evidence: Evidence | None = None


def search(entries: Iterable[Entry], asked: Asked, *, kinds: dict[str, str]) -> list[Entry]:
    """The entries that hold every word that was typed, somewhere in what is said of them, of the kind and evidence asked for.

    Those that hold them in the name come first; otherwise the order stays. `kinds` are the names of the kinds, by code.
    """
    wanted = fold(asked.text).split()
    found = [
        entry
        for entry in entries
        if asked.kind in ("", entry.kind)
        and asked.evidence in (None, entry.evidence)
        and all(word in _text(entry, kinds) for word in wanted)
    ]
    return sorted(found, key=lambda entry: not all(word in fold(entry.name) for word in wanted))


def _text(entry: Entry, kinds: dict[str, str]) -> str:
    said = (entry.name, entry.title, entry.what, entry.for_whom, kinds.get(entry.kind, ""), *entry.no_words, *entry.sources)
    return fold(" ".join(said))
