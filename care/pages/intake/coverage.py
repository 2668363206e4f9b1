"""The section that coverage owns: who pays."""

from django.http import QueryDict

from care.drafts.queries import DraftContent
from care.lib.dates import date_text
from care.pages.intake.sheets import NotSaved, Page, Sheet, Visit, part
from patients.coverage import operations
from patients.coverage.forms import CoverageForm
from patients.coverage.queries import CoverageRow, coverages_of
from patients.intake.rules import Part, SectionKey

# Chosen before anybody types: no coverage by themselves.
_CHOSEN_BEFORE = frozenset({"kind", "holder"})


def _blank(_visit: Visit, kept: DraftContent | None) -> Sheet:
    form = CoverageForm(empty_permitted=True, use_required_attribute=False)
    if kept is not None:
        kept.restore(form)
    return Sheet(form)


def _filled(_visit: Visit, posted: QueryDict) -> Sheet:
    return Sheet(CoverageForm(posted, empty_permitted=True, use_required_attribute=False))


def _save(visit: Visit, sheet: Sheet) -> None:
    """One more payer; an empty form says that there is no other."""
    form = sheet.form
    assert isinstance(form, CoverageForm)
    if not set(form.changed_data) - _CHOSEN_BEFORE:
        return
    try:
        operations.record_coverage(permit=visit.permit, terms=form.terms(), at=visit.at)
    except operations.BadEntry as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.words)
        raise NotSaved from refusal


def _tells(visit: Visit) -> Part:
    return part(SectionKey.COVERAGE, lines=tuple(_line(row) for row in coverages_of(permit=visit.permit)))


def _line(row: CoverageRow) -> str:
    terms = row.terms
    words = [
        f"{terms.payer}, {terms.plan}" if terms.plan else terms.payer,
        terms.kind.label,
        f"member {terms.member_number}" if terms.member_number else "",
        f"until {date_text(terms.ends_on)}" if terms.ends_on else "",
        f"renewal due by {date_text(terms.renews_on)}" if terms.renews_on else "",
    ]
    return "; ".join(word for word in words if word)


PAGES = (
    Page(
        SectionKey.COVERAGE,
        "coverage/_coverage_fields.html",
        _blank,
        _filled,
        _save,
        _tells,
        adds=True,
        url_name="coverage:coverage",
    ),
)
