"""Pages of the demo itself: its clock."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from care.accounts.session import zone_of
from care.demo.clock import NotATime, catch_up, demo_clock, length_of, length_text
from care.lib.dates import local_date, long_day_text, time_text

STEPS = ("1h", "12h", "1d", "3d", "7d")


@require_http_methods(["GET", "POST"])
def clock(request: HttpRequest) -> HttpResponse:
    """What time the demo thinks it is, and buttons that put it forward."""
    of_demo, wrong = demo_clock(), ""
    if request.method == "POST":
        try:
            of_demo.put_forward(length_of(request.POST.get("by", "")))
            catch_up()
            return redirect("demo:clock")
        except NotATime:
            wrong = "By how much? For example 1d, 26h or 1d 2h 30m; at most three years in all, and never back."
    at, zone = timezone.now(), zone_of(request)
    context = {
        "day": long_day_text(local_date(at, zone)),
        "time": time_text(at, zone, with_zone=True),
        "ahead": length_text(of_demo.ahead()),
        "is_ahead": of_demo.ahead() > timedelta(),
        "steps": [(step, length_text(length_of(step))) for step in STEPS],
        "wrong": wrong,
        "typed": request.POST.get("by", ""),
    }
    return render(request, "demo/clock.html", context, status=422 if wrong else 200)
