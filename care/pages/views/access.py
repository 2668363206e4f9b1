"""Who may read what, and why: the decision table as prose. Names nobody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from care.access.policy import Relation
from care.accounts.session import actor_of
from care.actor import Action, Category, Purpose, Role
from care.pages.forms import QuestionForm
from care.pages.presenters.access import rule_groups, rule_lines, verdict

SHOWS = {"all": ("All rules", None), "allow": ("Allowed", True), "deny": ("Refused", False)}


@require_safe
def who_may_read(request: HttpRequest) -> HttpResponse:
    """The rules by who asks, and an answer to one question put to the table."""
    actor_of(request)
    rules = rule_lines()
    show = request.GET.get("show", "all")
    show = show if show in SHOWS else "all"
    form = QuestionForm(request.GET if "role" in request.GET else None)
    answer = None
    if form.is_bound and form.is_valid():
        asked = form.cleaned_data
        answer = verdict(
            role=Role(asked["role"]),
            relation=Relation(asked["standing"]),
            category=Category(asked["category"]),
            action=Action(asked["action"]),
            purpose=Purpose(asked["purpose"]),
        )
    context = {
        "groups": rule_groups(allows=SHOWS[show][1]),
        "chips": [
            (key, label, sum(allows is None or rule.allows is allows for rule in rules), key == show)
            for key, (label, allows) in SHOWS.items()
        ],
        "form": form,
        "answer": answer,
    }
    return render(request, "pages/who_may_read.html", context)
