"""The description of the interface is true: real answers hold to it, and it says nothing that is not served."""

from typing import Any

import pytest
from django.test import Client
from jsonschema import Draft202012Validator, FormatChecker

from patients.models import Patient
from tests.care.api.conftest import System, plan_of
from tests.house_rules.addresses import addresses

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def description() -> Any:
    return Client().get("/api/v1/openapi.json").json()


def validator(description: Any, path: str, status: str, media: str) -> Draft202012Validator:
    content = description["paths"][path]["get"]["responses"][status]["content"]
    schema = {"$ref": content[media]["schema"]["$ref"], "components": description["components"]}
    return Draft202012Validator(schema, format_checker=FormatChecker())


def test_it_is_open_and_of_version_3_1(db: None) -> None:
    answer = Client().get("/api/v1/openapi.json")
    assert answer.status_code == 200
    assert answer.json()["openapi"].startswith("3.1")
    assert Client().post("/api/v1/openapi.json").status_code == 405


def test_it_describes_every_address_and_nothing_else(description: Any) -> None:
    served = {
        "/" + address.route.replace("<uuid:uuid>", "{uuid}") for address in addresses() if address.route.startswith("api/v1/")
    }
    assert description["paths"].keys() == served - {"/api/v1/openapi.json"}
    for path in description["paths"].values():
        assert path.keys() == {"get"}
        assert path["get"]["security"] == [{"clientCredentials": []}]
    flow = description["components"]["securitySchemes"]["clientCredentials"]["flows"]["clientCredentials"]
    assert flow["tokenUrl"] == "/oauth/token/"
    assert flow["scopes"].keys() == {"people.read", "plans.read"}


def test_real_answers_hold_to_it(description: Any, eastside: System, mari: Patient) -> None:
    asked = {
        "/api/v1/people/": "people/?limit=1",
        "/api/v1/people/{uuid}/": f"people/{mari.uuid}/",
        "/api/v1/people/{uuid}/plan/": f"people/{mari.uuid}/plan/",
        "/api/v1/plans/": "plans/",
        "/api/v1/plans/{uuid}/": f"plans/{plan_of(mari).uuid}/",
    }
    assert asked.keys() == description["paths"].keys()
    for path, real in asked.items():
        answer = eastside.get(real)
        assert answer.status_code == 200
        validator(description, path, "200", "application/json").validate(answer.json())
        for name in ("X-Part2-Notice", "X-Consent-Scope"):
            assert name in description["paths"][path]["get"]["responses"]["200"]["headers"]
            assert name in answer.headers


def test_what_is_not_described_is_not_served(description: Any, eastside: System, mari: Patient) -> None:
    """The schema is strict: one more field and it no longer holds."""
    answer = eastside.get(f"people/{mari.uuid}/").json()
    check = validator(description, "/api/v1/people/{uuid}/", "200", "application/json")
    assert check.is_valid(answer)
    for spoilt in (answer | {"more": 1}, answer | {"data": answer["data"] | {"mrn": "40"}}, {"data": answer["data"]}):
        assert not check.is_valid(spoilt)


def test_problems_hold_to_it_and_so_do_their_examples(description: Any, eastside: System) -> None:
    media = "application/problem+json"
    for path, real in {
        "/api/v1/people/{uuid}/": "people/00000000-0000-7000-8000-000000000000/",
        "/api/v1/people/": "people/?limit=x",
    }.items():
        answer = eastside.get(real)
        validator(description, path, str(answer.status_code), media).validate(answer.json())
    for path, methods in description["paths"].items():
        for status, response in methods["get"]["responses"].items():
            if status.startswith("4"):
                for example in response["content"][media]["examples"].values():
                    validator(description, path, status, media).validate(example["value"])
                    assert example["value"]["status"] == int(status)
