"""Why an enrollment ended: two records were of one person."""

from django.db import migrations, models

from care.lib.migrations import Together


class Migration(migrations.Migration):
    dependencies = [("teams", "0001_initial")]

    operations = [
        Together(
            [
                migrations.RemoveConstraint(
                    model_name="enrolment",
                    name="enrolment_end_reason_known",
                ),
                migrations.AlterField(
                    model_name="enrolment",
                    name="end_reason",
                    field=models.CharField(
                        blank=True,
                        choices=[
                            ("completed", "Completed what they came for"),
                            ("transferred", "Care goes on elsewhere"),
                            ("moved", "Moved away"),
                            ("own_wish", "Own wish"),
                            ("died", "Died"),
                            ("merged", "Records merged"),
                        ],
                        max_length=16,
                    ),
                ),
                migrations.AlterField(
                    model_name="enrolmentevent",
                    name="end_reason",
                    field=models.CharField(
                        blank=True,
                        choices=[
                            ("completed", "Completed what they came for"),
                            ("transferred", "Care goes on elsewhere"),
                            ("moved", "Moved away"),
                            ("own_wish", "Own wish"),
                            ("died", "Died"),
                            ("merged", "Records merged"),
                        ],
                        max_length=16,
                        null=True,
                    ),
                ),
                migrations.AddConstraint(
                    model_name="enrolment",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("end_reason", ""),
                            ("end_reason__in", ["completed", "transferred", "moved", "own_wish", "died", "merged"]),
                            _connector="OR",
                        ),
                        name="enrolment_end_reason_known",
                    ),
                ),
            ]
        )
    ]
