"""`manage.py demo_signins`: who can sign in to the demo, and how."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from care.demo.staff import EASTSIDE, HARBOR_STREET, PASSWORD


class Command(BaseCommand):
    requires_system_checks = ()
    help = "Print one sign-in for each role of the demo clinic, and one of its neighbor."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--all", action="store_true", help="everybody, not one for each role")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("There are demo sign-ins only where CARE_DEMO=1.")
        told = set()
        rows = []
        for clinic in (HARBOR_STREET, EASTSIDE):
            for person in clinic.colleagues:
                if options["all"] or (clinic.name, person.role) not in told:
                    told.add((clinic.name, person.role))
                    where = "" if clinic is HARBOR_STREET else f" at {clinic.name}"
                    rows.append((person.role.label + where, person.name, person.email))
        widths = [max(len(row[column]) for row in rows) for column in range(3)]
        self.stdout.write(f"Password for everybody: {PASSWORD}")
        for row in rows:
            self.stdout.write("  " + "  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip())
