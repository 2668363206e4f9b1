"""Comments and questions at a line of a plan."""

from uuid import UUID, uuid5

from django.http import HttpResponse

from care.drafts.rules import Key
from care.teams.operations import NotOurColleague
from care.teams.queries import team_of
from treatment_plans import operations
from treatment_plans.presenters import refusal_sentence
from treatment_plans.queries import PlanNotFound, comments_of, get_plan
from treatment_plans.rules import check_work
from treatment_plans.views.opening import Opened
from treatment_plans.views.writing import writing
from treatment_plans.vocabulary import PlanWork, SectionKind, Subject
from treatment_plans.voice_forms import AnswerForm, CommentForm


@writing()
def new_comment(opened: Opened, plan: UUID) -> HttpResponse:
    """Say or ask something: at the plan, or at the section or the line that the address names."""
    row = get_plan(permit=opened.permit, plan=plan)
    check_work(row.status, PlanWork.TALKING)
    about, line, section = _about(opened)
    key = Key("plan", opened.person, uuid5(line or plan, "comment"))
    form = CommentForm(opened.request.POST or None, colleagues=_others(opened))
    if opened.is_post and form.is_valid():
        try:
            said = operations.comment_on(
                permit=opened.permit,
                plan=plan,
                about=about,
                line=line,
                section=section,
                text=form.cleaned_data["text"],
                asked_role=form.asked_role,
                asked_staff=form.asked_staff,
                at=opened.at,
            )
        except (NotOurColleague, operations.NotOnTheTeam) as refusal:
            form.add_error("asked", refusal_sentence(refusal))
        else:
            return opened.saved("question asked" if said.is_question else "comment written", form=form, key=key)
    given = {"about": about.value, "line": str(line or ""), "section": section.value if section else ""}
    return opened.page("treatment_plans/comment.html", form, key=key, plan=row, about=about, given=given)


@writing()
def answer(opened: Opened, comment: UUID) -> HttpResponse:
    """Answer a comment or a question."""
    asked = next((row for row in comments_of(permit=opened.permit, settled=True) if row.uuid == comment), None)
    if asked is None:
        raise PlanNotFound
    key = Key("plan", opened.person, comment)
    form = AnswerForm(opened.request.POST or None)
    if opened.is_post and form.is_valid():
        operations.answer_comment(permit=opened.permit, comment=comment, text=form.cleaned_data["text"], at=opened.at)
        return opened.saved("answered", form=form, key=key)
    return opened.page("treatment_plans/answer.html", form, key=key, asked=asked)


@writing(methods=("POST",))
def settle(opened: Opened, comment: UUID) -> HttpResponse:
    """Say that a comment or a question is settled."""
    operations.resolve_comment(permit=opened.permit, comment=comment, at=opened.at)
    return opened.saved("settled")


def _others(opened: Opened) -> list[tuple[int, str]]:
    """Who else is on the care team, each once, with what they are there."""
    team = team_of(permit=opened.permit)
    mine = opened.permit.actor.staff_id
    return list({one.staff_id: f"{one.name}, {one.function_label.lower()}" for one in team if one.staff_id != mine}.items())


def _about(opened: Opened) -> tuple[Subject, UUID | None, SectionKind | None]:
    """What the address or the form names; whatever names nothing is about the plan."""
    given = opened.request.POST if opened.is_post else opened.request.GET
    try:
        about = Subject(given.get("about", ""))
        if about is Subject.SECTION:
            return about, None, SectionKind(given.get("section", ""))
        return (about, UUID(given.get("line", "")), None) if about is not Subject.PLAN else (about, None, None)
    except ValueError:
        return Subject.PLAN, None, None
