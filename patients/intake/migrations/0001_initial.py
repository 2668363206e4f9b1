"""Intakes: how far they are, who did what when, the safety answers, consent to treatment; what is signed stays."""

import django.contrib.postgres.fields
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

# Neither a bulk update nor SQL typed by hand rewords, redates or removes what a colleague has signed. The summary itself may be
# written anew under another key: its seal shows that it says the same.
SIGNED_STAYS = """
CREATE FUNCTION intake_signed_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'a signed intake is not deleted';
    END IF;
    IF (NEW.uuid, NEW.state, NEW.finished_at, NEW.finished_by_id, NEW.signed_at, NEW.signed_by_id, NEW.seal)
        IS DISTINCT FROM
        (OLD.uuid, OLD.state, OLD.finished_at, OLD.finished_by_id, OLD.signed_at, OLD.signed_by_id, OLD.seal) THEN
        RAISE EXCEPTION 'a signed intake stays as it was signed';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER signed_stays BEFORE UPDATE OR DELETE ON intake_intake
    FOR EACH ROW WHEN (OLD.signed_at IS NOT NULL) EXECUTE FUNCTION intake_signed_stays();
"""
# What somebody answered stays as it was answered; whose it is may change when two records become one.
ANSWERED_STAYS = """
CREATE FUNCTION intake_answered_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - 'patient_id' = to_jsonb(OLD) - 'patient_id' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'what was answered stays as it was answered';
END
$$;
CREATE TRIGGER answered_stays BEFORE UPDATE OR DELETE ON intake_safetycheck
    FOR EACH ROW EXECUTE FUNCTION intake_answered_stays();
"""
UNANSWERED = "DROP TRIGGER answered_stays ON intake_safetycheck; DROP FUNCTION intake_answered_stays();"
UNDONE = "DROP TRIGGER signed_stays ON intake_intake; DROP FUNCTION intake_signed_stays();"


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_tables"),
        ("patients", "0001_initial"),
    ]

    operations = [
        Together(
            operations=[
                migrations.CreateModel(
                    name="Intake",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, unique=True)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "Open"),
                                    ("paused", "On a break"),
                                    ("finished", "To be signed"),
                                    ("signed", "Signed"),
                                    ("closed", "Closed"),
                                ],
                                default="open",
                                max_length=8,
                            ),
                        ),
                        ("begun_at", models.DateTimeField()),
                        ("paused_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "pause",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("break", "A short break"),
                                    ("today", "Enough for today"),
                                    ("unwell", "Not well enough now"),
                                    ("visit", "Something else came up"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("go_on_on", models.DateField(blank=True, null=True)),
                        ("finished_at", models.DateTimeField(blank=True, null=True)),
                        ("summary", care.lib.fields.EncryptedTextField(blank=True)),
                        ("seal", models.CharField(blank=True, max_length=64)),
                        (
                            "said",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("signed", "Signed"),
                                    ("read", "Read it, and would rather not sign"),
                                    ("unread", "Would rather not read it now"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("said_name", models.CharField(blank=True, max_length=120)),
                        ("said_drawing", care.lib.fields.EncryptedTextField(blank=True)),
                        ("said_at", models.DateTimeField(blank=True, null=True)),
                        ("signed_at", models.DateTimeField(blank=True, null=True)),
                        ("closed_at", models.DateTimeField(blank=True, null=True)),
                        ("closed_by_job", models.CharField(blank=True, max_length=64)),
                        (
                            "close_reason",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("own_wish", "The person no longer wants it"),
                                    ("left", "The person left"),
                                    ("known", "Already known"),
                                    ("mistake", "Begun by mistake"),
                                    ("care_ended", "Care here has ended"),
                                    ("merged", "Two records became one"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "begun_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                            ),
                        ),
                        (
                            "closed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "finished_by",
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
                            "patient",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="patients.patient"
                            ),
                        ),
                        (
                            "paused_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "said_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "signed_by",
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
                        "indexes": [models.Index(fields=["patient", "-begun_at"], name="intake_of_patient")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["open", "paused", "finished", "signed", "closed"])),
                                name="intake_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("pause", ""), ("pause__in", ["break", "today", "unwell", "visit"]), _connector="OR"
                                ),
                                name="intake_pause_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("said", ""), ("said__in", ["signed", "read", "unread"]), _connector="OR"),
                                name="intake_said_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("close_reason", ""),
                                    ("close_reason__in", ["own_wish", "left", "known", "mistake", "care_ended", "merged"]),
                                    _connector="OR",
                                ),
                                name="intake_close_reason_known",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state__in", ["finished", "open", "paused"])),
                                fields=("organisation", "patient"),
                                name="intake_one_unfinished_of_a_person",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("paused_at__isnull", True), ("paused_by__isnull", True)),
                                    models.Q(("paused_at__isnull", False), ("paused_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="intake_paused_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("finished_at__isnull", True), ("finished_by__isnull", True)),
                                    models.Q(("finished_at__isnull", False), ("finished_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="intake_finished_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("said_at__isnull", True), ("said_by__isnull", True)),
                                    models.Q(("said_at__isnull", False), ("said_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="intake_said_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("signed_at__isnull", True), ("signed_by__isnull", True)),
                                    models.Q(("signed_at__isnull", False), ("signed_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="intake_signed_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("closed_at__isnull", True), ("closed_by__isnull", True), ("closed_by_job", "")),
                                    models.Q(
                                        ("closed_at__isnull", False),
                                        models.Q(
                                            models.Q(("closed_by__isnull", False), ("closed_by_job", "")),
                                            models.Q(("closed_by__isnull", True), models.Q(("closed_by_job", ""), _negated=True)),
                                            _connector="OR",
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="intake_closed_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("paused_at__isnull", False), ("state", "paused"), models.Q(("pause", ""), _negated=True)
                                    ),
                                    models.Q(
                                        models.Q(("state", "paused"), _negated=True),
                                        ("go_on_on__isnull", True),
                                        ("pause", ""),
                                        ("paused_at__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="intake_paused_has_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("finished_at__isnull", False),
                                        ("state__in", ["finished", "signed"]),
                                        models.Q(("summary", ""), _negated=True),
                                        models.Q(("seal", ""), _negated=True),
                                    ),
                                    models.Q(
                                        ("finished_at__isnull", False),
                                        ("state", "closed"),
                                        models.Q(("summary", ""), _negated=True),
                                        models.Q(("seal", ""), _negated=True),
                                    ),
                                    models.Q(
                                        models.Q(("state__in", ["finished", "signed"]), _negated=True),
                                        ("finished_at__isnull", True),
                                        ("seal", ""),
                                        ("summary", ""),
                                    ),
                                    _connector="OR",
                                ),
                                name="intake_finished_is_summed_up",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("said", ""), ("said_at__isnull", True), ("said_drawing", ""), ("said_name", "")),
                                    models.Q(
                                        ("finished_at__isnull", False),
                                        ("said", "signed"),
                                        ("said_at__isnull", False),
                                        models.Q(("said_name", ""), _negated=True),
                                    ),
                                    models.Q(
                                        ("finished_at__isnull", False),
                                        ("said__in", ["read", "unread"]),
                                        ("said_at__isnull", False),
                                        ("said_drawing", ""),
                                        ("said_name", ""),
                                    ),
                                    _connector="OR",
                                ),
                                name="intake_said_to_a_summary",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("signed_at__isnull", False), ("state", "signed")),
                                    models.Q(models.Q(("state", "signed"), _negated=True), ("signed_at__isnull", True)),
                                    _connector="OR",
                                ),
                                name="intake_signed_has_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("closed_at__isnull", False),
                                        ("state", "closed"),
                                        models.Q(("close_reason", ""), _negated=True),
                                    ),
                                    models.Q(
                                        models.Q(("state", "closed"), _negated=True),
                                        ("close_reason", ""),
                                        ("closed_at__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="intake_closed_has_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="IntakeEvent",
                    fields=[
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, null=True)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "Open"),
                                    ("paused", "On a break"),
                                    ("finished", "To be signed"),
                                    ("signed", "Signed"),
                                    ("closed", "Closed"),
                                ],
                                default="open",
                                max_length=8,
                                null=True,
                            ),
                        ),
                        ("begun_at", models.DateTimeField(null=True)),
                        ("paused_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "pause",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("break", "A short break"),
                                    ("today", "Enough for today"),
                                    ("unwell", "Not well enough now"),
                                    ("visit", "Something else came up"),
                                ],
                                max_length=8,
                                null=True,
                            ),
                        ),
                        ("go_on_on", models.DateField(blank=True, null=True)),
                        ("finished_at", models.DateTimeField(blank=True, null=True)),
                        ("seal", models.CharField(blank=True, max_length=64, null=True)),
                        (
                            "said",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("signed", "Signed"),
                                    ("read", "Read it, and would rather not sign"),
                                    ("unread", "Would rather not read it now"),
                                ],
                                max_length=8,
                                null=True,
                            ),
                        ),
                        ("said_name", models.CharField(blank=True, max_length=120, null=True)),
                        ("said_at", models.DateTimeField(blank=True, null=True)),
                        ("signed_at", models.DateTimeField(blank=True, null=True)),
                        ("closed_at", models.DateTimeField(blank=True, null=True)),
                        ("closed_by_job", models.CharField(blank=True, max_length=64, null=True)),
                        (
                            "close_reason",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("own_wish", "The person no longer wants it"),
                                    ("left", "The person left"),
                                    ("known", "Already known"),
                                    ("mistake", "Begun by mistake"),
                                    ("care_ended", "Care here has ended"),
                                    ("merged", "Two records became one"),
                                ],
                                max_length=12,
                                null=True,
                            ),
                        ),
                        (
                            "begun_by",
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
                            "closed_by",
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
                            "finished_by",
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
                            "paused_by",
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
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, to="intake.intake"
                            ),
                        ),
                        (
                            "said_by",
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
                            "signed_by",
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
                    name="IntakeSection",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, unique=True)),
                        (
                            "key",
                            models.CharField(
                                choices=[
                                    ("identity", "Who you are"),
                                    ("contact", "Reaching you safely"),
                                    ("places", "Where you live"),
                                    ("background", "About you"),
                                    ("consent", "Consent to treatment"),
                                    ("substances", "What you use"),
                                    ("withdrawal", "Withdrawal"),
                                    ("overdose", "Overdose"),
                                    ("safety", "Safety"),
                                    ("medicines", "Medicines"),
                                    ("allergies", "Allergies"),
                                    ("conditions", "Health conditions"),
                                    ("pregnancy", "Pregnancy"),
                                    ("treatment", "Treatment before"),
                                    ("needs", "What you need"),
                                    ("people", "People who stand by you"),
                                    ("coverage", "Paying for care"),
                                    ("preferences", "What matters to you"),
                                    ("strengths", "What helps you"),
                                    ("goals", "What you want"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "Not asked yet"),
                                    ("saved", "Answered"),
                                    ("unsaid", "Prefers not to say"),
                                    ("later", "Another day"),
                                ],
                                default="waiting",
                                max_length=8,
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=0)),
                        (
                            "unsaid",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=60), blank=True, default=list, size=None
                            ),
                        ),
                        ("changed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "changed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "intake",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="sections", to="intake.intake"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("intake", "key"), name="intake_section_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "key__in",
                                        [
                                            "identity",
                                            "contact",
                                            "places",
                                            "background",
                                            "consent",
                                            "substances",
                                            "withdrawal",
                                            "overdose",
                                            "safety",
                                            "medicines",
                                            "allergies",
                                            "conditions",
                                            "pregnancy",
                                            "treatment",
                                            "needs",
                                            "people",
                                            "coverage",
                                            "preferences",
                                            "strengths",
                                            "goals",
                                        ],
                                    )
                                ),
                                name="intake_section_key_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["waiting", "saved", "unsaid", "later"])),
                                name="intake_section_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("changed_at__isnull", True), ("changed_by__isnull", True)),
                                    models.Q(("changed_at__isnull", False), ("changed_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="intake_section_changed_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("changed_at__isnull", True), ("state", "waiting"), ("version", 0)),
                                    models.Q(
                                        models.Q(("state", "waiting"), _negated=True),
                                        ("changed_at__isnull", False),
                                        ("version__gte", 1),
                                    ),
                                    _connector="OR",
                                ),
                                name="intake_section_moved_by_somebody",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="IntakeSectionEvent",
                    fields=[
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, null=True)),
                        (
                            "key",
                            models.CharField(
                                choices=[
                                    ("identity", "Who you are"),
                                    ("contact", "Reaching you safely"),
                                    ("places", "Where you live"),
                                    ("background", "About you"),
                                    ("consent", "Consent to treatment"),
                                    ("substances", "What you use"),
                                    ("withdrawal", "Withdrawal"),
                                    ("overdose", "Overdose"),
                                    ("safety", "Safety"),
                                    ("medicines", "Medicines"),
                                    ("allergies", "Allergies"),
                                    ("conditions", "Health conditions"),
                                    ("pregnancy", "Pregnancy"),
                                    ("treatment", "Treatment before"),
                                    ("needs", "What you need"),
                                    ("people", "People who stand by you"),
                                    ("coverage", "Paying for care"),
                                    ("preferences", "What matters to you"),
                                    ("strengths", "What helps you"),
                                    ("goals", "What you want"),
                                ],
                                max_length=12,
                                null=True,
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "Not asked yet"),
                                    ("saved", "Answered"),
                                    ("unsaid", "Prefers not to say"),
                                    ("later", "Another day"),
                                ],
                                default="waiting",
                                max_length=8,
                                null=True,
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=0, null=True)),
                        (
                            "unsaid",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=60), blank=True, default=list, null=True, size=None
                            ),
                        ),
                        ("changed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "changed_by",
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
                            "intake",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="intake.intake",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                to="intake.intakesection",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="IntakeStep",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        (
                            "section",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("identity", "Who you are"),
                                    ("contact", "Reaching you safely"),
                                    ("places", "Where you live"),
                                    ("background", "About you"),
                                    ("consent", "Consent to treatment"),
                                    ("substances", "What you use"),
                                    ("withdrawal", "Withdrawal"),
                                    ("overdose", "Overdose"),
                                    ("safety", "Safety"),
                                    ("medicines", "Medicines"),
                                    ("allergies", "Allergies"),
                                    ("conditions", "Health conditions"),
                                    ("pregnancy", "Pregnancy"),
                                    ("treatment", "Treatment before"),
                                    ("needs", "What you need"),
                                    ("people", "People who stand by you"),
                                    ("coverage", "Paying for care"),
                                    ("preferences", "What matters to you"),
                                    ("strengths", "What helps you"),
                                    ("goals", "What you want"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "step",
                            models.CharField(
                                choices=[
                                    ("begin", "Begin"),
                                    ("pause", "Take a break"),
                                    ("resume", "Go on"),
                                    ("finish", "Finish"),
                                    ("reopen", "Change something"),
                                    ("sign", "Sign"),
                                    ("close", "Close"),
                                    ("save", "Save"),
                                    ("decline", "Prefers not to say"),
                                    ("put_off", "Another day"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("done_at", models.DateTimeField()),
                        ("done_by_job", models.CharField(blank=True, max_length=64)),
                        (
                            "done_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "intake",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="intake.intake"
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["intake", "-id"], name="intake_step_of_intake")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "step__in",
                                        [
                                            "begin",
                                            "pause",
                                            "resume",
                                            "finish",
                                            "reopen",
                                            "sign",
                                            "close",
                                            "save",
                                            "decline",
                                            "put_off",
                                        ],
                                    )
                                ),
                                name="intake_step_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("section", ""),
                                    (
                                        "section__in",
                                        [
                                            "identity",
                                            "contact",
                                            "places",
                                            "background",
                                            "consent",
                                            "substances",
                                            "withdrawal",
                                            "overdose",
                                            "safety",
                                            "medicines",
                                            "allergies",
                                            "conditions",
                                            "pregnancy",
                                            "treatment",
                                            "needs",
                                            "people",
                                            "coverage",
                                            "preferences",
                                            "strengths",
                                            "goals",
                                        ],
                                    ),
                                    _connector="OR",
                                ),
                                name="intake_step_section_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("done_at__isnull", True), ("done_by__isnull", True), ("done_by_job", "")),
                                    models.Q(
                                        ("done_at__isnull", False),
                                        models.Q(
                                            models.Q(("done_by__isnull", False), ("done_by_job", "")),
                                            models.Q(("done_by__isnull", True), models.Q(("done_by_job", ""), _negated=True)),
                                            _connector="OR",
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="intake_step_done_by_somebody",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SafetyCheck",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, unique=True)),
                        (
                            "wish",
                            models.CharField(
                                blank=True, choices=[("yes", "Yes"), ("no", "No"), ("unsaid", "Prefers not to say")], max_length=8
                            ),
                        ),
                        (
                            "thoughts",
                            models.CharField(
                                blank=True, choices=[("yes", "Yes"), ("no", "No"), ("unsaid", "Prefers not to say")], max_length=8
                            ),
                        ),
                        (
                            "method",
                            models.CharField(
                                blank=True, choices=[("yes", "Yes"), ("no", "No"), ("unsaid", "Prefers not to say")], max_length=8
                            ),
                        ),
                        (
                            "intent",
                            models.CharField(
                                blank=True, choices=[("yes", "Yes"), ("no", "No"), ("unsaid", "Prefers not to say")], max_length=8
                            ),
                        ),
                        (
                            "plan",
                            models.CharField(
                                blank=True, choices=[("yes", "Yes"), ("no", "No"), ("unsaid", "Prefers not to say")], max_length=8
                            ),
                        ),
                        (
                            "tried",
                            models.CharField(
                                blank=True, choices=[("yes", "Yes"), ("no", "No"), ("unsaid", "Prefers not to say")], max_length=8
                            ),
                        ),
                        (
                            "tried_when",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("recent", "In the last three months"),
                                    ("earlier", "Longer ago"),
                                    ("unsaid", "Prefers not to say"),
                                ],
                                max_length=8,
                            ),
                        ),
                        (
                            "safe_tonight",
                            models.CharField(
                                blank=True, choices=[("yes", "Yes"), ("no", "No"), ("unsaid", "Prefers not to say")], max_length=8
                            ),
                        ),
                        (
                            "hurt",
                            models.CharField(
                                blank=True, choices=[("yes", "Yes"), ("no", "No"), ("unsaid", "Prefers not to say")], max_length=8
                            ),
                        ),
                        (
                            "means",
                            models.CharField(
                                blank=True, choices=[("yes", "Yes"), ("no", "No"), ("unsaid", "Prefers not to say")], max_length=8
                            ),
                        ),
                        ("own_words", models.TextField(blank=True, max_length=2000)),
                        ("level", models.PositiveSmallIntegerField()),
                        ("asked_at", models.DateTimeField()),
                        (
                            "asked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                            ),
                        ),
                        (
                            "intake",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="safety_checks", to="intake.intake"
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
                        "indexes": [models.Index(fields=["patient", "-asked_at"], name="safety_check_of_patient")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("wish", ""), ("wish__in", ["yes", "no", "unsaid"]), _connector="OR"),
                                name="safety_check_wish_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("thoughts", ""), ("thoughts__in", ["yes", "no", "unsaid"]), _connector="OR"),
                                name="safety_check_thoughts_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("method", ""), ("method__in", ["yes", "no", "unsaid"]), _connector="OR"),
                                name="safety_check_method_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("intent", ""), ("intent__in", ["yes", "no", "unsaid"]), _connector="OR"),
                                name="safety_check_intent_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("plan", ""), ("plan__in", ["yes", "no", "unsaid"]), _connector="OR"),
                                name="safety_check_plan_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("tried", ""), ("tried__in", ["yes", "no", "unsaid"]), _connector="OR"),
                                name="safety_check_tried_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("safe_tonight", ""), ("safe_tonight__in", ["yes", "no", "unsaid"]), _connector="OR"
                                ),
                                name="safety_check_safe_tonight_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("hurt", ""), ("hurt__in", ["yes", "no", "unsaid"]), _connector="OR"),
                                name="safety_check_hurt_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("means", ""), ("means__in", ["yes", "no", "unsaid"]), _connector="OR"),
                                name="safety_check_means_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("tried_when", ""),
                                    models.Q(("tried", "yes"), ("tried_when__in", ["recent", "earlier", "unsaid"])),
                                    _connector="OR",
                                ),
                                name="safety_check_tried_when",
                            ),
                            models.CheckConstraint(condition=models.Q(("level__range", (0, 3))), name="safety_check_level"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SafetyCheckEvent",
                    fields=[
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, null=True)),
                        (
                            "wish",
                            models.CharField(
                                blank=True,
                                choices=[("yes", "Yes"), ("no", "No"), ("unsaid", "Prefers not to say")],
                                max_length=8,
                                null=True,
                            ),
                        ),
                        (
                            "thoughts",
                            models.CharField(
                                blank=True,
                                choices=[("yes", "Yes"), ("no", "No"), ("unsaid", "Prefers not to say")],
                                max_length=8,
                                null=True,
                            ),
                        ),
                        (
                            "method",
                            models.CharField(
                                blank=True,
                                choices=[("yes", "Yes"), ("no", "No"), ("unsaid", "Prefers not to say")],
                                max_length=8,
                                null=True,
                            ),
                        ),
                        (
                            "intent",
                            models.CharField(
                                blank=True,
                                choices=[("yes", "Yes"), ("no", "No"), ("unsaid", "Prefers not to say")],
                                max_length=8,
                                null=True,
                            ),
                        ),
                        (
                            "plan",
                            models.CharField(
                                blank=True,
                                choices=[("yes", "Yes"), ("no", "No"), ("unsaid", "Prefers not to say")],
                                max_length=8,
                                null=True,
                            ),
                        ),
                        (
                            "tried",
                            models.CharField(
                                blank=True,
                                choices=[("yes", "Yes"), ("no", "No"), ("unsaid", "Prefers not to say")],
                                max_length=8,
                                null=True,
                            ),
                        ),
                        (
                            "tried_when",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("recent", "In the last three months"),
                                    ("earlier", "Longer ago"),
                                    ("unsaid", "Prefers not to say"),
                                ],
                                max_length=8,
                                null=True,
                            ),
                        ),
                        (
                            "safe_tonight",
                            models.CharField(
                                blank=True,
                                choices=[("yes", "Yes"), ("no", "No"), ("unsaid", "Prefers not to say")],
                                max_length=8,
                                null=True,
                            ),
                        ),
                        (
                            "hurt",
                            models.CharField(
                                blank=True,
                                choices=[("yes", "Yes"), ("no", "No"), ("unsaid", "Prefers not to say")],
                                max_length=8,
                                null=True,
                            ),
                        ),
                        (
                            "means",
                            models.CharField(
                                blank=True,
                                choices=[("yes", "Yes"), ("no", "No"), ("unsaid", "Prefers not to say")],
                                max_length=8,
                                null=True,
                            ),
                        ),
                        ("own_words", models.TextField(blank=True, max_length=2000, null=True)),
                        ("level", models.PositiveSmallIntegerField(null=True)),
                        ("asked_at", models.DateTimeField(null=True)),
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
                            "intake",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="intake.intake",
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
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                to="intake.safetycheck",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="TreatmentConsent",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, unique=True)),
                        (
                            "parts",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("medication", "Medication"),
                                        ("counseling", "Counseling"),
                                        ("testing", "Drug tests"),
                                        ("peers", "Peer support"),
                                        ("telehealth", "Visits by phone or video"),
                                    ],
                                    max_length=12,
                                ),
                                size=None,
                            ),
                        ),
                        ("wording", models.CharField(max_length=16)),
                        ("wording_language", models.CharField(max_length=8)),
                        (
                            "how",
                            models.CharField(
                                blank=True, choices=[("on_screen", "On this screen"), ("paper", "On paper")], max_length=12
                            ),
                        ),
                        ("signed_name", models.CharField(blank=True, max_length=120)),
                        ("beside", models.CharField(blank=True, max_length=120)),
                        ("drawing", care.lib.fields.EncryptedTextField(blank=True)),
                        ("recorded_at", models.DateTimeField()),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "end_reason",
                            models.CharField(
                                blank=True,
                                choices=[("replaced", "Another one took its place"), ("withdrawn", "Taken back")],
                                max_length=12,
                            ),
                        ),
                        (
                            "ended_by",
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
                            "patient",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="patients.patient"
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at__isnull", True)),
                                fields=("organisation", "patient"),
                                name="treatment_consent_one_standing",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("parts__contained_by", ["medication", "counseling", "testing", "peers", "telehealth"])
                                ),
                                name="treatment_consent_parts_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("how", ""), ("how__in", ["on_screen", "paper"]), _connector="OR"),
                                name="treatment_consent_how_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("how", ""), ("parts__len", 0), ("signed_name", "")),
                                    models.Q(models.Q(("how", ""), _negated=True), models.Q(("signed_name", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="treatment_consent_is_signed",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                                    models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="treatment_consent_ended_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("end_reason", ""), ("ended_at__isnull", True)),
                                    models.Q(("end_reason__in", ["replaced", "withdrawn"]), ("ended_at__isnull", False)),
                                    _connector="OR",
                                ),
                                name="treatment_consent_ended_has_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TreatmentConsentEvent",
                    fields=[
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, null=True)),
                        (
                            "parts",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("medication", "Medication"),
                                        ("counseling", "Counseling"),
                                        ("testing", "Drug tests"),
                                        ("peers", "Peer support"),
                                        ("telehealth", "Visits by phone or video"),
                                    ],
                                    max_length=12,
                                ),
                                null=True,
                                size=None,
                            ),
                        ),
                        ("wording", models.CharField(max_length=16, null=True)),
                        ("wording_language", models.CharField(max_length=8, null=True)),
                        (
                            "how",
                            models.CharField(
                                blank=True,
                                choices=[("on_screen", "On this screen"), ("paper", "On paper")],
                                max_length=12,
                                null=True,
                            ),
                        ),
                        ("signed_name", models.CharField(blank=True, max_length=120, null=True)),
                        ("beside", models.CharField(blank=True, max_length=120, null=True)),
                        ("recorded_at", models.DateTimeField(null=True)),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "end_reason",
                            models.CharField(
                                blank=True,
                                choices=[("replaced", "Another one took its place"), ("withdrawn", "Taken back")],
                                max_length=12,
                                null=True,
                            ),
                        ),
                        (
                            "ended_by",
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
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                to="intake.treatmentconsent",
                            ),
                        ),
                        (
                            "recorded_by",
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
                    model_name="intake",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "intake_intakeevent" ("begun_at", "begun_by_id", "close_reason", "closed_at", "closed_by_id", "closed_by_job", "finished_at", "finished_by_id", "go_on_on", "id", "organisation_id", "patient_id", "pause", "paused_at", "paused_by_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "said", "said_at", "said_by_id", "said_name", "seal", "signed_at", "signed_by_id", "state", "uuid") VALUES (NEW."begun_at", NEW."begun_by_id", NEW."close_reason", NEW."closed_at", NEW."closed_by_id", NEW."closed_by_job", NEW."finished_at", NEW."finished_by_id", NEW."go_on_on", NEW."id", NEW."organisation_id", NEW."patient_id", NEW."pause", NEW."paused_at", NEW."paused_by_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."said", NEW."said_at", NEW."said_by_id", NEW."said_name", NEW."seal", NEW."signed_at", NEW."signed_by_id", NEW."state", NEW."uuid"); RETURN NULL;',
                            hash="2b83c248e8ae94eb16460ff89ae3cddfdd4cbe9a",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_6c26f",
                            table="intake_intake",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="intake",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."begun_at" IS DISTINCT FROM (NEW."begun_at") OR OLD."begun_by_id" IS DISTINCT FROM (NEW."begun_by_id") OR OLD."close_reason" IS DISTINCT FROM (NEW."close_reason") OR OLD."closed_at" IS DISTINCT FROM (NEW."closed_at") OR OLD."closed_by_id" IS DISTINCT FROM (NEW."closed_by_id") OR OLD."closed_by_job" IS DISTINCT FROM (NEW."closed_by_job") OR OLD."finished_at" IS DISTINCT FROM (NEW."finished_at") OR OLD."finished_by_id" IS DISTINCT FROM (NEW."finished_by_id") OR OLD."go_on_on" IS DISTINCT FROM (NEW."go_on_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."organisation_id" IS DISTINCT FROM (NEW."organisation_id") OR OLD."patient_id" IS DISTINCT FROM (NEW."patient_id") OR OLD."pause" IS DISTINCT FROM (NEW."pause") OR OLD."paused_at" IS DISTINCT FROM (NEW."paused_at") OR OLD."paused_by_id" IS DISTINCT FROM (NEW."paused_by_id") OR OLD."said" IS DISTINCT FROM (NEW."said") OR OLD."said_at" IS DISTINCT FROM (NEW."said_at") OR OLD."said_by_id" IS DISTINCT FROM (NEW."said_by_id") OR OLD."said_name" IS DISTINCT FROM (NEW."said_name") OR OLD."seal" IS DISTINCT FROM (NEW."seal") OR OLD."signed_at" IS DISTINCT FROM (NEW."signed_at") OR OLD."signed_by_id" IS DISTINCT FROM (NEW."signed_by_id") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."uuid" IS DISTINCT FROM (NEW."uuid"))',
                            func='INSERT INTO "intake_intakeevent" ("begun_at", "begun_by_id", "close_reason", "closed_at", "closed_by_id", "closed_by_job", "finished_at", "finished_by_id", "go_on_on", "id", "organisation_id", "patient_id", "pause", "paused_at", "paused_by_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "said", "said_at", "said_by_id", "said_name", "seal", "signed_at", "signed_by_id", "state", "uuid") VALUES (NEW."begun_at", NEW."begun_by_id", NEW."close_reason", NEW."closed_at", NEW."closed_by_id", NEW."closed_by_job", NEW."finished_at", NEW."finished_by_id", NEW."go_on_on", NEW."id", NEW."organisation_id", NEW."patient_id", NEW."pause", NEW."paused_at", NEW."paused_by_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."said", NEW."said_at", NEW."said_by_id", NEW."said_name", NEW."seal", NEW."signed_at", NEW."signed_by_id", NEW."state", NEW."uuid"); RETURN NULL;',
                            hash="80e353ddb581d21aabffc76764babcc47bdcde55",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_f2f08",
                            table="intake_intake",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="intake",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "intake_intakeevent" ("begun_at", "begun_by_id", "close_reason", "closed_at", "closed_by_id", "closed_by_job", "finished_at", "finished_by_id", "go_on_on", "id", "organisation_id", "patient_id", "pause", "paused_at", "paused_by_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "said", "said_at", "said_by_id", "said_name", "seal", "signed_at", "signed_by_id", "state", "uuid") VALUES (OLD."begun_at", OLD."begun_by_id", OLD."close_reason", OLD."closed_at", OLD."closed_by_id", OLD."closed_by_job", OLD."finished_at", OLD."finished_by_id", OLD."go_on_on", OLD."id", OLD."organisation_id", OLD."patient_id", OLD."pause", OLD."paused_at", OLD."paused_by_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."said", OLD."said_at", OLD."said_by_id", OLD."said_name", OLD."seal", OLD."signed_at", OLD."signed_by_id", OLD."state", OLD."uuid"); RETURN NULL;',
                            hash="5ed4054fa908dcb44a03513f220e317b7a271937",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_f4e4b",
                            table="intake_intake",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="intakesection",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "intake_intakesectionevent" ("changed_at", "changed_by_id", "id", "intake_id", "key", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "unsaid", "uuid", "version") VALUES (NEW."changed_at", NEW."changed_by_id", NEW."id", NEW."intake_id", NEW."key", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."state", NEW."unsaid", NEW."uuid", NEW."version"); RETURN NULL;',
                            hash="002b9875cf7b04cfa3bc6432641e8a2849c4af7b",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_59d81",
                            table="intake_intakesection",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="intakesection",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "intake_intakesectionevent" ("changed_at", "changed_by_id", "id", "intake_id", "key", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "unsaid", "uuid", "version") VALUES (NEW."changed_at", NEW."changed_by_id", NEW."id", NEW."intake_id", NEW."key", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."state", NEW."unsaid", NEW."uuid", NEW."version"); RETURN NULL;',
                            hash="d68a6ffbd1f28dd39bd130e5f023a3b66fb9e992",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_0bd31",
                            table="intake_intakesection",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="intakesection",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "intake_intakesectionevent" ("changed_at", "changed_by_id", "id", "intake_id", "key", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "unsaid", "uuid", "version") VALUES (OLD."changed_at", OLD."changed_by_id", OLD."id", OLD."intake_id", OLD."key", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."state", OLD."unsaid", OLD."uuid", OLD."version"); RETURN NULL;',
                            hash="f8d2c9bd1eb209b82c096b966df54c55c3312323",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_4d0e5",
                            table="intake_intakesection",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="safetycheck",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "intake_safetycheckevent" ("asked_at", "asked_by_id", "hurt", "id", "intake_id", "intent", "level", "means", "method", "organisation_id", "own_words", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan", "safe_tonight", "thoughts", "tried", "tried_when", "uuid", "wish") VALUES (NEW."asked_at", NEW."asked_by_id", NEW."hurt", NEW."id", NEW."intake_id", NEW."intent", NEW."level", NEW."means", NEW."method", NEW."organisation_id", NEW."own_words", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."plan", NEW."safe_tonight", NEW."thoughts", NEW."tried", NEW."tried_when", NEW."uuid", NEW."wish"); RETURN NULL;',
                            hash="550d754059044afed0dcd40e407220cbbaa7a914",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_29ba4",
                            table="intake_safetycheck",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="safetycheck",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "intake_safetycheckevent" ("asked_at", "asked_by_id", "hurt", "id", "intake_id", "intent", "level", "means", "method", "organisation_id", "own_words", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan", "safe_tonight", "thoughts", "tried", "tried_when", "uuid", "wish") VALUES (NEW."asked_at", NEW."asked_by_id", NEW."hurt", NEW."id", NEW."intake_id", NEW."intent", NEW."level", NEW."means", NEW."method", NEW."organisation_id", NEW."own_words", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."plan", NEW."safe_tonight", NEW."thoughts", NEW."tried", NEW."tried_when", NEW."uuid", NEW."wish"); RETURN NULL;',
                            hash="a6c6c563a6239c55c6e307b932a3e4c2fcea4a70",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_7341e",
                            table="intake_safetycheck",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="safetycheck",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "intake_safetycheckevent" ("asked_at", "asked_by_id", "hurt", "id", "intake_id", "intent", "level", "means", "method", "organisation_id", "own_words", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan", "safe_tonight", "thoughts", "tried", "tried_when", "uuid", "wish") VALUES (OLD."asked_at", OLD."asked_by_id", OLD."hurt", OLD."id", OLD."intake_id", OLD."intent", OLD."level", OLD."means", OLD."method", OLD."organisation_id", OLD."own_words", OLD."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."plan", OLD."safe_tonight", OLD."thoughts", OLD."tried", OLD."tried_when", OLD."uuid", OLD."wish"); RETURN NULL;',
                            hash="51f818be2afbf542f6c55ce8fabfd373b2b337fb",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_294c5",
                            table="intake_safetycheck",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="treatmentconsent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "intake_treatmentconsentevent" ("beside", "end_reason", "ended_at", "ended_by_id", "how", "id", "organisation_id", "parts", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "signed_name", "uuid", "wording", "wording_language") VALUES (NEW."beside", NEW."end_reason", NEW."ended_at", NEW."ended_by_id", NEW."how", NEW."id", NEW."organisation_id", NEW."parts", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."signed_name", NEW."uuid", NEW."wording", NEW."wording_language"); RETURN NULL;',
                            hash="c0a4c56f860739bf809ff46716bc9e1f077ba9b0",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_0808d",
                            table="intake_treatmentconsent",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="treatmentconsent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."beside" IS DISTINCT FROM (NEW."beside") OR OLD."end_reason" IS DISTINCT FROM (NEW."end_reason") OR OLD."ended_at" IS DISTINCT FROM (NEW."ended_at") OR OLD."ended_by_id" IS DISTINCT FROM (NEW."ended_by_id") OR OLD."how" IS DISTINCT FROM (NEW."how") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."organisation_id" IS DISTINCT FROM (NEW."organisation_id") OR OLD."parts" IS DISTINCT FROM (NEW."parts") OR OLD."patient_id" IS DISTINCT FROM (NEW."patient_id") OR OLD."recorded_at" IS DISTINCT FROM (NEW."recorded_at") OR OLD."recorded_by_id" IS DISTINCT FROM (NEW."recorded_by_id") OR OLD."signed_name" IS DISTINCT FROM (NEW."signed_name") OR OLD."uuid" IS DISTINCT FROM (NEW."uuid") OR OLD."wording" IS DISTINCT FROM (NEW."wording") OR OLD."wording_language" IS DISTINCT FROM (NEW."wording_language"))',
                            func='INSERT INTO "intake_treatmentconsentevent" ("beside", "end_reason", "ended_at", "ended_by_id", "how", "id", "organisation_id", "parts", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "signed_name", "uuid", "wording", "wording_language") VALUES (NEW."beside", NEW."end_reason", NEW."ended_at", NEW."ended_by_id", NEW."how", NEW."id", NEW."organisation_id", NEW."parts", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."signed_name", NEW."uuid", NEW."wording", NEW."wording_language"); RETURN NULL;',
                            hash="d2fe1885a7f43f47ce25f2c218902eab05afe181",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_af7ef",
                            table="intake_treatmentconsent",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="treatmentconsent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "intake_treatmentconsentevent" ("beside", "end_reason", "ended_at", "ended_by_id", "how", "id", "organisation_id", "parts", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "signed_name", "uuid", "wording", "wording_language") VALUES (OLD."beside", OLD."end_reason", OLD."ended_at", OLD."ended_by_id", OLD."how", OLD."id", OLD."organisation_id", OLD."parts", OLD."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."signed_name", OLD."uuid", OLD."wording", OLD."wording_language"); RETURN NULL;',
                            hash="19d215570b91c04ae952fe531823564e7e8111d4",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_30096",
                            table="intake_treatmentconsent",
                            when="AFTER",
                        ),
                    ),
                ),
            ],
        ),
        migrations.RunSQL(SIGNED_STAYS, UNDONE),
        migrations.RunSQL(ANSWERED_STAYS, UNANSWERED),
        append_only("intake_intakeevent"),
        append_only("intake_intakesectionevent"),
        append_only("intake_treatmentconsentevent"),
        append_only("intake_intakestep"),
        append_only("intake_safetycheckevent"),
    ]
