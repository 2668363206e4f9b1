#!/usr/bin/env python
"""Django's commands. Beside a running `make run` they talk to its database and broker."""

import os
import sys
from pathlib import Path

from care.embedded.discover import NOTHING_RUNS, adopt
from care.embedded.trouble import CannotStart

OWNER_COMMANDS = {"migrate", "backup", "restore", "makemigrations", "sqlmigrate", "showmigrations", "flush", "dbshell"}
FILE_COMMANDS = {"check_order"}  # a file in, an answer out: they work without anything that runs
NO_SYSTEM = {"CARE_DEMO": "1", "DATABASE_URL": "postgres://nobody@127.0.0.1:9/none"}


def main() -> None:
    """Run one command; what owns the schema connects as the database's owner, all else as the application."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "care.settings")
    if len(sys.argv) > 1 and sys.argv[1] in OWNER_COMMANDS:
        os.environ.setdefault("CARE_DB_ROLE", "owner")
    try:
        runs = adopt(os.environ, project=Path(__file__).resolve().parent)
    except CannotStart as trouble:
        sys.exit(str(trouble))
    if not runs and "DATABASE_URL" not in os.environ and FILE_COMMANDS & set(sys.argv[1:2]):
        os.environ.update(NO_SYSTEM)

    from django.core.exceptions import ImproperlyConfigured  # noqa: PLC0415  (after the environment is complete)
    from django.core.management import execute_from_command_line  # noqa: PLC0415
    from django.db import OperationalError  # noqa: PLC0415

    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        sys.exit(str(error) if os.environ.get("DATABASE_URL") else NOTHING_RUNS)
    except OperationalError:
        if os.environ.get("DATABASE_URL"):
            raise
        sys.exit(NOTHING_RUNS)


if __name__ == "__main__":
    main()
