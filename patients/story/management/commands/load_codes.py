"""`manage.py load_codes FILE --as-of 2026-10`: codes of diagnoses or medicines from a file of their owner."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from care.actor import Actor
from patients.story.codes_file import BadCodeFile, read_codes
from patients.story.operations import load_codes


class Command(BaseCommand):
    help = "Load a list of codes: CSV with code, system, display, source, and where there are such billable (Y or N) and group."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--as-of", required=True, help="the version of the code system, for example 2026-10")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            rows = list(read_codes(options["file"], version=options["as_of"]))
        except (OSError, UnicodeDecodeError, BadCodeFile) as problem:
            raise CommandError(f"Nothing was loaded. {problem}") from None
        count = load_codes(actor=Actor.system(job="codes.load"), rows=rows, at=timezone.now())
        self.stdout.write(f"{count} codes.")
