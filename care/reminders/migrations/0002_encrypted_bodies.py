"""What messages say is encrypted by its column; what lies in it is the same as before."""

from django.db import migrations

import care.lib.fields


class Migration(migrations.Migration):
    dependencies = [
        ("reminders", "0001_initial"),
    ]

    operations = [
        migrations.AlterField(
            model_name="inbound",
            name="body",
            field=care.lib.fields.EncryptedTextField(blank=True),
        ),
        migrations.AlterField(
            model_name="message",
            name="body",
            field=care.lib.fields.EncryptedTextField(blank=True),
        ),
    ]
