"""The application, loaded once in the supervisor, of which each part begins as a copy.

Web, worker, beat and the commands of a start all load the same thousand modules, two seconds of a core for each of them.
The supervisor loads them while the database is created or comes up; a part is then forked and runs what it would have run in
a process of its own. A part that is started again later is such a process of its own, with the code as it is by then.
"""

import gc
import importlib
import os
import runpy
import sys
from collections.abc import Mapping, Sequence
from typing import Any

PROGRAMS = (
    *("gunicorn.app.wsgiapp", "gunicorn.workers.gthread"),
    *("celery.bin.celery", "celery.apps.worker", "celery.apps.beat", "celery.worker.consumer", "celery.concurrency.prefork"),
    *("kombu.transport.redis", "django.core.management.commands.migrate"),
)
OWNER = "owner"
# A hundred migrations, each with its row that says so, need not each wait for the disk: what a crash of the machine cuts off is
# missing as a whole, and the next start finds it missing.
NO_WAITING = "-c synchronous_commit=off"


class Application:
    """What this process holds of it: nothing, until it is loaded."""

    is_loaded = False

    def load(self, environment: Mapping[str, str]) -> None:
        """Load all of it, once. What does not load here is left to the parts, whose logs then say why."""
        if self.is_loaded:
            return
        os.environ.update(environment)
        gc.disable()  # nothing of it is ever given back
        try:
            importlib.import_module("django").setup()
            importlib.import_module("care.celery").app.loader.import_default_modules()
            for name in ("care.urls", *PROGRAMS):  # not care.wsgi, which looks for the static files as it loads
                importlib.import_module(name)
        except (Exception, SystemExit):  # whatever it is, a part will meet it again
            return
        finally:
            gc.freeze()  # a collection in a copy leaves alone what it shares with the others
            gc.enable()
        self.is_loaded = True

    def run(self, argv: Sequence[str], environment: Mapping[str, str]) -> None:
        """In a copy: what `python` would do with these arguments, a module after -m or a file."""
        if environment.get("CARE_DB_ROLE") == OWNER:
            _be_owner()
        if argv[1] == "-m":
            sys.argv = list(argv[2:])
            runpy.run_module(argv[2], run_name="__main__", alter_sys=True)
        else:
            sys.argv = list(argv[1:])
            runpy.run_path(argv[1], run_name="__main__")


def _be_owner() -> None:
    """The settings were read for the application's role; this copy has not asked the database anything yet."""
    settings: Any = importlib.import_module("django.conf").settings
    settings.DATABASE_ROLE = OWNER
    settings.DATABASES["default"]["OPTIONS"]["options"] = (
        f"{importlib.import_module('care.settings').database_options(OWNER)} {NO_WAITING}"
    )
