"""Drafts."""

from datetime import UTC, datetime

import factory

from care.drafts.models import Draft
from tests.factories.accounts import OrganisationFactory, UserFactory


class DraftFactory(factory.django.DjangoModelFactory[Draft]):
    class Meta:
        model = Draft

    user = factory.SubFactory(UserFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    key = "register:new"
    content = factory.LazyFunction(lambda: {"chosen_name": ["Mari"]})
    saved_at = datetime(2026, 11, 23, 15, 41, tzinfo=UTC)
