"""How a page of a person's medication is opened: by a prescriber of the care team."""

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from care.actor import Action
from care.lib.dates import day_bounds
from patients.presenters import banner_card
from treatment_plans.regimens.guarding import ReasonsMissing, SafetyRefusal, SecondNeeded
from treatment_plans.regimens.presenters import REFUSALS, refusal_sentence
from treatment_plans.regimens.presenters.alerts import REASON, WORDS, alert_panel, said_in
from treatment_plans.regimens.queries.alerts import rules_told_since
from treatment_plans.views.opening import Opened, View, record_view

NEVER_AGAIN = frozenset({"csrfmiddlewaretoken", "answer", "credential"})  # what is typed anew each time


def ordering(*, methods: tuple[str, ...] = ("GET", "POST")) -> Callable[[View], View]:
    """A page of a prescriber. Where a safety rule does not let it pass, the page says which, and asks for reasons."""
    record = record_view(
        action=Action.ORDER, part="pages:medication", refusals=REFUSALS, sentence=refusal_sentence, methods=methods
    )

    def decorate(view: View) -> View:
        @wraps(view)
        def answer(opened: Opened, **things: UUID) -> HttpResponse:
            try:
                return view(opened, **things)
            except SafetyRefusal as refusal:
                return asked(opened, refusal)

        return record(answer)

    return decorate


def asked(opened: Opened, refusal: SafetyRefusal, *, may_say: bool = True) -> HttpResponse:
    """What the rules say, with what was typed and the fields for reasons where the reader may give them."""
    typed = opened.request.POST
    is_again = any(name.startswith(REASON) for name in typed)
    asks = may_say and isinstance(refusal, ReasonsMissing)
    missing = {alert.rule for alert in said_in(typed.dict()).missing(refusal.alerts)} if asks and is_again else set()
    asked_again = {f"{field}{alert.rule}" for alert in refusal.alerts for field in (REASON, WORDS)}  # fields of this page
    context = {
        "banner": banner_card(permit=opened.permit, at=opened.at, current=opened.part),
        "alerts": alert_panel(refusal.alerts, person=opened.person, typed=typed.dict(), missing=missing, asks=asks),
        "again": [
            (name, value)
            for name in typed
            for value in typed.getlist(name)
            if name not in NEVER_AGAIN and name not in asked_again
        ],
        "may_go_on": asks,
        "may_say": may_say,
        "asks_second": may_say and isinstance(refusal, SecondNeeded),
        "back_url": reverse(opened.part, args=[opened.person]),
    }
    return render(opened.request, "regimens/asked.html", context, status=422 if asks else 409)


def told_today(opened: Opened) -> frozenset[str]:
    """The rules whose information was shown in this record today."""
    return rules_told_since(permit=opened.permit, since=day_bounds(opened.today, opened.zone)[0])
