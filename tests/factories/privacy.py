"""The breach register, and what may be worth a look."""

from datetime import date

import factory

from care.privacy.models import Breach, BreachPerson, BreachPlace, BreachStep, Observation
from tests.factories.accounts import LONG_AGO, StaffFactory
from tests.factories.patients import PatientFactory


class BreachFactory(factory.django.DjangoModelFactory[Breach]):
    """Something that is being looked into."""

    class Meta:
        model = Breach

    class Params:
        staff = factory.SubFactory(StaffFactory)
        assessed = factory.Trait(
            nature="Name and date of birth.",
            recipient="Another clinic.",
            acquired="Opened and sent back.",
            mitigated="Destroyed, in writing.",
            assessed_at=LONG_AGO,
            assessed_by=factory.SelfAttribute("recorded_by"),
        )
        decided = factory.Trait(
            state="breach",
            decided_at=LONG_AGO,
            decided_by=factory.SelfAttribute("recorded_by"),
            decision_reason="It was read.",
        )

    organisation = factory.SelfAttribute("staff.organisation")
    title = "Letter to the wrong address"
    what_happened = "An appointment letter went to the house next door."
    categories = factory.LazyFunction(lambda: ["demographics", "sud"])
    discovered_at = LONG_AGO
    discovered_by = factory.SelfAttribute("recorded_by")
    recorded_at = LONG_AGO
    recorded_by = factory.SelfAttribute("staff.user")


class BreachPersonFactory(factory.django.DjangoModelFactory[BreachPerson]):
    class Meta:
        model = BreachPerson

    breach = factory.SubFactory(BreachFactory)
    patient = factory.SubFactory(PatientFactory, organisation=factory.SelfAttribute("..breach.organisation"))
    added_at = LONG_AGO
    added_by = factory.SelfAttribute("breach.recorded_by")


class BreachPlaceFactory(factory.django.DjangoModelFactory[BreachPlace]):
    class Meta:
        model = BreachPlace

    breach = factory.SubFactory(BreachFactory)
    place = "RI"
    people = 12


class BreachStepFactory(factory.django.DjangoModelFactory[BreachStep]):
    class Meta:
        model = BreachStep

    breach = factory.SubFactory(BreachFactory)
    duty = "people"
    done_on = date(2026, 1, 20)
    note = "By letter."
    recorded_at = LONG_AGO
    recorded_by = factory.SelfAttribute("breach.recorded_by")


class ObservationFactory(factory.django.DjangoModelFactory[Observation]):
    """Somebody opened a record at night."""

    class Meta:
        model = Observation

    class Params:
        reviewed = factory.Trait(reviewed_at=LONG_AGO, reviewed_by=factory.SelfAttribute("staff.user"), outcome="explained")

    staff = factory.SubFactory(StaffFactory)
    organisation = factory.SelfAttribute("staff.organisation")
    patient = factory.SubFactory(PatientFactory, organisation=factory.SelfAttribute("..organisation"))
    kind = "odd_hours"
    day = date(2026, 1, 4)
    times = 2
    found_at = LONG_AGO
