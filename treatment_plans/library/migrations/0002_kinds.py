"""Two more kinds of intervention, from their file."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from care.lib.migrations import Load
from treatment_plans.catalogue import load_kinds


def load(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    load_kinds(apps.get_model("treatment_plans", "InterventionKind"))


class Migration(migrations.Migration):
    dependencies = [("library", "0001_own_interventions"), ("treatment_plans", "0002_intervention_kinds")]
    operations = [Load(load, migrations.RunPython.noop)]  # the kinds point to nothing, so nothing else has to be drawn
