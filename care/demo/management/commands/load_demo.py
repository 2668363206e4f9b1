"""`manage.py load_demo`: the demo clinic, into an empty database."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from care.actor import Actor
from care.demo.aftercare import tell_aftercare
from care.demo.alike import tell_alike
from care.demo.brought import tell_brought
from care.demo.conferences import tell_conferences
from care.demo.coverage import tell_coverage
from care.demo.elsewhere import tell_elsewhere
from care.demo.emergencies import tell_emergencies
from care.demo.intakes import tell_intakes
from care.demo.library import tell_library
from care.demo.measures import tell_measures
from care.demo.notes import tell_notes
from care.demo.operations import DEMO_PEOPLE, SEED, NotEmpty, load_demo
from care.demo.phones import tell_phones
from care.demo.plan_parts import tell_plan_parts
from care.demo.plan_problems import tell_problems
from care.demo.privacy import tell_privacy_office
from care.demo.progress import tell_progress
from care.demo.recovery import tell_recovery
from care.demo.reviews import tell_reviews
from care.demo.sharing import tell_sharing
from care.demo.staying_safe import tell_staying_safe
from care.demo.told import tell_story_so_far
from care.demo.wishes import tell_wishes
from care.demo.writer import written_down_at_the_end


class Command(BaseCommand):
    requires_system_checks = ()
    help = "Make the demo clinic: invented people with dates around now. The same seed and day make the same clinic."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--people", type=int, default=DEMO_PEOPLE)
        parser.add_argument("--seed", type=int, default=SEED)
        parser.add_argument("--if-empty", action="store_true", help="do nothing where there are organizations already")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("The demo clinic is loaded only where CARE_DEMO=1: it would stand among real people.")
        with written_down_at_the_end():
            self._load(options)

    def _load(self, options: dict[str, Any]) -> None:
        began = timezone.now()
        try:
            made = load_demo(actor=Actor.system(job="demo.load"), people=options["people"], seed=options["seed"], at=began)
        except NotEmpty as refusal:
            if not refusal.has_demo and not options["if_empty"]:
                raise CommandError("This database has organizations already; the demo clinic needs an empty one.") from None
            if not (refusal.has_demo and self._tell(began)):  # a start that was cut short is completed
                self.stdout.write("This database has organizations already; nothing was loaded.")
            return
        self._tell(began)
        seconds = (timezone.now() - began).total_seconds()
        self.stdout.write(f"Demo clinic: {made.people} people, {made.rows} rows, {seconds:.1f} s.")

    def _tell(self, at: datetime) -> int:
        """What is lived through by the operations themselves; how much there was to tell."""
        stories = (
            tell_aftercare,
            tell_notes,
            tell_plan_parts,
            tell_problems,
            tell_progress,
            tell_emergencies,
            tell_sharing,
            tell_privacy_office,
            tell_wishes,
            tell_story_so_far,
            tell_coverage,
            tell_elsewhere,
            tell_alike,
            tell_intakes,
            tell_library,
            tell_measures,
            tell_staying_safe,
            tell_recovery,
            tell_reviews,
            tell_phones,
            tell_brought,
            tell_conferences,
        )
        return sum(tell(at=at) for tell in stories)
