"""Sections that the registry owns around the person: where they live, who they say they are, who stands by them, what matters."""

from dataclasses import fields
from typing import Any

from django.http import QueryDict

from care.drafts.queries import DraftContent
from care.pages.intake.sheets import NotSaved, Page, Sheet, Visit, part, said, with_version
from patients import operations
from patients.forms import (
    AddressForm,
    AddressFormSet,
    BackgroundForm,
    PreferencesForm,
    SupporterForm,
    WhereaboutsForm,
    addresses_in_rows,
)
from patients.intake.rules import Part, SectionKey
from patients.presenters import conflict
from patients.queries import background_of, preferences_of, supporters_of, whereabouts_of
from patients.rules import (
    Question,
    address_text,
    calling_text,
    interpreter_text,
    knowing_text,
    mail_text,
    phone_text,
    reading_text,
)

# --- where they live ----------------------------------------------------------------------------------------------------------


def _places_blank(visit: Visit, kept: DraftContent | None) -> Sheet:
    known = whereabouts_of(permit=visit.permit)
    form = WhereaboutsForm(initial=WhereaboutsForm.initial_of(known.said, version=known.version))
    initial = [AddressForm.initial_of(address) for address in known.said.addresses]
    if kept is not None:
        kept.restore(form)
        initial = kept.restore_rows(AddressFormSet().empty_form.fields, prefix="rows")
    return Sheet(form, {"rows": AddressFormSet(initial=initial, prefix="rows")}, asks_itself=True)


def _places_filled(visit: Visit, posted: QueryDict) -> Sheet:
    return Sheet(WhereaboutsForm(posted), {"rows": AddressFormSet(posted, prefix="rows")}, asks_itself=True)


def _places_save(visit: Visit, sheet: Sheet) -> None:
    form = sheet.form
    assert isinstance(form, WhereaboutsForm)
    given = addresses_in_rows(sheet.rows["rows"])
    if not form.fits(given):
        raise NotSaved
    written = form.whereabouts(given)
    try:
        operations.change_addresses(
            permit=visit.permit, version=form.cleaned_data["version"] or 0, whereabouts=written, at=visit.at
        )
    except operations.StaleRecord as stale:
        typed = {"address_state": written.state, "addresses": written.addresses}
        sheet.conflict = conflict(stale, form=form, typed=typed, zone=visit.zone)
        sheet.form = WhereaboutsForm(with_version(form.data, stale))
        raise NotSaved from stale


def _places_tells(visit: Visit) -> Part:
    known = whereabouts_of(permit=visit.permit).said
    lines = tuple(f"{one.place.label}: {address_text(one)} ({mail_text(one)})" for one in known.addresses)
    return part(SectionKey.PLACES, lines=lines, facts=said(("Where they live", known.state.label if known.state else "")))


# --- about them ---------------------------------------------------------------------------------------------------------------


def _background_blank(visit: Visit, kept: DraftContent | None) -> Sheet:
    known = background_of(permit=visit.permit)
    form = BackgroundForm(initial=BackgroundForm.initial_of(known.said, version=known.version))
    if kept is not None:
        kept.restore(form)
    return Sheet(form)


def _background_filled(visit: Visit, posted: QueryDict) -> Sheet:
    return Sheet(BackgroundForm(posted))


def _background_save(visit: Visit, sheet: Sheet) -> None:
    form = sheet.form
    assert isinstance(form, BackgroundForm)
    written = form.background()
    try:
        operations.change_background(
            permit=visit.permit, version=form.cleaned_data["version"] or 0, background=written, at=visit.at
        )
    except operations.StaleRecord as stale:
        typed = {column.name: getattr(written, column.name) for column in fields(written)}
        sheet.conflict = conflict(stale, form=form, typed=typed, zone=visit.zone)
        sheet.form = BackgroundForm(with_version(form.data, stale))
        raise NotSaved from stale


def _background_tells(visit: Visit) -> Part:
    one = background_of(permit=visit.permit).said
    return part(
        SectionKey.BACKGROUND,
        facts=said(
            (
                "Gender",
                " ".join(filter(None, [_label(one.gender_identity), f"“{one.gender_words}”" if one.gender_words else ""])),
            ),
            ("Sex assigned at birth", _label(one.birth_sex)),
            ("Sex that care goes by", _label(one.sex)),
            ("Race", ", ".join(race.label for race in one.race)),
            ("In more detail", one.race_detail),
            ("Hispanic or Latino", _label(one.ethnicity)),
            ("Tribes", "; ".join(one.tribes)),
            ("Interpreter", interpreter_text(visit.person.language, one.interpreter) or _label(one.interpreter)),
            ("Reads", reading_text(one.reads)),
            ("Also speaks", ", ".join(language.label for language in one.other_languages)),
        ),
    )


def _label(word: Any) -> str:
    return str(word.label) if word is not None else ""


# --- who stands by them -------------------------------------------------------------------------------------------------------


def _people_blank(visit: Visit, kept: DraftContent | None) -> Sheet:
    form = SupporterForm(empty_permitted=True, use_required_attribute=False)
    if kept is not None:
        kept.restore(form)
    return Sheet(form)


def _people_filled(visit: Visit, posted: QueryDict) -> Sheet:
    return Sheet(SupporterForm(posted, empty_permitted=True, use_required_attribute=False))


def _people_save(visit: Visit, sheet: Sheet) -> None:
    """One more person; an empty form says that nobody else is named."""
    form = sheet.form
    assert isinstance(form, SupporterForm)
    if not form.has_changed():
        return
    try:
        operations.add_supporter(permit=visit.permit, supporter=form.supporter(), at=visit.at)
    except operations.TooManySupporters as refusal:
        form.add_error(None, "The list is full. Take somebody off it first.")
        raise NotSaved from refusal


def _people_tells(visit: Visit) -> Part:
    lines = []
    for line in supporters_of(permit=visit.permit):
        one = line.said
        reach = f"{phone_text(one.phone)}, {calling_text(one)}" if one.phone else calling_text(one)
        emergency = "; in an emergency" if one.is_emergency_contact else ""
        lines.append(f"{one.name}, {one.relation_text}: {reach}{emergency}; {knowing_text(one)}")
    return part(SectionKey.PEOPLE, lines=tuple(lines))


# --- what matters to them -----------------------------------------------------------------------------------------------------


def _preferences_blank(visit: Visit, kept: DraftContent | None) -> Sheet:
    known = preferences_of(permit=visit.permit)
    form = PreferencesForm(initial=PreferencesForm.initial_of(known.said, version=known.version))
    if kept is not None:
        immigration = form.initial["immigration"]
        kept.restore(form)
        form.initial["immigration"] = immigration  # no draft ever holds it
    return Sheet(form, asks_itself=True)


def _preferences_filled(visit: Visit, posted: QueryDict) -> Sheet:
    return Sheet(PreferencesForm(posted), asks_itself=True)


def _preferences_save(visit: Visit, sheet: Sheet) -> None:
    form = sheet.form
    assert isinstance(form, PreferencesForm)
    written = form.preferences()
    try:
        operations.change_preferences(
            permit=visit.permit, version=form.cleaned_data["version"] or 0, preferences=written, at=visit.at
        )
    except operations.StaleRecord as stale:
        typed: dict[str, Any] = {column.name: getattr(written, column.name) for column in fields(written)}
        typed["immigration_wish_at"] = "as typed below" if written.keep_immigration else ""
        sheet.conflict = conflict(stale, form=form, typed=typed, zone=visit.zone)
        sheet.form = PreferencesForm(with_version(form.data, stale))
        raise NotSaved from stale


def _preferences_tells(visit: Visit) -> Part:
    """What they said; never what to mind for their immigration safety, which no paper of ours carries on."""
    one = preferences_of(permit=visit.permit).said
    told = ((question.label, getattr(one, question.value)) for question in Question)
    return part(
        SectionKey.PREFERENCES,
        facts=said(
            *((label, _label(value) if not isinstance(value, str) else value) for label, value in told),
            ("Prefers not to say", ", ".join(question.label.lower() for question in Question if question in one.declined)),
        ),
    )


PAGES = (
    Page(
        SectionKey.PLACES,
        "patients/_address_rows.html",
        _places_blank,
        _places_filled,
        _places_save,
        _places_tells,
        adds=True,
        url_name="patients:addresses",
    ),
    Page(
        SectionKey.BACKGROUND,
        "patients/_background_fields.html",
        _background_blank,
        _background_filled,
        _background_save,
        _background_tells,
    ),
    Page(
        SectionKey.PEOPLE,
        "patients/_supporter_fields.html",
        _people_blank,
        _people_filled,
        _people_save,
        _people_tells,
        adds=True,
        url_name="patients:people",
    ),
    Page(
        SectionKey.PREFERENCES,
        "patients/_preferences_fields.html",
        _preferences_blank,
        _preferences_filled,
        _preferences_save,
        _preferences_tells,
    ),
)
