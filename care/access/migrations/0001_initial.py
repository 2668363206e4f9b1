"""The accounting of disclosures, which the application only adds to."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import care.lib.ids
from care.audit.protection import append_only


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0002_partner_systems"),
        ("consent", "0001_initial"),
        ("patients", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Disclosure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, unique=True)),
                ("at", models.DateTimeField()),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("TREAT", "Treatment"),
                            ("HPAYMT", "Payment"),
                            ("HOPERAT", "Operations"),
                            ("CAREMGT", "Care management"),
                            ("ETREAT", "Emergency treatment"),
                            ("PATRQT", "Patient request"),
                            ("HLEGAL", "Legal"),
                            ("HRESCH", "Research"),
                            ("PUBHLTH", "Public health"),
                        ],
                        max_length=16,
                    ),
                ),
                ("basis", models.CharField(max_length=24)),
                (
                    "categories",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("demographics", "Identity and contact"),
                                ("general", "General health"),
                                ("mental_health", "Mental health"),
                                ("sud", "Substance use care"),
                                ("counselling_note", "Counseling notes"),
                                ("harm_reduction", "Harm reduction"),
                            ],
                            max_length=24,
                        ),
                        size=None,
                    ),
                ),
                ("resource", models.CharField(max_length=32)),
                ("uuids", django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, size=None)),
                ("notice", models.CharField(max_length=32)),
                ("scope_attached", models.BooleanField()),
                ("channel", models.CharField(choices=[("rest", "REST")], max_length=16)),
                (
                    "outcome",
                    models.CharField(choices=[("given", "Given"), ("unchanged", "Told that nothing has changed")], max_length=16),
                ),
                ("request_id", models.CharField(blank=True, max_length=64)),
                (
                    "consent",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="consent.consent"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
                    ),
                ),
                (
                    "partner",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.partnersystem"
                    ),
                ),
                (
                    "patient",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="patients.patient"
                    ),
                ),
                (
                    "recipient",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["patient", "-at", "-id"], name="disclosure_of_patient")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "purpose__in",
                                ["TREAT", "HPAYMT", "HOPERAT", "CAREMGT", "ETREAT", "PATRQT", "HLEGAL", "HRESCH", "PUBHLTH"],
                            )
                        ),
                        name="disclosure_purpose_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "categories__contained_by",
                                ["demographics", "general", "mental_health", "sud", "counselling_note", "harm_reduction"],
                            ),
                            ("categories__len__gt", 0),
                        ),
                        name="disclosure_categories_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("resource", ""), _negated=True), models.Q(("basis", ""), _negated=True)),
                        name="disclosure_says_what",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("notice", ""), _negated=True), ("scope_attached", True)),
                        name="disclosure_with_notice_and_scope",
                    ),
                    models.CheckConstraint(condition=models.Q(("channel__in", ["rest"])), name="disclosure_channel_known"),
                    models.CheckConstraint(
                        condition=models.Q(("outcome__in", ["given", "unchanged"])), name="disclosure_outcome_known"
                    ),
                ],
            },
        ),
        append_only("access_disclosure"),
    ]
