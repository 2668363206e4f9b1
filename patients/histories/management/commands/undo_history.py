"""`manage.py undo_history`: take back everything that a source brought, as if it had never come."""

import time
from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from care.access import gate
from care.actor import Action, Actor, Category, Purpose
from patients.histories.alone import AlreadyRunning, alone
from patients.histories.operations import forget_imports, take_back
from patients.histories.queries import number_of_people, people_of_source, runs_of_source
from patients.histories.rules import Kind
from patients.histories.workplace import NotAble, work_place

TOGETHER = 100  # people in one transaction
USAGE, REFUSED = 2, 1


class Command(BaseCommand):
    requires_system_checks = ()
    help = (
        "Take back what a source brought: its lines, and the people whom it registered. Somebody on whose record anybody has"
        " written since stays, without the lines. The audit keeps what was done. Exit status: 0 when nothing of it is left but"
        " who stays, 1 when the gate refused somebody, 2 when the command was not understood."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--organisation", "--organization", required=True, help="the program that took the people in")
        parser.add_argument("--as", required=True, dest="email", metavar="EMAIL", help="the colleague who takes it back")
        parser.add_argument("--source", required=True, help="the name that the import had for the other system")

    def handle(self, *args: Any, **options: Any) -> None:
        source: str = options["source"]
        try:
            actor = work_place(email=options["email"], organisation=options["organisation"], leads=False).actor
        except NotAble as reason:
            raise CommandError(str(reason), returncode=USAGE) from None
        _, organisation_id = actor.colleague()
        if not runs_of_source(organisation_id=organisation_id, source=source):
            raise CommandError("Nothing of this source was brought in here.", returncode=USAGE)
        began = time.monotonic()
        try:
            with alone(organisation_id=organisation_id, source=source):
                done, refused = self._undo(actor, organisation_id, source)
        except AlreadyRunning:
            raise CommandError("Another run of this source has not ended.", returncode=USAGE) from None
        lines = ", ".join(f"{done[kind]:,} of {kind.value}.csv" for kind in Kind)
        self.stdout.write(f"Taken back in {time.monotonic() - began:.1f} s: {lines}; people: {done['people']:,}.")
        if done["stayed"]:
            self.stdout.write(f"{done['stayed']:,} people stay: more hangs on their record than the import wrote.")
        if refused:
            raise CommandError(f"The gate refused {refused:,} people: what came of them is left.", returncode=REFUSED)

    def _undo(self, actor: Actor, organisation_id: int, source: str) -> tuple[Counter[str], int]:
        done: Counter[str] = Counter()
        refused = after = 0
        while rows := people_of_source(organisation_id=organisation_id, source=source, after=after, most=TOGETHER):
            after = rows[-1][0]
            refused += self._take_back(actor, source, sorted({patient_id for _, patient_id in rows}), done)
        if not number_of_people(organisation_id=organisation_id, source=source):
            forget_imports(actor=actor, source=source, at=timezone.now())
        return done, refused

    def _take_back(self, actor: Actor, source: str, patient_ids: Sequence[int], done: Counter[str]) -> int:
        """Some people; gives how many of them the gate refused."""
        at = timezone.now()
        permits = []
        for patient_id in patient_ids:
            try:
                permits.append(
                    gate.require(
                        actor=actor,
                        patient_id=patient_id,
                        category=Category.SUD,
                        action=Action.WRITE,
                        purpose=Purpose.TREAT,
                        at=at,
                    )
                )
            except gate.Refused:
                continue
        taken = take_back(permits=permits, source=source, at=at)
        done.update({kind.value: number for kind, number in taken.lines.items()})
        done.update(people=taken.people, stayed=len(taken.stayed))
        return len(patient_ids) - len(permits)
