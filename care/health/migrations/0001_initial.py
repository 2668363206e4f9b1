from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Heartbeat",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "part",
                    models.CharField(choices=[("worker", "runs the tasks"), ("beat", "starts the periodic tasks")], max_length=8),
                ),
                ("host", models.CharField(max_length=255)),
                ("pid", models.PositiveIntegerField()),
                ("at", models.DateTimeField()),
                ("commit", models.CharField(max_length=64)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("part", "host", "pid"), name="health_heartbeat_process"),
                    models.CheckConstraint(condition=models.Q(("part__in", ["worker", "beat"])), name="health_heartbeat_part"),
                ],
            },
        ),
    ]
