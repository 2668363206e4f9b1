"""What is taught about medicines: the overview, one sheet, the same on paper, a teach-back."""

from collections.abc import Callable
from uuid import UUID, uuid5

from django.http import HttpResponse

from care.actor import Action
from care.drafts.rules import Key
from care.lib.dates import date_text
from care.lib.pdf import LARGE_PRINT
from care.reminders.queries import sender_of
from care.reminders.rules.wording import language_of
from care.teams.queries import open_enrolment
from patients.queries import get_patient
from treatment_plans.own_paper import Print
from treatment_plans.regimens.queries import active_orders
from treatment_plans.regimens.teaching import operations, queries, rules
from treatment_plans.regimens.teaching.forms import TeachBackForm, WrongEntryForm
from treatment_plans.regimens.teaching.presenters import (
    PAPER,
    REFUSALS,
    refusal_sentence,
    sheet_pdf,
    standing_card,
    teach_back_card,
)
from treatment_plans.regimens.teaching.sheets import LANGUAGES
from treatment_plans.regimens.teaching.sheets import sheets as all_sheets
from treatment_plans.regimens.teaching.vocabulary import Handed, Interpreter, Occasion
from treatment_plans.views.opening import Opened, View, record_view

TAB = "teaching:sheets"


def _teaching(*, action: Action, methods: tuple[str, ...] = ("GET", "POST")) -> Callable[[View], View]:
    return record_view(action=action, part=TAB, refusals=REFUSALS, sentence=refusal_sentence, methods=methods)


_reads = _teaching(action=Action.READ, methods=("GET", "HEAD"))
_writes = _teaching(action=Action.WRITE)


def _may_write(opened: Opened) -> bool:
    """Whether something may still be written here; each form asks the gate itself."""
    return get_patient(permit=opened.permit).deceased_on is None and open_enrolment(permit=opened.permit) is not None


def _language(opened: Opened) -> str:
    """The language that is asked for, else the person's."""
    asked = opened.request.GET.get("language", "")
    return asked if asked in LANGUAGES else language_of(get_patient(permit=opened.permit).identity.language.value)


@_reads
def sheets(opened: Opened) -> HttpResponse:
    """What they take now and what of it was talked through; every sheet; every teach-back."""
    orders = active_orders(permit=opened.permit)
    standing = queries.standings_of(permit=opened.permit, orders=orders)
    told = queries.teach_backs(permit=opened.permit)
    now = {one.sheet.code for one in standing}
    return opened.page(
        "teaching/sheets.html",
        standing=[standing_card(one, zone=opened.zone, today=opened.today) for one in standing],
        due=sum(one.reason is not None for one in standing),
        without=rules.without_sheet(queries.ordered(orders)),
        others=[(code, sheet.title("en")) for code, sheet in all_sheets().items() if code not in now],
        told=[teach_back_card(row, zone=opened.zone, today=opened.today) for row in told],
        may_write=_may_write(opened),
    )


@_reads
def sheet(opened: Opened, sheet: str) -> HttpResponse:
    """One sheet, to be read together, in the person's language or the one that is asked for."""
    found, language = queries.get_sheet(sheet), _language(opened)
    return opened.page(
        "teaching/sheet.html",
        sheet=found,
        title=found.title(language),
        parts=found.sections(language),
        language=language,
        languages=LANGUAGES.items(),
        as_of=date_text(found.as_of),
        may_write=_may_write(opened),
    )


@_reads
def paper(opened: Opened, sheet: str) -> HttpResponse:
    """The sheet on paper, in large print where that is asked for."""
    found, language = queries.get_sheet(sheet), _language(opened)
    look = LARGE_PRINT if opened.request.GET.get("print") == Print.LARGE.value else PAPER
    phone = sender_of(organisation_id=opened.permit.organisation_id, language=language).phone
    content = sheet_pdf(found, language=language, phone=phone, look=look)
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = 'inline; filename="sheet.pdf"'
    return answer


@_writes
def teach_back(opened: Opened, sheet: str) -> HttpResponse:
    """What the person said back about one medicine."""
    found = queries.get_sheet(sheet)
    key = Key("teach_back", opened.person, uuid5(opened.person, found.code))
    orders = active_orders(permit=opened.permit)
    standing = next((one for one in queries.standings_of(permit=opened.permit, orders=orders) if one.sheet is found), None)
    initial = {
        "occasion": standing.occasion if standing else Occasion.START,
        "language": get_patient(permit=opened.permit).identity.language,
        "interpreter": Interpreter.NONE,
        "handed": Handed.PAPER,
    }
    form = TeachBackForm(opened.request.POST or None, initial=initial)
    if opened.is_post and form.is_valid():
        operations.record_teach_back(permit=opened.permit, said=form.said(found.code), at=opened.at)
        return opened.saved(f"{found.title('en')}: written down", form=form, key=key)
    card = standing_card(standing, zone=opened.zone, today=opened.today) if standing else None
    return opened.page(
        "teaching/teach_back.html", form, key=key, sheet=found, title=found.title("en"), card=card, parts=found.sections("en")
    )


@_writes
def in_error(opened: Opened, teach_back: UUID) -> HttpResponse:
    """It was written in error."""
    row = queries.get_teach_back(permit=opened.permit, teach_back=teach_back)
    form = WrongEntryForm(opened.request.POST or None)
    if opened.is_post and form.is_valid():
        reason = form.cleaned_data["reason"]
        operations.mark_teach_back_in_error(permit=opened.permit, teach_back=teach_back, reason=reason, at=opened.at)
        return opened.saved("taken off; it stands in the history alone")
    card = teach_back_card(row, zone=opened.zone, today=opened.today)
    return opened.page("teaching/in_error.html", form, card=card)
