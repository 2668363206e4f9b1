"""How the audit trail stands: its seals, and what the last reading of the whole trail found. Reading it is a worker's job."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from care.accounts.queries import names_of_users
from care.accounts.rules import Work, check_work
from care.accounts.session import actor_of, zone_of
from care.audit.operations import ask_for_verification
from care.audit.queries import last_verifications, seal_state, waiting_verification
from care.pages.presenters.audit import audit_state, run_lines


@require_safe
def audit(request: HttpRequest) -> HttpResponse:
    """When the trail was last sealed, how much waits, and whether the last reading found it whole."""
    check_work(actor_of(request), Work.VERIFY_AUDIT)
    at, zone = timezone.now(), zone_of(request)
    runs = last_verifications()
    users = names_of_users(run.asked_by for run in runs if run.asked_by is not None)
    context = {
        "audit": audit_state(seal_state(), zone=zone, at=at),
        "runs": run_lines(runs, users, zone=zone, at=at),
        "is_busy": waiting_verification() is not None,
    }
    return render(request, "pages/audit.html", context)


@require_POST
def verify(request: HttpRequest) -> HttpResponse:
    """Have the whole trail read; a worker begins within a minute."""
    actor = actor_of(request)
    check_work(actor, Work.VERIFY_AUDIT)
    ask_for_verification(actor=actor, at=timezone.now())
    messages.success(request, "The whole trail will be read. You may leave this page.")
    return redirect("pages:audit")
