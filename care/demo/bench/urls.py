"""The addresses of the product, and the empty page that only a bench serves."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from django.views.decorators.http import require_safe

from care.accounts.session import actor_of

EMPTY = "bench/empty/"


@require_safe
def empty(request: HttpRequest) -> HttpResponse:
    """R: everything that a signed-in page needs before it does anything: session, policy, who works where as what."""
    actor_of(request)
    return HttpResponse(b"")


urlpatterns = [path(EMPTY, empty), path("", include("care.urls"))]
