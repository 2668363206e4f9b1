"""What the demo's phones hold."""

from django.db import migrations, models

import care.lib.ids


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="DemoText",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, unique=True)),
                ("key", models.CharField(blank=True, max_length=200)),
                ("phone", models.CharField(max_length=40)),
                ("is_reply", models.BooleanField(default=False)),
                ("body", models.TextField()),
                ("texted_at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["-texted_at", "-id"], name="demo_text_newest")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("key", ""), _negated=True), fields=("key",), name="demo_text_key_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("is_reply", True), ("key", "")),
                            models.Q(("is_reply", False), models.Q(("key", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="demo_text_key",
                    ),
                ],
            },
        ),
    ]
