"""Two public pages for machines that watch over this one. They say nothing about anyone."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from care.health.queries import parts_of_the_system
from care.health.rules import is_ready


@login_not_required
@never_cache
@require_safe
def healthz(_request: HttpRequest) -> JsonResponse:
    """Alive: the web server answers. Asks nothing else."""
    return JsonResponse({"alive": True, "commit": settings.COMMIT})


@login_not_required
@never_cache
@require_safe
def readyz(_request: HttpRequest) -> JsonResponse:
    """Ready: every part answers. 503 when one does not, and which."""
    parts = parts_of_the_system(at=timezone.now())
    ready = is_ready(parts)
    return JsonResponse({"ready": ready, "commit": settings.COMMIT, "parts": parts}, status=200 if ready else 503)
