"""`manage.py rotate_field_keys`: everything encrypted is written anew under the newest key."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from care.backup.keys import BATCH, Renewed, rotate_field_keys


class Command(BaseCommand):
    requires_system_checks = ()
    help = (
        "Write every encrypted text anew under the first of CARE_FIELD_KEYS. Put the new key first, restart every process,"
        " run this until nothing is left, then take the old key away. Safe to interrupt and to repeat."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--batch", type=int, default=BATCH, help="rows to a transaction")

    def handle(self, *args: Any, **options: Any) -> None:
        done = rotate_field_keys(at=timezone.now(), say=self._say, batch=max(1, options["batch"]))
        unreadable = sum(len(column.unreadable) for column in done)
        if unreadable:
            raise CommandError(
                f"{unreadable} rows are under a key that is not among ours. Keep the old keys until they are found."
            )
        self.stdout.write("Everything is under the newest key. The old keys may be taken away.")

    def _say(self, column: Renewed) -> None:
        self.stdout.write(f"{column.column}: {column.renewed} written anew, {column.already} were under the newest key")
        if column.unreadable:
            rows = ", ".join(str(number) for number in column.unreadable[:20])
            self.stderr.write(f"{column.column}: no key of ours opens {len(column.unreadable)} rows: {rows}")
