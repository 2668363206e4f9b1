"""Audit tables, the functions that stamp a row with its transaction, the application's role, and the triggers that refuse changes."""

import django.contrib.postgres.fields
from django.db import migrations, models
from django.db.models.expressions import RawSQL

import care.lib.ids
from care.audit.protection import append_only

FUNCTIONS = """
CREATE FUNCTION audit_xid() RETURNS bigint LANGUAGE sql VOLATILE AS $$ SELECT pg_current_xact_id()::text::bigint $$;
CREATE FUNCTION audit_cluster() RETURNS bigint LANGUAGE sql STABLE AS $$ SELECT system_identifier FROM pg_control_system() $$;
-- Below this number every transaction of this database is over. pg_snapshot_xmin says the same of all databases of the
-- server, so that a long transaction next door would put off every seal; it is the answer wherever the narrower one cannot
-- be trusted: a session whose state we may not see, or a prepared transaction.
-- Every number below `highest` was given before it was read, so whoever still works under one is seen afterwards.
CREATE FUNCTION audit_horizon() RETURNS bigint LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
  highest bigint := pg_snapshot_xmax(pg_current_snapshot())::text::bigint;
  everywhere bigint := pg_snapshot_xmin(pg_current_snapshot())::text::bigint;
  lap bigint := 4294967296;
  hidden boolean;
  lowest bigint;
BEGIN
  PERFORM pg_stat_clear_snapshot();
  SELECT bool_or(backend_type = 'client backend' AND state IS NULL),
         min(CASE WHEN number > highest + lap / 2 THEN number - lap ELSE number END)
    INTO hidden, lowest
    FROM (
      SELECT backend_type, state, highest - highest % lap + backend_xid::text::bigint AS number
      FROM pg_stat_activity WHERE datname = current_database()
    ) AS session;
  IF hidden OR EXISTS (SELECT 1 FROM pg_prepared_xacts WHERE database = current_database()) THEN
    RETURN everywhere;
  END IF;
  RETURN least(highest, coalesce(lowest, highest));
END $$;
CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the audit is append-only: % on % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;
"""

TRIGGERS = """
CREATE TRIGGER audit_event_append_only BEFORE UPDATE OR DELETE ON audit_auditevent FOR EACH ROW EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_event_no_truncate BEFORE TRUNCATE ON audit_auditevent FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_seal_append_only BEFORE UPDATE OR DELETE ON audit_seal FOR EACH ROW EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_seal_no_truncate BEFORE TRUNCATE ON audit_seal FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
"""

# Web, worker and beat connect as this role (`-c role=care_app`); migrations run as the owner.
ROLE = """
DO $$ BEGIN CREATE ROLE care_app NOLOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
DO $$ BEGIN EXECUTE format('GRANT care_app TO %I', current_user); EXCEPTION WHEN OTHERS THEN NULL; END $$;
GRANT USAGE ON SCHEMA public TO care_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO care_app;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO care_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO care_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO care_app;
"""

DROP_FUNCTIONS = (
    "DROP FUNCTION audit_refuse(); DROP FUNCTION audit_horizon(); DROP FUNCTION audit_cluster(); DROP FUNCTION audit_xid();"
)

PATIENTS_INDEX = "CREATE INDEX audit_event_patients ON audit_auditevent USING gin (patient_ids)"


class Migration(migrations.Migration):
    initial = True
    # None of these is needed here; but each draws every table that there is, and there are none yet.
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]
    operations = [
        migrations.RunSQL(ROLE, migrations.RunSQL.noop),
        migrations.RunSQL(FUNCTIONS, DROP_FUNCTIONS),
        migrations.CreateModel(
            name="AuditEvent",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("uuid", models.UUIDField(default=care.lib.ids.uuid7, unique=True)),
                ("at", models.DateTimeField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("access", "A record was opened"),
                            ("refusal", "A record was refused"),
                            ("change", "Something was changed"),
                            ("sign_in", "Signing in and out"),
                            ("send", "Something was sent"),
                            ("disclosure", "Data left the program"),
                        ],
                        max_length=16,
                    ),
                ),
                ("verb", models.CharField(max_length=64)),
                ("actor_kind", models.CharField(max_length=16)),
                ("actor_label", models.CharField(max_length=80)),
                ("user_id", models.BigIntegerField(null=True)),
                ("organisation_id", models.BigIntegerField(null=True)),
                (
                    "patient_ids",
                    django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list, size=None),
                ),
                ("category", models.CharField(blank=True, max_length=24)),
                ("action", models.CharField(blank=True, max_length=16)),
                ("purpose", models.CharField(blank=True, max_length=16)),
                ("decision", models.CharField(blank=True, max_length=8)),
                ("basis", models.CharField(blank=True, max_length=24)),
                ("reason", models.CharField(blank=True, max_length=120)),
                ("detail", models.JSONField(default=dict)),
                ("request_id", models.CharField(blank=True, max_length=64)),
                ("mac", models.BinaryField(max_length=32)),
                ("xid", models.BigIntegerField(db_default=RawSQL("audit_xid()", ()), editable=False)),
                ("cluster", models.BigIntegerField(db_default=RawSQL("audit_cluster()", ()), editable=False)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["cluster", "xid"], name="audit_event_xid"),
                    models.Index(fields=["user_id", "at"], name="audit_event_user"),
                    models.Index(fields=["organisation_id", "at"], name="audit_event_organisation"),
                ]
            },
        ),
        migrations.CreateModel(
            name="Seal",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("number", models.BigIntegerField(unique=True)),
                ("sealed_at", models.DateTimeField()),
                ("cluster", models.BigIntegerField()),
                ("from_xid", models.BigIntegerField()),
                ("to_xid", models.BigIntegerField()),
                ("event_ids", django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None)),
                ("rows_hash", models.BinaryField(max_length=32)),
                ("previous_mac", models.BinaryField(max_length=32)),
                ("mac", models.BinaryField(max_length=32)),
            ],
        ),
        migrations.RunSQL(PATIENTS_INDEX, migrations.RunSQL.noop),
        migrations.RunSQL(TRIGGERS, migrations.RunSQL.noop),
        append_only("audit_auditevent"),
        append_only("audit_seal"),
    ]
