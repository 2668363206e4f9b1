"""The person's own copy of their plan: one page in plain words and large letters, as a PDF."""

from django.http import HttpResponse

from patients.queries import names_of
from treatment_plans.own_copy import printed
from treatment_plans.queries import current_plan
from treatment_plans.queries.reading import PlanNotFound
from treatment_plans.views.opening import Opened
from treatment_plans.views.writing import reading


@reading()
def copy(opened: Opened) -> HttpResponse:
    """The copy of the version in force, else of the one being written."""
    plan = current_plan(permit=opened.permit)
    if plan is None:
        raise PlanNotFound
    names = names_of([opened.permit.patient_id])[opened.permit.patient_id]
    content = printed(plan, name=names.display_name, on=opened.today)
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = 'attachment; filename="my-plan.pdf"'
    return answer
