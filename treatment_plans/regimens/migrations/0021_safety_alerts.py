"""What the safety rules said and what came of it, second opinions, figures of one organization."""

import django.contrib.postgres.fields
import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import care.lib.ids
import care.lib.migrations
from care.audit.protection import append_only


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_partner_systems"),
        ("accounts", "__first__"),
        ("patients", "0004_search"),
        ("regimens", "0020_followed_doses"),
    ]

    operations = [
        care.lib.migrations.Together(
            operations=[
                migrations.CreateModel(
                    name="Firing",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, unique=True)),
                        ("amount", models.DecimalField(decimal_places=3, max_digits=9)),
                        ("rule", models.CharField(max_length=8)),
                        ("version", models.CharField(max_length=12)),
                        (
                            "severity",
                            models.CharField(
                                choices=[("HARD", "HARD"), ("HARD*", "HARD*"), ("OVR", "OVR"), ("INFO", "INFO")], max_length=5
                            ),
                        ),
                        (
                            "moment",
                            models.CharField(
                                choices=[("written", "Written"), ("signed", "Signed"), ("resumed", "Resumed"), ("dose", "Dose")],
                                max_length=8,
                            ),
                        ),
                        (
                            "outcome",
                            models.CharField(
                                choices=[
                                    ("stopped", "Stopped"),
                                    ("overridden", "Overridden"),
                                    ("seconded", "Second prescriber"),
                                    ("open", "Left open"),
                                    ("shown", "Shown"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("detail", models.TextField()),
                        ("evidence", django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
                        ("figures", models.JSONField(default=dict)),
                        (
                            "reason",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("benefit", "Benefit outweighs the risk"),
                                    ("watched", "The risk is watched"),
                                    ("verified", "Verified elsewhere"),
                                    ("tolerated", "Taken before without harm"),
                                    ("no_other", "No other medicine fits"),
                                    ("brief", "For a few days only"),
                                    ("out_of_date", "The fact is out of date"),
                                    ("other", "Another reason"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("words", models.CharField(blank=True, max_length=500)),
                        ("fired_at", models.DateTimeField()),
                        ("fired_by_job", models.CharField(blank=True, default="", max_length=64)),
                        (
                            "fired_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "medication",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regimens.medication"
                            ),
                        ),
                        (
                            "order",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="firings",
                                to="regimens.medicationorder",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
                            ),
                        ),
                        (
                            "patient",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="patients.patient"
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["organisation", "fired_at"], name="firing_of_program_by_time"),
                            models.Index(fields=["patient", "organisation", "fired_at"], name="firing_of_patient_by_time"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("rule", ""), _negated=True), models.Q(("version", ""), _negated=True)
                                ),
                                name="firing_of_a_rule",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("severity__in", ["HARD", "HARD*", "OVR", "INFO"])),
                                name="firing_severity_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("moment__in", ["written", "signed", "resumed", "dose"])),
                                name="firing_moment_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("outcome__in", ["stopped", "overridden", "seconded", "open", "shown"])),
                                name="firing_outcome_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("reason", ""),
                                    (
                                        "reason__in",
                                        [
                                            "benefit",
                                            "watched",
                                            "verified",
                                            "tolerated",
                                            "no_other",
                                            "brief",
                                            "out_of_date",
                                            "other",
                                        ],
                                    ),
                                    _connector="OR",
                                ),
                                name="firing_reason_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("outcome", "overridden"),
                                        models.Q(("reason", ""), _negated=True),
                                        models.Q(("words", ""), _negated=True),
                                    ),
                                    models.Q(models.Q(("outcome", "overridden"), _negated=True), ("reason", ""), ("words", "")),
                                    _connector="OR",
                                ),
                                name="firing_overridden_with_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("severity", "HARD"), _negated=True), ("outcome", "stopped"), _connector="OR"
                                ),
                                name="firing_hard_stops",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("order__isnull", False), ("outcome", "stopped"), _connector="OR"),
                                name="firing_of_an_order",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("fired_at__isnull", True), ("fired_by__isnull", True), ("fired_by_job", "")),
                                    models.Q(
                                        ("fired_at__isnull", False),
                                        models.Q(
                                            models.Q(("fired_by__isnull", False), ("fired_by_job", "")),
                                            models.Q(("fired_by__isnull", True), models.Q(("fired_by_job", ""), _negated=True)),
                                            _connector="OR",
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="firing_fired_pair",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OwnThreshold",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, unique=True)),
                        ("key", models.CharField(max_length=48)),
                        ("value", models.DecimalField(decimal_places=3, max_digits=9)),
                        ("effective_from", models.DateField()),
                        ("why", models.CharField(max_length=500)),
                        ("proposed_at", models.DateTimeField()),
                        (
                            "verdict",
                            models.CharField(
                                blank=True, choices=[("approved", "Approved"), ("declined", "Declined")], max_length=8
                            ),
                        ),
                        ("decided_at", models.DateTimeField(blank=True, null=True)),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "decided_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
                            ),
                        ),
                        (
                            "proposed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                            ),
                        ),
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
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(
                                    ("withdrawn_at__isnull", True), models.Q(("verdict", "declined"), _negated=True)
                                ),
                                fields=("organisation", "key", "effective_from"),
                                name="own_threshold_once_a_day",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(models.Q(("key", ""), _negated=True), models.Q(("why", ""), _negated=True)),
                                name="own_threshold_says_why",
                            ),
                            models.CheckConstraint(condition=models.Q(("value__gte", 0)), name="own_threshold_not_negative"),
                            models.CheckConstraint(
                                condition=models.Q(("verdict", ""), ("verdict__in", ["approved", "declined"]), _connector="OR"),
                                name="own_threshold_verdict_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("decided_at__isnull", True), ("decided_by__isnull", True)),
                                    models.Q(("decided_at__isnull", False), ("decided_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="own_threshold_decided_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("withdrawn_at__isnull", True), ("withdrawn_by__isnull", True)),
                                    models.Q(("withdrawn_at__isnull", False), ("withdrawn_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="own_threshold_withdrawn_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("decided_at__isnull", True), ("verdict", "")),
                                    models.Q(("decided_at__isnull", False), models.Q(("verdict", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="own_threshold_decided",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("decided_by__isnull", True),
                                    models.Q(("decided_by", models.F("proposed_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="own_threshold_by_two_people",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OwnThresholdEvent",
                    fields=[
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, null=True)),
                        ("key", models.CharField(max_length=48, null=True)),
                        ("value", models.DecimalField(decimal_places=3, max_digits=9, null=True)),
                        ("effective_from", models.DateField(null=True)),
                        ("why", models.CharField(max_length=500, null=True)),
                        ("proposed_at", models.DateTimeField(null=True)),
                        (
                            "verdict",
                            models.CharField(
                                blank=True, choices=[("approved", "Approved"), ("declined", "Declined")], max_length=8, null=True
                            ),
                        ),
                        ("decided_at", models.DateTimeField(blank=True, null=True)),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "decided_by",
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
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                to="regimens.ownthreshold",
                            ),
                        ),
                        (
                            "proposed_by",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
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
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="SecondOpinion",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, unique=True)),
                        (
                            "rules",
                            django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=8), size=None),
                        ),
                        ("question", models.CharField(max_length=500)),
                        ("asked_at", models.DateTimeField()),
                        (
                            "answer",
                            models.CharField(
                                blank=True, choices=[("agreed", "Agreed"), ("declined", "Not agreed")], max_length=8
                            ),
                        ),
                        ("answer_words", models.CharField(blank=True, max_length=500)),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "answered_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "asked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                            ),
                        ),
                        (
                            "order",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="opinions",
                                to="regimens.medicationorder",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("answered_at__isnull", True)),
                                fields=("order",),
                                name="second_opinion_open_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("rules__len__gte", 1), models.Q(("question", ""), _negated=True)),
                                name="second_opinion_asks_something",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("answer", ""), ("answer__in", ["agreed", "declined"]), _connector="OR"),
                                name="second_opinion_answer_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("answered_at__isnull", True), ("answered_by__isnull", True)),
                                    models.Q(("answered_at__isnull", False), ("answered_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="second_opinion_answered_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("answer", ""), ("answered_at__isnull", True)),
                                    models.Q(("answered_at__isnull", False), models.Q(("answer", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="second_opinion_answered",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("answered_by__isnull", True),
                                    models.Q(("answered_by", models.F("asked_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="second_opinion_of_another",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SecondOpinionEvent",
                    fields=[
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, null=True)),
                        (
                            "rules",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=8), null=True, size=None
                            ),
                        ),
                        ("question", models.CharField(max_length=500, null=True)),
                        ("asked_at", models.DateTimeField(null=True)),
                        (
                            "answer",
                            models.CharField(
                                blank=True, choices=[("agreed", "Agreed"), ("declined", "Not agreed")], max_length=8, null=True
                            ),
                        ),
                        ("answer_words", models.CharField(blank=True, max_length=500, null=True)),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "answered_by",
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
                        (
                            "asked_by",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "order",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="regimens.medicationorder",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                to="regimens.secondopinion",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="ownthreshold",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "regimens_ownthresholdevent" ("decided_at", "decided_by_id", "effective_from", "id", "key", "organisation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_at", "proposed_by_id", "uuid", "value", "verdict", "why", "withdrawn_at", "withdrawn_by_id") VALUES (NEW."decided_at", NEW."decided_by_id", NEW."effective_from", NEW."id", NEW."key", NEW."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."proposed_at", NEW."proposed_by_id", NEW."uuid", NEW."value", NEW."verdict", NEW."why", NEW."withdrawn_at", NEW."withdrawn_by_id"); RETURN NULL;',
                            hash="ac0574ef92fc0a511a860ebc504ecb7a08727f24",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_c2130",
                            table="regimens_ownthreshold",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="ownthreshold",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "regimens_ownthresholdevent" ("decided_at", "decided_by_id", "effective_from", "id", "key", "organisation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_at", "proposed_by_id", "uuid", "value", "verdict", "why", "withdrawn_at", "withdrawn_by_id") VALUES (NEW."decided_at", NEW."decided_by_id", NEW."effective_from", NEW."id", NEW."key", NEW."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."proposed_at", NEW."proposed_by_id", NEW."uuid", NEW."value", NEW."verdict", NEW."why", NEW."withdrawn_at", NEW."withdrawn_by_id"); RETURN NULL;',
                            hash="1b1ce5c0d5e7021de7b07ce779e3b7fef3c76679",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_7a95f",
                            table="regimens_ownthreshold",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="ownthreshold",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "regimens_ownthresholdevent" ("decided_at", "decided_by_id", "effective_from", "id", "key", "organisation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_at", "proposed_by_id", "uuid", "value", "verdict", "why", "withdrawn_at", "withdrawn_by_id") VALUES (OLD."decided_at", OLD."decided_by_id", OLD."effective_from", OLD."id", OLD."key", OLD."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."proposed_at", OLD."proposed_by_id", OLD."uuid", OLD."value", OLD."verdict", OLD."why", OLD."withdrawn_at", OLD."withdrawn_by_id"); RETURN NULL;',
                            hash="9d18bb1b156da0c583a16e91b87980991a617526",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_b4396",
                            table="regimens_ownthreshold",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="secondopinion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "regimens_secondopinionevent" ("answer", "answer_words", "answered_at", "answered_by_id", "asked_at", "asked_by_id", "id", "order_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "question", "rules", "uuid") VALUES (NEW."answer", NEW."answer_words", NEW."answered_at", NEW."answered_by_id", NEW."asked_at", NEW."asked_by_id", NEW."id", NEW."order_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."question", NEW."rules", NEW."uuid"); RETURN NULL;',
                            hash="48eda13bba461f8df2d2b053f68d020c3aaafe1d",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_bf8ba",
                            table="regimens_secondopinion",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="secondopinion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "regimens_secondopinionevent" ("answer", "answer_words", "answered_at", "answered_by_id", "asked_at", "asked_by_id", "id", "order_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "question", "rules", "uuid") VALUES (NEW."answer", NEW."answer_words", NEW."answered_at", NEW."answered_by_id", NEW."asked_at", NEW."asked_by_id", NEW."id", NEW."order_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."question", NEW."rules", NEW."uuid"); RETURN NULL;',
                            hash="41c0ab9dfc83ba672c5839797ee936430bc9e3a8",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_d48af",
                            table="regimens_secondopinion",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="secondopinion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "regimens_secondopinionevent" ("answer", "answer_words", "answered_at", "answered_by_id", "asked_at", "asked_by_id", "id", "order_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "question", "rules", "uuid") VALUES (OLD."answer", OLD."answer_words", OLD."answered_at", OLD."answered_by_id", OLD."asked_at", OLD."asked_by_id", OLD."id", OLD."order_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."question", OLD."rules", OLD."uuid"); RETURN NULL;',
                            hash="dab2e19f71259e5ff5c8d2874565b82001824c25",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_64d4f",
                            table="regimens_secondopinion",
                            when="AFTER",
                        ),
                    ),
                ),
            ],
        ),
        append_only("regimens_firing"),
        append_only("regimens_ownthresholdevent"),
        append_only("regimens_secondopinionevent"),
    ]
