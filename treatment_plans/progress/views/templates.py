"""A clinic's templates of notes, for who keeps them."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from care.accounts.rules import Work, check_work
from care.accounts.session import actor_of
from treatment_plans.presenters import kinder_words
from treatment_plans.progress import operations
from treatment_plans.progress.forms import PART, TemplateForm
from treatment_plans.progress.queries import get_template
from treatment_plans.progress.queries import templates as all_templates
from treatment_plans.progress.rules import FEWEST_NOTES
from treatment_plans.progress.vocabulary import NoteKind, Structure


@require_safe
def templates(request: HttpRequest) -> HttpResponse:
    """The templates, and how the notes that began with each read: of the template, never of who wrote them."""
    actor = actor_of(request)
    check_work(actor, Work.KEEP_NOTE_TEMPLATES)
    _, organisation_id = actor.colleague()
    context = {
        "rows": all_templates(organisation_id=organisation_id),
        "structures": [one for one in Structure if one is not Structure.GROUP],
        "fewest": FEWEST_NOTES,
    }
    return render(request, "progress_notes/templates.html", context)


@require_http_methods(["GET", "POST"])
def new_template(request: HttpRequest, structure: str) -> HttpResponse:
    """Make one of a structure."""
    if structure not in Structure.values() or structure == Structure.GROUP:
        raise Http404
    return _form(request, Structure(structure), None)


@require_http_methods(["GET", "POST"])
def template(request: HttpRequest, template: UUID) -> HttpResponse:
    """Change one."""
    return _form(request, None, template)


def _form(request: HttpRequest, structure: Structure | None, template: UUID | None) -> HttpResponse:
    actor = actor_of(request)
    check_work(actor, Work.KEEP_NOTE_TEMPLATES)
    _, organisation_id = actor.colleague()
    row = get_template(organisation_id=organisation_id, template=template) if template else None
    shape = row.structure if row else structure or Structure.FREE
    initial = (
        {"name": row.name, "kind": row.kind.value} | {f"{PART}{key}": text for key, text in row.parts.items()} if row else {}
    )
    form = TemplateForm(request.POST or None, structure=shape, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            operations.save_template(
                actor=actor,
                template=template,
                name=form.cleaned_data["name"],
                kind=NoteKind(form.cleaned_data["kind"]),
                structure=shape,
                parts=form.parts,
                at=timezone.now(),
            )
        except operations.NameTaken:
            form.add_error("name", "Another template has this name.")
        else:
            messages.success(request, f"“{form.cleaned_data['name']}” saved. Notes that began with it keep their words.")
            for finding in kinder_words(form.parts.values()):
                offered = f"A kinder word for “{finding.term}”: “{finding.suggestion}”."
                messages.info(request, f"Saved as you wrote it. {offered}")
            return redirect("progress_desk:templates")
    context = {"form": form, "row": row, "shape": shape, "parts": [form[name] for name in form.fields if name.startswith(PART)]}
    return render(request, "progress_notes/template.html", context, status=422 if form.is_bound else 200)


@require_POST
def retire(request: HttpRequest, template: UUID) -> HttpResponse:
    """Offer one no longer."""
    actor = actor_of(request)
    operations.retire_template(actor=actor, template=template, at=timezone.now())
    name = get_template(organisation_id=actor.colleague()[1], template=template).name
    messages.success(request, f"“{name}” retired. Notes that began with it stay as they are.")
    return redirect("progress_desk:templates")
