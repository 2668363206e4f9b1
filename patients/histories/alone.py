"""One run of a source at a time: a lock of the database that its connection holds."""

import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

RUNS = 727_006  # the first number of the lock; the second is made of the program and the source


class AlreadyRunning(Exception):
    """Another run of this source has not ended."""


@contextmanager
def alone(*, organisation_id: int, source: str) -> Iterator[None]:
    """Nobody else brings in or takes back this source at this program meanwhile. Raises AlreadyRunning."""
    number = zlib.crc32(f"{organisation_id}/{source}".encode()) - 2**31
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [RUNS, number])
        if not cursor.fetchone()[0]:
            raise AlreadyRunning
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [RUNS, number])
