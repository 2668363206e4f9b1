"""Two imports of the same files at once, on a real database."""

import pytest

from care.actor import Role
from patients.models import Condition, ImportedResource, Patient
from tests.care.api.fhir_in.people import Files, Importing, allergy, condition, somebody
from tests.factories.accounts import staff_with
from tests.together import together

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("anyway", [False, True])
def test_everybody_comes_in_once(alice, tmp_path, at, anyway):
    bob = staff_with(Role.COORDINATOR, organisation=alice.organisation)
    people = [somebody(number) for number in range(12)]
    facts = [condition(f"c{number}", f"Patient/s{number}") for number in range(12)]
    facts += [allergy(f"a{number}", f"Patient/s{number}") for number in range(12)]
    imports = [Importing(staff, Files(tmp_path / str(staff.pk)), lambda: at) for staff in (alice, bob)]
    reports = together(*((lambda take=take: take([*people, *facts], anyway=anyway)) for take in imports))
    assert [report.refused for report in reports] == [0, 0], [line.reason for report in reports for line in report.lines]
    assert Patient.objects.count() == Condition.objects.count() == sum(report.people for report in reports) == 12
    assert ImportedResource.objects.count() == 36
