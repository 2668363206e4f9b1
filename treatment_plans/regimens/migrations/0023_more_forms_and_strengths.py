"""The catalogue once more from its files: forms and strengths that were missing."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from care.lib.migrations import Load
from treatment_plans.regimens.catalogue import load_catalogue


def load(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    load_catalogue(apps.get_model("regimens", "Medication"), apps.get_model("regimens", "Preparation"))


class Migration(migrations.Migration):
    dependencies = [("regimens", "0022_starts_verbal_orders_and_formulary")]
    operations = [Load(load, migrations.RunPython.noop)]
