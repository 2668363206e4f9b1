"""What carries somebody: recovery capital over time, steps, chosen dates, groups, how they live."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from care.actor import Action, Category
from care.lib.dates import day_text, local_date
from care.pages.recovery import gathering, words
from care.pages.trends import words as trend_words
from care.pages.trends.gathering import Person, admitted_on
from care.pages.trends.picture import picture, score_rows
from care.pages.views.chart import open_chart
from care.teams.queries import enrolments_of
from treatment_plans.recovery import queries
from treatment_plans.recovery.presenters import date_cards, step_cards


@require_safe
def recovery(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Strengths first, then what grew; days are those of the person's zone."""
    chart = open_chart(request, uuid, Category.SUD, here="pages:recovery")
    permit, zone = chart.permit, chart.person.zone
    today = local_date(chart.at, zone)
    person = Person(permit, zone, today, admitted_on(enrolments_of(permit=permit), zone))
    capital, protective = gathering.capital(person), gathering.protective(person)
    context = chart.context() | {
        "may_write": chart.may(Action.WRITE),
        "strengths": gathering.strengths(permit),
        "dates": date_cards(queries.chosen_dates(permit=permit), today),
        "steps": step_cards(queries.life_steps(permit=permit), queries.goals_of_plan(permit=permit), today),
        "groups": [(day_text(one.on, today), one) for one in gathering.groups(person)],
        "standing": words.standing_rows(gathering.standing(person), today),
        "capital": None,
        "protective": None,
    }
    if capital is not None:
        context["capital"] = {
            "trend": capital.trend,
            "sentence": words.capital_sentence(capital, today),
            "strongest": words.strongest_sentence(capital),
            "total": trend_words.sentence(capital.trend),
            "picture": picture(capital.trend),
            "score_rows": score_rows(trend_words.score_lines(capital.trend.dots, today)),
            "rows": words.strand_rows(capital),
        }
    if protective is not None:
        context["protective"] = {"total": trend_words.sentence(protective.trend), "rows": words.strand_rows(protective)}
    return render(request, "pages/recovery.html", context)
