"""What is found on one day: withdrawal, pregnancy, social needs. The form, and what was found before."""

from datetime import timedelta

from django.http import HttpResponse

from patients.story import operations
from patients.story.forms import NeedsForm, PregnancyForm, StoryForm, WithdrawalForm
from patients.story.presenters import LineCard, needs_cards, pregnancy_cards, says, withdrawal_cards
from patients.story.queries import answers_of, latest_needs, latest_pregnancy, latest_withdrawal
from patients.story.rules import EndsBeforeItBegins, ImpossibleDay, Risk
from patients.story.views.opening import Opened, mend, story_view

BEFORE = 6  # earlier ones that a page shows
ACUTE = timedelta(hours=24)  # how long a page says what to do about a dangerous one


@story_view("GET", "POST")
def withdrawal(opened: Opened) -> HttpResponse:
    """A check for withdrawal. Where it is dangerous somebody is asked at once, and the page says what to do."""
    form = WithdrawalForm(opened.request.POST if opened.is_post else None, lived=opened.lived, today=opened.today)
    if opened.is_post and form.is_valid():
        try:
            row = operations.record_withdrawal(permit=opened.permit, said=form.said(), at=opened.at)
        except (ImpossibleDay, EndsBeforeItBegins) as refusal:
            mend(form, refusal)
        else:
            risk = Risk(row.risk)
            asked = "" if risk in (Risk.NONE, Risk.WATCH) else "; a task is open"
            return opened.saved(f"withdrawal risk: {risk.label.lower()}{asked}", form=form, key=opened.key())
    found = latest_withdrawal(permit=opened.permit, limit=BEFORE)
    reader = opened.reader([one.by_id for one in found] + _answered_by(opened))
    cards = [card for one in found for card in withdrawal_cards(one, reader)]
    acute = bool(found) and found[0].reading.risk in (Risk.URGENT, Risk.DANGER) and opened.at - found[0].at < ACUTE
    return _page(opened, form, cards, is_acute=acute)


@story_view("GET", "POST")
def pregnancy(opened: Opened) -> HttpResponse:
    """What is known of pregnancy."""
    form = PregnancyForm(opened.request.POST if opened.is_post else None, lived=opened.lived, today=opened.today)
    if opened.is_post and form.is_valid():
        try:
            operations.record_pregnancy(permit=opened.permit, said=form.said(), at=opened.at)
        except ImpossibleDay as refusal:
            form.add_error(refusal.field, "No pregnancy of today has this day.")
        else:
            return opened.saved("pregnancy saved", form=form, key=opened.key())
    found = latest_pregnancy(permit=opened.permit, limit=BEFORE)
    reader = opened.reader([one.by_id for one in found] + _answered_by(opened))
    return _page(opened, form, [card for one in found for card in pregnancy_cards(one, reader)])


@story_view("GET", "POST")
def needs(opened: Opened) -> HttpResponse:
    """Social needs, domain by domain."""
    form = NeedsForm(opened.request.POST if opened.is_post else None, lived=opened.lived, today=opened.today)
    if opened.is_post and form.is_valid():
        operations.record_needs(permit=opened.permit, needs=form.needs(), in_danger=form.cleaned_data["in_danger"], at=opened.at)
        return opened.saved("social needs saved", form=form, key=opened.key())
    (found, *_) = [*latest_needs(permit=opened.permit), None]
    stamp = opened.reader([found.by_id]).stamp(found.at, found.by_id) if found else ""
    return _page(opened, form, needs_cards(found), stamp=stamp)


def _answered_by(opened: Opened) -> list[int]:
    answered = answers_of(permit=opened.permit).get(opened.part)
    return [answered.by_id] if answered else []


def _page(opened: Opened, form: StoryForm, cards: list[LineCard], *, is_acute: bool = False, stamp: str = "") -> HttpResponse:
    answered = answers_of(permit=opened.permit).get(opened.part)
    words = says(answered, opened.reader([answered.by_id])) if answered else "" if cards else "Nobody has asked yet."
    return opened.page("story/check.html", form, key=opened.key(), cards=cards, says=words, is_acute=is_acute, stamp=stamp)
