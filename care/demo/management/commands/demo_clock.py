"""`manage.py demo_clock 1d`: put the demo's clock forward."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from care.demo.clock import NotATime, catch_up, demo_clock, length_of, length_text


class Command(BaseCommand):
    requires_system_checks = ()
    help = "Put the clock of the demo forward, for all its processes: by 1d, 26h or '1d 2h 30m'. Without a length: how far it is."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("by", nargs="*", help="days, hours, minutes: 1d 2h 30m")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Only the demo's clock can be put forward: CARE_DEMO=1.")
        clock = demo_clock()
        if options["by"]:
            try:
                clock.put_forward(length_of(" ".join(options["by"])))
                catch_up()
            except NotATime:
                raise CommandError("By how much? 1d, 26h or '1d 2h 30m', at most three years in all, never back.") from None
        self.stdout.write(f"The demo's clock is ahead by: {length_text(clock.ahead())}")
