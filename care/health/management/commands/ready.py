"""`manage.py ready`: whether all behind the web server answers; the health check of the containers of worker and beat."""

import socket
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from care.health.queries import parts_of_the_system
from care.health.rules import OK, PARTS


class Command(BaseCommand):
    help = "Says how each part is. The exit status is 0 when all of them, or all that are named, answer."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "parts", nargs="*", choices=[*PARTS, []], metavar="PART", help=f"of {', '.join(PARTS)}; all when none is named"
        )
        parser.add_argument("--this-host", action="store_true", help="worker and beat: only processes of this host")

    def handle(self, *_arguments: Any, **options: Any) -> None:
        host = socket.gethostname() if options["this_host"] else None
        parts = parts_of_the_system(at=timezone.now(), host=host)
        states = {name: parts[name]["state"] for name in options["parts"] or PARTS}
        for name, state in states.items():
            self.stdout.write(f"{name}: {state}")
        if set(states.values()) != {OK}:
            raise SystemExit(1)
