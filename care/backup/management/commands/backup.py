"""`manage.py backup FILE`: the whole database in one file."""

import errno
import signal
import sys
from pathlib import Path
from typing import Any

import psycopg2
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError
from django.utils import timezone

from care.backup.operations import NeedsOwner, make_backup
from care.backup.server import NoProgram, ProgramFailed


class Command(BaseCommand):
    requires_system_checks = ()
    help = "Seal the audit and write the whole database, with counts and checksums, into one file that only you may read."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--force", action="store_true", help="replace the file if there is one")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"].absolute()
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that an unfinished file is removed
        began = timezone.now()
        try:
            manifest = make_backup(path=path, force=options["force"], at=began)
        except FileExistsError:
            raise CommandError(f"{path} is there already. Choose another name, or add --force.") from None
        except (NoProgram, ProgramFailed, NeedsOwner, DatabaseError, psycopg2.Error) as error:
            raise CommandError(f"No backup was made: {str(error).strip().splitlines()[0]}") from None
        except OSError as error:
            raise CommandError(f"No backup was made: {_explained(error, path)}") from None
        seconds = (timezone.now() - began).total_seconds()
        self.stdout.write(
            f"{path}: {manifest.rows} rows of {len(manifest.tables)} tables, {path.stat().st_size / 1e6:.1f} MB, {seconds:.1f} s."
        )
        self.stdout.write(
            f"It ends with seal {manifest.last_seal_number} of the audit. It can be read only with the same CARE_AUDIT_KEY"
            " and CARE_FIELD_KEYS: keep those elsewhere. It is not encrypted: keep it where only the clinic can read it."
        )


def _explained(error: OSError, path: Path) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"no space is left in {path.parent}."
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return f"{path.parent} may not be written to."
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return f"there is no folder {path.parent}."
    if error.errno == errno.EISDIR:
        return f"{path} is a folder; name a file in it."
    return f"{error.strerror or error}."
