"""`manage.py check_order FILE.json`: what the safety rules say about the drafts of a CDS Hooks `order-sign` request."""

import json
from argparse import ArgumentParser
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from treatment_plans.regimens.safety.hooks.answers import answer
from treatment_plans.regimens.safety.hooks.requests import NoRequest

WRONG_INPUT = 2


class Command(BaseCommand):
    requires_system_checks: list[str] = []
    help = "Prints the cards of the medication rules for a CDS Hooks order-sign request. Exit code 2 when the file is none."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE.json", type=Path)

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            body = json.loads(file.read_text(encoding="utf-8-sig"), parse_float=Decimal)
            found = answer(body, now=timezone.now())
        except OSError as trouble:
            raise CommandError(f"{file} cannot be read: {trouble.strerror}", returncode=WRONG_INPUT) from None
        except NoRequest as why:
            raise CommandError(f"{file}: {why}", returncode=WRONG_INPUT) from None
        except (ValueError, RecursionError):
            raise CommandError(f"{file} is no JSON", returncode=WRONG_INPUT) from None
        self.stdout.write(json.dumps(found, indent=2, default=_plain))


def _plain(value: Any) -> Any:
    """A number of a draft that comes back in a suggestion, as a JSON number."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    raise TypeError(type(value).__name__)
