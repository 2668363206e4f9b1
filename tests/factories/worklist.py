"""Tasks."""

from datetime import UTC, datetime

import factory

from care.accounts.models import Staff
from care.actor import Category, Role
from care.worklist.models import Task
from care.worklist.rules import Kind, Priority, State
from tests.factories.accounts import OrganisationFactory


class TaskFactory(factory.django.DjangoModelFactory[Task]):
    """An open task of the programme about nobody; with a `patient`, about them."""

    class Meta:
        model = Task

    organisation = factory.SubFactory(OrganisationFactory)
    kind = Kind.CALL.value
    title = "Call about the ride on Thursday"
    category = Category.SUD.value
    owner_role = Role.COORDINATOR.value
    due_at = datetime(2026, 11, 23, 22, 0, tzinfo=UTC)
    created_at = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)
    created_by_job = "tests"

    class Params:
        urgent = factory.Trait(
            priority=Priority.URGENT.value,
            escalates_at=datetime(2026, 11, 20, 15, 30, tzinfo=UTC),
            escalates_to_role=Role.SUPERVISOR.value,
        )
        done = factory.Trait(
            state=State.DONE.value, done_at=datetime(2026, 11, 21, 15, 0, tzinfo=UTC), done_by_job="tests", outcome="Reached"
        )


def taken_task(staff: Staff, **fields: object) -> Task:
    """A task that this colleague has taken."""
    values: dict[str, object] = {
        "organisation": staff.organisation,
        "state": State.TAKEN.value,
        "owner": staff,
        "taken_at": datetime(2026, 11, 23, 13, 0, tzinfo=UTC),
        "taken_by": staff.user,
    }
    return TaskFactory(**(values | fields))
