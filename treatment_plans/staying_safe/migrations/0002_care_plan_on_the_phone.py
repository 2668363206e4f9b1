"""The plan of care may be on the phone as well; who may sign for somebody signs beside them, or in their place."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from care.lib.migrations import Together


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_partner_systems"),
        ("patients", "0004_search"),
        ("staying_safe", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together(
            [
                pgtrigger.migrations.RemoveTrigger(
                    model_name="safesignature",
                    name="insert_insert",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="safesignature",
                    name="update_update",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="safesignature",
                    name="delete_delete",
                ),
                migrations.RemoveConstraint(
                    model_name="phonecopy",
                    name="phone_copy_kinds_known",
                ),
                migrations.RemoveConstraint(
                    model_name="safesignature",
                    name="safe_signature_party_known",
                ),
                migrations.RemoveConstraint(
                    model_name="safesignature",
                    name="safe_signature_way_known",
                ),
                migrations.AddField(
                    model_name="safesignature",
                    name="acts_as",
                    field=models.CharField(
                        blank=True,
                        choices=[
                            ("guardian", "Guardian appointed by a court"),
                            ("parent", "Parent or guardian of a minor"),
                            ("personal_representative", "Personal representative of somebody who died"),
                            ("next_of_kin", "Next of kin of somebody who died"),
                            ("director", "Program director, for payment only"),
                        ],
                        db_default="",
                        default="",
                        max_length=24,
                    ),
                ),
                migrations.AddField(
                    model_name="safesignature",
                    name="representative",
                    field=models.UUIDField(blank=True, null=True),
                ),
                migrations.AddField(
                    model_name="safesignatureevent",
                    name="acts_as",
                    field=models.CharField(
                        blank=True,
                        choices=[
                            ("guardian", "Guardian appointed by a court"),
                            ("parent", "Parent or guardian of a minor"),
                            ("personal_representative", "Personal representative of somebody who died"),
                            ("next_of_kin", "Next of kin of somebody who died"),
                            ("director", "Program director, for payment only"),
                        ],
                        db_default="",
                        default="",
                        max_length=24,
                        null=True,
                    ),
                ),
                migrations.AddField(
                    model_name="safesignatureevent",
                    name="representative",
                    field=models.UUIDField(blank=True, null=True),
                ),
                migrations.AlterField(
                    model_name="safesignature",
                    name="party",
                    field=models.CharField(
                        choices=[("patient", "The person"), ("clinician", "The colleague"), ("on_file", "Who may sign for them")],
                        max_length=12,
                    ),
                ),
                migrations.AlterField(
                    model_name="safesignature",
                    name="way",
                    field=models.CharField(
                        choices=[
                            ("typed", "Typed name"),
                            ("drawn", "Drawn signature"),
                            ("paper", "On paper"),
                            ("spoken", "Said out loud"),
                            ("declined", "Agrees, does not want to sign"),
                            ("in_place", "Signed in their place"),
                        ],
                        max_length=12,
                    ),
                ),
                migrations.AlterField(
                    model_name="safesignatureevent",
                    name="party",
                    field=models.CharField(
                        choices=[("patient", "The person"), ("clinician", "The colleague"), ("on_file", "Who may sign for them")],
                        max_length=12,
                        null=True,
                    ),
                ),
                migrations.AlterField(
                    model_name="safesignatureevent",
                    name="way",
                    field=models.CharField(
                        choices=[
                            ("typed", "Typed name"),
                            ("drawn", "Drawn signature"),
                            ("paper", "On paper"),
                            ("spoken", "Said out loud"),
                            ("declined", "Agrees, does not want to sign"),
                            ("in_place", "Signed in their place"),
                        ],
                        max_length=12,
                        null=True,
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="safesignature",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "staying_safe_safesignatureevent" ("acts_as", "drawing", "id", "name", "party", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "representative", "seal", "signed_at", "signed_by_id", "signed_by_job", "way") VALUES (NEW."acts_as", NEW."drawing", NEW."id", NEW."name", NEW."party", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."plan_id", NEW."representative", NEW."seal", NEW."signed_at", NEW."signed_by_id", NEW."signed_by_job", NEW."way"); RETURN NULL;',
                            hash="52e1930cce1f49f8f615d2ad6d358878f6f34eed",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_345ee",
                            table="staying_safe_safesignature",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="safesignature",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "staying_safe_safesignatureevent" ("acts_as", "drawing", "id", "name", "party", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "representative", "seal", "signed_at", "signed_by_id", "signed_by_job", "way") VALUES (NEW."acts_as", NEW."drawing", NEW."id", NEW."name", NEW."party", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."plan_id", NEW."representative", NEW."seal", NEW."signed_at", NEW."signed_by_id", NEW."signed_by_job", NEW."way"); RETURN NULL;',
                            hash="e110d70642c8a6ea3e9208a0ae0f2921d5eec251",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_5083a",
                            table="staying_safe_safesignature",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="safesignature",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "staying_safe_safesignatureevent" ("acts_as", "drawing", "id", "name", "party", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "representative", "seal", "signed_at", "signed_by_id", "signed_by_job", "way") VALUES (OLD."acts_as", OLD."drawing", OLD."id", OLD."name", OLD."party", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."plan_id", OLD."representative", OLD."seal", OLD."signed_at", OLD."signed_by_id", OLD."signed_by_job", OLD."way"); RETURN NULL;',
                            hash="e475aa08b2f72ca9694e0c14a244763bb8f013da",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_9047f",
                            table="staying_safe_safesignature",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="phonecopy",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("kinds__contained_by", ["care", "staying_well", "safety", "overdose"]), ("kinds__len__gte", 1)
                        ),
                        name="phone_copy_kinds_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="safesignature",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("party__in", ["patient", "clinician", "on_file"])), name="safe_signature_party_known"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="safesignature",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("way__in", ["typed", "drawn", "paper", "spoken", "declined", "in_place"])),
                        name="safe_signature_way_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="safesignature",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("acts_as__in", ["guardian", "parent", "personal_representative", "next_of_kin", "director"]),
                                ("party", "on_file"),
                                ("representative__isnull", False),
                            ),
                            models.Q(
                                models.Q(("party", "on_file"), _negated=True), ("acts_as", ""), ("representative__isnull", True)
                            ),
                            _connector="OR",
                        ),
                        name="safe_signature_representative_on_file",
                    ),
                ),
            ]
        ),
    ]
