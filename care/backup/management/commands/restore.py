"""`manage.py restore FILE`: bring a backup back, and prove that it is what it was."""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg2
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError
from django.utils import timezone

from care.backup.manifest import NotABackup
from care.backup.operations import NeedsOwner, NotRestored, restore_backup
from care.backup.server import NoProgram, ProgramFailed


class Command(BaseCommand):
    requires_system_checks = ()
    help = "Check a backup, restore it into an empty database, compare every table, verify the audit. Exit 1 if anything differs."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--into", metavar="DATABASE_URL", help="another database than the one of the settings")
        parser.add_argument("--replace", action="store_true", help="put the backup in the place of what the database holds")
        parser.add_argument(
            "--despite-findings", action="store_true", help="restore although the audit trail in the backup had been changed"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"].absolute()
        if options["into"]:
            self._elsewhere(path, options)
            return
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that a restore half done is undone
        try:
            restored = restore_backup(
                path=path,
                replace_all=options["replace"],
                despite_findings=options["despite_findings"],
                at=timezone.now(),
                say=self.stdout.write,
            )
        except NotRestored as refusal:
            for line in refusal.lines[1:]:
                self.stdout.write(f"  {line}")
            raise CommandError(refusal.lines[0]) from None
        except NotABackup as error:
            raise CommandError(f"{path} cannot be restored: {error}.") from None
        except FileNotFoundError:
            raise CommandError(f"There is no file {path}.") from None
        except (NoProgram, ProgramFailed, NeedsOwner, DatabaseError, psycopg2.Error) as error:
            raise CommandError(f"Nothing was restored: {str(error).strip().splitlines()[0]}") from None
        except OSError as error:
            raise CommandError(f"Nothing was restored: {error.strerror or error}: {error.filename or path}.") from None
        manifest = restored.manifest
        self.stdout.write(f"Restored {manifest.rows} rows of {len(manifest.tables)} tables; {restored.seals} seals of the audit.")
        if restored.heads_set_aside:
            self.stdout.write(
                f"The audit went on after this backup: the heads exported since are kept in {restored.heads_set_aside}."
            )
        if restored.to_migrate:
            self.stdout.write(
                f"The backup is older than this version by {len(restored.to_migrate)} migrations: run `manage.py migrate`."
            )
        if restored.findings:
            for finding in restored.findings[:50]:
                self.stdout.write(f"  {finding.row}: {finding.fault}")
            raise CommandError("It was restored as it is, with an audit trail that had been changed.")
        self.stdout.write("The audit trail is whole.")

    def _elsewhere(self, path: Path, options: dict[str, Any]) -> None:
        """The same command with the other database as its own, and with a file of audit heads of its own."""
        name = re.sub(r"\W", "_", urlsplit(options["into"]).path.strip("/")) or "database"
        heads = Path(settings.CARE_AUDIT_HEADS)
        heads = heads.with_name(f"{heads.stem}.{name}{heads.suffix}")
        environment = {
            **os.environ,
            "DATABASE_URL": options["into"],
            "CARE_DB_ROLE": "owner",
            "CARE_AUDIT_HEADS": str(heads),
        }
        argv = [sys.executable, str(settings.BASE_DIR / "manage.py"), "restore", str(path)]
        argv += [f"--{name.replace('_', '-')}" for name in ("replace", "despite_findings") if options[name]]
        status = subprocess.run(argv, env=environment, check=False).returncode  # noqa: S603
        if status:
            raise SystemExit(status)
        self.stdout.write(f"The heads of its audit go to {heads}; set CARE_AUDIT_HEADS to it where that database is used.")
