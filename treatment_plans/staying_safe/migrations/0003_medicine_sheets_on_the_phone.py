"""The sheets of the medicines that somebody takes may be on their phone as well."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("staying_safe", "0002_care_plan_on_the_phone")]

    operations = [
        migrations.RemoveConstraint(model_name="phonecopy", name="phone_copy_kinds_known"),
        migrations.AddConstraint(
            model_name="phonecopy",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kinds__contained_by", ["care", "staying_well", "safety", "overdose", "medicines"]), ("kinds__len__gte", 1)
                ),
                name="phone_copy_kinds_known",
            ),
        ),
    ]
