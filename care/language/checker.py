"""Finding words for which there is a kinder one.

Left alone: speech in quotation marks (a person's own words are kept), names and titles (a run of capitalized words, such as
'Substance Abuse and Mental Health Services Administration'), addresses of pages and mail.
"""

import re
from dataclasses import dataclass

from care.language.terms import TERMS, Term, finder, innocent


@dataclass(frozen=True, slots=True)
class Finding:
    """A place in a text, what stands there, and what could stand there instead. For one-click change: text[start:end]."""

    start: int
    end: int
    term: str
    suggestion: str


# A single mark is speech only between spaces: "the patients' chart" is none.
_SPEECH = re.compile(
    r"\"[^\"\n]*\"|“[^”]*”|«[^»]*»|"
    r"(?<!\w)‘[^\n]*?’(?!\w)|(?<![\w'])'(?=\S)(?:[^'\n]|(?<=\w)'(?=\w))*'(?!\w)"
)
_ADDRESS = re.compile(r"\b(?:https?://|www\.)\S+|\b[\w.+-]+@[\w-]+\.\w+")
_TITLE = re.compile(r"\b[A-Z][\w’'-]*(?:(?:,? (?:(?:of|on|and|for|the|in|to|against|with|&) )*|[-–/])[A-Z][\w’'-]*)+")
_ARTICLE = re.compile(r"\b(an?) \Z", re.IGNORECASE)
_BY_VOWEL = re.compile(r"[aeio]|u(?!s)", re.IGNORECASE)  # how it sounds: "an unexpected test", and "a use of drugs"
REACH = 90  # characters on each side of a stem that may belong to a term or to an innocent phrase
_WORD = re.compile(r"[A-Z][\w’'-]*")


def find_terms(text: str) -> list[Finding]:
    """Every term in a text for which the table knows a better one, in order, none overlapping another; the longer one wins.

    The suggestion begins with a capital where the term stands at the beginning of a sentence.
    """
    lowered = _lowered(text)
    places: dict[str, list[tuple[int, int]]] = {}
    found: list[Finding] = []
    for term in TERMS:
        if term.stems not in places:
            places[term.stems] = _neighborhoods(lowered, term.stems.split())
        for low, high in places[term.stems]:
            for hit in finder(term).finditer(text, low, high):
                if not _is_innocent(term, text, hit.start(), hit.end()):
                    found.append(Finding(hit.start(), hit.end(), hit.group(), term.say))
    if not found:
        return []
    quoted = [match.span() for match in _SPEECH.finditer(text)] + [match.span() for match in _ADDRESS.finditer(text)]
    titles = list(_TITLE.finditer(text))
    kept = [
        finding
        for finding in found
        if not any(low <= finding.start and finding.end <= high for low, high in quoted) and not _is_name(finding, text, titles)
    ]
    return [_as_written(finding, text) for finding in _apart(kept)]


def _lowered(text: str) -> str:
    """In lower case with every letter at its place, also where a script has longer small letters."""
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else "".join(letter.lower()[0] for letter in text)


def _neighborhoods(lowered: str, stems: list[str]) -> list[tuple[int, int]]:
    """Where a stem stands, with what may belong to it on both sides; joined where they touch. The rest is not searched."""
    spots: list[int] = []
    for stem in stems:
        spot = lowered.find(stem)
        while spot != -1:
            spots.append(spot)
            spot = lowered.find(stem, spot + 1)
    joined: list[tuple[int, int]] = []
    for spot in sorted(spots):
        low, high = max(0, spot - REACH), min(len(lowered), spot + REACH)
        if joined and low <= joined[-1][1]:
            joined[-1] = (joined[-1][0], high)
        else:
            joined.append((low, high))
    return joined


def _is_innocent(term: Term, text: str, start: int, end: int) -> bool:
    """Whether a hit stands within one of the term's innocent phrases."""
    phrases = innocent(term)
    if phrases is None:
        return False
    around = phrases.finditer(text, max(0, start - REACH), min(len(text), end + REACH))
    return any(phrase.start() < end and start < phrase.end() for phrase in around)


def _is_name(finding: Finding, text: str, titles: list[re.Match[str]]) -> bool:
    """Whether a hit is a part of a name: all its words capitalized, in a run with a capitalized word more.

    The first word of a sentence does not count as that word: its capital says nothing.
    """
    start, end = finding.start, finding.start + len(finding.term.strip())
    if not all(word[:1].isupper() for word in re.split(r"[ -]", finding.term.strip()) if word not in {"of", "and", "or", "the"}):
        return False
    for title in titles:
        if title.start() <= start and end <= title.end():
            others = [title.start() + word.start() for word in _WORD.finditer(title.group())]
            others = [spot for spot in others if not start <= spot < end]
            return any(not _begins_sentence(text, spot) for spot in others)
    return False


def _begins_sentence(text: str, spot: int) -> bool:
    before = text[:spot].rstrip(" ")
    return not before or before[-1] in ".!?:\n"


def _apart(findings: list[Finding]) -> list[Finding]:
    """The longest at each place."""
    chosen: list[Finding] = []
    for finding in sorted(findings, key=lambda item: (item.start - item.end, item.start)):
        if all(finding.end <= other.start or other.end <= finding.start for other in chosen):
            chosen.append(finding)
    return sorted(chosen, key=lambda item: item.start)


def _as_written(finding: Finding, text: str) -> Finding:
    """Without the space that a pattern took along, and with a capital where a sentence begins."""
    term, say = finding.term, finding.suggestion
    if term.endswith(" "):
        term, say = term[:-1], say.removesuffix(" ")
    if term[:1].isupper() and _begins_sentence(text, finding.start):
        say = say[:1].upper() + say[1:]
    return Finding(finding.start, finding.start + len(term), term, say)


def with_article(finding: Finding, text: str) -> Finding:
    """For one-click change: with the "a" or "an" before it, where another belongs to the suggestion ("an addict", "a person")."""
    before = _ARTICLE.search(text, max(0, finding.start - 3), finding.start)
    if before is None or before.group(1).lower() == (article := "an" if _BY_VOWEL.match(finding.suggestion) else "a"):
        return finding
    term = text[before.start(1) : finding.end]
    return Finding(before.start(1), finding.end, term, f"{'A' if term[0] == 'A' else 'a'}{article[1:]} {finding.suggestion}")
