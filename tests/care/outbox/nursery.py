"""Workers as processes that can be killed: `python -m tests.care.outbox.nursery`.

The parent has Django ready and forks a worker; when that dies it forks the next, as Celery's pool does. A worker sweeps until
nothing waits, sending each row as a text message over real HTTP. What a row's `about` says happens to its worker: "kill" ends the
process as a fault in C code would, "raise" raises. Prints the number of each worker's process, and `done` at the end.
"""

import os
import signal
import sys
import time
from datetime import timedelta

import django

django.setup()

from django.db import connections  # noqa: E402
from django.utils import timezone  # noqa: E402

from care.messaging import send_sms  # noqa: E402
from care.outbox import operations  # noqa: E402
from care.outbox.handling import Handler, Ready  # noqa: E402
from care.outbox.models import Delivery  # noqa: E402

LEASE = timedelta(seconds=float(os.environ.get("NURSERY_LEASE", "1")))


def _send(row, _ready):
    match row.about.get("wrong"):
        case "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        case "raise":
            raise ValueError("poison")
    return send_sms(to="+14015550123", body="Your quilt is ready", key=row.key)


HANDLER = Handler(
    open=lambda rows, at: None,
    prepare=lambda row, context, at: Ready(None),
    send=_send,
    settle=lambda row, context, ready, reference, at: None,
    attempts=3,
)


def work() -> None:
    while True:
        try:
            if not Delivery.objects.filter(kind="letter", state="waiting").exists():
                return
            operations.sweep(handlers={"letter": HANDLER}, listeners={}, clock=timezone.now, lease=LEASE)
        except Exception:  # the database was away: Celery would run the next sweep
            connections.close_all()
        time.sleep(0.02)


def main() -> None:
    for _ in range(200):
        worker = os.fork()
        if worker == 0:
            work()
            os._exit(0)
        print(worker, flush=True)
        if os.waitpid(worker, 0)[1] == 0:
            print("done", flush=True)
            return
    sys.exit(1)


if __name__ == "__main__":
    main()
