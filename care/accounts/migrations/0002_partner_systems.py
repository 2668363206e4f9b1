"""Partner systems, with their history."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.text
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import care.lib.ids
from care.audit.protection import append_only
from care.lib.migrations import Together


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_tables"),
        ("allauth_idp_oidc", "0003_client_allow_uri_wildcards"),
        # Not needed here, but cheap while there are few tables: whatever changes somebody's account draws all that knows of it.
        ("account", "0009_emailaddress_unique_primary_email"),
        ("mfa", "0003_authenticator_type_uniq"),
        ("usersessions", "0001_initial"),
    ]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="PartnerSystem",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, unique=True)),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
                            ),
                        ),
                        ("name", models.CharField(max_length=100)),
                        (
                            "client",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="allauth_idp_oidc.client"
                            ),
                        ),
                        (
                            "purposes",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("TREAT", "Treatment"),
                                        ("HPAYMT", "Payment"),
                                        ("HOPERAT", "Operations"),
                                        ("CAREMGT", "Care management"),
                                        ("ETREAT", "Emergency treatment"),
                                        ("PATRQT", "Patient request"),
                                        ("FAMRQT", "Family involvement"),
                                        ("HLEGAL", "Legal"),
                                        ("HRESCH", "Research"),
                                        ("HCOMPL", "Audit and evaluation"),
                                        ("PUBHLTH", "Public health"),
                                        ("HMARKT", "Marketing and fundraising"),
                                        ("X-QSO", "Service for the program"),
                                        ("X-SUPERVISION", "Court supervision"),
                                        ("X-INVESTIGATION", "Investigation"),
                                        ("X-CHILD-REPORT", "Report of child abuse"),
                                        ("X-REFERRAL", "Referral"),
                                        ("X-ROUTING", "Exchange"),
                                        ("X-PERSONAL", "Employment, school, housing"),
                                    ],
                                    max_length=16,
                                ),
                                size=None,
                            ),
                        ),
                        (
                            "contact_email",
                            models.EmailField(
                                blank=True, max_length=254, verbose_name="who is told when a consent is taken back"
                            ),
                        ),
                        ("made_at", models.DateTimeField()),
                        (
                            "made_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("made_by_job", models.CharField(blank=True, max_length=64)),
                        ("disabled_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "disabled_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("disabled_by_job", models.CharField(blank=True, max_length=64)),
                        ("disabled_reason", models.CharField(blank=True, max_length=200)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("organisation"),
                                django.db.models.functions.text.Lower("name"),
                                condition=models.Q(("disabled_at__isnull", True)),
                                name="partner_system_name_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True), name="partner_system_has_name"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "purposes__contained_by",
                                        [
                                            "TREAT",
                                            "HPAYMT",
                                            "HOPERAT",
                                            "CAREMGT",
                                            "ETREAT",
                                            "PATRQT",
                                            "FAMRQT",
                                            "HLEGAL",
                                            "HRESCH",
                                            "HCOMPL",
                                            "PUBHLTH",
                                            "HMARKT",
                                            "X-QSO",
                                            "X-SUPERVISION",
                                            "X-INVESTIGATION",
                                            "X-CHILD-REPORT",
                                            "X-REFERRAL",
                                            "X-ROUTING",
                                            "X-PERSONAL",
                                        ],
                                    ),
                                    ("purposes__len__gt", 0),
                                ),
                                name="partner_system_purposes_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("made_at__isnull", True), ("made_by__isnull", True), ("made_by_job", "")),
                                    models.Q(
                                        ("made_at__isnull", False),
                                        models.Q(
                                            models.Q(("made_by__isnull", False), ("made_by_job", "")),
                                            models.Q(("made_by__isnull", True), models.Q(("made_by_job", ""), _negated=True)),
                                            _connector="OR",
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="partner_system_made_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("disabled_at__isnull", True), ("disabled_by__isnull", True), ("disabled_by_job", "")
                                    ),
                                    models.Q(
                                        ("disabled_at__isnull", False),
                                        models.Q(
                                            models.Q(("disabled_by__isnull", False), ("disabled_by_job", "")),
                                            models.Q(
                                                ("disabled_by__isnull", True), models.Q(("disabled_by_job", ""), _negated=True)
                                            ),
                                            _connector="OR",
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="partner_system_disabled_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("disabled_at__isnull", True), ("disabled_reason", "")),
                                    models.Q(("disabled_at__isnull", False), models.Q(("disabled_reason", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="partner_system_disabled_with_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PartnerSystemEvent",
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
                                to="accounts.partnersystem",
                            ),
                        ),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, null=True)),
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
                        ("name", models.CharField(max_length=100, null=True)),
                        (
                            "client",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="allauth_idp_oidc.client",
                            ),
                        ),
                        (
                            "purposes",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("TREAT", "Treatment"),
                                        ("HPAYMT", "Payment"),
                                        ("HOPERAT", "Operations"),
                                        ("CAREMGT", "Care management"),
                                        ("ETREAT", "Emergency treatment"),
                                        ("PATRQT", "Patient request"),
                                        ("FAMRQT", "Family involvement"),
                                        ("HLEGAL", "Legal"),
                                        ("HRESCH", "Research"),
                                        ("HCOMPL", "Audit and evaluation"),
                                        ("PUBHLTH", "Public health"),
                                        ("HMARKT", "Marketing and fundraising"),
                                        ("X-QSO", "Service for the program"),
                                        ("X-SUPERVISION", "Court supervision"),
                                        ("X-INVESTIGATION", "Investigation"),
                                        ("X-CHILD-REPORT", "Report of child abuse"),
                                        ("X-REFERRAL", "Referral"),
                                        ("X-ROUTING", "Exchange"),
                                        ("X-PERSONAL", "Employment, school, housing"),
                                    ],
                                    max_length=16,
                                ),
                                null=True,
                                size=None,
                            ),
                        ),
                        (
                            "contact_email",
                            models.EmailField(
                                blank=True, max_length=254, null=True, verbose_name="who is told when a consent is taken back"
                            ),
                        ),
                        ("made_at", models.DateTimeField(null=True)),
                        (
                            "made_by",
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
                        ("made_by_job", models.CharField(blank=True, max_length=64, null=True)),
                        ("disabled_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "disabled_by",
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
                        ("disabled_by_job", models.CharField(blank=True, max_length=64, null=True)),
                        ("disabled_reason", models.CharField(blank=True, max_length=200, null=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="partnersystem",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "accounts_partnersystemevent" ("client_id", "contact_email", "disabled_at", "disabled_by_id", "disabled_by_job", "disabled_reason", "id", "made_at", "made_by_id", "made_by_job", "name", "organisation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purposes", "uuid") VALUES (NEW."client_id", NEW."contact_email", NEW."disabled_at", NEW."disabled_by_id", NEW."disabled_by_job", NEW."disabled_reason", NEW."id", NEW."made_at", NEW."made_by_id", NEW."made_by_job", NEW."name", NEW."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."purposes", NEW."uuid"); RETURN NULL;',
                            hash="64a4ee0b6feb99fb1fb87ff0b039c683faf4aaa8",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_41212",
                            table="accounts_partnersystem",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="partnersystem",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "accounts_partnersystemevent" ("client_id", "contact_email", "disabled_at", "disabled_by_id", "disabled_by_job", "disabled_reason", "id", "made_at", "made_by_id", "made_by_job", "name", "organisation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purposes", "uuid") VALUES (NEW."client_id", NEW."contact_email", NEW."disabled_at", NEW."disabled_by_id", NEW."disabled_by_job", NEW."disabled_reason", NEW."id", NEW."made_at", NEW."made_by_id", NEW."made_by_job", NEW."name", NEW."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."purposes", NEW."uuid"); RETURN NULL;',
                            hash="20aed05312a92419fbe19775f67a7dffdb408f22",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_e2a99",
                            table="accounts_partnersystem",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="partnersystem",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "accounts_partnersystemevent" ("client_id", "contact_email", "disabled_at", "disabled_by_id", "disabled_by_job", "disabled_reason", "id", "made_at", "made_by_id", "made_by_job", "name", "organisation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purposes", "uuid") VALUES (OLD."client_id", OLD."contact_email", OLD."disabled_at", OLD."disabled_by_id", OLD."disabled_by_job", OLD."disabled_reason", OLD."id", OLD."made_at", OLD."made_by_id", OLD."made_by_job", OLD."name", OLD."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."purposes", OLD."uuid"); RETURN NULL;',
                            hash="08a66bae43503e21472a2d71d8900251be4e1de6",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_84de5",
                            table="accounts_partnersystem",
                            when="AFTER",
                        ),
                    ),
                ),
            ],
        ),
        append_only("accounts_partnersystemevent"),
    ]
