"""Background, addresses, numbers of other offices, support people, preferences; more languages."""

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


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_tables"),
        ("patients", "0001_initial"),
    ]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="CarePreference",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("faith", models.CharField(blank=True, max_length=400)),
                        ("healing", models.CharField(blank=True, max_length=400)),
                        ("food", models.CharField(blank=True, max_length=400)),
                        ("family_role", models.CharField(blank=True, max_length=400)),
                        (
                            "staff_gender",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("any", "No preference"),
                                    ("women", "Women"),
                                    ("men", "Men"),
                                    ("depends", "It depends, see the note"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("stigma", models.CharField(blank=True, max_length=400)),
                        ("safety", models.CharField(blank=True, max_length=400)),
                        ("words", models.CharField(blank=True, max_length=400)),
                        (
                            "declined",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("faith", "Faith or spirit"),
                                        ("healing", "Traditional healing"),
                                        ("food", "Food"),
                                        ("family_role", "Who decides with them"),
                                        ("staff_gender", "Preferred staff"),
                                        ("stigma", "Worries about being judged"),
                                        ("safety", "What makes a visit feel safe"),
                                        ("words", "Words"),
                                    ],
                                    max_length=16,
                                ),
                                blank=True,
                                default=list,
                                size=None,
                            ),
                        ),
                        ("immigration", care.lib.fields.EncryptedTextField(blank=True)),
                        ("immigration_wish_at", models.DateTimeField(blank=True, null=True)),
                        ("recorded_at", models.DateTimeField()),
                        ("version", models.PositiveIntegerField(default=1)),
                        (
                            "immigration_wish_by",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "patient",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE, related_name="care_preference", to="patients.patient"
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
                            models.CheckConstraint(
                                condition=models.Q(("staff_gender__in", ["", "any", "women", "men", "depends"])),
                                name="care_preference_staff_gender_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "declined__contained_by",
                                        ["faith", "healing", "food", "family_role", "staff_gender", "stigma", "safety", "words"],
                                    )
                                ),
                                name="care_preference_declined_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("immigration_wish_at__isnull", True), ("immigration_wish_by__isnull", True)),
                                    models.Q(("immigration_wish_at__isnull", False), ("immigration_wish_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="care_preference_immigration_wish_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("immigration", ""), ("immigration_wish_at__isnull", True)),
                                    models.Q(
                                        models.Q(("immigration", ""), _negated=True), ("immigration_wish_at__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="care_preference_immigration_by_wish",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("version__gte", 1)), name="care_preference_version_counts"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Demographics",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("name_suffix", models.CharField(blank=True, max_length=20)),
                        (
                            "gender",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("female", "Female"),
                                    ("male", "Male"),
                                    ("other", "Other, such as X"),
                                    ("unknown", "Does not know"),
                                    ("declined", "Prefers not to say"),
                                ],
                                max_length=12,
                                verbose_name="gender on the papers",
                            ),
                        ),
                        (
                            "sex",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("female", "Female"),
                                    ("male", "Male"),
                                    ("unknown", "Does not know"),
                                    ("declined", "Prefers not to say"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "birth_sex",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("F", "Female"),
                                    ("M", "Male"),
                                    ("OTH", "Another, such as intersex"),
                                    ("UNK", "Does not know"),
                                    ("declined", "Prefers not to say"),
                                ],
                                max_length=12,
                                verbose_name="sex assigned at birth",
                            ),
                        ),
                        (
                            "gender_identity",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("woman", "Woman"),
                                    ("man", "Man"),
                                    ("trans_woman", "Trans woman"),
                                    ("trans_man", "Trans man"),
                                    ("nonbinary", "Nonbinary"),
                                    ("two_spirit", "Two-Spirit"),
                                    ("own_words", "In their own words"),
                                    ("unknown", "Does not know"),
                                    ("declined", "Prefers not to say"),
                                ],
                                max_length=16,
                            ),
                        ),
                        ("gender_words", models.CharField(blank=True, max_length=120, verbose_name="gender in their own words")),
                        (
                            "race",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("1002-5", "American Indian or Alaska Native"),
                                        ("2028-9", "Asian"),
                                        ("2054-5", "Black or African American"),
                                        ("2118-8", "Middle Eastern or North African"),
                                        ("2076-8", "Native Hawaiian or Other Pacific Islander"),
                                        ("2106-3", "White"),
                                        ("unknown", "Does not know"),
                                        ("declined", "Prefers not to say"),
                                    ],
                                    max_length=12,
                                ),
                                blank=True,
                                default=list,
                                size=None,
                            ),
                        ),
                        ("race_detail", models.CharField(blank=True, max_length=200)),
                        (
                            "ethnicity",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("2135-2", "Hispanic or Latino"),
                                    ("2186-5", "Not Hispanic or Latino"),
                                    ("unknown", "Does not know"),
                                    ("declined", "Prefers not to say"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("ethnicity_detail", models.CharField(blank=True, max_length=200)),
                        (
                            "tribes",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=120), blank=True, default=list, size=None
                            ),
                        ),
                        (
                            "tribe_enrollment",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("enrolled", "Enrolled"),
                                    ("not_enrolled", "Not enrolled"),
                                    ("declined", "Prefers not to say"),
                                ],
                                max_length=16,
                            ),
                        ),
                        (
                            "reads",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("en", "English"),
                                    ("es", "Spanish"),
                                    ("zh", "Chinese"),
                                    ("vi", "Vietnamese"),
                                    ("tl", "Tagalog"),
                                    ("ko", "Korean"),
                                    ("ar", "Arabic"),
                                    ("fr", "French"),
                                    ("ht", "Haitian Creole"),
                                    ("pt", "Portuguese"),
                                    ("ru", "Russian"),
                                    ("nv", "Navajo"),
                                    ("am", "Amharic"),
                                    ("bn", "Bengali"),
                                    ("kea", "Cape Verdean Creole"),
                                    ("de", "German"),
                                    ("hi", "Hindi"),
                                    ("hmn", "Hmong"),
                                    ("it", "Italian"),
                                    ("ja", "Japanese"),
                                    ("km", "Khmer"),
                                    ("ne", "Nepali"),
                                    ("fa", "Persian"),
                                    ("pl", "Polish"),
                                    ("so", "Somali"),
                                    ("sw", "Swahili"),
                                    ("uk", "Ukrainian"),
                                    ("ur", "Urdu"),
                                    ("esu", "Yup’ik"),
                                    ("ase", "American Sign Language"),
                                    ("aloud", "Read aloud"),
                                ],
                                max_length=8,
                                verbose_name="reads in",
                            ),
                        ),
                        (
                            "other_languages",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("en", "English"),
                                        ("es", "Spanish"),
                                        ("zh", "Chinese"),
                                        ("vi", "Vietnamese"),
                                        ("tl", "Tagalog"),
                                        ("ko", "Korean"),
                                        ("ar", "Arabic"),
                                        ("fr", "French"),
                                        ("ht", "Haitian Creole"),
                                        ("pt", "Portuguese"),
                                        ("ru", "Russian"),
                                        ("nv", "Navajo"),
                                        ("am", "Amharic"),
                                        ("bn", "Bengali"),
                                        ("kea", "Cape Verdean Creole"),
                                        ("de", "German"),
                                        ("hi", "Hindi"),
                                        ("hmn", "Hmong"),
                                        ("it", "Italian"),
                                        ("ja", "Japanese"),
                                        ("km", "Khmer"),
                                        ("ne", "Nepali"),
                                        ("fa", "Persian"),
                                        ("pl", "Polish"),
                                        ("so", "Somali"),
                                        ("sw", "Swahili"),
                                        ("uk", "Ukrainian"),
                                        ("ur", "Urdu"),
                                        ("esu", "Yup’ik"),
                                        ("ase", "American Sign Language"),
                                    ],
                                    max_length=8,
                                ),
                                blank=True,
                                default=list,
                                size=None,
                            ),
                        ),
                        (
                            "interpreter",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("no", "Not needed"),
                                    ("spoken", "Needed, spoken language"),
                                    ("sign", "Needed, sign language"),
                                    ("declined", "Offered, and not wanted"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("interpreter_note", models.CharField(blank=True, max_length=200)),
                        (
                            "address_state",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("given", "Has an address"),
                                    ("no_fixed", "No fixed address"),
                                    ("declined", "Prefers not to say"),
                                ],
                                max_length=12,
                                verbose_name="where they live",
                            ),
                        ),
                        ("recorded_at", models.DateTimeField()),
                        ("version", models.PositiveIntegerField(default=1)),
                        (
                            "patient",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE, related_name="demographics", to="patients.patient"
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
                            models.CheckConstraint(
                                condition=models.Q(("gender__in", ["", "female", "male", "other", "unknown", "declined"])),
                                name="demographics_gender_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("sex__in", ["", "female", "male", "unknown", "declined"])),
                                name="demographics_sex_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("birth_sex__in", ["", "F", "M", "OTH", "UNK", "declined"])),
                                name="demographics_birth_sex_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "gender_identity__in",
                                        [
                                            "",
                                            "woman",
                                            "man",
                                            "trans_woman",
                                            "trans_man",
                                            "nonbinary",
                                            "two_spirit",
                                            "own_words",
                                            "unknown",
                                            "declined",
                                        ],
                                    )
                                ),
                                name="demographics_gender_identity_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "race__contained_by",
                                        ["1002-5", "2028-9", "2054-5", "2118-8", "2076-8", "2106-3", "unknown", "declined"],
                                    ),
                                    models.Q(
                                        ("race__len__lte", 1),
                                        models.Q(("race__overlap", ["declined", "unknown"]), _negated=True),
                                        _connector="OR",
                                    ),
                                ),
                                name="demographics_race_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("ethnicity__in", ["", "2135-2", "2186-5", "unknown", "declined"])),
                                name="demographics_ethnicity_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("tribe_enrollment__in", ["", "enrolled", "not_enrolled", "declined"])),
                                name="demographics_tribe_enrollment_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "reads__in",
                                        [
                                            "",
                                            "en",
                                            "es",
                                            "zh",
                                            "vi",
                                            "tl",
                                            "ko",
                                            "ar",
                                            "fr",
                                            "ht",
                                            "pt",
                                            "ru",
                                            "nv",
                                            "am",
                                            "bn",
                                            "kea",
                                            "de",
                                            "hi",
                                            "hmn",
                                            "it",
                                            "ja",
                                            "km",
                                            "ne",
                                            "fa",
                                            "pl",
                                            "so",
                                            "sw",
                                            "uk",
                                            "ur",
                                            "esu",
                                            "ase",
                                            "aloud",
                                        ],
                                    )
                                ),
                                name="demographics_reads_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "other_languages__contained_by",
                                        [
                                            "en",
                                            "es",
                                            "zh",
                                            "vi",
                                            "tl",
                                            "ko",
                                            "ar",
                                            "fr",
                                            "ht",
                                            "pt",
                                            "ru",
                                            "nv",
                                            "am",
                                            "bn",
                                            "kea",
                                            "de",
                                            "hi",
                                            "hmn",
                                            "it",
                                            "ja",
                                            "km",
                                            "ne",
                                            "fa",
                                            "pl",
                                            "so",
                                            "sw",
                                            "uk",
                                            "ur",
                                            "esu",
                                            "ase",
                                        ],
                                    )
                                ),
                                name="demographics_other_languages_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("interpreter__in", ["", "no", "spoken", "sign", "declined"])),
                                name="demographics_interpreter_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("address_state__in", ["", "given", "no_fixed", "declined"])),
                                name="demographics_address_state_known",
                            ),
                            models.CheckConstraint(condition=models.Q(("version__gte", 1)), name="demographics_version_counts"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="KnownNumber",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, unique=True)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("state_id", "State ID or driver’s license"),
                                    ("passport", "Passport"),
                                    ("medicaid", "Medicaid number"),
                                    ("medicare", "Medicare number"),
                                    ("tribal_id", "Tribal ID"),
                                    ("mrn", "Record number elsewhere"),
                                    ("registry", "Registry number"),
                                    ("corrections", "Corrections number"),
                                    ("other", "Another number"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("issuer", models.CharField(max_length=120)),
                        ("value", models.CharField(max_length=60)),
                        ("issuer_key", models.CharField(max_length=120)),
                        ("value_key", models.CharField(max_length=60)),
                        ("valid_until", models.DateField(blank=True, null=True)),
                        ("recorded_at", models.DateTimeField()),
                        ("removed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "organisation",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.organisation",
                            ),
                        ),
                        (
                            "patient",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="known_numbers", to="patients.patient"
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                            ),
                        ),
                        (
                            "removed_by",
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
                                condition=models.Q(("removed_at__isnull", True)),
                                fields=("organisation", "value_key", "issuer_key", "kind"),
                                name="known_number_once_in_an_organisation",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        [
                                            "state_id",
                                            "passport",
                                            "medicaid",
                                            "medicare",
                                            "tribal_id",
                                            "mrn",
                                            "registry",
                                            "corrections",
                                            "other",
                                        ],
                                    )
                                ),
                                name="known_number_kind_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("issuer_key", ""), _negated=True), models.Q(("value_key", ""), _negated=True)
                                ),
                                name="known_number_says_something",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("removed_at__isnull", True), ("removed_by__isnull", True)),
                                    models.Q(("removed_at__isnull", False), ("removed_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="known_number_removed_pair",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PersonAddress",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, unique=True)),
                        (
                            "place",
                            models.CharField(
                                choices=[
                                    ("home", "Home"),
                                    ("staying", "Staying for now"),
                                    ("mail", "Mail only"),
                                    ("found", "Where they can be found"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("line1", models.CharField(blank=True, max_length=120)),
                        ("line2", models.CharField(blank=True, max_length=120)),
                        ("city", models.CharField(blank=True, max_length=80)),
                        ("state", models.CharField(blank=True, max_length=40)),
                        ("postal_code", models.CharField(blank=True, max_length=12)),
                        ("country", models.CharField(default="US", max_length=2)),
                        ("directions", models.CharField(blank=True, max_length=300)),
                        (
                            "mail",
                            models.CharField(
                                blank=True, choices=[("plain", "A plain envelope is fine"), ("never", "No mail")], max_length=8
                            ),
                        ),
                        ("starts_on", models.DateField(blank=True, null=True)),
                        ("ends_on", models.DateField(blank=True, null=True)),
                        ("position", models.PositiveSmallIntegerField(default=0)),
                        ("recorded_at", models.DateTimeField()),
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
                            "patient",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="addresses", to="patients.patient"
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
                        "indexes": [
                            models.Index(
                                condition=models.Q(("ended_at__isnull", True)),
                                fields=["patient"],
                                name="person_address_open_by_patient",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("place__in", ["home", "staying", "mail", "found"])),
                                name="person_address_place_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("mail__in", ["", "plain", "never"])), name="person_address_mail_known"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("line1", ""), _negated=True),
                                    models.Q(("city", ""), _negated=True),
                                    models.Q(("postal_code", ""), _negated=True),
                                    models.Q(("directions", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="person_address_says_where",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("country__regex", "^[A-Z]{2}$")), name="person_address_country_is_a_code"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("country", "US"), _negated=True),
                                    ("postal_code", ""),
                                    ("postal_code__regex", "^[0-9]{5}(-[0-9]{4})?$"),
                                    _connector="OR",
                                ),
                                name="person_address_zip_has_its_digits",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("starts_on__isnull", True),
                                    ("ends_on__isnull", True),
                                    ("ends_on__gte", models.F("starts_on")),
                                    _connector="OR",
                                ),
                                name="person_address_ends_after_it_starts",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                                    models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="person_address_ended_pair",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SupportPerson",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, unique=True)),
                        ("name", models.CharField(max_length=120)),
                        (
                            "relation",
                            models.CharField(
                                choices=[
                                    ("spouse", "Spouse"),
                                    ("partner", "Partner"),
                                    ("parent", "Parent"),
                                    ("child", "Child"),
                                    ("sibling", "Sibling"),
                                    ("grandparent", "Grandparent"),
                                    ("relative", "Other relative"),
                                    ("friend", "Friend"),
                                    ("roommate", "Roommate"),
                                    ("neighbor", "Neighbor"),
                                    ("sponsor", "Sponsor"),
                                    ("faith", "Faith or spiritual leader"),
                                    ("worker", "Case worker or advocate"),
                                    ("other", "Somebody else"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "relation_words",
                            models.CharField(blank=True, max_length=60, verbose_name="what they are to the person"),
                        ),
                        ("phone", models.CharField(blank=True, max_length=16)),
                        ("email", models.CharField(blank=True, max_length=254)),
                        (
                            "language",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("en", "English"),
                                    ("es", "Spanish"),
                                    ("zh", "Chinese"),
                                    ("vi", "Vietnamese"),
                                    ("tl", "Tagalog"),
                                    ("ko", "Korean"),
                                    ("ar", "Arabic"),
                                    ("fr", "French"),
                                    ("ht", "Haitian Creole"),
                                    ("pt", "Portuguese"),
                                    ("ru", "Russian"),
                                    ("nv", "Navajo"),
                                    ("am", "Amharic"),
                                    ("bn", "Bengali"),
                                    ("kea", "Cape Verdean Creole"),
                                    ("de", "German"),
                                    ("hi", "Hindi"),
                                    ("hmn", "Hmong"),
                                    ("it", "Italian"),
                                    ("ja", "Japanese"),
                                    ("km", "Khmer"),
                                    ("ne", "Nepali"),
                                    ("fa", "Persian"),
                                    ("pl", "Polish"),
                                    ("so", "Somali"),
                                    ("sw", "Swahili"),
                                    ("uk", "Ukrainian"),
                                    ("ur", "Urdu"),
                                    ("esu", "Yup’ik"),
                                    ("ase", "American Sign Language"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("may_be_called", models.BooleanField(default=False)),
                        ("may_leave_message", models.BooleanField(default=False)),
                        ("is_emergency_contact", models.BooleanField(default=False)),
                        (
                            "knows",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("knows", "Knows of care here"),
                                    ("does_not", "Does not know of care here"),
                                    ("declined", "Prefers not to say"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=300)),
                        ("recorded_at", models.DateTimeField()),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        ("version", models.PositiveIntegerField(default=1)),
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
                            "patient",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="support_people", to="patients.patient"
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
                        "indexes": [
                            models.Index(
                                condition=models.Q(("ended_at__isnull", True)),
                                fields=["patient"],
                                name="support_person_open_by_patient",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True), name="support_person_has_a_name"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "relation__in",
                                        [
                                            "spouse",
                                            "partner",
                                            "parent",
                                            "child",
                                            "sibling",
                                            "grandparent",
                                            "relative",
                                            "friend",
                                            "roommate",
                                            "neighbor",
                                            "sponsor",
                                            "faith",
                                            "worker",
                                            "other",
                                        ],
                                    )
                                ),
                                name="support_person_relation_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("knows__in", ["", "knows", "does_not", "declined"])),
                                name="support_person_knows_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "language__in",
                                        [
                                            "",
                                            "en",
                                            "es",
                                            "zh",
                                            "vi",
                                            "tl",
                                            "ko",
                                            "ar",
                                            "fr",
                                            "ht",
                                            "pt",
                                            "ru",
                                            "nv",
                                            "am",
                                            "bn",
                                            "kea",
                                            "de",
                                            "hi",
                                            "hmn",
                                            "it",
                                            "ja",
                                            "km",
                                            "ne",
                                            "fa",
                                            "pl",
                                            "so",
                                            "sw",
                                            "uk",
                                            "ur",
                                            "esu",
                                            "ase",
                                        ],
                                    )
                                ),
                                name="support_person_language_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("phone", ""), ("phone__regex", "^\\+[1-9][0-9]{4,14}$"), _connector="OR"),
                                name="support_person_phone_is_e164",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("phone", ""), _negated=True),
                                    models.Q(("is_emergency_contact", False), ("may_be_called", False)),
                                    _connector="OR",
                                ),
                                name="support_person_is_called_by_phone",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                                    models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="support_person_ended_pair",
                            ),
                            models.CheckConstraint(condition=models.Q(("version__gte", 1)), name="support_person_version_counts"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CarePreferenceEvent",
                    fields=[
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("faith", models.CharField(blank=True, max_length=400, null=True)),
                        ("healing", models.CharField(blank=True, max_length=400, null=True)),
                        ("food", models.CharField(blank=True, max_length=400, null=True)),
                        ("family_role", models.CharField(blank=True, max_length=400, null=True)),
                        (
                            "staff_gender",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("any", "No preference"),
                                    ("women", "Women"),
                                    ("men", "Men"),
                                    ("depends", "It depends, see the note"),
                                ],
                                max_length=12,
                                null=True,
                            ),
                        ),
                        ("stigma", models.CharField(blank=True, max_length=400, null=True)),
                        ("safety", models.CharField(blank=True, max_length=400, null=True)),
                        ("words", models.CharField(blank=True, max_length=400, null=True)),
                        (
                            "declined",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("faith", "Faith or spirit"),
                                        ("healing", "Traditional healing"),
                                        ("food", "Food"),
                                        ("family_role", "Who decides with them"),
                                        ("staff_gender", "Preferred staff"),
                                        ("stigma", "Worries about being judged"),
                                        ("safety", "What makes a visit feel safe"),
                                        ("words", "Words"),
                                    ],
                                    max_length=16,
                                ),
                                blank=True,
                                default=list,
                                null=True,
                                size=None,
                            ),
                        ),
                        ("immigration_wish_at", models.DateTimeField(blank=True, null=True)),
                        ("recorded_at", models.DateTimeField(null=True)),
                        ("version", models.PositiveIntegerField(default=1, null=True)),
                        (
                            "immigration_wish_by",
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
                                to="patients.carepreference",
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
                migrations.CreateModel(
                    name="DemographicsEvent",
                    fields=[
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("name_suffix", models.CharField(blank=True, max_length=20, null=True)),
                        (
                            "gender",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("female", "Female"),
                                    ("male", "Male"),
                                    ("other", "Other, such as X"),
                                    ("unknown", "Does not know"),
                                    ("declined", "Prefers not to say"),
                                ],
                                max_length=12,
                                null=True,
                                verbose_name="gender on the papers",
                            ),
                        ),
                        (
                            "sex",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("female", "Female"),
                                    ("male", "Male"),
                                    ("unknown", "Does not know"),
                                    ("declined", "Prefers not to say"),
                                ],
                                max_length=12,
                                null=True,
                            ),
                        ),
                        (
                            "birth_sex",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("F", "Female"),
                                    ("M", "Male"),
                                    ("OTH", "Another, such as intersex"),
                                    ("UNK", "Does not know"),
                                    ("declined", "Prefers not to say"),
                                ],
                                max_length=12,
                                null=True,
                                verbose_name="sex assigned at birth",
                            ),
                        ),
                        (
                            "gender_identity",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("woman", "Woman"),
                                    ("man", "Man"),
                                    ("trans_woman", "Trans woman"),
                                    ("trans_man", "Trans man"),
                                    ("nonbinary", "Nonbinary"),
                                    ("two_spirit", "Two-Spirit"),
                                    ("own_words", "In their own words"),
                                    ("unknown", "Does not know"),
                                    ("declined", "Prefers not to say"),
                                ],
                                max_length=16,
                                null=True,
                            ),
                        ),
                        (
                            "gender_words",
                            models.CharField(blank=True, max_length=120, null=True, verbose_name="gender in their own words"),
                        ),
                        (
                            "race",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("1002-5", "American Indian or Alaska Native"),
                                        ("2028-9", "Asian"),
                                        ("2054-5", "Black or African American"),
                                        ("2118-8", "Middle Eastern or North African"),
                                        ("2076-8", "Native Hawaiian or Other Pacific Islander"),
                                        ("2106-3", "White"),
                                        ("unknown", "Does not know"),
                                        ("declined", "Prefers not to say"),
                                    ],
                                    max_length=12,
                                ),
                                blank=True,
                                default=list,
                                null=True,
                                size=None,
                            ),
                        ),
                        ("race_detail", models.CharField(blank=True, max_length=200, null=True)),
                        (
                            "ethnicity",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("2135-2", "Hispanic or Latino"),
                                    ("2186-5", "Not Hispanic or Latino"),
                                    ("unknown", "Does not know"),
                                    ("declined", "Prefers not to say"),
                                ],
                                max_length=12,
                                null=True,
                            ),
                        ),
                        ("ethnicity_detail", models.CharField(blank=True, max_length=200, null=True)),
                        (
                            "tribes",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=120), blank=True, default=list, null=True, size=None
                            ),
                        ),
                        (
                            "tribe_enrollment",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("enrolled", "Enrolled"),
                                    ("not_enrolled", "Not enrolled"),
                                    ("declined", "Prefers not to say"),
                                ],
                                max_length=16,
                                null=True,
                            ),
                        ),
                        (
                            "reads",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("en", "English"),
                                    ("es", "Spanish"),
                                    ("zh", "Chinese"),
                                    ("vi", "Vietnamese"),
                                    ("tl", "Tagalog"),
                                    ("ko", "Korean"),
                                    ("ar", "Arabic"),
                                    ("fr", "French"),
                                    ("ht", "Haitian Creole"),
                                    ("pt", "Portuguese"),
                                    ("ru", "Russian"),
                                    ("nv", "Navajo"),
                                    ("am", "Amharic"),
                                    ("bn", "Bengali"),
                                    ("kea", "Cape Verdean Creole"),
                                    ("de", "German"),
                                    ("hi", "Hindi"),
                                    ("hmn", "Hmong"),
                                    ("it", "Italian"),
                                    ("ja", "Japanese"),
                                    ("km", "Khmer"),
                                    ("ne", "Nepali"),
                                    ("fa", "Persian"),
                                    ("pl", "Polish"),
                                    ("so", "Somali"),
                                    ("sw", "Swahili"),
                                    ("uk", "Ukrainian"),
                                    ("ur", "Urdu"),
                                    ("esu", "Yup’ik"),
                                    ("ase", "American Sign Language"),
                                    ("aloud", "Read aloud"),
                                ],
                                max_length=8,
                                null=True,
                                verbose_name="reads in",
                            ),
                        ),
                        (
                            "other_languages",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("en", "English"),
                                        ("es", "Spanish"),
                                        ("zh", "Chinese"),
                                        ("vi", "Vietnamese"),
                                        ("tl", "Tagalog"),
                                        ("ko", "Korean"),
                                        ("ar", "Arabic"),
                                        ("fr", "French"),
                                        ("ht", "Haitian Creole"),
                                        ("pt", "Portuguese"),
                                        ("ru", "Russian"),
                                        ("nv", "Navajo"),
                                        ("am", "Amharic"),
                                        ("bn", "Bengali"),
                                        ("kea", "Cape Verdean Creole"),
                                        ("de", "German"),
                                        ("hi", "Hindi"),
                                        ("hmn", "Hmong"),
                                        ("it", "Italian"),
                                        ("ja", "Japanese"),
                                        ("km", "Khmer"),
                                        ("ne", "Nepali"),
                                        ("fa", "Persian"),
                                        ("pl", "Polish"),
                                        ("so", "Somali"),
                                        ("sw", "Swahili"),
                                        ("uk", "Ukrainian"),
                                        ("ur", "Urdu"),
                                        ("esu", "Yup’ik"),
                                        ("ase", "American Sign Language"),
                                    ],
                                    max_length=8,
                                ),
                                blank=True,
                                default=list,
                                null=True,
                                size=None,
                            ),
                        ),
                        (
                            "interpreter",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("no", "Not needed"),
                                    ("spoken", "Needed, spoken language"),
                                    ("sign", "Needed, sign language"),
                                    ("declined", "Offered, and not wanted"),
                                ],
                                max_length=12,
                                null=True,
                            ),
                        ),
                        ("interpreter_note", models.CharField(blank=True, max_length=200, null=True)),
                        (
                            "address_state",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("given", "Has an address"),
                                    ("no_fixed", "No fixed address"),
                                    ("declined", "Prefers not to say"),
                                ],
                                max_length=12,
                                null=True,
                                verbose_name="where they live",
                            ),
                        ),
                        ("recorded_at", models.DateTimeField(null=True)),
                        ("version", models.PositiveIntegerField(default=1, null=True)),
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
                                to="patients.demographics",
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
                migrations.CreateModel(
                    name="KnownNumberEvent",
                    fields=[
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, null=True)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("state_id", "State ID or driver’s license"),
                                    ("passport", "Passport"),
                                    ("medicaid", "Medicaid number"),
                                    ("medicare", "Medicare number"),
                                    ("tribal_id", "Tribal ID"),
                                    ("mrn", "Record number elsewhere"),
                                    ("registry", "Registry number"),
                                    ("corrections", "Corrections number"),
                                    ("other", "Another number"),
                                ],
                                max_length=12,
                                null=True,
                            ),
                        ),
                        ("issuer", models.CharField(max_length=120, null=True)),
                        ("value", models.CharField(max_length=60, null=True)),
                        ("issuer_key", models.CharField(max_length=120, null=True)),
                        ("value_key", models.CharField(max_length=60, null=True)),
                        ("valid_until", models.DateField(blank=True, null=True)),
                        ("recorded_at", models.DateTimeField(null=True)),
                        ("removed_at", models.DateTimeField(blank=True, null=True)),
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
                                to="patients.knownnumber",
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
                        (
                            "removed_by",
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
                    name="PersonAddressEvent",
                    fields=[
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, null=True)),
                        (
                            "place",
                            models.CharField(
                                choices=[
                                    ("home", "Home"),
                                    ("staying", "Staying for now"),
                                    ("mail", "Mail only"),
                                    ("found", "Where they can be found"),
                                ],
                                max_length=12,
                                null=True,
                            ),
                        ),
                        ("line1", models.CharField(blank=True, max_length=120, null=True)),
                        ("line2", models.CharField(blank=True, max_length=120, null=True)),
                        ("city", models.CharField(blank=True, max_length=80, null=True)),
                        ("state", models.CharField(blank=True, max_length=40, null=True)),
                        ("postal_code", models.CharField(blank=True, max_length=12, null=True)),
                        ("country", models.CharField(default="US", max_length=2, null=True)),
                        ("directions", models.CharField(blank=True, max_length=300, null=True)),
                        (
                            "mail",
                            models.CharField(
                                blank=True,
                                choices=[("plain", "A plain envelope is fine"), ("never", "No mail")],
                                max_length=8,
                                null=True,
                            ),
                        ),
                        ("starts_on", models.DateField(blank=True, null=True)),
                        ("ends_on", models.DateField(blank=True, null=True)),
                        ("position", models.PositiveSmallIntegerField(default=0, null=True)),
                        ("recorded_at", models.DateTimeField(null=True)),
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
                                to="patients.personaddress",
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
                migrations.CreateModel(
                    name="SupportPersonEvent",
                    fields=[
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, null=True)),
                        ("name", models.CharField(max_length=120, null=True)),
                        (
                            "relation",
                            models.CharField(
                                choices=[
                                    ("spouse", "Spouse"),
                                    ("partner", "Partner"),
                                    ("parent", "Parent"),
                                    ("child", "Child"),
                                    ("sibling", "Sibling"),
                                    ("grandparent", "Grandparent"),
                                    ("relative", "Other relative"),
                                    ("friend", "Friend"),
                                    ("roommate", "Roommate"),
                                    ("neighbor", "Neighbor"),
                                    ("sponsor", "Sponsor"),
                                    ("faith", "Faith or spiritual leader"),
                                    ("worker", "Case worker or advocate"),
                                    ("other", "Somebody else"),
                                ],
                                max_length=12,
                                null=True,
                            ),
                        ),
                        (
                            "relation_words",
                            models.CharField(blank=True, max_length=60, null=True, verbose_name="what they are to the person"),
                        ),
                        ("phone", models.CharField(blank=True, max_length=16, null=True)),
                        ("email", models.CharField(blank=True, max_length=254, null=True)),
                        (
                            "language",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("en", "English"),
                                    ("es", "Spanish"),
                                    ("zh", "Chinese"),
                                    ("vi", "Vietnamese"),
                                    ("tl", "Tagalog"),
                                    ("ko", "Korean"),
                                    ("ar", "Arabic"),
                                    ("fr", "French"),
                                    ("ht", "Haitian Creole"),
                                    ("pt", "Portuguese"),
                                    ("ru", "Russian"),
                                    ("nv", "Navajo"),
                                    ("am", "Amharic"),
                                    ("bn", "Bengali"),
                                    ("kea", "Cape Verdean Creole"),
                                    ("de", "German"),
                                    ("hi", "Hindi"),
                                    ("hmn", "Hmong"),
                                    ("it", "Italian"),
                                    ("ja", "Japanese"),
                                    ("km", "Khmer"),
                                    ("ne", "Nepali"),
                                    ("fa", "Persian"),
                                    ("pl", "Polish"),
                                    ("so", "Somali"),
                                    ("sw", "Swahili"),
                                    ("uk", "Ukrainian"),
                                    ("ur", "Urdu"),
                                    ("esu", "Yup’ik"),
                                    ("ase", "American Sign Language"),
                                ],
                                max_length=8,
                                null=True,
                            ),
                        ),
                        ("may_be_called", models.BooleanField(default=False, null=True)),
                        ("may_leave_message", models.BooleanField(default=False, null=True)),
                        ("is_emergency_contact", models.BooleanField(default=False, null=True)),
                        (
                            "knows",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("knows", "Knows of care here"),
                                    ("does_not", "Does not know of care here"),
                                    ("declined", "Prefers not to say"),
                                ],
                                max_length=12,
                                null=True,
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=300, null=True)),
                        ("recorded_at", models.DateTimeField(null=True)),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        ("version", models.PositiveIntegerField(default=1, null=True)),
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
                                to="patients.supportperson",
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
                migrations.RemoveConstraint(
                    model_name="patient",
                    name="patient_language_known",
                ),
                migrations.AlterField(
                    model_name="patient",
                    name="language",
                    field=models.CharField(
                        choices=[
                            ("en", "English"),
                            ("es", "Spanish"),
                            ("zh", "Chinese"),
                            ("vi", "Vietnamese"),
                            ("tl", "Tagalog"),
                            ("ko", "Korean"),
                            ("ar", "Arabic"),
                            ("fr", "French"),
                            ("ht", "Haitian Creole"),
                            ("pt", "Portuguese"),
                            ("ru", "Russian"),
                            ("nv", "Navajo"),
                            ("am", "Amharic"),
                            ("bn", "Bengali"),
                            ("kea", "Cape Verdean Creole"),
                            ("de", "German"),
                            ("hi", "Hindi"),
                            ("hmn", "Hmong"),
                            ("it", "Italian"),
                            ("ja", "Japanese"),
                            ("km", "Khmer"),
                            ("ne", "Nepali"),
                            ("fa", "Persian"),
                            ("pl", "Polish"),
                            ("so", "Somali"),
                            ("sw", "Swahili"),
                            ("uk", "Ukrainian"),
                            ("ur", "Urdu"),
                            ("esu", "Yup’ik"),
                            ("ase", "American Sign Language"),
                        ],
                        default="en",
                        max_length=8,
                    ),
                ),
                migrations.AlterField(
                    model_name="patientevent",
                    name="language",
                    field=models.CharField(
                        choices=[
                            ("en", "English"),
                            ("es", "Spanish"),
                            ("zh", "Chinese"),
                            ("vi", "Vietnamese"),
                            ("tl", "Tagalog"),
                            ("ko", "Korean"),
                            ("ar", "Arabic"),
                            ("fr", "French"),
                            ("ht", "Haitian Creole"),
                            ("pt", "Portuguese"),
                            ("ru", "Russian"),
                            ("nv", "Navajo"),
                            ("am", "Amharic"),
                            ("bn", "Bengali"),
                            ("kea", "Cape Verdean Creole"),
                            ("de", "German"),
                            ("hi", "Hindi"),
                            ("hmn", "Hmong"),
                            ("it", "Italian"),
                            ("ja", "Japanese"),
                            ("km", "Khmer"),
                            ("ne", "Nepali"),
                            ("fa", "Persian"),
                            ("pl", "Polish"),
                            ("so", "Somali"),
                            ("sw", "Swahili"),
                            ("uk", "Ukrainian"),
                            ("ur", "Urdu"),
                            ("esu", "Yup’ik"),
                            ("ase", "American Sign Language"),
                        ],
                        default="en",
                        max_length=8,
                        null=True,
                    ),
                ),
                migrations.AddConstraint(
                    model_name="patient",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            (
                                "language__in",
                                [
                                    "en",
                                    "es",
                                    "zh",
                                    "vi",
                                    "tl",
                                    "ko",
                                    "ar",
                                    "fr",
                                    "ht",
                                    "pt",
                                    "ru",
                                    "nv",
                                    "am",
                                    "bn",
                                    "kea",
                                    "de",
                                    "hi",
                                    "hmn",
                                    "it",
                                    "ja",
                                    "km",
                                    "ne",
                                    "fa",
                                    "pl",
                                    "so",
                                    "sw",
                                    "uk",
                                    "ur",
                                    "esu",
                                    "ase",
                                ],
                            )
                        ),
                        name="patient_language_known",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="carepreference",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "patients_carepreferenceevent" ("declined", "faith", "family_role", "food", "healing", "id", "immigration_wish_at", "immigration_wish_by_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "safety", "staff_gender", "stigma", "version", "words") VALUES (NEW."declined", NEW."faith", NEW."family_role", NEW."food", NEW."healing", NEW."id", NEW."immigration_wish_at", NEW."immigration_wish_by_id", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."safety", NEW."staff_gender", NEW."stigma", NEW."version", NEW."words"); RETURN NULL;',
                            hash="3b7105da1c53700b83cf3f5640915f02beb34f79",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_7da56",
                            table="patients_carepreference",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="carepreference",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."declined" IS DISTINCT FROM (NEW."declined") OR OLD."faith" IS DISTINCT FROM (NEW."faith") OR OLD."family_role" IS DISTINCT FROM (NEW."family_role") OR OLD."food" IS DISTINCT FROM (NEW."food") OR OLD."healing" IS DISTINCT FROM (NEW."healing") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."immigration_wish_at" IS DISTINCT FROM (NEW."immigration_wish_at") OR OLD."immigration_wish_by_id" IS DISTINCT FROM (NEW."immigration_wish_by_id") OR OLD."patient_id" IS DISTINCT FROM (NEW."patient_id") OR OLD."recorded_at" IS DISTINCT FROM (NEW."recorded_at") OR OLD."recorded_by_id" IS DISTINCT FROM (NEW."recorded_by_id") OR OLD."safety" IS DISTINCT FROM (NEW."safety") OR OLD."staff_gender" IS DISTINCT FROM (NEW."staff_gender") OR OLD."stigma" IS DISTINCT FROM (NEW."stigma") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."words" IS DISTINCT FROM (NEW."words"))',
                            func='INSERT INTO "patients_carepreferenceevent" ("declined", "faith", "family_role", "food", "healing", "id", "immigration_wish_at", "immigration_wish_by_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "safety", "staff_gender", "stigma", "version", "words") VALUES (NEW."declined", NEW."faith", NEW."family_role", NEW."food", NEW."healing", NEW."id", NEW."immigration_wish_at", NEW."immigration_wish_by_id", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."safety", NEW."staff_gender", NEW."stigma", NEW."version", NEW."words"); RETURN NULL;',
                            hash="f64f3d189290b595b070fd08e8c85963eb9ddf6a",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_72770",
                            table="patients_carepreference",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="carepreference",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "patients_carepreferenceevent" ("declined", "faith", "family_role", "food", "healing", "id", "immigration_wish_at", "immigration_wish_by_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "safety", "staff_gender", "stigma", "version", "words") VALUES (OLD."declined", OLD."faith", OLD."family_role", OLD."food", OLD."healing", OLD."id", OLD."immigration_wish_at", OLD."immigration_wish_by_id", OLD."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."safety", OLD."staff_gender", OLD."stigma", OLD."version", OLD."words"); RETURN NULL;',
                            hash="8d127e86c9321bdc740b8fa101e0ba51fd1ae37c",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_96e90",
                            table="patients_carepreference",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="demographics",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "patients_demographicsevent" ("address_state", "birth_sex", "ethnicity", "ethnicity_detail", "gender", "gender_identity", "gender_words", "id", "interpreter", "interpreter_note", "name_suffix", "other_languages", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "race", "race_detail", "reads", "recorded_at", "recorded_by_id", "sex", "tribe_enrollment", "tribes", "version") VALUES (NEW."address_state", NEW."birth_sex", NEW."ethnicity", NEW."ethnicity_detail", NEW."gender", NEW."gender_identity", NEW."gender_words", NEW."id", NEW."interpreter", NEW."interpreter_note", NEW."name_suffix", NEW."other_languages", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."race", NEW."race_detail", NEW."reads", NEW."recorded_at", NEW."recorded_by_id", NEW."sex", NEW."tribe_enrollment", NEW."tribes", NEW."version"); RETURN NULL;',
                            hash="410e4daaaab7cdd39a10c72b8c60a78117e12912",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_5d750",
                            table="patients_demographics",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="demographics",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "patients_demographicsevent" ("address_state", "birth_sex", "ethnicity", "ethnicity_detail", "gender", "gender_identity", "gender_words", "id", "interpreter", "interpreter_note", "name_suffix", "other_languages", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "race", "race_detail", "reads", "recorded_at", "recorded_by_id", "sex", "tribe_enrollment", "tribes", "version") VALUES (NEW."address_state", NEW."birth_sex", NEW."ethnicity", NEW."ethnicity_detail", NEW."gender", NEW."gender_identity", NEW."gender_words", NEW."id", NEW."interpreter", NEW."interpreter_note", NEW."name_suffix", NEW."other_languages", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."race", NEW."race_detail", NEW."reads", NEW."recorded_at", NEW."recorded_by_id", NEW."sex", NEW."tribe_enrollment", NEW."tribes", NEW."version"); RETURN NULL;',
                            hash="018b4058055009b988702bb3991b95350bb53ea2",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_a7b04",
                            table="patients_demographics",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="demographics",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "patients_demographicsevent" ("address_state", "birth_sex", "ethnicity", "ethnicity_detail", "gender", "gender_identity", "gender_words", "id", "interpreter", "interpreter_note", "name_suffix", "other_languages", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "race", "race_detail", "reads", "recorded_at", "recorded_by_id", "sex", "tribe_enrollment", "tribes", "version") VALUES (OLD."address_state", OLD."birth_sex", OLD."ethnicity", OLD."ethnicity_detail", OLD."gender", OLD."gender_identity", OLD."gender_words", OLD."id", OLD."interpreter", OLD."interpreter_note", OLD."name_suffix", OLD."other_languages", OLD."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."race", OLD."race_detail", OLD."reads", OLD."recorded_at", OLD."recorded_by_id", OLD."sex", OLD."tribe_enrollment", OLD."tribes", OLD."version"); RETURN NULL;',
                            hash="fe08b9bf0f547b3aecd6741b55d0cc2715ad5138",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_b7baf",
                            table="patients_demographics",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="knownnumber",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "patients_knownnumberevent" ("id", "issuer", "issuer_key", "kind", "organisation_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "removed_at", "removed_by_id", "uuid", "valid_until", "value", "value_key") VALUES (NEW."id", NEW."issuer", NEW."issuer_key", NEW."kind", NEW."organisation_id", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."removed_at", NEW."removed_by_id", NEW."uuid", NEW."valid_until", NEW."value", NEW."value_key"); RETURN NULL;',
                            hash="6d803ba98372e683c8b6003e7b7577087f8f5d51",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_1cd1b",
                            table="patients_knownnumber",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="knownnumber",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "patients_knownnumberevent" ("id", "issuer", "issuer_key", "kind", "organisation_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "removed_at", "removed_by_id", "uuid", "valid_until", "value", "value_key") VALUES (NEW."id", NEW."issuer", NEW."issuer_key", NEW."kind", NEW."organisation_id", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."removed_at", NEW."removed_by_id", NEW."uuid", NEW."valid_until", NEW."value", NEW."value_key"); RETURN NULL;',
                            hash="ce7bdb5cfd4cf2ec326584360b3c10f8d3b7d951",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_bc02b",
                            table="patients_knownnumber",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="knownnumber",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "patients_knownnumberevent" ("id", "issuer", "issuer_key", "kind", "organisation_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "removed_at", "removed_by_id", "uuid", "valid_until", "value", "value_key") VALUES (OLD."id", OLD."issuer", OLD."issuer_key", OLD."kind", OLD."organisation_id", OLD."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."removed_at", OLD."removed_by_id", OLD."uuid", OLD."valid_until", OLD."value", OLD."value_key"); RETURN NULL;',
                            hash="bb1d3396590c46d79e8c73752f2285899a97e24f",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_b9792",
                            table="patients_knownnumber",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="personaddress",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "patients_personaddressevent" ("city", "country", "directions", "ended_at", "ended_by_id", "ends_on", "id", "line1", "line2", "mail", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "position", "postal_code", "recorded_at", "recorded_by_id", "starts_on", "state", "uuid") VALUES (NEW."city", NEW."country", NEW."directions", NEW."ended_at", NEW."ended_by_id", NEW."ends_on", NEW."id", NEW."line1", NEW."line2", NEW."mail", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."place", NEW."position", NEW."postal_code", NEW."recorded_at", NEW."recorded_by_id", NEW."starts_on", NEW."state", NEW."uuid"); RETURN NULL;',
                            hash="ad67ffdf44146a09affb9a143491a6351e1cc30f",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_f2730",
                            table="patients_personaddress",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="personaddress",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "patients_personaddressevent" ("city", "country", "directions", "ended_at", "ended_by_id", "ends_on", "id", "line1", "line2", "mail", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "position", "postal_code", "recorded_at", "recorded_by_id", "starts_on", "state", "uuid") VALUES (NEW."city", NEW."country", NEW."directions", NEW."ended_at", NEW."ended_by_id", NEW."ends_on", NEW."id", NEW."line1", NEW."line2", NEW."mail", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."place", NEW."position", NEW."postal_code", NEW."recorded_at", NEW."recorded_by_id", NEW."starts_on", NEW."state", NEW."uuid"); RETURN NULL;',
                            hash="9564d08ef014d008f5472631e7d4800b557faddd",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_d92b2",
                            table="patients_personaddress",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="personaddress",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "patients_personaddressevent" ("city", "country", "directions", "ended_at", "ended_by_id", "ends_on", "id", "line1", "line2", "mail", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "position", "postal_code", "recorded_at", "recorded_by_id", "starts_on", "state", "uuid") VALUES (OLD."city", OLD."country", OLD."directions", OLD."ended_at", OLD."ended_by_id", OLD."ends_on", OLD."id", OLD."line1", OLD."line2", OLD."mail", OLD."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."place", OLD."position", OLD."postal_code", OLD."recorded_at", OLD."recorded_by_id", OLD."starts_on", OLD."state", OLD."uuid"); RETURN NULL;',
                            hash="051b55fcc57202a0e217c3c5aebe56e2468b0678",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_fb214",
                            table="patients_personaddress",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="supportperson",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "patients_supportpersonevent" ("email", "ended_at", "ended_by_id", "id", "is_emergency_contact", "knows", "language", "may_be_called", "may_leave_message", "name", "note", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "recorded_at", "recorded_by_id", "relation", "relation_words", "uuid", "version") VALUES (NEW."email", NEW."ended_at", NEW."ended_by_id", NEW."id", NEW."is_emergency_contact", NEW."knows", NEW."language", NEW."may_be_called", NEW."may_leave_message", NEW."name", NEW."note", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."phone", NEW."recorded_at", NEW."recorded_by_id", NEW."relation", NEW."relation_words", NEW."uuid", NEW."version"); RETURN NULL;',
                            hash="ad1b1b1604b9aa817d54fac2b033555f7f4533b4",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_89645",
                            table="patients_supportperson",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="supportperson",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "patients_supportpersonevent" ("email", "ended_at", "ended_by_id", "id", "is_emergency_contact", "knows", "language", "may_be_called", "may_leave_message", "name", "note", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "recorded_at", "recorded_by_id", "relation", "relation_words", "uuid", "version") VALUES (NEW."email", NEW."ended_at", NEW."ended_by_id", NEW."id", NEW."is_emergency_contact", NEW."knows", NEW."language", NEW."may_be_called", NEW."may_leave_message", NEW."name", NEW."note", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."phone", NEW."recorded_at", NEW."recorded_by_id", NEW."relation", NEW."relation_words", NEW."uuid", NEW."version"); RETURN NULL;',
                            hash="297a9702344d715f592750e307ecffd4c7d1d5db",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_340f9",
                            table="patients_supportperson",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="supportperson",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "patients_supportpersonevent" ("email", "ended_at", "ended_by_id", "id", "is_emergency_contact", "knows", "language", "may_be_called", "may_leave_message", "name", "note", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "recorded_at", "recorded_by_id", "relation", "relation_words", "uuid", "version") VALUES (OLD."email", OLD."ended_at", OLD."ended_by_id", OLD."id", OLD."is_emergency_contact", OLD."knows", OLD."language", OLD."may_be_called", OLD."may_leave_message", OLD."name", OLD."note", OLD."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."phone", OLD."recorded_at", OLD."recorded_by_id", OLD."relation", OLD."relation_words", OLD."uuid", OLD."version"); RETURN NULL;',
                            hash="905770f3c644326d7712cfbcea7f6c7d8a5415ee",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_1ba46",
                            table="patients_supportperson",
                            when="AFTER",
                        ),
                    ),
                ),
            ],
        ),
        append_only("patients_demographicsevent"),
        append_only("patients_personaddressevent"),
        append_only("patients_knownnumberevent"),
        append_only("patients_supportpersonevent"),
        append_only("patients_carepreferenceevent"),
    ]
