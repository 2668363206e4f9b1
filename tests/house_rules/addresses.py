"""Every address of the site, read from the URLconf."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from django.urls import URLPattern, URLResolver, get_resolver, reverse

NOBODY = UUID("0190a000-0000-7000-8000-000000000000")
# What stands in an address when a test gives nothing better, by parameter.
FILLINGS: dict[str, Any] = {
    "uidb36": "1",
    "key": "no-such-key",
    "provider": "none",
    "pk": 1,
    "token": "no-such-token",
    "kind": "specific",
    "section": "consent",
    "part": "strengths",
    "problem_step": "resolve",
    "objective_step": "let_go",
    "instrument": "cows",
    "structure": "soap",
    "which": "safety",
    "sheet": "methadone",
    "intervention_code": "cm",
    "template_code": "pregnancy",
    "day": "2026-11-02",
    "panel": "blood",
    "measure": "creatinine",
}


@dataclass(frozen=True)
class Address:
    """One line of the URLconf. `parameters` are the names of what varies, with the names of their converters."""

    name: str
    route: str
    parameters: tuple[tuple[str, str], ...]

    def path(self, **given: Any) -> str:
        """A path of this address; what is not given names nobody."""
        values = {name: given.get(name, self._filling(name, kind)) for name, kind in self.parameters}
        return reverse(self.name, kwargs=values)

    @staticmethod
    def _filling(name: str, kind: str) -> Any:
        if kind == "UUIDConverter":
            return NOBODY
        return FILLINGS.get(name, 1 if kind == "IntConverter" else "none")


def _walk(patterns: list[URLPattern | URLResolver], *, space: str, route: str, above: dict[str, str]) -> Iterator[Address]:
    for pattern in patterns:
        kinds = {name: type(kind).__name__ for name, kind in getattr(pattern.pattern, "converters", {}).items()}
        kinds |= dict.fromkeys(getattr(pattern.pattern, "regex", re.compile("")).groupindex, "") | kinds
        whole = above | kinds
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _walk(pattern.url_patterns, space=inner, route=route + str(pattern.pattern), above=whole)
        else:
            name = f"{space}{pattern.name}" if pattern.name else ""
            yield Address(name, route + str(pattern.pattern), tuple(whole.items()))


@cache
def addresses() -> tuple[Address, ...]:
    """All addresses, in the order in which the site looks for them."""
    return tuple(_walk(get_resolver().url_patterns, space="", route="", above={}))
