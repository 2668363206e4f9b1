"""`manage.py generate_people --people N`: a programme of any size, for measuring."""

import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from care.actor import Actor
from care.demo.operations import SEED, generate_people

EVERY = 10.0  # seconds between two lines of progress


class Command(BaseCommand):
    requires_system_checks = ()
    help = "Add invented people to a programme made for measuring, in constant memory. Never in a clinic's database."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--people", type=int, required=True)
        parser.add_argument("--seed", type=int, default=SEED)
        parser.add_argument("--yes-this-is-a-bench-database", action="store_true", dest="agreed")
        parser.add_argument("--one-by-one", action="store_true", help="write each batch before the next one is told")

        parser.add_argument(
            "--without-triggers",
            action="store_true",
            help="as the database's superuser: foreign keys are not checked, and the history is written beside the rows",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO and not options["agreed"]:
            raise CommandError("This fills a database with invented people. Add --yes-this-is-a-bench-database if it is one.")
        began = told = time.monotonic()

        def report(people: int, rows: int) -> None:
            nonlocal told
            if time.monotonic() - told > EVERY:
                told = time.monotonic()
                self.stdout.write(f"{people} people, {rows / (told - began):.0f} rows a second")

        made = generate_people(
            actor=Actor.system(job="demo.generate"),
            people=options["people"],
            seed=options["seed"],
            at=timezone.now(),
            report=report,
            overlap=not options["one_by_one"],
            triggers=not options["without_triggers"],
        )
        seconds = time.monotonic() - began
        self.stdout.write(f"{made.people} people, {made.rows} rows in {seconds:.1f} s: {made.rows / seconds:.0f} rows a second.")
