"""Constraints that many tables share."""

from django.db.models import Q


def pair(name: str) -> Q:
    """`name_at` and `name_by` are both set or both empty: whoever says when, says who."""
    return Q(**{f"{name}_at__isnull": True, f"{name}_by__isnull": True}) | Q(
        **{f"{name}_at__isnull": False, f"{name}_by__isnull": False}
    )
