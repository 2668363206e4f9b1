"""What a clinic adds to the library of its own, with its history."""

import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import care.lib.ids
import treatment_plans.library.vocabulary
from care.audit.protection import append_only
from care.lib.migrations import Together


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_tables"),
        ("treatment_plans", "0002_intervention_kinds"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="OwnIntervention",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, unique=True)),
                        ("number", models.PositiveIntegerField()),
                        ("version", models.PositiveIntegerField(default=1)),
                        ("name", models.CharField(max_length=80)),
                        ("title", models.CharField(max_length=120)),
                        ("what", models.TextField(max_length=600)),
                        ("for_whom", models.TextField(max_length=400)),
                        (
                            "evidence",
                            models.CharField(
                                choices=[
                                    ("strong", "Strong"),
                                    ("moderate", "Moderate"),
                                    ("limited", "Limited"),
                                    ("adjunct", "Beside other care"),
                                ],
                                default=treatment_plans.library.vocabulary.Evidence["LIMITED"],
                                max_length=12,
                            ),
                        ),
                        ("source", models.CharField(max_length=200)),
                        ("dose", models.CharField(blank=True, max_length=120)),
                        ("frequency", models.CharField(blank=True, max_length=80)),
                        ("weeks", models.PositiveIntegerField(blank=True, null=True)),
                        (
                            "by",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("prescriber", "Prescriber"),
                                    ("nurse", "Nurse"),
                                    ("counselor", "Counselor"),
                                    ("coordinator", "Care coordinator"),
                                    ("peer", "Peer recovery specialist"),
                                    ("psychiatric_consultant", "Psychiatric consultant"),
                                    ("pharmacist", "Pharmacist"),
                                    ("navigator", "Social and benefit navigator"),
                                    ("harm_reduction_worker", "Harm-reduction worker"),
                                    ("crisis_clinician", "Crisis clinician"),
                                    ("supervisor", "Clinical supervisor"),
                                    ("front_desk", "Front desk"),
                                    ("privacy_officer", "Privacy officer"),
                                    ("auditor", "Auditor"),
                                    ("administrator", "Administrator"),
                                ],
                                max_length=32,
                            ),
                        ),
                        ("record", models.TextField(blank=True, max_length=400)),
                        (
                            "area",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("use", "Substance use"),
                                    ("health", "Health"),
                                    ("mind", "Mind"),
                                    ("people", "People"),
                                    ("home", "Home"),
                                    ("work", "Work, money, learning"),
                                    ("law", "The law"),
                                    ("spirit", "Meaning and faith"),
                                    ("other", "Something else"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("beside", models.CharField(blank=True, max_length=40)),
                        ("written_at", models.DateTimeField()),
                        ("retired_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "kind",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="treatment_plans.interventionkind",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
                            ),
                        ),
                        (
                            "retired_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "written_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("organisation", "number", "version"), name="own_intervention_version_once"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("retired_at__isnull", True)),
                                fields=("organisation", "number"),
                                name="own_intervention_one_in_use",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("retired_at__isnull", True), ("retired_by__isnull", True)),
                                    models.Q(("retired_at__isnull", False), ("retired_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="own_intervention_retired_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("number__gte", 1), ("version__gte", 1)), name="own_intervention_from_one"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("evidence__in", ["strong", "moderate", "limited", "adjunct"])),
                                name="own_intervention_evidence_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "area__in",
                                        ["use", "health", "mind", "people", "home", "work", "law", "spirit", "other", ""],
                                    )
                                ),
                                name="own_intervention_area_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "by__in",
                                        [
                                            "prescriber",
                                            "nurse",
                                            "counselor",
                                            "coordinator",
                                            "peer",
                                            "psychiatric_consultant",
                                            "pharmacist",
                                            "navigator",
                                            "harm_reduction_worker",
                                            "crisis_clinician",
                                            "supervisor",
                                            "front_desk",
                                            "privacy_officer",
                                            "auditor",
                                            "administrator",
                                            "",
                                        ],
                                    )
                                ),
                                name="own_intervention_by_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("weeks__isnull", True), ("weeks__range", (1, 104)), _connector="OR"),
                                name="own_intervention_weeks",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("name", ""), _negated=True),
                                    models.Q(("title", ""), _negated=True),
                                    models.Q(("what", ""), _negated=True),
                                    models.Q(("for_whom", ""), _negated=True),
                                    models.Q(("source", ""), _negated=True),
                                ),
                                name="own_intervention_says_what",
                            ),
                        ]
                    },
                ),
                migrations.CreateModel(
                    name="OwnInterventionEvent",
                    fields=[
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, null=True)),
                        ("number", models.PositiveIntegerField(null=True)),
                        ("version", models.PositiveIntegerField(default=1, null=True)),
                        ("name", models.CharField(max_length=80, null=True)),
                        ("title", models.CharField(max_length=120, null=True)),
                        ("what", models.TextField(max_length=600, null=True)),
                        ("for_whom", models.TextField(max_length=400, null=True)),
                        (
                            "evidence",
                            models.CharField(
                                choices=[
                                    ("strong", "Strong"),
                                    ("moderate", "Moderate"),
                                    ("limited", "Limited"),
                                    ("adjunct", "Beside other care"),
                                ],
                                default=treatment_plans.library.vocabulary.Evidence["LIMITED"],
                                max_length=12,
                                null=True,
                            ),
                        ),
                        ("source", models.CharField(max_length=200, null=True)),
                        ("dose", models.CharField(blank=True, max_length=120, null=True)),
                        ("frequency", models.CharField(blank=True, max_length=80, null=True)),
                        ("weeks", models.PositiveIntegerField(blank=True, null=True)),
                        (
                            "by",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("prescriber", "Prescriber"),
                                    ("nurse", "Nurse"),
                                    ("counselor", "Counselor"),
                                    ("coordinator", "Care coordinator"),
                                    ("peer", "Peer recovery specialist"),
                                    ("psychiatric_consultant", "Psychiatric consultant"),
                                    ("pharmacist", "Pharmacist"),
                                    ("navigator", "Social and benefit navigator"),
                                    ("harm_reduction_worker", "Harm-reduction worker"),
                                    ("crisis_clinician", "Crisis clinician"),
                                    ("supervisor", "Clinical supervisor"),
                                    ("front_desk", "Front desk"),
                                    ("privacy_officer", "Privacy officer"),
                                    ("auditor", "Auditor"),
                                    ("administrator", "Administrator"),
                                ],
                                max_length=32,
                                null=True,
                            ),
                        ),
                        ("record", models.TextField(blank=True, max_length=400, null=True)),
                        (
                            "area",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("use", "Substance use"),
                                    ("health", "Health"),
                                    ("mind", "Mind"),
                                    ("people", "People"),
                                    ("home", "Home"),
                                    ("work", "Work, money, learning"),
                                    ("law", "The law"),
                                    ("spirit", "Meaning and faith"),
                                    ("other", "Something else"),
                                ],
                                max_length=12,
                                null=True,
                            ),
                        ),
                        ("beside", models.CharField(blank=True, max_length=40, null=True)),
                        ("written_at", models.DateTimeField(null=True)),
                        ("retired_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "kind",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="treatment_plans.interventionkind",
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
                                to="library.ownintervention",
                            ),
                        ),
                        (
                            "retired_by",
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
                            "written_by",
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
                pgtrigger.migrations.AddTrigger(
                    model_name="ownintervention",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "library_owninterventionevent" ("area", "beside", "by", "dose", "evidence", "for_whom", "frequency", "id", "kind_id", "name", "number", "organisation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record", "retired_at", "retired_by_id", "source", "title", "uuid", "version", "weeks", "what", "written_at", "written_by_id") VALUES (NEW."area", NEW."beside", NEW."by", NEW."dose", NEW."evidence", NEW."for_whom", NEW."frequency", NEW."id", NEW."kind_id", NEW."name", NEW."number", NEW."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."record", NEW."retired_at", NEW."retired_by_id", NEW."source", NEW."title", NEW."uuid", NEW."version", NEW."weeks", NEW."what", NEW."written_at", NEW."written_by_id"); RETURN NULL;',
                            hash="17204e390cc2b2610a9d59714f0c8d355bb34d1d",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_36d84",
                            table="library_ownintervention",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="ownintervention",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "library_owninterventionevent" ("area", "beside", "by", "dose", "evidence", "for_whom", "frequency", "id", "kind_id", "name", "number", "organisation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record", "retired_at", "retired_by_id", "source", "title", "uuid", "version", "weeks", "what", "written_at", "written_by_id") VALUES (NEW."area", NEW."beside", NEW."by", NEW."dose", NEW."evidence", NEW."for_whom", NEW."frequency", NEW."id", NEW."kind_id", NEW."name", NEW."number", NEW."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."record", NEW."retired_at", NEW."retired_by_id", NEW."source", NEW."title", NEW."uuid", NEW."version", NEW."weeks", NEW."what", NEW."written_at", NEW."written_by_id"); RETURN NULL;',
                            hash="ea195c6029b52b11b58a7c780c3251c366c478e5",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_f439a",
                            table="library_ownintervention",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="ownintervention",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "library_owninterventionevent" ("area", "beside", "by", "dose", "evidence", "for_whom", "frequency", "id", "kind_id", "name", "number", "organisation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record", "retired_at", "retired_by_id", "source", "title", "uuid", "version", "weeks", "what", "written_at", "written_by_id") VALUES (OLD."area", OLD."beside", OLD."by", OLD."dose", OLD."evidence", OLD."for_whom", OLD."frequency", OLD."id", OLD."kind_id", OLD."name", OLD."number", OLD."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."record", OLD."retired_at", OLD."retired_by_id", OLD."source", OLD."title", OLD."uuid", OLD."version", OLD."weeks", OLD."what", OLD."written_at", OLD."written_by_id"); RETURN NULL;',
                            hash="af0982c7213eaa71030c1a92165d38ee4934226d",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_f5161",
                            table="library_ownintervention",
                            when="AFTER",
                        ),
                    ),
                ),
            ]
        ),
        append_only("library_owninterventionevent"),
    ]
