"""What the new columns say of the consents that were there: those taken back, and what sort their recipients are.

No fact of a person changes by this, so the history triggers rest meanwhile.
"""

from django.db import migrations

from care.consent.rules import RECIPIENTS

_SORTS = ", ".join(f"'{recipient.value}'" for recipient in RECIPIENTS)


class Migration(migrations.Migration):
    dependencies = [("consent", "0003_elements")]

    operations = [
        migrations.RunSQL(
            [
                "ALTER TABLE consent_consent DISABLE TRIGGER USER",
                "UPDATE consent_consent SET state = 'revoked' WHERE revoked_at IS NOT NULL",
                f"""
                UPDATE consent_consent SET recipient_kind = accounts_organisation.kind FROM accounts_organisation
                WHERE accounts_organisation.id = consent_consent.recipient_id AND accounts_organisation.kind IN ({_SORTS})
                """,  # noqa: S608 - our own words
                "ALTER TABLE consent_consent ENABLE TRIGGER USER",
            ],
            migrations.RunSQL.noop,
        )
    ]
