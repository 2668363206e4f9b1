"""The house: settings, the shared rooms, and the screens that join them. DECISIONS.md says why it stands so."""

from care.celery import app as celery_app  # so that a task called from a page goes to our broker

__all__ = ["celery_app"]
