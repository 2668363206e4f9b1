"""The application as gunicorn serves it, with the bench's addresses."""

from django.conf import settings

settings.ROOT_URLCONF = "care.demo.bench.urls"

from care.wsgi import application  # noqa: E402  (after the addresses are chosen)

__all__ = ["application"]
