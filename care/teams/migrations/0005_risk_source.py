"""The caseload's row says what told of the risk; until now that was the screener alone."""

from django.db import migrations, models

from care.lib.migrations import Together


class Migration(migrations.Migration):
    dependencies = [("teams", "0004_risk")]

    operations = [
        Together(
            [
                migrations.AddField(
                    model_name="caseloadsummary",
                    name="risk_source",
                    field=models.CharField(
                        choices=[("cssrs", "C-SSRS"), ("phq9", "PHQ-9, question 9"), ("intake", "intake, safety questions")],
                        db_default="cssrs",
                        default="cssrs",
                        max_length=12,
                    ),
                ),
                migrations.AddConstraint(
                    model_name="caseloadsummary",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("risk_source__in", ["cssrs", "phq9", "intake"])), name="summary_risk_source_known"
                    ),
                ),
            ]
        ),
    ]
