"""No path writes an order or gives a dose past the safety rules: read from the code, and tried by many at once."""

import ast
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from django.apps import apps
from django.db import connection

from care.actor import Permit
from patients.models import Patient
from tests.factories.regimens import ANSWERED, MedicationOrderFactory
from treatment_plans.regimens import operations
from treatment_plans.regimens.guarding import HardStop
from treatment_plans.regimens.models import Firing, Medication, MedicationOrder
from treatment_plans.regimens.vocabulary import OrderStatus

ROOM = Path(__file__).parents[4]
ROOMS = ("treatment_plans", "patients", "care")
MANY = 20
# Functions that write an order or a dose and ask no rule, each with why nothing can come into force or into a mouth by it.
ASKS_NOTHING = {
    "treatment_plans/regimens/operations/parts.py:write_draft": "a part of `write_order` and of the operations that sign at once",
    "treatment_plans/regimens/operations/parts.py:end_order": "an end",
    "treatment_plans/regimens/operations/closing.py:_close": "an end, after a death or at the end of care",
    "treatment_plans/regimens/operations/changing.py:hold_order": "a pause",
}
ASKS = {"judge_order", "judge_dose", "put_in_force"}


def _functions() -> list[tuple[str, ast.FunctionDef]]:
    found = []
    for room in ROOMS:
        for path in sorted((ROOM / room).rglob("*.py")):
            if "migrations" in path.parts or "demo" in path.parts:
                continue
            tree = ast.parse(path.read_text(encoding="utf-8"))
            found += [(str(path.relative_to(ROOM)), node) for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    return found


def _writes(node: ast.FunctionDef) -> bool:
    """Whether it makes an order or a dose, or moves the status of an order."""
    for inner in ast.walk(node):
        if isinstance(inner, ast.Call):
            text = ast.unparse(inner.func)
            if text in {
                f"{table}.objects.{verb}"
                for table in ("MedicationOrder", "Dose")
                for verb in ("create", "bulk_create", "get_or_create", "update_or_create")
            }:
                return True
            if text.endswith(".update") and any(word.arg == "status" for word in inner.keywords) and "orders_of" in text:
                return True
        if isinstance(inner, ast.Assign) and any(ast.unparse(target).endswith(".status") for target in inner.targets):
            return True
    return False


def _called(node: ast.FunctionDef) -> set[str]:
    return {ast.unparse(inner.func).split(".")[-1] for inner in ast.walk(node) if isinstance(inner, ast.Call)}


def test_whoever_writes_an_order_or_a_dose_asks_the_rules_or_says_why_not() -> None:
    by_name = {
        f"{path}:{node.name}": node for path, node in _functions() if path.startswith("treatment_plans/regimens/operations/")
    }
    writing = {name for name, node in by_name.items() if _writes(node)}
    loose = sorted(name for name in writing if not _called(by_name[name]) & ASKS and not _is_asked_for(name, by_name))
    assert loose == sorted(ASKS_NOTHING), f"asks no rule: {sorted(set(loose) - ASKS_NOTHING.keys())}"
    assert ASKS_NOTHING.keys() <= writing


def _is_asked_for(name: str, by_name: dict[str, ast.FunctionDef]) -> bool:
    """A part whose every caller in its file asks the rules, or which only marks what was missed or corrects a record."""
    file, own = name.split(":")
    callers = [
        node for other, node in by_name.items() if other.startswith(f"{file}:") and own in _called(node) and node.name != own
    ]
    return own.startswith("_") and bool(callers) and all(_called(node) & ASKS for node in callers)


def test_no_other_room_makes_orders_or_doses() -> None:
    found = [
        f"{path}:{node.name}"
        for path, node in _functions()
        if not path.startswith("treatment_plans/regimens/operations/")
        for inner in ast.walk(node)
        if isinstance(inner, ast.Call)
        and ast.unparse(inner.func).split(".objects.")[0] in {"MedicationOrder", "Dose"}
        and ast.unparse(inner.func).split(".")[-1] in {"create", "bulk_create", "get_or_create", "update_or_create"}
    ]
    assert not found


def test_there_is_no_site_in_which_tables_are_edited_by_hand() -> None:
    assert not apps.is_installed("django.contrib.admin")


@pytest.mark.django_db(transaction=True)
def test_of_two_orders_that_exclude_each_other_one_is_signed_however_many_try(
    to_order: Permit, mari: Patient, at: datetime
) -> None:
    drafts = [
        MedicationOrderFactory(
            patient=mari, medication=Medication.objects.get(code=code), ordered_at=at, starts_on=at.date(), dose_amount=amount
        )
        for code, amount in (("naltrexone", Decimal(50)), ("methadone", Decimal(30)))
    ]
    ready = Barrier(MANY)

    def sign(number: int) -> Any:
        try:
            ready.wait(timeout=20)
            return operations.sign_order(permit=to_order, order=drafts[number % 2].uuid, said=ANSWERED, at=at)
        except Exception as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(MANY) as pool:
        answers = list(pool.map(sign, range(MANY)))
    in_force = {order.substance for order in MedicationOrder.objects.filter(status=OrderStatus.ACTIVE)}
    assert len([answer for answer in answers if isinstance(answer, MedicationOrder)]) == len(in_force)
    if in_force == {"methadone"}:
        assert Firing.objects.filter(rule="I-06", outcome="stopped").exists()
        assert any(isinstance(answer, HardStop) for answer in answers)
    else:  # naltrexone came first: an opioid beside it is signed with its reason, as every reason is given here, and blocked
        assert in_force == {"naltrexone", "methadone"}
        assert Firing.objects.filter(rule="I-07").exists()
