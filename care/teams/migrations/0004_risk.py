"""The caseload's row says the risk that the last screening for suicide showed."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("teams", "0003_last_score")]

    operations = [
        migrations.AddField(
            model_name="caseloadsummary",
            name="risk",
            field=models.CharField(blank=True, db_default="", default="", max_length=24),
        ),
        migrations.AddField(
            model_name="caseloadsummary",
            name="risk_on",
            field=models.DateField(blank=True, null=True),
        ),
    ]
