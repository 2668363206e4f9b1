"""Files of FHIR JSON, resource by resource, in constant memory: Bundles, single resources, NDJSON, and .gz of each.

A window of text moves over the file; each resource is cut out of it whole by the JSON decoder and handed on. A resource
that is too large or nested too deeply is stepped over without being built, and what follows it is read.
"""

import codecs
import gzip
import json
import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

CHUNK = 256 * 1024
_NOT_SPACE = re.compile(r"[^ \t\n\r]")
_STRUCTURE = re.compile(r'["{}\[\]]')
_STRING_END = re.compile(r'["\\]')
_NAMES = (".json", ".ndjson", ".jsonl", ".json.gz", ".ndjson.gz", ".jsonl.gz")
_MARKS = {b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16", b"PK": "a zip archive", b"%P": "a PDF document", b"<?": "XML"}


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a resource may be (bytes of UTF-8), how deeply nested, and how many one run may hold."""

    size: int = 5_000_000
    depth: int = 60
    count: int = 20_000_000


@dataclass(frozen=True, slots=True)
class Entry:
    """One resource as a file holds it: its place, counted from 1, its full URL, its text and what the text says."""

    number: int
    full_url: str
    text: str
    resource: Any


@dataclass(frozen=True, slots=True)
class Broken:
    """A place that cannot be read: entry number, or 0 for the file, and why.

    `is_end` when nothing after it is read; `undoes` when what the file gave so far turns out to be no FHIR.
    """

    number: int
    reason: str
    is_end: bool = False
    undoes: bool = False


class Unreadable(ValueError):
    """What stands here is no FHIR JSON, or passes a limit; says why, without the text itself."""


class TooLarge(Unreadable):
    """A value passes a limit and can be stepped over."""


class _Ends(Exception):
    """The file ended before what was begun."""


def find_files(paths: list[Path]) -> list[Path]:
    """The files of some paths in the order of their names; of folders those whose names say FHIR JSON, also below."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found += sorted(file for file in path.rglob("*") if file.name.lower().endswith(_NAMES) and file.is_file())
        else:
            found.append(path)
    return list(dict.fromkeys(found))


def read_file(path: Path, *, limits: Limits, read: Callable[[int], None] = lambda count: None) -> Iterator[Entry | Broken]:
    """Every resource of a file with its place, and every place that cannot be read. `read` is told of the file's bytes."""
    try:
        with path.open("rb") as raw:
            counted = _Counted(raw, read)
            zipped = counted.peek(2) == b"\x1f\x8b"
            # read1 gives what is whole before the place where a compressed file is cut off
            read_some = gzip.GzipFile(fileobj=counted).read1 if zipped else counted.read
            name = path.name.lower().removesuffix(".gz")
            window = _Window(read_some, limits)
            yield from _lines(window) if name.endswith((".ndjson", ".jsonl")) else _document(window)
    except OSError as error:
        yield Broken(0, f"the file cannot be read: {error.strerror or 'broken'}", is_end=True)


class _Counted:
    """A file that tells how far it was read."""

    def __init__(self, raw: BinaryIO, told: Callable[[int], None]) -> None:
        self.raw, self.told = raw, told

    def peek(self, size: int) -> bytes:
        start = self.raw.read(size)
        self.raw.seek(0)
        return start

    def read(self, size: int = -1) -> bytes:
        data = self.raw.read(size)
        self.told(len(data))
        return data

    def seek(self, offset: int, whence: int = 0) -> int:
        return self.raw.seek(offset, whence)

    def tell(self) -> int:
        return self.raw.tell()


def _no_constant(name: str) -> Any:
    raise ValueError("NaN and Infinity are no JSON")


_decode = json.JSONDecoder(parse_constant=_no_constant).raw_decode


@dataclass(slots=True)
class _Window:
    """A piece of the text that is being read, and the place in it."""

    read_some: Callable[[int], bytes]
    limits: Limits
    text: str = ""
    at: int = 0
    is_over: bool = False
    _decoder: codecs.IncrementalDecoder = field(default_factory=lambda: codecs.getincrementaldecoder("utf-8-sig")("strict"))
    _is_first: bool = True

    def more(self) -> bool:
        """Read on; what lies before the place is forgotten. False at the end of the file."""
        if self.is_over:
            return False
        try:
            data = self.read_some(CHUNK)
        except EOFError:
            raise _Ends("the compressed file is cut off") from None
        except (zlib.error, gzip.BadGzipFile):
            raise Unreadable("the compressed file is damaged") from None
        if self._is_first:
            self._is_first = False
            kind = _MARKS.get(data[:2])
            if kind:
                raise Unreadable(f"this is {kind}, not JSON in UTF-8")
        try:
            piece = self._decoder.decode(data, final=not data)
        except UnicodeDecodeError:
            raise Unreadable("the text is not UTF-8 here") from None
        self.is_over = not data
        self.text = self.text[self.at :] + piece
        self.at = 0
        return True

    def next(self) -> str:
        """The next character that is no space, not yet taken; empty at the end of the file."""
        while True:
            found = _NOT_SPACE.search(self.text, self.at)
            if found:
                self.at = found.start()
                return self.text[self.at]
            self.at = len(self.text)
            if not self.more():
                return ""

    def expect(self, wanted: str) -> str:
        """Take one of these characters."""
        mark = self.next()
        if not mark:
            raise _Ends("the file is cut off")
        if mark not in wanted:
            raise Unreadable("the JSON is malformed")
        self.at += 1
        return mark

    def value(self, *, limit: int) -> tuple[Any, str]:
        """Take the next value, and its text.

        Raises:
            TooLarge: it passes a limit; it has not been taken, `skip` steps over it.
        """
        if not self.next():
            raise _Ends("the file is cut off")
        while True:
            try:
                value, end = _decode(self.text, self.at)
            except RecursionError:
                raise TooLarge("it is nested too deeply") from None
            except ValueError as error:
                whole = self.is_over or not _may_go_on(error, self.text)
                if whole and not self.is_over:
                    raise Unreadable("the JSON is malformed") from None
                if len(self.text) - self.at > limit:
                    raise TooLarge(f"it is larger than {limit:,} bytes") from None
                if not self.more():
                    raise _cut(error, self.text) from None
                continue
            if end == len(self.text) and not isinstance(value, dict | list | str) and self.more():
                continue  # a number may go on
            text = self.text[self.at : end]
            if _is_larger(text, limit):
                raise TooLarge(f"it is larger than {limit:,} bytes")
            if _is_deep(value, text, self.limits.depth):
                raise TooLarge(f"it is nested more than {self.limits.depth} levels deep")
            self.at = end
            return value, text

    def skip(self) -> None:
        """Step over the next value, however large, without building it."""
        depth = 0
        if self.next() not in '{["':
            raise Unreadable("the JSON is malformed")
        while True:
            mark = self._find(_STRUCTURE)
            if mark == '"':
                while self._find(_STRING_END) != '"':
                    self._step()
            elif mark in "{[":
                depth += 1
            else:
                depth -= 1
            if depth == 0:
                return

    def line(self, *, limit: int) -> str | None:
        """Take the next line; None at the end of the file.

        Raises:
            TooLarge: it is longer than the limit; it has been stepped over.
        """
        start = self.at
        while (end := self.text.find("\n", start)) < 0:
            start = len(self.text) - self.at
            if start > limit:
                self._skip_line()
                raise TooLarge(f"it is larger than {limit:,} bytes")
            if not self.more():
                end = len(self.text)
                break
        line = self.text[self.at : end]
        is_end = end == len(self.text)
        self.at = min(end + 1, len(self.text))
        if not line and is_end:
            return None
        if _is_larger(line, limit):
            raise TooLarge(f"it is larger than {limit:,} bytes")
        return line

    def _skip_line(self) -> None:
        while (end := self.text.find("\n", self.at)) < 0:
            self.at = len(self.text)
            if not self.more():
                return
        self.at = end + 1

    def _find(self, pattern: re.Pattern[str]) -> str:
        while True:
            found = pattern.search(self.text, self.at)
            if found:
                self.at = found.end()
                return found.group()
            self.at = len(self.text)
            if not self.more():
                raise _Ends("the file is cut off")

    def _step(self) -> None:
        """Over the character behind a backslash."""
        while self.at >= len(self.text):
            if not self.more():
                raise _Ends("the file is cut off")
        self.at += 1


def _may_go_on(error: ValueError, text: str) -> bool:
    """Whether what the decoder could not read may be whole once more text is there: it stopped near the end."""
    if not isinstance(error, json.JSONDecodeError):
        return False
    return error.pos >= len(text) - 16 or error.msg.startswith("Unterminated string")


def _cut(error: ValueError, text: str) -> Exception:
    """At the end of the text: whether the decoder would have gone on, or met what cannot be."""
    goes_on = isinstance(error, json.JSONDecodeError) and (
        error.pos >= len(text.rstrip()) or error.msg.startswith(("Unterminated string", "Invalid \\u"))
    )
    return _Ends("the file is cut off") if goes_on else Unreadable("the JSON is malformed")


def _is_larger(text: str, limit: int) -> bool:
    """Whether a text has more bytes of UTF-8 than this."""
    return len(text) > limit or (len(text) * 4 > limit and len(text.encode(errors="replace")) > limit)


def _is_deep(value: Any, text: str, limit: int) -> bool:
    if text.count("{") + text.count("[") <= limit:
        return False
    level = [value]
    for _ in range(limit + 1):
        level = (
            [
                item
                for holder in level
                for item in (holder.values() if isinstance(holder, dict) else holder)
                if isinstance(item, dict | list)
            ]
            if level
            else []
        )
        if not level:
            return False
    return True


# --- documents ----------------------------------------------------------------------------------------------------------------


def _document(window: _Window) -> Iterator[Entry | Broken]:
    """A Bundle or a single resource. What is whole before a fault is given."""
    number = 0
    try:
        start = window.next()
        if not start:
            yield Broken(0, "the file is empty", is_end=True)
            return
        if start != "{":
            raise Unreadable("this is no FHIR JSON: it does not begin with a resource")
        window.at += 1
        members: dict[str, Any] = {}
        texts: list[str] = []
        size = 0
        mark = window.next()
        window.at += mark == "}"
        while mark != "}":
            name, name_text = window.value(limit=1000)
            window.expect(":")
            if not isinstance(name, str):
                raise Unreadable("the JSON is malformed")
            if name == "entry" and window.next() == "[" and members.get("resourceType", "Bundle") == "Bundle":
                for entry in _entries(window):
                    number = entry.number
                    yield entry
                members["entry"] = []
            else:
                value, text = window.value(limit=window.limits.size - size)
                size += len(text)
                members[name] = value
                texts.append(f"{name_text}:{text}")
            mark = window.expect(",}")
            if mark == ",":
                mark = window.next()
                if mark == "}":
                    raise Unreadable("the JSON is malformed")
        if window.next():
            reason = "more text follows the end of the JSON (one resource a line needs a name that ends in .ndjson)"
            yield Broken(number + 1, reason, is_end=True)
        kind = members.get("resourceType")
        if kind == "Bundle":
            if "entry" not in members:
                yield Broken(0, "the Bundle is empty", is_end=True)
        elif "entry" in members and not members["entry"]:
            yield Broken(0, "this is no Bundle: it has entries and another type", is_end=True, undoes=True)
        elif not isinstance(kind, str):
            yield Broken(0, "this JSON is no FHIR: it names no resource type", is_end=True)
        else:
            yield Entry(1, "", "{" + ",".join(texts) + "}", members)
    except _Ends as end:
        yield Broken(number + 1, str(end), is_end=True)
    except Unreadable as fault:
        yield Broken(number + 1 if number else 0, str(fault), is_end=True)


def _entries(window: _Window) -> Iterator[Entry | Broken]:
    window.expect("[")
    number = 0
    if window.next() == "]":
        window.at += 1
        return
    while True:
        number += 1
        yield _entry(window, number)
        if window.expect(",]") == "]":
            return


def _entry(window: _Window, number: int) -> Entry | Broken:
    try:
        entry, text = window.value(limit=window.limits.size)
    except TooLarge as fault:
        window.skip()
        return Broken(number, str(fault))
    if not isinstance(entry, dict) or not isinstance(entry.get("resource"), dict):
        return Broken(number, "the entry holds no resource")
    full_url = entry.get("fullUrl", "")
    return Entry(number, full_url if isinstance(full_url, str) else "", text, entry["resource"])


def _lines(window: _Window) -> Iterator[Entry | Broken]:
    """One resource a line; a line that cannot be read is one refusal, and the next is read."""
    number, is_empty = 0, True
    try:
        while True:
            number += 1
            try:
                line = window.line(limit=window.limits.size)
                if line is None:
                    break
                if line.strip():
                    is_empty = False
                    yield _line(line.strip(), number, window)
            except TooLarge as fault:
                is_empty = False
                yield Broken(number, str(fault))
        if is_empty:
            yield Broken(0, "the file is empty", is_end=True)
    except (_Ends, Unreadable) as fault:
        yield Broken(number, str(fault), is_end=True)


def _line(text: str, number: int, window: _Window) -> Entry | Broken:
    is_last = window.is_over and window.at == len(window.text)
    try:
        value, end = _decode(text)
    except RecursionError:
        return Broken(number, "it is nested too deeply")
    except ValueError as error:
        return Broken(number, str(_cut(error, text)) if is_last else "the JSON is malformed")
    if not isinstance(value, dict):
        return Broken(number, "the line holds no resource")
    if end != len(text):
        return Broken(number, "more text follows the resource on its line")
    if _is_deep(value, text, window.limits.depth):
        return Broken(number, f"it is nested more than {window.limits.depth} levels deep")
    return Entry(number, "", text, value)
