"""`manage.py check_language FILE... [--json]`: words in files for which there is a kinder one."""

import json
import sys
from argparse import ArgumentParser
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from care.language import find_terms, visible_text

MARKUP = {".html", ".htm", ".svg"}


@dataclass(frozen=True, slots=True)
class Hint:
    """A finding with its place as an editor counts: lines and columns from one."""

    file: str
    line: int
    column: int
    term: str
    suggestion: str


def hints_in(path: Path) -> list[Hint]:
    """The findings of one file; of a template only what a reader sees."""
    source = path.read_text(encoding="utf-8")
    text = visible_text(source) if path.suffix in MARKUP else source
    return [
        Hint(
            file=str(path),
            line=text.count("\n", 0, finding.start) + 1,
            column=finding.start - (text.rfind("\n", 0, finding.start) + 1) + 1,
            term=finding.term,
            suggestion=finding.suggestion,
        )
        for finding in find_terms(text)
    ]


class Command(BaseCommand):
    requires_system_checks: list[str] = []
    help = "Finds words in text files and templates for which there is a kinder one. Exit code 1 if there are any."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE", type=Path)
        parser.add_argument("--json", action="store_true", help="one JSON list instead of lines")

    def handle(self, *args: Any, files: list[Path], **options: Any) -> None:
        hints: list[Hint] = []
        for path in files:
            try:
                hints += hints_in(path)
            except (OSError, UnicodeDecodeError) as trouble:
                raise CommandError(f"{path} cannot be read as text: {trouble}") from None
        if options["json"]:
            self.stdout.write(json.dumps([asdict(hint) for hint in hints], indent=2, ensure_ascii=False))
        else:
            for hint in hints:
                self.stdout.write(f"{hint.file}:{hint.line}:{hint.column}: {hint.term} -> {hint.suggestion}")
        if hints:
            sys.exit(1)
