"""Consents with their papers, representatives, restrictions, and what each state lets a minor sign."""

import django.contrib.postgres.fields
import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import care.lib.ids
from care.audit.protection import append_only
from care.lib.migrations import Together


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ("consent", "0001_initial"),
        ("consent", "0002_more_purposes"),
        ("consent", "0003_elements"),
        ("consent", "0004_elements_filled"),
        ("consent", "0005_elements_held"),
        ("consent", "0006_restrictions"),
        ("consent", "0008_signed_beside"),
    ]
    dependencies = [
        ("accounts", "0002_partner_systems"),
        ("patients", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="Consent",
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
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("specific", "For one recipient"),
                                    ("tpo", "Treatment, payment and operations"),
                                    ("counseling", "Counseling notes"),
                                    ("legal", "Legal proceedings"),
                                    ("research", "Research"),
                                    ("intermediary", "Exchange or network"),
                                    ("cj", "Criminal justice"),
                                    ("registry", "Central registry"),
                                ],
                                default="specific",
                                max_length=16,
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Not signed yet"),
                                    ("signed", "In force"),
                                    ("expired", "Ended"),
                                    ("revoked", "Taken back"),
                                    ("superseded", "Replaced"),
                                    ("declined", "Declined"),
                                    ("set_aside", "Set aside"),
                                ],
                                default="signed",
                                max_length=12,
                            ),
                        ),
                        ("discloser", models.CharField(blank=True, max_length=200, verbose_name="who gives it")),
                        (
                            "recipient",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.organisation",
                            ),
                        ),
                        ("recipient_name", models.CharField(blank=True, max_length=160)),
                        (
                            "recipient_kind",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("family", "Family or friend"),
                                    ("provider", "Outside treating provider"),
                                    ("health_plan", "Health plan or payer"),
                                    ("qso", "Qualified service organization"),
                                    ("intermediary", "Exchange or network"),
                                    ("community", "Community service"),
                                    ("court", "Court or party"),
                                    ("supervision", "Probation, parole, drug court"),
                                    ("employer", "Employer, school, landlord"),
                                    ("researcher", "Researcher"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "members",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=160), blank=True, default=list, size=None
                            ),
                        ),
                        ("treating_members", models.BooleanField(default=False)),
                        (
                            "matter",
                            models.CharField(blank=True, max_length=200, verbose_name="study, registry, proceeding or case"),
                        ),
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
                        ("what", models.CharField(max_length=500)),
                        ("purpose_text", models.CharField(blank=True, max_length=300, verbose_name="purpose in words")),
                        ("at_request", models.BooleanField(default=False, verbose_name="at the request of the person")),
                        ("wording", models.CharField(max_length=24)),
                        ("wording_language", models.CharField(max_length=8)),
                        ("prepared_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "prepared_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "how",
                            models.CharField(
                                blank=True,
                                choices=[("on_screen", "On this screen"), ("paper", "On paper"), ("link", "On their phone")],
                                max_length=16,
                            ),
                        ),
                        (
                            "signer",
                            models.CharField(
                                choices=[("patient", "The person"), ("representative", "A representative")],
                                default="patient",
                                max_length=16,
                            ),
                        ),
                        ("signature", models.CharField(blank=True, max_length=120, verbose_name="name as signed")),
                        (
                            "representative",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="consent.representative",
                            ),
                        ),
                        (
                            "beside",
                            models.CharField(blank=True, max_length=120, verbose_name="name as signed by the parent of a minor"),
                        ),
                        ("signed_at", models.DateTimeField(blank=True, null=True)),
                        ("recorded_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("recorded_by_job", models.CharField(blank=True, max_length=64)),
                        ("expires_at", models.DateTimeField(blank=True, null=True)),
                        ("end_event", models.CharField(blank=True, max_length=200, verbose_name="what ends it")),
                        ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="the event has happened")),
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
                        ("irrevocable_until", models.DateTimeField(blank=True, null=True)),
                        (
                            "irrevocable_event",
                            models.CharField(blank=True, max_length=200, verbose_name="what must have happened before"),
                        ),
                        ("freed_at", models.DateTimeField(blank=True, null=True, verbose_name="can be taken back since")),
                        (
                            "freed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("revoked_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "revoked_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("revoke_reason", models.CharField(blank=True, max_length=300)),
                        ("superseded_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "superseded_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("superseded_by_job", models.CharField(blank=True, max_length=64)),
                        (
                            "successor",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="consent.consent",
                            ),
                        ),
                        ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="declined or set aside")),
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
                        ("closed_by_job", models.CharField(blank=True, max_length=64)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("state", "signed")), fields=["recipient", "patient"], name="consent_in_force"
                            ),
                            models.Index(
                                condition=models.Q(("state", "signed"), ("recipient__isnull", True)),
                                fields=["patient"],
                                name="consent_of_a_class",
                            ),
                            models.Index(fields=["patient", "recipient"], name="consent_of_patient"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        ["specific", "tpo", "counseling", "legal", "research", "intermediary", "cj", "registry"],
                                    )
                                ),
                                name="consent_kind_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "state__in",
                                        ["draft", "signed", "expired", "revoked", "superseded", "declined", "set_aside"],
                                    )
                                ),
                                name="consent_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("how__in", ["", "on_screen", "paper", "link"])), name="consent_how_known"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("signer__in", ["patient", "representative"])), name="consent_signer_known"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "recipient_kind__in",
                                        [
                                            "",
                                            "family",
                                            "provider",
                                            "health_plan",
                                            "qso",
                                            "intermediary",
                                            "community",
                                            "court",
                                            "supervision",
                                            "employer",
                                            "researcher",
                                        ],
                                    )
                                ),
                                name="consent_recipient_kind_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        (
                                            "categories__contained_by",
                                            ["demographics", "general", "harm_reduction", "mental_health", "sud"],
                                        ),
                                        ("categories__len__gt", 0),
                                        ("kind", "tpo"),
                                        ("purposes__contained_by", ["CAREMGT", "HOPERAT", "HPAYMT", "TREAT"]),
                                        ("purposes__len__gt", 0),
                                    ),
                                    models.Q(
                                        (
                                            "categories__contained_by",
                                            ["demographics", "general", "harm_reduction", "mental_health", "sud"],
                                        ),
                                        ("categories__len__gt", 0),
                                        ("kind", "specific"),
                                        (
                                            "purposes__contained_by",
                                            ["CAREMGT", "FAMRQT", "HOPERAT", "HPAYMT", "TREAT", "X-PERSONAL", "X-REFERRAL"],
                                        ),
                                        ("purposes__len__gt", 0),
                                    ),
                                    models.Q(
                                        ("categories__contained_by", ["counselling_note"]),
                                        ("categories__len__gt", 0),
                                        ("kind", "counseling"),
                                        ("purposes__contained_by", ["CAREMGT", "FAMRQT", "HOPERAT", "HPAYMT", "TREAT"]),
                                        ("purposes__len__gt", 0),
                                    ),
                                    models.Q(
                                        (
                                            "categories__contained_by",
                                            ["demographics", "general", "harm_reduction", "mental_health", "sud"],
                                        ),
                                        ("categories__len__gt", 0),
                                        ("kind", "legal"),
                                        ("purposes__contained_by", ["HLEGAL"]),
                                        ("purposes__len__gt", 0),
                                    ),
                                    models.Q(
                                        (
                                            "categories__contained_by",
                                            ["demographics", "general", "harm_reduction", "mental_health", "sud"],
                                        ),
                                        ("categories__len__gt", 0),
                                        ("kind", "research"),
                                        ("purposes__contained_by", ["HRESCH"]),
                                        ("purposes__len__gt", 0),
                                    ),
                                    models.Q(
                                        (
                                            "categories__contained_by",
                                            ["demographics", "general", "harm_reduction", "mental_health", "sud"],
                                        ),
                                        ("categories__len__gt", 0),
                                        ("kind", "intermediary"),
                                        ("purposes__contained_by", ["X-ROUTING"]),
                                        ("purposes__len__gt", 0),
                                    ),
                                    models.Q(
                                        (
                                            "categories__contained_by",
                                            ["demographics", "general", "harm_reduction", "mental_health", "sud"],
                                        ),
                                        ("categories__len__gt", 0),
                                        ("kind", "cj"),
                                        ("purposes__contained_by", ["X-SUPERVISION"]),
                                        ("purposes__len__gt", 0),
                                    ),
                                    models.Q(
                                        ("categories__contained_by", ["demographics", "sud"]),
                                        ("categories__len__gt", 0),
                                        ("kind", "registry"),
                                        ("purposes__contained_by", ["TREAT"]),
                                        ("purposes__len__gt", 0),
                                    ),
                                    _connector="OR",
                                ),
                                name="consent_as_its_kind_allows",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("kind__in", ["tpo"]),
                                        ("recipient__isnull", True),
                                        ("recipient_kind", ""),
                                        ("recipient_name", ""),
                                    ),
                                    models.Q(
                                        models.Q(("kind__in", ["tpo"]), _negated=True),
                                        ("recipient__isnull", False),
                                        ("recipient_name", ""),
                                    ),
                                    models.Q(
                                        models.Q(("kind__in", ["tpo"]), _negated=True),
                                        ("recipient__isnull", True),
                                        models.Q(("recipient_name", ""), _negated=True),
                                        models.Q(("recipient_kind", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="consent_names_one_or_a_class",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("recipient__isnull", True),
                                    models.Q(("recipient", models.F("organisation")), _negated=True),
                                    _connector="OR",
                                ),
                                name="consent_recipient_is_another",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("kind", "intermediary"),
                                        models.Q(("members__len__gt", 0), ("treating_members", True), _connector="OR"),
                                    ),
                                    models.Q(
                                        models.Q(("kind", "intermediary"), _negated=True),
                                        ("members__len", 0),
                                        ("treating_members", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="consent_exchange_has_members",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind__in", ["legal", "research", "cj", "registry"]), _negated=True),
                                    models.Q(("matter", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="consent_says_which",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("what", ""), _negated=True),
                                    models.Q(("wording", ""), _negated=True),
                                    models.Q(("wording_language", ""), _negated=True),
                                    models.Q(
                                        ("wording", "1"),
                                        models.Q(
                                            models.Q(("discloser", ""), _negated=True),
                                            models.Q(
                                                models.Q(("purpose_text", ""), _negated=True),
                                                ("at_request", True),
                                                _connector="OR",
                                            ),
                                        ),
                                        _connector="OR",
                                    ),
                                ),
                                name="consent_is_complete",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("state__in", ["declined", "draft", "set_aside"]),
                                        ("how", ""),
                                        ("recorded_at__isnull", True),
                                        ("signature", ""),
                                        ("signed_at__isnull", True),
                                    ),
                                    models.Q(
                                        ("state__in", ["expired", "revoked", "signed", "superseded"]),
                                        ("recorded_at__isnull", False),
                                        ("signed_at__isnull", False),
                                        models.Q(("signature", ""), _negated=True),
                                        models.Q(("how", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="consent_signed_or_not",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("signer", "representative"), _negated=True),
                                    ("wording", "1"),
                                    ("representative__isnull", False),
                                    _connector="OR",
                                ),
                                name="consent_representative_is_on_file",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("beside", ""),
                                    models.Q(("representative__isnull", False), ("signer", "patient")),
                                    _connector="OR",
                                ),
                                name="consent_beside_is_on_file",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("prepared_at__isnull", True), ("prepared_by__isnull", True)),
                                    models.Q(("prepared_at__isnull", False), ("prepared_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="consent_prepared_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("recorded_at__isnull", True), ("recorded_by__isnull", True), ("recorded_by_job", "")
                                    ),
                                    models.Q(
                                        ("recorded_at__isnull", False),
                                        models.Q(
                                            models.Q(("recorded_by__isnull", False), ("recorded_by_job", "")),
                                            models.Q(
                                                ("recorded_by__isnull", True), models.Q(("recorded_by_job", ""), _negated=True)
                                            ),
                                            _connector="OR",
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="consent_recorded_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("recorded_at__gte", models.F("signed_at"))),
                                name="consent_recorded_after_signing",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("kind__in", ["tpo", "research"]),
                                    ("expires_at__isnull", False),
                                    models.Q(("end_event", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="consent_has_an_end",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("expires_at__isnull", True), ("expires_at__gt", models.F("signed_at")), _connector="OR"
                                ),
                                name="consent_ends_after_signing",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                                    models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="consent_ended_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ended_at__isnull", True),
                                    models.Q(("state", "expired"), models.Q(("end_event", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="consent_ended_by_event",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "expired"), _negated=True),
                                    ("ended_at__isnull", False),
                                    ("expires_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="consent_ended_by_something",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("kind", "cj"),
                                        models.Q(
                                            ("irrevocable_until__isnull", False),
                                            models.Q(("irrevocable_event", ""), _negated=True),
                                            _connector="OR",
                                        ),
                                    ),
                                    models.Q(
                                        models.Q(("kind", "cj"), _negated=True),
                                        ("freed_at__isnull", True),
                                        ("irrevocable_event", ""),
                                        ("irrevocable_until__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="consent_kept_from_taking_back",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("freed_at__isnull", True), ("freed_by__isnull", True)),
                                    models.Q(("freed_at__isnull", False), ("freed_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="consent_freed_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("revoked_at__isnull", True), ("revoked_by__isnull", True)),
                                    models.Q(("revoked_at__isnull", False), ("revoked_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="consent_revoked_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("revoked_at__isnull", False),
                                        ("state", "revoked"),
                                        models.Q(("revoke_reason", ""), _negated=True),
                                    ),
                                    models.Q(
                                        models.Q(("state", "revoked"), _negated=True),
                                        ("revoke_reason", ""),
                                        ("revoked_at__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="consent_revoked_with_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("revoked_at__isnull", True), ("revoked_at__gte", models.F("signed_at")), _connector="OR"
                                ),
                                name="consent_revoked_after_signing",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("revoked_at__isnull", True),
                                    models.Q(("kind", "cj"), _negated=True),
                                    ("freed_at__isnull", False),
                                    models.Q(
                                        ("irrevocable_until__isnull", False), ("irrevocable_until__lte", models.F("revoked_at"))
                                    ),
                                    _connector="OR",
                                ),
                                name="consent_revoked_when_it_can",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("superseded_at__isnull", True),
                                        ("superseded_by__isnull", True),
                                        ("superseded_by_job", ""),
                                    ),
                                    models.Q(
                                        ("superseded_at__isnull", False),
                                        models.Q(
                                            models.Q(("superseded_by__isnull", False), ("superseded_by_job", "")),
                                            models.Q(
                                                ("superseded_by__isnull", True),
                                                models.Q(("superseded_by_job", ""), _negated=True),
                                            ),
                                            _connector="OR",
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="consent_superseded_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("state", "superseded"), ("successor__isnull", False), ("superseded_at__isnull", False)
                                    ),
                                    models.Q(
                                        models.Q(("state", "superseded"), _negated=True),
                                        ("successor__isnull", True),
                                        ("superseded_at__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="consent_superseded_has_successor",
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
                                name="consent_closed_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("closed_at__isnull", False), ("state__in", ["declined", "set_aside"])),
                                    models.Q(
                                        models.Q(("state__in", ["declined", "set_aside"]), _negated=True),
                                        ("closed_at__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="consent_closed_unsigned",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "signed"), ("kind", "tpo")),
                                fields=("patient", "organisation"),
                                name="consent_one_general",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "signed")),
                                fields=(
                                    "patient",
                                    "organisation",
                                    "recipient",
                                    "recipient_name",
                                    "kind",
                                    "matter",
                                    "categories",
                                    "purposes",
                                    "expires_at",
                                    "end_event",
                                ),
                                name="consent_once",
                                nulls_distinct=False,
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ConsentEvent",
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
                                to="consent.consent",
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
                            "kind",
                            models.CharField(
                                choices=[
                                    ("specific", "For one recipient"),
                                    ("tpo", "Treatment, payment and operations"),
                                    ("counseling", "Counseling notes"),
                                    ("legal", "Legal proceedings"),
                                    ("research", "Research"),
                                    ("intermediary", "Exchange or network"),
                                    ("cj", "Criminal justice"),
                                    ("registry", "Central registry"),
                                ],
                                default="specific",
                                max_length=16,
                                null=True,
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Not signed yet"),
                                    ("signed", "In force"),
                                    ("expired", "Ended"),
                                    ("revoked", "Taken back"),
                                    ("superseded", "Replaced"),
                                    ("declined", "Declined"),
                                    ("set_aside", "Set aside"),
                                ],
                                default="signed",
                                max_length=12,
                                null=True,
                            ),
                        ),
                        ("discloser", models.CharField(blank=True, max_length=200, null=True, verbose_name="who gives it")),
                        (
                            "recipient",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="accounts.organisation",
                            ),
                        ),
                        ("recipient_name", models.CharField(blank=True, max_length=160, null=True)),
                        (
                            "recipient_kind",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("family", "Family or friend"),
                                    ("provider", "Outside treating provider"),
                                    ("health_plan", "Health plan or payer"),
                                    ("qso", "Qualified service organization"),
                                    ("intermediary", "Exchange or network"),
                                    ("community", "Community service"),
                                    ("court", "Court or party"),
                                    ("supervision", "Probation, parole, drug court"),
                                    ("employer", "Employer, school, landlord"),
                                    ("researcher", "Researcher"),
                                ],
                                max_length=20,
                                null=True,
                            ),
                        ),
                        (
                            "members",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=160), blank=True, default=list, null=True, size=None
                            ),
                        ),
                        ("treating_members", models.BooleanField(default=False, null=True)),
                        (
                            "matter",
                            models.CharField(
                                blank=True, max_length=200, null=True, verbose_name="study, registry, proceeding or case"
                            ),
                        ),
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
                                null=True,
                                size=None,
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
                        ("what", models.CharField(max_length=500, null=True)),
                        (
                            "purpose_text",
                            models.CharField(blank=True, max_length=300, null=True, verbose_name="purpose in words"),
                        ),
                        (
                            "at_request",
                            models.BooleanField(default=False, null=True, verbose_name="at the request of the person"),
                        ),
                        ("wording", models.CharField(max_length=24, null=True)),
                        ("wording_language", models.CharField(max_length=8, null=True)),
                        ("prepared_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "prepared_by",
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
                            "how",
                            models.CharField(
                                blank=True,
                                choices=[("on_screen", "On this screen"), ("paper", "On paper"), ("link", "On their phone")],
                                max_length=16,
                                null=True,
                            ),
                        ),
                        (
                            "signer",
                            models.CharField(
                                choices=[("patient", "The person"), ("representative", "A representative")],
                                default="patient",
                                max_length=16,
                                null=True,
                            ),
                        ),
                        ("signature", models.CharField(blank=True, max_length=120, null=True, verbose_name="name as signed")),
                        (
                            "representative",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="consent.representative",
                            ),
                        ),
                        (
                            "beside",
                            models.CharField(
                                blank=True, max_length=120, null=True, verbose_name="name as signed by the parent of a minor"
                            ),
                        ),
                        ("signed_at", models.DateTimeField(blank=True, null=True)),
                        ("recorded_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "recorded_by",
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
                        ("recorded_by_job", models.CharField(blank=True, max_length=64, null=True)),
                        ("expires_at", models.DateTimeField(blank=True, null=True)),
                        ("end_event", models.CharField(blank=True, max_length=200, null=True, verbose_name="what ends it")),
                        ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="the event has happened")),
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
                        ("irrevocable_until", models.DateTimeField(blank=True, null=True)),
                        (
                            "irrevocable_event",
                            models.CharField(
                                blank=True, max_length=200, null=True, verbose_name="what must have happened before"
                            ),
                        ),
                        ("freed_at", models.DateTimeField(blank=True, null=True, verbose_name="can be taken back since")),
                        (
                            "freed_by",
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
                        ("revoked_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "revoked_by",
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
                        ("revoke_reason", models.CharField(blank=True, max_length=300, null=True)),
                        ("superseded_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "superseded_by",
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
                        ("superseded_by_job", models.CharField(blank=True, max_length=64, null=True)),
                        (
                            "successor",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="consent.consent",
                            ),
                        ),
                        ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="declined or set aside")),
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
                        ("closed_by_job", models.CharField(blank=True, max_length=64, null=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ConsentPaper",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, unique=True)),
                        (
                            "consent",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT, related_name="paper", to="consent.consent"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[("drawing", "Drawn signature"), ("scan", "Scan of the signed paper")], max_length=8
                            ),
                        ),
                        ("media_type", models.CharField(max_length=40)),
                        ("size", models.PositiveIntegerField()),
                        ("digest", models.CharField(max_length=64)),
                        ("content", models.BinaryField()),
                        ("added_at", models.DateTimeField()),
                        (
                            "added_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("added_by_job", models.CharField(blank=True, max_length=64)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["drawing", "scan"])), name="consent_paper_kind_known"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("media_type__in", ["image/svg+xml", "application/pdf", "image/png", "image/jpeg"])
                                ),
                                name="consent_paper_type_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("size__gt", 0), ("size__lte", 3000000)), name="consent_paper_bounded"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("digest__regex", "^[0-9a-f]{64}$")), name="consent_paper_has_digest"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        models.Q(("added_at__isnull", True), ("added_by__isnull", True), ("added_by_job", "")),
                                        models.Q(
                                            ("added_at__isnull", False),
                                            models.Q(
                                                models.Q(("added_by__isnull", False), ("added_by_job", "")),
                                                models.Q(
                                                    ("added_by__isnull", True), models.Q(("added_by_job", ""), _negated=True)
                                                ),
                                                _connector="OR",
                                            ),
                                        ),
                                        _connector="OR",
                                    ),
                                    ("added_at__isnull", False),
                                ),
                                name="consent_paper_added_pair",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ConsentPaperEvent",
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
                                to="consent.consentpaper",
                            ),
                        ),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, null=True)),
                        (
                            "consent",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="consent.consent",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[("drawing", "Drawn signature"), ("scan", "Scan of the signed paper")],
                                max_length=8,
                                null=True,
                            ),
                        ),
                        ("media_type", models.CharField(max_length=40, null=True)),
                        ("size", models.PositiveIntegerField(null=True)),
                        ("digest", models.CharField(max_length=64, null=True)),
                        ("added_at", models.DateTimeField(null=True)),
                        (
                            "added_by",
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
                        ("added_by_job", models.CharField(blank=True, max_length=64, null=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Representative",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, unique=True)),
                        (
                            "patient",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="patients.patient",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("guardian", "Guardian appointed by a court"),
                                    ("parent", "Parent or guardian of a minor"),
                                    ("personal_representative", "Personal representative of somebody who died"),
                                    ("next_of_kin", "Next of kin of somebody who died"),
                                    ("director", "Program director, for payment only"),
                                ],
                                max_length=24,
                            ),
                        ),
                        ("name", models.CharField(max_length=120)),
                        ("relation", models.CharField(max_length=80)),
                        (
                            "evidence",
                            models.CharField(
                                choices=[
                                    ("court_order", "Court order"),
                                    ("letters", "Letters testamentary or of administration"),
                                    ("birth_record", "Birth or adoption record"),
                                    ("custody", "Custody order"),
                                    ("statement", "Signed statement of the relative"),
                                    ("finding", "Director's written finding"),
                                ],
                                max_length=16,
                            ),
                        ),
                        ("evidence_words", models.CharField(max_length=200)),
                        ("evidence_on", models.DateField()),
                        ("starts_at", models.DateTimeField()),
                        ("expires_at", models.DateTimeField(blank=True, null=True)),
                        ("recorded_at", models.DateTimeField()),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                            ),
                        ),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
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
                        ("ended_by_job", models.CharField(blank=True, max_length=64)),
                        ("end_reason", models.CharField(blank=True, max_length=200)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["patient", "organisation"], name="representative_of_patient")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("kind__in", ["guardian", "parent", "personal_representative", "next_of_kin", "director"])
                                ),
                                name="representative_kind_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "evidence__in",
                                        ["court_order", "letters", "birth_record", "custody", "statement", "finding"],
                                    )
                                ),
                                name="representative_evidence_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("name", ""), _negated=True),
                                    models.Q(("relation", ""), _negated=True),
                                    models.Q(("evidence_words", ""), _negated=True),
                                ),
                                name="representative_is_complete",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("expires_at__isnull", True), ("expires_at__gt", models.F("starts_at")), _connector="OR"
                                ),
                                name="representative_ends_after_start",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind__in", ["parent", "director"]), _negated=True),
                                    ("expires_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="representative_has_last_day",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_at__isnull", True), ("ended_by__isnull", True), ("ended_by_job", "")),
                                    models.Q(
                                        ("ended_at__isnull", False),
                                        models.Q(
                                            models.Q(("ended_by__isnull", False), ("ended_by_job", "")),
                                            models.Q(("ended_by__isnull", True), models.Q(("ended_by_job", ""), _negated=True)),
                                            _connector="OR",
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="representative_ended_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("end_reason", ""), ("ended_at__isnull", True)),
                                    models.Q(("ended_at__isnull", False), models.Q(("end_reason", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="representative_ended_with_reason",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at__isnull", True)),
                                fields=("patient", "organisation", "kind", "name"),
                                name="representative_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RepresentativeEvent",
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
                                to="consent.representative",
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
                            "kind",
                            models.CharField(
                                choices=[
                                    ("guardian", "Guardian appointed by a court"),
                                    ("parent", "Parent or guardian of a minor"),
                                    ("personal_representative", "Personal representative of somebody who died"),
                                    ("next_of_kin", "Next of kin of somebody who died"),
                                    ("director", "Program director, for payment only"),
                                ],
                                max_length=24,
                                null=True,
                            ),
                        ),
                        ("name", models.CharField(max_length=120, null=True)),
                        ("relation", models.CharField(max_length=80, null=True)),
                        (
                            "evidence",
                            models.CharField(
                                choices=[
                                    ("court_order", "Court order"),
                                    ("letters", "Letters testamentary or of administration"),
                                    ("birth_record", "Birth or adoption record"),
                                    ("custody", "Custody order"),
                                    ("statement", "Signed statement of the relative"),
                                    ("finding", "Director's written finding"),
                                ],
                                max_length=16,
                                null=True,
                            ),
                        ),
                        ("evidence_words", models.CharField(max_length=200, null=True)),
                        ("evidence_on", models.DateField(null=True)),
                        ("starts_at", models.DateTimeField(null=True)),
                        ("expires_at", models.DateTimeField(blank=True, null=True)),
                        ("recorded_at", models.DateTimeField(null=True)),
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
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
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
                        ("ended_by_job", models.CharField(blank=True, max_length=64, null=True)),
                        ("end_reason", models.CharField(blank=True, max_length=200, null=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="MinorConsent",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("AL", "Alabama"),
                                    ("AK", "Alaska"),
                                    ("AZ", "Arizona"),
                                    ("AR", "Arkansas"),
                                    ("CA", "California"),
                                    ("CO", "Colorado"),
                                    ("CT", "Connecticut"),
                                    ("DE", "Delaware"),
                                    ("DC", "District of Columbia"),
                                    ("FL", "Florida"),
                                    ("GA", "Georgia"),
                                    ("HI", "Hawaii"),
                                    ("ID", "Idaho"),
                                    ("IL", "Illinois"),
                                    ("IN", "Indiana"),
                                    ("IA", "Iowa"),
                                    ("KS", "Kansas"),
                                    ("KY", "Kentucky"),
                                    ("LA", "Louisiana"),
                                    ("ME", "Maine"),
                                    ("MD", "Maryland"),
                                    ("MA", "Massachusetts"),
                                    ("MI", "Michigan"),
                                    ("MN", "Minnesota"),
                                    ("MS", "Mississippi"),
                                    ("MO", "Missouri"),
                                    ("MT", "Montana"),
                                    ("NE", "Nebraska"),
                                    ("NV", "Nevada"),
                                    ("NH", "New Hampshire"),
                                    ("NJ", "New Jersey"),
                                    ("NM", "New Mexico"),
                                    ("NY", "New York"),
                                    ("NC", "North Carolina"),
                                    ("ND", "North Dakota"),
                                    ("OH", "Ohio"),
                                    ("OK", "Oklahoma"),
                                    ("OR", "Oregon"),
                                    ("PA", "Pennsylvania"),
                                    ("RI", "Rhode Island"),
                                    ("SC", "South Carolina"),
                                    ("SD", "South Dakota"),
                                    ("TN", "Tennessee"),
                                    ("TX", "Texas"),
                                    ("UT", "Utah"),
                                    ("VT", "Vermont"),
                                    ("VA", "Virginia"),
                                    ("WA", "Washington"),
                                    ("WV", "West Virginia"),
                                    ("WI", "Wisconsin"),
                                    ("WY", "Wyoming"),
                                    ("AS", "American Samoa"),
                                    ("GU", "Guam"),
                                    ("MP", "Northern Mariana Islands"),
                                    ("PR", "Puerto Rico"),
                                    ("VI", "U.S. Virgin Islands"),
                                ],
                                max_length=2,
                            ),
                        ),
                        (
                            "service",
                            models.CharField(
                                choices=[
                                    ("outpatient", "Outpatient counseling and treatment"),
                                    ("medication", "Medication for a substance use disorder"),
                                    ("residential", "Residential or inpatient treatment"),
                                ],
                                max_length=16,
                            ),
                        ),
                        ("min_age", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("source", models.CharField(max_length=200)),
                        ("verified_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "state__in",
                                        [
                                            "AL",
                                            "AK",
                                            "AZ",
                                            "AR",
                                            "CA",
                                            "CO",
                                            "CT",
                                            "DE",
                                            "DC",
                                            "FL",
                                            "GA",
                                            "HI",
                                            "ID",
                                            "IL",
                                            "IN",
                                            "IA",
                                            "KS",
                                            "KY",
                                            "LA",
                                            "ME",
                                            "MD",
                                            "MA",
                                            "MI",
                                            "MN",
                                            "MS",
                                            "MO",
                                            "MT",
                                            "NE",
                                            "NV",
                                            "NH",
                                            "NJ",
                                            "NM",
                                            "NY",
                                            "NC",
                                            "ND",
                                            "OH",
                                            "OK",
                                            "OR",
                                            "PA",
                                            "RI",
                                            "SC",
                                            "SD",
                                            "TN",
                                            "TX",
                                            "UT",
                                            "VT",
                                            "VA",
                                            "WA",
                                            "WV",
                                            "WI",
                                            "WY",
                                            "AS",
                                            "GU",
                                            "MP",
                                            "PR",
                                            "VI",
                                        ],
                                    )
                                ),
                                name="minor_consent_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("service__in", ["outpatient", "medication", "residential"])),
                                name="minor_consent_service_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("min_age__isnull", True), ("min_age__lte", 20), _connector="OR"),
                                name="minor_consent_age_possible",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("source", ""), _negated=True), name="minor_consent_has_source"
                            ),
                            models.UniqueConstraint(fields=("state", "service"), name="minor_consent_once"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RestrictionRequest",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, unique=True)),
                        (
                            "patient",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="patients.patient",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
                            ),
                        ),
                        (
                            "target",
                            models.CharField(
                                choices=[
                                    ("requester", "A kind of asker"),
                                    ("organisation", "A named organization"),
                                    ("self_paid", "A health plan, for care paid in full"),
                                ],
                                max_length=16,
                            ),
                        ),
                        (
                            "requester",
                            models.CharField(
                                choices=[
                                    ("provider", "Outside treating provider"),
                                    ("health_plan", "Health plan or payer"),
                                    ("family", "Family or friend"),
                                    ("employer", "Employer, school, landlord"),
                                    ("community", "Community service"),
                                    ("intermediary", "Exchange or network"),
                                    ("qso", "Qualified service organization"),
                                    ("researcher", "Researcher"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "recipient",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.organisation",
                            ),
                        ),
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
                        ("own_words", models.CharField(max_length=500)),
                        ("paid_on", models.DateField(blank=True, null=True)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("asked", "Waits for a decision"),
                                    ("agreed", "Agreed"),
                                    ("declined", "Declined"),
                                    ("withdrawn", "Withdrawn"),
                                    ("ended", "Ended"),
                                ],
                                default="asked",
                                max_length=12,
                            ),
                        ),
                        ("asked_at", models.DateTimeField()),
                        (
                            "asked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                            ),
                        ),
                        ("decided_at", models.DateTimeField(blank=True, null=True)),
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
                        ("decision_reason", models.CharField(blank=True, max_length=300)),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
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
                            "ended_for",
                            models.CharField(
                                blank=True,
                                choices=[("person", "The person asked for it"), ("program", "The program ends it")],
                                max_length=12,
                            ),
                        ),
                        ("end_reason", models.CharField(blank=True, max_length=300)),
                        ("told_on", models.DateField(blank=True, null=True)),
                        ("counts_until", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["patient", "organisation"], name="restriction_of_patient")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("target__in", ["requester", "organisation", "self_paid"])),
                                name="restriction_target_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "requester__in",
                                        [
                                            "provider",
                                            "health_plan",
                                            "family",
                                            "employer",
                                            "community",
                                            "intermediary",
                                            "qso",
                                            "researcher",
                                        ],
                                    )
                                ),
                                name="restriction_requester_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["asked", "agreed", "declined", "withdrawn", "ended"])),
                                name="restriction_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("ended_for", ""), ("ended_for__in", ["person", "program"]), _connector="OR"),
                                name="restriction_ended_for_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("recipient__isnull", False), ("target", "organisation")),
                                    models.Q(models.Q(("target", "organisation"), _negated=True), ("recipient__isnull", True)),
                                    _connector="OR",
                                ),
                                name="restriction_names_its_organisation",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("recipient__isnull", True),
                                    models.Q(("recipient", models.F("organisation")), _negated=True),
                                    _connector="OR",
                                ),
                                name="restriction_is_about_another",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "categories__contained_by",
                                        ["demographics", "general", "mental_health", "sud", "harm_reduction"],
                                    ),
                                    ("categories__len__gt", 0),
                                ),
                                name="restriction_categories_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "purposes__contained_by",
                                        [
                                            "TREAT",
                                            "CAREMGT",
                                            "HPAYMT",
                                            "HOPERAT",
                                            "FAMRQT",
                                            "X-REFERRAL",
                                            "X-PERSONAL",
                                            "X-ROUTING",
                                            "X-QSO",
                                            "HRESCH",
                                        ],
                                    ),
                                    ("purposes__len__gt", 0),
                                ),
                                name="restriction_purposes_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("target", "self_paid"),
                                        ("paid_on__isnull", False),
                                        ("purposes__contained_by", ["HOPERAT", "HPAYMT"]),
                                        ("requester", "health_plan"),
                                    ),
                                    models.Q(models.Q(("target", "self_paid"), _negated=True), ("paid_on__isnull", True)),
                                    _connector="OR",
                                ),
                                name="restriction_paid_in_full",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("own_words", ""), _negated=True), name="restriction_has_own_words"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("decided_at__isnull", True), ("decided_by__isnull", True)),
                                    models.Q(("decided_at__isnull", False), ("decided_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="restriction_decided_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                                    models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="restriction_ended_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("decided_at__isnull", False), ("state__in", ["agreed", "declined", "ended"])),
                                    models.Q(
                                        models.Q(("state__in", ["agreed", "declined", "ended"]), _negated=True),
                                        ("decided_at__isnull", True),
                                        ("decision_reason", ""),
                                    ),
                                    _connector="OR",
                                ),
                                name="restriction_decided_when_it_was",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("counts_until__isnull", False),
                                        ("ended_at__isnull", False),
                                        ("state__in", ["withdrawn", "ended"]),
                                        models.Q(("ended_for", ""), _negated=True),
                                        models.Q(("end_reason", ""), _negated=True),
                                    ),
                                    models.Q(
                                        models.Q(("state__in", ["withdrawn", "ended"]), _negated=True),
                                        ("counts_until__isnull", True),
                                        ("end_reason", ""),
                                        ("ended_at__isnull", True),
                                        ("ended_for", ""),
                                    ),
                                    _connector="OR",
                                ),
                                name="restriction_ended_when_it_was",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "declined"), _negated=True),
                                    models.Q(
                                        models.Q(("decision_reason", ""), _negated=True),
                                        models.Q(("target", "self_paid"), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="restriction_declined_with_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_for", "program"), _negated=True),
                                    models.Q(
                                        ("counts_until__gt", models.F("ended_at")),
                                        ("state", "ended"),
                                        ("told_on__isnull", False),
                                        models.Q(("target", "self_paid"), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="restriction_ended_by_program_with_notice",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("decided_at__isnull", True), ("decided_at__gte", models.F("asked_at")), _connector="OR"
                                    ),
                                    models.Q(
                                        ("ended_at__isnull", True), ("ended_at__gte", models.F("asked_at")), _connector="OR"
                                    ),
                                    models.Q(
                                        ("counts_until__isnull", True),
                                        ("counts_until__gte", models.F("ended_at")),
                                        _connector="OR",
                                    ),
                                ),
                                name="restriction_times_in_order",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RestrictionRequestEvent",
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
                                to="consent.restrictionrequest",
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
                            "target",
                            models.CharField(
                                choices=[
                                    ("requester", "A kind of asker"),
                                    ("organisation", "A named organization"),
                                    ("self_paid", "A health plan, for care paid in full"),
                                ],
                                max_length=16,
                                null=True,
                            ),
                        ),
                        (
                            "requester",
                            models.CharField(
                                choices=[
                                    ("provider", "Outside treating provider"),
                                    ("health_plan", "Health plan or payer"),
                                    ("family", "Family or friend"),
                                    ("employer", "Employer, school, landlord"),
                                    ("community", "Community service"),
                                    ("intermediary", "Exchange or network"),
                                    ("qso", "Qualified service organization"),
                                    ("researcher", "Researcher"),
                                ],
                                max_length=20,
                                null=True,
                            ),
                        ),
                        (
                            "recipient",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="accounts.organisation",
                            ),
                        ),
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
                                null=True,
                                size=None,
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
                        ("own_words", models.CharField(max_length=500, null=True)),
                        ("paid_on", models.DateField(blank=True, null=True)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("asked", "Waits for a decision"),
                                    ("agreed", "Agreed"),
                                    ("declined", "Declined"),
                                    ("withdrawn", "Withdrawn"),
                                    ("ended", "Ended"),
                                ],
                                default="asked",
                                max_length=12,
                                null=True,
                            ),
                        ),
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
                        ("decided_at", models.DateTimeField(blank=True, null=True)),
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
                        ("decision_reason", models.CharField(blank=True, max_length=300, null=True)),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
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
                            "ended_for",
                            models.CharField(
                                blank=True,
                                choices=[("person", "The person asked for it"), ("program", "The program ends it")],
                                max_length=12,
                                null=True,
                            ),
                        ),
                        ("end_reason", models.CharField(blank=True, max_length=300, null=True)),
                        ("told_on", models.DateField(blank=True, null=True)),
                        ("counts_until", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="consent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "consent_consentevent" ("at_request", "beside", "categories", "closed_at", "closed_by_id", "closed_by_job", "discloser", "end_event", "ended_at", "ended_by_id", "expires_at", "freed_at", "freed_by_id", "how", "id", "irrevocable_event", "irrevocable_until", "kind", "matter", "members", "organisation_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_at", "prepared_by_id", "purpose_text", "purposes", "recipient_id", "recipient_kind", "recipient_name", "recorded_at", "recorded_by_id", "recorded_by_job", "representative_id", "revoke_reason", "revoked_at", "revoked_by_id", "signature", "signed_at", "signer", "state", "successor_id", "superseded_at", "superseded_by_id", "superseded_by_job", "treating_members", "uuid", "what", "wording", "wording_language") VALUES (NEW."at_request", NEW."beside", NEW."categories", NEW."closed_at", NEW."closed_by_id", NEW."closed_by_job", NEW."discloser", NEW."end_event", NEW."ended_at", NEW."ended_by_id", NEW."expires_at", NEW."freed_at", NEW."freed_by_id", NEW."how", NEW."id", NEW."irrevocable_event", NEW."irrevocable_until", NEW."kind", NEW."matter", NEW."members", NEW."organisation_id", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."prepared_at", NEW."prepared_by_id", NEW."purpose_text", NEW."purposes", NEW."recipient_id", NEW."recipient_kind", NEW."recipient_name", NEW."recorded_at", NEW."recorded_by_id", NEW."recorded_by_job", NEW."representative_id", NEW."revoke_reason", NEW."revoked_at", NEW."revoked_by_id", NEW."signature", NEW."signed_at", NEW."signer", NEW."state", NEW."successor_id", NEW."superseded_at", NEW."superseded_by_id", NEW."superseded_by_job", NEW."treating_members", NEW."uuid", NEW."what", NEW."wording", NEW."wording_language"); RETURN NULL;',
                            hash="d93e7418145234ccb62d4d8c3e907822ae0c3271",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_6007e",
                            table="consent_consent",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="consent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "consent_consentevent" ("at_request", "beside", "categories", "closed_at", "closed_by_id", "closed_by_job", "discloser", "end_event", "ended_at", "ended_by_id", "expires_at", "freed_at", "freed_by_id", "how", "id", "irrevocable_event", "irrevocable_until", "kind", "matter", "members", "organisation_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_at", "prepared_by_id", "purpose_text", "purposes", "recipient_id", "recipient_kind", "recipient_name", "recorded_at", "recorded_by_id", "recorded_by_job", "representative_id", "revoke_reason", "revoked_at", "revoked_by_id", "signature", "signed_at", "signer", "state", "successor_id", "superseded_at", "superseded_by_id", "superseded_by_job", "treating_members", "uuid", "what", "wording", "wording_language") VALUES (NEW."at_request", NEW."beside", NEW."categories", NEW."closed_at", NEW."closed_by_id", NEW."closed_by_job", NEW."discloser", NEW."end_event", NEW."ended_at", NEW."ended_by_id", NEW."expires_at", NEW."freed_at", NEW."freed_by_id", NEW."how", NEW."id", NEW."irrevocable_event", NEW."irrevocable_until", NEW."kind", NEW."matter", NEW."members", NEW."organisation_id", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."prepared_at", NEW."prepared_by_id", NEW."purpose_text", NEW."purposes", NEW."recipient_id", NEW."recipient_kind", NEW."recipient_name", NEW."recorded_at", NEW."recorded_by_id", NEW."recorded_by_job", NEW."representative_id", NEW."revoke_reason", NEW."revoked_at", NEW."revoked_by_id", NEW."signature", NEW."signed_at", NEW."signer", NEW."state", NEW."successor_id", NEW."superseded_at", NEW."superseded_by_id", NEW."superseded_by_job", NEW."treating_members", NEW."uuid", NEW."what", NEW."wording", NEW."wording_language"); RETURN NULL;',
                            hash="c867445c3b2ae3e7547a24796ae0eb648655ac31",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_3b14c",
                            table="consent_consent",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="consent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "consent_consentevent" ("at_request", "beside", "categories", "closed_at", "closed_by_id", "closed_by_job", "discloser", "end_event", "ended_at", "ended_by_id", "expires_at", "freed_at", "freed_by_id", "how", "id", "irrevocable_event", "irrevocable_until", "kind", "matter", "members", "organisation_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_at", "prepared_by_id", "purpose_text", "purposes", "recipient_id", "recipient_kind", "recipient_name", "recorded_at", "recorded_by_id", "recorded_by_job", "representative_id", "revoke_reason", "revoked_at", "revoked_by_id", "signature", "signed_at", "signer", "state", "successor_id", "superseded_at", "superseded_by_id", "superseded_by_job", "treating_members", "uuid", "what", "wording", "wording_language") VALUES (OLD."at_request", OLD."beside", OLD."categories", OLD."closed_at", OLD."closed_by_id", OLD."closed_by_job", OLD."discloser", OLD."end_event", OLD."ended_at", OLD."ended_by_id", OLD."expires_at", OLD."freed_at", OLD."freed_by_id", OLD."how", OLD."id", OLD."irrevocable_event", OLD."irrevocable_until", OLD."kind", OLD."matter", OLD."members", OLD."organisation_id", OLD."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."prepared_at", OLD."prepared_by_id", OLD."purpose_text", OLD."purposes", OLD."recipient_id", OLD."recipient_kind", OLD."recipient_name", OLD."recorded_at", OLD."recorded_by_id", OLD."recorded_by_job", OLD."representative_id", OLD."revoke_reason", OLD."revoked_at", OLD."revoked_by_id", OLD."signature", OLD."signed_at", OLD."signer", OLD."state", OLD."successor_id", OLD."superseded_at", OLD."superseded_by_id", OLD."superseded_by_job", OLD."treating_members", OLD."uuid", OLD."what", OLD."wording", OLD."wording_language"); RETURN NULL;',
                            hash="a01165f7a6299956214e89a9778f35845967d71b",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_124d9",
                            table="consent_consent",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="consentpaper",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "consent_consentpaperevent" ("added_at", "added_by_id", "added_by_job", "consent_id", "digest", "id", "kind", "media_type", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "size", "uuid") VALUES (NEW."added_at", NEW."added_by_id", NEW."added_by_job", NEW."consent_id", NEW."digest", NEW."id", NEW."kind", NEW."media_type", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."size", NEW."uuid"); RETURN NULL;',
                            hash="3025817c08ac9e8f4f60c6d106554b9331fe3522",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_761db",
                            table="consent_consentpaper",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="consentpaper",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."added_at" IS DISTINCT FROM (NEW."added_at") OR OLD."added_by_id" IS DISTINCT FROM (NEW."added_by_id") OR OLD."added_by_job" IS DISTINCT FROM (NEW."added_by_job") OR OLD."consent_id" IS DISTINCT FROM (NEW."consent_id") OR OLD."digest" IS DISTINCT FROM (NEW."digest") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."media_type" IS DISTINCT FROM (NEW."media_type") OR OLD."size" IS DISTINCT FROM (NEW."size") OR OLD."uuid" IS DISTINCT FROM (NEW."uuid"))',
                            func='INSERT INTO "consent_consentpaperevent" ("added_at", "added_by_id", "added_by_job", "consent_id", "digest", "id", "kind", "media_type", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "size", "uuid") VALUES (NEW."added_at", NEW."added_by_id", NEW."added_by_job", NEW."consent_id", NEW."digest", NEW."id", NEW."kind", NEW."media_type", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."size", NEW."uuid"); RETURN NULL;',
                            hash="d03941d7ba13d14369007f1f55020687eed859de",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_6fbe2",
                            table="consent_consentpaper",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="consentpaper",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "consent_consentpaperevent" ("added_at", "added_by_id", "added_by_job", "consent_id", "digest", "id", "kind", "media_type", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "size", "uuid") VALUES (OLD."added_at", OLD."added_by_id", OLD."added_by_job", OLD."consent_id", OLD."digest", OLD."id", OLD."kind", OLD."media_type", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."size", OLD."uuid"); RETURN NULL;',
                            hash="97615a29504f934d6686b87840e99573a0f52f40",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_af8e1",
                            table="consent_consentpaper",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="representative",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "consent_representativeevent" ("end_reason", "ended_at", "ended_by_id", "ended_by_job", "evidence", "evidence_on", "evidence_words", "expires_at", "id", "kind", "name", "organisation_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "relation", "starts_at", "uuid") VALUES (NEW."end_reason", NEW."ended_at", NEW."ended_by_id", NEW."ended_by_job", NEW."evidence", NEW."evidence_on", NEW."evidence_words", NEW."expires_at", NEW."id", NEW."kind", NEW."name", NEW."organisation_id", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."relation", NEW."starts_at", NEW."uuid"); RETURN NULL;',
                            hash="9a5aee51444aa107b57fbcc363d0b71b26ffe60c",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_5123d",
                            table="consent_representative",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="representative",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "consent_representativeevent" ("end_reason", "ended_at", "ended_by_id", "ended_by_job", "evidence", "evidence_on", "evidence_words", "expires_at", "id", "kind", "name", "organisation_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "relation", "starts_at", "uuid") VALUES (NEW."end_reason", NEW."ended_at", NEW."ended_by_id", NEW."ended_by_job", NEW."evidence", NEW."evidence_on", NEW."evidence_words", NEW."expires_at", NEW."id", NEW."kind", NEW."name", NEW."organisation_id", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."relation", NEW."starts_at", NEW."uuid"); RETURN NULL;',
                            hash="b5bbaf9f1755e4a87fb2894d73b4f7cab769eeac",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_7a7b0",
                            table="consent_representative",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="representative",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "consent_representativeevent" ("end_reason", "ended_at", "ended_by_id", "ended_by_job", "evidence", "evidence_on", "evidence_words", "expires_at", "id", "kind", "name", "organisation_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "relation", "starts_at", "uuid") VALUES (OLD."end_reason", OLD."ended_at", OLD."ended_by_id", OLD."ended_by_job", OLD."evidence", OLD."evidence_on", OLD."evidence_words", OLD."expires_at", OLD."id", OLD."kind", OLD."name", OLD."organisation_id", OLD."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."relation", OLD."starts_at", OLD."uuid"); RETURN NULL;',
                            hash="c0b5dd65e109149638b3d9dfc6f76972d0a63a44",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_9a4c6",
                            table="consent_representative",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="restrictionrequest",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "consent_restrictionrequestevent" ("asked_at", "asked_by_id", "categories", "counts_until", "decided_at", "decided_by_id", "decision_reason", "end_reason", "ended_at", "ended_by_id", "ended_for", "id", "organisation_id", "own_words", "paid_on", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purposes", "recipient_id", "requester", "state", "target", "told_on", "uuid") VALUES (NEW."asked_at", NEW."asked_by_id", NEW."categories", NEW."counts_until", NEW."decided_at", NEW."decided_by_id", NEW."decision_reason", NEW."end_reason", NEW."ended_at", NEW."ended_by_id", NEW."ended_for", NEW."id", NEW."organisation_id", NEW."own_words", NEW."paid_on", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."purposes", NEW."recipient_id", NEW."requester", NEW."state", NEW."target", NEW."told_on", NEW."uuid"); RETURN NULL;',
                            hash="a00a4c0cd5bb25541176cb4439a39ffeb1185e06",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_852b2",
                            table="consent_restrictionrequest",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="restrictionrequest",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "consent_restrictionrequestevent" ("asked_at", "asked_by_id", "categories", "counts_until", "decided_at", "decided_by_id", "decision_reason", "end_reason", "ended_at", "ended_by_id", "ended_for", "id", "organisation_id", "own_words", "paid_on", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purposes", "recipient_id", "requester", "state", "target", "told_on", "uuid") VALUES (NEW."asked_at", NEW."asked_by_id", NEW."categories", NEW."counts_until", NEW."decided_at", NEW."decided_by_id", NEW."decision_reason", NEW."end_reason", NEW."ended_at", NEW."ended_by_id", NEW."ended_for", NEW."id", NEW."organisation_id", NEW."own_words", NEW."paid_on", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."purposes", NEW."recipient_id", NEW."requester", NEW."state", NEW."target", NEW."told_on", NEW."uuid"); RETURN NULL;',
                            hash="191b9993b7644321d3d03005350b4943b95296d9",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_163bc",
                            table="consent_restrictionrequest",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="restrictionrequest",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "consent_restrictionrequestevent" ("asked_at", "asked_by_id", "categories", "counts_until", "decided_at", "decided_by_id", "decision_reason", "end_reason", "ended_at", "ended_by_id", "ended_for", "id", "organisation_id", "own_words", "paid_on", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purposes", "recipient_id", "requester", "state", "target", "told_on", "uuid") VALUES (OLD."asked_at", OLD."asked_by_id", OLD."categories", OLD."counts_until", OLD."decided_at", OLD."decided_by_id", OLD."decision_reason", OLD."end_reason", OLD."ended_at", OLD."ended_by_id", OLD."ended_for", OLD."id", OLD."organisation_id", OLD."own_words", OLD."paid_on", OLD."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."purposes", OLD."recipient_id", OLD."requester", OLD."state", OLD."target", OLD."told_on", OLD."uuid"); RETURN NULL;',
                            hash="80850111e5249ba3f121ff5704c2765a2796ef33",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_9646c",
                            table="consent_restrictionrequest",
                            when="AFTER",
                        ),
                    ),
                ),
            ],
        ),
        append_only("consent_consentevent"),
        append_only("consent_consentpaperevent"),
        append_only("consent_restrictionrequestevent"),
        append_only("consent_representativeevent"),
    ]
