"""Links by which a person reads and signs a consent."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_organisation_kind"),
        ("links", "0001_initial"),
        ("patients", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="link",
            name="link_purpose_known",
        ),
        migrations.AlterField(
            model_name="link",
            name="purpose",
            field=models.CharField(choices=[("check-in", "Check-in"), ("consent", "Consent")], max_length=16),
        ),
        migrations.AlterField(
            model_name="linkevent",
            name="purpose",
            field=models.CharField(choices=[("check-in", "Check-in"), ("consent", "Consent")], max_length=16, null=True),
        ),
        migrations.AddConstraint(
            model_name="link",
            constraint=models.CheckConstraint(
                condition=models.Q(("purpose__in", ["check-in", "consent"])), name="link_purpose_known"
            ),
        ),
    ]
