"""Senders, what a person allows on each channel, and messages both ways."""

import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import care.lib.fields
import care.lib.ids
from care.audit.protection import append_only
from care.lib.migrations import Together


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ("reminders", "0001_initial"),
        ("reminders", "0002_encrypted_bodies"),
    ]
    dependencies = [
        ("accounts", "0001_tables"),
        ("audit", "0001_initial"),
        ("patients", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="Sender",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        (
                            "organisation",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
                            ),
                        ),
                        ("name_en", models.CharField(blank=True, max_length=30)),
                        ("name_es", models.CharField(blank=True, max_length=30)),
                        ("phone", models.CharField(blank=True, max_length=32)),
                        ("changed_at", models.DateTimeField()),
                        (
                            "changed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("changed_at__isnull", True), ("changed_by__isnull", True)),
                                    models.Q(("changed_at__isnull", False), ("changed_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="sender_changed_pair",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SenderEvent",
                    fields=[
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                to="reminders.sender",
                            ),
                        ),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "organisation",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="accounts.organisation",
                            ),
                        ),
                        ("name_en", models.CharField(blank=True, max_length=30, null=True)),
                        ("name_es", models.CharField(blank=True, max_length=30, null=True)),
                        ("phone", models.CharField(blank=True, max_length=32, null=True)),
                        ("changed_at", models.DateTimeField(null=True)),
                        (
                            "changed_by",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ChannelConsent",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, unique=True)),
                        (
                            "patient",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="patients.patient"
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
                            ),
                        ),
                        ("channel", models.CharField(choices=[("sms", "Text message"), ("email", "E-mail")], max_length=8)),
                        ("address", models.CharField(max_length=254)),
                        ("about", models.CharField(choices=[("care", "Care reminders")], default="care", max_length=8)),
                        ("wording_version", models.PositiveSmallIntegerField()),
                        (
                            "given_how",
                            models.CharField(
                                choices=[
                                    ("in_person", "In person"),
                                    ("phone", "By phone"),
                                    ("form", "On a form"),
                                    ("text", "By text"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("given_at", models.DateTimeField()),
                        (
                            "given_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("given_by_job", models.CharField(blank=True, max_length=64)),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "withdrawn_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("withdrawn_by_job", models.CharField(blank=True, max_length=64)),
                        (
                            "withdrawn_why",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("told_us", "The person told us"),
                                    ("stop", "The person texted STOP"),
                                    ("wrong", "Wrong number or address"),
                                ],
                                max_length=8,
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["address"], name="channel_consent_by_address")],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("withdrawn_at__isnull", True)),
                                fields=("patient", "channel", "address", "about"),
                                name="channel_consent_in_force_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("channel__in", ["sms", "email"])), name="channel_consent_channel_known"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("about__in", ["care"])), name="channel_consent_about_known"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("given_how__in", ["in_person", "phone", "form", "text"])),
                                name="channel_consent_given_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("channel", "email"), ("address__regex", "^\\+[1-9][0-9]{4,14}$"), _connector="OR"
                                ),
                                name="channel_consent_phone_is_e164",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("address", ""), _negated=True), name="channel_consent_has_address"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("wording_version__gte", 1)), name="channel_consent_has_wording"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        models.Q(("given_at__isnull", True), ("given_by__isnull", True), ("given_by_job", "")),
                                        models.Q(
                                            ("given_at__isnull", False),
                                            models.Q(
                                                models.Q(("given_by__isnull", False), ("given_by_job", "")),
                                                models.Q(
                                                    ("given_by__isnull", True), models.Q(("given_by_job", ""), _negated=True)
                                                ),
                                                _connector="OR",
                                            ),
                                        ),
                                        _connector="OR",
                                    ),
                                    ("given_at__isnull", False),
                                ),
                                name="channel_consent_given_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("withdrawn_at__isnull", True), ("withdrawn_by__isnull", True), ("withdrawn_by_job", "")
                                    ),
                                    models.Q(
                                        ("withdrawn_at__isnull", False),
                                        models.Q(
                                            models.Q(("withdrawn_by__isnull", False), ("withdrawn_by_job", "")),
                                            models.Q(
                                                ("withdrawn_by__isnull", True), models.Q(("withdrawn_by_job", ""), _negated=True)
                                            ),
                                            _connector="OR",
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="channel_consent_withdrawn_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("withdrawn_at__isnull", True), ("withdrawn_why", "")),
                                    models.Q(
                                        ("withdrawn_at__isnull", False), ("withdrawn_why__in", ["told_us", "stop", "wrong"])
                                    ),
                                    _connector="OR",
                                ),
                                name="channel_consent_withdrawn_has_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("withdrawn_at__isnull", True), ("withdrawn_at__gte", models.F("given_at")), _connector="OR"
                                ),
                                name="channel_consent_withdrawn_after",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ChannelConsentEvent",
                    fields=[
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                to="reminders.channelconsent",
                            ),
                        ),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, null=True)),
                        (
                            "patient",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="patients.patient",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="accounts.organisation",
                            ),
                        ),
                        (
                            "channel",
                            models.CharField(choices=[("sms", "Text message"), ("email", "E-mail")], max_length=8, null=True),
                        ),
                        ("address", models.CharField(max_length=254, null=True)),
                        (
                            "about",
                            models.CharField(choices=[("care", "Care reminders")], default="care", max_length=8, null=True),
                        ),
                        ("wording_version", models.PositiveSmallIntegerField(null=True)),
                        (
                            "given_how",
                            models.CharField(
                                choices=[
                                    ("in_person", "In person"),
                                    ("phone", "By phone"),
                                    ("form", "On a form"),
                                    ("text", "By text"),
                                ],
                                max_length=12,
                                null=True,
                            ),
                        ),
                        ("given_at", models.DateTimeField(null=True)),
                        (
                            "given_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("given_by_job", models.CharField(blank=True, max_length=64, null=True)),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "withdrawn_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("withdrawn_by_job", models.CharField(blank=True, max_length=64, null=True)),
                        (
                            "withdrawn_why",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("told_us", "The person told us"),
                                    ("stop", "The person texted STOP"),
                                    ("wrong", "Wrong number or address"),
                                ],
                                max_length=8,
                                null=True,
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Message",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, unique=True)),
                        (
                            "patient",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="patients.patient"
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
                            ),
                        ),
                        ("delivery", models.UUIDField(unique=True)),
                        ("subject", models.UUIDField(blank=True, null=True)),
                        ("wording", models.CharField(max_length=40)),
                        ("wording_version", models.PositiveSmallIntegerField(default=0)),
                        ("language", models.CharField(blank=True, max_length=8)),
                        (
                            "channel",
                            models.CharField(blank=True, choices=[("sms", "Text message"), ("email", "E-mail")], max_length=8),
                        ),
                        ("address", models.CharField(blank=True, max_length=254)),
                        ("body", care.lib.fields.EncryptedTextField(blank=True)),
                        ("is_counted", models.BooleanField(default=True)),
                        (
                            "state",
                            models.CharField(
                                choices=[("sending", "Being sent"), ("sent", "Sent"), ("not_sent", "Not sent")], max_length=8
                            ),
                        ),
                        ("reason", models.CharField(blank=True, max_length=40)),
                        ("reference", models.CharField(blank=True, max_length=200)),
                        ("begun_at", models.DateTimeField()),
                        ("sent_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["patient", "-begun_at"], name="message_of_patient")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["sending", "sent", "not_sent"])), name="message_state_known"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("address", ""), ("channel", "")),
                                    models.Q(("channel__in", ["sms", "email"]), models.Q(("address", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="message_channel_known",
                            ),
                            models.CheckConstraint(condition=models.Q(("channel__in", ["", "sms", "email"])), name="message_way"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("sent_at__isnull", False), ("state", "sent"), models.Q(("channel", ""), _negated=True)
                                    ),
                                    models.Q(models.Q(("state", "sent"), _negated=True), ("sent_at__isnull", True)),
                                    _connector="OR",
                                ),
                                name="message_sent_has_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "not_sent"), models.Q(("reason", ""), _negated=True)),
                                    models.Q(models.Q(("state", "not_sent"), _negated=True), ("reason", "")),
                                    _connector="OR",
                                ),
                                name="message_not_sent_has_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Inbound",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, unique=True)),
                        ("reference", models.CharField(max_length=200, unique=True)),
                        ("address", models.CharField(max_length=32)),
                        ("body", care.lib.fields.EncryptedTextField(blank=True)),
                        (
                            "intent",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("stop", "stop"),
                                    ("start", "start"),
                                    ("help", "help"),
                                    ("danger", "danger"),
                                    ("courtesy", "courtesy"),
                                    ("keep", "keep"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("is_danger", models.BooleanField(default=False)),
                        ("received_at", models.DateTimeField()),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("reference", ""), _negated=True), name="inbound_has_reference"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("intent__in", ["", "stop", "start", "help", "danger", "courtesy", "keep"])),
                                name="inbound_intent_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InboundFor",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        (
                            "inbound",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="people", to="reminders.inbound"
                            ),
                        ),
                        (
                            "patient",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="patients.patient"
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [models.UniqueConstraint(fields=("inbound", "patient"), name="inbound_for_once")],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="sender",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "reminders_senderevent" ("changed_at", "changed_by_id", "id", "name_en", "name_es", "organisation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone") VALUES (NEW."changed_at", NEW."changed_by_id", NEW."id", NEW."name_en", NEW."name_es", NEW."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."phone"); RETURN NULL;',
                            hash="a0db159b661054af8e7c1a363236f5231e677f46",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_64c32",
                            table="reminders_sender",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="sender",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "reminders_senderevent" ("changed_at", "changed_by_id", "id", "name_en", "name_es", "organisation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone") VALUES (NEW."changed_at", NEW."changed_by_id", NEW."id", NEW."name_en", NEW."name_es", NEW."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."phone"); RETURN NULL;',
                            hash="e36421b54b6a34616530d80723606b2e6c28fbee",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_0352d",
                            table="reminders_sender",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="sender",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "reminders_senderevent" ("changed_at", "changed_by_id", "id", "name_en", "name_es", "organisation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone") VALUES (OLD."changed_at", OLD."changed_by_id", OLD."id", OLD."name_en", OLD."name_es", OLD."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."phone"); RETURN NULL;',
                            hash="66f884e3add71a9377c8b2f10a657d0e03871f1b",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_f2593",
                            table="reminders_sender",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="channelconsent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "reminders_channelconsentevent" ("about", "address", "channel", "given_at", "given_by_id", "given_by_job", "given_how", "id", "organisation_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "uuid", "withdrawn_at", "withdrawn_by_id", "withdrawn_by_job", "withdrawn_why", "wording_version") VALUES (NEW."about", NEW."address", NEW."channel", NEW."given_at", NEW."given_by_id", NEW."given_by_job", NEW."given_how", NEW."id", NEW."organisation_id", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."uuid", NEW."withdrawn_at", NEW."withdrawn_by_id", NEW."withdrawn_by_job", NEW."withdrawn_why", NEW."wording_version"); RETURN NULL;',
                            hash="ba436f4a7cc6dd7440657c83e1747133b77c383c",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_7fb34",
                            table="reminders_channelconsent",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="channelconsent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "reminders_channelconsentevent" ("about", "address", "channel", "given_at", "given_by_id", "given_by_job", "given_how", "id", "organisation_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "uuid", "withdrawn_at", "withdrawn_by_id", "withdrawn_by_job", "withdrawn_why", "wording_version") VALUES (NEW."about", NEW."address", NEW."channel", NEW."given_at", NEW."given_by_id", NEW."given_by_job", NEW."given_how", NEW."id", NEW."organisation_id", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."uuid", NEW."withdrawn_at", NEW."withdrawn_by_id", NEW."withdrawn_by_job", NEW."withdrawn_why", NEW."wording_version"); RETURN NULL;',
                            hash="656bc0f13d8b331718f765b862c90bc753594e6b",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_6ae64",
                            table="reminders_channelconsent",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="channelconsent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "reminders_channelconsentevent" ("about", "address", "channel", "given_at", "given_by_id", "given_by_job", "given_how", "id", "organisation_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "uuid", "withdrawn_at", "withdrawn_by_id", "withdrawn_by_job", "withdrawn_why", "wording_version") VALUES (OLD."about", OLD."address", OLD."channel", OLD."given_at", OLD."given_by_id", OLD."given_by_job", OLD."given_how", OLD."id", OLD."organisation_id", OLD."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."uuid", OLD."withdrawn_at", OLD."withdrawn_by_id", OLD."withdrawn_by_job", OLD."withdrawn_why", OLD."wording_version"); RETURN NULL;',
                            hash="915fa8f09f1b4395e89c6341ba2b2c759f1b6d81",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_a937a",
                            table="reminders_channelconsent",
                            when="AFTER",
                        ),
                    ),
                ),
            ],
        ),
        append_only("reminders_senderevent"),
        append_only("reminders_channelconsentevent"),
    ]
