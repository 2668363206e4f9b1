"""The caseload's row says the risk that the last screening for suicide showed."""

from django.db import migrations, models

from care.lib.migrations import Together


class Migration(migrations.Migration):
    dependencies = [("teams", "0003_last_score")]

    operations = [
        Together(
            [
                migrations.AddField(
                    model_name="caseloadsummary",
                    name="risk",
                    field=models.CharField(
                        blank=True,
                        choices=[
                            ("none", "None found"),
                            ("low", "Low, of suicide"),
                            ("moderate", "Moderate, of suicide"),
                            ("high", "High, of suicide"),
                            ("unclear", "Not clear, of suicide"),
                        ],
                        db_default="",
                        default="",
                        max_length=12,
                    ),
                ),
                migrations.AddField(
                    model_name="caseloadsummary",
                    name="risk_on",
                    field=models.DateField(blank=True, null=True),
                ),
                migrations.AddConstraint(
                    model_name="caseloadsummary",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("risk", ""), ("risk_on__isnull", True))
                        | models.Q(("risk__in", ["none", "low", "moderate", "high", "unclear"]), ("risk_on__isnull", False)),
                        name="summary_risk_has_its_day",
                    ),
                ),
            ]
        ),
    ]
