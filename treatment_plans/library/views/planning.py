"""Beside a person's plan: ideas for a goal, add one, say that it is not wanted, templates."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.http import Http404, HttpResponse
from django.urls import reverse

from care.actor import Action
from care.drafts.operations import discard_draft
from care.drafts.queries import get_draft
from care.drafts.rules import Key
from care.teams.operations import NotOurColleague
from care.teams.queries import TeamMember, team_of
from patients.story.operations import NoSuchLine
from patients.story.presenters import line_name
from patients.story.queries import goals_waiting
from treatment_plans.library import ideas as present
from treatment_plans.library import operations
from treatment_plans.library.forms import ChosenForm, LineForm, NoForm, OwnGoalForm
from treatment_plans.library.gathering import facts_of
from treatment_plans.library.ideas import Prefilled, prefilled
from treatment_plans.library.presenters import entry_card
from treatment_plans.library.queries import library_of, templates_of
from treatment_plans.library.rules.entries import Entry
from treatment_plans.library.rules.suggest import Suggestion, held_back, suggest
from treatment_plans.library.rules.templates import Template, TemplateLine
from treatment_plans.queries import GoalRow, PlanRow, PlansInHand, get_goal, intervention_kinds, plans_in_hand
from treatment_plans.rules import NotPossible
from treatment_plans.views.opening import Opened, View, record_view
from treatment_plans.vocabulary import PlanWork

Fill = Callable[[Entry], Prefilled]


def planning(*, methods: tuple[str, ...] = ("GET", "POST")) -> Callable[[View], View]:
    """A view that writes from the library into a plan."""
    return record_view(
        action=Action.WRITE, part="pages:plan", refusals=present.REFUSALS, sentence=present.sentence, methods=methods
    )


@planning(methods=("GET",))
def ideas(opened: Opened, goal: UUID) -> HttpResponse:
    """What may help towards a goal, and why."""
    plan, row = _open_goal(opened, goal)
    library = library_of(opened.permit.organisation_id)
    kinds = {kind.code: kind.name for kind in intervention_kinds()}
    found = _suggestions(opened, row, library)
    fill = _filler(opened, team_of(permit=opened.permit))
    groups = present.idea_groups(found, library, kinds=kinds, fill=fill, person=opened.person, goal=goal)
    return opened.page("library/ideas.html", plan=plan, goal=row, groups=groups)


@planning()
def add(opened: Opened, goal: UUID, intervention_code: str) -> HttpResponse:
    """Add one: who, how often, until when."""
    plan, row = _open_goal(opened, goal)
    library = library_of(opened.permit.organisation_id)
    if intervention_code not in library:
        raise operations.NoSuchEntry
    entry, team = library[intervention_code], team_of(permit=opened.permit)
    initial: dict[str, object] = {}
    if not opened.is_post:
        usual = _filler(opened, team)(entry)
        suggestion = next((one for one in _suggestions(opened, row, library) if one.code == entry.code), None)
        initial = {"staff_id": usual.staff_id, "who": usual.who, "frequency": usual.frequency, "until": usual.until}
        initial["reason"] = present.asked_again(suggestion)
    form = ChosenForm(opened.request.POST or None, colleagues=_colleagues(opened, team), today=opened.today, initial=initial)
    if opened.is_post and form.is_valid():
        try:
            applied = operations.add_chosen(permit=opened.permit, goal=goal, chosen=form.chosen(entry.code), at=opened.at)
        except NotOurColleague:
            form.add_error("staff_id", "This colleague no longer works here.")
        else:
            to = reverse("plan_library:ideas", args=[opened.person, applied.goal])
            return opened.saved(present.added_text(applied), to=to)
    kinds = {kind.code: kind.name for kind in intervention_kinds()}
    card = entry_card(entry, kinds=kinds)
    reason = form["reason"].value() or ""
    return opened.page("library/add.html", form, plan=plan, goal=row, card=card, reason=reason)


@planning()
def say_no(opened: Opened, goal: UUID, intervention_code: str) -> HttpResponse:
    """They do not want it: their words go into the plan, and it is not offered again."""
    plan, row = _open_goal(opened, goal)
    entry = library_of(opened.permit.organisation_id).get(intervention_code)
    if entry is None:
        raise operations.NoSuchEntry
    form = NoForm(opened.request.POST or None)
    if opened.is_post and form.is_valid():
        words = form.cleaned_data["words"]
        applied = operations.say_no(permit=opened.permit, goal=goal, code=entry.code, words=words, at=opened.at)
        to = reverse("plan_library:ideas", args=[opened.person, applied.goal])
        return opened.saved(f"“{entry.name}” is not offered again; their words stand under “Not wanted”", to=to)
    return opened.page("library/say_no.html", form, plan=plan, goal=row, entry=entry)


@planning(methods=("GET",))
def templates(opened: Opened) -> HttpResponse:
    """Which situation it is."""
    plans = plans_in_hand(permit=opened.permit)
    offered = templates_of(opened.permit.organisation_id).values()
    cards = [(one, reverse("plan_library:template", args=[opened.person, one.code])) for one in offered]
    return opened.page("library/templates.html", cards=cards, plans=plans)


@planning()
def template(opened: Opened, template_code: str) -> HttpResponse:
    """First what the person wants, then what is usual, each line to take or leave."""
    found = templates_of(opened.permit.organisation_id).get(template_code)
    if found is None:
        raise Http404
    plans = plans_in_hand(permit=opened.permit)
    plan, waiting = plans.draft or plans.active, goals_waiting(permit=opened.permit)
    asked = opened.request.GET.get("told", "")
    told = next((one for one in waiting if str(one.uuid) == asked), None)
    from_today = opened.today.toordinal() + 7 * found.target_weeks
    initial: dict[str, object] = {"measure": found.measure, "target_on": opened.today.fromordinal(from_today)}
    initial |= {"own_words": line_name(told.said), "told": told.uuid} if told else {}
    goal_form = OwnGoalForm(opened.request.POST or None, initial=initial)
    key = Key("goal", opened.person)
    about: dict[str, Any] = {"situation": found, "active": plans.active, "draft": plans.draft}
    if not (opened.is_post and goal_form.is_valid()):
        others = [(one.uuid, line_name(one.said)) for one in waiting if one is not told]
        goals = plan.open_goals if plan else ()
        return opened.page("library/template_goal.html", goal_form, key=key, waiting=others, goals=goals, **about)
    key_lines = Key("intervention", opened.person, uuid5(NAMESPACE_URL, found.code))
    lines, kept = _lines(opened, found, plans), get_draft(actor=opened.permit.actor, key=key_lines)
    forms = {one.entry.code: one.form for one in lines if one.form is not None}
    checked = [form.is_valid() for form in forms.values()]  # each says what is wrong with it
    if "lines" in opened.request.POST and all(checked):
        chosen = [form.chosen(code) for code, form in forms.items() if form.cleaned_data["wanted"]]
        try:
            applied = operations.apply_template(
                permit=opened.permit, template=found, lines=chosen, at=opened.at, **goal_form.cleaned_data
            )
        except NoSuchLine:
            goal_form.add_error("own_words", "This goal was taken off the list meanwhile. Write it down again.")
            return opened.page("library/template_goal.html", goal_form, waiting=(), goals=(), **about)
        discard_draft(actor=opened.permit.actor, key=key_lines, at=opened.at)
        return opened.saved(present.applied_text(found, applied), key=key)
    if kept is not None and "lines" not in opened.request.POST:  # what was chosen here before and not saved
        for form in forms.values():
            kept.restore(form)
        about["draft_saved"] = kept.saved_text(zone=opened.zone, today=opened.today)
    page = opened.page("library/template_lines.html", goal_form, key=key_lines, lines=lines, **about)
    page.status_code = 422 if "lines" in opened.request.POST else 200
    return page


@dataclass(frozen=True, slots=True)
class OfferedLine:
    """One line of a template: the form that takes or leaves it (none where the plan has it), what is usual, and why it is better
    asked about first.
    """

    line: TemplateLine
    entry: Entry
    form: LineForm | None
    usual: Prefilled
    held: str


def _lines(opened: Opened, found: Template, plans: PlansInHand) -> list[OfferedLine]:
    """The lines of a template for this person."""
    library, team = library_of(opened.permit.organisation_id), team_of(permit=opened.permit)
    facts = facts_of(permit=opened.permit, plans=plans, at=opened.at)
    suggested = {one.code: one for one in suggest(facts, library)}
    posted = opened.request.POST if "lines" in opened.request.POST else None
    rows = []
    for line in found.lines:
        if line.code not in library:  # what a clinic retired of its own
            continue
        entry, held = library[line.code], held_back(line.code, facts, suggested)
        usual = prefilled(entry, team=team, reader=opened.permit.actor.staff_id, today=opened.today, frequency=line.frequency)
        initial = {
            "wanted": line.is_usual and not held,
            "staff_id": usual.staff_id,
            "who": usual.who,
            "frequency": usual.frequency,
            "until": usual.until,
            "reason": line.why,
        }
        form = LineForm(posted, prefix=line.code, colleagues=_colleagues(opened, team), today=opened.today, initial=initial)
        rows.append(OfferedLine(line, entry, None if line.code in facts.in_plan else form, usual, held))
    return rows


def _open_goal(opened: Opened, goal: UUID) -> tuple[PlanRow, GoalRow]:
    """A goal that is worked towards, in the version in force or in the one that is being written."""
    plan, row = get_goal(permit=opened.permit, goal=goal)
    if not row.is_open:
        raise NotPossible(row.lifecycle, PlanWork.WORDING)
    if not (plan.is_in_force or plan.is_in_writing):
        raise NotPossible(plan.status, PlanWork.WORDING)
    return plan, row


def _suggestions(opened: Opened, goal: GoalRow, library: Mapping[str, Entry]) -> list[Suggestion]:
    facts = facts_of(permit=opened.permit, plans=plans_in_hand(permit=opened.permit), at=opened.at)
    return suggest(facts, library, goal=goal.own_words)


def _colleagues(opened: Opened, team: list[TeamMember]) -> list[tuple[int, str]]:
    return [(member.staff_id, f"{member.name}, {member.function_label.lower()}") for member in team]


def _filler(opened: Opened, team: list[TeamMember]) -> Fill:
    def fill(entry: Entry) -> Prefilled:
        return prefilled(entry, team=team, reader=opened.permit.actor.staff_id, today=opened.today)

    return fill
