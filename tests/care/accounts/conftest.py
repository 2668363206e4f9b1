"""Tasks run where they are called, so that a test sees the mail that a worker would send; hashing a password is made cheap."""

from collections.abc import Iterator

import pytest
from django.contrib.auth.hashers import ScryptPasswordHasher

from care.celery import app

ScryptPasswordHasher.work_factor = 2**4  # 2**14 outside the tests: slow on purpose


@pytest.fixture(autouse=True)
def _tasks_at_once() -> Iterator[None]:
    app.conf.task_always_eager = app.conf.task_eager_propagates = True
    yield
    app.conf.task_always_eager = app.conf.task_eager_propagates = False
