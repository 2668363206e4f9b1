"""Protocols, their steps and the outreach ladders, from their files."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from care.followups.catalogue import load_protocols
from care.lib.migrations import Load


def load(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    load_protocols(apps)


class Migration(migrations.Migration):
    dependencies = [("followups", "0001_initial")]
    operations = [Load(load, migrations.RunPython.noop)]
