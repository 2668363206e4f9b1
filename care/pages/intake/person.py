"""Sections that the registry owns: who somebody is, how to reach them safely, what harms them."""

from dataclasses import fields
from uuid import UUID

from django.http import QueryDict

from care.drafts.queries import DraftContent
from care.lib.dates import date_text
from care.pages.intake.sheets import NotSaved, Page, Sheet, Visit, part, said, with_version
from patients import operations
from patients.forms import AllergiesForm, AllergyFormSet, ContactForm, IdentityForm, PointForm, PointFormSet, points_of
from patients.intake.rules import Part, SectionKey
from patients.presenters import conflict
from patients.queries import allergies_of, get_patient
from patients.rules import AllergiesState, legal_name_if_different, point_text

# --- who they are -------------------------------------------------------------------------------------------------------------


def _identity_blank(visit: Visit, kept: DraftContent | None) -> Sheet:
    person = get_patient(permit=visit.permit)
    form = IdentityForm(initial=IdentityForm.initial_of(person.identity, version=person.version), at=visit.at)
    if kept is not None:
        kept.restore(form)
    return Sheet(form)


def _identity_filled(visit: Visit, posted: QueryDict) -> Sheet:
    return Sheet(IdentityForm(posted, at=visit.at))


def _identity_save(visit: Visit, sheet: Sheet) -> None:
    form = sheet.form
    assert isinstance(form, IdentityForm)
    written = form.identity()
    try:
        operations.change_identity(permit=visit.permit, version=form.cleaned_data["version"] or 0, identity=written, at=visit.at)
    except operations.StaleRecord as stale:
        typed = {column.name: getattr(written, column.name) for column in fields(written)}
        sheet.conflict = conflict(stale, form=form, typed=typed, zone=visit.zone)
        sheet.form = IdentityForm(with_version(form.data, stale), at=visit.at)
        raise NotSaved from stale


def _identity_tells(visit: Visit) -> Part:
    person = get_patient(permit=visit.permit)
    one = person.identity
    legal = legal_name_if_different(chosen=one.chosen_name, given=one.legal_given, family=one.legal_family)
    return part(
        SectionKey.IDENTITY,
        facts=said(
            ("Name", visit.person.display_name),
            ("Legal name", legal),
            ("Pronouns", one.pronouns),
            ("Born", f"{date_text(one.birth_date)}, {visit.person.age} years"),
            ("Language", one.language.label),
            ("Former names", "; ".join(one.former_names)),
            ("MRN", visit.person.mrn),
        ),
    )


# --- reaching them safely -----------------------------------------------------------------------------------------------------


def _contact_blank(visit: Visit, kept: DraftContent | None) -> Sheet:
    person = get_patient(permit=visit.permit)
    form = ContactForm(initial=ContactForm.initial_of(person.contact, version=person.version))
    rows = [PointForm.initial_of(point) for point in person.contact.points]
    if kept is not None:
        kept.restore(form)
        rows = kept.restore_rows(PointFormSet().empty_form.fields, prefix="points")
    return Sheet(form, {"points": PointFormSet(initial=rows, prefix="points")})


def _contact_filled(visit: Visit, posted: QueryDict) -> Sheet:
    return Sheet(ContactForm(posted), {"points": PointFormSet(posted, prefix="points")})


def _contact_save(visit: Visit, sheet: Sheet) -> None:
    form = sheet.form
    assert isinstance(form, ContactForm)
    written = form.contact(points_of(sheet.rows["points"]))
    try:
        operations.change_contact(permit=visit.permit, version=form.cleaned_data["version"] or 0, contact=written, at=visit.at)
    except operations.StaleRecord as stale:
        typed = form.cleaned_data | {"points": written.points}
        sheet.conflict = conflict(stale, form=form, typed=typed, zone=visit.zone)
        sheet.form = ContactForm(with_version(form.data, stale))
        raise NotSaved from stale


def _contact_tells(visit: Visit) -> Part:
    person = get_patient(permit=visit.permit)
    contact = person.contact
    return part(
        SectionKey.CONTACT,
        lines=tuple(point_text(point, zone=person.identity.zone) for point in contact.points) or ("No phone or e-mail known",),
        facts=said(("Ask for", contact.ask_for), ("Say", contact.code_word), ("Also mind", contact.note)),
    )


# --- allergies ----------------------------------------------------------------------------------------------------------------


def _listed(visit: Visit) -> list[tuple[str, str]]:
    return [(str(allergy.uuid), str(allergy)) for allergy in allergies_of(permit=visit.permit).items]


def _allergies_blank(visit: Visit, kept: DraftContent | None) -> Sheet:
    known = allergies_of(permit=visit.permit)
    listed = [(str(allergy.uuid), str(allergy)) for allergy in known.items]
    form = AllergiesForm(listed=listed, initial={"state": known.state.value})
    rows = []
    if kept is not None:
        kept.restore(form)
        rows = kept.restore_rows(AllergyFormSet().empty_form.fields, prefix="added")
    return Sheet(form, {"added": AllergyFormSet(initial=rows, prefix="added")}, {"listed": listed})


def _allergies_filled(visit: Visit, posted: QueryDict) -> Sheet:
    listed = _listed(visit)
    rows = {"added": AllergyFormSet(posted, prefix="added")}
    return Sheet(AllergiesForm(posted, listed=listed), rows, {"listed": listed})


def _allergies_save(visit: Visit, sheet: Sheet) -> None:
    form, added = sheet.form, sheet.rows["added"]
    assert isinstance(form, AllergiesForm)
    new_ones = [(row["substance"], row["reaction"]) for row in added.cleaned_data if row.get("substance")]
    try:
        operations.record_allergies(
            permit=visit.permit,
            state=form.known(adds=bool(new_ones)),
            add=new_ones,
            remove=[UUID(gone) for gone in form.cleaned_data["remove"]],
            at=visit.at,
        )
    except operations.AllergiesContradict as refusal:
        form.add_error("state", "This does not fit the list: an allergy is on it, or it is empty.")
        raise NotSaved from refusal


def _allergies_tells(visit: Visit) -> Part:
    known = allergies_of(permit=visit.permit)
    lines = tuple(str(allergy) for allergy in known.items)
    return part(SectionKey.ALLERGIES, lines=lines or ((known.label,) if known.state is AllergiesState.NONE_KNOWN else ()))


PAGES = (
    Page(
        SectionKey.IDENTITY,
        "patients/_identity_fields.html",
        _identity_blank,
        _identity_filled,
        _identity_save,
        _identity_tells,
        may_be_declined=False,
    ),
    Page(
        SectionKey.CONTACT,
        "patients/_contact_fields.html",
        _contact_blank,
        _contact_filled,
        _contact_save,
        _contact_tells,
        adds=True,
    ),
    Page(
        SectionKey.ALLERGIES,
        "patients/_allergies_fields.html",
        _allergies_blank,
        _allergies_filled,
        _allergies_save,
        _allergies_tells,
        adds=True,
    ),
)
