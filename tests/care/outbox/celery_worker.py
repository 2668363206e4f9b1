"""The platform's own Celery worker with one more kind of row and short leases: `celery -A tests.care.outbox.celery_worker`."""

import os
from datetime import timedelta

import django

django.setup()

from care import deliveries  # noqa: E402
from care.celery import app  # noqa: E402
from care.messaging import send_sms  # noqa: E402
from care.outbox.handling import Handler, Ready  # noqa: E402
from care.outbox.operations import sweep  # noqa: E402

__all__ = ["app"]

assert sweep.__kwdefaults__
sweep.__kwdefaults__["lease"] = timedelta(seconds=float(os.environ["NURSERY_LEASE"]))

deliveries.HANDLERS["letter"] = Handler(
    open=lambda rows, at: None,
    prepare=lambda row, context, at: Ready(None),
    send=lambda row, ready: send_sms(to="+14015550123", body="Your quilt is ready", key=row.key),
    settle=lambda row, context, ready, reference, at: None,
)
