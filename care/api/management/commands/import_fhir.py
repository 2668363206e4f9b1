"""`manage.py import_fhir PATH...`: people and what is said of them, from FHIR R4 files, safe to repeat."""

import re
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from types import FrameType
from typing import Any, TextIO

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from care.access.policy import Allow, Facts, Relation, decide
from care.accounts.queries import WorkPlace, work_places_of_email
from care.accounts.rules import Work, may
from care.actor import Action, Actor, Category, Purpose, Requester, Role
from care.api.fhir_in.reading import Limits, find_files
from care.api.fhir_in.report import Fate, Report
from care.api.fhir_in.taking import Order, Progress, import_files
from care.lib.dates import is_zone

EVERY = 0.2  # seconds between two looks of the progress line
LISTED = 40  # refusals listed at the end without --report
LEADS = (Role.COORDINATOR, Role.COUNSELOR, Role.NURSE, Role.PRESCRIBER, Role.SUPERVISOR)
NEEDED = (Category.DEMOGRAPHICS, Category.GENERAL, Category.MENTAL_HEALTH, Category.SUD)
USAGE, REFUSED = 2, 1
LIMITS = Limits()


class Command(BaseCommand):
    requires_system_checks = ()
    help = (
        "Take people from FHIR R4 with what is said of their health, care and coverage: Bundles, single resources and"
        " NDJSON, each also as .gz, and folders of them. The same resource again is the same row. Exit status: 0 when all"
        " was taken or has no home yet, 1 when anything was refused, 2 when the command was not understood, 130 when it was"
        " interrupted."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="files and folders")
        parser.add_argument("--organisation", "--organization", required=True, help="the program that takes the people in")
        parser.add_argument("--as", required=True, dest="email", metavar="EMAIL", help="the colleague who imports")
        parser.add_argument("--source", default="fhir", help="a short name for where the files come from; ids belong to it")
        parser.add_argument("--zone", help="the time zone of new people; the program's unless given")
        parser.add_argument("--lead", action="store_true", help="the colleague leads the care of each new person")
        parser.add_argument("--anyway", action="store_true", help="register also who resembles somebody who is here")
        parser.add_argument(
            "--report", type=Path, metavar="FILE", help="write every refusal to this file, one JSON object a line"
        )
        parser.add_argument("--max-size", type=int, default=LIMITS.size, help="of one resource in bytes (default 5,000,000)")
        parser.add_argument("--max-depth", type=int, default=LIMITS.depth, help="of one resource in levels (default 60)")
        parser.add_argument("--max-count", type=int, default=LIMITS.count, help="of resources in one import")

    def handle(self, *args: Any, **options: Any) -> None:
        order = self._order(options)
        for path in options["paths"]:
            if not path.exists():
                raise CommandError(f"There is no {path}.", returncode=USAGE)
        files = find_files(options["paths"])
        if not files:
            raise CommandError("No file there ends in .json, .ndjson, .jsonl, or one of these and .gz.", returncode=USAGE)
        limits = Limits(size=options["max_size"], depth=options["max_depth"], count=options["max_count"])
        if min(limits.size, limits.depth, limits.count) < 1:
            raise CommandError("A limit is at least 1.", returncode=USAGE)
        line = _ProgressLine(sys.stderr)
        progress = Progress(bytes_total=sum(file.stat().st_size for file in files), tell=line.show)
        began = time.monotonic()
        stop = _Stop()
        before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
        with self._report_file(options["report"]) as out:
            report = Report(out)
            try:
                import_files(
                    order=order,
                    files=files,
                    report=report,
                    clock=timezone.now,
                    limits=limits,
                    progress=progress,
                    whole=stop.waits,
                )
            except KeyboardInterrupt:
                pass
            finally:
                line.clear()
                for number, handler in before.items():
                    signal.signal(number, handler)
        self._tell(report, progress, seconds=time.monotonic() - began, stopped=bool(stop.asked))
        if stop.asked:
            sys.exit(128 + stop.asked)
        if report.refused:
            sys.exit(REFUSED)

    def _report_file(self, path: Path | None) -> Any:
        if path is None:
            return nullcontext(None)
        try:
            path.touch(mode=0o600)
            return path.open("w", encoding="utf-8")
        except OSError as error:
            raise CommandError(f"{path} cannot be written: {error.strerror}.", returncode=USAGE) from None

    # --- who imports, and how ---------------------------------------------------------------------------------------------

    def _order(self, options: dict[str, Any]) -> Order:
        place = self._place(options["email"], options["organisation"])
        actor = Actor.staff(
            user_id=place.user_id, staff_id=place.staff_id, organisation_id=place.organisation_id, roles=place.roles
        )
        if not may(actor, Work.REGISTER_PATIENT):
            raise CommandError("No role of this colleague registers people.", returncode=USAGE)
        relation = Relation.TEAM if options["lead"] else Relation.PROGRAMME
        for category in NEEDED:
            facts = Facts(Requester.STAFF, actor.roles, relation, category, Action.WRITE, Purpose.TREAT)
            if not isinstance(decide(facts), Allow):
                raise CommandError(
                    f"The roles of this colleague do not write “{category.label}” of people whom they register. Take a colleague"
                    " who works for the whole program (such as a care coordinator), or one who leads their care, with --lead.",
                    returncode=USAGE,
                )
        zone = options["zone"] or place.organisation_zone
        if not is_zone(zone):
            raise CommandError(f"There is no time zone {zone!r}. Take one such as America/New_York.", returncode=USAGE)
        if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{0,59}", options["source"]):
            raise CommandError("--source takes letters, digits, dots, dashes; 60 at most.", returncode=USAGE)
        return Order(
            actor=actor,
            source=options["source"],
            zone=zone,
            lead_staff_id=place.staff_id if options["lead"] else None,
            lead_function=next((role for role in LEADS if role in place.roles), Role.COORDINATOR),
            anyway=options["anyway"],
        )

    def _place(self, email: str, organisation: str) -> WorkPlace:
        for place in work_places_of_email(email=email):
            if place.organisation_name.casefold() == organisation.casefold().strip():
                return place
        raise CommandError("No colleague with this e-mail works at a program of this name.", returncode=USAGE)

    # --- the report -----------------------------------------------------------------------------------------------------------

    def _tell(self, report: Report, progress: Progress, *, seconds: float, stopped: bool) -> None:
        write = self.stdout.write
        if stopped:
            write(f"Stopped after {progress.people_done} of {progress.people_total} people. What was taken stays; run it again.")
        speed = progress.resources / seconds if seconds else 0
        write(f"{report.files} files, {progress.resources:,} resources in {seconds:.1f} s: {speed:,.0f} a second.")
        for row in report.table():
            write(row)
        write(f"New people: {report.people}.")
        for (kind, reason), number in sorted(report.reasons.items()):
            write(f"  set aside: {number} {kind}: {reason}")
        for what, number in sorted(report.left.items()):
            write(f"  no place yet: {what}, in {number}")
        if report.lines:
            write("Files are counted in the order of their paths.")
        for line in report.lines[:LISTED]:
            place = line.place
            what = f"file {place.file}, entry {place.entry}" if place.entry else f"file {place.file}"
            named = " ".join(filter(None, (place.type, place.id)))
            fate = "kept" if line.fate is Fate.KEPT else "refused"
            write(f"  {fate}: " + ": ".join(filter(None, (what, named, line.reason))))
        more = len(report.lines) - LISTED + report.unlisted
        if more > 0:
            write(f"  and {more} more{', all in the report file' if report.out else '; --report FILE keeps all of them'}")


class _Stop:
    """Ctrl-C and SIGTERM: at once, or at the end of what is done as a whole, so that the report says what was taken."""

    def __init__(self) -> None:
        self.asked = 0
        self._holds = False

    def __call__(self, number: int, frame: FrameType | None) -> None:
        self.asked = number
        if not self._holds:
            raise KeyboardInterrupt(number)

    @contextmanager
    def waits(self) -> Iterator[None]:
        """A stop that is asked for within the block comes at its end."""
        self._holds = True
        try:
            yield
        finally:
            self._holds = False
        if self.asked:
            raise KeyboardInterrupt(self.asked)


class _ProgressLine:
    """One line that is written over, on a terminal only."""

    def __init__(self, out: TextIO) -> None:
        self.out = out
        self.is_shown = out.isatty()
        self.began = self.told = time.monotonic()

    def show(self, progress: Progress) -> None:
        now = time.monotonic()
        if not self.is_shown or now - self.told < EVERY:
            return
        self.told = now
        if progress.people_total:
            done, total = progress.people_done, progress.people_total
            words = f"taking people: {done:,} of {total:,}"
        else:
            done, total = progress.bytes_done, progress.bytes_total
            words = f"reading: {done / 1e6:,.1f} of {total / 1e6:,.1f} MB"
        share = min(1.0, done / total) if total else 1.0
        bar = "#" * int(share * 30)
        speed = progress.resources / (now - self.began)
        self.out.write(f"\r\x1b[K[{bar:<30}] {share:4.0%}  {words}, {speed:,.0f} resources a second")
        self.out.flush()

    def clear(self) -> None:
        """Before the report."""
        if self.is_shown:
            self.out.write("\r\x1b[K")
            self.out.flush()
