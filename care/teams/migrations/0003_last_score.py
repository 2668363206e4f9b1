"""The caseload's row says the last score of a measure that is followed."""

from django.db import migrations, models

from care.lib.migrations import Together


class Migration(migrations.Migration):
    dependencies = [("teams", "0002_merged")]

    operations = [
        Together(
            [
                migrations.AddField(
                    model_name="caseloadsummary",
                    name="last_score",
                    field=models.CharField(blank=True, db_default="", default="", max_length=80),
                ),
                migrations.AddField(
                    model_name="caseloadsummary",
                    name="last_score_on",
                    field=models.DateField(blank=True, null=True),
                ),
                migrations.AddField(
                    model_name="caseloadsummary",
                    name="last_score_is_worse",
                    field=models.BooleanField(db_default=False, default=False),
                ),
            ]
        ),
    ]
