"""Error pages. They show nobody's data, and the page of a broken server asks neither the database nor the session."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: the request could not be read."""
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403 from outside the gate; the gate's own refusals are answered in `care.access.middleware`."""
    return render(request, "403.html", {"reason": "ROLE"}, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: the same page for what is not there and for what is not yours."""
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: drawn without the request, so that whatever broke cannot break this page. It names the request's number."""
    number = str(getattr(request, "care_request_id", ""))
    return HttpResponse(render_to_string("500.html", {"request_id": number}), status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form was too old or came from elsewhere. The way on is to load the page again."""
    return render(request, "403_csrf.html", status=403)
