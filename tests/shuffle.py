"""Rows that nobody asked to be in an order come in a different order each time, so that no test passes by luck.

A plugin of pytest: `pytest -p tests.shuffle`. Every SELECT without ORDER BY gets `ORDER BY RANDOM()`. Left alone: what has
an order, DISTINCT, GROUP BY and combined queries (PostgreSQL allows them no foreign order), and subqueries.
"""

from typing import Any

from django.db.models import OrderBy
from django.db.models.functions import Random
from django.db.models.sql.compiler import SQLCompiler

_in_order = SQLCompiler.get_order_by


def _shuffled(self: SQLCompiler) -> list[Any]:
    order: list[Any] = _in_order(self)
    query = self.query
    asked = order or query.distinct or query.group_by is not None or query.combinator or query.subquery
    if asked or type(self) is not SQLCompiler or any(part.contains_aggregate for part in query.annotation_select.values()):
        return order
    by = OrderBy(Random()).resolve_expression(query, allow_joins=True, reuse=None)
    return [(by, (*self.compile(by), False))]


def pytest_configure() -> None:
    SQLCompiler.get_order_by = _shuffled  # type: ignore[method-assign]


def pytest_unconfigure() -> None:
    SQLCompiler.get_order_by = _in_order  # type: ignore[method-assign]
