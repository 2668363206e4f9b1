"""A link may lead to the copy of the own plans for staying safe."""

from django.conf import settings
from django.db import migrations, models

from care.lib.migrations import Together


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_partner_systems"),
        ("links", "0002_questionnaires"),
        ("patients", "0004_search"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together(
            [
                migrations.RemoveConstraint(
                    model_name="link",
                    name="link_purpose_known",
                ),
                migrations.AlterField(
                    model_name="link",
                    name="purpose",
                    field=models.CharField(
                        choices=[
                            ("check-in", "Check-in"),
                            ("consent", "Consent"),
                            ("questionnaire", "Questionnaire"),
                            ("safe-copy", "Own copy"),
                        ],
                        max_length=16,
                    ),
                ),
                migrations.AlterField(
                    model_name="linkevent",
                    name="purpose",
                    field=models.CharField(
                        choices=[
                            ("check-in", "Check-in"),
                            ("consent", "Consent"),
                            ("questionnaire", "Questionnaire"),
                            ("safe-copy", "Own copy"),
                        ],
                        max_length=16,
                        null=True,
                    ),
                ),
                migrations.AddConstraint(
                    model_name="link",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("purpose__in", ["check-in", "consent", "questionnaire", "safe-copy"])),
                        name="link_purpose_known",
                    ),
                ),
            ]
        ),
    ]
