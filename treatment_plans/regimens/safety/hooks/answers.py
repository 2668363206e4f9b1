"""The answer to an `order-sign` request: its cards. What the command, the service and a test call. Pure."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from treatment_plans.regimens.safety.alerts import Severity
from treatment_plans.regimens.safety.engine import judge
from treatment_plans.regimens.safety.hooks.cards import card, unread_card
from treatment_plans.regimens.safety.hooks.reading import read
from treatment_plans.regimens.safety.hooks.requests import request_of
from treatment_plans.regimens.safety.hooks.shape import Json, word
from treatment_plans.regimens.safety.settings import Threshold, settings_on


def answer(body: Any, *, now: datetime, own: Iterable[Threshold] = ()) -> Json:
    """Judge the drafts of a request, each at its own date, by the figures in force on that date.

    The strongest card comes first; what could not be read comes last.

    Raises:
        NoRequest: it is no `order-sign` request.
    """
    request = request_of(body)
    reading = read(request, now=now)
    by_id = {word(draft.get("id")): draft for draft in request.drafts}
    own = tuple(own)
    alerts = [alert for facts in reading.facts for alert in judge(facts, settings_on(facts.at.date(), own=own))]
    alerts.sort(key=lambda alert: (Severity(alert.severity).rank, alert.rule, alert.order))
    cards = [
        card(alert, draft=by_id.get(alert.order, {}), instance=request.instance, patient=request.patient) for alert in alerts
    ]
    return {"cards": cards + [unread_card(unread, instance=request.instance) for unread in reading.unread]}
