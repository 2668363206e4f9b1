"""A crisis: somebody takes it within five minutes."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("worklist", "0002_subjects")]

    operations = [
        migrations.RemoveConstraint(
            model_name="task",
            name="task_priority_known",
        ),
        migrations.RemoveIndex(
            model_name="task",
            name="task_escalation",
        ),
        migrations.AlterField(
            model_name="task",
            name="priority",
            field=models.CharField(
                choices=[("routine", "Routine"), ("raised", "Raised"), ("urgent", "Urgent"), ("vital", "Crisis")],
                default="routine",
                max_length=8,
            ),
        ),
        migrations.AlterField(
            model_name="taskevent",
            name="priority",
            field=models.CharField(
                choices=[("routine", "Routine"), ("raised", "Raised"), ("urgent", "Urgent"), ("vital", "Crisis")],
                default="routine",
                max_length=8,
                null=True,
            ),
        ),
        migrations.AddIndex(
            model_name="task",
            index=models.Index(
                condition=models.Q(("priority__in", ["raised", "urgent", "vital"]), ("state", "open")),
                fields=["organisation", "-priority", "due_at", "id"],
                name="task_escalation",
            ),
        ),
        migrations.AddConstraint(
            model_name="task",
            constraint=models.CheckConstraint(
                condition=models.Q(("priority__in", ["routine", "raised", "urgent", "vital"])), name="task_priority_known"
            ),
        ),
    ]
