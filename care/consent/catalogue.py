"""What comes as a file: from which age each state lets a minor consent alone.

Loading twice changes nothing; a row that counsel has verified comes with its day in a new version of the file and a data
migration that loads again.
"""

import csv
from pathlib import Path

from django.apps.registry import Apps
from django.db.migrations.state import StateApps

FILE = Path(__file__).resolve().parent / "data" / "minor_consent.csv"


def load_minor_consent(apps: Apps | StateApps) -> None:
    """Bring the table of states into the database."""
    model = apps.get_model("consent", "MinorConsent")
    with FILE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            values = {"min_age": row["min_age"] or None, "source": row["source"], "verified_on": row["verified_on"] or None}
            model.objects.update_or_create(state=row["state"], service=row["service"], defaults=values)
