"""The worklist of what is due is walked by person and day, and counted from the index alone."""

from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    """Both without a lock on the table."""

    atomic = False

    dependencies = [("assessments", "0002_found")]

    operations = [
        RemoveIndexConcurrently("reassessment", "reassessment_by_day"),
        AddIndexConcurrently(
            "reassessment",
            models.Index(fields=["organisation", "due_on", "patient", "instrument"], name="reassessment_by_day"),
        ),
    ]
