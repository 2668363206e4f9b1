"""Merges, the rows that they touched, and pairs of records."""

import factory

from patients.merging.models import LikelyPair, Merge, MergedRow
from patients.merging.rules import What
from patients.models import MergedRecord
from patients.rules import Likeness
from tests.factories.accounts import LONG_AGO
from tests.factories.patients import PatientFactory


class MergedRecordFactory(factory.django.DjangoModelFactory[MergedRecord]):
    class Meta:
        model = MergedRecord

    kept = factory.SubFactory(PatientFactory)
    gone = factory.SubFactory(PatientFactory, organisation=factory.SelfAttribute("..kept.organisation"))
    merged_at = LONG_AGO
    merged_by = factory.SelfAttribute("kept.registered_by")


class MergeFactory(factory.django.DjangoModelFactory[Merge]):
    class Meta:
        model = Merge

    kept = factory.SubFactory(PatientFactory)
    gone = factory.SubFactory(PatientFactory, organisation=factory.SelfAttribute("..kept.organisation"))
    organisation = factory.SelfAttribute("kept.organisation")
    why = "Registered twice on one day."
    merged_at = LONG_AGO
    merged_by = factory.SelfAttribute("kept.registered_by")


class MergedRowFactory(factory.django.DjangoModelFactory[MergedRow]):
    class Meta:
        model = MergedRow

    merge = factory.SubFactory(MergeFactory)
    table = "patients.Allergy"
    row = 1
    what = What.CHANGED.value
    before = factory.LazyAttribute(lambda row: {"patient_id": row.merge.gone_id})
    after = factory.LazyAttribute(lambda row: {"patient_id": row.merge.kept_id})


class LikelyPairFactory(factory.django.DjangoModelFactory[LikelyPair]):
    class Meta:
        model = LikelyPair

    one = factory.SubFactory(PatientFactory)
    other = factory.SubFactory(PatientFactory, organisation=factory.SelfAttribute("..one.organisation"))
    organisation = factory.SelfAttribute("one.organisation")
    score = 80
    reasons = factory.LazyFunction(lambda: [Likeness.SAME_NAMES.value, Likeness.SAME_BIRTH.value])
    found_at = LONG_AGO
