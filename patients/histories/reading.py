"""Reading a folder of CSV files into the store: bounded in size, width and length, whatever they hold."""

import csv
import gzip
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from patients.histories.rules import FORMATS, PEOPLE, PEOPLE_COLUMNS, PEOPLE_MUST, BadLine, faults_of_head, person_key
from patients.histories.store import Store

LONGEST_FIELD = 2_000
BATCH = 2_000


class UnreadableFolder(Exception):
    """Nothing of the folder can be taken; `faults` say why, file by file."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__(f"{len(faults)} faults")
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one import reads: lines in all, and bytes of one file as it lies there or unpacked."""

    lines: int = 20_000_000
    size: int = 4_000_000_000


@dataclass(frozen=True, slots=True)
class HistoryFile:
    """One file of the folder."""

    name: str
    path: Path
    columns: tuple[str, ...]
    must: tuple[str, ...]


def find_files(folder: Path) -> list[HistoryFile]:
    """The files of a history in a folder, each plain or packed (.gz), people first. Raises UnreadableFolder."""
    wanted = {PEOPLE: (PEOPLE_COLUMNS, PEOPLE_MUST)} | {
        kind.value: (format_.columns, format_.must) for kind, format_ in FORMATS.items()
    }
    found, faults = [], []
    for name, (columns, must) in wanted.items():
        paths = [path for path in (folder / f"{name}.csv", folder / f"{name}.csv.gz") if path.is_file()]
        if len(paths) > 1:
            faults.append(f"{name}.csv and {name}.csv.gz are both there")
        found += [HistoryFile(name, path, columns, must) for path in paths[:1]]
    others = {path.name for path in folder.iterdir() if path.name.endswith((".csv", ".csv.gz"))} - {
        one.path.name for one in found
    }
    faults += [f"{name} is none of the files of a history" for name in sorted(others) if not faults]
    if not found:
        faults.append("none of the files of a history is there")
    if faults:
        raise UnreadableFolder(faults)
    return found


def read_folder(
    files: list[HistoryFile],
    store: Store,
    *,
    refuse: Callable[[str, int, str, str], None],
    count: Callable[[str], None],
    limits: Limits,
) -> None:
    """Put every line of the files into the store. What is no line of its file is refused with its number.

    Raises:
        UnreadableFolder: a head that names no such columns, or more than the limits allow; before anything is taken.
    """
    faults = [fault for file in files for fault in _faults(file)]
    if faults:
        raise UnreadableFolder(faults)
    total = 0
    for file in files:
        batch: list[tuple[str, str, int, str]] = []
        for line, fields, reason in _lines(file, limits):
            total += 1
            if total > limits.lines:
                raise UnreadableFolder([f"there are more than {limits.lines:,} lines"])
            count(file.name)
            try:
                if reason:
                    raise BadLine(reason)
                key = person_key(fields)
            except BadLine as fault:
                refuse(file.name, line, fault.reason, "")
                continue
            if file.name == PEOPLE:
                before = store.add_person(key, line, fields)
                if before:
                    refuse(file.name, line, "the same person stands there before", f"(line {before})")
                continue
            batch.append((key, file.name, line, json.dumps(fields)))
            if len(batch) >= BATCH:
                store.add_lines(batch)
                batch.clear()
        store.add_lines(batch)
    store.index()


def _faults(file: HistoryFile) -> list[str]:
    try:
        with _open(file.path) as lines:
            head = _clean(next(csv.reader(lines, strict=True), []))
    except (OSError, EOFError, csv.Error) as error:
        return [f"{file.path.name} cannot be read: {type(error).__name__}"]
    return faults_of_head(file.name, head, file.columns, file.must)


def _lines(file: HistoryFile, limits: Limits) -> Iterator[tuple[int, dict[str, str], str]]:
    """Number, fields and fault of each line below the head; empty lines are none."""
    with _open(file.path) as lines:
        reader = csv.reader(_within(file, lines, limits.size), strict=True)
        head = _clean(next(reader))
        while True:
            line = reader.line_num + 1
            try:
                row = next(reader)
            except StopIteration:
                return
            except csv.Error:
                yield line, {}, "it cannot be read as CSV"
                continue
            except (OSError, EOFError):
                yield line, {}, "the file ends here before it is whole"
                return
            if not any(row):
                continue
            if len(row) != len(head):
                yield line, {}, f"it has {len(row)} fields, the head has {len(head)}"
            elif any(len(value) > LONGEST_FIELD for value in row):
                yield line, {}, f"a field is longer than {LONGEST_FIELD:,} characters"
            elif any("\udc80" <= sign <= "\udcff" for value in row for sign in value):
                yield line, {}, "it is not UTF-8"
            else:
                yield line, dict(zip(head, row, strict=True)), ""


def _within(file: HistoryFile, lines: Iterator[str], size: int) -> Iterator[str]:
    read = 0
    for line in lines:
        read += len(line)
        if read > size:
            raise UnreadableFolder([f"{file.path.name} is larger than {size:,} characters"])
        yield line


def _open(path: Path) -> TextIO:
    if path.name.endswith(".gz"):
        return gzip.open(path, "rt", encoding="utf-8-sig", errors="surrogateescape", newline="")
    return path.open("rt", encoding="utf-8-sig", errors="surrogateescape", newline="")


def _clean(head: list[str]) -> list[str]:
    return [name.strip().casefold() for name in head]
