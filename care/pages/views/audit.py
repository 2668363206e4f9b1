"""How the audit trail stands. Whether it is whole is for `manage.py verify_audit` to say; this page never claims it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from care.accounts.rules import Work, check_work
from care.accounts.session import actor_of, zone_of
from care.audit.queries import seal_state
from care.pages.presenters.audit import audit_state


@require_safe
def audit(request: HttpRequest) -> HttpResponse:
    """When the trail was last sealed and how much waits for the next seal."""
    check_work(actor_of(request), Work.VERIFY_AUDIT)
    return render(request, "pages/audit.html", {"audit": audit_state(seal_state(), zone=zone_of(request), at=timezone.now())})
