"""What a clinic adds to the library of its own."""

import factory

from tests.factories.accounts import LONG_AGO
from treatment_plans.library.models import OwnIntervention, OwnTemplate


class OwnInterventionFactory(factory.django.DjangoModelFactory[OwnIntervention]):
    """In use; `retired=True` for one that is offered no longer."""

    class Meta:
        model = OwnIntervention

    organisation = factory.SubFactory("tests.factories.accounts.OrganisationFactory")
    number = factory.Sequence(lambda number: number + 1)
    version = 1
    kind = factory.SubFactory("tests.factories.treatment_plans.InterventionKindFactory")
    name = "Friday walk"
    title = "Walk by the harbor on Fridays"
    what = "An hour by the water with a peer, whatever the weather."
    for_whom = "Whoever would rather walk than sit."
    source = "own list"
    written_at = LONG_AGO
    written_by = factory.SubFactory("tests.factories.accounts.UserFactory")

    class Params:
        retired = factory.Trait(retired_at=LONG_AGO, retired_by=factory.SelfAttribute("written_by"))


class OwnTemplateFactory(factory.django.DjangoModelFactory[OwnTemplate]):
    """In use; `retired=True` for one that is offered no longer."""

    class Meta:
        model = OwnTemplate

    organisation = factory.SubFactory("tests.factories.accounts.OrganisationFactory")
    number = factory.Sequence(lambda number: number + 1)
    version = 1
    name = "Back from hospital"
    for_whom = "Whoever comes home after some days in hospital."
    asks = "What would make the first week at home a good one?"
    target_weeks = 4
    lines = factory.LazyFunction(lambda: [{"code": "peer", "why": "Somebody calls.", "frequency": "", "is_usual": True}])
    written_at = LONG_AGO
    written_by = factory.SubFactory("tests.factories.accounts.UserFactory")

    class Params:
        retired = factory.Trait(retired_at=LONG_AGO, retired_by=factory.SelfAttribute("written_by"))
