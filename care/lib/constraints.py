"""Constraints that many tables share."""

from django.db.models import Q


def pair(name: str) -> Q:
    """`name_at` and `name_by` are both set or both empty: whoever says when, says who."""
    return Q(**{f"{name}_at__isnull": True, f"{name}_by__isnull": True}) | Q(
        **{f"{name}_at__isnull": False, f"{name}_by__isnull": False}
    )


def pair_or_job(name: str) -> Q:
    """`name_at` is set exactly when one of `name_by` and `name_by_job` is: a person or a named job did it."""
    nobody = Q(**{f"{name}_by__isnull": True, f"{name}_by_job": ""})
    person = Q(**{f"{name}_by__isnull": False, f"{name}_by_job": ""})
    job = Q(**{f"{name}_by__isnull": True}) & ~Q(**{f"{name}_by_job": ""})
    return (Q(**{f"{name}_at__isnull": True}) & nobody) | (Q(**{f"{name}_at__isnull": False}) & (person | job))
