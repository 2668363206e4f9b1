"""`manage.py bench`: pages against their floors, over HTTP on loopback, against the database of the settings."""

import json
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from care.actor import Actor
from care.demo.bench.figures import LARGER, Figures, growth
from care.demo.bench.finding import FindingFigures, measure_finding
from care.demo.bench.outbox import OutboxFigures, measure_outbox
from care.demo.bench.run import NothingToMeasure, measure, profile
from care.demo.bench.server import NotServed
from care.demo.operations import SEED, generate_people


class Command(BaseCommand):
    requires_system_checks = ()
    help = (
        "Measure pages against R (an empty signed-in response), D (the best SQL through the bare driver) and A (the audit"
        " insert), interleaved. Writes sessions and audit events: for a scratch database."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--people", type=int, default=0, help="generate so many people first, where there are fewer")
        parser.add_argument("--rounds", type=int, default=300)
        parser.add_argument("--only", default="", help="pages whose name holds this text")
        parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there as well")
        parser.add_argument("--against", type=Path, metavar="FILE", help="figures of a run with fewer people")
        parser.add_argument("--strict", action="store_true", help="exit 1 when a bound is not kept")
        parser.add_argument("--outbox", type=int, metavar="ROWS", help="instead: claim and delivery, in a table of so many rows")
        parser.add_argument("--finding", action="store_true", help="instead: searches by each key, against their own SQL")
        parser.add_argument("--profile", metavar="PAGE", help="instead: where this page spends its time")
        parser.add_argument("--yes-this-is-a-bench-database", action="store_true", dest="agreed")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO and not options["agreed"]:
            raise CommandError("A bench writes into the database. Add --yes-this-is-a-bench-database if it is one.")
        try:
            if options["people"]:
                self._fill(options["people"])
            if options["profile"]:
                self.stdout.write(profile(name=options["profile"], rounds=options["rounds"], at=timezone.now()))
                return
            figures: Figures | OutboxFigures | FindingFigures
            if options["finding"]:
                figures = measure_finding(rounds=options["rounds"])
            elif options["outbox"]:
                organisation = apps.get_model("accounts", "Organisation").objects.order_by("pk").first()
                if organisation is None:
                    raise NothingToMeasure("there is no organization")
                figures = measure_outbox(
                    rows=options["outbox"],
                    turns=max(options["rounds"] // 10, 1),
                    organisation_id=organisation.pk,
                    at=timezone.now(),
                )
            else:
                figures = measure(rounds=options["rounds"], at=timezone.now(), only=options["only"])
        except (NothingToMeasure, NotServed) as refusal:
            raise CommandError(str(refusal)) from None
        for line in figures.table():
            self.stdout.write(line)
        told = figures.as_dict()
        if options["json"]:
            options["json"].write_text(json.dumps(told, indent=2) + "\n")
        broken = figures.broken()
        if options["against"]:
            for name, ratio in growth(told, json.loads(options["against"].read_text())):
                self.stdout.write(f"{name}: {ratio:.2f} times its time with fewer people")
                if ratio > LARGER:
                    broken.append(f"{name}: {ratio:.2f} times its time with fewer people, at most {LARGER}")
        for line in broken:
            self.stdout.write(f"Bound not kept. {line}")
        if broken and options["strict"]:
            raise SystemExit(1)

    def _fill(self, people: int) -> None:
        there = apps.get_model("patients", "Patient").objects.count()
        if there < people:
            self.stdout.write(f"Generating {people - there} people.")
            actor = Actor.system(job="demo.generate")
            generate_people(
                actor=actor,
                people=people - there,
                seed=SEED,
                at=timezone.now(),
                report=lambda *_: None,
                triggers=False,
            )
