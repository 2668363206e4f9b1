"""Sections that the intake itself owns: consent to treatment, and safety."""

from django.http import QueryDict

from care.consent.queries import in_force, signers_of
from care.consent.rules import Person
from care.drafts.queries import DraftContent
from care.lib.dates import date_text, local_date
from care.pages.intake.forms import AGREES, NOT_NOW, SafetyForm, TreatmentForm
from care.pages.intake.sheets import NotSaved, Page, Sheet, Visit, part, said
from patients.intake import operations
from patients.intake.queries import latest_safety, treatment_consent
from patients.intake.rules import Part, Question, SectionKey
from patients.intake.rules.safety import FOLLOWS
from patients.intake.rules.treatment import BadConsent
from patients.intake.wording import Wording, wording

# --- consent to treatment -----------------------------------------------------------------------------------------------------


def _words(visit: Visit) -> Wording:
    return wording(language=visit.person.language.value)


def _treatment_form(visit: Visit, posted: QueryDict | None, **given: object) -> TreatmentForm:
    person = Person(visit.person.birth_date, visit.person.deceased_on)
    signers = signers_of(permit=visit.permit, person=person, zone=visit.programme_zone, at=visit.at)
    return TreatmentForm(posted, wording=_words(visit), signers=signers, **given)


def _consent_context(visit: Visit, form: TreatmentForm) -> dict[str, object]:
    held = in_force(permit=visit.permit, at=visit.at)
    return {"wording": form.wording, "signers": form.signers, "recipients": held.recipients}


def _consent_blank(visit: Visit, kept: DraftContent | None) -> Sheet:
    standing = treatment_consent(permit=visit.permit)
    initial: dict[str, object] = {}
    if standing is not None and standing.stands:
        initial = {"answer": AGREES if standing.parts else NOT_NOW, "parts": [one.value for one in standing.parts]}
    form = _treatment_form(visit, None, initial=initial)
    if kept is not None:
        kept.restore(form)
    return Sheet(form, context=_consent_context(visit, form), asks_itself=True)


def _consent_filled(visit: Visit, posted: QueryDict) -> Sheet:
    form = _treatment_form(visit, posted)
    return Sheet(form, context=_consent_context(visit, form), asks_itself=True)


FIELDS = {"name": "signed_name"}


def _consent_save(visit: Visit, sheet: Sheet) -> None:
    form = sheet.form
    assert isinstance(form, TreatmentForm)
    if not form.agrees:
        operations.decline_treatment(permit=visit.permit, wording=form.wording, at=visit.at)
        return
    try:
        operations.agree_to_treatment(
            permit=visit.permit, signers=form.signers, wording=form.wording, at=visit.at, **form.agreed()
        )
    except BadConsent as refusal:
        field = FIELDS.get(refusal.field, refusal.field)
        form.add_error(field if field in form.fields else None, refusal.words)
        raise NotSaved from refusal


def _consent_tells(visit: Visit) -> Part:
    row = treatment_consent(permit=visit.permit)
    held = in_force(permit=visit.permit, at=visit.at)
    sharing = f"{held.recipients} in force" if held.recipients else "None in force: nothing is shared"
    if row is None:
        return part(SectionKey.CONSENT, facts=said(("Consents to share", sharing)))
    day = date_text(local_date(row.recorded_at, visit.programme_zone))
    if not row.parts:
        return part(
            SectionKey.CONSENT, lines=(f"Does not agree to treatment now, {day}",), facts=said(("Consents to share", sharing))
        )
    return part(
        SectionKey.CONSENT,
        facts=said(
            ("Agrees to", ", ".join(one.label.lower() for one in row.parts)),
            ("Does not agree to", ", ".join(one.label.lower() for one in row.declined)),
            ("Signed", f"{row.signed_name}, {day}" if row.stands else f"Taken back; signed {day}"),
            ("Beside them", row.beside),
            ("Consents to share", sharing),
        ),
    )


# --- safety -------------------------------------------------------------------------------------------------------------------

# What follows, with the questions that bring it: for the page, which hides it until it follows.
AFTER = {question.value: " ".join(sorted(one.value for one in FOLLOWS[question])) for question in FOLLOWS}


def _safety_context(visit: Visit) -> dict[str, object]:
    return {"last": latest_safety(permit=visit.permit), "after": AFTER}


def _safety_blank(visit: Visit, kept: DraftContent | None) -> Sheet:
    form = SafetyForm()
    if kept is not None:
        kept.restore(form)
    return Sheet(form, context=_safety_context(visit), asks_itself=True)


def _safety_filled(visit: Visit, posted: QueryDict) -> Sheet:
    return Sheet(SafetyForm(posted), context=_safety_context(visit), asks_itself=True)


def _safety_save(visit: Visit, sheet: Sheet) -> None:
    form = sheet.form
    assert isinstance(form, SafetyForm)
    operations.record_safety(
        permit=visit.permit,
        intake=visit.intake,
        replies=form.replies(),
        tried_when=form.when(),
        own_words=form.cleaned_data["own_words"],
        at=visit.at,
    )


def _safety_tells(visit: Visit) -> Part:
    row = latest_safety(permit=visit.permit)
    if row is None:
        return part(SectionKey.SAFETY)
    found = row.assessment
    answers = tuple((question.label, row.replies[question].label) for question in Question if question in row.replies)
    when = ((f"{SafetyForm.base_fields['tried_when'].label}", row.tried_when.label),) if row.tried_when else ()
    return part(
        SectionKey.SAFETY,
        lines=tuple(f"{concern.label}. {concern.prose}" for concern in found.concerns),
        facts=(*answers, *when, *said(("Asked", f"{date_text(local_date(row.asked_at, visit.zone))}, {row.asked_by}"))),
        voice=(row.own_words,) if row.own_words else (),
    )


PAGES = (
    Page(
        SectionKey.CONSENT,
        "intake/_consent.html",
        _consent_blank,
        _consent_filled,
        _consent_save,
        _consent_tells,
        may_be_declined=False,
    ),
    Page(SectionKey.SAFETY, "intake/_safety.html", _safety_blank, _safety_filled, _safety_save, _safety_tells),
)
