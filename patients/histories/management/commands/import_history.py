"""`manage.py import_history FOLDER`: people and what they bring along from another system, from CSV files, safe to repeat."""

import json
import resource
import sys
import time
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from care.lib.dates import is_zone
from patients.histories.alone import AlreadyRunning, alone
from patients.histories.operations import begin_import, finish_import
from patients.histories.reading import Limits, UnreadableFolder, find_files, read_folder
from patients.histories.report import Report
from patients.histories.store import Store
from patients.histories.taking import Order, take_store
from patients.histories.workplace import NotAble, is_source, work_place

LISTED = 40  # refusals listed at the end without --report
USAGE, REFUSED, STOPPED = 2, 1, 130
LIMITS = Limits()


class Command(BaseCommand):
    requires_system_checks = ()
    help = (
        "Take people and their history from the CSV files of a folder: people, orders, doses, visits, drug_tests, scores"
        " (patients/histories/README.md says what stands in them). The same line again is the same row. Exit status: 0 when all"
        " was taken, 1 when a line was refused, 2 when the command or a head was not understood, 130 when it was stopped."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, metavar="FOLDER")
        parser.add_argument("--organisation", "--organization", required=True, help="the program that takes the people in")
        parser.add_argument("--as", required=True, dest="email", metavar="EMAIL", help="the colleague who imports")
        parser.add_argument("--source", required=True, help="a short name for the other system; its keys belong to it")
        parser.add_argument("--zone", help="the time zone of new people; the program's unless given")
        parser.add_argument("--lead", action="store_true", help="the colleague leads the care of each new person")
        parser.add_argument("--anyway", action="store_true", help="register also who resembles somebody who is here")
        parser.add_argument("--dry-run", action="store_true", help="say what would be done; write nothing")
        parser.add_argument("--report", type=Path, metavar="FILE", help="write each line that was refused to this file, as JSON")
        parser.add_argument("--max-lines", type=int, default=LIMITS.lines, help="of all files (default 20,000,000)")

    def handle(self, *args: Any, **options: Any) -> None:
        order = self._order(options)
        folder: Path = options["folder"]
        if not folder.is_dir():
            raise CommandError("There is no such folder.", returncode=USAGE)
        began = time.monotonic()
        is_stopped = False
        with Store() as store:
            report = Report(store)
            try:
                with alone(organisation_id=order.actor.colleague()[1], source=order.source):
                    is_stopped = self._run(order, folder, store, report, Limits(lines=options["max_lines"]))
            except UnreadableFolder as unreadable:
                raise CommandError("\n".join(unreadable.faults), returncode=USAGE) from None
            except AlreadyRunning:
                raise CommandError("Another run of this source has not ended.", returncode=USAGE) from None
            self._tell(order, report, seconds=time.monotonic() - began, is_stopped=is_stopped)
            self._list(store, report, options["report"])
        if is_stopped:
            sys.exit(STOPPED)
        if report.refused:
            sys.exit(REFUSED)

    def _run(self, order: Order, folder: Path, store: Store, report: Report, limits: Limits) -> bool:
        """Read, then take. Gives whether it was stopped."""
        read_folder(find_files(folder), store, refuse=report.refuse, count=report.read, limits=limits)
        total, done = store.number_of_people(), 0
        run = None if order.is_dry else begin_import(actor=order.actor, source=order.source, at=timezone.now())
        try:
            for number in take_store(order=order, run=run, store=store, report=report, clock=timezone.now):
                done += number
                if self.stderr.isatty():
                    self.stderr.write(f"\r{done:,} of {total:,} people", ending="")
        except KeyboardInterrupt:
            self.stdout.write(f"Stopped after {done:,} of {total:,} people. What was taken stays; run it again.")
            return True
        if run is not None:
            finish_import(actor=order.actor, run=run, counts=report.counts(), at=timezone.now())
        return False

    def _order(self, options: dict[str, Any]) -> Order:
        if not is_source(options["source"]):
            raise CommandError("--source takes letters, digits, dots, dashes; 60 at most.", returncode=USAGE)
        try:
            place = work_place(email=options["email"], organisation=options["organisation"], leads=options["lead"])
        except NotAble as reason:
            raise CommandError(str(reason), returncode=USAGE) from None
        zone = options["zone"] or place.zone
        if not is_zone(zone):
            raise CommandError("--zone takes a time zone such as America/New_York.", returncode=USAGE)
        return Order(
            actor=place.actor,
            source=options["source"],
            zone=zone,
            lead_staff_id=place.staff_id if options["lead"] else None,
            lead_function=place.function,
            anyway=options["anyway"],
            is_dry=options["dry_run"],
        )

    # --- the report -----------------------------------------------------------------------------------------------------------

    def _tell(self, order: Order, report: Report, *, seconds: float, is_stopped: bool) -> None:
        write = self.stdout.write
        speed = report.total / seconds if seconds else 0
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        if order.is_dry:
            write("A dry run: nothing was written.")
        write(f"{report.total:,} lines in {seconds:.1f} s: {speed:,.0f} a second; {memory:,.0f} MB at most.")
        for row in report.table():
            write(row)
        would = "would be registered" if order.is_dry else "registered"
        write(f"People {would}: {report.registered:,}; found by their record number: {report.matched:,}.")
        for (file, reason), number in sorted(report.reasons.items()):
            write(f"  {number:,} of {file}.csv: {reason}")
        if is_stopped:
            write(f"Not looked at: {report.unaccounted():,} lines.")

    def _list(self, store: Store, report: Report, path: Path | None) -> None:
        for number, (file, line, reason) in enumerate(store.refused()):
            if number == LISTED:
                more = report.refused - LISTED
                self.stdout.write(f"  and {more:,} more{', all in the report file' if path else '; --report FILE keeps all'}")
                break
            self.stdout.write(f"  {file}.csv, line {line}: {reason}")
        if path is None:
            return
        try:
            path.touch(mode=0o600)
            with path.open("w", encoding="utf-8") as out:
                for file, line, reason in store.refused():
                    out.write(json.dumps({"file": f"{file}.csv", "line": line, "reason": reason}) + "\n")
        except OSError as error:
            raise CommandError(f"The report cannot be written: {error.strerror}.", returncode=USAGE) from None
