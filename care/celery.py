"""The Celery application: what the worker runs and what beat starts. The queue itself is PostgreSQL; Redis only wakes."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "care.settings")

app = Celery("throughline")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.steps["consumer"].add("care.health.tasks:WorkerPulse")
