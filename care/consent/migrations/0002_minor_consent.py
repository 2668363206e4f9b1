"""From which age each state lets a minor consent alone, from its file."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from care.consent.catalogue import load_minor_consent
from care.lib.migrations import Load


def load(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    load_minor_consent(apps)


class Migration(migrations.Migration):
    replaces = [("consent", "0007_minor_consent")]
    dependencies = [("consent", "0001_tables")]
    operations = [Load(load, migrations.RunPython.noop)]
