"""A person's intake: the way with its sections, begun, on a break, gone on with, closed."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from care.access import gate
from care.accounts.session import place_of
from care.actor import Action, Category
from care.lib.dates import local_date
from care.pages.intake.forms import CloseForm, PauseForm
from care.pages.intake.register import THERE, told_of
from care.pages.intake.sheets import Visit
from care.pages.presenters import intake as present
from care.pages.views.chart import Chart, open_chart
from care.reminders.crisis_lines import crisis_lines
from care.teams.operations import NotEnrolled
from care.teams.queries import open_enrolment
from care.worklist.queries import tasks_of_patient
from care.worklist.rules import PRESSING
from patients.intake import operations, queries
from patients.intake.queries import IntakeRow
from patients.intake.rules import FILLABLE, CloseReason, NotPossible, Pause, SectionKey, Told

HERE = "pages:intake"
TAB = "pages:chart"
TOO_LATE = "This intake has moved on meanwhile: nothing was changed."


@dataclass(frozen=True, slots=True)
class Desk:
    """What every page of an intake stands on."""

    chart: Chart
    intake: IntakeRow
    visit: Visit
    told: Told

    @property
    def reader(self) -> present.Reader:
        """In which zone it is read."""
        return present.Reader(self.chart.zone, self.chart.at)

    @property
    def may_fill(self) -> bool:
        """Whether the reader may go on with it."""
        return self.intake.state in FILLABLE and self.chart.may(Action.WRITE)

    def way(self, current: SectionKey | None = None) -> present.Way:
        """The sections, what is left and what comes next."""
        return present.way(
            self.intake, self.told, person=self.chart.person.uuid, there=THERE, reader=self.reader, current=current
        )

    def alarms(self) -> list[present.TaskNow]:
        """What somebody is asked to do for the person now, because of what was told."""
        tasks = tasks_of_patient(permit=self.chart.permit)
        return [present.task_now(task, self.reader) for task in tasks if task.is_escalation or task.priority in PRESSING]

    def context(self, current: SectionKey | None = None) -> dict[str, Any]:
        """The head of the page, the way, and the numbers to call that stand on each page of an intake."""
        return self.chart.context() | {
            "now": self.alarms(),
            "intake": self.intake,
            "card": present.intake_card(self.intake, self.reader),
            "way": self.way(current),
            "may_write": self.chart.may(Action.WRITE),
            "may_fill": self.may_fill,
            "lines": crisis_lines(),
        }


def open_desk(request: HttpRequest, uuid: UUID, *, action: Action = Action.READ) -> Desk | None:
    """A person's intake: the unfinished one, else the latest; none where there never was one.

    Raises:
        NotFound, Refused: as `gate.require`.
    """
    return desk_of(request, open_chart(request, uuid, Category.SUD, here=TAB, action=action))


def desk_of(request: HttpRequest, chart: Chart) -> Desk | None:
    """The same for a chart that is open already."""
    row = queries.current_intake(permit=chart.permit)
    if row is None:
        return None
    visit = Visit(
        permit=chart.permit,
        person=chart.person,
        intake=row.uuid,
        at=chart.at,
        zone=chart.zone,
        programme_zone=place_of(request).organisation_zone,
    )
    return Desk(chart, row, visit, told_of(visit))


def need_desk(request: HttpRequest, uuid: UUID, *, action: Action = Action.WRITE) -> Desk:
    """A person's intake, for what can be done with one.

    Raises:
        NotFound: there is none; and as `gate.require`.
    """
    desk = open_desk(request, uuid, action=action)
    if desk is None:
        raise gate.NotFound("NOT_FOUND")
    return desk


@require_safe
def intake(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The way: which sections are answered, by whom, what is left, and what comes next. Before it: what an intake is."""
    chart = open_chart(request, uuid, Category.SUD, here=TAB)
    desk = desk_of(request, chart)
    if desk is None:
        return _start(request, chart)
    steps = queries.steps_of(permit=chart.permit, intake=desk.intake.uuid, limit=40)
    context = desk.context() | {"steps": present.step_lines(steps, desk.reader), "may_begin": _may_begin(chart, desk.intake)}
    return render(request, "intake/intake.html", context)


def _start(request: HttpRequest, chart: Chart) -> HttpResponse:
    groups = present.groups_there(THERE)
    context = chart.context() | {"groups": groups, "lines": crisis_lines(), "may_begin": _may_begin(chart, None)}
    return render(request, "intake/start.html", context)


def _may_begin(chart: Chart, row: IntakeRow | None) -> bool:
    if (row is not None and row.is_unfinished) or not chart.may(Action.WRITE):
        return False
    return open_enrolment(permit=chart.permit) is not None


@require_POST
def begin(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Begin, or go on with the one that is unfinished; then to the first section that waits."""
    chart = open_chart(request, uuid, Category.SUD, here=TAB, action=Action.WRITE)
    try:
        operations.begin_intake(permit=chart.permit, today=local_date(chart.at, chart.zone), at=chart.at)
    except NotEnrolled:
        messages.info(request, f"{chart.person.display_name} is not in care here, so that no intake begins.")
    return redirect(HERE, uuid=uuid)


@require_http_methods(["GET", "HEAD", "POST"])
def pause(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """A break: why, and when to go on where that was agreed. What was typed is kept before this page opens."""
    desk = need_desk(request, uuid)
    zone = desk.visit.programme_zone
    form = PauseForm(request.POST or None, at=desk.chart.at, zone=zone)
    if request.method == "POST" and form.is_valid():
        why = Pause(form.cleaned_data["why"])
        try:
            operations.pause_intake(
                permit=desk.chart.permit, intake=desk.intake.uuid, why=why, go_on=form.go_on(), at=desk.chart.at
            )
        except NotPossible:
            messages.info(request, f"{desk.chart.person.display_name}: {TOO_LATE}")
        else:
            messages.success(request, f"{desk.chart.person.display_name}: the intake is on a break. Everything typed is kept.")
        return redirect(HERE, uuid=uuid)
    status = 422 if request.method == "POST" else 200
    return render(request, "intake/pause.html", desk.context() | {"form": form}, status=status)


@require_POST
def resume(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Go on where it was left."""
    desk = need_desk(request, uuid)
    try:
        operations.resume_intake(permit=desk.chart.permit, intake=desk.intake.uuid, at=desk.chart.at)
    except NotPossible:
        messages.info(request, f"{desk.chart.person.display_name}: {TOO_LATE}")
    following = desk.way().next_url
    return redirect(following) if following else redirect(HERE, uuid=uuid)


@require_http_methods(["GET", "HEAD", "POST"])
def close(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """End it without a signature."""
    desk = need_desk(request, uuid)
    form = CloseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = CloseReason(form.cleaned_data["reason"])
        try:
            operations.close_intake(permit=desk.chart.permit, intake=desk.intake.uuid, reason=reason, at=desk.chart.at)
        except NotPossible:
            messages.info(request, f"{desk.chart.person.display_name}: {TOO_LATE}")
        else:
            messages.success(request, f"{desk.chart.person.display_name}: the intake is closed. What was saved stays.")
        return redirect(HERE, uuid=uuid)
    status = 422 if request.method == "POST" else 200
    return render(request, "intake/close.html", desk.context() | {"form": form}, status=status)
