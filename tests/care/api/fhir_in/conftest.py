"""Alice coordinates at the programme that takes people in."""

from datetime import datetime
from pathlib import Path

import pytest

from care.accounts.models import Staff
from care.actor import Role
from tests.care.api.fhir_in.people import Files, Importing
from tests.factories.accounts import staff_with


@pytest.fixture
def alice() -> Staff:
    return staff_with(Role.COORDINATOR)


@pytest.fixture
def files(tmp_path: Path) -> Files:
    return Files(tmp_path / "sent")


@pytest.fixture
def take(alice: Staff, files: Files, at: datetime) -> Importing:
    files.folder.mkdir(exist_ok=True)
    return Importing(alice, files, lambda: at)
