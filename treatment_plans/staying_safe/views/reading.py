"""What somebody has to stay well and safe: the overview, one plan, two versions beside each other, paper."""

from collections.abc import Sequence
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from care.access import gate
from care.actor import Action
from care.lib.pdf import LARGE_PRINT, PLAIN, Block, Look, document
from care.reminders.rules.wording import LANGUAGES, language_of
from care.teams.queries import open_enrolment
from treatment_plans.own_copy import OwnCopy
from treatment_plans.own_paper import Print, own_blocks
from treatment_plans.regimens.teaching.presenters import sheet_blocks
from treatment_plans.regimens.teaching.sheets import Sheet
from treatment_plans.staying_safe import queries, rules
from treatment_plans.staying_safe.forms import AgainForm, WordForm
from treatment_plans.staying_safe.presenters import (
    PAPER,
    copy_card,
    kind_cards,
    numbers_block,
    paper_blocks,
    paper_title,
    part_cards,
    return_card,
    version_card,
    word_card,
)
from treatment_plans.staying_safe.views.opening import kinds_of, person_of, reader_of, safe_view
from treatment_plans.staying_safe.vocabulary import Party, PlanState
from treatment_plans.views.opening import Opened


@safe_view(action=Action.READ, methods=("GET", "HEAD"))
def overview(opened: Opened) -> HttpResponse:
    """Three plans, the copy on the phone, returns to use."""
    reader, person = reader_of(opened), person_of(opened)
    rows = queries.plans_at_a_glance(permit=opened.permit)
    copies = [copy_card(row, reader) for row in queries.copies_given(permit=opened.permit)]
    return opened.page(
        "staying_safe/overview.html",
        kinds=kind_cards(rows, reader, kinds_of(opened)),
        copies=copies,
        is_copy_out=any(copy.is_out for copy in copies),
        may_copy=bool(queries.kinds_there(permit=opened.permit)),
        returns=[return_card(row, reader) for row in queries.returns_of(permit=opened.permit, with_errors=True)],
        may_write=person.deceased_on is None and open_enrolment(permit=opened.permit) is not None,
    )


@safe_view(action=Action.READ, methods=("GET", "HEAD"))
def plan(opened: Opened, safe: UUID) -> HttpResponse:
    """One version as it is read and printed, with what can be done with it now."""
    return sheet(opened, safe)


def sheet(opened: Opened, plan: UUID, form: WordForm | None = None) -> HttpResponse:
    """The page of one version; with the form for the person's word as it came back."""
    row = queries.get_safe_plan(permit=opened.permit, plan=plan)
    reader, person = reader_of(opened), person_of(opened)
    if form is None and row.state is PlanState.PROPOSED:
        seal = queries.seal_of_plan(permit=opened.permit, plan=plan)
        form = WordForm(initial={"seal": seal}, signers=queries.who_may_sign(permit=opened.permit, at=opened.at))
    words = [word_card(row.word_of(party), person.display_name, reader) for party in WORDS]
    given = [word for word in words if word]
    return opened.page(
        "staying_safe/plan.html",
        form,
        plan=row,
        card=version_card(row, reader),
        parts=part_cards(row, "en"),
        words=given,
        is_whole=all(word.is_whole for word in given),
        again=AgainForm(),
        due=kind_cards([row], reader, [row.kind])[0],
        is_draft=row.state is PlanState.DRAFT,
        is_proposed=row.state is PlanState.PROPOSED,
        is_ended=row.state is PlanState.ENDED,
        languages=LANGUAGES,
    )


@safe_view(action=Action.READ, methods=("GET", "HEAD"))
def compare(opened: Opened, which: str) -> HttpResponse:
    """Two versions of one kind beside each other, in words: the two newest, or those that are asked for."""
    asked = next((one for one in kinds_of(opened) if one.value == which), None)
    rows = queries.versions_of(permit=opened.permit, kind=asked) if asked else []
    if not rows or asked is None:
        raise gate.NotFound("NOT_FOUND")
    by_version = {row.version: row for row in rows}
    after = by_version.get(_number(opened.request, "to"), rows[0])
    older = [row for row in rows if row.version < after.version]
    before = by_version.get(_number(opened.request, "from"), older[0] if older else after)
    if before.version > after.version:
        before, after = after, before
    found = rules.changes(asked, before.texts, after.texts)
    reader = reader_of(opened)
    return opened.page(
        "staying_safe/compare.html",
        kind=asked,
        versions=[version_card(row, reader) for row in rows],
        before=version_card(before, reader),
        after=version_card(after, reader),
        changes=found,
        sentence=rules.change_sentence(found),
    )


def _number(request: HttpRequest, name: str) -> int:
    text = request.GET.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0


@safe_view(action=Action.READ, methods=("GET", "HEAD"))
def paper(opened: Opened, safe: UUID) -> HttpResponse:
    """A version on paper, in the person's language or the one that is asked for."""
    row = queries.get_safe_plan(permit=opened.permit, plan=safe)
    person = person_of(opened)
    asked, size = opened.request.GET.get("language", ""), opened.request.GET.get("print", "")
    language = asked if asked in LANGUAGES else language_of(person.identity.language.value)
    look = LARGE_PRINT if size == Print.LARGE.value else PLAIN
    content = plan_pdf(row, name=person.display_name, language=language, zone=opened.zone, look=look)
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = 'inline; filename="my-plan.pdf"'
    return answer


def plan_pdf(
    *rows: queries.SafePlanRow,
    name: str,
    language: str,
    zone: str,
    look: Look = PLAIN,
    care: OwnCopy | None = None,
    sheets: Sequence[Sheet] = (),
) -> bytes:
    """Plans on paper, the first with its name in the title; no letterhead, since a paper lies about. The numbers come first."""
    titles = [paper_title(row.kind, language) for row in rows] + ([care.title] if care else [])
    titles += [sheet.title(language) for sheet in sheets]
    blocks = [numbers_block(language)]
    for number, (row, title) in enumerate(zip(rows, titles, strict=False)):
        blocks += [Block(title)] if number else []
        blocks += paper_blocks(row, language=language, zone=zone)
    if care:
        blocks += [Block(care.title)] if rows else []
        blocks += own_blocks(care)
    for number, sheet in enumerate(sheets):
        blocks += [Block(sheet.title(language))] if number or rows or care else []
        blocks += sheet_blocks(sheet, language)
    foot = str(PAPER.get(language, PAPER["en"])["foot"])
    return document(title=titles[0], subtitle=name, blocks=blocks, footer=foot, look=look, language=language)


WORDS = (Party.PATIENT, Party.REPRESENTATIVE, Party.CLINICIAN)


def plan_url(opened: Opened, plan: UUID) -> str:
    """The address of one version."""
    return reverse("staying_safe:plan", args=[opened.person, plan])
