"""`manage.py load_demo`: the demo clinic, into an empty database."""

import os
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection, connections
from django.utils import timezone

from care.actor import Actor
from care.demo.aftercare import tell_aftercare
from care.demo.alike import tell_alike
from care.demo.brought import tell_brought
from care.demo.conferences import tell_conferences
from care.demo.coverage import tell_coverage
from care.demo.doses import tell_doses
from care.demo.elsewhere import tell_elsewhere
from care.demo.emergencies import tell_emergencies
from care.demo.intakes import tell_intakes
from care.demo.library import tell_library
from care.demo.measures import sum_up_told, tell_measures
from care.demo.monitoring import tell_lookups
from care.demo.notes import tell_notes
from care.demo.operations import DEMO_PEOPLE, SEED, NotEmpty, load_demo
from care.demo.phones import tell_phones
from care.demo.plan_parts import tell_plan_parts
from care.demo.plan_problems import tell_problems
from care.demo.privacy import tell_privacy_office
from care.demo.progress import tell_progress
from care.demo.recovery import tell_recovery
from care.demo.results import tell_results
from care.demo.reviews import tell_reviews
from care.demo.sharing import tell_sharing
from care.demo.staying_safe import tell_staying_safe
from care.demo.teaching import tell_teaching
from care.demo.told import tell_story_so_far
from care.demo.wishes import tell_wishes
from care.demo.writer import written_down_at_the_end

Stories = tuple[Callable[..., int], ...]

# One person's records become one, with both locked: before anything else holds a row of either.
FIRST: Stories = (tell_alike,)
# In their order: a later one may read what an earlier one told.
IN_TURN: Stories = (
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
    tell_intakes,
    tell_library,
    tell_staying_safe,
    tell_recovery,
    tell_teaching,
    tell_lookups,
    tell_reviews,
    tell_conferences,
)
# At the same time, in a second process: they add rows of their own kinds, and change none that the others change.
BESIDE: Stories = (tell_measures, tell_phones, tell_brought, tell_doses, tell_results)
# What changes the summaries of everybody.
LAST: Stories = (sum_up_told,)


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
        began = timezone.now()
        try:
            with written_down_at_the_end():
                made = load_demo(actor=Actor.system(job="demo.load"), people=options["people"], seed=options["seed"], at=began)
        except NotEmpty as refusal:
            if not refusal.has_demo and not options["if_empty"]:
                raise CommandError("This database has organizations already; the demo clinic needs an empty one.") from None
            if not (refusal.has_demo and _tell_all(began)):  # a start that was cut short is completed
                self.stdout.write("This database has organizations already; nothing was loaded.")
            return
        _tell_all(began)
        seconds = (timezone.now() - began).total_seconds()
        self.stdout.write(f"Demo clinic: {made.people} people, {made.rows} rows, {seconds:.1f} s.")


def _tell_all(at: datetime) -> int:
    """What is lived through by the operations themselves; how much there was to tell."""
    first = _tell(FIRST, at)
    if connection.in_atomic_block:  # what one transaction has written no other process sees
        return first + _tell((*IN_TURN, *BESIDE, *LAST), at)
    beside = _begin_beside(BESIDE, at)
    told = _tell(IN_TURN, at)
    told_beside = beside() or _tell(BESIDE, at)  # what went wrong there goes on, or is told, here
    return first + told + told_beside + _tell(LAST, at)


def _tell(stories: Stories, at: datetime) -> int:
    with written_down_at_the_end():
        return sum(tell(at=at) for tell in stories)


def _begin_beside(stories: Stories, at: datetime) -> Callable[[], int]:
    """Tell stories in a process of their own, on the second core; what is given waits for it. Nothing told: 0."""
    connections.close_all()
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        told = 0
        try:
            told = _tell(stories, at)
        finally:
            os.write(writing, str(told).encode())
            os._exit(0)
    os.close(writing)

    def wait() -> int:
        with open(reading, encoding="ascii") as said:
            told = said.read()
        os.waitpid(child, 0)
        return int(told or 0)

    return wait
