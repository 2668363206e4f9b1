"""How long payers and people have, and which programs help with costs, from their files."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from care.lib.migrations import Load
from patients.coverage.catalogue import load_clocks, load_programs


def load(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    load_clocks(apps)
    load_programs(apps)


class Migration(migrations.Migration):
    dependencies = [("coverage", "0001_initial")]
    operations = [Load(load, migrations.RunPython.noop)]
