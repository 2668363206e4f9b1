"""What each role may do, from the data that decides; and who gave which role to whom, for those who watch over it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from care.accounts.queries import role_changes_of
from care.accounts.rules import Work, may
from care.accounts.session import actor_of, zone_of
from care.actor import Category
from care.pages.presenters.roles import change_lines, role_cards, work_lines


@require_safe
def roles(request: HttpRequest) -> HttpResponse:
    """The matrix of roles, the work that needs one, and the latest changes."""
    actor = actor_of(request)
    sees_changes = may(actor, Work.SEE_ROLE_CHANGES)
    changes = role_changes_of(organisation_id=actor.organisation_id or 0) if sees_changes else []
    context = {
        "roles": role_cards(actor),
        "categories": [category.label for category in Category],
        "works": work_lines(),
        "sees_changes": sees_changes,
        "changes": change_lines(changes, zone=zone_of(request), at=timezone.now()),
    }
    return render(request, "pages/roles.html", context)
