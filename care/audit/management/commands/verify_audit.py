"""`manage.py verify_audit`: is the audit trail whole?"""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from care.audit.seals import seal_events
from care.audit.verification import verify_audit


class Command(BaseCommand):
    help = "Check every audit row, every seal, the chain and its exported head. Exit status 1 if anything was changed."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--seal", action="store_true", help="seal the new rows first")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["seal"]:
            seal_events(at=timezone.now())
        report = verify_audit()
        when = f", the last at {report.last_seal_at:%Y-%m-%d %H:%M:%S} UTC" if report.last_seal_at else ""
        self.stdout.write(f"{report.events} events, {report.seals} seals{when}; {report.waiting} events wait for the next seal.")
        if report.untraced:
            self.stdout.write(self.style.ERROR(f"{len(report.untraced)} changes of fields were made past the application:"))
            for finding in report.untraced[:20]:
                self.stdout.write(f"  {finding.row}: {finding.fault}")
        if report.is_sound:
            self.stdout.write(self.style.SUCCESS("The audit trail is whole."))
            if report.untraced:
                raise SystemExit(1)
            return
        first = report.findings[0]
        self.stdout.write(self.style.ERROR(f"The audit trail was changed. First broken row: {first.row}: {first.fault}."))
        for finding in report.findings[1:50]:
            self.stdout.write(f"  {finding.row}: {finding.fault}")
        if len(report.findings) > 50:
            self.stdout.write(f"  and {len(report.findings) - 50} more")
        raise SystemExit(1)
