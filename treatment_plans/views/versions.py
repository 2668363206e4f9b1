"""Every version of a plan, one of them, and two side by side in words."""

from itertools import pairwise
from uuid import UUID

from django.http import Http404, HttpResponse

from treatment_plans.comparison import compare
from treatment_plans.queries import get_plan, plan_versions, signatures_of, whole_plans
from treatment_plans.views.opening import Opened
from treatment_plans.views.writing import reading


@reading()
def versions(opened: Opened) -> HttpResponse:
    """The list, the newest first, and which two to compare."""
    rows = plan_versions(permit=opened.permit)
    return opened.page("treatment_plans/versions.html", versions=rows, pairs=list(pairwise(rows)), at=opened.at)


@reading()
def version(opened: Opened, plan: UUID) -> HttpResponse:
    """One version as it stood, with who signed it."""
    row = get_plan(permit=opened.permit, plan=plan)
    signed = signatures_of(permit=opened.permit, plan=plan)
    return opened.page("treatment_plans/version.html", plan=row, signatures=signed)


@reading()
def compare_two(opened: Opened) -> HttpResponse:
    """Two versions, in words and side by side; without a choice, the two newest."""
    rows = {row.version: row for row in whole_plans(permit=opened.permit)}
    if len(rows) < 2:
        raise Http404
    newest = sorted(rows, reverse=True)
    before, after = (_number(opened, name, default) for name, default in (("a", newest[1]), ("b", newest[0])))
    if before not in rows or after not in rows:
        raise Http404
    before, after = sorted((before, after))
    changes = compare(rows[before], rows[after])
    return opened.page("treatment_plans/compare.html", before=rows[before], after=rows[after], changes=changes, numbers=newest)


def _number(opened: Opened, name: str, default: int) -> int:
    try:
        return int(opened.request.GET.get(name, default))
    except ValueError:
        raise Http404 from None
