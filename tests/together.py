"""Two or more at once, on a real database."""

from collections.abc import Callable
from threading import Barrier, Thread
from typing import Any

from django.db import connections


def together(*calls: Callable[[], Any]) -> list[Any]:
    """What each call gave or raised, all begun at the same moment, each with a connection of its own."""
    gate, given = Barrier(len(calls)), [None] * len(calls)

    def run(number: int, call: Callable[[], Any]) -> None:
        gate.wait()
        try:
            given[number] = call()
        except Exception as error:  # handed to the test
            given[number] = error
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=pair) for pair in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return given
