"""The rules of each kind of consent and the states of its row, held by the database."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("consent", "0004_elements_filled")]

    operations = [
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["draft", "signed", "expired", "revoked", "superseded", "declined", "set_aside"])
                ),
                name="consent_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(
                condition=models.Q(("how__in", ["", "on_screen", "paper", "link"])), name="consent_how_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(
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
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("categories__contained_by", ["demographics", "general", "harm_reduction", "mental_health", "sud"]),
                        ("categories__len__gt", 0),
                        ("kind", "tpo"),
                        ("purposes__contained_by", ["CAREMGT", "HOPERAT", "HPAYMT", "TREAT"]),
                        ("purposes__len__gt", 0),
                    ),
                    models.Q(
                        ("categories__contained_by", ["demographics", "general", "harm_reduction", "mental_health", "sud"]),
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
                        ("categories__contained_by", ["demographics", "general", "harm_reduction", "mental_health", "sud"]),
                        ("categories__len__gt", 0),
                        ("kind", "legal"),
                        ("purposes__contained_by", ["HLEGAL"]),
                        ("purposes__len__gt", 0),
                    ),
                    models.Q(
                        ("categories__contained_by", ["demographics", "general", "harm_reduction", "mental_health", "sud"]),
                        ("categories__len__gt", 0),
                        ("kind", "research"),
                        ("purposes__contained_by", ["HRESCH"]),
                        ("purposes__len__gt", 0),
                    ),
                    models.Q(
                        ("categories__contained_by", ["demographics", "general", "harm_reduction", "mental_health", "sud"]),
                        ("categories__len__gt", 0),
                        ("kind", "intermediary"),
                        ("purposes__contained_by", ["X-ROUTING"]),
                        ("purposes__len__gt", 0),
                    ),
                    models.Q(
                        ("categories__contained_by", ["demographics", "general", "harm_reduction", "mental_health", "sud"]),
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
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind__in", ["tpo"]), ("recipient__isnull", True), ("recipient_kind", ""), ("recipient_name", "")),
                    models.Q(
                        models.Q(("kind__in", ["tpo"]), _negated=True), ("recipient__isnull", False), ("recipient_name", "")
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
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("recipient__isnull", True), models.Q(("recipient", models.F("organisation")), _negated=True), _connector="OR"
                ),
                name="consent_recipient_is_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("kind", "intermediary"), models.Q(("members__len__gt", 0), ("treating_members", True), _connector="OR")
                    ),
                    models.Q(models.Q(("kind", "intermediary"), _negated=True), ("members__len", 0), ("treating_members", False)),
                    _connector="OR",
                ),
                name="consent_exchange_has_members",
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind__in", ["legal", "research", "cj", "registry"]), _negated=True),
                    models.Q(("matter", ""), _negated=True),
                    _connector="OR",
                ),
                name="consent_says_which",
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("what", ""), _negated=True),
                    models.Q(("wording", ""), _negated=True),
                    models.Q(("wording_language", ""), _negated=True),
                    models.Q(
                        ("wording", "1"),
                        models.Q(
                            models.Q(("discloser", ""), _negated=True),
                            models.Q(models.Q(("purpose_text", ""), _negated=True), ("at_request", True), _connector="OR"),
                        ),
                        _connector="OR",
                    ),
                ),
                name="consent_is_complete",
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(
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
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("prepared_at__isnull", True), ("prepared_by__isnull", True)),
                    models.Q(("prepared_at__isnull", False), ("prepared_by__isnull", False)),
                    _connector="OR",
                ),
                name="consent_prepared_pair",
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("recorded_at__isnull", True), ("recorded_by__isnull", True), ("recorded_by_job", "")),
                    models.Q(
                        ("recorded_at__isnull", False),
                        models.Q(
                            models.Q(("recorded_by__isnull", False), ("recorded_by_job", "")),
                            models.Q(("recorded_by__isnull", True), models.Q(("recorded_by_job", ""), _negated=True)),
                            _connector="OR",
                        ),
                    ),
                    _connector="OR",
                ),
                name="consent_recorded_pair",
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["tpo", "research"]),
                    ("expires_at__isnull", False),
                    models.Q(("end_event", ""), _negated=True),
                    _connector="OR",
                ),
                name="consent_has_an_end",
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                    models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                    _connector="OR",
                ),
                name="consent_ended_pair",
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ended_at__isnull", True),
                    models.Q(("state", "expired"), models.Q(("end_event", ""), _negated=True)),
                    _connector="OR",
                ),
                name="consent_ended_by_event",
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "expired"), _negated=True),
                    ("ended_at__isnull", False),
                    ("expires_at__isnull", False),
                    _connector="OR",
                ),
                name="consent_ended_by_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(
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
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("freed_at__isnull", True), ("freed_by__isnull", True)),
                    models.Q(("freed_at__isnull", False), ("freed_by__isnull", False)),
                    _connector="OR",
                ),
                name="consent_freed_pair",
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("revoked_at__isnull", False), ("state", "revoked"), models.Q(("revoke_reason", ""), _negated=True)),
                    models.Q(models.Q(("state", "revoked"), _negated=True), ("revoke_reason", ""), ("revoked_at__isnull", True)),
                    _connector="OR",
                ),
                name="consent_revoked_with_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("revoked_at__isnull", True),
                    models.Q(("kind", "cj"), _negated=True),
                    ("freed_at__isnull", False),
                    models.Q(("irrevocable_until__isnull", False), ("irrevocable_until__lte", models.F("revoked_at"))),
                    _connector="OR",
                ),
                name="consent_revoked_when_it_can",
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("superseded_at__isnull", True), ("superseded_by__isnull", True), ("superseded_by_job", "")),
                    models.Q(
                        ("superseded_at__isnull", False),
                        models.Q(
                            models.Q(("superseded_by__isnull", False), ("superseded_by_job", "")),
                            models.Q(("superseded_by__isnull", True), models.Q(("superseded_by_job", ""), _negated=True)),
                            _connector="OR",
                        ),
                    ),
                    _connector="OR",
                ),
                name="consent_superseded_pair",
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "superseded"), ("successor__isnull", False), ("superseded_at__isnull", False)),
                    models.Q(
                        models.Q(("state", "superseded"), _negated=True),
                        ("successor__isnull", True),
                        ("superseded_at__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="consent_superseded_has_successor",
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(
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
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_at__isnull", False), ("state__in", ["declined", "set_aside"])),
                    models.Q(models.Q(("state__in", ["declined", "set_aside"]), _negated=True), ("closed_at__isnull", True)),
                    _connector="OR",
                ),
                name="consent_closed_unsigned",
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "signed"), ("kind", "tpo")),
                fields=("patient", "organisation"),
                name="consent_one_general",
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.UniqueConstraint(
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
        ),
    ]
