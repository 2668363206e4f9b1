"""A person's doses: the calendar, the window, and what is recorded, taken back, handed out."""

from calendar import monthrange
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse

from care.accounts.rules import Work, check_work, may
from care.actor import Action, Role
from treatment_plans.regimens.beside import BESIDE
from treatment_plans.regimens.figures import figures_on
from treatment_plans.regimens.forms.doses import AgainForm, RecordForm, TakeHomeForm, VoidForm, VomitedForm
from treatment_plans.regimens.guarding import NOBODY_SAID, SafetyRefusal, Said, dose_alerts_for
from treatment_plans.regimens.operations import doses as operations
from treatment_plans.regimens.presenters import doses as present
from treatment_plans.regimens.presenters.alerts import AlertPanel, alert_panel, said_in
from treatment_plans.regimens.presenters.dose_refusals import REFUSALS, refusal_sentence
from treatment_plans.regimens.queries.asking import AskingOrder, asking_orders
from treatment_plans.regimens.queries.doses import DoseRow, doses_of, get_dose
from treatment_plans.regimens.queries.injections import LOOK_BACK, injections_of
from treatment_plans.regimens.queries.orders import OrderNotFound, orders_of
from treatment_plans.regimens.rules.calendar import DueDose
from treatment_plans.regimens.rules.doses import NotDue, Told
from treatment_plans.regimens.rules.injections import PRODUCTS, Window, window_of
from treatment_plans.regimens.safety.alerts import Alert
from treatment_plans.regimens.views.opening import asked, told_today
from treatment_plans.regimens.vocabulary import DoseOutcome, OrderStatus, Route
from treatment_plans.views.opening import Opened, View, record_view

TAB = "regimens:calendar"
RUN = timedelta(days=45)  # so far back days missed in a row are counted
AHEAD = timedelta(days=31)  # so far ahead bottles stand


def dosing(
    *, action: Action = Action.WRITE, methods: tuple[str, ...] = ("GET", "POST"), gives: bool = True
) -> Callable[[View], View]:
    """A page of the doses; with `gives` only for whose work it is to give them."""

    def decorate(view: View) -> View:
        @wraps(view)
        def checked(opened: Opened, **things: Any) -> HttpResponse:
            if gives:
                check_work(opened.permit.actor, Work.GIVE_DOSES)
            try:
                return view(opened, **things)
            except SafetyRefusal as refusal:
                return asked(opened, refusal, may_say=opened.permit.actor.has_role(Role.PRESCRIBER))

        return record_view(action=action, part=TAB, refusals=REFUSALS, sentence=refusal_sentence, methods=methods)(checked)

    return decorate


@dataclass(frozen=True, slots=True)
class _Read:
    """What the pages of doses are made of."""

    orders: list[AskingOrder]
    doses: list[DoseRow]
    windows: dict[UUID, Window]


def _read(opened: Opened, since: date, until: date) -> _Read:
    zone = opened.place_zone
    orders = asking_orders(permit=opened.permit, since=since, until=until, zone=zone)
    doses = doses_of(permit=opened.permit, since=since, until=until)
    given = injections_of(permit=opened.permit, since=opened.today - LOOK_BACK) if any(one.is_depot for one in orders) else {}
    settings = figures_on(opened.today, organisation_id=opened.permit.organisation_id)
    windows = {}
    for order in orders:
        if order.medication_code in PRODUCTS and order.days.ended_on is None and order.days.in_force_on is not None:
            begins = max(order.days.starts_on, order.days.in_force_on)
            so_far = given.get(order.substance, [])
            product = PRODUCTS[order.medication_code]
            windows[order.uuid] = window_of(
                product, order.days.frequency, starts_on=begins, given=so_far, settings=settings, dose=order.days.amount
            )
    return _Read(orders, doses, windows)


def _reader(opened: Opened) -> present.Reader:
    return present.Reader(opened.person, opened.today, opened.zone, may(opened.permit.actor, Work.GIVE_DOSES))


@dosing(action=Action.READ, methods=("GET", "HEAD"), gives=False)
def calendar(opened: Opened) -> HttpResponse:
    """A month of doses, as a table and day by day, with injections, bottles at home and what is followed."""
    since, until = _month(opened.request.GET.get("month", ""), opened.today)
    today, reader = opened.today, _reader(opened)
    read = _read(opened, min(since, today - RUN), max(until, today + AHEAD))
    shown = [one for one in read.orders if _touches(one, since, until)]
    rows = present.calendar_rows(shown, read.doses, read.windows, since=since, until=until, today=today)
    rows += [
        present.beside_row(one.label, one.marks(opened.permit, since, until, today), since=since, until=until) for one in BESIDE
    ]
    current = [one for one in read.orders if one.days.ended_on is None]
    return opened.page(
        "regimens/calendar.html",
        month=f"{since:%B} {since.year}",
        before=f"{since - timedelta(days=1):%Y-%m}",
        after=f"{until + timedelta(days=1):%Y-%m}",
        is_this_month=since <= today <= until,
        heads=present.heads(since, until, today),
        rows=rows,
        days=present.day_cards(shown, read.doses, reader, since=since, until=until),
        injections=[
            present.injection_card(one, read.windows[one.uuid], today=today) for one in current if one.uuid in read.windows
        ],
        medicines=present.medicine_cards(read.orders, read.doses, today=today),
        due=present.due_lines(current, read.doses, read.windows, reader),
        may_give=reader.may_give,
    )


def _touches(order: AskingOrder, since: date, until: date) -> bool:
    days = order.days
    ends = [day for day in (days.ends_on, days.ended_on) if day is not None]
    return days.starts_on <= until and (not ends or min(ends) >= since)


def _month(text: str, today: date) -> tuple[date, date]:
    first = today.replace(day=1)
    with suppress(ValueError):
        year, month = (int(part) for part in text.split("-"))
        if abs(year - today.year) <= 10:
            first = date(year, month, 1)
    return first, first.replace(day=monthrange(first.year, first.month)[1])


@dosing()
def window(opened: Opened) -> HttpResponse:
    """The window: what is due now, and one key to give it."""
    if opened.is_post:
        order, part = _posted(opened)
        told = Told(on=opened.today, part=part, outcome=DoseOutcome.OBSERVED)
        dose = operations.record_dose(permit=opened.permit, order=order, told=told, at=opened.at, said=_said(opened))
        row = get_dose(permit=opened.permit, dose=dose.uuid)
        return opened.saved(f"{row.text} given", to=reverse("regimens:window", args=[opened.person]))
    read, reader = _read(opened, opened.today - RUN, opened.today + AHEAD), _reader(opened)
    current = [one for one in read.orders if one.days.ended_on is None]
    due = present.due_lines(current, read.doses, read.windows, reader)
    latest = [present.dose_line(dose, reader) for dose in reversed(read.doses) if dose.due_on == opened.today]
    return opened.page(
        "regimens/window.html",
        due=due,
        alerts=_alerts(opened, due),
        latest=latest,
        medicines=present.medicine_cards(read.orders, read.doses, today=opened.today),
        home=[one for one in current if one.is_daily and one.status is OrderStatus.ACTIVE],
        calendar_url=reverse(TAB, args=[opened.person]),
    )


def _said(opened: Opened) -> Said:
    """Reasons are a prescriber's to give."""
    return said_in(opened.request.POST.dict()) if opened.permit.actor.has_role(Role.PRESCRIBER) else NOBODY_SAID


def _alerts(opened: Opened, due: list[present.DueLine]) -> AlertPanel:
    """What the safety rules say of what is due now; each rule once, however many doses it speaks of."""
    amounts = {line.order: line.amount for line in due if not line.why_not}
    orders = (
        orders_of(opened.permit).filter(uuid__in=amounts).select_related("medication", "preparation", "replaces").order_by("pk")
    )
    found: dict[str, Alert] = {}
    for order in orders if amounts else ():
        for alert in dose_alerts_for(permit=opened.permit, order=order, amount=amounts[order.uuid], at=opened.at):
            found.setdefault(alert.rule, alert)
    alerts = sorted(found.values(), key=lambda alert: alert.severity.rank)
    return alert_panel(alerts, person=opened.person, told=told_today(opened), asks=False)


def _posted(opened: Opened) -> tuple[UUID, int]:
    try:
        return UUID(opened.request.POST.get("order", "")), int(opened.request.POST.get("part", ""))
    except ValueError as error:
        raise NotDue from error


@dosing()
def record(opened: Opened, dosed: UUID, day: str, dose_part: int) -> HttpResponse:
    """What became of one dose otherwise: declined, missed, by report, less, vomited; and every injection."""
    on = _day(day)
    asking, due = _asked(opened, dosed, on, dose_part)
    form = RecordForm(
        opened.request.POST or None,
        due=due,
        today=opened.today,
        is_depot=asking.is_depot,
        is_intramuscular=asking.route is Route.INTRAMUSCULAR,
        initial={"outcome": DoseOutcome.OBSERVED.value if asking.is_depot else None},
    )
    if opened.is_post and form.is_valid():
        dose = operations.record_dose(permit=opened.permit, order=dosed, told=form.told(), at=opened.at, said=_said(opened))
        row = get_dose(permit=opened.permit, dose=dose.uuid)
        return opened.saved(f"{row.text}: {row.outcome.label.lower()}", form=form)
    line = present.record_line(asking, due, today=opened.today)
    return opened.page("regimens/record.html", form, line=line, order=asking, due=due)


def _asked(opened: Opened, order: UUID, on: date, part: int) -> tuple[AskingOrder, DueDose]:
    orders = asking_orders(permit=opened.permit, since=on, until=on, zone=opened.place_zone)
    asking = next((one for one in orders if one.uuid == order), None)
    if asking is None:
        raise OrderNotFound
    if asking.is_depot:
        return asking, DueDose(on, 1, 1, asking.days.amount)
    due = asking.due(since=on, until=on, also_held_by_job=True)
    found = next((one for one in due if one.part == part), None)
    if found is None:
        raise NotDue
    return asking, found


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Http404 from error


@dosing()
def take_home(opened: Opened, dosed: UUID) -> HttpResponse:
    """Hand out doses to take home."""
    today = opened.today
    asking = next(
        (
            one
            for one in asking_orders(permit=opened.permit, since=today, until=today + AHEAD, zone=opened.place_zone)
            if one.uuid == dosed
        ),
        None,
    )
    if asking is None:
        raise OrderNotFound
    form = TakeHomeForm(opened.request.POST or None, initial={"first": today + timedelta(days=1), "count": 1})
    if opened.is_post and form.is_valid():
        days = form.days()
        operations.dispense_doses(
            permit=opened.permit, order=dosed, days=days, note=form.cleaned_data["note"], at=opened.at, said=_said(opened)
        )
        words = "1 day" if len(days) == 1 else f"{len(days)} days"
        return opened.saved(f"{asking.name} for {words} handed out", form=form)
    return opened.page("regimens/take_home.html", form, order=asking)


@dosing()
def void(opened: Opened, dose: UUID) -> HttpResponse:
    """Take back what was recorded wrongly."""
    row = get_dose(permit=opened.permit, dose=dose)
    form = VoidForm(opened.request.POST or None)
    if opened.is_post and form.is_valid():
        operations.void_dose(permit=opened.permit, dose=dose, reason=form.cleaned_data["reason"], at=opened.at)
        return opened.saved(f"{row.text} taken back; it counts no more", form=form)
    return opened.page("regimens/dose_void.html", form, line=present.dose_line(row, _reader(opened)))


@dosing()
def vomited(opened: Opened, dose: UUID) -> HttpResponse:
    """Say that a dose was vomited."""
    row = get_dose(permit=opened.permit, dose=dose)
    form = VomitedForm(opened.request.POST or None)
    if opened.is_post and form.is_valid():
        operations.mark_vomited(permit=opened.permit, dose=dose, minutes=form.cleaned_data["minutes"], at=opened.at)
        return opened.saved(f"{row.text} was vomited, recorded", form=form)
    return opened.page("regimens/dose_vomited.html", form, line=present.dose_line(row, _reader(opened)))


@dosing(action=Action.ORDER)
def again(opened: Opened, dose: UUID) -> HttpResponse:
    """Give a dose in the place of a vomited one: a prescriber's."""
    row = get_dose(permit=opened.permit, dose=dose)
    form = AgainForm(opened.request.POST or None)
    if opened.is_post and form.is_valid():
        operations.give_again(
            permit=opened.permit, dose=dose, amount=form.cleaned_data["amount"], at=opened.at, said=_said(opened)
        )
        return opened.saved(f"{row.text}: given again", form=form)
    return opened.page("regimens/dose_again.html", form, line=present.dose_line(row, _reader(opened)), row=row)


@dosing(methods=("POST",), gives=False)
def follow(opened: Opened) -> HttpResponse:
    """The doses of a medicine are taken or handed out here."""
    substance = opened.request.POST.get("substance", "")[:40]
    operations.follow_doses(permit=opened.permit, substance=substance, since=opened.today, at=opened.at)
    return opened.saved(f"doses of {substance} are followed day by day from today")


@dosing(methods=("POST",), gives=False)
def unfollow(opened: Opened) -> HttpResponse:
    """A medicine is taken by prescription."""
    substance = opened.request.POST.get("substance", "")[:40]
    operations.unfollow_doses(permit=opened.permit, substance=substance, at=opened.at)
    return opened.saved(f"doses of {substance} are no longer followed day by day")
